"""How far a page image is turned, and the page turned level at the size at which it is read."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from PIL import Image

from .raster import INK, Raster, find_paper
from .rendering import NEARLY

MAX_SKEW = 5.0  # degrees; beyond it nobody scanned with a feeder
MIN_SKEW = 0.08  # degrees; 0.08 lifts a line by 0.7 points over a page's width, less than OCR cares about
MAX_STEP = 0.25  # pixels between one strip of a page and the next, when it is turned strip by strip
_BICUBIC = Image.Resampling.BICUBIC
_Number = TypeVar("_Number", int, float)


def find_tilt(raster: Raster) -> float:
    """Degrees anticlockwise that make the page's lines run level; 0 where they do, as far as OCR cares."""
    angle = measure_skew(raster)
    return angle if abs(angle) >= MIN_SKEW else 0.0


def measure_skew(raster: Raster) -> float:
    """Degrees by which the lines fall to the right; the angle at which rows of ink are most sharply parted."""
    step = max(1, int(raster.scale * 72 / 100))
    small = raster.grey[::step, ::step]
    ys, xs = np.nonzero(small < max(find_paper(small) - INK, 1))
    if len(xs) < 500:
        return 0.0
    stride = max(1, len(xs) // 60_000)
    ys, xs = ys[::stride], xs[::stride] - small.shape[1] // 2
    coarse = max(np.arange(-MAX_SKEW, MAX_SKEW + 0.01, 0.25), key=lambda a: _sharpness(ys, xs, a))
    fine = max(np.arange(coarse - 0.25, coarse + 0.26, 0.05), key=lambda a: _sharpness(ys, xs, a))
    return float(round(fine, 2))


def _sharpness(ys: npt.NDArray[Any], xs: npt.NDArray[Any], angle: float) -> float:
    rows = np.rint(ys - xs * math.tan(math.radians(angle))).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    return float(np.square(counts).sum())


def turn_image(image: Image.Image, degrees: float) -> Image.Image:
    """The picture turned anticlockwise: on its own canvas, but a quarter turn swaps width and height."""
    return image.rotate(degrees, _BICUBIC, expand=degrees % 90 == 0, fillcolor="white")


def level_raster(raster: Raster, degrees: float, scale: float) -> Raster:
    """The page turned anticlockwise by a few degrees, on its own canvas, and enlarged to so many pixels per point.

    One that has nearly as many keeps its own. Both are one resampling, first of columns, then of rows, each a strip at
    a time: that takes a third of the time of turning pixel by pixel, and blurs less than one after the other.
    """
    times = scale / raster.scale if scale > NEARLY * raster.scale else 1.0
    if not degrees and times == 1.0:
        return raster
    image = raster.image
    size = round(image.width * times), round(image.height * times)
    if not degrees:
        return Raster(np.asarray(image.resize(size, _BICUBIC)), raster.scale * times)
    angle, paper = math.radians(degrees), find_paper(raster.grey)
    # A point at (u, v) from the middle comes from (u cos - v sin, u sin + v cos), and from x, v / cos + x tan first.
    image = _shift(image, size[1], 1 / (times * math.cos(angle)), math.tan(angle), paper, columns=True)
    image = _shift(image, size[0], math.cos(angle) / times, -math.sin(angle) / times, paper, columns=False)
    return Raster(np.asarray(image), raster.scale * times)


def _shift(image: Image.Image, length: int, step: float, slope: float, paper: int, *, columns: bool) -> Image.Image:
    """The picture with columns (or rows) of another length, each taken from `slope` further along than the one before.

    `step` is how far along one pixel of the result is from the next. What lies outside is paper.
    """

    def order(across: _Number, along: _Number) -> tuple[_Number, _Number]:
        return (across, along) if columns else (along, across)

    across, along = order(*image.size)
    half = length * step / 2
    reach = math.ceil(max(half - along / 2, 0.0) + abs(slope) * across / 2) + 1
    padded = Image.new("L", order(across, along + 2 * reach), paper)
    padded.paste(image, order(0, reach))
    shifted = Image.new("L", order(across, length))
    strips = max(1, math.ceil(abs(slope) * across / MAX_STEP))
    for first, end in pairwise([across * strip // strips for strip in range(strips + 1)]):
        middle = along / 2 + reach + slope * (first + end - across) / 2
        box = (*order(first, middle - half), *order(end, middle + half))
        shifted.paste(padded.resize(order(end - first, length), _BICUBIC, box), order(first, 0))
    return shifted
