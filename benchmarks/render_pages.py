"""Prints Swedish text on page images of many looks and reads them with tesseract, for pairs of truth and damage.

    python benchmarks/render_pages.py made FOLDER --pages 60      # chains of words from the Kolada pairs, to learn from
    python benchmarks/render_pages.py texts FOLDER TEXT...        # coherent texts, each page with a look of its own

writes NAME.truth.txt, NAME.eng.txt and NAME.swe.txt below FOLDER. What is already there is kept, so a stopped run goes
on where it was. Needs the fonts of Debian's fonts-liberation, fonts-dejavu, fonts-crosextra-carlito,
fonts-crosextra-caladea, fonts-open-sans, fonts-lato and fonts-ebgaramond; those that are missing are left out.
"""

from __future__ import annotations

import argparse
import csv
import io
import os
import random
from dataclasses import dataclass
from pathlib import Path

import pytesseract
from PIL import Image, ImageDraw, ImageFilter, ImageFont

ROOT = Path(__file__).resolve().parent.parent
FONT_FOLDER = Path("/usr/share/fonts")
FONTS = (
    "truetype/liberation/LiberationSerif-Regular.ttf",
    "truetype/liberation/LiberationSans-Regular.ttf",
    "truetype/liberation/LiberationSans-Bold.ttf",
    "truetype/liberation/LiberationSerif-Bold.ttf",
    "truetype/dejavu/DejaVuSans.ttf",
    "truetype/dejavu/DejaVuSerif.ttf",
    "truetype/crosextra/Carlito-Regular.ttf",
    "truetype/crosextra/Caladea-Regular.ttf",
    "truetype/open-sans/OpenSans-Regular.ttf",
    "truetype/lato/Lato-Regular.ttf",
    "opentype/ebgaramond/EBGaramond12-Regular.otf",
)


#: Of an A4 page with its margins, in points; lines are so many times their letters' size apart.
PRINTED_WIDTH, PRINTED_HEIGHT, LINE_HEIGHT = 475, 742, 1.45


@dataclass(frozen=True, slots=True)
class Look:
    """How a page is printed and scanned; sizes in points, `dpi` of the scan."""

    font: Path
    size: float
    dpi: int
    blur: float
    noise: int
    turn: float
    jpeg: int


def choose_look(chance: random.Random, kind: str = "any") -> Look:
    """A look of an ordinary report: 9 to 12 points, 150 to 300 dpi, from crisp to a poor copy, or of one kind only."""
    fonts = [FONT_FOLDER / name for name in FONTS if (FONT_FOLDER / name).exists()]
    if kind == "clean":
        return Look(chance.choice(fonts), chance.choice((9, 10, 10.5, 11, 12)), 300, 0, 0, 0, 95)
    if kind == "poor":
        degraded = chance.choice((0.4, 0.7)), chance.choice((10, 25)), chance.choice((0, 0.2, -0.3))
        return Look(chance.choice(fonts), chance.choice((9, 10, 11)), chance.choice((150, 200)), *degraded, 60)
    return Look(
        font=chance.choice(fonts),
        size=chance.choice((9, 10, 10.5, 11, 12)),
        dpi=chance.choice((150, 200, 200, 300, 300)),
        blur=chance.choice((0, 0, 0.4, 0.7)),
        noise=chance.choice((0, 0, 10, 25)),
        turn=chance.choice((0, 0, 0.2, -0.3)),
        jpeg=chance.choice((95, 75, 50)),
    )


def set_lines(text: str, look: Look) -> list[list[str]]:
    """The lines of each page, no wider than the paper, in as many as stand on it."""
    font = ImageFont.truetype(str(look.font), round(look.size * 10))
    rows: list[str] = []
    for line in text.splitlines():
        row = ""
        for word in line.split(" "):
            longer = f"{row} {word}" if row else word
            if row and font.getlength(longer) > PRINTED_WIDTH * 10:
                rows.append(row)
                longer = word
            row = longer
        rows.append(row)
    most = int(PRINTED_HEIGHT / (look.size * LINE_HEIGHT))
    return [rows[i : i + most] for i in range(0, len(rows), most)]


