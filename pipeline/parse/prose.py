"""The printed lines that are running text: without tables, running heads, page numbers and a web page's furniture.

    a page of 40 lines with a table and "Öppna jämförelser 2021   7" at its foot -> 26 PrintedLines

Each knows whether white space parts it from the one before and how far it reaches, for only so can one tell a line that
was broken because it was full from one that ends a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from statistics import median

from pipeline.data import read_rows
from pipeline.model import Document, Line, Page

# A leading so much wider than the page's usual one parts paragraphs; printed leadings vary by a tenth or so.
WIDE_LEADING = 1.3
# Heads and feet are looked for among so many lines at the top and the foot of a page.
MARGIN_LINES = 2
# A footnote stands among the last so many lines of its page.
NOTE_LINES = 12

_PAGE_NUMBER = re.compile(
    r"[-–\s]*(?:sid(?:a|an)?\.?\s*)?\d{1,4}\s*(?:(?:av|/|of)\s*\d{1,4}|\(\d{1,4}\))?[-–\s]*", re.I
)
_NOTE = re.compile(r"(?:\d{1,2}|[¹²³⁰-⁹]{1,2}|\[\d{1,2}\])\s*(?=[A-ZÅÄÖ])")
_PUNCTUATION = " \t.,:;!?()[]\"'”»«…>|"


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of prose: `line.text[start:stop]` without its indent and, once that is known, its bullet mark."""

    line: Line
    start: int
    stop: int
    gap: bool  #: white space, a table or a page's end parts it from the line before
    full: bool  #: the next line's first word had no room on it
    indent: float  #: in columns, or points on paper
    note: bool = False  #: of a footnote
    mark: str = ""

    @property
    def text(self) -> str:
        return self.line.text[self.start : self.stop]


def find_prose(document: Document, taken: frozenset[tuple[int, int]]) -> tuple[PrintedLine, ...]:
    """Every line of prose in reading order; `taken` are the (page, line) that belong to tables."""
    running = _find_running_lines(document, taken)
    wrapped = _is_wrapped(document)
    found: list[PrintedLine] = []
    for page in document.pages:
        found += _read_page(page, taken | running, wrapped=wrapped)
    return tuple(found)


def _read_page(page: Page, skipped: frozenset[tuple[int, int]], *, wrapped: bool) -> Iterator[PrintedLine]:
    lines, gaps = _part_lines(page, skipped)
    notes = _find_notes(lines, gaps)
    edges = _find_edges(lines, gaps)
    for i, line in enumerate(lines):
        start = len(line.text) - len(line.text.lstrip())
        full = wrapped and i + 1 < len(lines) and _is_full(line, lines[i + 1], edges[i])
        indent = line.box.x0 if line.box else float(len(line.text[:start].expandtabs()))
        yield PrintedLine(line, start, len(line.text.rstrip()), gaps[i], full, indent, note=i in notes)


def _part_lines(page: Page, skipped: frozenset[tuple[int, int]]) -> tuple[list[Line], list[bool]]:
    """The page's lines of prose, and of each whether white space or something skipped stands before it."""
    leading = _find_leading(page)
    lines: list[Line] = []
    gaps: list[bool] = []
    gap = True
    rest = False
    for line in page.lines:
        text = line.text.strip()
        furniture = _find_furniture(text) if text else ""
        rest = (rest or furniture == "rest") and not (text and _ends_rest(line, text))
        if not text or furniture or rest or line.role == "row" or (line.page, line.number) in skipped:
            gap = True
            continue
        if lines and not gap and leading:
            gap = _is_apart(lines[-1], line, leading)
        lines.append(line)
        gaps.append(gap)
        gap = False
    return lines, gaps


def _ends_rest(line: Line, text: str) -> bool:
    """Whether the report goes on here, after a block of links: `Fakta`, `Årets resultat visar att:`, a bullet."""
    return line.role == "bullet" or text[0] in "•*" or text.lower().startswith("fakta") or text.endswith(":")


# --- white space ----------------------------------------------------------------------------------------------------


def _find_leading(page: Page) -> float:
    """The usual distance from line to line, as a multiple of the type's size; 0 where there is no paper."""
    steps = []
    for above, below in zip(page.lines, page.lines[1:], strict=False):
        step = _measure_step(above, below)
        if step and step > 0:
            steps.append(step)
    return median(steps) if steps else 0


def _measure_step(above: Line, below: Line) -> float | None:
    if not (above.box and below.box):
        return None
    return (below.box.top - above.box.top) / (below.size or below.box.height or 1)


def _is_apart(above: Line, below: Line, leading: float) -> bool:
    step = _measure_step(above, below)
    return step is not None and (step < 0 or step > WIDE_LEADING * leading)


