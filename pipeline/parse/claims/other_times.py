"""Times that another figure of the sentence gives.

"Maten är bättre än i fjol: 74 procent är nöjda, mot 72"     the 72 are of last year
"""

from __future__ import annotations

from pipeline.parse.claims.context import Dated, PartReader
from pipeline.parse.claims.sentence.clauses import Clause, compared_years
from pipeline.parse.claims.sentence.marks import Figure, within
from pipeline.parse.years import resolve_years


def date_other(reader: PartReader, figure: Figure, since: int | None) -> Dated | None:
    """The year of a figure that is only weighed against the one before it; None for other figures."""
    then = since if since is not None else _find_compared(reader)
    return Dated(then, "", "mot") if _is_of_other_time(reader, figure, then) else None


def _is_of_other_time(reader: PartReader, figure: Figure, then: int | None) -> bool:
    """`Maten är bättre än i fjol: 74 procent är nöjda, mot 72 procent`: the same of the same, so of another time.

    Where another time is compared with, one gender or place may be named of which both are.
    """
    marks, at = reader.marks, figure.at
    led = marks.low(at - 1) == "mot" or marks.lows(at - 2, at) in (["jämfört", "med"], ["jämföra", "med"])
    if not (reader.number and led) or marks.low(figure.quantity.last) not in (".", ",", ")"):
        return False
    one = reader.parts[0].figures[0]
    lead = (reader.clause.first, one.at)
    whose = {p.geography.name for p in within(marks.places, *lead)} | {g.gender for g in within(marks.genders, *lead)}
    return len(whose) <= (then is not None) and one.quantity.kind == figure.quantity.kind


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
