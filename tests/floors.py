"""The floors of accuracy in `floors.csv`, each with its reason."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

COLUMNS = ["set", "kind", "measure", "floor", "most", "reason"]


@dataclass(frozen=True)
class Floor:
    """`measure` of the `kind` of rows of a `set` of documents must be at least `floor`; at the most where `most`."""

    set: str
    kind: str
    measure: str
    floor: float
    most: bool
    reason: str

    def __str__(self) -> str:
        return f"{self.set} {self.kind} {self.measure}"

    def holds(self, measured: float) -> bool:
        return measured <= self.floor + 1e-9 if self.most else measured >= self.floor - 1e-9


def read_floors(*sets: str) -> list[Floor]:
    """The floors of these sets; ValueError for an unknown column, a row without a reason, or a set without a floor."""
    text = (Path(__file__).parent / "floors.csv").read_text(encoding="utf-8")
    reader = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    if reader.fieldnames != COLUMNS:
        raise ValueError(f"floors.csv: columns are {reader.fieldnames}")
    floors = [
        Floor(r["set"], r["kind"], r["measure"], float(r["floor"]), r["most"] == "1", r["reason"]) for r in reader
    ]
    if unexplained := [str(floor) for floor in floors if not floor.reason]:
        raise ValueError(f"floors.csv: no reason for {unexplained}")
    if missing := set(sets) - {floor.set for floor in floors}:
        raise ValueError(f"floors.csv: no floor for {missing}")
    return [floor for floor in floors if floor.set in sets]
