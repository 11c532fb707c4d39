"""Reports by authors who did not know the program, with the facts that they state (`tests/reports/README.md`)."""

from __future__ import annotations

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


def measure(score: Score, name: str) -> float:
    return {"recall": score.recall, "precision": score.precision, "silent": len(score.silent)}[name]
