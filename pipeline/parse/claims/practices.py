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

from pipeline.parse.claims.sentence.bases import is_people
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.things import (
    ALL,
    ANY,
    COUNTED,
    end_of_since,
    is_asked_for,
    is_of_elsewhere,
    is_of_others,
    is_service,
    tells_of_survey,
)
from pipeline.parse.claims.verdicts import find_some, is_underway
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
_USING = frozenset({"använder", "använde"})
_VIEWS = frozenset({"synpunkter", "synpunkterna", "klagomål", "klagomålen", "erfarenheter"})
_DECIDED = frozenset({"tecknades", "undertecknades", "inrättades", "antogs", "infördes"})
_IS_OF = frozenset({"från", "antagen", "antagna", "antaget", "beslutad", "beslutade", "framtagen", "framtagna"})
_INTRODUCED = frozenset({"införd", "införda", "infört", "inrättad", "inrättade", "inrättat", "genomförd", "genomfört"})
_HOW_FAR = frozenset({"delvis", "helt", "nu", "redan", "ännu", "inte", "sedan", "numera", "också", "även"})
_STARTED = frozenset(
    {"öppnade", "startade", "lanserades", "öppnades", "startades", "bildades", "invigdes", "anställdes"}
)
_TAKEN = frozenset({"togs", "fattades", "tagits", "fattats"})
_OWN_ONES = frozenset({"egen", "eget", "egna"})
_LEFT_OUT = frozenset({"inte", "saknas"})
_OWN = frozenset({"vi", "kommunen"})
# `har | i dag | en fast omsorgskontakt`
_NOWADAYS = _STILL | {"i", "dag", "nu", "numera", "redan", "också", "även"}
_ONE = frozenset({"en", "ett"})
_SO = tuple(sorted(load_set("being so")))
# `är | medlem i`, `är | ansluten till`
_JOINED = frozenset({("är", "medlem", "i"), ("är", "ansluten", "till"), ("är", "med", "i")})
_SIGNED = frozenset({("skrivit", "under"), ("anslutit", "sig")})
_UNDERTAKINGS = tuple(sorted(load_set("joint undertakings")))
_COMPARES = "jämför"
_AWARDED = ("certifierad", "certifierat", "diplomerad", "diplomerat")
_OWN_ONE = frozenset({"egen", "eget", "tobaksfri", "rökfri"})
_MADE = frozenset(
    {"infört", "inrättat", "anställt", "öppnat", "startat", "antagit", "utsett", "bildat", "skapat", "inlett"}
)
_MAKING = frozenset({"genomför", "genomförde", "gör", "gjorde", "deltar", "deltog"})
_NOT_MADE = frozenset({"arbete", "process", "utredning", "översyn", "dialog", "diskussion", "förslag"})
# `Tre av våra skolor | har fått | nya rektorer`
_BECAME = frozenset({"fått", "haft", "blivit", "ökat", "minskat", "svarat", "deltagit", "valt"})
_SEASONS = frozenset({"år", "höst", "vår", "månad", "vecka", "termin"})
_PRACTISED = frozenset({"erbjuds", "kartläggs", "används", "tillämpas", "ställs", "inventeras"})
_MEASURING, _COMPARISONS = frozenset({"mäter", "jämför"}), load_set("names of comparisons") | {"korthet"}
_SURVEYS = tuple(sorted(load_set("surveys and results")))


def tells_of_practice(marks: Marks) -> bool:
    """Whether the sentence is built as one of what is done or lacking; nothing is felt, wished or compared in it."""
    lows = marks.lows(marks.first, marks.last)
    at = _find_verb(lows)
    if at is None or is_of_others(lows) or is_of_elsewhere(lows) or tells_of_survey(lows, at):
        return False
    if _heeds(lows, at) or _uses_method(marks, at):
        return True
    told = lows[: lows.index("utan")] if "utan" in lows[at:] else lows  # `har inget boende | utan köper platser`
    if not load_set("of results or feelings").isdisjoint(lows) or not load_set("not to be had").isdisjoint(told):
        return False
    willing = ("som", "vill") in pairwise(lows)  # `har en mottagning för dem som vill sluta`
    if not (_NOT_NOW - {"vill"} if willing else _NOT_NOW).isdisjoint(lows):
        return False
    if is_underway(marks, marks.first, marks.last):
        return any(map(is_asked_for, lows))
    some = range(*find_some(marks))
    if marks.first in some:
        return _is_of_some(lows, at, len(some))
    return (
        (lows[0] in ("i", "hos") and at <= _DENIED_WITHIN and lows[at] in _PRACTISED)  # `I Nybro kartläggs behoven`
        or _lacks(lows, at)
        or _reaches_all(lows, at)
        or _goes_on_since(lows, at)
        or _comes_again(lows, at)
        or _is_decided(lows, at)
        or _is_in_part(lows, at, in_some=len(some) > 0)
        or _is_its_own(lows, at)
        or _joins_in(lows, at)
        or _has_made(lows, at)
    )


