"""The language model: how likely a word is after the two before it.

Counts of triples, pairs and classes of words in reports, and of pairs in Kolada's texts, each smoothed by the next
(absolute discounting, Ney, Essen and Kneser 1994; classes, Brown and others 1992). What no count knows costs what the
word costs by itself.

    model.cost("^", "det", "är", alone)  <  model.cost("^", "det", "år", alone)

`^` is the beginning of a sentence, `$` its end, `#` a figure, `##` a year, `-at` any rarer word of that ending.
Costs are negative natural logarithms of probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from pipeline.data import read_counts
from pipeline.records import record

START, END, FIGURE, YEAR = "^", "$", "#", "##"

#: What is taken off each count for the words that were not seen there, and how much Kolada's pairs count at most: its
#: texts are all of one kind. Chosen for the likelihood of texts that were left out of the counts.
DISCOUNT, KOLADA_WEIGHT = 0.9, 0.15
#: Added to the counts of two classes and to what chance would give, so that rare ones say little.
CLASS_SMOOTHING = 2.0
#: Words that are rare in reports go by so many last letters.
ENDING = 2


@record
class Followers:
    """The words seen after something with their counts, how often it was seen, and what is left for all other words."""

    counts: dict[str, int]
    times: int
    rest: float

    def share(self, word: str) -> float:
        """The discounted share of a word."""
        count = self.counts.get(word)
        return (count - DISCOUNT) / self.times if count else 0.0


NOTHING = Followers({}, 1, 1.0)


@dataclass(slots=True)
class Table:
    """Followers by what they follow. A row has how often that was seen, and words with their counts; it is read when
    it is first asked for, since a report needs few of them."""

    rows: dict[str, str]
    _read: dict[str, Followers] = field(default_factory=dict)

    def find(self, before: str) -> Followers:
        found = self._read.get(before)
        if found is None:
            if before not in self.rows:
                return NOTHING
            found = self._read[before] = self._discount(before)
        return found

    def _discount(self, before: str) -> Followers:
        first, *items = self.rows[before].split()
        times, counts = int(first), dict(zip(items[::2], map(int, items[1::2]), strict=True))
        return Followers(counts, times, 1 - (sum(counts.values()) - DISCOUNT * len(counts)) / times)


@dataclass(slots=True)
class Classes:
    """How much more often than by chance one class of words follows another; rows are read when first asked for."""

    rows: dict[str, str]
    totals: dict[str, int]
    total: int
    _read: dict[str, dict[str, int]] = field(default_factory=dict)

    def name(self, word: str) -> str:
        return word if word in self.totals else "-" + word[-ENDING:]

    def lift(self, last: str, word: str) -> float:
        first, second = self.name(last), self.name(word)
        by_chance = self.totals.get(first, 0) * self.totals.get(second, 0) / self.total
        return (self._count(first, second) + CLASS_SMOOTHING) / (by_chance + CLASS_SMOOTHING)

    def _count(self, first: str, second: str) -> int:
        counts = self._read.get(first)
        if counts is None:
            items = self.rows.get(first, "").split()
            counts = self._read[first] = dict(zip(items[::2], map(int, items[1::2]), strict=True))
        return counts.get(second, 0)


@dataclass(slots=True)
class LanguageModel:
    """Costs of a word after two others; what the counts say of two words is worked out once."""

    triples: Table
    pairs: Table
    kolada: Table
    classes: Classes
    _known: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)

    @property
    def end_cost(self) -> float:
        """What the end of a sentence costs by itself."""
        return math.log(self.classes.total / self.classes.totals[END])

    def cost(self, before: str, last: str, word: str, alone: float) -> float:
        """What `word` costs after `before` and `last`, when it costs `alone` by itself."""
        return self.costs((self.follow(before, last),), last, word, alone)[0]

    def follow(self, before: str, last: str) -> Followers:
        """The words seen after two words."""
        return self.triples.find(f"{before} {last}")

    def costs(self, followers: Iterable[Followers], last: str, word: str, alone: float) -> list[float]:
        """What `word` costs after `last`, for the followers of it and each of the words that may stand before it."""
        known = self._known.get((last, word))
        if known is None:
            known = self._known[last, word] = self._weigh_pair(last, word)
        share = known[0] + known[1] * math.exp(-alone)
        return [-math.log(seen.share(word) + seen.rest * share) for seen in followers]

    def _weigh_pair(self, last: str, word: str) -> tuple[float, float]:
        """The probability that the counts give, and the part of the word's own probability that is added to it."""
        left, right = (FIGURE if w == YEAR else w for w in (last, word))
        kolada, pairs = self.kolada.find(left), self.pairs.find(last)
        kept = 1 - KOLADA_WEIGHT * (1 - kolada.rest)
        seen = pairs.share(word) + pairs.rest * KOLADA_WEIGHT * kolada.share(right)
        return seen, pairs.rest * kept * self.classes.lift(last, word)


@cache
def load_language() -> LanguageModel:
    """The counts of our data files, read once for each process."""
    kolada: dict[str, list[str]] = {}
    times: dict[str, int] = {}
    for first, second, count in read_counts("kolada_word_pairs.tsv", "first", "second", "count"):
        kolada.setdefault(first, []).append(f"{second} {count}")
        times[first] = times.get(first, 0) + int(count)
    rows = {first: f"{times[first]} {' '.join(words)}" for first, words in kolada.items()}
    return LanguageModel(
        _read_table("report_triples.tsv"), _read_table("report_pairs.tsv"), Table(rows), _read_classes()
    )


def _read_table(name: str) -> Table:
    return Table({before: words for before, words in read_counts(name, "after", "words")})


def _read_classes() -> Classes:
    rows: dict[str, str] = {}
    totals: dict[str, int] = {}
    for first, row in read_counts("report_classes.tsv", "after", "words"):
        times, _, rows[first] = row.partition(" ")
        totals[first] = int(times)
    totals[END] = totals[START]
    return Classes(rows, totals, sum(totals.values()))
