"""The real reports beside the project, scored by their own programs; skipped where they are not.

They lie in `../shared/acceptance`, outside the repository: real documents with facts found by hand.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from floors import Floor, read_floors
from typer.testing import CliRunner

from pipeline.cli import app

ACCEPTANCE = Path(__file__).parents[2] / "shared" / "acceptance"
#: set -> folder of documents, folder of gold facts, the documents that are scored
SETS = {
    "seeds": ("seeds/docs", "seeds", ()),
    "dev": ("dev/docs", "dev", ()),
    "dev-ocr": ("dev/ocr", "dev", ("01", "15", "17")),
}
DAMAGED = {
    "text-seed": ("seeds/docs/003_989d1f9770a75140.txt", "seeds/truth/003_989d1f9770a75140.truth.txt"),
    "text-dev-01": ("dev/ocr/01-ekonomiskt-bistand-2019.ocr.txt", "dev/truth/01-ekonomiskt-bistand-2019.truth.txt"),
    "text-dev-15": ("dev/ocr/15-faktablad-missbruk-2021.ocr.txt", "dev/truth/15-faktablad-missbruk-2021.truth.txt"),
    "text-dev-17": (
        "dev/ocr/17-grundskola-oskarshamn-2019.ocr.txt",
        "dev/truth/17-grundskola-oskarshamn-2019.truth.txt",
    ),
}
CLEAN = ("seeds/docs/000*", "seeds/docs/001*", "seeds/docs/002*", "seeds/docs/004*", "dev/docs/*")

pytestmark = pytest.mark.skipif(
    not ACCEPTANCE.exists(), reason=f"the acceptance reports are not beside the project ({ACCEPTANCE})"
)


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[tuple[str, str], float]]:
    """Of each set what the scorer says, by kind and measure."""
    from pipeline.run import ingest

    results = {}
    for name, (documents, gold, only) in SETS.items():
        output = tmp_path_factory.mktemp(name) / "output"
        ingest([ACCEPTANCE / documents], output)
        command = [sys.executable, ACCEPTANCE / "score.py", output, "--gold", ACCEPTANCE / gold]
        results[name] = read_score(run([*command, *(["--only", *only] if only else [])]))
    return results


def run(command: list[str | Path]) -> str:
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout


def read_score(text: str) -> dict[tuple[str, str], float]:
    """`levels gold 61 found 60 recall 98.4% | ... | silent errors 1` -> ("levels", "recall"): 0.984 and so on."""
    scores = {}
    for line in text.splitlines():
        kind = line.partition(" ")[0]
        for measure in ("recall", "precision", "flagged"):
            if found := re.search(rf"{measure} +([\d.]+)%", line):
                scores[kind, measure] = float(found[1]) / 100
        if found := re.search(r"silent errors (\d+)", line):
            scores[kind, "silent"] = float(found[1])
        if found := re.search(r"^findings gold +(\d+) found +(\d+)", line):
            scores[kind, "recall"] = int(found[2]) / int(found[1])
        if found := re.search(r"^printed .* in the source (\d+)", line):
            scores[kind, "lost"] = float(found[1])
    if scores:
        scores["all", "silent"] = sum(n for (_, measure), n in scores.items() if measure == "silent")
    return scores


@pytest.mark.parametrize("floor", read_floors(*SETS), ids=str)
def test_facts_reach_their_floor(floor: Floor, measured: dict[str, dict[tuple[str, str], float]]) -> None:
    got = measured[floor.set][floor.kind, floor.measure]
    assert floor.holds(got), f"{floor}: {got:.3f}, must be {floor.floor}: {floor.reason}"


@pytest.mark.parametrize("floor", read_floors(*DAMAGED), ids=str)
def test_repaired_text_reaches_its_floor(floor: Floor, tmp_path: Path) -> None:
    damaged, truth = (ACCEPTANCE / name for name in DAMAGED[floor.set])
    repaired = tmp_path / "repaired.txt"
    repaired.write_text(repair_text(damaged), encoding="utf-8")
    text = run([sys.executable, ACCEPTANCE / "text_score.py", damaged, truth, repaired])
    found = {
        "word-errors": re.search(r"after ([\d.]+)%", text),
        "harmed": re.search(r"harmed (\d+)", text),
    }[floor.measure]
    assert found, text
    got = float(found[1]) / (100 if floor.measure == "word-errors" else 1)
    assert floor.holds(got), f"{floor}: {got}, must be at most {floor.floor}: {floor.reason}"


def find_clean() -> list[Path]:
    return [path for pattern in CLEAN for path in sorted(ACCEPTANCE.glob(pattern))]


@pytest.mark.parametrize("path", find_clean(), ids=lambda path: path.stem[:20])
def test_clean_text_passes_unchanged(path: Path) -> None:
    assert repair_text(path) == path.read_text(encoding="utf-8")


def repair_text(path: Path) -> str:
    """What `oj normalise FILE` writes."""
    return CliRunner().invoke(app, ["normalise", str(path)]).stdout
