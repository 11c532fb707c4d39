"""Printed lines as tables see them: words with their places, apart from how a stage before cut them into lines.

A `Strip` is what stands at one height of a page. Text without places has strips too: there a word's place is its
column of characters, which means something only where columns are set apart by two spaces or more (`aligned`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from functools import cache
from itertools import pairwise

from pipeline.model import Box, Cell, Line, Place, cover
from pipeline.parse.tables.figures import ABOUT, is_figure_piece, is_rank
from pipeline.parse.tables.knowledge import signs
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import is_unit_behind
from pipeline.records import record, replace

_WORD = re.compile(r"[^\s]+")
_WIDE_GAP = re.compile(r"\S {2,}(?=\S)")
_DRAWN = re.compile(r"[\s\u2500-\u257f]+")  #: a line of a frame drawn with characters: `├───┼───┤`
_OPEN_HYPHEN = re.compile(r"[^\W\d_]-$")
_ABBREVIATED = re.compile(r"[A-ZÅÄÖ]{2,}-$")  #: `IPS-` + `modellen` keeps its hyphen
_JOINT = re.compile(r"(?:och|eller|samt)\b")
_OF_ARROW = re.compile("[\u2190-\u21ff\u25b2-\u25c5\u2794-\u27bf\u2b05-\u2b0d±]")  #: each has one of these
_ARROW = re.compile(  #: `▲`, `↗`, `➔`; and `±2`, how sure a figure is; `±0` is no change
    r"[\u2190-\u21ff\u25b2-\u25c5\u2794-\u27bf\u2b05-\u2b0d]\ufe0f?|\(?±(?=[\d.,]*[1-9])\d[\d.,]*%?\)?"
)


@record
class Token:
    """One word of a strip: `line.text[start:end]`, with its horizontal place (points, or columns of characters)."""

    text: str
    line: Line
    start: int
    end: int
    x0: float
    x1: float
    top: float = 0.0
    bottom: float = 0.0
    confidence: float | None = None
    other: str = ""  #: what another reading of the image saw, where they differ
    signs: tuple[Token, ...] = ()  #: the arrows, colours and words behind a figure that say how good it is

    @property
    def height(self) -> float:
        return self.bottom - self.top


@record
class Strip:
    """The words at one height of a page, from left to right; none for an empty line."""

    page: int
    tokens: tuple[Token, ...]
    top: float = 0.0
    bottom: float = 0.0
    aligned: bool = False  #: its words are set apart in columns
    lines: tuple[Line, ...] = ()
    gap: bool = False  #: an empty line or more stands before it
    misread: bool = False  #: a reader of images made it, in the wrong language, so that figures may be damaged too
    cells: tuple[tuple[Token, ...], ...] = ()  #: its words cell by cell, where each stood on a line of its own
    part: int = 0  #: which of the tables side by side on its line it is of, counted from 1; 0 of a whole line
    text: str = field(init=False, repr=False, compare=False)
    middle: float = field(init=False, repr=False, compare=False)  #: its height on the page
    ends: Sequence[Sequence[Token]] | None = field(default=None, init=False, repr=False, compare=False)  #: see layout
    values: int | None = field(default=None, init=False, repr=False, compare=False)  #: see fitting

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", " ".join([t.text for t in self.tokens]))
        object.__setattr__(self, "middle", (self.top + self.bottom) / 2)

    @property
    def x0(self) -> float:
        return min([t.x0 for t in self.tokens], default=0.0)

    @property
    def x1(self) -> float:
        return max([t.x1 for t in self.tokens], default=0.0)


def read_line(line: Line) -> tuple[Token, ...]:
    """The words of a line, the signs that say how a figure has changed or how good it is with that figure.

    `91 ▲ 84` is `91`, `84`; so is `91 Grön 84`.
    """
    words = line.text.lower().split()
    tokens = _read_words(line, len(words))
    tokens = _join_ranks(tokens) if "av" in words and words[-1].isdigit() else tokens
    known = not _known_words().isdisjoint(words)
    tokens = _join_units(_join_about(tokens) if known else tokens)
    if not known and not _OF_ARROW.search(line.text):  # so it is nearly everywhere
        return tokens
    kept: list[Token] = []
    for at, token in enumerate(tokens):
        if _is_sign(token) and _follows_figure(tokens, at):
            kept[-1] = replace(kept[-1], signs=(*kept[-1].signs, token))
        else:
            kept.append(token)
    return tuple(kept)


def _join_ranks(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words of a line, a place among many at its end, behind a figure, as one: `84   86   92 av 257`."""
    last = tokens[-3:]
    if len(tokens) < len(last) + 2 or not is_figure_piece(tokens[-4].text) or not is_rank(join_texts(last)):
        return tokens
    whole = replace(last[0], text=join_texts(last), end=last[-1].end, x1=last[-1].x1)
    return (*tokens[:-3], whole)


