"""What a figure can be, and the words of `data/claim_words.csv` by which that is told."""

from __future__ import annotations

from enum import Enum

from pipeline.parse.claims.sentence.marks import Figure, Marks
from pipeline.parse.memory import remember
from pipeline.parse.phrases import Match, load_phrases, load_set

# Before a figure or its unit they make it a mean: `i genomsnitt 14 personer`.
AVERAGES = load_set("averages")
# Units of values on a scale.
SCORES = frozenset({"index", "points"})
# Units of sums.
MONEY = frozenset({"SEK", "kSEK", "MSEK"})
# Before whom or what nothing is true of: `Inga hushåll fick vänta`.
NONE = frozenset({"inga", "ingen", "inget"})


class Role(Enum):
    """What a figure states."""

    LEVEL = "level"
    UNSURE = "unsure"  #: a level, as far as can be told
    DIFFERENCE = "difference"
    NONE = "none"


def has_kind(marks: Marks, first: int, last: int, kind: str) -> bool:
    """Whether a word of that kind of `data/claim_words.csv` stands among these tokens."""
    return kind in marks.told and find_kind(marks, first, last, kind) != ()


def is_of_index(marks: Marks, figure: Figure) -> bool:
    """`får 69 | i betygsindex`, `får 74 | i NKI`"""
    name = marks.low(figure.last + 1)
    return marks.low(figure.last) == "i" and (name.endswith("index") or name in load_set("index names"))


def clash(one: str, two: str) -> bool:
    """Whether one thing is hardly measured in both units: `12 dagar`, `92 procent`; a count has its share.

    >>> clash("dagar", "percent"), clash("count", "percent"), clash("SEK", "MSEK"), clash("", "percent")
    (True, False, False, False)
    """
    kinds = {_kind_of_unit(one), _kind_of_unit(two)}
    return len(kinds) > 1 and "" not in kinds and kinds != {"share", "count"}


@remember
def _kind_of_unit(unit: str) -> str:
    """`share`, `money`, `time`, ...; empty for a rate, and for a unit that is only printed."""
    found = (p.kind for p in load_phrases("quantity_units.csv").starting(unit) or () if len(p.words) == 1)
    return {"count": "count", "percent": "share", "kSEK": "money", "MSEK": "money"}.get(
        unit, "score" if unit in SCORES else next(found, "money" if unit == "SEK" else "")
    )


def find_kind(marks: Marks, first: int, last: int, kind: str) -> tuple[Match, ...]:
    """The words of that kind among these tokens; places count from the passage's first token."""
    told = marks.told.get(kind)
    return tuple([m for m in told if first <= m.first and m.last <= last]) if told else ()
