"""What the lines around a table say of all its figures: caption, subtitle, notes, header and document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import groupby
from typing import Literal

from pipeline.model import RIKET, Cell, Geography, Metadata, Table
from pipeline.parse.places import find_places
from pipeline.parse.tables.figures import find_marks
from pipeline.parse.tables.frame.intros import LEAST_MEASURE, read_subject_below
from pipeline.parse.tables.frame.parentheses import (
    find_place,
    find_two_units,
    find_year_before,
    part_clause,
    says_year_before,
)
from pipeline.parse.tables.frame.subjects import NUMBER, drop_home, drop_unit, name_subject, read_subject
from pipeline.parse.tables.periods import Period, find_periods
from pipeline.parse.tables.statement.column_places import (
    Division,
    are_places,
    find_division,
    name_division,
    name_place,
    name_statistic,
)
from pipeline.parse.tables.statement.columns import Meaning, heads_group, read_header, read_label
from pipeline.parse.tables.statement.common_units import (
    are_mixed,
    are_percents,
    find_named_units,
    find_table_unit,
    find_unit_of_total,
    find_unsigned,
    find_usual_unit,
    give_unit,
)
from pipeline.parse.tables.statement.counted import add_parts, name_counted
from pipeline.parse.tables.statement.differences import holds_differences
from pipeline.parse.tables.statement.sums import find_counts
from pipeline.parse.tables.units import Unit, find_unit
from pipeline.records import record, replace

_NETWORK_REPORT = re.compile(r"\bkvalitet i korthet\b|\bKKiK\b", re.IGNORECASE)
_SAYS_CHANGES = re.compile(  #: of all figures below it
    r"(?:Förändring|Utveckling)(?:en|ar)?\b.*(?:19|20)\d\d ?(?:[-–—]|till|och) ?(?:19|20)\d\d.*\bprocentenheter\b"
)
_OF_CHANGE = re.compile(r"^(?:Förändring|Utveckling)(?:en|ar)?\b(?: av| i)? ?")
_OVER_YEARS = re.compile(  #: one figure of several years together: `femårsmedelvärde 2015–2019`
    r"(?:medelvärde\w*|medeltal|genomsnitt(?:et)?|medel|sammantaget|sammanslaget)(?:,| för| under| av)?"
    r"(?: åren| perioden)? \(?$",
    re.IGNORECASE,
)
_PER_DIVISION = re.compile(r"\b(?:per|efter) (län|region)\b", re.IGNORECASE)
_SIGNED = re.compile(r"[+±]\d")
_WOMAN = re.compile(r"\bkvinna\b", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:jämför[td]\w* med|jämförelse med|jämför[td]\w* mot|mot) (?:hela )?$", re.IGNORECASE)


BARE_WORDS = 2  #: a label of so few words says too little without the caption (`ADDIS`, `FREDA-kortfrågor`)
SURE_LABEL = 0.8  #: OCR's confidence; of labels read right, one in a hundred has less, of those read wrong most


@record
class Context:
    """What caption, subtitle and document say of all figures of a table."""

    subject: str  #: the caption without its number, years and places
    words: str  #: caption, subtitle and header as printed
    geography: Geography
    population: str
    home: Geography | None
    year: int | None
    period: str
    report_year: int | None  #: of the document
    untold: bool  #: the year is that, for neither caption nor notes say one
    unit: Unit | None
    rows_are_places: bool
    division: Division  #: what the bare names of rows are of
    unsure: frozenset[int]  #: the columns whose names may be wrong
    terse: bool  #: most labels of what is measured are of one or two words
    mixed: bool  #: a column says units that differ, so that rows are of nothing that the caption could name
    headless: bool  #: no words stand over the columns
    first_group: Meaning  #: said by the words over the labels: `Män 2018 2019`, with `Kvinnor` further down
    headers: tuple[Meaning, ...]
    usual_unit: Unit | None  #: of all the rows that say theirs
    percent: bool  #: all figures have the sign
    unsigned: frozenset[int]  #: the columns that have none beside others that have
    of_persons: bool  #: some rows are of a `kvinna`, so that `man` in others is no pronoun
    counts: frozenset[int]  #: the columns whose figures can be nothing else
    keyed: bool  #: a gender in a column of its own beside the labels
    of_network: bool  #: a mean that does not say whose it is is that of a network of municipalities
    unit_within: Unit | None  #: of figures in parentheses, where that is another
    marks: frozenset[str]  #: numbers of footnotes below the table
    in_parentheses: str  #: what is said of figures in parentheses: `2018 inom parentes`
    default_period: tuple[int | None, str] = field(init=False, compare=False)  #: of a figure whose own is not said

    def __post_init__(self) -> None:
        object.__setattr__(self, "default_period", self._find_default_period())

    def _find_default_period(self) -> tuple[int | None, str]:
        """That of the columns, if they are of one year; else that of the table, if they say none."""
        dated = [m for m in self.headers if m.year is not None and not m.before and m.kind == "figure"]
        said = {(m.year, m.period) for m in dated}
        if len(said) == 1 and self._stand_beside(dated):  # `Er kommun | Medel | Er kommun 2013`
            said = {(None, "")} if (self.year, self.period) in said else {(self.year, self.period)}
        return said.pop() if len(said) == 1 else (None, "") if said else (self.year, self.period)

    def _stand_beside(self, dated: Sequence[Meaning]) -> bool:
        """Whether a column without a year is of the same as one with a year, and so of another."""
        same = [replace(meaning, year=None, period="") for meaning in dated]
        return any(meaning in same and meaning.kind == "figure" for meaning in self.headers[1:])

    def period_of(self, column: Meaning) -> tuple[int | None, str]:
        """When a figure is of whose row and column do not say it, and nothing else of all of them.

        A mean, or women and men, beside the home's own years are of the report's year, if that is the last of them.
        """
        year, period = self.default_period
        if year is None and (column.geography or column.gender) and self.latest_period[0] == self.report_year:
            return self.latest_period
        return year, period

    @property
    def latest_period(self) -> tuple[int | None, str]:
        """The latest of the columns, likely that of a mean beside them; none where columns say no year."""
        said = [(m.year, m.period) for m in self.headers if m.year is not None and not m.before]
        return max(said, default=(None, ""))

    @property
    def beside_country(self) -> bool:
        """Whether a column is of the country, so that one without a place is of somebody else: `2020 | Riket 2020`."""
        return any(meaning.geography == RIKET for meaning in self.headers)

    @property
    def units_differ(self) -> bool:
        return len({unit.code for unit in (self.unit, *(meaning.unit for meaning in self.headers)) if unit}) > 1

    @property
    def place_in_parentheses(self) -> Geography | None:
        """Whom figures in parentheses are of, where it is another than the figure before."""
        return find_place(self.in_parentheses, self.home)

    def year_before(self, year: int | None) -> int | None:
        """The year of a figure in parentheses beside one of a year; None where nothing says it."""
        return find_year_before(self.in_parentheses, year)


def read_context(table: Table, metadata: Metadata, grid: Sequence[tuple[Cell, ...]]) -> Context:
    heads = grid[: table.header_rows]
    rows = [row for row in grid[table.header_rows :] if any(cell.text for cell in row[1:])]
    headers = _read_headers(heads, rows, table.columns)
    head = " ".join(row[0].text for row in heads).strip()
    first_group = read_label(head) if heads_group(head) else Meaning()
    rows_are_places = are_places(head, rows, headers)
    if rows_are_places:
        headers = tuple(name_statistic(meaning) for meaning in headers)
    division = find_division("", [meaning.geography for meaning in headers], metadata.home)
    headers = tuple(name_division(meaning, division) for meaning in headers)
    above, in_parentheses = part_clause(f"{table.caption} . {table.subtitle}")
    geography, population = _find_geography(above, metadata)
    subject = _read_subject(part_clause(table.caption)[0], part_clause(table.subtitle)[0])
    subject = subject or read_subject_below(table.notes)
    if find_unit(head) and all(read_label(row[0].text).year for row in rows):
        subject = read_subject(head)  # over the years stands what is measured: `Deltagande i screening (%)`
    if _SAYS_CHANGES.match(NUMBER.sub("", table.caption)) and not any(meaning.year for meaning in headers):
        headers = tuple(replace(m, kind="change") if at and m.kind == "figure" else m for at, m in enumerate(headers))
        subject = _OF_CHANGE.sub("", subject)
    notes = [part_clause(note) for note in table.notes]
    in_parentheses = next(filter(None, (in_parentheses, *(clause for _, clause in notes))), "")
    periods = _find_said_periods(above, in_parentheses, [note for note, _ in notes])
    year, period = _find_period(above, periods) if periods else (metadata.report_year, "")
    over = [cell.text for row in heads for cell in row]
    two_units = find_two_units((table.caption, table.subtitle, *over))
    unit = two_units[0] if two_units else find_table_unit(table, subject, head)
    unit = unit or find_unit_of_total(rows)
    named = find_named_units(table.subtitle)
    headers = add_parts([name_counted(give_unit(meaning, named), unit) for meaning in headers])
    return Context(
        subject=drop_home(name_subject(subject, unit), metadata.home),
        words=" · ".join(filter(None, (table.caption, table.subtitle, *map(_row_words, heads)))),
        geography=geography,
        population=population,
        home=metadata.home,
        year=year,
        period=period,
        report_year=metadata.report_year,
        untold=not periods,
        unit=unit,
        unsure=frozenset(c for c in range(1, table.columns) if _may_be_misnamed(headers[c]) and _is_doubted(c, heads)),
        terse=_are_terse(rows),
        mixed=are_mixed(headers, rows),
        headless=not any(over),
        first_group=first_group,
        rows_are_places=rows_are_places,
        division=find_division(
            head or _find_division_said(above), [read_label(row[0].text).geography for row in rows], metadata.home
        ),
        headers=headers,
        usual_unit=find_usual_unit(rows),
        percent=are_percents(rows),
        unsigned=find_unsigned(rows),
        of_persons=any(map(_WOMAN.search, [row[0].text for row in rows])),
        counts=find_counts(headers, rows),
        keyed=head.lower().endswith("kön"),
        of_network=_NETWORK_REPORT.search(metadata.title) is not None,
        unit_within=two_units[1] if two_units else None,
        marks=find_marks(table.notes),
        in_parentheses=in_parentheses,
    )


def _read_subject(caption: str, subtitle: str) -> str:
    """What is measured, by a caption, else by a subtitle; by both below a title of one word: `Jämställdhet 2019`."""
    subject, measure = read_subject(caption), read_subject(subtitle)
    whole = drop_unit(measure)
    if len(subject.split()) == 1 and not NUMBER.match(caption) and len(whole.split()) >= LEAST_MEASURE:
        return f"{subject}: {whole}"
    return subject or measure


def _read_headers(
    heads: Sequence[tuple[Cell, ...]], rows: Sequence[tuple[Cell, ...]], columns: int
) -> tuple[Meaning, ...]:
    """What the figures of each column are, by the words over them and by the cells; nothing of the labels'."""
    headers = [Meaning(), *(read_header([row[c].text for row in heads]) for c in range(1, columns))]
    texts = [[row[c].text for row in rows] for c in range(columns)]
    for at in range(1, columns):
        headers[at] = replace(headers[at], kind=_kind_of(texts[at]) or headers[at].kind)
    differing = [holds_differences(headers, rows, at) for at in range(columns)]
    for at in range(1, columns):
        if differing[at]:
            headers[at] = replace(headers[at], kind="change")
        elif _are_signed(headers[at], texts[at]):
            headers[at] = replace(headers[at], kind="difference")
    units = {meaning.unit for meaning in headers if meaning.geography is not None}
    return tuple(name_place(meaning, units) for meaning in headers) if units else tuple(headers)


