"""Rows of a table rebuilt from its printed lines.

A label goes over one to many lines, and the figures stand on the first, the last, the middle one, or between two:

    Aktuell rutin för att säkra skol-
    gång för barn i skyddat 16 14 15        ->   one row
    boende

Every line with figures is one row. Which of the label lines between two such lines belong to the upper row, which to
the lower, and which head a group of rows, is the cheapest of all ways to share them out. The costs say how unlike a
row it would be: a row that begins in the middle of a word, figures far from the middle of their label, a ruled line
within.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from pipeline.parse.places import parse_place
from pipeline.parse.tables.body.fitting import Fitted
from pipeline.parse.tables.body.indents import find_headings
from pipeline.parse.tables.knowledge import GENDERS, find_word
from pipeline.records import record

MAX_HEADING = 3  #: lines of a heading within a table
MAX_BETWEEN = 9  #: label lines between two lines with figures; more are no labels
CUT_WORD = 4.0  #: a boundary where a line goes on in the next
NEW_START = 2.0  #: a line that starts like a row of its own inside a row
NO_LABEL = 8.0  #: a row with figures and no label
OFF_PLACE = 0.4  #: per label line that the figures stand off their place beside the label
GROUP = 1.0  #: a line that is a heading for the rows below it
GROUP_OF_DASHES = 0.2  #: the same when it ends with a colon and the next row begins with a dash
GAP_WITHIN = 0.5  #: an empty line inside a row
LOOSE_WITHIN = 1.5  #: lines of one row farther apart than others are
TIGHT_BOUNDARY = 1.0  #: rows as close as the lines of one row, in a table that sets rows apart
RULE_WITHIN = 30.0  #: a ruled line inside a row
NO_RULE = 3.0  #: a boundary without a ruled line in a table that has one between its rows
SURE = 0.3  #: per row: so cheap a reading is right
LOOSE = 1.25  #: times the smallest distance between lines: lines farther apart are set apart

_CUT = re.compile(
    r"(?:[^\W\d_]-|,|\b(?:i|av|för|till|och|med|som|på|enligt|eller|en|ett|den|det|om|vid|att|från|hos|per|samt|utan"
    r"|minst|inom|mellan|under|över|två|tre|fyra|fem|sex|ingen|egen|eget))$"
)
_LONGEST_OPEN = 8  #: letters of a word that another must follow, and more
_DASH = re.compile(r"^[-–—•] ?\w")


@record
class Row:
    """The printed lines of one row, in order; at most one of them has figures. A group's heading has none."""

    lines: tuple[Fitted, ...]
    group: bool = False

    @property
    def figures(self) -> Fitted | None:
        return next((line for line in self.lines if line.cells), None)


@record
class _Share:
    """How the label lines between two lines with figures are shared out: `after` | `group` | the rest before."""

    after: int
    group: int


def is_cut(words: str) -> bool:
    """Whether words end in the middle of a phrase or a word, so that more of it stands below: `Timmar per`."""
    return _CUT.search(words, len(words) - _LONGEST_OPEN) is not None


def build_rows(lines: Sequence[Fitted], rules: Sequence[float] = ()) -> list[Row]:
    """All rows of a table's body. `rules` are the heights of ruled lines across it, from the top."""
    rows: list[Row] = []
    start = 0
    for at, outer in find_headings(lines).items():
        rows.extend(_share_lines(lines[start:at], rules))
        rows.append(Row((*(lines[i] for i in outer), lines[at]), group=True))
        start = at + 1
    return [*rows, *_share_lines(lines[start:], rules)]


def _share_lines(lines: Sequence[Fitted], rules: Sequence[float]) -> list[Row]:
    """The rows of lines among which no heading is set off by rows set in."""
    at = [i for i, line in enumerate(lines) if line.cells]
    if not at:
        return []
    figures = [lines[i] for i in at]
    if len(figures) == len(lines):  # nothing is to be shared out
        return _part_groups([Row((line,)) for line in lines])
    gaps = [lines[: at[0]], *(lines[a + 1 : b] for a, b in pairwise(at)), lines[at[-1] + 1 :]]
    shares = _choose_shares(figures, gaps, _read_costs(lines, rules))
    rows: list[Row] = []
    for index, (share, gap) in enumerate(zip(shares, gaps, strict=True)):
        if rows and share.after:
            rows[-1] = Row((*rows[-1].lines, *gap[: share.after]))
        heading = gap[share.after : share.after + share.group]
        if heading:
            rows.append(Row(tuple(heading), group=True))
        if index < len(at):
            rows.append(Row((*gap[share.after + share.group :], lines[at[index]])))
    return _part_groups(rows)


