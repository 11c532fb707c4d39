"""What changed between two outputs, row by row and field by field: `oj diff`.

Rows are matched by their ids, which are those of places in the sources; so a better program shows as changed fields,
and only what it reads anew or no longer as added or gone. For deciding whether a new version may replace an archive.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.publish import read_rows

Row = Mapping[str, str]

#: The files that are compared, and the columns that name a row.
KEYS: dict[str, tuple[str, ...]] = {
    "indicators.csv": ("observation_id",),
    "changes.csv": ("change_id",),
    "local_status.csv": ("local_id",),
    "findings.csv": ("finding_id",),
    "series.csv": ("indicator_id", "geography_type", "geography", "base", "population", "gender", "unit", "year"),
    "documents.csv": ("document_id", "reason"),  # a moved file is the same document; a copy has its reason
}
COLUMNS = ("file", "id", "change", "field", "old", "new", "source_file", "page", "line")


@dataclass(frozen=True, slots=True)
class Difference:
    """One row added or gone, or one field of a row changed. `where` is its source file, page and line."""

    file: str
    id: str
    change: str  #: added, gone, changed
    field: str
    old: str
    new: str
    where: tuple[str, str, str]

    @property
    def cells(self) -> tuple[str, ...]:
        """As a row under `COLUMNS`."""
        return (self.file, self.id, self.change, self.field, self.old, self.new, *self.where)


def compare_outputs(old: Path, new: Path, ignored: Sequence[str] = ()) -> Iterator[Difference]:
    """All differences between two output folders, file by file, in the order of the new rows, those gone last."""
    for file, key in KEYS.items():
        yield from compare_rows(file, key, list(read_rows(old / file)), list(read_rows(new / file)), ignored)


def compare_rows(
    file: str, key: Sequence[str], old: Sequence[Row], new: Sequence[Row], ignored: Sequence[str] = ()
) -> Iterator[Difference]:
    """Pure part of it. A field that one version does not have counts as empty there."""
    before = {_name(row, key): row for row in old}
    after = {_name(row, key): row for row in new}
    for row_id, row in after.items():
        if row_id not in before:
            yield _whole(file, row_id, "added", row)
            continue
        was = before[row_id]
        for field in dict.fromkeys([*row, *was]):
            one, other = was.get(field, ""), row.get(field, "")
            if one != other and field not in ignored:
                yield Difference(file, row_id, "changed", field, one, other, _place(row))
    for row_id, row in before.items():
        if row_id not in after:
            yield _whole(file, row_id, "gone", row)


def _whole(file: str, row_id: str, change: str, row: Row) -> Difference:
    """A row that is only on one side, with what it says."""
    said = next((row[name] for name in ("value", "direction", "answer", "text", "title") if row.get(name)), "")
    text = " = ".join(filter(None, (row.get("indicator", ""), said)))
    old, new = (text, "") if change == "gone" else ("", text)
    return Difference(file, row_id, change, "", old, new, _place(row))


def _name(row: Row, key: Sequence[str]) -> str:
    return " ".join(filter(None, (row.get(name, "") for name in key)))


def _place(row: Row) -> tuple[str, str, str]:
    return row.get("source_file", ""), row.get("page", ""), row.get("line", "")


def describe_differences(differences: Sequence[Difference]) -> Iterator[str]:
    """For a person: counts by file and field, then each row with its changes below."""
    if not differences:
        yield "No differences."
        return
    counts = Counter((d.file, d.change, d.field) for d in differences)
    for (file, change, field), number in sorted(counts.items()):
        yield f"{file}: {number} {change}{f' in {field}' if field else ''}"
    last = None
    for d in differences:
        if (d.file, d.id) != last:
            where = f", {d.where[0]}, page {d.where[1]}, line {d.where[2]}" if d.where[1] else ""
            yield f"\n{d.file} {d.id}{where}"
            last = d.file, d.id
        changed = f"{d.field}: {d.old or '(empty)'} -> {d.new or '(empty)'}"
        yield f"  {changed}" if d.field else f"  {d.change}: {d.new or d.old}"
