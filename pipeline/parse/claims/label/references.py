"""What a clause points to beside its figure: a table, a place in a ranking, those whom a share is of.

", se tabell 1", "[3]"                                                    another part of the document
"och kommunen hamnar därmed på plats 14 i riket"                          a rank
"Det motsvarar 4 procent av befolkningen i åldersgruppen"                 of whom, and what it is was told before
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Marks, within
from pipeline.parse.verbs import is_finite

_NAMED_PARTS = frozenset({"tabell", "figur", "diagram", "bilaga", "sidan", "sid", "avsnitt", "kapitel"})
_RANKS = frozenset({"plats", "placering", "rang"})
# `Kommunen har ökat | andelen`
AUTHORITIES = frozenset({"kommunen", "regionen", "staden", "landstinget", "skolan", "förvaltningen"})
# `vilket ger kommunen plats 14`
_RANK_REACH = 8
_RANKED = AUTHORITIES | {"rankas", "rankades", "placerar", "placerade", "sig", "därmed", "nu"}
_RANKED |= {"ligger", "låg", "hamnar", "hamnade", "kommer", "kom", "intar", "står"}
# `, vilket motsvarar 10 procent av befolkningen 65 år och äldre`
_SAID, ALIASES = frozenset({"det", "detta", "vilket"}), frozenset({"motsvarar", "motsvarade", "utgör", "utgjorde"})
REFERENCES = _RANKS | {"se", "["}


def find_references(marks: Marks, clause: Clause) -> Iterable[int]:
    """`, se tabell 1`, `[3]`, `och plats 77`."""
    for at, low in enumerate(marks.lows(clause.first, clause.last), clause.first):
        if low == "se" and _NAMED_PARTS.intersection(marks.lows(at + 1, at + 3)):
            yield from range(at, min(at + 3 + (marks.low(at + 1) == "även"), clause.last))
        if low in _RANKS and marks.low(at + 1).isdigit() and not _counts(marks, at + 1):
            yield from range(_begin_of_rank(marks, clause, at), _end_of_rank(marks, clause, at + 2))
        if low == "[" and marks.low(at + 2) == "]":
            yield from range(at, at + 3)


def _begin_of_rank(marks: Marks, clause: Clause, at: int) -> int:
    """`är 88 procent | och kommunen hamnar därmed på plats 14`: a clause of its own, behind a figure."""
    begin = at - (marks.low(at - 1) in ("och", "på"))
    for k in range(at - 1, max(clause.first, at - _RANK_REACH), -1):
        if marks.low(k) in ("och", "vilket"):
            told = any(clause.first <= f.at < k for f in marks.figures) and any(map(is_finite, marks.lows(k, at)))
            return k - (marks.low(k - 1) == ",") if told else begin
        if any(f.at == k for f in marks.figures) or marks.low(k) == ",":
            break
    while begin > clause.first and marks.low(begin - 1) in _RANKED:
        begin -= 1  # `| ligger kommunen på plats 14`
    return begin


def _end_of_rank(marks: Marks, clause: Clause, at: int) -> int:
    """`plats 14 | bland länen`, `plats 14 | av landets 290 kommuner`"""
    if marks.low(at) not in ("av", "bland", "i"):
        return at
    ends = range(at + 1, min(at + _RANK_REACH, clause.last))
    return next((k for k in ends if marks.tokens[k].kind == "sign" or is_finite(marks.low(k))), at)


def find_whom(marks: Marks, clause: Clause) -> range:
    """`Det motsvarar 4,1 procent av befolkningen | i åldersgruppen`: whom the share of what was told before is of."""
    shares = (f for f in within(marks.figures, clause.first, clause.last) if f.quantity.kind in ("share", "part"))
    told = next(shares, None)
    if told is None or told.base is None or marks.low(clause.first + (marks.low(clause.first) == ",")) not in _SAID:
        return range(0)
    if marks.low(told.first - 1) not in ALIASES and marks.low(told.first) not in ALIASES:
        return range(0)
    stop = (k for k in range(told.last, clause.last) if marks.tokens[k].kind == "sign" or is_finite(marks.low(k)))
    end = next(stop, clause.last)
    return range(told.last, end) if marks.low(told.last) not in ("och", "men") else range(0)


def _counts(marks: Marks, at: int) -> bool:
    """`en plats | 498 tusen kronor`: a figure of something, and no rank"""
    return any(f.at == at and f.quantity.kind != "bare" for f in marks.figures)
