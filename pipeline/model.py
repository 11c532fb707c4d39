"""The dataclasses that cross stages.

    bytes -> Document -> Document (repaired) -> Report -> Dataset -> files

Every record is frozen, carries its 1-based page and line and the characters as they are printed, and knows nothing of
the stage that made it. Places are given as offsets in `Line.raw`, the line exactly as it was read; boxes are in PDF
points with a top-left origin. A quantity is a `Decimal` as printed; what is missing is None (a number) or "" (a word),
never 0 and never made up.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

Severity = Literal["error", "warning", "info"]
TextSource = Literal["text-layer", "ocr", "text", "html"]
Damage = Literal["none", "lost-diacritics", "mojibake", "wrong-language-ocr", "hopeless"]
DocumentStatus = Literal["ok", "partial", "failed", "skipped"]
Role = Literal["", "heading", "bullet", "row"]
LineEnd = Literal["space", "join", "glue"]
GeographyType = Literal["country", "county", "region", "municipality", "district", "group"]
Gender = Literal["T", "K", "M"]
Qualifier = Literal["exact", "approximate", "above", "below"]
Origin = Literal["table", "bullet", "prose", "fact"]
Direction = Literal["up", "down", "same"]
Answer = Literal["yes", "no", "partial"]
ValueStatus = Literal["printed", "repaired", "corrected"]
Agreement = Literal["single", "agree", "conflict"]
Outcome = Literal["agrees", "disagrees", "undecided"]
Action = Literal["confirm", "change", "reject", "add"]


# --- extract and normalise ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in PDF points, top-left origin; `Box(72, 100, 90, 112)` is 18 points wide and 12 high."""

    x0: float
    top: float
    x1: float
    bottom: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.bottom < self.top:
            raise ValueError(f"box has its corners the wrong way round: {self}")

    def __str__(self) -> str:
        """As the `bbox` column has it: `72.0 100.0 90.0 112.0`."""
        return f"{self.x0:.1f} {self.top:.1f} {self.x1:.1f} {self.bottom:.1f}"

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top


def cover(boxes: Iterable[Box]) -> Box | None:
    """The smallest box around all of them; None of none."""
    parts = tuple(boxes)
    if not parts:
        return None
    return Box(
        min(b.x0 for b in parts),
        min(b.top for b in parts),
        max(b.x1 for b in parts),
        max(b.bottom for b in parts),
    )


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its place on the page: `Line.raw[start:end]` is its text."""

    start: int
    end: int
    box: Box
    confidence: float | None = None  #: of OCR, 0 to 1; None where the text was not read from an image
    other: str = ""  #: what another reading of the same image saw where they differ; "?" when it saw nothing


@dataclass(frozen=True, slots=True)
class Repair:
    """One edit of one line: `raw[start:end]` was `before` and became `after`, by `rule`, because of `evidence`."""

    page: int
    line: int
    start: int
    end: int
    before: str
    after: str
    rule: str
    evidence: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line. `text` is `raw` with `repairs` done, which are in order and do not overlap.

    `role` is what the source itself says of the line (HTML does, a PDF does not); a `row` holds its cells apart by
    tabs, empty ones included. `end` says how the line goes on in the next of its paragraph: after a space (`space`),
    without its hyphen (`join`: `stöd-` + `samtal`), or with it and without a space (`glue`: `IPS-` + `modellen`).
    """

    page: int
    number: int
    raw: str
    text: str
    box: Box | None = None
    words: tuple[Word, ...] = ()
    size: float | None = None  #: of the type, in points
    bold: bool = False
    role: Role = ""
    end: LineEnd = "space"
    repairs: tuple[Repair, ...] = ()

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `raw`; a span that touches a repair takes all of that repair in."""
        return self._raw_offset(start, last=False), self._raw_offset(end, last=True)

    def _raw_offset(self, offset: int, *, last: bool) -> int:
        shift = 0  # how much longer text is than raw so far
        for repair in self.repairs:
            begin = repair.start + shift
            stop = begin + len(repair.after)
            if offset < begin or (offset == begin and last):
                break
            if offset < stop:
                return repair.end if last and offset > begin else repair.start
            if offset == stop and last:
                return repair.end
            shift += len(repair.after) - (repair.end - repair.start)
        return offset - shift

    def box_of(self, raw_start: int, raw_end: int) -> Box | None:
        """The box around the words that `raw[raw_start:raw_end]` touches; None where the source has no places."""
        return cover(w.box for w in self.words if w.start < raw_end and raw_start < w.end)


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line on the page, as the thin box that it fills; `horizontal` when it is wider than high."""

    box: Box

    @property
    def horizontal(self) -> bool:
        return self.box.width >= self.box.height


