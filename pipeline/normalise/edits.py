"""Edits of one line: made at offsets, put together, replayed and undone.

An `Edit` knows no page and line yet; `finish_repairs` makes the `Repair` records of it. Two stages of repair
(characters, then words) each give edits of what they saw; `compose_edits` makes one list of edits of the raw line out
of both.

    apply_edits("fran 2016", [Edit(0, 4, "från", "word", "", 1.0)])  ->  "från 2016"
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from pipeline.model import Line, Repair
from pipeline.records import record, replace


@record
class Edit:
    """`text[start:end]` becomes `after`, by `rule` (a row of `data/repair_rules.csv`)."""

    start: int
    end: int
    after: str
    rule: str
    evidence: str
    confidence: float


def keep_apart(edits: Iterable[Edit]) -> list[Edit]:
    """The edits in order, of those that overlap the first one, of those that begin together the longest."""
    apart: list[Edit] = []
    for edit in sorted(edits, key=lambda edit: (edit.start, -edit.end)):
        if not apart or edit.start >= apart[-1].end:
            apart.append(edit)
    return apart


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits done, which are in order and do not overlap."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += text[done : edit.start], edit.after
        done = edit.end
    parts.append(text[done:])
    return "".join(parts)


def compose_edits(text: str, first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Edits of `text` that do what `first` and then `second` (of the text that `first` gives) do.

    Edits of both that touch the same place become one, under the rule of the second and the lowest confidence.
    """
    if not first or not second:
        return list(first or second)
    middle = apply_edits(text, first)
    composed = []
    shift = 0  # how much longer the middle text is than `text`, up to where we are
    for start, end, made, remade in _group_by_place(first, second):
        raw_start = start - shift
        shift += sum(len(e.after) - (e.end - e.start) for e in made)
        if not remade:
            composed += made
            continue
        after = apply_edits(middle[start:end], [replace(e, start=e.start - start, end=e.end - start) for e in remade])
        confidence = min(e.confidence for e in (*made, *remade))
        composed.append(Edit(raw_start, end - shift, after, remade[0].rule, remade[0].evidence, confidence))
    return [edit for edit in composed if text[edit.start : edit.end] != edit.after]


def _group_by_place(first: Sequence[Edit], second: Sequence[Edit]) -> Iterator[tuple[int, int, list[Edit], list[Edit]]]:
    """Stretches of the middle text with the edits that made them and those that change them again."""
    items: list[tuple[int, int, Edit, bool]] = [(e.start, e.end, e, True) for e in second]
    shift = 0
    for edit in first:
        items.append((edit.start + shift, edit.start + shift + len(edit.after), edit, False))
        shift += len(edit.after) - (edit.end - edit.start)
    items.sort(key=lambda item: item[:2])
    start, end = items[0][:2]
    group: tuple[list[Edit], list[Edit]] = ([], [])
    for left, right, edit, again in items:
        if left > end or (left == end and left < right and start < end):
            yield start, end, *group
            start, end, group = left, right, ([], [])
        end = max(end, right)
        group[again].append(edit)
    yield start, end, *group


def finish_repairs(line: Line, edits: Iterable[Edit]) -> tuple[Repair, ...]:
    """The edits of a raw line as records."""
    return tuple(
        Repair(
            page=line.page,
            line=line.number,
            start=edit.start,
            end=edit.end,
            before=line.raw[edit.start : edit.end],
            after=edit.after,
            rule=edit.rule,
            evidence=edit.evidence,
            confidence=round(edit.confidence, 2),
        )
        for edit in edits
        if line.raw[edit.start : edit.end] != edit.after
    )


def replay(raw: str, repairs: Iterable[Repair]) -> str:
    """The repaired line: `replay(line.raw, line.repairs) == line.text`; ValueError where a repair does not fit."""
    text = raw
    for repair in sorted(repairs, key=lambda r: (r.start, r.end), reverse=True):  # what is put in comes last
        if text[repair.start : repair.end] != repair.before:
            raise ValueError(f"repair of {repair.before!r} does not fit line {repair.line} of page {repair.page}")
        text = text[: repair.start] + repair.after + text[repair.end :]
    return text


def undo(text: str, repairs: Iterable[Repair]) -> str:
    """The line as it was read: `undo(line.text, line.repairs) == line.raw`."""
    raw = text
    for repair in sorted(repairs, key=lambda r: (r.start, r.end)):
        if raw[repair.start : repair.start + len(repair.after)] != repair.after:
            raise ValueError(f"repair to {repair.after!r} does not fit line {repair.line} of page {repair.page}")
        raw = raw[: repair.start] + repair.before + raw[repair.start + len(repair.after) :]
    return raw
