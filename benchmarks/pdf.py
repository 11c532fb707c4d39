"""Seconds and memory for each page: ours beside the plain tools, on the same files in one run.

    python benchmarks/pdf.py [--keep FOLDER] [--readers ours pdfplumber ...] [--scans clean poor] [--copies 4]

Born-digital files are the pages of `fixtures/layouts/` put together anew, each report once as it is and once without
its tables, as reports have pages of both kinds (`--copies` times in another order). Each reader runs in a process of
its own, reads one file before the clock starts (so that start-up does not count), and is measured by CPU seconds, its
children's included. `ours` is the whole way from the file to levels and changes. What we promise: born digital at most
0.7 times pdfplumber; scans at most 1.3 times tesseract where a page has one table at the most, else 1.6 times.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))
from pdf_cells import compare_cells  # noqa: E402
from render import draw_source, read_source  # noqa: E402 (fixtures/ is no package)
from scans import write_scan  # noqa: E402

LAYOUTS = sorted((ROOT / "fixtures" / "layouts").glob("*.pdf"))
BORN = ("pdfium", "pdfplumber", "camelot", "ours")
SCANNED = ("tesseract", "ours")


def read_with_pdfium(path: Path) -> None:
    with pypdfium2.PdfDocument(path) as pdf:
        for page in pdf:
            page.get_textpage().get_text_bounded()


def read_with_pdfplumber(path: Path) -> None:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_words()
            page.close()


def read_with_camelot(path: Path) -> None:
    import camelot

    camelot.read_pdf(str(path), pages="all", flavor="network")


def read_with_tesseract(path: Path) -> None:
    """Page segmentation 3, Swedish, 300 dpi, one thread."""
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    with pypdfium2.PdfDocument(path) as pdf, tempfile.TemporaryDirectory() as folder:
        for page in pdf:
            image = Path(folder) / "page.png"
            page.render(scale=300 / 72, grayscale=True).to_pil().save(image, dpi=(300, 300), compress_level=1)
            command = ["tesseract", image, "-", "-l", "swe", "--psm", "3"]
            subprocess.run(command, env=environment, check=True, capture_output=True)


def read_with_ours(path: Path) -> None:
    from pipeline.stages import read_report

    report = read_report(path, path.name)
    if report.document.status != "ok":
        raise RuntimeError(f"{path}: {report.document.problems}")


READERS: dict[str, Callable[[Path], None]] = {
    "pdfium": read_with_pdfium,
    "pdfplumber": read_with_pdfplumber,
    "camelot": read_with_camelot,
    "tesseract": read_with_tesseract,
    "ours": read_with_ours,
}


def measure(reader: str, files: list[Path]) -> dict[str, float]:
    """In this process: CPU and wall seconds for the files after the first, and the peak of memory in MB."""
    read = READERS[reader]
    read(files[0])
    cpu, wall = spent_cpu(), time.perf_counter()
    for file in files[1:]:
        read(file)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return {"cpu": spent_cpu() - cpu, "wall": time.perf_counter() - wall, "peak": peak / 1024}


def spent_cpu() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def measure_apart(reader: str, files: list[Path]) -> dict[str, float]:
    """The same in a process of its own."""
    command = [sys.executable, __file__, "--measure", reader, *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def make_mixed_files(folder: Path, copies: int) -> list[Path]:
    """A file to warm up on, and files of all layouts' pages, with their tables and without, each in another order."""
    files = [LAYOUTS[0]]
    parts = [part for path in LAYOUTS for part in (path, draw_without_tables(path.stem, folder))]
    for shift in range(copies):
        target = folder / f"mixed-{shift}.pdf"
        with pypdfium2.PdfDocument.new() as mixed:
            for part in parts[shift:] + parts[:shift]:
                with pypdfium2.PdfDocument(part) as source:
                    mixed.import_pages(source)
            mixed.save(target)
        files.append(target)
    return files


def draw_without_tables(name: str, folder: Path) -> Path:
    """The report as running text, twice over, to fill the pages."""
    target = folder / f"text-{name}.pdf"
    source = read_source(ROOT / "fixtures" / "sources" / "layouts" / f"{name}.page")
    beside = ("!table", "!beside", "!and", "!end", "!box", "!page")
    prose = [block for block in source.blocks if not block[0].startswith(beside)]
    source.blocks = prose + [block for block in prose if block[0] != "!columns"]
    draw_source(source, target)
    return target


def make_scans(folder: Path, kind: str, *, many: bool) -> list[Path]:
    """A scan to warm up on, and one of all pages with more than one table or of all others."""
    pages = folder / f"{'many' if many else 'few'}-tables.pdf"
    with pypdfium2.PdfDocument.new() as chosen:
        for path in LAYOUTS:
            tables = count_tables(path)
            with pypdfium2.PdfDocument(path) as source:
                numbers = [index for index in range(len(source)) if (tables[index + 1] > 1) == many]
                if numbers:
                    chosen.import_pages(source, numbers)
        chosen.save(pages)
    targets = [folder / kind / path.name for path in (LAYOUTS[0], pages)]
    for path, target in zip((LAYOUTS[0], pages), targets, strict=True):
        if not target.exists():
            write_scan(path, kind, target)
    return targets


@cache
def count_tables(path: Path) -> Counter[int]:
    """How many tables begin on each page, as we read the born-digital file."""
    from pipeline.stages import read_report

    return Counter(table.page for table in read_report(path, path.name).tables)


def compare(title: str, readers: tuple[str, ...], files: list[Path], against: str) -> None:
    pages = sum(len(pypdfium2.PdfDocument(file)) for file in files[1:])
    print(f"{title}: {pages} pages in {len(files) - 1} files")
    results = {}
    for reader in readers:
        if reader == "camelot" and importlib.util.find_spec("camelot") is None:
            print(f"  {reader:10} is not installed")
            continue
        results[reader] = measure_apart(reader, files)
        of = results[reader]
        print(f"  {reader:10} {1000 * of['cpu'] / pages:8.1f} ms of CPU a page   {of['peak']:6.0f} MB at the most")
    if {"ours", against} <= results.keys():
        print(f"  ours / {against}: {results['ours']['cpu'] / results[against]['cpu']:.2f}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--keep", type=Path, help="folder for the files that are read")
    ask.add_argument("--readers", nargs="+", choices=READERS, default=list(READERS))
    ask.add_argument("--scans", nargs="*", default=["clean"], choices=["clean", "poor", "layered"])
    ask.add_argument("--copies", type=int, default=4, help="how many times all layouts are put together")
    options = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        born = tuple(reader for reader in BORN if reader in options.readers)
        compare("born digital", born, make_mixed_files(folder, options.copies), "pdfplumber")
        compare_cells(options.readers)
        for kind in options.scans:
            scanned = tuple(reader for reader in SCANNED if reader in options.readers)
            for many, title in ((False, "one table at most"), (True, "more tables")):
                compare(f"{kind} scans, {title}", scanned, make_scans(folder, kind, many=many), "tesseract")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(sys.argv[2], [Path(name) for name in sys.argv[3:]])))
    else:
        main()
