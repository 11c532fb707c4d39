"""Things listed before as many figures: `Bygglov, tillsyn och kontroll fick 77, 75 respektive 72`, first to first."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.label.labels import write_label
from pipeline.parse.claims.sentence.content import Words, is_content
from pipeline.parse.claims.sentence.marks import Figure, Marks
from pipeline.parse.verbs import is_finite

_STEP = 2  # `bygglov | , | tillsyn`


def name_listed(marks: Marks, words: Words, figure: Figure, beside: Sequence[Figure]) -> str:
    """The label with the figure's own thing in the place of all those listed; empty where none are.

    `beside` are the figures of its part; those in a list that ends with `respektive` are as many as the things.
    """
    paired = sum(f.quantity.paired > 0 for f in beside)
    if not 0 < figure.quantity.paired <= paired:
        return ""
    length = _STEP * paired - 1
    starts = [i for i in range(len(words) - length + 1) if _is_list(marks, words[i : i + length])]
    if len(starts) != 1 or (starts[0] and marks.low(words[starts[0] - 1]) in (",", "och", "samt")):
        return ""
    first = starts[0]
    own = words[first + _STEP * (figure.quantity.paired - 1)]
    return write_label(marks, (*words[:first], own, *words[first + length :])).text


def _is_list(marks: Marks, words: Words) -> bool:
    """`bygglov, tillsyn och kontroll`: things and what joins them, by turns, right behind one another."""
    lows = marks.spell(words)
    joined = [*(low == "," for low in lows[1:-_STEP:_STEP]), lows[-_STEP] in ("och", "samt")]
    things = (is_content(low) and low.isalpha() and not is_finite(low) for low in lows[::_STEP])
    return words[-1] - words[0] == len(words) - 1 and all(joined) and all(things)
