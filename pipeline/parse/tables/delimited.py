"""Tables whose cells the source itself keeps apart: rows of web pages, tabs, `| Kommun | 2019 |`.

What stands in a cell is certain here; which rows are the header, and which columns hold labels, is not.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter

from pipeline.model import Line
from pipeline.parse.tables.body.fitting import Fitted
from pipeline.parse.tables.body.rows import Row
from pipeline.parse.tables.figures import ANSWERS, is_figure_piece, parse_figure
from pipeline.parse.tables.frame.frames import ends_table, is_note
from pipeline.parse.tables.header.cuts import Row as HeaderRow
from pipeline.parse.tables.header.headers import HEADER, Header, part_pair
from pipeline.parse.tables.knowledge import header_words
from pipeline.parse.tables.lines.strips import Strip, is_sign, read_line
from pipeline.parse.tables.lines.thousands import Words
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import find_unit, parse_unit
from pipeline.records import replace

MAX_HEADER_ROWS = 4
LEAST_PAIRS = 2  #: rows of a label and a figure that make a table without a header
MAX_HEADING = 60  #: characters of a line that heads rows
PLACES = ("kommun", "region", "län")  #: heads of a column of places beside one of labels
_SENTENCE_MARK = re.compile(r"[^\W\d_]{2}; [^\W\d_]|\.$")  #: of a sentence with semicolons
BARS = ("|", "│")
_START = attrgetter("start")
_BAR_LINE = re.compile(r"^[|+\-=: ]+$")  #: the line between header and body in Markdown and its like

Grid = list[list[Words]]


def is_row(strip: Strip) -> bool:
    """Whether the source says that a line is a row of a table."""
    return "row" in [line.role for line in strip.lines]


def is_delimited(strip: Strip) -> bool:
    """Whether a line's cells are kept apart, by tabs, bars or semicolons; bars may be what a reader of images saw."""
    if strip.cells or not strip.lines:
        return bool(strip.cells)
    mark = _find_mark(strip.lines[0].text)
    return (mark != "" and (not strip.misread or mark == "\t")) or is_row(strip)


def _find_mark(text: str) -> str:
    """What keeps a line's cells apart; "" where nothing does. Semicolons in a sentence have blanks behind them."""
    if "\t" in text:
        return "\t"
    for bar in BARS:
        if bar in text and text.count(bar) > 1:
            return bar
    return ";" if ";" in text and text.count(";") > 1 and _SENTENCE_MARK.search(text) is None else ""


def count_cells(strip: Strip) -> int:
    return len(_cut_cells(strip))


def is_new_header(strip: Strip) -> bool:
    """Whether a row is the header of another table, right below the one before: `Område | Indikator | 2020`."""
    cells = [_text(cell) for cell in _cut_cells(strip)]
    word = header_words().get(cells[0].lower()) if cells else None
    rest = [text for text in cells[1:] if text]
    return (
        word is not None
        and word.kind == "head"
        and bool(rest)
        and all(find_periods(text) or not _is_figure(text) for text in rest)
    )


def heads_rows(strips: Sequence[Strip], at: int, cells: int) -> bool:
    """Whether a line of words alone stands between two rows of a table whose cells are kept apart, and heads some."""
    text = strips[at].text
    if strips[at].gap or len(text) > MAX_HEADING or ends_table(text) or is_note(text) or at + 1 >= len(strips):
        return False
    return not strips[at + 1].gap and is_delimited(strips[at + 1]) and count_cells(strips[at + 1]) == cells


