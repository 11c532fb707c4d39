"""Which lines begin an item of a list.

    "• Fler kommuner ..." does; "– Vi trodde på fler, säger hon" and the second line of a title, "– Hemlöshet", do not

A mark that is nothing else (`•`) is believed at once. A dash, a lone letter or a number also begins speech, a title or
a sentence, so it must have company: another item beside it, or a line before it that ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat

from pipeline.data import read_rows
from pipeline.records import replace

from .prose import PrintedLine

# `«`, `»«` and `¢` are what OCR makes of a bullet; so are `»`, `e`, `:` and `+` beside others.
_SURE = re.compile(r"(?:»«|e¢|[•·▪●◦‣■□►➢✓✔«¢*])\s*(?=\S)")
_UNSURE = re.compile(r"(?:[-–—−+>»]|[oe:.\"](?=\s+[A-ZÅÄÖ\d])|\d{1,2}[.)]|[a-h]\))\s+(?=\S)")
_MARK = re.compile(f"{_SURE.pattern}|{_UNSURE.pattern}")
_INLINE = re.compile(r"[•▪●■](?<!\S.)(?=\s)")
# Items are sentences; shorter pieces between bullets are a trail of links: `Start • Omsorg • Äldre`.
MIN_ITEM = 40
_LONE = frozenset("•·▪●◦‣■□►➢*")
_DASHES = frozenset("-–—−")
# OCR reads the bullets of one list now as this, now as that.
_MISREAD = frozenset((*'•·«»¢*eo:.+"', "»«", "e¢"))
# An item's company is looked for among so many lines after it: the longest items of the genre have about ten.
COMPANY_LINES = 14


@dataclass(slots=True)
class _Marks:
    """The mark that each line may begin with ("" for none), the lines of speech, and the items found so far."""

    lines: Sequence[PrintedLine]
    found: list[str]
    speech: frozenset[int] = frozenset()
    items: set[int] = field(default_factory=set)
    kinds: set[tuple[str, float]] = field(default_factory=set)  #: of mark and indent


def mark_bullets(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The same lines; those that begin an item have their `mark`, and their text begins after it."""
    lines = _join_lone_marks(_split_items(lines))
    marks = _Marks(lines, _find_marks(lines))
    dashed = [i for i, mark in enumerate(marks.found) if mark[:1] in _DASHES]
    marks.speech = frozenset([i for i in dashed if _is_speech(marks, i)])
    marked = [*lines]
    for i, (line, mark) in enumerate(zip(lines, marks.found, strict=True)):
        if not mark and not line.mark and line.line.role != "bullet":
            continue  # as most lines
        sure = line.mark != "" or line.line.role == "bullet" or (mark != "" and _SURE.match(line.text) is not None)
        if sure or (mark and i not in marks.speech and _has_company(marks, i)):
            marks.items.add(i)
            marks.kinds.add((_class_of(mark), line.indent))
            marked[i] = replace(line, start=line.start + len(mark), mark=mark.strip() or "•")
    return tuple(marked)


def _split_items(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """The lines, each item of a list on one that has lost its line breaks: `Resultat: • Fler ... • Färre ...`"""
    within = map(_INLINE.search, [line.text for line in lines], repeat(1))  # a bullet behind the first sign
    return [
        part for line, bullet in zip(lines, within, strict=True) for part in (_split_line(line) if bullet else (line,))
    ]


def _split_line(line: PrintedLine) -> Iterator[PrintedLine]:
    starts = [line.start + match.start() for match in _INLINE.finditer(line.text)]
    if len(starts) < 2 or len(line.text) < MIN_ITEM * len(starts):
        yield line
        return
    cuts = sorted({line.start, *starts})
    for start, stop in zip(cuts, [*cuts[1:], line.stop], strict=True):
        length = len(line.line.text[start:stop].rstrip())
        first, last = start == line.start, stop == line.stop
        yield replace(line, start=start, stop=start + length, gap=line.gap or not first, full=line.full and last)


def _join_lone_marks(lines: Sequence[PrintedLine]) -> Sequence[PrintedLine]:
    """The lines; a bullet on a line of its own becomes the mark of the next one, which then needs no other."""
    joined: list[PrintedLine] = []
    lone = False
    for line in lines:
        if line.text in _LONE:
            lone = True
            continue
        joined.append(replace(line, mark="•", gap=True) if lone else line)
        lone = False
    return joined


def _find_marks(lines: Sequence[PrintedLine]) -> list[str]:
    """Each line's mark with the space after it, as far as its own characters tell; empty where there is none."""
    found = map(_MARK.match, [line.text for line in lines])
    return [match[0] if match else "" for match in found]


def _is_speech(marks: _Marks, i: int) -> bool:
    """Whether a dash begins what somebody says: `– Vi hade räknat med fler, säger en utredare.`"""
    lead = marks.lines[i - 1].text if i else ""
    if lead.endswith(":") and not lead.endswith("att:") and _verb().search(lead):
        return True  # Så här säger utredaren:; not `Andelen kvinnor som anser att:`
    text = [marks.lines[i].text]
    for k in range(i + 1, min(i + COMPANY_LINES, len(marks.lines))):
        if marks.lines[k].gap or marks.found[k]:
            break
        text.append(marks.lines[k].text)
    return _speech().search(" ".join(text)) is not None


def _has_company(marks: _Marks, i: int) -> bool:
    """Whether the line before leads in a list, or an item of the same kind stands next to this one.

    A lone item is believed where the document has others like it, and nobody speaks.
    """
    if i and marks.lines[i - 1].text.endswith(":"):
        return True
    words = marks.lines[i].text[len(marks.found[i]) :]
    kind = _class_of(marks.found[i]), marks.lines[i].indent
    if not marks.speech and kind in marks.kinds and not words[0].islower():
        return True
    before, after = _find_neighbour(marks, i, -1), _find_neighbour(marks, i, 1)
    if before in marks.items and _follows(marks.found[before], marks.found[i]):
        return True
    return after is not None and after not in marks.speech and _follows(marks.found[i], marks.found[after])


def _class_of(mark: str) -> str:
    """A mark as its list has it: one for all that OCR makes of a bullet."""
    bare = mark.strip()
    return "•" if bare in _MISREAD else bare


def _find_neighbour(marks: _Marks, i: int, step: int) -> int | None:
    """The next marked line that way; None when a paragraph without a mark stands between, or it is too far."""
    k = i + step
    while 0 <= k < len(marks.lines) and abs(k - i) <= COMPANY_LINES:
        if marks.found[k]:
            return k
        if marks.lines[k].gap and not marks.lines[k].text[0].islower():
            return None
        k += step
    return None


def _follows(mark: str, following: str) -> bool:
    """`-` follows `-`, `3.` follows `2.`, `b)` follows `a)`."""
    first, second = _class_of(mark), _class_of(following)
    if first[:-1].isdigit() and second[:-1].isdigit():
        return first[-1] == second[-1] and int(second[:-1]) == int(first[:-1]) + 1
    if len(first) == 2 and len(second) == 2:
        return ord(second[0]) == ord(first[0]) + 1
    return first == second


@cache
def _speech() -> re.Pattern[str]:
    """Who speaks stands after a comma or at the end of what is said: `, säger hon`, `? undrar`."""
    return re.compile(rf"[,.!?”\"]\s+{_verb().pattern}\s+\S")


@cache
def _verb() -> re.Pattern[str]:
    verbs = "|".join(row["verb"] for row in read_rows("speech_verbs.csv", "verb", "reason"))
    return re.compile(rf"\b(?:{verbs})\b")
