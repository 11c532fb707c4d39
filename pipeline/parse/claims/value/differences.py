"""Figures that say how much something changed, or how far it is from another figure.

"minskade med 11 procent", "en ökning på 8 procent", "tappade indexet två enheter"     how much it changed
"6 procent under snittet", "5 procent lägre"                                           how far off; no level of its own
"""

from __future__ import annotations

from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import AMONG
from pipeline.parse.claims.sentence.marks import Anchor, Figure, Marks, within
from pipeline.parse.claims.value.kinds import find_kind, has_kind
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_COMPARED = load_set("comparatives")
_AVERAGE_ENDINGS = ("snitt", "snittet", "medel", "medelvärdet", "medelvärde", "medianen", "förväntade", "beräknade")
_EQUALS = frozenset({"är", "var", "blev", "uppgår", "uppgick", "motsvarar", "motsvarade"})
_TELLING = frozenset({"till", "på", "hela", "dock", "nu", "totalt", "därmed"})
_WEIGHED = (["jämfört", "med"], ["att", "jämföra", "med"], ["mot"], ["jämfört", "mot"])
_LARGER = frozenset({"större", "mindre", "starkare", "svagare", "kraftigare"})
# `större | för kvinnor i länet än`
_OTHER_REACH = 6
_TURNING = frozenset({"däremot", "dock", "ändå", "nu", "alltså", "också", "samtidigt"})
_AMOUNTS = frozenset({"share", "score", "money", "time"})


