"""The rows of a table with their labels read: what each says itself, and what the rows above it say for it.

Erbjuder stöd till:            a group
- kvinnor med missbruk   52    women, under the group
Nöjda elever Kvinnor     81
Män                      79    `Nöjda elever` of men
Riket                    80    the same of the country
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from pipeline.model import Cell, Geography
from pipeline.parse.tables.body.indents import LEAST, ONE_BLANK, SET_IN
from pipeline.parse.tables.body.misfits import is_lost_row
from pipeline.parse.tables.figures import Figure, parse_figure
from pipeline.parse.tables.frame.subjects import drop_unit
from pipeline.parse.tables.knowledge import find_word
from pipeline.parse.tables.statement.column_places import name_division
from pipeline.parse.tables.statement.columns import Meaning, drop_footnote, read_label, read_size
from pipeline.parse.tables.statement.context import Context
from pipeline.parse.tables.units import Unit, is_misread_percent, parse_unit
from pipeline.records import record, replace

BESIDE = ("year", "place", "who")  #: kinds of columns that go on with the labels
_GENDER_BEHIND_DASH = re.compile(r" [-–—] \w+$")
_PART = re.compile(r"(?:varav|därav)\b", re.IGNORECASE)  #: `varav barn` of the row above
_DASHED = re.compile(r"[-–—•] ?[^\W\d]")
_CLASS = re.compile(r"[A-ZÅÄÖ]\d?[.:)] [A-ZÅÄÖ]")
_MAN = re.compile(r"\bman\b", re.IGNORECASE)


@record
class Entry:
    """A row with its label read, and the group that it stands under."""

    cells: tuple[Cell, ...]
    own: Meaning
    group: Meaning
    group_words: str
    unit: Unit | None  #: of its cell in a column of units
    percent: bool  #: some of its figures have the sign
    words: str = field(init=False, compare=False)  #: as printed, those of the group before them
    names: dict[tuple[str, str], str] = field(default_factory=dict, init=False, compare=False)  #: see levels

    def __post_init__(self) -> None:
        printed = " ".join([cell.text for cell in self.cells if cell.text])
        object.__setattr__(self, "words", f"{self.group_words} {printed}".strip())


def read_entries(rows: Sequence[tuple[Cell, ...]], about: Context) -> Iterator[Entry]:
    """The rows with figures, from the top; those without head the rows below them."""
    group = about.first_group
    group_words = group.measure
    above = Meaning()  # the last row that says what is measured, with the gender of the row before
    last = Meaning()  # the last row with a label
    continued = False  # the rows of the group go on with its words in small letters
    ends = _find_ends(rows)
    for at, cells in enumerate(rows):
        label = cells[0].text
        if not any(cell.text for cell in cells[1:]):
            if is_lost_row(label):
                continue  # a row whose figures fit no column, and no heading
            group, group_words, continued = _read_heading(label, about), drop_footnote(label), False
            above = last = Meaning()
            continue
        if at in ends:
            group, group_words, continued = Meaning(), "", False
            above = last = Meaning()
        label = label.rstrip(":")  # `Väntetid, dagar: 54`
        continued = continued or label[:1].islower() or _DASHED.match(label) is not None
        if (group_words.endswith(":") or continued) and label[:1].isupper() and len(label.split()) > 1:
            group, group_words = Meaning(), ""  # `Erbjuder stöd till:` heads rows with dashes or small letters alone
        own = last = _repeat(_read_own(label, about), last, label, cells, about)
        part = _PART.match(own.measure)
        if part and above.measure:
            own = _add_part(own, above)
        elif own.measure:
            above = own
            if own.gender and _GENDER_BEHIND_DASH.search(label):
                group, group_words = Meaning(), ""  # it heads the rows below it that are genders alone
        elif above.measure and not group.measure:
            own = _inherit(own, above, about)
            above = own if own.gender != above.gender else above
        own = _add_beside(name_division(_name_place(own, label, about), about.division), cells, about)
        figures = [figure for cell in cells[1:] if (figure := parse_figure(cell.text))]
        percent = about.percent or any(figure.percent for figure in figures)
        yield Entry(cells, own, group, group_words, _find_unit(cells, figures, about), percent)


def _find_ends(rows: Sequence[tuple[Cell, ...]]) -> frozenset[int]:
    """The first rows below a group that are not of it: not set in as its own are, or the sum below all groups, if the
    others have none.
    """
    ends: set[int] = set()
    heading: Cell | None = None
    within: list[float] = []  # how far the rows of the group are set in
    sums: list[int] = []  # by group
    for at, (label, *cells) in enumerate(rows):
        if not any(cell.text for cell in cells):
            heading, within = label, []
            sums.append(0)
        elif heading is not None and label.text:
            depth = _count_depth(label, heading)
            sums[-1] += _is_sum(label.text)
            if depth <= 0 and within and min(within) > (ONE_BLANK if len(within) < LEAST else 0):
                ends.add(at)
                heading = None
            within.append(depth)
    last = len(rows) - 1
    if len(sums) > 1 and sum(sums) == sums[-1] == 1 and _is_sum(rows[last][0].text):
        ends.add(last)
    return frozenset(ends)


def _is_sum(label: str) -> bool:
    known = find_word(label.rstrip(":"))
    return known is not None and known.kind in ("all", "country")


def _read_heading(label: str, about: Context) -> Meaning:
    """What a heading says of the rows below it; nothing if it names a class of places: `B. Större städer`."""
    if about.rows_are_places and _CLASS.match(label):
        return Meaning()
    return read_label(label.rstrip(":"))


def _count_depth(cell: Cell, heading: Cell) -> float:
    """How much farther right than the heading above it a label begins, in characters; 0 where that may be by chance."""
    lower, upper = cell.place, heading.place
    if lower is None or upper is None or lower.page != upper.page:
        return 0
    if lower.box and upper.box:
        height = upper.box.bottom - upper.box.top
        apart = lower.box.x0 - upper.box.x0
        return 2 * apart / height if abs(apart) > SET_IN * height else 0
    return lower.start - upper.start


def _read_own(label: str, about: Context) -> Meaning:
    own = read_label(label, keyed=about.keyed)
    return replace(own, gender="M") if own.gender is None and about.of_persons and _MAN.search(label) else own


def _name_place(own: Meaning, label: str, about: Context) -> Meaning:
    """A row among places, one whose name we do not know too as a place: `15 000–29 999`, `B3. Större stad`."""
    if not about.rows_are_places or own.geography is not None or not own.measure:
        return own
    return read_size(label) or replace(own, geography=Geography("group", "", own.measure), measure="")


def _repeat(own: Meaning, last: Meaning, label: str, cells: Sequence[Cell], about: Context) -> Meaning:
    """A row of another year of the same, whose label is printed once: `Falun 2019` above `2020`."""
    if not label and any(next(_texts_of(kind, cells, about), "") for kind in BESIDE):
        return last
    if last.year and own == Meaning(year=own.year, period=own.period):
        return replace(last, year=own.year, period=own.period)
    return own


def _inherit(own: Meaning, above: Meaning, about: Context) -> Meaning:
    """A row that names a gender or a place alone, with what the row above it says is measured; no sum of all rows."""
    if own.gender and (own.gender != "T" or above.gender):
        return replace(above, gender=own.gender)
    if own.geography is not None and not about.rows_are_places:
        return replace(above, geography=own.geography, population=own.population)
    return own


def _add_part(own: Meaning, whole: Meaning) -> Meaning:
    """`Kostnad per elev, kr` and `Varav lokaler, kr` below it -> `Kostnad per elev, varav lokaler, kr`."""
    measure = f"{drop_unit(whole.measure)}, {own.measure[0].lower()}{own.measure[1:]}"
    return replace(own, measure=measure, unit=own.unit or whole.unit)


def _find_unit(cells: Sequence[Cell], figures: Sequence[Figure], about: Context) -> Unit | None:
    """The unit in a column of units, before the figures or behind them."""
    text = next(_texts_of("unit", cells, about), "")
    if is_misread_percent(text) and any(cell.confidence is not None for cell in cells):
        return Unit("percent", "%")
    if text:
        return parse_unit(text) or Unit(text.lower(), text)
    return figures[-1].unit if figures and not any(figure.unit for figure in figures[:-1]) else None


def _add_beside(own: Meaning, cells: Sequence[Cell], about: Context) -> Meaning:
    """A row's label with the year, the place and the gender that stand in columns of their own, where it says none."""
    for kind in BESIDE:
        said = read_label(next(_texts_of(kind, cells, about), ""))
        if kind == "year" and own.year is None and said.year:
            own = replace(own, year=said.year, period=said.period)
        elif kind == "place" and own.geography is None and said.geography:
            own = replace(own, geography=said.geography, population=said.population)
        elif kind == "who" and own.gender is None and said.gender:
            own = replace(own, gender=said.gender)
    return own


def _texts_of(kind: str, cells: Sequence[Cell], about: Context) -> Iterator[str]:
    return (cell.text for cell in cells[1:] if cell.text and about.headers[cell.column].kind == kind)
