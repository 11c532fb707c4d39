"""Pages as tables see them: where each word stands, whatever the page came as, and the part that a table fills.

A page of a PDF or an image has its words' boxes. In plain text whose columns are set apart by spaces a character is
as wide as any other, so that its place is known as well.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set

from pipeline.model import Box, Page, Rule, cover
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.frame.frames import is_caption
from pipeline.parse.tables.lines.layout import build_strips, has_figures
from pipeline.parse.tables.lines.strips import Strip, Token, read_line
from pipeline.records import record, replace

MARGIN = 4.0  #: points that a word may stand out of a table's rules
REACH = 250.0  #: points below a caption in which a table's rules, or text beside it, are looked for
SLIVER = 0.45  #: of the usual height of words: letters and digits lower than that are no words
BESIDE_WORDS = 5  #: words of a line that is running text beside a table
BOX_WORDS, BOX_LINES = 3, 4  #: words of a line of a narrow box beside a table, and lines of such a box
BOX_ABOVE = 60.0  #: points above a caption in which such a box may begin
CHARACTER, HEIGHT, LEADING = 5.0, 10.0, 12.0  #: of plain text, in points; two spaces are a wide gap, one is none


@record
class SheetLine:
    """A line as an earlier stage cut it, with its words in place."""

    number: int
    tokens: tuple[Token, ...]
    box: Box


@record
class Sheet:
    """A page with its lines from the top."""

    number: int
    width: float
    lines: tuple[SheetLine, ...]
    tops: tuple[float, ...]
    places: Mapping[int, int]  #: in `lines`, by the line's number
    rules: tuple[Box, ...]  #: the horizontal ones, from the top

    def find_line(self, number: int) -> Strip | None:
        """A line by its number, as a strip; None of an empty one."""
        if number not in self.places:
            return None
        line = self.lines[self.places[number]]
        return Strip(self.number, line.tokens, line.box.top, line.box.bottom, True, (line.tokens[0].line,))


@record
class Region:
    """A part of a page from left to right edge, and the heights of the ruled lines across it."""

    left: float
    right: float
    rules: tuple[float, ...] = ()


def read_sheet(page: Page, known: Mapping[int, tuple[Token, ...]]) -> Sheet:
    """A page's words in their places; of plain text by their columns of characters.

    `known` are the words of lines that were read before, by the line's number.
    """
    lines = []
    for at, line in enumerate(page.lines):
        tokens = known[line.number] if line.number in known else read_line(line)
        if not line.words:
            tokens = tuple(_place_characters(token, at) for token in tokens)
        tokens = tuple([t for t in tokens if t.bottom > t.top])
        box = line.box if line.words else cover(Box(t.x0, t.top, t.x1, t.bottom) for t in tokens)
        if tokens and box is not None:
            lines.append(SheetLine(line.number, tokens, box))
    lines.sort(key=lambda line: line.box.top)
    width = page.width or max((line.box.x1 for line in lines), default=0.0)
    places = {line.number: at for at, line in enumerate(lines)}
    tops = tuple(line.box.top for line in lines)
    return Sheet(page.number, width, tuple(lines), tops, places, _join_rules(page.rules))


def _place_characters(token: Token, at: int) -> Token:
    top = at * LEADING
    return replace(token, x0=token.start * CHARACTER, x1=token.end * CHARACTER, top=top, bottom=top + HEIGHT)


def find_region(sheet: Sheet, anchor: Strip) -> Region:
    """The part of the page that the table below a caption, or with this header, fills."""
    rules = _rules_of(sheet, anchor)
    left, right = anchor.x0, anchor.x1
    if rules:
        left = min(left, *(r[0] for r in rules))
        right = max(right, *(r[1] for r in rules))
    else:
        first = bisect_left(sheet.tops, anchor.bottom - 1)
        near = [line.box for line in sheet.lines[first : first + 12] if line.box.x0 < right and left < line.box.x1]
        left = min([left, *(box.x0 for box in near[:6])])
        right = min([sheet.width, *(x - 2 * MARGIN for x in _text_beside(sheet, anchor, left))])
    return Region(left - MARGIN, right + MARGIN, tuple(sorted({r[2] for r in rules})))


def _rules_of(sheet: Sheet, anchor: Strip) -> list[tuple[float, float, float]]:
    """Horizontal rules (x0, x1, height) below a caption, from one as wide as the table on; none far from the last."""
    found: list[tuple[float, float, float]] = []
    for box in sheet.rules:
        if box.top < anchor.top or box.width < 20:
            continue
        if box.top > (found[-1][2] if found else anchor.bottom) + REACH:
            break
        if found:  # a table's rules reach from its left edge to its right one, or over a part of that
            fits = found[0][0] - MARGIN < box.x0 and box.x1 < found[0][1] + MARGIN
        else:
            overlap = min(box.x1, anchor.x1) - max(box.x0, anchor.x0)
            fits = box.x0 < anchor.x0 + 4 * MARGIN and overlap > 0.5 * min(box.width, anchor.x1 - anchor.x0)
        if fits:
            found.append((box.x0, box.x1, (box.top + box.bottom) / 2))
    return found


def _join_rules(rules: Sequence[Rule]) -> tuple[Box, ...]:
    """The horizontal rules from the top; those drawn cell by cell as the one line that they look like."""
    joined: list[Box] = []
    boxes = (rule.box for rule in rules if rule.horizontal and rule.box.height < 4)
    for box in sorted(boxes, key=lambda b: (round(b.top), b.x0)):
        last = joined[-1] if joined else None
        if last is not None and abs(last.top - box.top) < 1.5 and box.x0 - last.x1 < 2:
            joined[-1] = Box(last.x0, last.top, max(last.x1, box.x1), max(last.bottom, box.bottom))
        else:
            joined.append(box)
    return tuple(joined)


def _text_beside(sheet: Sheet, anchor: Strip, left: float) -> list[float]:
    """Left edges of running text to the right of a table without rules: two lines or more that begin there, or more
    and shorter ones of a narrow box, from above the caption on, with nothing to the right of them.
    """
    long: list[float] = []
    short: list[float] = []
    first, last = bisect_left(sheet.tops, anchor.top - BOX_ABOVE), bisect_left(sheet.tops, anchor.top + REACH)
    for line in sheet.lines[first:last]:
        if line.box.x0 > left + 60 and sum(is_figure_piece(token.text) for token in line.tokens) < 2:
            if len(line.tokens) >= BESIDE_WORDS and line.box.top >= anchor.top - 5:
                long.append(line.box.x0)
            if len(line.tokens) >= BOX_WORDS:
                short.append(line.box.x0)
    rightmost = max((line.box.x0 for line in sheet.lines[first:last]), default=0.0)
    narrow = [x for x in short if rightmost < x + 3 and sum(abs(x - y) < 3 for y in short) >= BOX_LINES]
    return [x for x in long if sum(abs(x - y) < 3 for y in long) > 1] + narrow


def find_rows(sheet: Sheet, top: float, limit: int, taken: Set[tuple[int, int]]) -> Iterator[SheetLine]:
    """The lines with figures apart from words among so many lines of a page from a height down, but for those taken
    (page, line).
    """
    first = bisect_left(sheet.tops, top - 3 * HEIGHT)
    for line in sheet.lines[first : first + limit]:
        if line.box.bottom >= top and (sheet.number, line.number) not in taken and has_figures(line.tokens):
            yield line


def strips_in(sheet: Sheet, region: Region, top: float, limit: int | None = None) -> list[Strip]:
    """The strips of a part of a page from a height down, of so many lines, at most to the second caption there."""
    tokens: list[Token] = []
    captions = 0
    first = bisect_left(sheet.tops, top - 3 * HEIGHT)
    for line in sheet.lines[first : None if limit is None else first + limit]:
        if line.box.bottom < top or line.box.x1 < region.left or line.box.x0 > region.right:
            continue
        inside = [t for t in line.tokens if t.top + t.bottom > 2 * top and region.left <= t.x0 and t.x1 <= region.right]
        captions += bool(inside) and is_caption(" ".join([t.text for t in inside]))
        if captions > 2:  # those in the same line of another column among them
            break
        tokens.extend(inside)
    return build_strips(_drop_slivers(tokens), sheet.number)


def _drop_slivers(tokens: list[Token]) -> list[Token]:
    """Without what OCR read into the edges of the lines above and below: letters a few tenths as high as the others."""
    every = [t.bottom - t.top for t in tokens]
    if not every or min(every) >= SLIVER * max(every):  # so it is on all pages that no reader of images made
        return tokens
    heights = sorted([t.bottom - t.top for t in tokens if t.text.isalnum() or any(map(str.isalnum, t.text))])
    least = SLIVER * heights[len(heights) // 2] if heights else 0.0
    return [t for t in tokens if t.bottom - t.top >= least or not any(c.isalnum() or c == ";" for c in t.text)]
