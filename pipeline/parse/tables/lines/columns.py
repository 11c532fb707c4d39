"""Columns that stand by themselves: lines of figures alone below one another, and the short lines that head them.

2016
74     -> head `2016`, rows 74 and 79
79
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.parse.tables.body.fitting import has_values
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.frame.frames import (
    ends_table,
    is_note,
    is_prose,
    is_sentence,
    is_subtitle,
)
from pipeline.parse.tables.lines.strips import Strip
from pipeline.parse.tables.periods import find_periods

LEAST_ROWS = 3  #: that make a column; two figures below one another may be anything
MAX_HEADS = 3  #: lines of a header
MAX_HEAD = 60  #: characters of such a line
NO_YEAR = 2050  #: a number that is no year yet
SHORT_BLOCK = 2  #: lines of a block that may be part of a header with an empty line below it


@dataclass(frozen=True, slots=True)
class Stack:
    """A column or more by themselves: the places of its header lines, from the top, and of its rows."""

    heads: tuple[int, ...]
    rows: tuple[int, ...]


def find_columns(strips: Sequence[Strip]) -> Iterator[Sequence[Strip]]:
    """The lines of each column, header lines included, that stands by itself on a page."""
    for stack in find_stacks(strips):
        yield [strips[at] for at in (*stack.heads, *stack.rows)]


def find_stacks(strips: Sequence[Strip]) -> list[Stack]:
    """Lines of figures alone below one another, and the short lines that head them."""
    stacks: list[Stack] = []
    at = 0
    while at < len(strips):
        if not _is_bare(strips[at]):  # as most lines
            at += 1
            continue
        stop = at + 1
        while stop < len(strips) and _is_bare(strips[stop]) and not _begins_column(strips[stop]):
            stop += 1
        first = at + _names_years(strips[at])
        if stop - first >= LEAST_ROWS and not all(_begins_with_year(strips[i]) for i in range(first, stop)):
            heads = tuple(find_heads(strips, first, stacks[-1].rows[-1] if stacks else -1))
            stacks.append(Stack(heads, tuple(range(first, stop))))
        at = stop
    return stacks


def _begins_with_year(strip: Strip) -> bool:
    """Whether a line is a row whose label is a year."""
    return len(strip.tokens) > 1 and bool(find_periods(strip.tokens[0].text))


def _begins_column(strip: Strip) -> bool:
    return strip.gap and _names_years(strip)


def _is_bare(strip: Strip) -> bool:
    if not is_figure_piece(strip.tokens[0].text):  # so it is with nearly all lines
        return False
    pieces = [token.text for token in strip.tokens]
    return all(map(is_figure_piece, pieces)) and not any(is_note(text) for text in pieces)


def _names_years(strip: Strip) -> bool:
    periods = find_periods(strip.text)
    return len(periods) == len(strip.tokens) and all(period.year < NO_YEAR for period in periods)


def find_heads(strips: Sequence[Strip], first: int, last_taken: int) -> list[int]:
    """The header lines right above a place, from the top."""
    heads: list[int] = []
    at = first - 1
    while at > last_taken and len(heads) < MAX_HEADS and _may_head(strips[at]):
        if strips[at + 1].gap and (_count_block(strips, at) > SHORT_BLOCK or is_subtitle(strips[at].text)):
            break
        heads.insert(0, at)
        at -= 1
    return heads


def _may_head(strip: Strip) -> bool:
    text = strip.text
    ends = ends_table(text) or is_note(text) or is_prose(text) or is_sentence(text)
    return len(text) <= MAX_HEAD and not ends and not has_values(strip.tokens)


def _count_block(strips: Sequence[Strip], last: int) -> int:
    """How many lines without an empty one, or figures alone, between end at a place."""
    first = last
    while first > 0 and not strips[first].gap and not _is_bare(strips[first - 1]):
        first -= 1
    return last - first + 1
