"""Sentences that begin small, with a letter that differs from its capital in size alone.

"... en modell.\\nvar kommun: nej"  ->  "... en modell.\\nVar kommun: nej"

Whoever begins sentences small does so with other letters too, so that these tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalise.edits import Edit

#: Letters whose capitals are the same, but greater.
LIKE_CAPITALS = frozenset("cosvwxz")
#: What has three letters or more and a stop, and ends no sentence.
ABBREVIATED = frozenset("avd dvs etc exkl forts inkl inv jfr kap max mfl min osv prel resp tex tfn".split())
#: Fewer than these may be a slip of who wrote them.
LEAST_FOUND = 2
#: So many times as often at least must these begin sentences small as the others do, which may have lost their first.
MOST_OTHERS = 4
# The end of a sentence and, behind it, a word that begins small.
_INSIDE = re.compile(r"(?<![.\w])(?P<last>[^\W\d_]{3,})[.!?] (?P<first>[a-zåäö])(?=[a-zåäö])")
_END = re.compile(r"(?<![.\w])(?P<last>[^\W\d_]{3,})[.!?]\s*$")
_SMALL = re.compile(r"\s*(?P<first>[a-zåäö])(?=[a-zåäö])")


def repair_beginnings(lines: Sequence[str]) -> Iterator[tuple[int, Edit]]:
    """Edits with the numbers of their lines."""
    small = [*_find_small(lines)]
    found = [(number, match) for number, match in small if match["first"] in LIKE_CAPITALS]
    if len(found) >= max(LEAST_FOUND, MOST_OTHERS * (len(small) - len(found))):
        for number, match in found:
            capital = match["first"].upper()
            yield number, Edit(*match.span("first"), capital, "capital", "the only letters to begin small", 0.8)


def _find_small(lines: Sequence[str]) -> Iterator[tuple[int, re.Match[str]]]:
    """Small letters behind the end of a sentence, in the same line or the one before it that is not empty."""
    ended = False
    for number, text in enumerate(lines):
        if not text or text.isspace():
            continue
        begins = _SMALL.match(text) if ended else None
        if begins:
            yield number, begins
        for match in _INSIDE.finditer(text):
            if match["last"].lower() not in ABBREVIATED:
                yield number, match
        end = _END.search(text)
        ended = end is not None and end["last"].lower() not in ABBREVIATED