def _find_edges(lines: list[Line], gaps: list[bool]) -> list[float]:
    """How far the column reaches that each line stands in, in columns or points.

    The 80th percentile of the lines that another one follows: most of those are full, a stray long one is no measure.
    """
    edges: list[float] = []
    runs: list[list[int]] = []
    for i, line in enumerate(lines):
        above = lines[i - 1].box if i else None
        if not runs or (above and line.box and line.box.top < above.top - 1):
            runs.append([])  # the next column
        runs[-1].append(i)
    everywhere = _percentile([_reach(lines[i]) for i in range(len(lines) - 1) if not gaps[i + 1]])
    for run in runs:
        inner = [_reach(lines[i]) for i in run if i + 1 < len(lines) and not gaps[i + 1]]
        edge = _percentile(inner) if len(inner) >= 4 or len(runs) > 1 else everywhere
        edges += [edge] * len(run)
    return edges


def _percentile(values: list[float]) -> float:
    return sorted(values)[int(len(values) * 0.8)] if values else 0


def _reach(line: Line) -> float:
    return line.box.x1 if line.box else float(len(line.text.rstrip().expandtabs()))


def _is_full(line: Line, below: Line, edge: float) -> bool:
    words = below.text.split(maxsplit=1)
    width = line.box.width / max(1, len(line.text.strip())) if line.box else 1.0
    return _reach(line) + width * (1 + len(words[0])) > edge


def _is_wrapped(document: Document) -> bool:
    """Whether lines were broken to fit a page; not so where much of the text stands in lines too long for one."""
    lengths = [len(line.text) for line in document.lines if line.role == ""]
    if any(page.source == "html" for page in document.pages):
        return False
    return sum(n for n in lengths if n > 130) < 0.2 * sum(lengths)


# --- what is no prose -----------------------------------------------------------------------------------------------


def _find_running_lines(document: Document, taken: frozenset[tuple[int, int]]) -> frozenset[tuple[int, int]]:
    """Page numbers, and lines that stand at the top or the foot of several pages but for their digits.

    The first page keeps them: there they are its title.
    """
    margins: list[Line] = []
    for page in document.pages:
        lines = [line for line in page.lines if line.text.strip() and (line.page, line.number) not in taken]
        margins += lines[:MARGIN_LINES] + lines[MARGIN_LINES:][-MARGIN_LINES:]
    pages = {key: set[int]() for key in map(_mask_digits, margins)}
    for line in margins:
        pages[_mask_digits(line)].add(line.page)
    first = document.pages[0].number if document.pages else 0
    return frozenset(
        (line.page, line.number)
        for line in margins
        if _PAGE_NUMBER.fullmatch(line.text.strip())
        or (len(pages[_mask_digits(line)]) > 1 and line.page != first and _may_run(line.text.strip()))
    )


def _mask_digits(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.strip().lower())


def _may_run(text: str) -> bool:
    """False for what two pages may begin or end with by chance: a piece of a sentence."""
    return len(text) <= 100 and text[-1] not in ".:,-" and not text[0].islower()


def _find_notes(lines: list[Line], gaps: list[bool]) -> set[int]:
    """Indices of the lines of footnotes: at the foot of the page, after a space, a small number before them."""
    sizes = Counter(line.size for line in lines if line.size)
    body = sizes.most_common(1)[0][0] if sizes else None
    notes: set[int] = set()
    for i in range(max(0, len(lines) - NOTE_LINES), len(lines)):
        line = lines[i]
        begins = _NOTE.match(line.text.strip()) is not None and (gaps[i] or i - 1 in notes)
        small = body is None or line.size is None or line.size < body
        if (begins and small) or (i - 1 in notes and not gaps[i]):
            notes.add(i)
    return notes


@cache
def _furniture() -> dict[str, list[tuple[str, str]]]:
    table: dict[str, list[tuple[str, str]]] = {"whole": [], "start": [], "within": [], "end": []}
    for row in read_rows("furniture.csv", "words", "where", "what", "reason"):
        table[row["where"]].append((row["words"], row["what"]))
    return table


@cache
def _whole_furniture() -> dict[str, str]:
    return dict(_furniture()["whole"])


def is_furniture(text: str) -> bool:
    """Whether a line is furniture of a page: `Dela på Facebook`, `Senast uppdaterad: 3 maj 2019`."""
    return _find_furniture(text) != ""


def _find_furniture(text: str) -> str:
    """`line` or `rest` where the line is furniture, else empty."""
    if len(text) > 100:
        return ""
    plain = text.lower().strip(_PUNCTUATION)
    if what := _whole_furniture().get(plain):
        return what
    for words, what in _furniture()["start"]:
        if plain.startswith(words) and _goes_on_as_label(plain[len(words) :], what):
            return what
    for words, what in _furniture()["end"]:
        if plain.endswith(words):
            return what
    return next((what for words, what in _furniture()["within"] if words in plain), "")


def _goes_on_as_label(rest: str, what: str) -> bool:
    """`Publicerad: 3 maj` and `Publicerad 3 maj` are labels, `Publicerad statistik visar` is not."""
    return not rest or rest[0] == ":" or rest.lstrip()[:1].isdigit() or (what == "rest" and rest[0] == " ")
