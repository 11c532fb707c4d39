"""The year that a document says its data are of, that of a section of it, and when it is in doubt."""

from __future__ import annotations

import pytest
from claim_cases import make_passage, read_text, years_of

from pipeline.model import Metadata


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Uppgifterna avser 2018 om inget annat anges.", 2018),
        ("Siffrorna avser läsåret 2016/17 om inget annat sägs.", 2017),
        ("Om inget annat anges gäller siffrorna 2018.", 2018),
        ("Här redovisas betyg som sattes våren 2018, om inte något annat sägs.", 2018),
        ("Här redovisas betyg som sattes våren 2018, om än kortfattat.", 2021),
        ("Där inget år står avses 2018.", 2018),
        ("Om inget annat sägs gäller siffrorna i Öppna jämförelser 2021 verksamhetsåret 2018.", 2018),
        ("Om inget annat anges bygger siffrorna på den stora elevenkäten 2018.", 2018),
        ("Siffrorna i Öppna jämförelser 2018 är inte jämförbara.", 2021),
        ("Siffrorna i tabell 4 gäller 2018.", 2021),
        ("Det skiljer mellan könen, se tabell 2. Uppgifterna avser den 1 november 2018.", 2021),
        ("Resultaten finns i tabell 2. De är goda. Alla uppgifter avser 2018.", 2018),
        ("Se tabell 2. Om inget annat sägs avser uppgifterna 2018.", 2018),
        ("Siffrorna inom parentes avser 2018.", 2021),
        ("Samtliga resultat gäller 2018.", 2018),
        ("Undersökningen omfattar ansökningar som avgjordes under 2018.", 2018),
        ("Undersökningen gäller ärenden som avslutades under 2018.", 2018),
        ("Lagen gäller barn som placerades under 2018.", 2021),
        ("Undersökningen omfattar kommuner som var med 2018.", 2021),
        ("Siffrorna hämtades den 18 januari 2018.", 2021),
        ("Rapporten redovisar resultat för 2018.", 2018),
        ("Indikatorerna mäter läget den 31 december 2018.", 2018),
        ("Samtliga uppgifter avser föregående år.", 2020),
        ("Jämförelserna avser föregående år.", 2021),
        ("Faktabladet beskriver förhållandena 2018 om inget annat sägs.", 2018),
        ("Om inget annat anges visar diagrammet läget 2018.", 2018),
        ("Kartan visar läget 2018.", 2021),
        ("Jämförelserna bygger på läsåret 2016/17.", 2017),
        ("Enkäten, som gäller förhållandena den 1 november 2018, gick till alla.", 2018),
        ("De flesta uppgifter är från 2018.", 2018),
        ("Det visar den nya rapporten, som bygger på uppgifter om 2018.", 2018),
        ("Mätningen, som avser ärenden under 2018, visar hur nöjda företagen är.", 2018),
        ("Av svaren framgår att ärenden under 2018 tog längre tid.", 2021),
        ("Rapporten bygger på resultaten våren 2018.", 2018),
        ("Uppgifterna om boende avser 2018.", 2021),
        ("Uppgifterna samlades in hösten 2020.", 2020),
        ("Antalet hemlösa var 138 vid kartläggningen, som gjordes 2020.", 2021),
        ("Registeruppgifterna avser 2018.", 2021),
        ("Några uppgifter kommer i stället från register och avser 2018, vilket då anges i texten.", 2021),
        ("Uppgifterna ur register avser 2018.", 2021),
        ("Uppgifterna om mottagare är hämtade ur registret och gäller 2020.", 2021),
        ("Kostnaderna avser 2019 medan övriga resultat gäller 2018.", 2018),
        ("Enkäten är den femte sedan 2018.", 2021),
        ("Rapporten bygger på intervjuer. År 2018 gjordes inga.", 2021),
        ("Lagen gäller sedan 2018.", 2021),
        ("Rapporten publicerades 2018.", 2021),
        ("Vissa frågor ställs vartannat år. De senaste resultaten för dem är från 2018.", 2021),
        ("Uppgifterna från Socialstyrelsens register gäller helåret 2020.", 2021),
        ("Det mesta kommer från den nationella enkäten 2018, och annat har det mätåret om inget annat anges.", 2018),
        ("Resultaten bygger på uppgifter från hösten 2017 och våren 2018.", 2018),
        ("Enkäten gick ut i januari 2021 och gällde förhållandena i november 2020.", 2020),
        ("Denna rapport presenterar utvecklingen till och med 2018.", 2018),
        ("Rapporten bygger på intervjuer gjorda hösten 2018 med äldre.", 2018),
        ("Resultaten avser avgångseleverna våren 2018.", 2018),
        ("Mätningen omfattar ärenden från 2018.", 2018),
        ("Föregående års mätning omfattade ärenden från 2018.", 2021),
        ("Data hämtades ur Kolada i januari 2018.", 2021),
        ("Nyckeltalen avser i första hand 2018.", 2018),
        ("Statistiken över bistånd gäller 2018.", 2021),
        ("Resultatet bygger på ärenden som avslutades under 2018.", 2018),
        ("Rapporten visar statistik för 2018.", 2018),
        ("Tabellen visar statistik för 2018.", 2021),
        ("Rapporten redovisar resultaten för läsåret 2017/18.", 2018),
        ("Siffrorna är de senaste och gäller i de flesta fall 2018.", 2018),
        ("Rapporten baseras på folkhälsoenkäten Hälsa på lika villkor, som senast genomfördes våren 2020.", 2020),
        ("Folkhälsoenkäten genomfördes senast våren 2020.", 2021),
        ("Brukarundersökningen genomfördes 2020.", 2020),
        ("Brukarundersökningen genomfördes 2020 och kommunenkäten besvarades våren 2021.", 2021),
    ],
)
def test_a_document_may_say_what_year_its_figures_are_of(text: str, expected: int) -> None:
    passages = (make_passage("34 procent har en plan."), make_passage(text))
    assert years_of(passages, Metadata(title="Hemlöshet", report_year=2021))[0] == expected


