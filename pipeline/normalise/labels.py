"""Labels of tables that a reader saw twice or in pieces, and the specks it saw between a label and its figures.

    "Erbj ife tal ut istd lut till:"   ->  "Erbjuder stödsamtal utan biståndsbeslut till:"
    "rbjuder stddsamtal utan ... 57"   ->  "57"          (the same label, read once more)
    ". . . e 64 73 74"                 ->  "64 73 74"

Labels are what the document itself says elsewhere, and else the names of the catalogue. No figure is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from rapidfuzz import fuzz, process

from pipeline.data import read_rows
from pipeline.normalise.edits import Edit

_CELL = re.compile(r"\d[\d.,]*|\.\.?|[-–*xX]")
_FIGURES = re.compile(rf"(?<![ \t])(?:[ \t]+(?:{_CELL.pattern}))+[ \t]*$")
_SPECK = re.compile(r"[.·,:;'`´_~-]{1,3}|[a-zåäö]{1,2}")
_SPECK_FIRST = re.compile(rf"\s*(?:{_SPECK.pattern})\s")
_WORD = re.compile(r"[^\W\d_]+")

#: A label has so many letters. A broken one must be so like a whole one, both without spaces (0 to 100): the example
#: above has 68 and the next label of its table 63, which is too near by itself, but a second copy follows.
SHORTEST_LABEL = 16
LEAST_LIKE, LEAST_LIKE_COPY, LEAST_LIKE_BESIDE_COPY = 70.0, 85.0, 55.0
#: The catalogue may word a label otherwise than the page, so that one must be more like it.
LEAST_LIKE_CATALOGUE = 80.0
#: So many first letters must be so like.
BEGINNING, LEAST_LIKE_BEGINNING = 4, 50.0
#: The next best label must be so much less alike, or there is doubt.
LEAST_LEAD, LEAST_LEAD_COPY = 8.0, 3.0
#: This part of a broken label's words are no words at all; of single letters these are words.
LEAST_BROKEN, LONE_LETTERS = 0.3, "iåö"


def repair_labels(lines: Sequence[str], is_word: Callable[[str], bool]) -> list[list[Edit]]:
    """Edits for each line of a damaged document whose words are repaired already."""
    edits: list[list[Edit]] = [[] for _ in lines]
    is_word = cache(is_word)
    labels = _find_labels(lines, is_word)
    full = [number for number, text in enumerate(lines) if text.strip()]
    for place, number in enumerate(full):
        text = lines[number]
        edits[number] += _remove_specks(text)
        figures = _find_figures(text)
        body = text[: figures.start()] if figures else text
        following = full[place + 1] if place + 1 < len(full) else number
        copied = None if figures else _find_copied(lines[following], labels)
        label = _find_broken(body, labels, copied, is_word)
        start = len(body) - len(body.lstrip())
        if label:
            source = "the document" if label in labels.values() else "the catalogue"
            edits[number].append(Edit(start, len(body.rstrip()), label, "broken-label", f"a label of {source}", 0.8))
        if copied and (label == copied or text.strip() == copied):
            end = _find_figures(lines[following])
            stop = end.start() + 1 if end else len(lines[following])
            edits[following].append(Edit(0, stop, "", "second-copy", "the label stands in the line before", 0.8))
    return edits


def _find_figures(text: str) -> re.Match[str] | None:
    """The cells that a row of a table ends in; most lines end in a word, which is soon seen."""
    last = text.rsplit(None, 1)[-1:]
    return _FIGURES.search(text) if last and _CELL.fullmatch(last[0]) else None


def _remove_specks(text: str) -> Iterator[Edit]:
    """Dots and single letters alone before two figures or more; dots alone may be cells without a value."""
    if not _SPECK_FIRST.match(text):
        return
    tokens = [(m.start(), m.group()) for m in re.finditer(r"\S+", text)]
    count = next((i for i, (_, token) in enumerate(tokens) if not _SPECK.fullmatch(token)), 0)
    specks = [token for _, token in tokens[:count]]
    letters = [token for token in specks if token.isalpha()]
    figures = [token for _, token in tokens[count:]]
    if letters and len(letters) < len(specks) and len(figures) > 1 and all(f[0].isdigit() for f in figures):
        yield Edit(tokens[0][0], tokens[count][0], "", "specks", "no word stands before the figures", 0.9)


def _find_labels(lines: Iterable[str], is_word: Callable[[str], bool]) -> dict[str, str]:
    """Whole labels by their form without spaces: lines before a colon, rows without their figures.

    One that begins with a small letter may have lost its first one.
    """
    labels = {}
    for text in lines:
        figures = _find_figures(text)
        label = (text[: figures.start()] if figures else text).strip()
        is_label = (figures or label.endswith(":")) and not label[:1].islower()
        if is_label and len(label) >= SHORTEST_LABEL and all(is_word(word) for word in _WORD.findall(label)):
            labels[_squeeze(label)] = label
    return labels


@cache
def read_catalogue() -> dict[str, str]:
    """The names of the known indicators, without their subject areas too, by their forms without spaces."""
    fields = "id name area unit counts aliases not kolada kolada_to coding breaks source".split()
    rows = read_rows("indicators.csv", *fields)
    names = [name for row in rows for name in (row["name"], row["name"].rpartition(", ")[0])]
    return {_squeeze(name): name for name in names if len(name) >= SHORTEST_LABEL}


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _find_copied(text: str, labels: dict[str, str]) -> str | None:
    """The label that a line of figures begins with once more, its first letter lost or small."""
    end = _find_figures(text)
    copy = text[: end.start()].strip() if end else ""
    if len(copy) < SHORTEST_LABEL or not copy[0].islower():
        return None
    return _find_alike(copy, labels, LEAST_LIKE_COPY, LEAST_LEAD_COPY)


def _find_broken(text: str, labels: dict[str, str], copied: str | None, is_word: Callable[[str], bool]) -> str | None:
    """The label that a line in pieces was, sooner believed where a second copy of it follows."""
    words = _WORD.findall(text)
    if len(words) < 3:
        return None
    broken = [word for word in words if not is_word(word) or (len(word) == 1 and word.lower() not in LONE_LETTERS)]
    if len(broken) < max(2, LEAST_BROKEN * len(words)) or _squeeze(text) in labels:
        return None
    if copied and fuzz.ratio(_squeeze(text), _squeeze(copied)) >= LEAST_LIKE_BESIDE_COPY:
        return copied
    return _find_alike(text, labels, LEAST_LIKE, LEAST_LEAD) or _find_alike(
        text, read_catalogue(), LEAST_LIKE_CATALOGUE, LEAST_LEAD
    )


def _find_alike(text: str, labels: dict[str, str], least: float, lead: float) -> str | None:
    """The one label that is like the text, and begins like it: `Munhälsobedömning` is no `Riskbedömning`."""
    found = process.extract(_squeeze(text), labels.keys(), scorer=fuzz.ratio, limit=2, score_cutoff=least)
    if not found or (len(found) > 1 and found[0][1] - found[1][1] < lead):
        return None
    squeezed = found[0][0]
    begins = fuzz.ratio(_squeeze(text)[:BEGINNING], squeezed[:BEGINNING]) >= LEAST_LIKE_BEGINNING
    return labels[squeezed] if begins else None
