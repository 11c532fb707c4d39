"""Columns that must be counts, since women and men make all in every row: `571 | 602 | 1 173`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Cell
from pipeline.parse.tables.figures import parse_figure
from pipeline.parse.tables.statement.columns import Meaning

LEAST_ROWS = 2  #: in which it is so; in one it could be chance


def find_counts(headers: Sequence[Meaning], rows: Sequence[Sequence[Cell]]) -> frozenset[int]:
    """The columns of women, men and all, of one year and place, whose whole numbers add up in every row."""
    of: dict[tuple[object, ...], dict[str, int]] = {}
    for at, column in enumerate(headers):
        if column.gender and not column.unit:
            of.setdefault((column.year, column.geography, column.measure), {})[column.gender] = at
    triples = (tuple(found[gender] for gender in "KMT") for found in of.values() if len(found) == len("KMT"))
    return frozenset(at for triple in triples if _add_up(rows, triple) for at in triple)


def _add_up(rows: Sequence[Sequence[Cell]], triple: Sequence[int]) -> bool:
    values = [[_read_count(row[at].text) for at in triple] for row in rows]
    whole = [(women, men, total) for women, men, total in values if women and men and total]
    return len(whole) >= LEAST_ROWS and all(women + men == total for women, men, total in whole)


def _read_count(text: str) -> Decimal | None:
    figure = parse_figure(text)
    whole = figure is not None and figure.value is not None and figure.value == figure.value.to_integral_value()
    return figure.value if figure and whole and not figure.percent else None
