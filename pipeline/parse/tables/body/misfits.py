"""Figures of a row that a reader of images made unreadable, where the number of columns says which they are.

    Ekonomi 81 76 79 8377 80     in six columns    ->   ... 79 | 83 | 77 | 80
    Män au 12 12 13              in four columns   ->   Män | au | 12 | 12 | 13

The first is certain: one word of twice the others' digits where one figure is lacking, with two others at least. Of
the second the place is known and the figure is not: it stays as it was read, is no value, and its row is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.records import replace
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.knowledge import is_numbered
from pipeline.parse.tables.lines.strips import Token

LEAST_SIZES = 2  #: figures of a row, one of them glued
DOUBTED = 0.5  #: the confidence in such a figure beside one other alone
LEAST_DIGITS = 2  #: of a figure beside another that is glued to its neighbour
MAX_LOST = 3  #: words of a row for each that is unread, at least; with fewer it is no row
SHORT_WORD = 2  #: letters; a longer word beside the label is likely its last
# Letters and signs that are seen in digits: 1 as l, I or i, 0 as O, 4 as A, 7 as T or v, 11 as u or n.
_GLUED = re.compile(r"\d+(?:\.\d+)?")  #: `54.53` beside whole numbers: a speck between two figures
_UNREAD = re.compile(r"(?=.*[^\d])[\dlIi|!OoQDSsZzBAaTtVvYyGgqbuUnhöé)(]{1,4}")
_ENDS_IN_DIGIT = re.compile(r"[^\W\d_] \d$")  #: `Gymnasiet år 2`
_SIDE_BY_SIDE = re.compile(r"(?<!\S)\d+[.,]\d+%? \d+(?:[.,]\d+)?%?(?!\S)")


def ends_in_figures(words: Sequence[str]) -> bool:
    """Whether words end like a row with figures, and not like a label with one (`Elever i årskurs 9`)."""
    count = 0
    while count < len(words) and is_figure_piece(words[-1 - count]):
        count += 1
    digits = any(c.isdigit() for word in words[len(words) - count :] for c in word)
    return digits and (count > 1 or len(words) < 2 or not is_numbered(words[-2]))


def is_lost_row(label: str) -> bool:
    """Whether the words of a row without cells are a row whose figures fit no column: `Livslängd 83,9 84,0 år`."""
    return holds_figures(label) or (ends_in_figures(label.split()) and not _ENDS_IN_DIGIT.search(label))


def holds_figures(label: str) -> bool:
    """Whether words have figures side by side before their last word, which none of a label have."""
    return _SIDE_BY_SIDE.search(label) is not None and not ends_in_figures(label.split())


def is_unread(word: str) -> bool:
    """Whether a word may be what a reader made of a figure: `au`, `7O`, `Yh)`."""
    return _UNREAD.fullmatch(word) is not None and not is_figure_piece(word)


def part_glued(tokens: Sequence[Token]) -> tuple[Token, ...] | None:
    """A line with the one figure cut in two that has twice as many digits as each of the others at its end; doubted
    where there is but one other, or a point between the two (`54.53` beside `53`).
    """
    start = len(tokens)
    while start and _GLUED.fullmatch(tokens[start - 1].text):
        start -= 1
    sizes = [len(token.text.replace(".", "")) for token in tokens[start:]]
    usual = min(sizes, default=0)
    wide = [at for at, size in enumerate(sizes) if size != usual]
    if usual < LEAST_DIGITS or len(sizes) < LEAST_SIZES or len(wide) != 1 or sizes[wide[0]] != 2 * usual:
        return None
    at = start + wide[0]
    token = tokens[at]
    pointed = token.text[usual] == "."
    if token.text[usual] == "0" or sum("." in t.text for t in tokens[start:]) > pointed:
        return None
    alone = len(sizes) < MAX_LOST or pointed
    sure = min(token.confidence or DOUBTED, DOUBTED) if alone else token.confidence
    left = replace(token, text=token.text[:usual], end=token.start + usual, confidence=sure)
    right = replace(token, text=token.text[usual + pointed :], start=token.start + usual + pointed, confidence=sure)
    return (*tokens[:at], left, right, *tokens[at + 1 :])


def count_with_unread(tokens: Sequence[Token], unread: int) -> int:
    """How many words at the end of a line are figures, so many unread ones among them; 0 where there are fewer."""
    count = left = 0
    while count < len(tokens) - 1:  # the first is a label
        text = tokens[-1 - count].text
        if not is_figure_piece(text):
            if left == unread or not is_unread(text):
                break
            left += 1
        count += 1
    first = tokens[-count].text if count else ""
    is_word = is_unread(first) and first.isalpha() and len(first) > SHORT_WORD  # `Rutin vid hot 41 43` lacks a figure
    least = MAX_LOST if is_unread(first) else MAX_LOST - 1  # `Riket 46 Al`: a figure stands before it
    return count if left == unread and count >= least * unread and not is_word else 0
