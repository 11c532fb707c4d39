"""The text layer of a PDF page -> its words, through pdfium's characters (4 ms a page; pdfplumber takes 64 to 120).

A word ends at white space, at a gap, and where the line is left. Figures that are printed small and raised are
footnote marks: `12` + raised `1` is read as `12¹`, never as 121.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from .printed import Frame, PrintedWord

# In em. pdfium itself puts a space in gaps from about 0.2 em; this only catches what it joins over columns.
MAX_GAP_IN_WORD = 0.5
INVENTED_SPACE = 0.1  # a space narrower than this is none; justified text squeezes them to 0.17
MAX_BACKSTEP = 0.6  # kerning goes back a little, a new line a lot
RAISED_SIZE = 0.8  # of the line's type; footnote marks are at 0.55 to 0.75
BOLD_WEIGHT = 600
_FORCE_BOLD = 1 << 18  # ISO 32000-1 table 123
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SPACES = frozenset([0x85, 0xA0, 0x2028, 0x2029])
_LINE_END_HYPHEN = 2  # pdfium's code for a hyphen at a line's end


@dataclass(frozen=True, slots=True)
class _Type:
    """The type of a run of characters; `em` is its size as it appears, in points."""

    em: float
    bold: bool
    angle: int  #: quarter turns from upright


_Edges = tuple[float, float, float, float]  #: of a glyph: left, bottom, right, top


@dataclass(slots=True)
class _Run:
    """Glyphs that follow each other closely in one type on one line."""

    text: str
    glyphs: list[_Edges]
    type: _Type
    baseline: float
    spaced: bool  #: white space stood before it


def read_layer(text_page: ctypes.c_void_p, frame: Frame) -> list[PrintedWord]:
    """The words in the order in which the file has them; those outside the visible page are left out."""
    words = []
    for runs in _group_runs(_read_runs(text_page)):
        if word := _make_word(runs, frame):
            words.append(word)
    return _drop_overprints(words)


def _read_runs(text_page: ctypes.c_void_p) -> Iterator[_Run]:
    rect, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    to_rect, to_x, to_y = ctypes.byref(rect), ctypes.byref(x), ctypes.byref(y)
    read_code, read_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    types: dict[int, _Type] = {}
    run: _Run | None = None
    spaced, invented = True, False
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = read_code(text_page, index)
        if code <= 32 and code != _LINE_END_HYPHEN or code in _SPACES or code >= 0xFFFE:
            # pdfium also invents spaces where the type changes, as before the comma of `procent¹,`
            invented = (invented or not spaced) and pdfium.FPDFText_IsGenerated(text_page, index) == 1
            spaced = True
            continue
        read_box(text_page, index, to_rect)
        glyph = rect.left, rect.bottom, rect.right, rect.top
        if invented and run is not None and _is_close(run, glyph):
            spaced = False
        invented = False
        sign = "-" if code == _LINE_END_HYPHEN else chr(code)
        if run is not None and not spaced and _continues(run, glyph):
            run.text += sign
            run.glyphs.append(glyph)
            continue
        if run is not None:
            yield run
        pdfium.FPDFText_GetCharOrigin(text_page, index, to_x, to_y)
        run = _Run(sign, [glyph], _find_type(text_page, index, types), y.value, spaced)
        spaced = False
    if run is not None:
        yield run


def _continues(run: _Run, glyph: _Edges) -> bool:
    """Whether the glyph stands right after the run's last one, in the same type and on the same line."""
    last_left, last_bottom, last_right, last_top = run.glyphs[-1]
    left, bottom, right, top = glyph
    em = run.type.em
    if run.type.angle % 2:
        return abs(left - last_left) < 0.1 * em and abs(right - last_right) < 0.1 * em
    if left == last_left and right == last_right:
        return True  # the second letter of a ligature
    return (
        -MAX_BACKSTEP * em < left - last_right < MAX_GAP_IN_WORD * em
        and abs(top - last_top) < 0.1 * em
        and abs(bottom - last_bottom) < 0.1 * em
    )


def _is_close(run: _Run, glyph: _Edges) -> bool:
    _, last_bottom, last_right, last_top = run.glyphs[-1]
    left, bottom, _, top = glyph
    return min(last_top, top) > max(last_bottom, bottom) and abs(left - last_right) < INVENTED_SPACE * run.type.em


