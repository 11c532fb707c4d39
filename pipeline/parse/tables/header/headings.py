"""A header from the places of its words: which line says what of which column.

              Eslöv            Liknande     words over several columns are a line of their own
                               kommuner     a word that goes on in the next line is one cell
Indikator   Kvinnor   Män   Alla     Alla   the line with a word over each column
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.tables.header.headers import Header, add_pairs, carry_over
from pipeline.parse.tables.knowledge import goes_on, heads_signs, is_small
from pipeline.parse.tables.lines.layout import Chunk, cut_chunks
from pipeline.parse.tables.lines.spans import Span, nearest, own_columns, share_columns, span_of
from pipeline.parse.tables.lines.strips import Strip
from pipeline.parse.tables.lines.thousands import Words
from pipeline.records import record


@record
class _HeadLine:
    """A line of a header: the words over the labels, over the units, and over the columns."""

    label: Words
    unit: Words
    over: tuple[Chunk, ...]


def read_heading(
    strips: Sequence[Strip],
    spans: Sequence[Span],
    unit_from: float | None,
    labels: Span,
    pairs: frozenset[int],
) -> Header | None:
    """The header of columns of figures; None where a column has no word, or words cannot be told apart.

    `labels` is how far the labels reach; `pairs` are the columns that hold a figure and one in parentheses: each
    becomes two.
    """
    edge = _find_edge(strips, spans, labels) if unit_from is None else unit_from - 1
    lines = _join_lines([_part_line(strip, spans, unit_from, labels, edge) for strip in strips], len(spans))
    main = _find_main(lines, spans)
    if main is None:
        return None
    rows, extents = _place_main(lines, main, spans)
    if rows is None:
        return None
    for line in reversed(lines[:main]):
        _place_above(line, rows, extents)
    if not all(any(row[column] for row in rows) for column in range(len(spans))):
        return None
    label = tuple(t for line in lines for t in line.label)
    unit = tuple(t for line in lines for t in line.unit)
    return _make_header(label, unit if unit_from is not None else None, rows, pairs)


def _find_edge(strips: Sequence[Strip], spans: Sequence[Span], labels: Span) -> float:
    """Where the words over the columns begin: left of the figures where those of a line with one for each do."""
    cut = [cut_chunks(strip.tokens) for strip in strips]
    full = [chunks[0][0].x0 for chunks in cut if len(chunks) == len(spans) and chunks[0][0].x0 > labels.x0 + 1]
    return min(spans[0].x0, *full) - 1 if full else spans[0].x0 - 1


def _part_line(strip: Strip, spans: Sequence[Span], unit_from: float | None, labels: Span, edge: float) -> _HeadLine:
    label: Words = ()
    unit: Words = ()
    over: list[Chunk] = []
    chunks = cut_chunks(strip.tokens)
    if unit_from is None and len(chunks) == len(spans) + 1 and chunks[0][0].x0 <= labels.x0 + 1:  # a word for each
        return _HeadLine(chunks[0], (), tuple(chunks[1:]))
    if unit_from is None and len(chunks) == len(spans) and chunks[0][0].x0 > labels.x0 + 1:
        return _HeadLine((), (), tuple(chunks))
    for chunk in chunks:
        span = span_of(chunk)
        reaches = span.x0 >= labels.x1 or (span.x1 > spans[0].x0 + 1 and span.x0 > labels.x0 + 1)
        if unit_from is not None and abs(span.x0 - unit_from) < 3:
            unit = chunk
        elif not over and span.middle < edge and not (unit_from is None and reaches):
            label = (*label, *chunk)
        else:
            over.append(chunk)
    if len(over) > len(spans):
        over = [chunk for chunk in over if not _heads_signs(chunk, spans)]
    return _HeadLine(label, unit, tuple(over))


def _heads_signs(chunk: Chunk, spans: Sequence[Span]) -> bool:
    """Whether a word heads a column of arrows or colours, in which no figures stand: `Trend`, `Färg`."""
    return heads_signs(chunk[0].text) and not any(span.overlaps(span_of(chunk)) for span in spans)


def _join_lines(lines: Sequence[_HeadLine], columns: int) -> list[_HeadLine]:
    """The lines, with words that go on in the next line put together: `Liknande` above `kommuner`."""
    joined: list[_HeadLine] = []
    for line in lines:
        upper = joined[-1] if joined else None
        spans = [span_of(chunk) for chunk in line.over]
        above = [span_of(chunk) for chunk in upper.over] if upper else []
        under = [[i for i, span in enumerate(above) if span.overlaps(s)] for s in spans]
        ends = [is_small(chunk[0].text) and len(owners) == 1 for chunk, owners in zip(line.over, under, strict=True)]
        # `Bra eller mycket bra` above `hälsa   Röker dagligen`: what is beside an end stands below nothing
        apart = any(ends) and not any(owners for owners, end in zip(under, ends, strict=True) if not end)
        if upper is None or not line.over or len(line.over) == columns or not apart:
            joined.append(line)
            continue
        over = [list(chunk) for chunk in upper.over]
        for chunk, owners, end in zip(line.over, under, ends, strict=True):
            if end:
                over[owners[0]].extend(chunk)
            else:
                over.append(list(chunk))
        words = tuple(tuple(c) for c in sorted(over, key=lambda chunk: chunk[0].x0))
        joined[-1] = _HeadLine((*upper.label, *line.label), upper.unit or line.unit, words)
    return joined


def _find_main(lines: Sequence[_HeadLine], spans: Sequence[Span]) -> int | None:
    """The line that has a word over each column, the lowest such; else the one with the most words."""
    counts = [min(len(line.over), len(spans)) for line in lines]
    most = max(counts, default=0)
    return max(at for at, count in enumerate(counts) if count == most) if most else None


def _place_main(
    lines: Sequence[_HeadLine], main: int, spans: Sequence[Span]
) -> tuple[list[list[Words]] | None, list[Span]]:
    """The main line's words by column, those of lines below it added; and how far columns reach with them."""
    row: list[Words] = [() for _ in spans]
    extents = list(spans)
    over = [span_of(chunk) for chunk in lines[main].over]
    columns = own_columns(over, spans) or [nearest(span, spans) for span in over]
    for column, chunk in zip(columns, lines[main].over, strict=True):
        row[column] = tuple(sorted((*row[column], *chunk), key=lambda t: t.x0))
        extents[column] = extents[column].join(span_of(chunk))
    for line in lines[main + 1 :]:
        for chunk in line.over:
            column = nearest(span_of(chunk), extents)
            row[column] = (*row[column], *chunk)
    return [row], extents


