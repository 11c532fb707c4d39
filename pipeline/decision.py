"""A steward's decision about one row of an output folder, written to its corrections.csv: `oj correct`."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pipeline.explain import find_row
from pipeline.model import Action
from pipeline.publish.corrections import ACTIONS, CORRECTIONS_FILE, add_correction
from pipeline.reconcile.corrections import decide


class NoDecision(Exception):
    """What was asked for is no decision about that row; the message says what would be."""


def write_decision(
    folder: Path, row_id: str, asked: Mapping[str, str | None], *, field: str, who: str, why: str
) -> str:
    """Adds the one action of `asked` that has a value, and says what was written; else NoDecision."""
    actions: list[Action] = [action for action in ACTIONS if asked.get(action) is not None]
    if len(actions) != 1:
        raise NoDecision("give one of --value V, --confirm, --reject and --add FIELD=V")
    found = find_row(folder, row_id)
    if found is None or found[0] == "findings.csv":
        raise NoDecision(f"{folder}: no row of indicators, changes or local_status has the id {row_id}")
    action, row = actions[0], found[1]
    try:
        correction = decide(
            row,
            row_id,
            action,
            field=field if action == "change" else "",
            value=asked[action] or "",
            who=who or getpass.getuser(),
            when=date.today().isoformat(),
            why=why,
        )
    except ValueError as fault:
        raise NoDecision(str(fault)) from fault
    add_correction(folder, correction)
    what = " ".join(filter(None, (action, correction.field, correction.value)))
    return f"{folder / CORRECTIONS_FILE}: {what} for {row_id} ({row['source_file']}); the next oj ingest applies it"
