"""The unit of the figures of a table that do not say it themselves: by its caption, a sentence above, or its rows.

Andel kommuner, procent        ->   percent
NKI totalt          71         ->   index, of the rows below it too
Tillgänglighet      73
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Cell, Table
from pipeline.parse.tables.figures import parse_figure
from pipeline.parse.tables.frame.frames import is_subtitle
from pipeline.parse.tables.frame.intros import read_told
from pipeline.parse.tables.frame.parentheses import part_clause
from pipeline.parse.tables.statement.columns import Meaning, read_label
from pipeline.parse.tables.units import Unit, find_unit, parse_unit
from pipeline.records import replace

SIZES = re.compile(r"\b(?:invånar(?:e|na|antal\w*)|folkmängd\w*|befolkning\w*|kommunstorlek\w*)\b", re.IGNORECASE)
_JOINED = re.compile(r" (?:och|samt) |; ")
_STEM = 6
_BRACKETS = re.compile(r"\(([^()]*)\)")
_TOTAL = re.compile(r"\b(?:totalt?|sammantaget|sammanlagt|helhet\w*)$", re.IGNORECASE)


def find_named_units(subtitle: str) -> tuple[tuple[str, Unit], ...]:
    """`Responstid (minuter) och bostadsbränder per 1 000 invånare`: each thing, lower case, and its unit; or none."""
    parts = [(part.strip().lower(), find_unit(part)) for part in _JOINED.split(subtitle)]
    named = tuple((part, unit) for part, unit in parts if unit is not None)
    return named if len(parts) == len(named) > 1 and len({unit.code for _, unit in named}) > 1 else ()


def give_unit(meaning: Meaning, named: Sequence[tuple[str, Unit]]) -> Meaning:
    """The meaning of a column, with the unit of the thing that its name is a word of."""
    word = meaning.measure.lower().split(" ")[0]
    units = [unit for part, unit in named if word and part.startswith(word[:_STEM])]
    return replace(meaning, unit=units[0]) if meaning.unit is None and len(units) == 1 else meaning


def find_table_unit(table: Table, subject: str, head: str) -> Unit | None:
    """The unit of all figures: by subtitle, caption, a sentence above, or the words over the labels."""
    if find_named_units(table.subtitle):
        return None
    subtitle = part_clause(table.subtitle)[0].strip()
    subtitle = subtitle.removesuffix("()").strip()  # `(femårsmedel inom parentes)`
    said = find_unit(subtitle) or parse_unit(subtitle) or find_unit(subject)
    return said or _find_unit_among(subject) or _find_unit_said(table.notes) or _find_unit_over(head)


def _find_unit_among(subject: str) -> Unit | None:
    """The unit that a part of a caption is: `Väntetid, dagar, medelvärde för två år`, `Väntetid (median, dagar)`."""
    groups = (subject.split(", ")[1:], *(group.split(", ") for group in _BRACKETS.findall(subject)))
    return next(filter(None, (parse_unit(part) for group in groups for part in group)), None)


def _find_unit_said(notes: Sequence[str]) -> Unit | None:
    """The unit that a sentence above the table names: `Andel nöjda i procent.`, `Tabellen visar andelen nöjda.`"""
    told = (note if is_subtitle(note) else read_told(note) for note in notes)
    return next(filter(None, map(find_unit, filter(None, told))), None)


def _find_unit_over(head: str) -> Unit | None:
    """The unit that the words over the labels name: `Andel nöjda (%)`; not that of rows that are sizes of places."""
    return None if SIZES.search(head) else find_unit(head)


def find_unit_of_total(body: Sequence[Sequence[Cell]]) -> Unit | None:
    """The unit that the row of all others together names, and no other row: `NKI totalt`."""
    units = [(row[0].text, unit) for row in body if (unit := read_label(row[0].text).unit)]
    return units[0][1] if len(units) == 1 and _TOTAL.search(units[0][0]) else None


def find_usual_unit(body: Sequence[Sequence[Cell]]) -> Unit | None:
    """The unit that two rows or more name, and no row another than."""
    units = [unit for row in body if (unit := read_label(row[0].text).unit)]
    return units[0] if len(units) > 1 and len({unit.code for unit in units}) == 1 else None


def are_mixed(headers: Sequence[Meaning], body: Sequence[Sequence[Cell]]) -> bool:
    """Whether a column says units that differ, so that rows are of nothing that the caption could name."""
    columns = [at for at, meaning in enumerate(headers) if meaning.kind == "unit"]
    units = [parse_unit(row[at].text) for at in columns for row in body]
    return len({unit.code for unit in units if unit}) > 1


def are_percents(body: Sequence[Sequence[Cell]]) -> bool:
    figures = (parse_figure(cell.text) for row in body for cell in row[1:])
    signs = {figure.percent for figure in figures if figure and figure.value is not None}
    return signs == {True}


def find_unsigned(body: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """The columns none of whose figures has a percent sign, beside one all of whose have it: `121 | 60 | 44 %`."""
    signs: dict[int, set[bool]] = {}
    for cell in (cell for row in body for cell in row[1:]):
        if (figure := parse_figure(cell.text)) and figure.value is not None:
            signs.setdefault(cell.column, set()).add(figure.percent)
    unsigned = frozenset(column for column, found in signs.items() if found == {False})
    return unsigned if len(body) > 1 and {True} in signs.values() else frozenset()
