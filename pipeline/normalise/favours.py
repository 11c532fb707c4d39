"""Candidates that are likelier than their neighbours tell: men beside women, heads of tables in a row, names of people.

Ensamstående kvinna ... Ensamstaende man  ->  man, not män        Matt Kil Sunne  ->  Mått        Mats Nyberg  ->  Mats
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from pipeline.normalise.language import FIGURE
from pipeline.normalise.lexicon import read_names
from pipeline.normalise.search import Column
from pipeline.normalise.units import Unit
from pipeline.records import replace

#: Words that stand in sentences with, or behind, others of these beginnings, and how much cheaper they are there.
COMPANIONS, COMPANION_GAIN = {"män": ("kvinno", "kv"), "männen": ("kvinno",), "mäns": ("kvinno",)}, 1.6
#: What men are called where the document calls women so behind the same word of so many letters at least: `Ensamstående
#: kvinna`, so `Ensamstående man`. That they are `män` tells little, since `man` is anybody.
MEN = {
    "kvinna": "man",
    "kvinnan": "mannen",
    "kvinnans": "mannens",
    "kvinnor": "män",
    "kvinnorna": "männen",
    "kvinnornas": "männens",
    "kvinnors": "mäns",
}
LEAST_KEY, MEN_GAIN, ANYBODY = 4, 14.0, ("män", "mäns")
#: What stands in heads of tables, lines whose words begin with capitals; `Är` and `Har` do not.
HEADS, HEAD_GAIN, LEAST_HEADS = ("år", "län", "mått", "män"), 7.0, 3
#: How much cheaper a municipality's name is before nothing but figures: `Ånge 16,2 0,94`.
NAME_GAIN = 4.0
#: Names of people that are words without their marks, and how much cheaper they are beside a capital: `Mats Nyberg`.
PEOPLE, PEOPLE_GAIN = ("mats", "saga", "manne", "hall", "vall", "trana"), 14.0
FAVOURED = frozenset((*COMPANIONS, *HEADS, *MEN.values(), *PEOPLE))


def find_men(sentences: Iterable[Sequence[str]]) -> dict[str, str]:
    """What men are called behind a word, if women are always called the same there: `ensamstaende` -> man."""
    called: dict[str, set[str]] = {}
    for words in sentences:
        for first, second in pairwise(words) if not MEN.keys().isdisjoint(words) else ():
            if second in MEN and len(first) >= LEAST_KEY:
                called.setdefault(first, set()).add(MEN[second])
    return {word: forms.pop() for word, forms in called.items() if len(forms) == 1 and forms.isdisjoint(ANYBODY)}


def favour_columns(
    pairs: list[tuple[Unit, Column]], words: Collection[str], men: Mapping[str, str]
) -> list[tuple[Unit, Column]]:
    """The columns with candidates cheaper that go with the words around or with a row of heads: `Mått Kil Sunne`."""
    if len(pairs) == 2 and len(pairs[0][1]) > 1 and pairs[1][0].word.startswith(FIGURE):
        unit, column = pairs[0]
        names = {c.word: NAME_GAIN for c in column if c.word in read_names()}
        pairs = [(unit, _favour(column, names)), pairs[1]] if unit.parts[0][0].isupper() else pairs
    if not any(len(column) > 1 and any(c.word in FAVOURED for c in column) for _, column in pairs):
        return pairs
    pairs = list(_favour_people(pairs))
    pairs = [pairs[0], *_favour_men(pairs, men)]
    gains = {word: COMPANION_GAIN for word, starts in COMPANIONS.items() if _have_companion(words, starts)}
    heads = _find_heads([unit for unit, _ in pairs])
    if not gains and not heads:
        return pairs
    in_head = gains | dict.fromkeys(HEADS, HEAD_GAIN)
    return [(unit, _favour(column, in_head if _is_head(unit, heads) else gains)) for unit, column in pairs]


def _favour_people(pairs: Sequence[tuple[Unit, Column]]) -> Iterator[tuple[Unit, Column]]:
    """All columns, with names of people as they are beside a capital: `säger Mats Nyberg`, `Anna Hall`."""
    names = dict.fromkeys(PEOPLE, PEOPLE_GAIN)
    capitals = [False, *(unit.parts[0][0].isupper() for unit, _ in pairs), False]
    for number, (unit, column) in enumerate(pairs):
        is_name = capitals[number + 1] and (capitals[number] or capitals[number + 2])
        yield unit, _favour(column, names) if is_name else column


def _favour_men(pairs: Sequence[tuple[Unit, Column]], men: Mapping[str, str]) -> Iterator[tuple[Unit, Column]]:
    """All columns but the first, with men as they are called behind the word before."""
    for (before, _), (unit, column) in pairwise(pairs):
        called = men.get(before.word)
        yield unit, _favour(column, {called: MEN_GAIN}) if called else column


def _have_companion(words: Collection[str], starts: tuple[str, ...]) -> bool:
    return any(word.startswith(starts[0]) or word in starts for word in words)


def _find_heads(units: Sequence[Unit]) -> set[int]:
    """The lines whose first three words begin with capitals."""
    capitals: dict[int, list[bool]] = {}
    for unit in units:
        for part, spot in zip(unit.parts, unit.spots, strict=False):
            capitals.setdefault(spot.line, []).append(part[0].isupper())
    return {line for line, own in capitals.items() if len(own) >= LEAST_HEADS and all(own[:LEAST_HEADS])}


def _is_head(unit: Unit, heads: set[int]) -> bool:
    return bool(unit.spots) and unit.spots[0].line in heads and unit.parts[0][0].isupper()


def _favour(column: Column, gains: Mapping[str, float]) -> Column:
    if not any(candidate.word in gains for candidate in column):
        return column
    return tuple(replace(c, channel_cost=c.channel_cost - gains.get(c.word, 0.0)) for c in column)
