"""Scans: a page rendered as an image is read with real tesseract and compared with what was drawn."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from scan_samples import HEIGHT, LINES, ROWS

from pipeline.extract import read_document, scan, tesseract
from pipeline.extract.failure import Unreadable
from pipeline.extract.ocr import find_turns
from pipeline.extract.printed import PrintedWord
from pipeline.model import Box, Document


@pytest.fixture(scope="module")
def scanned(page: Image.Image, tmp_path_factory: pytest.TempPathFactory) -> Document:
    path = tmp_path_factory.mktemp("skannad") / "a.pdf"
    page.save(path, "PDF", resolution=300)
    return read_document(path, "a.pdf")


def test_a_scan_reads_as_what_was_printed(scanned: Document) -> None:
    lines = [line.raw for line in scanned.lines]
    assert lines[:4] == ["Stöd till äldre 2021", *LINES]
    assert lines[4:] == ["Indikator 2019 2020 2021", *(" ".join(row) for row in ROWS)]
    assert {page.source for page in scanned.pages} == {"ocr"}


def test_words_of_a_scan_stand_where_they_were_printed(scanned: Document) -> None:
    line = scanned.lines[5]
    figure = next(w for w in line.words if line.raw[w.start : w.end] == "74")
    assert figure.box.x0 == pytest.approx(460, abs=2)
    assert figure.box.bottom == pytest.approx(233, abs=3)
    assert figure.confidence is not None
    assert 0 <= figure.confidence <= 1
    assert scanned.lines[0].size == pytest.approx(16, rel=0.1)


def test_ruled_lines_of_a_scan_are_found(scanned: Document) -> None:
    rules = [rule.box for rule in scanned.pages[0].rules if rule.horizontal]
    assert [round(box.top) for box in rules] == pytest.approx([200, 218, 290], abs=1)
    assert all(box.width == pytest.approx(428, abs=3) for box in rules)


def test_a_poor_skewed_scan_as_jpeg_is_read_level(page: Image.Image, tmp_path: Path) -> None:
    small = page.resize((page.width // 2, page.height // 2)).rotate(0.7, Image.Resampling.BICUBIC, fillcolor=255)
    small.filter(ImageFilter.GaussianBlur(0.6)).save(tmp_path / "a.jpg", quality=60, dpi=(150, 150))
    document = read_document(tmp_path / "a.jpg", "a.jpg")
    text = " ".join(line.raw for line in document.lines)
    assert all(line in text for line in LINES)
    assert "Har en rutin 64 73 74" in text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_on_its_side_or_head_is_turned(turn: int, page: Image.Image, tmp_path: Path) -> None:
    turned = page.rotate(turn, expand=True)
    turned.save(tmp_path / "a.png", dpi=(300, 300))
    document = read_document(tmp_path / "a.png", "a.png")
    lines = [line.raw for line in document.lines]
    assert lines[1:4] == LINES
    assert lines[5] == " ".join(ROWS[0])
    assert sum(rule.horizontal for rule in document.pages[0].rules) == 3
    assert find_turns(turned, 300 / 72) == (-turn, 0.0)


def test_a_tiff_of_two_pages_is_a_document_of_two(page: Image.Image, tmp_path: Path) -> None:
    strip = page.crop((0, 300, page.width, 800))
    strip.save(tmp_path / "a.tif", save_all=True, append_images=[strip], dpi=(300, 300))
    document = read_document(tmp_path / "a.tif", "a.tif")
    assert [len(p.lines) >= 3 for p in document.pages] == [True, True]


def test_what_stands_before_a_broken_page_of_a_tiff_is_kept(page: Image.Image, tmp_path: Path) -> None:
    strip = page.crop((0, 300, page.width, 800))
    strip.save(tmp_path / "a.tif", save_all=True, append_images=[strip, strip], compression="tiff_deflate")
    data = bytearray((tmp_path / "a.tif").read_bytes())
    with Image.open(tmp_path / "a.tif") as image:
        image.seek(1)
        start = image.tag_v2[273][0]  # where the second page's pixels begin
    data[start : start + 40] = bytes(40)
    (tmp_path / "a.tif").write_bytes(data)
    document = read_document(tmp_path / "a.tif", "a.tif")
    assert (document.status, document.reason) == ("partial", "damaged")
    assert [bool(p.lines) for p in document.pages] == [True, False]
    assert [p.page for p in document.problems] == [2]


def test_a_white_picture_holds_no_text(tmp_path: Path) -> None:
    Image.new("L", (600, 800), 255).save(tmp_path / "a.png")
    assert read_document(tmp_path / "a.png", "a.png").reason == "no-text"


def test_a_bad_text_layer_is_left_for_the_image(page: Image.Image, tmp_path: Path) -> None:
    page.save(tmp_path / "page.jpg", quality=85)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawImage(str(tmp_path / "page.jpg"), 0, 0, *A4)
    text = canvas.beginText(72, HEIGHT - 130)
    text.setTextRenderMode(3)
    text.setFont("Helvetica", 11, leading=15)
    for line in LINES:
        text.textLine(line.translate(str.maketrans("åäö", "aao")).replace("61", "81"))
    canvas.drawText(text)
    canvas.save()
    document = read_document(tmp_path / "a.pdf", "a.pdf")
    assert document.lines[1].raw == LINES[0]
    assert [p.code for p in document.problems] == ["bad-layer"]
    marked = [(line.raw[w.start : w.end], w.other) for line in document.lines for w in line.words if w.other]
    assert ("61", "81") in marked


def test_without_tesseract_the_document_says_what_to_install(
    page: Image.Image, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.save(tmp_path / "a.png", dpi=(300, 300))
    tesseract.check_tesseract.cache_clear()
    monkeypatch.setenv("PATH", str(tmp_path))
    try:
        document = read_document(tmp_path / "a.png", "a.png")
    finally:
        tesseract.check_tesseract.cache_clear()
    assert document.reason == "missing-tesseract"
    assert "apt install tesseract-ocr" in document.problems[0].message


def test_a_page_that_tesseract_cannot_read_keeps_its_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise Unreadable("crash", "stopped")

    monkeypatch.setattr(scan, "read_image", refuse)
    word = PrintedWord("Oppna", Box(72, 90, 110, 102), 100, 11)
    read = scan.read_scan(scan.Scan(1, Image.new("L", (600, 800), 255), 1.0, (word,)))
    assert [line.raw for line in read.page.lines] == ["Oppna"]
    assert [(p.severity, p.code) for p in read.problems] == [("error", "crash")]
