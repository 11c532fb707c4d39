"""What a municipality's own page tells that it does or lacks, by how the sentence is built, whatever the thing is.

"Vi har inte någon ordningsvakt."                        it lacks one
"Alla lärare har gått Läslyftet."                        all of them
"Läxhjälp finns på alla skolor."                         in all of them
"Sedan 2016 driver vi ett härbärge."                     since a year
"Ett medborgarlöfte tecknades 2018."                     it was decided
"En barnrättsplan är under framtagande."                 a thing asked for, on its way
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.things import ALL, ANY, is_asked_for, is_of_elsewhere, is_of_others, is_service
from pipeline.parse.claims.verdicts import is_underway
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

# What is wished for or to come, and what was: neither says what there is.
_NOT_NOW = frozenset(
    {"ska", "skulle", "vill", "bör", "måste", "kommer", "planerar", "hoppas", "tidigare", "förut", "förr", "då"}
)
# `har | ännu inte någon`
_DENIED_WITHIN = 5
_NONE = frozenset({"ingen", "inget"})  # not `inga hemlösa`, which counts them
_HAVING = frozenset({"finns", "har", "erbjuder", "erbjuds", "bedriver", "bedrivs", "använder", "används"})
_SHORT = 9
_LEAST_THING = 5
_KINDS = ("iga", "ala", "ella", "ade", "iska")
_MANY = ("er", "ar", "or", "na", "en")
_BEING = frozenset({"finns", "fanns", "saknas"})
_LACKING = frozenset({"saknar"})
_STILL = frozenset({"fortfarande", "ännu", "däremot", "dock", "idag", "vi", "kommunen"})
_PLACED = frozenset({"finns", "erbjuds", "ges", "används", "görs"})
# `| Skolsköterska och kurator | finns på alla skolor`
_SUBJECT = 5
_TRAINED = frozenset({"gått", "genomgått", "utbildats"})
_GIVEN = frozenset({"har", "får", "erbjuds", "fått"})
_DECIDED = frozenset({"tecknades", "undertecknades", "inrättades", "antogs", "infördes"})
_TAKEN = frozenset({"togs", "fattades", "tagits", "fattats"})
_OWN_ONES = frozenset({"egen", "eget", "egna"})
_LEFT_OUT = frozenset({"inte", "saknas"})
_OWN = frozenset({"vi", "kommunen"})
_SEASONS = frozenset({"år", "höst", "vår", "månad", "vecka", "termin"})
_PRACTISED = frozenset({"erbjuds", "kartläggs", "används", "tillämpas", "ställs", "inventeras"})
_SURVEYS = tuple(sorted(load_set("surveys and results")))


def tells_of_practice(marks: Marks) -> bool:
    """Whether the sentence is built as one of what is done or lacking; nothing is felt, wished or compared in it."""
    lows = marks.lows(marks.first, marks.last)
    at = next((k for k, low in enumerate(lows) if is_finite(low)), None)
    if at is None or is_of_others(lows) or is_of_elsewhere(lows):
        return False
    if not load_set("of results or feelings").isdisjoint(lows) or not load_set("not to be had").isdisjoint(lows):
        return False
    if not _NOT_NOW.isdisjoint(lows):
        return False
    if is_underway(marks, marks.first, marks.last):
        return any(map(is_asked_for, lows))
    return (
        (lows[0] in ("i", "hos") and at <= _DENIED_WITHIN and lows[at] in _PRACTISED)  # `I Nybro kartläggs behoven`
        or _lacks(lows, at)
        or _reaches_all(lows, at)
        or _goes_on_since(lows, at)
        or _comes_again(lows, at)
        or _is_decided(lows, at)
        or _is_in_part(lows, at)
    )


def _lacks(lows: list[str], at: int) -> bool:
    """`Det finns ännu ingen lovskola`, `Vi saknar en ordningsvakt`, `Någon ordningsvakt har vi inte`"""
    verb, behind = lows[at], [low for low in lows[at + 1 :] if low not in _STILL]
    if verb == "saknas":  # `Ungdomsfullmäktige saknas.`
        return 0 < at < _SUBJECT - 1 and len(lows) < _SHORT and _is_any(lows[0]) and _is_any(lows[at - 1])
    if lows[at : at + 2] == ["har", "vi"] and behind[:1] == ["inte"]:  # `E-petitioner har vi inte infört`
        return 0 < at < _SUBJECT and "".join(behind[1:2]) in load_set("supines of doing") | {".", ",", "men", ""}
    if verb in _LACKING:
        kind = len(behind) > 2 and behind[0].endswith(_KINDS)  # `saknar | bostadssociala | kontrakt för unga`
        thing, after = "".join(behind[kind : kind + 1]), "".join(behind[kind + 1 : kind + 2])
        if thing in nouns() and nouns()[thing].kind == "people":
            return False
        bare = len(thing) > _LEAST_THING and not thing.endswith(_MANY) and after in PREPOSITIONS | {".", ",", ""}
        return bare or thing in ("en", "ett")  # `saknar lovskola`
    if verb not in _HAVING:
        return False
    if lows[0] in ANY:
        return "inte" in behind
    none = next((k for k, low in enumerate(behind[:_DENIED_WITHIN]) if low in _NONE), None)
    if none is None:
        none = next(
            (k + 1 for k, pair in enumerate(pairwise(behind)) if pair[0] == "inte" and pair[1] in ANY | _OWN_ONES), None
        )
    if none is None or any(map(is_finite, behind[:none])):
        return False
    thing = "".join(behind[none + 1 : none + 2])
    return thing.isalpha() and thing not in PREPOSITIONS | load_set("subordinators")


def _reaches_all(lows: list[str], at: int) -> bool:
    """`Alla lärare har gått Läslyftet`, `Läxhjälp finns på alla skolor`, `Hos oss får alla nya en mentor`"""
    whole = next((k for k, low in enumerate(lows) if low in ALL or low == "all"), None)
    if whole is None:
        return False
    placed = lows[at] in _PLACED or (lows[at].endswith("s") and lows[at] in load_set("verbs of doing"))
    if placed and whole > at and (lows[whole - 1] in PREPOSITIONS or lows[whole - 1] == "erbjuds"):
        return whole - at <= _DENIED_WITHIN and at <= _SUBJECT and (lows[at] == "erbjuds" or _is_any(lows[0]))
    done = lows[at].endswith("s") and lows[at] not in _BEING and lows[at] in load_set("verbs of doing")
    if whole == 0 and done:
        return True  # `Alla elever kartläggs i årskurs 1`
    if whole > at + 1 and lows[at] not in _GIVEN:
        return False
    if not _TRAINED.isdisjoint(lows):
        return True
    rest = lows[max(at, whole) + 1 :]
    if whole == 0 and (lows[at] == "erbjuder" or lows[at : at + 2] in (["har", "en"], ["har", "ett"])):
        return True
    return not _GIVEN.isdisjoint(lows) and any(is_asked_for(low) or is_service(low) for low in rest)


def _is_any(low: str) -> bool:
    """`läxhjälp`, and no `eleverna`: what is there, and none of those told of before."""
    return not low.endswith(("rna", "ena", "arna")) and not (low in nouns() and nouns()[low].kind == "people")


def _goes_on_since(lows: list[str], at: int) -> bool:
    """`Sedan 2016 driver vi ett härbärge`, `Vi använder modellen sedan 2014`"""
    since = any(one == "sedan" and two.isdigit() for one, two in pairwise(lows))
    does = lows[at] != "har" or not {"en", "ett", "haft"}.isdisjoint(
        lows[at + 1 : at + _DENIED_WITHIN]
    )  # not `har vi kämpat`
    if since and lows[at] in _PLACED:  # `Jobbcoacher finns sedan 2018`
        return 0 < at < _SUBJECT and _is_any(lows[0])
    return since and does and not _OWN.isdisjoint(lows) and lows[at] in load_set("verbs of practice")


def _comes_again(lows: list[str], at: int) -> bool:
    """`Vi gör en trygghetsmätning varje höst`; not `Undersökningen görs varje år`, of which the page tells."""
    again = "årligen" in lows or any(
        (one == "varje" and two in _SEASONS) or (one, two) in (("vartannat", "år"), ("om", "året"))
        for one, two in pairwise(lows)
    )
    own = not _OWN.isdisjoint(lows[max(at - 1, 0) : at + 2]) and lows[at] in load_set("verbs of practice")
    return again and own and not any(low.endswith(_SURVEYS) for low in lows)


def _is_decided(lows: list[str], at: int) -> bool:
    """`Ett medborgarlöfte tecknades 2018`, `Beslut om en ny plan fattades i maj`"""
    if "beslut" in lows[:2] and not _TAKEN.isdisjoint(lows):
        return any(map(is_asked_for, lows))
    return lows[at] in _DECIDED and 0 < at <= 2 * _SUBJECT


def _is_in_part(lows: list[str], at: int) -> bool:
    """`Grannsamverkan finns i två av byarna men är ännu inte i gång i tätorten`"""
    but = lows.index("men") if "men" in lows else 0
    denied = not _LEFT_OUT.isdisjoint(lows[but + 1 : but + 1 + _DENIED_WITHIN]) and "att" not in lows[:but]
    return but > at and denied and lows[at] in _PLACED and at <= _SUBJECT and _is_any(lows[0])
