"""Costs are of the year that a document says all of them are of: mostly an earlier one than its other data.

"Kostnaderna avser 2019" and "En plats kostade 861 500 kronor", in a report of 2021: 861 500 SEK in 2019
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Change, Level, Reading
from pipeline.parse.claims import Claims
from pipeline.parse.claims.year_doubts import UNSAID
from pipeline.parse.phrases import words_of
from pipeline.parse.table_years import Moved, end_change, find_moved, settle_review
from pipeline.records import replace

_WHY = "the year of the costs"
_MONEY = frozenset({"SEK", "kSEK", "MSEK"})


def date_costs(levels: Sequence[Level], year: int | None) -> Sequence[Level]:
    """The levels; those in money that only the document's year dates are of the year of its costs."""
    return levels if year is None else [_date(level, year) if _is_cost(level) else level for level in levels]


def settle_costs(claims: Claims, year: int | None) -> Claims:
    """The claims, the costs among them dated, and what has changed in those until that year."""
    if year is None:
        return claims
    levels = tuple(date_costs(claims.levels, year))
    pairs = zip(claims.levels, levels, strict=True)
    moved: Moved = {(old.indicator, old.geography): new.year for old, new in pairs if old is not new}
    ends = (year if _tells_cost(change) else find_moved(change, moved) for change in claims.changes)
    changes = tuple([end_change(change, end, _WHY) for change, end in zip(claims.changes, ends, strict=True)])
    return replace(claims, levels=levels, changes=changes)


def _tells_cost(change: Change) -> bool:
    return change.unit in _MONEY or any(word.startswith("kostnad") for word in words_of(change.indicator))


def _is_cost(level: Level) -> bool:
    return level.unit in _MONEY and UNSAID in level.readings


def _date(level: Level, year: int) -> Level:
    readings = tuple(Reading("year", _WHY) if r == UNSAID else r for r in level.readings)
    return replace(level, year=year, readings=readings, review=settle_review(level.review))