def _kind_of(texts: Sequence[str]) -> Literal["year", "place", "who", ""]:
    """What the cells of a column say of the other figures of their rows: when (`Mätår`), where, or of whom they are."""
    said = []
    for text in filter(None, texts):
        said.append(read_label(text))
        if said[-1].measure:  # as a figure is, read as a label
            return ""
    if not said:
        return ""
    if all(meaning.year for meaning in said):
        return "year"
    if all(meaning.geography for meaning in said):
        return "place"
    return "who" if all(meaning.gender for meaning in said) else ""


def _are_signed(column: Meaning, texts: Sequence[str]) -> bool:
    """Whether figures of a column that is of no year alone are told with a plus, as no level is."""
    return column.kind == "figure" and (column.year is None or column.measure != "") and any(map(_SIGNED.match, texts))


def _are_terse(body: Sequence[Sequence[Cell]]) -> bool:
    """Whether most labels that say what is measured say too little without the caption."""
    sizes = [len(measure.split()) for row in body if (measure := read_label(row[0].text).measure)]
    return 2 * sum(size <= BARE_WORDS for size in sizes) > len(sizes)


def _may_be_misnamed(column: Meaning) -> bool:
    """Whether a column has a name that is not known, of a measure or of somebody."""
    return column.measure != "" or (column.geography is not None and not column.geography.code)


