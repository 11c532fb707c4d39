"""Columns of those who are counted, and of a part of them: `Elever`, `Antal hushåll | Varav med barn`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.tables.statement.columns import Meaning
from pipeline.parse.tables.units import Unit
from pipeline.records import replace

_COUNTS = re.compile(r"(?:antal|hur många|st\b|stycken)", re.IGNORECASE)
_PART = re.compile(r"(?:varav|därav)\b", re.IGNORECASE)


def name_counted(column: Meaning, unit: Unit | None) -> Meaning:
    """Under a unit said of all, a column `Elever` is of pupils; `Barn` below `Antal vräkningar` is no unit either."""
    counted = column.unit is not None and column.unit.code == "count" and not _COUNTS.match(column.unit.printed)
    if column.unit is None or not counted or unit is None:
        return column
    return replace(column, unit=None, measure=" ".join(filter(None, (column.unit.printed, column.measure))))


def add_parts(headers: Sequence[Meaning]) -> tuple[Meaning, ...]:
    """The columns, one of a part with the unit and the name of that beside it: `Antal hushåll | Varav med barn`."""
    found = list(headers)
    for at in range(2, len(found)):
        whole, part = found[at - 1], found[at]
        if part.unit is None and whole.unit is not None and _PART.match(part.measure):
            name = whole.measure or (whole.unit.printed if " " in whole.unit.printed else "")
            words = f"{part.measure[0].lower()}{part.measure[1:]}"
            found[at] = replace(part, unit=whole.unit, measure=f"{name}, {words}" if name else words)
    return tuple(found)
