"""Words of damaged pages in right Swedish: finds the words, asks what each may have been, lets the neighbours decide.

    repair_words(["Det ar en okn-", "ing fran 2016"])  ->  edits that make `Det är en ökn-`, `ing från 2016`

A word that a line end cuts in two is decided as one word, over blank lines and page breaks too, and written back into
both lines. What cannot be decided stays as it is and is reported with its candidates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.normalise.candidates import Candidate, CandidateFinder
from pipeline.normalise.choice import Choice, choose_words
from pipeline.normalise.confusions import load_channel
from pipeline.normalise.edits import Edit
from pipeline.normalise.lexicon import RARE_COST, STRIP, load_lexicon
from pipeline.normalise.neighbours import FIGURE, YEAR, load_neighbours
from pipeline.normalise.words import Word, find_words

#: Less than this between the best two, in nats, is no decision. To change a word that is Swedish as it stands takes more:
#: with 0.3, 12 such words in 11,700 of our rendered pages were harmed; with 0.8, 6; with 1.5, none, and as many words
#: came out right.
LEAST_MARGIN, LEAST_MARGIN_SWEDISH = 0.3, 1.5
FIGURE_PART = re.compile(r"(?P<year>(?:19|20)\d\d(?![\d,]))|\d")
#: Words rarer than this may be names; and the one common word that titles begin with.
COMMON_COST, TITLE_WORD = 12.0, "öppna"
#: What a figure or a protected word costs is the same for all candidates around it.
FIXED_COST = 3.0
#: Ends of a sentence between two words.
STOP = re.compile(r"[.:;!?•](?:\s|$)")
CUT = re.compile(r"[-\u00ad\u2010\u00ac](?:[ \t]+[\d.,*-]+)*\s*$")
AND = frozenset("och eller samt respektive till men".split())


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part of a word stands: line (from 0) and offsets in its text."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """A word to decide, in one or two parts. Without spots it stays as it is; without parts it ends a sentence."""

    parts: tuple[str, ...]
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True)
class Undecided:
    """A word that two candidates fit equally well."""

    line: int
    word: str
    candidates: tuple[str, ...]


@cache
def load_finder() -> CandidateFinder:
    return CandidateFinder(load_lexicon(), load_channel())


def repair_words(lines: Sequence[str]) -> tuple[list[list[Edit]], list[Undecided]]:
    """Edits for each line, in order, and the words that could not be decided."""
    finder = load_finder()
    neighbours = load_neighbours()
    edits: list[list[Edit]] = [[] for _ in lines]
    undecided: list[Undecided] = []
    sentence: list[tuple[Unit, tuple[Candidate, ...]]] = []
    for unit in (*find_units(lines), Unit(())):
        if unit.parts:
            sentence.append((unit, finder.find(*unit.parts) if unit.spots else _take_fixed(unit)))
            continue
        choices = choose_words([column for _, column in sentence], neighbours)
        for number, ((one, _), choice) in enumerate(zip(sentence, choices, strict=True)):
            if number and one.spots and _is_capital_by_chance(one, choice.best, choices[number + 1 : number + 2]):
                choice = replace(choice, best=_begin_small(choice.best))
            _write_choice(one, choice, edits, undecided)
        sentence.clear()
    return edits, undecided


def _is_capital_by_chance(unit: Unit, best: Candidate, following: Sequence[Choice]) -> bool:
    """Whether `Ä`, `Å` or `Ö` within a sentence was a small letter: a common word, and no name goes on after it.

    The scanner reads these small letters as `A` and `O` too. `Öppna jämförelser` is a title, `Östra Göinge` a name.
    """
    written = best.parts[0]
    if written[0] not in "ÅÄÖ" or written == unit.parts[0] or best.word == TITLE_WORD or best.word_cost > COMMON_COST:
        return False
    return not (following and following[0].best.parts[0][:1].isupper()) and not "".join(best.parts).isupper()


def _begin_small(candidate: Candidate) -> Candidate:
    return replace(candidate, parts=(candidate.parts[0][0].lower() + candidate.parts[0][1:], *candidate.parts[1:]))


def _write_choice(unit: Unit, choice: Choice, edits: list[list[Edit]], undecided: list[Undecided]) -> None:
    if not unit.spots or choice.best.parts == unit.parts:
        return
    if choice.rival is not None and choice.margin < _least_margin(unit, choice.rival):
        names = tuple("".join(c.parts) for c in (choice.best, choice.rival))
        undecided.append(Undecided(unit.spots[0].line, "".join(unit.parts), names))
        return
    rule = _name_rule(unit.parts, choice.best)
    evidence = _name_evidence(unit, choice)
    for spot, read, written in zip(unit.spots, unit.parts, choice.best.parts, strict=True):
        if read != written:
            edits[spot.line].append(Edit(spot.start, spot.end, written, rule, evidence, choice.confidence))


def _least_margin(unit: Unit, rival: Candidate) -> float:
    is_swedish = rival.parts == unit.parts and rival.known and rival.word_cost < RARE_COST
    return LEAST_MARGIN_SWEDISH if is_swedish else LEAST_MARGIN


def _name_rule(parts: tuple[str, ...], best: Candidate) -> str:
    plain = "".join(best.parts).translate(STRIP)
    return "diacritics" if plain.lower() == "".join(parts).lower() else "letters"


def _name_evidence(unit: Unit, choice: Choice) -> str:
    if choice.rival is not None and choice.rival.known and choice.margin < 6:
        return f"neighbours, not {''.join(choice.rival.parts)}"
    if choice.best.compound:
        return "compound"
    return "word over a line end" if len(unit.parts) > 1 else "lexicon"


def find_units(lines: Sequence[str]) -> Iterator[Unit]:
    """Words, figures and sentence ends of all lines in reading order."""
    words = [list(find_words(text, above.rstrip())) for above, text in zip(("", *lines), lines, strict=False)]
    cuts = _find_cuts(lines, words)
    taken = {(line, word.start) for _, (line, word) in cuts.items()}
    for number, text in enumerate(lines):
        done = 0
        if _begins_anew(lines[number - 1] if number else "", text):
            yield Unit(())
        for word in words[number]:
            if word.fixed:
                yield from _read_between(text[done : word.start])
                yield Unit((word.text,))
                done = word.end
                continue
            if (number, word.start) in taken:
                done = word.end
                continue
            yield from _read_between(text[done : word.start])
            done = word.end
            spots: tuple[Spot, ...] = (Spot(number, word.start, word.end),)
            parts: tuple[str, ...] = (word.text,)
            if (number, word.start) in cuts:
                next_line, rest = cuts[number, word.start]
                spots += (Spot(next_line, rest.start, rest.end),)
                parts += (rest.text,)
            yield Unit(parts, spots)
        yield from _read_between(text[done:] + "\n")


def _take_fixed(unit: Unit) -> tuple[Candidate, ...]:
    return (Candidate(unit.parts, unit.parts[0].lower(), 0.0, FIXED_COST),)


def _begins_anew(above: str, text: str) -> bool:
    """Whether a line begins a sentence though the one above does not end any: a cell, a heading, a bullet."""
    start = text.lstrip()[:1]
    return not start.isalpha() or (start.isupper() and (not above.strip() or above.rstrip()[-1].isdigit()))


def _read_between(text: str) -> Iterator[Unit]:
    """The figure and the end of a sentence that stand between two words, where there are such."""
    figure = FIGURE_PART.search(text)
    if figure:
        yield Unit((YEAR if figure["year"] else FIGURE,))
    if STOP.search(text):
        yield Unit(())


def _find_cuts(lines: Sequence[str], words: Sequence[Sequence[Word]]) -> dict[tuple[int, int], tuple[int, Word]]:
    """Words that go on in a later line: (line, start) of the first part, and where the rest is."""
    cuts = {}
    full = [number for number, text in enumerate(lines) if text.strip()]
    for number, following in zip(full, full[1:], strict=False):
        cut = CUT.search(lines[number])
        if not cut or not words[number] or not words[following]:
            continue
        rest = words[following][0]
        last = next((w for w in reversed(words[number]) if w.end == cut.start()), None)
        starts = len(lines[following]) - len(lines[following].lstrip())
        if last and not last.fixed and not rest.fixed and rest.start == starts and not rest.text[0].isupper() and rest.text.lower() not in AND:
            cuts[number, last.start] = (following, rest)
    return cuts
