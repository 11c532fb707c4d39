"""Where the words of a line are, and which of them are nobody's to repair.

Protected are figures, addresses of the web and of e-mail, single letters and short words in capitals (`AUDIT`, `SKR`).

    find_words("(fran 2016, se www.skr.se)")  ->  fran at 1-5, se at 12-14
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from pipeline.data import read_rows
from pipeline.records import record

# Letters, and the signs and digits that letters are read as; some of these only before a letter. No superscripts.
# A question mark behind what is no word but with an `å` was one: `p? land`.
WORD = re.compile(
    r"(?:[^\W_⁰¹²³⁴-⁹]++|[&@|\ufffd]|[°¢®£€§?!](?=[a-zåäö])"
    r"|(?:(?<=\b[psfdngPSFDNG])|(?<=\b[tT]v)|(?<=\b[sS]m)|(?<=\bniv)|(?<=\bocks)|(?<=\ballts))\?(?= [^\W_]| \?|,?$))+"
)
# The figure of a footnote that was glued to its text; a 6 may have been a letter.
_NOTED = re.compile(r"[1-57-9][A-ZÅÄÖ][a-zåäö]")
_SHOUTED = re.compile(r"(?<!\S)[A-ZÅÄÖ]+(?: [A-ZÅÄÖ]+)+(?![^\s.,:;!?])")
_CHUNK = re.compile(r"\S+")
_GOES_ON = re.compile(r"[.,]?(?: [^\W_]|$)")
_HOST = re.compile(r"[^\s@.]+\.[a-zA-Z]")
_DOMAIN = re.compile(r"(?<=\w)\.(?:se|nu|com|org|net|eu|info|pdf|xlsx?|docx?|csv|html?)(?!\w)")
LONGEST_ACRONYM, LONGEST_WORD = 5, 40
#: Words after a figure only: minutes, sizes of files, energy.
UNITS = frozenset({"min", "kB", "kWh"})
#: Distinct words that are remembered.
MOST_REMEMBERED = 100_000
#: What is left of `är`, `år` and `än` where the first letter was lost; no other word of reports is so short.
REST_LETTERS = frozenset("rn")


@record
class Word:
    """A word of a line: `text[start:end]`. A fixed one stays as it is and only tells about its neighbours."""

    start: int
    end: int
    text: str
    fixed: bool = False


def find_words(text: str, before: str = "") -> Iterator[Word]:
    """Words outside addresses, in order; `before` is the line above, whose address may go on in this one."""
    closed = _find_addresses(text)
    if before.endswith(("-", "/")) and any(stop == len(before) for _, stop in _find_addresses(before)):
        address = _CHUNK.search(text)
        closed += [address.span()] if address else []
    for match in WORD.finditer(text):
        start, end = match.span()
        start += text[start].isdigit() and bool(_NOTED.match(match[0]))
        if closed and any(start < stop and begin < end for begin, stop in closed):
            continue
        word = text[start:end]
        if not word.isdigit():
            fixed = is_protected(word) and not _is_open(word, text, start)
            yield Word(start, end, word, fixed or _is_unit(word, text, start))


def _is_open(word: str, text: str, start: int) -> bool:
    """Whether what looks like an acronym or a single letter is a word here: `MER` beside `LÄS`, `r` between words."""
    if word.isupper():
        return len(word) > 2 and word.isalpha() and _is_shouted(text, start)
    return word in REST_LETTERS and _stands_alone(text, start, start + len(word))


def _is_shouted(text: str, start: int) -> bool:
    """Whether words in capitals stand beside this one, not all of them short, so that none is an acronym."""
    return any(
        match.start() <= start < match.end() and any(len(word) > 2 for word in match[0].split())
        for match in _SHOUTED.finditer(text)
    )


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a letter stands between two words, as no variable and no list's letter does."""
    before, after = text[:start].rstrip(" "), text[end:]
    return before[-1:].isalpha() and before != text[:start] and bool(_GOES_ON.match(after))


def _is_unit(word: str, text: str, start: int) -> bool:
    """Whether a word is an abbreviation because a figure stands before it: `12 min`, but not `min`."""
    return word in UNITS and start > 1 and text[start - 2].isdigit()


def _find_addresses(text: str) -> list[tuple[int, int]]:
    """Where addresses of the web and of e-mail and names of files stand."""
    if not ("@" in text or "://" in text or "www." in text or _DOMAIN.search(text)):
        return []
    return [match.span() for match in _CHUNK.finditer(text) if _is_address(match.group())]


def _is_address(chunk: str) -> bool:
    local, _, host = chunk.partition("@")
    return "://" in chunk or "www." in chunk or bool(_DOMAIN.search(chunk) or (local and _HOST.match(host)))


@cache
def read_abbreviations() -> frozenset[str]:
    """Abbreviations in small letters, which a damaged word might seem to be."""
    return frozenset(row["abbreviation"] for row in read_rows("abbreviations.csv", "abbreviation", "meaning"))


@lru_cache(MOST_REMEMBERED)
def is_protected(word: str) -> bool:
    """Whether a word is a figure, a single letter, a sign or an acronym."""
    letters = sum(map(str.isalpha, word))
    if not 1 < len(word) <= LONGEST_WORD or not letters:
        return True
    if (word.islower() or word.istitle()) and word.lower() in read_abbreviations():
        return True
    # Capitals mark an acronym; a bar in it is still an I.
    return len(word) <= LONGEST_ACRONYM and letters > 1 and word.isupper() and "|" not in word
