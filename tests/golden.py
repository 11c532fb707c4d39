"""The golden files: `output/` is what the program makes of `fixtures/`, to the byte where no OCR is in it.

    python tests/golden.py             says what differs
    python tests/golden.py --rewrite   writes output/ anew; read the diff before you commit it

Of documents that were read by OCR only the facts are compared, all but confidence and box: those two may differ where
tesseract was compiled for another processor.
"""

from __future__ import annotations

import csv
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))
from facts import read_csv  # noqa: E402 (fixtures/ is no package)

FIXTURES, OUTPUT = ROOT / "fixtures", ROOT / "output"
NOT_COMPARED = ("confidence", "bbox")
MOST_SHOWN = 20


def write_output(target: Path) -> None:
    """The main job on the fixtures, as `oj ingest fixtures -o TARGET` does it."""
    from pipeline.run import ingest

    ingest([FIXTURES], target)


def compare_outputs(fresh: Path, golden: Path) -> Iterator[str]:
    """What differs, file by file and row by row; nothing where the two folders say the same."""
    names = {
        folder: {str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()} for folder in (fresh, golden)
    }
    yield from (f"{name}: is missing" for name in sorted(names[golden] - names[fresh]))
    yield from (f"{name}: is new" for name in sorted(names[fresh] - names[golden]))
    scanned = find_scanned(golden)
    for name in sorted(names[fresh] & names[golden]):
        if (fresh / name).read_bytes() != (golden / name).read_bytes():
            yield from compare_files(fresh / name, golden / name, name, scanned)


def find_unread(output: Path) -> list[str]:
    """The documents that were not read whole; such an output must never become golden."""
    rows = read_csv(output / "documents.csv")
    return [f"{row['source_file']}: {row['status']} {row['reason']}" for row in rows if row["status"] != "ok"]


def find_scanned(output: Path) -> set[str]:
    """The documents with at least one page that was read by OCR."""
    return {row["document_id"] for row in read_csv(output / "documents.csv") if row["ocr_pages"] not in ("", "0")}


def write_csv(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def compare_files(fresh: Path, golden: Path, name: str, scanned: set[str]) -> Iterator[str]:
    """The lines that differ, after what is not compared is taken out of the rows of scanned documents."""
    old, new = (list(read_facts(path, scanned)) for path in (golden, fresh))
    yield from (f"{name}: - {line}" for line in old if line not in set(new))
    yield from (f"{name}: + {line}" for line in new if line not in set(old))
    if old != new and set(old) == set(new):
        yield f"{name}: the order of the lines differs, or one stands twice"


def read_facts(path: Path, scanned: set[str]) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".csv" or "document_id" not in text.partition("\n")[0].split(","):
        yield from text.splitlines()
        return
    for row in read_csv(path):
        skip = NOT_COMPARED if row["document_id"] in scanned else ()
        yield ",".join(value for column, value in row.items() if column not in skip)


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "output"
        write_output(fresh)
        differences = (
            list(compare_outputs(fresh, OUTPUT)) if (OUTPUT / "documents.csv").exists() else ["no output/ yet"]
        )
        for line in differences[:MOST_SHOWN]:
            print(line)
        print(f"{len(differences)} differences")
        if unread := find_unread(fresh):
            print("not read whole, so nothing is rewritten:", *unread, sep="\n")
            return 1
        if "--rewrite" in arguments:
            shutil.rmtree(OUTPUT, ignore_errors=True)
            shutil.copytree(fresh, OUTPUT)
            return 0
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
