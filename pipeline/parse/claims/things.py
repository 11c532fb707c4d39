"""Whether a sentence is about a thing that open comparisons ask for: `har en rutin`, `Någon samordnare finns inte`."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

# `saknar fortfarande en aktuell rutin`, `har delvis infört e-ansökan`: so far from the verb the thing may stand.
_REACH = 7
# Before the verb: `Rutiner saknas i Nybro.`
_BEFORE = 3
# Of these the page is told of, not the municipality.
_OTHERS = frozenset({"om", "när", "den", "det", "de", "ska", "bör", "måste", "vill", "länk", "läs"})
# `rutin`, `rutinen`
_STEM = 4
_ASKED = load_set("things asked for")
# Longer words that end so are such things too: trafiksäkerhetsplan, but no flygplan.
_ENDINGS = ("plan", *sorted(thing for thing in _ASKED if len(thing) > len("plan")))
_GROUNDS = tuple(sorted(load_set("plans on the ground")))


def names_thing(marks: Marks) -> bool:
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
    if behind[:1] in (["alla"], ["samtliga"], ["varje"]):
        led = len(behind)  # `har | alla med hemtjänst en omsorgskontakt`
    return any(map(_is_asked_for, (*behind[:led], *lows[: min(verb, _BEFORE)]))) or _has_some(lows, verb)


def _has_some(lows: list[str], verb: int) -> bool:
    """`finns brukarråd på sex boenden, | men inte på alla`: what some of them have is asked for."""
    at = lows.index("men") if "men" in lows else 0
    denied = [low for low in lows[at + 1 : at + 4] if low not in ("ännu", "än")]
    said = lows[verb + 1 : at]
    return at > 0 and denied[:1] == ["inte"] and denied[1:2] != [] and denied[1] in PREPOSITIONS and "att" not in said


def _is_asked_for(low: str) -> bool:
    return low in _ASKED or (low.endswith(_ENDINGS) and not low.endswith(_GROUNDS))


def names_other_thing(marks: Marks, told: Iterable[str]) -> bool:
    """Whether the thing is none of those that were told: `Däremot saknar Nybro en samordnare`, after a plan."""
    lows = marks.lows(marks.first, marks.last)
    things = [low for low in lows[: lows.index("men") if "men" in lows else None] if _is_asked_for(low)]
    stems = [low[:_STEM] for low in told if _is_asked_for(low)]
    other = bool(things and stems) and not any(thing.startswith(tuple(stems)) for thing in things)
    return other and names_thing(marks)
