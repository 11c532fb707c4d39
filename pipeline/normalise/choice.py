"""Which candidates go together: the cheapest way through a sentence, where each word is judged after the one before.

det ar en okning  ->  det är en ökning     (after `det` and before `en`, `är` beats `år` and `ar`)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.normalise.candidates import Candidate
from pipeline.normalise.lexicon import WordPairs

#: The word before the first one of a sentence.
START = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A chosen candidate, the runner-up with other letters in the same place, and by how many nats it lost."""

    best: Candidate
    rival: Candidate | None
    margin: float

    @property
    def confidence(self) -> float:
        return 1.0 if self.rival is None else 1 / (1 + math.exp(-self.margin))


def choose_words(columns: Sequence[tuple[Candidate, ...]], pairs: WordPairs) -> list[Choice]:
    """One choice for each column of candidates: the cheapest path (Viterbi 1967)."""
    costs: list[float] = [0.0]
    before: tuple[Candidate | None, ...] = (None,)
    links: list[list[int]] = []
    for column in columns:
        reached = [_reach(candidate, before, costs, pairs) for candidate in column]
        links.append([link for _, link in reached])
        costs = [cost for cost, _ in reached]
        before = column
    path: list[int] = []
    at = min(range(len(costs)), key=costs.__getitem__)
    for link in reversed(links):
        path.append(at)
        at = link[at]
    chosen = [column[i] for column, i in zip(columns, reversed(path), strict=True)]
    return [_weigh(number, columns, chosen, pairs) for number in range(len(columns))]


def _reach(
    candidate: Candidate, before: Sequence[Candidate | None], costs: Sequence[float], pairs: WordPairs
) -> tuple[float, int]:
    """The cheapest way to a candidate, and over which one before it."""
    ways = ((cost + _step(last, candidate, pairs), i) for i, (last, cost) in enumerate(zip(before, costs, strict=True)))
    return min(ways)


def _step(last: Candidate | None, candidate: Candidate, pairs: WordPairs) -> float:
    word_cost = pairs.cost(last.word if last else START, candidate.word, candidate.word_cost)
    return candidate.channel_cost + word_cost


def _weigh(number: int, columns: Sequence[tuple[Candidate, ...]], chosen: list[Candidate], pairs: WordPairs) -> Choice:
    """The choice with its runner-up, its neighbours being as they were chosen."""
    best = chosen[number]
    if len(columns[number]) == 1:
        return Choice(best, None, math.inf)
    last = chosen[number - 1] if number else None
    after = chosen[number + 1] if number + 1 < len(chosen) else None

    def cost(candidate: Candidate) -> float:
        return _step(last, candidate, pairs) + (_step(candidate, after, pairs) if after else 0.0)

    rival = min((c for c in columns[number] if c is not best), key=cost)
    return Choice(best, rival, cost(rival) - cost(best))
