"""Reads again what one reading of a scan cannot be trusted with: figures, and ink that it passed over.

The first reading is tesseract's of the whole page. The second goes by the shapes of digits (`shapes`). Where the two
differ, or the second is not sure, the piece of ink is cut out and tesseract reads it alone. `vote` decides; a figure
that any reading saw differently carries that reading in `other`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import regex
from PIL import Image

from .blobs import Blob, find_blobs
from .raster import Raster, find_ink
from .shapes import ShapeReader, split_glyphs
from .tesseract import SeenWord, read_images
from .vote import Readings, Verdict, is_figure, prefer_spelling, strip_figure, vote

SURE = 0.8  # confidence from which a figure may teach its shapes
UNSURE = 0.5  # confidence below which a piece of text is read again
SHORT_UNSURE = 0.92  # the same for a short word among a column's figures: `SE` for `12,3`
MAX_REREAD = 150  # pieces of a page, 6 ms each; a page of text has 0 to 30
LINE_MODE, LINE_DPI = 7, 300
MIN_COVER = 0.7  # of a piece's width that its words span
PADDING = 0.5  # em of paper around a piece; tesseract misses letters at the very edge
MIN_SIZE, MAX_SIZE = 0.45, 1.6  # em; what is lower is a mark, what is higher no single line
MAX_NEW_WIDTH = 25.0  # em; wider ink without a word is a drawing
COLUMN_REACH = 8.0  # em up and down in which a table's column goes on
_DIGITS = regex.compile(r"\d[\d.,]*+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A blob and the words that the first reading saw in it."""

    blob: Blob
    words: tuple[SeenWord, ...]

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def confidence(self) -> float:
        return min((w.confidence for w in self.words), default=0.0)


def reread_page(seen: Sequence[SeenWord], raster: Raster, em: float) -> list[SeenWord]:
    """The page's words with its figures confirmed, corrected or marked, and what was passed over added.

    `em` is the usual type size in pixels. The raster should be free of ruled lines.
    """
    seen = drop_inner(seen)
    blobs = find_blobs(find_ink(raster), em)
    if not blobs:
        return seen
    reader = _learn_shapes(seen, raster)
    kept: list[SeenWord] = []
    doubtful: list[tuple[_Piece, str]] = []
    for piece, shape in _find_checks(seen, blobs, raster, reader, em):
        if not shape and not _must_reread(piece):
            kept += piece.words
        elif shape and strip_figure(shape) == strip_figure(piece.text):
            kept += _settle(piece, Verdict(prefer_spelling(piece.text, shape)), piece.confidence)
        else:
            doubtful.append((piece, shape))
    kept += [w for piece, _ in doubtful[MAX_REREAD:] for w in piece.words]
    kept += _read_alone(doubtful[:MAX_REREAD], raster, em)
    return sorted(kept, key=lambda w: (w.line, w.left))


def drop_inner(seen: Sequence[SeenWord]) -> list[SeenWord]:
    """The words without those that lie inside another one: the dots of its i, read as a line of their own."""
    return [w for w in seen if not any(o is not w and _holds(o, w) for o in seen)]


def _holds(outer: SeenWord, inner: SeenWord) -> bool:
    return (
        outer.left <= inner.left
        and inner.right <= outer.right
        and outer.top <= inner.top + 2
        and inner.bottom <= outer.bottom + 2
        and 3 * (inner.bottom - inner.top) < 2 * (outer.bottom - outer.top)
    )


# --- what to check --------------------------------------------------------------------------------------------------


