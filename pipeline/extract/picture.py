"""An image file -> Document: PNG, JPEG, TIFF of one or several pages, all read by OCR."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from PIL import Image, ImageOps

from pipeline.model import Document, Page, Problem

from .failure import Unreadable, name_problem
from .rendering import MAX_PIXELS, choose_scale
from .scan import ReadPage, Scan, read_scans

MAX_FRAMES = 500
MIN_DPI, MAX_DPI = 90, 1300  # what a scanner writes; 72 and 96 are defaults of programs that know no paper
A4_LONG_SIDE = 842.0  # points; what a page measures when the file does not say


def read_picture(path: Path, document: Document) -> Document:
    """The document, a Page for each image in the file. Raises Unreadable when it holds none."""
    pages, problems = [], []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of odd tags; what cannot be read is told as a problem
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with _tell_damage():
            image = Image.open(path)
        with image:
            for page in read_scans(_read_frames(image)):
                pages.append(page.page)
                problems += [replace(problem, page=page.page.number) for problem in page.problems]
    named = tuple(name_problem(problem, document.source_file) for problem in problems)
    return replace(document, pages=tuple(pages), problems=named)


@contextmanager
def _tell_damage() -> Iterator[None]:
    """Makes Unreadable of whatever pillow raises: on broken files that is any exception, TypeError among them."""
    try:
        yield
    except (Unreadable, MemoryError):
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unreadable("too-large", "has more pixels than any scanned page; scan it at 300 dpi") from error
    except Exception as error:
        raise Unreadable("damaged", "is a broken image; fetch it again or save it anew") from error


def _read_frames(image: Image.Image) -> Iterator[ReadPage | Scan]:
    """The images of the file; what stands before a broken one is kept."""
    with _tell_damage():
        count = min(getattr(image, "n_frames", 1), MAX_FRAMES)
    for index in range(count):
        try:
            with _tell_damage():
                scan = _read_frame(image, index)
        except Unreadable as failure:
            if not index:
                raise
            yield ReadPage(Page(index + 1, (), "ocr"), (Problem("error", failure.reason, str(failure)),))
            return
        yield scan


def _read_frame(image: Image.Image, index: int) -> Scan:
    image.seek(index)
    if image.width * image.height > 4 * MAX_PIXELS:
        raise Unreadable("too-large", f"page {index + 1} has {image.width} by {image.height} pixels")
    frame = ImageOps.exif_transpose(_flatten(image))
    points = points_per_pixel(image)
    scale = min(1 / points, choose_scale(frame.width * points, frame.height * points))
    if scale * points < 1:
        size = max(1, round(frame.width * points * scale)), max(1, round(frame.height * points * scale))
        frame = frame.resize(size, Image.Resampling.BICUBIC)
    return Scan(index + 1, frame, scale)


def _flatten(image: Image.Image) -> Image.Image:
    """In grey, on white paper where it is transparent."""
    if image.has_transparency_data:
        layer = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", layer.size, "white"), layer)
    return image.convert("L")


def points_per_pixel(image: Image.Image) -> float:
    dpi = float(image.info.get("dpi", (0, 0))[0] or 0)
    if MIN_DPI < dpi < MAX_DPI and 200 < max(image.size) / dpi * 72 < 5000:
        return 72 / dpi
    return A4_LONG_SIDE / max(image.size)
