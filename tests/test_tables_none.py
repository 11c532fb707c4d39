"""Lists of numbers that are no tables, and tables that cannot be read surely: no value comes of either."""

from __future__ import annotations

import pytest
from table_samples import describe, make_document, read_all

from pipeline.parse.tables import find_tables

NO_TABLES = {
    "contents page": """
Innehåll
Inledning 3
Resultat 2019 5
Resultat 2020 7
Bilaga 1 12
Bilaga 2 14
""",
    "list of tables": """
Tabellförteckning
Tabell 1. Rutiner 2019–2020, procent 5
Tabell 2. Planer 2019–2020, procent 7
Tabell 3. Kostnader 2020 9
""",
    "telephone numbers": """
Kontakt 2021
Växel 0480 45 00 00
Fax 0480 45 00 01
Jour 070 123 45 67
""",
    "addresses": """
Besök oss under 2020 och 2021
Storgatan 12 392 32 Kalmar
Box 611 391 26 Kalmar
""",
    "dates": """
Viktiga datum 2020 2021
Enkäten skickas ut 12 januari 2021
Sista svarsdag 15 mars 2021
Resultat 24 juni 2021
""",
    "running text that ends in years": """
I Kalmar var andelen 45 procent 2019, jämfört med 41 procent 2018. Det är fler än 2017
och 2016. I riket var andelen 52 procent under perioden, med en ökning sedan år 2015
då den var 44 procent. Målet var 60 procent till 2020 och 70 procent till 2021.
""",
    "a sentence about a table": """
Tabell 1 visar att 45 procent av kommunerna har en rutin 2019
medan 51 procent har en plan 2020
och att 12 procent saknar båda 2021
""",
    "files to fetch": """
Rapporter 2019 2020
Kommunens kvalitet i korthet 2020 (pdf, 2,4 MB)
Kommunens kvalitet i korthet 2019 (pdf, 1,8 MB)
Kommunens kvalitet i korthet 2018 (pdf, 1,2 MB)
""",
    "the axes of a diagram": """
Diagram 1. Andel kommuner med en rutin, procent
100
80
60
2018 2019 2020 2021
Källa: Enkäten.
""",
    "numbered list": """
Mest läst 2020
1. Så mycket får hyran höjas
2. Här är kommunerna där kön är längst
3. Så fungerar enkäten 2019
""",
    "references": """
Referenser 2019 2020
1. SOSFS 2014:5 s. 12
2. Prop. 2005/06:115 s. 21
3. Skolverkets rapport 440 s. 12
""",
    "a footer on every page": """
Socialstyrelsen 2021 1
\fSocialstyrelsen 2021 2
\fSocialstyrelsen 2021 3
""",
    "a menu with years": """
Arkiv
2021
2020
2019
""",
    "cells on lines of their own, one of them lacking": """
Kommun
2018
2019
2020
Sala
7
9
12
Heby
4
6
""",
    "figures and what they say by turns": """
Resultat
82
nöjda brukare
79
trygga elever
12
nya boenden
""",
    "a layout table of links": "Start\tOm oss\tKontakt\nNyheter\tPress\tLediga jobb\n",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_numbers_that_are_no_table_give_no_level(text: str) -> None:
    found = find_tables(make_document(text))
    assert read_all(found) == []


CAPTION = "Tabell 1. Rutiner, procent\nIndikator 2019 2020 2021\n"


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("Rutin vid hot 41 43", 3),
        ("Rutin vid hot 41 43 45 47", 3),
        ("Rutin vid hot 112 400 98", 3),
    ],
    ids=["too few", "too many", "thousands or not"],
)
def test_a_row_that_does_not_fit_is_reported_and_gives_nothing(row: str, kept: int) -> None:
    found = find_tables(
        make_document(CAPTION + row.replace("112 400 98", "41 43 45 112 400") + "\nPlan mot våld 51 53 55\n")
    )
    assert [problem.code for problem in found.problems] == ["table-row-unfit"]
    levels = read_all(found)
    assert len(levels) == kept
    assert {level.indicator for level in levels} == {"Plan mot våld"}


def test_a_caption_without_a_header_says_what_was_seen() -> None:
    text = "Tabell 1. Utfall\nGrundskola 12 13 14\nFörskola 14 15\nKultur 3 4 5\n"
    found = find_tables(make_document(text))
    assert read_all(found) == []
    assert [problem.code for problem in found.problems] == ["table-unread"]
    assert "Grundskola 12 13 14" in found.problems[0].message


def test_a_table_without_a_unit_asks_for_one() -> None:
    found = find_tables(make_document("Tabell 1. Utfall\nVerksamhet 2019 2020\nKultur 3 4\n"))
    assert [(describe(level), level.review) for level in read_all(found)] == [
        ("3 ? T riket 2019", ("table-unit-unknown",)),
        ("4 ? T riket 2020", ("table-unit-unknown",)),
    ]


def test_a_figure_of_no_year_asks_for_one() -> None:
    found = find_tables(make_document("Tabell 1. Nöjda, procent\nFråga Kvinnor Män\nMaten 71 74\nHemmet 70 72\n"))
    assert {level.review for level in read_all(found, year=None)} == {("table-year-unknown",)}


