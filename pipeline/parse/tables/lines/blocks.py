"""Columns that a reader of images wrote as blocks of their own, put back beside the rows that they belong to.

    Kurs 2015                 Kurs 2015 2016
    Gymnasial 72              Gymnasial 72 74
    Särskild 80         ->    Särskild 80 79
    Källa: Enkäten.           Källa: Enkäten.

    2016
    74
    79

A block belongs to a table that has as many rows as it has lines, and whose header it goes on with: further years of
those that the caption names, another group over the same years, another name beside names. The table right above it is
asked first; where that one is not it, and more than one other may be, the block stays where it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Document
from pipeline.parse.tables.body.fitting import count_pieces, has_values
from pipeline.parse.tables.frame.frames import (
    ends_table,
    is_caption,
    is_note,
    is_prose,
    is_sentence,
    is_subtitle,
)
from pipeline.parse.tables.header.items import WHO, YEARS, Item, find_items, is_header
from pipeline.parse.tables.knowledge import DIFFERENCES
from pipeline.parse.tables.lines.columns import LEAST_ROWS, MAX_HEADS, Stack, find_heads, find_stacks
from pipeline.parse.tables.lines.dirt import clean_tokens, is_misread
from pipeline.parse.tables.lines.strips import Strip, text_strips
from pipeline.parse.tables.lines.upright import join_cells
from pipeline.parse.tables.periods import find_periods
from pipeline.records import replace


@dataclass(slots=True)
class _Base:
    """A table without its last columns: the places of its caption, its header lines and its rows."""

    caption: int
    heads: tuple[int, ...]
    rows: tuple[int, ...]
    columns: bool  #: it has figures of its own, and not labels alone
    over: int | None = None  #: the place of a line above its header, which says what all figures are, or the first
    stacks: list[Stack] = field(default_factory=list)

    def add(self, stack: Stack) -> None:
        self.stacks.append(stack)
        if len(stack.heads) > len(self.heads) and self.over is not None:
            self.heads = (self.over, *self.heads)


def read_lines(document: Document) -> Sequence[Strip]:
    """The lines of a document, cells written one a line in rows; those of a damaged one without dirt, and with its
    columns side by side.
    """
    strips = text_strips(document.lines)
    if not is_misread(document):
        return join_cells(strips)
    cleaned = (replace(s, tokens=clean_tokens(s.tokens) or s.tokens, misread=True) for s in strips)
    return join_blocks(list(cleaned))


def join_blocks(strips: Sequence[Strip]) -> list[Strip]:
    """All lines in order, those of such blocks joined to the lines of their rows; only of text without places."""
    joined: list[Strip] = []
    start = 0
    for stop in range(1, len(strips) + 1):
        if stop == len(strips) or strips[stop].page != strips[start].page:
            joined.extend(_join_page(strips[start:stop]))
            start = stop
    return joined


def _join_page(strips: Sequence[Strip]) -> Sequence[Strip]:
    if any(line.words or line.role for strip in strips for line in strip.lines):
        return strips
    stacks = find_stacks(strips)
    bases = _find_bases(strips, stacks) if stacks else []
    for stack in stacks:
        for top in range(len(stack.heads)):  # a line above a column may be another's, but no measure is
            if top and any(item.kind == "measure" for item in find_items(strips[stack.heads[top - 1]].tokens)):
                break
            shorter = Stack(stack.heads[top:], stack.rows)
            base = _choose_base(strips, shorter, bases)
            if base is not None:
                base.add(shorter)
                break
    out = [[strip] for strip in strips]
    for base in bases:
        if base.stacks:
            _join(out, strips, base)
    return [strip for place in out for strip in place]


def _find_bases(strips: Sequence[Strip], stacks: Sequence[Stack]) -> list[_Base]:
    taken = {at for stack in stacks for at in (*stack.heads, *stack.rows)}
    bases: list[_Base] = []
    at = 0
    while at < len(strips):
        base = None
        if is_caption(strips[at].text) or (at not in taken and is_header(strips[at])):
            base = _read_base(strips, at, taken)
        if base is not None:
            bases.append(base)
        at = base.rows[-1] + 1 if base is not None else at + 1
    return bases


def _read_base(strips: Sequence[Strip], at: int, taken: set[int]) -> _Base | None:
    """The rows below a caption or a header: lines that end in figures, else lines without any."""
    stop = at + 1
    while stop < len(strips) and stop not in taken and not _ends_body(strips[stop]):
        stop += 1
    captioned = is_caption(strips[at].text)
    body = range(at + captioned, stop)
    first = next((i for i in body if has_values(strips[i].tokens) and count_pieces(strips[i].tokens)), stop)
    rows = tuple(i for i in range(first, stop) if count_pieces(strips[i].tokens))  # a sum may look like a year
    if len(rows) >= LEAST_ROWS:
        heads = [i for i in find_heads(strips, rows[0], at if captioned else at - 1) if _stands_apart(strips, i, at)]
        above = heads[0] - 1 if heads else -1
        over = above if above >= 0 and above != at and is_subtitle(strips[above].text) else None
        return _Base(at, tuple(heads), rows, columns=True, over=over) if heads else None
    first = next((i for i in body if captioned and strips[i].gap and not is_subtitle(strips[i].text)), stop)
    labels = tuple(range(first + 1, stop))
    if rows or len(labels) < LEAST_ROWS or not _heads_labels(strips[first]):
        return None
    return _Base(at, (first,), labels, columns=False)


def _ends_body(strip: Strip) -> bool:
    text = strip.text
    return ends_table(text) or is_note(text) or is_prose(text) or (strip.gap and is_sentence(text))


def _stands_apart(strips: Sequence[Strip], at: int, caption: int) -> bool:
    """Whether a line above rows is of the header and does not go on with the caption."""
    return at == caption or any(strip.gap for strip in strips[caption + 1 : at + 1]) or is_header(strips[at])


def _heads_labels(strip: Strip) -> bool:
    items = find_items(strip.tokens)
    return len(items) == 1 and items[0].kind in ("head", "other") and len(strip.tokens) < MAX_HEADS


def _choose_base(strips: Sequence[Strip], stack: Stack, bases: Sequence[_Base]) -> _Base | None:
    above = [base for base in bases if base.rows[-1] < stack.rows[0]]
    fitting = [base for base in above if len(base.rows) == len(stack.rows) and _goes_on(strips, base, stack)]
    if fitting and fitting[-1] is above[-1]:
        return above[-1]
    return fitting[0] if len(fitting) == 1 else None


def _goes_on(strips: Sequence[Strip], base: _Base, stack: Stack) -> bool:
    """Whether a table's header goes on with that of a block."""
    own = [find_items(strips[at].tokens) for at in stack.heads]
    parts = [part for part in (base.heads if base.columns else (), *(s.heads for s in base.stacks)) if part]
    years = _years_of(own[-1])
    span = {year for at in range(base.caption, base.heads[0]) for year in _span_of(strips[at].text)}
    if span and not set(years) <= span:
        return False
    if not parts:  # a measure of its own is another table's, or there would be one over the first columns too
        return len(own) == 1 or all(item.kind in (*WHO, *YEARS) for item in own[0])
    grouped = max(map(len, parts)) > 1
    if bool(years) != any(_years_of(find_items(strips[part[-1]].tokens)) for part in parts):
        known = own[-1][0].kind in DIFFERENCES or all(item.kind not in ("other", "measure") for item in own[-1])
        return known and not years and not grouped
    if len(own) > 1:
        return grouped or base.over is not None
    since = max((at for at, part in enumerate(parts) if len(part) > 1), default=0)  # the last group's first block
    return _names_others([find_items(strips[part[-1]].tokens) for part in parts[since:]], own[-1])


