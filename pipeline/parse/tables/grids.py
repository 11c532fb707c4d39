"""Columns of a table from the places of its words.

Indikator            2019   2020      figures that stand below one another are one column; the words
Skriftlig rutin        64     ..      above it, over as many lines as it takes, are its header; what
Aktuell plan                  72      stands in no column belongs to the label, and a gap shifts nothing
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.parse.tables.body.fitting import Fitted, drop_noise, part_parentheses
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.header.headers import Header, add_signs
from pipeline.parse.tables.header.headings import read_heading
from pipeline.parse.tables.knowledge import header_words, heads_signs
from pipeline.parse.tables.lines.layout import cut_chunks
from pipeline.parse.tables.lines.piles import (
    find_last_piece,
    find_pairs,
    find_spans,
    has_word,
    hold_values,
    merge_spans,
    order_spans,
    read_figures,
    touches,
)
from pipeline.parse.tables.lines.sheets import CHARACTER
from pipeline.parse.tables.lines.spans import Span
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.lines.thousands import Words
from pipeline.parse.tables.periods import find_periods
from pipeline.records import record, replace

MAX_HEADER_LINES = 6
BESIDE = 2.2  #: of a line's height: two lines of a header are nearer, by the tight boxes of OCR, too
_SPACES = re.compile(r"\s+")
MAX_COLUMNS = 60  #: of figures; no page has more, and columns are compared with one another
NEAR = 0.6  #: of the distance between two columns: a figure farther from every column is of none


@record
class Grid:
    """A header and where its columns of figures are; `unit_from` is the left edge of a column of units."""

    header: Header
    spans: tuple[Span, ...]
    unit_from: float | None = None
    pairs: frozenset[int] = frozenset()  #: of `spans`: those of a figure and one in parentheses, as `58 (63)`
    left: float = 0.0  #: where labels begin
    second: float | None = None  #: the left edge of a second column of labels: `Verksamhet | Fråga`
    in_order: bool = False  #: each row has a figure for each column, and some stand out of theirs

    def fit(self, strip: Strip) -> Fitted | None:
        """A line whose figures stand in the columns, each in its own; None of a line without figures there."""
        pieces = read_figures(strip)
        cells: dict[int, Words] = {}
        while pieces and self._is_label(pieces[0]):
            pieces.pop(0)
        full = self.in_order and len(pieces) == len(self.spans)
        for at, piece in enumerate(pieces):
            column = at if full else self._column_of(piece)
            if column is None or column in cells:
                return None
            cells[column] = piece
        if not cells:
            return None
        rest = strip.tokens[: len(strip.tokens) - sum(len(piece) for piece in pieces)]
        label, unread = self._part_unread(rest, cells)
        cells.update(unread)
        first = self.header.figures.start
        found = [
            (first + at, words) for column in sorted(cells) for at, words in self._part_pair(column, cells[column])
        ]
        if self.unit_from is not None:
            chunks = cut_chunks(label)  # a unit may be set to the right of its column
            apart = len(chunks) > 1 and chunks[-1][-1].x1 > self.unit_from
            units = tuple(chunks[-1]) if apart else tuple(t for t in label if t.x0 >= self.unit_from)
            label = label[: len(label) - len(units)]
            found = [(first - 1, units), *found] if units else found
        if self.header.signs and strip.tokens[-1].signs:
            found.append((self.header.columns - 1, strip.tokens[-1].signs))
        return Fitted(strip, drop_noise(label), tuple(found))

    def _is_label(self, piece: Words) -> bool:
        """Whether a figure is a label, `2019`, or the last line of one: `9`, or `(90)` that was `(%)`."""
        at_edge = piece[0].x0 < self.left + 1
        return piece[-1].x1 < self.spans[0].x0 and (at_edge or self._column_of(piece) is None)

    def _part_pair(self, column: int, words: Words) -> list[tuple[int, Words]]:
        """The cells that a piece fills, by the header's column: `58 (63)` fills two."""
        at = column + sum(pair < column for pair in self.pairs)
        if column not in self.pairs:
            return [(at, words)]
        main, before = part_parentheses(words)
        return [(place, part) for place, part in ((at, main), (at + 1, before)) if part]

    def _part_unread(self, rest: Words, cells: Mapping[int, Words]) -> tuple[Words, dict[int, Words]]:
        """The label, and words that stand in a column though they are no figure: what OCR made of one, a remark."""
        unread: dict[int, Words] = {}
        while piece := find_last_piece(rest):  # a long label that reaches up to its first figure
            column = self._column_of(piece)
            if (
                column is None
                or column in cells
                or column in unread
                or (len(piece) < 2 and piece[0].x0 < self.spans[column].x0 - 1)
            ):
                break
            unread[column], rest = piece, rest[: len(rest) - len(piece)]
        chunks = cut_chunks(rest)
        while len(chunks) > 1:
            column = self._column_of(chunks[-1])
            if column is None or column in cells or column in unread or chunks[-1][0].x0 < self.spans[0].x0 - 1:
                break
            unread[column] = chunks.pop()
        return tuple(t for chunk in chunks for t in chunk), unread

    def carry_labels(self, lines: Sequence[Fitted]) -> tuple[Fitted, ...]:
        """The lines, those with nothing in the first of two columns of labels with what stands there above them."""
        if self.second is None:
            return tuple(lines)
        above: Words = ()
        carried = []
        for line in lines:
            if not line.cells:
                above = ()
            elif line.label and line.label[0].x0 < self.second:
                above = tuple(t for t in line.label if t.x0 < self.second)
            elif line.label and above:
                line = replace(line, label=above + line.label)
            carried.append(line)
        return tuple(carried)

    def is_odd(self, strips: Sequence[Strip], at: int) -> bool:
        """Whether a line has figures right of the labels that stand in no column, or two in one."""
        return any(piece[0].x0 > self.spans[0].x0 - 1 for piece in read_figures(strips[at]))

    def _column_of(self, piece: Words) -> int | None:
        x0, x1 = piece[0].x0, piece[-1].x1
        over = [min(x1, span.x1) - max(x0, span.x0) for span in self.spans]
        best = max(range(len(over)), key=over.__getitem__)
        if over[best] > 0:
            return best
        pitch = min((b.middle - a.middle for a, b in zip(self.spans, self.spans[1:], strict=False)), default=60.0)
        return best if -over[best] < NEAR * pitch / 2 else None


