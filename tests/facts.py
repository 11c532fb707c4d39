"""Measures what the program read against hand-made facts: `fixtures/gold/` against an output folder.

    python tests/facts.py [OUTPUT]      every fact not found and every row that is no fact

A fact is found when a row of the same document agrees with it on every field that it gives, and its keywords stand in
the row's indicator or evidence. A row is right when it agrees with a fact, also an optional one, on all but how it was
put (qualifier, origin). Cells of tables that we drew (`gold_cells.csv`) are facts with their whole label.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path

import golden

GOLD = golden.FIXTURES / "gold"
KINDS = {"levels": "indicators.csv", "cells": "indicators.csv", "changes": "changes.csv", "local": "local_status.csv"}
#: Parts of a file's name that say how it was made from the report of that name, whose facts it states.
VARIANT = re.compile(r"(-skannad|-textlager|\.ocr)?\.\w+$")
#: "kommuner med fler än 70 000 invånare": another word for the same bound would be another group
BOUND = re.compile(r"fler|färre|[\d ]{2,}|–")

Row = dict[str, str]


@dataclass
class Score:
    """How many facts and rows there are, the facts not found, and the rows that are no fact."""

    facts: int = 0
    rows: int = 0
    missed: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return 1 - len(self.missed) / self.facts if self.facts else 1.0

    @property
    def precision(self) -> float:
        return 1 - len(self.wrong) / self.rows if self.rows else 1.0

    @property
    def silent(self) -> list[Row]:
        """The wrong rows that nobody is asked to look at."""
        return [row for row in self.wrong if not row["review"]]


def score_output(kind: str, output: Path, only: str = "") -> Score:
    """Levels, cells, changes or local; of the documents whose file name contains `only`."""
    facts, optional = read_gold(kind), read_gold(f"{kind}_optional")
    score = Score()
    rows = golden.read_csv(output / KINDS[kind])
    for document in golden.read_csv(output / "documents.csv"):
        file = document["source_file"]
        if only not in file:
            continue
        name = name_report(file)
        own = [row for row in rows if row["source_file"] == file and is_counted(kind, row)]
        wanted = [fact for fact in facts if fact["doc"] == name]
        allowed = [*wanted, *(fact for fact in optional if fact["doc"] == name)]
        score.facts += len(wanted)
        score.rows += len(own)
        score.missed += [fact | {"doc": file} for fact in wanted if not any(fits(kind, fact, row) for row in own)]
        score.wrong += [row for row in own if not any(fits(kind, fact, row, loose=True) for fact in allowed)]
    return score


@cache
def read_gold(kind: str) -> list[Row]:
    path = GOLD / f"gold_{kind}.csv"
    return golden.read_csv(path) if path.exists() else []


def name_report(source_file: str) -> str:
    return VARIANT.sub("", source_file.rpartition("/")[2])


def is_counted(kind: str, row: Row) -> bool:
    """Table rows of reports whose tables we drew are cells; all other rows that hold a value are levels."""
    if kind not in ("levels", "cells"):
        return True
    drawn = row["origin"] == "table" and any(
        fact["doc"] == name_report(row["source_file"]) for fact in read_gold("cells")
    )
    return drawn if kind == "cells" else not drawn and bool(row["value"])


def fits(kind: str, fact: Row, row: Row, *, loose: bool = False) -> bool:
    """Whether the row states the fact; `loose` leaves out how it was put."""
    if kind == "cells":
        return fits_cell(fact, row)
    if kind == "local":
        return fact["municipality"] == row["geography"] and fact["status"] == row["answer"] and has_keywords(fact, row)
    same = ["gender", "direction", "from_year", "to_year"] if kind == "changes" else ["gender", "year", "negated"]
    numbers = ["low", "high"] if kind == "changes" else ["value"]
    if not loose and kind == "levels":
        if (fact["origin"] == "table") != (row["origin"] == "table"):
            return False
        same.append("qualifier")
    return (
        all(fact[name] == row[name] for name in same)
        and all(same_number(fact[name], row[name]) for name in numbers)
        and fact["unit"] in ("", row["unit"])
        and same_place(fact["geography"], row)
        and has_keywords(fact, row)
    )


def fits_cell(fact: Row, row: Row) -> bool:
    """The whole label, to the letter; of a table whose rows are places the place is enough."""
    place = fact["geography"].lower() == row["geography"].lower()
    named = fact["label"] == fact["geography"] or letters(fact["label"]) == letters(row["indicator"])
    same = ("gender", "year", "missing") if fact["label"] != fact["geography"] else ("year", "missing")
    return (
        place
        and named
        and all(fact[name] == row[name] for name in same)
        and same_number(fact["value"], row["value"])
        and fact["unit"] in ("", row["unit"])
        and row["table"] == fact["table"]
    )


def letters(text: str) -> str:
    return re.sub(r"[\W\d_]", "", text.lower())


def same_number(first: str, second: str) -> bool:
    try:
        return abs(Decimal(first) - Decimal(second)) < Decimal("0.05")
    except InvalidOperation:
        return first == second


def same_place(geography: str, row: Row) -> bool:
    """The place by name; of a group of municipalities the bounds, wherever the row has them."""
    if "invånare" in geography:
        return BOUND.findall(geography) == BOUND.findall(f"{row['geography']} {row['population']}".replace("riket", ""))
    return geography.lower() == row["geography"].lower() and "invånare" not in row["population"]


def has_keywords(fact: Row, row: Row) -> bool:
    words = fact["keywords"].split("|")
    label, evidence = row["indicator"].lower(), row["evidence"].lower()
    return all(word in f"{label} {evidence}" for word in words) and (
        fact.get("origin") == "fact" or any(word in label for word in words)
    )


def describe(row: Row) -> str:
    shown = ("doc", "source_file", "label", "indicator", "geography", "population", "gender", "year", "value", "answer")
    more = ("direction", "low", "high", "from_year", "to_year", "unit", "negated", "missing", "printed", "review")
    return " | ".join(f"{name}={row[name]}" for name in (*shown, *more, "evidence", "sentence") if row.get(name))


def main(arguments: list[str]) -> None:
    output = Path(arguments[0]) if arguments else golden.OUTPUT
    for kind in KINDS:
        score = score_output(kind, output)
        for name, rows in (("MISSED", score.missed), ("WRONG", score.wrong)):
            for row in rows:
                print(f"{name} {kind}: {describe(row)}")
        found = f"{score.facts} facts, recall {score.recall:.1%}, {score.rows} rows, precision {score.precision:.1%}"
        print(f"{kind}: {found}, {len(score.silent)} wrong without review")


if __name__ == "__main__":
    main(sys.argv[1:])
