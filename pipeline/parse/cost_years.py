"""The year that all costs of a document are of, where it says so: mostly an earlier one than that of its other data.

"Kostnaderna avser 2017."                                             2017
"Kostnaderna är hämtade ur räkenskapssammandraget för 2019."          2019
"Kostnaderna för hemtjänsten avser 2017."                             none: of some of them
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Level, Reading
from pipeline.parse.claims import Claims
from pipeline.parse.claims.data_years import DESCRIBES, REFERS
from pipeline.parse.claims.sentence.wordings import Wording
from pipeline.parse.claims.year_doubts import UNSAID
from pipeline.parse.memory import find_spots
from pipeline.parse.table_years import Moved, end_change, find_moved, settle_review
from pipeline.records import replace

_WHY = "the year of the costs"
_MONEY = frozenset({"SEK", "kSEK", "MSEK"})
_COSTS = ("kostnad", "räkenskap")
_OPENING = frozenset({"uppgifterna", "uppgifter", "siffrorna", "alla", "samtliga", "om"})
_TELLING = REFERS | DESCRIBES | {"hämtas", "hämtades", "kommer", "grundas"}
# Costs older than of so many years before are history.
_REACH = 3


def find_cost_year(wordings: Sequence[Wording], year: int | None) -> int | None:
    """The year that all costs are said to be of, when it is another than `year`, that of the document's data."""
    told = {other for wording in wordings for other in _find_told(wording)} if year is not None else set()
    return told.pop() if len(told) == 1 and year is not None and year - _REACH <= min(told) < year else None


def _find_told(wording: Wording) -> Iterator[int]:
    if wording.passage.kind == "heading" or not wording.years:
        return
    begin = 0
    for stop in (*find_spots(".".__eq__, wording.lows), len(wording.lows)):
        lows = wording.lows[begin:stop]
        mentions = [m for m in wording.years if begin <= m.first < stop]
        numbers = sum(wording.tokens[k].kind == "number" for k in range(begin, stop))
        if len(mentions) == numbers == 1 and len(mentions[0].years) == 1 and _is_of_all_costs(lows):
            yield mentions[0].years[0]
        begin = stop + 1


def _is_of_all_costs(lows: Sequence[str]) -> bool:
    """`Kostnaderna avser`, `Uppgifterna om kostnader är från`: nothing is said of which costs they are."""
    at = next((k for k, low in enumerate(lows) if low not in _OPENING), len(lows))
    return any(low.startswith(_COSTS) for low in lows[at : at + 1]) and not _TELLING.isdisjoint(lows[at + 1 : at + 2])


def date_costs(levels: Sequence[Level], year: int | None) -> Sequence[Level]:
    """The levels; those in money that only the document's year dates are of the year of its costs."""
    return levels if year is None else [_date(level, year) if _is_cost(level) else level for level in levels]


def settle_costs(claims: Claims, year: int | None) -> Claims:
    """The claims, the costs among them dated, and what has changed in those until that year."""
    levels = tuple(date_costs(claims.levels, year))
    pairs = zip(claims.levels, levels, strict=True)
    moved: Moved = {(old.indicator, old.geography): new.year for old, new in pairs if old is not new}
    if not moved:
        return claims
    changes = tuple([end_change(change, find_moved(change, moved), _WHY) for change in claims.changes])
    return replace(claims, levels=levels, changes=changes)


def _is_cost(level: Level) -> bool:
    return level.unit in _MONEY and UNSAID in level.readings


def _date(level: Level, year: int) -> Level:
    readings = tuple(Reading("year", _WHY) if r == UNSAID else r for r in level.readings)
    return replace(level, year=year, readings=readings, review=settle_review(level.review))
