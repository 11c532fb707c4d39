"""Which lines begin an item of a list.

    "• Fler kommuner ..." does; "– Vi trodde på fler, säger hon" and the second line of a title, "– Hemlöshet", do not

A mark that is nothing else (`•`) is believed at once. A dash, a lone letter or a number also begins speech, a title or
a sentence, so it must have company: another item beside it, or a line before it that ends with a colon.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.data import read_rows

from .prose import PrintedLine

# `«` and `¢` are what English OCR makes of a bullet.
_SURE = re.compile(r"[•·▪●◦‣■□►➢✓✔«¢*]\s*(?=\S)")
_UNSURE = re.compile(r"(?:[-–—−+>oe]|\d{1,2}[.)]|[a-h]\))\s+(?=\S)")
# An item's company is looked for among so many lines after it: the longest items of the genre have about ten.
COMPANY_LINES = 14


def mark_bullets(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The same lines; those that begin an item have their `mark`, and their text begins after it."""
    marks = [_find_mark(line) for line in lines]
    speech = {i for i, mark in enumerate(marks) if mark[:1] in "-–—" and mark and _is_speech(lines, marks, i)}
    listed: set[int] = set()
    marked = []
    for i, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        sure = line.line.role == "bullet" or _SURE.match(line.text) is not None
        if sure or (mark and i not in speech and _has_company(lines, marks, i, speech, listed)):
            listed.add(i)
            marked.append(replace(line, start=line.start + len(mark), mark=mark.strip() or "•"))
        else:
            marked.append(line)
    return tuple(marked)


def _find_mark(line: PrintedLine) -> str:
    """The mark with the space after it, as far as the line's own characters tell; empty where there is none."""
    match = _SURE.match(line.text) or _UNSURE.match(line.text)
    return match[0] if match else ""


def _is_speech(lines: Sequence[PrintedLine], marks: Sequence[str], i: int) -> bool:
    text = [lines[i].text]
    for k in range(i + 1, min(i + COMPANY_LINES, len(lines))):
        if lines[k].gap or marks[k]:
            break
        text.append(lines[k].text)
    return _speech().search(" ".join(text)) is not None


def _has_company(
    lines: Sequence[PrintedLine], marks: Sequence[str], i: int, speech: set[int], listed: set[int]
) -> bool:
    """Whether the line before leads in a list, or an item of the same kind stands next to this one."""
    if i and lines[i - 1].text.endswith(":"):
        return True
    before, after = _neighbour(lines, marks, i, -1), _neighbour(lines, marks, i, 1)
    return (before in listed and _follows(marks[before], marks[i])) or (
        after not in speech and after >= 0 and _follows(marks[i], marks[after])
    )


def _neighbour(lines: Sequence[PrintedLine], marks: Sequence[str], i: int, step: int) -> int:
    """The next marked line that way, or -1 when a paragraph without a mark stands between or it is too far."""
    k = i + step
    while 0 <= k < len(lines) and abs(k - i) <= COMPANY_LINES:
        if marks[k]:
            return k
        if lines[k].gap and not lines[k].text[0].islower():
            return -1
        k += step
    return -1


def _follows(mark: str, following: str) -> bool:
    """`-` follows `-`, and `3.` follows `2.`"""
    first, second = mark.strip(), following.strip()
    if first[:-1].isdigit() and second[:-1].isdigit():
        return first[-1] == second[-1] and int(second[:-1]) == int(first[:-1]) + 1
    if len(first) == 2 and len(second) == 2:  # a) b)
        return ord(second[0]) == ord(first[0]) + 1
    return first == second


@cache
def _speech() -> re.Pattern[str]:
    """Who speaks stands after a comma or at the end of a quote: `, säger hon`, `? undrar`."""
    verbs = "|".join(row["verb"] for row in read_rows("speech_verbs.csv", "verb", "reason"))
    return re.compile(rf"[,.!?”\"]\s+(?:{verbs})\s+\S")
