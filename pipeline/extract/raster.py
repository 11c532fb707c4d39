"""What can be seen in a page image without reading it: paper and ink, ruled lines, round bullets, bold type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from pipeline.model import Box, Rule

Grey = npt.NDArray[np.uint8]

MIN_RULE = 30.0  # points; shorter strokes are dashes and parts of letters
MAX_RULE_THICKNESS = 3.5  # points
INK = 60  # grey steps darker than the paper; a hairline of a blurred 150 dpi scan still is
MIN_CONTRAST = 45  # grey steps; the grain of a poor scan has 30, its palest letters 90
FULL = 0.96  # share of a ruled line that is dark
BLOCK = 16  # pixels, a power of two
MAX_SPANS = 20_000  # pieces of dark rows; a photograph has more and no rules


_NO_INK: npt.NDArray[np.bool_] = np.zeros((0, 0), dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Raster:
    """A page image, 0 black to 255 white; `scale` is its pixels per point."""

    grey: Grey
    scale: float

    @property
    def image(self) -> Image.Image:
        return Image.fromarray(self.grey)

    @property
    def width(self) -> float:
        return float(self.grey.shape[1] / self.scale)

    @property
    def height(self) -> float:
        return float(self.grey.shape[0] / self.scale)


def find_paper(grey: Grey) -> int:
    """The paper's grey: the median of a sample, since most of a page is paper."""
    return int(np.median(grey[::16, ::16]))


# --- ruled lines ----------------------------------------------------------------------------------------------------


