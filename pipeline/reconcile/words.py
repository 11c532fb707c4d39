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
#: families that tell apart by being named at all: a response rate is no finding, private schools are not all schools
_TELLING = frozenset({"answers", "owner"})
_OF_WHOM = frozenset({"i", "på", "av", "bland", "för", "hos", "inom", "varav"})
_SHORTEST_STEM = 3
_COMMON = 2  # times: a word seen once among Kolada's titles is often a name or a misprint
_SHORTEST_FIRST, _SHORTEST_LAST = 4, 5  # stems in a compound: shorter ones (`del`, `lägg`) split every second word
_LONGEST_JOINT = 5  # letters between the stems of a compound: uppfölj-nings-result
NAME_WEIGHT = 2.0  # AUDIT, IPS: a name says more than any word
FAINT_WEIGHT = 0.1  # a caption of ten words, in the label of each row, must not outweigh the row
WEAK_WEIGHT = 0.3  # `aktuell`, `erbjuda`: a dozen of them must not outweigh one word such as `skolgång`


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
        for at in range(_SHORTEST_FIRST, len(word) - _SHORTEST_LAST + 1):
            last = word[at:]
            if len(stem(last)) < _SHORTEST_LAST or stem(last) not in self._stems:
                continue
            first = word[:at]
            for part in (first.removesuffix("s"), first):
                if len(stem(part)) >= _SHORTEST_FIRST and stem(part) in self._stems:
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


def contradict(a: Label, b: Label) -> bool:
    """Whether two labels cannot name the same thing, however alike they look."""
    if a.without & b.stems - b.without or b.without & a.stems - a.without:
        return True
    if _are_apart(a.numbers, b.numbers) or _are_apart(a.acronyms, b.acronyms):
        return True
    one, other = ({family for family, _ in label.members} for label in (a, b))
    families = one & other
    return bool(_TELLING & (one ^ other)) or any(
        _are_apart({m for f, m in a.members if f == family}, {m for f, m in b.members if f == family})
        for family in families
    )


def _are_apart(a: Iterable[str], b: Iterable[str]) -> bool:
    one, other = set(a), set(b)
    return bool(one and other) and not one & other


def liken(a: Label, b: Label, faint: frozenset[str] = frozenset()) -> float:
    """How alike two labels are, 0 to 1: the mean of how much of the shorter one is in the other, and of both is shared.

    The first lets a short table label be found in a long sentence; the second keeps `skyddat boende` apart from
    `rutin för skolgång för barn i skyddat boende`, which holds all of it. `faint` stems count least: those
    that all rows of a table have, or that name the subject of the whole report.
    """
    shared = a.stems & b.stems
    only_a, only_b = a.stems - shared, b.stems - shared
    covered = _cover(only_a, b.stems) | _cover(only_b, a.stems)
    both = _weigh(shared | covered, a, b, faint)
    alone_a, alone_b = (_weigh(only - covered, a, b, faint) for only in (only_a, only_b))
    if not both:
        return 0.0
    return (both / (both + min(alone_a, alone_b)) + both / (both + alone_a + alone_b)) / 2


def is_replaced(a: Label, b: Label) -> bool:
    """Whether each says something that the other does not: `nöjda i särskilt boende`, `trygga i särskilt boende`.

    One that only says more is most often the same in more words; two that differ both ways are most often two things.
    """
    shared = a.stems & b.stems
    covered = _cover(a.stems - shared, b.stems) | _cover(b.stems - shared, a.stems)
    weak = read_vocabulary().weak
    return bool(a.stems - shared - covered - weak) and bool(b.stems - shared - covered - weak)


def names_part(one: str, other: str) -> bool:
    """Whether one wording is the other and of whom or where: `tog examen`, `tog examen på yrkesprogrammen`.

    Or what is done with it: `har en plan`, `har följt upp: har en plan`.
    In one text only: there a label takes what it does not say itself from the sentence before, in its words. The gender
    is no part, for it has a column of its own.
    """
    short, long = sorted((one, other), key=len)
    if long.endswith(f": {short}"):
        return bool(say_much(read_label(long.removesuffix(short))))
    rest = long.removeprefix(short)
    if rest[:1] not in (" ", ",") or find_words(rest)[0] not in _OF_WHOM:
        return False
    told = read_label(rest)
    return bool(told.stems or told.numbers)


def _cover(stems: Iterable[str], others: frozenset[str]) -> set[str]:
    """Compounds of two words of the other label, and those words: `våldsutöv` beside `våld` and `utöv`."""
    found: set[str] = set()
    parts = tuple(s for s in others if len(s) >= _SHORTEST_FIRST)
    for compound in stems:
        if len(compound) < 2 * _SHORTEST_FIRST or not compound.startswith(parts):
            continue
        firsts = [s for s in parts if compound.startswith(s)]
        lasts = [s for s in parts if compound.endswith(s)]
        for first in firsts:
            for last in lasts:
                if first != last and 0 <= len(compound) - len(first) - len(last) <= _LONGEST_JOINT:
                    found |= {compound, first, last}
    return found


def _weigh(stems: Iterable[str], a: Label, b: Label, faint: frozenset[str]) -> float:
    weak = read_vocabulary().weak
    names = a.acronyms | b.acronyms
    return sum(
        NAME_WEIGHT if s in names else FAINT_WEIGHT if s in faint else WEAK_WEIGHT if s in weak else 1.0 for s in stems
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
