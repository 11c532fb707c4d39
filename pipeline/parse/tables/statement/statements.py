"""What tables state: the level of each of their figures, the changes that their columns of differences hold, and the
answers of municipalities.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.model import Metadata, Table
from pipeline.parse.tables.statement.answers import find_marked, read_answers
from pipeline.parse.tables.statement.changes import Row, read_changes
from pipeline.parse.tables.statement.context import read_context
from pipeline.parse.tables.statement.entries import read_entries
from pipeline.parse.tables.statement.levels import read_row
from pipeline.parse.tables.statement.neighbours import Stated, complete_tables


def read_tables(tables: Sequence[Table], metadata: Metadata) -> list[Stated]:
    """What each table of a document states, in order; ids are left empty."""
    return complete_tables([_read_table(table, metadata) for table in tables])


def name_tables(stated: Sequence[Stated]) -> dict[tuple[int, int], str]:
    """By the page and line of its last figure, the indicator of each table that has but one."""
    told = (table.levels for table in stated if len({level.indicator for level in table.levels}) == 1)
    return {(levels[-1].place.page, levels[-1].place.line): levels[-1].indicator for levels in told}


def _read_table(table: Table, metadata: Metadata) -> Stated:
    """Every figure and every missing value of a table as a level, every difference over time as a change, every answer
    of a municipality.
    """
    grid = [tuple(cells) for _, cells in groupby(table.cells, key=lambda cell: cell.row)]
    head, body = grid[: table.header_rows], grid[table.header_rows :]
    about = read_context(table, metadata, grid)
    entries = list(read_entries(body, about))
    marked = find_marked(about, entries)
    rows = [Row(entry, read_row(table, about, entry)) for entry in entries]
    levels = tuple(level for row in rows for column, level in row.levels.items() if column not in marked)
    local = tuple(read_answers(table, about, entries))
    return Stated(levels, tuple(read_changes(table, about, head, rows)), local, about.subject)
