"""The printed lines that are running text: without tables, running heads, page numbers and a web page's furniture.

    a page of 40 lines with a table and "Öppna jämförelser 2021   7" at its foot -> 26 PrintedLines

Each knows whether white space parts it from the one before and how far it reaches, for only so can one tell a line that
was broken because it was full from one that ends a paragraph.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import field
from itertools import zip_longest
from statistics import median

from pipeline.model import Document, Line, Page
from pipeline.records import record

from .furniture import find_furniture

# A leading so much wider than the page's usual one parts paragraphs; printed leadings vary by a tenth or so.
WIDE_LEADING = 1.3
# Of a wrapped report's lines a half and more break a sentence, of a page with one paragraph a line hardly any does.
WRAPPED_SHARE = 0.2
# `... 83,0 procent trygga i skolan` / `2022.`: ragged lines reach so far.
NEARLY_FULL = 0.75
# A heading without space around it is told from a paragraph by its length; printed lines have 70 to 100 characters.
MAX_HEADING_LINE = 60
# Heads and feet are looked for among so many lines at the top and the foot of a page.
MARGIN_LINES = 2
MAX_RUNNING = 100
LEAST_NAME = 10  #: characters of a report's name at the edge of a page
# No word that asks for another is longer.
LONGEST_OPEN = 8

_STOPS = frozenset(".!?:…")
_ENDED = re.compile(r"[.!?:…][\"”»’)\]¹²³⁰-⁹®*]*(?:\s?\[\d+\])?$")
_UNFINISHED = re.compile(
    r"(?:[,(]|\d[–-]|\b(?:i|och|eller|att|som|under|vid|mellan|är|har|de|den|det|en|ett|inom|bland|hos|samt|men|än|cirka|drygt"
    r"|knappt|minst|nästan|när|där|vilket|kan|ska|enligt|avser|avsåg|per|mot|varav))$"
)
_PREPOSITION = re.compile(r"\b(?:på|av|för|till|med|om|från|mer|inte)$")
_PAGE_NUMBER = re.compile(
    r"[-–\s]*(?:sid(?:a|an)?\.?\s*)?\d{1,3}\s*(?:(?:av|/|of)\s*\d{1,4}|\(\d{1,4}\))?[-–\s]*", re.I
)
_LAST_NUMBER = re.compile(r"\s+\d{1,3}$")
_WIDE_GAP = re.compile(r" {4,}|\t")
_DIGITS = re.compile(r"\d+")
_CONTENTS = re.compile(r"[. ]{4}\s?\d{1,3}$")  # Sammanfattning ....... 5
_NOTE = re.compile(r"(?:\d{1,2}|[¹²³⁰-⁹]{1,2}|\[\d{1,2}\])\s*(?=[A-ZÅÄÖ])")

LineKey = tuple[int, int]  #: page and number


@record
class PrintedLine:
    """One line of prose: `line.text[start:stop]` without its indent and, once that is known, its bullet mark."""

    line: Line
    start: int
    stop: int
    gap: bool  #: white space, a table or a page's end parts it from the line before
    full: bool  #: the next line's first word had no room on it
    indent: float  #: in columns, or points on paper
    note: bool = False  #: of a footnote
    heads: bool = False  #: short, without a sentence's end, and the line below begins anew
    mark: str = ""
    text: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.line.text[self.start : self.stop])


def find_prose(document: Document, taken: frozenset[LineKey] = frozenset()) -> tuple[PrintedLine, ...]:
    """Every line of prose in reading order; `taken` are the (page, line) that belong to tables."""
    running = _find_running_lines(document, taken)
    wrapped = _is_wrapped(document, taken)
    found: list[PrintedLine] = []
    for page in document.pages:
        found += _read_page(page, taken | running, wrapped=wrapped)
    return tuple(found)


def _read_page(page: Page, skipped: frozenset[LineKey], *, wrapped: bool) -> Iterator[PrintedLine]:
    lines, gaps = _part_lines(page, skipped)
    notes = _find_notes(lines, gaps)
    reaches = list(map(_reach, lines))
    edges = _find_edges(lines, gaps, reaches)
    for i, (line, below) in enumerate(zip_longest(lines, lines[1:])):
        text = line.text.strip()
        start = line.text.index(text)
        full = wrapped and below is not None and _is_full(line, text, below, edges[i], reaches[i])
        indent = line.box.x0 if line.box else float(len(line.text[:start].expandtabs()))
        heads = not full and below is not None and _may_head(text, below.text.lstrip())
        yield PrintedLine(line, start, start + len(text), gaps[i], full, indent, i in notes, heads)


def _part_lines(page: Page, skipped: frozenset[LineKey]) -> tuple[list[Line], list[bool]]:
    """The page's lines of prose, and of each whether white space or something skipped stands before it."""
    steps = [0.0, *map(_measure_step, page.lines, page.lines[1:])]  # of each line, from the one before
    leading = median([step for step in steps if step > 0] or [0.0])
    lines: list[Line] = []
    gaps: list[bool] = []
    gap = True
    rest = False
    for line, step in zip(page.lines, steps, strict=False):
        text = line.text.strip()
        furniture = find_furniture(text) if text else ""
        rest = (rest or (furniture == "rest" and _has_begun(page, lines))) and not (text and _ends_rest(line, text))
        left_out = furniture or rest or line.role == "row" or ("." in text and _is_contents(text))
        if not text or left_out or (line.page, line.number) in skipped:
            gap = True
            continue
        gap = gap or (leading > 0 and (step < 0 or step > WIDE_LEADING * leading))
        lines.append(line)
        gaps.append(gap)
        gap = False
    return lines, gaps