def _choose_shares(
    figures: Sequence[Fitted], gaps: Sequence[Sequence[Fitted]], settings: Sequence[_Costs]
) -> list[_Share]:
    """The cheapest way of all settings; the first setting's where that is cheap enough to be sure."""
    best: tuple[float, list[_Share]] | None = None
    for costs in settings:
        found = _share_out(figures, gaps, costs)
        if best is None or found[0] < best[0]:
            best = found
        if best[0] < SURE * len(figures):
            break
    return best[1] if best else []


def _part_groups(rows: Sequence[Row]) -> list[Row]:
    """`Erbjuder stöd till:` above two rows with dashes heads both; above one it is the first part of its label.

    So does `Rutin för barn` above `vid nybesök 62` and `vid hembesök 40`.
    """
    parted: list[Row] = []
    for row, below in zip(rows, [*rows[1:], None], strict=True):
        head, rest = _part_head(row)
        if head and below is not None and not below.group and _heads(head[-1], rest, below):
            parted.extend((Row(head, group=True), Row(rest)))
        else:
            parted.append(row)
    return parted


def _part_head(row: Row) -> tuple[tuple[Fitted, ...], tuple[Fitted, ...]]:
    """The lines of a row that would head it and those below it: all before its figures, or the one with a colon."""
    at = next((i for i, line in enumerate(row.lines) if line.cells or (i and row.lines[0].words.endswith(":"))), 0)
    return row.lines[:at], row.lines[at:]


def _heads(first: Fitted, rest: Sequence[Fitted], below: Row) -> bool:
    upper, lower = rest[0].words, below.lines[0].words
    if first.words.endswith(":"):
        return _DASH.match(upper) is not None and _DASH.match(lower) is not None
    small = upper[:1].islower() and lower[:1].islower() and not _is_gender(lower)
    return small and bool(rest[0].cells) and bool(below.lines[0].cells)


def _share_out(
    figures: Sequence[Fitted], gaps: Sequence[Sequence[Fitted]], costs: _Costs
) -> tuple[float, list[_Share]]:
    """The cheapest way and its cost, found from the top: a row's cost depends on its share of both gaps beside it."""
    best = {share: costs.part((), gaps[0], share, figures[0]) for share in _ways(gaps[0], first=True)}
    steps: list[dict[_Share, _Share]] = []
    for index, line in enumerate(figures):
        following = figures[index + 1] if index + 1 < len(figures) else None
        above = best
        best, step = {}, {}
        for share in _ways(gaps[index + 1], last=following is None):
            after = gaps[index + 1][: share.after]
            parting = costs.part((*gaps[index][-1:], line, *after), gaps[index + 1], share, following)
            for upper, cost in above.items():
                before = gaps[index][upper.after + upper.group :]
                total = cost + parting + costs.join((*before, line, *after), line)
                if share not in best or total < best[share]:
                    best[share], step[share] = total, upper
        steps.append(step)
    share = min(best, key=lambda s: best[s])
    cost, found = best[share], [share]
    for step in reversed(steps):
        share = step[share]
        found.append(share)
    return cost, found[::-1]


def _ways(gap: Sequence[Fitted], *, first: bool = False, last: bool = False) -> list[_Share]:
    if last:
        return [_Share(len(gap), 0)]
    highest = 0 if first else len(gap)
    return [
        _Share(after, group) for after in range(highest + 1) for group in range(min(MAX_HEADING, len(gap) - after) + 1)
    ]


