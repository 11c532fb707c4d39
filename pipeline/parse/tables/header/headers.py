"""Header lines cut into columns.

    Mått Enhet Tingsryd 2011 (2010) -> Mått | Enhet | Tingsryd 2011 | (2010)

Text without aligned columns does not say where one column ends. So the words are taken as items (a year, a gender, a
place, a unit), the ways to make columns of them are listed, and the rows below choose: a header has as many columns of
figures as its rows have figures. What a column means is read later, from the finished table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.parse.tables.header.cuts import Row, carry, cut_items, flat, part_labels
from pipeline.parse.tables.header.items import Item, find_items, names_share
from pipeline.parse.tables.knowledge import DIFFERENCES
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import parse_unit
from pipeline.records import record, replace

SIGNS_AFTER = 2  #: columns of figures at least, where one without a known name may hold signs


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
    def last_line(self) -> str:
        """As it may stand again on the next page; words that go over several columns are printed once."""
        words = {(t.line.page, t.line.number, t.start): t.text for part in self.rows[-1] for t in part}
        return " ".join(words.values())


HEADER = Header((((), ()),))  #: of one column without a name
PAIRED = Header((((), (), ()),), before=frozenset({2}))  #: the same, with figures in parentheses behind it


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
        cells = [part for column, words in enumerate(row[first:]) for part in _part_pairs(words, column in pairs)]
        rows.append((*row[:first], *cells))
    places = [
        flag for column in range(len(header.figures)) for flag in ((False, True) if column in pairs else (False,))
    ]
    before = frozenset(first + at for at, flag in enumerate(places) if flag)
    return replace(header, rows=tuple(rows), before=before)


def _part_pairs(words: tuple[Token, ...], paired: bool) -> list[tuple[Token, ...]]:
    return part_pair(words) if paired else [words]


def part_pair(words: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """The names of a figure and of the one in parentheses behind it: `Kalmar 2017 (2016)` names Kalmar both times."""
    at = next((i for i, t in enumerate(words) if t.text.startswith("(") and find_periods(t.text.strip("()"))), None)
    if at is None:
        return [words, words]
    who = tuple(t for t in words[:at] if not find_periods(t.text))
    return [words[:at] + words[at + 1 :], (*who, words[at])]


def names_columns(header: Header) -> bool:
    """Whether a header says what it is: over the labels by a word that heads them, or over half of its columns."""
    columns = [find_items(tuple(t for row in header.rows for t in row[column])) for column in header.figures]
    known = sum(any(item.kind != "other" or _is_unit(item.tokens[-1].text) for item in c) for c in columns)
    return 2 * known >= len(columns) or names_labels(header)


def names_years(header: Header) -> bool:
    """Whether each column is named by a year alone."""
    columns = [find_items(tuple(t for row in header.rows for t in row[column])) for column in header.figures]
    return all([item.kind for item in column] == ["year"] for column in columns)


def names_each(header: Header) -> bool:
    """Whether words stand over each column of figures."""
    return all(any(row[column] for row in header.rows) for column in header.figures)


def _is_unit(word: str) -> bool:
    """Whether the last word of a name is its unit: `Väntetid (dagar)`, `Nöjda %`."""
    return word == "%" or (word.startswith("(") and parse_unit(word) is not None)


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


def ends_in_ranks(header: Header) -> bool:
    """Whether the last column holds places among others: `NKI | Placering`."""
    return len(header.figures) > 1 and not header.signs and _first_kind(header, header.columns - 1) == "rank"


def _first_kind(header: Header, column: int) -> str:
    words = tuple(t for row in header.rows for t in row[column])
    return next((item.kind for item in find_items(words)), "")


def names_labels(header: Header) -> bool:
    """Whether a word that we know stands over the labels: `Indikator`, `Kommun`."""
    words = tuple(t for row in header.rows for t in row[0])
    head = find_items(words)
    if len(words) == 1 == len(header.figures) and names_share((*words, *header.rows[-1][1])):
        return True
    return any(item.kind in ("head", "unit", "value") for item in head[:1])


def carry_over(header: Header) -> Header:
    """A header whose words stand over the first of their columns alone: `Kalmar 2018 | 2019` -> both Kalmar."""
    if len(header.rows) > 1:
        return header
    first = header.figures.start
    cut = [find_items(words) for words in header.rows[0][first:]]
    if not all(cut):
        return header
    return Header(carry(header.rows[0][:first], cut), unit=header.unit, before=header.before)


def _make_header(leading: Sequence[tuple[Token, ...]], cut: Sequence[tuple[Item, ...]], *, unit: bool) -> Header:
    before = frozenset(len(leading) + at for at, part in enumerate(cut) if part[0].kind == "before")
    return Header(carry(leading, cut), unit=unit, before=before)
