"""Header lines cut into columns.

    Mått Enhet Tingsryd 2011 (2010) -> Mått | Enhet | Tingsryd 2011 | (2010)

Text without aligned columns does not say where one column ends. So the words are taken as items (a year, a gender, a
place, a unit), the ways to make columns of them are listed, and the rows below choose: a header has as many columns of
figures as its rows have figures. What a column means is read later, from the finished table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from pipeline.parse.records import record, replace
from pipeline.parse.tables.header.items import WHO, YEARS, Item, find_items
from pipeline.parse.tables.knowledge import DIFFERENCES
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.periods import find_periods

SIGNS_AFTER = 2  #: columns of figures at least, where one without a known name may hold signs
Row = tuple[tuple[Token, ...], ...]


@record
class Header:
    """One way to read a header: `rows[r][c]` are the words of column c in header line r, the labels' column first."""

    rows: tuple[Row, ...]
    unit: bool = False  #: column 1 holds units
    before: frozenset[int] = frozenset()  #: columns of figures in parentheses
    unsure: bool = False  #: its words may belong to its columns in another way
    dropped: bool = False  #: it names columns of differences or ranks, which may hold signs in place of figures
    signs: bool = False  #: its last column is such a one

    @property
    def columns(self) -> int:
        return len(self.rows[0])

    @property
    def figures(self) -> range:
        """The columns that hold figures."""
        return range(2 if self.unit else 1, self.columns - self.signs)

    @property
    def text(self) -> str:
        return "\n".join(" ".join(t.text for part in row for t in part) for row in self.rows)


def read_last_line(strip: Strip, *, under: bool = False) -> Iterator[Header]:
    """Ways to read a header's last line; one under another may go on with its words in small letters."""
    found = find_items(strip.tokens)
    signed = [item for item in found if item.kind in (*DIFFERENCES, "rank")]
    for kept in (found, *_drop_signs(found)):
        dropped = any(item not in kept for item in signed)
        last = found[-1].tokens if kept == found[:-1] and signed and found[-1] in signed and not under else ()
        for label, items in part_labels(kept):
            unit = items[0].kind == "unit" and bool(label)
            leading: tuple[tuple[Token, ...], ...] = (label, items[0].tokens) if unit else (label,)
            for cut in cut_items(items[1:] if unit else items, under=under):
                header = replace(_make_header(leading, cut, unit=unit), dropped=dropped)
                yield add_signs(header, last) if last else header
                unknown = all(item.kind == "other" for item in cut[-1])
                if kept is found and not under and len(cut) > SIGNS_AFTER and unknown:
                    yield add_signs(_make_header(leading, cut[:-1], unit=unit), flat(cut[-1]))


def names_signs(header: Header) -> bool:
    """Whether the last column has a name as columns of signs have, and is not only thought to be one."""
    return _first_kind(header, header.columns - 1) in (*DIFFERENCES, "rank")


def add_signs(header: Header, words: tuple[Token, ...]) -> Header:
    """A header with a last column of arrows or words: `2019 | 2020` -> `2019 | 2020 | Utveckling`."""
    *above, last = header.rows
    return replace(header, rows=(*((*row, ()) for row in above), (*last, words)), signs=True)


