"""Signs that tesseract takes for one another: år and är, (%) and (96), I and 1 by their ink, @ and (Q, — and –."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import regex

from .shapes import Glyph

# A percent sign is about as wide as high; a digit is at most 0.7, two that touch at least 1.3 times as wide.
MIN_PERCENT_WIDTH, MAX_PERCENT_WIDTH = 0.85, 1.25
_YEAR_OR_IS = regex.compile(r"([ÅÄåä])r")
_FIGURE_IN_BRACKETS = regex.compile(r"\(\d{2,3}\)?([.,:]?)")
_ADDRESS = regex.compile(r"([\p{L}\d._-]{2,64})\([QOD©](\p{Ll}[\p{L}\d-]{0,64}\.\p{L}[\p{L}.]{1,64})")
_SPAN_DASH = regex.compile(r"(?<=\d)—(?=\d)")  # Swedish prints no dash as long as this one between figures
_TO_RING, _TO_DOTS = str.maketrans("äÄ", "åÅ"), str.maketrans("åÅ", "äÄ")
MARKED = 1.25, 2.1  # times as high as its r is an å or ä; higher, and the line above reaches in
OVER_LETTER = 0.18  # of the height of å and ä; the rings and dots themselves take 0.2 to 0.25


def may_confuse(text: str) -> bool:
    """Whether its ink, or the word itself, may say that other signs are meant."""
    return (
        any(signs.fullmatch(text) for signs in (_YEAR_OR_IS, _FIGURE_IN_BRACKETS, _ADDRESS))
        or text == "|"
        or "—" in text
    )


def lacks_mark(text: str, glyphs: Sequence[Glyph]) -> bool:
    """Whether the word has a ring or dots that the ink does not: boxes of words end below them now and then."""
    return bool(_YEAR_OR_IS.fullmatch(text)) and len(glyphs) == 2 and not _is_marked(glyphs)


def _is_marked(glyphs: Sequence[Glyph]) -> bool:
    return MARKED[0] < glyphs[0].height / glyphs[1].height < MARKED[1]


def correct_sign(text: str, glyphs: Sequence[Glyph]) -> str:
    """The word as its ink shows it; as it was read where the ink does not tell.

    `är` with a ring over its letter is `år` (two of three hundred on clean scans); `(96)` whose second sign is as
    broad as high is `(%)`.
    """
    if match := _ADDRESS.fullmatch(text):
        return f"{match[1]}@{match[2]}"
    text = _SPAN_DASH.sub("–", text)
    if (match := _FIGURE_IN_BRACKETS.fullmatch(text)) and len(glyphs) > 2:
        broad = MIN_PERCENT_WIDTH < glyphs[1].width / glyphs[1].height < MAX_PERCENT_WIDTH
        return f"(%){match[1]}" if broad else text
    if _YEAR_OR_IS.fullmatch(text) and len(glyphs) == 2 and _is_marked(glyphs):
        strokes, filled = _count_strokes(glyphs[0])[:2], _has_middle(glyphs[0])
        # Only where both ways of looking agree: blur joins dots and fills rings.
        if strokes == [1, 1] and filled:
            return text.translate(_TO_RING)
        if strokes == [2, 2] and not filled:
            return text.translate(_TO_DOTS)
    return text


def _count_strokes(glyph: Glyph) -> list[int]:
    """How many stretches of ink each row has: a ring begins with one, two dots with two."""
    mask = np.pad((glyph.picture > 0.5).astype(np.int8), ((0, 0), (1, 1)))
    return [int(n) for n in (np.diff(mask, axis=1) == 1).sum(axis=1)]


def _has_middle(glyph: Glyph) -> bool:
    """Whether what stands over the letter has ink in its middle: a ring's upper edge; two dots leave it white."""
    over = glyph.picture[: max(2, round(OVER_LETTER * glyph.height))] > 0.5
    inked = np.flatnonzero(over.any(axis=0))
    middle = (int(inked[0]) + int(inked[-1])) / 2
    reach = max(0.5, 0.1 * (int(inked[-1]) - int(inked[0]) + 1))
    return bool(over[:, round(middle - reach) : round(middle + reach) + 1].any())


def is_capital_i(glyph: Glyph, em: float) -> bool:
    """Whether the sign is an upright stroke, with serifs on both sides or none; a 1 has its flag on one side only."""
    mask = glyph.picture > 0.5
    third = glyph.width // 3
    return bool(
        0.6 * em < glyph.height < 0.85 * em
        and glyph.width < 0.5 * glyph.height
        and mask[:, third : glyph.width - third].mean() > 0.85
        and (mask != mask[:, ::-1]).mean() < 0.12
    )
