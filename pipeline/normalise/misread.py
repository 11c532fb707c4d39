"""Words that Swedish OCR made no words by one letter: the page says `Barn`, the OCR `Bam`.

Most of what Swedish OCR reads is right, so a word is touched only when no list and no dictionary has it and one
confusion of `data/misreadings.csv` makes a common word of it; of two such words neither is taken.

    find_misread("Bam och unga")  ->  edits that make `Barn och unga`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pipeline.data import read_rows
from pipeline.normalise.edits import Edit
from pipeline.normalise.lexicon import Lexicon, load_lexicon

_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]{3,}(?![\w@/])")
#: A word may be so rare at most to be put in, and is as rare at least where it may be wrong.
MOST_COST, LEAST_COST = 11.0, 13.0
#: Right in all that the layouts of `benchmarks/layouts.py` and the training texts show; not more sure than that.
CONFIDENCE = 0.9


def find_misread(text: str) -> list[Edit]:
    """Edits of a line that Swedish OCR read, in order."""
    edits = []
    for match in _WORD.finditer(text):
        word = _find_printed(match[0])
        if word:
            evidence = "no word as it was read"
            edits.append(Edit(match.start(), match.end(), word, "letters", evidence, CONFIDENCE))
    return edits


@cache
def _find_printed(word: str) -> str | None:
    """The one common word that a confusion makes of a word that is none, in its case."""
    low, lexicon = word.lower(), load_lexicon()
    if word.isupper() or not any(read in low for read, _ in _confusions()) or _is_word(low, lexicon):
        return None
    found = {other for other in _swap(low) if _is_common(other, lexicon)}
    if len(found) != 1:
        return None
    printed = found.pop()
    return printed.capitalize() if word[0].isupper() else printed


def _is_word(low: str, lexicon: Lexicon) -> bool:
    return lexicon.cost_by_word.get(low, LEAST_COST) < LEAST_COST or lexicon.is_spelled(low)


def _is_common(low: str, lexicon: Lexicon) -> bool:
    return lexicon.cost_by_word.get(low, LEAST_COST) <= MOST_COST and lexicon.is_spelled(low)


def _swap(low: str) -> Iterator[str]:
    for read, printed in _confusions():
        for place in (match.start() for match in re.finditer(read, low)):
            yield low[:place] + printed + low[place + len(read) :]


@cache
def _confusions() -> tuple[tuple[str, str], ...]:
    return tuple((row["read"], row["printed"]) for row in read_rows("misreadings.csv", "read", "printed", "reason"))
