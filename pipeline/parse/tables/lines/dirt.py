"""Signs that a reader of images saw where a table has rules, leaders and gaps, taken off the words beside them.

    Län Kvinnor =Man _Totalt      ->   Län Kvinnor Man Totalt
    2013. «2014 = -2015'—s 2016   ->   2013 2014 2015 2016
    Är Kvinnor Män                ->   År Kvinnor Män
    Kommun - Nöjda (90)           ->   Kommun Nöjda (%)

Only signs that no cell of ours is made of: a dash stays, since it may be a minus or stand for a missing value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from rapidfuzz import fuzz, process

from pipeline.model import Document
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.header.items import WHO, YEARS, find_items
from pipeline.parse.tables.knowledge import GENDERS, header_words
from pipeline.parse.tables.lines.strips import Token
from pipeline.records import replace

# Where Swedish OCR reads a page well it still writes such signs for bullets and rules, and figures for `andel (%)`.
_TELLING = frozenset("»«¢|=~_”’(")
_READ = re.compile(
    r"\s*(?:»«?|[«¢]) ?[A-ZÅÄÖ\d]|[^|]*\w \|$"
    r"|.*(?:[^\W\d]{3}-? (?:[=_~] (?=[A-ZÅÄÖ]|(?:19|20)\d\d)|«<?[A-ZÅÄÖ][^»]*$)|\d[”’](?: |$)|ndel \((?:9\d?|2\d)\))"
)
_MISREAD_PERCENT = re.compile(r"\((?:9\d{0,2}|2\d|00|[90]/0)\)")  #: `(%)`, as Swedish readers see it
_PERCENT_BEHIND_COMMA = re.compile(r"[29YV0][oO0]|9\d?|2\d?")
_ONLY = re.compile(r"[-–—]*[=_~|§£¬^©][-–—=_«»~|§£¬^.]*|[-–—]+[«»][-–—«»]*|[«»]{2,}|[,;]+")
_GUILLEMETS = ("«", "»")
_BEFORE = re.compile(r"[–—]*(?:[=_«»~|][=_«»~|–—<‘]*(?=[^\W_]|\()|[=_«»~|§£#‘’'\"]+[–—]*(?=\d|\(\d))|‘(?=[^\W_]+$)")
_BEHIND = re.compile(r"(?<=[\d)%])[=_«»~|‘’”'\"]+$|(?<=[^\W\d_]{2})[”’_]+$")
_GLUED = re.compile(
    r"\d[\d.,]*%?(\(\d[\d.,]*%?\))|\d+(?:,\d+)?(\.\.+)|[^\W\d_]{3,}((?:19|20)\d\d)|000([1-9]\d{0,2})|[–—](—)"
    r"|[^\W\d_]{3,}(?:_+|,(?=%|[^\W\d_]{2}))([^_]+(?:_.*)?)|[^\W\d_]{2,}[a-zåäö]([A-ZÅÄÖ][a-zåäö]{3,})"
)
_STOPPED = re.compile(r"\d+(?:,\d+)?\.|\d{1,3},|\d{3}\)")
_PARTED = re.compile(r"[^\W_] [-–—] (?:[A-ZÅÄÖ]|(?:19|20)\d\d)[^.]*$")
_DASHES = ("-", "–", "—")
_SPAN = re.compile(r"\d [-–—] \d")
SHORTEST = 4  #: letters of a name that may be another misread; `Mål` is not `Män`
LEAST_LIKE = 75.0  #: of 100, without dots: `maoan` and `man` are so like one another
LEAST_YEARS = 4  #: words of a header with years, one of them misread
LEAST_WORDS = 3  #: of a header: over the labels, and two columns
_TWO_YEARS = re.compile(r"((?:19|20)\d\d)[-–—.,]((?:19|20)\d\d)\W?")
_YEARS = re.compile(r"\W{0,2}(?:19|20)\d\d(?:[-–—/](?:19|20)?\d\d)?(?:\W{0,3}[a-z]?)")
_YEAR = re.compile(r"\W{0,2}((?:19|20)\d\d)(?:\W{0,3}[a-z]?)")


def is_misread(document: Document) -> bool:
    """Whether a reader of images made a document's text, so that its tables may have dirt and damaged figures."""
    if document.damage != "none":
        return document.damage != "mojibake"
    texts = [page for page in document.pages if page.source == "text"]
    lines = (line.raw for page in texts for line in page.lines)
    return any(_READ.match(raw) if not _TELLING.isdisjoint(raw) else _is_parted(raw) for raw in lines)


