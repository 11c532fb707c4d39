"""Whom a clause speaks of before it comes to its figure: `Av handläggarna i landet har 75 procent socionomexamen`."""

from __future__ import annotations

from pipeline.parse.claims.bases import read_base
from pipeline.parse.claims.clauses import Clause
from pipeline.parse.claims.marks import Marks
from pipeline.parse.verbs import is_finite


def find_group(marks: Marks, clause: Clause) -> tuple[str, range, str]:
    """The base, the tokens that name it, and the population: of `Av de kommuner som har en plan har 45 procent ...`

    kommuner, the first seven, and `kommuner som har en plan`; of a clause that begins otherwise nothing.
    """
    for at in range(clause.first, min(clause.first + 3, clause.last)):
        if marks.low(at) not in ("av", "bland"):
            continue
        base = read_base(marks.tokens, at, clause.last, preposition=True)
        figures = [f for f in marks.figures if f.first > at]
        if base and figures:
            last = _end_of_relative(marks, base.last, figures[0].first)
            printed = marks.passage.text[marks.tokens[base.last].start : marks.tokens[last - 1].end]
            return base.base, range(at, last), f"{base.base} {printed}" if last > base.last else ""
    return "", range(0), ""


def _end_of_relative(marks: Marks, first: int, figure: int) -> int:
    """Where `som har en plan` ends: before the main verb, which stands right before the figure."""
    if marks.low(first) != "som" or not is_finite(marks.low(figure - 1)):
        return first
    return figure - 1
