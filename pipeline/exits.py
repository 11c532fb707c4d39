"""Exit statuses of `oj`; scripts may rely on them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from pipeline.model import Report


class Exit(IntEnum):
    """What a command's exit status means."""

    OK = 0  #: all well
    CRASH = 1  #: a fault of the program itself
    USAGE = 2  #: wrong arguments, or nothing to read
    MISSING_PROGRAM = 3  #: a program or language that a document needs is not installed
    PARTIAL = 4  #: some documents were read only partly
    FAILED = 5  #: some documents could not be read
    ATTENTION = 6  #: `oj check` found something for a person, or `oj diff` found differences
    INTERRUPTED = 130  #: stopped with Ctrl-C


MISSING_PROGRAM_CODES = frozenset({"missing-tesseract", "missing-language"})


def exit_of(reports: Iterable[Report]) -> Exit:
    """The status of a run that got these reports: of several the first of 3, 5, 4."""
    statuses: set[str] = set()
    codes: set[str] = set()
    for report in reports:
        statuses.add(report.document.status)
        codes.update(problem.code for problem in report.document.problems)
    if codes & MISSING_PROGRAM_CODES:
        return Exit.MISSING_PROGRAM
    if "failed" in statuses:
        return Exit.FAILED
    return Exit.PARTIAL if "partial" in statuses else Exit.OK