def _place_above(line: _HeadLine, rows: list[list[Words]], extents: list[Span]) -> None:
    """Puts a line above those placed: as a row of words over several columns, or as the beginning of words below."""
    if not line.over:
        return
    over = [span_of(chunk) for chunk in line.over]
    columns = own_columns(over, extents)
    below = [" ".join(t.text for t in words) for words in rows[0]]
    if columns is not None and (len(over) == len(extents) or _begins(line, columns, below, over, extents)):
        for column, chunk in zip(columns, line.over, strict=True):
            rows[0][column] = (*chunk, *rows[0][column])
            extents[column] = extents[column].join(span_of(chunk))
    elif len(over) < len(extents):
        owners = share_columns(over, extents, below)
        rows.insert(0, [line.over[owner] for owner in owners])


def _begins(
    line: _HeadLine, columns: Sequence[int], below: Sequence[str], over: Sequence[Span], extents: Sequence[Span]
) -> bool:
    """Whether each word of a line, over one column, is the beginning of the word below: `Andel` above `nöjda`; where
    one is broken off, they all are.
    """
    if any(sum(extent.overlaps(span) for extent in extents) > 1 for span in over):
        return False
    named = all(below)  # else the columns without a name get theirs from this line
    open_above = (not below[c] or is_small(below[c]) or below[c][:1] in "(%" for c in columns)
    begins = any(goes_on(chunk[-1].text) for chunk in line.over) or all(open_above)
    return begins and (named or all(below[c] or c in columns for c in range(len(below))))


def _make_header(label: Words, unit: Words | None, rows: Sequence[Sequence[Words]], pairs: frozenset[int]) -> Header:
    leading: list[Words] = [label] if unit is None else [label, unit]
    empty: list[Words] = [() for _ in leading]
    made = tuple((*(leading if at == len(rows) - 1 else empty), *row) for at, row in enumerate(rows))
    header = Header(made, unit=unit is not None)
    return add_pairs(header, pairs) if pairs else carry_over(header)
