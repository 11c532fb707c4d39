"""The main job: files and folders in, one output folder out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pipeline.model import Dataset, Document, Problem, Report
from pipeline.publish import write_dataset
from pipeline.publish.corrections import read_corrections
from pipeline.sources import Source, find_sources
from pipeline.stages import read_report

Watch = Callable[[Report, int, int], None]  #: called after each document with how many of how many are done


def ingest(paths: Iterable[Path], output: Path, *, jobs: int = 1, watch: Watch | None = None) -> Dataset:
    """Reads every document at and below the paths and writes the output folder; returns what it wrote.

    FileNotFoundError for a path that does not exist, NothingToRead when there is no file, OSError when the folder
    cannot be written. Faults of documents are no errors but problems of theirs.
    """
    from pipeline.reconcile import reconcile_reports

    found = find_sources(paths, output)
    if not found.sources:
        raise NothingToRead("there is no report to read; files with other endings must be named themselves")
    output.mkdir(parents=True, exist_ok=True)  # before hours of reading, so that a wrong folder is known at once
    reports = []
    for report in _read_all(found.sources, jobs):
        reports.append(report)
        if watch:
            watch(report, len(reports), len(found.sources))
    corrections, faults = read_corrections(output)
    dataset = reconcile_reports(tuple(sorted(reports, key=lambda report: report.document.source_file)), corrections)
    dataset = replace(dataset, problems=(*dataset.problems, *faults, *_list_left_out(found.left_out)))
    write_dataset(dataset, output)
    return dataset


def _list_left_out(files: Sequence[Path]) -> Iterator[Problem]:
    if files:
        names = ", ".join(sorted({file.name for file in files}))
        yield Problem("info", "left-out", f"{len(files)} files that are no reports by their names: {names}")


def _read_all(sources: Sequence[Source], jobs: int) -> Iterator[Report]:
    from pipeline.executor import read_reports

    yield from (skip_copy(source) for source in sources if source.same_as)
    yield from read_reports([source for source in sources if not source.same_as], read_report, jobs=jobs)


class NothingToRead(Exception):
    """No source at or below the paths that were named."""


def skip_copy(source: Source) -> Report:
    """The report of a source that has the same bytes as an earlier one."""
    message = f"{source.source_file}: has the same bytes as {source.same_as}, which is read in its place"
    document = Document(
        source.sha256[:12],
        source.source_file,
        source.sha256,
        media_type="",
        status="skipped",
        reason="copy",
        problems=(Problem("info", "copy", message),),
    )
    return Report(document)