def _has_begun(page: Page, lines: list[Line]) -> bool:
    """Whether a sentence of the report stands above; a notice about cookies on top of it is only a banner."""
    return page.number > 1 or any(is_ended(line.text.rstrip()) for line in lines)


def _is_contents(text: str) -> bool:
    """A line of a list of contents: `Sammanfattning ....... 5`, its dots apart or together."""
    return text[-1:].isdigit() and "...." in text[-40:].replace(" ", "") and _CONTENTS.search(text[-10:]) is not None


def _ends_rest(line: Line, text: str) -> bool:
    """Whether the report goes on here, after a block of links: `Fakta`, `Årets resultat visar att:`, a bullet."""
    return line.role == "bullet" or text[0] in "•*" or text.lower().startswith("fakta") or text.endswith(":")


# --- white space ----------------------------------------------------------------------------------------------------


def _measure_step(above: Line, below: Line) -> float:
    """The distance from line to line, as a multiple of the type's size; 0 where there is no paper."""
    if not (above.box and below.box):
        return 0.0
    return (below.box.top - above.box.top) / (below.size or below.box.height or 1)


def _find_edges(lines: list[Line], gaps: list[bool], reaches: list[float]) -> list[float]:
    """How far the column reaches that each line stands in, in columns or points."""
    runs: list[list[int]] = []
    for i, line in enumerate(lines):
        above = lines[i - 1].box if i else None
        if not runs or (above and line.box and line.box.top < above.top - 1):
            runs.append([])  # the next column
        runs[-1].append(i)
    inner = [i for i in range(len(lines) - 1) if not gaps[i + 1]]  # another line follows: most of these are full
    everywhere = _percentile([reaches[i] for i in inner], 0.8)
    edges: list[float] = []
    for run in runs:
        edge = _percentile([reaches[i] for i in run], 0.9) if lines[run[0]].box else everywhere
        edges += [edge] * len(run)
    return edges


def _percentile(values: list[float], share: float) -> float:
    """The greatest, but for a stray long one among many, which is no measure."""
    return sorted(values)[int(len(values) * share)] if values else 0


def _reach(line: Line) -> float:
    return line.box.x1 if line.box else float(len(line.text.rstrip().expandtabs()))


def _is_full(line: Line, text: str, below: Line, edge: float, reach: float) -> bool:
    """Whether the first word of the line below had no room; before a figure in mid-sentence a guess is enough."""
    first = below.text.split(maxsplit=1)[0]
    if first[0].isdigit() and not is_ended(text):
        edge *= NEARLY_FULL
    width = (line.box.x1 - line.box.x0) / len(text) if line.box else 1.0
    return reach + width * (1 + len(first)) > edge


def _may_head(text: str, below: str) -> bool:
    """Whether a line that is not full is a heading over the one below, and no short last line of a paragraph."""
    begins = (text[0].isupper() or text[-1] == ":") and not below[0].islower() and not is_unfinished(text)
    return begins and len(text) <= MAX_HEADING_LINE and (text[-1] == ":" or not is_ended(text))


