"""A steward's decisions, applied anew on every run.

Each names a row by its id, which is that of a place in a source and outlives a better program, and says what it expects
to find there. One that finds something else is not applied and becomes a problem: the source's reading has changed, and
a person should decide again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from pipeline.model import Action, Change, Correction, Level, LocalStatus, Problem, Report, make_id

Row = Level | Change | LocalStatus
RowT = TypeVar("RowT", Level, Change, LocalStatus)

_TEXTS = ("indicator", "base", "population", "period", "unit")


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ".").replace(" ", "")) if text else None
    except InvalidOperation as fault:
        raise ValueError("it is no number") from fault


def _year(text: str) -> int | None:
    return int(text) if text else None


def _one_of(*values: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in values:
            raise ValueError(f"must be one of {', '.join(values)}")
        return text

    return check


def _flag(text: str) -> bool:
    return _one_of("0", "1")(text) == "1"


#: The fields a person may change, and how their cell is read; the same names as in the CSV files.
FIELDS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys(_TEXTS, str),
    "indicator_id": str,
    "value": _decimal,
    "value_high": _decimal,
    "low": _decimal,
    "high": _decimal,
    "year": _year,
    "from_year": _year,
    "to_year": _year,
    "gender": _one_of("T", "K", "M"),
    "qualifier": _one_of("exact", "approximate", "above", "below"),
    "direction": _one_of("up", "down", "same"),
    "answer": _one_of("yes", "no", "partial"),
    "negated": _flag,
}


@dataclass(frozen=True, slots=True)
class Corrected:
    """Reports after a person's decisions; `trusted` rows are theirs: no check flags and no repair touches them."""

    reports: tuple[Report, ...]
    trusted: frozenset[str]
    indicator_ids: dict[str, str]  #: by row id, in place of the one that identity finds
    problems: tuple[Problem, ...]


def apply_corrections(reports: Sequence[Report], corrections: Iterable[Correction]) -> Corrected:
    """The reports with every correction that still fits. Later ones of the same row build on earlier ones."""
    waiting: dict[str, list[Correction]] = {}
    for correction in corrections:
        waiting.setdefault(correction.observation_id, []).append(correction)
    desk = _Desk()
    done = tuple(_correct_report(report, waiting, desk) for report in reports) if waiting else tuple(reports)
    for left in waiting.values():
        desk.problems += [_refuse(c, "there is no such row any more; is its source among the input?") for c in left]
    return Corrected(done, frozenset(desk.trusted), desk.indicator_ids, tuple(desk.problems))


@dataclass(slots=True)
class _Desk:
    """What is learnt on the way."""

    trusted: set[str]
    indicator_ids: dict[str, str]
    problems: list[Problem]

    def __init__(self) -> None:
        self.trusted, self.indicator_ids, self.problems = set(), {}, []


def _correct_report(report: Report, waiting: dict[str, list[Correction]], desk: _Desk) -> Report:
    levels: list[Level] = []
    for level in report.levels:
        levels += _correct_row(level, level.observation_id, waiting, desk)
    changes: list[Change] = []
    for change in report.changes:
        changes += _correct_row(change, change.change_id, waiting, desk)
    local: list[LocalStatus] = []
    for status in report.local:
        local += _correct_row(status, status.local_id, waiting, desk)
    return replace(report, levels=tuple(levels), changes=tuple(changes), local=tuple(local))


def _correct_row(row: RowT, row_id: str, waiting: dict[str, list[Correction]], desk: _Desk) -> list[RowT]:
    """The row after its corrections, none if rejected, and those added beside it."""
    added: list[RowT] = []
    kept: RowT | None = row
    for correction in waiting.pop(row_id, ()):
        try:
            _expect(kept or row, correction)
            if correction.action == "add":
                added += _correct_row(*_add(row, correction, desk), waiting, desk)
            elif correction.action == "reject":
                kept = None
            elif kept is not None:
                kept = _set(kept, row_id, correction, desk)
        except ValueError as fault:
            desk.problems.append(_refuse(correction, str(fault)))
    return ([] if kept is None else [kept]) + added


