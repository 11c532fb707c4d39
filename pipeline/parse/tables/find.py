"""Where the tables of a document are.

A caption or a header line begins a table; what stands below is read as its body, and the table is there when figures
fit the header. A caption with figures below it that fit no header gives a problem that says what was seen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice, takewhile

from pipeline.model import Document, Page, Problem, Table
from pipeline.parse.tables.begins import may_begin
from pipeline.parse.tables.body.bodies import CAPTIONLESS, Body, choose_body, read_body, stands_alone
from pipeline.parse.tables.body.fitting import LineFitter, count_values, has_values
from pipeline.parse.tables.body.rows import MAX_BETWEEN
from pipeline.parse.tables.delimited import count_cells, heads_rows, is_delimited, is_new_header, read_delimited
from pipeline.parse.tables.doubts import doubt_damaged
from pipeline.parse.tables.drafts import Draft, are_answers, build_draft, complete_drafts, report_odd
from pipeline.parse.tables.frame.below import count_caption, stands_below
from pipeline.parse.tables.frame.frames import ends_table, is_caption
from pipeline.parse.tables.frame.intros import find_title, read_intro, read_notes
from pipeline.parse.tables.header.items import WHO, YEARS, find_items, is_header, names_share
from pipeline.parse.tables.header.names import may_name_columns
from pipeline.parse.tables.header.stacks import read_headers
from pipeline.parse.tables.lines.blocks import read_lines
from pipeline.parse.tables.lines.folds import unfold
from pipeline.parse.tables.lines.layout import cut_chunks
from pipeline.parse.tables.lines.sheets import Sheet, find_rows, read_sheet
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.lists import find_list, names_list, sign_percent
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.placed import FIRST_LINES, read_placed
from pipeline.parse.tables.units import parse_unit
from pipeline.parse.tables.unread import (
    MAX_ABOVE,
    find_loose,
    report_cells,
    report_columns,
    report_loose,
    report_unread,
)
from pipeline.records import record, replace

MAX_HEADER_LINES = 3  #: of a table whose words have no places
SET_IN = 12  #: characters: a line that begins so far right of the margin stands over columns
MAX_STRAY = 8  #: lines with cells above a table: menus, paths
ROWS_WITHIN = 2 * MAX_BETWEEN + 4  #: lines below a header in which a table's first two rows with figures stand
MAX_BELOW = 14  #: lines below a table that are searched for notes and source


@record
class FoundTables:
    """The tables of a document, every line (page, line number) that belongs to one, and what could not be read."""

    tables: tuple[Table, ...] = ()
    taken: frozenset[tuple[int, int]] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Finder:
    strips: Sequence[Strip]
    pages: Mapping[int, Page]
    tokens: Mapping[int, Mapping[int, tuple[Token, ...]]]  #: by page and line
    sheets: dict[int, Sheet] = field(default_factory=dict)
    drafts: dict[int, Draft] = field(default_factory=dict)  #: by the place of their first line
    taken: set[tuple[int, int]] = field(default_factory=set)
    taken_parts: set[tuple[int, int, int]] = field(default_factory=set)  #: of lines with tables side by side
    problems: list[Problem] = field(default_factory=list)
    captions_below: Sequence[Strip] = ()  #: captions of the rows above them

    def sheet(self, number: int) -> Sheet | None:
        if number in self.pages and number not in self.sheets:
            self.sheets[number] = read_sheet(self.pages[number], self.tokens.get(number, {}))
        return self.sheets.get(number)

    def is_taken(self, strip: Strip) -> bool:
        if not self.taken:
            return False
        if strip.part:
            return {(line.page, line.number, strip.part) for line in strip.lines} <= self.taken_parts
        return {(line.page, line.number) for line in strip.lines} <= self.taken

    def take(self, strips: Sequence[Strip]) -> None:
        self.taken.update((line.page, line.number) for strip in strips for line in strip.lines)
        self.taken_parts.update((line.page, line.number, strip.part) for strip in strips for line in strip.lines)


def find_tables(document: Document) -> FoundTables:
    """All tables of a document, in order; never raises, a table that cannot be read surely is a problem instead."""
    strips = read_lines(document)
    tokens: dict[int, dict[int, tuple[Token, ...]]] = {}
    for strip in strips:
        tokens.setdefault(strip.page, {})[strip.lines[0].number] = strip.tokens
    strips = unfold(strips)
    finder = _Finder(strips, {page.number: page for page in document.pages}, tokens)
    captions = [is_caption(strip.text) for strip in strips]
    finder.captions_below = [strip for at, strip in enumerate(strips) if captions[at] and stands_below(strips, at)]
    captions = [caption and strip not in finder.captions_below for caption, strip in zip(captions, strips, strict=True)]
    for captioned in (True, False):  # else a line above a caption could take its table for its own
        for at, strip in enumerate(strips):
            if captions[at] == captioned and not finder.is_taken(strip):
                _read_at(finder, at, captioned=captioned)
    drafts = complete_drafts([draft for _, draft in sorted(finder.drafts.items())], strips)
    problems = [problem for number, draft in enumerate(drafts, 1) for problem in report_odd(draft, number)]
    tables = tuple(build_draft(draft, number) for number, draft in enumerate(drafts, 1))
    misread = bool(strips) and strips[0].misread
    if misread:
        tables = tuple(map(doubt_damaged, tables))
    problems.extend(problem for table in tables for problem in report_cells(table))
    runs = list(find_loose(finder.strips, finder.is_taken))
    loose = [report_loose(run) for run in runs]
    loose.extend(report_columns(finder.strips, finder.is_taken))
    for run in runs:  # they are no sentences
        finder.take(run)
    return FoundTables(tables, frozenset(finder.taken), (*problems, *finder.problems, *loose))


def _read_at(finder: _Finder, at: int, *, captioned: bool) -> None:
    """Reads the table that begins at a line, if one does."""
    strips = finder.strips
    draft: Draft | None = None
    if is_delimited(strips[at]):
        draft = _read_delimited(strips, at, at) if _may_begin_cells(finder, at) else None
    elif captioned or may_begin(strips, at):
        placed = (strips[at].lines[0].words or _is_aligned(strips, at)) and not (
            _is_parted(strips, at) or _is_over_cells(strips, at)
        )
        if placed and (captioned or (_is_over_columns(strips[at]) and _has_rows_in_place(finder, at))):
            at = at if captioned else _find_top(finder, at)
            draft = _read_placed(finder, at, captioned=captioned)
        if draft is None and (captioned or _has_rows(finder, at)):
            draft = _read_text(strips, at, captioned=captioned)
    if draft is None and (captioned or names_list(strips, at)):
        draft = _read_list(finder, at)
    if draft is None and captioned:
        finder.problems.extend(report_unread(strips, at))
    if draft is None or any(finder.is_taken(strip) for strip in draft.lines):
        return
    named = any(parse_unit(strip.text.rstrip(":")) is None or " per " in strip.text for strip in draft.above)
    follows = at > 0 and finder.is_taken(strips[at - 1])  # the line above is another table's
    title = () if named or follows else find_title(strips, at, asked=are_answers(draft))
    if not captioned and draft.below and draft.below[0] in finder.captions_below:
        stop = count_caption(draft.below)
        draft, title = replace(draft, above=draft.below[:stop], below=draft.below[stop:]), ()
    draft = replace(
        draft, above=draft.above if named else (*title, *draft.above), intro=read_intro(strips, at - len(title))
    )
    finder.drafts[at] = draft
    finder.take((*draft.above[len(title) :], *draft.lines, *draft.below[: read_notes(draft.below)[2]]))


def _read_text(strips: Sequence[Strip], at: int, *, captioned: bool) -> Draft | None:
    """The table whose caption or header a line is, from the order of the lines alone."""
    found: list[tuple[int, Body]] = []
    rows = 0  # lines with figures above a header; a subtitle may be one (`Index 0-100`)
    for head in range(at + captioned, min(len(strips), at + MAX_ABOVE) if captioned else at + 1):
        if captioned and (ends_table(strips[head].text) or rows > 1 or (found and head >= found[0][1].end)):
            break
        rows += has_values(strips[head].tokens)
        if is_delimited(strips[head]):
            return _read_delimited(strips, at, head)
        named = captioned and may_name_columns(strips, head)
        body = _read_below(strips, head) if named or may_begin(strips, head) else None
        if body is not None and (captioned or stands_alone(body)):
            found.append((head, body))
    if not found:
        return None
    head, body = max(found, key=lambda pair: pair[1].score)
    if len(body.odd) > body.count or _is_header_line(strips, head - 1, at if captioned else 0):
        return None
    odd = tuple(body.lines[i].strip for i in sorted(body.odd))
    below = tuple(strips[body.end : body.end + MAX_BELOW])
    return Draft(tuple(strips[at:head]), body.header, tuple(body.rows()), tuple(strips[head : body.end]), below, odd)


def _read_list(finder: _Finder, at: int) -> Draft | None:
    """The list of labels with one figure each below a line that says what they are of, in one column without a name."""
    found = find_list(finder.strips, at)
    if found is None or any(finder.is_taken(strip) for strip in finder.strips[found[0] : found[1]]):
        return None
    head, end, header = found
    strips = finder.strips
    body = read_body([*strips[:head], *map(sign_percent, strips[head:end])], head, LineFitter(header))
    below = tuple(strips[end : end + MAX_BELOW])
    return Draft(tuple(strips[at:head]), header, tuple(body.rows()), tuple(strips[head:end]), below)


def _is_header_line(strips: Sequence[Strip], above: int, first: int) -> bool:
    """Whether the line above a header is one of its lines too, which could not be shared out among its columns."""
    if above < first:
        return False
    items = find_items(strips[above].tokens)
    return len(items) > 1 and all(item.kind in (*WHO, *YEARS) for item in items)


def _has_rows(finder: _Finder, at: int) -> bool:
    """Whether rows enough for a table without a caption may stand below a line that could be its header."""
    below = takewhile(lambda strip: not finder.is_taken(strip), finder.strips[at + 1 : at + 1 + ROWS_WITHIN])
    counts = [count_values(strip) for strip in below]
    many = sum(count >= CAPTIONLESS for count in counts)
    if many >= CAPTIONLESS or (many and len(find_periods(finder.strips[at].text)) == max(counts[:1]) > CAPTIONLESS):
        return True  # also one row below years
    if sum(count > 0 for count in counts) < CAPTIONLESS:
        return False
    header = finder.strips[at : at + 2]  # a column `(2010)` may be empty
    first = find_items(header[0].tokens)[0].kind
    named = first in ("head", "value", "rank") or names_share(header[0].tokens)
    return named or any("(" in strip.text for strip in header)


def _is_over_columns(strip: Strip) -> bool:
    """Whether a line's words are set apart as those over columns; of lines without places their blanks say it."""
    return not strip.lines[0].words or len(cut_chunks(strip.tokens)) > 1


