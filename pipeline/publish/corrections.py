"""corrections.csv: the steward's file in the output folder. Read on every run, added to by `oj correct`, not rewritten.

observation_id,action,field,expected,value,who,when,why
0ab1c2d3e4f5,change,value,2,62,Maria,2026-03-02,the page prints 62
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import get_args

from pipeline.model import Action, Correction, Problem
from pipeline.publish.cells import unguard, write_rows

CORRECTIONS_FILE = "corrections.csv"
COLUMNS = ("observation_id", "action", "field", "expected", "value", "who", "when", "why")
ACTIONS: tuple[Action, ...] = get_args(Action)


def read_corrections(folder: Path) -> tuple[tuple[Correction, ...], tuple[Problem, ...]]:
    """The decisions in the order of the file, and a problem for every row that is none; nothing of a missing file.

    Also reads what a spreadsheet makes of the file: semicolons, a byte order mark, Windows line ends, cp1252.
    """
    path = folder / CORRECTIONS_FILE
    if not path.exists():
        return (), ()
    text = _decode(path.read_bytes())
    header = text.partition("\n")[0]
    delimiter = ";" if header.count(";") > header.count(",") else ","
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    if set(reader.fieldnames or ()) != set(COLUMNS):
        message = f"{CORRECTIONS_FILE}: columns must be {','.join(COLUMNS)}; none of its decisions was read"
        return (), (Problem("error", "correction-unreadable", message),)
    found, problems = [], []
    for row in reader:
        cells = {name: unguard((row.get(name) or "").strip()) for name in COLUMNS}
        if not any(cells.values()):
            continue
        if reason := _find_fault(cells):
            message = f"{CORRECTIONS_FILE}, line {reader.line_num}: {reason}; it was not applied"
            problems.append(Problem("warning", "correction-unreadable", message))
        else:
            found.append(Correction(**cells))  # type: ignore[arg-type]  # the action is checked
    return tuple(found), tuple(problems)


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _find_fault(cells: dict[str, str]) -> str:
    if cells["action"] not in ACTIONS:
        return f"action is {cells['action']!r} and must be one of {', '.join(ACTIONS)}"
    missing = [name for name in ("observation_id", "who", "when", "why") if not cells[name]]
    if cells["action"] == "change" and not cells["field"]:
        missing.append("field")
    return f"{', '.join(missing)} must be filled in" if missing else ""


def add_correction(folder: Path, correction: Correction) -> None:
    """Writes the decision as a last line, the lines before it left alone; OSError if the file cannot be written."""
    path = folder / CORRECTIONS_FILE
    old = path.read_bytes() if path.exists() else b""
    with path.open("a", encoding="utf-8", newline="") as stream:
        if not old.strip():
            write_rows(stream, [COLUMNS])
        elif not old.endswith((b"\n", b"\r")):
            stream.write("\n")
        write_rows(stream, [_cells_of(correction)])


def _cells_of(correction: Correction) -> list[str]:
    return [getattr(correction, name) for name in COLUMNS]
