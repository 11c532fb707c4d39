"""Headings of rows, told by how far the rows below are set in.

Rutin för samordning               a heading
   inom socialtjänsten             a heading below it: `Rutin för samordning inom socialtjänsten`
      barn och unga     41  44     two rows or more, set in farther; the second line of a label may be set in, too
      missbruk          38  39
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.tables.body.fitting import Fitted
from pipeline.parse.tables.knowledge import goes_on

LEAST = 2  #: rows below a heading
SET_IN = 0.5  #: of a word's height: lines that begin farther right are set in
ONE_BLANK = 1.5  #: columns of characters; so far do lines without places begin apart by chance


def find_headings(lines: Sequence[Fitted]) -> dict[int, tuple[int, ...]]:
    """The lines that head rows set in below them, each with the headings above that it stands under itself."""
    found: dict[int, tuple[int, ...]] = {}
    open_headings: list[int] = []
    for at, line in enumerate(lines):
        if not line.label:
            continue
        while open_headings and not _is_set_in(line, lines[open_headings[-1]]):
            open_headings.pop()
        if not line.cells and _heads(lines, at):
            found[at] = tuple(open_headings)
            open_headings.append(at)
    return found


def _heads(lines: Sequence[Fitted], at: int) -> bool:
    """Whether two rows or more below a line are set in, the first of them or a heading of theirs right below it."""
    if at + 1 >= len(lines) or not lines[at + 1].label or goes_on(lines[at].label[-1].text):
        return False
    rows = 0
    stop = at + 1
    while stop < len(lines) and rows < LEAST and (not lines[stop].label or _is_set_in(lines[stop], lines[at])):
        rows += bool(lines[stop].cells and lines[stop].label)
        stop += 1
    return rows >= LEAST and (bool(lines[at + 1].cells) or _heads(lines, at + 1))


def _is_set_in(lower: Fitted, upper: Fitted) -> bool:
    a, b = upper.label[0], lower.label[0]
    return b.x0 - a.x0 > max(ONE_BLANK, SET_IN * a.height)
