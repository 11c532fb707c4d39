"""The lines of a web page that are no part of the report: buttons, links, dates of the page, contacts.

"Dela på Facebook" -> `line`; "Fler sidor inom omsorg" -> `rest`, for what follows are links to other pages
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.data import read_rows

from .dates import find_dates

# No button and no link of the genre is longer.
MAX_FURNITURE = 100

# `Publicerad: 3 maj` and `Uppdaterad av Eva Ek den 3 maj` are labels, `Publicerad statistik visar` is not.
_LABELLED = re.compile(r"\s*(?::|$|(?:av [^:]{0,40}?)?(?:den )?\d)")
_PUNCTUATION = " \t.,:;!?()[]\"'”»«…>|"


@cache
def _furniture() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {"whole": [], "label": [], "start": [], "within": [], "end": []}
    for row in read_rows("furniture.csv", "words", "where", "what", "reason"):
        table[row["where"]].append((row["words"], row["what"]))
    return table


@cache
def _whole_furniture() -> dict[str, str]:
    return dict(_furniture()["whole"])


def is_furniture(text: str) -> bool:
    """Whether a line is furniture of a page: `Dela på Facebook`, `Senast uppdaterad: 3 maj 2019`."""
    return find_furniture(text) != ""


def find_furniture(text: str) -> str:
    """`line` or `rest` where the line is furniture, else empty."""
    if len(text) > MAX_FURNITURE:
        return ""
    plain = text.lower().strip(_PUNCTUATION)
    if what := _whole_furniture().get(plain):
        return what
    if plain[:1].isdigit() and any(plain == plain[date.start : date.end] for date in find_dates(plain)):
        return "line"
    for words, what in _furniture()["label"]:
        if plain.startswith(words) and _LABELLED.match(plain, len(words)):
            return what
    for words, what in _furniture()["start"]:
        if plain.startswith(words) and not plain[len(words) : len(words) + 1].isalpha():
            return what
    for words, what in _furniture()["end"]:
        if plain.endswith(words):
            return what
    return next((what for words, what in _furniture()["within"] if words in plain), "")
