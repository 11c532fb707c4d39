"""How fast something changed, and what changed before: of a change, and so no change of the figure itself.

", vilket är en lägre ökningstakt än året före", ", men i långsammare takt"     its pace
"har återhämtat sig efter förra årets nedgång på fyra procentenheter"           its past
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Anchor, Figure, Marks, within
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

CHANGES = (
    "ökning",
    "minskning",
    "förändring",
    "förbättring",
    "försämring",
    "uppgång",
    "nedgång",
    "höjning",
    "sänkning",
)
_PACES = frozenset({"takt", *(f"{noun}stakt" for noun in CHANGES)})
_PACED = frozenset({*_PACES, *CHANGES, "steg"})
_FASTER = load_set("comparatives") | {"starkare", "svagare", "kraftigare", "måttligare", "tydligare"}
_SAME = frozenset({"samma", "liknande", "motsvarande"})
_LED = frozenset({"en", "ett", "i", "något", "betydligt", "lite", "mycket", "klart"})
# `, vilket är en lägre`, `, men i något långsammare`
_OPENING = 6
# `efter de senaste årens nedgång`
_AFTER = 6
_SUBJECTS = load_set("share words") | load_set("figure words") | {"den", "det"}
_BEHIND = frozenset({"efter", "trots"})


def find_pace(marks: Marks, first: int, last: int) -> int | None:
    """Where `lägre ökningstakt`, `mindre ökning än` begins among these tokens."""
    lows = marks.lows(first, last)
    if _PACED.isdisjoint(lows):
        return None
    for at, low in enumerate(lows[1:], 1):
        if low not in _PACED or lows[at - 1] not in _FASTER | _SAME or (lows[at - 1] in _SAME and low not in _PACES):
            continue
        if low in _PACES or lows[at + 1 : at + 2] == ["än"]:
            return first + at - 1
    return None


def is_of_pace(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`en | lägre | ökningstakt än`, `en mindre | ökning | än 2018`"""
    if anchor.kind not in ("adjective", "noun", "level"):
        return False
    at = find_pace(marks, clause.first, clause.last)
    return at is not None and at <= anchor.first <= at + 1


def find_pace_aside(marks: Marks, clause: Clause) -> range:
    """`ökade med 12 procent | , en snabbare ökning än föregående år`: no part of what is measured."""
    at = find_pace(marks, clause.first, clause.last)
    if at is None:
        return range(0)
    begin = at
    while begin > clause.first and marks.low(begin - 1) in _LED:
        begin -= 1
    lead = marks.lows(max(clause.first, begin - _OPENING), begin)
    if lead[-1:] == ["men"]:
        begin -= 1
    elif lead[-2:-1] == ["vilket"] and is_finite(lead[-1]):
        begin -= 2
    stop = next((k for k in range(at, clause.last) if marks.low(k) in (",", ".", ";", ")")), clause.last)
    alone = begin > clause.first and (marks.low(begin) != "i" or marks.low(begin - 1) in ("men", ","))
    return range(begin - (marks.low(begin - 1) == ","), stop) if alone else range(0)


def find_trend(marks: Marks, clause: Clause) -> range:
    """`Ökningen har avstannat och | andelen är 61 procent`: how the change goes on, before what is stated."""
    definite = [a for a in within(marks.anchors, clause.first, clause.first + 2) if a.kind == "definite"]
    if not definite or not is_finite(marks.low(definite[0].last)):
        return range(0)
    ends = (f.at for f in marks.figures if f.at > clause.first)
    stop = next(ends, clause.first)
    at = (k for k in range(definite[0].last, stop) if marks.low(k) in ("och", "men") and marks.low(k + 1) in _SUBJECTS)
    return range(clause.first, next(at, clause.first))


def is_aftermath(marks: Marks, anchor: Anchor) -> bool:
    """Whether the word tells only of what came before: `efter förra årets nedgång`, `trots flera års minskning`."""
    return anchor.kind in ("noun", "definite") and _begin_of_aftermath(marks, anchor) is not None


def _begin_of_aftermath(marks: Marks, anchor: Anchor) -> int | None:
    """Where its `efter` stands; None for `efter en minskning med två procentenheter`, which has just been."""
    for at in range(anchor.first - 1, max(marks.first, anchor.first - _AFTER) - 1, -1):
        low = marks.low(at)
        if low in _BEHIND:
            then = within(marks.years, at, anchor.first)
            past = any(y.last == anchor.first and y.kind != "range" for y in then)
            return at if past or marks.low(anchor.first - 1) in ("års", "årens") else None
        if low in (",", ".", "") or is_finite(low):
            return None
    return None


def is_of_aftermath(marks: Marks, figure: Figure) -> bool:
    """`efter förra årets nedgång på | fyra procentenheter`"""
    return any(figure.at - 1 <= a.last <= figure.at and is_aftermath(marks, a) for a in marks.anchors)


def find_aftermaths(marks: Marks, clause: Clause) -> Iterator[int]:
    """The words that tell of one, with its figure: `har återhämtat sig | efter förra årets nedgång på 4 procent`."""
    for anchor in within(marks.anchors, clause.first, clause.last):
        if anchor.kind in ("noun", "definite") and (begin := _begin_of_aftermath(marks, anchor)) is not None:
            own = (f.last for f in marks.figures if anchor.last <= f.at <= anchor.last + 1)
            yield from range(begin - (marks.low(begin - 1) == ","), next(own, anchor.last))