def _find_verb(lows: list[str]) -> int | None:
    """`Alla som har hemtjänst | har | en kontakt`, `Någon e-tjänst där man kan följa ärendet | har | vi inte`"""
    verbs = (k for k, low in enumerate(lows) if is_finite(low))
    at = next(verbs, None)
    led = at is not None and (lows[0] in ALL or lows[0] in ANY) and not {"som", "där"}.isdisjoint(lows[:at])
    return next(verbs, at) if led else at


def _lacks(lows: list[str], at: int) -> bool:
    """`Det finns ännu ingen lovskola`, `Vi saknar en ordningsvakt`, `Någon ordningsvakt har vi inte`"""
    verb, behind = lows[at], [low for low in lows[at + 1 :] if low not in _STILL]
    if verb == "saknas":  # `Ungdomsfullmäktige saknas.`
        return 0 < at < _SUBJECT - 1 and len(lows) < _SHORT and _is_any(lows[0]) and _is_any(lows[at - 1])
    if lows[at : at + 2] == ["har", "vi"] and behind[:1] == ["inte"]:  # `E-petitioner har vi inte infört`
        return 0 < at < _SUBJECT and "".join(behind[1:2]) in load_set("supines of doing") | {".", ",", "men", ""}
    if verb in _LACKING:
        return _is_lacked(behind)
    if verb not in _HAVING:
        return False
    if _does_not(lows, at, behind):
        return True
    if lows[0] in ANY:
        return "inte" in behind and lows[1] not in PREPOSITIONS | load_set("subordinators")
    none = next((k for k, low in enumerate(behind[:_DENIED_WITHIN]) if low in _NONE), None)
    if none is None:
        none = next(
            (k + 1 for k, pair in enumerate(pairwise(behind)) if pair[0] == "inte" and pair[1] in ANY | _OWN_ONES), None
        )
    if none is None or any(map(is_finite, behind[:none])):
        return False
    thing = "".join(behind[none + 1 : none + 2])
    return thing.isalpha() and thing not in PREPOSITIONS | load_set("subordinators")


def _is_lacked(behind: list[str]) -> bool:
    """`saknar | lovskola`, `| bostadssociala kontrakt för unga`, `| eget stöd till anhöriga`"""
    if behind[0] in _OWN_ONES:
        return is_asked_for(behind[1]) or is_service(behind[1])
    kind = len(behind) > 2 and behind[0].endswith(_KINDS)
    thing, after = "".join(behind[kind : kind + 1]), "".join(behind[kind + 1 : kind + 2])
    if is_people(thing):
        return False
    bare = len(thing) > _LEAST_THING and not thing.endswith(_MANY) and after in PREPOSITIONS | {".", ",", ""}
    return bare or thing in ("en", "ett")


def _does_not(lows: list[str], at: int, behind: list[str]) -> bool:
    """`FREDA används dock inte systematiskt`, `Kommunen erbjuder inte avlösning`, `bedriver inte längre boende`"""
    if behind[:2] == ["inte", "längre"]:
        return True
    alone = lows[at].startswith("erbj") or (lows[at] in _PLACED and 0 < at <= 2 and _is_any(lows[0]))
    return alone and behind[:1] == ["inte"]


