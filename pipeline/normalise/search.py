"""Which candidates go together: the cheapest way through a sentence, where each word is judged after two others.

det ar en okning  ->  det är en ökning     (after `det` and before `en`, `är` beats `år` and `ar`)
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from operator import add

from pipeline.normalise.candidates import Candidate
from pipeline.normalise.language import END, START, LanguageModel
from pipeline.records import record

Column = tuple[Candidate, ...]
#: Costs by the candidates of two columns in a row.
Costs = list[list[float]]


@record
class Choice:
    """A chosen candidate, the runner-up in the same place, and by how many nats the best sentence with it lost.

    `totals` are what the best sentences with each candidate of the column cost.
    """

    best: Candidate
    rival: Candidate | None = None
    margin: float = math.inf
    column: Column = ()
    totals: Sequence[float] = ()

    @property
    def confidence(self) -> float:
        return 1.0 if self.rival is None else 1 / (1 + math.exp(-self.margin))

    def add_costs(self, costs: Sequence[float]) -> Choice:
        """The choice when each candidate of the column costs so much more."""
        return _choose(self.column, [*map(add, self.totals, costs)])


def choose_words(columns: Sequence[Column], model: LanguageModel) -> list[Choice]:
    """A choice from each column of a sentence."""
    begin, end = _make_bound(START), _make_bound(END, model.end_cost)
    framed = [begin, begin, *columns, end]
    choices = [Choice(column[0]) for column in framed]
    for start, stop in _find_stretches(framed):
        stretch = framed[start - 2 : stop + 2]
        if stop == start + 1:
            choices[start] = _choose(framed[start], _weigh_alone(stretch, model))
        else:
            choices[start : stop + 2] = _decide_stretch(stretch, model)
    return choices[2:-1]


def _make_bound(word: str, cost: float = 0.0) -> Column:
    return (Candidate((word,), word, 0.0, cost),)


def _find_stretches(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """Where there is something to decide, apart where two words in a row are sure: these part all ways alike."""
    start = stop = 0
    for place, column in enumerate(columns):
        if len(column) == 1:
            continue
        if start and place > stop + 2:
            yield start, stop
            start = 0
        start, stop = start or place, place + 1
    if start:
        yield start, stop


def _weigh_alone(columns: Sequence[Column], model: LanguageModel) -> list[float]:
    """What the sentences with each candidate of the third column cost, where all other columns are sure."""
    sure = [column[0] for column in columns]
    totals = []
    for candidate in columns[2]:
        sure[2] = candidate
        costs = (
            model.cost(p.word, q.word, r.word, r.word_cost) for p, q, r in zip(sure, sure[1:], sure[2:], strict=False)
        )
        totals.append(candidate.channel_cost + sum(costs))
    return totals


def _decide_stretch(columns: Sequence[Column], model: LanguageModel) -> list[Choice]:
    """Choices for all columns but the first two and those behind the last that has something to decide.

    A candidate's cost is that of the cheapest sentence with it (Viterbi 1967, from both ends).
    """
    steps = [_take_steps(p, q, r, model) for p, q, r in zip(columns, columns[1:], columns[2:], strict=False)]
    ahead: list[Costs] = [[[0.0]]]
    for step in steps:
        ahead.append(_advance(ahead[-1], step))
    behind = [[0.0] * len(columns[-2]) for _ in columns[-1]]
    choices: list[Choice] = []
    for column, costs, step in zip(reversed(columns[2:]), reversed(ahead), reversed(steps), strict=False):
        totals = [min(map(add, *both)) for both in zip(costs, behind, strict=True)]
        choices.append(_choose(column, totals))
        behind = _retreat(behind, step)
    return choices[::-1]


def _take_steps(first: Column, second: Column, third: Column, model: LanguageModel) -> list[Costs]:
    """What each candidate of the third column costs, by those of the second, itself and those of the first."""
    steps = []
    for q in second:
        followers = [model.follow(p.word, q.word) for p in first]
        by_third = [(r.channel_cost, model.costs(followers, q.word, r.word, r.word_cost)) for r in third]
        steps.append([[cost + channel for cost in costs] if channel else costs for channel, costs in by_third])
    return steps


def _advance(costs: Costs, step: list[Costs]) -> Costs:
    """Cheapest ways to two words in a row (by the second, then the first), one word further on."""
    return [[min(map(add, costs[q], ways[r])) for q, ways in enumerate(step)] for r in range(len(step[0]))]


def _retreat(costs: Costs, step: list[Costs]) -> Costs:
    """Cheapest ways on from two words in a row (by the second, then the first), one word further back."""
    return [
        [min(ways[r][p] + costs[r][q] for r in range(len(ways))) for p in range(len(ways[0]))]
        for q, ways in enumerate(step)
    ]


def _choose(column: Column, totals: Sequence[float]) -> Choice:
    if len(column) == 1:
        return Choice(column[0])
    best, rival = sorted(range(len(column)), key=totals.__getitem__)[:2]
    return Choice(column[best], column[rival], totals[rival] - totals[best], column, totals)
