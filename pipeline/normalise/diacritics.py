"""Words of damaged pages in right Swedish: finds the words, asks what each may have been, lets the neighbours decide.

    repair_words(["Det ar en okn-", "ing fran 2016"])  ->  edits that make `Det är en ökn-`, `ing från 2016`

A word that a line end cuts in two is decided as one word, over blank lines and page breaks too, and written back into
both lines. What cannot be decided stays as it is and is reported with its candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from pipeline.normalise.alike import Alike
from pipeline.normalise.candidates import Candidate, CandidateFinder
from pipeline.normalise.capitals import MAYBE_SMALL, restore_case
from pipeline.normalise.channel import load_channel
from pipeline.normalise.damage import is_foreign
from pipeline.normalise.edits import Edit
from pipeline.normalise.language import load_language
from pipeline.normalise.lexicon import STRIP, load_lexicon
from pipeline.normalise.lookalikes import judge_lookalikes
from pipeline.normalise.search import Choice, Column, choose_words
from pipeline.normalise.units import LOST, Unit, find_sentences
from pipeline.records import record, replace

#: Less than this between the best two, in nats, is no decision. To change a word that is Swedish as it stands takes
#: more: with 0.4, 124 such words in 75,000 of pages with unknown texts were harmed; with 0.6, 114; with 1.0, 94, and
#: fewer words came out right.
LEAST_MARGIN, LEAST_MARGIN_SWEDISH, SWEDISH_COST = 0.1, 0.6, 12.0
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
#: Words that stand in sentences with, or behind, others of these beginnings, and how much cheaper they are there.
COMPANIONS, COMPANION_GAIN = {"män": ("kvinno", "kv"), "männen": ("kvinno",), "mäns": ("kvinno",)}, 1.6
#: What men are called where the document calls women so behind the same word of so many letters at least: `Ensamstående
#: kvinna`, so `Ensamstående man`. That they are `män` tells little, since `man` is anybody.
MEN = {
    "kvinna": "man",
    "kvinnan": "mannen",
    "kvinnans": "mannens",
    "kvinnor": "män",
    "kvinnorna": "männen",
    "kvinnornas": "männens",
    "kvinnors": "mäns",
}
LEAST_KEY, MEN_GAIN, ANYBODY = 4, 14.0, ("män", "mäns")
#: What stands in heads of tables, lines whose words begin with capitals; `Är` and `Har` do not.
HEADS, HEAD_GAIN, LEAST_HEADS = ("år", "län", "mått", "män"), 7.0, 3
FAVOURED = frozenset((*COMPANIONS, *HEADS, *MEN.values()))
#: What a protected word costs that no list has.
FIXED_COST = 14.0


@record
class Undecided:
    """A word that two candidates fit equally well."""

    line: int
    word: str
    candidates: tuple[str, ...]


@cache
def load_finder() -> CandidateFinder:
    lexicon = load_lexicon()
    return CandidateFinder(lexicon, load_channel(), Alike(lexicon.by_stripped))


def repair_words(lines: Sequence[str]) -> tuple[list[list[Edit]], list[Undecided]]:
    """Edits for each line, in order, and the words that could not be decided."""
    edits: list[list[Edit]] = [[] for _ in lines]
    undecided: list[Undecided] = []
    before: set[str] = set()
    sentences = list(find_sentences(lines))
    men = _find_men(sentences)
    for sentence in sentences:
        if not is_foreign([unit.word for unit in sentence]):
            words = {unit.word for unit in sentence}
            columns = [pair for unit in _join_pieces(sentence) for pair in _find_columns(unit)]
            _decide_sentence(_favour_columns(columns, words | before, men), edits, undecided)
            before = words
    return edits, undecided


def _join_pieces(sentence: Iterable[Unit]) -> list[Unit]:
    """The words of a sentence, those put together that a space cut in two: `Ar ets`, `Jam forelser`."""
    find = load_finder().find
    whole: list[Unit] = []
    for unit in sentence:
        if len(unit.spots) == 1 and whole and _is_doubtful(find(*unit.parts)[0]) and _are_pieces(whole[-1], unit):
            first = whole.pop()
            unit = Unit(first.parts + unit.parts, first.spots + unit.spots, first.inside)
        whole.append(unit)
    return whole


def _are_pieces(first: Unit, second: Unit) -> bool:
    """Whether two words with a space between, the second of them doubtful, are a common one together."""
    if len(first.spots) != 1 or not second.parts[0].islower():
        return False
    (before,), (after,) = first.spots, second.spots
    joined = load_finder().lexicon.find((first.word + second.word).translate(STRIP))
    return before.line == after.line and before.end + 1 == after.start and any(e.cost < PIECES_COST for e in joined)


def _find_columns(unit: Unit) -> Iterator[tuple[Unit, Column]]:
    """A word with its candidates; the parts of one that a line end cuts by themselves where no whole word is known."""
    if not unit.spots:
        cost = load_finder().lexicon.cost_by_word.get(unit.word, FIXED_COST)
        yield unit, (Candidate(unit.parts, unit.word, 0.0, cost),)
        return
    column = load_finder().find(*unit.parts)
    if len(unit.parts) == 1 and _is_doubtful(column[0]):
        # What stands before sees the second word alone, so that of `än i` and `ån i` only the commoner is asked.
        found = sorted(_find_glued(unit.parts[0], with_i=column[0].known and not column[0].compound), key=_by_cost)
        glued = {candidate.word: candidate for candidate in reversed(found)}
        column = tuple(sorted((*column, *glued.values()), key=_by_cost))
    if len(unit.parts) == 1 or column[0].known:
        yield unit, column
        return
    for part in unit.split():
        yield part, load_finder().find(*part.parts)


def _is_doubtful(best: Candidate) -> bool:
    """Whether even the best candidate is no word, a rare one, or one that was read strangely."""
    return not best.known or best.word_cost > GLUED_WORD_COST or best.channel_cost > GLUED_COST


def _find_men(sentences: Iterable[Sequence[Unit]]) -> dict[str, str]:
    """What men are called behind a word, if women are always called the same there: `ensamstaende` -> man."""
    called: dict[str, set[str]] = {}
    for sentence in sentences:
        for first, second in pairwise(sentence):
            if second.word in MEN and len(first.word) >= LEAST_KEY:
                called.setdefault(first.word, set()).add(MEN[second.word])
    return {word: forms.pop() for word, forms in called.items() if len(forms) == 1 and forms.isdisjoint(ANYBODY)}


def _favour_columns(
    pairs: list[tuple[Unit, Column]], words: set[str], men: Mapping[str, str]
) -> list[tuple[Unit, Column]]:
    """The columns with candidates cheaper that go with the words around or with a row of heads: `Mått Kil Sunne`."""
    if not any(len(column) > 1 and any(c.word in FAVOURED for c in column) for _, column in pairs):
        return pairs
    pairs = [pairs[0], *_favour_men(pairs, men)]
    gains = {word: COMPANION_GAIN for word, starts in COMPANIONS.items() if _have_companion(words, starts)}
    heads = _find_heads([unit for unit, _ in pairs])
    if not gains and not heads:
        return pairs
    in_head = gains | dict.fromkeys(HEADS, HEAD_GAIN)
    return [(u, _favour(column, in_head if u.spots and u.spots[0].line in heads else gains)) for u, column in pairs]


def _favour_men(pairs: Sequence[tuple[Unit, Column]], men: Mapping[str, str]) -> Iterator[tuple[Unit, Column]]:
    """All columns but the first, with men as they are called behind the word before."""
    for (before, _), (unit, column) in pairwise(pairs):
        called = men.get(before.word)
        yield unit, _favour(column, {called: MEN_GAIN}) if called else column


def _have_companion(words: set[str], starts: tuple[str, ...]) -> bool:
    return any(word.startswith(starts[0]) or word in starts for word in words)


def _find_heads(units: Sequence[Unit]) -> set[int]:
    """The lines whose first three words begin with capitals."""
    capitals: dict[int, list[bool]] = {}
    for unit in units:
        for part, spot in zip(unit.parts, unit.spots, strict=False):
            capitals.setdefault(spot.line, []).append(part[0].isupper())
    return {line for line, own in capitals.items() if len(own) >= LEAST_HEADS and all(own[:LEAST_HEADS])}


def _favour(column: Column, gains: Mapping[str, float]) -> Column:
    if not any(candidate.word in gains for candidate in column):
        return column
    return tuple(replace(c, channel_cost=c.channel_cost - gains.get(c.word, 0.0)) for c in column)


def _find_glued(word: str, *, with_i: bool) -> Iterator[Candidate]:
    """Two words, one of them an `i` if so asked, that lost the space between them: `Ijamforelse`, `vantani`, `paom`."""
    lexicon, model = load_finder().lexicon, load_language()
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


def _by_cost(candidate: Candidate) -> tuple[float, tuple[str, ...]]:
    return candidate.cost, candidate.parts


def _decide_sentence(
    sentence: Sequence[tuple[Unit, Column]], edits: list[list[Edit]], undecided: list[Undecided]
) -> None:
    """Put the edits of one sentence where they belong."""
    choices = judge_lookalikes(choose_words([column for _, column in sentence], load_language()))
    for number, ((unit, _), choice) in enumerate(zip(sentence, choices, strict=True)):
        if not unit.spots:
            continue
        if choice.best.parts[0][0] in MAYBE_SMALL or unit.parts[0][0] in LOST:
            before = (sentence[number - 1][0], choices[number - 1].best) if number else None
            following = [after.best for after in choices[number + 1 : number + 3]]
            choice = replace(choice, best=restore_case(unit, choice.best, before, following))
        if choice.best.parts != unit.parts:
            _write_choice(unit, choice, edits, undecided)


def _write_choice(unit: Unit, choice: Choice, edits: list[list[Edit]], undecided: list[Undecided]) -> None:
    if choice.rival is not None and choice.margin < _least_margin(unit, choice.rival):
        names = tuple("".join(c.parts) for c in (choice.best, choice.rival))
        undecided.append(Undecided(unit.spots[0].line, "".join(unit.parts), names))
        return
    rule = _name_rule(unit.parts, choice.best)
    evidence = _name_evidence(unit, choice)
    if len({spot.line for spot in unit.spots}) < len(unit.spots):
        begin, end = unit.spots[0], unit.spots[-1]
        written = "".join(choice.best.parts)
        edits[begin.line].append(Edit(begin.start, end.end, written, "letters", evidence, choice.confidence))
        return
    for spot, read, written in zip(unit.spots, unit.parts, choice.best.parts, strict=True):
        if read != written:
            edits[spot.line].append(Edit(spot.start, spot.end, written, rule, evidence, choice.confidence))


def _least_margin(unit: Unit, rival: Candidate) -> float:
    is_swedish = rival.parts == unit.parts and rival.known and rival.word_cost < SWEDISH_COST
    return LEAST_MARGIN_SWEDISH if is_swedish else LEAST_MARGIN


def _name_rule(parts: tuple[str, ...], best: Candidate) -> str:
    plain = "".join(best.parts).lower().translate(STRIP)
    return "diacritics" if plain == "".join(parts).lower() else "letters"


def _name_evidence(unit: Unit, choice: Choice) -> str:
    if choice.rival is not None and choice.rival.known and choice.margin < 6:
        return f"neighbours, not {''.join(choice.rival.parts)}"
    if choice.best.compound:
        return "compound"
    return "word over a line end" if len(unit.parts) > 1 else "lexicon"
