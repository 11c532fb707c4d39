"""Reads again what one reading of a scan cannot be trusted with: figures, and ink that it passed over.

The first reading is tesseract's of the whole page. The second goes by the shapes of digits (`shapes`). Where the two
differ, or the second is not sure, the piece of ink is cut out and tesseract reads it alone, then larger; what is still
open goes to another program where one is installed (`rapid`). `vote` decides; a figure
that any reading saw differently carries that reading in `other`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import regex
from PIL import Image

from .blobs import Blob, find_blobs, split_lines
from .pieces import MIN_SIZE, UNSURE, Piece, drop_inner, find_pieces, is_joined, restore_rings, word_piece
from .rapid import read_figures
from .raster import Raster, find_ink
from .shapes import Glyph, ShapeReader, split_glyphs
from .signs import correct_sign, is_capital_i, lacks_mark, may_confuse
from .tesseract import SeenWord, read_images
from .vote import Readings, Verdict, is_figure, prefer_spelling, strip_figure, vote

SURE = 0.8  # confidence from which a figure may teach its shapes
MAX_REREAD = 150  # pieces of a page, 6 ms each; a page of text has 0 to 30
LINE_MODE, LINE_DPI = 7, 300
MIN_GAP = 0.45  # em between words from which there may be a letter in it; an I with its spaces takes 0.7
MIN_START = 0.2  # em from a line's ink to its first word; there the I has one space, after it
TOUCHING = 0.14  # em; letters of one word are nearer, the narrowest spaces between words 0.2
PADDING = 0.5  # em of paper around a piece; tesseract misses letters at the very edge
LARGER = 1.5  # at 2 tesseract is worse again
_ALIKE = str.maketrans("SsOoIlBZz", "550011822")  # letters for digits, amid a column of figures
_DIGITS = regex.compile(r"\d[\d.,]*+")


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A piece to be read alone, its reading by shape ("" where not sure), and its signs."""

    piece: Piece
    shape: str
    glyphs: tuple[Glyph, ...]


def reread_page(seen: Sequence[SeenWord], raster: Raster, em: float) -> list[SeenWord]:
    """The page's words with its figures confirmed, corrected or marked, and what was passed over added.

    `em` is the usual type size in pixels. The raster should be free of ruled lines.
    """
    seen = [_correct_word(word, raster, em) for word in restore_rings(drop_inner(seen, em), em)]
    ink = find_ink(raster)
    blobs = find_blobs(ink, em)
    if not blobs:
        return seen
    blobs = [line for blob in blobs for line in (split_lines(ink, blob, em) if is_joined(blob, seen) else [blob])]
    reader = _learn_shapes(seen, raster)
    kept: list[SeenWord] = []
    doubts: list[_Doubt] = []
    for piece in find_pieces(seen, blobs, em):
        for checked in _check_piece(piece, raster, reader, em):
            if isinstance(checked, _Doubt):
                doubts.append(checked)
            else:
                kept.append(checked)
    kept += [w for doubt in doubts[MAX_REREAD:] for w in doubt.piece.words]
    kept += _read_alone(doubts[:MAX_REREAD], raster, reader, em)
    return sorted(kept, key=lambda w: (w.line, w.left))


def _correct_word(word: SeenWord, raster: Raster, em: float) -> SeenWord:
    if not may_confuse(word.text):
        return word
    blob = word_piece(word).blob
    glyphs = _glyphs(blob, raster)
    if word.text == "|":
        return replace(word, text="I") if len(glyphs) == 1 and is_capital_i(glyphs[0], em) else word
    if lacks_mark(word.text, glyphs):
        glyphs = _glyphs(replace(blob, top=max(blob.top - round(0.6 * blob.height), 0)), raster)
    return replace(word, text=correct_sign(word.text, glyphs))


# --- by shape -------------------------------------------------------------------------------------------------------


def _learn_shapes(seen: Sequence[SeenWord], raster: Raster) -> ShapeReader:
    reader = ShapeReader()
    sure = (w for w in seen if w.confidence >= SURE and _DIGITS.fullmatch(w.text))
    reader.learn((w.text, _glyphs(word_piece(w).blob, raster)) for w in sure)
    return reader


def _check_piece(piece: Piece, raster: Raster, reader: ShapeReader, em: float) -> Iterator[SeenWord | _Doubt]:
    """The piece's words, or the doubt about them."""
    if not piece.words or piece.is_cell:
        yield from _check_cell(piece, raster, reader, em)
    elif not piece.is_covered:
        yield _Doubt(piece, "", ())
    else:
        yield from _check_gaps(piece, raster, em)
        for word in (part for whole in piece.words for part in _part_bar(whole, raster, reader, em)):
            if _DIGITS.fullmatch(_trim(word.text)):
                yield from _check_cell(word_piece(word), raster, reader, em)
            elif word.confidence < UNSURE:
                yield _Doubt(word_piece(word), "", ())
            else:
                yield word


