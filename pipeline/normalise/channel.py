"""The noisy channel: what a reader may have made of each letter, and so what the page may have said.

`data/confusions.tsv` holds counts learned from pages that we printed and had read; `data/confusions_seen.csv` those too
rare to be learned. A reading is a way to cut what was read into pieces with what each piece may have been, in stripped
letters (`lexicon.STRIP`), because the lexicon finds words by these:

    read "valdsut6vare"  ->  Reading("valdsutovare", pieces=..., cost=2.3), then others
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import field
from functools import cache
from itertools import product
from operator import itemgetter
from string import ascii_lowercase

from pipeline.data import read_counts, read_rows
from pipeline.normalise.lexicon import STRIP
from pipeline.records import record

#: Costs are negative natural logarithms. A confusion nobody has seen, a letter with an accent read without it.
UNSEEN_COST = 9.0
ACCENT_COST = 1.5
#: One letter seen as two, each of them a way to misread it: as often as this of all such pairs, and no more often than
#: what the printed pages should have shown; what is rarer is not looked for.
TWICE, MOST_TWICE, LEAST_TWICE = 0.05, 1.5e-4, 5e-5
#: A sign or digit that stays what it is within a word: there is no such word, but the word must stay possible.
ODD_COST = 6.0
#: Two learned and one seen confusion at most in their order of size; more only makes it slow.
MOST_READINGS = 60
LONGEST_PIECE = 3
#: The letters with marks, and what stands for a lost one.
MARKED, LOST = frozenset("åäöÅÄÖ"), frozenset("\ufffd?")
#: In a longer word the loss of a letter is looked for with this limit only, since it takes long.
LONGEST_WITH_LOSS, WITH_LOSS = 4, 7.0


@record
class Piece:
    """`read` in the line, `stripped` in the word as the lexicon finds it."""

    read: str
    stripped: str


_make_piece = cache(Piece)
#: Pieces so far, the last one beside those before it: nothing is copied when one is added.
Chain = tuple["Chain", Piece] | None


@record
class Reading:
    """One way to take what was read; `cost` counts the confusions that change stripped letters, not lost accents."""

    stripped: str
    chain: Chain
    cost: float
    cut: int = 0  #: how many pieces belong to the part before a line end, where there is one

    @property
    def pieces(self) -> list[Piece]:
        """In order. Most readings lead to no word, so that nobody asks for them."""
        pieces = []
        chain = self.chain
        while chain:
            chain, piece = chain
            pieces.append(piece)
        return pieces[::-1]

    def add(self, rest: Reading) -> Reading:
        """This reading and that of what was read behind it, over a line end, as one."""
        chain = _add_pieces(self.chain, rest.pieces)
        return Reading(self.stripped + rest.stripped, chain, self.cost + rest.cost, len(self.pieces))


Ways = tuple[tuple[Piece, float], ...]  # what a piece may have been, cheapest first
State = tuple[float, str, Chain]  # cost, stripped letters and pieces so far
_BY_COST = itemgetter(0, 1)


@record
class Channel:
    """Costs of `read` given `truth`, and for each piece that was read what it may have been in stripped letters."""

    cost_by_pair: dict[tuple[str, str], float]
    options: dict[str, tuple[tuple[str, float], ...]]
    _near: dict[tuple[float, bool], dict[str, Ways]] = field(default_factory=dict)

    def cost(self, truth: str, read: str) -> float:
        """What it costs that the page said `truth`, in the case it has there, where `read` was read."""
        if truth == read:
            return 0.0
        known = self.cost_by_pair.get((truth, read))
        if known is None:
            known = self.cost_by_pair.get((truth.lower(), read.lower()))
        if known is not None:
            return known
        if truth.lower() == read.lower():
            return 0.0
        return ACCENT_COST if truth.translate(STRIP).lower() == read.lower() else UNSEEN_COST

    def find_readings(self, read: str, limit: float) -> list[Reading]:
        """Readings that cost at most `limit` more than the cheapest one, cheapest first."""
        if not limit and read.isascii() and read.isalpha():
            return [take_plainly(read, read.lower())]
        scope = (limit, len(read) <= LONGEST_WITH_LOSS or limit == WITH_LOSS)
        options = self._near.get(scope)
        if options is None:
            options = self._near[scope] = self._choose_options(*scope)
        best: list[list[State]] = [[(0.0, "", None)]]
        for end in range(1, len(read) + 1):
            letter = read[end - 1]
            if letter not in options:
                options[letter] = _keep_letter(letter)
            most = best[-1][0][0] + options[letter][0][1] + limit
            found = _extend(best[-1], options[letter], most)
            for size in range(2, min(LONGEST_PIECE, end) + 1):
                if ways := options.get(read[end - size : end]):
                    found += _extend(best[end - size], ways, most)
            best.append(_cheapest(found, limit) if len(found) > 1 else found)
        return [Reading(stripped, chain, cost) for cost, stripped, chain in best[-1]]

    def _choose_options(self, limit: float, with_loss: bool) -> dict[str, Ways]:
        """For each piece what it may have been, cheapest first, for no more than the limit beyond that."""
        chosen = {}
        for read, options in self.options.items():
            ways = _keep_letter(read) if len(read) == 1 else ()
            ways += tuple((Piece(read, s), cost) for s, cost in options if with_loss or s[1:] != read)
            least = min(cost for _, cost in ways) if len(read) == 1 else 0.0
            chosen[read] = tuple(sorted((way for way in ways if way[1] <= least + limit), key=lambda way: way[1]))
        return chosen


@cache
def _keep_letter(letter: str) -> Ways:
    """A letter may always be itself; a sign or a letter that Swedish has not is not likely to."""
    plain = letter.lower().translate(STRIP)
    ordinary = plain.isalpha() and plain.isascii() and letter not in "éÉ"
    return ((Piece(letter, plain), 0.0 if ordinary else ODD_COST),)


def take_plainly(read: str, stripped: str) -> Reading:
    """The reading that takes each letter for the one in its place."""
    return Reading(stripped, _add_pieces(None, map(_make_piece, read, stripped)), 0.0)


def _add_pieces(chain: Chain, pieces: Iterable[Piece]) -> Chain:
    for piece in pieces:
        chain = chain, piece
    return chain


def _extend(states: list[State], ways: Ways, most: float) -> list[State]:
    """The states that cost no more with another piece; both are given in order of cost."""
    found: list[State] = []
    for piece, more in ways:
        for cost, stripped, chain in states:
            if cost + more > most:
                break
            found.append((cost + more, stripped + piece.stripped, (chain, piece)))
    return found


def _cheapest(found: list[State], limit: float) -> list[State]:
    """Those within the limit of the cheapest, each stripped form once."""
    found.sort(key=_BY_COST)
    most = found[0][0] + limit
    seen: dict[str, State] = {}
    for state in found:
        if state[0] > most or len(seen) == MOST_READINGS:
            break
        seen.setdefault(state[1], state)
    return list(seen.values())


@cache
def load_channel() -> Channel:
    """The channel of the learned and the seen confusions; where both have a pair, the likelier counts."""
    costs: dict[tuple[str, str], float] = {}
    learned = read_counts("confusions.tsv", "truth", "read", "count", "of")
    rates = [(truth, read, int(count) / int(of)) for truth, read, count, of in learned]
    seen = read_rows("confusions_seen.csv", "truth", "read", "per_mille", "reason")
    rates += [(row["truth"], row["read"], float(row["per_mille"]) / 1000) for row in seen]
    rates += _see_twice([rate for rate in rates if rate[0] in MARKED and len(rate[1]) == 1 and rate[1] not in LOST])
    for truth, read, rate in rates:
        # A letter that was lost altogether is looked for before each letter that was read.
        pairs = [(truth, read)] if read else [(truth + letter, letter) for letter in ascii_lowercase]
        for pair in pairs:
            costs[pair] = min(costs.get(pair, math.inf), -math.log(min(rate, 1.0)))
    return Channel(costs, _index_options(costs))


def _see_twice(rates: list[tuple[str, str, float]]) -> Iterator[tuple[str, str, float]]:
    """Marked letters seen as two: `oO` and `6d` for an ö."""
    for (letter, first, often), (other, second, as_often) in product(rates, rates):
        rate = TWICE * often * as_often
        if letter == other and first != second and rate >= LEAST_TWICE:
            yield letter, first + second, min(rate, MOST_TWICE)


def _index_options(costs: dict[tuple[str, str], float]) -> dict[str, tuple[tuple[str, float], ...]]:
    """For each piece read, the stripped letters it may have been, where these are not just what was read."""
    options: dict[str, dict[str, float]] = {}
    for (truth, read), cost in costs.items():
        stripped = truth.lower().translate(STRIP)
        if stripped.isalpha() and stripped != read.lower():
            known = options.setdefault(read, {})
            known[stripped] = min(known.get(stripped, math.inf), cost)
    return {read: tuple(sorted(known.items())) for read, known in options.items()}
