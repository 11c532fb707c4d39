"""The levels that a table states: each figure with its indicator, place, gender, year and unit.

    Tabell 2. Elever som är behöriga, 2018–2019
    Andel (%)
    Kommun 2018 2019
    Kalmar 88,4 87,9   ->   Kalmar, 2018, 88.4 percent: Elever som är behöriga
                            Kalmar, 2019, 87.9 percent: Elever som är behöriga

What a figure is about is said by its column, its row, the group that the row stands under, the subtitle, the caption
and the document, in this order; the first that says it wins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby

from pipeline.model import Cell, Geography, Level, Metadata, Place, Reading, Table
from pipeline.model.records import record
from pipeline.parse.places import THE_COUNTY, county_of
from pipeline.parse.tables.columns import HOME, Meaning, drop_footnote, find_gender, read_label, read_size
from pipeline.parse.tables.context import SURE_LABEL, Context, read_context
from pipeline.parse.tables.figures import Figure, parse_figure
from pipeline.parse.tables.fitting import ends_in_figures
from pipeline.parse.tables.knowledge import is_mean
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import Unit, parse_unit

BARE_WORDS = 2  #: a label of so few words says too little without the caption (`ADDIS`, `FREDA-kortfrågor`)
_GENDER_BEHIND_DASH = re.compile(r" [-–—] \w+$")
_LIMIT = re.compile(r"(?:Inom|Efter|Minst|Högst|Upp till|Mer än|Mindre än|Fler än|Färre än|Mellan|Under|Över|Från) ")
_SAYS_MORE = re.compile(r"\w (?!i\b|procent\b)[^\W\d_]{2}", re.IGNORECASE)  #: `Genomsnittlig betygspoäng`
_ENDS_IN_DIGIT = re.compile(r"[^\W\d_] \d$")  #: `Gymnasiet år 2`
_MAN = re.compile(r"\bman\b", re.IGNORECASE)
_DASH = re.compile(r"^[-–—•]\s*")
_BASE = re.compile(
    r"\b[Aa]ndel(?:en)?(?: \(%\))? (?:av )?"
    r"(kommuner|[^\W\d_]+(?:er|ar|or|are|barn|hushåll)(?: i årskurs \d)?)(?=[ ,.)]|$)"
)


@record
class _Row:
    """A row with its label read, and the group that it stands under."""

    cells: tuple[Cell, ...]
    own: Meaning
    group: Meaning
    group_words: str
    unit: Unit | None  #: of its cell in a column of units
    percent: bool  #: some of its figures have the sign

    @property
    def words(self) -> str:
        printed = " ".join(cell.text for cell in self.cells if cell.text)
        return f"{self.group_words} {printed}".strip()


def read_levels(table: Table, metadata: Metadata) -> tuple[Level, ...]:
    """Every figure and every missing value of a table, in the order in which they are printed; ids are left empty."""
    grid = [tuple(cells) for _, cells in groupby(table.cells, key=lambda cell: cell.row)]
    about = read_context(table, metadata, grid)
    levels = []
    for row in _read_rows(grid[table.header_rows :], about):
        for cell in row.cells[1:]:
            figure = parse_figure(cell.text)
            if figure is not None and about.headers[cell.column].kind == "figure":
                levels.append(_make_level(table, about, row, cell, figure))
    return tuple(levels)


def _read_rows(rows: Sequence[tuple[Cell, ...]], about: Context) -> Iterator[_Row]:
    group = about.first_group
    group_words = ""
    above = Meaning()  # the last row that says what is measured, with the gender of the row before
    continued = False  # the rows of the group go on with its words in small letters
    for cells in rows:
        label = cells[0].text
        if not any(cell.text for cell in cells[1:]):
            if ends_in_figures(label.split()) and not _ENDS_IN_DIGIT.search(label):
                continue  # a row whose figures fit no column, and no heading
            group, group_words, continued = read_label(label.rstrip(":")), drop_footnote(label), False
            above = Meaning()
            continue
        continued = continued or label[:1].islower()
        if (group_words.endswith(":") or continued) and label[:1].isupper() and len(label.split()) > 1:
            group, group_words = Meaning(), ""  # `Erbjuder stöd till:` heads rows with dashes or small letters alone
        own = read_label(label, keyed=about.keyed)
        if own.gender is None and about.of_persons and _MAN.search(label):
            own = replace(own, gender="M")
        if own.measure:
            above = own
            if own.gender and _GENDER_BEHIND_DASH.search(label):
                group, group_words = Meaning(), ""  # it heads the rows below it that are genders alone
        elif own.gender and above.measure and not group.measure and (own.gender != "T" or above.gender):
            own = above = replace(above, gender=own.gender)  # `Män` below `Nöjda elever Kvinnor`; no sum of all rows
        if about.rows_are_places and own.geography is None and own.measure:
            own = read_size(label) or replace(own, geography=Geography("group", "", own.measure), measure="")
        own = _date(own, cells, about)
        unit = next((parse_unit(text) or Unit(text.lower(), text) for text in _texts_of("unit", cells, about)), None)
        percent = about.percent or any(f.percent for cell in cells[1:] if (f := parse_figure(cell.text)))
        yield _Row(cells, own, group, group_words, unit, percent)


def _date(own: Meaning, cells: Sequence[Cell], about: Context) -> Meaning:
    """A row's label with the year that stands in a column of years, where the label itself says none."""
    periods = find_periods(next(_texts_of("year", cells, about), "")) if own.year is None else ()
    return replace(own, year=periods[0].year, period=periods[0].words) if periods else own