def _expect(row: Row, correction: Correction) -> None:
    """ValueError unless the row holds what the correction expects: its printed figure, or the field to be changed.

    A field that already holds the new value is no surprise: a newer program reads it right by itself.
    """
    if correction.action == "change" and correction.field == "indicator_id":
        return  # known only when identity is decided, which this decision replaces
    by_field = correction.action == "change" and correction.field != "value"
    found = cell(getattr(row, correction.field, None)) if by_field else row.place.printed
    if by_field and found == correction.value:
        return
    if correction.expected.split() != found.split():
        raise ValueError(f"expected {correction.expected!r}, found {found!r}")


def _set(row: RowT, row_id: str, correction: Correction, desk: _Desk) -> RowT:
    """The row with a field changed, or confirmed as the output had it."""
    if correction.action == "confirm":
        desk.trusted.add(row_id)
        if not isinstance(row, Level) or not correction.value or row.value == _decimal(correction.value):
            return replace(row, review=(), confidence=1.0)
        return replace(row, value=_decimal(correction.value), status="repaired", review=(), confidence=1.0)
    fields = _read_fields(row, {correction.field: correction.value})
    desk.trusted.add(row_id)
    if "indicator_id" in fields:
        desk.indicator_ids[row_id] = fields.pop("indicator_id")
    if isinstance(row, Level):
        fields["status"] = "corrected"
        if "value" in fields:
            fields["missing"] = ""
    return replace(row, **fields, review=(), confidence=1.0)


def _add(row: RowT, correction: Correction, desk: _Desk) -> tuple[RowT, str]:
    """A row that the program missed, and its id: as the one beside it, but for fields such as `year=2018;value=15`."""
    pairs = [pair.partition("=") for pair in correction.value.split(";") if pair.strip()]
    fields = _read_fields(row, {name.strip(): text.strip() for name, _, text in pairs})
    if not fields:
        raise ValueError("an added row needs fields, as in year=2018;value=15")
    row_id = make_id("added", correction.observation_id, correction.value)
    desk.trusted.add(row_id)
    if "indicator_id" in fields:
        desk.indicator_ids[row_id] = fields.pop("indicator_id")
    if isinstance(row, Level):
        fields |= {"observation_id": row_id, "status": "corrected", "missing": ""}
    else:
        fields["change_id" if isinstance(row, Change) else "local_id"] = row_id
    place = replace(row.place, printed="")  # nothing there says so: a person does
    return replace(row, **fields, place=place, evidence=correction.why, review=(), confidence=1.0), row_id


def _read_fields(row: Row, texts: dict[str, str]) -> dict[str, Any]:
    """ValueError for a field that the row lacks or a person may not change, and for a cell that does not fit."""
    fields = {}
    for name, text in texts.items():
        if name not in FIELDS or not hasattr(row, name):
            raise ValueError(f"a row of this kind has no field {name!r} that can be corrected")
        fields[name] = FIELDS[name](text)
    return fields


def cell(value: object) -> str:
    """A field as its CSV cell has it, and so as a correction expects it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _refuse(correction: Correction, reason: str) -> Problem:
    message = (
        f"correction of {correction.observation_id} ({correction.action} {correction.field} {correction.value}, by "
        f"{correction.who} {correction.when}) was not applied: {reason}; look at the row and decide again"
    )
    return Problem("warning", "correction-unmatched", " ".join(message.split()))


def decide(row: Mapping[str, str], row_id: str, action: Action, **said: str) -> Correction:
    """A decision about a row of the output, with what it expects to find there; the other fields as in `Correction`.

    ValueError when the row has no such field, or the value cannot be one of it.
    """
    field, value = said.get("field", ""), said.get("value", "")
    if action == "change":
        if field not in FIELDS or field not in row:
            known = ", ".join(name for name in FIELDS if name in row)
            raise ValueError(f"{field!r} is no field that can be corrected there; these are: {known}")
        _check_value(field, value)
    if action == "add":
        for pair in filter(str.strip, value.split(";")):
            name, _, text = pair.partition("=")
            if name.strip() not in FIELDS or name.strip() not in row:
                raise ValueError(f"{name.strip()!r} is no field of such a row; write year=2018;value=15")
            _check_value(name.strip(), text.strip())
    if action == "confirm":
        value = row.get("value", "")
    by_field = action == "change" and field != "value"
    expected = row.get(field, "") if by_field else row.get("printed", "")
    return Correction(row_id, action, expected, field, value, said["who"], said["when"], said["why"])


def _check_value(field: str, value: str) -> None:
    try:
        FIELDS[field](value)
    except ValueError as fault:
        raise ValueError(f"{value!r} cannot be the {field} of a row: {fault}") from fault
