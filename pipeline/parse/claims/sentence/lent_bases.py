"""What a figure is of, where the words beside another figure say it.

"Av 290 kommuner har 214 en plan"                                   214 kommuner, of the 290
"sju procent av flickorna och fyra procent av pojkarna i årskurs 9"   both are of the class
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.sentence.bases import Base, nouns, owns_number, read_base
from pipeline.parse.claims.sentence.figures import Figure
from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

_COUNTED = frozenset({"people", "public"})
# `av (alla) (kommunens) 290`
_LED = 4
_CLASS = " i årskurs "
# What may stand between the verb and how many do: `har (i dag) (bara) 214`.
_BETWEEN = frozenset({"i", "dag", "nu", "bara", "endast", "totalt", "sammanlagt", "hela", "snitt", "genomsnitt"})


def lend_bases(tokens: tuple[Token, ...], figures: tuple[Figure, ...], start: int) -> tuple[Figure, ...]:
    """The figures of a sentence that begins at `start`, with what they have from one another."""
    found = list(figures)
    if figures and tokens[start].low in ("av", "bland"):
        found[0] = _lend_opening(tokens, figures[0], start)
    for n, (one, two) in enumerate(pairwise(figures)):
        if _is_some_of(tokens, one, two, start) or _are_others(tokens, found[n], two):
            found[n + 1] = replace(two, base=found[n].base, whole=one.at if found[n].whole < 0 else found[n].whole)
        elif one.base and two.base and (named := _share_class(tokens, one, two)):
            found[n] = replace(one, base=replace(one.base, base=named))
    return tuple(found)


def _is_some_of(tokens: tuple[Token, ...], one: Figure, two: Figure, start: int) -> bool:
    """`Av landets 290 kommuner har | 214`, `Av de 48 elever som sökte fick | 30`: so many of those told first."""
    if one.base is None or {one.quantity.kind, two.quantity.kind} != {"bare"}:
        return False
    if two.quantity.value > one.quantity.value or not (two.base is None or _names(two.base, one.base)):
        return False
    led = one.at - 1
    while led > max(start, one.at - _LED) and (tokens[led].low in load_set("base openers") or owns_number(tokens, led)):
        led -= 1
    if tokens[led].low not in ("av", "bland"):
        return False
    verb = two.at - 1
    while verb > one.last and tokens[verb].low in _BETWEEN:
        verb -= 1
    return is_finite(tokens[verb].low)


def _names(base: Base, whole: Base) -> bool:
    """Whether both are the same people, or the one the women or men among them."""
    noun = nouns().get(base.base)
    return base.base == whole.base or (whole.kind == "people" and noun is not None and noun.gender is not None)


def _are_others(tokens: tuple[Token, ...], one: Figure, two: Figure) -> bool:
    """`Av de 900 är 500 män och | 400 kvinnor`: the rest of them."""
    gap = [t.low for t in tokens[one.last : two.at]]
    counted = one.whole >= 0 and one.base is not None and two.base is not None and two.quantity.kind == "bare"
    return bool(counted and one.base and two.base and _names(two.base, one.base) and gap in (["och"], ["samt"], [","]))


def _lend_opening(tokens: tuple[Token, ...], figure: Figure, start: int) -> Figure:
    """`Av dem har | 120 | följt upp planen`, `Av regionerna når | 14 av 21 | målet`; not `Av dem har 3 barn`."""
    if figure.quantity.kind != "bare" or figure.base is not None or not is_finite(tokens[figure.at - 1].low):
        return figure
    if figure.at == start + 3 and tokens[start + 1].low in ("dem", "dessa"):
        return replace(figure, whole=start)
    base = read_base(tokens, start, figure.at, preposition=True)
    if base is None or base.kind not in _COUNTED or figure.at - base.last > _LED:
        return figure
    return replace(figure, base=base, whole=start)


def _share_class(tokens: tuple[Token, ...], one: Figure, two: Figure) -> str:
    """The base of the first of two genders, with the class that stands behind the second; else empty."""
    mine, theirs = one.base, two.base
    if mine is None or theirs is None or _CLASS not in theirs.base or _CLASS in mine.base:
        return ""
    who, _, where = theirs.base.partition(_CLASS)
    both = [nouns().get(mine.base), nouns().get(who)]
    if any(noun is None or noun.gender is None for noun in both):
        return ""
    joined = all(
        t.low in ("och", "samt", "mot", "men", "respektive", "bara", ",") for t in tokens[one.last : two.first]
    )
    return f"{mine.base}{_CLASS}{where}" if joined else ""
