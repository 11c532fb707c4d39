"""Prose that names no year, beside a table that has the same figure: of the table's year.

A report of 2021 whose table ends with 2020 says "I Hultsfred tog 71,2 procent examen, fem procentenheter fler än 2016".
That is the table's 71,2 of 2020, and the five go from 2016 to 2020.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache

from pipeline.model import Change, Geography, Level, Reading
from pipeline.parse.claims import Claims
from pipeline.parse.claims.change.leads import UNTIL_NOW
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.year_doubts import UNSAID, UNSURE
from pipeline.parse.phrases import words_of
from pipeline.records import replace

# `elever med examen` and `tog examen`: so many letters of a word are alike.
_STEM = 5
# A difference is reckoned before its figures are rounded.
_ROUNDED = Decimal("0.1")
_TABLE_END = "the table's last year"
# To which year the figures of an indicator and a place have been moved.
Moved = dict[tuple[str, Geography], int | None]


def find_trends(tabled: Iterable[Level], report_year: int | None) -> list[list[Level]]:
    """The levels of each table that has several years, or one that is not the report's."""
    tables: dict[str, list[Level]] = {}
    for level in tabled:
        tables.setdefault(level.table, []).append(level)
    return [rows for rows in tables.values() if {row.year for row in rows} - {report_year, None}]


def find_last_year(tables: Iterable[Sequence[Level]]) -> int | None:
    """The year with which all such tables end; None where they end with different ones."""
    ends = set(map(_last_year_of, tables))
    return ends.pop() if len(ends) == 1 else None


def settle_years(claims: Claims, tables: Sequence[Sequence[Level]]) -> Claims:
    """The claims; levels and changes of the report's own year that a table has of an earlier one have that year."""
    ends: dict[Decimal | None, list[Level]] = {}
    for row in (row for table in tables for row in _last_of_each(table)):
        ends.setdefault(row.value, []).append(row)
    if not ends:
        return claims
    settled = [_settle_level(level, ends) for level in claims.levels]
    moved = find_moves(claims.levels, settled)
    changes = tuple([_settle_change(change, moved, tables) for change in claims.changes])
    return replace(claims, levels=tuple(settled), changes=changes)


def _last_year_of(rows: Sequence[Level]) -> int:
    return max(row.year or 0 for row in rows)


def _last_of_each(rows: Sequence[Level]) -> Iterator[Level]:
    last = _last_year_of(rows)
    yield from (row for row in rows if row.year == last and row.value is not None)


def _settle_level(level: Level, ends: Mapping[Decimal | None, Sequence[Level]]) -> Level:
    """The level, `ends` being the last figures of tables by their value."""
    if level.year is None or level.value not in ends or UNSAID not in level.readings:
        return level
    same = [row for row in ends[level.value] if _is_same(level, row)]
    years = {row.year for row in same}
    if len(years) != 1 or not min(y or 0 for y in years) < level.year:
        return level
    return move_level(level, same[0].year, _TABLE_END)


def move_level(level: Level, year: int | None, words: str) -> Level:
    """The level, of this year and not of the document's; `words` say why."""
    readings = tuple(Reading("year", words) if r == UNSAID else r for r in level.readings)
    return replace(level, year=year, readings=readings, review=_settle_review(level.review))


def find_moves(before: Sequence[Level], after: Sequence[Level]) -> Moved:
    """Which of the levels have been moved, by what is `after` in place of each."""
    pairs = zip(before, after, strict=True)
    return {(old.indicator, old.geography): new.year for old, new in pairs if old is not new}


def _is_same(level: Level, row: Level) -> bool:
    """Whether a table's cell of the value of the prose is its figure: of the same people, and a word in common."""
    same = (level.unit, level.geography, level.gender) == (row.unit, row.geography, row.gender)
    return same and share_word(level, row)


def share_word(stated: Level | Change, row: Level) -> bool:
    """Whether the names of two have a word in common: `tog examen`, `elever med examen`."""
    return not _stems(stated.indicator).isdisjoint(_stems(row.indicator))


@lru_cache(maxsize=256)  # a table's labels come again from year to year
def _stems(label: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words_of(label) if is_content(word) and not word.startswith("kommun"))


def _settle_change(change: Change, moved: Moved, tables: Sequence[Sequence[Level]]) -> Change:
    if UNTIL_NOW not in change.readings:
        return change
    return end_change(change, find_moved(change, moved) or _find_end(change, tables), _TABLE_END)


def end_change(change: Change, year: int | None, words: str) -> Change:
    """The change, which goes until this year and not until the report's; `words` say why. As it is where it tells when
    it ends, or ended before."""
    if year is None or UNTIL_NOW not in change.readings or (change.to_year or 0) <= year:
        return change
    guessed = change.from_year is not None and change.from_year >= year
    readings = tuple(Reading("to_year", words) if r == UNTIL_NOW else r for r in change.readings)
    from_year = year - 1 if guessed else change.from_year
    return replace(change, to_year=year, from_year=from_year, readings=readings, review=_settle_review(change.review))


def _settle_review(review: Sequence[str]) -> tuple[str, ...]:
    """The reasons for review without that of a year that the table has told."""
    return tuple(code for code in review if code != UNSURE)


def find_moved(change: Change, moved: Moved) -> int | None:
    """The year of a moved figure of the same, whose label may say more: `kostnaden för vård per plats`."""
    label = change.indicator
    if not label:
        return None
    years = {y for (name, place), y in moved.items() if place == change.geography and name.startswith(label)}
    return years.pop() if len(years) == 1 else None


def _find_end(change: Change, tables: Sequence[Sequence[Level]]) -> int | None:
    """The last year of a table in which the measure went just as far from the change's first year."""
    for rows in tables:
        same = [row for row in rows if (row.geography, row.gender) == (change.geography, change.gender)]
        first = [row for row in same if row.year == change.from_year and share_word(change, row)]
        for end in _last_of_each(rows):
            if end in same and any(
                _goes_as_far(change, start, end) for start in first if start.indicator == end.indicator
            ):
                return end.year
    return None


def _goes_as_far(change: Change, start: Level, end: Level) -> bool:
    if change.low is None or start.value is None or end.value is None or start is end:
        return False
    step = end.value - start.value
    return (step > 0) == (change.direction == "up") and abs(abs(step) - change.low) <= _ROUNDED
