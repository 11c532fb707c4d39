"""Captions that stand below their tables.

Fråga        Kalmar   Riket
Bemötande        98      97
Tabell 1. Nöjda med hemtjänsten 2019, procent      right below the rows, and an empty line or the page's end behind it
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.tables.body.fitting import count_pieces, has_values
from pipeline.parse.tables.frame.frames import is_caption
from pipeline.parse.tables.lines.strips import Strip

MAX_LINES = 3  #: of such a caption


def stands_below(strips: Sequence[Strip], at: int) -> bool:
    """Whether a caption is that of the rows right above it."""
    strip = strips[at]
    if not at or strip.gap or strip.lines[0].words or strip.lines[0].role or strips[at - 1].page != strip.page:
        return False
    above = strips[at - 1].tokens
    if not (count_pieces(above) and has_values(above)):
        return False
    stop = at + count_caption(strips[at : at + MAX_LINES])
    if any(has_values(line.tokens) for line in strips[at + 1 : stop]):
        return False
    return stop == len(strips) or strips[stop].page != strip.page or strips[stop].gap


def count_caption(strips: Sequence[Strip]) -> int:
    """How many lines the caption that begins a run of lines has, to the next empty one; 0 where none begins it."""
    if not strips or strips[0].gap or not is_caption(strips[0].text):
        return 0
    stop = 1
    while stop < min(len(strips), MAX_LINES) and not strips[stop].gap and strips[stop].page == strips[0].page:
        stop += 1
    return stop
