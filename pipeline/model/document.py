"""A source as it was read, and as it was repaired: pages, lines and words with their places."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

Severity = Literal["error", "warning", "info"]
TextSource = Literal["text-layer", "ocr", "text", "html"]
Damage = Literal["none", "lost-diacritics", "mojibake", "wrong-language-ocr", "hopeless"]
DocumentStatus = Literal["ok", "partial", "failed", "skipped"]
Role = Literal["", "heading", "bullet", "row"]
LineEnd = Literal["space", "join", "glue"]

_START, _END = attrgetter("start"), attrgetter("end")


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
    if len(parts) < 2:
        return parts[0] if parts else None
    return Box(
        min([b.x0 for b in parts]),
        min([b.top for b in parts]),
        max([b.x1 for b in parts]),
        max([b.bottom for b in parts]),
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
    _begins: tuple[int, ...] = field(init=False, repr=False, compare=False)  #: where in `text` each repair begins

    def __post_init__(self) -> None:
        begins, longer = [], 0  # how much longer text is than raw so far
        for repair in self.repairs:
            begins.append(repair.start + longer)
            longer += len(repair.after) - (repair.end - repair.start)
        object.__setattr__(self, "_begins", tuple(begins))

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where `text[start:end]` stands in `raw`; a span that touches a repair takes all of that repair in."""
        if not self.repairs:
            return start, end
        return self._raw_offset(start, last=False), self._raw_offset(end, last=True)

    def _raw_offset(self, offset: int, *, last: bool) -> int:
        """Where a span of `text` that begins there, or ends there when it is its `last` place, does so in `raw`."""
        at = (bisect_left if last else bisect_right)(self._begins, offset) - 1
        if at < 0:
            return offset
        repair = self.repairs[at]
        beyond = offset - self._begins[at] - len(repair.after)
        if beyond < 0 or (last and beyond == 0):
            return repair.end if last else repair.start
        return repair.end + beyond

    def box_of(self, raw_start: int, raw_end: int) -> Box | None:
        """The box around the words that `raw[raw_start:raw_end]` touches; None where the source has no places."""
        if not self.words:
            return None
        first = bisect_right(self.words, raw_start, key=_END)
        touched = self.words[first : bisect_left(self.words, raw_end, key=_START)]
        return cover([word.box for word in touched]) if touched[1:] else touched[0].box if touched else None


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
        return tuple([line for page in self.pages for line in page.lines])

    @property
    def repairs(self) -> tuple[Repair, ...]:
        return tuple(repair for line in self.lines for repair in line.repairs)