def _reaches_all(lows: list[str], at: int) -> bool:
    """`Alla lärare har gått Läslyftet`, `Läxhjälp finns på alla skolor`, `Hos oss får alla nya en mentor`"""
    if lows[0] in load_set("staff") and lows[at] == "har":  # `Handläggarna har gått en utbildning`
        given = lows[at + 1] == "fått" and any(map(is_service, lows[at + 2 : at + 4]))
        return given or (not _TRAINED.isdisjoint(lows[at + 1 : at + 3]) and "igenom" not in lows)
    whole = next((k for k, low in enumerate(lows) if low in ALL or low == "all"), None)
    if whole is None:
        return False
    if _is_placed(lows[at]) and whole > at and (lows[whole - 1] in PREPOSITIONS or lows[whole - 1] == "erbjuds"):
        return whole - at <= _DENIED_WITHIN and at <= _SUBJECT and (lows[at] == "erbjuds" or _is_any(lows[0]))
    done = lows[at].endswith("s") and lows[at] not in _BEING and lows[at] in load_set("verbs of doing")
    if whole == 0 and done:
        return True  # `Alla elever kartläggs i årskurs 1`
    if whole > at + 1 and lows[at] not in _GIVEN:
        return False
    if not _TRAINED.isdisjoint(lows):
        return True
    rest = lows[max(at, whole) + 1 :]
    told = next((low for low in lows[at + 1 :] if low not in _NOWADAYS), "")
    if whole == 0 and (lows[at] == "erbjuder" or (lows[at] == "har" and told in _ONE)):
        return True
    if whole == 0 and lows[at] in ("använder", "arbetar") and not is_people(lows[1]):
        return True  # `Samtliga boenden använder ett arbetssätt för delaktighet`
    if whole == 0 and lows[at] == "är":
        return any(low.endswith(_SO) for low in lows[at + 1 :])  # `Alla handläggare är socionomer`
    return not _GIVEN.isdisjoint(lows) and any(is_asked_for(low) or is_service(low) for low in rest)


def _is_placed(verb: str) -> bool:
    return verb in _PLACED or (verb.endswith("s") and verb in load_set("verbs of doing"))


def _is_any(low: str) -> bool:
    """`läxhjälp`, and no `eleverna`: what is there, and none of those told of before."""
    return not low.endswith(("rna", "ena", "arna")) and not is_people(low)


def _goes_on_since(lows: list[str], at: int) -> bool:
    """`Sedan 2016 driver vi ett härbärge`, `Vi använder modellen sedan 2014`, `har sedan i våras en kostutvecklare`"""
    if lows[at : at + 2] == ["har", "sedan"] and lows[(thing := end_of_since(lows, at + 1))] in COUNTED:
        return thing > at + 1
    since = any(low == "sedan" and any(map(str.isdigit, lows[k + 1 : k + 3])) for k, low in enumerate(lows))
    does = lows[at] != "har" or not {"en", "ett", "haft"}.isdisjoint(
        lows[at + 1 : at + _DENIED_WITHIN]
    )  # not `har vi kämpat`
    if since and _is_placed(lows[at]):  # `Jobbcoacher finns sedan 2018`
        return 0 < at < _SUBJECT and _is_any(lows[0])
    return since and does and not _OWN.isdisjoint(lows) and lows[at] in load_set("verbs of practice")


def _is_its_own(lows: list[str], at: int) -> bool:
    """`Hemtjänsten har egen sjukgymnast`, `Vi har tobaksfri arbetstid`, `Fixartjänsten är kostnadsfri`"""
    behind = [low for low in lows[at + 1 :] if low not in _NOWADAYS]
    if lows[at] == "är":
        free = not load_set("free of charge").isdisjoint(behind[:2]) or behind[0].endswith(_AWARDED)
        return 0 < at < _SUBJECT and free
    return lows[at] in _HAVING and not _OWN_ONE.isdisjoint(behind[behind[:1] in (["en"], ["ett"]) :][:1])


def _joins_in(lows: list[str], at: int) -> bool:
    """`Nybro deltar i projektet MIA`, `Kommunen är ansluten till Yrkesresan`; not in a comparison"""
    if any(low.startswith(_COMPARES) or low.endswith(_SURVEYS) for low in lows):
        return False
    behind = [low for low in lows[at:] if low not in ("inte", "även", "också")]
    if tuple(behind[:3]) in _JOINED and behind[1] != "med":
        return True
    if behind[0] == "har" and tuple(behind[1:3]) in _SIGNED:
        return True  # `Kommunen har skrivit under Borgmästaravtalet`
    joins = behind[:2] in (["deltar", "i"], ["medverkar", "i"], ["ingår", "i"]) or tuple(behind[:3]) in _JOINED
    return joins and any(low.endswith(_UNDERTAKINGS) for low in behind[2 : 2 + _DENIED_WITHIN])