def is_difference(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`ökade med 8 procent`, `en ökning på 8 procent`, `8 procents ökning`, `8 procent högre än förra året`."""
    before = figure.before
    if marks.years and any(y.since is not None and y.since < figure.at < y.last for y in marks.years):
        return False  # `en ökning i jämförelse med 44 procent 2021`
    if before in ("upp", "ned", "ner") and marks.low(figure.at - 2) in (",", "(", "–"):
        return True  # `är 64, upp 3 enheter från 2019`
    anchors = [a for a in within(marks.anchors, clause.first, clause.last) if a.kind != "level"]
    if not anchors:
        return False
    several = marks.low(figure.at - 1) in ("de", "dessa")  # `ökar för de tre större områdena`
    behind = [
        a
        for a in anchors
        if a.first == figure.last and not several and a.kind != "verb" and not _leads_bound(marks, figure.last, figure)
    ]
    if any(not _is_particle(marks, a) for a in behind):
        return True
    earlier = [a for a in anchors if a.first < figure.at and a.kind != "adjective"]
    moved = [a for a in earlier if a.kind == "verb" and figure.quantity.kind in _AMOUNTS]
    beside = figure.at - (figure.before in _TURNING)
    if any(a.last == beside or (a.last == figure.at - 1 and is_measure(marks.low(a.last))) for a in moved):
        return True  # `har tappat fyra enheter`, `tappade indexet fyra enheter`, `tappar däremot fem enheter`
    if before == "(" and figure.quantity.value < 0 and figure.quantity.kind != "bare":
        return True  # `Lund (minus 28 kWh)`
    if before in ("sammanlagt", "totalt", "ytterligare") and marks.low(figure.at - 2) == "med":
        before = "med"
    if before == "med":
        return bool(earlier) and _is_near_change(marks, earlier[-1], figure)
    nouns = [a for a in earlier if a.kind in ("noun", "definite")]
    if nouns and nouns[-1].kind == "definite" and is_told_by(marks, nouns[-1], figure):
        return True
    return bool(nouns) and (before == "på" or nouns[-1].last == figure.at) and figure.at - nouns[-1].last <= 1


def _is_near_change(marks: Marks, anchor: Anchor, figure: Figure) -> bool:
    """Whether `med` goes with the word of change; `sjunker där försöket med tre nätters arbete pågår` has another."""
    between = set(marks.lows(anchor.last, figure.at - 1))
    if between & {"jämfört", "jämföra"}:
        return False  # `är tryggare än 2017 (88 jämfört med 81 procent)`
    apart = {"där", "som", ","} if figure.quantity.kind in ("bare", "count", "size") else {"där", "som"}
    return not between & apart


def is_told_by(marks: Marks, anchor: Anchor, figure: Figure) -> bool:
    """`Ökningen är tre dagar`, `för männen är ökningen tolv procentenheter`: how large a change is."""
    between = marks.lows(end_of_scope(marks, anchor.last), figure.at)
    if marks.low(anchor.first - 1) in _EQUALS:
        return not between
    return bool(between) and between[0] in _EQUALS and set(between[1:]) <= _TELLING


def end_of_scope(marks: Marks, at: int) -> int:
    """Behind the times, places and genders that begin here: `Ökningen | bland män i riket sedan 2018 | var`"""
    ends = {k: y.last for y in marks.years for k in (y.first, y.since) if k is not None}
    ends |= {p.first: p.last for p in marks.places}
    ends |= {g.first - 1: g.last for g in marks.genders if marks.low(g.first - 1) in AMONG}
    while at in ends:
        at = ends[at]
    return at


def _is_particle(marks: Marks, anchor: Anchor) -> bool:
    """`följer 34 procent upp sina insatser`; not `34 procent, upp från 30`."""
    return marks.low(anchor.first) in ("upp", "ned", "ner") and marks.low(anchor.last) not in ("från", "jämfört")


_SAME_AGAIN: tuple[list[str], ...] = (
    ["eller"],
    ["motsvarande"],
    ["vilket", "motsvarar"],
    ["vilket", "motsvarade"],
    ["det", "vill", "säga"],
    ["alltså"],
)


def is_same_difference(marks: Marks, one: Figure, two: Figure) -> bool:
    """`ökade med 3,6 miljarder kronor, eller 2,9 procent`, `med 240 platser, motsvarande 3 procent`."""
    gap = marks.lows(one.last, two.at)
    if one.quantity.paired and two.quantity.paired == one.quantity.paired + 1:
        return True  # `med 3 respektive 5 poäng`
    named = (*((g.first, g.last) for g in marks.genders), *((p.first, p.last) for p in marks.places))
    whose = [any(first - f.quantity.last in (0, 1) for first, _ in named) for f in (one, two)]
    if all(whose) and one.quantity.unit == two.quantity.unit and not any(map(is_finite, gap)) and "till" not in gap:
        return True  # `med 0,6 år för kvinnor och 1,1 år för män`
    if one.quantity.unit == two.quantity.unit:
        return [low for low in gap if low != ","] in _WEIGHED  # `ökade med 12 procent, jämfört med 8 procent 2018`
    timed = {k for y in marks.years for k in range(y.first, y.last)}
    untimed = [marks.low(k) for k in range(one.last, two.at) if k not in timed and marks.low(k) != ","]
    return untimed in _SAME_AGAIN  # `ökade med 27 mellan 2019 och 2020, vilket motsvarar 21 procent`


def is_more(marks: Marks, figure: Figure) -> bool:
    """`5 procent lägre`; not `har 65 procent mer än tre års erfarenhet`, where the words bound another figure."""
    at = figure.quantity.last + 1
    if marks.lows(at, at + 2) in (["mer", "än"], ["mindre", "än"]) and marks.low(at + 2) in marks.spell(
        marks.all_genders
    ):
        return True  # `1,9 sjukdagar mer än männen`
    return marks.low(figure.quantity.last) in _COMPARED and not _leads_bound(marks, figure.quantity.last, figure)


def _leads_bound(marks: Marks, at: int, figure: Figure) -> bool:
    """`22 procent av handläggarna | fler än 70 ärenden`, `19 procent av patienterna | längre (tid) än 90 dagar`"""
    at += marks.low(at + 1) == "tid"
    bounds = (at, at + 2) if at > figure.quantity.last else (at,)
    timed = any(y.since == at + 1 or y.first == at + 2 for y in marks.years)  # `900 fler än ett år tidigare`
    return not timed and marks.low(at + 1) == "än" and any(f.quantity.first in bounds for f in marks.figures)


def _is_gap(marks: Marks, figure: Figure) -> bool:
    """`Könsskillnaden i meritvärde är 23 poäng`: how far two are apart, and the value of neither."""
    link = figure.first - 1 - (marks.low(figure.first - 1) == "hela")
    gap = next(iter(find_kind(marks, marks.first, link, "gap")), None)
    if gap is None or gap.first - marks.first > 1 or marks.low(link) not in _EQUALS:
        return False
    return not any(map(is_finite, marks.lows(gap.last, link)))


def is_of_two_changes(marks: Marks, figure: Figure) -> bool:
    """`Ökningen är två procentenheter större för kvinnor än för män`: how far one change is from another."""
    at = figure.quantity.last
    if marks.low(at) not in _LARGER or "än" not in marks.lows(at + 1, at + _OTHER_REACH):
        return False
    told = any(a.kind == "definite" and a.first < figure.first for a in marks.anchors)
    return told and not any(y.since is not None and at <= y.since <= at + _OTHER_REACH for y in marks.years)


def is_off_average(marks: Marks, figure: Figure) -> bool:
    """`6 procent under snittet`, `3 poäng över riket`, `en skillnad på tre enheter`: how far from another figure."""
    if figure.before == "på" and has_kind(marks, figure.at - 2, figure.at - 1, "gap"):
        return True
    if "gap" in marks.told and _is_gap(marks, figure):
        return True
    at = figure.quantity.last
    if marks.low(at) not in ("under", "över"):
        return False
    near = range(at + 1, at + 4)
    named = {p.first for p in marks.places} | {g.first for g in marks.genders}
    return not named.isdisjoint((at, at + 1)) or any(marks.low(k).endswith(_AVERAGE_ENDINGS) for k in near)
