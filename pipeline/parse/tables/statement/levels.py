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
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from pipeline.model import RIKET, Cell, Geography, Level, Place, Reading, Table
from pipeline.parse.gazetteer import THE_COUNTY, county_of
from pipeline.parse.printed_years import REPORTS_YEAR
from pipeline.parse.tables.figures import Figure, parse_figure, parse_marked
from pipeline.parse.tables.knowledge import find_word, is_mean
from pipeline.parse.tables.statement.columns import HOME, Meaning, find_gender
from pipeline.parse.tables.statement.context import BARE_WORDS, SURE_LABEL, Context
from pipeline.parse.tables.statement.entries import Entry
from pipeline.parse.tables.units import Unit
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

_AND = ("och", "eller", "samt")
_PERCENT = Unit("percent", "%")
_UNSAID: tuple[str, Meaning | None] = ("caption or document", None)  #: by no part of the table itself
TERSE_WORDS = (
    5  #: the same among labels of which most say too little (`Bostad med särskild service` beside `Hemtjänst`)
)
_OF_DIFFERENCES = re.compile(r"(?:Skillnad|Differens)(?:en|er)?\b")  #: a level of points is none of its row alone
_AGED = re.compile(  #: `Barn 1–2 år`, who is no measure
    r"(?:Barn|Unga|Ungdomar|Elever|Personer|Invånare|Vuxna|Äldre|Kvinnor|Män|Flickor|Pojkar|Samtliga|Alla|Brukare|Patienter)"
    r"(?: i åldern)? \d+(?: ?[-–] ?\d+)? år(?: (?:och|eller) (?:äldre|yngre|över|under))?"
)
_LIMIT = re.compile(r"(?:Inom|Efter|Minst|Högst|Upp till|Mer än|Mindre än|Fler än|Färre än|Mellan|Under|Över|Från) ")
_SHARE_OF = re.compile(  #: says what the percent is of, and nothing more: `Andel av hushållen (%)`
    r"[Aa]ndel(?:en)?(?: \(%\))? av (?:alla |samtliga )?[^\W\d]+(?:,? \(?(?:%|i procent|procent)\)?)?"
)
_SAYS_MORE = re.compile(r"\w (?!i\b|procent\b)[^\W\d_]{2}", re.IGNORECASE)  #: `Genomsnittlig betygspoäng`
_DOTTED = re.compile(
    r"(?<!\d)[1-9]\d{0,2}\.\d{3}(?!\d)"
)  #: thousands with a point; a number of kronor has no three decimals
_TWO = re.compile(r"\d \d{3},\d")  #: a number and a share, `118 212,4`: nothing is counted in decimals
_MISREAD = re.compile(r"[a-zåäöé]{2}[\d®©¢£§][a-zåäöé]{2}")  #: `Bed6mning`, left as it is; not `HbA1c`
_OF_PLACES = re.compile(  #: says who the rows are, and nothing of what is measured
    r"(?:Medel|Genomsnitt|Median|Resultat|Utfall|Värde|Andel|Antal|Index)\w* (?:per|efter|för|i) "
    r"(?:\w+ )?(?:län|kommun|region)\w*"
)
_DASH = re.compile(r"^[-–—•]\s*")
_DASH_BEHIND = re.compile(r":\s*[-–—•]\s*")  #: `Erbjuder stöd till: - kvinnor`
_BASE = re.compile(
    r"\b[Aa]ndel(?:en)?(?: \(%\))? (?:av )?"
    r"(kommuner|(?!(?:efter|eller|under|över|per)\b)[^\W\d_]+(?:er|ar|or|are|barn|hushåll)(?: i årskurs \d)?)"
    r"(?=[ ,.)]|$)"
)


def read_row(table: Table, about: Context, row: Entry) -> dict[int, Level]:
    """Every figure and every missing value of a row, by column; none of one of ranks. Ids are left empty."""
    levels = {}
    for cell in row.cells[1:] if row.own.kind == "figure" else ():
        column, figure = about.headers[cell.column], parse_marked(cell.text, about.marks)
        if figure is not None and column.kind == "figure" and not _is_interval(figure, row, cell):
            levels[cell.column] = make_level(table, about, row, cell, figure, column)
    return levels


def _is_interval(figure: Figure, row: Entry, cell: Cell) -> bool:
    """Whether figures in parentheses say how sure the one before them is: `70 (68–72)`."""
    if not figure.before or figure.high is None or figure.value is None:
        return False
    main = next((parse_figure(c.text) for c in row.cells if c.column == cell.column - 1), None)
    return (
        main is not None and main.value is not None and main.high is None and figure.value <= main.value <= figure.high
    )


