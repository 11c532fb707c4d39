"""Document -> Report: what one document states, without a look at any other."""

from __future__ import annotations

from pipeline.model import Document, Report

from .passages import find_passages
from .prose import find_prose

__all__ = ["find_passages", "find_prose", "parse_document"]


def parse_document(document: Document) -> Report:
    """Everything that the document states; see `report`."""
    from .report import parse_document  # late, so that what reads only passages or places loads no more than those

    return parse_document(document)
