"""Columns that hold what the two before them differ by, whatever stands over them: `2022 | 2023 | FGrändring`."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Cell
from pipeline.parse.tables.columns import Meaning
from pipeline.parse.tables.figures import parse_figure

LEAST_ROWS = 3  #: with all three figures; in two it could be chance


def holds_differences(headers: Sequence[Meaning], rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column that says neither year nor place nor gender is the later year less the one before it."""
    if column < LEAST_ROWS or headers[column].year or headers[column].geography or headers[column].gender:
        return False
    if not all(headers[at].year and not headers[at].before for at in (column - 2, column - 1)):
        return False
    figures = [[parse_figure(row[at].text) for at in range(column - 2, column + 1)] for row in rows]
    values = [[figure.value for figure in row if figure and figure.value is not None] for row in figures]
    whole = [row for row in values if len(row) == LEAST_ROWS]
    return len(whole) >= LEAST_ROWS and all(last == late - early for early, late, last in whole)
