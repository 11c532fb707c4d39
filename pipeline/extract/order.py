"""Words with places -> lines in reading order.

    a page of two columns         a table beside text
    title over both               label   12  34   The text
    left 1     right 1            label   56  78   goes on
    left 2     right 2

Text columns are read one after the other, so the page is cut at the white gutter between them. A table has gutters
too, but its rows are read across: a gutter counts only where whole lines of text stand on both sides of it, and never
where a rule crosses it. What stands at the very top and bottom of the page (running heads, page numbers) goes first
and last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from statistics import median

from pipeline.model import Box, Line, Rule, Word, cover

from .printed import PrintedWord

SAME_LINE = 0.4  # of the smaller type: baselines closer than this are one line; the tightest leading is 1.0
MIN_GUTTER = 1.0  # of the type; the spaces of justified text stay under 0.9, the narrowest gutters seen are 1.2
MIN_COLUMN_LINES = 3
MAX_INDENT = 1.8  # of the type, by which lines of a column are set in: bullets and first lines have 1 to 1.5
MIN_WORDS_PER_LINE = 2.2  # a narrow fact box has 2.5 to 3, a column of table cells 1 to 2
MIN_LETTER_WORDS = 0.6  # share; table rows are mostly figures
MIN_LABEL_WORDS = 0.25  # share; a table's figures without their labels have its head at most, 0 to 0.15
MIN_LABELLED = 0.5  # share of a table's rows that begin with a word
MIN_FILL = 0.5  # of the column's width that its median line takes; centred and ragged cells take less
MARGIN = 0.08  # of the page's height: where running heads and page numbers stand
MARGIN_GAP = 1.6  # lines of white between them and the text
MAX_CUTS = 40  # of one page; nobody's page has more columns and boxes


@dataclass(frozen=True, slots=True)
class _Row:
    """Words on one baseline, from left to right."""

    words: tuple[PrintedWord, ...]

    @property
    def top(self) -> float:
        return min(w.box.top for w in self.words)

    @property
    def bottom(self) -> float:
        return max(w.box.bottom for w in self.words)

    @property
    def baseline(self) -> float:
        return self.words[0].baseline

    @property
    def size(self) -> float:
        return max(w.size for w in self.words)

    def segments(self) -> list[list[PrintedWord]]:
        """The row cut at its wide gaps."""
        parts = [[self.words[0]]]
        for before, after in zip(self.words, self.words[1:], strict=False):
            if after.box.x0 - before.box.x1 > MIN_GUTTER * min(before.size, after.size):
                parts.append([])
            parts[-1].append(after)
        return parts


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter at `x` between the rows `first` to `last`."""

    x: float
    first: int
    last: int
    weight: int  #: words on the emptier side


def read_lines(words: Sequence[PrintedWord], rules: Sequence[Rule], page: int, height: float) -> tuple[Line, ...]:
    """One Line per printed line, numbered from 1; turned text comes last, a word a line."""
    upright = [w for w in words if w.upright]
    rows: list[_Row] = []
    for part in _split_margins(_find_rows(upright), height):
        rows += _order_rows(part, rules, MAX_CUTS)
    rows += [_Row((w,)) for w in words if not w.upright]
    return tuple(_make_line(row, page, number) for number, row in enumerate(rows, 1))


def _find_rows(words: Sequence[PrintedWord]) -> list[_Row]:
    """Words gathered by baseline, rows from top to bottom."""
    groups: list[list[PrintedWord]] = []
    for word in sorted(words, key=lambda w: (w.baseline, w.box.x0)):
        # Against the last word, not the first: on a scan a long line still slopes a little.
        if groups and word.baseline - groups[-1][-1].baseline <= SAME_LINE * min(word.size, groups[-1][-1].size):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [_Row(tuple(sorted(group, key=lambda w: w.box.x0))) for group in groups]


def _split_margins(rows: list[_Row], height: float) -> list[list[_Row]]:
    """Head, body and foot of the page, where white space parts them."""
    first, last = 0, len(rows)
    while first < last and rows[first].bottom < MARGIN * height:
        first += 1
    if first and first < last and rows[first].top - rows[first - 1].bottom < MARGIN_GAP * rows[first - 1].size / 2:
        first = 0
    while last > first and rows[last - 1].top > (1 - MARGIN) * height:
        last -= 1
    if last < len(rows) and last > first and rows[last].top - rows[last - 1].bottom < MARGIN_GAP * rows[last].size / 2:
        last = len(rows)
    return [part for part in (rows[:first], rows[first:last], rows[last:]) if part]


def _order_rows(rows: list[_Row], rules: Sequence[Rule], cuts_left: int) -> list[_Row]:
    """The rows in reading order, cut where columns stand side by side."""
    cut = _find_cut(rows, rules) if cuts_left else None
    if cut is None:
        return rows
    inside = [w for row in rows[cut.first : cut.last + 1] for w in row.words]
    parts = [
        rows[: cut.first],
        _find_rows([w for w in inside if w.box.x0 < cut.x]),
        _find_rows([w for w in inside if w.box.x0 >= cut.x]),
        rows[cut.last + 1 :],
    ]
    return [row for part in parts if part for row in _order_rows(part, rules, cuts_left - 1)]


def _find_cut(rows: list[_Row], rules: Sequence[Rule]) -> _Cut | None:
    """The gutter with most text on both sides, or None."""
    best: _Cut | None = None
    segments = [row.segments() for row in rows]
    for x in _find_column_starts(segments):
        for first, last in _find_runs(rows, rules, x):
            cut = _measure_cut(rows, x, first, last)
            if cut and (best is None or cut.weight > best.weight):
                best = cut
    return best


