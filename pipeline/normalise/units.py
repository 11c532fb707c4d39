"""What is decided one by one: the words of all lines in reading order, those that a line end cuts in two put together.

["ett stod-", "samtal kostar 50"]  ->  ett, stod|samtal, kostar, #
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalise.hyphens import leaves_out_rest
from pipeline.normalise.language import FIGURE, YEAR
from pipeline.normalise.words import Word, find_words
from pipeline.records import record

_FIGURE = re.compile(r"(?P<year>(?:19|20)\d\d(?!\d|,\d))|\d")
# What ends a sentence, or parts the names in a path of pages: `Start / Omsorg / Äldre`.
_STOP = re.compile(r"[.:;!?•](?:\s|$)|(?<=\s)[/>|›»·](?=\s)")
# A line of a table ends in a figure, also one in parentheses, or in a missing value.
_CELL = re.compile(r"(?:\d\)?|\s\.\.)\s*$")
# A hyphen at the end of a line; figures after it belong to the columns of a table.
_CUT = re.compile(r"[-\u00ad\u2010\u00ac](?:[ \t]+[\d.,*-]+)*\s*$")
#: What stands for a letter that was lost in another encoding, small or capital.
LOST = ("\ufffd", "?")


@record
class Spot:
    """Where a part of a word stands: line (from 0) and offsets in its text."""

    line: int
    start: int
    end: int


@record
class Unit:
    """A word to decide, in one or two parts. Without spots it stays as it is; without parts it ends a sentence.

    One that is `inside` has a word before it in its line and nothing but a space between.
    """

    parts: tuple[str, ...]
    spots: tuple[Spot, ...] = ()
    inside: bool = False

    @property
    def word(self) -> str:
        return "".join(self.parts).lower()


STOP = Unit(())


def find_sentences(lines: Sequence[str]) -> Iterator[list[Unit]]:
    """The words and figures of each sentence."""
    sentence: list[Unit] = []
    for unit in find_units(lines):
        if unit.parts:
            sentence.append(unit)
        elif sentence:
            yield sentence
            sentence = []


def find_units(lines: Sequence[str]) -> Iterator[Unit]:
    """Words, figures and sentence ends of all lines in reading order, a sentence end last."""
    words = [list(find_words(text, above.rstrip())) for above, text in zip(("", *lines), lines, strict=False)]
    rests = _find_rests(lines, words)
    taken = {(spot.line, spot.start) for spot, _ in rests.values()}
    for number, text in enumerate(lines):
        if _begins_anew(lines[number - 1] if number else "", text):
            yield STOP
        done = 0
        for word in words[number]:
            between = text[done : word.start]
            if between != " ":
                yield from _read_between(between)
            done = word.end
            if (number, word.start) not in taken:
                yield _take_word(word, number, rests, inside=word.start > 1 and text[word.start - 2].isalpha())
        yield from _read_between(text[done:] + "\n")
    yield STOP


def _take_word(word: Word, line: int, rests: dict[tuple[int, int], tuple[Spot, str]], *, inside: bool) -> Unit:
    if word.fixed:
        return Unit((word.text,))
    spot = Spot(line, word.start, word.end)
    if (line, word.start) not in rests:
        return Unit((word.text,), (spot,), inside)
    rest_spot, rest = rests[line, word.start]
    return Unit((word.text, rest), (spot, rest_spot), inside)


def _begins_anew(above: str, text: str) -> bool:
    """Whether a line begins a sentence though the one above does not end any: a cell, a heading, a bullet."""
    start = text.lstrip()[:1]
    if start in LOST:
        return not above.strip()
    if start.isalpha():
        return start.isupper() and (not above.strip() or bool(_CELL.search(above)))
    return bool(start)


def _read_between(text: str) -> Iterator[Unit]:
    """The figure and the end of a sentence that stand between two words, where there are such."""
    if text.startswith(","):
        yield Unit((",",))
    figure = _FIGURE.search(text)
    if figure:
        yield Unit((YEAR if figure["year"] else FIGURE,))
    if _STOP.search(text):
        yield STOP


def _find_rests(lines: Sequence[str], words: Sequence[Sequence[Word]]) -> dict[tuple[int, int], tuple[Spot, str]]:
    """The rests of words that a line end cuts, by the line and offset where each word begins."""
    rests = {}
    full = [number for number, text in enumerate(lines) if text and not text.isspace()]
    for number, following in zip(full, full[1:], strict=False):
        cut = _CUT.search(lines[number])
        if not cut or not words[following]:
            continue
        first = next((word for word in reversed(words[number]) if word.end == cut.start()), None)
        rest = words[following][0]
        indent = len(lines[following]) - len(lines[following].lstrip())
        if first and not first.fixed and rest.start == indent and _goes_on(first, rest):
            rests[number, first.start] = (Spot(following, rest.start, rest.end), rest.text)
    return rests


def _goes_on(first: Word, rest: Word) -> bool:
    return not rest.fixed and not rest.text[0].isupper() and not leaves_out_rest(first.text, rest.text)
