"""A PDF page as a picture in grey: a scan pixel by pixel as it was scanned, any other as large as it is read."""

from __future__ import annotations

import ctypes
import math

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from .drawing import MAX_OBJECTS, image_box, read_matrix
from .printed import Frame

DPI = 300  # at 200 and 400 a `73` became `173` at confidence 0.75 to 0.87
MAX_PIXELS = 36_000_000  # of one page; A3 at 300 dpi has 17 million
NEARLY = 1.05  # times the resolution wanted that is as good: every resampling costs sharpness
MIN_COVER = 0.95  # of a page by the image that it is; scanners leave a rim now and then
HAIR = 1e-5  # share of an image's size by which it is drawn smaller


def choose_scale(width: float, height: float) -> float:
    """With how many pixels per point a page of that many points is read: fewer where it is huge."""
    return min(DPI / 72, math.sqrt(MAX_PIXELS / (width * height)))


def render_page(page: pypdfium2.PdfPage, frame: Frame) -> tuple[Image.Image, float]:
    """The page and its pixels per point: as many as it is read with, but no more than the scan that it is.

    What enlarges a coarse scan later does so while it turns it level. pdfium would stretch by a whole pixel, and so
    smear, an image that ends a rounding error beyond the picture's edge: it is drawn a hair smaller. Fine scans are
    left to pdfium: smeared, tesseract parts their columns better (words wrong 0.15 % against 1.4 %).
    """
    scale = choose_scale(frame.width, frame.height)
    images = _find_images(page.raw, frame)
    resolution = max(map(_measure_resolution, images), default=scale)
    if resolution * NEARLY < scale:
        for image in images:
            _shrink(image)
        scale = resolution * (1 - HAIR)  # or 1241.00001 pixels become 1242
    return draw_page(page, scale), scale


def draw_page(page: pypdfium2.PdfPage, scale: float) -> Image.Image:
    """The page at so many pixels per point."""
    picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    return picture


def _find_images(page: ctypes.c_void_p, frame: Frame) -> list[ctypes.c_void_p]:
    """The images that hide the whole page, where nothing else is to be seen; none where there is."""
    images = []
    for index in range(min(pdfium.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE and _covers(item, frame):
            images.append(item)
        elif kind != pdfium.FPDF_PAGEOBJ_TEXT or not _is_hidden(item):
            return []
    return images


def _covers(item: ctypes.c_void_p, frame: Frame) -> bool:
    """Whether an image hides the whole page; one with a mask shows what is below, or its mask is finer than itself."""
    box = image_box(item, frame)
    whole = box.width * box.height >= MIN_COVER * frame.width * frame.height
    return whole and not pdfium.FPDFPageObj_HasTransparency(item)


def _is_hidden(item: ctypes.c_void_p) -> bool:
    """Whether nobody sees the text: programs lay such over a scan, so that it can be searched."""
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)


def _measure_resolution(item: ctypes.c_void_p) -> float:
    """Its pixels per point."""
    width, height, matrix = ctypes.c_uint(), ctypes.c_uint(), read_matrix(item)
    pdfium.FPDFImageObj_GetImagePixelSize(item, ctypes.byref(width), ctypes.byref(height))
    area = abs(matrix.a * matrix.d - matrix.b * matrix.c)  # in square points: an image is a square of 1 before
    return math.sqrt(width.value * height.value / area)


def _shrink(item: ctypes.c_void_p) -> None:
    """Makes an image a hair smaller about its middle."""
    m = read_matrix(item)
    sides = (side * (1 - HAIR) for side in (m.a, m.b, m.c, m.d))
    smaller = pdfium.FS_MATRIX(*sides, m.e + HAIR * (m.a + m.c) / 2, m.f + HAIR * (m.b + m.d) / 2)
    pdfium.FPDFPageObj_SetMatrix(item, ctypes.byref(smaller))
