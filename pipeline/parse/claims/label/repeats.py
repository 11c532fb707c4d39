"""Whether a statement speaks of what was told before it, by a word that stands for it or one that both have.

"I Säter görs ingen sådan uppföljning.", "Det har gjorts i 66 procent"      points back
"FREDA används inte i Säter. I riket använder 45 procent FREDA."            repeats a word
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.parse.claims.label.echoes import CONCERNS, DOES
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_set, words_of

# Two words are of one stem when so many letters agree.
_STEM = 4
# `Rutinen`, of a `rutin` that was told of.
_DEFINITE = ("en", "et", "n", "t", "na", "erna", "arna", "orna")
_LEAST_NOUN = 4
# So many words may stand before the colon behind whose answer it is: `Nybro kommun:`.
_NAMED = 4
# Behind a `det` that stands for a thing told: `kan inte erbjuda det i dagsläget`.
_STILL = frozenset({"ännu", "fortfarande", "dock", "däremot", "idag", "alltså"})  #: `är det | ännu inte infört`
_ENDS = PREPOSITIONS | {".", ",", "inte", "också", "även", "delvis", "men"}


def points_back(marks: Marks) -> bool:
    """`I Säter görs ingen sådan uppföljning.`, `Det har gjorts i 66 procent`, `Bara var fjärde kommun gör det.`"""
    words = marks.lows(marks.first, marks.last)
    does = any(pair in DOES for pair in pairwise(words)) or _concerns_it(marks)
    offers = any(
        (two == "det" and one not in PREPOSITIONS and (three in _ENDS or (three in _STILL and four in ("inte", "ej"))))
        or (
            two == "detta" and one in ("för", "kring", "om") and three in _ENDS | {"sedan", "och"}
        )  # `har rutiner för detta`
        for one, two, three, four in zip(words, words[1:], words[2:], (*words[3:], ""), strict=False)
    )
    led = words.index(":") + 1 if ":" in words[1:_NAMED] else 0  # `Nybro: | Det har vi haft sedan 2009`
    return (
        words[led : led + 1] in (["det"], ["detta"]) or does or offers or not load_set("such words").isdisjoint(words)
    )


def _concerns_it(marks: Marks) -> bool:
    """`I länet gäller det | 82 procent av handläggarna`; not `Nu gäller det att hålla i`"""
    return any((marks.low(f.first - 2), marks.low(f.first - 1)) in CONCERNS for f in marks.figures)


def repeats_words(marks: Marks, bullet: Topic) -> bool:
    """Whether a statement names what the finding is of: `FREDA används inte i Säter. I riket använder ... FREDA.`"""
    return shares_word(marks, own_words(marks), bullet._replace(label=""))


def own_words(marks: Marks) -> list[str]:
    named = marks.placed
    return [marks.low(k) for k in range(marks.first, marks.last) if k not in named and is_content(marks.low(k))]


def shares_word(marks: Marks, own: Sequence[str], bullet: Topic) -> bool:
    """Whether a word of the statement's own is one of the finding, which may stand in the same passage."""
    heard = f"{bullet.heard.replace(marks.text, '')} {bullet.label}"
    finding = [word for word in words_of(heard) if is_content(word)]
    shared = {stem_of(word) for word in finding} | {word[-_STEM:] for word in finding}  # `planen`, of a `handlingsplan`
    return any(stem_of(word) in shared for word in own) or any(
        is_head_of(word, finding) for word in own if not word.endswith("na")
    )  # not `aktiviteterna`, of `gruppaktiviteter`


def is_head_of(low: str, named: Sequence[str]) -> bool:
    """`planen` or `plan`, of a `handlingsplan`"""
    bare = [low, *(low.removesuffix(end) for end in _DEFINITE if low.endswith(end))]
    return any(len(word) >= _LEAST_NOUN and name.endswith(word) for word in bare for name in named)


def stem_of(word: str) -> str:
    """`ips-modellen` is of `ips`."""
    return word.partition("-")[0][:_STEM]
