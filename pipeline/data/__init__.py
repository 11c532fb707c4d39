"""What the program knows about the world, as plain files with source and licence in their first lines."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files
from itertools import dropwhile

_FOLDER = files(__name__)


def read_rows(name: str, *fields: str) -> tuple[dict[str, str], ...]:
    """The rows of one of our CSV files: `read_rows("counties.csv", "code", "county", ...)`.

    Raises ValueError when the file's columns are not exactly `fields`, in that order, or a row has a cell too many or
    too few: a misspelt column would otherwise be a fact that nobody reads.
    """
    text = (_FOLDER / name).read_text(encoding="utf-8")
    reader = csv.reader(line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    if (columns := tuple(next(reader, ()))) != fields:
        raise ValueError(f"data/{name}: columns are {columns}, read as {fields}")
    rows = []
    for number, cells in enumerate(reader, 1):
        if len(cells) != len(fields):
            raise ValueError(f"data/{name}: row {number} does not have {len(fields)} cells: {cells}")
        rows.append(dict(zip(fields, cells, strict=True)))
    return tuple(rows)


def read_counts(name: str, *fields: str) -> Iterator[list[str]]:
    """The rows of one of our TSV files of counts: `read_counts("kolada_words.tsv", "word", "count")`.

    For the long ones, so without a dict for each row. `#` is a word there, so comments stand at the top only.
    Raises ValueError when the columns are not exactly `fields`.
    """
    text = (_FOLDER / name).read_text(encoding="utf-8")
    lines = dropwhile(lambda line: line.startswith("# "), text.splitlines())
    if (columns := next(lines).split("\t")) != list(fields):
        raise ValueError(f"data/{name}: columns are {columns}, read as {fields}")
    return (line.split("\t") for line in lines)
