"""PDF -> Document: pdfium opens the file and gives words and rules page by page; what it cannot give is said.

Of each page the text layer is judged. A good one is read. A bad one, or none, sends the page's image to OCR, and so
does an image with text that the layer lacks. Pages for OCR are rendered one after the other (pdfium bears no threads)
and read side by side.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2

from pipeline.model import Document, Page, Problem, Severity

from .drawing import read_drawing
from .failure import Unreadable, name_problem
from .layer import read_layer
from .order import read_lines
from .printed import Frame, PrintedWord
from .scan import ReadPage, Scan, read_scans, render_unread
from .second import SecondReader, is_doubtful
from .triage import judge_layer

MAX_PAGES = 5000  # the thickest report has some hundreds; page-tree bombs claim any number
PAGES_AT_A_TIME = 20  # of a scan 8 MB
MAX_SIDE = 14_400.0  # points: 200 inches, the limit of ISO 32000-1 annex C


def read_pdf(path: Path, document: Document) -> Document:
    """The document with its pages. Raises Unreadable when the file cannot be opened."""
    with _open(path) as pdf, SecondReader(path) as second:
        problems = list(_check_page_count(len(pdf), second))
        pages = []
        for page in read_scans(_read_pages(path, min(len(pdf), MAX_PAGES), second)):
            pages.append(page.page)
            problems += [replace(problem, page=page.page.number) for problem in page.problems]
        title = (pdf.get_metadata_value("Title") or "").strip()
    named = tuple(name_problem(problem, document.source_file) for problem in problems)
    return replace(document, pages=tuple(pages), title=title, problems=named)


@contextmanager
def _open(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise Unreadable("encrypted", "asks for a password; save a copy without one and read that") from error
        raise Unreadable("damaged", "is broken or cut off; fetch it again or print it to a new PDF") from error
    try:
        if len(pdf) == 0:
            raise Unreadable("damaged", "has no page that can be found; fetch it again or print it to a new PDF")
        yield pdf
    finally:
        pdf.close()


def _check_page_count(count: int, second: SecondReader) -> Iterator[Problem]:
    if count > MAX_PAGES:
        yield Problem("error", "too-large", f"claims {count} pages; only the first {MAX_PAGES} were read")
    other = second.count_pages()
    if other is None:
        yield Problem("info", "second-reader-failed", "a second reader cannot open the file; nothing checks the first")
    elif other != count:
        # More pages elsewhere means that ours may be short; fewer is a known fault of the other.
        severity: Severity = "warning" if other > count else "info"
        yield Problem(severity, "page-count-differs", f"has {count} pages, of which a second reader finds {other}")


def _read_pages(path: Path, count: int, second: SecondReader) -> Iterator[ReadPage | Scan]:
    """The pages in order. The file is opened anew now and then: pdfium keeps every image's bytes until it is closed."""
    for start in range(0, count, PAGES_AT_A_TIME):
        with _open(path) as pdf:
            for index in range(start, min(start + PAGES_AT_A_TIME, count)):
                try:
                    yield _read_page(pdf, index, second)
                except Unreadable as failure:
                    page = Page(index + 1, (), "text-layer")
                    yield ReadPage(page, (Problem("error", failure.reason, str(failure)),))


def _read_page(pdf: pypdfium2.PdfDocument, index: int, second: SecondReader) -> ReadPage | Scan:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged", "the page cannot be loaded; print the file to a new PDF") from error
    try:
        frame = _read_frame(page)
        drawing = read_drawing(page.raw, frame)
        words = _read_words(page, frame)
        judgement = judge_layer(words)
        if rendered := render_unread(page, frame, drawing, words, judgement):
            return Scan(index + 1, *rendered, tuple(words), judgement, drawing.rules)
    finally:
        page.close()
    problems: tuple[Problem, ...] = ()
    if is_doubtful(words) and (difference := second.find_difference(index, words)):
        problems = (Problem("warning", "readers-differ", f"{difference}; look at the page itself"),)
    lines = read_lines(words, drawing.rules, index + 1, frame.height)
    size = round(frame.width, 2), round(frame.height, 2)
    return ReadPage(Page(index + 1, lines, "text-layer", *size, drawing.rules), problems)


def _read_words(page: pypdfium2.PdfPage, frame: Frame) -> list[PrintedWord]:
    text_page = page.get_textpage()
    try:
        return read_layer(text_page.raw, frame)
    finally:
        text_page.close()


def _read_frame(page: pypdfium2.PdfPage) -> Frame:
    left, bottom, right, top = page.get_bbox()
    if not (0 < right - left <= MAX_SIDE and 0 < top - bottom <= MAX_SIDE):
        raise Unreadable("too-large", f"the page measures {right - left:.0f} by {top - bottom:.0f} points")
    return Frame(left, bottom, right, top, page.get_rotation())