@pytest.mark.parametrize(("heading", "expected"), [("Så gjordes undersökningen", 2020), ("Tobak", 2021)])
def test_below_a_heading_on_the_survey_its_name_stands_for_it(heading: str, expected: int) -> None:
    passages = (
        make_passage("34 procent trivs."),
        make_passage("Ung livsstil genomfördes i november 2020.", "paragraph", heading),
    )
    assert years_of(passages, Metadata(title="Unga trivs", report_year=2021))[0] == expected


def test_the_title_above_all_is_no_heading_of_a_years_results() -> None:
    title = "Öppna jämförelser 2021 – Hemlöshet"
    passages = (
        make_passage("Enkäten skickades ut i oktober 2020.", "paragraph", title),
        make_passage("34 procent har en plan.", "paragraph", title),
    )
    assert years_of(passages, Metadata(title=title, report_year=2021))[-1] == 2020


@pytest.mark.parametrize(
    ("told", "doubted"),
    [
        ("Rapporten beskriver utvecklingen under 2019 och i vissa fall våren 2020.", True),
        ("Underlaget är folkhälsoenkäten 2018 och barometern 2020.", True),
        ("Källa: Kolada, 2019", True),
        ("Källa: Kolada, 2021", False),
        ("Statistiken bygger på femårsmedelvärden för 2014–2018.", True),
        ("Brukarundersökningen genomfördes 2020 och kommunenkäten besvarades våren 2021.", False),  # kommuner are
        ("Några mått redovisar resultat från 2019.", False),
        ("Den förra rapporten redovisade resultat från 2019.", False),
        ("Undersökningen har gjorts sedan 2018.", False),
        ("Rapporten avser 2021 och presenterades i april 2022.", False),
        ("Enkäten besvarades under hösten 2020 och våren 2021.", False),
        ("Uppgifterna om boende avser 2019.", False),
        ("Uppgifterna om planering avser 2019.", True),
        ("Andelen med plan avser den 1 november 2019.", True),
        ("Siffrorna inom parentes avser 2019.", False),
        ("Enkäten avser maj 2021 och publiceras i mars 2022.", False),
        ("Rapporten bygger på svar från 286 kommuner i maj 2021, samt registeruppgifter från 2019.", False),
        ("Uppgifter om personer gäller 2019 och uppgifter från kommunenkäten gäller 2021.", False),
        ("Av de äldre svarade 45 procent på enkäten 2019.", False),  # of that figure alone
        ("Lagen gäller sedan 2019.", False),
    ],
)
def test_a_figure_without_a_year_is_for_review_where_the_text_tells_of_data_of_another(
    told: str, doubted: bool
) -> None:
    claims = read_text(f"{told} / 34 procent av kommunerna har en plan för planering.")
    assert ("year-unsure" in claims.levels[-1].review) == doubted


