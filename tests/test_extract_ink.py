"""The ink of a scanned page: blobs, skew, specks and rules."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw
from scan_samples import LINES

from pipeline.extract import read_document
from pipeline.extract.blobs import find_blobs
from pipeline.extract.raster import Raster, find_rules
from pipeline.extract.specks import clear_specks
from pipeline.extract.tilt import measure_skew


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
