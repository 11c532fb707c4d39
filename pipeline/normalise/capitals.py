"""Capitals that were small letters, which the scanner reads as capitals too, and lost letters that were capitals.

    Det ar Annu fler Kommuner  ->  Det är ännu fler kommuner

Names and titles stay: `Öppna jämförelser`, `Östra Göinge`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.candidates import Candidate
from pipeline.normalise.language import FIGURE
from pipeline.normalise.lexicon import load_lexicon, read_names
from pipeline.normalise.units import LOST, Unit
from pipeline.records import replace

#: Words rarer than this may be names; and the common words that titles begin with.
COMMON_COST, TITLE_WORDS = 15.0, ("öppna", "kvalitet", "korthet")
#: `Öppna jämförelser` begins great, but not after genitives and these: `Enkät om öppna jämförelser`. Before other words
#: than these it is what somebody opens.
OPEN, BEFORE_SMALL, AFTER_OPEN = "öppna", ("om", "att", "de", "som"), ("jämför", "data", "förskol")
#: The one letter that is often read as its capital though it has no mark to lose; a rarer word may be a name.
LIKE_CAPITAL, LIKE_CAPITAL_COST = "K", 9.5
#: Capitals within a sentence that may have been small letters.
MAYBE_SMALL = "ÅÄÖ" + LIKE_CAPITAL
#: No name of reports begins so, however rare the word: `kommungrupperna`.
NO_NAME_START = "kommun"
#: What stands before a capital in the middle of a sentence: a word in small letters, or a first word that is no name.
FIRST_WORD_COST, ENDS_TITLE = 9.0, ("sveriges", "jämförelser")
#: A word as common as `är`, `än` and `över` begins no name.
NO_NAME_COST = 7.0
#: What goes on after a figure in small letters, of the words that lose a mark at their beginning.
YEARS = ("år", "års", "åren", "ämnen", "öre")
#: What a column's head says behind its comma.
UNIT_WORDS = ("kr", "tkr", "mnkr", "kronor", "procent", "antal", "andel", "dagar", "minuter")
#: A line of running text has so many letters at least, and with the next word this share of those that most lines have.
FULL_LINE, FULL_SHARE = 40, 0.85


def measure_lines(lines: Sequence[str]) -> int:
    """How long most lines of running text are: four in five are no longer."""
    lengths = sorted(len(line) for line in lines if len(line) >= FULL_LINE)
    return lengths[len(lengths) * 4 // 5] if lengths else FULL_LINE


def restore_case(
    unit: Unit, best: Candidate, before: tuple[Unit, Candidate] | None, following: Sequence[Candidate], width: int
) -> Candidate:
    """The word chosen for a unit with its first letter as it was printed, by the words on either side.

    `width` is the length of most lines.
    """
    if before and best.parts[0][0] in MAYBE_SMALL and _goes_on(before[0], unit, best, width):
        best = _begin_small(best) if _is_capital_by_chance(unit, best, before[1], following) else best
    if unit.parts[0][0] in LOST and (not before or best.word in read_names()):
        best = _begin_great(best)
    return best


def _goes_on(before: Unit, unit: Unit, best: Candidate, width: int) -> bool:
    """Whether nothing parts two words, no sign nor the end of a line that had room for more: a heading, a cell."""
    if unit.inside or before.parts == (",",):
        return True
    if before.word.startswith(FIGURE):
        return best.word in YEARS  # `18 år`, but `Tabell 3 Öppenvård`
    if not before.spots:  # an acronym, whose line is not known
        return before.word.isalpha() and best.word_cost <= NO_NAME_COST
    last, first = before.spots[-1], unit.spots[0]
    is_full = last.end >= FULL_LINE and last.end + len(unit.parts[0]) >= FULL_SHARE * width
    return last.line < first.line and is_full


def _is_capital_by_chance(unit: Unit, best: Candidate, before: Candidate, following: Sequence[Candidate]) -> bool:
    """Whether `Ä`, `Å`, `Ö` or `K` within a sentence was a small letter: a common word, and no name goes on after it.

    The scanner reads these small letters as `A`, `O` and `K` too. `Öppna jämförelser` is a title, `Östra Göinge` and
    `Sveriges Kommuner` are names.
    """
    written = best.parts[0]
    if "".join(best.parts).isupper() or best.word in read_names():
        return False
    lost_mark = written != unit.parts[0]
    if best.word == OPEN:
        is_title = not following or following[0].word.startswith(AFTER_OPEN)
        return lost_mark and (not is_title or before.word.endswith("s") or before.word in BEFORE_SMALL)
    if best.word in TITLE_WORDS:
        return False
    before_name = bool(following) and following[0].parts[0][:1].isupper()
    if written[0] == LIKE_CAPITAL:
        goes_on = unit.inside and not before_name and _leads_on(before, following)
        is_common = best.word_cost <= LIKE_CAPITAL_COST and (before.parts[-1].islower() or before.word == "i")
        common = goes_on and (is_common or best.word.startswith(NO_NAME_START))
    else:
        in_name = before_name or before.word in ENDS_TITLE
        common = lost_mark and best.word_cost <= (NO_NAME_COST if in_name else COMMON_COST)
    return common and load_lexicon().spell(best.word)  # `örebro` is not accepted


def _leads_on(before: Candidate, following: Sequence[Candidate]) -> bool:
    """Whether a common word may go on after this one: after `i` or `Tio`, but not after a name, title or column.

    Nor does `Kvinnor 41 38` or `Kommunens kvalitet i korthet`.
    """
    if len(following) > 1 and following[0].word == "," and following[1].word in UNIT_WORDS:
        return False  # the head of a column: `Kostnad, kr`
    figures = [after.word.startswith(FIGURE) for after in following]
    in_title = before.word in ENDS_TITLE or (bool(following) and following[0].word in TITLE_WORDS)
    if in_title or (figures and all(figures)):
        return False
    if before.parts[-1].islower():
        return True
    return not any(figures[:1]) and load_lexicon().cost_by_word.get(before.word, FIRST_WORD_COST) < FIRST_WORD_COST


def _begin_small(candidate: Candidate) -> Candidate:
    return replace(candidate, parts=(candidate.parts[0][0].lower() + candidate.parts[0][1:], *candidate.parts[1:]))


def _begin_great(candidate: Candidate) -> Candidate:
    return replace(candidate, parts=(candidate.parts[0][0].upper() + candidate.parts[0][1:], *candidate.parts[1:]))
