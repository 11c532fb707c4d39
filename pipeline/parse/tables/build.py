"""A `Table` made of a header and rows: one cell for every place, empty ones included."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from pipeline.model import Cell, Table, cover
from pipeline.parse.tables.body.rows import Row
from pipeline.parse.tables.doubts import doubt_cells
from pipeline.parse.tables.frame.frames import Frame
from pipeline.parse.tables.header.headers import Header
from pipeline.parse.tables.knowledge import GENDERS, find_word
from pipeline.parse.tables.lines.strips import Token, make_cell


def build_table(
    number: str, frame: Frame, header: Header, rows: Sequence[Row], notes: Sequence[str] = (), source: str = ""
) -> Table:
    """The table as it is printed. A row's label is the words of all its lines; empty places are empty cells."""
    cells: list[Cell] = []
    for at, line in enumerate(header.rows):
        cells.extend(make_cell(at, column, _part_lines(words)) for column, words in enumerate(line))
    heads = [token.text.lower() for line in header.rows for token in line[0]]
    keyed = heads[-1:] == ["kön"]  # a column of genders beside the labels
    for at, row in enumerate(rows, len(header.rows)):
        cells.append(make_cell(at, 0, _read_label(row, keyed)))
        figures = row.figures
        by_column = dict(figures.cells) if figures else {}
        for column in range(1, header.columns):
            words: tuple[Token, ...] = by_column.get(column, ())
            cells.append(make_cell(at, column, _part_lines(words)))
    cells = doubt_cells(cells, header)
    places = [cell.place for cell in cells if cell.place]
    page = places[0].page if places else 1
    return Table(
        number=number,
        caption=frame.caption,
        subtitle=frame.subtitle,
        columns=header.columns,
        header_rows=len(header.rows),
        cells=tuple(cells),
        page=page,
        notes=tuple(notes),
        source=source,
        box=cover(place.box for place in places if place.box and place.page == page),
    )


def _read_label(row: Row, keyed: bool) -> list[Sequence[Token]]:
    """The words of a row's label by line; a gender in a column of its own beside the first line stands last.

    `Personalkontinuitet i | Kvinnor` over `hemtjänsten` -> `Personalkontinuitet i hemtjänsten Kvinnor`.
    """
    parts: list[Sequence[Token]] = [line.label for line in row.lines if line.label]
    for at, words in enumerate(parts[:-1]):
        last = find_word(words[-1].text) if len(words) > 1 and (keyed or words[-1].text[:1].isupper()) else None
        if last is not None and last.kind in GENDERS and parts[at + 1][0].text[:1].islower():
            return [*parts[:at], words[:-1], *parts[at + 1 :], words[-1:]]
    return parts


def _part_lines(words: Sequence[Token]) -> list[list[Token]]:
    """Words by the printed line that they stand on."""
    return [list(part) for _, part in groupby(words, key=lambda token: (token.line.page, token.line.number))]
