"""The rank of a place beside its figure, which is no part of what is measured.

"Lund hamnar på plats fyra bland kommuner med över 40 000 invånare, | med ett NKI på 78"
"Med ett NKI på 76 | hamnar Lund på fjärde plats i kategorin små kommuner"
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.numerals import parse_number

_NUMBERED = frozenset({"förstaplats", "andraplats", "tredjeplats"})
RANKS = _NUMBERED | {"plats", "placering"}
_RANKING = frozenset(
    "hamnar hamnade ligger låg kommer kom placerar placerade landar landade intar når sig upp är var".split()
)
_ORDINALS = frozenset("första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte".split())
_AMONG = frozenset({"bland", "av", "i"})
_SETTLED = frozenset({"på", "en", "delad", "till", "den", "vår", "som"})
_ENDS = frozenset({",", ".", ";", "och", "men", "med"})


def find_rank(marks: Marks, clause: Clause) -> Iterable[int]:
    """The words from the verb that ranks to the others that it ranks among; none where they say all that is said."""
    at = next((k for k in range(clause.first, clause.last) if marks.low(k) in RANKS), clause.last)
    stated = {k for figure in marks.figures for k in range(figure.at, figure.last)}
    beside = [k for k in (at - 1, at + 1) if clause.first <= k < clause.last and k not in stated]
    numbered = any(_is_number(marks, k) for k in beside)
    if at == clause.last or not (numbered or marks.low(at) in _NUMBERED):
        return ()  # `en plats i särskilt boende`
    placed = marks.placed
    first = at
    while first > clause.first and (marks.low(first - 1) in _SETTLED | _RANKING or _is_number(marks, first - 1)):
        first -= 1
    while first > clause.first and first - 1 in placed:
        first -= 1
    first -= marks.low(first - 1) in _RANKING and first > clause.first
    last = at + 1
    while last < clause.last and last not in stated and _is_number(marks, last):
        last += 1
    if marks.low(last) in _AMONG:
        last = next((k for k in range(last, clause.last) if marks.low(k) in _ENDS and k > last + 1), clause.last)
        if marks.low(last) == "med" and marks.low(last - 1).startswith("kommun"):
            last = next((k for k in range(last, clause.last) if marks.low(k) in (",", ".")), clause.last)
    return range(first, last)


def _is_number(marks: Marks, at: int) -> bool:
    token = marks.tokens[at]
    counted = parse_number(token) is not None and token.low not in ("en", "ett")
    return counted or token.low.endswith((":a", ":e")) or token.low in _ORDINALS
