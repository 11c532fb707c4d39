"""How far down a page a table whose words have places may go: to the text, or the other table, below it."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.tables.body.fitting import has_values
from pipeline.parse.tables.frame.frames import ends_table, is_note, is_prose, is_sentence
from pipeline.parse.tables.header.items import is_header, is_header_line
from pipeline.parse.tables.lines.layout import cut_chunks, figure_chunks
from pipeline.parse.tables.lines.strips import Strip, Token


def count_lines(strips: Sequence[Strip]) -> int:
    """How many lines, from a caption or a header on, may belong to its table."""
    columns: float | None = None  # where the first figures of the lines so far begin
    for at, strip in enumerate(strips):
        if at and (ends_table(strip.text) or is_note(strip.text)):
            return at
        figures = figure_chunks(strip)
        if figures and has_values([token for chunk in figures for token in chunk]):
            left = figures[0][0].x0
            columns = left if columns is None else min(columns, left)
        elif columns is not None and _begins_anew(strips, at, figures, columns):
            return at
    return len(strips)


def _begins_anew(strips: Sequence[Strip], at: int, figures: Sequence[Sequence[Token]], columns: float) -> bool:
    """Whether a line below rows is of a text, or of another table's header."""
    strip = strips[at]
    if is_header_line(strip):
        return strip.page == strips[at - 1].page
    if not strip.gap or figures:
        return False
    chunks = cut_chunks(strip.tokens)
    if len(chunks) > 1:
        return is_header(strip)
    if is_prose(strip.text) or is_sentence(strip.text):
        return True
    below = strips[at + 1] if at + 1 < len(strips) else None
    goes_on = below is not None and not below.gap and len(cut_chunks(below.tokens)) == 1
    return goes_on and strip.x1 > columns  # a paragraph, over the columns
