"""The part of a year that is named before it: `våren 2019`, `den 1 oktober 2014`, `22 januari–13 mars 2020`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.dates import months
from pipeline.parse.phrases import load_phrases
from pipeline.parse.tokens import DASHES, Token

_DASH = re.compile(f"[{''.join(sorted(DASHES))}]")


def season_before(tokens: Sequence[Token], stop: int) -> int:
    """How many words before the year name a part of it: `våren`, `första halvåret`."""
    words = load_phrases("year_words.csv")
    for length in (2, 1):
        match = words.match(tokens, stop - length) if stop >= length else None
        if match and match.phrase.kind == "season" and match.last == stop:
            return length
    return int(stop > 0 and _spans_months(tokens[stop - 1].low))


def _spans_months(low: str) -> bool:
    """`januari–juni`, which is one word."""
    ends = _DASH.split(low)
    return len(ends) > 1 and months().keys() >= set(ends)


def take_days(tokens: Sequence[Token], first: int, period: str) -> tuple[int, str]:
    """Before a month: `den 1 oktober 2014`, `22 januari–13 mars 2020`, `februari–mars 2018`."""
    begin = first
    if tokens[first].low not in months():
        return first, period
    if begin and (_is_day(tokens[begin - 1]) or tokens[begin - 1].low == "sista"):
        begin -= 1
    if begin > 1 and tokens[begin - 1].low in DASHES | {"till", "och"}:
        month = load_phrases("year_words.csv").match(tokens, begin - 2)
        if month and month.phrase.kind == "season":
            begin -= 2
            if begin and _is_day(tokens[begin - 1]):
                begin -= 1
    if begin == first:
        return first, period
    printed = " ".join(t.low for t in tokens[begin:first])
    for dash in sorted(DASHES):
        printed = printed.replace(f" {dash}", dash).replace(f"{dash} ", dash)
    return begin, f"{printed}{'' if printed[-1] in DASHES else ' '}{period}"


def _is_day(token: Token) -> bool:
    return token.kind == "number" and token.text.isdigit() and 1 <= int(token.text) <= 31
