"""Cells that were likely misread: less confidence in them, and no other value but by a decimal comma.

4,6  48  3,2        ->   48 is doubted, and 4,8: with its decimal comma it would be like the others
31 read as a wide 4 ->   doubted: too wide for its digits
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from statistics import median

from pipeline.model import Cell, Table
from pipeline.parse.tables.body.misfits import is_unread_cell
from pipeline.parse.tables.figures import ANSWERS, is_figure_piece, parse_figure
from pipeline.parse.tables.header.headers import Header
from pipeline.parse.tables.header.items import names_someone
from pipeline.parse.tables.lines.strips import is_sign
from pipeline.records import replace

TOO_WIDE = 1.4  #: times the table's usual width of a digit; a digit lost of two makes 2, of three 1.5
DOUBTED = 0.5  #: the confidence in such a cell, below what counts as sure
LEAST_NAMES = 3  #: columns of which all but one are of somebody
LEAST_PEERS = 2  #: figures with decimals that say how a figure without them should look
ALIKE = 2  #: times: a figure is like others when it is so near to the smallest or the largest of them
MANY = 3  #: times as many figures as those without decimals has a column in which these are odd
MANY_WHOLE = 4  #: figures of a column: more do not all lose their decimals
WHOLE = (Decimal(0), Decimal(100))  #: shares that many print without decimals
TIGHT = 4  #: times that the largest of such figures may be the smallest, for all to be of one kind

_SIGNED = re.compile(r"[-–—−+±]\d")
_NOUGHT = re.compile(r"0\d{1,2}")  #: `09`, which can only be `0,9`
_DECIMALS = re.compile(r"\d[.,](\d+)%?$")


def doubt_cells(cells: Sequence[Cell], header: Header) -> list[Cell]:
    """The cells of a table, with less confidence in those that look misread, and in a header cut without certainty."""
    heads = len(header.rows)
    doubted = {at for at, cell in enumerate(cells) if header.unsure and cell.row < heads and cell.column}
    doubted.update(_find_wide(cells))
    doubted.update(_find_beside_unread(cells, heads))
    return [_doubt(cell) if at in doubted else cell for at, cell in enumerate(cells)]


def doubt_damaged(table: Table) -> Table:
    """A table of a damaged page, with less confidence in the one name of a column that is none beside those of people
    or places, in a lone minus, and in figures that look as if their decimal comma was lost; with the decimals of those
    that would be like the others with it.
    """
    body = {at: cell for at, cell in enumerate(table.cells) if cell.row >= table.header_rows and cell.column}
    noughts = {at: len(cell.text) - 1 for at, cell in body.items() if _NOUGHT.fullmatch(cell.text)}
    lost = {**dict.fromkeys(_find_odd(body), 0), **dict(_find_bare(body)), **noughts}
    lost.update(dict.fromkeys((*_find_strange_names(table), *_find_lone_minus(body)), 0))
    return replace(table, cells=tuple(_doubt(c, lost[at]) if at in lost else c for at, c in enumerate(table.cells)))


def _find_strange_names(table: Table) -> Iterator[int]:
    """The header cells of a column of nobody that we know, where each other is of somebody: `Kvinnor Maan Totalt`."""
    heads = {at: cell for at, cell in enumerate(table.cells) if cell.row < table.header_rows and cell.column}
    columns: dict[int, str] = {}
    for cell in heads.values():
        columns[cell.column] = f"{columns.get(cell.column, '')} {cell.text}".strip()
    strange = [column for column, name in columns.items() if not any(names_someone(word) for word in _cut_name(name))]
    if len(strange) == 1 and len(columns) >= LEAST_NAMES:
        yield from (at for at, cell in heads.items() if cell.column == strange[0] and cell.text)


def _find_lone_minus(cells: Mapping[int, Cell]) -> Iterator[int]:
    """The one figure of a table with a sign before it, which is likely dirt: `-54` below `61`."""
    signed = [at for at, cell in cells.items() if _SIGNED.match(cell.text)]
    yield from signed if len(signed) == 1 else ()


def _cut_name(name: str) -> tuple[str, str]:
    """A column's name, and the same without years: `Riket 2020` -> `Riket 2020`, `Riket`."""
    return name, re.sub(r"\(?\b(?:19|20)\d\d\b\)?", "", name).strip()


def _doubt(cell: Cell, decimals: int = 0) -> Cell:
    confidence = min(cell.confidence if cell.confidence is not None else 1.0, DOUBTED)
    return replace(cell, confidence=confidence, decimals=decimals)


