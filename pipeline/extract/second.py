"""pdfplumber as the second reader of a text layer: it must see as many pages and the same figures as pdfium did.

It takes several times as long, so it looks only at pages where pdfium may have missed something: few characters, or a
table, where a lost figure costs most. What the two see differently is told; nothing is ever short in silence.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import regex

from .printed import PrintedWord

FEW_CHARACTERS = 200
TABLE_ROWS = 2  # rows with two figures or more beside each other
MAX_LOST = 0.02  # share of characters that one may see and the other not; spaces and ligatures make up 0.005
MAX_SPACE = 0.5  # of the type, between the thousands and the rest of a number; columns are farther apart
_FIGURE = regex.compile(r"[-–<>]?\d[\d.,]*+%?")
_THOUSANDS, _REST = regex.compile(r"\d{1,3}"), regex.compile(r"\d{3}[.,]?")


class SecondReader:
    """pdfplumber on one file, opened when it is first asked. `pages` is None when it cannot read the file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._pdf: Any = None

    def __enter__(self) -> SecondReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pdf is not None:
            with suppress(Exception):  # closing walks through the broken pages once more
                self._pdf.close()

    def count_pages(self) -> int | None:
        """How many pages it finds; None where it fails, which it does on files that pdfium reads well."""
        import pdfplumber

        logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it warns of every oddity; we tell what matters
        try:
            self._pdf = pdfplumber.open(self._path)
            return len(self._pdf.pages)
        except MemoryError:
            raise
        except Exception:  # pdfminer raises whatever a broken file leads it into
            return None

    def find_difference(self, index: int, words: Sequence[PrintedWord]) -> str:
        """What it reads otherwise on a page, as prose; empty when the two agree or it cannot read the page."""
        try:
            from .letters import count_letters

            second = count_letters(self._pdf.pages[index])
        except MemoryError:
            raise
        except Exception:
            return ""
        return describe_difference(second, Counter("".join(w.text for w in words)))


def describe_difference(second: Counter[str], first: Counter[str]) -> str:
    """Figures lost, or more than a trifle of the letters.

    >>> describe_difference(Counter("74 procent"), Counter("7procent"))
    'a second reader also sees 4'
    """
    digits = {c: n - _count(first, c) for c, n in second.items() if c.isdecimal() and n > _count(first, c)}
    if digits:
        return f"a second reader also sees {' '.join(sorted(c * n for c, n in digits.items()))}"
    letters = sum(n for c, n in second.items() if c.isalpha())
    lost = sum(max(0, n - first[c]) for c, n in second.items() if c.isalpha())
    if lost > max(MAX_LOST * letters, 5):
        return f"a second reader sees {lost} more letters"
    return ""


def _count(characters: Counter[str], digit: str) -> int:
    # Raised digits are footnote marks in our reading and plain digits in the other.
    return characters[digit] + characters["⁰¹²³⁴⁵⁶⁷⁸⁹"[int(digit)]]


def is_doubtful(words: Sequence[PrintedWord]) -> bool:
    """Whether a page deserves the second reader: few characters, or rows of figures."""
    if sum(len(w.text) for w in words) < FEW_CHARACTERS:
        return True
    rows: Counter[int] = Counter()
    previous = None
    for word in words:
        if _FIGURE.fullmatch(word.text):
            if previous is not None and abs(previous.baseline - word.baseline) < 1 and not _goes_on(previous, word):
                rows[round(word.baseline)] += 1
            previous = word
        else:
            previous = None
    return len(rows) >= TABLE_ROWS


def _goes_on(before: PrintedWord, after: PrintedWord) -> bool:
    """Whether two words are one figure, `112 400`: prose has such too and is no table for that."""
    near = after.box.x0 - before.box.x1 < MAX_SPACE * before.size
    return near and bool(_THOUSANDS.fullmatch(before.text) and _REST.fullmatch(after.text))
