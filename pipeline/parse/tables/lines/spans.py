"""Which words of a header line stand over which columns.

Kvinnor      Män            two words over four columns are over two each
2019  2020   2019  2020
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from pipeline.parse.tables.lines.layout import Chunk
from pipeline.records import record

SAME_WORDS = 1000.0  #: what it costs that one word stands over two columns of the same name


@record
class Span:
    """From where to where a column of figures, or the words over it, reaches."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def join(self, other: Span) -> Span:
        return Span(min(self.x0, other.x0), max(self.x1, other.x1))

    def overlaps(self, other: Span) -> bool:
        return self.x0 < other.x1 and other.x0 < self.x1


def span_of(chunk: Chunk) -> Span:
    """Where words reach, also those on two lines."""
    return Span(min(t.x0 for t in chunk), max(t.x1 for t in chunk))


def nearest(span: Span, spans: Sequence[Span]) -> int:
    """The column that a word stands over: the one it covers most of, else the nearest."""

    def far(at: int) -> tuple[float, float]:
        return max(span.x0, spans[at].x0) - min(span.x1, spans[at].x1), abs(span.middle - spans[at].middle)

    return min(range(len(spans)), key=far)


def own_columns(over: Sequence[Span], spans: Sequence[Span]) -> list[int] | None:
    """The one column of each word of a line, from left to right; None where two share one."""
    if len(over) == len(spans):
        return list(range(len(spans)))
    columns = [nearest(span, spans) for span in over]
    return columns if all(a < b for a, b in pairwise(columns)) else None


def share_columns(over: Sequence[Span], spans: Sequence[Span], below: Sequence[str]) -> list[int]:
    """For each column the word that stands over it, of words fewer than the columns; `below` is what each is called.

    Each word has one column or more next to one another, and stands over their middle, or their left or right edge;
    columns of the same name are under different words.
    """
    ways = [_share(over, spans, below, edge) for edge in ("middle", "x0", "x1")]
    return min(ways)[1]


def _share(over: Sequence[Span], spans: Sequence[Span], below: Sequence[str], edge: str) -> tuple[float, list[int]]:
    """The cheapest way to share the columns out, found from the right."""

    @cache
    def best(word: int, start: int) -> tuple[float, tuple[int, ...]]:
        if word == len(over) - 1:
            return cost(word, start, len(spans)), (len(spans),)
        ways = []
        for stop in range(start + 1, len(spans) - (len(over) - word - 1) + 1):
            rest, stops = best(word + 1, stop)
            ways.append((cost(word, start, stop) + rest, (stop, *stops)))
        return min(ways)

    def cost(word: int, start: int, stop: int) -> float:
        group = spans[start].join(spans[stop - 1])
        names = [name for name in below[start:stop] if name]
        off: float = abs(getattr(over[word], edge) - getattr(group, edge))
        return off + SAME_WORDS * (len(names) - len(set(names)))

    total, stops = best(0, 0)
    return total, [sum(stop <= column for stop in stops) for column in range(len(spans))]
