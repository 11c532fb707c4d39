"""What words Swedish has and how common they are: general Swedish, the language of indicators, compounds.

Frequencies are of wordfreq (general Swedish) and of Kolada's indicators (administrative Swedish), half and half; the
spelling dictionary says which compounds there are. All of it is read once, when the first damaged document comes.

    lexicon = load_lexicon()
    lexicon.find("valdsutovare")  ->  (Entry("våldsutövare", 17.6, ...),)

Costs are negative natural logarithms of probabilities.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import files as package_files
from importlib.resources import files
from pathlib import Path

# Letters that the scanner most often strips; words are looked up by what is left.
STRIP = str.maketrans("åäáàâãöóòôéèêëüúñç", "aaaaaaooooeeeeuunc")

#: What a word costs that no list has but the spelling dictionary accepts; the rarest word of wordfreq costs 18.4.
SPELLED_COST = 19.0
#: What joining two words to a compound costs beyond its parts, of which the second is mostly implied by the first.
#: 3 is the best of 0 to 8 on our own development texts; it hardly matters between 2 and 5.
JOINT_COST = 3.0
#: The first part of a compound must have so many letters, the last one so many (`ö` and `å` are words too).
SHORTEST_FIRST, SHORTEST_LAST = 3, 3
#: How much of a word's frequency in a compound counts by Kolada alone when wordfreq does not have it.
KOLADA_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that is or could be Swedish, what it costs, and whether it was found as it is or put together."""

    word: str
    cost: float
    compound: bool = False


@dataclass(slots=True)
class Lexicon:
    """Words with their costs, findable by their stripped forms."""

    cost_by_word: dict[str, float]
    by_stripped: dict[str, str]  #: words with a space between, by stripped form
    administrative: dict[str, int]  #: counts of Kolada's own words
    spell: Callable[[str], bool]
    _compounds: dict[str, tuple[Entry, ...]] = field(default_factory=dict)
    _spelled: dict[str, bool] = field(default_factory=dict)

    def find(self, stripped: str) -> tuple[Entry, ...]:
        """The words of the lists that have this stripped form."""
        found = self.by_stripped.get(stripped)
        if found is None:
            return ()
        return tuple(Entry(word, self.cost_by_word[word]) for word in found.split(" "))

    def find_compounds(self, stripped: str) -> tuple[Entry, ...]:
        """Compounds that have this stripped form and that the spelling dictionary accepts, cheapest first, four at most."""
        if stripped not in self._compounds:
            best: dict[str, float] = {}
            for word, cost in self._join_parts(stripped, 2):
                if cost < best.get(word, math.inf):
                    best[word] = cost
            ranked = sorted(best.items(), key=lambda item: (item[1], item[0]))[:12]
            entries = tuple(Entry(word, cost, compound=True) for word, cost in ranked if self.is_spelled(word))
            self._compounds[stripped] = entries[:4]
        return self._compounds[stripped]

    def is_spelled(self, word: str) -> bool:
        """Whether the spelling dictionary accepts the word, in lower case or as a name."""
        if word not in self._spelled:
            self._spelled[word] = self.spell(word) or self.spell(word.capitalize())
        return self._spelled[word]

    def knows(self, word: str) -> bool:
        """Whether the word, in lower case, stands in a list or is spelled right."""
        return word in self.cost_by_word or self.is_spelled(word)

    def _join_parts(self, stripped: str, joints: int) -> Iterator[tuple[str, float]]:
        """Ways to put the stripped form together of known words, with an `s` between them where there is one."""
        for cut in range(SHORTEST_FIRST, len(stripped) - SHORTEST_LAST + 1):
            lasts = self._parts(stripped[cut:])
            if not lasts:
                continue
            firsts = self._parts(stripped[:cut])
            if stripped[cut - 1] == "s" and cut > SHORTEST_FIRST:
                firsts = firsts + [(word + "s", cost) for word, cost in self._parts(stripped[: cut - 1])]
            if joints > 1 and cut >= 2 * SHORTEST_FIRST and not firsts:
                firsts = list(self._join_parts(stripped[:cut], joints - 1))
                if stripped[cut - 1] == "s":
                    firsts += [(word + "s", cost) for word, cost in self._join_parts(stripped[: cut - 1], joints - 1)]
            for first, first_cost in firsts:
                for last, last_cost in lasts:
                    yield first + last, first_cost + last_cost + JOINT_COST

    def _parts(self, stripped: str) -> list[tuple[str, float]]:
        """Words of this stripped form that may stand in a compound: not the chance finds of wordfreq."""
        found = self.by_stripped.get(stripped)
        if found is None:
            return []
        return [(w, c) for w in found.split(" ") if (c := self.cost_by_word[w]) < 17.5 or w in self.administrative]


@cache
def read_administrative_words() -> dict[str, int]:
    """Counts of the words in Kolada's titles and descriptions, lower case; `#` stands for any figure."""
    return {word: int(count) for word, count in read_tsv("kolada_words.tsv")}


def read_tsv(name: str) -> Iterator[list[str]]:
    """Rows of a table of counts below its comments and its header; `#` alone is a word there, no comment."""
    text = (files("pipeline.data") / name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if not line.startswith("# ")]
    return (row.split("\t") for row in rows[1:])


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once for each process (0.7 s of CPU)."""
    from wordfreq import get_frequency_dict

    general = get_frequency_dict("sv", "best")
    administrative = read_administrative_words()
    total = sum(administrative.values())
    frequency = {word: f * (1 - KOLADA_SHARE) for word, f in general.items() if word.isalpha()}
    for word, count in administrative.items():
        if word.isalpha():
            frequency[word] = frequency.get(word, 0.0) + KOLADA_SHARE * count / total
    cost_by_word = {word: -math.log(f) for word, f in frequency.items()}
    return Lexicon(cost_by_word, _index_stripped(list(cost_by_word)), administrative, _load_speller())


def _index_stripped(words: list[str]) -> dict[str, str]:
    """Words by stripped form. All are stripped in one go, which is five times faster than one by one."""
    index: dict[str, str] = {}
    for word, stripped in zip(words, "\n".join(words).translate(STRIP).split("\n"), strict=True):
        index[stripped] = f"{index[stripped]} {word}" if stripped in index else word
    return index


def _load_speller() -> Callable[[str], bool]:
    import hunspell

    found = next(f for f in package_files("hunspell-sv") or () if f.name == "sv_SE.dic")
    folder = Path(str(found.locate())).resolve().parent
    speller = hunspell.Hunspell("sv_SE", hunspell_data_dir=f"{folder}/")
    return lambda word: bool(speller.spell(word))
