"""HTML -> lines of readable text, as a text browser shows them: one line per paragraph, list item and table row.

`<h2>Resultat</h2><ul><li>Fler kommuner ...</li></ul>` gives a `heading` and a `bullet`. A `row` holds its cells apart
by tabs; a cell over several columns or rows is followed by empty cells, so that every row of a table is equally long.
What a reader does not see (scripts, navigation, hidden parts) is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import regex
from lxml import etree, html

from pipeline.model import Line, Page, Role

from .encoding import Decoded, decode_text
from .failure import Unreadable

_SKIPPED_TAGS = """script style noscript template nav svg canvas iframe object video audio button select textarea
    datalist dialog math map head input"""
_SKIPPED = frozenset(_SKIPPED_TAGS.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCK_TAGS = """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form header hr html legend li main menu ol p pre section summary table tbody td tfoot th thead tr ul"""
_BLOCKS = frozenset(_BLOCK_TAGS.split())
_LISTS = frozenset({"ul", "ol", "menu"})
_LIST_PARTS = frozenset({"li", "dt", "dd"})
_HIDDEN_STYLE = regex.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", regex.IGNORECASE)
# Not the no-break space: it holds `1 000` together and is the source's own character.
_SPACE = regex.compile(r"[ \t\r\n\f\v]+")
_CHARSET = regex.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_-]+)""", regex.IGNORECASE)
_LOOKS_LIKE_HTML = regex.compile(
    r"\s*+(?:<!--.*?-->\s*+|<\?xml[^>]*+>\s*+)*+"
    r"<(?:!doctype\s+html|html|head|body|(?:h[1-6]|p|div|table|ul|ol|main|article|section|meta|title)[\s>])",
    regex.IGNORECASE | regex.DOTALL,
)
MAX_SPAN = 200  # columns or rows of one cell; pages exist that say rowspan="65535"


def looks_like_html(text: str) -> bool:
    """Whether the text begins as a web page or a piece of one does."""
    return _LOOKS_LIKE_HTML.match(text[:4096]) is not None


def decode_html(data: bytes) -> Decoded:
    """As `decode_text`, but the page's own `<meta charset>` goes before counting letters."""
    declared = _CHARSET.search(data[:4096])
    if declared:
        try:
            return Decoded(data.decode(declared[1].decode("ascii")), declared[1].decode("ascii").lower())
        except (LookupError, UnicodeDecodeError):
            pass  # an unknown name or a wrong one, often after a change of systems: let the bytes speak
    return decode_text(data)


def read_html(text: str) -> tuple[str, tuple[Page, ...]]:
    """The page's title and its one Page. Paragraphs are parted by an empty line, rows and list items are not.

    Raises Unreadable when the page nests too deep to be read to its end.
    """
    # Bytes, because lxml refuses characters whose XML declaration names an encoding.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    data = text.encode("utf-8", errors="replace")
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return "", ()  # nothing in it but markup
    if any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log):
        # Else the rest of the page were lost in silence: libxml2 stops at 2048 elements within one another.
        raise Unreadable("too-large", "has elements nested deeper than any page has; save its text and read that")
    title = _SPACE.sub(" ", root.findtext(".//title") or "").strip()
    writer = _Writer()
    _write_element(root, writer)
    lines = writer.finish()
    return title, (Page(1, tuple(Line(1, n, raw, raw, role=role) for n, (raw, role) in enumerate(lines, 1)), "html"),)


@dataclass(slots=True)
class _Writer:
    """Collects lines; `gap` asks for an empty line before the next one."""

    lines: list[tuple[str, Role]] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    role: Role = ""
    gap: bool = False
    depth: int = 0  #: of lists within lists

    def end_line(self) -> None:
        raw = _SPACE.sub(" ", "".join(self.parts)).strip(" ")
        self.parts.clear()
        if raw:
            self.add(raw, self.role)
            if self.role == "bullet":
                self.role = ""  # the item's further paragraphs have no mark of their own

    def add(self, raw: str, role: Role) -> None:
        if self.gap and self.lines:
            self.lines.append(("", ""))
        self.gap = False
        self.lines.append((raw, role))

    def finish(self) -> list[tuple[str, Role]]:
        self.end_line()
        return self.lines


def _write_element(root: etree._Element, writer: _Writer) -> None:
    """Walks without recursion: pages nest deeper than Python's stack."""
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = _tag(element)
        if event == "end":
            if not _is_skipped(element, tag) and not (tag == "table" and _is_data_table(element)):
                _end_element(tag, writer)
            writer.parts.append(element.tail or "")
        elif _is_skipped(element, tag):
            events.skip_subtree()
        elif tag == "table" and _is_data_table(element):
            _write_table(element, writer)
            events.skip_subtree()
        else:
            _start_element(tag, writer)
            writer.parts.append(element.text or "")


