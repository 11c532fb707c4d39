"""How alike two labels are, and what tells them apart however alike they look.

`Aktuell rutin för skolgång` and `en aktuell skriftlig rutin för skolgången` are one; AUDIT and DUDIT, `badtider med
ledsagare` and `badtider utan ledsagare`, årskurs 6 and 9 are two.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum

from pipeline.reconcile.words import SHORTEST_PART, Label, find_words, read_label, read_vocabulary, say_much

#: families that tell apart by being named at all: a response rate is no finding, private schools are not all schools
_TELLING = frozenset({"answers", "owner", "reply"})
_OF_WHOM = frozenset({"i", "på", "av", "bland", "för", "hos", "inom", "varav"})
_LONGEST_JOINT = 5  # letters between the stems of a compound: uppfölj-nings-result
NAME_WEIGHT = 2.0  # AUDIT, IPS: a name says more than any word
FAINT_WEIGHT = 0.1  # a caption of ten words, in the label of each row, must not outweigh the row
WEAK_WEIGHT = 0.3  # `aktuell`, `erbjuda`: a dozen of them must not outweigh one word such as `skolgång`


def contradict(a: Label, b: Label) -> bool:
    """Whether two labels cannot name the same thing, however alike they look."""
    if a.without & b.stems - b.without or b.without & a.stems - a.without:
        return True
    if _are_apart(a.numbers, b.numbers) or _are_apart(a.acronyms, b.acronyms):
        return True
    one, other = ({family for family, _ in label.members} for label in (a, b))
    families = one & other
    return bool(_TELLING & (one ^ other)) or any(
        _are_apart({m for f, m in a.members if f == family}, {m for f, m in b.members if f == family})
        for family in families
    )


def _are_apart(a: Iterable[str], b: Iterable[str]) -> bool:
    one, other = set(a), set(b)
    return bool(one and other) and not one & other


def liken(a: Label, b: Label, faint: frozenset[str] = frozenset()) -> float:
    """How alike two labels are, 0 to 1: the mean of how much of the shorter one is in the other, and of both is shared.

    The first lets a short table label be found in a long sentence; the second keeps `skyddat boende` apart from
    `rutin för skolgång för barn i skyddat boende`, which holds all of it. `faint` stems count least: those
    that all rows of a table have, or that name the subject of the whole report.
    """
    shared = a.stems & b.stems
    only_a, only_b = a.stems - shared, b.stems - shared
    covered = _cover(only_a, b.stems) | _cover(only_b, a.stems)
    both = _weigh(shared | covered, a, b, faint)
    alone_a, alone_b = (_weigh(only - covered, a, b, faint) for only in (only_a, only_b))
    if not both:
        return 0.0
    return (both / (both + min(alone_a, alone_b)) + both / (both + alone_a + alone_b)) / 2


def is_replaced(a: Label, b: Label) -> bool:
    """Whether each says something that the other does not: `nöjda i särskilt boende`, `trygga i särskilt boende`.

    One that only says more is most often the same in more words; two that differ both ways are most often two things.
    """
    shared = a.stems & b.stems
    covered = _cover(a.stems - shared, b.stems) | _cover(b.stems - shared, a.stems)
    weak = read_vocabulary().weak
    return bool(a.stems - shared - covered - weak) and bool(b.stems - shared - covered - weak)


def names_part(one: str, other: str) -> bool:
    """Whether one wording is the other and of whom or where: `tog examen`, `tog examen på yrkesprogrammen`.

    Or what is done with it: `har en plan`, `har följt upp: har en plan`.
    In one text only: there a label takes what it does not say itself from the sentence before, in its words. The gender
    is no part, for it has a column of its own.
    """
    short, long = sorted((one, other), key=len)
    if long.endswith(f": {short}"):
        return bool(say_much(read_label(long.removesuffix(short))))
    rest = long.removeprefix(short)
    if rest[:1] not in (" ", ",") or find_words(rest)[0] not in _OF_WHOM:
        return False
    told = read_label(rest)
    return bool(told.stems or told.numbers)


def _cover(stems: Iterable[str], others: frozenset[str]) -> set[str]:
    """Compounds of two words of the other label, and those words: `våldsutöv` beside `våld` and `utöv`."""
    found: set[str] = set()
    parts = tuple(s for s in others if len(s) >= SHORTEST_PART)
    for compound in stems:
        if len(compound) < 2 * SHORTEST_PART or not compound.startswith(parts):
            continue
        firsts = [s for s in parts if compound.startswith(s)]
        lasts = [s for s in parts if compound.endswith(s)]
        for first in firsts:
            for last in lasts:
                if first != last and 0 <= len(compound) - len(first) - len(last) <= _LONGEST_JOINT:
                    found |= {compound, first, last}
    return found


def _weigh(stems: Iterable[str], a: Label, b: Label, faint: frozenset[str]) -> float:
    weak = read_vocabulary().weak
    names = a.acronyms | b.acronyms
    weights = (
        NAME_WEIGHT if s in names else FAINT_WEIGHT if s in faint else WEAK_WEIGHT if s in weak else 1.0 for s in stems
    )
    return fsum(weights)  # which is the same in whatever order a set gives its stems
