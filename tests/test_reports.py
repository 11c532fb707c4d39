"""Reports by authors who did not know the program, with the facts that they state (`tests/reports/README.md`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from facts import Score, score_output
from floors import Floor, read_floors

REPORTS = Path(__file__).parent / "reports"
SETS = {"reports": "docs", "reports-ocr": "ocr"}


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """What the program makes of each folder."""
    from pipeline.run import ingest

    found = {name: tmp_path_factory.mktemp(name) / "output" for name in SETS}
    for name, folder in SETS.items():
        ingest([REPORTS / folder], found[name])
    return found


@pytest.mark.parametrize("floor", read_floors(*SETS), ids=str)
def test_facts_of_the_reports_reach_their_floor(floor: Floor, outputs: dict[str, Path]) -> None:
    score = score_output(floor.kind, outputs[floor.set], gold=REPORTS / "gold")
    got = measure(score, floor.measure)
    assert floor.holds(got), f"{floor}: {got:.3f}, must be {floor.floor}: {floor.reason}"


def test_the_order_of_sets_which_differs_from_run_to_run_changes_no_byte(tmp_path: Path) -> None:
    oj = [sys.executable, "-c", "from pipeline.cli import main; main()", "ingest", str(REPORTS / "docs"), "-o"]
    for seed in ("1", "2"):
        command = [*oj, str(tmp_path / seed)]
        subprocess.run(command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
    files = sorted(p.relative_to(tmp_path / "1") for p in (tmp_path / "1").rglob("*") if p.is_file())
    assert files
    assert [f for f in files if (tmp_path / "1" / f).read_bytes() != (tmp_path / "2" / f).read_bytes()] == []


def measure(score: Score, name: str) -> float:
    return {"recall": score.recall, "precision": score.precision, "silent": len(score.silent)}[name]