def _is_parted(line: str) -> bool:
    """Whether a header has a dash where a gap or a rule is: `Mått Kalmar 2019 - Riket 2019`."""
    if not _PARTED.search(line):
        return False
    words = line.split()
    return (
        len(words) > LEAST_WORDS
        and _drop_dots(words[0].lower()) in _heads_by_letters()
        and not any(map(_is_number, words))
    )


def clean_tokens(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words of a line of a damaged page without such signs; words of signs alone are left out."""
    whole = [part for token in tokens if not _ONLY.fullmatch(token.text) for part in _split(token)]
    kept = [_clean(token) for at, token in enumerate(whole) if token.text not in _GUILLEMETS or _parts(whole, at)]
    years = [_YEAR.fullmatch(token.text) for token in kept]
    if len(kept) > 1 and all(years):
        return tuple(_narrow(token, *match.span(1)) for token, match in zip(kept, years, strict=True) if match)
    opened = any("(" in token.text for token in kept)
    whole = [
        token if opened and token.text.endswith(")") else _drop_stop(token, kept[at + 1 : at + 3])
        for at, token in enumerate(kept)
    ]
    return _mend_head(_drop_dashes(_mend_percents(_mend_year(_part_years(whole)))))


def _parts(tokens: Sequence[Token], at: int) -> bool:
    """Whether a sign stands between two figures, where it may be what a reader of images saw in a missing one."""
    beside = [_clean(token) for token in (*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2])]
    return len(beside) == 2 and all(_is_figure(token) and not _YEAR.fullmatch(token.text) for token in beside)


def _part_years(tokens: Sequence[Token]) -> Sequence[Token]:
    """A header of years that follow one another, with those that were read as one word: `2013, 2014-2015. 2016`."""
    glued = [(token, _TWO_YEARS.fullmatch(token.text)) for token in tokens]
    if len(tokens) < LEAST_WORDS or not any(pair for _, pair in glued):
        return tokens
    parts = [
        part
        for token, pair in glued
        for part in ((_narrow(token, *pair.span(1)), _narrow(token, *pair.span(2))) if pair else (token,))
    ]
    matches = [_YEAR.fullmatch(part.text) for part in parts[1:]]
    years = [int(match[1]) for match in matches if match]
    if len(years) < len(matches) or years != list(range(years[0], years[0] + len(years))):
        return tokens
    return [parts[0], *(_narrow(part, *match.span(1)) for part, match in zip(parts[1:], matches, strict=True) if match)]


def _mend_year(tokens: Sequence[Token]) -> Sequence[Token]:
    """A header's years, one of which has a digit too many or too few, as the others say it: `2014 2015 92016 2017`."""
    if len(tokens) < LEAST_YEARS:
        return tokens
    years = [int(match[1]) if (match := _YEAR.fullmatch(token.text)) else None for token in tokens[1:]]
    strange = [at for at, year in enumerate(years) if year is None]
    if len(strange) != 1:
        return tokens
    at = strange[0]
    known = [year - place for place, year in enumerate(years) if year is not None]
    year = str(known[0] + at)
    read = tokens[at + 1].text.lstrip("<>")
    alike = year in read or (len(tokens) > LEAST_YEARS and _lacks_digit(read, year))
    if len(set(known)) > 1 or not read.isdigit() or not alike:
        return tokens
    return [*tokens[: at + 1], replace(tokens[at + 1], text=year), *tokens[at + 2 :]]


def _lacks_digit(read: str, year: str) -> bool:
    return any(year[:at] + year[at + 1 :] == read for at in range(len(year)))


def _drop_dashes(tokens: Sequence[Token]) -> Sequence[Token]:
    """A header without the dash that a sign between two columns became, as in `Mått Kvinnor Män – Totalt`."""
    bare = [token for token in tokens if token.text not in _DASHES]
    if len(bare) == len(tokens) or len(bare) < LEAST_WORDS or _SPAN.search(" ".join(t.text for t in tokens)):
        return tokens
    kinds = [item.kind for item in find_items(bare[1:])]
    known = all(kind in (*WHO, *YEARS, "unit") for kind in kinds) and any(kind in WHO for kind in kinds)
    return bare if known or _is_under_head(bare) else tokens


def _mend_percents(tokens: Sequence[Token]) -> Sequence[Token]:
    """A header with the percent signs that were taken for figures: `Skola Behöriga (90) Nöjda, 2o`."""
    mended = [
        replace(token, text="(%)")
        if _MISREAD_PERCENT.fullmatch(token.text)
        else replace(token, text="%")
        if left.text.endswith(",") and _PERCENT_BEHIND_COMMA.fullmatch(token.text)
        else token
        for left, token in pairwise(tokens)
    ]
    return [*tokens[:1], *mended] if mended and _is_under_head([*tokens[:1], *mended]) else tokens


def _is_under_head(tokens: Sequence[Token]) -> bool:
    """Whether a line begins with what stands over labels and has no figures but years."""
    head = _drop_dots(tokens[0].text.lower()) in _heads_by_letters()
    return head and not any(_is_number(token.text) for token in tokens)


def _is_number(word: str) -> bool:
    figure = is_figure_piece(word) and any(c.isdigit() for c in word)
    return figure and not _YEARS.fullmatch(word) and not _MISREAD_PERCENT.fullmatch(word)


def _mend_head(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """A header whose first word lacks dots, or has wrong ones: `Matt Mora 2019`, `Är Kvinnor Män`."""
    first, rest = tokens[:1], _mend_names(tokens[1:])
    word = _heads_by_letters().get(_drop_dots(first[0].text.lower())) if first else None
    if not rest or word is None or not all(item.kind in (*WHO, *YEARS) for item in find_items(rest)):
        return (*first, *rest)
    return (replace(first[0], text=word.capitalize()), *rest)


def _mend_names(tokens: Sequence[Token]) -> Sequence[Token]:
    """A header's names with the one that is none made the one that it is most like: `Kvinnor Maoan Totalt`, or another
    of the places there: `Mora 2019 Mo0ra 2020 Riket 2020`.
    """
    if len(tokens) < LEAST_WORDS - 1 or any(is_figure_piece(t.text) and not _YEAR.fullmatch(t.text) for t in tokens):
        return tokens
    items = find_items(tokens)
    strange = [at for at, item in enumerate(items) if item.kind not in (*WHO, *YEARS)]
    names = {item.kind: item for item in items if item.kind in WHO}
    if len(strange) != 1 or not names or len(items[strange[0]].tokens) > 1:
        return tokens
    token = items[strange[0]].tokens[0]
    known = {_drop_dots(t.text.lower()): t.text for item in items if item.kind == "place" for t in item.tokens}
    known.update((_drop_dots(word), word.capitalize()) for word, kind in _genders() if kind not in names)
    found = process.extractOne(_drop_dots(token.text.lower()), known.keys(), scorer=fuzz.ratio, score_cutoff=LEAST_LIKE)
    if found is None or len(token.text) < SHORTEST or not token.text[0].isupper():
        return tokens
    return [replace(t, text=known[found[0]]) if t is token else t for t in tokens]


@cache
def _genders() -> tuple[tuple[str, str], ...]:
    return tuple((word.words, word.kind) for word in header_words().values() if word.kind in GENDERS)


@cache
def _heads_by_letters() -> dict[str, str]:
    return {_drop_dots(word.words): word.words for word in header_words().values() if word.kind == "head"}


def _drop_dots(word: str) -> str:
    return word.translate(str.maketrans("åäö", "aao"))


def _split(token: Token) -> Iterator[Token]:
    """`45(41)` as a figure and the one in parentheses, `90...` as one and a cell without, `0001` as the end of a number
    and the beginning of the next, `Kalmar2019`, `Kommun__Avfall,kg` and `MeritvärdeBehöriga` as two words and more.
    """
    glued = _GLUED.fullmatch(token.text)
    at = glued.start(glued.lastindex or 0) if glued else 0
    if not at:
        yield token
        return
    yield _narrow(token, 0, at)
    yield from _split(_narrow(token, at, len(token.text)))


def _clean(token: Token) -> Token:
    before, behind = _BEFORE.match(token.text), _BEHIND.search(token.text)
    start, end = before.end() if before else 0, behind.start() if behind else len(token.text)
    return _narrow(token, start, end) if start < end else token


def _drop_stop(token: Token, following: Sequence[Token]) -> Token:
    """A figure without the full stop that no sentence has: `83. 77`, or a bracket for a gap: `118 700) 121 300`; and
    a header's year: `Kvinnor 2023. Män 2022`."""
    if not following or _STOPPED.fullmatch(token.text) is None:
        return token
    heads = _YEAR.fullmatch(token.text) and any(_YEAR.fullmatch(t.text) for t in following[1:2])
    return _narrow(token, 0, len(token.text) - 1) if heads or _is_figure(following[0]) else token


def _is_figure(token: Token) -> bool:
    return is_figure_piece(token.text) and any(c.isdigit() for c in token.text)


def _narrow(token: Token, start: int, end: int) -> Token:
    if end - start == len(token.text):
        return token
    return replace(token, text=token.text[start:end], start=token.start + start, end=token.start + end)
