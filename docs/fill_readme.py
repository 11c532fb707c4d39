"""Fills the parts of README.md that come from the program's own data: columns and codes.

    python docs/fill_readme.py

A part stands between `<!-- NAME -->` and `<!-- end -->`; a test holds that they are as this script would write them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from pipeline.data import read_rows
from pipeline.publish.contract import Column, read_contract

README = Path(__file__).parent.parent / "README.md"
PART = re.compile(r"(<!-- (?P<name>[a-z-]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def describe_columns() -> str:
    """Every file with its columns; a column that an earlier file has in the same sense is only named."""
    parts, told = [], set[Column]()
    for file in read_contract().values():
        new = [column for column in file.columns if column not in told]
        old = [f"`{column.name}`" for column in file.columns if column in told]
        told.update(new)
        rows = ((f"`{column.name}`", column.meaning + describe_values(column)) for column in new)
        again = f"Also, as above: {', '.join(old)}.\n\n" if old else ""
        parts.append(f"### {file.name}\n\n{file.meaning}\n\n{draw_table(('column', 'meaning'), rows)}\n{again}")
    return "\n" + "".join(parts)


def describe_values(column: Column) -> str:
    return f" One of {', '.join(f'`{value}`' for value in column.values)}." if column.values else ""


def describe_review_codes() -> str:
    rows = read_rows("review_codes.csv", "code", "stage", "meaning", "what_to_do")
    cells = ((f"`{row['code']}`", row["meaning"], row["what_to_do"]) for row in rows)
    return draw_table(("code", "why look at the row", "what to do"), cells)


def describe_problem_codes() -> str:
    rows = read_rows("problem_codes.csv", "code", "stage", "severity", "meaning", "what_to_do")
    cells = ((f"`{row['code']}`", row["severity"], row["meaning"], row["what_to_do"]) for row in rows)
    return draw_table(("code", "severity", "what happened", "what to do"), cells)


def draw_table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


PARTS: dict[str, Callable[[], str]] = {
    "columns": describe_columns,
    "review-codes": describe_review_codes,
    "problem-codes": describe_problem_codes,
}


def fill_parts(text: str) -> str:
    """The text with every part as the data has it; KeyError for a part that nobody fills."""
    return PART.sub(lambda part: part[1] + PARTS[part["name"]]() + part[3], text)


if __name__ == "__main__":
    README.write_text(fill_parts(README.read_text(encoding="utf-8")), encoding="utf-8")
