"""Phrases that mean something, kept as rows of a data file and found in running tokens.

A phrase is one or more words in lower case; a word that ends in `*` stands for all words that begin so. The longest
phrase wins: of `mer än` and `mer än hälften` the second. Looking one up costs the same however long the list is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field
from functools import cache
from itertools import zip_longest

from pipeline.data import read_rows
from pipeline.parse.memory import find_spots, remember
from pipeline.parse.tokens import Token, find_tokens, low_of
from pipeline.records import record


@record
class Phrase:
    """One row: the words, what kind of phrase it is, and what it stands for (empty where the kind says all)."""

    words: tuple[str, ...]
    kind: str
    value: str
    others: tuple[str, ...] = field(init=False, compare=False)  #: all words but the first
    length: int = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "others", self.words[1:])
        object.__setattr__(self, "length", len(self.words))


@record
class Match:
    """`tokens[first:last]` is the phrase."""

    first: int
    last: int
    phrase: Phrase


#: Stems are looked up by this many letters, so a stem in a data file must have at least as many before its `*`.
_STEM = 3


class Phrases:
    """Looks phrases up by their first word."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        self._exact: dict[str, list[Phrase]] = {}
        self._stems: dict[str, list[Phrase]] = {}
        for phrase in sorted(phrases, key=lambda p: (-len(p.words), p.words)):
            head = phrase.words[0]
            table, key = (self._stems, head[:_STEM]) if head.endswith("*") else (self._exact, head)
            table.setdefault(key, []).append(phrase)
        #: the phrases that begin with a lower-case word, the longest first; nearly all words begin none
        self.starting: Callable[[str], Sequence[Phrase] | None]
        self.starting = remember(self._find_starting) if self._stems else self._exact.get
        self._seconds = remember(self._find_seconds)

    def match(self, tokens: Sequence[Token], at: int) -> Match | None:
        """The longest phrase that begins with `tokens[at]`, or None; an exact word goes before a stem."""
        phrases = self.starting(tokens[at].low)
        if not phrases:
            return None
        fitting = self._find_fitting(tokens, at, phrases)
        return Match(at, at + fitting[0].length, fitting[0]) if fitting else None

    def has(self, low: str) -> bool:
        """Whether this lower-case word is a phrase by itself."""
        phrases = self.starting(low) or ()
        return bool(phrases) and len(phrases[-1].words) == 1

    def find_all(self, tokens: Sequence[Token]) -> tuple[Match, ...]:
        """Every phrase wherever it stands, those within others too."""
        return tuple(
            [
                Match(at, at + phrase.length, phrase)
                for at in find_spots(self.starting, [token.low for token in tokens])
                for phrase in self._find_fitting(tokens, at, self.starting(tokens[at].low) or ())
            ]
        )

    def find(self, tokens: Sequence[Token]) -> tuple[Match, ...]:
        """All phrases from left to right, none overlapping another."""
        found: list[Match] = []
        last = 0
        for at in find_spots(self.starting, [token.low for token in tokens]):
            if at >= last and (match := self.match(tokens, at)):
                found.append(match)
                last = match.last
        return tuple(found)

    def _find_fitting(self, tokens: Sequence[Token], at: int, phrases: Sequence[Phrase]) -> Sequence[Phrase]:
        """Those of the phrases that begin with `tokens[at]` whose other words stand behind it, the longest first."""
        if not phrases[0].others:
            return phrases
        seconds, behind = self._seconds(tokens[at].low), tokens[at + 1 : at + 2]
        if seconds is not None and not (behind and behind[0].low in seconds):
            return ()
        return [p for p in phrases if not p.others or _goes_on(p, tokens, at)]

    def _find_seconds(self, low: str) -> frozenset[str] | None:
        """What may follow this word in its phrases; None where nothing need follow, or a word that is not told."""
        phrases = self.starting(low) or ()
        told = all(len(phrase.words) > 1 and phrase.words[1][-1] != "*" for phrase in phrases)
        return frozenset([phrase.words[1] for phrase in phrases]) if told else None

    def _find_starting(self, low: str) -> Sequence[Phrase]:
        found = self._exact.get(low, ())
        if stems := self._stems.get(low[:_STEM]):
            fitting = (phrase for phrase in stems if low.startswith(phrase.words[0][:-1]))
            found = sorted((*found, *fitting), key=lambda phrase: -len(phrase.words))
        return found


def _goes_on(phrase: Phrase, tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase whose first word stands at `at` has its others behind it."""
    for word, token in zip_longest(phrase.others, tokens[at + 1 : at + phrase.length]):
        if token is None or (token.low != word and not (word[-1] == "*" and token.low.startswith(word[:-1]))):
            return False
    return True


@cache
def load_phrases(name: str, *kinds: str) -> Phrases:
    """The phrases of `data/{name}`, a file with the columns phrase, kind, value and example; of some kinds, or of all.

    Raises ValueError for a row without an example, one that stands twice, or a stem that is too short.
    """
    return Phrases([phrase for phrase in _read_phrases(name) if not kinds or phrase.kind in kinds])


@cache
def _read_phrases(name: str) -> tuple[Phrase, ...]:
    found: dict[tuple[str, str], Phrase] = {}
    for row in read_rows(name, "phrase", "kind", "value", "example"):
        words = tuple(row["phrase"].split(" "))
        twice = (row["phrase"], row["kind"]) in found
        if not row["example"] or twice or any(w.endswith("*") and len(w) <= _STEM for w in words):
            raise ValueError(f"data/{name}: no example, a second row, or too short a stem: {row}")
        found[row["phrase"], row["kind"]] = Phrase(words, row["kind"], row["value"])
    return tuple(found.values())


@cache
def load_words(name: str, field: str) -> frozenset[str]:
    """The words of a file with one column."""
    return frozenset(row[field] for row in read_rows(name, field))


@cache
def load_set(name: str) -> frozenset[str]:
    """The words of one row of `data/word_sets.csv`; KeyError for a set that is not there."""
    return _sets()[name]


@cache
def _sets() -> dict[str, frozenset[str]]:
    rows = tuple(read_rows("word_sets.csv", "set", "words", "why"))
    found = {row["set"]: frozenset(row["words"].split(" ")) for row in rows}
    if len(found) < len(rows):
        raise ValueError("word_sets.csv: two sets have the same name")
    return found


def words_of(text: str) -> tuple[str, ...]:
    """The lower-case words of a text, without signs: what two statements can share."""
    return tuple([low_of(match[0]) for match in find_tokens(text) if match.lastgroup == "word"])