def _names_others(parts: Sequence[Sequence[Item]], own: Sequence[Item]) -> bool:
    """Whether a block's columns are others than those so far: `Riket 2019` beside `2019`; differences of each group."""
    names = [[t.text for item in part for t in item.tokens] for part in parts]
    said, words = [word for name in names for word in name], {t.text for item in own for t in item.tokens}
    if len(set(said)) < len(said):  # the groups' names say which is which
        return True
    if all(item.kind in YEARS for item in own):
        return not words & set(said)
    return not any(words <= set(name) for name in (names[-1:] if own[0].kind in DIFFERENCES else names))


def _years_of(items: Sequence[Item]) -> list[int]:
    text = " ".join(t.text for item in items if item.kind in YEARS for t in item.tokens)
    return [period.year for period in find_periods(text)]


def _span_of(text: str) -> set[int]:
    """The years that a caption names, and those between: `åren 2015 till 2019`."""
    periods = find_periods(text)
    years = {year for p in periods for year in (p.year, p.first_year) if year}
    return set(range(min(years), max(years) + 1)) if years else set()


def _join(out: list[list[Strip]], strips: Sequence[Strip], base: _Base) -> None:
    """Puts the lines of a table's blocks beside its own: rows beside rows, header lines from the last one up."""
    for stack in base.stacks:
        for at in (*stack.heads, *stack.rows):
            out[at] = []
    for number, at in enumerate(base.rows):
        out[at] = [_beside([strips[at], *(strips[stack.rows[number]] for stack in base.stacks)])]
    top = len(base.heads)
    for level in range(1, top + 1):
        line = [strips[base.heads[-level]]]
        for stack in base.stacks:  # a name of more lines than the table's own has them all on the first
            stop = len(stack.heads) - level + 1
            line.extend(strips[at] for at in stack.heads[0 if level == top else max(stop - 1, 0) : max(stop, 0)])
        out[base.heads[-level]] = [_beside(line)]


def _beside(strips: Sequence[Strip]) -> Strip:
    tokens = tuple(token for strip in strips for token in strip.tokens)
    return replace(strips[0], tokens=tokens, lines=tuple(line for strip in strips for line in strip.lines))