def read_delimited(strips: Sequence[Strip]) -> tuple[Header, list[Row]] | None:
    """Header and rows of the lines of one table; None of a table without figures (a layout, a list of links)."""
    kept = [strip for strip in strips if not _BAR_LINE.match(strip.text)]
    grid = [_cut_cells(strip) for strip in kept]
    width = max((len(row) for row in grid), default=0)
    for row in grid:
        row.extend(() for _ in range(width - len(row)))
    heads = _count_header(grid)
    if heads is None and _are_pairs(grid):
        return HEADER, [_make_row(strip, cells, 1) for strip, cells in zip(kept, grid, strict=True)]
    if width < 2 or heads is None:
        return None
    grid = _split_parentheses(grid, heads)
    labels = _count_labels(grid[heads:], [_text(cell).lower() for cell in grid[heads - 1]])
    unit = _is_unit_column(grid, heads, labels)
    rows = [_make_row(strip, cells, labels) for strip, cells in zip(kept[heads:], grid[heads:], strict=True)]
    lines = [(tuple(t for cell in line[:labels] for t in cell), *line[labels:]) for line in grid[:heads]]
    header = [_spread(line, lines[-1]) or _fill(line) for line in lines]
    if not header or not any(row.figures for row in rows):
        return None
    return Header(tuple(header), unit=unit), _carry_labels(rows, grid[heads:], labels)


def _are_pairs(grid: Grid) -> bool:
    """Whether each row is a label and one figure whose unit either of them says: `Kostnad per plats | 312 400 kr`."""
    if len(grid) < LEAST_PAIRS or any(len(row) != 2 or not row[0] for row in grid):
        return False
    figures = [(find_unit(_text(label)), parse_figure(_text(cell))) for label, cell in grid]
    return all(
        figure and figure.value is not None and (unit or figure.unit or figure.percent) for unit, figure in figures
    )


def _cut_cells(strip: Strip) -> list[Words]:
    if strip.cells:
        return list(strip.cells)
    line: Line = strip.lines[0]
    mark = "\t" if line.role == "row" else _find_mark(line.text) or "\t"
    edges = [-1, *(match.start() for match in re.finditer(re.escape(mark), line.text)), len(line.text)]
    tokens = strip.tokens if mark == "\t" else read_line(replace(line, text=line.text.replace(mark, " ")))
    tokens = tuple(replace(token, line=line) for token in tokens)
    signs = tuple(replace(sign, line=line) for token in tokens for sign in token.signs)
    cells = [_pick(tokens, a, b) or _pick(signs, a, b) for a, b in zip(edges, edges[1:], strict=False)]
    return cells[1:-1] if mark in BARS and not cells[0] and not cells[-1] else cells


def _pick(tokens: Words, start: int, end: int) -> Words:
    return tokens[bisect_right(tokens, start, key=_START) : bisect_left(tokens, end, key=_START)]


def _text(words: Words) -> str:
    return " ".join(t.text for t in words)


def _is_body(row: Sequence[Words]) -> bool:
    """Whether a row has figures that are no years."""
    figures = [text for cell in row[1:] if (text := _text(cell)) and _is_figure(text)]
    years = [text for text in figures if find_periods(text)]
    return bool(figures) and len(years) < len(figures)


def _says_words(row: Sequence[Words]) -> bool:
    """Whether all cells of a row are answers or signs: `Aktuell rutin | Ja | Nej`."""
    texts = [text for cell in row[1:] if (text := _text(cell))]
    return bool(texts) and bool(row[0]) and all(map(_is_word_cell, texts))


def _is_word_cell(text: str) -> bool:
    return text in ANSWERS or is_sign(text)


def _is_figure(text: str) -> bool:
    return parse_figure(text) is not None or (
        text.endswith(")") and all(is_figure_piece(part.strip("()")) for part in text.split())
    )


def _count_header(grid: Grid) -> int | None:
    """How many rows stand above the first with figures; None where that is none, or too many."""
    first = next((at for at, row in enumerate(grid[: MAX_HEADER_ROWS + 1]) if _is_body(row)), None)
    if first is None:  # answers or signs alone
        first = next((at for at, row in enumerate(grid[: MAX_HEADER_ROWS + 1]) if at and _says_words(row)), None)
    while first is not None and first > 1 and not any(grid[first - 1][1:]):  # a heading for the first rows
        first -= 1
    return first or None


