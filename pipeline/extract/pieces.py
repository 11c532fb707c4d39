"""The ink of a page matched with the words of its first reading, and which of it cannot be trusted.

A piece is a blob of ink on one line with the words seen there. Not trusted are figures, ink without words, words that
take up less than their ink, unsure ones, and short words amid a column of figures (`SE` for `12,3`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from .blobs import Blob
from .tesseract import SeenWord
from .vote import is_figure

UNSURE = 0.5  # confidence below which a piece of text is read again
SHORT_UNSURE = 0.92  # the same for a short word among a column's figures
SPANNING = 0.8  # the same for a word over several blobs
SHORT = 6  # characters
MIN_COVER = 0.7  # of a piece's width that its words span
MIN_SIZE, MAX_SIZE = 0.45, 1.6  # em; what is lower is a mark, what is higher no single line
MIN_SHARED = 0.6  # of a word's height that lies inside another one whose ink it is
RING = 0.3  # em that the ring or dots of å, ä, ö stand over the rest, a blob of their own at times
MAX_FIGURE = 5.0  # em; `1 234 567` is 4.5 wide
MAX_NEW_WIDTH = 25.0  # em; wider ink without a word is a drawing
COLUMN_REACH = 8.0  # em up and down in which a table's column goes on
_RINGS = frozenset("oO0°˚")
_RINGED = str.maketrans("aA", "åÅ")


@dataclass(frozen=True, slots=True)
class Piece:
    """A blob and the words that the first reading saw in it, from left to right."""

    blob: Blob
    words: tuple[SeenWord, ...]
    in_column: bool = False  #: at least two figures stand above or below it
    raised: bool = False  #: it ends above the middle of a figure in its row

    @property
    def text(self) -> str:
        return " ".join(w.text for w in self.words)

    @property
    def confidence(self) -> float:
        """Of the words; half of it where they leave ink over."""
        least = min((w.confidence for w in self.words), default=0.0)
        return least if not self.words or self.is_covered else least / 2

    @property
    def is_cell(self) -> bool:
        """Whether it is, or may well be, a figure standing for itself."""
        short = self.in_column and len(self.text) <= SHORT
        mixed = any(c.isdecimal() for c in self.text)
        return is_figure(self.text) or (short and (mixed or self.confidence < SHORT_UNSURE))

    @property
    def is_covered(self) -> bool:
        """Whether the words take up most of the ink, side by side; else the first reading missed part of it."""
        spread = max(w.right for w in self.words) - min(w.left for w in self.words)
        apart = all(b.left >= a.left + (a.right - a.left) // 2 for a, b in pairwise(self.words))
        return spread >= MIN_COVER * self.blob.width and apart


def word_piece(word: SeenWord) -> Piece:
    """The piece of a word that is looked at on its own."""
    return Piece(Blob(word.left, word.top, word.right, word.bottom), (word,))


def find_pieces(seen: Sequence[SeenWord], blobs: Sequence[Blob], em: float) -> Iterator[Piece]:
    """Every word of the page in exactly one piece, and pieces without words where there may be text.

    Words that are two lines read as one are left out: their ink is given as pieces without words.
    """
    words, loose = _match_words(seen, blobs, em)
    columns = [blob for blob, found in words.items() if _may_be_figure(blob, found, em)]
    good = [word for found in words.values() for word in found]
    yield from (word_piece(word) for word in loose)
    for blob, found in words.items():
        piece = Piece(blob, tuple(found), _in_column(blob, columns, em), _is_raised(blob, columns))
        if found or (_may_be_text(piece, em) and not any(_overlaps(blob, word) for word in good)):
            yield piece


def is_joined(blob: Blob, seen: Sequence[SeenWord]) -> bool:
    """Whether the blob is higher than one line of the words in it: lines that touch, and no heading."""
    heights = [w.bottom - w.top for w in seen if _covers_middle(blob, w)]
    return bool(heights) and median(heights) < 0.65 * blob.height


def drop_inner(seen: Sequence[SeenWord], em: float) -> list[SeenWord]:
    """The words without those that are part of another: the dots of its i, or its l, read as a line of their own."""
    return [w for w in seen if not any(o.left <= w.left and w.right <= o.right and _holds(o, w, em) for o in seen)]


def _holds(outer: SeenWord, inner: SeenWord, em: float) -> bool:
    """Whether a word within another's width is its ink: low and wholly inside, or narrow, unsurer and mostly inside."""
    if outer is inner:
        return False
    height = inner.bottom - inner.top
    if height <= MIN_SIZE * em:
        return outer.top <= inner.top + 2 and inner.bottom <= outer.bottom + 2
    inside = min(outer.bottom, inner.bottom) - max(outer.top, inner.top)
    narrow = 2 * (inner.right - inner.left) < outer.right - outer.left
    return narrow and inner.confidence < outer.confidence and inside > MIN_SHARED * height


