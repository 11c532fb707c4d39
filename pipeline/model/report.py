"""What one document states: passages and tables, and the levels, changes and answers read from them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Literal

from pipeline.model.document import Box, Document, Line, Problem, cover

GeographyType = Literal["country", "county", "region", "municipality", "district", "group"]
Gender = Literal["T", "K", "M"]
Qualifier = Literal["exact", "approximate", "above", "below"]
Origin = Literal["table", "bullet", "prose", "fact"]
Direction = Literal["up", "down", "same"]
Answer = Literal["yes", "no", "partial"]
ValueStatus = Literal["printed", "repaired", "corrected"]

_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure or a finding stands: offsets in the raw line that it begins on, and its characters there.

    `printed` may go on over the next lines (`sju av` + `tio`); then `end` is past the end of the first line.
    """

    page: int
    line: int
    start: int
    end: int
    printed: str
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Geography:
    """Whom a figure is about: `Geography("municipality", "0880", "Kalmar")`. A group has no code."""

    type: GeographyType
    code: str
    name: str


RIKET = Geography("country", "00", "riket")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a document says of itself. `home` is the municipality or county whose own page or report it is."""

    title: str = ""
    publisher: str = ""
    subject_area: str = ""
    report_year: int | None = None
    year_unsure: bool = False  #: nothing but a date of the page or an old comparison tells the report's year
    years: tuple[int, ...] = ()
    published: str = ""  #: ISO date, or its printed part: 2021-06-24, 2021-06, 2021
    updated: str = ""
    home: Geography | None = None
    home_unsure: bool = False  #: it is some municipality's or region's own, but nothing tells whose


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage that comes from one line: `Passage.text[start:end]` is `Line.text[line_start:...]`."""

    start: int
    end: int
    line: Line
    line_start: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph or bullet as running text, with the way back to its lines.

    `section` is the heading that it stands under, `list_number` counts the lists of bullets in the document (a
    municipality's own statement between two bullets belongs to the list; 0 is outside any).
    """

    kind: Literal["heading", "paragraph", "bullet"]
    text: str
    pieces: tuple[Piece, ...]
    section: str = ""
    list_number: int = 0

    def place(self, start: int, end: int) -> Place:
        """Where `text[start:end]` is printed."""
        first_touched = max(0, bisect_right(self.pieces, start, key=_START) - 1)
        last_touched = bisect_left(self.pieces, end, key=_START)
        nearest = self.pieces[first_touched]
        touched = [p for p in self.pieces[first_touched:last_touched] if start < p.end] or [nearest]
        spans = []
        for p in touched:
            begin = p.line_start + max(start, p.start) - p.start
            spans.append((p.line, *p.line.raw_span(begin, p.line_start + min(end, p.end) - p.start)))
        first, raw_start, raw_end = spans[0]
        if not spans[1:]:  # as nearly all are
            box = first.box_of(raw_start, raw_end)
            return Place(first.page, first.number, raw_start, raw_end, first.raw[raw_start:raw_end], box)
        spans = [(line, a, _after_hyphen(line.raw, z)) for line, a, z in spans[:-1]] + spans[-1:]
        raw_end = spans[0][2]
        return Place(
            page=first.page,
            line=first.number,
            start=raw_start,
            end=raw_end + sum([b - a for _, a, b in spans[1:]]),
            printed=" ".join([line.raw[a:b] for line, a, b in spans]),
            box=cover([b for line, a, z in spans if line.page == first.page and (b := line.box_of(a, z))]),
        )


def _after_hyphen(raw: str, end: int) -> int:
    """The end of a word that goes on in the next line, its hyphen with it: `printed` keeps `pro-` + `cent`."""
    rest = raw[end:].rstrip()
    return end + len(rest) if rest in ("-", "\N{SOFT HYPHEN}", "\N{HYPHEN}") else end


@dataclass(frozen=True, slots=True)
class Finding:
    """A bullet, whole."""

    finding_id: str
    section: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Why a field has its value: the rule or phrase that gave it (`year`, `förra året`); for `oj explain --trace`."""

    field: str
    words: str


@dataclass(frozen=True, slots=True)
class Level:
    """One stated level. Field names and meanings are those of `indicators.csv`, documented in the README."""

    observation_id: str
    place: Place
    indicator: str
    geography: Geography
    origin: Origin
    unit: str
    evidence: str
    value: Decimal | None = None
    value_high: Decimal | None = None
    unit_printed: str = ""
    qualifier: Qualifier = "exact"
    negated: bool = False
    missing: str = ""
    base: str = ""
    population: str = ""
    gender: Gender = "T"
    year: int | None = None
    period: str = ""
    table: str = ""  #: the table's number in the document, "" outside tables
    finding_id: str = ""
    indicator_id: str = ""
    confidence: float = 1.0
    status: ValueStatus = "printed"
    review: tuple[str, ...] = ()  #: codes listed in `data/review_codes.csv`
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One stated change over time; `low` and `high` are equal for a single number and None where none is printed."""

    change_id: str
    place: Place
    indicator: str
    geography: Geography
    origin: Origin
    direction: Direction
    evidence: str
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    negated: bool = False
    base: str = ""
    population: str = ""
    gender: Gender = "T"
    from_year: int | None = None
    to_year: int | None = None
    table: str = ""  #: the table's number in the document, "" outside tables
    finding_id: str = ""
    indicator_id: str = ""
    confidence: float = 1.0
    review: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalStatus:
    """A municipality's own statement: it has, has not, or has in part what the finding is about."""

    local_id: str
    place: Place
    indicator: str
    geography: Geography
    answer: Answer
    evidence: str
    year: int | None = None
    finding_id: str = ""
    indicator_id: str = ""
    confidence: float = 1.0
    review: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table as printed; `place` is None for an empty one. `row` and `column` count from 0."""

    row: int
    column: int
    text: str
    place: Place | None = None
    confidence: float | None = None  #: of OCR, 0 to 1
    readings_differ: bool = False  #: two readings of the same image saw different characters
    decimals: int = 0  #: of its figure's digits, behind a decimal comma that was lost: 1 of `246` for 24,6


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it is printed: header rows first, then the body; every row has `columns` cells, empty ones included.

    Column 0 holds the row labels, each whole (its printed lines joined), group row included as a row of its own.
    """

    number: str  #: 1, 2, ... in the order of the document
    caption: str
    subtitle: str
    columns: int
    header_rows: int
    cells: tuple[Cell, ...]
    page: int
    notes: tuple[str, ...] = ()
    source: str = ""
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What one document states, every row in the order in which it is printed."""

    document: Document
    metadata: Metadata = field(default_factory=Metadata)
    findings: tuple[Finding, ...] = ()
    levels: tuple[Level, ...] = ()
    changes: tuple[Change, ...] = ()
    local: tuple[LocalStatus, ...] = ()
    tables: tuple[Table, ...] = ()
    problems: tuple[Problem, ...] = ()  #: of parse; those of extract and normalise are the document's
