"""Words of change with all their forms: `öka` gives `ökar`, `ökade`, `ökat`, `ökas`, `ökades`, `ökats`.

A verb of movement has the figure as its subject (`andelen sjunker`) or as its object (`kommunen sänkte kostnaden`); in
the passive the object becomes the subject (`kostnaden sänktes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pipeline.data import read_rows
from pipeline.parse.memory import remember
from pipeline.parse.phrases import Phrase, Phrases
from pipeline.records import record

# What is measured ends so, or begins so where its article or another word follows.
_MEASURES = (
    "tid",
    "tider",
    "tal",
    "andel",
    "kostnad",
    "index",
    "het",
    "täthet",
    "frånvaro",
    "värde",
    "poäng",
    "grad",
    "antal",
    "resultat",
    "siffra",
    "nivå",
    "kö",
    "betyg",
    "omsättning",
    "nki",
    "nmi",
    "nri",
)
_ARTICLES = ("", "en", "et", "n", "t", "erna", "na", "er", "ar", "arna", "s")


@record
class Anchor:
    """A word that says that something changed; `direction` is up, down or same."""

    first: int
    last: int
    kind: str
    direction: str


@remember
def is_measure(word: str) -> bool:
    """Whether this lower-case word names something that is measured.

    >>> [is_measure(word) for word in ("kostnaden", "väntetiderna", "nöjdheten", "sjukpenningtalet", "planen")]
    [True, True, True, True, False]
    """
    return any(word.removesuffix(ending).endswith(_MEASURES) for ending in _ARTICLES)


@cache
def load_changes(*kinds: str) -> Phrases:
    """The phrases of these kinds: verb, infinitive, transitive, noun, definite, adjective, quality, level."""
    return Phrases([phrase for phrase in _read_all() if phrase.kind in kinds])


@cache
def _read_all() -> tuple[Phrase, ...]:
    return tuple({(phrase.words, phrase.kind): phrase for phrase in _read_phrases()}.values())


def _read_phrases() -> Iterator[Phrase]:
    for row in read_rows("change_words.csv", "phrase", "kind", "value", "example"):
        yield _make(row["phrase"], row["kind"], row["value"])
    for row in read_rows("change_nouns.csv", "noun", "definite", "value"):
        yield _make(row["noun"], "noun", row["value"])
        yield _make(row["definite"], "definite", row["value"])
    for row in read_rows("change_verbs.csv", "infinitive", "present", "past", "supine", "voice", "value"):
        yield from _inflect(row)


def _inflect(row: dict[str, str]) -> Iterator[Phrase]:
    """All forms of one verb; a verb with its particle (`gå upp`) has no passive."""
    value, active = row["value"], (row["present"], row["past"], row["supine"])
    kind = "level" if value == "same" else "verb"
    yield _make(row["infinitive"], "infinitive", value)
    if row["voice"] != "moves":
        stem = row["present"].removesuffix("r")
        passive = (stem if stem.endswith("a") else stem.removesuffix("e"), row["past"], row["supine"])
        yield from (_make(f"{form}s", kind, value) for form in passive)
        yield _make(f"{row['infinitive']}s", "infinitive", value)
    yield from (_make(form, "transitive" if row["voice"] == "moved" else kind, value) for form in active)


def _make(words: str, kind: str, value: str) -> Phrase:
    return Phrase(tuple(words.split(" ")), kind, value)
