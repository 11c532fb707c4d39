"""A repaired document as text, and what was repaired in it as words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import Document, Page


def repaired_text(document: Document) -> str:
    """The text as repaired, each line on the line where it stands in the source, pages parted by form feeds."""
    return "\f".join(_page_text(page) for page in document.pages)


def _page_text(page: Page) -> str:
    texts = {line.number: line.text for line in page.lines}
    return "".join(f"{texts.get(number, '')}\n" for number in range(1, max(texts, default=0) + 1))


def describe_repairs(document: Document) -> str:
    """One line per edit, what and why: `page 1, line 7: "stod" -> "stöd" (neighbours: stöd och hjälp, 0.93)`."""
    return "".join(f"{line}\n" for line in _describe_repairs(document))


def _describe_repairs(document: Document) -> Iterator[str]:
    for repair in document.repairs:
        why = ": ".join(filter(None, (repair.rule, repair.evidence)))
        yield (
            f'page {repair.page}, line {repair.line}: "{repair.before}" -> "{repair.after}" '
            f"({why}, {repair.confidence:.2f})"
        )
    for problem in document.problems:
        yield f"{problem.severity}: {problem.message}"
