"""What a run made, in a few lines: how many values from how many documents, and what to look at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import Dataset, Report
from pipeline.publish.rows import find_problems

ERRORS_NAMED = 3  # of one document; a damaged one may have an error on each of its pages
LOOK_AT_FIRST = 5  # rows on the review list that are named; the rest is counted


def describe_report(report: Report) -> str:
    """One document in one line: `faktablad.pdf: ok, 34 values`, or `partial` or `failed` with what is wrong with it."""
    document = report.document
    head = f"{document.source_file}: {document.status}"
    errors = [problem for problem in find_problems(report) if problem.severity == "error"]
    if not errors:
        return printable(f"{head}, {document.reason or count_things(len(report.levels), 'value')}")
    said = [error.message.removeprefix(document.source_file).lstrip(":, ") for error in errors]
    more = f" (and {len(said) - ERRORS_NAMED} more; see problems.csv)" if len(said) > ERRORS_NAMED else ""
    return printable(f"{head}: {'; '.join(said[:ERRORS_NAMED])}{more}")


def summarise(dataset: Dataset, output: Path) -> str:
    """The end of a run, as text of several lines."""
    return printable("\n".join(_summarise(dataset, output)))


def _summarise(dataset: Dataset, output: Path) -> Iterator[str]:
    statuses = Counter(report.document.status for report in dataset.reports)
    read = ", ".join(f"{statuses[s]} {s}" for s in ("ok", "partial", "failed", "skipped") if statuses[s])
    yield f"Read {count_things(len(dataset.reports), 'document')} ({read})."
    yield (
        f"Wrote {output}: {count_things(sum(len(r.levels) for r in dataset.reports), 'value')} in indicators.csv, "
        f"{count_things(sum(len(r.changes) for r in dataset.reports), 'change')} in changes.csv, "
        f"{count_things(sum(len(r.local) for r in dataset.reports), 'statement')} in local_status.csv, "
        f"{count_things(len(dataset.series), 'point')} in series.csv."
    )
    yield from (f"Left out {problem.message}" for problem in dataset.problems if problem.code == "left-out")
    flagged = [(r.document.source_file, level) for r in dataset.reports for level in r.levels if level.review]
    if not flagged:
        yield "No value needs a person."
        return
    yield f"{count_things(len(flagged), 'value')} to look at; the least sure first:"
    flagged.sort(key=lambda pair: (pair[1].confidence, pair[0], pair[1].place.page, pair[1].place.line))
    for source_file, level in flagged[:LOOK_AT_FIRST]:
        yield (
            f"  {level.observation_id}  {source_file}, page {level.place.page}, line {level.place.line}: "
            f"{level.indicator[:60]} = {level.missing or level.value} ({', '.join(level.review)})"
        )
    yield f"oj explain {output} ID  says more about one; the review column of indicators.csv has all."


def count_things(number: int, noun: str) -> str:
    """`1 value`, `34 values`"""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def printable(text: str) -> str:
    """Without characters that steer a terminal: file names and texts come from outside."""
    return "".join(c if c in "\n\t" or c.isprintable() else "\ufffd" for c in text)
