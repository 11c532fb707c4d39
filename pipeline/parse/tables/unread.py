"""What looks like a part of a table and was not read, told for a person to look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.model import Problem, Table
from pipeline.parse.tables.body.bodies import CAPTIONLESS
from pipeline.parse.tables.body.fitting import count_answers, count_pieces, count_values, has_values
from pipeline.parse.tables.body.misfits import holds_figures
from pipeline.parse.tables.figures import ANSWERS, find_marks, is_figure_piece, is_rank, parse_marked
from pipeline.parse.tables.frame.frames import ends_table, is_subtitle
from pipeline.parse.tables.knowledge import find_word
from pipeline.parse.tables.lines.columns import find_columns
from pipeline.parse.tables.lines.strips import Strip, is_sign
from pipeline.parse.tables.units import parse_unit

LOOSE = 3  #: figures at the end of a line, or lines, in which spaces set nothing apart
MAX_ABOVE = 12  #: lines of caption and subtitle
MAX_SEEN = 250  #: characters of a line that a problem shows


def report_cells(table: Table) -> Iterator[Problem]:
    """Cells below a figure column's header that hold no figure: what OCR made of one, or a remark; and rows all of
    whose figures were taken for words.
    """
    marks = find_marks(table.notes)
    texts = {(cell.row, cell.column): cell.text for cell in table.cells}
    heads = ((cell.column, find_word(cell.text)) for cell in table.cells if cell.row < table.header_rows)
    ranks = {column for column, word in heads if word is not None and word.kind == "rank"}
    filled = {cell.row for cell in table.cells if cell.text and cell.column}
    for cell in table.cells:
        if cell.row not in filled and cell.place and cell.row >= table.header_rows and holds_figures(cell.text):
            message = f"table {table.number}: the figures of the row {cell.text[:MAX_SEEN]!r} fit no column"
            yield Problem("warning", "table-row-unfit", message, cell.place.page)
        if is_sign(cell.text) or cell.text in ANSWERS or (is_rank(cell.text) and cell.column in ranks):
            continue
        doubtful = cell.confidence is not None or any(map(str.isdigit, cell.text))
        inside = cell.column > 0 and cell.row >= table.header_rows and cell.text and doubtful
        if inside and cell.place and parse_marked(cell.text, marks) is None and parse_unit(cell.text) is None:
            message = f"table {table.number}: {cell.text!r} in the row {texts[cell.row, 0]!r} is no figure"
            yield Problem("warning", "table-cell-unread", message, cell.place.page)


def _is_label_and_figure(strip: Strip) -> bool:
    """Whether a line is a row of one figure: `Kalmar 91`, and not the second line of a caption."""
    one = len(strip.tokens) > 1 and count_pieces(strip.tokens) == 1 and has_values(strip.tokens)
    return one and not is_subtitle(strip.text) and strip.tokens[0].text[:1].isupper()


def report_unread(strips: Sequence[Strip], at: int) -> Iterator[Problem]:
    """A caption with figures below it and no table: what was seen, for a person to read."""
    caption = strips[at]
    seen = []
    for strip in strips[at + 1 : at + MAX_ABOVE]:
        if ends_table(strip.text) or strip.page != caption.page:
            break
        inside = sum(t.text[:1].isdigit() and is_figure_piece(t.text) for t in strip.tokens) if strip.aligned else 0
        if count_pieces(strip.tokens) > 1 or inside > 1:  # remarks may stand behind the figures
            seen.append(strip.text[:MAX_SEEN])
    below = strips[at + 1 : at + 2]
    alone = bool(not seen and below and not below[0].gap and _is_label_and_figure(below[0]))
    seen.extend(strip.text[:MAX_SEEN] for strip in below if alone)
    if len(seen) > 1 or alone:
        message = f"the table {caption.text!r} could not be read; seen: {' / '.join(seen[:3])}"
        yield Problem("warning", "table-unread", message, caption.page)


def find_loose(strips: Sequence[Strip], is_taken: Callable[[Strip], bool]) -> Iterator[Sequence[Strip]]:
    """Lines of figures that are of no table that was read, set apart in columns or many in a line; or three lines of
    the same number of figures.
    """
    run: list[Strip] = []
    counts: list[int] = []
    for strip in (*strips, None):
        count = _count_loose(strip) if strip is not None else 0
        if strip is not None and count:
            if not is_taken(strip):
                run.append(strip)
                counts.append(count)
        elif strip is None or strip.gap:
            many = [count >= LOOSE or line.aligned for line, count in zip(run, counts, strict=True)]
            if sum(many) > CAPTIONLESS or (len(run) > 1 and len(set(counts)) == 1 and (all(many) or len(run) >= LOOSE)):
                yield run
            run, counts = [], []


def report_loose(lines: Sequence[Strip]) -> Problem:
    seen = " / ".join(strip.text[:MAX_SEEN] for strip in lines[:3])
    return Problem("warning", "table-unread", f"lines of figures that no header explains; seen: {seen}", lines[0].page)


def report_columns(strips: Sequence[Strip], is_taken: Callable[[Strip], bool]) -> Iterator[Problem]:
    """Columns of a damaged page that stand by themselves and could not be put back beside any rows."""
    for column in find_columns(strips):
        if not any(is_taken(strip) or _count_loose(strip) for strip in column) and has_values(column[-1].tokens):
            seen = " / ".join(strip.text[:MAX_SEEN] for strip in column)
            message = f"a column of figures beside no rows that it fits; seen: {seen[:MAX_SEEN]}"
            yield Problem("warning", "table-unread", message, column[0].page)


def _count_loose(strip: Strip) -> int:
    """How many figures, two or more, a line ends in as rows do; 0 of a telephone, and of `• Bygglov: 67 (60)`."""
    if not count_values(strip):  # so it is with most lines
        return 0
    tokens = strip.tokens
    if answers := count_answers(tokens):  # `Trygghet 61 63 66 Delvis`
        tokens = tokens[:-answers]
    count = count_pieces(tokens)
    if count < CAPTIONLESS or not has_values(tokens) or (tokens[-1].text.endswith(")") and ":" in strip.text):
        return 0
    return 0 if any(t.text[0] == "0" and t.text[1:].isdigit() for t in tokens[-count:]) else count
