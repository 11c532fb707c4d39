"""Header lines cut into columns.

    Mått Enhet Tingsryd 2011 (2010) -> Mått | Enhet | Tingsryd 2011 | (2010)

Text without aligned columns does not say where one column ends. So the words are taken as items (a year, a gender, a
place, a unit), the ways to make columns of them are listed, and the rows below choose: a header has as many columns of
figures as its rows have figures. What a column means is read later, from the finished table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.parse.places import parse_place
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.knowledge import find_word, header_words
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.strips import Strip, Token
from pipeline.parse.tables.units import find_unit, parse_unit

MAX_LOWER = 8  #: words that begin with a small letter; running text has more
MAX_WORDS = 4  #: of one item: `stadsdelar i Stockholm`, `kvartal 1 2020`
MAX_HEADER = 250  #: characters; longer lines are running text
WHO = ("women", "men", "all", "place", "group", "home", "country")
YEARS = ("year", "before")

Row = tuple[tuple[Token, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Words of a header that say one thing. `kind` as in table_words.csv, or year, before, place, measure, other."""

    kind: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """One way to read a header: `rows[r][c]` are the words of column c in header line r, the labels' column first."""

    rows: tuple[Row, ...]
    unit: bool = False  #: column 1 holds units
    before: frozenset[int] = frozenset()  #: columns of figures in parentheses

    @property
    def columns(self) -> int:
        return len(self.rows[0])

    @property
    def figures(self) -> range:
        """The columns that hold figures."""
        return range(2 if self.unit else 1, self.columns)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(t.text for part in row for t in part) for row in self.rows)


def find_items(tokens: Sequence[Token]) -> tuple[Item, ...]:
    """A header's words as items, each the longest phrase that we know there; unknown words stand alone as `other`."""
    items: list[Item] = []
    at = 0
    while at < len(tokens):
        for width in range(min(MAX_WORDS, len(tokens) - at), 0, -1):
            part = tuple(tokens[at : at + width])
            kind = _kind_of(" ".join(t.text for t in part))
            if items and kind in ("head", "unit") and part[0].text[:1].islower():
                kind = ""  # `Har rutin`: a word of a column's name
            if kind == "measure" and part[0].text.startswith("(") and items:  # `Andel` + `(%)`, `Kostnad` + `(kr)`
                items[-1] = Item(items[-1].kind, items[-1].tokens + part)
            elif kind or width == 1:
                items.append(Item(kind or "other", part))
            if kind or width == 1:
                at += width
                break
    return tuple(items)


@lru_cache(maxsize=4096)
def _kind_of(text: str) -> str:
    bare = text.strip(" :*¹²³").lower()
    if word := find_word(text.strip(" :*¹²³")):
        return "" if word.kind == "numbered" else word.kind
    periods = find_periods(bare.strip("()"))
    if len(periods) == 1 and periods[0].start == 0 and periods[0].end == len(bare.strip("()")):
        return "before" if bare.startswith("(") else "year"
    if parse_unit(text) or (len(text.split()) == 1 and find_unit(text)):
        return "measure"
    if text[:1].isupper() and parse_place(text.strip(" :*¹²³")):
        return "place"
    return ""


def is_header(strip: Strip) -> bool:
    """Whether a line could be a header, before anything costly is done: it names years, or columns by known words."""
    text = strip.text
    if len(text) > MAX_HEADER or text.endswith((".", ";", "?", "!")):
        return False
    if sum(t.text[:1].islower() for t in strip.tokens) > MAX_LOWER:
        return False
    periods = find_periods(text)
    rest = text
    for period in reversed(periods):
        rest = f"{rest[: period.start]} {rest[period.end :]}"
    if any(is_figure_piece(word) and any(c.isdigit() for c in word) for word in rest.split()):
        return False
    if periods:
        return True
    words = header_words()
    known = any(t.text.strip(":*").lower() in words for t in strip.tokens)
    return known and not _is_heading(strip) or all(_kind_of(t.text) == "place" for t in strip.tokens)


def _is_heading(strip: Strip) -> bool:
    """`DIN KOMMUN SOM ARBETSGIVARE`: in capitals, and words that head no column among them."""
    return strip.text.isupper() and any(item.kind == "other" for item in find_items(strip.tokens))


def read_headers(strips: Sequence[Strip]) -> Iterator[Header]:
    """Every way to read one header line, or two where the first goes over several columns of the second."""
    for label, items in _part_labels(find_items(strips[-1].tokens)):
        unit = items[0].kind == "unit" and bool(label)
        leading: tuple[tuple[Token, ...], ...] = (label, items[0].tokens) if unit else (label,)
        for cut in _cut(items[1:] if unit else items):
            header = _make_header(leading, cut, unit=unit)
            if len(strips) == 1:
                yield header
            else:
                yield from _put_above(strips[0], header, len(cut))


