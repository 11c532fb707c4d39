"""Whether a page's text layer can be trusted, from its characters alone.

A scan may carry a layer that OCR made in the wrong language: `Oppna jamforelser gors varje ar` is fluent to a spelling
measure and wrong in every third word. Letters tell: Swedish has å, ä and ö for 4 to 5 % of its letters, and words such
as `och`, `att` and `som`, which no OCR loses, tell that the page is Swedish.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import regex

from .printed import PrintedWord

Verdict = Literal["good", "bad", "none"]

MIN_CHARACTERS = 10  # a page with fewer has no layer to speak of: a stamp, a page number
MIN_LETTERS = 120  # of Swedish text: with fewer, none of å, ä, ö may be chance (1 page in 200 at 120)
MIN_SWEDISH_LETTERS = 0.012  # share of å, ä, ö; right text has 0.04 to 0.05, English OCR of it 0 to 0.004
MIN_FUNCTION_WORDS = 0.04  # share that makes a page Swedish; running Swedish has 0.15 to 0.25, English 0.01
MAX_ODD_WORDS = 0.03  # share of words with a sign amid letters (`6ppna`, `r&tt`); right text has 0 to 0.005
MAX_UNKNOWN_SIGNS = 0.05  # share of signs without a meaning; a list of Wingdings bullets has 0.01
MAX_VOWELLESS = 0.3  # share of words without a vowel; Swedish has 0.02, shifted glyph ids 0.3 to 0.6
_FUNCTION_WORD_LIST = "och att som det den av till med en ett har inte kan om vid i de ska samt eller"
_FUNCTION_WORDS = frozenset(_FUNCTION_WORD_LIST.split())
_WORD = regex.compile(r"\p{L}+")
_ODD_WORD = regex.compile(r"\p{L}*+[0-9&@|©®¢][\p{Ll}&]{2,}+")
_MOJIBAKE = regex.compile(r"Ã[¤¥¶…„–\u0084\u0085\u0096]|â€|Ã©")
_VOWEL = regex.compile(r"[aeiouyåäöéüAEIOUYÅÄÖÉÜ]")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict and, of a bad layer, why."""

    verdict: Verdict
    why: str = ""


def judge_layer(words: Sequence[PrintedWord]) -> Judgement:
    """Good, bad or none.

    >>> from pipeline.model import Box
    >>> judge_layer([PrintedWord("3", Box(0, 0, 5, 10), 8, 10)])
    Judgement(verdict='none', why='')
    """
    tokens = [w.text for w in words]
    text = "".join(tokens)
    unknown = sum(c == "\ufffd" or "\ue000" <= c <= "\uf8ff" or not c.isprintable() for c in text)
    if sum(c.isalnum() for c in text) + unknown < MIN_CHARACTERS:
        return Judgement("none")
    if unknown > MAX_UNKNOWN_SIGNS * len(text):
        return Judgement("bad", "signs without a meaning")
    if len(_MOJIBAKE.findall(text)) > 2:
        return Judgement("bad", "letters of the wrong encoding")
    return _judge_words(tokens)


def _judge_words(tokens: Sequence[str]) -> Judgement:
    words = [m for token in tokens for m in _WORD.findall(token)]
    letters = sum(map(len, words))
    long_words = [w for w in words if len(w) >= 3]
    vowelless = sum(not _VOWEL.search(w) for w in long_words)
    if len(long_words) >= 30 and vowelless > MAX_VOWELLESS * len(long_words):
        return Judgement("bad", "gibberish")
    odd = sum(1 for token in tokens if _ODD_WORD.match(token) and "." not in token)
    if odd >= 4 and odd > MAX_ODD_WORDS * len(words):
        return Judgement("bad", "signs amid letters")
    if letters < MIN_LETTERS or not _is_swedish(words):
        return Judgement("good")
    swedish = sum(c in "åäöÅÄÖ" for w in words for c in w)
    if swedish < MIN_SWEDISH_LETTERS * letters:
        return Judgement("bad", "å, ä and ö are lost")
    return Judgement("good")


def _is_swedish(words: Sequence[str]) -> bool:
    known = sum(w.lower() in _FUNCTION_WORDS for w in words)
    return known >= MIN_FUNCTION_WORDS * len(words)
