"""Plain text -> pages of lines, exactly as an editor shows them.

Pages end at form feeds. Some exports write a space instead, at the start of the page's first line; that is believed
only where every other line of the file is flush left, since elsewhere it is the indent of a list.
"""

from __future__ import annotations

import regex

from pipeline.model import Line, Page

_LINE_END = regex.compile(r"\r\n|\r|\n")
_BULLET_AFTER_SPACE = regex.compile(r"\s[•·▪●○‣*«»o–—-]\s")
# A page has at least this many lines on average; with fewer, the spaces indent something.
MIN_LINES_PER_PAGE = 5


def read_text(text: str) -> tuple[Page, ...]:
    """One Page per printed page, one Line per line, blank ones included, numbered from 1 within the page."""
    if "\f" in text:
        chunks = text.split("\f")
        if not chunks[-1].strip():
            chunks.pop()  # pdftotext ends every page with a form feed, the last one too
        pages = [_split_lines(chunk) for chunk in chunks]
    else:
        lines = _split_lines(text)
        starts = find_spaced_pages(lines)
        pages = [lines[a:b] for a, b in zip(starts, [*starts[1:], len(lines)], strict=True)]
    return tuple(
        Page(number, tuple(Line(number, n, raw, raw) for n, raw in enumerate(lines, 1)), "text")
        for number, lines in enumerate(pages, 1)
    )


def _split_lines(text: str) -> list[str]:
    lines = _LINE_END.split(text)
    if lines and not lines[-1]:
        lines.pop()  # the end of the last line, not a line of its own
    return lines


def find_spaced_pages(lines: list[str]) -> list[int]:
    """Indices of the lines that begin a page, 0 always among them; only that where spaces do not mark pages."""
    indented = [i for i, line in enumerate(lines) if line[:1].isspace() and line.strip()]
    filled = sum(1 for line in lines if line.strip())
    one_space = all(
        lines[i][0] == " " and not lines[i][1].isspace() and not _BULLET_AFTER_SPACE.match(lines[i]) for i in indented
    )
    if not one_space or filled < MIN_LINES_PER_PAGE * len(indented):
        return [0]
    return sorted({0, *indented})
