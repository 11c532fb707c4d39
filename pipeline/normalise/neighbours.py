"""How well one word goes after another: counts of Kolada's texts, and contexts that tell look-alikes apart.

    after "det", "är" costs less than "år"; after "tre", "år" costs less than "är"

`^` is the beginning of a sentence, `$` its end, `#` a figure, `##` a year, `*` any neighbour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache

from pipeline.data import read_counts, read_rows

START, END, FIGURE, YEAR, ANY = "^", "$", "#", "##", "*"

#: Pairs never count for more than single words, since Kolada's texts are of one kind: with a full weight every common
#: first word makes what it was not seen with unlikely (`har` lost to `här`). Half of it comes at so many sightings.
MOST_PAIR_WEIGHT, PAIR_SMOOTHING = 0.5, 100

#: A municipality's name between `i`, `kommun` and figures gains so much: `Ånge 11 12` is no `Ange`.
PLACE_NATS = 3.5


#: Further names that the spelling dictionary takes for words.
NAMES_LIKE_WORDS = ("öland", "ångermanland", "österrike", "öresund")


@dataclass(frozen=True, slots=True)
class Side:
    """The neighbours on one side of a word and what each adds, in nats."""

    words: dict[str, float] = field(default_factory=dict)
    endings: dict[str, float] = field(default_factory=dict)

    def gain(self, neighbour: str) -> float:
        known = self.words.get(neighbour, 0.0) + self.words.get(ANY, 0.0)
        if not self.endings:
            return known
        return max(known, *(nats if neighbour.endswith(end) else 0.0 for end, nats in self.endings.items()))


@dataclass(slots=True)
class Neighbours:
    """Costs of a word after another, remembered for each pair that was asked for."""

    count_by_pair: dict[tuple[str, str], int]
    count_by_first: dict[str, int]
    before: dict[str, Side]
    after: dict[str, Side]
    _change: dict[tuple[str, str], tuple[float, float, float]] = field(default_factory=dict)

    def cost(self, first: str, second: str, alone: float) -> float:
        """What `second` costs after `first`, when it costs `alone` by itself (pairs interpolated with single words)."""
        known = self._change.get((first, second))
        if known is None:
            known = self._change[first, second] = self._compare(first, second)
        kept, seen, gain = known
        if not seen:
            return alone - kept - gain
        return -math.log(seen + math.exp(-alone - kept)) - gain

    def _compare(self, first: str, second: str) -> tuple[float, float, float]:
        """Cost of not being a pair, probability as a pair, and what the contexts of both words add."""
        left, right = (FIGURE if word == YEAR else word for word in (first, second))
        followed = self.count_by_first.get(left, 0)
        weight = MOST_PAIR_WEIGHT * followed / (followed + PAIR_SMOOTHING)
        count = self.count_by_pair.get((left, right), 0)
        gain = self.before[second].gain(first) if second in self.before else 0.0
        if first in self.after:
            gain += self.after[first].gain(second)
        return math.log(1 - weight), weight * count / followed if count else 0.0, gain


@cache
def load_neighbours() -> Neighbours:
    """The counts and contexts of our data files, read once for each process."""
    counts = read_counts("kolada_word_pairs.tsv", "first", "second", "count")
    pairs = {(first, second): int(count) for first, second, count in counts}
    firsts: dict[str, int] = {}
    for (first, _), count in pairs.items():
        firsts[first] = firsts.get(first, 0) + count
    before: dict[str, Side] = {}
    after: dict[str, Side] = {}
    for row in read_rows("word_contexts.csv", "word", "before", "after", "nats", "reason"):
        _add_side(before, row["word"], row["before"], float(row["nats"]))
        _add_side(after, row["word"], row["after"], float(row["nats"]))
    for place in read_places():
        _add_side(before, place, "i", PLACE_NATS)
        _add_side(after, place, f"{FIGURE} kommun kommuns", PLACE_NATS)
    return Neighbours(pairs, firsts, before, after)


def read_places() -> list[str]:
    """Municipalities whose names have å, ä or ö, in small letters; a name of two words is left to its parts."""
    rows = read_rows("municipalities.csv", "code", "municipality", "also")
    names = [row["municipality"].lower() for row in rows]
    return [name for name in names if not name.isascii() and " " not in name]


@cache
def read_names() -> frozenset[str]:
    """Names of municipalities and counties in small letters, also where their parts are words (`östergötland`)."""
    rows = read_rows("counties.csv", "code", "county", "region", "bare")
    counties = (row["county"].lower().removesuffix(" län").removesuffix("s") for row in rows)
    return frozenset((*read_places(), *counties, *NAMES_LIKE_WORDS))


def _add_side(sides: dict[str, Side], word: str, neighbours: str, nats: float) -> None:
    if not neighbours:
        return
    side = sides.setdefault(word, Side())
    for neighbour in neighbours.split():
        known, name = (side.endings, neighbour[1:]) if neighbour.startswith("-") else (side.words, neighbour)
        known[name] = max(nats, known.get(name, 0.0))