def restore_rings(seen: Sequence[SeenWord], em: float) -> list[SeenWord]:
    """The words with the ring of an å back on its letter; of a page's last line, `år.`, it is read as a line, `o`."""
    rings = [w for w in seen if w.text in _RINGS and w.bottom - w.top <= MIN_SIZE * em]
    words = list(seen)
    for ring in rings:
        for at, word in enumerate(words):
            if word is not ring and -RING * em < word.top - ring.bottom < RING * em:
                letter = _letter_below(ring, word)
                if letter is not None:
                    text = word.text[:letter] + word.text[letter].translate(_RINGED) + word.text[letter + 1 :]
                    words[at] = replace(word, text=text, top=ring.top)
                    words.remove(ring)
                    break
    return words


def _letter_below(ring: SeenWord, word: SeenWord) -> int | None:
    """Which letter of the word the ring stands over, if that is an a."""
    if not (word.left <= ring.left and ring.right <= word.right):
        return None
    share = ((ring.left + ring.right) / 2 - word.left) / (word.right - word.left)
    letter = min(int(share * len(word.text)), len(word.text) - 1)
    return letter if word.text[letter] in "aA" else None


def _match_words(
    seen: Sequence[SeenWord], blobs: Sequence[Blob], em: float
) -> tuple[dict[Blob, list[SeenWord]], list[SeenWord]]:
    """Each blob that may be one line with its words, and the words that belong to none."""
    words: dict[Blob, list[SeenWord]] = {blob: [] for blob in blobs if not is_joined(blob, seen)}
    loose = []
    for word in sorted(seen, key=lambda w: w.left):
        beside = (b for b in blobs if b.top < word.bottom and word.top < b.bottom)
        inside = [b for b in beside if b.left < word.right and word.left < b.right]
        homes = [b for b in inside if _covers_middle(b, word)] or inside
        home = min(homes, key=lambda b: abs(b.top + b.bottom - word.top - word.bottom), default=None)
        if home is None or home not in words:
            loose.append(word)
        elif not _spans_lines(word, inside, em) and not _spans_columns(word, inside):
            words[home].append(_clip(word, home, em))
    return words, loose


def _shared_width(blob: Blob, word: SeenWord) -> int:
    return min(blob.right, word.right) - max(blob.left, word.left)


def _shared_height(blob: Blob, word: SeenWord) -> int:
    return min(blob.bottom, word.bottom) - max(blob.top, word.top)


def _covers_middle(blob: Blob, word: SeenWord) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return blob.left <= x <= blob.right and blob.top <= y <= blob.bottom


def _clip(word: SeenWord, blob: Blob, em: float) -> SeenWord:
    """The word without the neighbouring lines that its box reaches into; rings and dots over letters stay."""
    reach = round(RING * em)
    top, bottom = max(word.top, blob.top - reach), min(word.bottom, blob.bottom)
    return replace(word, top=top, bottom=bottom) if top < bottom else word


def _spans_lines(word: SeenWord, blobs: Sequence[Blob], em: float) -> bool:
    lines = [b for b in blobs if b.height > MIN_SIZE * em and _shared_height(b, word) > 0.6 * b.height]
    return any(a.bottom <= b.top for a in lines for b in lines)


def _spans_columns(word: SeenWord, blobs: Sequence[Blob]) -> bool:
    """Whether an unsure word takes in the ink of several cells: `mög` for `11` and `9`."""
    inside = [b for b in blobs if word.left <= (b.left + b.right) / 2 <= word.right]
    return word.confidence < SPANNING and any(a.right <= b.left for a in inside for b in inside)


def _overlaps(blob: Blob, word: SeenWord) -> bool:
    """Whether the blob is a ring, a dot or a stroke of the word."""
    width, height = _shared_width(blob, word), _shared_height(blob, word)
    return min(width, height) > 0 and width * height > 0.3 * blob.width * blob.height


def _may_be_figure(blob: Blob, found: Sequence[SeenWord], em: float) -> bool:
    """Whether the blob was read as a figure, or passed over and has the size of one: whole columns are, at times."""
    if found:
        return is_figure(" ".join(w.text for w in found))
    return MIN_SIZE * em < blob.height < MAX_SIZE * em and blob.width < MAX_FIGURE * em


def _in_column(blob: Blob, columns: Sequence[Blob], em: float) -> bool:
    near = (
        1
        for other in columns
        if other is not blob
        and min(other.right, blob.right) - max(other.left, blob.left) > -0.3 * em
        and 0 < abs(other.top - blob.top) < COLUMN_REACH * em
    )
    return sum(near) >= 2


def _is_raised(blob: Blob, columns: Sequence[Blob]) -> bool:
    return any(
        other.top - other.height // 4 <= blob.top and blob.bottom < other.top + 0.6 * other.height for other in columns
    )


def _may_be_text(piece: Piece, em: float) -> bool:
    """Whether ink without words has the size of a line's letters or, in a column of figures, of a dash or dots."""
    blob = piece.blob
    if piece.in_column and blob.width < 2 * em:
        return True
    return MIN_SIZE * em < blob.height < MAX_SIZE * em and 0.1 * em < blob.width < MAX_NEW_WIDTH * em
