"""What an indicator's label says, as words that can be compared.

`en aktuell skriftlig rutin för skolgången` and `Aktuell rutin för att säkra skolgång` -> rutin, skolgång and some that
weigh little. Inflection, compounds, gender words and filler go; what tells labels apart (`utan`, numbers, AUDIT and
DUDIT, barn and vuxna, rutin and plan) is kept apart, since no likeness may outweigh it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise

from pipeline.data import read_counts, read_rows

_TOKEN = re.compile(r"[^\W_]+")
_ACRONYM = re.compile(r"(?:[A-ZÅÄÖ]{2,}|[A-ZÅÄÖ][a-zåäö]+[A-ZÅÄÖ]+)\Z")  # AUDIT, UngDOK, SoL
#: the one split verb that names indicators
_PARTICLE_VERB = re.compile(r"\b(?:följt|följa|följer|följs|följts)\s+upp\b")
#: not `den enskilda`, who is anybody
_PRIVATE = re.compile(r"\benskilda?\s+(?=regi\b|utförar|verksamhet|enhet|aktör)")
_SUFFIXES = frozenset((
    "ningarnas", "ningarna", "heterna", "ningens", "ningar", "ningen", "ingarna", "heten", "heter", "ingar", "ingen",
    "andet", "arnas", "ernas", "ornas", "ning", "ande", "aren", "arna", "erna", "orna", "het", "ing", "are", "ade",
    "ats", "ens", "ets", "ers", "ars", "ad", "at", "ar", "er", "or", "en", "et", "es", "as", "an", "a", "e", "s",
))  # fmt: skip
_LONGEST_SUFFIX = max(map(len, _SUFFIXES))
_SPANS = frozenset({"timme", "timmar", "dag", "dagar", "dygn", "vecka", "veckor", "månad", "månader", "år"})
_SHORTEST_STEM = 3
_COMMON = 2  # times: a word seen once among Kolada's titles is often a name or a misprint
SHORTEST_PART, _SHORTEST_LAST = 4, 5  # stems in a compound: shorter ones (`del`, `lägg`) split every second word


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The judgements of indicator_words.csv, by stem where inflection does not matter."""

    stop: frozenset[str]  #: words, gender words among them
    genders: frozenset[str]
    weak: frozenset[str]  #: stems
    same: Mapping[str, str]
    families: Mapping[str, tuple[str, str]]  #: word -> (family, member)

    def knows(self, word: str) -> bool:
        """Whether the word is listed, and so is no compound to take apart."""
        return word in self.families or stem(word) in self.weak

    def reduce(self, word: str) -> str:
        """What stands for the word in a comparison: `vuxna` -> `vux` (of vuxen), `rutinerna` -> `rutin`."""
        word = self.same.get(word, word)
        return stem(self.families[word][1] if word in self.families else word)


@dataclass(frozen=True, slots=True)
class Label:
    """The words of one label. `without` are the stems that follow an `utan`."""

    stems: frozenset[str]
    without: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()  #: digits, words before a unit of time, ages
    acronyms: frozenset[str] = frozenset()
    members: frozenset[tuple[str, str]] = frozenset()
    words: tuple[str, ...] = field(default=(), compare=False)  #: as printed, filler and gender words left out

    @property
    def instruments(self) -> frozenset[str]:
        """Whether it is a rutin, a plan, an överenskommelse."""
        return frozenset(member for family, member in self.members if family == "instrument")

    @property
    def answers(self) -> bool:
        """Whether it is a response rate."""
        return any(family == "answers" for family, _ in self.members)


@cache
def read_vocabulary() -> Vocabulary:
    stop, genders, weak, same, families = set(), set(), set(), {}, {}
    for row in read_rows("indicator_words.csv", "word", "kind", "as", "reason"):
        word, kind = row["word"], row["kind"]
        if kind in ("stop", "gender"):
            stop.add(word)
            genders |= {word} if kind == "gender" else set()
        elif kind == "weak":
            weak.add(stem(word))
        elif kind == "same":
            same[word] = row["as"]
        else:
            families[word] = (kind, row["as"])
    return Vocabulary(frozenset(stop), frozenset(genders), frozenset(weak), same, families)


@cache
def stem(word: str) -> str:
    """The word without its endings: `rutinerna` -> `rutin`, `resultaten` -> `result`. No dictionary."""
    if word.endswith(("skt", "igt")):  # systematiskt, skriftligt
        word = word[:-1]
    return _cut_suffix(_cut_suffix(word, _SHORTEST_STEM), _SHORTEST_STEM + 1)