@dataclass(frozen=True, slots=True)
class Page:
    """One page, its lines in reading order and numbered from 1. Sizes are in points; None where there is no paper."""

    number: int
    lines: tuple[Line, ...]
    source: TextSource
    width: float | None = None
    height: float | None = None
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a person should know, with a stable `code` (listed in `data/problem_codes.csv`)."""

    severity: Severity
    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A source as it was read. A failed one has no pages, and a `reason`."""

    document_id: str
    source_file: str
    sha256: str
    media_type: str
    pages: tuple[Page, ...] = ()
    title: str = ""  #: what the file itself calls it (HTML title, PDF information); often empty, sometimes wrong
    damage: Damage = "none"
    status: DocumentStatus = "ok"
    reason: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(line for page in self.pages for line in page.lines)

    @property
    def repairs(self) -> tuple[Repair, ...]:
        return tuple(repair for line in self.lines for repair in line.repairs)


# --- parse ----------------------------------------------------------------------------------------------------------


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
    years: tuple[int, ...] = ()
    published: str = ""  #: ISO date, or its printed part: 2021-06-24, 2021-06, 2021
    updated: str = ""
    home: Geography | None = None


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
        first_touched = max(0, bisect_right(self.pieces, start, key=lambda p: p.start) - 1)
        last_touched = bisect_left(self.pieces, end, key=lambda p: p.start)
        nearest = self.pieces[first_touched]
        touched = [p for p in self.pieces[first_touched:last_touched] if start < p.end] or [nearest]
        spans = []
        for p in touched:
            begin = p.line_start + max(start, p.start) - p.start
            spans.append((p.line, *p.line.raw_span(begin, p.line_start + min(end, p.end) - p.start)))
        spans = [(line, a, _after_hyphen(line.raw, z)) for line, a, z in spans[:-1]] + spans[-1:]
        first, raw_start, raw_end = spans[0]
        return Place(
            page=first.page,
            line=first.number,
            start=raw_start,
            end=raw_end + sum(b - a for _, a, b in spans[1:]),
            printed=" ".join(line.raw[a:b] for line, a, b in spans),
            box=cover(b for line, a, z in spans if line.page == first.page and (b := line.box_of(a, z))),
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


# --- reconcile ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One value of one indicator, place, group and year over all documents, in positive form."""

    indicator_id: str
    indicator: str
    geography: Geography
    value: Decimal
    unit: str
    base: str = ""
    population: str = ""
    gender: Gender = "T"
    year: int | None = None
    sources: tuple[str, ...] = ()  #: observation_ids
    agreement: Agreement = "single"
    values_seen: tuple[str, ...] = ()
    derived: str = ""  #: complement, or the change_id that gave the value; empty when stated
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of statements that should agree."""

    check_id: str
    check: str
    document_id: str
    observation_ids: tuple[str, ...]
    indicator_id: str
    outcome: Outcome
    expected: str
    found: str
    evidence: str
    geography_code: str = ""
    population: str = ""
    gender: Gender = "T"
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A steward's decision about one row, with what it expects to find there; a row of `corrections.csv`.

    `confirm` holds the value that was right, `change` a field's new value, `add` the fields of a row that was missed.
    """

    observation_id: str
    action: Action
    expected: str  #: the printed figure, or for a field other than value what the field held
    field: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """All reports together, reconciled; the reports' rows carry indicator_id, confidence, status and review."""

    reports: tuple[Report, ...]
    series: tuple[SeriesPoint, ...] = ()
    checks: tuple[Check, ...] = ()
    problems: tuple[Problem, ...] = ()  #: of no single document: corrections that match nothing and the like


def make_id(*parts: object) -> str:
    """A stable id: the first 12 hex digits of the parts' SHA-256. `make_id("abc", 1)` is `c770455bc0ac` for ever."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def place_id(kind: str, document_id: str, place: Place, running: int = 0) -> str:
    """The id of a row by where its figure is printed, never by what it says, so that it survives a better program.

    `kind` keeps levels, changes, local statements and findings apart; `running` the rows that come from one figure.
    """
    return make_id(kind, document_id, place.page, place.line, place.start, running)