def read_grid(strips: Sequence[Strip], captioned: bool) -> tuple[Grid, int, int] | None:
    """The columns of the table below a caption: the grid, and the first and the last but one line of its header.

    None when no figures stand below one another, in too many columns, or no words above them.
    """
    left = None if any(_lacks_labels(*pair) for pair in pairwise(strips)) else min(strip.x0 for strip in strips)
    figures = [read_figures(strip, left) for strip in strips]
    body = [i for i in range(captioned, len(strips)) if hold_values(figures[i])]
    if not body:
        return None
    rows = [figures[i] for i in body]
    spans = find_spans(rows)
    if not 0 < len(spans) <= MAX_COLUMNS:
        return None
    stop = body[0]
    while stop > captioned and not _is_heading(strips, stop - 1, spans):
        stop -= 1
    start = stop
    while start > captioned and stop - start < MAX_HEADER_LINES:
        beside = _is_beside(strips, start - 1) and start - 1 > captioned
        if not _is_heading(strips, start - 1 - beside, spans):
            break
        start -= 1 + beside
    if start == stop:
        return None
    if ordered := order_spans(rows, spans, strips[stop - 1]):
        spans = ordered
    else:
        spans = merge_spans(spans, rows, strips[stop - 1])
    labels = _find_labels([strips[i] for i in body], spans[0])
    grid = _read_header(strips[start:stop], spans, find_pairs(rows, spans), labels)
    if grid is None:  # a figure between two columns is no column, and its line is reported
        spans = [span for span in spans if sum(touches(row, span) for row in rows) > 1]
        grid = _read_header(strips[start:stop], spans, find_pairs(rows, spans), labels) if spans else None
    if grid is None:
        return None
    second = _find_second(strips[stop - 1], spans, labels) if grid.unit_from is None else None
    header = _add_signs(grid.header, cut_chunks(strips[stop - 1].tokens)[-1], spans[-1])
    return replace(grid, header=header, in_order=bool(ordered), second=second), start, stop


