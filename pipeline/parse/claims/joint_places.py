"""Places that share figures: several of which one is told, and several of which each has its own.

"31 procent i Blekinge län och Kalmar län"                   of both
"I Malmö och Lund är andelen 88 respektive 79 procent"      first to first
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.label.topics import Subject
from pipeline.parse.claims.sentence.content import EXTREMES
from pipeline.parse.claims.sentence.marks import Figure, PlaceMark, within
from pipeline.parse.claims.traits import find_named, find_place_beside
from pipeline.records import replace

# `både hos | oss | och i riket`
_TWO, _OURSELVES, _JOINED = {"både": "och", "såväl": "som"}, frozenset({"oss", "kommunen"}), 3


def find_places_beside(reader: PartReader, figure: Figure | None) -> tuple[PlaceMark, ...]:
    """`31 procent i Blekinge län och Kalmar län`: the places side by side that one figure, or the clause where it has
    none, holds for; else none."""
    if figure is not None and (figure.quantity.paired or _is_of_public_share(figure)):
        return ()
    if home := _find_joined_home(reader):
        return home
    if len(reader.marks.places) < 2:
        return ()
    lead = (reader.part.before,) if reader.number == 0 else ()
    spans = reader.own_spans(figure) if figure is not None else ((reader.clause.first, reader.clause.last),)
    beside = find_place_beside(reader.marks, lead, figure) if figure is not None else None
    if beside and figure is not None and beside.last == figure.at - 1 and reader.marks.low(beside.last) == ",":
        return ()  # `är högst i Skåne, 70 procent, och lägst i Kalmar och Blekinge län`
    for first, last in (*spans, *lead):
        named = find_named(reader.marks, first, last)
        found = _find_run(reader, named)
        if found and figure is not None and found[0].first >= figure.last:
            near = {*reader.marks.lows(figure.last, found[0].first), reader.marks.low(found[-1].last)}
            if not EXTREMES.isdisjoint(near):
                continue  # `är högst i Lund (77 procent) och lägst i Ystad och Malmö`
        listed = bool(found) and reader.marks.low(found[0].first - 1) == "("  # `liknande kommuner (Heby och Tierp)`
        if (
            len(found) > 1 and found[-1] is named[-1] and not listed
        ):  # not `Bland Kiruna och Pajala ligger Pajala högst, 61`
            return tuple(found)
    return ()


def _is_of_public_share(figure: Figure) -> bool:
    return figure.quantity.kind != "bare" and figure.base is not None and figure.base.kind == "public"


def _find_run(reader: PartReader, named: Sequence[PlaceMark]) -> list[PlaceMark]:
    """The first of the places, and those that follow it as side by side: `Kil, Sunne och Eda`, `såväl Kil som Eda`."""
    run = list(named[:1])
    for one, two in pairwise(named):
        as_well = reader.marks.low(one.first - 1) == "såväl" and reader.marks.lows(one.last, two.first) == ["som"]
        if not as_well and not reader.marks.are_listed(one, two):
            break
        run.append(two)
    return run


def _find_joined_home(reader: PartReader) -> tuple[PlaceMark, ...]:
    """`97 procent är nöjda, både hos oss och i riket`, `i såväl kommunen som landet`: of its own and another."""
    marks, home = reader.marks, reader.context.home
    if home is None or marks.said.isdisjoint(_TWO.keys()):
        return ()
    for place in find_named(marks, reader.clause.first, reader.clause.last):
        before = [low for low in marks.lows(reader.clause.first, place.first) if low not in ("i", "hos")]
        if len(before) >= _JOINED and _TWO.get(before[-3]) == before[-1] and before[-2] in _OURSELVES:
            return replace(place, geography=home), place
    return ()


def find_pair_place(reader: PartReader, figure: Figure | None) -> PlaceMark | None:
    """`I Malmö och Lund är andelen 88 respektive 79 procent`: first to first.

    And `bäst är Lund, 71 procent, och sämst Orsa och Heby med 63 respektive 64`, `vanligare i städer än på landet, 89
    respektive 60 procent`.
    """
    if figure is None or not figure.quantity.paired:
        return None
    pair = [f for f in reader.part.figures if f.quantity.paired]
    named = [p for p in within(reader.marks.places, reader.clause.first, reader.clause.last) if p.geography.code]
    # One of the pair may be no figure of this clause: `2018/19 respektive 74 procent`.
    if len(named) < len(pair) or len(pair) < figure.quantity.paired:
        return None
    others = [f.at for f in reader.marks.figures if f not in pair]
    before = [p for p in named if p.last <= pair[0].first and not any(p.last <= at < pair[0].at for at in others)]
    behind = [p for p in named if p.first >= pair[-1].last and not any(pair[-1].at < at < p.first for at in others)]
    for near in (before[-len(pair) :], behind[: len(pair)]):
        if len(near) == len(pair) and all(_go_together(reader, a, b) for a, b in pairwise(near)):
            return near[figure.quantity.paired - 1]
    return None


def _go_together(reader: PartReader, one: PlaceMark, two: PlaceMark) -> bool:
    """Whether two places share a pair of figures: `Malmö och Lund`, and `har Malmö fler än Lund` of nobody else."""
    gap = reader.marks.lows(one.last, two.first)
    weighed = "än" in (*gap[-1:], reader.marks.low(two.first))
    weighed = weighed and not within(reader.marks.genders, reader.clause.first, reader.clause.last)
    return gap in (["och"], [","], ["samt"], ["respektive"]) or weighed


def find_pair_told(reader: PartReader, figure: Figure) -> Subject | None:
    """`I Arboga är 62 procent nöjda och i riket 58. År 2018 var siffrorna 59 respektive 57`: first to first."""
    told = reader.topic.subjects
    if within(reader.marks.genders, reader.clause.first, reader.clause.last):
        return None  # `Flickorna lyckades bättre än pojkarna, 79 respektive 70 procent`
    paired = sum(f.quantity.paired > 0 for f in reader.part.figures)
    if (
        len({s.geography for s in told}) != paired
        or len(told) != paired
        or len({(s.label, s.gender) for s in told}) > 1
    ):
        return None
    return told[figure.quantity.paired - 1]
