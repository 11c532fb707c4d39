"""What may stand in each place of a sentence: of a word, of one that a space cut in two, of two that lost theirs.

Ar ets  ->  Årets        Ijamforelse  ->  I jämförelse        paom  ->  på om
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from pipeline.normalise.alike import Alike
from pipeline.normalise.candidates import Candidate, CandidateFinder
from pipeline.normalise.channel import load_channel
from pipeline.normalise.language import LanguageModel, load_language
from pipeline.normalise.lexicon import STRIP, load_lexicon
from pipeline.normalise.search import Column
from pipeline.normalise.units import Unit

#: A space that was lost costs so much. The words on either side are at most so rare, and were seen beside each other.
GLUED_COST, GLUED_FIRST_COST, GLUED_SECOND_COST = 6.0, 10.0, 13.0
#: A capital begins two words that were seen together so often, or a name: `Faktaom`.
LEAST_SEEN = 3
#: Rarer words than this may be two, one of them an `i`: `ari`, `deni`.
GLUED_WORD_COST = 14.0
#: A word that a space cut in two is more common than this.
PIECES_COST = 13.0
#: What the preposition `I` is read as where the space after it was lost.
BARS = "IT|l"
#: What a protected word costs that no list has.
FIXED_COST = 14.0
#: Distinct words whose candidates are remembered, of some 500 bytes each.
MOST_REMEMBERED = 100_000


@dataclass(slots=True)
class ColumnFinder:
    """Finds the columns of words and remembers them; a doubtful one's best candidate is no word, or hardly one."""

    finder: CandidateFinder
    model: LanguageModel
    _found: dict[str, tuple[Column, bool]] = field(default_factory=dict)

    def find(self, sentence: Iterable[Unit]) -> Iterator[tuple[Unit, Column]]:
        """The words of a sentence with their candidates."""
        for unit in self._join_pieces(sentence):
            if not unit.spots:
                cost = self.finder.lexicon.cost_by_word.get(unit.word, FIXED_COST)
                yield unit, (Candidate(unit.parts, unit.word, 0.0, cost),)
            else:
                yield unit, self._look_up(unit.parts[0])[0] if len(unit.parts) == 1 else self.finder.find(*unit.parts)

    def _join_pieces(self, sentence: Iterable[Unit]) -> list[Unit]:
        """The words of a sentence, those put together that a space cut in two: `Ar ets`, `Jam forelser`."""
        whole: list[Unit] = []
        for unit in sentence:
            if len(unit.spots) == 1 and whole and self._look_up(unit.parts[0])[1] and self._are_pieces(whole[-1], unit):
                first = whole.pop()
                unit = Unit(first.parts + unit.parts, first.spots + unit.spots, first.inside)
            whole.append(unit)
        return whole

    def _are_pieces(self, first: Unit, second: Unit) -> bool:
        """Whether two words with a space between, the second of them doubtful, are a common one together."""
        if len(first.spots) != 1 or not second.parts[0].islower():
            return False
        (before,), (after,) = first.spots, second.spots
        if before.line != after.line or before.end + 1 != after.start:
            return False
        joined = self.finder.lexicon.find((first.word + second.word).translate(STRIP))
        return any(entry.cost < PIECES_COST for entry in joined)

    def _look_up(self, word: str) -> tuple[Column, bool]:
        """The candidates of a word, also those that are two, and whether it is doubtful."""
        found = self._found.get(word)
        if found is None:
            if len(self._found) >= MOST_REMEMBERED:
                self._found.clear()
            column = self.finder.find(word)
            is_doubtful = _is_doubtful(column[0])
            if is_doubtful:
                column = self._add_glued(word, column)
            found = self._found[word] = column, is_doubtful
        return found

    def _add_glued(self, word: str, column: Column) -> Column:
        # What stands before sees the second word alone, so that of `än i` and `ån i` only the commoner is asked.
        found = sorted(self._find_glued(word, with_i=column[0].known and not column[0].compound), key=_by_cost)
        glued = {candidate.word: candidate for candidate in reversed(found)}
        return tuple(sorted((*column, *glued.values()), key=_by_cost)) if glued else column

    def _find_glued(self, word: str, *, with_i: bool) -> Iterator[Candidate]:
        """Two words, one an `i` if so asked, that lost the space between them: `Ijamforelse`, `vantani`, `paom`."""
        lexicon, model = self.finder.lexicon, self.model
        plain = word.lower().translate(STRIP)
        for cut in range(1, len(plain) if len(plain) > 2 and word[1:].islower() else 1):
            firsts = lexicon.find("i" if cut == 1 and word[0] in BARS else plain[:cut])
            least = LEAST_SEEN if word[0].isupper() and cut > 1 else 1
            for first in firsts:
                followers = model.pairs.find(first.word).counts if first.cost < GLUED_FIRST_COST else {}
                for second in lexicon.find(plain[cut:]) if followers or plain[cut:] == "i" else ():
                    if with_i and "i" not in (first.word, second.word):
                        continue
                    is_i = second.word == "i" and first.cost < GLUED_SECOND_COST
                    if (is_i or followers.get(second.word, 0) >= least) and second.cost < GLUED_SECOND_COST:
                        is_small = word[0].islower() and not (cut == 1 and word[0] in BARS)
                        written = first.word if is_small else first.word.capitalize()
                        cost = first.cost + model.cost("", first.word, second.word, second.cost)
                        yield Candidate((f"{written} {second.word}",), second.word, GLUED_COST - is_i, cost)


@cache
def load_columns() -> ColumnFinder:
    """The finder, with all that it asks, read once for each process."""
    lexicon = load_lexicon()
    finder = CandidateFinder(lexicon, load_channel(), Alike(lexicon.by_stripped))
    return ColumnFinder(finder, load_language())


def _is_doubtful(best: Candidate) -> bool:
    """Whether even the best candidate is no word, a rare one, or one that was read strangely."""
    return not best.known or best.word_cost > GLUED_WORD_COST or best.channel_cost > GLUED_COST


def _by_cost(candidate: Candidate) -> tuple[float, tuple[str, ...]]:
    return candidate.cost, candidate.parts
