"""How well the layouts of `fixtures/layouts/` are read: born digital, and as scans of three kinds.

    python benchmarks/layouts.py [--kinds born clean poor layered] [--keep FOLDER] [--misses N]

Prints for each kind and layout: cells with right label, place, gender, year, unit and value or symbol; wrong rows, and
how many of them no review asks a person to look at; facts of prose and bullets that the born-digital file gave and this
kind did not, and those that only it gave and no review doubts; words of the text that differ from those of the
born-digital file (order counts, as in a reading). Scans are made on the fly (`fixtures/scans.py`); `--keep` keeps them
and the outputs.
"""

from __future__ import annotations

import argparse
import difflib
import sys
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))
from facts import Score, describe, read_csv, score_output  # noqa: E402 (fixtures/ is no package)
from scans import write_scan  # noqa: E402

from pipeline.run import ingest  # noqa: E402

LAYOUTS = ROOT / "fixtures" / "layouts"
KINDS = ("born", "clean", "poor", "layered")
FACT_COLUMNS = {
    "indicators.csv": ("geography", "population", "gender", "year", "value", "unit", "qualifier", "negated"),
    "changes.csv": ("geography", "gender", "direction", "low", "high", "unit", "from_year", "to_year"),
    "local_status.csv": ("geography", "answer"),
}


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


def read_prose_facts(output: Path) -> dict[str, Counter[tuple[str, ...]]]:
    """What the sentences of each document state, without its wording, which a scan may change."""
    facts: dict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
    for file, columns in FACT_COLUMNS.items():
        for row in read_csv(output / file):
            if row.get("origin") != "table":
                facts[Path(row["source_file"]).stem][tuple(row[name] for name in (*columns, "review"))] += 1
    return facts


def compare_facts(truth: Counter[tuple[str, ...]], read: Counter[tuple[str, ...]]) -> tuple[int, int]:
    """How many facts are lost, and how many are new without a review; each fact's last part is its review."""
    known, found = (Counter([fact[:-1] for fact in facts.elements()]) for facts in (truth, read))
    new = found - known
    silent = sum(1 for fact in read.elements() if fact[:-1] in new and not fact[-1])
    return (known - found).total(), silent


def count_errors(truth: list[str], read: list[str]) -> int:
    """Words of the truth that are missing or other, and words that are too many."""
    blocks = difflib.SequenceMatcher(None, truth, read, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for tag, i1, i2, j1, j2 in blocks if tag != "equal")


@dataclass
class Result:
    """What was measured of one layout, or of all."""

    cells: Score = field(default_factory=Score)
    lost: int = 0
    silent: int = 0
    word_errors: int = 0
    words: int = 0

    def add(self, other: Result) -> None:
        self.cells.facts += other.cells.facts
        self.cells.rows += other.cells.rows
        self.cells.missed += other.cells.missed
        self.cells.wrong += other.cells.wrong
        self.lost += other.lost
        self.silent += other.silent
        self.word_errors += other.word_errors
        self.words += other.words

    def __str__(self) -> str:
        cells = self.cells
        return (
            f"{cells.facts - len(cells.missed):4} of {cells.facts:4} cells {cells.recall:7.1%}"
            f" | wrong rows {len(cells.wrong):3} without review {len(cells.silent):3}"
            f" | prose lost {self.lost:3} silently new {self.silent:3}"
            f" | word errors {self.word_errors / max(1, self.words):6.2%}"
        )


def measure_kind(kind: str, output: Path, born: Path, misses: int) -> None:
    """Prints a line for each layout and one for all."""
    truth, read = read_words(born), read_words(output)
    stated, found = read_prose_facts(born), read_prose_facts(output)
    total = Result()
    for stem in read:
        lost, silent = compare_facts(stated[stem], found[stem])
        errors = count_errors(truth[stem], read[stem])
        result = Result(score_output("cells", output, stem), lost, silent, errors, len(truth[stem]))
        total.add(result)
        print(f"{kind:8} {stem:32} {result}")
        for name, rows in (("MISSED", result.cells.missed), ("WRONG", result.cells.wrong)):
            for row in rows[:misses]:
                print(f"    {name} {describe(row)[:300]}")
    print(f"{kind:8} {'all':32} {total}")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    ask.add_argument("--keep", type=Path, help="folder for scans and outputs")
    ask.add_argument("--misses", type=int, default=0, help="how many missed and wrong rows of each layout to print")
    options = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or Path(scratch)
        ingest([LAYOUTS], folder / "out-born")
        for kind in options.kinds:
            output = folder / f"out-{kind}"
            if kind != "born":
                ingest([make_sources(kind, folder)], output)
            measure_kind(kind, output, folder / "out-born", options.misses)


if __name__ == "__main__":
    main()