def _check_cell(piece: Piece, raster: Raster, reader: ShapeReader, em: float) -> Iterator[SeenWord | _Doubt]:
    if _is_star(piece, em):
        yield from _settle(piece, Verdict("*"))
        return
    glyphs = tuple(_glyphs(piece.blob, raster))
    bare = _trim(reader.read(glyphs))
    if not reader.fits(bare, glyphs):  # `611` of a 69 whose 9 is broken
        bare = ""
    if is_figure(bare) and strip_figure(bare) == strip_figure(_trim(piece.text)):
        yield from _settle(piece, Verdict(prefer_spelling(_trim(piece.text), bare)))
    else:
        yield _Doubt(piece, bare, glyphs)


def _is_star(piece: Piece, em: float) -> bool:
    """A small raised sign, as wide as high, where a column has a figure: the star of a value that is kept secret."""
    blob = piece.blob
    small = 0.15 * em < min(blob.width, blob.height) and max(blob.width, blob.height) < MIN_SIZE * em
    return small and piece.in_column and piece.raised and 0.6 < blob.width / blob.height < 1.6


def _check_gaps(piece: Piece, raster: Raster, em: float) -> Iterator[SeenWord | _Doubt]:
    """What the first reading passed over between the words of a line: a lone `I` most of all."""
    left = piece.blob.left
    for word in piece.words:
        gap = Blob(left, piece.blob.top, word.left - 1, piece.blob.bottom)
        least = MIN_START if left == piece.blob.left else MIN_GAP
        glyphs = _glyphs(gap, raster) if gap.width > least * em else []
        glyphs = _drop_touching(glyphs, gap, TOUCHING * em, start=left > piece.blob.left)
        if len(glyphs) == 1 and is_capital_i(glyphs[0], em):
            start = gap.left + glyphs[0].left - 1
            yield replace(word, text="I", left=start, right=start + glyphs[0].width, confidence=SURE)
        elif glyphs and max(g.height for g in glyphs) > MIN_SIZE * em:
            inked = replace(gap, left=gap.left + glyphs[0].left, right=gap.left + glyphs[-1].left + glyphs[-1].width)
            yield _Doubt(Piece(inked, ()), "", ())
        left = word.right + 1


def _drop_touching(glyphs: list[Glyph], gap: Blob, space: float, *, start: bool) -> list[Glyph]:
    """The signs of a gap without those of the words beside it, whose boxes end too early now and then."""
    left = 0.0 if start else -space
    right = gap.width + 2.0
    while glyphs and glyphs[0].left - left < space:
        left = float(glyphs[0].left + glyphs[0].width)
        glyphs = glyphs[1:]
    while glyphs and right - glyphs[-1].left - glyphs[-1].width < space:
        right = float(glyphs[-1].left)
        glyphs = glyphs[:-1]
    return glyphs


def _part_bar(word: SeenWord, raster: Raster, reader: ShapeReader, em: float) -> list[SeenWord]:
    """`146` is `I 46` where its first sign stands off as none before two digits does."""
    if not regex.fullmatch(r"1\d+", word.text):
        return [word]
    glyphs = _glyphs(word_piece(word).blob, raster)
    if len(glyphs) != len(word.text):
        return [word]
    if not reader.stands_off(glyphs[0], glyphs[1]) or (len(glyphs) > 3 and not is_capital_i(glyphs[0], em)):
        return [word]
    bar = replace(word, text="I", right=word.left + glyphs[0].left + glyphs[0].width)
    return [bar, replace(word, text=word.text[1:], left=word.left + glyphs[1].left - 1)]


def _glyphs(blob: Blob, raster: Raster) -> list[Glyph]:
    return split_glyphs(_cut(blob, raster))


def _cut(blob: Blob, raster: Raster) -> npt.NDArray[np.uint8]:
    return raster.grey[max(blob.top - 1, 0) : blob.bottom + 1, max(blob.left - 1, 0) : blob.right + 1]


# --- alone ----------------------------------------------------------------------------------------------------------


