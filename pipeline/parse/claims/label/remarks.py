"""What a clause adds beside what it states, and that is no part of a label: reasons, goals, gaps and ranks.

"(frågan ställdes inte 2015)", "och målet 75 procent", ", en skillnad på tre enheter", ", den lägsta siffran i landet"
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, pairwise

from pipeline.parse.claims.change.paces import find_aftermaths, find_pace_aside, find_trend
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.value.counterparts import CASES
from pipeline.parse.claims.value.demands import ADVISED
from pipeline.parse.claims.value.kinds import find_kind, has_kind
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_REASONS = frozenset({"då", "eftersom", "vilket"})
_ASIDE_SIGNS = frozenset({"då", "eftersom", "vilket", "så", "("})
_REACHING = frozenset({"når", "nådde", "nått", "klarar", "klarade", "uppnår", "uppnådde", "därmed", "nu", "också"})
_JUDGING = frozenset({"är", "var", "innebär", "innebar", "betyder", "gör"})
_STANDING = frozenset({"ligger", "låg"})
_HIGH = frozenset({"högt", "långt", "klart", "över", "under", "väl", "lågt"})
_TO_GOALS = frozenset({"och", ",", "mot", "över", "under"})
# `målet | är på | 75 procent`
_TO_GOAL = 2


def find_asides(marks: Marks, clause: Clause) -> Iterable[int]:
    """`(frågan ställdes inte 2015)`, `, då frågan ställdes senast`: tells something of its own, without a figure."""
    yield from _find_ranking(marks, clause)
    yield from _find_told_of_places(marks, clause) if marks.places else ()
    yield from _find_goals(marks, clause) if "gap" in marks.told or "goal" in marks.told else ()
    if not CASES.isdisjoint(marks.said) and marks.genders:
        yield from _find_cases(marks)
    if marks.anchors:
        yield from find_pace_aside(marks, clause)
        yield from find_aftermaths(marks, clause)
        yield from find_trend(marks, clause)
        yield from _find_standing(marks, clause)
    lows = marks.lows(clause.first, clause.last)
    if _ASIDE_SIGNS.isdisjoint(lows):
        return
    opened: int | None = None
    for at, low in enumerate(lows, clause.first):
        stated = any(f.at > at and f.before not in ADVISED for f in marks.figures)
        judged = low == "vilket" and marks.low(at + 1) in _JUDGING  # `har en plan | vilket är positivt`
        reason = low in _REASONS or (low == "så" and _concludes(marks, at))
        if reason and (marks.low(at - 1) == "," or judged) and not stated:
            yield from range(at - (marks.low(at - 1) == ","), clause.last)
            return
        if low == "(":
            opened = at
        elif low == ")" and opened is not None:
            inside = range(opened + 1, at)
            told = any(map(is_finite, marks.lows(opened + 1, at))) or (
                marks.low(opened + 2) == ":" and any(y.first == opened + 1 for y in marks.years)
            )  # `(2020: ingen uppgift)`
            aim = has_kind(marks, opened, at, "goal")  # `(mål 40 %)`
            if aim or (told and not any(f.at in inside for f in marks.figures)):
                yield from range(opened, at + 1)
            opened = None


def _concludes(marks: Marks, at: int) -> bool:
    """`Riket ligger på 229 poäng | , så där finns en del att hämta`; not `, så kallade fallskador`"""
    one, two = marks.lows(at + 1, at + 3)
    return one == "att" or is_finite(two) or (is_finite(one) and not one.startswith("kallad"))


def _find_cases(marks: Marks) -> Iterable[int]:
    """`NKI är 73 | när det är en kvinna som har svarat | och 72 | när det är en man`: no more than whose each is."""
    pairs = pairwise(f for f in marks.figures if marks.low(f.quantity.last) in CASES)
    one, two = next(pairs, (None, None))
    if one is None or two is None or marks.low(one.quantity.last) != marks.low(two.quantity.last):
        return
    end = next((k for k in range(two.last, marks.last) if marks.low(k) in (".", ",")), marks.last)
    spans = (range(one.quantity.last, two.first - 1), range(two.quantity.last, end))
    if all(any(g.first in span for g in marks.genders) for span in spans):
        yield from chain(*spans)


def _find_standing(marks: Marks, clause: Clause) -> range:
    """`Meritvärdet har ökat | och ligger högt över snittet bland landets skolor`: how it stands to others."""
    if _STANDING.isdisjoint(marks.said):
        return range(0)
    for at in range(clause.first + 1, clause.last - 2):
        if marks.low(at) == "och" and marks.low(at + 1) in _STANDING and marks.low(at + 2) in _HIGH:
            return range(at, clause.last) if not any(f.at > at for f in marks.figures) else range(0)
    return range(0)


def _find_goals(marks: Marks, clause: Clause) -> Iterable[int]:
    """`Rikssnittet är 50 procent | och målet 75 procent`: what should be, behind what is; `| , en skillnad på tre`."""
    for gap in find_kind(marks, clause.first, clause.last, "gap"):
        figure = next((f for f in marks.figures if f.at == gap.last + 1 and marks.low(gap.last) == "på"), None)
        if figure is not None and marks.lows(gap.first - 2, gap.first) == [",", "en"]:
            yield from range(gap.first - 2, figure.last)
    for goal in find_kind(marks, clause.first, clause.last, "goal"):
        dated = next((y.last for y in marks.years if goal.last <= y.first <= goal.last + 1), goal.last)
        end = next((f.last for f in marks.figures if 0 <= f.at - dated <= _TO_GOAL), None)  # `målet för 2020 är 50`
        first = goal.first - 1
        while end is not None and first > clause.first and marks.low(first) in _REACHING:
            first -= 1  # `har ökat | och når därmed målet på 80 procent`
        if end is not None and marks.low(first) in _TO_GOALS:
            yield from range(first, end)


def _find_told_of_places(marks: Marks, clause: Clause) -> Iterable[int]:
    """`i Mariestad | , som är bäst i Skaraborg, | 71 procent`"""
    for place in marks.places:
        at = place.last
        if not clause.first <= at < clause.last or marks.low(at) != "," or marks.low(at + 1) not in ("som", "där"):
            continue
        end = next((k for k in range(at + 1, clause.last) if marks.low(k) == ","), None)
        if end is not None and not any(at < f.at < end for f in marks.figures):
            yield from range(at, end + 1)


def _find_ranking(marks: Marks, clause: Clause) -> range:
    """`, den lägsta siffran i landet`, `, lika många som i länet`: how the figure stands to others."""
    if "," not in marks.said:
        return range(0)
    last = max([f.last for f in marks.figures]) if marks.figures else marks.last
    behind = marks.lows(last, clause.last)
    if "," not in behind:
        return range(0)
    at = last + behind.index(",")
    named = {k for k in marks.placed if k > at}
    timed = any(y.first > at for y in marks.years) or (not named and any(a.first > at for a in marks.anchors))
    if timed and load_set("best and worst").isdisjoint(marks.lows(at, clause.last)):
        return range(0)  # not `, det lägsta antalet sedan 2008`
    named |= marks.timed
    since = next((k for k in range(at, clause.last) if marks.low(k) == "sedan"), clause.last)
    said = {marks.low(k) for k in range(at, since) if k not in named}  # not `sedan mätningarna började`
    more = {low for low in said - load_set("ranking asides") if is_content(low) and not is_finite(low)}
    ranked = not said.isdisjoint(load_set("ranking asides"))
    return range(at, clause.last) if ranked and not more else range(0)
