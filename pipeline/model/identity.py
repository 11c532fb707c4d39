"""Ids that stay the same from run to run, whatever the program learns to read."""

from __future__ import annotations

import hashlib

from pipeline.model.report import Place


def make_id(*parts: object) -> str:
    """A stable id: the first 12 hex digits of the parts' SHA-256. `make_id("abc", 1)` is `c770455bc0ac` for ever."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def place_id(kind: str, document_id: str, place: Place, running: int = 0) -> str:
    """The id of a row by where its figure is printed, never by what it says, so that it survives a better program.

    `kind` keeps levels, changes, local statements and findings apart; `running` the rows that come from one figure.
    """
    return make_id(kind, document_id, place.page, place.line, place.start, running)
