"""Pages as they are drawn and turned before they are read: no pixel is smeared that need not be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFilter
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract.printed import Frame
from pipeline.extract.raster import Raster
from pipeline.extract.rendering import render_page
from pipeline.extract.tilt import find_tilt, level_raster

SIZE = 400, 600  # pixels


@pytest.fixture(scope="module")
def lines() -> Image.Image:
    """Grey, so that every resampling shows."""
    image = Image.new("L", SIZE, 240)
    draw = ImageDraw.Draw(image)
    for y in range(40, SIZE[1] - 40, 24):
        for x in range(30, SIZE[0] - 60, 20):
            draw.rectangle((x, y, x + 10, y + 8), fill=30 + x % 90)
    return image


def render(path: Path) -> tuple[Image.Image, float]:
    with pypdfium2.PdfDocument(path) as pdf:
        width, height = pdf[0].get_size()
        return render_page(pdf[0], Frame(0, 0, width, height))


@pytest.mark.parametrize("dpi", [96, 150, 200])
def test_a_coarse_scan_is_drawn_pixel_by_pixel(dpi: int, lines: Image.Image, tmp_path: Path) -> None:
    lines.save(tmp_path / "a.png")
    width, height = (side * 72 / dpi for side in SIZE)
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(width, height))
    canvas.drawImage(str(tmp_path / "a.png"), 0, 0, width, height)
    canvas.save()
    image, scale = render(tmp_path / "a.pdf")
    assert scale == pytest.approx(dpi / 72, rel=1e-3)
    assert np.array_equal(np.asarray(image), np.asarray(lines))


@pytest.mark.parametrize("beside", ["text", "a line", "a smaller image"])
def test_a_page_that_shows_more_than_an_image_is_drawn_as_large_as_it_is_read(
    beside: str, lines: Image.Image, tmp_path: Path
) -> None:
    lines.save(tmp_path / "a.png")
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(192, 288))
    canvas.drawImage(str(tmp_path / "a.png"), 0, 0, 192, 288 if beside != "a smaller image" else 144)
    if beside == "text":
        canvas.drawString(20, 20, "7 av 10")
    if beside == "a line":
        canvas.line(20, 20, 100, 20)
    canvas.save()
    assert render(tmp_path / "a.pdf")[1] == pytest.approx(300 / 72)


@pytest.mark.parametrize(("degrees", "times"), [(0.7, 2.0), (-3.2, 2.0), (0.7, 1.0), (0.0, 2.0), (4.9, 1.5)])
def test_a_page_is_turned_and_enlarged_as_a_point_of_it_is(degrees: float, times: float) -> None:
    image = Image.new("L", SIZE, 255)
    ImageDraw.Draw(image).ellipse((294, 94, 306, 106), fill=0)
    level = level_raster(Raster(np.asarray(image), 2.0), degrees, 2.0 * times)
    assert level.grey.shape == (SIZE[1] * times, SIZE[0] * times)
    assert level.scale == 2.0 * times
    ys, xs = np.nonzero(level.grey < 128)
    angle = np.radians(degrees)
    x, y = 300.5 - SIZE[0] / 2, 100.5 - SIZE[1] / 2  # anticlockwise on a page whose y runs down
    right, down = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    assert (xs.mean() + 0.5) / times == pytest.approx(SIZE[0] / 2 + right, abs=0.3)
    assert (ys.mean() + 0.5) / times == pytest.approx(SIZE[1] / 2 + down, abs=0.3)


def test_a_turned_page_is_found_level_afterwards(lines: Image.Image) -> None:
    askew = lines.rotate(-1.5, Image.Resampling.BICUBIC, fillcolor=240).filter(ImageFilter.GaussianBlur(0.5))
    raster = Raster(np.asarray(askew), 150 / 72)
    assert find_tilt(raster) == pytest.approx(1.5, abs=0.15)
    assert find_tilt(level_raster(raster, find_tilt(raster), 300 / 72)) == pytest.approx(0, abs=0.3)


def test_a_page_of_nearly_the_size_keeps_its_pixels(lines: Image.Image) -> None:
    raster = Raster(np.asarray(lines), 295 / 72)
    assert level_raster(raster, 0.0, 300 / 72) is raster
