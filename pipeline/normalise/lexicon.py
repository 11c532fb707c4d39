"""What words Swedish has and how common they are: general Swedish, the language of indicators, compounds.

Frequencies are of wordfreq (general Swedish) and of Kolada's indicators (administrative Swedish), half and half; the
spelling dictionary says which compounds there are. All of it is read once, when the first damaged document comes.

    lexicon = load_lexicon()
    lexicon.find("valdsutovare")  ->  (Entry("våldsutövare", 17.6, ...),)

Costs are negative natural logarithms of probabilities.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import files as package_files
from itertools import product
from pathlib import Path

from pipeline.data import read_counts, read_rows
from pipeline.records import record

# Letters that the scanner most often strips; words are looked up by what is left.
STRIP = str.maketrans("åäáàâãöóòôéèêëüúñç", "aaaaaaooooeeeeuunc")

#: From this cost on a word of the lists must be spelled right, or it is doubted: many of wordfreq's are typing errors.
RARE_COST = 15.0
#: A short word that is so common needs no spelling.
COMMON_COST = 10.0
#: What a genitive costs beyond its word, and a word that no list has but the spelling dictionary accepts; the rarest
#: word of wordfreq costs 18.4.
GENITIVE_COST, SPELLED_COST = 3.0, 19.0
#: What a part of such a word costs that no list has: more than two rare ones that have a list, `föräldra` and `kurser`.
UNKNOWN_PART_COST = 24.0
#: Words that no list has are spelled in every way that their diacritics allow, when they are so long and the ways so
#: few (`jämföraren` has 18).
SHORTEST_SPELLED, MOST_VARIANTS = 7, 27
#: A spelling takes 40 to 200 microseconds: of the compounds that fit only the cheapest are spelled, and no long name.
MOST_COMPOUNDS, LONGEST_NAME = 4, 10
#: Ends of what people of a place are called, `Svalövsborna`, and what these cost as parts.
PEOPLE, PEOPLE_COST = ("bor", "borna", "bornas"), 10.0
LETTERS_BY_STRIPPED = {"a": "aåä", "o": "oö"}
#: No compound ends so: `tandsköterskornas` is a genitive.
NO_LAST_PART = "nas"
#: What joining two words to a compound costs beyond its parts; between 1 and 5 it made no difference on our own texts.
JOINT_COST = 3.0
#: A word as rare as this stands in no compound that is not in a list; of short ones only common words do.
MOST_PART_COST = 16.5
#: No Swedish word has three of a letter in a row, though the spelling dictionary lets compounds have them.
TRIPLED = re.compile(r"([^\W\d_])\1\1")
#: The first part of a compound must have so many letters, the last one so many (`ö` and `å` are words too).
SHORTEST_FIRST, SHORTEST_LAST = 3, 3
#: The one shorter last part that there is: `invandringsår`.
YEAR_STRIPPED, YEAR = "ar", "år"
#: How much of a word's frequency is that in Kolada's texts and in reports; the rest is that in general Swedish.
KOLADA_SHARE, REPORT_SHARE = 0.05, 0.75


#: Names that the spelling dictionary takes for words.
NAMES_LIKE_WORDS = ("öland", "ångermanland", "österrike", "öresund", "äldreguiden")


@record
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

    def is_doubtful(self, word: str) -> bool:
        """Whether a word of the lists is so rare, and spelled so, that it may be somebody's typing error: `hjäälp`."""
        return self.cost_by_word.get(word, 0.0) >= RARE_COST and not self.is_spelled(word)

    def find_compounds(self, stripped: str) -> tuple[Entry, ...]:
        """Compounds and genitives of this stripped form that are spelled right, cheapest first."""
        return tuple(e for e in self.find_likely_compounds(stripped) if self.is_spelled(e.word))

    def find_likely_compounds(self, stripped: str) -> tuple[Entry, ...]:
        """The same, where the spelling dictionary does not know them but their parts are common."""
        if stripped not in self._compounds:
            best: dict[str, float] = {}
            for word, cost in (*self._add_genitive(stripped), *self._join_parts(stripped, 2)):
                if cost < best.get(word, math.inf):
                    best[word] = cost
            ranked = sorted(best.items(), key=lambda item: (item[1], item[0]))[:MOST_COMPOUNDS]
            self._compounds[stripped] = tuple(Entry(word, cost, compound=True) for word, cost in ranked)
        return self._compounds[stripped]

    def _add_genitive(self, stripped: str) -> Iterator[tuple[str, float]]:
        """`handläggarnas`, of which the lists have `handläggarna` alone."""
        if stripped.endswith("s"):
            for entry in self.find(stripped[:-1]):
                yield entry.word + "s", entry.cost + GENITIVE_COST

    def find_spelled(self, letters: Sequence[str]) -> tuple[Entry, ...]:
        """Words that only the spelling dictionary has, each with one of the letters that may stand in each place."""
        if len(letters) < SHORTEST_SPELLED or math.prod(map(len, letters)) > MOST_VARIANTS:
            return ()
        words = [word for word in map("".join, product(*letters)) if self.is_spelled(word)]
        costs = [self._weigh_parts(word) for word in words] if len(words) > 1 else [0.0]
        return tuple(Entry(word, SPELLED_COST + cost - min(costs)) for word, cost in zip(words, costs, strict=False))

    def _weigh_parts(self, word: str) -> float:
        """What the likeliest two parts cost of a compound that is spelled right: `våld` and `utövandet`."""
        cuts = range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1)
        parts = [(word[:cut], word[cut:]) for cut in cuts if self.is_spelled(word[cut:])]
        parts += [(first[:-1], last) for first, last in parts if first.endswith("s")]
        known = self.cost_by_word
        costs = (known.get(first, UNKNOWN_PART_COST) + known.get(last, UNKNOWN_PART_COST) for first, last in parts)
        return min(costs, default=2 * UNKNOWN_PART_COST)

    def is_spelled(self, word: str) -> bool:
        """Whether the spelling dictionary accepts the word, in lower case or as a name."""
        if word not in self._spelled:
            as_name = len(word) < LONGEST_NAME or word.endswith(PEOPLE)
            self._spelled[word] = not TRIPLED.search(word) and (
                self.spell(word) or (as_name and self.spell(word.capitalize()))
            )
        return self._spelled[word]

    def is_common(self, word: str) -> bool:
        """Whether the word, in lower case, is ordinary Swedish: wordfreq alone has too many foreign words and names."""
        return (
            (len(word) > 2 and (word in self.administrative or word in read_report_words()))
            or self.cost_by_word.get(word, RARE_COST) < COMMON_COST
            or (len(word) > 3 and self.is_spelled(word))
        )

    def _join_parts(self, stripped: str, joints: int) -> Iterator[tuple[str, float]]:
        """Ways to put the stripped form together of known words, with an `s` between them where there is one."""
        if stripped.endswith(YEAR_STRIPPED):
            for first, cost in self._join_ways(stripped[: -len(YEAR_STRIPPED)]):
                yield first + YEAR, cost + self.cost_by_word[YEAR] + JOINT_COST
        for cut in range(SHORTEST_FIRST, len(stripped) - SHORTEST_LAST + 1):
            last = stripped[cut:]
            lasts = self._parts(last) if last != NO_LAST_PART else []
            if not lasts:
                continue
            firsts = list(self._join_ways(stripped[:cut]))
            if joints > 1 and cut >= 2 * SHORTEST_FIRST and not firsts:
                firsts = list(self._join_parts(stripped[:cut], joints - 1))
                if stripped[cut - 1] == "s":
                    firsts += [(word + "s", cost) for word, cost in self._join_parts(stripped[: cut - 1], joints - 1)]
            for first, first_cost in firsts:
                for last, last_cost in lasts:
                    yield first + last, first_cost + last_cost + JOINT_COST

    def _join_ways(self, stripped: str) -> Iterator[tuple[str, float]]:
        """Words of this form that may begin a compound, with and without an `s` at the joint."""
        yield from self._parts(stripped)
        if stripped.endswith("s") and len(stripped) > SHORTEST_FIRST:
            yield from ((word + "s", cost) for word, cost in self._parts(stripped[:-1]))

    def _parts(self, stripped: str) -> list[tuple[str, float]]:
        """Words of this stripped form that are common enough to stand in a compound."""
        most = MOST_PART_COST if len(stripped) > SHORTEST_LAST else COMMON_COST
        if stripped in PEOPLE:
            return [(stripped, PEOPLE_COST)]
        words = self.by_stripped.get(stripped, "").split()
        return [(w, c) for w in words if (c := self.cost_by_word[w]) < most or w in self.administrative]


