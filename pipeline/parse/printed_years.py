"""Years as they are printed: `2019`, `2016–2021`, `2018/19`, `2020 och 2019`, `2019-05-01`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import DASHES, Token
from pipeline.records import record

Kind = Literal[
    "years", "range", "rank", "both", "normal", "event", "shift", "vague", "before", "survey", "back", "span", "same"
]

_DATE = re.compile(r"(\d{4})-\d\d-\d\d$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
#: What gives the year of a figure beside which nothing tells one; in its readings.
REPORTS_YEAR = "the report's year"
# A quantity of these is no year: `2 000 kronor` has its space, `2019 kronor` does not occur.
_UNITS = load_set("units of years")


@record
class YearMention:
    """`tokens[first:last]` names a time. `since` is where the words of comparison before it begin, else None.

    `years` as printed, empty for relative ones; `count` is the shift, or how many years back or long; `period` is what
    is printed where that is no whole year (`hösten 2018`); `ends` are the periods that a range of such goes between.
    """

    first: int
    last: int
    kind: Kind
    years: tuple[int, ...] = ()
    count: int = 0
    period: str = ""
    since: int | None = None
    ends: tuple[str, str] = ("", "")


def parse_year(tokens: Sequence[Token], at: int) -> int | None:
    """The year that this token is; None for other numbers (`2019 personer`, `2 019`)."""
    token = tokens[at]
    if token.kind == "noise":
        date = _DATE.match(token.text)
        return int(date[1]) if date else None
    if token.kind != "number" or not _YEAR.match(token.text):
        return None
    if at + 1 < len(tokens) and tokens[at + 1].low in _UNITS:
        return None
    return int(token.text)


def read_printed(tokens: Sequence[Token], at: int) -> YearMention | None:
    """`2019`, `2016–2021`, `2018/19`, `2020 och 2019`, `mellan 2019 och 2021`."""
    first = parse_year(tokens, at)
    if first is None:
        return None
    if at + 2 < len(tokens) and tokens[at + 1].text == "/" and _is_school_year(first, tokens[at + 2].text):
        period = "".join(t.text for t in tokens[at : at + 3])
        return YearMention(at, at + 3, "years", (first + 1,), period=period)
    if short := _read_short_end(tokens, at, first):
        return YearMention(at, at + 3, "range", (first, short))
    years, last = [first], at + 1
    joiners = []
    both = at > 0 and tokens[at - 1].low == "såväl"
    while last + 1 < len(tokens) and tokens[last].low in DASHES | {
        "och",
        ",",
        "samt",
        "till",
        "som" if both else "och",
    }:
        following = parse_year(tokens, last + 1)
        if following is None:
            break
        joiners.append(tokens[last].low)
        years.append(following)
        last += 2
    before = tokens[at - 1].low if at else ""
    if at > 1 and before.endswith(("arna", "åren")) and tokens[at - 2].low == "mellan":
        before = "mellan"  # `mellan mätningarna 2018 och 2021`
    between = len(years) == 2 and (
        joiners[0] in DASHES or (joiners[0] == "och" and before == "mellan") or joiners[0] == "till"
    )
    return YearMention(at, last, "range" if between else "years", tuple(years))


def _read_short_end(tokens: Sequence[Token], at: int, first: int) -> int | None:
    """The last year of `2015–18`, written without blanks; else None."""
    span = tokens[at : at + 3]
    if len(span) < 3 or span[1].low not in DASHES or span[0].end != span[1].start or span[1].end != span[2].start:
        return None
    last = span[2].text
    year = first - first % 100 + int(last) if len(last) == 2 and last.isdigit() else first
    return year if year > first else None


def _is_school_year(first: int, second: str) -> bool:
    return second in (str(first + 1), str(first + 1)[2:])
