"""Dark areas with light text on a page image, turned light with dark text: header bands of tables, title boxes.

tesseract skips most white letters on blue or green, and without its header a table says nothing. An area is dark all
along its upper and lower edge; letters stand between these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from .raster import Raster

DARKER = 70  # grey steps that an area is darker than the paper; tints behind black text have 10 to 50
SOLID = 4  # points; the side of a square that is dark throughout: no letter of running text has such a stroke
MIN_WIDTH, MIN_HEIGHT = 20, 7  # points; a band for one line of 7 points is 9 high, bullets are smaller
MAX_BREAK = 3  # points; a white line between two cells of a band
FULL = 0.9  # share of its edges that is dark; large bold letters that touch have 0.6
BETWEEN = 90  # percentile of how far down its columns are dark: the gaps between words take a fifth at the least
EVEN = (
    0.45  # share of an area that has its usual grey; the letters of a full band take 0.25, a photograph is all shades
)
SHADE = 30  # grey steps within which it is the usual one
RIM = 1.2  # points at an area's edges where its grey goes over into that of the paper
MAX_SEEDS = 500  # solid places that are looked at on a page; one of text has 0 to 20, a photograph any number

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class _Area:
    """In samples: left and top edge inside, right and bottom edge outside."""

    left: int
    top: int
    right: int
    bottom: int


def lighten_bands(raster: Raster) -> Raster:
    """The page with every dark area turned into paper and its light letters into ink; the same where there is none."""
    paper = int(np.median(raster.grey[::16, ::16]))
    step = max(1, round(raster.scale))  # a sample for each point: 3 ms a page
    areas = list(_find_areas(raster.grey[::step, ::step] < paper - DARKER))
    if not areas:
        return raster
    grey, rim = raster.grey.copy(), round(RIM * raster.scale)
    for area in areas:
        rows, columns = (
            slice(max((low - 1) * step, 0), (high + 1) * step)
            for low, high in ((area.top, area.bottom), (area.left, area.right))
        )
        # From the page as it was: where two areas overlap, what one has turned light would be ink to the other.
        light = _turn_light(raster.grey[rows, columns], paper, rim)
        if light is not None:
            grey[rows, columns] = light
    return Raster(grey, raster.scale)


def _find_areas(dark: Mask) -> Iterator[_Area]:
    """From top to bottom, none that begins within another."""
    if min(dark.shape) < SOLID:
        return
    solid = _find_solid(dark)
    seeds = ((int(top), int(left)) for top, left in np.argwhere(solid) if solid[top, left])
    for top, left in islice(seeds, MAX_SEEDS):
        area = _grow(dark, top, left)
        solid[area.top : area.bottom, area.left : area.right] = False
        solid[top, left] = False
        if area.right - area.left >= MIN_WIDTH and area.bottom - area.top >= MIN_HEIGHT:
            yield area


def _find_solid(dark: Mask) -> Mask:
    """The upper left corners of squares that are dark throughout."""
    rows = np.logical_and.reduce([dark[:, at : dark.shape[1] - SOLID + 1 + at] for at in range(SOLID)])
    return np.asarray(np.logical_and.reduce([rows[at : rows.shape[0] - SOLID + 1 + at] for at in range(SOLID)]))


def _grow(dark: Mask, top: int, left: int) -> _Area:
    """The area of a solid square: to both sides along its upper edge, then down as far as between its words."""
    edge = dark[top]
    right = left + _count_first(edge[left:])
    left -= _count_first(edge[:left][::-1])
    below = dark[top:, left:right]
    depths = np.where(below.all(axis=0), len(below), below.argmin(axis=0))
    bottom = top + int(np.percentile(depths, BETWEEN))
    # Blurred edges, and those of a page not quite level, are dark here and there only.
    while bottom > top + SOLID and dark[bottom - 1, left:right].mean() < FULL:
        bottom -= 1
    while bottom > top + SOLID and dark[top, left:right].mean() < FULL:
        top += 1
    return _Area(left, top, right, bottom)


def _count_first(mask: Mask) -> int:
    """How far it is true from the start, over short breaks."""
    true = np.flatnonzero(mask)
    if not len(true) or true[0] > MAX_BREAK:
        return 0
    breaks = np.flatnonzero(np.diff(true) > MAX_BREAK + 1)
    return int(true[breaks[0]] if len(breaks) else true[-1]) + 1


def _turn_light(grey: npt.NDArray[np.uint8], paper: int, rim: int) -> npt.NDArray[np.uint8] | None:
    """The piece with its usual grey as paper and what is lighter as ink; None if it is no band of text."""
    inside = grey[rim:-rim, rim:-rim]
    usual = int(np.median(inside)) if inside.size else paper
    lighter, darker = (inside > usual + SHADE).mean(), (inside < usual - SHADE).mean()
    if usual > paper - DARKER or 1 - lighter - darker < EVEN or lighter <= darker:
        return None
    light = np.full_like(grey, paper)
    contrast = paper / max(255 - usual, 1)
    turned = paper - (inside.astype(np.float32) - usual) * contrast
    light[rim:-rim, rim:-rim] = np.clip(turned, 0, paper).astype(np.uint8)
    return light
