"""What in an output folder needs a person: `oj check`.

2 facts on which sources differ
  vald-uppfoljning-verksamhetsutveckling, riket, 2020: 12 or 13
    0ab1c2d3e4f5  skr-2020.html, page 1, line 12: 12 (bullet)
...
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.data import read_rows as read_data
from pipeline.publish import read_rows
from pipeline.summary import count_things

Row = dict[str, str]

_FILES = (("indicators.csv", "observation_id"), ("changes.csv", "change_id"), ("local_status.csv", "local_id"))
LISTED = 20  # rows of one reason that are named: a list that nobody reads to its end hides what matters

_PROBLEMS = ("correction-unmatched", "correction-unreadable")


@dataclass(frozen=True, slots=True)
class Attention:
    """Lines to print, and how many things they are about."""

    lines: tuple[str, ...]
    count: int


def find_attention(folder: Path) -> Attention:
    """Everything on the review list by reason, conflicts first, then unread documents and decisions that do not fit."""
    rows = {row[key]: row for name, key in _FILES for row in read_rows(folder / name)}
    flagged = {row_id: row for row_id, row in rows.items() if row.get("review")}
    conflicts = [point for point in read_rows(folder / "series.csv") if point["agreement"] == "conflict"]
    unread = [row for row in read_rows(folder / "documents.csv") if row["status"] in ("partial", "failed")]
    lost = [row for row in read_rows(folder / "problems.csv") if row["code"] in _PROBLEMS]
    lines = [*_describe_conflicts(conflicts, rows), *_describe_flagged(flagged)]
    lines += _describe("document", unread, "read only in part or not at all", _describe_document)
    lines += _describe("decision", lost, "in corrections.csv not applied", lambda row: row["message"])
    lines.append(_describe_checks(folder))
    return Attention(tuple(lines), len(conflicts) + len(flagged) + len(unread) + len(lost))


def _describe_conflicts(conflicts: list[Row], rows: dict[str, Row]) -> Iterator[str]:
    if conflicts:
        yield f"{count_things(len(conflicts), 'fact')} on which sources differ"
    for point in conflicts:
        about = [point["indicator_id"], point["geography"], point["population"], point["year"]]
        if point["gender"] != "T":
            about.insert(2, point["gender"])
        yield f"  {', '.join(filter(None, about))}: {point['values_seen'].replace(';', ' or ')}"
        for row_id in point["sources"].split(";"):
            yield f"    {row_id}  {_describe_row(rows[row_id])}"


def _describe_flagged(flagged: dict[str, Row]) -> Iterator[str]:
    meanings = {
        row["code"]: row["meaning"] for row in read_data("review_codes.csv", "code", "stage", "meaning", "what_to_do")
    }
    by_reason: dict[str, list[str]] = defaultdict(list)
    for row_id, row in flagged.items():
        for reason in row["review"].split(";"):
            by_reason[reason].append(row_id)
    for reason, row_ids in sorted(by_reason.items()):
        if reason == "conflicting-sources":
            continue  # named above
        yield f"{count_things(len(row_ids), 'row')} with {reason}: {meanings.get(reason, '')}".rstrip(": ")
        yield from (f"    {row_id}  {_describe_row(flagged[row_id])}" for row_id in row_ids[:LISTED])
        if len(row_ids) > LISTED:
            yield f"    and {len(row_ids) - LISTED} more; the review column of the CSV files has all"


def _describe_row(row: Row) -> str:
    place = f"{row['source_file']}, page {row['page']}, line {row['line']}"
    said = row.get("value") or row.get("answer") or " ".join(filter(None, (row.get("direction"), row.get("low"))))
    printed = f", printed {row['printed']}" if row["printed"] and row["printed"] != said else ""
    return f"{place}: {row['indicator'][:60]} = {said}{printed}"


def _describe(noun: str, rows: list[Row], what: str, describe: Callable[[Row], str]) -> Iterator[str]:
    if rows:
        yield f"{count_things(len(rows), noun)} {what}"
        yield from (f"    {describe(row)}" for row in rows)


def _describe_document(row: Row) -> str:
    return f"{row['source_file']}: {row['status']}, {row['reason'] or row['problems'].replace(';', ', ')}"


def _describe_checks(folder: Path) -> str:
    outcomes: dict[str, list[str]] = defaultdict(list)
    for check in read_rows(folder / "checks.csv"):
        outcomes[check["check"]].append(check["outcome"])
    parts = [f"{name} {found.count('agrees')} of {len(found)} agree" for name, found in sorted(outcomes.items())]
    return "checks: " + ("; ".join(parts) or "nothing is stated twice")
