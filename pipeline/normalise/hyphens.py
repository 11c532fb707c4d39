"""How a line goes on in the next one: with a space, without its hyphen, or with it.

    stöd- / samtal    ->  join    (stödsamtal)
    IPS- / modellen   ->  glue    (IPS-modellen)
    hälso- / och      ->  space   (hälso- och sjukvård)
    2019- / 2021      ->  glue    (2019-2021)

Figures after the hyphen belong to a table's columns (`verksamhetsut- 11 9 10` / `veckling`), so they do not hide it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.model import LineEnd
from pipeline.normalise.lexicon import read_report_words

CUT_WORD = re.compile(
    r"(?P<word>(?<![^\s-])[^\s-]*(?<=[^\W_]))(?P<hyphen>[-\u00ad\u2010\u2011])(?:[ \t]+[\d.,*%-]+)*\s*$"
)
# After these the hyphen stands for the rest of a word to come: `kommun- och länsnivå`, `in- eller utskriven`.
AND = frozenset("och eller samt respektive till men som".split())
# Before the hyphen, a part that keeps it before a word in small letters.
KEEPS_HYPHEN = frozenset("e icke a b c d anti non vice".split())
NEXT_WORD = re.compile(r"[^\W_]+")


def find_line_ends(lines: Sequence[str]) -> list[LineEnd]:
    """How each line goes on, decided by its own last word and the first one of the next line that is not empty."""
    ends: list[LineEnd] = ["space"] * len(lines)
    for number, following in _pair_lines(lines):
        cut = CUT_WORD.search(lines[number])
        if cut:
            ends[number] = _decide_end(cut["word"], cut["hyphen"], lines[following].lstrip())
    return ends


def _pair_lines(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Lines that end in a hyphen, with the next line that is not empty."""
    waiting = None
    for number, text in enumerate(lines):
        if not text or text.isspace():
            continue
        if waiting is not None:
            yield waiting, number
        waiting = number if HYPHENS.intersection(text) else None


HYPHENS = frozenset("-\u00ad\u2010\u2011")


def _decide_end(word: str, hyphen: str, rest: str) -> LineEnd:
    """`word` and `hyphen` end a line, `rest` begins the next one."""
    if hyphen == "\u00ad":
        return "join"
    found = NEXT_WORD.match(rest)
    last = re.split(r"[/(\u2013]", word)[-1]
    if not found or leaves_out_rest(last, found.group()):
        return "space"
    first = found.group()
    if first[0].isdigit():
        return "glue"  # 2019-2021, covid-19
    if last.isupper() or any(map(str.isdigit, last)) or last.lower() in KEEPS_HYPHEN:
        return "glue"  # IPS-modellen, 15-åringar
    if first[0].isupper():
        return "join" if word.isupper() else "glue"  # Nord-Syd
    return "join"


def leaves_out_rest(word: str, following: str) -> bool:
    """Whether a hyphen stands for the rest of a word to come: `hälso- / och sjukvård`; not in `exa- / men`."""
    low = following.lower()
    return low in AND and f"{word}{low}".lower() not in _broken_words()


@cache
def _broken_words() -> frozenset[str]:
    """Words that may break before what looks like such a word: `exa-men`, `mod-eller`, `gemen-samt`."""
    return frozenset(word for word in read_report_words() if word.endswith(tuple(AND)))