def test_municipalities_that_answered_after_the_year_of_all_data_are_for_review() -> None:
    told = "Resultaten gäller 2020 om inte annat framgår. Enkäten till kommunerna besvarades i februari 2021."
    claims = read_text(f"{told} / 12 procent av de äldre hade stöd. / 69 procent av kommunerna har en plan.")
    assert [(level.year, level.review) for level in claims.levels] == [(2020, ()), (2020, ("year-unsure",))]


def test_what_registers_count_is_for_review_in_a_paragraph_that_tells_of_answers_too() -> None:
    told = "Registeruppgifterna avser 2020, övriga uppgifter är från enkäten i januari 2021."
    claims = read_text(f"{told} / Av de äldre hade 12 procent stöd. 69 procent av kommunerna erbjuder kurser.")
    assert [level.review for level in claims.levels] == [("year-unsure",), ()]


def test_a_section_that_opens_with_a_day_that_was_counted_goes_on_with_it() -> None:
    counted = "Statistiken visar hur många som hade insatser den 1 oktober 2020."
    text = f"{counted} / 5 210 personer hade assistans. Det är 2 procent färre än i oktober 2019."
    claims = read_text(f"{text} / 31 procent av kommunerna har en plan.", section="Färre har assistans")
    assert [level.year for level in claims.levels] == [2020, 2021]
    assert [(change.from_year, change.to_year) for change in claims.changes] == [(2019, 2020)]


def test_the_year_before_goes_with_a_year_in_doubt() -> None:
    text = "Källa: Kolada, 2019 / 82 procent av företagen är nöjda. Året innan var andelen 80 procent."
    assert [level.review for level in read_text(text).levels] == [("year-unsure",), ("year-unsure",)]


def test_a_survey_of_persons_leaves_what_municipalities_answer_as_it_is() -> None:
    told = "Brukarundersökningen genomfördes 2020 och kommunenkäten besvarades våren 2021."
    (level,) = read_text(f"{told} / Av de äldre är 81 procent nöjda.").levels
    assert level.review == ("year-unsure",)
    registers = "Rapporten bygger på svar från 286 kommuner i maj 2021, samt registeruppgifter från 2019."
    (level,) = read_text(f"{registers} / Av de äldre är 81 procent nöjda.").levels
    assert level.review == ("year-unsure",)
    (level,) = read_text(f"{told} / År 2021 var 81 procent av de äldre nöjda.").levels
    assert level.review == ()


