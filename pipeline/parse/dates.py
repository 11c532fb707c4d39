"""Dates as Swedish pages write them, and what they are dates of.

"Publicerad: 21 juni 2017" -> published 2017-06-21; "Rapporten är framtagen i december 2019" -> published 2019-12
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import Literal

from pipeline.data import read_rows
from pipeline.records import record

Which = Literal["published", "updated", ""]

# Between the label and its date stand a colon, "den", "i", "av X", a weekday; a page's label is never further away.
LABEL_REACH = 40

#: Finds a year that may be printed in a text; most lines have none, and so no date.
find_year = re.compile(r"(?:19|20)\d\d").search
# A date without the name of its month has signs between its digits.
_DIGITS = re.compile(r"\d[-/.]\d")


@record
class DateMention:
    """`text[start:end]` is a date; `iso` is as much of it as is printed: 2021-06-24, 2021-06 or 2021."""

    start: int
    end: int
    iso: str
    which: Which = ""


def find_dates(text: str) -> Iterator[DateMention]:
    """Every date with a month that exists, in order, and what its label says that it is."""
    if not find_year(text) or not (_DIGITS.search(text) or any(map(text.lower().__contains__, months()))):
        return
    for match in _date().finditer(text):
        if iso := _write_iso(match):
            yield DateMention(match.start(), match.end(), iso, _find_label(text, match.start()))


def _write_iso(match: re.Match[str]) -> str:
    year = match["y1"] or match["y2"] or match["y3"] or match["y4"]
    name = match["m2"] or match["m4"]
    month = months()[name.lower()] if name else int(match["m1"] or match["m3"])
    day = match["d1"] or match["d2"] or match["d3"] or match["d4"]
    try:
        found = datetime.date(int(year), month, int(day or 1))
    except ValueError:
        return ""  # 2019-06-31, or an article number
    return found.isoformat() if day else found.isoformat()[:7]


def _find_label(text: str, start: int) -> Which:
    before = text[max(0, start - LABEL_REACH) : start].lower()
    best: tuple[int, int, Which] = (0, 0, "")
    for words, which in _labels():
        found = before.rfind(words)
        if found >= 0 and not before[max(0, found - 1) : found].isalpha() and not re.search(r"\d|\|", before[found:]):
            best = max(best, (found + len(words), len(words), which))
    return best[2]


@cache
def months() -> dict[str, int]:
    """The number of each month by its name, and by the short forms that dates are written with."""
    return {row["name"]: int(row["month"]) for row in read_rows("months.csv", "name", "month")}


@cache
def _labels() -> tuple[tuple[str, Which], ...]:
    rows = read_rows("date_labels.csv", "words", "which", "reason")
    for row in rows:
        if row["which"] not in ("published", "updated"):
            raise ValueError(f"data/date_labels.csv: {row['words']}: no such kind of date: {row['which']}")
    return tuple((row["words"], "published" if row["which"] == "published" else "updated") for row in rows)


@cache
def _date() -> re.Pattern[str]:
    """`2021-06-24`, `24 juni 2021`, `juni 2021`, `24/6 2021`, `24.6.2021`, `Jun 24, 2021`; not the article number
    `2019-6-11`."""
    names = "|".join(sorted(months(), key=len, reverse=True))
    return re.compile(
        r"(?<![\d-])(?P<y1>(?:19|20)\d\d)-(?P<m1>\d\d)(?:-(?P<d1>\d\d))?(?![\d-])"
        rf"|(?<!\d)(?:(?P<d2>\d{{1,2}})(?::?e)?\s+)?\b(?P<m2>{names})\.?,?\s+(?P<y2>(?:19|20)\d\d)(?!\d)"
        rf"|\b(?P<m4>{names})\.?\s+(?P<d4>\d{{1,2}}),\s+(?P<y4>(?:19|20)\d\d)(?!\d)"
        r"|(?<![\d/])(?P<d3>\d{1,2})[/.](?P<m3>\d{1,2})[ .-](?P<y3>(?:19|20)\d\d)(?!\d)",
        re.IGNORECASE,
    )
