"""The words of a header as items: a year, a gender, a place, a unit; and which lines could be headers.

Mått Enhet Tingsryd 2011 (2010)  ->  head Mått | unit Enhet | place Tingsryd | year 2011 | before (2010)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.parse.places import parse_place
from pipeline.parse.tables.figures import are_ages, is_figure_piece
from pipeline.parse.tables.knowledge import DIFFERENCES, OF_MANY, find_word, header_words, is_numbered, missing_symbols
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import drop_per_many, find_unit, parse_unit
from pipeline.records import record

MAX_LOWER = 8  #: words that begin with a small letter; running text has more
MAX_WORDS = 4  #: of one item: `stadsdelar i Stockholm`, `kvartal 1 2020`
MAX_HEADER = 250  #: characters; longer lines are running text
WHO = ("women", "men", "all", "place", "group", "home", "country")
YEARS = ("year", "before")
EXTREMES = ("Högst", "Lägst")  #: names of columns, where small letters begin a limit (`högst 14 dagar`)
SAMPLE = re.compile(r"\s*\(?\b[nN] ?= ?\d[\d ]*\)?$")  #: `Åk 5 n=162`: how many answered
_SAMPLES = re.compile(r" \([nN] ?= ?\d+(?: \d{3})*\)")
_MARKED_YEAR = re.compile(r"\b((?:19|20)\d\d)[1-9]\)(?!\w)")
_WHOSE = ("country", "home", "group", "place", "rank", "extreme")
_FROM = ("i", "för", "mot", "sedan", "från", "jämfört", "med", "jfr", "jmf", "gentemot", "till")  #: behind a difference
_COUNTED = re.compile(  #: within a name of a column: `Besök inom 3 dagar`, `Meritvärde (17 ämnen)`
    r"(?<=[^\W\d,] )\(?\d{1,2}(?: ?[-–] ?\d{1,2})?(?= [a-zåäö]{2,})"
)
_DIGIT = re.compile(r"\d")
_AGE = re.compile(r"\d{1,2}[-–]\d{2,3}|\d{2,3}(?:\+|[-–])")
_TITLE_WORDS = re.compile(r"\b(?:i|av|för|som|med|på|till|och|efter)\b")
_TITLE = re.compile(r"\w (?:i|av|för|som|med|på|till|och|efter) \w")  #: `Elever i alla ämnen, 2018` names a table

_DASHED = re.compile(r"\b(?:19|20)\d\d [–—-] [^\W\d]")  #: `Folkhälsoenkäten 2020 – Region Örebro län` names a report


@record
class Item:
    """Words of a header that say one thing. `kind` as in table_words.csv, or year, before, place, measure, other."""

    kind: str
    tokens: tuple[Token, ...]


def find_items(tokens: Sequence[Token]) -> tuple[Item, ...]:
    """A header's words as items, each the longest phrase that we know there; unknown words stand alone as `other`."""
    items: list[Item] = []
    ages = len(tokens) < 3 or are_ages([token.text for token in tokens])
    at = 0
    while at < len(tokens):
        if ages and _AGE.fullmatch(tokens[at].text):
            width = 2 if at + 1 < len(tokens) and tokens[at + 1].text == "år" else 1
            items.append(Item("age", tuple(tokens[at : at + width])))
            at += width
            continue
        if _opens_with_numbered(tokens[at : at + 2]):  # `Åk 5`
            items.append(Item("numbered", tuple(tokens[at : at + 2])))
            at += 2
            continue
        for width in range(min(MAX_WORDS, len(tokens) - at), 0, -1):
            part = tuple(tokens[at : at + width])
            words = " ".join([t.text for t in part])
            kind = "sample" if items and "=" in words and SAMPLE.fullmatch(words) else _kind_of(words)
            if kind in DIFFERENCES and (rest := _count_from(tokens[at + width :], part[-1].text)):
                items.append(Item(kind, tuple(tokens[at : at + width + rest])))
                at += width + rest
                break
            if items and kind in ("head", "unit", "value") and part[0].text[:1].islower():
                kind = ""  # `Har rutin`: a word of a column's name
            unit = kind == "measure" and (part[0].text[0] in "(%" or _is_open(items))  # `Andel` + `(%)`
            if items and (unit or kind == "sample"):
                items[-1] = Item(items[-1].kind, items[-1].tokens + part)
            elif kind or width == 1:
                items.append(Item(kind or "other", part))
            if kind or width == 1:
                at += width
                break
    return tuple(items)


def _is_open(items: Sequence[Item]) -> bool:
    """`Andel 2021,` + `%`"""
    return bool(items) and items[-1].tokens[-1].text.endswith(",")


def _count_from(tokens: Sequence[Token], last: str) -> int:
    """How many words behind `Förändring`, or a name that ends in `last`, say what it is counted from, or of:
    `sedan 2019`, `mot föregående år`, `jämfört med riket`, `riket`; the word behind a preposition may have a capital.
    """
    count = 0
    while count < len(tokens):
        text = tokens[count].text
        whose = not count and text[:1].islower() and _kind_of(text.capitalize()) in _WHOSE
        follows = whose or (tokens[count - 1].text if count else last) in _FROM
        if not (text in _FROM or (count and text[:1].islower() and text.isalpha()) or follows):
            break
        count += 1
    unit = count and count < len(tokens) and tokens[count].text.startswith("(") and not find_periods(tokens[count].text)
    return count + 1 if unit else count


