"""Costs are of the year that a document says all of them are of: mostly an earlier one than its other data.

"Kostnaderna avser 2019" and "En plats kostade 861 500 kronor", in a report of 2021: 861 500 SEK in 2019
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Change, Level
from pipeline.parse.claims import Claims
from pipeline.parse.claims.value.kinds import MONEY
from pipeline.parse.claims.year_doubts import UNSAID
from pipeline.parse.phrases import words_of
from pipeline.parse.table_years import end_change, find_moved, find_moves, move_level
from pipeline.records import replace

_WHY = "the year of the costs"


def date_costs(levels: Sequence[Level], year: int | None) -> Sequence[Level]:
    """The levels; those in money that only the document's year dates are of the year of its costs."""
    return levels if year is None else [move_level(level, year, _WHY) if _is_cost(level) else level for level in levels]


def settle_costs(claims: Claims, year: int | None) -> Claims:
    """The claims, the costs among them dated, and what has changed in those until that year."""
    if year is None:
        return claims
    levels = tuple(date_costs(claims.levels, year))
    moved = find_moves(claims.levels, levels)
    ends = (year if _tells_cost(change) else find_moved(change, moved) for change in claims.changes)
    changes = tuple([end_change(change, end, _WHY) for change, end in zip(claims.changes, ends, strict=True)])
    return replace(claims, levels=levels, changes=changes)


def _tells_cost(change: Change) -> bool:
    return change.unit in MONEY or any(word.startswith("kostnad") for word in words_of(change.indicator))


def _is_cost(level: Level) -> bool:
    return level.unit in MONEY and UNSAID in level.readings
