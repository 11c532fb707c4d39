"""Draws `example.png` for the README: a page of a scanned fixture, its values framed, beside the rows of the output.

    python docs/draw_example.py

Needs the fonts Liberation and DejaVu (`fonts-liberation`, `fonts-dejavu-core`).
"""

from __future__ import annotations

import csv
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFont

ROOT = Path(__file__).parent.parent
SOURCE, PAGE = "anhorigstod-faktablad-2021-skannad.pdf", 2
FONTS = Path("/usr/share/fonts/truetype")
SCALE = 1.6  # pixels for each point of the page
SHOWN_POINTS = 545  # of the page's height: below there is white paper
COLUMNS = {"value": 58, "year": 52, "gender": 62, "unit": 76, "origin": 66, "confidence": 90, "indicator": 560}
ROW = 30
FRAME, SHADE, INK = (200, 60, 20), (255, 240, 205), (30, 30, 30)


def read_rows() -> list[dict[str, str]]:
    """The rows that come from the page, in the order in which they are printed."""
    with (ROOT / "output" / "indicators.csv").open(encoding="utf-8", newline="") as file:
        rows = [r for r in csv.DictReader(file) if r["source_file"] == SOURCE and r["page"] == str(PAGE)]
    return sorted(rows, key=lambda row: (int(row["line"]), float(row["bbox"].split()[0])))


def draw_page(rows: list[dict[str, str]]) -> Image.Image:
    with pypdfium2.PdfDocument(ROOT / "fixtures" / SOURCE) as pdf:
        page = pdf[PAGE - 1].render(scale=SCALE).to_pil().convert("RGB")
    draw = ImageDraw.Draw(page)
    for row in rows:
        x0, top, x1, bottom = (float(part) * SCALE for part in row["bbox"].split())
        draw.rectangle((x0 - 3, top - 3, x1 + 3, bottom + 3), outline=FRAME, width=2)
    return page.crop((0, 0, page.width, int(SHOWN_POINTS * SCALE)))


def draw_rows(rows: list[dict[str, str]], height: int) -> Image.Image:
    plain = ImageFont.truetype(FONTS / "liberation/LiberationSans-Regular.ttf", 15)
    bold = ImageFont.truetype(FONTS / "liberation/LiberationSans-Bold.ttf", 15)
    sheet = Image.new("RGB", (sum(COLUMNS.values()) + 20, height), "white")
    draw = ImageDraw.Draw(sheet)
    for number, row in enumerate([dict(zip(COLUMNS, COLUMNS, strict=True)), *rows]):
        x, y = 10, 10 + number * ROW
        if y + ROW > height:
            break
        draw.rectangle((0, y, sheet.width, y + ROW), fill=SHADE if number == 0 else "white")
        for column, width in COLUMNS.items():
            font = bold if number == 0 else plain
            draw.text((x, y + 6), cut_text(row[column] or row["missing"], font, width - 8), fill=INK, font=font)
            x += width
        draw.line((0, y + ROW, sheet.width, y + ROW), fill=(220, 220, 220))
    return sheet


def cut_text(text: str, font: ImageFont.FreeTypeFont, width: int) -> str:
    if font.getlength(text) <= width:
        return text
    while text and font.getlength(text + "…") > width:
        text = text[:-1]
    return text + "…"


def main() -> None:
    rows = read_rows()
    page = draw_page(rows)
    sheet = draw_rows(rows, page.height)
    picture = Image.new("RGB", (page.width + sheet.width, page.height), "white")
    picture.paste(page, (0, 0))
    picture.paste(sheet, (page.width, 0))
    ImageDraw.Draw(picture).rectangle((0, 0, page.width, page.height - 1), outline=(190, 190, 190))
    picture.quantize(64).save(ROOT / "docs" / "example.png", optimize=True)


if __name__ == "__main__":
    main()