@cache
def read_administrative_words() -> dict[str, int]:
    """Counts of the words in Kolada's titles and descriptions, lower case; `#` stands for any figure."""
    return {word: int(count) for word, count in read_counts("kolada_words.tsv", "word", "count")}


@cache
def read_report_words() -> dict[str, int]:
    """Counts of the words of our own reports, lower case; `#` stands for any figure, `$` for the end of a sentence."""
    return {word: int(count) for word, count in read_counts("report_words.tsv", "word", "count")}


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once for each process (0.6 s of CPU)."""
    from wordfreq import get_frequency_list

    cost_by_word: dict[str, float] = {}
    general = -math.log(1 - KOLADA_SHARE - REPORT_SHARE)
    for centibels, words in enumerate(get_frequency_list("sv", "best")):
        cost_by_word.update(dict.fromkeys(words, centibels * math.log(10) / 100 + general))
    get_frequency_list.cache_clear()  # or its lists would stay beside ours
    administrative = read_administrative_words()
    for counts, share in ((administrative, KOLADA_SHARE), (read_report_words(), REPORT_SHARE)):
        total = sum(counts.values())
        for word, count in counts.items():
            known = math.exp(-cost_by_word[word]) if word in cost_by_word else 0.0
            cost_by_word[word] = -math.log(known + share * count / total)
    for name in read_names():  # `Höörs kommun`: the lists have no genitive of a small place, or a rare one
        if cost_by_word.get(name, 0.0) > COMMON_COST and not name.endswith("s"):
            genitive = cost_by_word[name] + GENITIVE_COST
            cost_by_word[f"{name}s"] = min(cost_by_word.get(f"{name}s", genitive), genitive)
    return Lexicon(cost_by_word, _index_stripped(list(cost_by_word)), administrative, load_speller())


def _index_stripped(words: list[str]) -> dict[str, str]:
    """Words by stripped form. Those with marks are stripped in one go, which is five times faster than one by one."""
    index: dict[str, str] = {}
    marked = [word for word in words if not word.isascii()]
    stripped = iter("\n".join(marked).translate(STRIP).split("\n"))
    for word in words:
        form = word if word.isascii() else next(stripped)
        index[form] = f"{index[form]} {word}" if form in index else word
    return index


def load_speller() -> Callable[[str], bool]:
    import hunspell

    found = next(f for f in package_files("hunspell-sv") or () if f.name == "sv_SE.dic")
    folder = Path(str(found.locate())).resolve().parent
    speller = hunspell.Hunspell("sv_SE", hunspell_data_dir=f"{folder}/")
    return lambda word: bool(speller.spell(word))


@cache
def read_names() -> frozenset[str]:
    """Names of municipalities and counties in small letters, also where their parts are words (`östergötland`)."""
    places = (row["municipality"] for row in read_rows("municipalities.csv", "code", "municipality", "also", "form"))
    counties = (row["county"] for row in read_rows("counties.csv", "code", "county", "region", "bare", "people"))
    bare = (county.removesuffix(" län").removesuffix("s") for county in counties)
    return frozenset(name.lower() for name in (*places, *bare, *NAMES_LIKE_WORDS))
