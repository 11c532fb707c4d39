"""Times that another figure of the sentence gives: the second of two that are weighed, or the second of two courses.

"Maten är bättre än i fjol: 74 procent är nöjda, mot 72"                       the 72 are of last year
"från 90 procent 2017 till 86 procent 2021, och i årskurs 9 från 84 till 79"   the 84 are of 2017
"""

from __future__ import annotations

from pipeline.parse.claims.context import Dated, PartReader
from pipeline.parse.claims.pointed_times import span_told
from pipeline.parse.claims.sentence.clauses import Clause, compared_years
from pipeline.parse.claims.sentence.marks import Figure, within
from pipeline.parse.years import YearMention, resolve_years

# The two ends of a course.
_ENDS = 2


def date_other(reader: PartReader, figure: Figure, since: int | None) -> Dated | None:
    """The year of a figure that is only weighed against the one before it; None for other figures."""
    then = since if since is not None else _find_compared(reader)
    return Dated(then, "", "mot") if _is_of_other_time(reader, figure, then) else None


def date_like(reader: PartReader, figure: Figure) -> Dated | None:
    """`från 8,4 till 7,7. Motsvarande siffror för riket är 8,0 och 7,6`: the first is of the year that the course began
    in, the second of that it ended in."""
    marks, clause = reader.marks, reader.clause
    if "motsvarande" not in marks.lows(clause.first, clause.first + 2):
        return None
    figures = within(marks.figures, clause.first, clause.last)
    named = (*within(marks.genders, clause.first, clause.last), *within(marks.places, clause.first, clause.last))
    span = span_told(reader) if len(named) < _ENDS else None  # not `för kvinnor och män är 84 och 79`
    if span is None or len(figures) != _ENDS or marks.lows(figures[0].last, figures[1].at) != ["och"]:
        return None
    return Dated(span[figures.index(figure)], "", "motsvarande", said=True)


def _is_of_other_time(reader: PartReader, figure: Figure, then: int | None) -> bool:
    """`Maten är bättre än i fjol: 74 procent är nöjda, mot 72 procent`: the same of the same, so of another time.

    Where another time is compared with, one gender or place may be named of which both are.
    """
    marks, at = reader.marks, figure.at
    if figure.quantity.paired:
        second = reader.weighs_times and figure.quantity.paired == _ENDS
        return then is not None and (second or _is_pair_of_genders(reader, figure))
    if not (reader.number and marks.weighs(at)) or marks.low(figure.quantity.last) not in (".", ",", ")"):
        return False
    one = reader.parts[0].figures[0]
    lead = (reader.clause.first, one.at)
    whose = {p.geography.name for p in within(marks.places, *lead)} | {g.gender for g in within(marks.genders, *lead)}
    return len(whose) <= (then is not None) and one.quantity.kind == figure.quantity.kind


def _is_pair_of_genders(reader: PartReader, figure: Figure) -> bool:
    """`66 procent av kvinnorna och 70 procent av männen hade förtroende, mot 62 respektive 68 procent`"""
    paired = [f for f in reader.marks.figures if f.quantity.paired]
    lead = (reader.clause.first, paired[0].first)
    told = {g.gender for g in within(reader.marks.genders, *lead)}
    before = len(within(reader.marks.figures, *lead)) == len(told) == len(paired) == _ENDS
    return before and reader.marks.low(paired[0].at - 1) in ("mot", "med") and figure in paired


def find_led(reader: PartReader) -> int | None:
    """`Förtroendet var högre 2018 än 2017: 66 procent hade förtroende`: the year that is compared before the colon."""
    marks, first = reader.marks, reader.clause.first
    if marks.low(first) != ":" or not compared_years(marks, Clause(marks.first, first)):
        return None
    plain = {year for y in within(marks.years, marks.first, first) if y.since is None for year in y.years}
    return plain.pop() if len(plain) == 1 else None


def _find_compared(reader: PartReader) -> int | None:
    """The year that the sentence compared with before its clause."""
    compared = compared_years(reader.marks, Clause(reader.marks.first, reader.clause.first))
    years = [year for y in compared for year in resolve_years(y, reader.context.year, None, reader.context.previous)]
    return max(years, default=None)


def find_first_course(reader: PartReader, figure: Figure) -> YearMention | None:
    """The year of the same end of the first course; None where the figure is no end of a second one."""
    first, own = reader.parts[0].figures, reader.part.figures
    if not reader.number or len(first) != len(own) or len(own) < _ENDS:
        return None
    if not all(one.before == "från" for one in (first[0], own[0])):
        return None
    like = first[own.index(figure)]
    return next((y for y in reader.marks.years if y.first in (like.last, like.last + 1) and y.kind == "years"), None)
