"""Words, numbers and signs of a text, with their places.

    "Fyra av tio kommuner (42 procent)" -> Fyra | av | tio | kommuner | ( | 42 | procent | )

What must never be read as a figure is one token of kind `noise`: addresses, dates in digits, phone numbers, law
references (`2014:453`), words that begin with digits (`16-åring`). What a number means is left to `numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from operator import itemgetter
from typing import Literal

from pipeline.parse.memory import remember
from pipeline.records import record

Kind = Literal["word", "number", "sign", "noise"]

#: A space inside a number: plain, no-break (U+00A0), thin (U+2009), narrow no-break (U+202F).
SPACE = "[ \u00a0\u2009\u202f]"

#: Every sign that a dash is printed with.
DASHES = frozenset("-–—−‐‑‒")

_NOISE = rf"""\d{{4}}-\d\d-\d\d(?!\d) | \d{{4}}:\d+                         # dates, laws
      | 0\d{{1,3}}\s?[-–/]\s?\d{{2,}}(?:{SPACE}\d{{2,3}}(?!\d))*      # phone numbers
      | \d+(?:-\d+)?-?[A-Za-zÅÄÖåäö][\w-]*"""  # 16-åring, 3a
_ADDRESS = r"(?:https?://|www\.)\S+ | [\w.+-]{1,64}@[\w-]+\.[\w.-]+"
# The mark of a footnote that the printer glued to the end of a sentence: `bränder.¹ Det`, `procent.2 För`, `rutin.[3]`.
_MARK = r"(?:[¹²³⁰-⁹]+[)⁾]? | \d{1,2}\)? | \[\d{1,2}\] | [*†]+)"
_NUMBER = rf"(?P<number> \d{{1,3}}(?:{SPACE}\d{{3}})+(?!\d)(?:[,.]\d+)? | \d+(?:[,.]\d+)? )"
_OTHERS = rf"""(?P<word> [^\W\d_]\w*(?:[-–:'’/][^\W\d_]\w*|\.[a-zåäö]{{1,3}}(?!\w))*-? )
  | (?P<sign> [.!?]{_MARK}(?=\s+[A-ZÅÄÖ–"”»]|\s*$) | \S )"""
# All other noise begins with a digit. Few texts have an address, and to look for one at each word costs as much as all
# the rest.
_TOKEN = re.compile(rf"(?=\d)(?: (?P<noise> {_NOISE} ) | {_NUMBER} ) | {_OTHERS}", re.VERBOSE)
_TOKEN_OR_ADDRESS = re.compile(rf"(?P<noise> {_ADDRESS} | {_NOISE} ) | {_NUMBER} | {_OTHERS}", re.VERBOSE)
# Footnote marks that the printer glued to a word: "våld¹", "procent2".
_FOOTNOTE = re.compile(r"[¹²³⁰-⁹\d]+$")


@record
class Token:
    """`text[start:end]` of its passage; `low` is the lower-case word, or the sign, without a footnote mark."""

    text: str
    start: int
    end: int
    kind: Kind
    low: str


def begins_word(text: str, words: str, *, whole: bool = False) -> bool:
    """Whether `words` stand in `text` where a word begins; `whole`, where one ends too: `skr` not in `beskrivning`."""
    at = text.find(words)
    while at >= 0:
        ends = not whole or not _is_letter(text[at + len(words) : at + len(words) + 1])
        if ends and (not at or not _is_letter(text[at - 1])):
            return True
        at = text.find(words, at + 1)
    return False


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def split_tokens(text: str) -> tuple[Token, ...]:
    """All tokens of a text in order; what lies between them is white space. Linear in the length of the text."""
    return tuple(
        [
            Token(word := match[0], match.start(), match.end(), kind := match.lastgroup, _LOW[kind](word))  # type: ignore[arg-type]
            for match in find_tokens(text)
        ]
    )


def find_tokens(text: str) -> Iterator[re.Match[str]]:
    """The same as matches, each with the token's kind as its last group."""
    addressed = "@" in text or "www." in text or "http" in text
    return (_TOKEN_OR_ADDRESS if addressed else _TOKEN).finditer(text)


@remember
def low_of(word: str) -> str:
    """The lower-case word without a footnote mark."""
    return (word if word[-1].isalpha() else _FOOTNOTE.sub("", word) or word).lower()


_LOW: dict[str | None, Callable[[str], str]] = {
    "word": low_of,
    "number": str.lower,
    "noise": str.lower,
    "sign": itemgetter(0),
}
