"""What lines around a table say of its figures in parentheses: of the year before, of a year, or of another place.

Resultat 2019, förra årets inom parentes           58 (63)  ->  63 is of 2018
Andel i procent, rikets värde inom parentes        58 (63)  ->  63 is riket's
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.model import RIKET, Geography
from pipeline.parse.gazetteer import THE_COUNTY
from pipeline.parse.places import find_places
from pipeline.parse.tables.frame.frames import PARENTHESES
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import Unit, find_unit

_YEAR_BEFORE = re.compile(
    r"\b(?:föregående (?:läs)?år|förra året|fjol|året (?:innan|före|dessförinnan))", re.IGNORECASE
)
_AND_YEAR = re.compile(r",? (?:för |från |avser )?(?:år )?(?:19|20)\d\d")
_BOTH_YEARS = re.compile(r"\b(?:19|20)\d\d( \(((?:19|20)\d\d)\))")
_TWO_UNITS = re.compile(r"\b([^\W\d_]+) \(([^()]+)\)")
_COUNTED = re.compile(r"(?:\d|\b(?:en|ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|fjorton)) $")
_COUNTRY = re.compile(r"\b(?:riket|rikets|riks\w+|landet|landets|samtliga kommuner|alla kommuner)\b", re.IGNORECASE)
_COUNTY = re.compile(r"\b(?:länet|länets|läns\w+)\b", re.IGNORECASE)
_NETWORK = re.compile(
    r"\b(?:nätverke\w*(?: \w*(?:snitt|medel)\w*)?|kommungrupp\w*|(?:liknande|jämförbara) kommuner)\b", re.IGNORECASE
)


def part_clause(text: str) -> tuple[str, str]:
    """A text without what it says of figures in parentheses, and that: `Andel, 2018 inom parentes`, `2019 (2018)`."""
    at = text.find(PARENTHESES)
    if at < 0:
        both = _BOTH_YEARS.search(text)
        return (text[: both.start(1)] + text[both.end(1) :], both[2]) if both else (text, "")
    opening = text.rfind("(", 0, at)
    bare = text[opening + 1 : at].strip() == "inom"  # `förra årets värden (inom parentes)`
    start = max(text.rfind(mark, 0, opening if bare else at) for mark in (",.;" if bare else ",.;(")) + 1
    stop = min((i for i in (text.find(mark, at) for mark in ",.;)") if i >= 0), default=len(text))
    follows = _AND_YEAR.match(text, stop)  # `inom parentes, för 2018`
    stop = follows.end() if follows else stop
    return f"{text[:start]}{text[stop:]}", text[start:stop]


def find_two_units(texts: Iterable[str]) -> tuple[Unit, Unit] | None:
    """The units of figures and of those in parentheses beside them, where they differ: `antal (andel i procent)`.

    `Läkarkontakt inom tre dagar (procent)` has one: a number before the first makes it a limit.
    """
    for text in texts:
        for match in _TWO_UNITS.finditer(text):
            before, within = find_unit(match[1]), find_unit(match[2])
            if before and within and before.code != within.code and not _COUNTED.search(text, 0, match.start()):
                return before, within
    return None


def says_year_before(clause: str) -> bool:
    return _YEAR_BEFORE.search(clause) is not None


def find_year_before(clause: str, year: int | None) -> int | None:
    """The year of a figure in parentheses beside one of a year; None where the clause does not say it."""
    earlier = {period.year for period in find_periods(clause) if year and period.year < year}
    if len(earlier) == 1:
        return earlier.pop()
    return year - 1 if year and not earlier and says_year_before(clause) else None


def find_place(clause: str, home: Geography | None) -> Geography | None:
    """Whom figures in parentheses are of; None where the clause names nobody, or the report's own municipality."""
    if _COUNTRY.search(clause):
        return RIKET
    if _COUNTY.search(clause):
        return THE_COUNTY
    if found := _NETWORK.search(clause):
        return Geography("group", "", found[0])
    named = {mention.geography for mention in find_places(clause) if mention.geography != home}
    return named.pop() if len(named) == 1 else None
