"""What a municipality's own page says that it has or lacks, with no finding beside it.

"Vi saknar fortfarande en överenskommelse med regionen."     no
"Kommunen har en aktuell rutin för hembesök."                yes
"Vi har delvis infört e-ansökan."                            partial
"Vi har inte tillräckligt med personal."                     nothing: it is no thing that open comparisons ask for
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Geography, LocalStatus
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.local import find_speaker, make_local
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.verdicts import find_answer
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

# `saknar fortfarande en aktuell rutin`, `har delvis infört e-ansökan`: so far from the verb the thing may stand.
_REACH = 6
# Before the verb: `Rutiner saknas i Nybro.`
_BEFORE = 3
# Of these the page is told of, not the municipality.
_OTHERS = frozenset({"om", "när", "den", "det", "de", "ska", "bör", "måste", "vill", "länk", "läs"})
_ASKED = load_set("things asked for")
# Longer words that end so are such things too: trafiksäkerhetsplan, but no flygplan.
_ENDINGS = ("plan", *sorted(thing for thing in _ASKED if len(thing) > len("plan")))
_GROUNDS = tuple(sorted(load_set("plans on the ground")))


def find_possessions(
    spoken: Sequence[tuple[Marks, bool]], year: int | None, home: Geography | None
) -> Iterator[LocalStatus]:
    """One answer for each sentence that says so."""
    for marks, claims in spoken:
        if home is None or claims or find_speaker(marks, home) != home or not _names_thing(marks):
            continue
        answer, why = find_answer(marks)
        if answer is not None:
            yield make_local(marks, [(marks, False)], home, answer, why, year, Topic())


def _names_thing(marks: Marks) -> bool:
    """Whether the sentence is no more than that such a thing is there: `har en rutin`, `Rutiner saknas`."""
    lows = marks.lows(marks.first, marks.last)
    verb = next((k for k, low in enumerate(lows) if is_finite(low)), None)
    if verb is None or lows[verb] not in load_set("verbs of having") or lows[-1] == "?" or lows[0] in _OTHERS:
        return False
    if any(low.startswith("resultat") for low in lows):
        return False  # `Vi har en plan för hur resultaten ska bli bättre`: of what the page tells
    behind = lows[verb + 1 : verb + 1 + _REACH]
    if lows[verb] == "följer" and "upp" in behind:
        return "inte" in behind or any(low.startswith("insats") for low in lows)  # not `Vi följer upp statistiken`
    led = next((i for i, low in enumerate(behind) if low in PREPOSITIONS or is_finite(low)), len(behind))
    return any(map(_is_asked_for, (*behind[:led], *lows[: min(verb, _BEFORE)])))


def _is_asked_for(low: str) -> bool:
    return low in _ASKED or (low.endswith(_ENDINGS) and not low.endswith(_GROUNDS))