def _texts_of(kind: str, cells: Sequence[Cell], about: Context) -> Iterator[str]:
    return (cell.text for cell in cells[1:] if cell.text and about.headers[cell.column].kind == kind)


def _make_level(table: Table, about: Context, row: _Row, cell: Cell, figure: Figure) -> Level:
    column = about.headers[cell.column]
    layers = (("column", column), ("row", row.own), ("group", row.group))
    percent = Unit("percent", "%") if row.percent else None
    said_unit = row.unit or column.unit or row.own.unit or row.group.unit or about.unit
    unit = percent if figure.percent else figure.unit or said_unit or percent
    if figure.before and about.unit_within is not None:
        unit = about.unit_within
    said = next((m for _, m in layers if m.geography is not None), None)
    geography, unsure = _find_place(about, said, figure)
    dated = next((m for _, m in layers if m.year is not None), None)
    review = ["place-unsure"] if unsure else []
    if unit is None:
        review.append("table-unit-unknown")
        unit = about.usual_unit  # likely that of the rows around it, for a person to say
    year, period = (dated.year, dated.period) if dated else about.default_period
    if figure.before and not (column.before or about.place_in_parentheses or about.unit_within):
        year, period = about.year_before(year), ""
    if year is None or (dated is None and column == Meaning() and cell.confidence is not None):
        review.append("table-year-unknown")
    if year is None:  # likely, for a person to say
        year, period = about.latest_period
    if cell.readings_differ:
        review.append("readings-differ")
    label = row.cells[0].confidence
    if (label is not None and label < SURE_LABEL) or cell.column in about.unsure:
        review.append("label-unsure")
    return Level(
        observation_id="",
        place=_narrow(cell, figure),
        indicator=_name_indicator(about, row, column),
        geography=geography,
        origin="table",
        unit=unit.code if unit else "",
        unit_printed=unit.printed if unit else "",
        evidence=f"{about.words} · {row.words}",
        value=figure.value,
        value_high=figure.high,
        qualifier=figure.qualifier,
        missing=figure.missing,
        base=_read_base(row.cells[0].text, table.subtitle, table.caption) if unit and unit.code == "percent" else "",
        population=(said.population if said else "") or about.population,
        gender=next((m.gender for _, m in layers if m.gender), find_gender(about.subject) or "T"),
        year=year,
        period=period,
        table=table.number,
        confidence=min((c.confidence for c in (cell, row.cells[0]) if c.confidence is not None), default=1.0),
        review=tuple(review),
        readings=tuple(_explain(layers, about, unit)),
    )


