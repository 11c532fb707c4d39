"""Tables of pages whose words have places: PDF text and OCR.

Finds the part of the page that a table fills, its columns, and its lines, which may go on over the next page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from pipeline.model import Line
from pipeline.parse.tables.body.bodies import Body, read_body, stands_alone
from pipeline.parse.tables.body.rows import MAX_BETWEEN, Row
from pipeline.parse.tables.frame.frames import CONTINUED, ends_table, is_caption, is_note
from pipeline.parse.tables.grids import Grid, read_grid
from pipeline.parse.tables.lines.extents import count_lines
from pipeline.parse.tables.lines.sheets import Region, Sheet, find_region, strips_in
from pipeline.parse.tables.lines.strips import Strip
from pipeline.records import record, replace

FIRST_LINES = 60  #: lines of a page that are looked at first
MAX_LEAD = 5  #: lines at the top of a page before a table goes on: running head, repeated caption and header
PAGE_STEP = 10_000.0  #: points between the lines of one page and those of the next


@record
class Placed:
    """A table's lines: above its header, from its header to its end, and below."""

    above: tuple[Strip, ...]
    body: Body
    rows: tuple[Row, ...]
    lines: tuple[Strip, ...]  #: repeated headers on the pages that follow included
    below: tuple[Strip, ...]


def read_placed(sheets: Callable[[int], Sheet | None], first: Line, *, captioned: bool) -> Placed | None:
    """The table below a caption, or with this header line; None where no figures stand in columns,
    or too little without a caption.

    `sheets` gives the page with a number, or None after the last.
    """
    sheet = sheets(first.page)
    anchor = sheet.find_line(first.number) if sheet else None
    if sheet is None or anchor is None:
        return None
    region = find_region(sheet, anchor)
    limit = FIRST_LINES
    strips = strips_in(sheet, region, anchor.top - 0.5, limit)
    while True:  # a page of plain text may be long, and hold many tables
        placed = _read_strips(sheets, region, strips, captioned=captioned)
        if limit >= len(sheet.lines) or placed is None or len(placed.below) > MAX_BETWEEN + MAX_LEAD:
            return placed
        limit *= 8
        seen, strips = len(strips), strips_in(sheet, region, anchor.top - 0.5, limit)
        if len(strips) == seen:
            return placed


def _read_strips(
    sheets: Callable[[int], Sheet | None], region: Region, strips: list[Strip], *, captioned: bool
) -> Placed | None:
    table = strips[: count_lines(strips)]
    found = read_grid(table, captioned) if table else None
    if found is None or (not captioned and found[1]):  # words above the header's first line: it is none
        return None
    grid, start, stop = found
    first_page = len(strips)
    strips, rules, leads = _add_pages(sheets, region, strips, len(table), grid)
    body = read_body(strips if len(strips) > first_page else table, stop, grid)
    body = replace(body, lines=grid.carry_labels(body.lines))
    unsure = not body.count or len(body.odd) > body.count
    if unsure or not (captioned or stands_alone(body, placed=True)):  # nor would more lines make a table of it
        return None
    above, lines = tuple(strips[:start]), tuple(strips[start : body.end])
    last = lines[-1].page
    lines += tuple(lead for lead in leads if lead.page <= last)
    return Placed(above, body, tuple(body.rows(rules)), lines, tuple(strips[body.end :]))


def _add_pages(
    sheets: Callable[[int], Sheet | None], region: Region, strips: list[Strip], end: int, grid: Grid
) -> tuple[list[Strip], tuple[float, ...], list[Strip]]:
    """The strips and rules of a table with those of the pages that it goes on over, and the headers repeated there."""
    rules = list(region.rules)
    leads: list[Strip] = []
    number = strips[0].page
    while end >= len(strips) - 2:  # but for a page number it reaches the page's end
        number += 1
        sheet = sheets(number)
        following = strips_in(sheet, region, 0.0) if sheet else []
        lead = _count_lead(following, grid)
        if sheet is None or lead is None:
            break
        leads.extend(following[:lead])
        shift = PAGE_STEP * (number - strips[0].page)
        rest = [replace(s, top=s.top + shift, bottom=s.bottom + shift) for s in following[lead:]]
        rules.extend(y + shift for y in find_region(sheet, following[max(lead - 1, 0)]).rules)
        end = len(strips) + len(list(takewhile(lambda s: not (ends_table(s.text) or is_note(s.text)), rest)))
        strips = [*strips, *rest]
    return strips, tuple(rules), leads


def _count_lead(strips: Sequence[Strip], grid: Grid) -> int | None:
    """How many lines stand on a page before a table goes on there; None where it does not."""
    last_header = grid.header.last_line
    for at, strip in enumerate(strips[:MAX_LEAD]):
        if strip.text == last_header:
            return at + 1
    for at, strip in enumerate(strips[:MAX_LEAD]):
        if is_caption(strip.text) and not CONTINUED.search(strip.text):
            return None
        if grid.fit(strip) is not None:
            return at if at < 2 else None
    return None
