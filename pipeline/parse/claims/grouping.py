"""Which figures of a clause say the same, or the same at two times, and what belongs to them right around.

"fyra av tio (42 procent)"                     one part
"från 34 procent 2019 till 40 procent"         one part, two times
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import has_content, is_content
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.value.roles import are_aliases
from pipeline.parse.verbs import is_finite

# So far before a figure its parenthesis may open: `(jämfört med 2022: 42 procent)`.
_PARENTHESIS = 5
# `från 34 procent av kommunerna våren 2019 till 40`
_COURSE_REACH = 8


def group_figures(marks: Marks, figures: Sequence[Figure]) -> list[list[Figure]]:
    groups: list[list[Figure]] = []
    for figure in figures:
        last = groups[-1][-1] if groups else None
        if last and (
            are_aliases(marks, last, figure) or is_course(marks, last, figure) or _is_aside(marks, last, figure)
        ):
            groups[-1].append(figure)
        else:
            groups.append([figure])
    return groups


def is_course(marks: Marks, one: Figure, two: Figure) -> bool:
    """`från 34 procent 2019 till 40 procent`: of the same at two times."""
    if one.before != "från" or two.before != "till" or two.at - one.last > _COURSE_REACH:
        return False
    timed = {k for y in marks.years for k in range(y.first, y.last)}
    gap = [marks.low(k) for k in range(one.last, two.at - 1) if k not in timed]
    return not has_content(gap)


def _is_aside(marks: Marks, one: Figure, two: Figure) -> bool:
    """`96 procent (95 procent 2019)`, `22 respektive 23 procent`."""
    gap = marks.lows(one.last, two.at)
    if two.quantity.paired > 1 and one.quantity.paired:
        return True
    if any(two.last <= g.first <= two.last + 1 for g in marks.genders):
        return False  # `6,8 procent (7,6 för kvinnor och 4,1 för män)`
    if ":" in gap and any(one.last <= p.first < two.at for p in marks.places):
        return False  # `88 procent (riket: 86, länet: 84)`
    beside = gap[:1] == ["("] or _is_in_bracket(marks, one, two)
    return beside and all(_is_small(w) for w in gap[1:]) and one.quantity.kind == two.quantity.kind


def _is_in_bracket(marks: Marks, one: Figure, two: Figure) -> bool:
    """`nöjdast i Säter (71 procent, 64 procent 2016) och`: of the same whom, at a time of its own."""
    opened, gap = one.before == "(", marks.lows(one.last, two.at)
    if not opened or gap[:1] not in ([","], [";"]) or ")" in gap:
        return False
    closed = next((k for k in range(two.last, marks.last) if marks.low(k) == ")"), marks.last)
    return bool(within(marks.years, one.last, closed))


def _is_small(word: str) -> bool:
    return not is_content(word) or word.isdigit()


def find_core_start(marks: Marks, figure: Figure, clause: Clause) -> int:
    first = figure.first
    bound = max([f.last for f in marks.figures if f.last <= figure.at], default=clause.first)
    for k in range(figure.at - 1, max(clause.first, bound, figure.at - _PARENTHESIS) - 1, -1):
        low = marks.low(k)
        if low == "(":
            return k  # `(2022: 42 procent)`, `(riket 72 procent)`
        if low in (")", ",", ";") or is_finite(low):
            break
    return max(first, clause.first)


def find_core_end(marks: Marks, figure: Figure, clause: Clause, limit: int) -> int:
    """After the figure, its base, and the parenthesis that it stands in."""
    before = marks.lows(max(clause.first, figure.at - 8), figure.at)
    if "(" not in before or ")" in before[-1 - before[::-1].index("(") :]:
        return figure.last
    behind = marks.lows(figure.last, min(limit, figure.last + 12))
    return figure.last + behind.index(")") + 1 if ")" in behind else figure.last
