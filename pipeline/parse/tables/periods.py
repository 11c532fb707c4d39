"""Years and parts of years as headers and captions print them: `2018/19` -> 2019, `Ht 2020` -> 2020.

Running text (`förra året`, `de senaste sex åren`) is read elsewhere; a header only ever names its period.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.records import record

_YEAR = r"(?:19|20)\d\d"
_DASH = r"[-–—]"
#: The name of a month, or a short form of it, in any case.
MONTH = (  # whole, so that `2014 Mariestad` is none
    r"(?:jan(?:uari)?|feb(?:ruari)?|mars?|apr(?:il)?|maj|juni?|juli?|aug(?:usti)?|sept?(?:ember)?|okt(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])\.?"
)
_PART = (
    r"(?:våren|hösten|sommaren|vintern|vårterminen|höstterminen|vår|höst|vt|ht|h[12]|q[1-4]|t[1-3]"
    r"|(?:kvartal|kv\.?|tertial|halvår|termin) ?[1-4]|[1-4]:?[ae]? (?:kvartalet|tertialet|halvåret)"
    rf"|{MONTH}(?: ?{_DASH} ?{MONTH})?)"
)
_PERIOD = re.compile(
    rf"(?<![\w.,:])(?:"
    rf"(?P<spell>(?:läsåren )?(?P<begin>{_YEAR}) ?/ ?(?:{_YEAR}|\d\d) ?{_DASH} ?(?P<end>{_YEAR}) ?/ ?(?:{_YEAR}|\d\d))"
    rf"|(?P<split>(?:läsåret |läsår |säsongen )?(?P<first>{_YEAR}) ?/ ?(?P<last>{_YEAR}|\d\d))"
    rf"|(?P<span>(?P<from>{_YEAR}) ?{_DASH} ?(?P<to>{_YEAR}))"
    rf"|(?P<part>{_PART}[ -]?(?P<year>{_YEAR}))"
    rf"|(?P<short>(?P<term>vt|ht)[ -]?-?(?P<two>\d\d))"
    rf"|(?P<late>(?P<year2>{_YEAR})[ :]?(?:{_PART}))"
    rf"|(?P<month>(?P<year3>{_YEAR})-(?:0[1-9]|1[0-2])(?!-\d))"
    rf"|(?P<plain>{_YEAR})"
    rf")(?![^\W¹²³⁴⁵⁶⁷⁸⁹]|/|[-.,:]\d)",
    re.IGNORECASE,
)
_DATE = re.compile(rf"({_YEAR})-(?:0[1-9]|1[0-2])-[0-3]\d")  #: alone in a header; within a text it is of another thing
# Most texts have neither a year nor a term, and so no period.
_HINT = re.compile(r"(?:19|20)\d\d|[vhVH][tT][ -]?-?\d\d")


@record
class Period:
    """A year, and the words that name it where it is no whole year; `start` and `end` are their place in the text."""

    year: int
    words: str
    start: int
    end: int
    first_year: int | None = None  #: of a span of years (`2017–2021`, `2016/17–2018/19`)


@lru_cache(maxsize=1024)  # a header's words are asked for in every way that it may be read
def find_periods(text: str) -> tuple[Period, ...]:
    """All periods that a text names, in order. `våren 2019` -> Period(2019, "våren 2019", 0, 10)."""
    found: list[Period] = []
    if match := _DATE.fullmatch(text):
        return (Period(int(match[1]), match[0], 0, len(text)),)
    if not _HINT.search(text):
        return ()
    for match in _PERIOD.finditer(text):
        words, first = match[0], None
        if match["split"]:
            year = int(match["first"]) + 1
            if match["last"][-2:] != f"{year % 100:02}":
                continue  # `2016/2020`: no school year
        elif match["spell"]:
            year, first = int(match["end"]) + 1, int(match["begin"]) + 1
        elif match["span"]:
            year, first = int(match["to"]), int(match["from"])
        elif match["short"]:
            year = 2000 + int(match["two"])
        elif match["plain"]:
            year, words = int(match["plain"]), ""
        else:
            year = int(match["year"] or match["year2"] or match["year3"])
        found.append(Period(year, words, match.start(), match.end(), first))
    return tuple(found)
