"""Figures at the ends of lines, and which of them stand below one another, so that they are a column."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from pipeline.parse.tables.body.fitting import part_parentheses
from pipeline.parse.tables.figures import goes_on, is_figure_piece
from pipeline.parse.tables.lines.layout import Chunk, cut_chunks, figure_chunks
from pipeline.parse.tables.lines.spans import Span, nearest, span_of
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.lines.thousands import Words
from pipeline.parse.tables.periods import find_periods

THOUSANDS_GAP = 0.9  #: of a figure's height: as far apart as the thousands of one number may be


def read_figures(strip: Strip, left: float | None = None) -> list[Words]:
    """The figures at the end of a strip, the thousands of each together; those at the left edge are a label."""
    chunks = figure_chunks(strip)
    if left is not None and chunks and chunks[0][0].x0 <= left + chunks[0][0].height:  # `15 000–29 999`
        chunks = chunks[1:]
    pieces: list[Words] = []
    for token in (t for chunk in chunks for t in chunk):
        last = pieces[-1] if pieces else ()
        near = last and token.x0 - last[-1].x1 < THOUSANDS_GAP * max(token.height, last[-1].height)
        if near and (token.text == "%" or _follows(last, token)):
            pieces[-1] = (*last, token)
        else:
            pieces.append((token,))
    return pieces


def find_last_piece(words: Words) -> Words:
    """The figure that words end with, whole: `88 % (84)`; none of words without one, or of one alone."""
    at = len(words)
    while at > 1 and (words[at - 1].text == "%" or words[at - 1].text.startswith("(")):
        at -= 1
    start = at - 1
    return words[start:] if start > 0 and is_figure_piece(words[start].text) else ()


def _follows(last: Words, token: Token) -> bool:
    """Whether a word goes on with a figure: its next thousands, or the one of the year before in parentheses."""
    main, before = part_parentheses(last)
    if token.text.startswith("("):
        return not before
    return goes_on(" ".join(t.text for t in before or main), token.text)


def find_pairs(rows: Sequence[Sequence[Words]], spans: Sequence[Span]) -> frozenset[int]:
    """The columns that hold a figure and one in parentheses."""
    pieces = (piece for row in rows for piece in row if all(part_parentheses(piece)))
    return frozenset(nearest(span_of(piece), spans) for piece in pieces)


def hold_values(figures: Sequence[Words]) -> bool:
    """Whether a line's figures are not only years, as those of a header are."""
    texts = (" ".join(t.text for t in piece) for piece in figures)
    return any(not find_periods(text.strip("()")) for text in texts)


def find_spans(rows: Sequence[Sequence[Words]]) -> list[Span]:
    """Figures that overlap from line to line are one column."""
    spans: list[Span] = []
    real: list[bool] = []  # whether it has more than specks
    for piece in sorted((piece for row in rows for piece in row), key=lambda p: p[0].x0 + p[-1].x1):
        x0, x1 = piece[0].x0, piece[-1].x1
        sure = piece[0].confidence is None or has_word(piece)
        if spans and min(x1, spans[-1].x1) - max(x0, spans[-1].x0) > 0.2 * min(x1 - x0, spans[-1].x1 - spans[-1].x0):
            spans[-1] = Span(min(x0, spans[-1].x0), max(x1, spans[-1].x1))
            real[-1] = real[-1] or sure
        else:
            spans.append(Span(x0, x1))
            real.append(sure)
    return [span for span, is_real in zip(spans, real, strict=True) if is_real]


def order_spans(rows: Sequence[Sequence[Words]], spans: Sequence[Span], header: Strip) -> list[Span]:
    """The columns of plain text in which labels too long push the figures of their rows to the right; none of other.

    There all rows have as many figures as the header has words above them, and fewer than stand below one another.
    """
    count = len(rows[0])
    plain = not header.lines[0].words and all(len(row) == count for row in rows)
    over = [chunk for chunk in cut_chunks(header.tokens) if chunk[-1].x1 > spans[0].x0]
    if not plain or count >= len(spans) or len(over) != count or len(rows) < 2:
        return []
    columns = [[span_of(row[at]) for row in rows] for at in range(count)]
    return [Span(median(s.x0 for s in column), median(s.x1 for s in column)) for column in columns]


def merge_spans(spans: list[Span], rows: Sequence[Sequence[Words]], header: Strip) -> list[Span]:
    """A dash that stands left of the numbers of its column is of that column, if one header word is nearest to both."""
    chunks = cut_chunks(header.tokens)
    merged: list[Span] = spans[:1]
    for span in spans[1:]:
        last = merged[-1]
        same = _nearest(chunks, last) == _nearest(chunks, span)
        together = any(touches(row, last) and touches(row, span) for row in rows)
        if same and not together:
            merged[-1] = Span(last.x0, span.x1)
        else:
            merged.append(span)
    return merged


def _nearest(chunks: Sequence[Chunk], span: Span) -> int:
    return min(range(len(chunks)), key=lambda i: abs((chunks[i][0].x0 + chunks[i][-1].x1) / 2 - span.middle))


def touches(figures: Sequence[Words], span: Span) -> bool:
    """Whether one of a line's figures reaches into a column."""
    return any(p[0].x0 < span.x1 and span.x0 < p[-1].x1 for p in figures)


def has_word(chunk: Chunk) -> bool:
    """Whether words have a letter, a digit or a percent sign, and are no specks alone."""
    return any(c.isalnum() or c == "%" for t in chunk for c in t.text)