@record
class _Costs:
    """How unlike a table a way to share out lines is, in one that sets its figures beside their label's `place`."""

    place: Literal["middle", "first", "last"]
    rules: Sequence[float]
    ruled: bool  #: a ruled line stands between all rows
    leading: float  #: the smallest distance between two lines of labels
    apart: bool  #: some lines are farther apart than others

    def part(self, above: Sequence[Fitted], gap: Sequence[Fitted], share: _Share, following: Fitted | None) -> float:
        """What it costs that a row ends here, that a heading stands here, and that the next row begins here."""
        heading = gap[share.after : share.after + share.group]
        below = [*gap[share.after + share.group :], *((following,) if following else ())]
        first = heading[0] if heading else below[0] if below else None
        upper = [line for line in above if line.label]
        cost = 0.0
        if above and first is not None:
            cost += NO_RULE * (self.ruled and not self._is_ruled(above[-1], first))
        if upper and first is not None and first.label:
            cost += _flow_cost(upper[-1].words, first.words)
            cost += TIGHT_BOUNDARY * (self.apart and self._distance(upper[-1], first) < LOOSE)
        if heading:
            cost += self._head(heading, below)
        return cost

    def _head(self, heading: Sequence[Fitted], below: Sequence[Fitted]) -> float:
        if not below or not below[0].label:
            return NO_LABEL
        first = below[0].words
        dashed = _DASH.match(first) is not None and (heading[-1].words.endswith(":") or _is_gender(first))
        cost = (GROUP_OF_DASHES if dashed else GROUP) * len(heading)
        cost += sum(NEW_START for a, b in pairwise(heading) if not _flow_cost(a.words, b.words))
        return cost if dashed else cost + _flow_cost(heading[-1].words, below[0].words)

    def join(self, lines: Sequence[Fitted], figures: Fitted) -> float:
        """What it costs that lines are one row."""
        labels = [line for line in lines if line.label]
        if not labels:
            return NO_LABEL
        cost = 0.0
        for a, b in pairwise(lines):
            cost += GAP_WITHIN * b.strip.gap + RULE_WITHIN * self._is_ruled(a, b)
        for a, b in pairwise(labels):
            cost += 0.0 if _flow_cost(a.words, b.words) else NEW_START
            cost += LOOSE_WITHIN * (self.apart and self._distance(a, b) > LOOSE)
        return cost + OFF_PLACE * abs(figures.strip.middle - self._place_beside(labels)) / self.leading

    def _place_beside(self, labels: Sequence[Fitted]) -> float:
        first, last = labels[0].strip.middle, labels[-1].strip.middle
        return first if self.place == "first" else last if self.place == "last" else (first + last) / 2

    def _is_ruled(self, above: Fitted, below: Fitted) -> bool:
        if not self.rules:
            return False
        at = bisect_right(self.rules, above.strip.middle)
        return at < len(self.rules) and self.rules[at] < below.strip.middle

    def _distance(self, above: Fitted, below: Fitted) -> float:
        return (below.strip.middle - above.strip.middle) / self.leading


def _read_costs(lines: Sequence[Fitted], rules: Sequence[float]) -> list[_Costs]:
    """The costs of each place that figures may have beside their labels; the middle first."""
    labels = [line.strip for line in lines if line.label]
    steps = [b.middle - a.middle for a, b in pairwise(labels) if b.middle - a.middle > 0.5 * (a.bottom - a.top)]
    leading = max(min(steps, default=1.0), 1.0)
    rows = sum(bool(line.cells) for line in lines)
    inside = [y for y in rules if lines[0].strip.middle < y < lines[-1].strip.middle]
    ruled = rows > 1 and len(inside) >= rows - 1
    placed = all(line.box for strip in labels for line in strip.lines)  # else all lines are equally far apart
    apart = placed and any(step > LOOSE * leading for step in steps)
    places: tuple[Literal["middle", "first", "last"], ...] = ("middle", "first", "last")
    return [_Costs(place, rules, ruled, leading, apart) for place in places]


def _names_place(upper: str, lower: str) -> bool:
    """Whether two lines are the name of a place only together: `Västra` and `Götaland`."""
    short = upper[:1].isupper() and lower[:1].isupper() and not (" " in upper and " " in lower)
    return short and parse_place(f"{upper} {lower}") is not None and parse_place(lower) is None


def _is_gender(words: str) -> bool:
    known = find_word(words.lstrip("-–—• "))
    return known is not None and known.kind in GENDERS


@lru_cache(maxsize=256)  # each way to share out the lines asks it of the same pairs
def _flow_cost(upper: str, lower: str) -> float:
    """What it costs to part two lines: nothing where the lower starts anew, much where it finishes a phrase."""
    if not upper or not lower:
        return 0.0
    if is_cut(upper) or _names_place(upper, lower):
        return CUT_WORD
    if _DASH.match(lower):
        return CUT_WORD / 2 if upper.endswith(":") else 0.0
    if _is_gender(lower):
        return 0.0
    return CUT_WORD if lower[:1].islower() or lower[:1] in "(%" else 0.0
