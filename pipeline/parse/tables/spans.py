"""Which words of a header line stand over which columns.

Kvinnor      Män            two words over four columns are over two each
2019  2020   2019  2020
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.parse.tables.layout import Chunk


@dataclass(frozen=True, slots=True)
class Span:
    """From where to where a column of figures reaches."""

    x0: float
    x1: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def middle_of(chunk: Chunk) -> float:
    return (chunk[0].x0 + chunk[-1].x1) / 2


def share_columns(over: Sequence[Chunk], spans: Sequence[Span]) -> list[int | None]:
    """For each column the header word that stands over it. Words that are fewer than the columns go over several."""
    if not over:
        return [None] * len(spans)
    covered = [[c for c, span in enumerate(spans) if ch[0].x0 < span.x1 and span.x0 < ch[-1].x1] for ch in over]
    if len(over) >= len(spans) or (len(over) * 2 > len(spans) and all(len(columns) < 2 for columns in covered)):
        owners: list[int | None] = [None] * len(spans)
        for i, columns in enumerate(covered):
            nearest = min(range(len(spans)), key=lambda c: abs(middle_of(over[i]) - spans[c].middle))
            for column in columns or [nearest]:
                owners[column] = i if owners[column] is None else owners[column]
        return owners
    if len(spans) % len(over) == 0 and _centred(over, spans, len(spans) // len(over)):
        return [column // (len(spans) // len(over)) for column in range(len(spans))]
    starts = [min(range(len(spans)), key=lambda c: abs(ch[0].x0 - spans[c].x0)) for ch in over]
    if all(abs(ch[0].x0 - spans[c].x0) < 12 for ch, c in zip(over, starts, strict=True)) and starts == sorted(
        set(starts)
    ):
        return [max((i for i, s in enumerate(starts) if s <= column), default=None) for column in range(len(spans))]
    return [min(range(len(over)), key=lambda i: abs(middle_of(over[i]) - span.middle)) for span in spans]


def _centred(over: Sequence[Chunk], spans: Sequence[Span], width: int) -> bool:
    """Whether each header word stands over an equal share of the columns, from their first to their last."""
    for i, chunk in enumerate(over):
        group = spans[i * width : (i + 1) * width]
        if not (group[0].x0 - 15 < middle_of(chunk) < group[-1].x1 + 15):
            return False
    return True
