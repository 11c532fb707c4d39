"""`oj explain --image`: the page that a row stands on, its place framed."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from hostile_files import page_pdf
from PIL import Image
from publish_samples import make_dataset, make_document, make_report
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.model import Box, Dataset
from pipeline.publish import read_rows, write_dataset
from pipeline.run import ingest

BOX = Box(100, 200, 160, 212)
LINES = [
    "Allt fler kommuner har en rutin för att följa upp stödet till äldre personer.",
    "Andelen är 61 procent av kommunerna år 2021, en ökning sedan år 2018.",
    "Det är dock få som frågar de äldre själva om hur stödet fungerar hemma.",
    "Rutinen är vanligast i de större kommunerna och ovanligast i glesbygd.",
]


def blank_image(kind: str) -> bytes:
    """An empty A4 page at 150 dpi."""
    out = io.BytesIO()
    Image.new("L", (1240, 1754), 255).save(out, kind, dpi=(150, 150))
    return out.getvalue()


def publish(folder: Path, name: str, data: bytes) -> str:
    """A source, and an output folder whose only value stands in BOX on its first page; returns the value's id."""
    (folder / name).write_bytes(data)
    sha256 = hashlib.sha256(data).hexdigest()
    document = replace(make_document(), document_id=sha256[:12], sha256=sha256, source_file=name)
    report = make_report(document)
    level = replace(report.levels[0], place=replace(report.levels[0].place, box=BOX))
    write_dataset(Dataset((replace(report, levels=(level,)),)), folder / "out")
    return level.observation_id


def explain(folder: Path, row_id: str, source: Path, image: str = "page.png") -> Result:
    arguments = ["explain", folder / "out", row_id, "--image", folder / image, "--source", source]
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.pdf", page_pdf()),
        ("report.png", blank_image("PNG")),
        ("report.jpg", blank_image("JPEG")),
        ("report.tif", blank_image("TIFF")),
    ],
)
def test_the_frame_stands_around_the_place(name: str, data: bytes, tmp_path: Path) -> None:
    row_id = publish(tmp_path, name, data)
    assert explain(tmp_path, row_id, tmp_path).exit_code == 0
    with Image.open(tmp_path / "page.png") as image:
        rows, columns = np.nonzero((np.asarray(image) == (200, 0, 0)).all(axis=2))
    xs, ys = columns / image.width * 595, rows / image.height * 842
    assert xs.min() == pytest.approx(BOX.x0 - 3, abs=1.5)
    assert xs.max() == pytest.approx(BOX.x1 + 3, abs=1.5)
    assert ys.min() == pytest.approx(BOX.top - 3, abs=1.5)
    assert ys.max() == pytest.approx(BOX.bottom + 3, abs=1.5)
    assert not ((BOX.x0 <= xs) & (xs <= BOX.x1) & (BOX.top <= ys) & (ys <= BOX.bottom)).any()


@pytest.mark.parametrize("turn", [0, 90, 180, 1.5])
def test_the_frame_stands_around_the_value_of_a_turned_scan(turn: float, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "drawn.pdf"), pagesize=A4)
    canvas.setFont("Helvetica", 11)
    for n, line in enumerate(LINES):
        canvas.drawString(72, A4[1] - 130 - 16 * n, line)
    canvas.save()
    with pypdfium2.PdfDocument(tmp_path / "drawn.pdf") as pdf:
        page = pdf[0].render(scale=300 / 72, grayscale=True).to_pil().convert("L")
    (tmp_path / "scan").mkdir()
    turned = page.rotate(turn, Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=255)
    turned.save(tmp_path / "scan" / "scan.pdf", "PDF", resolution=300)
    ingest([tmp_path / "scan"], tmp_path / "out")
    (row,) = (row for row in read_rows(tmp_path / "out" / "indicators.csv") if row["printed"] == "61")
    assert explain(tmp_path, row["observation_id"], tmp_path / "scan").exit_code == 0
    with Image.open(tmp_path / "page.png") as image:
        rows, columns = np.nonzero((np.asarray(image) == (200, 0, 0)).all(axis=2))
        scale = image.height / A4[1]
    left = 72 + stringWidth("Andelen är ", "Helvetica", 11)
    assert columns.min() / scale == pytest.approx(left - 3, abs=4)
    assert columns.max() / scale == pytest.approx(left + stringWidth("61", "Helvetica", 11) + 3, abs=4)
    assert rows.min() / scale < 138 < 146 < rows.max() / scale < 158


def test_the_source_may_be_given_as_a_file(tmp_path: Path) -> None:
    row_id = publish(tmp_path, "report.pdf", page_pdf())
    assert explain(tmp_path, row_id, tmp_path / "report.pdf").exit_code == 0


def test_a_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    row_id = publish(tmp_path, "report.pdf", page_pdf())
    (tmp_path / "report.pdf").unlink()
    result = explain(tmp_path, row_id, tmp_path)
    assert result.exit_code == 2
    assert "report.pdf" in result.stderr
    assert "--source" in result.stderr


def test_another_version_of_the_source_is_not_drawn(tmp_path: Path) -> None:
    row_id = publish(tmp_path, "report.pdf", page_pdf())
    (tmp_path / "report.pdf").write_bytes(page_pdf() + b"\n")
    result = explain(tmp_path, row_id, tmp_path)
    assert (result.exit_code, (tmp_path / "page.png").exists()) == (2, False)


def test_a_text_has_no_page_to_draw(tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path / "out")
    (row_id,) = (row["change_id"] for row in read_rows(tmp_path / "out" / "changes.csv"))
    result = explain(tmp_path, row_id, tmp_path)
    assert result.exit_code == 2
    assert "text without places" in result.stderr


def test_a_name_that_is_no_picture_is_refused(tmp_path: Path) -> None:
    row_id = publish(tmp_path, "report.pdf", page_pdf())
    assert explain(tmp_path, row_id, tmp_path, "page.nonsense").exit_code == 2