def _has_rows_in_place(finder: _Finder, at: int) -> bool:
    """The same of a line whose words have places: there rows are figures apart from words, also on the next page."""
    line = finder.strips[at].lines[0]
    sheet, following = finder.sheet(line.page), finder.sheet(line.page + 1)
    header = sheet.find_line(line.number) if sheet else None
    if sheet is None or header is None:
        return False
    free = len(tuple(islice(find_rows(sheet, header.top, FIRST_LINES, finder.taken), CAPTIONLESS)))
    if free == CAPTIONLESS or not free or following is None:
        return free == CAPTIONLESS
    ends = len(sheet.lines) - sheet.places[line.number] <= ROWS_WITHIN
    return ends and any(find_rows(following, 0.0, FIRST_LINES, frozenset()))


def _find_top(finder: _Finder, at: int) -> int:
    """The first line of a header set apart by spaces, of which a line further down says what it is."""
    strips = finder.strips
    top = at
    while top and at - top < MAX_HEADER_LINES and not strips[top].gap and not finder.is_taken(strips[top - 1]):
        above = strips[top - 1]
        if has_values(above.tokens) or not (above.aligned or above.tokens[0].start > SET_IN):
            break
        top -= 1
    return top


def _is_parted(strips: Sequence[Strip], at: int) -> bool:
    """Whether the header below a caption, or this one, is of one of the tables side by side on its line."""
    near = strips[at : at + MAX_ABOVE]
    if not any([strip.part for strip in near]):  # on most pages nothing stands side by side
        return False
    return any(strip.part for strip in takewhile(lambda s: s is strips[at] or not is_caption(s.text), near))


