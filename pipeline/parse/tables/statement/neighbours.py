"""What the tables of one document say for one another: a unit that only one of them prints, and whose rows are whose.

Hemtjänst         Nöjda 81         two tables with rows of the same name and other values: the name of each row gets
Särskilt boende   Nöjda 77         what its table is about, or the one would be taken for the other
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import TypeVar

from pipeline.model import Change, Level, LocalStatus
from pipeline.records import record, replace

LEAST = 2  #: values that differ between two tables; one may be a misprint, which others shall see
NO_UNIT = "table-unit-unknown"

Row = TypeVar("Row", Level, Change)


@record
class Stated:
    """The rows of indicators.csv, changes.csv and local_status.csv that a table gives, each in the printed order."""

    levels: tuple[Level, ...]
    changes: tuple[Change, ...]
    local: tuple[LocalStatus, ...] = ()
    subject: str = ""  #: what its caption says is measured


def complete_tables(tables: Sequence[Stated]) -> list[Stated]:
    """The rows of all tables of a document, with units and names that follow from those of the others."""
    if len(tables) < 2:
        return list(tables)
    units = _find_units(tables)
    tables = [_add_units(table, units) for table in tables]
    shared = _find_shared(tables)
    return [_name_rows(table, shared[at]) if shared[at] else table for at, table in enumerate(tables)]


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
        doubts = tuple(doubt for doubt in level.review if doubt != NO_UNIT)
        return replace(level, unit=code, unit_printed=printed, review=doubts) if code else level

    return replace(table, levels=tuple(map(add_unit, table.levels)))


def _find_shared(tables: Sequence[Stated]) -> dict[int, set[str]]:
    """By table the names of rows that another table, about something else, has too, with other values."""
    shared: dict[int, set[str]] = defaultdict(set)
    values = [_values_of(table) for table in tables]
    for a, b in combinations(range(len(tables)), 2):
        both = values[a].keys() & values[b].keys() if tables[a].subject != tables[b].subject else set()
        differ = {key for key in both if values[a][key] != values[b][key]}
        if len(differ) >= LEAST and 2 * len(differ) > len(both):
            for at in (a, b):
                shared[at].update(str(key[0]) for key in both)
    return shared


def _values_of(table: Stated) -> dict[tuple[Hashable, ...], Decimal | None]:
    return {
        (row.indicator, row.geography, row.population, row.gender, row.year, row.period, row.unit): row.value
        for row in table.levels
    }


def _name_rows(table: Stated, names: set[str]) -> Stated:
    def name(row: Row) -> Row:
        return replace(row, indicator=f"{table.subject}: {row.indicator}") if row.indicator in names else row

    if not table.subject:
        return table
    return replace(table, levels=tuple(map(name, table.levels)), changes=tuple(map(name, table.changes)))
