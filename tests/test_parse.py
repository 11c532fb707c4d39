"""What one document states comes out whole, in order, and with ids that tell where it is printed."""

from __future__ import annotations

import pytest

from pipeline.extract.text import read_text
from pipeline.model import Document, Report
from pipeline.normalise import repair_document
from pipeline.parse import parse_document

PAGE = """Hemlöshet i Tibro 2021

Årets resultat visar att:

• 62 procent av kommunerna har en plan mot hemlöshet. Det är en ökning med fyra procentenheter från föregående år.

I Tibro finns ingen plan mot hemlöshet.

• Av kvinnorna är 74 procent nöjda och av männen 71 procent.

Tabell 1. Plan mot hemlöshet, 2020–2021

Andel kommuner, procent, riket

Indikator 2020 2021
Har en plan 58 62
Har en jour 41 44
"""


def parse(text: str) -> Report:
    return parse_document(repair_document(Document("0" * 12, "x.txt", "0" * 64, "text/plain", read_text(text))))


def test_every_bullet_is_a_finding_with_its_section() -> None:
    findings = parse(PAGE).findings
    assert [finding.text.split()[0] for finding in findings] == ["62", "Av"]
    assert {finding.section for finding in findings} == {"Årets resultat visar att:"}
    assert [finding.place.line for finding in findings] == [5, 9]


def test_rows_are_tied_to_the_finding_that_they_stand_in_or_answer() -> None:
    report = parse(PAGE)
    first, second = (finding.finding_id for finding in report.findings)
    assert [change.finding_id for change in report.changes] == [first]
    assert [local.finding_id for local in report.local] == [first]
    assert {level.finding_id for level in report.levels if level.gender in "KM"} == {second}
    assert {level.finding_id for level in report.levels if level.table} == {""}


def test_a_row_belongs_to_its_own_bullet_where_a_line_holds_several() -> None:
    items = "• 62 procent av kommunerna har en plan mot hemlöshet. • 44 procent av kommunerna har en jour för hemlösa."
    report = parse(f"Hemlöshet 2021\n\n{items}\n")
    assert [level.finding_id for level in report.levels] == [finding.finding_id for finding in report.findings]


def test_levels_come_in_printed_order_and_no_two_rows_share_an_id() -> None:
    report = parse(PAGE)
    places = [(level.place.page, level.place.line, level.place.start) for level in report.levels]
    assert places == sorted(places)
    ids = [level.observation_id for level in report.levels] + [change.change_id for change in report.changes]
    assert len(ids) == len(set(ids)) == 8


def test_ids_say_where_a_figure_stands_and_not_what_it_says() -> None:
    ids = [level.observation_id for level in parse(PAGE).levels]
    assert [level.observation_id for level in parse(PAGE.replace("74 procent", "47 procent")).levels] == ids


@pytest.mark.parametrize(
    ("heading", "geography", "review"),
    [
        ("Länsrapport Kalmar län", "Kalmar län", ()),
        ("Kommunrapport Tibro", "Västra Götalands län", ()),
        ("Kronobergs län", "Kronobergs län", ()),
        ("Länen", "länet", ("place-unsure",)),
    ],
)
def test_the_county_is_the_documents_own(heading: str, geography: str, review: tuple[str, ...]) -> None:
    report = parse(f"{heading}\n\nHemlöshet 2021\n\nI länet hade 34 procent av kommunerna en plan mot hemlöshet.\n")
    assert [(level.geography.name, level.review) for level in report.levels] == [(geography, review)]


def test_a_documents_years_are_those_of_its_figures() -> None:
    assert parse(PAGE).metadata.years == (2020, 2021)
    assert parse("Plan för 2024\n\nArbetet har börjat.").metadata.years == (2024,)


TREND = """Öppna jämförelser 2021: gymnasieskola

{prose}

Tabell 1. Elever med examen inom tre år, procent

             2016   2019   2020
Hultsfred    66,2   70,1   71,2
Riket        65,0   67,9   69,3
"""


