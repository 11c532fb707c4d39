"""Scans: a page rendered as an image is read with real tesseract and compared with what was drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import rapid, read_document, scan, tesseract
from pipeline.extract.blobs import find_blobs
from pipeline.extract.failure import Unreadable
from pipeline.extract.ocr import find_turns, place_words
from pipeline.extract.pieces import drop_inner, restore_rings
from pipeline.extract.printed import PrintedWord
from pipeline.extract.raster import Raster, find_rules
from pipeline.extract.reread import reread_page
from pipeline.extract.scan import mark_differences
from pipeline.extract.shapes import ShapeReader, split_glyphs
from pipeline.extract.signs import correct_sign
from pipeline.extract.specks import clear_specks
from pipeline.extract.tesseract import SeenWord
from pipeline.extract.tilt import measure_skew
from pipeline.extract.vote import Readings, Verdict, strip_figure, vote
from pipeline.model import Box, Document

HEIGHT = A4[1]
LINES = [
    "Allt fler kommuner har en rutin för att följa upp stödet till äldre.",
    "Andelen är 61 procent, en ökning med fyra procentenheter sedan 2018.",
    "Det är dock få som frågar de äldre själva om hur stödet fungerar.",
]
ROWS = [
    ("Har en rutin", "64", "73", "74"),
    ("Har en plan", "57", "..", "47"),
    ("Har utbildat alla", "12,7", "17,7", "27,1"),
]


def draw_report(path: Path) -> Path:
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 16)
    canvas.drawString(72, HEIGHT - 90, "Stöd till äldre 2021")
    canvas.setFont("Helvetica", 11)
    for n, line in enumerate(LINES):
        canvas.drawString(72, HEIGHT - 130 - 15 * n, line)
    for y in (200, 218, 290):
        canvas.line(72, HEIGHT - y, 500, HEIGHT - y)
    for n, row in enumerate([("Indikator", "2019", "2020", "2021"), *ROWS]):
        for x, cell in zip((76, 300, 380, 460), row, strict=True):
            canvas.drawString(x, HEIGHT - 213 - 20 * n, cell)
    canvas.save()
    return path


def render(path: Path, dpi: int = 300) -> Image.Image:
    with pypdfium2.PdfDocument(path) as pdf:
        image: Image.Image = pdf[0].render(scale=dpi / 72, grayscale=True).to_pil().convert("L")
        return image


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    return render(draw_report(tmp_path_factory.mktemp("rapport") / "a.pdf"))


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


# --- the parts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "shape", "alone", "verdict"),
    [
        ("74", "74", "74", Verdict("74")),
        ("174", "74", "74", Verdict("74", "174")),
        ("174", "74", "14", Verdict("74", "174")),
        ("", "12,3", "12,3", Verdict("12,3")),
        ("", "12,3", "", Verdict("12,3", "?")),
        ("SE", "12,3", "12,3", Verdict("12,3")),
        ("15.7", "15,7", "", Verdict("15,7")),
        ("1074", "1 074", "", Verdict("1 074")),
        ("-", "..", "SE", Verdict("..")),
        ("72", "", "12", Verdict("12", "72")),
        ("72", "", "72", Verdict("72")),
        ("Xx", "", "Xx", Verdict("X")),
        ("Män", "", "Man", Verdict("Man")),
    ],
)
def test_two_readings_of_three_are_believed(first: str, shape: str, alone: str, verdict: Verdict) -> None:
    readings = Readings(first, shape, alone, first_confidence=0.5, alone_confidence=0.6)
    assert vote(readings) == verdict


@pytest.mark.parametrize(("all_known", "believed"), [(True, Verdict("77", "11")), (False, Verdict("11", "77"))])
def test_shapes_stand_against_two_readings_when_every_digit_is_known(all_known: bool, believed: Verdict) -> None:
    assert vote(Readings("11", "77", "11", all_shapes_known=all_known)) == believed


def test_another_program_decides_between_two_readings() -> None:
    assert vote(Readings("72", "", "12", rapid="12")) == Verdict("12", "72")
    assert vote(Readings("72", "", "12", rapid="72", alone_confidence=0.9)) == Verdict("72", "12")


def test_without_another_program_nothing_is_read_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "is_installed", lambda: False)
    assert rapid.read_figures([draw_text("74")]) == [""]


@pytest.mark.skipif(not rapid.is_installed(), reason="the extra second-reader is not installed")
@pytest.mark.filterwarnings("default")  # the program's own
def test_another_program_reads_figures() -> None:
    assert rapid.read_figures([draw_text("74"), draw_text("12,7")]) == ["74", "12,7"]


@pytest.mark.parametrize(("a", "b"), [("15;7", "15,7"), ("1 074", "1074"), ("–", "-"), ("x", "XX")])
def test_spellings_of_one_figure_are_equal(a: str, b: str) -> None:
    assert strip_figure(a) == strip_figure(b)


def draw_text(text: str) -> Image.Image:
    image = Image.new("L", (40 * len(text) + 40, 80), 255)
    ImageDraw.Draw(image).text((20, 10), text, fill=0, font_size=48)
    return image


def test_shapes_of_digits_read_figures_that_were_never_learnt() -> None:
    reader = ShapeReader()
    taught = ["20", "31", "42", "53", "64", "75", "86", "97", "108", "59", "1276"]
    reader.learn((text, split_glyphs(np.asarray(draw_text(text)))) for text in taught)
    for text in ("74", "12,7", "39", "80,5", "..", "2 890"):
        assert reader.read(split_glyphs(np.asarray(draw_text(text)))) == text
    assert reader.read(split_glyphs(np.asarray(draw_text("20 18.")))) == "2018."  # badly spaced; no thousands


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


def find_word(text: str, page: Image.Image) -> tuple[int, int, int, int]:
    word = next(w for w in tesseract.read_images([page], 3, 300)[0] if w.text == text)
    return word.left, word.top, word.right, word.bottom


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


def test_digits_that_touch_are_told_apart() -> None:
    reader = ShapeReader()
    taught = ["20", "31", "42", "53", "64", "75", "86", "97", "108", "59", "1276"]
    reader.learn((text, split_glyphs(np.asarray(draw_text(text)))) for text in taught)
    grey = np.asarray(draw_text("74"))
    left, right = split_glyphs(grey)
    grey = np.delete(grey, slice(left.left + left.width, right.left), axis=1)
    assert len(split_glyphs(grey)) == 1
    assert reader.read(split_glyphs(grey)) == "74"


@pytest.mark.parametrize(
    ("printed", "read", "fits"),
    [
        ("2018.", "20138", False),
        ("2018.", "2018", True),
        ("11,3", "113", False),
        ("74", "174", False),
        ("74", "74", True),
        ("7g4", "794", False),  # a sign that hangs below the others has its comma on it
    ],
)
def test_a_figure_is_as_wide_as_its_ink(printed: str, read: str, fits: bool) -> None:
    reader = ShapeReader()
    reader.learn((text, split_glyphs(np.asarray(draw_text(text)))) for text in ("42", "53", "2760", "1986"))
    assert reader.fits(read, split_glyphs(np.asarray(draw_text(printed)))) is fits


def test_shapes_are_silent_about_what_they_do_not_know() -> None:
    reader = ShapeReader()
    assert reader.read(split_glyphs(np.asarray(draw_text("74")))) == ""
    reader.learn(("20", split_glyphs(np.asarray(draw_text("20")))) for _ in range(3))
    assert reader.read(split_glyphs(np.asarray(draw_text("män")))) == ""


def test_columns_of_figures_are_blobs_of_their_own() -> None:
    ink = np.zeros((60, 400), dtype=np.bool_)
    for left in (10, 30, 150, 170, 300):
        ink[20:50, left : left + 15] = True
    assert [(b.left, b.right) for b in find_blobs(ink, 40)] == [(10, 45), (150, 185), (300, 315)]


@pytest.mark.parametrize("angle", [-2.0, -0.7, 0.0, 0.7, 2.0])
def test_skew_is_measured(page: Image.Image, angle: float) -> None:
    turned = page.rotate(-angle, Image.Resampling.BICUBIC, fillcolor=255)
    assert measure_skew(Raster(np.asarray(turned), 300 / 72)) == pytest.approx(angle, abs=0.11)


def test_a_page_strewn_with_specks_is_read_without_them(page: Image.Image, tmp_path: Path) -> None:
    grey = np.asarray(page).copy()
    chance = np.random.default_rng(7).random(grey.shape)
    grey[chance < 0.005] = 0
    grey[chance > 0.995] = 255
    Image.fromarray(grey).save(tmp_path / "a.png", dpi=(300, 300))
    lines = [line.raw for line in read_document(tmp_path / "a.png", "a.png").lines]
    assert lines[:5] == ["Stöd till äldre 2021", *LINES, "Indikator 2019 2020 2021"]


def test_what_is_read_amid_spots_as_large_as_full_stops_is_unsure(page: Image.Image, tmp_path: Path) -> None:
    grey = np.asarray(page).copy()
    ys, xs = np.nonzero(np.random.default_rng(7).random((grey.shape[0] - 4, grey.shape[1] - 4)) < 0.0006)
    for y in range(4):
        for x in range(4):
            grey[ys + y, xs + x] = 0
    Image.fromarray(grey).save(tmp_path / "a.png", dpi=(300, 300))
    document = read_document(tmp_path / "a.png", "a.png")
    assert "page-unclear" in {problem.code for problem in document.problems}
    sure = [word.confidence for line in document.lines for word in line.words if word.confidence is not None]
    assert max(sure, default=0.0) <= 0.4


def test_a_clean_page_is_not_filtered(page: Image.Image) -> None:
    raster = Raster(np.asarray(page), 300 / 72)
    assert clear_specks(raster) is raster


def test_letters_make_no_rules() -> None:
    image = Image.new("L", (1200, 300), 255)
    ImageDraw.Draw(image).text((20, 100), "mmmmmmmm HHHHHHHH EEEEEE", fill=0, font_size=90)
    assert find_rules(Raster(np.asarray(image), 300 / 72)) == ()


def test_a_figure_that_the_layer_has_otherwise_is_marked() -> None:
    seen = [PrintedWord("61", Box(10, 10, 20, 20), 20, 10), PrintedWord("år", Box(30, 10, 40, 20), 20, 10)]
    layer = [PrintedWord("81", Box(10, 10, 20, 20), 20, 10), PrintedWord("ar", Box(30, 10, 40, 20), 20, 10)]
    assert [w.other for w in mark_differences(seen, layer)] == ["81", ""]