def test_what_a_section_says_of_its_data_is_not_said_of_the_results_above_it() -> None:
    told = "Uppgifterna nedan kommer från registren. De avser 2018 om inget annat anges."
    passages = (
        make_passage("34 procent av kommunerna har en plan.", "bullet", "Årets resultat", 1),
        make_passage(told, "paragraph", "Register"),
        make_passage("8 procent hade hemtjänst.", "bullet", "Register", 2),
        make_passage("31 procent av kommunerna har en rutin.", "bullet", "Mer", 3),
    )
    metadata = Metadata(title="Hälsa 2019", report_year=2019)
    assert years_of(passages, metadata) == (2019, 2018, 2018, 2019)
    assert years_of(passages[1:], metadata)[-1] == 2018


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("I den nationella elevenkäten våren 2021 var 82 procent av eleverna nöjda.", (2022, 2021, 2022, 2022)),
        ("Enligt Skolbarometern 2021 var 82 procent av eleverna nöjda, fler än 2019.", (2022, 2021, 2022, 2022)),
        ("I den förra elevenkäten 2021 var 82 procent av eleverna nöjda.", (2022, 2022, 2022, 2022)),
        ("År 2021 var 82 procent av eleverna nöjda enligt enkäten.", (2022, 2022, 2022, 2022)),
    ],
)
def test_a_section_that_opens_with_an_earlier_survey_goes_on_with_it(opening: str, expected: tuple[int, ...]) -> None:
    told = ("Av flickorna trivs 71 procent.", "Åtta av tio kommuner har en rutin.")
    passages = [make_passage(text, "paragraph", "Elevernas svar") for text in (opening, *told)]
    passages.append(make_passage("8 procent röker.", "paragraph", "Tobak"))
    assert years_of(passages, Metadata(title="Ung 2022", report_year=2022)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("398 600 personer fick vård i hemmet.", 2018),
        ("Regionerna betalade 312 miljoner kronor.", 2018),
        ("34 procent av kommunerna har en plan.", 2019),
        ("Var fjärde kommun har en plan.", 2019),
        ("Nio kommuner av tio ger en tid.", 2019),
        ("I mediankommunen dröjer en tid 11 dagar.", 2019),
        ("Av de äldre är 88 procent nöjda.", 2019),
    ],
)
def test_registers_and_surveys_may_be_of_different_years(text: str, expected: int) -> None:
    told = "Registeruppgifterna gäller 2018, medan enkätsvaren samlades in våren 2019."
    passages = (make_passage(told), make_passage(text))
    assert years_of(passages, Metadata(title="Hälsa 2019", report_year=2019))[1] == expected


def test_data_that_come_from_a_register_are_of_its_year() -> None:
    told = "De ekonomiska uppgifterna kommer från registret över bistånd och gäller 2018."
    passages = (make_passage(told), make_passage("398 600 personer fick vård."), make_passage("Var tredje kommun har."))
    assert years_of(passages, Metadata(title="Hälsa 2019", report_year=2019))[1:] == (2018, 2019)


def test_the_year_in_a_reports_name_gives_way_to_that_of_its_data() -> None:
    title = "Öppna jämförelser Grundskola 2021"
    passages = (
        make_passage("Jämförelserna bygger på läsåret 2019/20.", "paragraph", title),
        make_passage("34 procent har en plan.", "paragraph", title),
        make_passage("31 procent hade en plan.", "paragraph", "2018 års resultat"),
    )
    assert years_of(passages, Metadata(title="Öppna jämförelser Grundskola 2021", report_year=2021)) == (
        2020,
        2020,
        2018,
    )


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("Hösten 2021 frågade SCB invånarna hur trygga de är. I landet svarade 74 procent att de är trygga.", 2021),
        ("Våren 2021 fick eleverna i gymnasiet svara på en enkät. I landet är 74 procent trygga.", 2021),
        ("Hösten 2021 var 61 procent trygga i skolan. I landet är 74 procent trygga.", 2020),
    ],
)
def test_who_was_asked_when_dates_a_section_whatever_all_other_data_are_of(opening: str, year: int) -> None:
    passages = (
        make_passage("Uppgifterna avser 2020 om inget annat sägs."),
        make_passage(opening, "paragraph", "Trygghet"),
        make_passage("I Halland är 80 procent trygga.", "paragraph", "Trygghet"),
        make_passage("34 procent har en plan.", "paragraph", "Planer"),
    )
    years = years_of(passages, Metadata(title="Trygghet 2021", report_year=2021))
    assert years[1:] == (year, year, 2020)


def test_a_survey_gives_no_later_paragraph_its_year_where_all_data_have_theirs() -> None:
    told = "Siffrorna gäller helåret 2020 om inget annat sägs."
    survey = "I folkhälsoenkäten 2018 uppgav 12 procent av kvinnorna att de avstått från tandvård."
    levels = read_text(f"{told} / {survey} / Munhälsan bedömdes hos 52 procent av dem.", section="Munhälsa").levels
    assert [level.year for level in levels] == [2018, 2020]


def test_groups_by_population_answer_a_survey_and_are_in_no_register() -> None:
    told = "Uppgifterna ur registret gäller 2020."
    groups = "I kommuner med fler än 70 000 invånare har 68 procent använt resultaten."
    levels = read_text(f"{told} / {groups} / Av personerna hade 36 procent en plats.").levels
    assert [level.year for level in levels] == [2021, 2020]