@pytest.mark.parametrize(
    ("prose", "level", "change"),
    [
        (
            "I Hultsfred tog 71,2 procent av eleverna examen. Andelen har ökat med fem procentenheter sedan 2016.",
            2020,
            (2016, 2020),
        ),
        ("I riket har andelen elever med examen ökat med 4,3 procentenheter sedan 2016.", None, (2016, 2020)),
        ("I riket har andelen elever med examen ökat med 7,3 procentenheter sedan 2016.", None, (2016, 2021)),
        ("I Hultsfred tog 71,2 procent av eleverna examen 2021.", 2021, None),
        ("I Hultsfred har 71,2 procent av skolorna en plan.", 2021, None),
        ("I Hultsfred tog 70,1 procent av eleverna examen.", 2021, None),
    ],
)
def test_prose_without_a_year_is_of_the_year_that_a_table_has_the_same_figure_for(
    prose: str, level: int | None, change: tuple[int, int] | None
) -> None:
    report = parse(TREND.format(prose=f"{prose}\n\nUnder 2021 kom en ny läroplan."))
    assert [row.year for row in report.levels if not row.table] == ([level] if level else [])
    assert [(row.from_year, row.to_year) for row in report.changes] == ([change] if change else [])


@pytest.mark.parametrize(
    ("prose", "year"),
    [
        ("Av skolorna har 62 procent en plan. Det är fler än 2016.", 2020),
        ("Av skolorna har 62 procent en plan. Det är fler än 2020.", 2021),
        ("Av skolorna har 62 procent en plan. En ny läroplan kom 2021.", 2021),
    ],
)
def test_a_report_that_names_no_later_year_is_of_the_one_with_which_its_tables_end(prose: str, year: int) -> None:
    report = parse(TREND.format(prose=prose))
    assert [row.year for row in report.levels if not row.table] == [year]


def test_last_year_is_counted_from_when_a_document_was_written_that_says_of_when_its_data_are() -> None:
    text = "Skolan i Nybro\n\nUppgifterna avser 2017.\n\nFörra året utbildades 1 350 elever.\n\n{when}\n"
    for when, year in (("Senast ändrad: 2018-12-19", 2017), ("Senast ändrad: 2017-12-19", 2016)):
        assert [level.year for level in parse(text.format(when=when)).levels] == [year]


@pytest.mark.parametrize(
    ("below", "indicator"),
    [
        ("I Nybro har resultatet försämrats med två procentenheter sedan 2019.", "Trygga i sin skola"),
        ("Nybro har en ökning med två procentenheter sedan 2019.", "saknar en badplats som är öppen för alla"),
    ],
)
def test_a_paragraph_may_point_back_to_the_table_above_it(below: str, indicator: str) -> None:
    table = "Tabell 1. Trygga i sin skola, procent\nKommun 2019 2020 2021\nNybro 88 87 86\nEmmaboda 90 90 91\n"
    above = "Nio procent av kommunerna saknar en badplats som är öppen för alla."
    (change,) = parse(f"Ung i länet 2021\n\n{above}\n\n{table}\n{below}\n").changes
    assert change.indicator == indicator


GRADES = """Företagen i Nybro 2016

Tabell 1. Bygglov och tillsyn i Nybro. Föregående år inom parentes.

Mått                         Enhet      Nybro 2016 (2015)
Bygglov, NKI                 index      74 (70)
Återvunnet avfall            %          38 (37)
Kommunens fossilfria bilar   %          52 (49)
Bygglov i tid                dagar      90 (91)

{prose}
"""


@pytest.mark.parametrize(
    ("prose", "units"),
    [
        ("Företagens betyg på bygglov i Nybro ökade från 70 till 74 mellan 2015 och 2016.", ["index", "index"]),
        ("Omdömet om bygglov i Nybro var 74.", ["index"]),
        ("Nöjdheten med bygglov i Nybro sjönk från 76 till 74.", ["", "index"]),
        ("Betyget på bygglov i Nybro var 64.", [""]),
        ("Betyget på bibliotek i Nybro var 74.", [""]),
        ("Kommunens betyg i Nybro ökade från 49 till 52 mellan 2015 och 2016.", ["", ""]),
        ("Betyget på bygglov i Emmaboda var 74.", [""]),
        ("Antalet bygglov i Nybro ökade från 70 till 74.", ["count", "count"]),
    ],
)
def test_a_grade_without_a_unit_has_that_of_the_table_with_the_same_figure(prose: str, units: list[str]) -> None:
    levels = [level for level in parse(GRADES.format(prose=prose)).levels if not level.table]
    assert [level.unit for level in levels] == units
    assert all(("unit-unknown" in level.review) == (not level.unit) for level in levels)


