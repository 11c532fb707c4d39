"""Figures of a row that a reader of images wrote as one word, cut apart where the number of columns says so.

    Ekonomi 81 76 79 8377 80     in six columns    ->   ... 79 | 83 | 77 | 80
    Fetma 13 7117                in four columns   ->   13 | 7 | 11 | 7
    Sala13911                    in three columns  ->   Sala | 13 | 9 | 11

The first is certain: one word of twice the others' digits where one figure is lacking, with two others at least. The
others are the cut with the most alike figures; they are doubted, and where another cut is nearly as good none is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.lines.strips import Token
from pipeline.records import replace

LEAST_SIZES = 2  #: figures of a row, one of them glued
DOUBTED = 0.5  #: the confidence in a figure that may be cut in another way
LEAST_DIGITS = 2  #: of a figure beside another that is glued to its neighbour
SURE_OTHERS = 3  #: words of a row, one of them glued, that make sure how it was
LEAST_GLUED = 3  #: digits of a word that may be several figures: of `31 35` one more was likely not seen
LONGEST = 3  #: digits of a figure that may have been glued to others
MAX_GLUED = 12  #: digits of a word that may be several figures
MAX_WAYS = 400  #: to cut the words of a row that are looked at
MOST_UNLIKE = 4.0  #: times the smallest figure of a row the largest is, for its words to be cut
CLEARLY = 1.25  #: times as far apart the figures of any other cut are, as the largest to the smallest

_GLUED = re.compile(r"\d+(?:\.\d+)?")  #: `54.53` beside whole numbers: a speck between two figures
_LABELLED = re.compile(r"([^\W\d_]{2,})(\d{1,12})")  #: `Sala13911`
_WITH_DECIMAL = re.compile(r"(?:\d{1,3},\d){2,}")
_ONE_DECIMAL = re.compile(r"\d{1,3},\d")


def part_glued(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """A line with the one figure cut in two that has twice as many digits as each of the others at its end; doubted
    where there is but one other, or a point between the two (`54.53` beside `53`).
    """
    start = len(tokens)
    while start and _GLUED.fullmatch(tokens[start - 1].text):
        start -= 1
    sizes = [len(token.text.replace(".", "")) for token in tokens[start:]]
    usual = min(sizes, default=0)
    wide = [at for at, size in enumerate(sizes) if size != usual]
    if usual < LEAST_DIGITS or len(sizes) < LEAST_SIZES or len(wide) != 1 or sizes[wide[0]] != 2 * usual:
        return None
    at = start + wide[0]
    token = tokens[at]
    pointed = token.text[usual] == "."
    if token.text[usual] == "0" or sum("." in t.text for t in tokens[start:]) > pointed:
        return None
    sure = len(sizes) >= SURE_OTHERS and not pointed
    left, right = _cut(token, 0, usual), _cut(token, usual + pointed, len(token.text))
    cut = (*tokens[start:at], left, right, *tokens[at + 1 :])
    return (*tokens[:start], *(cut if sure else map(_doubt, cut)))


def part_unevenly_glued(tokens: Sequence[Token], columns: int) -> tuple[Token, ...] | None:
    """A line of a damaged page whose words at the end are cut into so many figures, those that are most alike."""
    words = _cut_label(tokens)
    first = len(words) > 1 or len(words[0].text) < columns * LEAST_DIGITS  # a label, where a row has not lost it
    start = len(words)
    while start > first and is_figure_piece(words[start - 1].text) and len(words) - start < columns:
        start -= 1
    tail = words[start:]
    lacking = columns - len(tail)
    if lacking <= 0 or not tail or sum(len(t.text) for t in tail if t.text.isdigit()) > MAX_GLUED:
        return None
    ways = list(_cut_all(tail, columns))
    if not ways or len(ways) >= MAX_WAYS:
        return None
    ranked = sorted((_measure_unlikeness(way), at) for at, way in enumerate(ways))
    if ranked[0][0] > MOST_UNLIKE or (len(ranked) > 1 and ranked[1][0] < CLEARLY * ranked[0][0]):
        return None
    return (*words[:start], *map(_doubt, ways[ranked[0][1]]))


def _cut_label(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A line whose label is written together with the first figures, as two words."""
    start = len(tokens)
    while start and is_figure_piece(tokens[start - 1].text):
        start -= 1
    match = _LABELLED.fullmatch(tokens[start - 1].text) if start else None
    if match is None:
        return tuple(tokens)
    token, at = tokens[start - 1], match.start(2)
    return (*tokens[: start - 1], _cut(token, 0, at), _cut(token, at, len(token.text)), *tokens[start:])


def _cut_all(tail: Sequence[Token], columns: int) -> Iterator[tuple[Token, ...]]:
    """Every way to cut words into so many figures, MAX_WAYS at most."""
    ways: list[tuple[Token, ...]] = [()]
    for at, token in enumerate(tail):
        left = len(tail) - at - 1  # each of the words behind is one figure at least
        cuts = list(_cut_word(token))
        ways = [(*way, *cut) for way in ways for cut in cuts if len(way) + len(cut) + left <= columns][:MAX_WAYS]
    yield from (way for way in ways if len(way) == columns)


def _cut_word(token: Token) -> Iterator[tuple[Token, ...]]:
    text = token.text
    if _WITH_DECIMAL.fullmatch(text):
        yield tuple(_cut(token, m.start(), m.end()) for m in _ONE_DECIMAL.finditer(text))
    elif text.isdigit() and len(text) >= LEAST_GLUED:
        yield from (tuple(_cut(token, *place) for place in places) for places in _cut_digits(text, 0))
    else:
        yield (token,)


def _cut_digits(text: str, start: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The places of the figures of every way to cut digits, none of which begins with a zero."""
    if start == len(text):
        yield ()
    for stop in range(start + 1, min(start + LONGEST, len(text)) + 1):
        if text[start] != "0" or stop == start + 1:
            yield from (((start, stop), *rest) for rest in _cut_digits(text, stop))


def _measure_unlikeness(way: Sequence[Token]) -> float:
    """How many times the smallest figure the largest is; both one more, for the sake of noughts."""
    values = [float(t.text.replace(",", ".")) for t in way if re.fullmatch(r"\d+(?:,\d+)?", t.text)]
    return (max(values) + 1) / (min(values) + 1) if values else 1.0


def _cut(token: Token, start: int, stop: int) -> Token:
    return replace(token, text=token.text[start:stop], start=token.start + start, end=token.start + stop)


def _doubt(token: Token) -> Token:
    return replace(token, confidence=min(token.confidence or DOUBTED, DOUBTED))
