"""Ways to make columns of a header's words: which stand over the labels, and which belong together.

    Mått | Tingsryd 2011 | (2010)      2019 Kvinnor | Män | 2020 Kvinnor | Män      Andel kvinnor | Andel män

The likelier come first; the rows below choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.parse.tables.header.items import WHO, YEARS, Item
from pipeline.parse.tables.knowledge import DIFFERENCES
from pipeline.parse.tables.lines.strips import Token

Row = tuple[tuple[Token, ...], ...]


def part_labels(items: Sequence[Item]) -> Iterator[tuple[tuple[Token, ...], tuple[Item, ...]]]:
    """Ways to part the words over the labels from the rest: before the first word that we know, or after the first.

    One gender or place before years alone stands over the labels: it heads the first group of rows. `Placering`
    does too: where a child lives, and no rank there.
    """
    if len(items) > 2 and items[0].kind in (*WHO, "rank", "numbered") and all(item.kind in YEARS for item in items[1:]):
        yield items[0].tokens, tuple(items[1:])
        return
    if items and items[0].kind == "unit":  # `Enhet`, at the left, heads places
        yield items[0].tokens, tuple(items[1:])
        return
    if _is_first_over_labels(items):
        yield items[0].tokens, tuple(items[1:])
        return
    if len(items) > 1 and all(item.kind == "measure" and item.tokens[0].text[:1].isupper() for item in items):
        yield (), tuple(items)  # `Antal Andel Antal Andel`
    for at, item in enumerate(items):
        inside = item.kind == "measure" and (at == 0 or item.tokens[0].text[:1].islower())  # `Tid till besök`
        if item.kind not in ("head", "other") and not inside:
            yield flat(items[:at]), tuple(items[at:])
            break
    if len(items) > 2 and items[0].kind == items[1].kind == "head":  # `Kommun År Kvinnor Män`
        yield items[0].tokens, tuple(items[1:])
    if len(items) > 1 and (items[0].kind, items[1].kind) in (("head", "other"), ("value", items[1].kind)):
        yield items[0].tokens, tuple(items[1:])  # `Resultat 2018 2019`


def _is_first_over_labels(items: Sequence[Item]) -> bool:
    """Whether the first word alone stands over the labels: `Utfall Placerade Övriga`, `Sjukhus VRI 2017 VRI 2018`."""
    kinds = [item.kind for item in items]
    if kinds[:3] == ["head", "other", "year"]:
        return any(item.kind == "other" and _words_of(item) == _words_of(items[1]) for item in items[3:])
    return len(items) > 2 and kinds[0] == "value" and all(map(_is_name, items[1:]))


def _words_of(item: Item) -> list[str]:
    return [token.text.lower() for token in item.tokens]


def _is_name(item: Item) -> bool:
    return item.kind in ("other", "head") and item.tokens[0].text[:1].isupper()


def cut_items(items: Sequence[Item], *, under: bool = False) -> Iterator[list[tuple[Item, ...]]]:
    """Ways to make columns of items, the likelier first; each column is the items that it consists of.

    Under another line a column may begin with a small letter.
    """
    if not items:
        return
    seen = set()
    for joins in (_join_asides, _join_years, _join_dates, _join_who, _join_small, _join_others, _join_none):
        cut = joins(items)
        key = tuple(len(part) for part in cut)
        if key not in seen and (under or not any(_heads_nothing(part[0]) for part in cut)) and not _parts_year(cut):
            seen.add(key)
            yield cut


def _heads_nothing(item: Item) -> bool:
    """Whether an item begins like a word within a sentence, or is a bare number, so that it heads no column."""
    first = item.tokens[0].text
    if item.kind == "numbered":  # `minst 90 dagar`
        return first[:1].islower()
    return item.kind in ("other", "measure") and (first[:1].islower() or first[:1].isdigit())


def _parts_year(cut: Sequence[tuple[Item, ...]]) -> bool:
    """Whether a place and the year right behind it are taken for two columns: `Kalmar | 2019`."""
    places = ("place", "home", "country")
    return any(a[-1].kind in places and b[0].kind == "year" and len(a) == len(b) == 1 for a, b in pairwise(cut))


def _join_none(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    return [(item,) for item in items]


def _join_others(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """Unknown words next to one another are one column's name."""
    return _join(items, lambda part, item: part[-1].kind == item.kind == "other")


