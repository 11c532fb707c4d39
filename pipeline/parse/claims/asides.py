"""A municipality's own statement within the sentence of a finding.

"Vi har en plan, | något som 67 procent av kommunerna har."
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.marks import Marks, within
from pipeline.parse.memory import find_spots
from pipeline.records import replace

# `Vi har en plan, något som`, `, i likhet med`: and then how many others have one.
_OTHERS_DO = frozenset({"vilket", "något", "precis", "liksom"})
_OTHERS_ARE = frozenset({("i", "likhet"), ("till", "skillnad")})


def find_aside(marks: Marks) -> Marks | None:
    """The own statement of a sentence with figures, as a sentence without; None where it makes none."""
    if not marks.figures:
        return None
    first = min(f.first for f in marks.figures)
    commas = find_spots(",".__eq__, marks.lows(marks.first + 1, first), marks.first + 1)
    end = next((k for k in commas if _turns_to_others(marks, k + 1)), None)
    if end is None or within(marks.anchors, marks.first, end):
        return None
    return replace(marks, last=end, figures=(), places=within(marks.places, marks.first, end), anchors=())


def _turns_to_others(marks: Marks, at: int) -> bool:
    return marks.low(at) in _OTHERS_DO or tuple(marks.lows(at, at + 2)) in _OTHERS_ARE
