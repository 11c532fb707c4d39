"""Pages drawn for the tests of scans, and what is printed on them."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import tesseract

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


def draw_text(text: str) -> Image.Image:
    image = Image.new("L", (40 * len(text) + 40, 80), 255)
    ImageDraw.Draw(image).text((20, 10), text, fill=0, font_size=48)
    return image


def find_word(text: str, page: Image.Image) -> tuple[int, int, int, int]:
    word = next(w for w in tesseract.read_images([page], 3, 300)[0] if w.text == text)
    return word.left, word.top, word.right, word.bottom