def make_level(table: Table, about: Context, row: Entry, cell: Cell, figure: Figure, column: Meaning) -> Level:
    """The level that a cell of a row would state in a column of that meaning."""
    layers = (("column", column), ("row", row.own), ("group", row.group))
    unit = _find_unit(about, row, cell.column, figure)
    placing, said = next(((name, m) for name, m in layers if m.geography is not None), _UNSAID)
    geography, unsure = _find_place(about, said, figure, summed=row.own.gender == "T")
    unsure = unsure or (said is None and column.gender is None and geography == RIKET and about.beside_country)
    dating, dated = next(((name, m) for name, m in layers if m.year is not None), _UNSAID)
    genders = [(name, m) for name, m in layers if m.gender is not None]  # `Totalt` of the row `Kvinnor` is of women
    telling, gendered = next((pair for pair in genders if pair[1].gender != "T"), (*genders, _UNSAID)[0])
    review = ["place-unsure"] if unsure else []
    if unit is None:
        review.append("table-unit-unknown")
        unit = about.usual_unit  # likely that of the rows around it, for a person to say
    year, period = (dated.year, dated.period) if dated else about.period_of(column)
    if figure.before and not (column.before or about.place_in_parentheses or about.unit_within):
        year, period = about.year_before(year), ""
    if year is None or (dated is None and column == Meaning() and cell.confidence is not None):
        review.append("table-year-unknown")
    if year is None:  # likely, for a person to say
        year, period = about.latest_period
    if unit is not None and unit.code == "count" and _TWO.search(cell.text):
        review.append("unsure-reading")
    review += _doubt_reading(about, row, cell)
    return Level(
        observation_id="",
        place=narrow(cell, figure),
        indicator=_name_indicator(about, row, column),
        geography=geography,
        origin="table",
        unit=unit.code if unit else "",
        unit_printed=unit.printed if unit else "",
        evidence=f"{about.words} · {row.words}",
        value=_find_value(cell, figure, unit),
        value_high=figure.high,
        qualifier=figure.qualifier,
        missing=figure.missing,
        base=_read_base(row.cells[0].text, table.subtitle, table.caption) if unit and unit.code == "percent" else "",
        population=(said.population if said else "") or about.population,
        gender=(gendered.gender if gendered else None) or find_gender(about.subject) or "T",
        year=year,
        period=period,
        table=table.number,
        confidence=min((c.confidence for c in (cell, row.cells[0]) if c.confidence is not None), default=1.0),
        status="repaired" if cell.decimals else "printed",
        review=tuple(review),
        readings=(
            Reading("year", _explain_year(about, dating, dated)),
            Reading("geography", f"{placing}: {((said.geography if said else None) or about.geography).name}"),
            Reading("gender", f"{telling}: {gendered.gender if gendered else 'T'}"),
            *((Reading("unit", unit.printed),) if unit is not None else ()),
        ),
    )


def _explain_year(about: Context, dating: str, dated: Meaning | None) -> str:
    if dated is None and about.untold and about.default_period == (about.report_year, ""):
        return REPORTS_YEAR
    return f"{dating}: {dated.year if dated else about.default_period[0]}"


def _doubt_reading(about: Context, row: Entry, cell: Cell) -> Iterator[str]:
    """What the reader of an image was not sure of, or the table does not say."""
    if cell.readings_differ:
        yield "readings-differ"
    if cell.decimals:
        yield "repaired-value"
    label = row.cells[0].confidence
    column = about.headers[cell.column]
    said = about.subject or row.own.measure or row.group.measure or column.measure or _name_index(column)
    nameless = about.rows_are_places and (not said or _OF_PLACES.fullmatch(said) is not None)
    if (
        nameless
        or _MISREAD.search(row.cells[0].text)
        or (label is not None and label < SURE_LABEL)
        or cell.column in about.unsure
    ):
        yield "label-unsure"


def _find_unit(about: Context, row: Entry, column: int, figure: Figure) -> Unit | None:
    """The unit of a figure: its own sign or word, else that of its row, column, group or table."""
    if figure.before and about.unit_within is not None:
        return about.unit_within
    if figure.percent:
        return _PERCENT
    said = figure.unit or row.unit or about.headers[column].unit or row.own.unit or row.group.unit or about.unit
    unsigned = column in about.unsigned and about.headers[column].measure != ""  # and not the year before
    signed = _PERCENT if row.percent and not unsigned else None
    return said or signed or (Unit("count", "") if column in about.counts else None)


