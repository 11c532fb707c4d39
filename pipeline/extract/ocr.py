"""A page image -> its words and ruled lines, through tesseract: upright, level, with places in points."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from statistics import median

import numpy as np
import numpy.typing as npt
import regex
from PIL import Image

from pipeline.model import Box, Rule

from .bands import lighten_bands
from .printed import PrintedWord
from .raster import (
    Raster,
    crop_ink,
    erase_rules,
    find_rules,
    is_disc,
    measure_stroke,
)
from .rendering import DPI, choose_scale
from .reread import reread_page
from .specks import clear_specks, is_strewn
from .tesseract import SeenWord, find_turn, read_images
from .tilt import find_tilt, level_raster, turn_image

PAGE_MODE = 3  # tesseract finds columns and blocks itself
MIN_CONFIDENCE = 0.6  # mean; upright Swedish has 0.9 and more, a page on its side 0.2 to 0.5
DIRTY = 0.4  # confidence, at the most, of what is read amid dirt: tesseract is sure of `174` where a spot stands by 74
MIN_LETTER = 0.3  # em; lower is a dot or a piece of a rule that was read as a letter
NARROW = 0.12  # times its height; the narrowest letter's stroke is as wide
MIN_LETTERS = 8  # of a line, for its width to tell its size
NARROW_LINE = 0.78  # times as wide as lines of its height are; right ones have 0.79 and more, high boxes 0.64 to 0.77
LONG_DASH = 0.75  # em; the dash that Swedish prints is half an em long, tesseract writes the whole one for it
BOLD_STROKE = 1.35  # times the page's usual stroke; bold faces are 1.5 to 1.8
_DESCENDING = regex.compile(r"[gjpqyQÇç,;()\[\]{}|@§_/]")
_FLOATING = regex.compile(r"^[-–—~=+*\"'”’«»•·:]+$")
_STARS = frozenset(["+", "x", "×", "*", "#", "%", "«", "»"])
_NEVER_ALONE = frozenset([".", ",", ";", "'", "`", "|", "_", "~", "‘", "’"])
_SELDOM_ALONE = frozenset(["/", "\\", "=", ":", '"', "”", "(", ")", "[", "]", "{", "}", "!", "?", "^"])
# Heights in em of what stands on, above and below the line in the usual book faces.
_HEIGHTS = (
    (regex.compile(r"Å"), 0.95),
    (regex.compile(r"[ÄÖÉÜ]"), 0.9),
    (regex.compile(r"å"), 0.79),
    (regex.compile(r"[\p{Lu}\p{Nd}bdfhijkltäöéèüß!?%&()\[\]{}|/§@\"'”’]"), 0.72),
)
_X_HEIGHT, _DESCENDER = 0.5, 0.22
_TALLEST, _DEEPEST = 1.0, 0.3


@dataclass(frozen=True, slots=True)
class Sight:
    """What an image shows: words and ruled lines in points. `confidence` is the words' mean, by letters."""

    words: tuple[PrintedWord, ...]
    rules: tuple[Rule, ...]
    width: float
    height: float
    confidence: float


def read_image(image: Image.Image, scale: float, *, level: bool = True) -> Sight:
    """Everything in the image; `scale` is its pixels per point, of which it may have fewer than it is read with.

    Places are those of the page turned upright and level, so that rows run level and columns upright; as they are in
    the image where `level` is False.
    """
    scanned = Raster(np.asarray(image.convert("L")), scale)
    raster = clear_specks(scanned)
    look = _look_upright(raster) if level else _look(raster, 0.0)
    seen = look.seen
    if look.confidence >= MIN_CONFIDENCE:
        seen = reread_page(seen, look.raster, measure_em(seen))
    words, confidence = place_words(seen, look.raster), look.confidence
    if raster is not scanned and is_strewn(scanned):
        confidence = min(confidence, DIRTY)
        words = tuple(replace(word, confidence=min(word.confidence or 0.0, DIRTY)) for word in words)
    return Sight(words, look.rules, look.raster.width, look.raster.height, confidence)


def find_turns(image: Image.Image, scale: float) -> tuple[float, ...]:
    """The turns, degrees anticlockwise and one after the other, that `read_image` makes before it reads."""
    return _look_upright(clear_specks(Raster(np.asarray(image.convert("L")), scale))).turns


@dataclass(frozen=True, slots=True)
class _Look:
    """A first reading: the page without its ruled lines, these, the words, and how the page was turned before."""

    raster: Raster
    rules: tuple[Rule, ...]
    seen: list[SeenWord]
    confidence: float
    turns: tuple[float, ...] = ()


