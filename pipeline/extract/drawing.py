"""The lines drawn on a PDF page: table rules, frames of boxes. Thin filled rectangles count, wide ones do not."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2.raw as pdfium

from pipeline.model import Box, Rule

from .printed import Frame

MAX_THICKNESS = 3.0  # points; the heaviest table rules are 2 to 2.5
MIN_LENGTH = 8.0  # points; shorter ones are letters drawn as shapes, ticks and logos
MAX_OBJECTS = 20_000  # of a page; maps and charts have more and tell nothing about text
MAX_SEGMENTS = 400  # of one path; a table's grid drawn at once has some tens
MAX_DEPTH = 5  # forms within forms


@dataclass(frozen=True, slots=True)
class Matrix:
    """x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def apply(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, inner: Matrix) -> Matrix:
        """The matrix that applies `inner` first."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            *self.apply(inner.e, inner.f),
        )


_AS_IT_IS = Matrix()


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn on a page besides text."""

    rules: tuple[Rule, ...]
    images: tuple[Box, ...]


def read_drawing(page: ctypes.c_void_p, frame: Frame) -> Drawing:
    """Rules from top to bottom, and the places of images."""
    rules: dict[Box, Rule] = {}
    images = []
    for count, (item, matrix) in enumerate(_walk(page)):
        if count > MAX_OBJECTS:
            break
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            images.append(image_box(item, frame, matrix))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            for box in _read_path(item, matrix, frame):
                rules[box] = Rule(box)
    ordered = sorted(rules.values(), key=lambda r: (r.box.top, r.box.x0, r.box.bottom, r.box.x1))
    return Drawing(tuple(ordered), tuple(images))


def _walk(page: ctypes.c_void_p) -> Iterator[tuple[ctypes.c_void_p, Matrix]]:
    todo = [(page, Matrix(), 0)]
    while todo:
        parent, matrix, depth = todo.pop()
        count, get = (
            (pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject)
            if depth
            else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject)
        )
        for index in range(min(count(parent), MAX_OBJECTS)):
            item = get(parent, index)
            if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
                if depth < MAX_DEPTH:
                    todo.append((item, matrix.after(read_matrix(item)), depth + 1))
            else:
                yield item, matrix


def read_matrix(item: ctypes.c_void_p) -> Matrix:
    """What places the object on the page, or in the form that it is part of."""
    raw = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(raw))
    return Matrix(raw.a, raw.b, raw.c, raw.d, raw.e, raw.f)


def image_box(item: ctypes.c_void_p, frame: Frame, outer: Matrix = _AS_IT_IS) -> Box:
    """Where an image stands on the page; `outer` is the matrix of the form that it is part of."""
    matrix = outer.after(read_matrix(item))
    return _box([matrix.apply(x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)], frame)


def _box(points: list[tuple[float, float]], frame: Frame, thickness: float = 0.0) -> Box:
    half = thickness / 2
    x0, x1 = min(p[0] for p in points), max(p[0] for p in points)
    y0, y1 = min(p[1] for p in points), max(p[1] for p in points)
    if x1 - x0 > y1 - y0:
        return frame.box(x0, y0 - half, x1, y1 + half)
    return frame.box(x0 - half, y0, x1 + half, y1)


def _read_path(item: ctypes.c_void_p, matrix: Matrix, frame: Frame) -> Iterator[Box]:
    """The straight upright edges of a stroked path; of a filled one, each part that is thin as a whole."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    outlines = _read_outlines(item, matrix.after(read_matrix(item)))
    boxes: list[Box] = []
    if stroke.value:
        width = ctypes.c_float()
        pdfium.FPDFPageObj_GetStrokeWidth(item, ctypes.byref(width))
        thickness = min(width.value * abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5, MAX_THICKNESS)
        boxes = [_box([a, b], frame, thickness) for outline in outlines for a, b in pairwise(outline)]
    elif fill.value:
        boxes = [_box(outline, frame) for outline in outlines if outline]
    for box in boxes:
        if min(box.width, box.height) <= MAX_THICKNESS and max(box.width, box.height) >= MIN_LENGTH:
            yield box


def _read_outlines(item: ctypes.c_void_p, matrix: Matrix) -> list[list[tuple[float, float]]]:
    """The corner points of each part of a path, the first repeated at the end of a closed one."""
    x, y = ctypes.c_float(), ctypes.c_float()
    outlines: list[list[tuple[float, float]]] = []
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MAX_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = matrix.apply(x.value, y.value)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO or not outlines:
            outlines.append([])
        outlines[-1].append(point)
        if pdfium.FPDFPathSegment_GetClose(segment):
            outlines[-1].append(outlines[-1][0])
    return outlines
