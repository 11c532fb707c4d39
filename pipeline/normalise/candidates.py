"""What a damaged word may have been: readings of the channel that the lexicon knows.

    finder.find("valdsutévare")    ->  våldsutövare, ... each with what it costs
    finder.find("stéd", "samtal")  ->  one word over a line end; its candidates keep the two parts apart

`columns` remembers what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from pipeline.normalise.alike import Alike
from pipeline.normalise.channel import UNSEEN_COST, WITH_LOSS, Channel, Piece, Reading, take_plainly
from pipeline.normalise.lexicon import LETTERS_BY_STRIPPED, RARE_COST, STRIP, TRIPLED, Entry, Lexicon
from pipeline.records import record, replace

#: How far beyond the cheapest reading we look: for a short word, for a long one, for a short one that may be a name,
#: and for a word not found by these. 9 nats take in one confusion seen once in 8000 letters; `Gver` for `över` takes 6.
NEAR_SHORT, NEAR_LONG, NEAR_NAME, FAR = 9.5, 4.5, 7.0, 11.0
SHORT_WORD, SHORT_NAME = 4, 6
#: A longer word that is no rarer than this as it is read is only searched for lost accents, which is quick.
RARE_PLAIN_COST = 10.5
#: A word that nobody knows: so much, and so much more for each letter. A name may be unknown more easily.
UNKNOWN_COST, UNKNOWN_NAME_COST, UNKNOWN_LETTER_COST = 21.0, 17.0, 1.0
#: A capital within a word that is no confusion we know.
CASE_COST = 4.0
#: What a rare word of the lists costs more where it is spelled wrong.
MISSPELLED_COST = 4.0
#: Candidates that cost so much more than the best one are dropped: no neighbour makes up for it.
HOPELESS_COST = 7.5
#: A word that nobody knows is spelled like others when it has so many letters. A sign or digit in it costs so much, a
#: letter that no known word has there too; so many readings of signs and digits are tried.
SHORTEST_ALIKE, SIGN_COST, STRANGE_COST, MOST_SIGN_READINGS = 4, 6.0, 1.5, 24
#: How much cheaper it is spelled like others than as it was read, and what a mark that was not read costs in it.
ALIKE_GAIN, MARK_COST = 1.0, 1.0
#: An unknown word of so many letters may be one as common as this with one letter misread as never seen before.
SHORTEST_NEAR, MOST_NEAR_COST = 7, 16.5
#: No word costs less, and no compound.
LEAST_COST, LEAST_COMPOUND_COST = 3.0, 15.0


@record
class Candidate:
    """A word that may have been printed: its parts as they would be written (two over a line end), and its costs."""

    parts: tuple[str, ...]
    word: str
    channel_cost: float
    word_cost: float
    known: bool = True
    compound: bool = False

    @property
    def cost(self) -> float:
        return self.channel_cost + self.word_cost


@dataclass(slots=True)
class CandidateFinder:
    """Finds candidates."""

    lexicon: Lexicon
    channel: Channel
    alike: Alike

    def find(self, *parts: str) -> tuple[Candidate, ...]:
        """Candidates for a word, or for one that a line end cuts in two; cheapest first, at least the word as it is."""
        whole = "".join(parts)
        as_read = self._take_as_read(parts)
        if as_read.known and _holds_swedish_letter(whole):
            return (as_read,)  # a Swedish word with its letters in place is right
        found = {as_read.parts: as_read}
        readings: dict[float, list[Reading]] = {}  # two searches in a row may go equally far
        for limit, most, least_cost, search in self._plan_search(whole):
            if search != self.lexicon.find and not as_read.compound:
                if self._is_sure(as_read):
                    break
                as_read = found[parts] = self._spell(as_read)
            if limit not in readings:
                readings[limit] = self._read(parts, limit)
            self._add(found, readings[limit][:most], parts, least_cost, search)
            if as_read.known and as_read.word_cost < RARE_COST:
                break
            if any(c.cost < as_read.cost and c.channel_cost <= NEAR_LONG for c in found.values()):
                break
        for reading, search in self._read_dotted(as_read):
            self._add(found, [reading], parts, LEAST_COST, search)
        if len(whole) >= SHORTEST_ALIKE and not min(found.values(), key=lambda c: c.cost).known:
            return self._rank([*found.values(), *self._spell_alike(as_read), *self._find_near(as_read)])
        return self._rank(found.values())

    def _rank(self, found: Collection[Candidate]) -> tuple[Candidate, ...]:
        """The candidates that are not hopeless, cheapest first; words that are spelled wrong cost more."""
        least = min(c.cost for c in found)
        near = [c for c in found if c.cost <= least + HOPELESS_COST]
        if len(near) > 1:
            near = [self._doubt(c) for c in near]
        near.sort(key=lambda c: (c.cost, c.parts))
        return tuple(near)

    def _doubt(self, candidate: Candidate) -> Candidate:
        if not candidate.known or candidate.compound or not self.lexicon.is_doubtful(candidate.word):
            return candidate
        return replace(candidate, word_cost=candidate.word_cost + MISSPELLED_COST)

    def _take_as_read(self, parts: tuple[str, ...]) -> Candidate:
        whole = "".join(parts)
        word = whole.lower()
        is_sound = not _mixes_case(parts[0]) and not TRIPLED.search(word)
        if len(word) > 1 and word in self.lexicon.cost_by_word and is_sound:
            return Candidate(parts, word, 0.0, self.lexicon.cost_by_word[word])
        base = UNKNOWN_NAME_COST if whole[:1].isupper() else UNKNOWN_COST
        return Candidate(parts, word, 0.0, base + UNKNOWN_LETTER_COST * len(whole), known=False)

    def _is_sure(self, as_read: Candidate) -> bool:
        """Whether a word is known as it was read, and no rare one of small letters that is spelled wrong: `clever`."""
        is_name = as_read.parts[0][:1].isupper()
        return as_read.known and (is_name or not self.lexicon.is_doubtful(as_read.word))

    def _spell(self, as_read: Candidate) -> Candidate:
        """A word that no list has, known if the spelling dictionary takes it for a compound."""
        if as_read.known or not as_read.word.isalpha() or not self.lexicon.is_spelled(as_read.word):
            return as_read
        return replace(as_read, word_cost=min(UNKNOWN_COST + len(as_read.word), 30.0), known=True, compound=True)

    def _spell_alike(self, as_read: Candidate) -> Iterator[Candidate]:
        """An unknown word spelled like those that begin and end like it, signs and digits read as letters."""
        has_signs = not as_read.word.isalpha() or "é" in as_read.word
        readings = self._read(as_read.parts, FAR if has_signs else 0.0)[: MOST_SIGN_READINGS if has_signs else 1]
        for reading in readings:
            if not reading.stripped.isalpha():
                continue
            cost = as_read.word_cost - ALIKE_GAIN
            if has_signs:
                cost += STRANGE_COST * self.alike.count_strange(reading.stripped) - SIGN_COST
            entry = Entry(self._spell_reading(reading), cost)
            yield replace(self._write(reading, as_read.parts, entry), known=False)

    def _find_near(self, as_read: Candidate) -> Iterator[Candidate]:
        """Words of the lists that one letter nobody has seen misread so makes of a long unknown word."""
        if len(as_read.parts) > 1 or len(as_read.word) < SHORTEST_NEAR or as_read.parts[0][:1].isupper():
            return
        for form in self.alike.find_near(as_read.word.translate(STRIP)):
            for entry in self.lexicon.find(form):
                if entry.cost <= MOST_NEAR_COST:
                    yield Candidate((entry.word,), entry.word, UNSEEN_COST, entry.cost)

    def _spell_reading(self, reading: Reading) -> str:
        """The likeliest letters of a reading, by what was read and by how known words spell them."""
        word = ""
        costs = self.alike.weigh(reading.stripped)
        for piece in reading.pieces:
            for letter in piece.stripped:
                by_spelling = dict(costs[len(word)])
                for mark in by_spelling:
                    by_spelling[mark] += self.channel.cost(mark, piece.read) + MARK_COST * (mark != letter)
                word += min(by_spelling, key=by_spelling.__getitem__, default=letter)
        return word

    def _plan_search(self, whole: str) -> Iterator[tuple[float, int, float, Callable[[str], Iterable[Entry]]]]:
        """How far to look, among how many readings, for words of what cost at least, and where: the likely first."""
        lexicon = self.lexicon
        plain = whole.lower()
        if (
            len(whole) > SHORT_WORD
            and plain in lexicon.by_stripped
            and lexicon.cost_by_word.get(plain, 0.0) < RARE_PLAIN_COST
        ):
            yield 0.0, 1, LEAST_COST, lexicon.find
        marked = "é" in whole[:-2]  # as `Méan`; names have it in the end, as `Lindén`
        may_be_name = whole.istitle() and whole.isalpha() and len(whole) <= SHORT_NAME and not marked
        near = NEAR_NAME if may_be_name else NEAR_SHORT if len(whole) <= SHORT_WORD else NEAR_LONG
        yield near, 60, LEAST_COST, lexicon.find
        if may_be_name:
            return  # `Sead` is no `Stad`
        yield NEAR_LONG, 12, LEAST_COMPOUND_COST, lexicon.find_compounds
        yield FAR, 60, LEAST_COST, lexicon.find
        yield NEAR_LONG, 2, LEAST_COMPOUND_COST, self._find_spelled
        yield WITH_LOSS, 60, LEAST_COST, lexicon.find
        yield FAR, 24, LEAST_COMPOUND_COST, lexicon.find_compounds
        yield NEAR_LONG, 2, LEAST_COMPOUND_COST, lexicon.find_likely_compounds

    def _find_spelled(self, stripped: str) -> tuple[Entry, ...]:
        """What only the spelling dictionary has; to ask it takes long, so that it is asked for likely letters only."""
        if LETTERS_BY_STRIPPED.keys().isdisjoint(stripped):
            return ()
        return self.lexicon.find_spelled(self.alike.choose_letters(stripped))

    def _add(
        self,
        found: dict[tuple[str, ...], Candidate],
        readings: Iterable[Reading],
        parts: tuple[str, ...],
        least_cost: float,
        search: Callable[[str], Iterable[Entry]],
    ) -> None:
        """Put what the search makes of the readings into `found`, until no reading can lead to anything better."""
        best = min(c.cost for c in found.values())
        slack = HOPELESS_COST if least_cost == LEAST_COST else 0.0
        for reading in readings:
            if reading.cost + least_cost > best + slack:
                break
            for entry in search(reading.stripped):
                if TRIPLED.search(entry.word):
                    continue
                if entry.compound:
                    entry = replace(entry, cost=entry.cost + self.alike.cost(entry.word, reading.stripped))
                candidate = self._write(reading, parts, entry)
                known = found.get(candidate.parts)
                if known is None or candidate.cost < known.cost:
                    found[candidate.parts] = candidate
                    best = min(best, candidate.cost)

    def _read(self, parts: tuple[str, ...], limit: float) -> list[Reading]:
        """Readings of a word, of both its parts together."""
        firsts = self.channel.find_readings(parts[0], limit)
        if len(parts) == 1:
            return firsts
        rests = self.channel.find_readings(parts[1], limit)
        most = firsts[0].cost + rests[0].cost + limit
        return [a.add(b) for a, b in product(firsts, rests) if a.cost + b.cost <= most]

    def _read_dotted(self, as_read: Candidate) -> Iterator[tuple[Reading, Callable[[str], Iterable[Entry]]]]:
        """Readings of a common word with an `ä` or `å` for one `i`, which is how some faces print them: `gilla`."""
        if not as_read.known or len(as_read.parts) > 1:
            return
        word, plain = as_read.parts[0], as_read.word
        for place in (i for i, letter in enumerate(word) if letter == "i"):
            form = f"{plain[:place]}a{plain[place + 1 :]}"
            if form in self.lexicon.by_stripped:
                yield (
                    replace(take_plainly(word, form), cost=self.channel.cost("ä", "i")),
                    lambda form, at=place: [e for e in self.lexicon.find(form) if e.word[at] in "åä"],  # type: ignore[misc]
                )

    def _write(self, reading: Reading, parts: tuple[str, ...], entry: Entry) -> Candidate:
        """The word in the case of what was read, with the cost of its letters having been read so."""
        whole = "".join(parts)
        capitals = whole.isupper() and sum(map(str.isalpha, whole)) > 1
        written = ["", ""]
        cost = 0.0
        offset = 0
        for number, piece in enumerate(reading.pieces):
            letters = entry.word[offset : offset + len(piece.stripped)]
            offset += len(piece.stripped)
            shown, paid = letters, 0.0
            if capitals or letters != piece.read:
                shown, paid = self._choose_case(letters, piece, first=number == 0, capitals=capitals)
            written[0 < reading.cut <= number] += shown
            cost += paid
        return Candidate(tuple(written[: len(parts)]), entry.word, cost, entry.cost, compound=entry.compound)

    def _choose_case(self, letters: str, piece: Piece, *, first: bool, capitals: bool) -> tuple[str, float]:
        """Letters in the case that makes what was read likeliest: `G` was `ö`, but `O` was `Ö`."""
        if capitals:
            return letters.upper(), self.channel.cost(letters.upper(), piece.read)
        if not first:
            return letters, self.channel.cost(letters, piece.read) + CASE_COST * (
                piece.read.lower() == letters != piece.read
            )
        capital = letters[:1].upper() + letters[1:]
        small_cost, capital_cost = (self.channel.cost(shown, piece.read) for shown in (letters, capital))
        if capital_cost < small_cost or (capital_cost == small_cost and piece.read[0].isupper()):
            return capital, capital_cost
        return letters, small_cost


def _mixes_case(word: str) -> bool:
    """Whether capitals stand where none do: in `pA` for `på`, in `BAst` for `Bäst`; `SoL` is an abbreviation."""
    first, second, rest = word[:1], word[1:2], word[2:]
    if first.isupper():
        return second in "AO" and len(rest) > 1 and rest.islower()
    return first.islower() and any(map(str.isupper, word[1:]))


def _holds_swedish_letter(word: str) -> bool:
    return not set("åäöÅÄÖ").isdisjoint(word)