def _find_type(text_page: ctypes.c_void_p, index: int, types: dict[int, _Type]) -> _Type:
    """The type of a character, read once for each text object: a line of words is mostly one, and all in one type."""
    item = pdfium.FPDFText_GetTextObject(text_page, index)
    if not item:  # a character that pdfium made up
        return _read_type(text_page, index)
    address = ctypes.addressof(item.contents)
    if address not in types:
        types[address] = _read_type(text_page, index)
    return types[address]


def _read_type(text_page: ctypes.c_void_p, index: int) -> _Type:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix))
    scale = (matrix.c**2 + matrix.d**2) ** 0.5
    angle = pdfium.FPDFText_GetCharAngle(text_page, index)
    return _Type(
        em=max(pdfium.FPDFText_GetFontSize(text_page, index) * (scale or 1.0), 0.1),
        bold=_is_bold(text_page, index),
        angle=round(angle / 1.5707963) % 4 if angle >= 0 else 0,
    )


def _is_bold(text_page: ctypes.c_void_p, index: int) -> bool:
    buffer = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text_page, index, buffer, 128, ctypes.byref(flags))
    name = buffer.value.lower()
    return (
        b"bold" in name
        or b"black" in name
        or b"heavy" in name
        or bool(flags.value & _FORCE_BOLD)
        or pdfium.FPDFText_GetFontWeight(text_page, index) >= BOLD_WEIGHT
    )


def _group_runs(runs: Iterator[_Run]) -> Iterator[list[_Run]]:
    """Puts runs together that are one word in two types: half bold, or with a raised mark."""
    group: list[_Run] = []
    for run in runs:
        if group and not run.spaced and _touches(group[-1], run):
            group.append(run)
        else:
            if group:
                yield group
            group = [run]
    if group:
        yield group


def _touches(before: _Run, after: _Run) -> bool:
    if before.type.angle or after.type.angle:
        return False
    em = max(before.type.em, after.type.em)
    gap = after.glyphs[0][0] - before.glyphs[-1][2]
    return -MAX_BACKSTEP * em < gap < 0.2 * em and abs(after.baseline - before.baseline) < 0.6 * em


def _make_word(runs: list[_Run], frame: Frame) -> PrintedWord | None:
    main, text, glyphs = runs[0], runs[0].text, runs[0].glyphs
    if len(runs) > 1:  # few words are
        main = max(runs, key=lambda run: (len(run.glyphs), run.type.em))
        em = max(run.type.em for run in runs)
        text = "".join(_run_text(run, em, runs) for run in runs)
        glyphs = [glyph for run in runs for glyph in run.glyphs]
    lefts, bottoms, rights, tops = zip(*glyphs, strict=True)
    box = frame.box(min(lefts), min(bottoms), max(rights), max(tops))
    if box.x1 < 0 or box.bottom < 0 or box.x0 > frame.width or box.top > frame.height:
        return None
    turns = (main.type.angle * 90 + frame.rotation) % 360
    _, baseline = frame.place(lefts[0], main.baseline)
    return PrintedWord(
        text,
        box,
        baseline if not frame.rotation % 180 else box.bottom,
        round(main.type.em, 2),
        main.type.bold,
        upright=turns == 0,
    )


def _run_text(run: _Run, em: float, runs: list[_Run]) -> str:
    if run.type.em > RAISED_SIZE * em or not run.text.isdecimal():
        return run.text
    base = max(runs, key=lambda r: r.type.em).baseline
    return run.text.translate(_SUPERSCRIPT) if run.baseline > base + 0.15 * em else run.text


def _drop_overprints(words: list[PrintedWord]) -> list[PrintedWord]:
    """Words printed twice, a hair apart, to look bold are one word."""
    places: dict[str, set[tuple[int, int]]] = {}
    kept = []
    for word in words:
        x, y = round(word.box.x0), round(word.baseline)
        same = places.setdefault(word.text, set())
        if not same or not any((x + dx, y + dy) in same for dx in (-1, 0, 1) for dy in (-1, 0, 1)):
            same.add((x, y))
            kept.append(word)
    return kept
