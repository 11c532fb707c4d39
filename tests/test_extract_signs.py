"""Letters and signs of a scan that tesseract reads wrong, and what the ink says of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from scan_samples import HEIGHT, find_word, render

from pipeline.extract import read_document, tesseract
from pipeline.extract.ocr import place_words
from pipeline.extract.pieces import drop_inner, restore_rings
from pipeline.extract.raster import Raster
from pipeline.extract.reread import reread_page
from pipeline.extract.shapes import split_glyphs
from pipeline.extract.signs import correct_sign
from pipeline.extract.tesseract import SeenWord


@pytest.mark.parametrize(
    ("printed", "read", "corrected"),
    [
        ("år", "är", "år"),
        ("är", "år", "är"),
        ("år", "år", "år"),
        ("är", "är", "är"),
        ("(%)", "(96)", "(%)"),
        ("(%),", "(960),", "(%),"),
        ("(96)", "(96)", "(96)"),
        ("(26)", "(26)", "(26)"),
    ],
)
def test_ink_tells_rings_from_dots_and_percent_from_figures(
    printed: str, read: str, corrected: str, tmp_path: Path
) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(100, 30))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(20, 10, printed)
    canvas.save()
    assert correct_sign(read, split_glyphs(np.asarray(render(tmp_path / "a.pdf")))) == corrected


@pytest.mark.parametrize(
    ("read", "corrected"),
    [
        ("jour(Qkommunen.exempel.se", "jour@kommunen.exempel.se"),
        ("stöd(Olika", "stöd(Olika"),
        ("2—3", "2–3"),
        ("—", "—"),
    ],
)
def test_signs_that_tesseract_writes_for_others_are_put_right(read: str, corrected: str) -> None:
    assert correct_sign(read, []) == corrected


def test_is_stays_is_where_its_box_ends_below_the_dots(page: Image.Image) -> None:
    left, top, right, bottom = find_word("är", page)
    word = SeenWord("är", left, top + (bottom - top) // 3, right, bottom, 0.97, (1, 1, 1))
    seen = reread_page([word], Raster(np.asarray(page), 300 / 72), 46)
    assert [w.text for w in seen if w.left == left] == ["är"]


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (SeenWord("I", 126, 2, 130, 26, 0.56, (1, 1, 1)), False),  # the l of the word, read as a line of its own
        (SeenWord("-", 40, 2, 50, 6, 0.9, (1, 1, 1)), False),  # the dots of its ä
        (SeenWord("I", 126, 2, 130, 26, 0.99, (1, 1, 1)), True),
        (SeenWord("I", 216, 2, 220, 26, 0.56, (1, 1, 1)), True),
    ],
)
def test_parts_of_a_word_are_no_words(other: SeenWord, kept: bool) -> None:
    word = SeenWord("sträng", 10, 0, 200, 40, 0.96, (2, 1, 1))
    assert drop_inner([other, word], 40) == ([other, word] if kept else [word])


def test_a_line_whose_boxes_are_too_high_has_the_size_that_its_width_tells() -> None:
    def draw(text: str, top: int, height: int) -> list[SeenWord]:
        return [
            SeenWord(word, 60 + 200 * at, top, 60 + 200 * at + 20 * len(word), top + height, 0.96, (1, 1, top))
            for at, word in enumerate(text.split())
        ]

    lines = [*draw("naturen runt oss", 0, 20), *draw("annars var vi", 60, 20), *draw("arenor varav en", 120, 32)]
    heading = [replace(w, right=w.left + 34 * len(w.text), line=(1, 2, 180)) for w in draw("runt vår ruin", 180, 32)]
    raster = Raster(np.full((400, 900), 255, dtype=np.uint8), 1.0)
    for word in (*lines, *heading):
        raster.grey[word.top : word.bottom, word.left : word.right : 4] = 0
    sizes = [
        word.size for word in place_words([*lines, *heading], raster) if word.text in ("naturen", "arenor", "ruin")
    ]
    assert sizes[1] < 1.25 * sizes[0] < sizes[2]


@pytest.mark.parametrize(
    ("ring", "below", "texts"),
    [
        ("o", "ar.", ["år."]),
        ("o", "Ar", ["År"]),
        ("o", "or", ["o", "or"]),
        ("x", "ar.", ["x", "ar."]),
    ],
)
def test_a_ring_read_as_a_line_goes_back_on_its_letter(ring: str, below: str, texts: list[str]) -> None:
    seen = [SeenWord(ring, 24, 10, 34, 20, 0.8, (1, 1, 1)), SeenWord(below, 20, 24, 80, 50, 0.6, (1, 1, 2))]
    assert [w.text for w in restore_rings(seen, 40)] == texts


def test_the_end_of_a_word_is_no_word_beside_it(page: Image.Image) -> None:
    seen = tesseract.read_images([page], 3, 300)[0]
    short = [replace(w, right=w.right - 12) if w.text == "kommuner" else w for w in seen]
    again = reread_page(short, Raster(np.asarray(page), 300 / 72), 46)
    left, top, right, bottom = find_word("kommuner", page)
    assert [w.text for w in again if left <= w.left < right and top <= w.bottom <= bottom] == ["kommuner"]


def test_a_lone_i_keeps_its_place_though_its_box_is_a_pixel_wide(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 10)
    texts = [
        "Stödet är ovanligast i Boden. I kommuner med många äldre är det vanligt.",
        "I storstäderna har sju av tio en plan. I landet är det färre.",
        "Var tredje saknar rutiner, oftast i norr. I år är de fler än 2018.",
    ]
    for n, text in enumerate(texts):
        canvas.drawString(72, HEIGHT - 100 - 14 * n, text)
    canvas.save()
    render(tmp_path / "a.pdf").save(tmp_path / "a.png", dpi=(300, 300))
    lines = read_document(tmp_path / "a.png", "a.png").lines
    assert [line.raw for line in lines] == texts
