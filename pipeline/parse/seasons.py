"""The part of a year that is named before it: `våren 2019`, `den 1 oktober 2014`, `22 januari–13 mars 2020`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.dates import months
from pipeline.parse.phrases import load_phrases
from pipeline.parse.printed_years import YearMention
from pipeline.parse.tokens import DASHES, Token
from pipeline.records import replace

# `mellan första | och andra halvåret 2019`
_ORDINALS = frozenset({"första", "andra", "tredje", "fjärde"})
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


def join_halves(tokens: Sequence[Token], mention: YearMention) -> YearMention:
    """`mellan våren och hösten 2019`, `första och andra kvartalet 2019`: from one part of a year to another, or both"""
    first = mention.first
    if first < 2 or not mention.period or tokens[first - 1].low != "och":
        return mention
    words, part = mention.period.split(" "), tokens[first - 2].low
    if part not in _ORDINALS and season_before(tokens, first - 1) != 1:
        return mention
    if first < 3 or tokens[first - 3].low != "mellan":
        return replace(mention, first=first - 2, period=f"{part} och {mention.period}")
    begin = " ".join([part, *words[1:]]) if part in _ORDINALS else f"{part} {words[-1]}"
    return _span(replace(mention, first=first - 3), mention.years * 2, (begin, mention.period))


def join_spans(one: YearMention, two: YearMention, tokens: Sequence[Token]) -> YearMention | None:
    """`mellan våren 2018 och våren 2019`, `från läsåret 2016/17 till läsåret 2018/19`; None for any other two times.

    And `sett över en femårsperiod, från 2017 till 2022`, which the years tell better.
    """
    if one.kind in ("span", "back") and two.kind == "range" and [t.text for t in tokens[one.last : two.first]] == [","]:
        return replace(two, first=one.first if one.since is None else one.since)
    if one.kind != "years" or two.kind != "years" or len(one.years) != 1 or len(two.years) != 1 or not one.period:
        return None
    begin = one.first if one.since is None else one.since
    led, joint = tokens[begin].low, tokens[two.first - 1].low
    joined = {"mellan": "och", "från": "till"}.get(led) == joint and two.first == one.last + 1
    if not joined or one.years > two.years:
        return None
    return _span(replace(one, first=begin, last=two.last), one.years + two.years, (one.period, two.period))


def lend_years(tokens: Sequence[Token], found: Sequence[YearMention]) -> list[YearMention]:
    """`från 31 procent | i mars | till 24 procent i oktober 2019`: a month before one that has its year."""
    lent: list[YearMention] = []
    begin = 0
    for mention in found:
        month, _, year = mention.period.rpartition(" ")
        if month in months() and mention.kind == "years":
            for k in range(max(begin, 1), mention.first):
                if tokens[k].low in months() and tokens[k - 1].low == "i":
                    own = mention.years[0] - (months()[tokens[k].low] > months()[month])
                    lent.append(YearMention(k, k + 1, "years", (own,), period=f"{tokens[k].low} {own}"))
        begin = mention.last
        lent.append(mention)
    return lent


def _span(mention: YearMention, years: tuple[int, ...], ends: tuple[str, str]) -> YearMention:
    period = f"{ends[0]}–{ends[1]}"
    return replace(mention, kind="range", years=years, period=period, ends=ends, since=None)


def _is_day(token: Token) -> bool:
    return token.kind == "number" and token.text.isdigit() and 1 <= int(token.text) <= 31
