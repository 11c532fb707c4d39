"""Schemas of tables in plain text: each is read whole, and what it states is compared row by row."""

from __future__ import annotations

from pathlib import Path

import pytest
from table_samples import Schema, load_schemas, make_document, state

from pipeline.parse.tables import find_tables

CASES = tuple(Path(__file__).parent / "cases" / name for name in ("tables.txt", "tables_changes.txt"))


@pytest.mark.parametrize("schema", [schema for path in CASES for schema in load_schemas(path)], ids=lambda s: s.name)
def test_schema_is_read_row_by_row(schema: Schema) -> None:
    stated = state(find_tables(make_document(schema.text)), schema.home)
    assert [facts for facts, _ in stated] == [facts for facts, _ in schema.rows]
    for (_, indicator), (_, words) in zip(stated, schema.rows, strict=True):
        assert all(word.lower() in indicator for word in words)