def _cut_suffix(word: str, shortest: int) -> str:
    """The word without its longest ending that leaves so many letters."""
    for length in range(min(_LONGEST_SUFFIX, len(word) - shortest), 0, -1):
        if word[-length:] in _SUFFIXES:
            return word[:-length]
    return word


class Splitter:
    """Takes compounds apart into words that stand alone elsewhere: `uppföljningsresultat` -> uppföljning, resultat."""

    def __init__(self, words: Iterable[str]) -> None:
        self._stems = {stem(w) for w in words}
        self._split: dict[str, tuple[str, ...]] = {}

    def split(self, word: str) -> tuple[str, ...]:
        """Its two parts, the longest known last one first, or the word itself."""
        if word not in self._split:
            self._split[word] = self._find_parts(word)
        return self._split[word]

    def _find_parts(self, word: str) -> tuple[str, ...]:
        for at in range(SHORTEST_PART, len(word) - _SHORTEST_LAST + 1):
            last = word[at:]
            if len(stem(last)) < _SHORTEST_LAST or stem(last) not in self._stems:
                continue
            first = word[:at]
            for part in (first.removesuffix("s"), first):
                if len(stem(part)) >= SHORTEST_PART and stem(part) in self._stems:
                    return part, last
        return (word,)


@cache
def read_splitter() -> Splitter:
    """Splits by the words of Kolada's key figures, so that a compound is the same whatever else was read with it."""
    return Splitter(word for word, count in read_counts("kolada_words.tsv", "word", "count") if int(count) >= _COMMON)


def find_words(text: str) -> list[str]:
    """The words of a text in lower case."""
    return _TOKEN.findall(text.lower())


@cache
def _read_numerals() -> Mapping[str, str]:
    """`tre` -> `3`, up to twelve."""
    rows = read_rows("number_words.csv", "word", "kind", "value")
    return {row["word"]: row["value"] for row in rows if row["kind"] == "one"}


def _read_age(word: str) -> str:
    """`sexåringarna` -> `6`; empty for other words. `20-åringar` is two words already."""
    number, aged, _ = word.partition("åring")
    return _read_numerals().get(number, "") if aged else ""


@lru_cache(maxsize=100_000)
def read_label(text: str) -> Label:
    """What the label says; an empty text gives an empty label."""
    vocabulary, splitter = read_vocabulary(), read_splitter()
    text = _PRIVATE.sub("privata ", _PARTICLE_VERB.sub("uppföljning", text))
    stems: list[str] = []
    without: set[str] = set()
    numbers: set[str] = set()
    acronyms: set[str] = set()
    members: set[tuple[str, str]] = set()
    words: list[str] = []
    after_without = False
    for token, following in pairwise([*_TOKEN.findall(text), ""]):
        word = token.lower()
        number = _read_numerals().get(word, word) if following.lower() in _SPANS else _read_age(word) or word
        if number.isdigit():
            numbers.add(number)
            if word not in vocabulary.stop:
                words.append(word)
            continue
        if word == "utan":
            after_without = True
            words.append(word)
            continue
        if word in vocabulary.stop:
            continue
        words.append(word)
        if _ACRONYM.match(token):
            acronyms.add(word)
            stems.append(word)
            continue
        known = vocabulary.same.get(word, word)
        parts = (known,) if vocabulary.knows(known) else splitter.split(known)
        members.update(filter(None, [vocabulary.families.get(known)]))  # of the whole word: vuxenpsykiatri is no age
        found = [vocabulary.reduce(part) for part in parts]
        stems += found
        if after_without:
            without.update(found)
            after_without = False
    return Label(
        frozenset(stems), frozenset(without), frozenset(numbers), frozenset(acronyms), frozenset(members), tuple(words)
    )


def is_general(label: Label) -> bool:
    """Whether it names nothing by itself: `en sådan rutin`, `använt resultaten`, `insatsen`."""
    return not label.numbers and not say_much(label) - {stem(member) for member in label.instruments}


def is_short(label: Label) -> bool:
    """Whether it holds one or two words that say much, and no more: `behöriga elever`."""
    return 1 <= len(say_much(label)) <= 2


def say_much(label: Label) -> frozenset[str]:
    """Its stems without the weak ones."""
    return label.stems - read_vocabulary().weak
