"""What stands in brackets: a figure of another year or of others, or a time.

"92 procent (88 procent)", "34 procent saknar tillgång till psykolog (38 procent)."
"75 procent (2019)", "91 % (2014: ingen uppgift)"
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.marks import Figure, Marks
from pipeline.parse.years import YearMention


def is_in_brackets(marks: Marks, figure: Figure) -> bool:
    """Whether it is the one in brackets of two alike: `92 % (88 %)`, `34 procent saknar det (38 procent).`"""
    return is_bracketed(marks, figure) or ends_bracketed(marks, figure)


def is_bracketed(marks: Marks, figure: Figure) -> bool:
    """`92 % (88 %)`, `20 procent av kvinnorna (17)`, `92 procent 2019 (88)`: of another year, or of others.

    The sentence does not say of which.
    """
    if marks.low(figure.at - 1) != "(" or ")" not in (marks.low(figure.quantity.last), marks.low(figure.at + 1)):
        return False
    ends = {figure.at - 1} | {y.first for y in marks.years if y.last == figure.at - 1}
    behind = (f.quantity for f in marks.figures if f.last in ends)
    kinds = {figure.quantity.kind} if figure.quantity.kind != "bare" else {"share", "bare"}
    return any(q.kind in kinds and q.unit in ("percent", figure.quantity.unit) for q in behind)


def ends_bracketed(marks: Marks, figure: Figure) -> bool:
    """`34 procent av skolorna saknar tillgång till psykolog (38 procent).`: of the other year that brackets hold"""
    ends = marks.lows(figure.quantity.last, figure.quantity.last + 2) in ([")", "."], [")", ""])
    alike = [f for f in marks.figures if f.quantity.kind == figure.quantity.kind]
    return ends and figure.before == "(" and len(alike) == 2 and figure == alike[1]


def find_bracket(marks: Marks, mention: YearMention) -> tuple[int, int] | None:
    """Where the bracket opens and closes that the mention stands in; None outside of any."""
    if ")" not in marks.lows(mention.last, marks.last):
        return None
    opened = next((k for k in range(mention.first, marks.first - 1, -1) if marks.low(k) in ("(", ")")), marks.first)
    closed = next((k for k in range(mention.last, marks.last) if marks.low(k) in ("(", ")")), marks.last)
    return (opened, closed) if marks.low(opened) == "(" and marks.low(closed) == ")" else None
