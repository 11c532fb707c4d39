"""The changes that a table states: the figures of its columns of differences, where those are over time.

    Indikator              2019  2020  Förändring
    Extern handledning       84    79          -5   ->  down 5 percentage points, 2019 to 2020

A column under `Förändring` is always over time; one under `Diff` or `Skillnad` may be from another place or between
women and men, and counts only where its words name a year or the levels of two years give its figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.model import Cell, Change, Level, Reading, Table
from pipeline.parse.tables.figures import Figure, parse_marked
from pipeline.parse.tables.statement.columns import Meaning
from pipeline.parse.tables.statement.context import Context
from pipeline.parse.tables.statement.differences import Sample, Span, Years, find_span, latest, read_years
from pipeline.parse.tables.statement.entries import Entry
from pipeline.parse.tables.statement.levels import make_level, narrow
from pipeline.parse.tables.units import Unit
from pipeline.records import record, replace

_CAPTION = re.compile(r"\b(?:förändring|skillnad|utveckling)(?:en|ar)?\b(.*)", re.IGNORECASE)
_SHARED = ("place-unsure", "label-unsure", "table-unit-unknown")  #: doubts of a level that its change shares


@record
class Row:
    """A row with its levels by column."""

    entry: Entry
    levels: Mapping[int, Level]


@record
class Difference:
    """A figure in a column of differences; `like` is a level of the same, `levels` are those that it may go between."""

    cell: Cell
    figure: Figure
    size: Decimal
    like: Level
    levels: Mapping[int, Level]


def read_changes(table: Table, about: Context, head: Sequence[Sequence[Cell]], rows: Sequence[Row]) -> Iterator[Change]:
    """The changes that the columns of differences hold, column by column; ids are left empty."""
    for column, meaning in enumerate(about.headers):
        if meaning.kind not in ("change", "difference"):
            continue
        found = list(_find_differences(table, about, rows, column))
        years = read_years(" ".join(row[column].text for row in head))
        samples = [Sample(each.size, each.levels) for each in found]
        span, shown = find_span(samples, years)
        if span is None and years == Years() and (said := _CAPTION.search(f"{table.caption} {table.subtitle}")):
            years = read_years(said[1])
            span, shown = find_span(samples, years)
        if meaning.kind == "change" or shown or years.first is not None:
            yield from (_make_change(table, each, span, years, meaning, shown=shown) for each in found)


def _find_differences(table: Table, about: Context, rows: Sequence[Row], column: int) -> Iterator[Difference]:
    """The figures of a column, each with the levels of its row."""
    meaning = about.headers[column]
    plain = replace(meaning, kind="figure", measure="", unit=None, year=None, period="")
    for row in rows:
        cell = row.entry.cells[column]
        figure = parse_marked(cell.text, about.marks)
        if figure is None or figure.value is None:
            continue
        bare = replace(figure, percent=False, unit=None, before=False)
        like = make_level(table, about, row.entry, cell, bare, plain)
        near = _find_nearest(row.levels, column, like, meaning)
        levels = _list_like(row.levels, row.levels[near]) if near else {}
        yield Difference(cell, figure, figure.value, latest(levels.values()) or like, levels)


def _find_nearest(levels: Mapping[int, Level], column: int, like: Level, said: Meaning) -> int | None:
    """The column of the level before a difference, else of the one behind it, that is of whom its column names."""
    fits = [
        at
        for at, level in levels.items()
        if (said.geography is None or level.geography == like.geography)
        and (said.gender is None or level.gender == like.gender)
    ]
    return max((at for at in fits if at < column), default=None) or min(fits, default=None)


def _list_like(levels: Mapping[int, Level], near: Level) -> dict[int, Level]:
    """The levels of a row that say the same of the same as one of them, of any year."""
    return {at: level for at, level in levels.items() if _about(level) == _about(near)}


def _about(level: Level) -> tuple[object, ...]:
    return level.indicator, level.geography, level.population, level.gender, level.unit


def _make_change(
    table: Table, each: Difference, span: Span | None, years: Years, column: Meaning, *, shown: bool
) -> Change:
    """The change that a difference states, of the same thing as the levels beside it."""
    early, late = (each.levels.get(span[0]), each.levels.get(span[1], each.like)) if span else (None, each.like)
    last = years.last or late.year
    first = years.first or (early.year if early else None) or (last - years.back if last and years.back else None)
    unit, sure = _find_unit(each.figure, column, late.unit, shown=shown)
    review = [code for code in late.review if code in _SHARED]
    review += ["readings-differ"] if each.cell.readings_differ else []
    review += ["year-unknown"] if first is None or last is None or first >= last else []
    review += [] if sure else ["unit-unknown"]
    return Change(
        change_id="",
        place=narrow(each.cell, each.figure),
        indicator=late.indicator,
        geography=late.geography,
        origin="table",
        direction="same" if not each.size else "up" if each.size > 0 else "down",
        evidence=each.like.evidence,
        low=abs(each.size),
        high=abs(each.size),
        unit=unit,
        base=late.base,
        population=late.population,
        gender=late.gender,
        from_year=first,
        to_year=last,
        table=table.number,
        confidence=each.like.confidence,
        review=tuple(review),
        readings=(Reading("direction", each.cell.text), Reading("from_year", "column" if early else "header")),
    )


def _find_unit(figure: Figure, column: Meaning, levels: str, *, shown: bool) -> tuple[str, bool]:
    """A difference's unit, and whether that is sure: `4 %` of shares is mostly meant as points, which the arithmetic
    shows.
    """
    said = column.unit or figure.unit or (Unit("percent", "%") if figure.percent else None)
    if said is not None and said.code != "percent":
        return said.code, True
    if levels == "percent":
        return "percentage_points", said is None or shown
    return (said.code, True) if said else (levels, bool(levels))
