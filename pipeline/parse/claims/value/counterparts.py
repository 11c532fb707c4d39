"""A figure that has its meaning from another beside it, or from what it is compared with.

"84,3 år för kvinnor och 80,8 år för män"       the second is measured as the first is
"växte från 40 till 60 dagar"                   the two ends of a change
"högre än rikets 71,2"                          the same of another place
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import EXTREMES
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.value.differences import is_off_average
from pipeline.parse.claims.value.kinds import AVERAGES, has_kind
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_KINDS = frozenset({"time", "score", "money", "rate", "bare"})
_THAN = frozenset({"än", "under", "över"})
_MEANS = AVERAGES | {"i", "medel", "medelvärde", "genomsnittet", "snittet", ":"}
_RANKS, _BEHIND_PLACE = EXTREMES | {"flest"}, AVERAGES | {"med", "på", ",", "(", "i"}
CASES = frozenset({"när", "om"})
# Values of an index go so far.
_TOP = 100
# So many words may stand between `84,3 år för kvinnor och` and its counterpart.
_COUNTERPART = 8


def is_counterpart(marks: Marks, one: Figure, two: Figure) -> bool:
    """`84,3 år för kvinnor och 80,8 år för män`, `12 dagar i riket och 8 dagar i Nybro`, `12 besök, kvinnor 15`."""
    counts = (one.quantity.kind, two.quantity.kind) == ("count", "bare")  # `412 stycken, jämfört med 287 året innan`
    alike = one.quantity.kind == two.quantity.kind and one.quantity.kind in _KINDS
    if not (alike or counts):
        return False
    if is_off_average(marks, two):
        return False  # `93 900 kronor, 4 100 kronor under riket`
    timed = {k for y in marks.years for k in range(y.first, y.last)}  # not the `under` of `under 2019`
    spans = (f for f in marks.figures if f.quantity.kind == "time" and one.at < f.at < two.at)  # `under två veckor`
    timed.update(k for f in spans for k in range(f.at - 1, f.quantity.last))
    between = [marks.low(i) for i in range(one.last, two.at) if i not in timed]
    gap = set(between)
    # `hade 512 personer i Skövde minst en insats enligt LSS, mot 498 året innan`
    dated = marks.weighs(two.at) and any(y.first == two.quantity.last for y in marks.years)
    far = len(between) > _COUNTERPART * (1 + dated)
    if (_per(one) != _per(two) and not counts) or far or two.quantity.qualifier != "exact":
        return False
    told = (*((g.first, g.last) for g in marks.genders), *((p.first, p.last) for p in marks.places))
    told = (*told, *((y.first, y.last) for y in marks.years))
    named = any(last == two.first or 0 <= first - two.quantity.last <= 1 for first, last in told)
    averaged = marks.low(one.quantity.first - 1) in AVERAGES
    if (
        one.quantity.kind == "bare"
        and gap.isdisjoint({"på", "mot"})
        and one.quantity.value == one.quantity.value.to_integral()
        and not (averaged or named)
    ):
        return False
    if one.before == "från" and two.before == "till":
        return True
    if between[:1] == ["("] and marks.low(two.quantity.last) == ")" and _MEANS.issuperset(between[1:]):
        return True  # `Väntetid: 48 dagar (57 dagar)`, `14 timmar (medel 13 timmar)`
    joined = gap & {"och", "medan", "respektive", "jämfört", "mot", "men"} or (gap & {",", "("} and named)
    return bool(joined) and not gap & {"inom", "under", "över"}


def is_next_index(marks: Marks, clause: Clause, one: Figure, two: Figure) -> bool:
    """`NKI för bygglov är 64 och | för brandtillsyn 82`, `NKI 79, livsmedelskontroll 77`: the same of another thing."""
    if one.quantity.kind != "bare" or two.quantity.kind != "bare" or not 0 < two.quantity.value <= _TOP:
        return False
    gap, behind = marks.lows(one.last, two.at), marks.low(two.quantity.last)
    if behind in CASES and gap[:1] == [behind] and gap[-1] in ("och", "men", "mot"):
        return True  # `NKI är 73 när en kvinna har svarat och | 72 när en man`
    joined = not load_set("separators").isdisjoint(gap) and len(gap) <= _COUNTERPART
    counts = behind.isalpha() and behind not in load_set("prepositions") | load_set("separators")
    index = has_kind(marks, clause.first, one.at, "index")
    return index and joined and not counts and not any(map(is_finite, gap))


def _per(figure: Figure) -> str:
    """What a rate is per, be it of `våldsbrott` or, the second time, of `fall`; else the unit."""
    return figure.quantity.unit.partition(" per ")[2] or figure.quantity.unit


def is_of_place_compared(marks: Marks, figure: Figure) -> bool:
    """`högre än rikets 71,2`, `under genomsnittet i länet, 467 kilo`: the same of another place."""
    at = figure.at - (figure.before in ("på", "(", ","))  # `längre än rikssnittet på 53 dagar`
    places = (p for p in marks.places if p.last == at)
    return any(not _THAN.isdisjoint(marks.lows(p.first - 2 - _joins(marks, p.first), p.first + 1)) for p in places)


def _joins(marks: Marks, at: int) -> int:
    """`lägre än i | både | länet (73 procent) och riket`: a word more."""
    return int(marks.low(at - 1) in ("både", "såväl"))


def is_beside_another(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """The other end of a change, or the same of another year or place."""
    return (
        _is_end_of_change(marks, clause, figure)
        or is_of_year_before(marks, figure)
        or _is_of_place_before(marks, clause, figure)
        or _is_ranked(marks, clause, figure)
        or _is_weighed_in_brackets(marks, clause, figure)
    )


def _is_of_place_before(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Väntetiden är högst i Kalmar (48 dagar)`"""
    placed = any(p.last == figure.at - 1 for p in marks.places)
    return _is_bracketed(marks, figure) and placed and has_kind(marks, clause.first, figure.at, "measure")


