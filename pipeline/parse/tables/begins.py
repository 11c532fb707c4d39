"""Which lines could be the header of a table without a caption, before anything costly is done.

Öppna jämförelser 2021          the name of the report
Skolenkäten 2021                a title above a header of its own
            Kalmar    Riket     a header
Trivsel         84       82
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.tables.body.bodies import CAPTIONLESS
from pipeline.parse.tables.body.fitting import count_pieces, count_values, has_values
from pipeline.parse.tables.frame.intros import is_genre
from pipeline.parse.tables.header.items import is_header
from pipeline.parse.tables.header.names import cut_names
from pipeline.parse.tables.header.stacks import is_title
from pipeline.parse.tables.lines.strips import Strip, Token, count_parts

LARGER = 1.15  #: times the size of the type below it: a heading


def may_begin(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line could be a header with figures below it; no title above a header of its own."""
    if at + 1 == len(strips):
        return False
    if not any(map(count_values, strips[at + 1 : at + 8])):  # no row
        return _heads_groups(strips, at) and not is_header(strips[at])
    below = strips[at + 1]
    if is_header(strips[at]):
        if _is_larger(strips[at], below):
            return False
        return not (is_genre(strips[at].text) or (is_title(strips[at], below) and is_header(below)))
    return _heads_groups(strips, at) or (strips[at].aligned and _stands_over_rows(strips, at))


def _heads_groups(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line names groups of columns that are called the same: `Placerade barn Övriga barn` over `Flickor
    Pojkar Flickor Pojkar`; a name more stands over the labels.
    """
    below = strips[at + 1]
    if below.gap or below.text.count(below.tokens[0].text) < CAPTIONLESS:  # so it is with nearly all lines
        return False
    words = below.text.split()
    size = len(dict.fromkeys(words))
    times, rest = divmod(len(words), size)
    if rest or times < CAPTIONLESS or words != words[:size] * times:
        return False
    if has_values(strips[at].tokens) or not is_header(below):
        return False
    return len(cut_names(strips[at].tokens)) - times in (0, 1)


def _is_larger(upper: Strip, lower: Strip) -> bool:
    """Whether a line is set in larger and bolder type than the one below it, as headings are, and no header is."""
    sizes = [strip.lines[0].size or 0.0 for strip in (upper, lower)]
    return min(sizes) > 0 and upper.lines[0].bold and sizes[0] > LARGER * sizes[1]


def _stands_over_rows(strips: Sequence[Strip], at: int) -> bool:
    """Whether each part of a line set apart by spaces has a figure below it: `Stämmer helt   Stämmer inte`."""
    if len(strips) <= at + CAPTIONLESS or not strips[at + CAPTIONLESS].aligned or has_values(strips[at].tokens):
        return False
    figures = {_count_figures(strip.tokens) for strip in strips[at + 1 : at + 1 + CAPTIONLESS]}
    parts = count_parts(strips[at].tokens)
    return len(figures) == 1 and min(figures) >= CAPTIONLESS and figures <= {parts, parts - 1}


def _count_figures(tokens: Sequence[Token]) -> int:
    return sum([token.text != "%" for token in tokens[len(tokens) - count_pieces(tokens) :]])