@pytest.mark.parametrize(("heading", "unit"), [("Elever per lärare", "Elever per lärare"), ("Resultat per skola", "")])
def test_a_heading_that_is_a_rate_gives_the_unit(heading: str, unit: str) -> None:
    (level,) = parse(f"Skolan i Nybro 2021\n\n{heading}\n\nI år är det 11,2.\n").levels
    assert (level.unit, "unit-unknown" in level.review) == (unit, not unit)


def test_a_document_without_text_states_nothing() -> None:
    report = parse("")
    assert (report.findings, report.levels, report.changes, report.local, report.tables) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("lead", "item", "indicator", "base"),
    [
        ("Andelen äldre som är nöjda med:", "maten, 71 procent", "är nöjda med maten", "äldre"),
        ("Andelen äldre som är nöjda med:", "Maten: 71 procent", "är nöjda med maten", "äldre"),
        ("Av kommunerna erbjuder:", "45 procent samtalsstöd", "erbjuder samtalsstöd", "kommuner"),
        ("Så många av kommunerna har en rutin för:", "jour: 44 procent", "har en rutin för jour", "kommuner"),
        ("Andel kommuner som:", "följer upp ärenden, 31 procent", "följer upp ärenden", "kommuner"),
        ("Andelen som anser att:", "det är lätt att nå oss: 71 procent", "anser att det är lätt att nå oss", ""),
        # sentences of their own
        ("Resultaten visar att:", "71 procent av kommunerna har en plan.", "har en plan", "kommuner"),
        ("Av kommunerna erbjuder:", "Andelen kommuner med en plan är 71 procent.", "med en plan", "kommuner"),
        ("Några resultat:", "71 procent av kommunerna har en plan.", "har en plan", "kommuner"),
    ],
)
def test_an_item_ends_the_sentence_that_its_lead_began(lead: str, item: str, indicator: str, base: str) -> None:
    report = parse(f"Hemtjänst 2021\n\n{lead}\n- {item}\n- något annat\n")
    (level,) = report.levels
    assert (level.indicator, level.base) == (indicator, base)
    assert level.place.printed in item
    assert [level.finding_id] == [f.finding_id for f in report.findings if f.text == item]


@pytest.mark.parametrize(
    ("heading", "item", "indicator"),
    [
        ("Hemtjänst", "Bemötande: 97 procent", "hemtjänst, bemötande"),
        ("Andel nöjda brukare:", "särskilt boende 83 procent", "nöjda brukare, särskilt boende"),
        ("Nöjdhet med maten", "Daglig verksamhet (68 procent)", "nöjdhet med maten, daglig verksamhet"),
        ("Andel elever i årskurs 9 som instämmer helt:", "Trivsel, 88 procent", "instämmer helt, trivsel"),
        # headings that name nothing
        ("Resultat", "Bemötande: 97 procent", "bemötande"),
        ("Kalmar", "Bemötande: 97 procent", "bemötande"),
        ("Tryggheten ökar igen", "Bemötande: 97 procent", "bemötande"),
        # items that say all
        ("Hemtjänst", "Andel som får stöd i tid: 97 procent", "får stöd i tid"),
        ("Hemtjänst", "88 procent är nöjda med maten.", "är nöjda med maten"),
    ],
)
def test_a_heading_names_what_its_short_items_are_of(heading: str, item: str, indicator: str) -> None:
    report = parse(f"Jämförelser 2021\n\n{heading}\n\n- {item}\n- Något annat som inte mäts\n")
    assert [level.indicator for level in report.levels] == [indicator]


@pytest.mark.parametrize(
    ("told", "caption", "expected"),
    [
        ("Uppgifterna avser 2018 om inget annat anges.", "Personer med insats, procent", 2018),
        ("Uppgifterna avser 2018 om inget annat anges.", "Personer med insats 2017, procent", 2017),
        ("Lagen kom 2018.", "Personer med insats, procent", 2019),
    ],
)
def test_a_table_without_a_year_is_of_the_year_that_all_data_are_said_to_be_of(
    told: str, caption: str, expected: int
) -> None:
    table = f"Tabell 1. {caption}\nInsats Kvinnor Män\nBoende 42 58\nRådgivning 41 59"
    report = parse(f"Öppna jämförelser 2019 – LSS\n\n{told}\n\n{table}\n")
    assert {level.year for level in report.levels} == {expected}


