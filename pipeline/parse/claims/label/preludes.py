"""What leads to a clause and says nothing of its own: `Efter flera år av ökningar`, `Det har blivit svårare att`."""

from __future__ import annotations

from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.sentence.opened_rates import find_opening
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_LIKENESS = frozenset({("i", "likhet", "med"), ("till", "skillnad", "från"), ("precis", "som"), ("liksom",)})
# `efter flera års`
_PRELUDE = 4
# `Indelat efter invånarantal är andelen högst i`
_DIVIDED = frozenset({"indelat", "uppdelat", "fördelat"})
# `Ser man till | länen`, `Om vi tittar på | de enskilda kommunerna`
_LOOKING, _LOOK = frozenset({"ser", "tittar"}), 3
_AMONG = frozenset({"länen", "kommunerna", "regionerna", "landstingen", "landet", "riket", "kommuner", "regioner"})
# `Däremot har det blivit ovanligare än tidigare att`
_THAT = 8


def length_of_likeness(marks: Marks, at: int) -> int:
    """How many words say that others do the same or not: 3 of `I likhet med`, 1 of `Liksom`; 0 of all else."""
    opening = tuple(marks.lows(at, at + 3))
    return next((n for n in (3, 2, 1) if opening[:n] in _LIKENESS), 0)


def find_prelude(marks: Marks, clause: Clause) -> int:
    """Where the clause itself begins behind `Efter flera år av ökningar`, `Räknat per 1 000 invånare`: at its verb."""
    opening = marks.lows(clause.first, clause.first + _PRELUDE)
    alike = clause.first + length_of_likeness(marks, clause.first)
    if opening[0] in ("i", "till") and alike > clause.first and "andelen" in opening[3:]:
        return _find_own_share(marks, clause)
    if alike > clause.first and any(0 <= f.at - alike <= 1 for f in marks.figures):
        return alike  # `Liksom i 67 procent av kommunerna har vi en plan`
    if opening[0] == "så" and marks.low(clause.first - 1) == "," and clause.first > marks.first:
        return clause.first + 1  # `I fjol var 79 procent trygga, | så | tryggheten har stigit`
    if opening[0] in _LOOKING or opening[0] == "om":
        return _find_look(marks, clause)
    if opening[0] == "trots" and opening[1:2] in (["ett"], ["en"]):  # `Trots ett oförändrat resultat | har`
        return next((k for k in range(clause.first + 2, clause.last) if is_finite(marks.low(k))), clause.first)
    divided = opening[0] in _DIVIDED and opening[1:2] in (["efter"], ["på"])
    if opening[0] != "efter" and "per" not in opening[:2] and not divided:
        return clause.first
    told = "års" in opening or (opening[2:3] == ["år"] and opening[3:] in (["av"], ["med"]))  # not `Efter fyra år är`
    rated = "per" in opening[:2] and find_opening(marks.tokens, clause.first)[1] > clause.first
    if not (rated or divided) and (opening[0] != "efter" or not told):
        return clause.first
    return next((k for k in range(clause.first + 2, clause.last) if is_finite(marks.low(k))), clause.first)


def _find_own_share(marks: Marks, clause: Clause) -> int:
    """`I likhet med andelen nöjda | har även | andelen trygga ökat`: at what is told of."""
    shares = (k for k in range(clause.first + _PRELUDE, clause.last) if marks.low(k) == "andelen")
    at = next(shares, clause.first)
    led = {"även", "också", "har", "hade", "är"}.issuperset(marks.lows(max(clause.first, at - 2), at))
    return at if led else clause.first


def _find_look(marks: Marks, clause: Clause) -> int:
    """`Ser man till länen | ligger Kalmar län bäst till`: only among which places; not `Ser man till de äldre`."""
    opening = marks.lows(clause.first, clause.first + 1 + _LOOK)
    opening = opening[opening[:1] == ["om"] :]
    if not {"man", "vi"} & set(opening[:2]) or _LOOKING.isdisjoint(opening[:2]) or opening[2] not in ("till", "på"):
        return clause.first
    at = clause.first + (marks.low(clause.first) == "om") + _LOOK
    verb = next((k for k in range(at, min(at + _LOOK + 1, clause.last)) if is_finite(marks.low(k))), at)
    return verb if _AMONG & set(marks.lows(at, verb)) else clause.first


def find_turn(marks: Marks, clause: Clause) -> int:
    """Where it begins behind `Det har blivit svårare att`, `Det är ovanligare än tidigare att kommunerna`."""
    if "det" not in marks.said:
        return clause.first
    lows = marks.lows(clause.first, min(clause.first + _THAT, clause.last))
    if "det" not in lows[:3]:
        return clause.first
    if "att" not in lows or load_set("becoming").isdisjoint(lows[: lows.index("att")]):
        return clause.first
    first = clause.first + lows.index("att") + 1
    who = nouns().get(marks.low(first))
    return first + (who is not None and who.kind == "public")