def _is_over_cells(strips: Sequence[Strip], at: int) -> bool:
    """Whether the table nearest below a caption has its cells kept apart; one set out by spaces may follow it."""
    near = (strip for strip in strips[at + 1 : at + MAX_ABOVE] if is_delimited(strip) or has_values(strip.tokens))
    return (first := next(near, None)) is not None and is_delimited(first)


def _is_aligned(strips: Sequence[Strip], at: int) -> bool:
    """Whether the words below a line of plain text are set apart in columns by spaces."""
    return sum(strip.aligned for strip in strips[at : at + MAX_ABOVE]) >= CAPTIONLESS


def _read_placed(finder: _Finder, at: int, *, captioned: bool) -> Draft | None:
    """The table below a line, from the places of the words."""
    placed = read_placed(finder.sheet, finder.strips[at].lines[0], captioned=captioned)
    if placed is None:
        return None
    body = placed.body
    odd = tuple(body.lines[i].strip for i in sorted(body.odd))
    return Draft(placed.above, body.header, placed.rows, placed.lines, placed.below, odd)


def _read_delimited(strips: Sequence[Strip], at: int, head: int) -> Draft | None:
    """A table whose cells are kept apart; its caption begins at `at`, or is none."""
    end = head + 1
    cells = count_cells(strips[head])
    while end < len(strips) and (is_delimited(strips[end]) or heads_rows(strips, end, cells)):
        if strips[end].gap and count_cells(strips[end]) != cells:  # OCR leaves empty lines within a table
            break
        if end > head + 1 and is_new_header(strips[end]):
            break
        end += 1
    read = read_delimited(strips[head:end])
    if read is None:
        return None
    header, rows = read
    below = tuple(strips[end : end + MAX_BELOW])
    return Draft(tuple(strips[at:head]), header, tuple(rows), tuple(strips[head:end]), below)


