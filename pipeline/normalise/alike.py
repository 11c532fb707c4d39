"""Which of its letters an unknown word has with marks, judged by the known words that begin and end like it.

Most unknown words are names and compounds: nobody lists `Vråhult`, but other places end in `-hult`, and words that end
in `-undersökningen` are many.

    alike.weigh("vrahult")  ->  [{}, {}, {"a": 1.2, "å": 0.6, "ä": 1.9}, ...]
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipeline.normalise.lexicon import LETTERS_BY_STRIPPED

#: So many words at least must share a beginning or an end for it to tell anything; more than so many are not looked at.
LEAST_WORDS, MOST_WORDS = 3, 60
#: Only the commonest forms are asked: all 340,000 spell one word in 15,000 more, and take 0.2 s more to sort.
MOST_FORMS = 150_000
#: Of beginnings and ends that more words share no near words are looked for.
MOST_NEAR = 400
#: The least share of the votes that any spelling has, and what one costs that is still likely: a share of a twentieth.
NO_SHARE, MOST_COST = 0.005, 3.0


@dataclass(slots=True)
class Alike:
    """The known words by their stripped forms, the commonest first; these in order, and in order read backwards.

    Both orders are tuples, which the garbage collector passes over: as lists they cost a tenth of a repair.
    """

    by_stripped: Mapping[str, str]
    _heads: tuple[str, ...] = field(init=False)
    _tails: tuple[str, ...] = field(init=False)
    _costs: dict[str, list[Mapping[str, float]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._heads = tuple(sorted(islice(self.by_stripped, MOST_FORMS)))
        self._tails = tuple(sorted(form[::-1] for form in self._heads))

    def weigh(self, stripped: str) -> list[Mapping[str, float]]:
        """For each letter what its spellings cost by the votes of known words: negative logarithms of their shares."""
        if stripped not in self._costs:
            self._costs[stripped] = [
                self._weigh_letter(stripped, place) if letter in LETTERS_BY_STRIPPED else {}
                for place, letter in enumerate(stripped)
            ]
        return self._costs[stripped]

    def choose_letters(self, stripped: str) -> list[str]:
        """For each letter the spellings of it that the votes leave likely."""
        return [
            "".join(mark for mark, cost in costs.items() if cost <= MOST_COST) or letter
            for letter, costs in zip(stripped, self.weigh(stripped), strict=True)
        ]

    def cost(self, word: str, stripped: str) -> float:
        """What the letters of a spelling cost more than the likeliest ones."""
        pairs = zip(word, self.weigh(stripped), strict=True)
        return sum(costs.get(letter, 0.0) - min(costs.values()) for letter, costs in pairs if costs)

    def count_strange(self, stripped: str) -> int:
        """How many letters stand between the longest beginning and the longest end that known words share."""
        known = _share_longest(self._heads, stripped) + _share_longest(self._tails, stripped[::-1])
        return max(0, len(stripped) - known)

    def find_near(self, stripped: str) -> set[str]:
        """The known forms with one letter other, one more or one less, but the first and the last."""
        size = len(stripped)
        near = set()
        for place in range(1, size - 1):
            late = 2 * place >= size
            kept = stripped[:place] if late else stripped[place + 1 :][::-1]
            rest = stripped[place + 1 :] if late else stripped[:place][::-1]
            start, stop = _find_range(self._heads if late else self._tails, kept)
            if stop - start <= MOST_NEAR:
                for form in (self._heads if late else self._tails)[start:stop]:
                    if abs(len(form) - size) < 2 and form.endswith(rest) and len(form) >= len(kept) + len(rest):
                        near.add(form if late else form[::-1])
        return near

    def _weigh_letter(self, stripped: str, place: int) -> Mapping[str, float]:
        votes = self._vote(stripped, place)
        total = sum(votes.values()) or 1.0
        return {
            letter: -math.log(max(votes[letter] / total, NO_SHARE)) for letter in LETTERS_BY_STRIPPED[stripped[place]]
        }

    def _vote(self, stripped: str, place: int) -> dict[str, float]:
        """How known words spell a letter, the longer beginning or end counting for more."""
        votes: dict[str, float] = defaultdict(float)
        from_end = len(stripped) - 1 - place
        for forms, form, at, step in (
            (self._heads, stripped, place, 1),
            (self._tails, stripped[::-1], from_end, -1),
        ):
            for size in range(len(form), at, -1):
                start, stop = _find_range(forms, form[:size])
                if stop - start >= LEAST_WORDS:
                    alike = forms[start : stop : max(1, (stop - start) // MOST_WORDS)]
                    words = [word for found in alike for word in self.by_stripped[found[::step]].split(" ")]
                    for word in words:
                        votes[word[::step][at]] += (size - at) / len(words)
                    break
        return votes


def _find_range(forms: Sequence[str], start: str) -> tuple[int, int]:
    """Where the forms that begin so stand."""
    return bisect_left(forms, start), bisect_left(forms, start + "\uffff")


def _share_longest(forms: Sequence[str], form: str) -> int:
    """How many letters the form shares at its beginning with the nearest of the sorted forms."""
    place = bisect_left(forms, form)
    return max((_count_shared(form, near) for near in forms[max(0, place - 1) : place + 1]), default=0)


def _count_shared(form: str, other: str) -> int:
    pairs = enumerate(zip(form, other, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(form), len(other)))
