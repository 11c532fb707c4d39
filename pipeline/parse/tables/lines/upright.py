"""Tables that were written with one cell a line, as text taken out of web pages has them, put back into rows.

    Kommun                Kommun | 2018 | 2019
    2018                  Ljungby | 82 | 84
    2019           ->     Alvesta | 79 | 80
    Ljungby
    82
    84
    Alvesta
    79
    80

They are rows where as many figures follow each label, in two rows or more, and as many columns are named above them.
Where the counts differ, a cell is lacking, and no one can say which: the lines stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

from pipeline.parse.tables.figures import ANSWERS, is_rank, parse_figure
from pipeline.parse.tables.frame.frames import ends_table, is_note, is_prose, is_sentence, is_subtitle
from pipeline.parse.tables.knowledge import header_words
from pipeline.parse.tables.lines.strips import Strip, is_sign
from pipeline.parse.tables.periods import find_periods
from pipeline.records import replace

LEAST_ROWS = 2
LEAST_FIGURES = 2  #: of each row; a label and one figure by turns may also be a figure and what it says
MAX_LABEL_LINES = 2
MAX_CELL = 120  #: characters
MAX_CORNER = 3  #: words over the labels, where no known word heads them


@dataclass(frozen=True, slots=True)
class _Row:
    """The places of the lines of a row: from the first of its label, the first and the last of its figures."""

    first: int
    figures: int
    end: int


def join_cells(strips: Sequence[Strip]) -> Sequence[Strip]:
    """The lines, those of such tables joined to rows whose `cells` are known."""
    figures = [_is_figure(strip) for strip in strips]
    if not any(map(all, pairwise(figures))):  # as it nearly always is
        return strips
    for at in _find_year_labels(strips, figures):
        figures[at] = False
    joined: list[Strip] = []
    done = 0
    for at in range(1, len(strips)):
        if at <= done or not figures[at] or figures[at - 1]:
            continue
        rows = _take_rows(strips, figures, at)
        header = _find_header(strips, figures, rows, done) if len(rows) >= LEAST_ROWS else None
        if header is None:
            continue
        joined.extend(strips[done : header.start])
        width = rows[0].end - rows[0].figures
        names = [[place] for place in header]
        joined.append(_join(strips, [[], *names] if len(names) == width else names))
        joined.extend(chain.from_iterable(_join_row(strips, row) for row in rows))
        done = rows[-1].end
    return [*joined, *strips[done:]]


def _is_figure(strip: Strip) -> bool:
    """Whether a line is a cell of a figure, a sign, an answer or a year, and has no places of its words."""
    text = strip.text
    if strip.lines[0].words or len(text) > MAX_CELL or any(line.words or line.role for line in strip.lines):
        return False
    return parse_figure(text) is not None or text in ANSWERS or is_rank(text) or is_sign(text)


def _find_year_labels(strips: Sequence[Strip], figures: Sequence[bool]) -> list[int]:
    """The places of years that are the labels of rows: a year, and as many figures as behind each of the others."""
    found: list[int] = []
    at = 0
    while at < len(strips):
        end = _end_run(strips, figures, at) if figures[at] else at + 1
        years = [place for place in range(at, end) if _is_year(strips[place])]
        steps = {later - place for place, later in pairwise([*years, end])}
        if len(years) >= LEAST_ROWS and years[0] == at and len(steps) == 1 and steps.pop() > LEAST_FIGURES:
            found.extend(years)
        at = end
    return found


def _is_words(strip: Strip) -> bool:
    """Whether a line may be a label, which may be a question, or the name of a column."""
    text = strip.text
    if len(text) > MAX_CELL or "\t" in text or ends_table(text) or is_note(text):
        return False
    return text.rstrip(" (%)").endswith("?") or not (is_prose(text) or is_sentence(text))


def _take_rows(strips: Sequence[Strip], figures: Sequence[bool], at: int) -> list[_Row]:
    """The rows from the one whose first figure stands at a place, all with as many figures; none of a line of years."""
    rows: list[_Row] = []
    label = at - 1
    while True:
        end = _end_run(strips, figures, at)
        count = end - at
        if count < LEAST_FIGURES or (rows and count != rows[0].end - rows[0].figures) or not _is_words(strips[label]):
            return rows
        if all(_is_year(strip) for strip in strips[at:end]):
            return rows
        rows.append(_Row(label, at, end))
        label = at = end
        while at < len(strips) and at - label < MAX_LABEL_LINES and not figures[at] and _is_words(strips[at]):
            at += 1
        if at == label or at == len(strips) or not figures[at]:
            return rows


def _end_run(strips: Sequence[Strip], figures: Sequence[bool], at: int) -> int:
    end = at
    while end < len(strips) and figures[end] and strips[end].page == strips[at].page:
        end += 1
    return end


def _is_year(strip: Strip) -> bool:
    periods = find_periods(strip.text)
    return len(periods) == 1 and (periods[0].start, periods[0].end) == (0, len(strip.text))


def _find_header(strips: Sequence[Strip], figures: Sequence[bool], rows: Sequence[_Row], floor: int) -> range | None:
    """The places of the names of the columns, with that over the labels if there is one; None of rows without."""
    first, count = rows[0].first, rows[0].end - rows[0].figures
    start = first - count
    if start < floor or not all(
        _is_year(strip) if figure else _is_words(strip)
        for strip, figure in zip(strips[start:first], figures[start:first], strict=True)
    ):
        return None
    corner = strips[start - 1] if start > floor else None
    return range(start - 1 if corner and _heads_labels(corner) else start, first)


def _heads_labels(strip: Strip) -> bool:
    """Whether a line above the names of columns is that over the labels, and not the caption."""
    text = strip.text
    known = header_words().get(text.lower())
    if known is not None:
        return known.kind == "head"
    return len(strip.tokens) <= MAX_CORNER and _is_words(strip) and not (is_subtitle(text) or find_periods(text))


def _join_row(strips: Sequence[Strip], row: _Row) -> Iterator[Strip]:
    """A row with its label; the first line of a label that does not go on heads rows."""
    label = list(range(row.first, row.figures))
    if len(label) > 1 and not strips[label[-1]].text[:1].islower():
        yield strips[label.pop(0)]
    yield _join(strips, [label, *([at] for at in range(row.figures, row.end))])


def _join(strips: Sequence[Strip], cells: Sequence[Sequence[int]]) -> Strip:
    """One strip of the lines of its cells, by their places."""
    places = [at for cell in cells for at in cell]
    words = tuple(tuple(token for at in cell for token in strips[at].tokens) for cell in cells)
    return replace(
        strips[places[0]],
        tokens=tuple(chain.from_iterable(words)),
        lines=tuple(line for at in places for line in strips[at].lines),
        cells=words,
    )
