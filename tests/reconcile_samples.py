"""Reports built by hand for the tests of reconcile: only what a test is about is said, the rest is filled in."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import count
from typing import Any

from pipeline.model import (
    RIKET,
    Change,
    Dataset,
    Document,
    Geography,
    Level,
    LocalStatus,
    Metadata,
    Place,
    Report,
    make_id,
    place_id,
)

KITCHEN = "egen lekplats vid biblioteket"
KALMAR = Geography("municipality", "0880", "Kalmar")
_lines = count(1)


def level(indicator: str, value: str, year: int | None = 2021, **fields: Any) -> Level:
    """`level("rutin", "62", printed="2")`: a share of municipalities in the whole country, in running text."""
    printed = fields.pop("printed", value)
    place = Place(1, fields.pop("line", 0) or next(_lines), 0, len(printed), printed)
    filled: dict[str, Any] = {
        "geography": RIKET,
        "origin": "prose",
        "unit": "percent",
        "evidence": f"{printed} procent {indicator}",
    } | fields
    return Level("", place, indicator, value=Decimal(value) if value else None, year=year, **filled)


def cells(indicator: str, first_year: int, values: str, **fields: Any) -> list[Level]:
    """A row of table 1: `cells("rutin", 2019, "15 22 24")`."""
    fields = {"origin": "table", "table": "1"} | fields
    return [level(indicator, value, first_year + i, **fields) for i, value in enumerate(values.split())]


def change(indicator: str, direction: str, amount: str, from_year: int, to_year: int, **fields: Any) -> Change:
    """`change("rutin", "up", "1–2", 2020, 2021)`: in percentage points; without an amount, `""`."""
    low, _, high = amount.partition("–")
    filled: dict[str, Any] = {
        "geography": RIKET,
        "origin": "prose",
        "evidence": f"{indicator}: {direction} {amount}",
        "unit": "percentage_points" if amount else "",
    } | fields
    return Change(
        "",
        Place(1, next(_lines), 0, 3, amount or direction),
        indicator,
        direction=direction,  # type: ignore[arg-type]
        low=Decimal(low) if low else None,
        high=Decimal(high or low) if low else None,
        from_year=from_year,
        to_year=to_year,
        **filled,
    )


def local(indicator: str, answer: str, **fields: Any) -> LocalStatus:
    """`local("rutin", "no")`: Kalmar's own statement."""
    place = Place(1, next(_lines), 0, 5, "finns")
    return LocalStatus("", place, indicator, KALMAR, answer, f"I Kalmar: {answer}", **fields)  # type: ignore[arg-type]


def report(
    name: str, *rows: Level | Change | LocalStatus, area: str = "Våld i nära relationer", year: int = 2021
) -> Report:
    """One document with these rows, which get ids of their places as parse would give them."""
    document_id = make_id(name)
    document = Document(document_id, f"{name}.txt", document_id, "text/plain")
    levels, changes, local_rows = [], [], []
    for row in rows:
        if isinstance(row, Level):
            levels.append(replace(row, observation_id=_id("level", document_id, row.place, levels)))
        elif isinstance(row, Change):
            changes.append(replace(row, change_id=_id("change", document_id, row.place, changes)))
        else:
            local_rows.append(replace(row, local_id=_id("local", document_id, row.place, local_rows)))
    metadata = Metadata(subject_area=area, report_year=year)
    return Report(document, metadata, (), tuple(levels), tuple(changes), tuple(local_rows))


def _id(kind: str, document_id: str, place: Place, before: list[Any]) -> str:
    running = sum((r.place.line, r.place.start) == (place.line, place.start) for r in before)
    return place_id(kind, document_id, place, running)


def levels_of(dataset: Dataset) -> list[Level]:
    return [row for done in dataset.reports for row in done.levels]


def series_of(dataset: Dataset, **wanted: Any) -> dict[int | None, str]:
    """Value by year of the points whose fields are as wanted."""
    return {
        point.year: f"{point.value:f}"
        for point in dataset.series
        if all(getattr(point, name) == value for name, value in wanted.items())
    }


def reviewed(rows: list[Level]) -> list[tuple[str, tuple[str, ...]]]:
    """The rows for review: what each has printed, and why."""
    return [(row.place.printed, row.review) for row in rows if row.review]
