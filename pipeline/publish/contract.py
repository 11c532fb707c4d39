"""The data contract: which CSV files there are, their columns in order, and what each column means.

All of it is data in `pipeline/data/files.csv` and `columns.csv`; from there come the header rows, the schemas in
`datapackage.json` and what the tests hold the README to.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from pipeline.data import read_rows

TYPES = frozenset({"text", "code", "integer", "number", "flag", "list"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `Column("gender", "code", ("T", "K", "M"), "", "All (T), women (K) or men (M).")`."""

    name: str
    type: str
    values: tuple[str, ...]  #: the closed set of codes, if it is closed
    refers: str  #: the file where the value is the key of a row
    meaning: str


@dataclass(frozen=True, slots=True)
class CsvFile:
    """One CSV file of the output folder; `key` is the column that names a row, "" where none does."""

    name: str
    key: str
    columns: tuple[Column, ...]
    meaning: str

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]


@cache
def read_contract() -> dict[str, CsvFile]:
    """Every CSV file by name, in the order of the data package; ValueError if the two lists do not fit together."""
    columns = {row["column"]: row for row in read_rows("columns.csv", "column", "type", "values", "refers", "meaning")}
    used: set[str] = set()
    files = {}
    for row in read_rows("files.csv", "file", "key", "columns", "meaning"):
        found = []
        for name in row["columns"].split(";"):
            own = f"{row['file']}:{name}"
            key = own if own in columns else name
            if key not in columns:
                raise ValueError(f"files.csv names column {name!r} of {row['file']}, which columns.csv lacks")
            used.add(key)
            found.append(_make_column(name, columns[key]))
        files[row["file"]] = CsvFile(row["file"], row["key"], tuple(found), row["meaning"])
    if unused := columns.keys() - used:
        raise ValueError(f"columns.csv describes what no file has: {', '.join(sorted(unused))}")
    return files


def _make_column(name: str, row: dict[str, str]) -> Column:
    if row["type"] not in TYPES or not row["meaning"]:
        raise ValueError(f"columns.csv: {row['column']} needs a known type and a meaning")
    return Column(name, row["type"], tuple(filter(None, row["values"].split(";"))), row["refers"], row["meaning"])
