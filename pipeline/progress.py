"""How far a run has come: a bar on a terminal, a plain line per document elsewhere; on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pipeline.model import Report
from pipeline.summary import describe_report

if TYPE_CHECKING:
    from rich.progress import Progress as Bar


class Progress:
    """`with Progress() as progress: ingest(..., watch=progress.note)`."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._quiet = quiet
        self._bar: Bar | None = None

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr.isatty():
            self._bar = _make_bar()
            self._bar.add_task("Reading", total=None)  # until the first document is done
            self._bar.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._bar:
            self._bar.stop()

    def note(self, report: Report, done: int, total: int) -> None:
        """Called after each document; faults are said at once, also when a bar runs."""
        text = describe_report(report)
        if self._bar:
            if report.document.status in ("failed", "partial"):
                self._bar.console.print(text, markup=False, highlight=False)
            self._bar.update(self._bar.task_ids[0], completed=done, total=total)
        elif not self._quiet or report.document.status in ("failed", "partial"):
            print(text if self._quiet else f"{done}/{total} {text}", file=sys.stderr)


def _make_bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True))
