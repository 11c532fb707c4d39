"""The committed output states the facts that were found by hand in the fixtures (`test_golden` keeps it fresh)."""

from __future__ import annotations

from pathlib import Path

import golden
import pytest
from facts import KINDS, read_csv, read_gold, score_output
from floors import Floor, read_floors


@pytest.mark.parametrize("floor", read_floors("fixtures"), ids=str)
def test_facts_of_the_fixtures_reach_their_floor(floor: Floor) -> None:
    score = score_output(floor.kind, golden.OUTPUT)
    got = {"recall": score.recall, "precision": score.precision, "silent": len(score.silent)}[floor.measure]
    assert floor.holds(got), f"{floor}: {got:.3f}, must be {floor.floor}: {floor.reason}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_gold_fact_is_of_a_fixture(kind: str) -> None:
    names = {Path(row["source_file"]).name.partition(".")[0] for row in read_csv(golden.OUTPUT / "documents.csv")}
    stems = {name.removesuffix("-skannad").removesuffix("-textlager") for name in names}
    assert {fact["doc"] for fact in read_gold(kind)} <= stems
