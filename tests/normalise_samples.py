"""What the tests of normalise read: any text, by itself or as part of a damaged document."""

from __future__ import annotations

from pipeline.model import Document, Line, Page
from pipeline.normalise import repair_document

# Makes any document damaged enough to be repaired, without being part of what a test looks at.
DAMAGED = "Det ar en okning fran foregaende ar och galler aven manga kommuner pa landet"


def make_document(text: str) -> Document:
    pages = []
    for number, page in enumerate(text.split("\f"), 1):
        lines = tuple(Line(number, i, line, line) for i, line in enumerate(page.split("\n"), 1))
        pages.append(Page(number, lines, "text"))
    return Document("0" * 12, "report.txt", "", "text/plain", tuple(pages))


def repaired_text(text: str) -> str:
    return "\f".join("\n".join(line.text for line in page.lines) for page in repair_document(make_document(text)).pages)


def repair_damaged(text: str) -> str:
    """The text after it was repaired as part of a damaged document."""
    return repaired_text(f"{DAMAGED}.\n\n{text}\n\n{DAMAGED}.").split("\n\n", 1)[1].rsplit("\n\n", 1)[0]
