"""A repaired document as text, and what was repaired in it as words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.data import read_rows
from pipeline.model import Document, Page


def repaired_text(document: Document) -> str:
    """The text as repaired, each line on the line where it stands in the source, pages parted by form feeds."""
    return "\f".join(_page_text(page) for page in document.pages)


def _page_text(page: Page) -> str:
    texts = {line.number: line.text for line in page.lines}
    return "".join(f"{texts.get(number, '')}\n" for number in range(1, max(texts, default=0) + 1))


def describe_repairs(document: Document) -> str:
    """One line per edit, what and why: `page 1, line 7: "stod" -> "stöd": the dots ... were lost (lexicon, 0.99)`."""
    return "".join(f"{line}\n" for line in _describe_repairs(document))


def _describe_repairs(document: Document) -> Iterator[str]:
    sentences = {row["rule"]: row["sentence"] for row in read_rows("repair_rules.csv", "rule", "sentence", "example")}
    for repair in document.repairs:
        why = ", ".join(filter(None, (repair.evidence, f"{repair.confidence:.2f}")))
        yield (
            f'page {repair.page}, line {repair.line}: "{repair.before}" -> "{repair.after}": '
            f"{sentences.get(repair.rule, repair.rule)} ({why})"
        )
    for problem in document.problems:
        yield f"{problem.severity}: {problem.message}"
