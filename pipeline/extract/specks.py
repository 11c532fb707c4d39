"""Specks of dirt on a page image, cleared where the page is strewn with them.

With 1 % of its pixels wrong a page is read with 37 % word errors, and cleared with 0.3 %; with 0.06 % of spots of 3 by
3 pixels with 77 %, and cleared with 25 %.
On other pages a filter would only blur small type and take full stops away.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import ImageFilter

from .raster import Raster, find_ink, find_paper

STRIP, STRIPS = 60, 4  # pixels, and how many strips of a page are looked at
EDGE = 6  # pixels of a strip where what is a letter on the page may look like a speck
MIN_SHARE = 0.0007  # of pixels in specks; pages with 0.06 % of spots or 0.1 % of pixels have 0.0015, clean ones 0.0003
SIDE = 0.83  # points; the largest spot has 12 pixels at 300 dpi, the full stop of eight points 14
LARGE_SIDE = 1.0  # points; spots as large as full stops, which nothing tells from these
MAX_SHARE = 0.002  # of pixels that are such spots; 0.06 % of spots of 3 by 3 pixels give 0.004, clean pages 0.0003
ALONE = 2  # pixels of paper around a spot; letters of a word and the dots over them are nearer
MIN_SCALE = 250 / 72  # pixels per point; coarser letters do not survive the filter

Mask = npt.NDArray[np.bool_]


def clear_specks(raster: Raster) -> Raster:
    """The page without its specks, where it is strewn with them; the same where it is not."""
    if _measure_share(find_ink(raster), LARGE_SIDE * raster.scale) < MIN_SHARE:
        return raster
    spots = raster.scale < MIN_SCALE or is_strewn(raster)
    if raster.scale >= MIN_SCALE:  # takes single pixels in and at letters, dark or light, and the corners of spots
        raster = Raster(np.asarray(raster.image.filter(ImageFilter.MedianFilter(3))), raster.scale)
    return _erase_spots(raster) if spots else raster


def _erase_spots(raster: Raster) -> Raster:
    grey = raster.grey.copy()
    grey[_grow(_find_specks(find_ink(raster), SIDE * raster.scale))] = find_paper(grey)
    return Raster(grey, raster.scale)


def is_strewn(raster: Raster) -> bool:
    """Whether a page, as it was scanned, is dirty with spots as large as full stops: what is read there is unsure."""
    dark = find_ink(raster)
    small, all_ = (_measure_share(dark, side * raster.scale) for side in (SIDE, LARGE_SIDE))
    return all_ - small > MAX_SHARE


def _measure_share(dark: Mask, side: float) -> float:
    """The share of a page's pixels, in some strips of it, that are specks."""
    strips = [_find_specks(strip, side)[EDGE:-EDGE] for strip in _cut_strips(dark)]
    return sum(int(strip.sum()) for strip in strips) / max(sum(strip.size for strip in strips), 1)


def _cut_strips(dark: Mask) -> Iterator[Mask]:
    height = dark.shape[0]
    for top in range(0, height, max(height // STRIPS, STRIP)):
        yield dark[top : top + STRIP]


def _find_specks(dark: Mask, side: float) -> Mask:
    """True for the ink of spots that stand alone: no more than a few pixels, in a small square with paper around it."""
    reach = max(1, round(side / 2))
    inside, around = _count_around(dark, reach), _count_around(dark, reach + ALONE)
    alone = (inside == around) & (inside > 0) & (inside <= side**2)
    return (_count_around(alone, reach) > 0) & dark


def _count_around(mask: Mask, reach: int) -> npt.NDArray[np.int32]:
    """How many are true in the square around each pixel."""
    sums = np.pad(mask, ((reach + 1, reach), (reach + 1, reach))).cumsum(axis=0, dtype=np.int32).cumsum(axis=1)
    rows = sums[2 * reach + 1 :] - sums[: -2 * reach - 1]
    counts: npt.NDArray[np.int32] = rows[:, 2 * reach + 1 :] - rows[:, : -2 * reach - 1]
    return counts


def _grow(mask: Mask) -> Mask:
    """With the pixels beside, above and below: the blurred edge of a spot."""
    return _count_around(mask, 1) > 0
