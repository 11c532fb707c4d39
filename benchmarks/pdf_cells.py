"""Cells right with label, year and value: ours beside the tables that plain tools find, on `fixtures/layouts/`.

A plain tool's cell counts when its row's first text ends the label of the fact, the nearest year above it in its column
is the fact's, and it holds the value: generous, since caption, unit, place and gender are not asked for.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "fixtures"))
from facts import Row, letters, read_gold, same_number  # noqa: E402 (fixtures/ is no package)

LAYOUTS = sorted((ROOT / "fixtures" / "layouts").glob("*.pdf"))
Grid = list[list[str]]  #: a table's rows of cells
Found = tuple[str, str, str]  #: label, year, value


def find_with_pdfplumber(path: Path) -> Iterator[Found]:
    import pdfplumber

    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            for grid in page.extract_tables():
                yield from read_grid([[cell or "" for cell in row] for row in grid])


def find_with_camelot(path: Path) -> Iterator[Found]:
    import camelot

    for table in camelot.read_pdf(str(path), pages="all", flavor="network"):
        yield from read_grid(table.df.values.tolist())


def find_with_ours(path: Path) -> Iterator[Found]:
    from pipeline.stages import read_report

    for level in read_report(path, path.name).levels:
        if level.origin == "table":
            value = level.missing if level.value is None else str(level.value)
            # Where the rows are places, the place is the label.
            yield from ((label, str(level.year), value) for label in (level.indicator, level.geography.name))


def read_grid(grid: Grid) -> Iterator[Found]:
    """Each cell with its row's first text and the nearest year above it."""
    years: dict[int, str] = {}
    for row in grid:
        cells = [" ".join(cell.split()) for cell in row]
        label = next((cell for cell in cells if cell), "")
        for column, cell in enumerate(cells):
            if len(cell) == 4 and cell.startswith(("19", "20")) and cell.isdecimal():
                years[column] = cell
            elif cell and cell != label:
                yield label, years.get(column, ""), cell.replace(" ", "").replace(",", ".")


READERS: dict[str, Callable[[Path], Iterator[Found]]] = {
    "pdfplumber": find_with_pdfplumber,
    "camelot": find_with_camelot,
    "ours": find_with_ours,
}


def count_right(facts: Iterable[Row], found: set[Found]) -> int:
    return sum(any(fits(fact, one) for one in found) for fact in facts)


def fits(fact: Row, found: Found) -> bool:
    label, wanted = letters(found[0]), "" if fact["label"] == "Totalt" else letters(fact["label"])
    same_label = bool(label) and (wanted.endswith(label) or label.endswith(wanted))
    return same_label and fact["year"] == found[1] and same_number(fact["value"] or fact["missing"], found[2])


def compare_cells(names: Iterable[str]) -> None:
    """Prints a line for each reader."""
    gold = read_gold("cells")
    facts = {path: [fact for fact in gold if fact["doc"] == path.stem] for path in LAYOUTS}
    print(f"cells right with label, year and value: {sum(map(len, facts.values()))} in {len(LAYOUTS)} files")
    for name in (name for name in names if name in READERS):
        if name == "camelot" and importlib.util.find_spec("camelot") is None:
            print(f"  {name:10} is not installed")
            continue
        right = sum(count_right(facts[path], set(READERS[name](path))) for path in LAYOUTS)
        print(f"  {name:10} {right:5}")


if __name__ == "__main__":
    compare_cells(READERS)