def _find_wide(cells: Sequence[Cell]) -> Iterator[int]:
    """Figures read from an image that are too wide for their digits: `31` that was read as `4`."""
    wide = {at: width for at, cell in enumerate(cells) if (width := _width_of_digit(cell)) is not None}
    usual = median(wide.values()) if wide else 0.0
    yield from (at for at, width in wide.items() if width > TOO_WIDE * usual)


def _find_beside_unread(cells: Sequence[Cell], heads: int) -> Iterator[int]:
    """All cells of a row of text in which one is unread, since its place is known by the number of columns alone."""
    placed = (cell for cell in cells if cell.place and cell.place.box is None)
    rows = {cell.row for cell in placed if cell.row >= heads and cell.column and _is_unread(cell.text)}
    yield from (at for at, cell in enumerate(cells) if cell.row in rows and cell.column)


def _is_unread(text: str) -> bool:
    return is_unread_cell(text) and not is_sign(text) and text not in ANSWERS


def _width_of_digit(cell: Cell) -> float | None:
    """In points; None of a cell that is no figure, or was not read from an image."""
    box = cell.place.box if cell.place else None
    digits = sum(map(str.isdigit, cell.text))
    if cell.confidence is None or box is None or not digits or cell.column == 0 or not is_figure_piece(cell.text):
        return None
    return box.width / (digits + 0.5 * (len(cell.text) - digits))


def _find_bare(cells: Mapping[int, Cell]) -> Iterator[tuple[int, int]]:
    """Figures that may have lost their decimal comma: far from those of the column, row or table that have one, but for
    it; each with its decimals where its row and column have some.
    """
    values = {at: figure.value for at, cell in cells.items() if (figure := parse_figure(cell.text)) and figure.value}
    decimals = {at: len(match[1]) for at in values if (match := _DECIMALS.search(cells[at].text))}
    yield from ((at, 0) for at in _find_beside_one(values, decimals, cells))
    if len(decimals) < LEAST_PEERS:
        return
    table = list(decimals) if 3 * len(decimals) >= len(values) else []
    for at, value in values.items():
        if at in decimals or value <= 0:
            continue
        row = [other for other in decimals if cells[other].row == cells[at].row]
        alone = sum(cells[other].row == cells[at].row for other in values) == 1
        column = [other for other in decimals if cells[other].column == cells[at].column]
        whole = not column and sum(cells[other].column == cells[at].column for other in values) > MANY_WHOLE
        parts = (column if row or alone else [], row, [] if whole else table)
        if any(_lacks_comma(value, [(values[i], decimals[i]) for i in part]) for part in parts):
            yield at, decimals[row[0]] if row and column else 0  # else all there may be whole


def _find_beside_one(
    values: Mapping[int, Decimal], decimals: Mapping[int, int], cells: Mapping[int, Cell]
) -> Iterator[int]:
    """The figures of rows of two that would be like the other with its decimals: `4,0 49`."""
    rows: dict[int, list[int]] = {}
    for at in values:
        rows.setdefault(cells[at].row, []).append(at)
    for pair in rows.values():
        bare, whole = ([at for at in pair if (at in decimals) == sided] for sided in (False, True))
        if len(bare) == len(whole) == 1 and _lacks_comma(values[bare[0]], [(values[whole[0]], decimals[whole[0]])], 1):
            yield bare[0]


def _find_odd(cells: Mapping[int, Cell]) -> Iterator[int]:
    """The few figures without decimals in a column in which all others have them."""
    columns: dict[int, list[int]] = {}
    for at, cell in cells.items():
        if (figure := parse_figure(cell.text)) and figure.value and figure.value not in WHOLE:
            columns.setdefault(cell.column, []).append(at)
    for places in columns.values():
        bare = [at for at in places if not (_DECIMALS.search(cells[at].text) or _NOUGHT.fullmatch(cells[at].text))]
        if len(bare) * MANY <= len(places):
            yield from bare


def _lacks_comma(value: Decimal, peers: Sequence[tuple[Decimal, int]], least: int = LEAST_PEERS) -> bool:
    """`peers` are the figures beside it and how many decimals they have."""
    shifts = {shift for _, shift in peers}
    if len(peers) < least or len(shifts) > 1:
        return False
    low, high = min(peers)[0], max(peers)[0]
    return (
        low > 0
        and high <= TIGHT * low
        and value > ALIKE * high
        and low / ALIKE <= value.scaleb(-shifts.pop()) <= ALIKE * high
    )
