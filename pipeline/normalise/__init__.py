"""Document -> the same document in right Swedish, every edit kept as a Repair.

"Det ar en 6kning fran foregaende ar"  ->  "Det är en ökning från föregående år"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.model import Document, Line, LineEnd, Problem
from pipeline.normalise.damage import judge_damage
from pipeline.normalise.edits import Edit, finish_repairs, replay, undo
from pipeline.normalise.hyphens import find_line_ends

__all__ = ["repair_document", "replay", "undo"]


def repair_document(document: Document) -> Document:
    """The document with `text`, `repairs` and `end` of its lines, its damage and the words that are left undecided."""
    lines = document.lines
    damage = judge_damage("\n".join(line.raw for line in lines))
    problems: tuple[Problem, ...] = ()
    edits: Sequence[Sequence[Edit]] = [()] * len(lines)
    if damage != "none":
        from pipeline.normalise.diacritics import repair_words

        edits, undecided = repair_words([line.raw for line in lines])
        problems = tuple(
            Problem("info", "word-undecided", f"{u.word}: {' or '.join(u.candidates)}?", lines[u.line].page)
            for u in undecided
        )
    repaired = [_repair_line(line, own) for line, own in zip(lines, edits, strict=True)]
    ends = find_line_ends([line.text for line in repaired])
    fixed = iter([_end_line(line, end) for line, end in zip(repaired, ends, strict=True)])
    pages = tuple(replace(page, lines=tuple(next(fixed) for _ in page.lines)) for page in document.pages)
    return replace(document, pages=pages, damage=damage, problems=document.problems + problems)


def _repair_line(line: Line, edits: Sequence[Edit]) -> Line:
    repairs = finish_repairs(line, edits)
    return replace(line, text=replay(line.raw, repairs), repairs=repairs) if repairs else line


def _end_line(line: Line, end: LineEnd) -> Line:
    return line if line.end == end else replace(line, end=end)