def _opens_with_numbered(tokens: Sequence[Token]) -> bool:
    if len(tokens) < 2 or not tokens[0].text[:1].isupper() or not is_numbered(tokens[0].text):
        return False
    return tokens[1].text.isdigit() and len(tokens[1].text) < 3


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> str:
    bare = unmark_years(text).strip(" ,:*¹²³").lower()
    if word := find_word(text.strip(" ,:*¹²³")):
        return ("extreme" if text in EXTREMES else "") if word.kind == "numbered" else word.kind
    periods = find_periods(bare.strip("()"))
    if len(periods) == 1 and periods[0].start == 0 and periods[0].end == len(bare.strip("()")):
        return "before" if bare.startswith("(") else "year"
    if parse_unit(text) or (len(text.split()) == 1 and find_unit(text)):
        return "measure"
    if text[:1].isupper() and parse_place(text.strip(" ,:*¹²³")):
        return "place"
    return ""


def unmark_years(text: str) -> str:
    """A header's words without the numbers of footnotes that are glued to years: `20191)` -> `2019`."""
    return _MARKED_YEAR.sub(r"\1", text) if ")" in text else text


def names_someone(text: str) -> bool:
    """Whether words are the whole name of a place, a group or a gender: `Liknande kommuner`, and not `Liknande`."""
    return _kind_of(text) in (*WHO, "mean", "extreme")


def is_head(tokens: Sequence[Token]) -> bool:
    """Whether words are what stands over labels: `Fråga`."""
    return [item.kind for item in find_items(tokens)] == ["head"]


def names_share(tokens: Sequence[Token]) -> bool:
    """Whether words are those over labels and one column whose unit they say: `Orsak Andel`, `Yrke Antal`."""
    words = [token.text for token in tokens]
    return (
        len(words) in (2, 3)
        and words[0].isalpha()
        and words[0].istitle()
        and words[1].istitle()
        and (_kind_of(words[0]) == "" and [item.kind for item in find_items(tokens[1:])] == ["measure"])
    )


def is_header(strip: Strip) -> bool:
    """Whether a line could be a header, before anything costly is done: it names years, or columns by known words."""
    long = len(strip.tokens) > MAX_LOWER
    many = long and sum(map(str.islower, [t.text[:1] for t in strip.tokens])) > MAX_LOWER
    if many or strip.tokens[-1].text in missing_symbols():
        return False
    text, ages = _drop_figures(strip)
    if len(text) > MAX_HEADER or (text.endswith((".", ";", "?", "!")) and find_word(strip.tokens[-1].text) is None):
        return False  # `Kv. Män Tot.` is none the less
    periods = find_periods(text)
    rest = text
    for period in reversed(periods):
        rest = f"{rest[: period.start]} {rest[period.end :]}"
    parts = rest.split()
    figured = [(a, b) for a, b in pairwise(("", *parts)) if is_figure_piece(b) and any(map(str.isdigit, b))]
    if not all([is_numbered(a) or (a == "år" and len(b) == 1) for a, b in figured]):  # `Gy år 2`
        return False
    if periods:
        return len(periods) > 1 or (_TITLE.search(rest) is None and _DASHED.search(text) is None)
    if text.count("%") > 1 and sum(["%" in t.text for t in strip.tokens]) > 1:  # units of columns
        return True
    if not strip.aligned and len(_TITLE_WORDS.findall(text)) > 1:
        return False
    if strip.aligned and sum(_kind_of(t.text) == "measure" for t in strip.tokens):  # `Antal svar   Nöjdhet`
        return True
    words = header_words()
    known = ages or names_share(strip.tokens) or any([t.text.strip(":*").lower() in words for t in strip.tokens])
    return known and not _is_heading(strip) or all(_kind_of(t.text) == "place" for t in strip.tokens)


def _drop_figures(strip: Strip) -> tuple[str, bool]:
    """The text of a line without the figures of names of columns, and whether some of those are ages."""
    if _DIGIT.search(strip.text) is None:
        return strip.text, False
    text = _SAMPLES.sub("", strip.text) if "(" in strip.text else strip.text
    text = drop_per_many(OF_MANY.sub("", unmark_years(text)))
    words = text.split()
    ages = are_ages(words)
    if ages:
        text = " ".join([word for word in words if not _AGE.fullmatch(word)])
    first = find_word(strip.tokens[0].text)
    return (_COUNTED.sub("", text) if first is not None and first.kind == "head" else text), ages


def is_header_line(strip: Strip) -> bool:
    """Whether a line is one of a header and no label: `Indikator 2017 (2016)`; one year alone may head rows, and so may
    words, unless a word that heads labels is the first of several names: `Verksamhet Kalmar Riket`.
    """
    if len(strip.tokens) < 2 or not is_header(strip):
        return False
    items = find_items(strip.tokens)
    kinds = [item.kind for item in items]
    if not find_periods(strip.text):
        names = sum(item.kind != "other" or item.tokens[0].text[:1].isupper() for item in items)
        return kinds[0] == "head" and len(items) > 2 and names > 2
    return kinds[0] == "head" or sum(kind in YEARS for kind in kinds) > 1


def _is_heading(strip: Strip) -> bool:
    """`DIN KOMMUN SOM ARBETSGIVARE`: in capitals, and words that head no column among them."""
    return strip.text.isupper() and any(item.kind == "other" for item in find_items(strip.tokens))
