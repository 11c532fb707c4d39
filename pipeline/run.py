"""The main job: one document through the stages, and many of them into one output folder.

A stage that fails on a document costs only that document, or only what the stage adds to it: the fault becomes an
error-level problem of the document, with the file and what to do, and all other documents are complete.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.model import Dataset, Document, Problem, Report
from pipeline.publish import write_dataset
from pipeline.publish.rows import find_problems
from pipeline.sources import Source, find_sources

Watch = Callable[[Report, int, int], None]  #: called after each document with how many of how many are done


def ingest(paths: Iterable[Path], output: Path, *, jobs: int = 1, watch: Watch | None = None) -> Dataset:
    """Reads every document at and below the paths and writes the output folder; returns what it wrote.

    FileNotFoundError for a path that does not exist, NothingToRead when there is no file, OSError when the folder
    cannot be written. Faults of documents are no errors but problems of theirs.
    """
    from pipeline.reconcile import reconcile_reports

    sources = find_sources(paths, output)
    if not sources:
        raise NothingToRead("there is no file to read; hidden files and output folders are left out")
    reports = []
    for source in sources:
        report = skip_copy(source) if source.same_as else read_report(source.path, source.source_file)
        reports.append(report)
        if watch:
            watch(report, len(reports), len(sources))
    dataset = reconcile_reports(tuple(reports))
    write_dataset(dataset, output)
    return dataset


class NothingToRead(Exception):
    """No source at or below the paths that were named."""


def read_report(path: Path, source_file: str) -> Report:
    """One document through extract, normalise and parse. Never raises for what is in the file."""
    from pipeline.extract import read_document
    from pipeline.parse import parse_document

    document = read_document(path, source_file)
    if document.status in ("failed", "skipped"):
        return Report(document)
    document = repair(document)
    try:
        report = parse_document(document)
    except Exception as error:
        return Report(_make_partial(document, "parse", error))
    return _settle_status(report)


def repair(document: Document) -> Document:
    """Normalise, or the document as it was read, and partial, when that fails."""
    from pipeline.normalise import repair_document

    try:
        return repair_document(document)
    except Exception as error:
        return _make_partial(document, "normalise", error)


def read_repaired(path: Path) -> Document:
    """One document, read and repaired; a failed one has no pages."""
    from pipeline.extract import read_document

    document = read_document(path, path.name)
    return document if document.status == "failed" else repair(document)


def reflow(document: Document) -> str:
    """The repaired text as headings, paragraphs and bullets, each on one line; tables are left out."""
    from pipeline.parse import find_passages, find_tables

    _, taken = find_tables(document)
    marks = {"heading": "\n{}\n\n", "paragraph": "{}\n\n", "bullet": "- {}\n"}
    return "".join(marks[passage.kind].format(passage.text) for passage in find_passages(document, taken)).lstrip()


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


def _make_partial(document: Document, stage: str, error: Exception) -> Document:
    frame = traceback.extract_tb(error.__traceback__)[-1]
    message = (
        f"{document.source_file}: {stage} failed with {type(error).__name__}: {error} "
        f"({Path(frame.filename).name}, line {frame.lineno}); what it adds is missing; please report it with the file"
    )
    problem = Problem("error", f"{stage}-failed", message)
    return replace(document, status="partial", reason=f"{stage}-failed", problems=(*document.problems, problem))


def _settle_status(report: Report) -> Report:
    """A document with an error-level problem is not ok, whichever stage found it."""
    errors = [problem.code for problem in find_problems(report) if problem.severity == "error"]
    if report.document.status != "ok" or not errors:
        return report
    return replace(report, document=replace(report.document, status="partial", reason=errors[0]))