def _put_above(strip: Strip, header: Header, columns: int) -> Iterator[Header]:
    """A header with the words of the line above it, each over as many of its columns as every other."""
    items = find_items(strip.tokens)
    for label, above in (((), items), *_part_labels(items)):
        for upper in _cut(above):
            if len(upper) > 1 and columns % len(upper) == 0:
                wide = [_flat(group) for group in upper for _ in range(columns // len(upper))]
                first: tuple[tuple[Token, ...], ...] = (label, *((),) * header.unit, *wide)
                yield Header((first, *header.rows), unit=header.unit, before=header.before)


def names_columns(header: Header) -> bool:
    """Whether a header says what it is: over the labels by a word that heads them, or over half of its columns."""
    columns = [find_items(tuple(t for row in header.rows for t in row[column])) for column in header.figures]
    known = sum(any(item.kind != "other" for item in items) for items in columns)
    return 2 * known >= len(columns) or names_labels(header)


def names_labels(header: Header) -> bool:
    """Whether a word that we know stands over the labels: `Indikator`, `Kommun`."""
    head = find_items(tuple(t for row in header.rows for t in row[0]))
    return any(item.kind == "head" for item in head[:1])


def carry_over(header: Header) -> Header:
    """A header whose words stand over the first of their columns alone: `Kalmar 2018 | 2019` -> both Kalmar."""
    if len(header.rows) > 1:
        return header
    first = header.figures.start
    cut = [find_items(words) for words in header.rows[0][first:]]
    if not all(cut):
        return header
    return Header(_carry(header.rows[0][:first], cut), unit=header.unit, before=header.before)


def _part_labels(items: Sequence[Item]) -> Iterator[tuple[tuple[Token, ...], tuple[Item, ...]]]:
    """Ways to part the words over the labels from the rest: before the first word that we know, or after the first.

    One gender or place before years alone stands over the labels: it heads the first group of rows.
    """
    if len(items) > 2 and items[0].kind in WHO and all(item.kind in YEARS for item in items[1:]):
        yield items[0].tokens, tuple(items[1:])
        return
    for at, item in enumerate(items):
        if item.kind not in ("head", "other") and not (at == 0 and item.kind == "measure"):
            yield _flat(items[:at]), tuple(items[at:])
            break
    if len(items) > 2 and items[0].kind == "head" and items[1].kind == "other":
        yield items[0].tokens, tuple(items[1:])


def _cut(items: Sequence[Item]) -> Iterator[list[tuple[Item, ...]]]:
    """Ways to make columns of items, the likelier first; each column is the items that it consists of."""
    if not items:
        return
    seen = set()
    for joins in (_join_years, _join_who, _join_small, _join_others, _join_none):
        cut = joins(items)
        key = tuple(len(part) for part in cut)
        if key not in seen and not any(_heads_nothing(part[0]) for part in cut):
            seen.add(key)
            yield cut


def _heads_nothing(item: Item) -> bool:
    """Whether an item begins like a word within a sentence, or is a bare number, so that it heads no column."""
    first = item.tokens[0].text
    return item.kind in ("other", "measure") and (first[:1].islower() or first[:1].isdigit())


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
            return last in (*WHO, "other", "measure", "value", "change") and not any(i.kind == "year" for i in part)
        return last == item.kind == "other" or (item.kind == "measure" and last in WHO and ")" in item.tokens[-1].text)

    return _join(items, belongs)


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


def _make_header(leading: Sequence[tuple[Token, ...]], cut: Sequence[tuple[Item, ...]], *, unit: bool) -> Header:
    before = frozenset(len(leading) + at for at, part in enumerate(cut) if part[0].kind == "before")
    return Header(_carry(leading, cut), unit=unit, before=before)


def _carry(leading: Sequence[tuple[Token, ...]], cut: Sequence[tuple[Item, ...]]) -> tuple[Row, ...]:
    """The header's rows: one, or two where a word is said once for several columns.

    `Kvinnor 2019 | 2020` means women of both years, so that `Kvinnor` gets a row of its own and stands over both.
    """
    pairs = [part for part in cut if len(part) > 1]
    carriers = {part[0].kind in YEARS for part in pairs}
    alone = [part for part in cut if len(part) == 1 and (part[0].kind in YEARS) not in carriers]
    if len(carriers) != 1 or not alone or cut[0] not in pairs:
        return ((*leading, *(_flat(part) for part in cut)),)
    years_carry = carriers.pop()
    upper: list[tuple[Token, ...]] = [() for _ in leading]
    lower = list(leading)
    for part in cut:
        over = tuple(i for i in part if (i.kind in YEARS) == years_carry)
        under = tuple(i for i in part if (i.kind in YEARS) != years_carry)
        upper.append(_flat(over) if over else upper[-1])
        lower.append(_flat(under))
    return tuple(upper), tuple(lower)


def _flat(items: Sequence[Item]) -> tuple[Token, ...]:
    return tuple(t for item in items for t in item.tokens)