def draw_page(lines: list[str], look: Look, chance: random.Random) -> Image.Image:
    """A grey A4 page with the lines from the top, degraded as the look says."""
    scale = look.dpi / 72
    font = ImageFont.truetype(str(look.font), round(look.size * scale))
    page = Image.new("L", (round(595 * scale), round(842 * scale)), 255)
    draw = ImageDraw.Draw(page)
    for row, line in enumerate(lines):
        draw.text((60 * scale, (50 + row * look.size * LINE_HEIGHT) * scale), line, fill=20, font=font)
    if look.turn:
        page = page.rotate(look.turn, fillcolor=255, resample=Image.Resampling.BICUBIC)
    if look.blur:
        page = page.filter(ImageFilter.GaussianBlur(look.blur * look.dpi / 200))
    if look.noise:
        grain = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height))
        page = Image.blend(page, grain, look.noise / 255)
    store = io.BytesIO()
    page.save(store, "JPEG", quality=look.jpeg)
    return Image.open(store)


def chain_words(chance: random.Random, words: int) -> str:
    """Pseudo-prose that walks the Kolada word pairs, with capitals, stops and figures as in a report."""
    follow: dict[str, list[str]] = {}
    with (ROOT / "pipeline/data/kolada_word_pairs.tsv").open(encoding="utf-8") as file:
        rows = csv.reader((line for line in file if not line.startswith("# ")), delimiter="\t")
        for first, second, _ in rows:
            follow.setdefault(first, []).append(second)
    starts = list(follow)
    out: list[str] = []
    word = chance.choice(starts)
    opening = True
    while len(out) < words:
        shown = str(chance.choice((chance.randint(1, 100), chance.randint(2005, 2024)))) if word == "#" else word
        if opening or chance.random() < 0.04:
            shown = shown[:1].upper() + shown[1:]
        opening = chance.random() < 0.07
        out.append(shown + ("." if opening else "," if chance.random() < 0.05 else ""))
        word = chance.choice(follow[word]) if word in follow and chance.random() < 0.7 else chance.choice(starts)
    return " ".join(out)


def read_page(name: str, text: str, folder: Path, languages: tuple[str, ...], kind: str = "any", page: int = 0) -> bool:
    """Print and read one page of a text; False where it has no such page.

    Its look is drawn from its name, so that every run makes the same pages.
    """
    chance = random.Random(name)
    look = choose_look(chance, kind)
    pages = set_lines(text, look)
    if page >= len(pages):
        return False
    image = draw_page(pages[page], look, chance)
    for language in languages:
        out = folder / f"{name}.{language}.txt"
        if not out.exists():
            out.write_text(pytesseract.image_to_string(image, lang=language), encoding="utf-8")
    (folder / f"{name}.truth.txt").write_text("\n".join(pages[page]) + "\n", encoding="utf-8")
    print(name, look, flush=True)
    return True


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("kind", choices=("made", "texts"))
    ask.add_argument("folder", type=Path)
    ask.add_argument("texts", type=Path, nargs="*")
    ask.add_argument("--pages", type=int, default=60, help="at most, of each text")
    ask.add_argument("--languages", nargs="+", default=["eng"])
    ask.add_argument("--look", choices=("any", "clean", "poor"), default="any")
    args = ask.parse_args()
    os.environ["OMP_THREAD_LIMIT"] = "1"  # threads inside tesseract waste CPU
    args.folder.mkdir(parents=True, exist_ok=True)
    languages = tuple(args.languages)
    if args.kind == "texts":
        for path in args.texts:
            text = path.read_text(encoding="utf-8")
            for number in range(args.pages):
                if not read_page(
                    f"{path.stem}-{args.look}-{number + 1}", text, args.folder, languages, args.look, number
                ):
                    break
        return
    for number in range(args.pages):
        chance = random.Random(number)
        read_page(f"made-{number:03}", chain_words(chance, 450), args.folder, languages)


if __name__ == "__main__":
    main()
