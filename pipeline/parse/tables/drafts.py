"""Tables as they are found, before they are built: what each has above and below it, and what is said elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from pipeline.model import Problem, Table
from pipeline.parse.phrases import load_set
from pipeline.parse.tables.body.fitting import Fitted
from pipeline.parse.tables.body.rows import Row
from pipeline.parse.tables.build import build_table
from pipeline.parse.tables.frame.frames import PARENTHESES, is_continued, number_of, read_frame
from pipeline.parse.tables.frame.intros import find_explanation, find_statements, read_notes
from pipeline.parse.tables.header.headers import Header
from pipeline.parse.tables.knowledge import find_word
from pipeline.parse.tables.lines.strips import Strip
from pipeline.records import record, replace

LEAST_ANSWERS = 2  #: rows that begin as answers do; others of such a table may be in any words


@record
class Draft:
    """A table as it was found: the lines above its header, header and rows, the lines below, and those that fit not."""

    above: tuple[Strip, ...]
    header: Header
    rows: tuple[Row, ...]
    lines: tuple[Strip, ...]
    below: tuple[Strip, ...]
    odd: tuple[Strip, ...] = ()
    intro: tuple[str, ...] = ()  #: what the lines above say of its figures


def are_answers(draft: Draft) -> bool:
    """Whether rows of a table begin as the answers to a question do: `Ja 62`, `Mycket nöjd 41`."""
    firsts = (line.label[0].text.lower().rstrip(",:") for row in draft.rows for line in row.lines[:1] if line.label)
    return sum(first in load_set("answer openers") for first in firsts) >= LEAST_ANSWERS


def complete_drafts(drafts: Sequence[Draft], strips: Sequence[Strip]) -> list[Draft]:
    """The tables of a document with what it says of them elsewhere: captions, years, what parentheses mean."""
    return _explain(_join_parts(_name_continued(drafts)), strips)


def _name_continued(drafts: Sequence[Draft]) -> list[Draft]:
    """The tables, one that goes on with another's (`Tabell 1, forts.`) under the caption of that."""
    named: list[Draft] = []
    for draft in drafts:
        goes_on = named and draft.above and is_continued(draft.above[0].text, named[-1].above)
        named.append(replace(draft, above=named[-1].above) if goes_on else draft)
    return named


def _join_parts(drafts: Sequence[Draft]) -> list[Draft]:
    """The tables, those right below another with the same columns and no name as parts of that.

    `Hemtjänst | 2019 | 2020` and `Boende | 2019 | 2020` below it: what stands over the labels heads the rows.
    """
    runs: list[list[Draft]] = []
    for draft in drafts:
        last = runs[-1][-1] if runs else None
        if last and not draft.above and _follows(draft, last) and _columns_of(draft) == _columns_of(last):
            runs[-1].append(replace(draft, above=runs[-1][0].above, intro=runs[-1][0].intro))
        else:
            runs.append([draft])
    return [part for run in runs for part in (map(_head_rows, run) if len(run) > 1 else run)]


def _follows(draft: Draft, last: Draft) -> bool:
    """Whether a table begins with the line below another's last."""
    line, below = draft.lines[0].lines[0], last.below[0].lines[0] if last.below else None
    return below is not None and (line.page, line.number) == (below.page, below.number)


def _columns_of(draft: Draft) -> list[list[str]]:
    return [[" ".join(t.text for t in words) for words in row[1:]] for row in draft.header.rows]


def _head_rows(draft: Draft) -> Draft:
    """A table with the words over its labels as a heading of its rows, unless they say only what labels are."""
    over = tuple(token for row in draft.header.rows for token in row[0])
    known = find_word(" ".join(t.text for t in over))
    if not over or (known is not None and known.kind == "head"):
        return draft
    header = replace(draft.header, rows=tuple(((), *row[1:]) for row in draft.header.rows))
    return replace(draft, header=header, rows=(Row((Fitted(draft.lines[0], over),), group=True), *draft.rows))


def _explain(drafts: Sequence[Draft], strips: Sequence[Strip]) -> list[Draft]:
    """The tables, those with figures in parentheses with what the document says of them where nothing nearer does."""
    stated = find_statements(strips)
    drafts = [_add_statement(draft, stated) for draft in drafts]
    said = [_is_said([*(s.text for s in d.above), *read_notes(d.below)[0], *d.intro]) for d in drafts]
    asked = [bool(d.header.before) and not told for d, told in zip(drafts, said, strict=True)]
    found = find_explanation(strips) if any(asked) else ""
    return [replace(d, intro=(*d.intro, found)) if found and ask else d for d, ask in zip(drafts, asked, strict=True)]


def _add_statement(draft: Draft, stated: Mapping[str, str]) -> Draft:
    """The table with what a sentence elsewhere says of it by its number."""
    sentence = stated.get(number_of(draft.above[0].text)) if draft.above else None
    return replace(draft, intro=(*draft.intro, sentence)) if sentence else draft


def _is_said(sentences: Sequence[str]) -> bool:
    return any(PARENTHESES in sentence for sentence in sentences)


def build_draft(draft: Draft, number: int) -> Table:
    """The table, with its number in the document."""
    notes, source, _ = read_notes(draft.below)
    return build_table(str(number), read_frame(draft.above), draft.header, draft.rows, (*draft.intro, *notes), source)


def report_odd(draft: Draft, number: int) -> Iterator[Problem]:
    """The rows whose figures do not fit the table's columns."""
    for strip in draft.odd:
        columns = len(draft.header.figures)
        message = f"table {number}: the figures of the row {strip.text!r} do not fit its {columns} columns"
        yield Problem("warning", "table-row-unfit", message, strip.page)
