"""Which printed lines below a header are the table's body, and which header they fit best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import field
from itertools import takewhile
from typing import Protocol

from pipeline.parse.tables.body.fitting import Fitted, LineFitter, find_paired, find_pairs
from pipeline.parse.tables.body.rows import MAX_BETWEEN, Row, build_rows, is_cut
from pipeline.parse.tables.frame.frames import ends_table, is_note, is_prose, is_sentence
from pipeline.parse.tables.header.headers import (
    Header,
    add_pairs,
    are_distinct,
    breaks_off,
    names_columns,
    names_each,
    names_labels,
    names_years,
)
from pipeline.parse.tables.header.items import is_header_line
from pipeline.parse.tables.lines.strips import Strip
from pipeline.parse.tables.lines.thousands import Words
from pipeline.parse.tables.units import parse_unit
from pipeline.records import record, replace

SAMPLE = 60  #: lines that decide between two ways to read a header
MAX_LEAD = 4  #: lines of a page above a header repeated there
MAX_TAIL = 6  #: words of a label's rest that an empty line sets apart
MANY = 4  #: times as many rows as those in which a reader of images saw a figure too many or too few
_FOOT = re.compile(r"(?:\d{1,3}\s+)?[^\W\d][^\d]{3,80}\b(?:19|20)\d\d(?:\W*\s(?:sida\s)?\d{1,3})?", re.IGNORECASE)
_DASHED, _OPEN_HYPHEN = re.compile(r"[-–—] ?\w"), re.compile(r"[^\W\d]-$")
CAPTIONLESS = 2  #: rows, and columns, that make a table without a caption


class Fitter(Protocol):
    """How figures come to their columns: by their number (`LineFitter`) or by their places (`Grid`)."""

    @property
    def header(self) -> Header: ...

    def fit(self, strip: Strip) -> Fitted | None:
        """A line with figures, cut into cells; None of one without, or of one that does not fit."""

    def is_odd(self, strips: Sequence[Strip], at: int) -> bool:
        """Whether a line that does not fit has the figures of a row all the same."""


@record
class Body:
    """The lines of a body: `lines` in order, `odd` those whose figures fit no header, `end` the first line after it."""

    header: Header
    lines: tuple[Fitted, ...]
    end: int
    odd: frozenset[int] = field(default_factory=frozenset)  #: of `lines`

    @property
    def count(self) -> int:
        """How many lines with figures it has."""
        return sum(bool(line.cells) for line in self.lines)

    @property
    def score(self) -> int:
        """How much of the figures below the header it explains."""
        return self.count * len(self.header.figures) - len(self.odd)

    def rows(self, rules: Sequence[float] = ()) -> list[Row]:
        """The rows. A line that does not fit is one of its own, and no label reaches over it."""
        rows: list[Row] = []
        start = 0
        for at in [*sorted(self.odd), len(self.lines)]:
            part = self.lines[start:at]
            rows.extend(build_rows(part, rules) or [Row((line,), group=True) for line in part])
            if at < len(self.lines):
                rows.append(Row((self.lines[at],)))
            start = at + 1
        return rows


def stands_alone(body: Body, *, placed: bool = False) -> bool:
    """Whether header and rows are enough to be a table without a caption; of `placed` words any that stand over each
    column are a header: `Stämmer helt   Stämmer inte`. Below years alone one row is enough.
    """
    header = body.header
    columns = len(header.figures) + header.signs
    enough = columns >= CAPTIONLESS or (body.count > CAPTIONLESS and names_labels(header))
    if body.count == 1 and not placed and not body.odd and columns > CAPTIONLESS and names_years(header):
        return True
    fits = len(body.odd) * MANY <= body.count if body.lines[0].strip.misread else not body.odd
    named = names_columns(header) or (placed and names_each(header) and are_distinct(header))
    return enough and body.count >= CAPTIONLESS and fits and named


def read_units(strip: Strip) -> list[Words]:
    """The units of a line of nothing else, one below each column's name: `% % kr`, `Andel (%) Andel (%)`."""
    units: list[Words] = []
    rest = strip.tokens
    while rest:
        width = next((n for n in (3, 2, 1) if parse_unit(" ".join([t.text for t in rest[:n]]))), 0)
        if not width:
            return []
        units.append(rest[:width])
        rest = rest[width:]
    return units if len(units) > 1 else []


def choose_body(strips: Sequence[Strip], start: int, headers: Iterable[Header]) -> Body | None:
    """The body below the header that most of its lines fit; None when no line fits any."""
    best: Body | None = None
    paired = find_paired(strips[start : start + SAMPLE])
    units = read_units(strips[start]) if start < len(strips) else []
    start += bool(units)
    for header in headers:
        if units and len(units) == len(header.figures):
            header = replace(header, rows=(*header.rows, ((),) * header.figures.start + tuple(units)))
        if len(paired) >= CAPTIONLESS and not header.before and (pairs := find_pairs(paired, len(header.figures))):
            header = add_pairs(header, pairs)
        if not are_distinct(header) or breaks_off(header):
            continue
        body = read_body(strips[: start + SAMPLE], start, LineFitter(header))
        if body.count and (best is None or body.score > best.score) and not _begins_small(body):
            best = body
    if best is not None and best.end >= start + SAMPLE - MAX_BETWEEN:
        best = read_body(strips, start, LineFitter(best.header))
    return best