def find_rules(raster: Raster) -> tuple[Rule, ...]:
    """Horizontal and vertical ruled lines, from top to bottom, in points."""
    # Halved by the darker of two pixels, so that hairlines survive.
    height, width = raster.grey.shape
    grey = raster.grey[: height // 2 * 2, : width // 2 * 2]
    rows = np.minimum(grey[::2], grey[1::2])
    dark = np.minimum(rows[:, ::2], rows[:, 1::2]) < find_paper(grey) - INK
    per_point = raster.scale / 2
    boxes = [Box(*(round(v / per_point, 2) for v in box)) for box in _find_bars(dark, per_point)]
    for x0, top, x1, bottom in _find_bars(dark.T, per_point):
        boxes.append(Box(*(round(v / per_point, 2) for v in (top, x0, bottom, x1))))
    return tuple(Rule(box) for box in sorted(boxes, key=lambda b: (b.top, b.x0, b.bottom, b.x1)))


def _find_bars(dark: npt.NDArray[np.bool_], per_point: float) -> list[tuple[int, int, int, int]]:
    """Long thin dark bars along the rows, as x0, top, x1, bottom in pixels."""
    length = int(MIN_RULE * per_point)
    if dark.shape[1] <= length:
        return []
    rows = _find_dark_rows(dark, length)
    sums = np.cumsum(dark[rows], axis=1, dtype=np.int32)
    full = sums[:, length:] - sums[:, :-length] >= FULL * length
    edges = np.diff(np.pad(full, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.argwhere(edges == 1), np.argwhere(edges == -1)
    if len(starts) > MAX_SPANS:
        return []
    starts[:, 0] = rows[starts[:, 0]]
    open_bars: list[list[int]] = []
    bars: list[list[int]] = []
    for (y, x0), (_, end) in zip(starts.tolist(), ends.tolist(), strict=True):
        x1 = end + length
        bars += [bar for bar in open_bars if bar[3] < y - 2]
        open_bars = [bar for bar in open_bars if bar[3] >= y - 2]
        touching = [bar for bar in open_bars if bar[0] <= x1 + 6 and x0 <= bar[2] + 6]
        if touching:
            bar = touching[0]
            bar[0], bar[2], bar[3] = min(bar[0], x0), max(bar[2], x1), y + 1
        else:
            open_bars.append([x0, y, x1, y + 1])
    thick = MAX_RULE_THICKNESS * per_point
    return [
        _trim_bar(dark, x0, top, x1, bottom)
        for x0, top, x1, bottom in bars + open_bars
        if bottom - top <= thick and _stands_free(dark, x0, top, x1, bottom, round(per_point))
    ]


def _find_dark_rows(dark: npt.NDArray[np.bool_], length: int) -> npt.NDArray[np.intp]:
    """The few rows that may hold a bar: one darkens whole blocks of BLOCK pixels, but for its gaps."""
    if length < 2 * BLOCK:
        return np.arange(dark.shape[0])
    counts = np.ascontiguousarray(dark[:, : dark.shape[1] // BLOCK * BLOCK]).view(np.uint8)
    for _ in range(BLOCK.bit_length() - 1):
        counts = counts[:, ::2] + counts[:, 1::2]
    return np.flatnonzero(counts.max(axis=1) >= BLOCK - int((1 - FULL) * length))


def _trim_bar(dark: npt.NDArray[np.bool_], x0: int, top: int, x1: int, bottom: int) -> tuple[int, int, int, int]:
    """The bar without the paper at its ends, which the share of ink that makes a bar allows."""
    inked = np.flatnonzero(np.logical_or.reduce(dark[top:bottom, x0:x1], axis=0))
    return x0 + int(inked[0]), top, x0 + int(inked[-1]) + 1, bottom


def _stands_free(dark: npt.NDArray[np.bool_], x0: int, top: int, x1: int, bottom: int, margin: int) -> bool:
    """Whether there is paper above and below; a line of blurred bold letters is dark through its middle, too."""
    above = dark[max(top - 2 * margin, 0) : max(top - margin, 1), x0:x1]
    below = dark[bottom + margin : bottom + 2 * margin, x0:x1]
    return all(float(band.mean()) < 0.4 for band in (above, below) if band.size)


def erase_rules(raster: Raster, rules: Sequence[Rule]) -> Raster:
    """The page without its ruled lines, which tesseract takes for letters and dashes."""
    if not rules:
        return raster
    grey = raster.grey.copy()
    paper, margin = find_paper(grey), 0.4
    for rule in rules:
        box = rule.box
        top, bottom = int((box.top - margin) * raster.scale), int((box.bottom + margin) * raster.scale) + 1
        left, right = int((box.x0 - margin) * raster.scale), int((box.x1 + margin) * raster.scale) + 1
        grey[max(top, 0) : bottom, max(left, 0) : right] = paper
    return Raster(grey, raster.scale)


def find_ink(raster: Raster) -> npt.NDArray[np.bool_]:
    """True where the page is inked."""
    return raster.grey < max(find_paper(raster.grey) - INK, 1)


# --- ink of a word --------------------------------------------------------------------------------------------------


def crop_ink(raster: Raster, left: int, top: int, right: int, bottom: int) -> npt.NDArray[np.bool_]:
    """True where the piece of the page is inked, cut to its ink; empty where there is none."""
    piece = raster.grey[max(top, 0) : bottom, max(left, 0) : right]
    if not piece.size:
        return _NO_INK
    darkest, lightest = int(piece.min()), int(piece.max())
    if lightest - darkest < MIN_CONTRAST:
        return _NO_INK
    ink = piece < (darkest + lightest) // 2
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def is_disc(ink: npt.NDArray[np.bool_]) -> bool:
    """Whether the ink is one filled disc or square, as bullets are: about as wide as high and mostly full."""
    if not ink.size or min(ink.shape) < 3:
        return False
    height, width = ink.shape
    return 0.8 <= width / height <= 1.25 and float(ink.mean()) >= 0.7


def measure_stroke(ink: npt.NDArray[np.bool_]) -> float:
    """How wide the strokes are, in pixels: the median length of the rows' inked stretches."""
    if not ink.size:
        return 0.0
    edges = np.diff(np.pad(ink, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    starts, ends = np.nonzero(edges == 1)[1], np.nonzero(edges == -1)[1]
    return float(np.median(ends - starts)) if len(starts) else 0.0
