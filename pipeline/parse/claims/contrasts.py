"""What a municipality's page says of nobody by name, and then of the municipality itself: the first is the country's.

"61 procent av de äldre är nöjda. I Boden är andelen 49 procent."     61 of riket, 49 of Boden
"61 procent av de äldre är nöjda. I Boden var andelen 55 procent 2017."     both of Boden
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from pipeline.model import RIKET, Change, Geography, Level
from pipeline.records import replace

Row = TypeVar("Row", Level, Change)
_Key = tuple[str, str, str, int | None]


def is_contrasted(before: Sequence[Level], here: Sequence[Level], home: Geography) -> bool:
    """Whether `here` gives the municipality another figure for what a sentence before it stated, of the same time."""
    stated = {_key_of(x): x.value for x in here if x.geography == home}
    return any(x.geography == home and stated.get(_key_of(x), x.value) != x.value for x in before)


def move_to_country(rows: Sequence[Row], home: Geography) -> list[Row]:
    """The rows with the country in place of the municipality that the page is about."""
    return [replace(row, geography=RIKET) if row.geography == home else row for row in rows]


def _key_of(level: Level) -> _Key:
    return level.indicator, level.unit, level.gender, level.year
