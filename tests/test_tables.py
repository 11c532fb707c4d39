"""Schemas of tables in plain text: each is read whole, and what it states is compared row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_samples import KALMAR, Schema, load_schemas, make_document, state

from pipeline.model import Metadata
from pipeline.parse.tables import find_tables, read_tables

CASES = tuple(Path(__file__).parent / "cases" / name for name in ("tables.txt", "tables_changes.txt"))


@pytest.mark.parametrize("schema", [schema for path in CASES for schema in load_schemas(path)], ids=lambda s: s.name)
def test_schema_is_read_row_by_row(schema: Schema) -> None:
    stated = state(find_tables(make_document(schema.text)), schema.home)
    assert [facts for facts, _ in stated] == [facts for facts, _ in schema.rows]
    for (_, indicator), (_, words) in zip(stated, schema.rows, strict=True):
        assert all(word.lower() in indicator for word in words)


TOLD = """Vad tycker eleverna?

{told}

Fråga Kalmar 2020 Kalmar 2021 Riket 2021
Lärarna förklarar väl 71 68 74
Jag känner mig trygg 83 85 88
"""


@pytest.mark.parametrize(
    ("told", "unit"),
    [
        ("Tabellen visar andelen (%) som instämmer i påståenden om skolan.", "percent"),
        ("Tabellen nedan visar hur stor andel av eleverna\nsom instämmer 2021.", "percent"),
        ("I tabellen redovisas andel instämmande i procent.", "percent"),
        ("Enkäten görs vartannat år. I tabellen visas andelen som instämmer.", "percent"),
        ("Siffrorna är andel i procent.", "percent"),
        ("Alla värden anges i procent.", "percent"),
        ("Resultaten i tabellen redovisas som index.", "index"),
        ("Tabellen visar antal elever som instämmer.", "count"),
        ("Tabellen visar antal och andel elever som instämmer.", ""),
        ("Tabellen visar påståenden ur enkäten.", ""),
        ("Tabellen visar att andelen trygga har ökat.", ""),
        ("Tabellen ovan visar andelen som instämmer.", ""),
        ("Resultaten visar andelen 84 procent av de yngre.", ""),
    ],
)
def test_a_sentence_above_a_table_tells_the_unit_of_its_figures(told: str, unit: str) -> None:
    (table,) = read_tables(find_tables(make_document(TOLD.format(told=told))).tables, Metadata(report_year=2021))
    assert {level.unit for level in table.levels} == {unit}
    assert {level.year for level in table.levels} == {2020, 2021}
    assert {level.indicator for level in table.levels} == {"Lärarna förklarar väl", "Jag känner mig trygg"}


MEASURES = """Tabell 1. {caption}

Mått                 Enhet     2020   2021
Ekologisk mat        %           31     34
Simhallens tider     timmar      40     42
"""

SHARES = """Tabell 1. {caption}

Grupp      2020   2021
Flickor      31     34
Årskurs 5    40     42
"""


@pytest.mark.parametrize(
    ("text", "caption", "indicators"),
    [
        (MEASURES, "Mat och fritid – Kalmar jämfört med nätverkets medel", {"Ekologisk mat", "Simhallens tider"}),
        (MEASURES, "Mat och fritid", {"Ekologisk mat", "Simhallens tider"}),
        (SHARES, "Elever i Kalmar som läser varje dag, procent", {"Elever som läser varje dag"}),
        (SHARES, "Elever i Kalmar kommun, som läser, procent", {"Elever, som läser"}),
        (SHARES, "Läsning varje dag – Kalmar jämfört med riket, procent", {"Läsning varje dag"}),
        (SHARES, "Lästid – Skillnad jämfört med riket, procent", {"Lästid – Skillnad"}),
        (SHARES, "Elever i Nybro som läser varje dag, procent", {"Elever i Nybro som läser varje dag"}),
    ],
)
def test_a_caption_is_put_before_what_it_names_without_whose_page_it_is(
    text: str, caption: str, indicators: set[str]
) -> None:
    tables = find_tables(make_document(text.format(caption=caption))).tables
    (table,) = read_tables(tables, Metadata(report_year=2021, home=KALMAR))
    assert {level.indicator.partition(": ")[0] for level in table.levels} == indicators
    assert text is MEASURES or {level.unit for level in table.levels} == {"percent"}


@pytest.mark.parametrize(
    ("head", "doubts"),
    [
        ("Medelvärde per län 2020, skala 1-5", {"label-unsure"}),
        ("Antal per kommun:", {"label-unsure"}),
        ("Bemötande, länens medel:", {"table-unit-unknown"}),
        ("Antal brukare per kommun:", set()),
    ],
)
def test_a_list_of_places_that_does_not_say_what_its_figures_are_is_listed_for_review(
    head: str, doubts: set[str]
) -> None:
    text = f"Socialtjänstens bemötande\n\n{head}\nDalarna 3,9\nGävleborg 4,1\nVästmanland 3,7\n"
    (table,) = read_tables(find_tables(make_document(text)).tables, Metadata(report_year=2021))
    assert [str(level.value) for level in table.levels] == ["3.9", "4.1", "3.7"]
    assert {code for level in table.levels for code in level.review} == doubts


@pytest.mark.parametrize(
    ("caption", "doubts"),
    [
        ("Nya platser 2020, antal", {"place-unsure"}),
        ("Nya platser i Kalmar län 2020, antal", set()),
    ],
)
def test_the_sum_of_some_municipalities_is_not_surely_that_of_the_country(caption: str, doubts: set[str]) -> None:
    text = f"Tabell 3. {caption}\nKommun 2019 2020\nNybro 48 41\nTorsås 61 55\nSumma 109 96\n"
    (table,) = read_tables(find_tables(make_document(text)).tables, Metadata(report_year=2021))
    assert {code for level in table.levels[:-2] for code in level.review} == set()
    assert {code for level in table.levels[-2:] for code in level.review} == doubts


@pytest.mark.parametrize(
    ("label", "base"),
    [
        ("Andel elever (%)", "elever"),
        ("Andel kommuner (%)", "kommuner"),
        ("Andel (%) efter kön", ""),
        ("Andel röker (%)", ""),
    ],
)
def test_what_a_percent_is_of_is_said_by_a_noun(label: str, base: str) -> None:
    tables = find_tables(make_document(f"Mått 2019 2020\n{label} 81 84\nAndel brukare (%) 71 70\n")).tables
    (table,) = read_tables(tables, Metadata(report_year=2020))
    assert [level.base for level in table.levels] == [base, base, "brukare", "brukare"]


@pytest.mark.parametrize(
    ("head", "doubts"),
    [
        ("Mått 2019 2020 Riket 2020", [True, True, False]),
        ("Mått Kvinnor Män Riket", [False, False, False]),
        ("Mått 2018 2019 2020", [False, False, False]),
    ],
)
def test_a_column_beside_that_of_the_country_is_of_somebody_else(head: str, doubts: list[bool]) -> None:
    tables = find_tables(make_document(f"{head}\nNöjda, % 81 84 80\nTrygga, % 71 70 72\n")).tables
    (table,) = read_tables(tables, Metadata(report_year=2020))
    assert ["place-unsure" in level.review for level in table.levels] == 2 * doubts
