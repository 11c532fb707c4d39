"""Prose that says no unit, beside a table that has the same figure: of the table's unit.

A table says "Bygglov, NKI  66 (61)", the prose below it "Företagens betyg på bygglov ökade från 61 till 66".
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pipeline.model import Level
from pipeline.parse.claims import Claims
from pipeline.parse.claims.value.scales import NO_UNIT
from pipeline.parse.table_years import share_word
from pipeline.records import replace


def settle_units(claims: Claims, tabled: Iterable[Level]) -> Claims:
    """The claims; levels without a unit that a table has under a name with a word in common have its unit."""
    if not any(NO_UNIT in level.review for level in claims.levels):
        return claims
    rows: dict[tuple[Any, ...], list[Level]] = {}
    for row in tabled:
        if row.unit:
            rows.setdefault(_fact_of(row), []).append(row)
    return replace(claims, levels=tuple(_settle(level, rows.get(_fact_of(level), ())) for level in claims.levels))


def _fact_of(level: Level) -> tuple[Any, ...]:
    return level.value, level.value_high, level.geography, level.gender, level.year, level.period


def _settle(level: Level, same: Iterable[Level]) -> Level:
    """The level, `same` being what tables have of its value, place, gender and year."""
    units = {row.unit for row in same if share_word(level, row)} if NO_UNIT in level.review else set()
    if len(units) != 1:
        return level
    return replace(level, unit=units.pop(), review=tuple(code for code in level.review if code != NO_UNIT))
