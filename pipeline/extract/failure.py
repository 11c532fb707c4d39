"""Why a source could not be read: the fixed list of reasons, each with what a person can do about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from pipeline.model import Document, Problem, make_id

Reason = Literal[
    "encrypted",
    "damaged",
    "not-a-pdf",
    "too-large",
    "timeout",
    "memory",
    "crash",
    "no-text",
    "unreadable",
    "not-regular",
    "missing-tesseract",
    "missing-language",
]


class Unreadable(Exception):
    """A source, or one page of it, cannot be read; carries the reason as a stable code and advice as prose."""

    def __init__(self, reason: Reason, message: str) -> None:
        super().__init__(message)
        self.reason: Reason = reason


def fail_document(
    source_file: str, failure: Unreadable, sha256: str = "", media_type: str = "", problems: tuple[Problem, ...] = ()
) -> Document:
    """The Document of a source that gave nothing: no pages, its reason, and an error-level problem.

    A source without bytes of its own (a folder, a pipe) is known by its name instead of its content.
    """
    return Document(
        document_id=sha256[:12] or make_id("no-content", source_file),
        source_file=source_file,
        sha256=sha256,
        media_type=media_type,
        status="failed",
        reason=failure.reason,
        problems=(*problems, Problem("error", failure.reason, f"{source_file}: {failure}")),
    )


def name_problem(problem: Problem, source_file: str) -> Problem:
    """The problem with file and page in front of its message."""
    page = f" page {problem.page}" if problem.page is not None else ""
    return replace(problem, message=f"{source_file}{page}: {problem.message}")