def _is_ranked(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Snabbast är Solna | med 7,4 minuter`, `Längst väntetid har Orsa, 61 dagar`, `Flest platser har Mora med 48`."""
    lows = marks.lows(clause.first, figure.at)
    if lows[-1:] and lows[-1] not in _BEHIND_PLACE or _RANKS.isdisjoint(lows):
        return False
    place = next((p for p in reversed(marks.places) if p.last < figure.at), None)
    if place is None or place.population or not _BEHIND_PLACE.issuperset(marks.lows(place.last, figure.at)):
        return False
    rank = next((k for k in range(clause.first, place.first) if marks.low(k) in _RANKS), None)
    many = figure.quantity.kind == "bare" and figure.quantity.value == figure.quantity.value.to_integral()
    return rank is not None and (not many or marks.low(rank) == "flest")


def _is_weighed_in_brackets(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`är den längre bland kvinnor (41 dagar) än bland män (33)`, `är talet dubbelt så högt (17) som i riket (9)`"""
    if not _is_bracketed(marks, figure) or figure.quantity.unit in ("år", "års"):
        return False  # no ages
    pair = [f for f in within(marks.figures, clause.first, clause.last) if _is_bracketed(marks, f)]
    return figure in pair and len(pair) == 2 and bool({"än", "som"} & set(marks.lows(pair[0].last, pair[1].at)))


def _is_bracketed(marks: Marks, figure: Figure) -> bool:
    return figure.before == "(" and marks.low(figure.quantity.last) == ")"


def is_of_year_before(marks: Marks, figure: Figure) -> bool:
    """`vilket är längre än 2018 (40 dagar)`: alone in brackets behind what is compared with."""
    return _is_bracketed(marks, figure) and any(y.since is not None and y.last == figure.at - 1 for y in marks.years)


def _is_end_of_change(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`växte från 40 till 60 dagar`, `steg med 12 kronor, till 400`: where a change begins or ends.

    Not `ökade i åldrarna 65 till 80`, nor from one age to another.
    """
    before, at = figure.before, figure.at - 2
    if before not in ("från", "till") or figure.quantity.unit in ("år", "års"):
        return False
    opens = before == "från" and figure.at - 1 == clause.first  # `Från 215 poäng 2018 har det stigit till 223`
    here = within(marks.anchors, clause.first, clause.last if opens else figure.at)
    moves = any(a.kind in ("verb", "noun", "definite") for a in here)
    if not moves and not any(a.last in (figure.at, figure.at - 1) and a.kind == "adjective" for a in here):
        return False
    ranged = [f for f in marks.figures if f.quantity.last == at + 1] if before == "till" else []
    return not ranged or marks.low(ranged[0].at - 1) in ("från", "med")


def stays_at(marks: Marks, figure: Figure) -> bool:
    """`pojkarnas blev kvar på 212`: where it stays, in the unit of what was told."""
    return figure.before == "på" and any(a.last == figure.at - 1 and a.kind == "level" for a in marks.anchors)
