"""Ink that belongs together: the words of a line, or one cell of a table, whatever tesseract made of it.

64   73   74        three blobs, since columns stand farther apart than words
våld mot närstående  one blob
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt

ROW = 0.1  # em; the height in which ink is looked at: dots and rings stand 0.1 above their letters
BRIDGE = 0.45  # em; word spaces are 0.25 to 0.35, the narrowest gaps between columns 0.8
LEADING = 1.15  # em from line to line where lines are set so tight that they touch
TWO_LINES = 1.5  # em; one line of text is at most 1.2 high
MAX_BLOBS = 3000  # of a page; one of text has 50 to 400, a halftone picture any number


@dataclass(frozen=True, slots=True)
class Blob:
    """A box around joined ink, in pixels."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def find_blobs(ink: npt.NDArray[np.bool_], em: float) -> list[Blob]:
    """Blobs from top to bottom; `em` is the usual type size in pixels. Empty when there are too many to be text."""
    height = max(2, round(ROW * em))
    rows = ink.shape[0] // height
    strips = np.logical_or.reduce(ink[: rows * height].reshape(rows, height, ink.shape[1]), axis=1)
    open_boxes: list[list[int]] = []
    done: list[list[int]] = []
    for row in range(rows):
        runs = _find_runs(strips[row], round(BRIDGE * em))
        open_boxes, closed = _grow(open_boxes, runs, row)
        done += closed
        if len(done) > MAX_BLOBS:
            return []
    done += open_boxes
    blobs = [_tighten(ink, left, top * height, right, (bottom + 1) * height) for left, right, top, bottom in done]
    return sorted((b for b in blobs if b.width and b.height), key=lambda b: (b.top, b.left))


def split_lines(ink: npt.NDArray[np.bool_], blob: Blob, em: float) -> list[Blob]:
    """A blob of two or three lines whose letters touch, cut at the emptiest rows between them; else the blob."""
    count = round(blob.height / (LEADING * em))
    if not 1 < count < 4 or blob.height < TWO_LINES * em:
        return [blob]
    fill = ink[blob.top : blob.bottom, blob.left : blob.right].sum(axis=1)
    cuts = [0]
    for number in range(1, count):
        middle, reach = blob.height * number // count, max(1, round(0.3 * em))
        start = max(middle - reach, cuts[-1] + 1)
        cuts.append(start + int(np.argmin(fill[start : middle + reach])))
    cuts.append(blob.height)
    parts = []
    for top, bottom in pairwise(cuts):
        strip = np.logical_or.reduce(ink[blob.top + top : blob.top + bottom, blob.left : blob.right], axis=0)
        for start, end in _find_runs(strip, round(BRIDGE * em)):
            parts.append(_tighten(ink, blob.left + start, blob.top + top, blob.left + end, blob.top + bottom))
    return parts


def _find_runs(strip: npt.NDArray[np.bool_], bridge: int) -> list[tuple[int, int]]:
    """Inked stretches of a row, those joined that stand closer than `bridge`."""
    inked = np.flatnonzero(strip)
    if not len(inked):
        return []
    breaks = np.flatnonzero(np.diff(inked) > bridge)
    starts = inked[np.concatenate(([0], breaks + 1))]
    ends = inked[np.concatenate((breaks, [len(inked) - 1]))] + 1
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def _grow(boxes: list[list[int]], runs: list[tuple[int, int]], row: int) -> tuple[list[list[int]], list[list[int]]]:
    """Boxes (left, right, first row, last row) that the row's runs go on, and those that end above it."""
    grown: list[list[int]] = []
    left_over = list(boxes)
    for start, end in runs:
        box = [start, end, row, row]
        touching = [other for other in left_over + grown if other[0] < end and start < other[1]]
        for other in touching:
            (left_over if other in left_over else grown).remove(other)
            box = [min(box[0], other[0]), max(box[1], other[1]), min(box[2], other[2]), row]
        grown.append(box)
    return grown, left_over


def _tighten(ink: npt.NDArray[Any], left: int, top: int, right: int, bottom: int) -> Blob:
    piece = ink[top:bottom, left:right]
    rows, columns = np.flatnonzero(piece.any(axis=1)), np.flatnonzero(piece.any(axis=0))
    if not len(rows):
        return Blob(left, top, left, top)
    return Blob(left + int(columns[0]), top + int(rows[0]), left + int(columns[-1]) + 1, top + int(rows[-1]) + 1)
