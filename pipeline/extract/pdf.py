"""PDF -> Document: pdfium opens the file and gives words and rules page by page; what it cannot give is said."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.model import Document, Page, Problem

from .drawing import read_drawing
from .failure import Unreadable
from .layer import read_layer
from .order import read_lines
from .printed import Frame

MAX_PAGES = 5000  # the thickest report has some hundreds; page-tree bombs claim any number
MAX_SIDE = 14_400.0  # points: 200 inches, the limit of ISO 32000-1 annex C


def read_pdf(path: Path, document: Document) -> Document:
    """The document with its pages. Raises Unreadable when no page can be had."""
    with _open(path) as pdf:
        pages, problems = [], list(_check_page_count(pdf, document))
        for index in range(min(len(pdf), MAX_PAGES)):
            try:
                pages.append(_read_page(pdf, index))
            except Unreadable as failure:
                message = f"{document.source_file} page {index + 1}: {failure}"
                problems.append(Problem("error", failure.reason, message, index + 1))
        title = (pdf.get_metadata_value("Title") or "").strip()
    return replace(document, pages=tuple(pages), title=title, problems=tuple(problems))


@contextmanager
def _open(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise _explain(pdfium.FPDF_GetLastError(), str(error)) from error
    try:
        if len(pdf) == 0:
            raise Unreadable("damaged", "has no page that can be found; fetch it again or print it to a new PDF")
        yield pdf
    finally:
        pdf.close()


def _explain(code: int, message: str) -> Unreadable:
    if code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY) or "password" in message.lower():
        return Unreadable("encrypted", "asks for a password; save a copy without one and read that")
    return Unreadable("damaged", "is broken or cut off; fetch it again or print it to a new PDF")


def _check_page_count(pdf: pypdfium2.PdfDocument, document: Document) -> Iterator[Problem]:
    if len(pdf) > MAX_PAGES:
        message = f"{document.source_file}: claims {len(pdf)} pages; read the first {MAX_PAGES}"
        yield Problem("error", "too-large", message)


def _read_page(pdf: pypdfium2.PdfDocument, index: int) -> Page:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError as error:
        raise Unreadable("damaged", "the page cannot be loaded; print the file to a new PDF") from error
    try:
        frame = _read_frame(page)
        drawing = read_drawing(page.raw, frame)
        text_page = page.get_textpage()
        try:
            words = read_layer(text_page.raw, frame)
        finally:
            text_page.close()
        lines = read_lines(words, drawing.rules, index + 1, frame.height)
        return Page(index + 1, lines, "text-layer", round(frame.width, 2), round(frame.height, 2), drawing.rules)
    finally:
        page.close()


def _read_frame(page: pypdfium2.PdfPage) -> Frame:
    left, bottom, right, top = page.get_bbox()
    if not (0 < right - left <= MAX_SIDE and 0 < top - bottom <= MAX_SIDE):
        raise Unreadable("too-large", f"the page measures {right - left:.0f} by {top - bottom:.0f} points")
    return Frame(left, bottom, right, top, page.get_rotation())
