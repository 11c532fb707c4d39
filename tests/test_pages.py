"""Short pages of other hands: which place and year what names neither is of (`pages/README.md`)."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from floors import Floor, read_floors

PAGES = Path(__file__).parent / "pages"
Row = dict[str, str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Row, Row]]:
    """Each fact whose figure is a row, beside the row of that figure that agrees best."""
    from pipeline.run import ingest

    output = tmp_path_factory.mktemp("pages") / "output"
    ingest([PAGES / "docs"], output)
    rows = [row for row in _read(output / "indicators.csv") if row["value"]]
    found = []
    for fact in _read(PAGES / "gold.csv"):
        same = [
            r
            for r in rows
            if r["source_file"] == f"{fact['doc']}.txt" and Decimal(r["value"]) == Decimal(fact["value"])
        ]
        if same:
            found.append((fact, max(same, key=lambda row: (_agrees(fact, row), row["year"] == fact["year"]))))
    return found


@pytest.mark.parametrize("floor", read_floors("pages"), ids=str)
def test_figures_without_place_and_year_have_their_documents(floor: Floor, told: list[tuple[Row, Row]]) -> None:
    right = sum(_agrees(fact, row) for fact, row in told)
    silent = sum(not _agrees(fact, row) and not row["review"] for fact, row in told)
    got = {"recall": right / len(_read(PAGES / "gold.csv")), "silent": silent}[floor.measure]
    assert floor.holds(got), f"{floor}: {got:.3f}, must be {floor.floor}: {floor.reason}"


def test_every_fact_stands_in_its_page() -> None:
    pages = {page.stem: " ".join(page.read_text(encoding="utf-8").split()) for page in (PAGES / "docs").iterdir()}
    facts = _read(PAGES / "gold.csv")
    assert {fact["doc"] for fact in facts} == set(pages)
    assert [fact for fact in facts if " ".join(fact["sentence"].split()) not in pages[fact["doc"]]] == []


def _agrees(fact: Row, row: Row) -> bool:
    """Whether a row has the fact's place and, where a careful reader can tell it, its year; `Region Halland` may be
    called `Halland`.
    """
    places = {fact["home"], fact["home"].removeprefix("Region ")}
    return row["geography"] in places and (row["year"] == fact["year"] or fact["sure"] == "0")


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