def _find_value(cell: Cell, figure: Figure, unit: Unit | None) -> Decimal | None:
    """A figure's value, with the decimal comma that it lost; `98.450` kronor are thousands: none has three decimals."""
    if cell.decimals and figure.value is not None:
        return figure.value.scaleb(-cell.decimals)
    dotted = unit is not None and unit.code in ("count", "SEK") and _DOTTED.search(cell.text)
    return figure.value.scaleb(3).quantize(1) if dotted and figure.value is not None else figure.value


def _find_place(about: Context, said: Meaning | None, figure: Figure, *, summed: bool) -> tuple[Geography, bool]:
    """Whom a figure is about, and whether that is unsure: the home of a document that does not name it."""
    geography = (said.geography if said else None) or about.geography
    if figure.before and about.place_in_parentheses is not None:
        geography = about.place_in_parentheses
    if said is None and about.rows_are_places and geography == RIKET and summed:
        return geography, True  # all rows together may be the country, or some of its municipalities
    if said is None and about.of_network and about.home is None and geography == RIKET:
        return geography, True  # of one of its municipalities, and not said of which
    if geography.code == HOME:
        home = about.home or (about.geography if about.geography.type == "municipality" else None)
        return home or replace(geography, code=""), home is None
    if about.of_network and is_mean(geography.name):
        return replace(geography, name=f"{geography.name} i nätverket"), False
    if geography.type == "group" and geography.name.lower().removeprefix("hela ") == THE_COUNTY.name:
        named = about.geography if about.geography.type == "county" else None
        return (county_of(about.home) if about.home else named) or geography, False
    return geography, False


def _name_indicator(about: Context, row: Entry, column: Meaning) -> str:
    """What a row's figures are of in a column; kept with the row, most of whose columns differ in the year alone."""
    said = (column.measure, column.unit.printed if column.unit else "")
    if said not in row.names:
        row.names[said] = _write_name(about, row, column)
    return row.names[said]


def _write_name(about: Context, row: Entry, column: Meaning) -> str:
    """Group, row and column together; the caption too where those only name a place, a gender or an instrument."""
    group = row.group_words if row.group.measure else ""
    words = [part for part in (group, row.own.measure) if part]
    name = words[0] if words else ""
    for part in words[1:]:
        goes_on = name.endswith(":") or part[:1].islower()
        name = f"{name.rstrip(':')} {_DASH.sub('', part)}" if goes_on else f"{name}, {part}"
    name = _DASH_BEHIND.sub(" ", name) if ":" in name else name
    own = name  # a row's columns are named alike, however long their own names are
    measure = column.measure
    if not measure and column.unit and about.units_differ:
        named = _SAYS_MORE.search(column.unit.printed) is not None
        if named or about.rows_are_places or not name or name[:1].isdigit():
            measure = column.unit.printed  # `Meritvärde` beside `Behöriga (%)`
    if measure and measure.lower() not in name.lower():
        name = f"{name}, {measure}" if name else measure
    limit = name[:1].isdigit() or _LIMIT.match(name) is not None or _AGED.fullmatch(name) is not None
    listed = about.headless and row.own.unit is None
    size = sum(word not in _AND for word in (own or name).split())  # `Vatten och avlopp` says as little as `Avfall`
    answers = (known := find_word(row.own.measure)) is not None and known.kind == "answer"
    tells = not answers and any(map(is_finite, name.lower().split()))  # `Erbjuder stöd till barn`, and not `Vet ej`
    whole = row.own.unit is not None or tells
    short = size <= (TERSE_WORDS if about.terse and not whole else BARE_WORDS)
    bare = listed or limit or _SHARE_OF.fullmatch(name) is not None or (short and not about.mixed)
    if about.subject and (bare or _OF_DIFFERENCES.match(about.subject)):
        return f"{about.subject}: {name}" if name else about.subject
    return name or _name_index(column) or row.cells[0].text


def _name_index(column: Meaning) -> str:
    """The index that a column is of, whose name says what is measured: `NKI`."""
    return column.unit.printed if column.unit and column.unit.code == "index" else ""


@lru_cache(maxsize=1024)
def _read_base(*texts: str) -> str:
    """What a percent is of, by a label, subtitle or caption: `Andel kommuner, procent, riket` -> `kommuner`."""
    for text in texts:
        match = _BASE.search(text)
        if match and find_gender(match[1]) is None and not is_finite(match[1]):  # `Andel röker`
            return match[1]
    return ""


def narrow(cell: Cell, figure: Figure) -> Place:
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
