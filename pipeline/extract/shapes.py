"""Reads figures by the shapes of their digits: a second reader that learns the page's own type from the first one.

Tesseract reads `74` as `174` or `14`, and with high confidence. But a page repeats its digits in one type, so digits
that it read surely elsewhere show what each looks like. Signs for missing values (`-`, `..`) are told by their form.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image

Patch = npt.NDArray[np.float32]

ROWS, COLUMNS = 20, 14  # of a digit's picture when compared
MIN_SAMPLES = 2  # of a digit before it is told; of fewer it is only a doubt about the others
MAX_DISTANCE = 0.17  # mean grey difference, 0 to 1, to the nearest known digit; same digits have 0.03 to 0.12
MAX_DISTANCE_ALONE = 0.11  # while some digits have not been seen: the true one may be among them
HANGING = 0.1  # of a digit's height that a comma which touches it reaches below the others
TOUCHING = 1.45  # times the distance of two digits: a glyph so wide is two that touch (1.9) or more
SPACE = 0.33  # of a digit's height between two of them: `2 890`; without a space it is at most 0.2
MIN_LEAD = 0.75  # the nearest digit must be this much nearer than the next one
MAX_SAMPLES = 12  # kept of each digit
DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Glyph:
    """A piece of ink in one column: its place in the cell and its grey picture, 1 ink to 0 paper."""

    left: int
    top: int
    width: int
    height: int
    picture: Patch


def split_glyphs(grey: npt.NDArray[np.uint8]) -> list[Glyph]:
    """The signs of a cell from left to right, parted by columns without ink; empty when there is no ink."""
    darkest, lightest = int(grey.min(initial=255)), int(grey.max(initial=0))
    if lightest - darkest < 45:
        return []
    inked = (lightest - grey.astype(np.float32)) / np.float32(lightest - darkest)
    mask = inked > 0.5
    columns = np.flatnonzero(mask.any(axis=0))
    breaks = np.flatnonzero(np.diff(columns) > 1)
    starts = columns[np.concatenate(([0], breaks + 1))]
    ends = columns[np.concatenate((breaks, [len(columns) - 1]))] + 1
    glyphs = []
    for left, right in zip(starts.tolist(), ends.tolist(), strict=True):
        rows = np.flatnonzero(mask[:, left:right].any(axis=1))
        top, bottom = int(rows[0]), int(rows[-1]) + 1
        glyphs.append(Glyph(left, top, right - left, bottom - top, inked[top:bottom, left:right]))
    return glyphs


class ShapeReader:
    """Knows the page's digits after `learn`; `read` gives a figure, or "" where it is not sure of every sign."""

    def __init__(self) -> None:
        self._known: dict[str, list[Patch]] = {}
        self._height = 0.0
        self._pitch = 0.0

    @property
    def knows_all(self) -> bool:
        """Whether every digit was seen often enough; else one may be taken for another that looks like it."""
        return all(len(self._known.get(sign, ())) >= MIN_SAMPLES for sign in DIGITS)

    def learn(self, cells: Iterable[tuple[str, Sequence[Glyph]]]) -> None:
        """Takes in figures that another reader is sure of; those with more or fewer signs than shapes are no help."""
        heights = []
        pitches = []
        for text, glyphs in cells:
            if len(text) != len(glyphs):
                continue
            if len(text) > 1 and all(sign in DIGITS for sign in text):
                pitches.append(_measure_width(glyphs) / len(text) / max(g.height for g in glyphs))
            for sign, glyph in zip(text, glyphs, strict=True):
                if sign in DIGITS:
                    self._known.setdefault(sign, []).append(_scale(glyph))
                    heights.append(glyph.height)
        self._height = float(np.median(heights)) if heights else 0.0
        self._pitch = float(np.median(pitches)) if pitches else 0.0
        self._known = _drop_strangers({sign: _keep_typical(samples) for sign, samples in self._known.items()})

    def stands_off(self, first: Glyph, second: Glyph) -> bool:
        """Whether the second sign is farther from the first than the next digit of a number is."""
        apart = second.left + second.width / 2 - first.left - first.width / 2
        return bool(self._pitch) and apart > 1.25 * self._pitch * second.height

    def fits(self, text: str, glyphs: Sequence[Glyph]) -> bool:
        """Whether the ink can be that number: `174` is wider than the ink of `74`, `113` lacks the mark in `11,3`.

        True where nothing tells: text that is no number, shapes not learnt yet.
        """
        if not self._pitch or not glyphs or len(text) < 2 or not all(sign in DIGITS for sign in text):
            return True
        height = max(g.height for g in glyphs)
        if glyphs[-1].height < 0.45 * height:  # the full stop of a sentence
            glyphs = glyphs[:-1]
        if any(g.height < 0.45 * height for g in glyphs[1:-1]):
            return False
        bottoms = [g.top + g.height for g in glyphs]
        if max(bottoms) > np.median(bottoms) + HANGING * height:
            return False
        return abs(_measure_width(glyphs) / (self._pitch * height) - len(text)) < 0.6

    def read(self, glyphs: Sequence[Glyph]) -> str:
        """The figure as its shapes show it: digits with their spaces, a comma or full stop, a dash, dots."""
        if not glyphs or not self._height:
            return ""
        if len(glyphs) == 1 and glyphs[0].height < 0.45 * self._height and glyphs[0].width < glyphs[0].height * 1.4:
            return ""  # a star, a dot of dirt
        glyphs = [part for glyph in glyphs for part in self._part(glyph)]
        bottoms = [g.top + g.height for g in glyphs if g.height > 0.7 * self._height]
        base = float(np.median(bottoms)) if bottoms else None
        text = ""
        for index, glyph in enumerate(glyphs):
            sign = self._read_sign(glyph, base)
            if not sign:
                return ""
            last = glyphs[index - 1]
            spaced = index and glyph.left - last.left - last.width > SPACE * self._height
            text += " " + sign if spaced and sign in DIGITS and text[-1] in DIGITS else sign
        # Two figures 1 stand as far apart as that, too: only groups of three are thousands.
        if set(text) == {"."} and len(text) != 2:
            return ""  # dirt, dots of letters; the sign for a missing value has two
        thousands = (group.rstrip(".").split(",")[0] for group in text.split()[1:])
        return text if all(len(group) == 3 for group in thousands) else text.replace(" ", "")

    def _part(self, glyph: Glyph) -> list[Glyph]:
        """The digits of a glyph that is as wide as two or three, cut where the least ink joins them."""
        pitch = self._pitch * glyph.height
        if not pitch or glyph.height < 0.75 * self._height or glyph.width < TOUCHING * pitch:
            return [glyph]
        count = round(glyph.width / pitch + 0.1)
        ink, cuts = glyph.picture.sum(axis=0), [0]
        for number in range(1, count):
            middle, reach = glyph.width * number / count, 0.2 * pitch
            start = max(round(middle - reach), cuts[-1] + 1)
            cuts.append(start + int(np.argmin(ink[start : max(round(middle + reach), start) + 1])))
        return [_cut_glyph(glyph, a, b) for a, b in pairwise([*cuts, glyph.width]) if b > a]

    def _read_sign(self, glyph: Glyph, base: float | None) -> str:
        if glyph.height < 0.45 * self._height:
            return self._read_mark(glyph, base)
        if not 0.75 * self._height < glyph.height < 1.3 * self._height:
            return ""
        patch = _scale(glyph)
        distances = sorted((_distance(patch, samples), sign) for sign, samples in self._known.items())
        limit = MAX_DISTANCE if len(distances) == len(DIGITS) else MAX_DISTANCE_ALONE
        if not distances or distances[0][0] > limit or len(self._known[distances[0][1]]) < MIN_SAMPLES:
            return ""
        if len(distances) > 1 and distances[0][0] > MIN_LEAD * distances[1][0]:
            return ""
        return distances[0][1]

    def _read_mark(self, glyph: Glyph, base: float | None) -> str:
        """A full stop, comma or dash by its form and its height over the line on which the digits stand."""
        if glyph.width > 1.4 * glyph.height:
            return "-" if 0.2 * self._height < glyph.width < 1.2 * self._height else ""
        if glyph.width > 0.35 * self._height:
            return ""
        if base is None:
            return "." if glyph.height < 2 * glyph.width else ""
        if glyph.top < base - 0.4 * self._height:
            return ""  # a raised mark, or an apostrophe
        below = glyph.top + glyph.height - base
        return "," if below > 0.07 * self._height or glyph.height > 1.3 * glyph.width else "."


