"""Schemas of tables in plain text: each is read whole, and what it states is compared level by level."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from table_samples import KALMAR, describe, make_document, read_all

from pipeline.model import Geography
from pipeline.parse.tables import find_tables

CASES = Path(__file__).parent / "cases" / "tables.txt"


@dataclass(frozen=True)
class Schema:
    name: str
    text: str
    levels: tuple[tuple[str, tuple[str, ...]], ...]  #: each with the words that its indicator must hold
    home: Geography | None


def load_schemas() -> Iterator[Schema]:
    """The cases of tables.txt; ValueError for one without an arrow, a home we do not know, or a name used twice."""
    names: set[str] = set()
    for case in CASES.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, body = case.partition("\n")
        text, arrow, levels = body.partition("\n=>\n")
        name, _, home = head.partition(" @")
        if not arrow or home not in ("", KALMAR.name) or name in names:
            raise ValueError(f"tables.txt: {head}: no arrow, an unknown home, or a name used twice")
        names.add(name)
        facts = tuple(read_expected(line) for line in levels.strip().splitlines())
        yield Schema(name, text.replace(r"\t", "\t").replace(r"\f", "\f"), facts, KALMAR if home else None)


def read_expected(line: str) -> tuple[str, tuple[str, ...]]:
    facts, _, words = line.partition(" | ")
    return facts, tuple(filter(None, words.split("|")))


@pytest.mark.parametrize("schema", tuple(load_schemas()), ids=lambda s: s.name)
def test_schema_is_read_level_by_level(schema: Schema) -> None:
    levels = read_all(find_tables(make_document(schema.text)), schema.home)
    assert [describe(level) for level in levels] == [facts for facts, _ in schema.levels]
    for level, (_, words) in zip(levels, schema.levels, strict=True):
        for word in words:
            assert word.lower() in level.indicator.lower()