def _is_doubted(column: int, heads: Sequence[tuple[Cell, ...]]) -> bool:
    return any((row[column].confidence or 1.0) < SURE_LABEL for row in heads)


def _find_said_periods(above: str, in_parentheses: str, notes: Sequence[str]) -> tuple[Period, ...]:
    """The times that a table's caption or notes say."""
    periods = find_periods(NUMBER.sub("", above)) or next(filter(None, map(find_periods, notes)), ())
    if not periods and in_parentheses:  # `resultat 2013 med föregående års resultat inom parentes`
        both = sorted(find_periods(in_parentheses), key=lambda period: period.year)
        periods = tuple(both[-1:]) if len(both) == 2 or says_year_before(in_parentheses) else ()
    return tuple(periods)


def _find_period(above: str, periods: Sequence[Period]) -> tuple[int | None, str]:
    """Of when a table's figures are that do not say it themselves; None of several times."""
    if len(periods) == 1 and periods[0].first_year and _OVER_YEARS.search(above, 0, above.find(periods[0].words)):
        return periods[0].year, periods[0].words
    if len({p.year for p in periods} | {p.first_year for p in periods if p.first_year}) > 1:
        return None, ""
    return periods[-1].year, periods[-1].words


def _row_words(row: Sequence[Cell]) -> str:
    return " ".join(text for text, _ in groupby(cell.text for cell in row) if text)


def _find_division_said(above: str) -> str:
    """What the rows are by the caption, where nothing stands over them: `Medelvärde per län` -> `län`."""
    match = _PER_DIVISION.search(above)
    return match[1] if match else ""


def _find_geography(above: str, metadata: Metadata) -> tuple[Geography, str]:
    """Whom a table is about: the place that its caption names, else the document's own, else riket."""
    mentions = [m for m in find_places(above) if not _COMPARED.search(above[: m.start])]
    population = next((m.population for m in mentions if m.population), "")
    named = {m.geography for m in mentions if m.geography.type != "country"}
    if len(named) == 1:
        return named.pop(), population
    if metadata.home is not None and (not mentions or metadata.home in named):
        return metadata.home, population
    return RIKET, population
