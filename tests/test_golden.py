"""`fixtures/` gives `output/`; the comparison itself notices what it must."""

from __future__ import annotations

import shutil
from pathlib import Path

import golden
import pytest
from facts import read_csv


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("fresh") / "output"
    golden.write_output(target)
    return target


def test_the_fixtures_give_the_committed_output(fresh: Path) -> None:
    differences = list(golden.compare_outputs(fresh, golden.OUTPUT))
    assert not differences, "\n".join(
        [*differences[: golden.MOST_SHOWN], "if this is right: python tests/golden.py --rewrite, and read the diff"]
    )


def test_every_fixture_is_read_whole() -> None:
    assert not golden.find_unread(golden.OUTPUT)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(golden.OUTPUT, tmp_path / "output"))


def test_the_committed_output_equals_itself(copied: Path) -> None:
    assert not list(golden.compare_outputs(copied, golden.OUTPUT))


def test_a_missing_file_is_a_difference(copied: Path) -> None:
    (copied / "changes.csv").unlink()
    assert list(golden.compare_outputs(copied, golden.OUTPUT)) == ["changes.csv: is missing"]


def test_an_extra_file_is_a_difference(copied: Path) -> None:
    (copied / "text" / "extra.txt").write_text("mer", encoding="utf-8")
    assert list(golden.compare_outputs(copied, golden.OUTPUT)) == ["text/extra.txt: is new"]


def test_an_extra_line_break_is_a_difference(copied: Path) -> None:
    file = next((copied / "text").iterdir())
    file.write_text(file.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    assert list(golden.compare_outputs(copied, golden.OUTPUT))


@pytest.mark.parametrize("column", ["value", "year", "page", "evidence", "review", "observation_id"])
@pytest.mark.parametrize("scanned", [True, False])
def test_a_changed_fact_is_a_difference(copied: Path, column: str, scanned: bool) -> None:
    change_cell(copied, column, scanned=scanned)
    assert list(golden.compare_outputs(copied, golden.OUTPUT))


@pytest.mark.parametrize("column", golden.NOT_COMPARED)
def test_confidence_and_box_count_only_where_no_ocr_is(copied: Path, column: str) -> None:
    change_cell(copied, column, scanned=True)
    assert not list(golden.compare_outputs(copied, golden.OUTPUT))
    change_cell(copied, column, scanned=False)
    assert list(golden.compare_outputs(copied, golden.OUTPUT))


def change_cell(output: Path, column: str, *, scanned: bool) -> None:
    """Writes another text into one cell of a row of indicators.csv, of a scanned document or of another."""
    file = output / "indicators.csv"
    documents = golden.find_scanned(output)
    rows = read_csv(file)
    row = next(row for row in rows if (row["document_id"] in documents) == scanned)
    row[column] += "9"
    golden.write_csv(file, rows)
