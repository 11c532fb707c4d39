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

from pipeline.model import Cell, Change, Direction, Level, Reading, Table
from pipeline.parse.tables.figures import Figure, parse_marked
from pipeline.parse.tables.knowledge import signs
from pipeline.parse.tables.statement.columns import Meaning
from pipeline.parse.tables.statement.context import Context
from pipeline.parse.tables.statement.differences import Sample, Span, Years, find_span, gives, latest, read_years
from pipeline.parse.tables.statement.entries import Entry
from pipeline.parse.tables.statement.levels import make_level, narrow
from pipeline.parse.tables.units import Unit
from pipeline.records import record, replace

OTHER_ROW = 0  #: in place of a column: the same column in the row above or below, of the year before
_SHARED = ("place-unsure", "label-unsure", "table-unit-unknown")  #: doubts of a level that its change shares
_CAPTION = re.compile(r"\b(?:förändring|skillnad|utveckling)(?:en|ar)?\b(.*)", re.IGNORECASE)
_SIZES: dict[Direction, int] = {"up": 1, "down": -1, "same": 0}
_DASHES = ("-", "–", "−", "—")
_FALLS = ("minskning", "nedgång")  #: columns where a figure without sign is less


@record
class Row:
    """A row with its levels by column."""

    entry: Entry
    levels: Mapping[int, Level]


@record
class Difference:
    """A figure or a sign in a column of differences; `like` is a level of the same, `levels` are those that it may go
    between.
    """

    cell: Cell
    figure: Figure | None  #: None of a sign, whose amount is 1, 0 or -1
    amount: Decimal
    like: Level
    levels: Mapping[int, Level]

    @property
    def sample(self) -> Sample:
        return Sample(self.amount, self.figure is not None, self.levels)


def read_changes(table: Table, about: Context, head: Sequence[Sequence[Cell]], rows: Sequence[Row]) -> Iterator[Change]:
    """The changes that the columns of differences hold, column by column; ids are left empty."""
    for column, meaning in enumerate(about.headers):
        if meaning.kind not in ("change", "difference"):
            continue
        words = " ".join(row[column].text for row in head)
        found = list(_find_differences(table, about, rows, column, falls=words.lower().startswith(_FALLS)))
        years = read_years(words)
        samples = [each.sample for each in found]
        span, shown = find_span(samples, years)
        if span is None and years == Years() and (said := _CAPTION.search(f"{table.caption} {table.subtitle}")):
            years = read_years(said[1])
            span, shown = find_span(samples, years)
        if meaning.kind == "change" or shown or years.first is not None:
            changes = (_make_change(table, each, span, years, meaning) for each in found)
            yield from (change for change in changes if change is not None)


def _find_differences(
    table: Table, about: Context, rows: Sequence[Row], column: int, *, falls: bool
) -> Iterator[Difference]:
    """The figures of a column, each with the levels of its row, or of a row and the one beside it."""
    meaning = about.headers[column]
    plain = replace(meaning, kind="figure", measure="", unit=None, year=None, period="")
    told = any(cell.column == column and cell.text == "+" for row in rows for cell in row.entry.cells)
    for at, row in enumerate(rows):
        cell = next((cell for cell in row.entry.cells if cell.column == column), None)
        figure = parse_marked(cell.text, about.marks) if cell else None
        direction = _find_direction(cell.text, told) if cell else None
        if cell is None or (direction is None and (figure is None or figure.value is None)):
            continue
        bare = replace(figure, percent=False, unit=None, before=False) if figure else Figure(0, len(cell.text))
        like = make_level(table, about, row.entry, cell, bare, plain)
        near = _find_nearest(row.levels, column, like, meaning)
        levels = _list_like(row.levels, row.levels[near]) if near else {}
        if near and row.entry.own.year and len(levels) == 1:
            beside = (rows[i].levels.get(near) for i in (at - 1, at + 1) if 0 <= i < len(rows))
            before = [other for other in beside if other and _is_before(other, row.levels[near])]
            levels |= {OTHER_ROW: before[0]} if before else {}
        if direction is not None or figure is None or figure.value is None:
            figure, amount = None, Decimal(_SIZES[direction or "same"])
        else:
            amount = -figure.value if falls and cell.text.strip()[:1].isdigit() else figure.value
        yield Difference(cell, figure, amount, latest(levels.values()) or like, levels)


