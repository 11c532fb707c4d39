"""The lines of a web page that are no part of the report: buttons, links, dates of the page, contacts.

"Dela på Facebook" -> `line`; "Fler sidor inom omsorg" -> `rest`, for what follows are links to other pages
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

from pipeline.data import read_rows

from .dates import find_dates

# No button and no link of the genre is longer.
MAX_FURNITURE = 100

# `Publicerad: 3 maj` and `Uppdaterad av Eva Ek den 3 maj` are labels, `Publicerad statistik visar` is not.
_LABELLED = re.compile(r"\s*(?::|$|(?:av [^:]{0,40}?)?(?:den )?\d)")
_NOT_WORD = re.compile(r"\W")
_PUNCTUATION = " \t.,:;!?()[]\"'”»«…>|"


Rows = dict[str, list[tuple[str, str]]]


@cache
def _furniture() -> dict[str, Rows]:
    """For each place in a line, by the words' first one: the words and what they make of the line."""
    table: dict[str, Rows] = {"whole": {}, "label": {}, "start": {}, "within": {}, "end": {}}
    for row in read_rows("furniture.csv", "words", "where", "what", "reason"):
        if row["where"] not in table or row["what"] not in ("line", "rest"):
            raise ValueError(
                f"data/furniture.csv: {row['words']}: no such place or effect: {row['where']}, {row['what']}"
            )
        table[row["where"]].setdefault(_first_word(row["words"]), []).append((row["words"], row["what"]))
    return table


def _first_word(text: str) -> str:
    return _NOT_WORD.split(text, maxsplit=1)[0]


def is_furniture(text: str) -> bool:
    """Whether a line is furniture of a page: `Dela på Facebook`, `Senast uppdaterad: 3 maj 2019`."""
    return find_furniture(text) != ""


def find_furniture(text: str) -> str:
    """`line` or `rest` where the line is furniture, else empty."""
    return _match_furniture(text) if len(text) <= MAX_FURNITURE else ""


@lru_cache(maxsize=1024)  # a document's lines are asked for when it is read for what it says of itself, and again
def _match_furniture(text: str) -> str:
    plain = text.lower().strip(_PUNCTUATION)
    if plain[:1].isdigit() and any(plain == plain[date.start : date.end] for date in find_dates(plain)):
        return "line"
    table, first = _furniture(), _first_word(plain)
    for words, what in table["whole"].get(first, ()):
        if plain == words:
            return what
    for words, what in table["label"].get(first, ()):
        if plain.startswith(words) and _LABELLED.match(plain, len(words)):
            return what
    for words, what in table["start"].get(first, ()):
        if plain.startswith(words) and not plain[len(words) : len(words) + 1].isalpha():
            return what
    at_end = (what for words, what in _loose_rows("end") if plain.endswith(words))
    anywhere = (what for words, what in _loose_rows("within") if words in plain)
    return next(chain(at_end, anywhere), "")


@cache
def _loose_rows(where: str) -> list[tuple[str, str]]:
    """Those that may stand behind other words."""
    return [row for rows in _furniture()[where].values() for row in rows]
