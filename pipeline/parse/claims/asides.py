"""A municipality's own statement within the sentence of a finding.

"31 procent saknar en plan | – Nybro är en av dem."
"Vi har en plan, | något som 67 procent av kommunerna har."
"I likhet med 67 procent av kommunerna | har vi en plan."
"""

from __future__ import annotations

from pipeline.parse.claims.label.preludes import length_of_likeness
from pipeline.parse.claims.sentence.marks import Marks, within
from pipeline.parse.memory import find_spots
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

_ANSWERS = frozenset({"ja", "nej", "delvis"})
# `(Nybro kommun: ja)`
_BRACKET = 7
_DASHES = frozenset("–—")
# `Vi har en plan, något som`, `, i likhet med`: and then how many others have one.
_OTHERS_DO = frozenset({"vilket", "något", "precis", "liksom"})
_OTHERS_ARE = frozenset({("i", "likhet"), ("till", "skillnad")})


def part_answer(marks: Marks) -> tuple[Marks, Marks | None]:
    """`Rutin för hembesök: 37 procent | (ja)`, `(Nybro: nej)`: the country's share, and the answer."""
    if ")" not in marks.said:
        return marks, None
    end = marks.last - (marks.low(marks.last - 1) == ".")
    if marks.low(end - 1) != ")" or marks.low(end - 2) not in _ANSWERS:
        return marks, None
    opened = next((k for k in range(end - 3, max(end - _BRACKET, marks.first), -1) if marks.low(k) == "("), None)
    if opened is None or not any(f.last <= opened for f in marks.figures):
        return marks, None
    if marks.lows(opened + 1, end - 2) and marks.low(end - 3) != ":":
        return marks, None
    own = replace(marks, first=end - 2, last=end - 1, figures=(), places=(), anchors=())
    return replace(marks, last=opened, places=within(marks.places, marks.first, opened)), own


def find_aside(marks: Marks) -> Marks | None:
    """The own statement of a sentence with figures, as a sentence without; None where it makes none."""
    return (_find_behind(marks) or _find_before(marks) or _find_main(marks)) if marks.figures else None


def _find_behind(marks: Marks) -> Marks | None:
    """`31 procent saknar en plan | – Nybro är en av dem.`"""
    if not marks.places:
        return None
    last = max(f.last for f in marks.figures)
    dash = next((k for k in range(last, marks.last) if marks.low(k) in _DASHES), marks.last)
    places = within(marks.places, dash, marks.last)
    if not places or places[0].first > dash + 1 or not any(map(is_finite, marks.lows(dash, marks.last))):
        return None
    return replace(marks, first=dash + 1, figures=(), places=places, anchors=within(marks.anchors, dash, marks.last))


def _find_before(marks: Marks) -> Marks | None:
    """`Vi har en plan | , vilket 67 procent av kommunerna har.`"""
    if "," not in marks.said:
        return None
    first = min(f.first for f in marks.figures)
    commas = find_spots(",".__eq__, marks.lows(marks.first + 1, first), marks.first + 1)
    end = next((k for k in commas if _turns_to_others(marks, k + 1)), None)
    if end is None or within(marks.anchors, marks.first, end):
        return None
    return replace(marks, last=end, figures=(), places=within(marks.places, marks.first, end), anchors=())


def _turns_to_others(marks: Marks, at: int) -> bool:
    return marks.low(at) in _OTHERS_DO or tuple(marks.lows(at, at + 2)) in _OTHERS_ARE


def _find_main(marks: Marks) -> Marks | None:
    """`I likhet med 67 procent av kommunerna | har vi en plan`, `Till skillnad från 67 procent`"""
    begin = marks.first + length_of_likeness(marks, marks.first)
    first = min(marks.figures, key=lambda f: f.first)
    public = first.base is not None and first.base.kind == "public"
    if begin == marks.first or first.at - begin > 1 or not public or not is_finite(marks.low(first.last)):
        return None
    places = within(marks.places, first.last, marks.last)
    return replace(marks, first=first.last, figures=(), places=places, anchors=())
