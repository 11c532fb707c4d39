"""Words of damaged pages in right Swedish: finds the words, asks what each may have been, lets the neighbours decide.

    repair_words(["Det ar en okn-", "ing fran 2016"])  ->  edits that make `Det är en ökn-`, `ing från 2016`

A word that a line end cuts in two is decided as one word, over blank lines and page breaks too, and written back into
both lines. What cannot be decided stays as it is and is reported with its candidates.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.candidates import Candidate
from pipeline.normalise.capitals import MAYBE_SMALL, measure_lines, restore_case
from pipeline.normalise.columns import load_columns
from pipeline.normalise.damage import is_foreign
from pipeline.normalise.edits import Edit
from pipeline.normalise.favours import favour_columns, find_men
from pipeline.normalise.language import load_language
from pipeline.normalise.lexicon import STRIP
from pipeline.normalise.lookalikes import judge_lookalikes
from pipeline.normalise.search import Choice, Column, choose_words
from pipeline.normalise.units import LOST, Unit, find_sentences
from pipeline.records import record, replace

#: Less than this between the best two, in nats, is no decision. To change a word that is Swedish as it stands takes
#: more, since a word harmed is worse than three left damaged: of 268,000 words of unknown texts without their marks 661
#: were harmed with 0.6 and 576 with 1.3, which leaves 181 more as they are. Asked of rarer words too it left far more.
LEAST_MARGIN, LEAST_MARGIN_SWEDISH, SWEDISH_COST = 0.1, 1.3, 12.0


@record
class Undecided:
    """A word that two candidates fit equally well."""

    line: int
    word: str
    candidates: tuple[str, ...]


def repair_words(lines: Sequence[str]) -> tuple[list[list[Edit]], list[Undecided]]:
    """Edits for each line, in order, and the words that could not be decided."""
    edits: list[list[Edit]] = [[] for _ in lines]
    undecided: list[Undecided] = []
    finder = load_columns()
    before: list[str] = []
    sentences = [(sentence, [unit.word for unit in sentence]) for sentence in find_sentences(lines)]
    men = find_men(words for _, words in sentences)
    width = measure_lines(lines)
    for sentence, words in sentences:
        if not is_foreign(words):
            columns = favour_columns([*finder.find(sentence)], [*words, *before], men)
            _decide_sentence(columns, edits, undecided, width)
            before = words
    return edits, undecided


def _decide_sentence(
    sentence: Sequence[tuple[Unit, Column]], edits: list[list[Edit]], undecided: list[Undecided], width: int
) -> None:
    """Put the edits of one sentence where they belong."""
    choices = judge_lookalikes(choose_words([column for _, column in sentence], load_language()))
    for number, ((unit, _), choice) in enumerate(zip(sentence, choices, strict=True)):
        if not unit.spots:
            continue
        if choice.best.parts[0][0] in MAYBE_SMALL or unit.parts[0][0] in LOST:
            before = (sentence[number - 1][0], choices[number - 1].best) if number else None
            following = [after.best for after in choices[number + 1 : number + 3]]
            choice = replace(choice, best=restore_case(unit, choice.best, before, following, width))
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
