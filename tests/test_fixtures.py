"""The fixtures are what their sources and README say."""

from __future__ import annotations

from pathlib import Path

import pytest
import render
import scans

FIXTURES = Path(__file__).parent.parent / "fixtures"
FONTS = [render.FONTS / file for files in render.FONT_FILES.values() for file in files]
SOURCES = sorted((FIXTURES / "sources").glob("**/*.page"))


def test_every_fixture_is_explained_and_no_other() -> None:
    """README: file | made how | why it is here."""
    readme = (FIXTURES / "README.md").read_text(encoding="utf-8")
    explained = {line.split("`")[1] for line in readme.splitlines() if line.startswith("| `")}
    kept = {p.relative_to(FIXTURES).as_posix() for p in FIXTURES.rglob("*") if p.is_file() and p.suffix != ".pyc"}
    assert explained == kept


def test_gold_cells_are_those_of_the_sources(tmp_path: Path) -> None:
    fresh = tmp_path / "gold.csv"
    render.write_gold_cells([render.read_source(path) for path in SOURCES], fresh)
    assert fresh.read_text(encoding="utf-8") == (FIXTURES / "gold" / "gold_cells.csv").read_text(encoding="utf-8")


@pytest.mark.skipif(not all(map(Path.exists, FONTS)), reason="fonts-liberation or fonts-dejavu-core is not installed")
@pytest.mark.parametrize(
    "path", [path for path in SOURCES if "pdf" in render.read_source(path).makes], ids=lambda path: path.stem
)
def test_drawing_again_gives_the_same_bytes(path: Path, tmp_path: Path) -> None:
    drawn = tmp_path / "drawn.pdf"
    render.draw_source(render.read_source(path), drawn)
    kept = FIXTURES / path.relative_to(FIXTURES / "sources").with_suffix(".pdf")
    assert drawn.read_bytes() == kept.read_bytes(), f"run: python fixtures/render.py {path.stem}"


def test_a_scan_has_no_text_and_is_the_same_each_time(tmp_path: Path) -> None:
    first, second = (
        scans.write_scan(FIXTURES / "anhorigstod-faktablad-2021.pdf", "poor", tmp_path / name) for name in ("a", "b")
    )
    assert first.read_bytes() == second.read_bytes()
    assert b"/Font" not in first.read_bytes()


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    block = ["!table widths=50,50", "head: Mått | 2020 | 2021", "row: Andel | 12"]
    with pytest.raises(ValueError, match="too many or too few"):
        render.read_table(block)
