"""Document -> the same document in right Swedish, every edit kept as a Repair.

    "Det ar en 6kning fran foregaende ar"  ->  "Det är en ökning från föregående år"

Characters that are wrong by themselves are put right in every document (`characters`), and so are the marks of lists
where they were misread (`list_marks`); the rest only in one that `damage` finds damaged: signs (`marks`), words
(`diacritics`), labels of tables (`labels`). Of pages that our own OCR read, words that one letter made no words are put
right as well (`misread`).

Words are a noisy channel: what each may have been (`candidates`) by what a reader makes of letters (`channel`) and what
words there are (`lexicon`) or might be (`alike`), and which of them go together (`search`) by what words follow one
another (`language`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from pipeline.model import Document, Line, LineEnd, Problem
from pipeline.normalise.characters import repair_characters
from pipeline.normalise.damage import judge_pages
from pipeline.normalise.edits import Edit, apply_edits, compose_edits, finish_repairs, replay, undo
from pipeline.normalise.encodings import find_misreading
from pipeline.normalise.hyphens import find_line_ends
from pipeline.normalise.list_marks import repair_list_marks
from pipeline.records import replace

__all__ = ["repair_document", "replay", "undo"]

Edits = list[list[Edit]]


def repair_document(document: Document) -> Document:
    """The document with `text`, `repairs` and `end` of its lines, its damage and the words that are left undecided."""
    lines = document.lines
    texts = ["\n".join(line.raw for line in page.lines) for page in document.pages]
    misread = find_misreading("\n".join(texts))
    edits = [repair_characters(line.raw, misread) for line in lines]
    judgement = judge_pages(texts)
    if any(judgement.pages) and any(edits):  # letters whose marks stood apart may be all that was wrong
        composed = (apply_edits(line.raw, own) for line, own in zip(lines, edits, strict=True))
        judgement = judge_pages(["\n".join(next(composed) for _ in page.lines) for page in document.pages])
    if misread and judgement.damage == "none":
        judgement = replace(judgement, damage="mojibake")
    problems: tuple[Problem, ...] = ()
    if any(judgement.pages):
        edits, problems = _repair_damage(document, judgement.pages, edits)
    elif judgement.damage == "hopeless":
        problems = (Problem("warning", "text-hopeless", "most of the text is no words; nothing was repaired"),)
    else:
        marks = repair_list_marks([apply_edits(line.raw, own) for line, own in zip(lines, edits, strict=True)])
        edits = [compose_edits(line.raw, *both) for line, *both in zip(lines, edits, marks, strict=True)]
    edits = _repair_misread(document, edits)
    repaired = [_repair_line(line, own) for line, own in zip(lines, edits, strict=True)]
    ends = find_line_ends([line.text for line in repaired])
    fixed = iter([_end_line(line, end) for line, end in zip(repaired, ends, strict=True)])
    pages = tuple(replace(page, lines=tuple(next(fixed) for _ in page.lines)) for page in document.pages)
    return replace(document, pages=pages, damage=judgement.damage, problems=document.problems + problems)


def _repair_damage(document: Document, damaged: Sequence[bool], edits: Edits) -> tuple[Edits, tuple[Problem, ...]]:
    """The edits of the damaged pages, stage upon stage. The lexicon is read here, since most documents need none."""
    from pipeline.normalise.columns import load_columns
    from pipeline.normalise.diacritics import repair_words
    from pipeline.normalise.labels import repair_labels
    from pipeline.normalise.marks import repair_marks

    raw = [line.raw for line in document.lines]
    open_lines = [is_open for page, is_open in zip(document.pages, damaged, strict=True) for _ in page.lines]
    texts = [
        apply_edits(text, own) if is_open else "" for text, own, is_open in zip(raw, edits, open_lines, strict=True)
    ]

    def go_on(more: Edits) -> None:
        for number, own in enumerate(more):
            if own:
                edits[number] = compose_edits(raw[number], edits[number], own)
                texts[number] = apply_edits(texts[number], own)

    go_on(repair_marks(texts, [0, *accumulate(len(page.lines) for page in document.pages)][:-1]))
    words, undecided = repair_words(texts)
    go_on(words)
    lexicon = load_columns().finder.lexicon
    go_on(repair_labels(texts, lambda word: lexicon.is_common(word.lower())))
    page_of = [line.page for line in document.lines]
    problems = tuple(
        Problem("info", "word-undecided", f"{u.word}: {' or '.join(u.candidates)}?", page_of[u.line]) for u in undecided
    )
    return edits, problems


def _repair_misread(document: Document, edits: Edits) -> Edits:
    """The edits with those of pages that we read by OCR ourselves, in Swedish: their few words that are none."""
    if not any(page.source == "ocr" for page in document.pages):
        return edits
    from pipeline.normalise.misread import find_misread

    is_ocr = [page.source == "ocr" for page in document.pages for _ in page.lines]
    return [
        compose_edits(line.raw, own, find_misread(apply_edits(line.raw, own))) if read else own
        for line, own, read in zip(document.lines, edits, is_ocr, strict=True)
    ]


def _repair_line(line: Line, edits: Sequence[Edit]) -> Line:
    repairs = finish_repairs(line, edits)
    return replace(line, text=replay(line.raw, repairs), repairs=repairs) if repairs else line


def _end_line(line: Line, end: LineEnd) -> Line:
    return line if line.end == end else replace(line, end=end)