def _find_checks(
    seen: Sequence[SeenWord], blobs: Sequence[Blob], raster: Raster, reader: ShapeReader, em: float
) -> Iterator[tuple[_Piece, str]]:
    """Every piece of the page, each with its reading by shape: "" where it is not sure or was not asked."""
    pieces, loose = _match_words(seen, blobs, em)
    columns = [p.blob for p in pieces if is_figure(p.text)]
    good = [word for piece in pieces for word in piece.words]
    for word in loose:
        yield _Piece(Blob(word.left, word.top, word.right, word.bottom), (word,)), ""
    for piece in pieces:
        in_column = _in_column(piece.blob, columns, em)
        if not piece.words:
            if any(_overlaps(piece.blob, word) for word in good):
                continue  # a ring, a dot or a stroke of a word that stands beside it
            if _may_be_text(piece.blob, em) or (in_column and piece.blob.width < 2 * em):
                yield piece, _read_shape(piece.blob, raster, reader)
        elif is_figure(piece.text) or (in_column and len(piece.text) <= 6 and piece.confidence < SHORT_UNSURE):
            yield piece, _read_shape(piece.blob, raster, reader)
        elif _covers(piece):
            yield from _split_prose(piece, raster, reader)
        else:
            yield piece, ""


def _must_reread(piece: _Piece) -> bool:
    return not piece.words or is_figure(piece.text) or piece.confidence < UNSURE or not _covers(piece)


def _covers(piece: _Piece) -> bool:
    """Whether the words take up most of the ink; else the first reading missed part of it."""
    spread = max(w.right for w in piece.words) - min(w.left for w in piece.words)
    return spread >= MIN_COVER * piece.blob.width


def _split_prose(piece: _Piece, raster: Raster, reader: ShapeReader) -> Iterator[tuple[_Piece, str]]:
    """The words of running text one by one; only figures among them are compared with their shapes."""
    for word in piece.words:
        blob = Blob(word.left, word.top, word.right, word.bottom)
        figure = _trim(word.text)
        shape = _read_shape(blob, raster, reader).rstrip(".,") if _DIGITS.fullmatch(figure) else ""
        yield _Piece(blob, (word,)), word.text if shape == figure else shape


def _match_words(seen: Sequence[SeenWord], blobs: Sequence[Blob], em: float) -> tuple[list[_Piece], list[SeenWord]]:
    """Each blob with its words, and the words of blobs that are no single line.

    A word over several blobs, one under the other, is two lines read as one and left out: its blobs are read anew.
    """
    words: dict[Blob, list[SeenWord]] = {blob: [] for blob in blobs}
    loose = []
    for word in seen:
        inside = [b for b in blobs if b.top < word.bottom and word.top < b.bottom and _shared_width(b, word) > 0]
        homes = [b for b in inside if _covers_middle(b, word)] or inside
        if not homes or any(b.height > MAX_SIZE * em for b in homes):
            loose.append(word)
        elif not _spans_lines(word, inside, em):
            home = min(homes, key=lambda b: abs(b.top + b.bottom - word.top - word.bottom))
            words[home].append(_clip(word, home))
    pieces = [_Piece(b, tuple(sorted(found, key=lambda w: w.left))) for b, found in words.items()]
    tall = MAX_SIZE * em
    return [p for p in pieces if p.words or p.blob.height <= tall], loose


def _clip(word: SeenWord, blob: Blob) -> SeenWord:
    """The word without the neighbouring lines that its box reaches into."""
    top, bottom = max(word.top, blob.top), min(word.bottom, blob.bottom)
    return replace(word, top=top, bottom=bottom) if top < bottom else word


def _shared_width(blob: Blob, word: SeenWord) -> int:
    return min(blob.right, word.right) - max(blob.left, word.left)


def _covers_middle(blob: Blob, word: SeenWord) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return blob.left <= x <= blob.right and blob.top <= y <= blob.bottom


def _spans_lines(word: SeenWord, blobs: Sequence[Blob], em: float) -> bool:
    lines = [
        b for b in blobs
        if b.height > MIN_SIZE * em and min(b.bottom, word.bottom) - max(b.top, word.top) > 0.6 * b.height
    ]  # fmt: skip
    return any(a.bottom <= b.top for a in lines for b in lines)


