"""Words for a time, and the year that a list is of."""

from __future__ import annotations

import pytest
from claim_cases import load_cases, make_passage, read_text, years_of

from pipeline.model import Metadata, Passage
from pipeline.parse.claims.sentence.wordings import read_wording
from pipeline.parse.claims.timing import find_previous_years
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
