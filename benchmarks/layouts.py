"""How well the layouts of `fixtures/layouts/` are read: born digital, and as scans of three kinds.

    python benchmarks/layouts.py [--kinds born clean poor layered] [--keep FOLDER] [--misses N]

Prints for each kind and layout: cells with right label, place, gender, year, unit and value or symbol; wrong rows, and
how many of them no review asks a person to look at; words of the text that differ from those of the born-digital file
(order counts, as in a reading). Scans are made on the fly (`fixtures/scans.py`); `--keep` keeps them and the outputs.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))
from facts import Score, describe, read_csv, score_output  # noqa: E402 (fixtures/ is no package)
from scans import write_scan  # noqa: E402

from pipeline.run import ingest  # noqa: E402

LAYOUTS = ROOT / "fixtures" / "layouts"
KINDS = ("born", "clean", "poor", "layered")


def make_sources(kind: str, folder: Path) -> Path:
    """The folder with the layouts as this kind of file; scans that are there already are kept."""
    if kind == "born":
        return LAYOUTS
    for source in sorted(LAYOUTS.glob("*.pdf")):
        if not (target := folder / kind / source.name).exists():
            write_scan(source, kind, target)
    return folder / kind


def read_words(output: Path) -> dict[str, list[str]]:
    """The words of each document as the output's text has them."""
    words = {}
    for document in read_csv(output / "documents.csv"):
        stem = Path(document["source_file"]).stem
        (text,) = (output / "text").glob(f"{stem}-{document['document_id']}*")
        words[stem] = text.read_text(encoding="utf-8").replace("–", "-").split()
    return words


def count_errors(truth: list[str], read: list[str]) -> int:
    """Words of the truth that are missing or other, and words that are too many."""
    blocks = difflib.SequenceMatcher(None, truth, read, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in blocks if tag != "equal")


def print_scores(kind: str, output: Path, truth: dict[str, list[str]], misses: int) -> None:
    read = read_words(output)
    total, errors = Score(), 0
    for stem in read:
        score, wrong_words = score_output("cells", output, stem), count_errors(truth[stem], read[stem])
        total.facts += score.facts
        total.rows += score.rows
        total.missed += score.missed
        total.wrong += score.wrong
        errors += wrong_words
        print_line(kind, stem, score, wrong_words / len(truth[stem]))
        for name, rows in (("MISSED", score.missed), ("WRONG", score.wrong)):
            for row in rows[:misses]:
                print(f"    {name} {describe(row)[:300]}")
    print_line(kind, "all", total, errors / sum(len(truth[stem]) for stem in read))


def print_line(kind: str, name: str, score: Score, word_errors: float) -> None:
    right = score.facts - len(score.missed)
    print(
        f"{kind:8} {name:32} {right:4} of {score.facts:4} cells {score.recall:7.1%} | wrong rows {len(score.wrong):3}"
        f" without review {len(score.silent):3} | word errors {word_errors:6.2%}"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    ask.add_argument("--keep", type=Path, help="folder for scans and outputs")
    ask.add_argument("--misses", type=int, default=0, help="how many missed and wrong rows of each layout to print")
    options = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        ingest([LAYOUTS], folder / "out-born")
        truth = read_words(folder / "out-born")
        for kind in options.kinds:
            output = folder / f"out-{kind}"
            if kind != "born":
                ingest([make_sources(kind, folder)], output)
            print_scores(kind, output, truth, options.misses)


if __name__ == "__main__":
    main()
