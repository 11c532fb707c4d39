"""How a value becomes the text of a CSV cell, and back.

`Decimal("83.0")` -> `83.0`, `None` -> ``, `True` -> `1`, `("2018", "2019")` -> `2018;2019`, `=1+1` -> `'=1+1`.

Spreadsheets run a cell that begins with `=`, `+`, `-`, `@`, tab or CR as a formula; such a text gets a leading `'`,
which the reader takes off again. Numbers and lone symbols (`-` in a table cell) are harmless and stay as they are.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import IO

Value = str | int | float | Decimal | bool | tuple[object, ...] | None

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-][0-9][0-9 \u00a0\u202f]*(?:[.,][0-9]+)?")
_NEEDS_QUOTES = re.compile(r'[,"\r\n]')
_EMPTY = '""'  # a row of one empty cell: an empty line would be no row
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # what no UTF-8 file can hold


def write_cell(value: Value) -> str:
    """The cell's text; floats are confidences and have two decimals, decimals keep those they were printed with."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return f"{value:.2f}"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return guard(";".join(map(str, value)))
    return guard(value) if isinstance(value, str) else str(value)


def guard(text: str) -> str:
    """The text with a leading `'` if a spreadsheet would run it, or if reading it would otherwise take one off."""
    text = _LONE_SURROGATE.sub("\ufffd", text)
    return f"'{text}" if _runs(text.lstrip("'")) else text


def unguard(text: str) -> str:
    """What `guard` was given."""
    return text[1:] if text.startswith("'") and _runs(text.lstrip("'")) else text


def _runs(text: str) -> bool:
    return len(text) > 1 and text.startswith(_STARTS) and not _NUMBER.fullmatch(text)


def write_rows(stream: IO[str], rows: Iterable[Iterable[Value]]) -> None:
    """CSV with commas and LF; the stream must have been opened with `newline=""`.

    The standard library's writer leaves a lone CR unquoted in some versions of Python and quotes it in others.
    """
    for row in rows:
        line = ",".join(_quote(write_cell(value)) for value in row)
        stream.write(f"{line or _EMPTY}\n")


def _quote(cell: str) -> str:
    return '"{}"'.format(cell.replace('"', '""')) if _NEEDS_QUOTES.search(cell) else cell


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of one of our CSV files by column name, guards taken off; a missing file has none."""
    if not path.exists():
        return
    _allow_long_cells()
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.reader(stream)
        header = next(reader, [])
        for row in reader:
            yield dict(zip(header, map(unguard, row), strict=False))


def _allow_long_cells() -> None:
    """The standard library stops at 131,072 characters, which a whole page of text in one cell can pass."""
    csv.field_size_limit(2**31 - 1)
