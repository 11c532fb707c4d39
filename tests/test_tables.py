"""Schemas of tables in plain text: each is read whole, and what it states is compared level by level."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_samples import Schema, describe, load_schemas, make_document, read_all

from pipeline.parse.tables import find_tables

CASES = Path(__file__).parent / "cases" / "tables.txt"


@pytest.mark.parametrize("schema", tuple(load_schemas(CASES)), ids=lambda s: s.name)
def test_schema_is_read_level_by_level(schema: Schema) -> None:
    levels = read_all(find_tables(make_document(schema.text)), schema.home)
    assert [describe(level) for level in levels] == [facts for facts, _ in schema.levels]
    for level, (_, words) in zip(levels, schema.levels, strict=True):
        for word in words:
            assert word.lower() in level.indicator.lower()