def _find_direction(text: str, told: bool) -> Direction | None:
    """Which way a sign says that the measure went; None of one that does not say it, and of a figure.

    `told`: that a plus tells what went up, so that a dash is what went down.
    """
    if told and text in _DASHES:
        return "down"
    first, *rest = text.lower().replace("\ufe0f", "").split() or [""]
    return signs().get(first) if not rest else None


def _find_nearest(levels: Mapping[int, Level], column: int, like: Level, said: Meaning) -> int | None:
    """The column of the level before a difference, else of the one behind it, that is of whom its column names; rather
    of one that has several years than of a mean that has but one: `Kalmar 2016 | Kalmar 2017 | Medel 2017`.
    """
    fits = [
        at
        for at, level in levels.items()
        if (said.geography is None or level.geography == like.geography)
        and (said.gender is None or level.gender == like.gender)
    ]
    years: dict[tuple[object, ...], set[int | None]] = {}
    for level in levels.values():
        years.setdefault(_about(level), set()).add(level.year)
    fits = [at for at in fits if len(years[_about(levels[at])]) > 1] or fits
    return max((at for at in fits if at < column), default=None) or min(fits, default=None)


def _list_like(levels: Mapping[int, Level], near: Level) -> dict[int, Level]:
    """The levels of a row that say the same of the same as one of them, of any year."""
    return {at: level for at, level in levels.items() if _about(level) == _about(near)}


def _is_before(level: Level, later: Level) -> bool:
    years = (level.year, later.year)
    return None not in years and (level.year or 0) < (later.year or 0) and _about(level) == _about(later)


def _about(level: Level) -> tuple[object, ...]:
    return level.indicator, level.geography, level.population, level.gender, level.unit


def _make_change(table: Table, each: Difference, span: Span | None, years: Years, column: Meaning) -> Change | None:
    """The change that a difference states, of the same thing as the levels beside it; none by a sign that the levels
    do not show, as one of what is better, or whose years are not known.
    """
    early = each.levels.get(span.first) if span else None
    late = each.levels.get(span.last, each.like) if span else each.like
    last = years.last or late.year
    first = years.first or (early.year if early else None) or (last - years.back if last and years.back else None)
    if each.figure is None and (first is None or last is None or (span and not gives(span, each.sample))):
        return None
    unit, sure = _find_unit(each.figure, column, late.unit, span) if each.figure else ("", True)
    review = [code for code in late.review if code in _SHARED]
    review += ["readings-differ"] if each.cell.readings_differ else []
    review += ["year-unknown"] if first is None or last is None or first >= last else []
    review += [] if sure else ["unit-unknown"]
    review += ["direction-unsure"] if each.figure is None and not span and not each.cell.text.isalpha() else []
    size = abs(each.amount) if each.figure else None
    direction: Direction = "same" if not each.amount else "up" if each.amount > 0 else "down"
    return Change(
        change_id="",
        place=narrow(each.cell, each.figure or Figure(0, len(each.cell.text))),
        indicator=late.indicator,
        geography=late.geography,
        origin="table",
        direction=direction,
        evidence=each.like.evidence,
        low=size,
        high=size,
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


def _find_unit(figure: Figure, column: Meaning, levels: str, span: Span | None) -> tuple[str, bool]:
    """A difference's unit, and whether that is sure: `4 %` of shares is mostly meant as points, which the arithmetic
    says.
    """
    said = column.unit or figure.unit or (Unit("percent", "%") if figure.percent else None)
    if said is not None and said.code != "percent":
        return said.code, True
    if span is not None and span.relative:
        return "percent", True
    if levels == "percent":
        return "percentage_points", said is None or span is not None
    return (said.code, True) if said else (levels, bool(levels))