def _find_column_starts(segments: list[list[list[PrintedWord]]]) -> list[float]:
    """Where at least three segments begin under each other, other than at the left edge."""
    starts = sorted(part[0].box.x0 for row in segments for part in row)
    found = []
    index = 0
    while index < len(starts):
        end = index
        while end < len(starts) and starts[end] - starts[index] <= 2.0:
            end += 1
        if end - index >= MIN_COLUMN_LINES and starts[index] > starts[0] + 20:
            found.append(starts[index] - 0.5)
        index = end
    return found


def _find_runs(rows: list[_Row], rules: Sequence[Rule], x: float) -> list[tuple[int, int]]:
    """Stretches of rows that leave a white strip at `x` open; a rule across it ends a stretch."""
    crossing = sorted(r.box.top for r in rules if r.horizontal and r.box.x0 < x - 10 and r.box.x1 > x + 10)
    runs = []
    start: int | None = None
    for index, row in enumerate(rows):
        ruled = start is not None and any(rows[index - 1].baseline <= y < row.baseline for y in crossing)
        if start is not None and (ruled or not _leaves_open(row, x)):
            runs.append((start, index - 1))
            start = None
        if start is None and _leaves_open(row, x):
            start = index
    if start is not None:
        runs.append((start, len(rows) - 1))
    return [(a, b) for a, b in runs if b - a + 1 >= MIN_COLUMN_LINES]


def _leaves_open(row: _Row, x: float) -> bool:
    left = max((w.box.x1 for w in row.words if w.box.x0 < x), default=None)
    right = min((w.box.x0 for w in row.words if w.box.x0 >= x), default=None)
    if left is None:
        return True
    if right is None:
        return left < x
    return left < x and right - left > MIN_GUTTER * 0.8 * row.size


def _measure_cut(rows: list[_Row], x: float, first: int, last: int) -> _Cut | None:
    """The cut trimmed to the rows that have text right of it, if both sides are text or one is a whole table."""
    right_rows = [i for i in range(first, last + 1) if any(w.box.x0 >= x for w in rows[i].words)]
    above = len(list(takewhile(lambda i: _stands_apart(rows[i], x), right_rows)))
    below = len(list(takewhile(lambda i: _stands_apart(rows[i], x), reversed(right_rows))))
    if above > 1:  # rows of a table that is as wide as the page
        right_rows = right_rows[above:]
    if below > 1 and right_rows:
        last = right_rows[-below] - 1
        right_rows = right_rows[:-below]
    if not right_rows:
        return None
    first = right_rows[0]
    # A heading of what follows over the whole width stands alone at the end of the stretch.
    while right_rows[-1] < last < len(rows) - 1 and rows[last].size > 1.1 * rows[last + 1].size:
        last -= 1
    inside = [w for row in rows[first : last + 1] for w in row.words]
    left = _find_rows([w for w in inside if w.box.x0 < x])
    right = _find_rows([w for w in inside if w.box.x0 >= x])
    texts = _is_text_column(left), _is_text_column(right)
    if not any(texts) or not all(text or _is_table(side) for text, side in zip(texts, (left, right), strict=True)):
        return None
    weight = min(sum(len(r.words) for r in left), sum(len(r.words) for r in right))
    return _Cut(x, first, last, weight)


def _stands_apart(row: _Row, x: float) -> bool:
    """Whether all that a row has right of `x` is figures, which do not begin there."""
    right = [w for w in row.words if w.box.x0 >= x]
    return right[0].box.x0 > x + MAX_INDENT * row.size and not any(c.isalpha() for w in right for c in w.text)


def _is_text_column(rows: list[_Row]) -> bool:
    """Whether the rows are lines of text (a table with its labels may be among them) and not cells."""
    if len(rows) < MIN_COLUMN_LINES:
        return False
    words = [w for row in rows for w in row.words]
    letters = sum(1 for w in words if any(c.isalpha() for c in w.text))
    box = cover(w.box for w in words) or Box(0, 0, 1, 1)
    widths = [row.words[-1].box.x1 - row.words[0].box.x0 for row in rows]
    return (
        len(words) >= MIN_WORDS_PER_LINE * len(rows)
        and letters >= MIN_LETTER_WORDS * len(words)
        and median(widths) >= MIN_FILL * box.width
    )


def _is_table(rows: list[_Row]) -> bool:
    """Whether the rows are a whole table with its labels, and not only the figures of one."""
    words = [w for row in rows for w in row.words]
    letters = sum(1 for w in words if any(c.isalpha() for c in w.text))
    labelled = sum(1 for row in rows if any(c.isalpha() for c in row.words[0].text))
    return (
        len(rows) >= MIN_COLUMN_LINES
        and letters >= MIN_LABEL_WORDS * len(words)
        and labelled >= MIN_LABELLED * len(rows)
    )


def _make_line(row: _Row, page: int, number: int) -> Line:
    words = []
    raw = ""
    for word in row.words:
        raw += " " if raw else ""
        words.append(Word(len(raw), len(raw) + len(word.text), word.box, word.confidence, word.other))
        raw += word.text
    letters = sum(len(w.text) for w in row.words)
    return Line(
        page=page,
        number=number,
        raw=raw,
        text=raw,
        box=cover(w.box for w in row.words),
        words=tuple(words),
        size=_common_size(row.words),
        bold=2 * sum(len(w.text) for w in row.words if w.bold) > letters,
    )


def _common_size(words: Sequence[PrintedWord]) -> float:
    weights: dict[float, int] = {}
    for word in words:
        weights[word.size] = weights.get(word.size, 0) + len(word.text)
    return max(weights, key=lambda size: (weights[size], size))