def _find_place(about: Context, said: Meaning | None, figure: Figure) -> tuple[Geography, bool]:
    """Whom a figure is about, and whether that is unsure: the home of a document that does not name it."""
    geography = (said.geography if said else None) or about.geography
    if figure.before and about.place_in_parentheses is not None:
        geography = about.place_in_parentheses
    if geography.code == HOME:
        return about.home or replace(geography, code=""), about.home is None
    if about.of_network and is_mean(geography.name):
        return replace(geography, name=f"{geography.name} i nätverket"), False
    if geography.type == "group" and geography.name.lower() == THE_COUNTY.name and about.home is not None:
        return county_of(about.home) or geography, False
    return geography, False


def _name_indicator(about: Context, row: _Row, column: Meaning) -> str:
    """Group, row and column together; the caption too where those only name a place, a gender or an instrument."""
    group = row.group_words if row.group.measure else ""
    words = [part for part in (group, row.own.measure) if part]
    name = words[0] if words else ""
    for part in words[1:]:
        goes_on = name.endswith(":") or part[:1].islower()
        name = f"{name.rstrip(':')} {_DASH.sub('', part)}" if goes_on else f"{name}, {part}"
    name = re.sub(r":\s*[-–—•]\s*", " ", name)
    measure = column.measure
    if not measure and column.unit and about.units_differ:
        named = _SAYS_MORE.search(column.unit.printed) is not None
        if named or about.rows_are_places or not name or name[:1].isdigit():
            measure = column.unit.printed  # `Meritvärde` beside `Behöriga (%)`
    if measure and measure.lower() not in name.lower():
        name = f"{name}, {measure}" if name else measure
    limit = _LIMIT.match(name) is not None or name[:1].isdigit()  # `Inom en vecka`, `80 år och äldre`
    listed = about.headless and row.own.unit is None
    bare = listed or limit or len(name.split()) <= BARE_WORDS
    if about.subject and bare:
        return f"{about.subject}: {name}" if name else about.subject
    return name or row.cells[0].text


@lru_cache(maxsize=1024)
def _read_base(*texts: str) -> str:
    """What a percent is of, by a label, subtitle or caption: `Andel kommuner, procent, riket` -> `kommuner`."""
    for text in texts:
        match = _BASE.search(text)
        if match and find_gender(match[1]) is None:
            return match[1]
    return ""


def _narrow(cell: Cell, figure: Figure) -> Place:
    """Where the figure's own characters are printed, without parentheses and footnote marks."""
    place = cell.place
    if place is None:
        raise ValueError(f"a cell with a figure has no place: {cell}")
    if len(place.printed) != len(cell.text):  # repaired: the figure cannot be found in what was printed
        return place
    if (figure.start, figure.end) == (0, len(place.printed)):
        return place
    start = place.start + figure.start
    return replace(place, start=start, end=place.start + figure.end, printed=place.printed[figure.start : figure.end])


def _explain(layers: Sequence[tuple[str, Meaning]], about: Context, unit: Unit | None) -> Iterator[Reading]:
    """Which part of the table gave each field."""
    for field, default in (("year", about.default_period[0]), ("geography", about.geography.name), ("gender", "T")):
        found = next(((name, getattr(m, field)) for name, m in layers if getattr(m, field) is not None), None)
        name, value = found or ("caption or document", default)
        yield Reading(field, f"{name}: {value.name if isinstance(value, Geography) else value}")
    if unit is not None:
        yield Reading("unit", unit.printed)