def _lacks_labels(upper: Strip, lower: Strip) -> bool:
    """Whether a line of figures alone stands below as many years, so that the first of them is no label."""
    if not all([is_figure_piece(token.text) for token in lower.tokens]) or abs(upper.x0 - lower.x0) >= CHARACTER:
        return False
    years, figures = cut_chunks(upper.tokens), cut_chunks(lower.tokens)
    dated = len(years) == len(figures) > 1 and all(find_periods(_text(chunk)) for chunk in years)
    return dated and not find_periods(_text(figures[0]))


def _add_signs(header: Header, words: Words, last: Span) -> Header:
    """A header with the words right of all figures that stand over arrows or colours."""
    signs = not header.signs and words[0].x0 > last.x1 and heads_signs(words[0].text)
    return add_signs(header, words) if signs else header


def _find_labels(strips: Sequence[Strip], first: Span) -> Span:
    """How far the labels of lines with figures reach; to the first column where they have none."""
    ends = [t.x1 for strip in strips for t in strip.tokens if t.x1 <= first.x0]
    return Span(min(strip.x0 for strip in strips), max(ends, default=first.x0))


def _is_heading(strips: Sequence[Strip], at: int, spans: Sequence[Span]) -> bool:
    """Whether a line stands over the columns: its words are apart, or begin right of the labels."""
    chunks = cut_chunks(strips[at].tokens)
    over = [c for c in chunks if c[-1].x1 > spans[0].x0 and c[0].x0 < spans[-1].x1 + 40 and has_word(c)]
    if not over:
        return False
    if len(chunks) > 1:
        return True
    label_edge = spans[0].x0 - 0.5 * (spans[1].middle - spans[0].middle if len(spans) > 1 else 60.0)
    left = min(strip.x0 for strip in strips)  # where titles begin
    return chunks[0][0].x0 > max(label_edge, left + 1)


def _is_beside(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line stands between two lines of a header: the words over the labels, centred beside them."""
    if not 0 < at < len(strips) - 1:
        return False
    above, line, below = strips[at - 1 : at + 2]
    near = below.middle - above.middle < BESIDE * (line.bottom - line.top)
    return near and line.x1 < min(above.x0, below.x0)


def _read_header(strips: Sequence[Strip], spans: Sequence[Span], pairs: frozenset[int], labels: Span) -> Grid | None:
    """None where a word stands over columns of several years, or the words do not stand over the columns."""
    unit_from = _find_units(strips, spans, labels)
    wide = any(len(find_periods(_text(chunk))) > 1 for strip in strips for chunk in cut_chunks(strip.tokens))
    header = read_heading(strips, spans, unit_from, labels, pairs) if pairs or not wide else None
    return Grid(header, tuple(spans), unit_from, pairs, labels.x0) if header else None


def _find_second(strip: Strip, spans: Sequence[Span], labels: Span) -> float | None:
    """The left edge of a second column of labels: that of the second word over them, if both are known."""
    chunks = [chunk for chunk in cut_chunks(strip.tokens) if chunk[-1].x1 < spans[0].x0 + 1]
    known = [header_words().get(_text(chunk).lower()) for chunk in chunks[:2]]
    both = len(chunks) == 2 and all(word is not None and word.kind == "head" for word in known)
    return chunks[1][0].x0 - 2 if both and chunks[0][0].x0 < labels.x0 + 1 else None


def _find_units(strips: Sequence[Strip], spans: Sequence[Span], labels: Span) -> float | None:
    """The left edge of a column of units: that of its header word, right of the labels."""
    for strip in strips:
        for chunk in cut_chunks(strip.tokens):
            word = header_words().get(_text(chunk).lower())
            if word is not None and word.kind == "unit" and labels.x0 + 1 < chunk[0].x0 < spans[0].x0:
                return chunk[0].x0 - 2
    return None


def _text(chunk: Sequence[Token]) -> str:
    return _SPACES.sub(" ", " ".join([t.text for t in chunk]))
