"""What looks like a part of a table and was not read, told for a person to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.model import Problem, Table
from pipeline.parse.tables.body.bodies import CAPTIONLESS
from pipeline.parse.tables.body.fitting import count_answers, count_pieces, has_values
from pipeline.parse.tables.body.misfits import holds_figures
from pipeline.parse.tables.figures import ANSWERS, find_marks, parse_marked
from pipeline.parse.tables.lines.columns import find_columns
from pipeline.parse.tables.lines.strips import Strip, is_sign
from pipeline.parse.tables.units import parse_unit

LOOSE = 3  #: figures at the end of a line in which spaces set nothing apart
MAX_SEEN = 250  #: characters of a line that a problem shows


def report_cells(table: Table) -> Iterator[Problem]:
    """Cells below a figure column's header that hold no figure: what OCR made of one, or a remark; and rows all of
    whose figures were taken for words.
    """
    marks = find_marks(table.notes)
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    filled = {cell.row for cell in table.cells if cell.text and cell.column}
    for cell in table.cells:
        if cell.row not in filled and cell.place and cell.row >= table.header_rows and holds_figures(cell.text):
            message = f"table {table.number}: the figures of the row {cell.text[:MAX_SEEN]!r} fit no column"
            yield Problem("warning", "table-row-unfit", message, cell.place.page)
        if is_sign(cell.text) or cell.text in ANSWERS:
            continue
        doubtful = cell.confidence is not None or any(map(str.isdigit, cell.text))
        inside = cell.column > 0 and cell.row >= table.header_rows and cell.text and doubtful
        if inside and cell.place and parse_marked(cell.text, marks) is None and parse_unit(cell.text) is None:
            message = f"table {table.number}: {cell.text!r} in the row {texts[cell.row, 0]!r} is no figure"
            yield Problem("warning", "table-cell-unread", message, cell.place.page)


def find_loose(strips: Sequence[Strip], is_taken: Callable[[Strip], bool]) -> Iterator[Sequence[Strip]]:
    """Lines of figures that are of no table that was read, set apart in columns or many in a line."""
    run: list[Strip] = []
    for strip in (*strips, None):
        if strip is not None and _has_loose(strip):
            if not is_taken(strip):
                run.append(strip)
        elif strip is None or strip.gap:
            if len(run) > CAPTIONLESS:
                yield run
            run = []


def report_loose(lines: Sequence[Strip]) -> Problem:
    seen = " / ".join(strip.text[:MAX_SEEN] for strip in lines[:3])
    return Problem("warning", "table-unread", f"lines of figures that no header explains; seen: {seen}", lines[0].page)


def report_columns(strips: Sequence[Strip], is_taken: Callable[[Strip], bool]) -> Iterator[Problem]:
    """Columns of a damaged page that stand by themselves and could not be put back beside any rows."""
    for column in find_columns(strips):
        if not any(is_taken(strip) or _has_loose(strip) for strip in column) and has_values(column[-1].tokens):
            seen = " / ".join(strip.text[:MAX_SEEN] for strip in column)
            message = f"a column of figures beside no rows that it fits; seen: {seen[:MAX_SEEN]}"
            yield Problem("warning", "table-unread", message, column[0].page)


def _has_loose(strip: Strip) -> bool:
    """Whether a line ends in figures as rows do; three or more where spaces set nothing apart, none of a telephone."""
    tokens = strip.tokens
    if answers := count_answers(tokens):  # `Trygghet 61 63 66 Delvis`
        tokens = tokens[:-answers]
    count = count_pieces(tokens)
    if count < (CAPTIONLESS if strip.aligned else LOOSE) or not has_values(tokens):
        return False
    return not any(t.text[0] == "0" and t.text[1:].isdigit() for t in tokens[-count:])
