"""Columns of differences: which levels of their rows they go between, by their own words and by the arithmetic.

Indikator  2014  2016  2018  Förändring        Indikator  2018  Skillnad mot 2016
Rutin        38    44    46          +2        Rutin        46                 +2
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations

from pipeline.model import Cell, Level
from pipeline.parse.tables.figures import parse_figure
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.statement.columns import Meaning
from pipeline.records import record

LEAST_ROWS = 3  #: with all three figures; in two it could be chance
_YEARS = re.compile(r"\b((?:19|20)\d\d) ?(?:[-–—/]|till|mot|och|jämfört med) ?((?:19|20)\d\d)\b(?![/\d])")
_SHORT_YEARS = re.compile(r"(?<![\d/])(?:20)?(\d\d) ?[-–—/] ?(\d\d)(?![\d/%])")
_SINCE = re.compile(
    r"\b(?:mot|sedan|från|än|jmf|jfr|gentemot|jämför(?:t|else|d) med)(?: (?:år|läsåret|mätningen|hösten|våren))?$"
)
_YEAR_BEFORE = re.compile(r"\b(?:föregående|förra) år\w*|\bi fjol\b|\båret (?:innan|före)\b|\bfjolåret\b")


@record
class Years:
    """What the words over a column of differences say of the years that they go between."""

    first: int | None = None
    last: int | None = None
    back: int | None = None  #: how many years `first` is before `last`: 1 of `sedan förra året`


@record
class Sample:
    """A difference, and the levels that it may go between, each by its column (0: one of another row)."""

    difference: Decimal
    sized: bool  #: else it says the direction alone: 1, 0 or -1
    levels: Mapping[int, Level]


@record
class Span:
    """Between which columns differences are, and whether they are percent of the earlier figure."""

    first: int
    last: int
    relative: bool = False


def holds_differences(headers: Sequence[Meaning], rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Whether a column that says neither year nor place nor gender is the later year less the one before it,
    whatever stands over it: `2022 | 2023 | FGrändring`.
    """
    if column < LEAST_ROWS or headers[column].year or headers[column].geography or headers[column].gender:
        return False
    if not all(headers[at].year and not headers[at].before for at in (column - 2, column - 1)):
        return False
    figures = [[parse_figure(row[at].text) for at in range(column - 2, column + 1)] for row in rows]
    values = [[figure.value for figure in row if figure and figure.value is not None] for row in figures]
    whole = [row for row in values if len(row) == LEAST_ROWS]
    return len(whole) >= LEAST_ROWS and all(last == late - early for early, late, last in whole)


def read_years(words: str) -> Years:
    """The years that a header names: `Förändring 2015–2018`, `Diff 17/18`, `Skillnad mot 2019`, `sedan förra året`."""
    low = words.lower()
    if both := _YEARS.search(low):
        return Years(*sorted((int(both[1]), int(both[2]))))
    periods = find_periods(low)
    if len(periods) > 1 or (periods and periods[0].first_year):
        named = [year for p in periods for year in (p.first_year, p.year) if year]
        return Years(min(named), max(named))
    if periods:
        since = _SINCE.search(low[: periods[0].start].rstrip())
        return Years(first=periods[0].year) if since else Years(last=periods[0].year)
    if both := _SHORT_YEARS.search(low):
        first, last = sorted(2000 + int(year) for year in both.groups())
        return Years(first, last)
    return Years(back=1) if _YEAR_BEFORE.search(low) else Years()


def find_span(samples: Sequence[Sample], years: Years) -> tuple[Span | None, bool]:
    """The columns that a column's differences go between, and whether the arithmetic shows it.

    Where several pairs of columns fit the words over them, the one that gives most of the differences; none of two
    that give as many.
    """
    given: Counter[Span] = Counter()
    tested = 0
    for sample in samples:
        spans = list(_list_spans(sample, years))
        given.update({span: 0 for span in spans})
        given.update(span for span in spans if gives(span, sample))
        tested += bool(spans)
    if not given:
        return None, False
    (best, count), *others = given.most_common(2)
    shown = 2 * count > tested
    if shown and (not others or others[0][1] < count):
        return best, True
    alone = {(span.first, span.last) for span in given} == {(best.first, best.last)}
    return (Span(best.first, best.last), shown) if alone else (None, False)


def _list_spans(sample: Sample, years: Years) -> Iterator[Span]:
    """The pairs of a row's levels of different years, the earlier first, that the header's words allow."""
    for (first, early), (last, late) in permutations(sample.levels.items(), 2):
        if early.year is None or late.year is None or early.year >= late.year:
            continue
        if years.first not in (None, early.year) or years.last not in (None, late.year):
            continue
        if years.back not in (None, late.year - early.year):
            continue
        if early.value is not None and late.value is not None:
            yield Span(first, last)
            if sample.sized:
                yield Span(first, last, relative=True)


def gives(span: Span, sample: Sample) -> bool:
    """Whether the two levels differ by what is printed."""
    early, late = sample.levels[span.first].value, sample.levels[span.last].value
    if early is None or late is None:
        return False
    if not sample.sized:
        return (late > early) - (late < early) == sample.difference
    if not span.relative:
        return late - early == sample.difference
    step = Decimal(1).scaleb(min(0, int(sample.difference.as_tuple().exponent)))
    return early != 0 and abs((late - early) / early * 100 - sample.difference) <= step / 2


def latest(levels: Iterable[Level]) -> Level | None:
    """The level of the last year."""
    return max((level for level in levels if level.year is not None), key=lambda level: level.year or 0, default=None)
