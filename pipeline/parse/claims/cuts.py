"""Where the gap between two figures of a clause parts, so that each side goes with its own.

"61 procent till kvinnor | och | 62 procent till män"
"11 procent av flickorna använder snus | medan | 20 procent av pojkarna gör det"
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.content import EXTREMES, LEADING, has_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_SEPARATORS = load_set("separators")
_FOLLOWED = frozenset({"följt", "följd", "följda"})
_BEHIND_COMMA = _SEPARATORS | {"jämfört", "att", "tätt"} | _FOLLOWED
_COMPARING = load_set("comparing words")


def find_cut(marks: Marks, first: int, last: int, masked: frozenset[int], asides: frozenset[int]) -> tuple[int, int]:
    """Where the gap between two figures parts, as the end of the left and the beginning of the right side."""
    if _opens_other_time(marks, last):
        return last, last
    verb = any(map(is_finite, marks.lows(first, last)))
    best, best_score = (last, last), -1.0
    if marks.low(first - 1) == ")" and verb:
        best = (first, first)  # `Jämfört med riket (76 procent) | ligger Säter bra till med 81 procent`
    kept = {k for f in marks.figures if first < f.at < last for k in range(f.at, f.quantity.last)}
    kept.update(k for p in marks.places if p.first < last for k in range(max(first, p.first + 1), p.last))
    for at in range(first, last):
        width = _separator_width(marks, at)
        if not width or at in kept or at in asides:  # `mellan en och två veckor` is one thing
            continue
        score = _score_cut(marks, first, at, at + width, last, masked)
        if score >= best_score:
            best, best_score = (at, at + width), score
    return best


def _opens_other_time(marks: Marks, at: int) -> bool:
    """`en rutin för hot och våld | (69 procent 2021)`: the bracket tells of all that stands before it."""
    closed = next((k for k in range(at, marks.last) if marks.low(k) == ")"), at) if marks.low(at) == "(" else at
    several = len([f for f in marks.figures if at < f.at < closed]) > 1  # `Säter (71 procent, 64 procent 2016)`
    return not several and any(at < y.first < closed for y in marks.years)


def _separator_width(marks: Marks, at: int) -> int:
    low = marks.low(at)
    if low == "," and marks.low(at + 1) in _BEHIND_COMMA:
        if marks.low(at + 1) == "att" and marks.low(at + 2) != "jämföra":
            return 1
        return 1 + _separator_width(marks, at + 1)
    if low == "att" and marks.low(at + 1) == "jämföra":
        return 3
    if low in _FOLLOWED or low == "tätt":
        return _width_of_following(marks, at)
    if low in ("jämfört", "jämförelse"):
        # `med 4 procent | jämfört med 2018 | och med 11 procent jämfört med 2010`
        timed = any(y.since == at and not any(at < f.at < y.last for f in marks.figures) for y in marks.years)
        return 0 if timed else 2
    if low == "jämföra" and marks.low(at - 1) == "att":
        return 0  # told with its `att`
    if low == "som" and marks.low(at - 1) == ")" and marks.low(at + 1) in LEADING:
        return 1  # `såväl i länet (75 procent) som i riket (70 procent)`
    if low == "än" and any(y.first == at + 1 or y.since == at for y in marks.years):
        return 0  # `6 procentenheter mer än förra året och 15 mer än 2015`
    if low in ("som", "eller"):  # `övar med polisen (64 procent) | eller | hemvärnet (59 procent)`
        return int(marks.low(at - 1) == ")" and (low == "eller" or _names_whom(marks, at + 1)))
    return 1 if low in _SEPARATORS or low in _COMPARING or low == ":" else 0


def _width_of_following(marks: Marks, at: int) -> int:
    """`bygglov (79) | följt av | tillsyn (77)`, `Mora med 84, | tätt följt av | Orsa`"""
    near = marks.low(at) == "tätt"
    if marks.low(at + near) not in _FOLLOWED or marks.low(at + near + 1) != "av" or marks.low(at - 1) == "tätt":
        return 0
    return 2 + near


def _names_whom(marks: Marks, at: int) -> bool:
    """`dubbelt så vanligt bland män (21 procent) som | bland kvinnor (13 procent)`."""
    return any(g.first in (at, at + 1) for g in marks.genders) or any(p.first in (at, at + 1) for p in marks.places)


def _score_cut(marks: Marks, first: int, left: int, right: int, last: int, masked: frozenset[int]) -> float:
    """How well the gap parts here.

    A separator right before the next figure is the surest; where nothing stands behind the first figure, all that
    follows its separator belongs to the next one (`i Kalmar 45 procent och i Borgholm 50`).
    """
    after = [marks.low(i) for i in range(first, left) if i not in masked]
    before = [marks.low(i) for i in range(right, last) if i not in masked]
    score = 0.0
    if not has_content(before) and not any(is_finite(low) for low in before):
        score += 3
    if not has_content(after):
        score += 2.5
    if right - left > 1 or marks.low(left) in ("medan", "men", "respektive") or marks.low(left) in _COMPARING:
        score += 2
    if marks.low(right) in PREPOSITIONS or any(g.first == right for g in marks.genders):
        score += 1
    if marks.low(right) in EXTREMES and right < last:
        score += 2  # `Dyrast var programmet A med 200 000 kronor och | billigast programmet B, 90 000`
    if marks.low(left) == ",":
        score -= 0.5
    return score