def _read_alone(doubts: Sequence[_Doubt], raster: Raster, reader: ShapeReader, em: float) -> Iterator[SeenWord]:
    figures = [i for i, doubt in enumerate(doubts) if _may_be_figure(doubt.piece)]
    # Both sizes in one go where the larger may well be asked: a start of tesseract takes as long as a dozen pieces.
    early = [i for i in figures if doubts[i].shape or doubts[i].piece.confidence < SURE]
    texts = _read_pieces(
        [*_cut_out(doubts, raster, em, 1.0), *_cut_out([doubts[i] for i in early], raster, em, LARGER)]
    )
    found = [_collect(doubt, *texts[i], reader) for i, doubt in enumerate(doubts)]
    open_ = [i for i in figures if not found[i].agreed and (found[i].figures or doubts[i].piece.in_column)]
    late = [i for i in open_ if i not in early]
    texts = texts[len(doubts) :] + _read_pieces(_cut_out([doubts[i] for i in late], raster, em, LARGER))
    larger = dict(zip(early + late, texts, strict=True))
    for i in open_:
        found[i] = replace(found[i], larger=_fitting(larger[i][0], doubts[i], reader))
    open_ = [i for i in open_ if not found[i].agreed]
    for i, text in zip(open_, read_figures(_cut_out([doubts[i] for i in open_], raster, em, 1.0)), strict=True):
        found[i] = replace(found[i], rapid=_fitting(text, doubts[i], reader))
    for doubt, readings in zip(doubts, found, strict=True):
        if doubt.piece.words or readings.figures or _is_believable(readings.alone, readings.alone_confidence):
            yield from _settle(doubt.piece, _judge(doubt.piece, readings), readings)


def _may_be_figure(piece: Piece) -> bool:
    return piece.in_column or not piece.words or any(c.isdecimal() for c in piece.text)


def _read_pieces(images: Sequence[Image.Image]) -> list[tuple[str, float]]:
    """Each image's text as tesseract reads it alone, and its confidence."""
    return [
        (" ".join(w.text for w in words), min((w.confidence for w in words), default=0.0))
        for words in read_images(images, LINE_MODE, LINE_DPI)
    ]


def _cut_out(doubts: Sequence[_Doubt], raster: Raster, em: float, scale: float) -> list[Image.Image]:
    """Each piece with paper around it, enlarged by `scale`."""
    margin = round(PADDING * em)
    images = []
    for doubt in doubts:
        cut = _cut(doubt.piece.blob, raster)
        image = Image.fromarray(np.pad(cut, margin, constant_values=int(np.percentile(cut, 90))))
        size = round(image.width * scale), round(image.height * scale)
        images.append(image if scale == 1.0 else image.resize(size, Image.Resampling.BICUBIC))
    return images


def _collect(doubt: _Doubt, alone: str, confidence: float, reader: ShapeReader) -> Readings:
    return Readings(
        _fitting(doubt.piece.text, doubt, reader),
        doubt.shape,
        _fitting(alone, doubt, reader),
        first_confidence=doubt.piece.confidence,
        alone_confidence=confidence,
        all_shapes_known=reader.knows_all,
    )


def _fitting(text: str, doubt: _Doubt, reader: ShapeReader) -> str:
    """The text without a sentence's full stop; "" for a figure that has more or fewer digits than the ink is wide."""
    return _trim(text) if reader.fits(_trim(text), doubt.glyphs) else ""


def _judge(piece: Piece, readings: Readings) -> Verdict:
    verdict = vote(readings)
    if not verdict.text:  # none is as wide as the ink: keep the first and let a person look
        return Verdict(_trim(piece.text), "?")
    alike = verdict.text.translate(_ALIKE)
    if piece.in_column and alike != verdict.text and _DIGITS.search(verdict.text) and is_figure(alike):
        return Verdict(alike, verdict.text)
    return verdict


def _trim(text: str) -> str:
    """A figure without the full stop of its sentence."""
    trimmed = text.rstrip(".,")
    return trimmed if _DIGITS.fullmatch(trimmed) else text


def _is_believable(text: str, confidence: float) -> bool:
    """Whether ink that the first reading passed over is text: a spot is read as a letter or two, unsurely."""
    return confidence >= (0.6 if len(text) <= 2 else 0.4) and any(c.isalnum() for c in text)


def _settle(piece: Piece, verdict: Verdict, readings: Readings | None = None) -> Iterator[SeenWord]:
    """The piece's own words where they stand as they were read; else new ones for the text, side by side."""
    if verdict.text in (piece.text, _trim(piece.text)):
        yield from (replace(w, other=verdict.other) if _DIGITS.search(w.text) else w for w in piece.words)
        return
    blob, length = piece.blob, max(len(verdict.text), 1)
    confidence = max(readings.alone_confidence, piece.confidence) if readings else piece.confidence
    line = piece.words[0].line if piece.words else (-1, blob.top, blob.left)
    # The full stop of a sentence stays where a figure took the place of another.
    ending = "." if piece.text.endswith(".") and verdict.text[-1:].isdecimal() and not piece.in_column else ""
    start = 0
    for part in verdict.text.split():
        start = verdict.text.index(part, start)
        left = blob.left + blob.width * start // length
        start += len(part)
        right = blob.left + blob.width * start // length
        text = part + ending if start == len(verdict.text) else part
        yield SeenWord(text, left, blob.top, right, blob.bottom, confidence, line, verdict.other)