def _cut_glyph(glyph: Glyph, start: int, end: int) -> Glyph:
    """The part of a glyph between two of its columns, without empty rows."""
    picture = glyph.picture[:, start:end]
    rows = np.flatnonzero((picture > 0.5).any(axis=1))
    if not len(rows):
        return Glyph(glyph.left + start, glyph.top, end - start, glyph.height, picture)
    top, bottom = int(rows[0]), int(rows[-1]) + 1
    return Glyph(glyph.left + start, glyph.top + top, end - start, bottom - top, picture[top:bottom])


def _measure_width(glyphs: Sequence[Glyph]) -> int:
    return glyphs[-1].left + glyphs[-1].width - glyphs[0].left


def _scale(glyph: Glyph) -> Patch:
    """The picture at the size of comparison; its width against its height is kept, since a 1 is a narrow 7."""
    width = max(1, min(COLUMNS, round(glyph.width / glyph.height * ROWS)))
    image = Image.fromarray(glyph.picture).resize((width, ROWS), Image.Resampling.BILINEAR)
    patch: npt.NDArray[Any] = np.zeros((ROWS, COLUMNS), dtype=np.float32)
    start = (COLUMNS - width) // 2
    patch[:, start : start + width] = np.asarray(image)
    return patch


def _keep_typical(samples: list[Patch]) -> list[Patch]:
    """The samples nearest to their common picture: what was misread is far from it."""
    if len(samples) < 3:
        return samples
    middle = np.median(np.stack(samples), axis=0)
    ordered = sorted(samples, key=lambda patch: float(np.abs(patch - middle).mean()))
    return ordered[: max(MIN_SAMPLES, min(MAX_SAMPLES, len(samples) * 3 // 4))]


def _drop_strangers(known: dict[str, list[Patch]]) -> dict[str, list[Patch]]:
    """The samples without those that look like another digit much more than like their own: misread ones."""
    signs = np.array([sign for sign, samples in known.items() for _ in samples])
    patches = [sample for samples in known.values() for sample in samples]
    kept: dict[str, list[Patch]] = {}
    for index, sample in enumerate(patches):
        distances = _distances(sample, patches)
        distances[index] = 1.0  # itself; no two are farther from each other
        alike = signs == signs[index]
        own, others = (float(distances[which].min(initial=1.0)) for which in (alike, ~alike))
        if others >= MIN_LEAD * own:
            kept.setdefault(str(signs[index]), []).append(sample)
    return kept


def _distance(patch: Patch, samples: Sequence[Patch]) -> float:
    return float(_distances(patch, samples).min(initial=1.0))


def _distances(patch: Patch, samples: Sequence[Patch]) -> npt.NDArray[np.float32]:
    """How far the patch is from each sample, 0 to 1."""
    if not samples:
        return np.ones(0, dtype=np.float32)
    distances: npt.NDArray[np.float32] = np.abs(np.stack(samples) - patch).mean(axis=(1, 2))
    return distances


__all__ = ["Glyph", "ShapeReader", "split_glyphs"]
