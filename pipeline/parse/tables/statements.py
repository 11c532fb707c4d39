"""What a table states: the level of each of its figures, and the changes that its columns of differences hold."""

from __future__ import annotations

from itertools import groupby

from pipeline.model import Change, Level, Metadata, Table
from pipeline.parse.records import record
from pipeline.parse.tables.changes import Row, read_changes
from pipeline.parse.tables.context import read_context
from pipeline.parse.tables.entries import read_entries
from pipeline.parse.tables.levels import read_row


@record
class Stated:
    """The rows of indicators.csv and changes.csv that a table gives, in the order in which they are printed."""

    levels: tuple[Level, ...]
    changes: tuple[Change, ...]


def read_table(table: Table, metadata: Metadata) -> Stated:
    """Every figure and every missing value of a table as a level, every difference over time as a change; ids are left
    empty.
    """
    grid = [tuple(cells) for _, cells in groupby(table.cells, key=lambda cell: cell.row)]
    head, body = grid[: table.header_rows], grid[table.header_rows :]
    about = read_context(table, metadata, grid)
    rows = [Row(entry, read_row(table, about, entry)) for entry in read_entries(body, about)]
    levels = tuple(level for row in rows for level in row.levels.values())
    return Stated(levels, tuple(read_changes(table, about, head, rows)))