def _look_upright(raster: Raster) -> _Look:
    """The page read level; turned upright before where it lies on its side or stands on its head."""
    tilt = find_tilt(raster)
    look = replace(_look(raster, tilt), turns=(tilt,))
    if look.confidence >= MIN_CONFIDENCE and not _lies(look.seen):
        return look
    if not (turn := find_turn(level_raster(raster, 0.0, choose_scale(raster.width, raster.height)).image)):
        return look
    raster = Raster(np.asarray(turn_image(raster.image, -turn)), raster.scale)
    tilt = find_tilt(raster)
    turned = replace(_look(raster, tilt), turns=(-turn, tilt))
    return turned if turned.confidence > look.confidence or _lies(look.seen) else look


def _lies(seen: Sequence[SeenWord]) -> bool:
    """Whether the words are higher than wide: tesseract reads some pages on their side, line by upright line."""
    shapes = [(w.bottom - w.top) / (w.right - w.left + 1) for w in seen if len(w.text) > 3]
    return bool(shapes) and median(shapes) > 1


def _look(raster: Raster, tilt: float) -> _Look:
    raster = lighten_bands(level_raster(raster, tilt, choose_scale(raster.width, raster.height)))
    rules = find_rules(raster)
    raster = erase_rules(raster, rules)
    seen = [_widen(word) for word in read_images([raster.image], PAGE_MODE, DPI)[0]]
    return _Look(raster, rules, seen, _mean_confidence(seen))


def _widen(word: SeenWord) -> SeenWord:
    """A lone `I` or `i` with its ink: tesseract's box of it is a pixel wide and often beside it."""
    height = word.bottom - word.top
    if len(word.text) > 1 or word.right - word.left > NARROW * height:
        return word
    reach = round(NARROW * height)
    return replace(word, left=max(word.left - reach, 0), right=word.right + reach)


def _mean_confidence(seen: Sequence[SeenWord]) -> float:
    letters = sum(len(w.text) for w in seen)
    return sum(w.confidence * len(w.text) for w in seen) / letters if letters else 0.0


# --- from pixels to type --------------------------------------------------------------------------------------------


def place_words(seen: Sequence[SeenWord], raster: Raster) -> tuple[PrintedWord, ...]:
    """Words in points, with the type's size and weight as the ink shows them; words without ink are left out."""
    inks = {w: crop_ink(raster, w.left, w.top, w.right, w.bottom) for w in seen}
    seen = _join_marks([w for w in seen if inks[w].size], raster)
    em = measure_em(seen)
    seen = [w for w in seen if not _is_dirt(w, em)]
    sizes = _measure_sizes(seen)
    baselines = _find_baselines(seen, sizes)
    strokes = {w: measure_stroke(inks[w]) / sizes[w.line] for w in seen if w in inks}
    usual = median(strokes.values()) if strokes else 0.0
    words = []
    for word in seen:
        size, baseline = sizes[word.line], baselines[word]
        top = max(word.top, baseline - _TALLEST * size) if baseline < word.bottom else word.top
        bottom = max(min(word.bottom, baseline + _DEEPEST * size), top)
        words.append(
            PrintedWord(
                text=_read_sign(word, inks.get(word), size, baseline),
                box=Box(*(round(v / raster.scale, 2) for v in (word.left, top, word.right, bottom))),
                baseline=baseline / raster.scale,
                size=round(size / raster.scale * 2) / 2,
                bold=strokes.get(word, 0.0) > BOLD_STROKE * usual and any(c.isalpha() for c in word.text),
                confidence=round(word.confidence, 3),
                other=word.other,
            )
        )
    return tuple(words)


def _is_dirt(word: SeenWord, em: float) -> bool:
    """Letters too low to be any, and lone signs that no text has alone or that are unsure."""
    if any(c.isalnum() for c in word.text):
        return word.bottom - word.top < MIN_LETTER * em
    return word.text in _NEVER_ALONE or (word.confidence < 0.5 and word.text in _SELDOM_ALONE)


def _join_marks(seen: Sequence[SeenWord], raster: Raster) -> list[SeenWord]:
    """Puts a comma or a footnote mark that was read apart (`procent` `!,`) back on its word."""
    joined: list[SeenWord] = []
    for word in seen:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.line == word.line
            and regex.fullmatch(r"[.,;:!?'’”)]{1,2}", word.text)
            and last.text[-1].isalpha()
            and 0 <= word.left - last.right < 0.35 * 10 * raster.scale
        ):
            joined[-1] = replace(
                last,
                text=last.text + word.text,
                right=word.right,
                top=min(last.top, word.top),
                bottom=max(last.bottom, word.bottom),
                confidence=min(last.confidence, word.confidence),
            )
        else:
            joined.append(word)
    return joined