def test_columns_without_a_year_under_a_caption_of_several_have_none() -> None:
    text = "Tabell 1. Nöjda, procent, 2019–2021\nFråga Kvinnor Män\nMaten 71 74\nHemmet 70 72\n"
    assert {level.year for level in read_all(find_tables(make_document(text)))} == {None}


def test_lines_of_a_table_are_taken_and_those_around_it_are_not() -> None:
    text = (
        "Text före.\nTabell 1. Rutiner,\n2019–2020\n\nProcent\n\nIndikator 2019 2020\nRutin 41 43\n\n"
        "Källa: Enkäten.\n\nText efter."
    )
    assert {number for _, number in find_tables(make_document(text)).taken} == {2, 3, 5, 7, 8, 10}


def test_a_paragraph_below_a_table_is_no_unit_of_it() -> None:
    table = "Mått 2019 2020\nNöjda besökare, % 61 64\nÖppet på kvällar, % 18 22\n\n"
    found = find_tables(make_document(f"{table}Andelen besökare som är nöjda med allt steg\nmellan åren.\n"))
    assert sorted(found.taken) == [(1, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize("word", ["Kommentar", "Kommentarer", "Analys"])
def test_a_comment_below_a_table_is_prose(word: str) -> None:
    table = "Mått 2019 2020\nNöjda besökare, % 61 64\nÖppet på kvällar, % 18 22\n"
    found = find_tables(make_document(f"{table}{word}: Fler är nöjda. Sex av tio\nkommer ofta hit.\n"))
    assert sorted(found.taken) == [(1, 1), (1, 2), (1, 3)]


@pytest.mark.parametrize("rows", [1, 40, 400])
def test_every_row_of_a_long_table_is_read(rows: int) -> None:
    body = "\n".join(f"Rutin för stöd\n{at % 90 + 10} {at % 70 + 10} ..\ni hemmet" for at in range(rows))
    assert len(read_all(find_tables(make_document(CAPTION + body)))) == 3 * rows


def test_figures_in_columns_that_no_header_explains_are_told() -> None:
    lines = ["Utfall", ""]
    lines += [f"Grupp {name}      {12 + at}    {24 + at}    {36 + at}" for at, name in enumerate("abc")]
    found = find_tables(make_document("\n".join(lines)))
    assert not found.tables
    assert [problem.code for problem in found.problems] == ["table-unread"]


def test_figures_of_lines_without_columns_are_told_too_and_telephones_are_not() -> None:
    rows = "Lunch ute 12 13 17\nBuss hem 41 40 38\nSkolval 25 31 36\n"
    found = find_tables(make_document(rows))
    assert [problem.code for problem in found.problems] == ["table-unread"]
    assert "Buss hem 41 40 38" in found.problems[0].message
    assert not find_tables(make_document(NO_TABLES["telephone numbers"])).problems


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Riket Halland Sämst Bäst\nVäntade länge 49 51 68\nSkrevs ut 44 43 57\n", "Skrevs ut 44 43 57"),
        ("Lunch ute 12 17\nBuss hem 41 38\nSkolval 25 36\n", "Buss hem 41 38"),
        ("Verksamhet\n2019\n2020\n\nLunch\n41\n44\n49\n", "41 / 44 / 49"),
        ("Tabell 1. Nöjda med lunchen, procent\nKalmar 91\n", "Kalmar 91"),
        ("Mått 2019 2020\nNöjda, % 81 84\nSvar från kommuner 7 9 av 10\n", "'9 av 10'"),
    ],
)
def test_figures_that_are_not_read_are_told(text: str, seen: str) -> None:
    found = find_tables(make_document(text))
    assert all(level.value not in (9, 10, 44, 91) for level in read_all(found))
    assert any(seen in problem.message for problem in found.problems)


@pytest.mark.parametrize(
    "text",
    [
        "• Lunch: 84 (82)\n• Buss: 67 (60)\n• Skolval: 79 (80)\n",
        "Tabell 1. Nöjda med lunchen, procent\nSe även bilaga 2.\n",
        "Lunch ute 12 17\nBuss hem 41 38\n",
    ],
)
def test_few_figures_in_lines_are_no_table(text: str) -> None:
    found = find_tables(make_document(text))
    assert not found.tables
    assert not found.problems


def test_a_unit_taken_from_the_rows_around_is_questioned() -> None:
    text = "Enkät 2018\n\n                     Kvinnor   Män\nIndex för trivsel         58    56\n"
    text += "Index för ork             61    60\nFritid                    63    59\n"
    review = [(level.unit, level.review) for level in read_all(find_tables(make_document(text)))]
    assert review == [("index", ())] * 4 + [("index", ("table-unit-unknown",))] * 2


def test_a_year_before_that_nothing_says_is_asked_for() -> None:
    text = "Tabell 1. Nöjda 2019, procent\nOmråde Kvinnor Män\nMat 81 (40) 79 (38)\nStäd 75 (41) 71 (33)\n"
    levels = read_all(find_tables(make_document(text)))
    assert {level.year: level.review for level in levels} == {2019: (), None: ("table-year-unknown",)}