def _start_element(tag: str, writer: _Writer) -> None:
    if tag == "br":
        if writer.role == "heading":
            writer.parts.append(" ")
        else:
            blank = not "".join(writer.parts).strip()
            writer.end_line()
            writer.gap = writer.gap or blank
    elif tag in _HEADINGS or tag in _BLOCKS:
        writer.end_line()
        if tag not in _LIST_PARTS and not writer.depth:
            writer.gap = True
        writer.depth += tag in _LISTS
        if tag in _HEADINGS:
            writer.role = "heading"
        elif tag == "li":
            writer.role = "bullet"


def _end_element(tag: str, writer: _Writer) -> None:
    if tag in _HEADINGS or tag in _BLOCKS:
        writer.end_line()
        if tag in _HEADINGS or tag == "li":
            writer.role = ""
        writer.depth -= tag in _LISTS
        if tag not in _LIST_PARTS and not writer.depth:
            writer.gap = True


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _is_skipped(element: etree._Element, tag: str) -> bool:
    return (
        tag in _SKIPPED
        or element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or element.get("role") == "navigation"
        or _HIDDEN_STYLE.search(element.get("style", "")) is not None
        or (tag == "figcaption" and _find_figure(element) is not None)  # written above its table
    )


# --- tables ---------------------------------------------------------------------------------------------------------


def _is_data_table(table: etree._Element) -> bool:
    """False for a table that only arranges the page: it says so, holds headings, lists or tables, or one column."""
    if table.get("role") in ("presentation", "none"):
        return False
    inner = {_tag(e) for e in table.iterdescendants()}
    if inner & (_HEADINGS | {"table", "ul", "ol"}) and "th" not in inner:
        return False
    return any(len(cells) > 1 for _, cells in _rows(table))


def _find_figure(element: etree._Element) -> etree._Element | None:
    """The figure around an element that holds one table of data, which its caption names, wherever that stands."""
    figure = next(element.iterancestors("figure"), None)
    tables = [] if figure is None else list(figure.iter("table"))
    return figure if len(tables) == 1 and _is_data_table(tables[0]) else None


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, list[etree._Element]]]:
    for row in table.iter("tr"):
        if not _is_skipped(row, "tr"):
            yield row, [c for c in row if _tag(c) in ("td", "th") and not _is_skipped(c, _tag(c))]


def _write_table(table: etree._Element, writer: _Writer) -> None:
    writer.end_line()
    writer.gap = True
    figure = _find_figure(table)
    for caption in (*table.iter("caption"), *(() if figure is None else figure.iter("figcaption"))):
        if text := _cell_text(caption):
            writer.add(text, "")
    writer.gap = False
    for row in expand_rows([[_cell(c) for c in cells] for _, cells in _rows(table)]):
        if any(row):
            writer.add("\t".join(row), "row")
    writer.gap = True


def _cell(cell: etree._Element) -> tuple[str, int, int]:
    return _cell_text(cell), _span(cell.get("colspan")), _span(cell.get("rowspan"))


def _span(value: str | None) -> int:
    text = (value or "").strip()
    return min(max(int(text), 1), MAX_SPAN) if text.isdecimal() else 1


def _cell_text(cell: etree._Element) -> str:
    parts = [cell.text or ""]
    events = etree.iterwalk(cell, events=("start", "end"))
    for event, element in events:
        if element is cell:
            continue
        tag = _tag(element)
        if event == "end":
            parts.append(" " if tag in _BLOCKS else "")
            parts.append(element.tail or "")
        elif _is_skipped(element, tag):
            events.skip_subtree()
        else:
            parts.append(" " if tag == "br" or tag in _BLOCKS else "")
            parts.append(element.text or "")
    return _SPACE.sub(" ", "".join(parts)).strip(" ")


def expand_rows(rows: list[list[tuple[str, int, int]]]) -> list[list[str]]:
    """Rows of (text, colspan, rowspan) as a full grid; what a cell spans beyond its first place is empty.

    >>> expand_rows([[("Andel", 1, 2), ("2020", 2, 1)], [("Kvinnor", 1, 1), ("Män", 1, 1)]])
    [['Andel', '2020', ''], ['', 'Kvinnor', 'Män']]
    """
    grid: list[list[str]] = []
    hanging: dict[int, int] = {}  # column -> rows that a cell from above still covers
    for row in rows:
        line: list[str] = []
        covered, hanging = hanging, {c: n - 1 for c, n in hanging.items() if n > 1}
        for text, columns, down in row:
            while len(line) in covered:
                line.append("")
            for extra in range(columns):
                if down > 1:
                    hanging[len(line)] = down - 1
                line.append("" if extra else text)
        while len(line) in covered:
            line.append("")
        grid.append(line)
    width = max((len(line) for line in grid), default=0)
    return [line + [""] * (width - len(line)) for line in grid]