def _join_small(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """`Vet ej`, `Antal elever` and `Riket kvinnor`: a word with a small letter goes on with the column before it."""

    def belongs(part: tuple[Item, ...], item: Item) -> bool:
        small = item.kind in ("other", "women", "men", "all", "measure") and item.tokens[0].text[:1].islower()
        return small and part[-1].kind != "year"

    return _join(items, belongs)


def _join_years(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """`Kalmar 2019` is one column; so is `Andel kvinnor`."""

    def belongs(part: tuple[Item, ...], item: Item) -> bool:
        last = part[-1].kind
        if item.kind == "year":
            return last in (*WHO, "head", "other", "measure", "value", "rank", "extreme", *DIFFERENCES) and not any(
                i.kind == "year" for i in part
            )
        if item.kind == "other" and last in ("other", "measure"):  # `Andel nöjda 2019`, `NKI 2020 Antal ärenden`
            return last == "other" or item.tokens[0].text[:1].islower()
        return item.kind == "measure" and last in WHO and ")" in item.tokens[-1].text

    return _join(items, belongs)


def _join_asides(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """`2020 % 2020 n 2021 % 2021 n`: what stands behind a year each time is of a column with that year."""
    asides = [at for at, item in enumerate(items) if item.kind in ("aside", "rank")]
    same = len({" ".join([t.text for t in items[at].tokens]) for at in asides}) == 1
    if len(asides) < 2 or not same or not all(at and items[at - 1].kind == "year" for at in asides):
        return _join_years(items)
    return _join(items, lambda part, item: len(part) == 1 and part[0].kind == "year" and item.kind != "year")


def _join_dates(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """`Kalmar 2019 (2018) Högst Lägst`: a year belongs to the place before it, and unknown words stand alone."""
    return _join(items, lambda part, item: item.kind == "year" and len(part) == 1 and part[0].kind in WHO)


def _join_who(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """`2019 Kvinnor Män 2020 Kvinnor Män` is four columns."""
    return _join(items, lambda part, item: item.kind in WHO and len(part) == 1 and part[0].kind == "year")


def _join(items: Sequence[Item], belongs: Callable[[tuple[Item, ...], Item], bool]) -> list[tuple[Item, ...]]:
    cut: list[tuple[Item, ...]] = []
    for item in items:
        if cut and belongs(cut[-1], item):
            cut[-1] = (*cut[-1], item)
        else:
            cut.append((item,))
    return cut


def carry(leading: Sequence[tuple[Token, ...]], cut: Sequence[tuple[Item, ...]]) -> tuple[Row, ...]:
    """The header's rows: one, or two where a word is said once for several columns.

    `Kvinnor 2019 | 2020` means women of both years, so that `Kvinnor` gets a row of its own and stands over both.
    """
    pairs = [part for part in cut if len({item.kind in YEARS for item in part}) > 1]
    carriers = {part[0].kind in YEARS for part in pairs}
    alone = [part for part in cut if len(part) == 1 and (part[0].kind in YEARS) not in carriers]
    if len(carriers) != 1 or not alone or cut[0] not in pairs:
        return ((*leading, *(flat(part) for part in cut)),)
    years_carry = carriers.pop()
    upper: list[tuple[Token, ...]] = [() for _ in leading]
    lower = list(leading)
    for part in cut:
        over = tuple(i for i in part if (i.kind in YEARS) == years_carry)
        under = tuple(i for i in part if (i.kind in YEARS) != years_carry)
        upper.append(flat(over) if over else upper[-1])
        lower.append(flat(under))
    return tuple(upper), tuple(lower)


def flat(items: Sequence[Item]) -> tuple[Token, ...]:
    return tuple(t for item in items for t in item.tokens)
