"""Which candidates go together: the cheapest way through a sentence, where each word is judged after the one before.

det ar en okning  ->  det är en ökning     (after `det` and before `en`, `är` beats `år` and `ar`)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from pipeline.data import read_rows
from pipeline.normalise.candidates import Candidate
from pipeline.normalise.neighbours import END, START, Neighbours

#: A word of a phrase may cost so much more than the likeliest one in its place.
LEAST_SURE = 6.0


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen candidate, the runner-up in the same place, and by how many nats it lost."""

    best: Candidate
    rival: Candidate | None
    margin: float

    @property
    def confidence(self) -> float:
        return 1.0 if self.rival is None else 1 / (1 + math.exp(-self.margin))


Column = tuple[Candidate, ...]


Phrase = tuple[str, ...]


@cache
def read_phrases() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    """Phrases whose words are sure together, by their first two words; the longest first.

    `i/per år` are two phrases.
    """
    phrases: dict[str, dict[str, tuple[Phrase, ...]]] = {}
    for row in read_rows("word_phrases.csv", "phrase", "reason"):
        for words in product(*(place.split("/") for place in row["phrase"].split())):
            known = phrases.setdefault(words[0], {})
            known[words[1]] = tuple(sorted((*known.get(words[1], ()), words), key=len, reverse=True))
    return phrases


def settle_phrases(columns: Sequence[Column]) -> list[Column]:
    """The columns with no other candidates left where a known phrase stands: `kvinnor och man` is `kvinnor och män`."""
    settled = list(columns)
    for start, column in enumerate(columns[:-1]):
        for phrase in _find_phrases(column, columns[start + 1]):
            found = [_find_word(c, word) for c, word in zip(columns[start : start + len(phrase)], phrase, strict=False)]
            if len(found) == len(phrase) and all(found):
                settled[start : start + len(phrase)] = [(c,) for c in found if c]
                break
    return settled


def _find_phrases(first: Column, second: Column) -> Iterator[Phrase]:
    """Phrases that begin with words of these two columns."""
    phrases = read_phrases()
    for candidate in first:
        if known := phrases.get(candidate.word):
            for following in second:
                yield from known.get(following.word, ())


def _find_word(column: Column, word: str) -> Candidate | None:
    """The candidate for a word, unless another is much likelier by itself."""
    found = next((c for c in column if c.word == word), None)
    return found if found and found.cost < column[0].cost + LEAST_SURE else None


def choose_words(columns: Sequence[Column], neighbours: Neighbours) -> list[Candidate]:
    """One candidate of each column: the cheapest path (Viterbi 1967)."""
    costs: list[float] = [0.0]
    before: tuple[Candidate | None, ...] = (None,)
    links: list[list[int]] = []
    for column in columns:
        reached = [_reach(candidate, before, costs, neighbours) for candidate in column]
        links.append([link for _, link in reached])
        costs = [cost for cost, _ in reached]
        before = column
    path: list[int] = []
    ends = [cost + neighbours.cost(last.word, END, 0.0) for last, cost in zip(before, costs, strict=True) if last]
    at = min(range(len(ends)), key=ends.__getitem__, default=0)
    for link in reversed(links):
        path.append(at)
        at = link[at]
    return [column[i] for column, i in zip(columns, reversed(path), strict=True)]


def _reach(
    candidate: Candidate, before: Sequence[Candidate | None], costs: Sequence[float], neighbours: Neighbours
) -> tuple[float, int]:
    """The cheapest way to a candidate, and over which one before it."""
    ways = (
        (cost + _step(last, candidate, neighbours), i) for i, (last, cost) in enumerate(zip(before, costs, strict=True))
    )
    return min(ways)


def _step(last: Candidate | None, candidate: Candidate, neighbours: Neighbours) -> float:
    word_cost = neighbours.cost(last.word if last else START, candidate.word, candidate.word_cost)
    return candidate.channel_cost + word_cost


def weigh_choice(number: int, columns: Sequence[Column], chosen: Sequence[Candidate], neighbours: Neighbours) -> Choice:
    """One of the chosen candidates with its runner-up, its neighbours being as they were chosen."""
    best = chosen[number]
    if len(columns[number]) == 1:
        return Choice(best, None, math.inf)
    last = chosen[number - 1] if number else None
    after = chosen[number + 1] if number + 1 < len(chosen) else None

    def cost(candidate: Candidate) -> float:
        onwards = _step(candidate, after, neighbours) if after else neighbours.cost(candidate.word, END, 0.0)
        return _step(last, candidate, neighbours) + onwards

    rival = min((c for c in columns[number] if c is not best), key=cost)
    return Choice(best, rival, cost(rival) - cost(best))
