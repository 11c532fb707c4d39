"""Where the tables of a document are.

A caption or a header line begins a table; what stands below is read as its body, and the table is there when figures
fit the header. A caption with figures below it that fit no header gives a problem that says what was seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.model import Document, Problem, Table
from pipeline.parse.tables.bodies import Body, choose_body
from pipeline.parse.tables.build import build_table
from pipeline.parse.tables.delimited import is_delimited, is_row, read_delimited
from pipeline.parse.tables.fitting import count_pieces
from pipeline.parse.tables.frames import Frame, ends_table, is_caption, is_note, is_prose, is_source, read_frame
from pipeline.parse.tables.headers import Header, is_header, read_headers
from pipeline.parse.tables.rows import Row
from pipeline.parse.tables.strips import Strip, join_words, text_strips

MAX_ABOVE = 12  #: lines of caption and subtitle
MAX_BELOW = 14  #: lines below a table that are searched for notes and source
CAPTIONLESS = 2  #: rows, or as many columns, that make a table without a caption


@dataclass(frozen=True, slots=True)
class FoundTables:
    """The tables of a document, every line (page, line number) that belongs to one, and what could not be read."""

    tables: tuple[Table, ...] = ()
    taken: frozenset[tuple[int, int]] = frozenset()
    problems: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Finder:
    strips: Sequence[Strip]
    tables: list[Table] = field(default_factory=list)
    taken: set[tuple[int, int]] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def take(self, strips: Sequence[Strip]) -> None:
        self.taken.update((line.page, line.number) for strip in strips for line in strip.lines)


def find_tables(document: Document) -> FoundTables:
    """All tables of a document, in order; never raises, a table that cannot be read surely is a problem instead."""
    finder = _Finder(text_strips(document.lines))
    at = 0
    while at < len(finder.strips):
        at = _read_at(finder, at)
    return FoundTables(tuple(finder.tables), frozenset(finder.taken), tuple(finder.problems))


def _read_at(finder: _Finder, at: int) -> int:
    """Reads the table that begins at a line, if one does; the line to go on from."""
    strips = finder.strips
    if is_delimited(strips[at]):
        return _read_delimited_at(finder, at, at)
    captioned = is_caption(strips[at].text)
    last = min(len(strips), at + MAX_ABOVE) if captioned else at + 1
    found: list[tuple[int, Body]] = []
    for head in range(at + captioned, last):
        if captioned and (ends_table(strips[head].text) or (found and head >= found[0][1].end)):
            break
        if is_delimited(strips[head]):
            return _read_delimited_at(finder, at, head)
        body = _read_below(strips, head)
        if body is not None and (captioned or _stands_alone(body)):
            found.append((head, body))
    if found:
        head, body = max(found, key=lambda pair: pair[1].score)
        return _add_table(finder, strips[at:head] if captioned else (), head, body)
    if captioned:
        _report_unread(finder, at)
    return at + 1


def _read_delimited_at(finder: _Finder, at: int, head: int) -> int:
    """Reads a table whose cells are kept apart; its caption begins at `at`, or is none."""
    strips = finder.strips
    end = head
    while (
        end < len(strips)
        and is_delimited(strips[end])
        and not (end > head and strips[end].gap and not is_row(strips[end]))
    ):
        end += 1
    read = read_delimited(strips[head:end])
    if read is None:
        return end
    header, rows = read
    frame = read_frame(strips[at:head]) if at < head else _read_title(strips, head)
    return _finish(finder, strips[at:head], frame, header, rows, (head, end))


def _read_below(strips: Sequence[Strip], head: int) -> Body | None:
    """The body below a header of one line or of two."""
    if not is_header(strips[head]) or not any(count_pieces(s.tokens) for s in strips[head + 1 : head + 8]):
        return None
    found = [choose_body(strips, head + 1, read_headers(strips[head : head + 1]))]
    if head + 2 < len(strips):
        found.append(choose_body(strips, head + 2, read_headers(strips[head : head + 2])))
    bodies = [body for body in found if body is not None]
    return max(bodies, key=lambda body: body.score, default=None)


def _stands_alone(body: Body) -> bool:
    """Whether header and rows are enough to be a table without a caption."""
    return body.count >= CAPTIONLESS and len(body.header.figures) >= CAPTIONLESS and not body.odd


def _add_table(finder: _Finder, above: Sequence[Strip], head: int, body: Body) -> int:
    frame = read_frame(above) if above else _read_title(finder.strips, head)
    number = len(finder.tables) + 1
    for at in sorted(body.odd):
        strip = body.lines[at].strip
        message = (
            f"table {number}: the figures of the row {strip.text!r} do not fit its {len(body.header.figures)} columns"
        )
        finder.problems.append(Problem("warning", "table-row-unfit", message, strip.page))
    return _finish(finder, above, frame, body.header, body.rows(), (head, body.end))


def _finish(
    finder: _Finder, above: Sequence[Strip], frame: Frame, header: Header, rows: Sequence[Row], span: tuple[int, int]
) -> int:
    """Adds a table that stands at `span` of the strips, with what is below it; the line to go on from."""
    notes, source, end = _read_below_table(finder.strips, span[1])
    finder.tables.append(build_table(str(len(finder.tables) + 1), frame, header, rows, notes, source))
    finder.take(above)
    finder.take(finder.strips[span[0] : end])
    return end


def _read_title(strips: Sequence[Strip], head: int) -> Frame:
    """A table without a caption has the line right above it for a name, if that is no sentence. It stays where it is."""
    if head == 0 or strips[head - 1].page != strips[head].page or is_prose(strips[head - 1].text):
        return Frame()
    text = strips[head - 1].text
    return (
        Frame() if text.endswith((".", "!", "?")) or count_pieces(strips[head - 1].tokens) else Frame(text.rstrip(":"))
    )


def _read_below_table(strips: Sequence[Strip], start: int) -> tuple[list[str], str, int]:
    """Notes and source below a table, and the first line after them."""
    notes: list[str] = []
    source = ""
    at = start
    while at < min(len(strips), start + MAX_BELOW):
        text = strips[at].text
        if not (is_note(text) or is_source(text)):
            break
        stop = at + 1
        while stop < len(strips) and _continues(strips, stop):
            stop += 1
        whole = join_words([s.tokens for s in strips[at:stop]])
        if is_source(text):
            return notes, whole, stop
        notes.append(whole)
        at = stop
    return notes, source, at


def _continues(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line goes on with the note or source above it."""
    upper, lower = strips[at - 1].text, strips[at].text
    if strips[at].gap or strips[at].page != strips[at - 1].page or is_note(lower) or ends_table(lower):
        return False
    return not upper.endswith(".")


def _report_unread(finder: _Finder, at: int) -> None:
    """A caption with figures below it and no table: what was seen, for a person to read."""
    seen = []
    for strip in finder.strips[at + 1 : at + MAX_ABOVE]:
        if ends_table(strip.text) or strip.page != finder.strips[at].page:
            break
        if count_pieces(strip.tokens) > 1:
            seen.append(strip.text)
    if len(seen) > 1:
        finder.problems.append(
            Problem(
                "warning",
                "table-unread",
                f"the table {finder.strips[at].text!r} could not be read; seen: {' / '.join(seen[:3])}",
                finder.strips[at].page,
            )
        )
