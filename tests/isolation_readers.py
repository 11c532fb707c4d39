"""Readers of documents that misbehave, for the tests of the executor; its children find them by module and name."""

from __future__ import annotations

import os
import time
from pathlib import Path

from pipeline.model import Document, Report


def read(path: Path, source_file: str) -> Report:
    """Does what the file's first word says: `hang`, `sleep`, `crash`, `grow`, ...; anything else is read well."""
    word = path.read_text(encoding="utf-8").split()[0]
    if word == "hang":
        while True:
            pass
    if word == "sleep":
        time.sleep(3600)
    if word == "crash":
        os.abort()
    if word == "killed":
        os.kill(os.getpid(), 9)
    if word == "grow":
        kept = []
        while True:
            kept.append(bytes(1 << 28))
    if word == "raise":
        raise LookupError("a fault of the program")
    if word == "leave":
        os._exit(7)
    return Report(Document("0" * 12, source_file, "", "text/plain", title=word))
