"""Units as tables print them: a cell of a unit column, a label's last part, a subtitle. `tusen kr/barn` -> kSEK."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from pipeline.parse.tables.knowledge import unit_phrases
from pipeline.records import record

PER_ANYTHING = ("SEK", "kSEK", "MSEK", "percent", "percentage_points", "points", "index")
_RATIO = re.compile(r"/|\bper\b")
_COUNTED_FOR = re.compile(r" per \d+ (?:dagar|dygn|veckor|timmar)\b")
_COUNT_PER = re.compile(r"^antal(?:et)?\s+((?:[^\s,]+ ){1,4}per\s+[^\W\d][^,()]*|per\s.*)$", re.IGNORECASE)
_DIVIDED = re.compile(  #: says what the rows are, and of no ratio: `Antal elever per årskurs`
    r"(?<=\w) per (?:kommun|län|region|landsting|kommungrupp|stadsdel|årskurs|insats|\w+grupp|ålder|\w+område)\b"
    r"(?! och)"
)
_TIMES = re.compile(
    r"(?:1[ \u00a0]?000|10[ \u00a0]?000)-tal|\b(?:tusental|tusen|miljoner)\b(?! (?:invånare|kr))", re.IGNORECASE
)
_LAST_RATIO = re.compile(r", ([^\W\d_]+/[^\W\d_]+)$")  #: `Hushållsavfall, kg/inv`
_MISREAD_PERCENT = re.compile(r"[HNY]{1,2}|[YVO90%]o|Y0")
_PER_MANY = re.compile(r"\bper\s+1?\d{1,3}(?:[ \u00a0]?000)+\s+[^\W\d]+", re.IGNORECASE)


@record
class Unit:
    """A unit's code and its own words: `Unit("kSEK", "tusen kr/barn")`."""

    code: str
    printed: str


@lru_cache(maxsize=4096)
def parse_unit(text: str) -> Unit | None:
    """The unit that a whole cell is; None of one unknown. `index 0-100` -> Unit("index", "index 0-100")."""
    bare = text.strip(" ()").rstrip(".")
    bare += ")" * (bare.count("(") - bare.count(")"))  # `andel (%)`
    low = bare.lower()
    if not low.startswith(_openings()):
        return None
    for phrase in unit_phrases():
        if low.startswith(phrase.words) and phrase.fills(bare):
            return Unit(_code(phrase.unit, bare), bare)
    return None


@cache
def _openings() -> tuple[str, ...]:
    return tuple(phrase.words for phrase in unit_phrases())


@lru_cache(maxsize=4096)
def find_unit(text: str) -> Unit | None:
    """The unit that a label, header, subtitle or caption names; None when it names none.

    `Genomsnittligt meritvärde, poäng` -> points; `Antal elever per lärare` -> `elever per lärare`.
    """
    if "per " in text:
        text = _DIVIDED.sub("", text)
    if counted := _COUNT_PER.match(text.strip()):
        return Unit(counted[1].lower().rstrip("."), counted[1])
    found = _find_phrase(text)
    if found is None and (last := _LAST_RATIO.search(text)) and is_unit_behind(last[1]):
        return Unit(last[1].lower(), last[1])
    many = _PER_MANY.search(text)
    if found is not None and found.code == "count" and (times := _TIMES.search(text)):
        return Unit(times[0].lower(), times[0])
    if many and (found is None or found.code == "count" or found.code.startswith("antal per ")):
        return Unit(many[0].lower(), many[0])
    return found


@lru_cache(maxsize=4096)
def is_unit_behind(word: str) -> bool:
    """Whether a word may stand behind a figure in its cell: `dagar`, `ton/inv`; not `år`, `elever`, as in labels."""
    if not (word[:1].isalpha() and word[-1:].isalpha()) or word.isupper():
        return False
    if "/" in word:
        return True
    low = word.lower()
    return any(phrase.words == low for phrase in unit_phrases() if phrase.where in ("end", "word"))


def drop_per_many(text: str) -> str:
    """A header's words without the figure of a rate: `Bränder per 1 000 invånare` -> `Bränder`."""
    return _PER_MANY.sub("", text) if "per " in text else text


def is_misread_percent(word: str) -> bool:
    """Whether a word in a column of units is what readers of images make of a percent sign: `HN`, `Yo`."""
    return _MISREAD_PERCENT.fullmatch(word) is not None


def read_unit_behind(word: str) -> Unit:
    """The unit of a figure that it stands behind; one that we do not know as printed."""
    return parse_unit(word) or Unit(word.lower(), word)


def _find_phrase(text: str) -> Unit | None:
    low = text.lower()
    for phrase in [phrase for phrase in unit_phrases() if phrase.words in low]:
        if phrase.where == "cell" or not (found := phrase.find(text)):
            continue
        begin, start, end = found
        if phrase.where == "ratio":
            return Unit(text[start:end].lower(), text[start:end])
        printed = text[begin:end].strip(" ,")
        printed = printed[1:].rstrip(")") if printed.startswith("(") else printed
        return Unit(_code(phrase.unit, printed), printed)
    return None


def _code(code: str, printed: str) -> str:
    """Money, shares and scores are the same unit per child as per year; a count, or hours, are not.

    Nor does a count change for how long it was made: `antal medarbetare per 14 dagar`.
    """
    if code == "count" and _COUNTED_FOR.search(printed):
        return code
    return printed.lower() if code not in PER_ANYTHING and _RATIO.search(printed) else code
