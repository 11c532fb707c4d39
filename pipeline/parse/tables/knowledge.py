"""What tables need to know of the world, read from `pipeline/data/table_*.csv` once and when first asked."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pipeline.data import read_rows
from pipeline.model import Direction, Gender
from pipeline.parse.memory import remember
from pipeline.records import record

DIFFERENCES: tuple[Literal["change", "difference", "aside"], ...] = (
    "change",
    "difference",
    "aside",
)  #: kinds of columns beside the levels
GENDERS: dict[str, Gender] = {"women": "K", "men": "M", "all": "T"}  #: by the kind of a header word


OF_MANY = re.compile(
    r" \(?(?:(?:av|bland) |1 ?[-–] ?)\d{2,3}(?: kommuner)?\)?(?!\S)"
)  #: what a rank is of: `Rang av 290`
_AMONG = re.compile(  #: what a rank is among: `Rang bland länets kommuner`; `Plats i förskola` is a measure
    r"(?:(?:bland|i|inom|av) (?:.*\b)?)?"
    r"(?:länet|riket|landet|sverige|kommuner|kommunerna|kommungruppen|nätverket|regioner|regionerna)"
)

_NO_UNIT = r"(?<! antal)(?<! st)"  # `Barn per årsarbetare antal` is a label and a unit
_COUNTED_PER = re.compile(rf" per [^\W\d][\w .]*{_NO_UNIT}", re.IGNORECASE)
_PER_OR_RANGE = re.compile(rf"(?:\s*(?:/|\bper\b)\s*[\w .]+{_NO_UNIT})?(?:\s+\d+\s*[-–]\s*\d+)?", re.IGNORECASE)
_UNIT_FRAMES = {  #: by where the words of a unit count, what stands before them and behind
    where: [(re.compile(rf"{before}\Z"), re.compile(behind, re.IGNORECASE)) for before, behind in frames]
    for where, frames in {
        "start": [(r"^\W*", r"\b")],
        "end": [(r"(?:^|, |\()", r"\b[^,()]{0,60}\)?(?: \([^()]*\))?(?:, (?:medelvärde|median|genomsnitt))?\W*$")],
        "word": [(r"(?<!\w)", r"(?!\w)")],
        "last": [(", ", "$"), (r"\(", r"\)$")],
        "tail": [("", r"(?!\w)")],
        # `Planerade barn per personal`, `Personaltäthet (barn per personal)`
        "ratio": [(r"^\W*(?:[^\W\d]+(?:ade|na) )?", r" per [^\W\d]+"), (r"\(", r" per [^()]+(?=\))")],
    }.items()
}


@record
class HeaderWord:
    """A word or phrase of a header, lower case, and what it says of its column; `anywhere` also in row labels."""

    words: str
    kind: str
    anywhere: bool


@record
class UnitPhrase:
    """How a table prints a unit, and where in a label that counts."""

    words: str  #: in lower case; a text without them need not be searched
    where: str
    unit: str

    def find(self, text: str) -> tuple[int, int, int] | None:
        """Where the unit stands in a label in which it counts: where that begins, its own words, and its end."""
        start = (low := text.lower()).find(self.words)
        while start >= 0:
            for before, after in _UNIT_FRAMES[self.where]:
                opened = before.search(text, 0, start)
                closed = after.match(text, start + len(self.words)) if opened else None
                if opened and closed:
                    return opened.start(), start, closed.end()
            start = low.find(self.words, start + 1)
        return None

    def fills(self, cell: str) -> bool:
        """Whether a cell that begins with the words is the unit and no more: `kronor/barn`, `index 0-100`."""
        behind = _COUNTED_PER if self.where == "ratio" else _PER_OR_RANGE
        return behind.fullmatch(cell, len(self.words)) is not None


@cache
def missing_symbols() -> frozenset[str]:
    """What stands in a cell without a value, lower case: `-`, `..`, `x`, `i.u.`"""
    return frozenset(row["symbol"].lower() for row in read_rows("table_missing.csv", "symbol", "reason"))


@cache
def signs() -> dict[str, Direction | None]:
    """Words beside figures that are no part of a label, lower case: a colour, a trend; and where the measure went."""
    directions: dict[str, Direction | None] = {"up": "up", "down": "down", "same": "same", "": None}
    rows = read_rows("table_signs.csv", "word", "direction", "reason")
    return {row["word"]: directions[row["direction"]] for row in rows}


@cache
def header_words() -> dict[str, HeaderWord]:
    """Header words by their lower-case phrase."""
    kinds = {
        "head",
        "unit",
        "women",
        "men",
        "all",
        "change",
        "difference",
        "aside",
        "rank",
        "extreme",
        "group",
        "mean",
        "home",
        "country",
        "value",
        "numbered",
        "answer",
    }
    found = {}
    for row in read_rows("table_words.csv", "word", "kind", "where", "reason"):
        word = HeaderWord(row["word"], row["kind"], row["where"] == "any")
        if word.kind not in kinds or row["where"] not in ("header", "any") or word.words in found:
            raise ValueError(f"data/table_words.csv: an unknown kind or place, or a word that stands twice: {row}")
        found[word.words] = word
    return found


@remember  # the words of headers and labels are asked for by many
def find_word(phrase: str) -> HeaderWord | None:
    """What a phrase of a header says: `Snitt KKiK` is a group, `Medel alla kommuner` the country.

    The name behind a mean begins with a small letter or is an abbreviation: `Snitt Högst` heads two columns.
    """
    bare = phrase.lower()
    one = bare.isalpha()
    if not one and OF_MANY.search(bare):
        bare = OF_MANY.sub("", bare)
        return header_words().get("rang" if bare == "plats" else bare)  # `Plats av 290`
    known = header_words().get(bare)
    if known is not None and known.kind != "mean":
        return known
    if known is None and one:
        return None  # as most words
    if "/" in bare:  # `kvinnor/flickor`, `Landsting/region`
        both = [header_words().get(part) for part in bare.split("/")]
        kinds = {word.kind if word else "" for word in both}
        return both[0] if len(kinds) == 1 and kinds <= {*GENDERS, "head"} else None
    first, *names = phrase.split() or [""]
    mean = header_words().get(first.lower())
    if mean is not None and mean.kind == "rank" and names and _AMONG.fullmatch(" ".join(names).lower()):
        return mean
    if mean is None or mean.kind != "mean" or not all(_may_name_group(name) for name in names):
        return None
    whose = header_words().get(bare.partition(" ")[2])
    return HeaderWord(bare, whose.kind if whose and whose.kind in ("country", "home") else "group", anywhere=False)


def is_mean(phrase: str) -> bool:
    """Whether a name says a mean and not whose: `Snitt`."""
    known = header_words().get(phrase.lower())
    return known is not None and known.kind == "mean"


def heads_signs(phrase: str) -> bool:
    """Whether a column with this name may hold arrows or colours in place of figures: `Trend`, `Färg`."""
    known = header_words().get(phrase.lower())
    return known is not None and known.kind in (*DIFFERENCES, "rank", "unit")


def _may_name_group(word: str) -> bool:
    known = header_words().get(word.lower())
    abbreviated = sum(c.isupper() for c in word) > 1
    return (word[0].islower() or abbreviated) and (known is None or known.kind in ("group", "all"))


def is_numbered(word: str) -> bool:
    """Whether a number behind the word names a thing: `Tabell 2`, `åk 9`."""
    known = header_words().get(word.lower())
    return known is not None and known.kind == "numbered"


def goes_on(word: str) -> bool:
    """Whether what ends so goes on in the next line: `Väntetid till be-`, `Nöjda,`."""
    return word.endswith(",") or (word.endswith("-") and word[-2:-1].isalpha())


def is_small(words: str) -> bool:
    """Whether words begin with a small letter and are no column's whole name: `kommuner`, and not `flickor`."""
    known = find_word(words)
    return words[:1].islower() and (known is None or known.kind not in GENDERS)


@cache
def unit_phrases() -> tuple[UnitPhrase, ...]:
    """Unit phrases, the one that wins first."""
    rows = read_rows("table_units.csv", "words", "where", "unit", "reason")
    return tuple(UnitPhrase(row["words"].lower(), row["where"], row["unit"]) for row in rows)