def is_ended(text: str) -> bool:
    """Whether a line ends as a sentence does: `... en plan.¹`"""
    last = text[-1:]
    return last in _STOPS or (not last.isalpha() and _ENDED.search(text) is not None)


def is_unfinished(text: str, *, surely: bool = False) -> bool:
    """Whether a line cannot be the end of a sentence: its last word asks for another.

    A preposition may end a heading (`Så här ligger vi till`), so it makes nothing sure.
    """
    last = len(text) - LONGEST_OPEN
    return bool(_UNFINISHED.search(text, last) or (not surely and _PREPOSITION.search(text, last)))


def _is_wrapped(document: Document, taken: frozenset[LineKey]) -> bool:
    """Whether lines were broken to fit a page: then a good part of them ends in the middle of a sentence."""
    broken = pairs = 0
    if any(page.source in ("text-layer", "ocr") for page in document.pages):
        return True  # paper
    for page in document.pages:
        for above, below in zip(page.lines, page.lines[1:], strict=False):
            filled = above.text.strip() and below.text.strip() and page.source != "html"
            if filled and (above.page, above.number) not in taken:
                pairs += 1
                broken += above.end != "space" or below.text.lstrip()[0].islower()
    return broken > WRAPPED_SHARE * pairs


# --- what is no prose -----------------------------------------------------------------------------------------------


def _find_running_lines(document: Document, taken: frozenset[LineKey]) -> frozenset[LineKey]:
    """Page numbers, and lines that stand at the top or the foot of several pages but for their digits.

    A lone number is one too where no form feed parts the pages. What repeats is kept where it stands first: as a title.
    """
    margins: list[Line] = []
    numbers: set[LineKey] = set()
    for page in document.pages:
        lines = [line for line in page.lines if line.text.strip() and (line.page, line.number) not in taken]
        edges = {*range(min(MARGIN_LINES, len(lines))), *range(max(0, len(lines) - MARGIN_LINES), len(lines))}
        for i, line in enumerate(lines):
            if _PAGE_NUMBER.fullmatch(line.text.strip()):
                numbers.add((line.page, line.number))
                edges |= {k for k in (i - 1, i + 1) if 0 <= k < len(lines)}
        margins += [lines[i] for i in sorted(edges)]
    masked = [(_mask_digits(line), line) for line in margins]
    counts = Counter(text for text, _ in masked)
    counts.update(name for _, line in masked for name in _find_names(line))
    titles = dict(reversed(masked[:MARGIN_LINES]))  # the first page's first lines
    running = {
        (line.page, line.number)
        for text, line in masked
        if titles.get(text) is not line and _may_run(line.text.strip())
        if counts[text] > 1 or any(counts[name] > 1 for name in _find_names(line))
    }
    return frozenset(numbers | running)


def _find_names(line: Line) -> list[str]:
    """What stands at the two edges of a page's first or last line: `Öppna jämförelser 2009         Cancersjukvård`"""
    sides = [_DIGITS.sub("#", side) for side in _WIDE_GAP.split(line.text.strip().lower())]
    return [side for side in sides if side.count(" ") and len(side) >= LEAST_NAME] if len(sides) == 2 else []


def _mask_digits(line: Line) -> str:
    """The line without its page number, its other figures hidden."""
    text = line.text.strip().lower()
    if len(text) > MAX_RUNNING:
        return text
    return _DIGITS.sub("#", _LAST_NUMBER.sub("", text))


def _may_run(text: str) -> bool:
    """False for what two pages may begin or end with by chance: a piece of a sentence."""
    words = len(text) <= MAX_RUNNING and any(c.isalpha() for c in text)
    return words and text[-1] not in ".:,-" and not text[0].islower()


def _find_notes(lines: list[Line], gaps: list[bool]) -> set[int]:
    """Indices of the lines of footnotes: the last blocks of a page that begin with a small number."""
    sizes = Counter([line.size for line in lines if line.size])
    body = sizes.most_common(1)[0][0] if sizes else None
    notes: set[int] = set()
    end = len(lines)
    for i in range(len(lines) - 1, 0, -1):
        line = lines[i]
        small = body is None or line.size is None or line.size < body
        if _NOTE.match(line.text.strip()) and small and (gaps[i] or _NOTE.match(lines[i - 1].text.strip())):
            notes.update(range(i, end))
            end = i
        elif gaps[i]:
            break
    return notes