def _count_labels(body: Grid, heads: Sequence[str]) -> int:
    """How many columns at the left hold words rather than figures or units; a column of places is read on its own."""
    count = 1
    while count < len(body[0]) - 1 and heads[count] not in PLACES:
        texts = [text for row in body if (text := _text(row[count]))]
        if not texts or any(_is_figure(text) or parse_unit(text) or _is_word_cell(text) for text in texts):
            break
        count += 1
    return count


def _is_unit_column(grid: Grid, heads: int, labels: int) -> bool:
    known = header_words().get(_text(grid[heads - 1][labels]).lower())
    texts = [text for row in grid[heads:] if (text := _text(row[labels]))]
    return (known is not None and known.kind == "unit") or (
        bool(texts)
        and not any(_is_figure(t) for t in texts)
        and sum(parse_unit(t) is not None for t in texts) * 2 > len(texts)
    )


def _split_parentheses(grid: Grid, heads: int) -> Grid:
    """A column `2011 (2010)`, or one of cells `113 (109)`, becomes two, as the figures are two; both have its name."""
    wide = [c for c in range(1, len(grid[0])) if _is_wide([row[c] for row in grid], heads)]
    out: Grid = []
    for number, row in enumerate(grid):
        cells: list[Words] = []
        for column, words in enumerate(row):
            at = next((i for i, token in enumerate(words) if token.text.startswith("(")), len(words))
            if column in wide and number < heads:
                cells.extend(part_pair(words))
            elif column in wide:
                cells.extend((words[:at], words[at:]))
            else:
                cells.append(words)
        out.append(cells)
    return out


def _is_wide(column: Sequence[Words], heads: int) -> bool:
    """Whether a column has two figures in a cell, or names two years: most cells of it are like `113 (109)`."""
    if any(_text(words).endswith(")") and len(find_periods(_text(words))) == 2 for words in column[:heads]):
        return True
    figures = [words for words in column[heads:] if words and is_figure_piece(words[0].text)]
    paired = sum(len(words) > 1 and words[1].text.startswith("(") and _is_figure(_text(words)) for words in figures)
    return 2 * paired > len(figures)


def _make_row(strip: Strip, cells: Sequence[Words], labels: int) -> Row:
    label = tuple(t for cell in cells[:labels] for t in cell)
    figures = tuple((at, words) for at, words in enumerate(cells[labels:], 1) if words)
    return Row((Fitted(strip, label, figures),), group=not figures)


def _carry_labels(rows: list[Row], body: Grid, labels: int) -> list[Row]:
    """A label over several rows (a cell that spans them) is the label of each."""
    above: Words = ()
    out = []
    for row, cells in zip(rows, body, strict=True):
        line = row.lines[0]
        if cells[0]:
            above = cells[0]
        elif line.cells and (labels > 1 or not line.label):
            row = Row((replace(line, label=above + line.label),))
        out.append(row)
    return out


def _spread(line: HeaderRow, lower: HeaderRow) -> HeaderRow | None:
    """`Kvinnor | Män | |` above `2019 | 2020 | 2019 | 2020` are over two columns each, said or not."""
    words = [cell for cell in line[1:] if cell]
    texts = [_text(cell) for cell in lower[1:]]
    share, rest = divmod(len(texts), len(words)) if words else (0, 1)
    first = all(line[1 : 1 + len(words)])
    if line is lower or rest or share < 2 or not first or texts != texts[:share] * len(words):
        return None
    return (line[0], *(cell for cell in words for _ in range(share)))


def _fill(line: HeaderRow) -> HeaderRow:
    """A header cell over several columns, which leaves the cells after it empty, stands over each of them."""
    filled: list[Words] = []
    spans = sum(bool(cell) for cell in line[1:]) < len(line) - 1 and any(line[1:])
    for at, cell in enumerate(line):
        filled.append(filled[-1] if spans and at > 1 and not cell else cell)
    return tuple(filled)
