"""A `Table` made of a header and rows: one cell for every place, empty ones included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from statistics import median

from pipeline.model import Cell, Table, cover
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.frames import Frame
from pipeline.parse.tables.headers import Header
from pipeline.parse.tables.knowledge import GENDERS, find_word
from pipeline.parse.tables.rows import Row
from pipeline.parse.tables.strips import Token, make_cell

TOO_WIDE = 1.4  #: times the table's usual width of a digit; a digit lost of two makes 2, of three 1.5
DOUBTED = 0.5  #: the confidence of a figure too wide for its digits, below what counts as sure


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
    cells = _doubt_wide(cells)
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


def _doubt_wide(cells: Sequence[Cell]) -> list[Cell]:
    """Less confidence in a figure read from an image that is too wide for its digits: `31` that was read as `4`."""
    wide = {at: width for at, cell in enumerate(cells) if (width := _width_of_digit(cell)) is not None}
    if not wide:
        return list(cells)
    usual = median(wide.values())
    return [
        replace(cell, confidence=min(cell.confidence or 0.0, DOUBTED)) if wide.get(at, 0.0) > TOO_WIDE * usual else cell
        for at, cell in enumerate(cells)
    ]


def _width_of_digit(cell: Cell) -> float | None:
    """In points; None of a cell that is no figure, or was not read from an image."""
    digits = sum(c.isdigit() for c in cell.text)
    box = cell.place.box if cell.place else None
    if cell.confidence is None or box is None or not digits or cell.column == 0 or not is_figure_piece(cell.text):
        return None
    return box.width / (digits + 0.5 * (len(cell.text) - digits))


def _part_lines(words: Sequence[Token]) -> list[list[Token]]:
    """Words by the printed line that they stand on."""
    return [list(part) for _, part in groupby(words, key=lambda token: (token.line.page, token.line.number))]
