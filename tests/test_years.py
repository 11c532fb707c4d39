"""Words for a time, and the year that a list or a document is of."""

from __future__ import annotations

import pytest
from claim_cases import load_cases, make_passage, read_text

from pipeline.model import Metadata, Passage
from pipeline.parse.claims.data_years import find_stated
from pipeline.parse.claims.sentence.wordings import read_wording
from pipeline.parse.claims.timing import find_passage_years, find_previous_years
from pipeline.parse.tokens import split_tokens
from pipeline.parse.years import YearMention, find_years, resolve_years

CASES = load_cases("year_phrases.csv", "family", "text", "expected")


def write(mention: YearMention) -> str:
    years = ",".join(map(str, resolve_years(mention, 2021, 2018, 2017)))
    since = " since" if mention.since is not None else ""
    return f"{years} {mention.kind}{since}{f' ({mention.period})' if mention.period else ''}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_time_is_the_years_that_it_means(case: dict[str, str]) -> None:
    assert "; ".join(write(m) for m in find_years(split_tokens(case["text"]))) == case["expected"]


def years_of(passages: tuple[Passage, ...], metadata: Metadata) -> tuple[int | None, ...]:
    wordings = tuple(map(read_wording, passages))
    return find_passage_years(wordings, metadata, find_stated(wordings, metadata.report_year))


def test_nothing_is_made_up_where_the_report_has_no_year() -> None:
    (mention,) = find_years(split_tokens("förra året"))
    assert resolve_years(mention, None) == ()
    (level,) = read_text("34 procent av kommunerna har en plan.", year=None).levels
    assert level.year is None
    assert "year-unknown" in level.review


def test_the_year_of_a_list_is_the_one_after_what_it_compares_with_unless_the_report_names_its_own() -> None:
    bullets = (
        make_passage("34 procent har en plan. Det är en ökning i jämförelse med 2021.", "bullet", "", 1),
        make_passage("83 procent har en rutin. Det är en minskning mot 94 procent 2020.", "bullet", "", 2),
    )
    assert years_of(bullets, Metadata(title="Barn och unga", report_year=2022)) == (2022, 2021)
    survey = make_passage("Så svarade ungdomarna i 2022 års enkät.")
    assert years_of((survey, *bullets), Metadata(title="Barn och unga", report_year=2022)) == (2022, 2022, 2022)


@pytest.mark.parametrize(
    ("lead", "expected"),
    [
        ("Registerdata från 2018 visar att:", 2018),
        ("Så här såg det ut 2018:", 2018),
        ("Uppgifterna nedan avser 2018:", 2018),
        ("Hösten 2018 gick en enkät ut till alla. Svaren visar att:", 2018),
        ("I den senaste mätningen, som gjordes 2018, framkom att:", 2018),
        ("Svaren visar att:", 2021),
        ("Sedan 2018 visar resultaten att:", 2021),
        ("Lagen från 2018 innebär att:", 2021),
    ],
)
def test_a_lead_in_gives_its_list_the_year(lead: str, expected: int) -> None:
    passages = (make_passage("31 procent har en rutin."), make_passage(lead))
    bullet = make_passage("34 procent har en plan.", "bullet", lead, 1)
    assert years_of((*passages, bullet), Metadata(title="Hemlöshet", report_year=2021)) == (2021, 2021, expected)


def test_the_paragraph_above_a_lead_in_may_tell_of_its_survey() -> None:
    passages = (make_passage("Våren 2018 frågade vi alla kommuner."), make_passage("De svarade att:", "heading"))
    bullet = make_passage("34 procent har en plan.", "bullet", "De svarade att:", 1)
    assert years_of((*passages, bullet), Metadata(title="Hemlöshet", report_year=2021))[-1] == 2018


def test_a_survey_before_gives_a_list_below_it_no_year() -> None:
    passages = (make_passage("Förra enkäten gjordes 2018."), make_passage("Några resultat:"))
    bullet = make_passage("34 procent har en plan.", "bullet", "Några resultat:", 1)
    assert years_of((*passages, bullet), Metadata(title="Hemlöshet", report_year=2021))[-1] == 2021


def test_a_title_with_a_year_goes_before_what_a_list_compares_with() -> None:
    bullet = make_passage("34 procent har en plan, jämfört med 2018.", "bullet", "", 1)
    assert years_of((bullet,), Metadata(title="Öppna jämförelser 2021", report_year=2021)) == (2021,)


@pytest.mark.parametrize(("heading", "expected"), [("Resultat 2021 – enkäten", 2021), ("Kontakta oss 2021", 2019)])
def test_so_does_a_heading_of_results_with_the_reports_year(heading: str, expected: int) -> None:
    bullet = make_passage("34 procent har en plan, jämfört med 2018.", "bullet", "Om resultaten", 1)
    headings = (make_passage(heading, "heading"), make_passage("Om resultaten", "heading"))
    assert years_of((*headings, bullet), Metadata(title="Hemlöshet", report_year=2021))[-1] == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("2019 års resultat visar att:", 2019),
        ("Resultat 2018", 2018),
        ("Några resultat från 2019 års mätning", 2019),
        ("Läget 2018", 2018),
        ("Kommunernas svar hösten 2018", 2018),
        ("Kommuner i hela landet 2018", 2018),
        ("Nya lagar för landets alla kommuner och regioner 2018", 2021),
        ("Nöjd kund-index för Lund 2018, inom parentes 2017", 2018),
        ("Äldreomsorg 2018", 2018),
        ("Statistik från registret (2018)", 2018),
        ("Skolverket, beskrivande statistik, 2018-03-25", 2021),
        ("Resultat 2018 och 2019", 2021),
        ("Kontakta oss 2019", 2021),
        ("", 2021),
    ],
)
def test_a_heading_gives_its_list_the_year(section: str, expected: int) -> None:
    passage = make_passage("34 procent har en plan.", "bullet", section, 1)
    assert years_of((passage,), Metadata(title="Hemlöshet", report_year=2021)) == (expected,)


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
    ("text", "expected"),
    [
        ("Det är en ökning sedan 2019.", 2019),
        ("Det är en ökning sedan 2019 och från föregående år.", 2020),
        ("Det är fler än i den förra mätningen 2018.", 2018),
        ("År 2018 var de 40. Det var två fler än året innan.", 2018),
        ("Det är två fler än året innan.", 2020),
        ("Det är en ökning.", None),
    ],
)
def test_the_survey_before_may_be_two_years_back(text: str, expected: int | None) -> None:
    assert surveys_before(make_passage(text)) == (expected,)


def test_a_survey_that_a_section_names_is_of_that_section_where_the_others_compare_with_the_year_before() -> None:
    trust = "Andelen är lika stor som i den förra enkäten 2018."
    others = ("Det är fler än året innan.", "Det är en ökning jämfört med 2020.")
    pairs = [(trust, "Trivsel"), *((text, "Behörighet") for text in others)]
    assert surveys_before(*(make_passage(text, "paragraph", section) for text, section in pairs)) == (2018, 2020, 2020)


def surveys_before(*passages: Passage) -> tuple[int | None, ...]:
    return find_previous_years(tuple(map(read_wording, passages)), 2021)


def test_unchanged_in_a_survey_of_every_other_year_reaches_two_years_back() -> None:
    changes = read_text("34 procent har en plan. Andelen är oförändrad. / 2019 hade 12 procent en budget.").changes
    assert [(c.direction, c.from_year, c.to_year) for c in changes] == [("same", 2019, 2021)]


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