def _overlaps(blob: Blob, word: SeenWord) -> bool:
    height = min(blob.bottom, word.bottom) - max(blob.top, word.top)
    width = _shared_width(blob, word)
    return min(height, width) > 0 and height * width > 0.3 * blob.width * blob.height


def _in_column(blob: Blob, columns: Sequence[Blob], em: float) -> bool:
    """Whether at least two figures stand above or below it."""
    near = (
        1
        for other in columns
        if other is not blob
        and min(other.right, blob.right) - max(other.left, blob.left) > -0.3 * em
        and 0 < abs(other.top - blob.top) < COLUMN_REACH * em
    )
    return sum(near) >= 2


def _may_be_text(blob: Blob, em: float) -> bool:
    return MIN_SIZE * em < blob.height < MAX_SIZE * em and 0.1 * em < blob.width < MAX_NEW_WIDTH * em


# --- reading --------------------------------------------------------------------------------------------------------


def _learn_shapes(seen: Sequence[SeenWord], raster: Raster) -> ShapeReader:
    reader = ShapeReader()
    sure = (w for w in seen if w.confidence >= SURE and _DIGITS.fullmatch(w.text))
    reader.learn((w.text, split_glyphs(_cut(raster, Blob(w.left, w.top, w.right, w.bottom)))) for w in sure)
    return reader


def _read_shape(blob: Blob, raster: Raster, reader: ShapeReader) -> str:
    return reader.read(split_glyphs(_cut(raster, blob)))


def _cut(raster: Raster, blob: Blob) -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    piece: np.ndarray[tuple[int, int], np.dtype[np.uint8]] = raster.grey[
        max(blob.top - 1, 0) : blob.bottom + 1, max(blob.left - 1, 0) : blob.right + 1
    ]
    return piece


def _read_alone(doubtful: Sequence[tuple[_Piece, str]], raster: Raster, em: float) -> Iterator[SeenWord]:
    margin = round(PADDING * em)
    images = []
    for piece, _ in doubtful:
        cut = _cut(raster, piece.blob)
        images.append(Image.fromarray(np.pad(cut, margin, constant_values=int(np.percentile(cut, 90)))))
    for (piece, shape), words in zip(doubtful, read_images(images, LINE_MODE, LINE_DPI), strict=True):
        alone = " ".join(w.text for w in words)
        confidence = min((w.confidence for w in words), default=0.0)
        readings = Readings(_trim(piece.text), shape, _trim(alone), piece.confidence, confidence)
        if piece.words or shape or _is_believable(alone, confidence):
            yield from _settle(piece, vote(readings), max(confidence, piece.confidence))


def _trim(text: str) -> str:
    """A figure without the full stop of its sentence."""
    trimmed = text.rstrip(".,")
    return trimmed if _DIGITS.fullmatch(trimmed) else text


def _is_believable(text: str, confidence: float) -> bool:
    """Whether ink that the first reading passed over is text: a spot is read as a letter or two, unsurely."""
    return confidence >= (0.6 if len(text) <= 2 else 0.4) and any(c.isalnum() for c in text)


def _settle(piece: _Piece, verdict: Verdict, confidence: float) -> Iterator[SeenWord]:
    """The piece's own words where they stand as they were read; else new ones for the text, side by side."""
    if verdict.text in (piece.text, _trim(piece.text)):
        yield from (replace(w, other=verdict.other) if _DIGITS.search(w.text) else w for w in piece.words)
        return
    blob, length = piece.blob, max(len(verdict.text), 1)
    line = piece.words[0].line if piece.words else (-1, blob.top, blob.left)
    start = 0
    for part in verdict.text.split():
        start = verdict.text.index(part, start)
        left = blob.left + blob.width * start // length
        start += len(part)
        right = blob.left + blob.width * start // length
        yield SeenWord(part, left, blob.top, right, blob.bottom, confidence, line, verdict.other)