def test_prose_without_a_year_is_of_the_year_in_the_caption_of_a_table_with_the_same_figure() -> None:
    table = "Tabell 1. Personer med stöd 2018, procent\nLän Kvinnor Män\nSkåne 12,1 9,8\nHalland 10,2 8,7"
    text = f"Öppna jämförelser 2019 – LSS\n\n{table}\n\nI Skåne har 12,1 procent av kvinnorna stöd. 2019 är nytt.\n"
    assert {level.year for level in parse(text).levels} == {2018}


def test_undated_tables_of_a_document_whose_year_is_in_doubt_are_for_review() -> None:
    table = "Tabell 1. Personer med insats, procent\nInsats Kvinnor Män\nBoende 42 58\nRådgivning 41 59"
    text = f"Stöd i Tibro\n\nPublicerad 12 februari 2021\n\n{table}\n"
    assert {level.review for level in parse(text).levels} == {("year-unsure",)}


def test_a_figure_of_a_later_year_than_the_documents_own_puts_that_in_doubt() -> None:
    told = "41 procent av kommunerna har en plan, en ökning med 3 procentenheter sedan 2009."
    report = parse(f"Öppna jämförelser 2011\n\n{told}\n\n2022 hade 74 procent av kommunerna en rutin.\n")
    assert [(level.year, level.review) for level in report.levels] == [(2011, ("year-unsure",)), (2022, ())]
    assert [(change.to_year, change.review) for change in report.changes] == [(2011, ("year-unsure",))]
    assert parse(f"Öppna jämförelser 2011\n\n{told}\n").levels[0].review == ()


def test_news_of_a_years_results_count_last_year_from_when_they_came_out() -> None:
    text = "Färre placerade\n\nPublicerad 21 januari 2019\n\nI fjol fick 41 procent stöd, jämfört med 47 procent 2017."
    assert [level.year for level in parse(text).levels] == [2018, 2017]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Kostnaderna avser 2019.", 2019),
        ("Kostnaderna är hämtade ur räkenskapssammandraget för 2019.", 2019),
        ("Uppgifterna om kostnader gäller 2019.", 2019),
        ("Samtliga kostnader i texten avser 2019. Övriga resultat avser 2021 om inget annat anges.", 2019),
        ("Resultaten gäller våren 2021, uppgifterna om lärare hösten 2020 och kostnaderna kalenderåret 2019.", 2019),
        ("Kostnaderna för vuxna avser 2019.", 2021),
        ("Kostnaderna ökade 2019.", 2021),
        ("Kostnaderna gäller sedan 2011.", 2021),
        ("Kostnaderna avser 2019. Kostnaderna gäller 2020.", 2021),
    ],
)
def test_costs_are_of_the_year_that_the_text_says_all_of_them_are_of(told: str, expected: int) -> None:
    prose = "En plats kostade 861 500 kronor, en ökning med 2 procent. Av de äldre är 81 procent nöjda."
    report = parse(f"Öppna jämförelser 2021\n\n{told}\n\n{prose}\n\nÅr 2018 kostade en plats 800 000 kronor.\n")
    levels = [(level.unit, level.year) for level in report.levels]
    assert levels == [("SEK", expected), ("percent", 2021), ("SEK", 2018)]
    assert report.changes[-1].to_year == expected
    assert "year-unsure" not in report.levels[0].review


def test_a_subtitle_may_name_two_things_of_a_table_each_with_its_unit() -> None:
    subtitle = "Responstid (median, minuter) och bostadsbränder per 1 000 invånare"
    rows = (
        "Län Responstid 2018 Responstid 2019 Bostadsbränder 2019\nHallands län 12,8 13,5 0,44\nSkåne län 10,9 11,3 0,58"
    )
    levels = parse(f"Trygghet 2020\n\nTabell 3. Bränder, län\n\n{subtitle}\n\n{rows}\n").levels
    assert [level.unit for level in levels] == ["minuter", "minuter", "per 1 000 invånare"] * 2
    assert [level.year for level in levels] == [2018, 2019, 2019] * 2
