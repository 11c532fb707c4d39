"""What parse costs beside plain pdfplumber word extraction of the same pages, start-up apart.

    python benchmarks/parse_speed.py [FILE.pdf ...] [--turns 5]

The files are the pages of `fixtures/layouts/` with their tables and without, or born-digital PDFs that are named. Each
turn is a process of its own that reads and repairs them first. Start-up is what the first, small document costs beyond
what it costs again: libraries, word lists and regular expressions, with modules compiled before, as an installation has
them. Then every page is parsed once, as a batch does, and read once by pdfplumber. All is CPU time; the least of the
turns is told, since other work on the machine only adds.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pdf import LAYOUTS, draw_without_tables, read_with_pdfplumber

from pipeline.extract import read_document
from pipeline.model import Document, Line, Page
from pipeline.stages import repair

# With a figure, a year, a place, a gender, a bullet and a table: each has something to load for.
SMALL = (
    "Öppna jämförelser 2019",
    "\u2022 74 procent av kommunerna har en rutin för kvinnor, en ökning med två procentenheter sedan 2017.",
    "Kalmar kommun har ingen rutin.",
    "Tabell 1. Andel med plan, procent",
    "Kommun 2018 2019",
    "Kalmar 70 74",
    "Lund 61 68",
)


def measure(files: list[Path]) -> dict[str, float]:
    """Seconds of CPU: start-up of parse, and all the files by parse and by pdfplumber."""
    documents = [repair(read_document(file, file.name)) for file in files]
    lines = tuple(Line(1, number, text, text) for number, text in enumerate(SMALL, 1))
    small = Document("0" * 12, "small.txt", "0" * 64, "text/plain", (Page(1, lines, "text"),))
    first, again = (time_cpu(lambda: parse(small)) for _ in range(2))
    read_with_pdfplumber(files[0])
    return {
        "start": first - again,
        "parse": time_cpu(lambda: [parse(document) for document in documents]),
        "pdfplumber": time_cpu(lambda: [read_with_pdfplumber(file) for file in files]),
        "pages": sum(len(document.pages) for document in documents),
    }


def parse(document: Document) -> None:
    from pipeline.parse import parse_document  # where start-up counts

    parse_document(document)


def time_cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def measure_apart(files: list[Path], compiled: str) -> dict[str, float]:
    """The same in a process of its own, which finds its modules compiled in a folder by the turn before."""
    command = [sys.executable, __file__, "--measure", *map(str, files)]
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
    return dict(json.loads(subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout))


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("files", nargs="*", type=Path, help="born-digital PDFs")
    ask.add_argument("--turns", type=int, default=5)
    ask.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = ask.parse_args()
    if options.measure:
        print(json.dumps(measure(options.files)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        drawn = (draw_without_tables(path.stem, Path(scratch)) for path in LAYOUTS)
        files = options.files or [*LAYOUTS, *drawn]
        turns = [measure_apart(files, f"{scratch}/compiled") for _ in range(options.turns)]
    least = {name: min(turn[name] for turn in turns) for name in turns[0]}
    pages = least["pages"]
    print(f"{pages} pages in {len(files)} files, the least of {options.turns} turns")
    print(f"  start-up of parse {1000 * least['start']:6.1f} ms, once a process")
    print(f"  parse             {1000 * least['parse'] / pages:6.1f} ms of CPU a page")
    print(f"  pdfplumber        {1000 * least['pdfplumber'] / pages:6.1f} ms of CPU a page")
    print(f"  parse / pdfplumber: {least['parse'] / least['pdfplumber']:.2f}")


if __name__ == "__main__":
    main()
