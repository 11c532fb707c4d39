"""Figures of a row that a reader of images made unreadable, where the number of columns says which they are.

    Män au 12 12 13              in four columns   ->   Män | au | 12 | 12 | 13

Its place is known and the figure is not: it stays as it was read, is no value, and its row is doubted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.knowledge import is_numbered
from pipeline.parse.tables.lines.strips import Token

MAX_LOST = 3  #: words of a row for each that is unread, at least; with fewer it is no row
SHORT_WORD = 2  #: letters; a longer word beside the label is likely its last
# Letters and signs that are seen in digits: 1 as l, I or i, 0 as O, 4 as A, 7 as T or v, 11 as u or n. A star is seen
# as a quotation mark.
_UNREAD = re.compile(r"(?=.*[^\d])[\dlIi|!OoQDSsZzBAaTtVvYyGgqbuUnhöé)(]{1,4}|[\"”“'’<>»«°+]")
_SHORT_WORDS = frozenset(("av", "på", "år", "än", "el", "kr", "st", "åk", "kl", "mm"))
_ENDS_IN_DIGIT = re.compile(r"[^\W\d_] \d$")  #: `Gymnasiet år 2`
_SIDE_BY_SIDE = re.compile(r"(?<!\S)(?:\d+[.,]\d+%? \d+(?:[.,]\d+)?%?|\d{1,2} \d{1,2})(?!\S)")


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


def _stands_between(tokens: Sequence[Token], behind: int) -> bool:
    """Whether a word of two letters has figures on either side, so many behind it: `1704 1798 ae 1987`."""
    return _is_no_word(tokens[-1 - behind].text) and is_figure_piece(tokens[-2 - behind].text)


def is_unread_cell(text: str) -> bool:
    """Whether what stands in a column of figures may be what a reader made of one."""
    return is_unread(text) or _is_no_word(text)


def _is_no_word(text: str) -> bool:
    return len(text) == SHORT_WORD and text.isalpha() and text.islower() and text not in _SHORT_WORDS


def count_with_unread(tokens: Sequence[Token], unread: int) -> int:
    """How many words at the end of a line are figures, so many unread ones among them; 0 where there are fewer."""
    count = left = 0
    while count < len(tokens) - 1:  # the first is a label
        text = tokens[-1 - count].text
        if not is_figure_piece(text):
            if left == unread or not (is_unread(text) or (count and _stands_between(tokens, count))):
                break
            left += 1
        count += 1
    first = tokens[-count].text if count else ""
    is_word = is_unread(first) and first.isalpha() and len(first) > SHORT_WORD  # `Rutin vid hot 41 43` lacks a figure
    least = MAX_LOST if is_unread(first) else MAX_LOST - 1  # `Riket 46 Al`: a figure stands before it
    return count if left == unread and count >= least * unread and not is_word else 0