def measure_em(seen: Sequence[SeenWord]) -> float:
    """The usual type size in pixels; 40 where nothing tells."""
    heights = [(w.bottom - w.top) / _height_in_em(w.text) for w in seen if len(w.text) > 1 and w.text.isalnum()]
    return median(heights) if heights else 40.0


def _measure_sizes(seen: Sequence[SeenWord]) -> dict[tuple[int, int, int], float]:
    """The type size of each line in pixels, the median over its words; by its width where their boxes are too high."""
    heights: dict[tuple[int, int, int], list[float]] = {}
    letters: dict[tuple[int, int, int], int] = {}
    widths: dict[tuple[int, int, int], int] = {}
    for word in seen:
        heights.setdefault(word.line, [])
        letters[word.line] = letters.get(word.line, 0) + len(word.text)
        widths[word.line] = widths.get(word.line, 0) + word.right - word.left
        if not _FLOATING.match(word.text) and word.text.strip(".,;:"):
            heights[word.line].append((word.bottom - word.top) / _height_in_em(word.text))
    every = [h for line in heights.values() for h in line]
    usual = median(every) if every else 40.0
    sizes = {line: median(found) if found else usual for line, found in heights.items()}
    wide = {line: widths[line] / letters[line] for line in sizes if letters[line] >= MIN_LETTERS}
    width = median(wide[line] / sizes[line] for line in wide) if wide else 0.0
    high = {line for line in wide if wide[line] < NARROW_LINE * width * sizes[line]}
    return sizes | {line: _find_size(line, sizes, wide.keys() - high) or wide[line] / width for line in high}


def _find_size(
    line: tuple[int, int, int], sizes: dict[tuple[int, int, int], float], sure: AbstractSet[tuple[int, int, int]]
) -> float | None:
    """The usual size of the other lines of its paragraph; None where there are none."""
    return median([sizes[other] for other in sure if other[:2] == line[:2]] or [0.0]) or None


def _height_in_em(text: str) -> float:
    above = next((height for letters, height in _HEIGHTS if letters.search(text)), _X_HEIGHT)
    return above + (_DESCENDER if _DESCENDING.search(text) else 0.0)


def _find_baselines(seen: Sequence[SeenWord], sizes: dict[tuple[int, int, int], float]) -> dict[SeenWord, float]:
    """Each word's baseline: its line's, since boxes reach into the next line now and then; its own if far from it."""
    own = {word: _find_baseline(word, sizes[word.line]) for word in seen}
    lines: dict[tuple[int, int, int], list[float]] = {}
    for word in seen:
        if not _FLOATING.match(word.text):
            lines.setdefault(word.line, []).append(own[word])
    usual = {line: median(found) for line, found in lines.items()}
    for word in seen:
        size, baseline = sizes[word.line], usual.get(word.line, own[word])
        near = word.top < baseline - 0.25 * size and word.bottom > baseline - 0.15 * size
        if near or (_FLOATING.match(word.text) and baseline - size < word.top < word.bottom < baseline):
            own[word] = baseline
    return own


def _find_baseline(word: SeenWord, size: float) -> float:
    if _FLOATING.match(word.text):
        return (word.top + word.bottom) / 2 + 0.25 * size
    return word.bottom - (_DESCENDER * size if _DESCENDING.search(word.text) else 0.0)


def _read_sign(word: SeenWord, ink: npt.NDArray[np.bool_] | None, size: float, baseline: float) -> str:
    """The word; but a lone small sign as its ink shows it, whatever it was taken for (`e`, `»`, `+»` for a bullet)."""
    if ink is None or len(word.text) > 2 or any(c.isdecimal() for c in word.text) or max(ink.shape) > 0.6 * size:
        return word.text
    middle = baseline - (word.top + word.bottom) / 2
    if word.text[0] in "-–—=~" and ink.shape[1] > 2 * ink.shape[0]:
        return "–" if word.text[0] == "—" and ink.shape[1] < LONG_DASH * size else word.text[0]
    if is_disc(ink) and 0.1 * size < middle < 0.45 * size:
        return "•" if min(ink.shape) > 0.18 * size else "·"
    if word.text in _STARS and 0.12 * size < min(ink.shape) and middle > 0.45 * size:
        return "*"
    return word.text
