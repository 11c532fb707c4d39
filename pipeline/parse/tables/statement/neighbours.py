"""What the tables of one document say for one another: a unit that only one of them prints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.model import Change, Level, LocalStatus
from pipeline.records import record, replace

NO_UNIT = "table-unit-unknown"


@record
class Stated:
    """The rows of indicators.csv, changes.csv and local_status.csv that a table gives, each in the printed order."""

    levels: tuple[Level, ...]
    changes: tuple[Change, ...]
    local: tuple[LocalStatus, ...] = ()


def complete_units(tables: Sequence[Stated]) -> list[Stated]:
    """The rows of all tables of a document, with the units that follow from those of the others."""
    units = _find_units(tables) if len(tables) > 1 else {}
    return [_add_units(table, units) if units else table for table in tables]


def _measure_of(level: Level) -> str:
    """A row's name without its table's caption: `Resultat per sjukhus: Information` -> `information`."""
    return level.indicator.rpartition(": ")[2].lower()


def _find_units(tables: Sequence[Stated]) -> dict[str, tuple[str, str]]:
    """The unit, as code and as printed, of each measure that has one and the same wherever it has one."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for level in (level for table in tables for level in table.levels):
        if NO_UNIT not in level.review:
            found[_measure_of(level)].add((level.unit, level.unit_printed))
    return {name: units.pop() for name, units in found.items() if len(units) == 1}


def _add_units(table: Stated, units: Mapping[str, tuple[str, str]]) -> Stated:
    def add_unit(level: Level) -> Level:
        code, printed = units.get(_measure_of(level), ("", "")) if NO_UNIT in level.review else ("", "")
        doubts = tuple(code for code in level.review if code != NO_UNIT)
        return replace(level, unit=code, unit_printed=printed, review=doubts) if code else level

    return replace(table, levels=tuple(map(add_unit, table.levels)))