def _drop_signs(items: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """A header's items without those of columns that may hold arrows, colours or units in place of figures."""
    if len(items) > 2 and items[-1].kind == "unit":
        yield tuple(items[:-1])
    kinds = {item.kind for item in items}
    ranks, differences = kinds & {"rank"}, kinds & {*DIFFERENCES}
    for dropped in (ranks, differences, ranks | differences if ranks and differences else set()):
        if dropped:
            yield tuple(item for item in items if item.kind not in dropped)


def add_pairs(header: Header, pairs: frozenset[int]) -> Header:
    """A header whose columns in `pairs`, counted from 0 at the first with figures, hold a figure and one in
    parentheses: each becomes two. `Kalmar 2017 (2016)` -> `Kalmar 2017` | `Kalmar (2016)`.
    """
    first = header.figures.start
    rows = []
    for row in header.rows:
        cells = [part for column, words in enumerate(row[first:]) for part in _part_pair(words, column in pairs)]
        rows.append((*row[:first], *cells))
    places = [
        flag for column in range(len(header.figures)) for flag in ((False, True) if column in pairs else (False,))
    ]
    before = frozenset(first + at for at, flag in enumerate(places) if flag)
    return replace(header, rows=tuple(rows), before=before)


def _part_pair(words: tuple[Token, ...], paired: bool) -> list[tuple[Token, ...]]:
    if not paired:
        return [words]
    at = next((i for i, t in enumerate(words) if t.text.startswith("(") and find_periods(t.text.strip("()"))), None)
    if at is None:
        return [words, words]
    who = tuple(t for t in words[:at] if not find_periods(t.text))
    return [words[:at] + words[at + 1 :], (*who, words[at])]


def names_columns(header: Header) -> bool:
    """Whether a header says what it is: over the labels by a word that heads them, or over half of its columns."""
    columns = [find_items(tuple(t for row in header.rows for t in row[column])) for column in header.figures]
    known = sum(any(item.kind != "other" or item.tokens[-1].text.strip("()") == "%" for item in c) for c in columns)
    return 2 * known >= len(columns) or names_labels(header)


def are_distinct(header: Header) -> bool:
    """Whether no two columns have the same words, so that a figure of one could be taken for the other's; differences
    and ranks are those of the columns beside them.
    """
    main = [column for column in header.figures if column not in header.before and not _is_of_others(header, column)]
    columns = [tuple(" ".join(t.text for t in row[column]).lower() for row in header.rows) for column in main]
    return len(set(columns)) == len(columns)


def breaks_off(header: Header) -> bool:
    """Whether the name of a column ends in the middle of a word, whose rest is taken for something else."""
    names = (tuple(t for row in header.rows for t in row[column]) for column in header.figures)
    return any(name[-1].text.endswith("-") and name[-1].text[:1].isalpha() for name in names if name)


def _is_of_others(header: Header, column: int) -> bool:
    return _first_kind(header, column) in ("change", "difference", "rank")


def is_difference(header: Header, column: int) -> bool:
    """Whether a column holds what others differ by: `Förändring`, `Diff 2018–2019`."""
    return _first_kind(header, column) in ("change", "difference")


def _first_kind(header: Header, column: int) -> str:
    words = tuple(t for row in header.rows for t in row[column])
    return next((item.kind for item in find_items(words)), "")


def names_labels(header: Header) -> bool:
    """Whether a word that we know stands over the labels: `Indikator`, `Kommun`."""
    head = find_items(tuple(t for row in header.rows for t in row[0]))
    return any(item.kind in ("head", "unit", "value") for item in head[:1])


def carry_over(header: Header) -> Header:
    """A header whose words stand over the first of their columns alone: `Kalmar 2018 | 2019` -> both Kalmar."""
    if len(header.rows) > 1:
        return header
    first = header.figures.start
    cut = [find_items(words) for words in header.rows[0][first:]]
    if not all(cut):
        return header
    return Header(_carry(header.rows[0][:first], cut), unit=header.unit, before=header.before)


def part_labels(items: Sequence[Item]) -> Iterator[tuple[tuple[Token, ...], tuple[Item, ...]]]:
    """Ways to part the words over the labels from the rest: before the first word that we know, or after the first.

    One gender or place before years alone stands over the labels: it heads the first group of rows. `Placering`
    does too: where a child lives, and no rank there.
    """
    if len(items) > 2 and items[0].kind in (*WHO, "rank") and all(item.kind in YEARS for item in items[1:]):
        yield items[0].tokens, tuple(items[1:])
        return
    if items and items[0].kind == "unit":  # `Enhet`, at the left, heads places
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


def cut_items(items: Sequence[Item], *, under: bool = False) -> Iterator[list[tuple[Item, ...]]]:
    """Ways to make columns of items, the likelier first; each column is the items that it consists of.

    Under another line a column may begin with a small letter.
    """
    if not items:
        return
    seen = set()
    for joins in (_join_years, _join_dates, _join_who, _join_small, _join_others, _join_none):
        cut = joins(items)
        key = tuple(len(part) for part in cut)
        if key not in seen and (under or not any(_heads_nothing(part[0]) for part in cut)) and not _parts_year(cut):
            seen.add(key)
            yield cut


def _heads_nothing(item: Item) -> bool:
    """Whether an item begins like a word within a sentence, or is a bare number, so that it heads no column."""
    first = item.tokens[0].text
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
        return last == item.kind == "other" or (item.kind == "measure" and last in WHO and ")" in item.tokens[-1].text)

    return _join(items, belongs)


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
