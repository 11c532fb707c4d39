"""Others that a label only compares with, or of whom its figure is told to be: they have columns of their own.

"Riskbruk är vanligare bland män | än bland kvinnor, 20 procent mot 13"     riskbruk
"Större kommuner erbjuder oftare stöd | än mindre: 88 procent"              erbjuder stöd
"Mest nöjda med maten | är de äldre i Ydre"                                 nöjda med maten
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.sentence.content import LEADING, PHRASE_ENDS, Words, has_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_LINKS = frozenset({"är", "var", "ligger", "låg"})
_OFTEN = frozenset({"oftare", "sällan", "utsträckning", "grad"})
_SIZES = frozenset({"mindre", "större", "små", "stora", "andra", "övriga", "medelstora"})
_COMMON = frozenset({"vanligare", "ovanligare"})
# `är de äldre (`
_WHO = 4
# `är vanligare bland män än`
_MORE = 3


def drop_whom(marks: Marks, words: Words, lows: list[str], than: int) -> Words | None:
    """The words without the others that stand behind the `än` at `than`; None where they are not told so."""
    if lows[than + 1 : than + 2] and lows[than + 1] in _SIZES and lows[than + 2 : than + 3] in ([], [":"], [","]):
        return words[:than]
    more = than - _MORE
    beside = more > 0 and words[than - 1] in marks.all_genders and lows[than - 2] in LEADING
    if beside and lows[more] in load_set("comparatives") | _COMMON and lows[more - 1] in _LINKS:
        return words[: more - 1]
    whom = any(k in marks.all_genders for k in words[than + 1 :]) and has_content(lows[: than - 1])
    often = whom and not _OFTEN.isdisjoint(marks.lows(words[0], words[than]))
    return _take_out(marks, words, than, than) if often else None  # `får oftare stöd | än ensamstående män med barn`


def drop_better(marks: Marks, words: Words, lows: list[str], than: int) -> Words:
    """`Kvinnor får vänta | längre än män | på beslut`; empty where it is not so."""
    compared = load_set("comparatives")
    more = than - (lows[than - 1] in compared)
    whom = any(k in marks.all_genders for k in words[than + 1 :]) and has_content(lows[: than - 1])
    return _take_out(marks, words, more, than) if whom and compared.isdisjoint(lows[:more]) else ()


def _take_out(marks: Marks, words: Words, more: int, than: int) -> Words:
    """The words before the comparison, and those behind whom it is with: not `med barn`, which tells more of them.

    Behind a verb alone they tell what it is: `behandlas oftare än män | med olämpliga läkemedel`.
    """
    behind = next(i for i in range(than + 1, len(words)) if words[i] in marks.all_genders) + 1
    said = [marks.word(k) for k in words[:more] if k not in marks.all_genders and marks.word(k) not in _OFTEN]
    bare = len(said) == 1 and is_finite(said[0])
    return words[:more] + (words[behind:] if bare or marks.word(words[behind - 1] + 1) in ("i", "på") else ())


def drop_at_end(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`På särskilt boende är andelen ensamma | högre, 22 procent av kvinnorna`"""
    compared = load_set("comparatives")
    return tuple(
        k for k, low in zip(words, lows, strict=True) if low not in compared or marks.low(k + 1) not in PHRASE_ENDS
    )


def find_who(lows: Sequence[str], at: int) -> int:
    """Where `är de äldre`, `är resenärerna` begins behind the feeling at `at`, as the end of a label; else 0."""
    who = next((i for i in range(at + 1, len(lows) - 1) if lows[i] in _LINKS), 0)
    if not who or len(lows) - who > _WHO:
        return 0
    named = lows[who + 1].endswith("rna") and PREPOSITIONS.issuperset(lows[who + 2 :])
    return who if named or lows[who + 1] == "de" else 0