def _has_made(lows: list[str], at: int) -> bool:
    """`Under året har förvaltningen infört ett digitalt beslutsstöd`; not `tagit fram ett förslag`"""
    if lows[at] != "har":
        return False
    within = range(at + 1, min(at + _DENIED_WITHIN, len(lows) - 2))
    made = next((k for k in within if lows[k] in _MADE), None)
    return made is not None and lows[made + 1] in _ONE and _NOT_MADE.isdisjoint(lows[made + 2 : made + 4])


def _heeds(lows: list[str], at: int) -> bool:
    """`Nybro använder brukarnas synpunkter för att utveckla verksamheten`; not `Vi använder resultaten`"""
    heeds = lows[at] in _USING or lows[at : at + 3] == ["tar", "vara", "på"]
    return heeds and not _VIEWS.isdisjoint(lows[at + 1 : at + 1 + _DENIED_WITHIN])


def _uses_method(marks: Marks, at: int) -> bool:
    """`Nybro använder ASI vid utredning`, `använder FREDA-kortfrågor`: one that is known by its letters"""
    verb = marks.first + at
    method = marks.tokens[min(verb + 1, marks.last - 1)].text.partition("-")[0]
    return marks.low(verb) in _USING and len(method) > len("AB") and method.isupper()


def _is_of_some(lows: list[str], at: int, some: int) -> bool:
    """`Fem av våra åtta boenden har reservkraft`; not `Fyra av våra lärare har examen`"""
    return some == at and not is_people(lows[at - 1]) and lows[at] in _HAVING and lows[at + 1] not in _BECAME


def _comes_again(lows: list[str], at: int) -> bool:
    """`Vi gör en trygghetsmätning varje höst`; not `Undersökningen görs varje år`, of which the page tells."""
    again = "årligen" in lows or any(
        (one == "varje" and two in _SEASONS) or (one, two) in (("vartannat", "år"), ("om", "året"))
        for one, two in pairwise(lows)
    )
    if ("i", "rad") in pairwise(lows) and lows[at] in _MAKING:
        return True  # `Nybro genomförde brukarundersökningen för tredje året i rad`
    own = not _OWN.isdisjoint(lows[max(at - 1, 0) : at + 2]) and lows[at] in load_set("verbs of practice")
    measures = lows[at] in _MEASURING or not _COMPARISONS.isdisjoint(lows)  # `Varje år mäter vi kvaliteten`
    return again and own and not measures and not any(low.endswith(_SURVEYS) for low in lows)


def _is_decided(lows: list[str], at: int) -> bool:
    """`Ett medborgarlöfte tecknades 2018`, `Beslut om en ny plan fattades i maj`"""
    if lows[at] in _STARTED and lows[0] in _ONE:
        return True  # `En app för felanmälan lanserades i mars`
    if "beslut" in lows[:2] and not _TAKEN.isdisjoint(lows):
        return any(map(is_asked_for, lows))
    if lows[at] == "gäller" and lows[0] in _ONE:  # `En servicegaranti för bygglov gäller sedan januari`
        return is_asked_for(lows[1])
    if _is_in_place(lows, at):
        return True
    if lows[at] == "är" and lows[at + 1] in _IS_OF:  # `Riktlinjerna för ekonomiskt bistånd är från 2011`
        return any(map(is_asked_for, lows[:2]))
    return lows[at] in _DECIDED and 0 < at <= 2 * _SUBJECT


def _is_in_place(lows: list[str], at: int) -> bool:
    """`Rökfri arbetstid är införd på alla skolor`, `Rutinen är delvis klar`, `Ett arbete mot droger bedrivs i Nybro`"""
    if lows[at] == "är" and at > 0:
        made = next((low for low in lows[at + 1 : at + 4] if low not in _HOW_FAR), "")
        return made in _INTRODUCED or (made == "klar" and any(map(is_asked_for, lows[:at])))
    works = lows[at] in ("bedrivs", "pågår") and lows[at - 1].endswith("arbete")
    return works and (lows[0] == "ett" or at <= len(("förebyggande", "arbete")))


def _is_in_part(lows: list[str], at: int, *, in_some: bool) -> bool:
    """`Läxhjälp finns i byarna men är inte i gång i tätorten`, `Solceller finns på tre av skolorna`"""
    if not (lows[at] in _PLACED and 0 < at <= _SUBJECT and _is_any(lows[0])):
        return False
    but = lows.index("men") if "men" in lows else 0
    denied = not _LEFT_OUT.isdisjoint(lows[but + 1 : but + 1 + _DENIED_WITHIN]) and "att" not in lows[:but]
    return in_some or (but > at and denied)
