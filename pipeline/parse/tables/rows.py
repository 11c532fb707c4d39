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
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.parse.tables.fitting import Fitted
from pipeline.parse.tables.strips import Strip

MAX_BETWEEN = 9  #: label lines between two lines with figures; more are no labels
CUT_WORD = 4.0  #: a boundary where a line goes on in the next
NEW_START = 2.0  #: a line that starts like a row of its own inside a row
NO_LABEL = 8.0  #: a row with figures and no label
OFF_CENTRE = 0.4  #: per label line that the figures stand off the middle
GROUP = 1.0  #: a line that is a heading for the rows below it
GAP_WITHIN = 0.5  #: an empty line inside a row
RULE_WITHIN = 30.0  #: a ruled line inside a row

_CUT = re.compile(
    r"(?:[^\W\d_]-|,|\b(?:i|av|för|till|och|med|som|på|enligt|eller|en|ett|den|det|om|vid|att|från|hos|per|samt|minst|utan))$"
)
_DASH = re.compile(r"^[-–—•] ?\w")


@dataclass(frozen=True, slots=True)
class Row:
    """The printed lines of one row, in order; at most one of them has figures. A group's heading has none."""

    lines: tuple[Fitted, ...]
    group: bool = False

    @property
    def figures(self) -> Fitted | None:
        return next((line for line in self.lines if line.cells), None)


@dataclass(frozen=True, slots=True)
class _Share:
    """How the label lines between two lines with figures are shared out: `after` | `group` | the rest before."""

    after: int
    group: int


def build_rows(lines: Sequence[Fitted], rules: Sequence[float] = ()) -> list[Row]:
    """All rows of a table's body. `rules` are the heights of ruled lines across it."""
    at = [i for i, line in enumerate(lines) if line.cells]
    if not at:
        return []
    gaps = [lines[: at[0]], *(lines[a + 1 : b] for a, b in pairwise(at)), lines[at[-1] + 1 :]]
    shares = _share_out([lines[i] for i in at], gaps, rules)
    rows: list[Row] = []
    for index, (share, gap) in enumerate(zip(shares, gaps, strict=True)):
        if rows and share.after:
            rows[-1] = Row((*rows[-1].lines, *gap[: share.after]))
        heading = gap[share.after : share.after + share.group]
        if heading:
            rows.append(Row(tuple(heading), group=True))
        if index < len(at):
            rows.append(Row((*gap[share.after + share.group :], lines[at[index]])))
    return rows


def _share_out(figures: Sequence[Fitted], gaps: Sequence[Sequence[Fitted]], rules: Sequence[float]) -> list[_Share]:
    """The cheapest way for the whole table: the cost of a row depends on its share of the gap above and of that below."""
    costs: dict[_Share, float] = {
        share: _boundary_cost((), None, gaps[0], share, figures[0]) for share in _ways(gaps[0], first=True)
    }
    steps: list[dict[_Share, _Share]] = []
    for index, line in enumerate(figures):
        last = index + 1 == len(figures)
        following = None if last else figures[index + 1]
        step: dict[_Share, _Share] = {}
        next_costs: dict[_Share, float] = {}
        for share in _ways(gaps[index + 1], last=last):
            after = gaps[index + 1][: share.after]
            boundary = _boundary_cost((line, *after), line, gaps[index + 1], share, following)
            for above, cost in costs.items():
                before = gaps[index][above.after + above.group :]
                total = cost + boundary + _row_cost((*before, line, *after), line, rules)
                if share not in next_costs or total < next_costs[share]:
                    next_costs[share], step[share] = total, above
        costs = next_costs
        steps.append(step)
    share = min(costs, key=lambda s: costs[s])
    found = [share]
    for step in reversed(steps):
        share = step[share]
        found.append(share)
    return found[::-1]


def _ways(gap: Sequence[Fitted], *, first: bool = False, last: bool = False) -> list[_Share]:
    if last:
        return [_Share(len(gap), 0)]
    highest = 0 if first else len(gap)
    return [_Share(after, group) for after in range(highest + 1) for group in range(min(2, len(gap) - after) + 1)]


def _boundary_cost(
    above: Sequence[Fitted], figures: Fitted | None, gap: Sequence[Fitted], share: _Share, following: Fitted | None
) -> float:
    """What it costs that a row ends here, that a heading stands here, and that the next row begins here."""
    heading = gap[share.after : share.after + share.group]
    below = [*gap[share.after + share.group :], *((following,) if following else ())]
    cost = 0.0
    starts = below[0].label if below else ()
    first = heading[0] if heading else below[0] if below else None
    if above and first is not None and first.label:
        cost += _flow_cost(above[-1], first)
    if heading:
        words = " ".join(t.text for t in heading[-1].label)
        dashed = _DASH.match(" ".join(t.text for t in starts)) is not None
        cost += GROUP * len(heading) - (0.8 if words.endswith(":") and dashed else 0.0)
        cost += sum(NEW_START for a, b in pairwise(heading) if not _flow_cost(a, b))
        if starts and not (words.endswith(":") and dashed):
            cost += _flow_cost(heading[-1], below[0])
        if not starts:
            cost += NO_LABEL
    return cost


def _row_cost(lines: Sequence[Fitted], figures: Fitted, rules: Sequence[float]) -> float:
    labels = [line for line in lines if line.label]
    if not labels:
        return NO_LABEL
    cost = 0.0
    for a, b in pairwise(lines):
        cost += GAP_WITHIN * b.strip.gap
        cost += RULE_WITHIN * any(a.strip.middle < y < b.strip.middle for y in rules)
    for a, b in pairwise(labels):
        cost += 0.0 if _flow_cost(a, b) else NEW_START
    return cost + OFF_CENTRE * _distance_off_centre(labels, figures.strip)


def _distance_off_centre(labels: Sequence[Fitted], figures: Strip) -> float:
    """In lines: how far the figures stand from the middle of the label."""
    heights = sorted(line.strip.bottom - line.strip.top for line in labels)
    middle = (labels[0].strip.middle + labels[-1].strip.middle) / 2
    return abs(figures.middle - middle) / max(heights[len(heights) // 2], 1e-6)


def _flow_cost(above: Fitted, below: Fitted) -> float:
    """What it costs to part two lines: nothing where the lower starts anew, much where it finishes a word or sentence."""
    upper = " ".join(t.text for t in above.label)
    lower = " ".join(t.text for t in below.label)
    if not upper or not lower:
        return 0.0
    if _CUT.search(upper):
        return CUT_WORD
    if _DASH.match(lower):
        return CUT_WORD / 2 if upper.endswith(":") else 0.0
    return CUT_WORD if lower[:1].islower() or lower[:1] == "(" else 0.0
