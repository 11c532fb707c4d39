"""Marks of footnotes and the figures that notes begin with, which readers take for other signs since they are small.

"bevittnat vald®."  "1 Allmanna rad"      ->  "bevittnat vald¹."  "1 Allmanna rad"
"i Sverige.’ Det"   "? Galler inte Gotland"  ->  "i Sverige.² Det"   "² Galler inte Gotland"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalise.edits import Edit

# A note begins with its figure, or with what a raised one is read as; a star that a space follows is a bullet.
_NOTE = re.compile(
    r"(?P<figure>[1-9])(?:\s*[A-ZÅÄÖ][a-zåäö]|\s+\d\d? kap\.)"
    r"|(?P<sign>[?>!]{1,2}(?=\s?[A-ZÅÄÖ][a-zåäö])|\*(?=[A-ZÅÄÖ][a-zåäö])|[t'’‘\"”“](?=\s[A-ZÅÄÖ][a-zåäö]))"
)
# No Swedish word ends in a z, and no sentence in a question or exclamation mark and a stop. Behind the stop of a
# sentence no sign stands but that which closes a quotation.
_MARK = re.compile(
    r"(?<=[a-zåäöé])(?:[®°*”’'‘“\"}]{1,2}(?=[.,;:)]?(?:\s|$))|z(?=[.,;:](?:\s|$))|[!?](?=\.(?:\s|$))|!(?=(?: \d\S*)+$))"
    r"|(?:(?<=[a-zåäöé][.,])|(?<=\b(?:19|20)\d\d\.))(?:[®°*”’'‘“\"?!]{1,2}|t)(?=\s+[A-ZÅÄÖ]|\s*$)"
    r"|(?:(?<=[a-zåäöé])|(?<=[a-zåäöé][.,])|(?<=\b(?:19|20)\d\d\.))(?P<figure>[1-9¹²³⁴⁵⁶⁷⁸⁹])(?=[.,;:)]?(?:\s|$))"
)
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_SUPERSCRIPTS, "0123456789")
#: What closes a quotation, what opens one, and in how many lines above.
_QUOTES, _OPENER, _REACH = frozenset("”’'‘“\""), re.compile(r"(?<!\S)[”’'‘“\"»](?=\w)"), 4
#: Signs that pages print as marks of notes themselves.
_PRINTED = frozenset("*")


def repair_note_marks(lines: Sequence[str], page_starts: Sequence[int]) -> Iterator[tuple[int, Edit]]:
    """Edits with the numbers of their lines: by the notes of the whole document, or else by those of each page."""
    notes = [(number, match) for number, text in enumerate(lines) if (match := _NOTE.match(text.lstrip(" ")))]
    if not notes:
        return
    marks = [
        (number, m) for number, text in enumerate(lines) for m in _MARK.finditer(text) if _is_mark(lines, number, m)
    ]
    edits = [*_pair(lines, notes, marks)]
    if edits:
        yield from edits
        return
    for begin, end in zip(page_starts, [*page_starts[1:], len(lines)], strict=True):
        on_page = range(begin, end)
        yield from _pair(lines, [n for n in notes if n[0] in on_page], [m for m in marks if m[0] in on_page])


Found = Sequence[tuple[int, re.Match[str]]]


def _is_mark(lines: Sequence[str], number: int, match: re.Match[str]) -> bool:
    """Whether a sign closes no quotation that a line above or this one opens."""
    if _QUOTES.isdisjoint(match[0]):
        return True
    before = [*lines[max(0, number - _REACH) : number], lines[number][: match.start()]]
    return not any(_OPENER.search(text) for text in before)


def _pair(lines: Sequence[str], notes: Found, marks: Found) -> Iterator[tuple[int, Edit]]:
    """The marks with the figures of their notes, where there are as many, and the notes with their own."""
    figures = _count_on([match["figure"] for _, match in notes])
    signs = {match[0] for _, match in (*notes, *marks) if not match["figure"]}
    if not figures or len(notes) != len(marks) or (signs <= _PRINTED and not any(m["figure"] for _, m in notes)):
        return
    if any(m["figure"] and int(m["figure"].translate(_PLAIN)) != f for f, (_, m) in zip(figures, marks, strict=True)):
        return
    for figure, (line, note), (number, mark) in zip(figures, notes, marks, strict=True):
        raised, evidence = _SUPERSCRIPTS[figure], f"the page has a note {figure}"
        if not mark["figure"]:
            yield number, Edit(*mark.span(), raised, "note-mark", evidence, 0.9)
        if not note["figure"]:
            indent = len(lines[line]) - len(note.string)
            start, end = note.span("sign")
            glued = "" if note.string[end] == " " else " "
            yield line, Edit(indent + start, indent + end, raised + glued, "note-mark", "the page has its mark", 0.8)


def _count_on(printed: Sequence[str | None]) -> list[int]:
    """The figures of notes, those that were not read by the ones before or behind; none where they do not count on."""
    known = [(place, int(figure)) for place, figure in enumerate(printed) if figure]
    first = known[0][1] - known[0][0] if known else 1
    figures: list[int] = []
    for figure in printed:
        figures.append(int(figure) if figure else figures[-1] + 1 if figures else first)
    goes_on = all(a < b for a, b in zip(figures, figures[1:], strict=False))
    return figures if figures and figures[0] > 0 and figures[-1] < len(_SUPERSCRIPTS) and goes_on else []
