"""One document through the stages.

A stage that fails on a document costs only what it adds to it: the fault becomes an error-level problem of the
document, which names the file and what to do, and the document is partial.
"""

from __future__ import annotations

import traceback
from dataclasses import replace
from pathlib import Path

from pipeline.model import Document, Problem, Report
from pipeline.publish.rows import find_problems

_REFLOWED = {"heading": "\n{}\n\n", "paragraph": "{}\n\n", "bullet": "- {}\n"}


def read_report(path: Path, source_file: str) -> Report:
    """One document through extract, normalise and parse. Never raises for what is in the file."""
    from pipeline.extract import read_document

    document = read_document(path, source_file)
    return Report(document) if document.status == "failed" else understand(document)


def understand(document: Document) -> Report:
    """A document as it was read through normalise and parse; a fault of either makes it partial."""
    from pipeline.parse import parse_document

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


def end_as(path: Path, text: str) -> str:
    """The text of a plain text file, ended as the file is: by a line end, a form feed, or neither."""
    with path.open("rb") as stream:
        stream.seek(-min(4, path.stat().st_size), 2)
        end = stream.read().replace(b"\0", b"")[-1:]  # UTF-16 has a zero beside each
    if end == b"\f":
        return f"{text}\f"
    return text if end in (b"\n", b"\r") else text.removesuffix("\n")


def reflow(document: Document) -> str:
    """The repaired text with each heading, paragraph and bullet on one line, and tables line by line as printed."""
    from pipeline.parse import find_passages, find_prose
    from pipeline.parse.tables import find_tables

    taken = find_tables(document).taken
    parts = [
        (piece.line.page, piece.line.number, _REFLOWED[passage.kind].format(passage.text))
        for passage in find_passages(find_prose(document, taken))
        for piece in passage.pieces[:1]
    ]
    parts += [
        (line.page, line.number, f"{line.text}\n") for line in document.lines if (line.page, line.number) in taken
    ]
    return "".join(text for _, _, text in sorted(parts, key=lambda part: part[:2]))


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