def _may_begin_cells(finder: _Finder, at: int) -> bool:
    """Whether a table may begin at a line whose cells are kept apart; not after many such lines that are no table."""
    above = finder.strips[max(0, at - MAX_STRAY) : at]
    return len(above) < MAX_STRAY or not all(is_delimited(s) and not finder.is_taken(s) for s in above)


def _read_below(strips: Sequence[Strip], head: int) -> Body | None:
    """The body below a header of one to three lines."""
    most = 1
    while most < min(MAX_HEADER_LINES, len(strips) - head - 1) and not has_values(strips[head + most].tokens):
        most += 1
    least = max((n for n in range(1, most) if _heads_labels(strips[head + n])), default=0) + 1
    found: list[tuple[int, int, Body]] = []
    for n in range(least, most + 1):
        ends = find_items(strips[head + n - 1].tokens)[0].kind == "head"  # `Kommun finns läkemedel` ends a header
        if body := choose_body(strips, head + n, read_headers(strips[head : head + n])):
            found.append((body.score, n if ends else -n, body))
    return max(found, key=lambda way: way[:2])[2] if found else None


def _heads_labels(strip: Strip) -> bool:
    """Whether a line begins with a word that heads labels and goes on with columns, so that it is of a header."""
    items = find_items(strip.tokens)
    small = any(item.kind == "other" and item.tokens[0].text[:1].islower() for item in items)
    return len(items) > 1 and items[0].kind == "head" and not small and is_header(strip)
