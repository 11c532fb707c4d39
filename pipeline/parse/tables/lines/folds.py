"""Lines on which tables stand side by side, parted so that each is read on its own.

Kommun  2019  Kommun  2019        a header that comes twice: the table is one, folded to save paper
Ale       71  Borås     80   ->   Kommun 2019 / Ale 71 / Borås 80

Tabell 1. Flickor     Tabell 2. Pojkar        two captions: two tables
Hemtjänst             Särskilt boende         two names above a header that comes twice: the same
Hemtjänst  2019       Särskilt boende  2019   two names within it, over rows of two labels: the same
Ale 4,1   Medel 4,4   Bästa 2,9               names and their figures: a row for each
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.parse.tables.body.fitting import has_values
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.frame.frames import is_caption
from pipeline.parse.tables.header.items import is_header, names_someone
from pipeline.parse.tables.knowledge import header_words
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.periods import find_periods
from pipeline.records import replace

MAX_SIDES = 4  #: tables or parts of one on a line
LEAST = 2  #: rows below a header that comes twice
MAX_ABOVE = 3  #: lines of captions and headers above the rows of two tables

Parts = list[tuple[Token, ...]]


def unfold(strips: Sequence[Strip]) -> list[Strip]:
    """The strips, those of tables side by side parted: all of the left one, then all of the next."""
    out: list[Strip] = []
    done = 0
    repeating = [*map(_repeats, strips), False]
    for at, strip in enumerate(strips):
        if at < done:
            continue
        # tables side by side show in this line or the next
        if (repeating[at] or repeating[at + 1]) and (sides := _read_sides(strips, at)):
            out.extend(_stack(sides))
            done = at + len(sides)
        elif strip.aligned:
            out.extend(_part_pairs(strip))
        else:
            out.append(strip)
    return out


def _repeats(strip: Strip) -> bool:
    """Whether captions or headers may stand side by side on a line: its first word, or the year at its end, is there
    twice.
    """
    if len(strip.tokens) < 4:
        return False
    text, last = strip.text.lower(), strip.tokens[-1].text
    return text.count(strip.tokens[0].text.lower()) > 1 or (last.isdigit() and len(last) == 4 and text.count(last) > 1)


def _read_sides(strips: Sequence[Strip], at: int) -> list[list[Strip]]:
    """Line by line the parts of tables side by side, from the one whose captions or header begin there; none else."""
    first = _part_captions(strips[at]) or (_part_names(strips[at], strips[at + 1]) if at + 1 < len(strips) else [])
    if not first and not _part_header(strips[at]):
        return _read_named_sides(strips, at)
    heads: list[Parts] = [first] if first else []
    count = len(first)
    stop = at + len(heads)
    while stop < min(len(strips), at + MAX_ABOVE + 1) and not has_values(strips[stop].tokens):
        parts = _part_header(strips[stop]) or (_part_below(strips[stop], first) if first else [])
        if not parts or len(parts) != (count or len(parts)):
            return []
        heads.append(parts)
        count = len(parts)
        stop += 1
        if not first:
            break
    rows: list[Parts] = []
    while count and stop < len(strips) and (parts := _part_row(strips[stop])) and len(parts) <= count:
        rows.append(parts)
        stop += 1
        if len(parts) < count:  # the last row, of the left side alone
            break
    if len(heads) == bool(first) or sum(len(parts) == count for parts in rows) < LEAST:
        return []
    lines = strips[at : at + len(heads) + len(rows)]
    return [
        [replace(strip, tokens=tokens, part=side, gap=strip.gap and not index) for side, tokens in enumerate(parts, 1)]
        for index, (strip, parts) in enumerate(zip(lines, [*heads, *rows], strict=True))
    ]


def _read_named_sides(strips: Sequence[Strip], at: int) -> list[list[Strip]]:
    """The same of tables with their names in the header: each row has as many labels, each with as many figures."""
    parts = _part_years(strips[at])
    rows: list[Parts] = []
    for strip in strips[at + 1 :] if parts else ():
        row = _part_row(strip)
        if len(row) != len(parts):
            break
        rows.append(row)
    if len(rows) < LEAST:
        return []
    lines = zip(strips[at:], [parts, *rows], strict=False)
    return [[replace(strip, tokens=tokens, part=side) for side, tokens in enumerate(row, 1)] for strip, row in lines]


def _part_years(strip: Strip) -> Parts:
    """`Hemtjänst 2019 2020` and `Särskilt boende 2019 2020` on one line: names with the same years; else none."""
    dated = [bool(find_periods(t.text)) for t in strip.tokens]
    if dated[0] or not dated[-1]:
        return []
    parts = _cut(strip.tokens, [0, *(i for i, (a, b) in enumerate(pairwise(dated), 1) if a and not b)])
    years = {tuple(t.text for t in part if find_periods(t.text)) for part in parts}
    return parts if 1 < len(parts) <= MAX_SIDES and len(years) == 1 else []


def _part_names(strip: Strip, below: Strip) -> Parts:
    """Names set apart, each beginning over a part of a header that comes twice; none of another line."""
    header = _part_header(below)
    if not header or has_values(strip.tokens):
        return []
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(strip.tokens), 1) if b.x0 - a.x1 >= max(2.0, a.height))]
    if len(starts) != len(header):
        return []
    names = _cut(strip.tokens, starts)
    over = (abs(name[0].x0 - part[0].x0) <= max(1.0, part[0].height) for name, part in zip(names, header, strict=True))
    return names if all(over) else []


def _stack(lines: Sequence[Sequence[Strip]]) -> Iterator[Strip]:
    """The parts of each side below one another; a header that all sides share stands once."""
    shared = len({part.text for part in lines[0]}) == 1
    for side in range(len(lines[0])):
        for at, parts in enumerate(lines):
            if side < len(parts) and not (shared and side and not at):
                yield parts[side]


def _part_pairs(strip: Strip) -> Sequence[Strip]:
    """A line of names that we know and a figure for each, set apart, as a row for each; any other line as it is."""
    parts = _part_row(strip)
    if len(parts) <= LEAST or not all(names_someone(_name_of(part)) for part in parts):
        return [strip]
    return [replace(strip, tokens=part, gap=strip.gap and not at) for at, part in enumerate(parts)]


def _name_of(part: Sequence[Token]) -> str:
    """The words before the one figure of a part; nothing where it has more."""
    words = [token.text for token in part if token.text != "%"]
    return " ".join(words[:-1]) if sum(map(is_figure_piece, words)) == 1 else ""


def _part_captions(strip: Strip) -> Parts:
    """The captions on a line, each `Tabell` with a number; none where there is but one."""
    if strip.text.lower().count("tabell") < 2:
        return []
    starts = [i for i, token in enumerate(strip.tokens) if token.text in ("Tabell", "TABELL")]
    if len(starts) < 2 or starts[0] or len(starts) > MAX_SIDES:
        return []
    parts = _cut(strip.tokens, starts)
    return parts if all(is_caption(" ".join(t.text for t in part)) for part in parts) else []


def _part_header(strip: Strip) -> Parts:
    """A header that comes twice or more on a line; none of another."""
    known = header_words().get(strip.tokens[0].text.lower())
    if known is None or known.kind != "head" or not is_header(strip):
        return []
    words = [token.text for token in strip.tokens]
    for sides in range(2, MAX_SIDES + 1):
        width, rest = divmod(len(words), sides)
        if not rest and width > 1 and words == words[:width] * sides:
            return _cut(strip.tokens, range(0, len(words), width))
    return []


def _part_below(strip: Strip, captions: Parts) -> Parts:
    """The words of a line below captions set apart, by the caption that they stand under."""
    edges = [caption[0].x0 - 1 for caption in captions]
    owners = [max((i for i, edge in enumerate(edges) if token.x0 >= edge), default=0) for token in strip.tokens]
    starts = [0, *(i for i, (a, b) in enumerate(pairwise(owners), 1) if a != b)]
    apart = all(strip.tokens[i].x0 - strip.tokens[i - 1].x1 >= 2 for i in starts[1:])
    return _cut(strip.tokens, starts) if apart and sorted(set(owners)) == list(range(len(captions))) else []


def _part_row(strip: Strip) -> Parts:
    """`Ale 71 Borås 80` as rows, each of words and figures; none of a line that ends in words."""
    figures = [is_figure_piece(t.text) or t.text == "%" for t in strip.tokens]
    if figures[0] or not figures[-1]:
        return []
    return _cut(strip.tokens, [0, *(i for i, (a, b) in enumerate(pairwise(figures), 1) if a and not b)])


def _cut(tokens: Sequence[Token], starts: Sequence[int]) -> Parts:
    return [tuple(tokens[a:b]) for a, b in zip(starts, [*starts[1:], len(tokens)], strict=True)]
