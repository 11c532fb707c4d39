"""Light letters on dark bands become dark letters on paper; nothing else of a page changes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import read_document
from pipeline.extract.bands import lighten_bands
from pipeline.extract.raster import Raster

SCALE = 300 / 72
BAND = (250, 100, 1600, 190)


def draw_band(ground: int, letters: int, size: int = 44) -> Image.Image:
    """A page with one filled band and two words in it."""
    image = Image.new("L", (2000, 400), 250)
    draw = ImageDraw.Draw(image)
    draw.rectangle(BAND, fill=ground)
    font = ImageFont.load_default(size)
    draw.text((300, 120), "Andel kommuner", fill=letters, font=font)
    draw.text((1300, 120), "2021", fill=letters, font=font)
    return image


def lighten(image: Image.Image) -> np.ndarray:  # type: ignore[type-arg]
    return lighten_bands(Raster(np.asarray(image), SCALE)).grey


@pytest.mark.parametrize(("ground", "letters"), [(20, 255), (90, 255), (140, 250)])
def test_a_dark_band_becomes_paper_and_its_letters_ink(ground: int, letters: int) -> None:
    grey = lighten(draw_band(ground, letters))
    inside = grey[110:180, 260:1590]
    assert grey[105, 1000] == 250
    assert 0.02 < (inside < 80).mean() < 0.3
    assert (inside > 200).mean() > 0.65


def test_a_blurred_band_that_is_not_quite_level_becomes_paper() -> None:
    image = draw_band(90, 255).filter(ImageFilter.GaussianBlur(2)).rotate(0.1, fillcolor=250)
    grey = lighten(image)
    assert (grey[120:170, 300:1500] > 200).mean() > 0.6
    assert grey[145, 900] == 250


def test_a_slanting_bar_without_letters_leaves_little_ink() -> None:
    image = Image.new("L", (2000, 400), 250)
    ImageDraw.Draw(image).polygon([(0, 40), (2000, 0), (2000, 60), (0, 100)], fill=90)
    assert (lighten(image) < 80).mean() < 0.003  # 0.026 where its overlapping areas were turned one after the other


@pytest.mark.parametrize(
    "image",
    [
        draw_band(215, 0),  # a tint behind black letters
        draw_band(150, 0),  # black letters on grey
        draw_band(250, 0, size=150),  # a large heading without a band
        Image.fromarray(np.linspace(0, 255, 800_000).reshape(400, 2000).astype(np.uint8)),  # all shades of a picture
        Image.new("L", (3, 2), 0),
        Image.new("L", (2000, 400), 0),
    ],
)
def test_other_pages_stay_as_they_are(image: Image.Image) -> None:
    assert np.array_equal(lighten(image), np.asarray(image))


def test_a_tables_white_header_on_green_is_read(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "ritad.pdf"), pagesize=A4)
    canvas.setFillColor(HexColor("#2e7d4f"))
    canvas.rect(60, 600, 440, 18, stroke=0, fill=1)
    for n, row in enumerate([("Kommun", "2019", "2020"), ("Gnesta", "61", "64"), ("Trosa", "58", "57")]):
        canvas.setFillColor(HexColor("#000000" if n else "#ffffff"))
        canvas.setFont("Helvetica" if n else "Helvetica-Bold", 9)
        for x, cell in zip((64, 300, 420), row, strict=True):
            canvas.drawString(x, 606 - 18 * n, cell)
    canvas.save()
    with pypdfium2.PdfDocument(tmp_path / "ritad.pdf") as pdf:
        pdf[0].render(scale=SCALE).to_pil().save(tmp_path / "skannad.pdf", "PDF", resolution=300)
    lines = [line.raw for line in read_document(tmp_path / "skannad.pdf", "skannad.pdf").lines]
    assert lines == ["Kommun 2019 2020", "Gnesta 61 64", "Trosa 58 57"]