def join_texts(tokens: Sequence[Token]) -> str:
    return " ".join([token.text for token in tokens])


@cache
def _known_words() -> frozenset[str]:
    """The words that belong to the figure beside them."""
    return frozenset((*ABOUT, *signs()))


def _join_units(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words of a line, its figures with the units behind them: `Umeå   6,1 ton/inv   5,2 ton/inv`.

    Of two figures or more at the line's end, or one set apart from the words: `högst 14 dagar` is a label.
    """
    if len(tokens) < 2 or not tokens[-2].text[-1:].isdigit() or not _has_unit_behind(tokens, len(tokens) - 1):
        return tokens
    start = len(tokens)
    units: list[int] = []
    while start:
        if _has_unit_behind(tokens, start - 1):
            units.append(start - 1)
        elif not is_figure_piece(tokens[start - 1].text):
            break
        start -= 1
    apart = start > 0 and _are_apart(tokens[start - 1], tokens[start])
    if len(units) < 2 and not apart:
        return tokens
    joined: list[Token] = []
    for at, token in enumerate(tokens):
        if at in units:
            last = joined.pop()
            joined.append(replace(last, text=f"{last.text} {token.text}", end=token.end, x1=token.x1))
        else:
            joined.append(token)
    return tuple(joined)


def _are_apart(left: Token, right: Token) -> bool:
    return right.x0 - left.x1 > max(1.0, right.height)


def count_parts(tokens: Sequence[Token]) -> int:
    """How many parts wide gaps cut words into: 2 of `Stämmer helt   Stämmer inte`."""
    return 1 + sum([_are_apart(left, right) for left, right in pairwise(tokens)])


def _join_about(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    """The words of a line, `ca 50` as one where nothing but figures follows."""
    start = len(tokens)
    while start and (is_figure_piece(tokens[start - 1].text) or tokens[start - 1].text.lower() in ABOUT):
        start -= 1
    joined = list(tokens[: max(start, 1)])
    for token in tokens[max(start, 1) :]:
        last = joined[-1]
        if last.text.lower() in ABOUT and is_figure_piece(token.text):
            joined[-1] = replace(last, text=f"{last.text} {token.text}", end=token.end, x1=token.x1)
        else:
            joined.append(token)
    return tuple(joined)


def _has_unit_behind(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1].text if at else ""
    return before[-1:].isdigit() and is_unit_behind(tokens[at].text) and is_figure_piece(before)


def _is_arrow(token: Token) -> bool:
    return _ARROW.fullmatch(token.text) is not None


def is_sign(text: str) -> bool:
    """Whether a word is an arrow, a colour or a trend: `▲`, `Grön`, `ökat`."""
    return text.lower() in signs() or _ARROW.fullmatch(text) is not None


def _is_sign(token: Token) -> bool:
    return is_sign(token.text)


def _follows_figure(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign is that of the figure before it; `91    ▼ 2` is the sign of the one behind it, `91    ▼   2` in a
    column of its own.

    A word is none behind a year (`sedan 2019 ökat`), or before other words (`årskurs 9 bättre stöd`).
    """
    before = next((tokens[k] for k in range(at - 1, -1, -1) if not _is_sign(tokens[k]) and tokens[k].text != "%"), None)
    behind = next((tokens[k] for k in range(at + 1, len(tokens)) if not _is_sign(tokens[k])), None)
    if before is None or not is_figure_piece(before.text):
        return False
    if not _is_arrow(tokens[at]):
        return not find_periods(before.text) and (behind is None or is_figure_piece(behind.text))
    apart = behind.x0 - tokens[at].x1 if behind else 0.0
    return behind is None or apart > max(2.0, tokens[at].height) or tokens[at].x0 - before.x1 < 2 * apart


def _read_words(line: Line, count: int) -> tuple[Token, ...]:
    """So many words. Places come from those that extract saw, found through the line's repairs."""
    if not line.repairs and len(line.words) == count:
        text = line.text
        return tuple(
            [
                Token(text[w.start : w.end], line, w.start, w.end, b.x0, b.x1, b.top, b.bottom, w.confidence, w.other)
                for w in line.words
                for b in (w.box,)
            ]
        )
    tokens = []
    seen = 0  # words and tokens both run from left to right
    for match in _WORD.finditer(line.text):
        begin, end = line.raw_span(match.start(), match.end())
        while seen < len(line.words) and line.words[seen].end <= begin:
            seen += 1
        under = []
        for word in line.words[seen:]:
            if word.start >= end:
                break
            under.append(word)
        box = cover(w.box for w in under)
        sure = [w.confidence for w in under if w.confidence is not None]
        tokens.append(
            Token(
                text=match[0],
                line=line,
                start=match.start(),
                end=match.end(),
                x0=box.x0 if box else float(match.start()),
                x1=box.x1 if box else float(match.end()),
                top=box.top if box else 0.0,
                bottom=box.bottom if box else 0.0,
                confidence=min(sure) if sure else None,
                other=" ".join(w.other for w in under if w.other),
            )
        )
    return tuple(tokens)


def text_strips(lines: Iterable[Line]) -> list[Strip]:
    """One strip per line, in the order of the lines; empty lines become the `gap` of the next strip."""
    strips: list[Strip] = []
    gap = False
    for line in lines:
        if not line.text.strip():
            gap = True
            continue
        if _DRAWN.fullmatch(line.text):
            continue
        aligned = "  " in line.text and ("   " in line.text.strip() or len(_WIDE_GAP.findall(line.text)) > 1)
        top, bottom = (line.box.top, line.box.bottom) if line.box else (float(len(strips)), len(strips) + 1.0)
        strips.append(Strip(line.page, read_line(line), top, bottom, aligned, (line,), gap))
        gap = False
    return strips


def join_words(parts: Sequence[Sequence[Token]]) -> str:
    """Words over several printed lines as one text: `skol-` + `gång för` -> `skolgång för`."""
    text = ""
    for part in parts:
        words = " ".join([t.text for t in part])
        if not text:
            text = words
        elif _OPEN_HYPHEN.search(text) and words[:1].islower() and not _JOINT.match(words):
            keep = _ABBREVIATED.search(text)
            text = (text if keep else text[:-1]) + words
        else:
            text += " " + words
    return text


def place_of(tokens: Sequence[Token]) -> Place | None:
    """Where words are printed; they may go on over several lines. None of none."""
    if not tokens:
        return None
    spans: list[tuple[Line, int, int]] = []
    for token in tokens:
        start, end = token.line.raw_span(token.start, token.end)
        if spans and spans[-1][0] is token.line and start >= spans[-1][1]:
            spans[-1] = (token.line, spans[-1][1], max(end, spans[-1][2]))
        else:
            spans.append((token.line, start, end))
    first, begin, stop = spans[0]
    if not spans[1:]:  # as nearly all are
        return Place(first.page, first.number, begin, stop, first.raw[begin:stop], first.box_of(begin, stop))
    boxes: list[Box | None] = [line.box_of(a, b) for line, a, b in spans if line.page == first.page]
    return Place(
        page=first.page,
        line=first.number,
        start=begin,
        end=begin + sum([b - a for _, a, b in spans]),
        printed=" ".join([line.raw[a:b] for line, a, b in spans]),
        box=cover([b for b in boxes if b is not None]),
    )


def make_cell(row: int, column: int, parts: Sequence[Sequence[Token]]) -> Cell:
    """A cell of the words of one or more strips; an empty one of none."""
    tokens = [t for part in parts for t in part]
    sure = [t.confidence for t in tokens if t.confidence is not None]
    return Cell(
        row=row,
        column=column,
        text=join_words(parts),
        place=place_of(tokens),
        confidence=min(sure, default=None),
        readings_differ=any([t.other for t in tokens]),
    )