def _begins_small(body: Body) -> bool:
    """Whether the first line is words in small letters alone, which go on with the header and head no rows."""
    first = body.lines[0]
    return not first.cells and 0 not in body.odd and first.strip.text[:1].islower()


def read_body(strips: Sequence[Strip], start: int, fitter: Fitter) -> Body:
    """The lines from `start` that belong to a table with this header, to the first that cannot."""
    header, last = fitter.header, fitter.header.last_line
    lines: list[Fitted] = []
    odd: set[int] = set()
    known = 0  # lines that are surely of the table: up to the last one with figures
    end = at = start
    while at < len(strips) and len(lines) - known <= MAX_BETWEEN:
        at += _count_lead(strips, at, last) if known else 0
        strip = strips[at]
        text = strip.text
        if ends_table(text) or is_note(text) or any(line.role for line in strip.lines):
            break
        repeated = text == last
        if (repeated or is_header_line(strip)) and (not known or _is_within(strips, at, start, lines)):
            break  # a header within a page is another table's; or this one has a line more
        if not (_is_page_number(strips, at) or repeated):
            fitted = fitter.fit(strip)
            if fitted is None and (is_prose(text) or (strip.gap and is_sentence(text))):
                break
            if fitted is None and fitter.is_odd(strips, at):
                odd.add(len(lines))
                fitted = Fitted(strip, strip.tokens)
            lines.append(fitted or Fitted(strip, strip.tokens))
            if lines[-1].cells:
                known, end = len(lines), at + 1
        at += 1
    known, end = _take_tail(strips, lines, known, end)
    if known < len(lines) and known in odd and end < len(strips) and lines[known].strip is strips[end]:
        known, end = known + 1, end + 1  # a last row with a figure too many or too few
    return Body(header, tuple(lines[:known]), end, frozenset(i for i in odd if i < known))


def _count_lead(strips: Sequence[Strip], at: int, header: str) -> int:
    """How many lines of a page's top, a running head, stand above the header repeated there; 0 where none is."""
    if strips[at].page == strips[at - 1].page:
        return 0
    top = list(takewhile(lambda strip: not ends_table(strip.text), strips[at : at + MAX_LEAD]))
    return next((lead for lead, strip in enumerate(top) if strip.text == header), 0)


def _is_within(strips: Sequence[Strip], at: int, start: int, lines: Sequence[Fitted]) -> bool:
    """Whether a line stands below others of the body on one page."""
    page = strips[at].page
    return at > start and strips[at - 1].page == page and bool(lines) and lines[-1].strip.page == page


def _take_tail(strips: Sequence[Strip], lines: Sequence[Fitted], known: int, end: int) -> tuple[int, int]:
    """The label lines below the last figures that still belong to their row."""
    alone = known > 0 and not lines[known - 1].label
    while 0 < known < len(lines) and end < len(strips) and lines[known].strip is strips[end]:
        upper, lower = " ".join(t.text for t in lines[known - 1].label), strips[end].text
        first = lower[:1]
        dashed = _DASHED.match(lower) is not None
        flows = first.islower() or first == "(" or _OPEN_HYPHEN.search(upper) is not None
        if not (flows or (dashed and (alone or upper.endswith(":"))) or (alone and not strips[end].gap)):
            break
        if strips[end].gap and not (dashed or is_cut(upper) or _stands_alone(strips, end)):
            break
        known, end, alone = known + 1, end + 1, False
    return known, end


def _stands_alone(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line between empty ones, right below rows, begins like the rest of a label: `som bevittnat våld`."""
    words = strips[at].text.split()
    below = strips[at + 1 : at + 2]
    apart = not below or below[0].gap or below[0].page != strips[at].page
    whole = len(words) <= MAX_TAIL and words[0].isalpha() and len(words[0]) > 1 and words[-1][-1:].isalpha()
    return apart and whole and strips[at - 1].page == strips[at].page


def _is_page_number(strips: Sequence[Strip], at: int) -> bool:
    """`11`, and a running foot below an empty line: `Äldreomsorgens kostnader 2014    11`."""
    text = strips[at].text
    edge = at == 0 or at + 1 == len(strips) or strips[at - 1].page != strips[at + 1].page
    number = len(text) < 5 and text.strip("()-–— ").isdigit()
    return edge and (number or (strips[at].gap and _FOOT.fullmatch(text) is not None))
