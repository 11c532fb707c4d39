"""A picture of the page that a row stands on, with a frame around its place."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PIL import Image, ImageDraw, ImageOps

from pipeline.publish import read_rows
from pipeline.sources import hash_readable

DPI = 150  # enough to read eight-point type on a screen
MARGIN = 3.0  # points between the place and its frame, so that the frame hides no ink
MAX_PIXELS = 40_000_000  # a page of 200 inches would have 900 million
_RED = (200, 0, 0)


class NoPicture(Exception):
    """There is no picture to be had; the message says why and what to do."""


def draw_place(output: Path, row: Mapping[str, str], source: Path, image: Path) -> None:
    """Writes the page as PNG (or what the name's ending asks for), the row's `bbox` framed in red.

    `source` is the file, or the folder that it was read from. NoPicture when the source is not there, is not the one
    that was read, has no pages to be seen (text, HTML), or the picture cannot be written.
    """
    if not row["bbox"]:
        raise NoPicture(f"{row['source_file']} is text without places; there is no page to draw")
    document = _find_document(output, row)
    path = find_source(document, source)
    page, scale = render_page(path, int(row["page"]))
    if "ocr" in document["text_source"].split(";"):
        page = _stand_up(page, scale)
    x0, top, x1, bottom = (float(side) * scale for side in row["bbox"].split())
    margin = MARGIN * scale
    frame = (x0 - margin, top - margin, x1 + margin, bottom + margin)
    ImageDraw.Draw(page).rectangle(frame, outline=_RED, width=max(2, round(scale)))
    try:
        page.save(image)
    except (OSError, ValueError) as error:
        raise NoPicture(f"{image}: cannot be written ({error}); give a name that ends in .png") from error


def _find_document(output: Path, row: Mapping[str, str]) -> dict[str, str]:
    for document in read_rows(output / "documents.csv"):
        if document["source_file"] == row["source_file"]:
            return document
    raise NoPicture(f"{output}: documents.csv lacks {row['source_file']}; run oj ingest again")


def find_source(document: Mapping[str, str], source: Path) -> Path:
    """The file that the document was read from, and no other version of it."""
    name = document["source_file"]
    path = source / name if source.is_dir() else source
    if not path.is_file():
        raise NoPicture(f"{path}: there is no such file; give the source of {name} with --source")
    if hash_readable(path) != document["sha256"]:
        raise NoPicture(f"{path}: is another version than the one that was read; run oj ingest again")
    return path


def _stand_up(page: Image.Image, scale: float) -> Image.Image:
    """Turned as OCR turns the page before it reads it, upright and level: places are those of the turned page."""
    from pipeline.extract.failure import Unreadable
    from pipeline.extract.ocr import find_turns
    from pipeline.extract.tilt import turn_image

    try:
        turns = find_turns(page, scale)
    except Unreadable as failure:
        raise NoPicture(f"the page is a scan and cannot be turned as it was read: {failure}") from failure
    for degrees in turns:
        page = turn_image(page, degrees)
    return page


def render_page(path: Path, number: int) -> tuple[Image.Image, float]:
    """The page in colour, and its pixels per point; NoPicture when the file does not have it."""
    with path.open("rb") as stream:
        is_pdf = b"%PDF-" in stream.read(1024)
    try:
        return _render_pdf(path, number) if is_pdf else _open_image(path, number)
    except (OSError, ValueError, IndexError, EOFError, RuntimeError) as error:
        raise NoPicture(f"{path}, page {number}: cannot be drawn ({error})") from error


def _render_pdf(path: Path, number: int) -> tuple[Image.Image, float]:
    import pypdfium2  # its errors are RuntimeErrors

    with pypdfium2.PdfDocument(path) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (MAX_PIXELS / (width * height)) ** 0.5)
        return page.render(scale=scale).to_pil().convert("RGB"), scale


def _open_image(path: Path, number: int) -> tuple[Image.Image, float]:
    from pipeline.extract.picture import points_per_pixel

    with Image.open(path) as image:
        image.seek(number - 1)
        return ImageOps.exif_transpose(image).convert("RGB"), 1 / points_per_pixel(image)
