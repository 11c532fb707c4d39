"""Whether a sentence is about a thing that open comparisons ask for: `har en rutin`, `Någon samordnare finns inte`."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from pipeline.parse.claims.label.repeats import own_words, stem_of
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.verbs import is_finite

# `saknar fortfarande en aktuell rutin`, `har delvis infört e-ansökan`: so far from the verb the thing may stand.
_REACH = 7
# Before the verb: `Rutiner saknas i Nybro.`
_BEFORE = 3
# Of these the page is told of, not the municipality.
_OTHERS = frozenset({"om", "när", "den", "det", "de", "ska", "bör", "måste", "vill", "länk", "läs", "länsstyrelsen"})
# `Det | finns en rutin`: of nobody by name, and so of the page's own municipality, unless it is of one of these.
_THERE = frozenset({"det", "här", "sedan", "numera", "dessutom"})
_BEING = frozenset({"finns", "fanns", "saknas", "saknades"})
ANY = frozenset({"någon", "något", "några"})  #: `Någon kartläggning har inte gjorts`
_PASSIVES = frozenset({"erbjuds", "erbjöds", "bedrivs", "genomförs", "genomfördes", "görs", "gjordes", "anordnas"})
_ARRANGED = frozenset({"anordnas", "bedrivs", "ges"})
_TELLING = frozenset({"uppger", "uppgav", "anger", "angav", "svarar", "svarade"})
ALL = frozenset({"alla", "samtliga", "varje"})
_ELSEWHERE = frozenset({"kommuner", "kommunerna", "länet", "landet", "riket", "sverige", "lag", "lagen"})
_ELSEWHERE |= {"skr", "skl", "scb", "brå", "msb", "webbplats", "webbplatsen", "webben", "hemsida", "hemsidan"}
_ELSEWHERE |= {"läsa", "hämta", "nedan", "rapporten"}
_OF_STATE = ("nationell", "socialstyrelsen", "skolverket", "folkhälsomyndigheten", "statlig", "regering", "landets")
# `rutin`, `rutinen`
_STEM = 4
_ASKED = load_set("things asked for")
# Longer words that end so are such things too: trafiksäkerhetsplan, but no flygplan.
_ENDINGS = ("plan", *sorted(thing for thing in _ASKED if len(thing) > len("plan")))
_SERVICES = tuple(sorted(load_set("services offered")))
_OFFERS = "erbj"
# `Insikt | görs varje år`: but what is learnt is used.
_SURVEYED = (*sorted(load_set("surveys and results")), *sorted(load_set("names of comparisons")))
_USED = frozenset({"används", "användes", "använder", "följs", "saknas", "saknar"})
# `Tidigare saknades en rutin`: and now?
_PAST_ONLY = frozenset({"tidigare", "förut", "förr", "då"})
# `sedan | en tid | en jurist`
_TIME, COUNTED = 6, frozenset({"en", "ett", "två", "tre", "fyra", "fem"})
NOW = frozenset(
    {("i", "dag"), ("i", "dagsläget"), ("i", "nuläget"), ("för", "närvarande"), ("för", "tillfället"), ("just", "nu")}
)
_TIMES = frozenset({"tid", "par", "antal", "år", "längre", "lång"})
_ONE = frozenset({"ett", "inget", "något", "eget"})
_READABLE = frozenset({"skriftlig", "lättläst", "lättlästa", "språk"})
_NONE = frozenset({"ingen", "inget", "inga"})
_LITTLE = frozenset({"inte", "ännu", "nu", "även", "också", "redan", "ej", "vi", "kommunen"})
_GROUNDS = tuple(sorted(load_set("plans on the ground")))


def names_thing(marks: Marks) -> bool:
    """Whether the sentence is no more than that such a thing is there: `har en rutin`, `Rutiner saknas`."""
    lows = [marks.low(k) for k in range(marks.first, marks.last) if k not in marks.placed]  # `Det finns | i Nybro | en`
    verb = next((k for k in range(length_of_telling(lows), len(lows)) if is_finite(lows[k])), None)
    if verb is not None and lows[verb : verb + 2] == ["kan", "erbjuda"]:
        verb += 1
    elif verb is None or lows[verb] not in load_set("verbs of having"):
        return False
    if lows[verb : verb + 3] == ["har", "följt", "upp"]:
        return lows[verb + 3].startswith("insats")  # `har följt upp insatserna på gruppnivå`
    if is_of_others(lows) or any(low.startswith("resultat") for low in lows) or not _PAST_ONLY.isdisjoint(lows):
        return False  # `Vi har en plan för hur resultaten ska bli bättre`: of what the page tells
    behind = lows[end_of_since(lows, verb + 1) :][:_REACH]
    if behind[:2] == ["beslutat", "om"]:
        behind = behind[2:]
    if behind[:1] == ["fått"] or (lows[verb] == "tog" and "fram" not in behind):
        return False
    if lows[verb] == "följer" and "upp" in behind:
        return "inte" in behind or any(low.startswith("insats") for low in lows)  # not `Vi följer upp statistiken`
    led = next((i for i, low in enumerate(behind) if low in PREPOSITIONS or is_finite(low)), len(behind))
    if behind[:1] and behind[0] in ALL:
        led = len(behind)  # `har | alla med hemtjänst en omsorgskontakt`
    told = (*behind[:led], *lows[: min(verb, _BEFORE)])
    serves = lows[verb].startswith(_OFFERS) or lows[verb] in _ARRANGED  # `Sommarskola anordnas för elever i årskurs 9`
    if serves and any(map(is_service, told)):
        return True
    return any(map(is_asked_for, told)) or _has_one(behind[:led], lows) or _has_some(lows, verb)


def length_of_telling(lows: list[str]) -> int:
    """How many words say who tells it: 3 of `Nybro uppger att det inte finns någon rutin`."""
    at = lows.index("att") if "att" in lows else 0
    return at + 1 if at and lows[at - 1] in _TELLING else 0


def end_of_since(lows: list[str], at: int) -> int:
    """Where the thing begins behind the verb: `finns | sedan 2016 | en garanti`, `har | i nuläget | en jurist`."""
    if tuple(lows[at : at + 2]) in NOW:
        return at + 2
    if lows[at : at + 1] != ["sedan"]:
        return at
    counted = (k for k in range(at + 1, min(at + _TIME, len(lows) - 1)) if lows[k] in COUNTED)
    thing = next((k for k in counted if lows[k + 1] not in _TIMES), at)
    return at + 2 if thing == at and "".join(lows[at + 1 : at + 2]).isdigit() else thing


def tells_of_nobody(marks: Marks) -> bool:
    """`Det finns en rutin`, `Rutiner saknas`, `Skolorna har en plan`: it is for the page to say of whom."""
    lows = marks.lows(marks.first, marks.last)
    if is_of_elsewhere(lows):
        return False
    at = next((k for k, low in enumerate(lows) if is_finite(low)), 0)
    verb = lows[at]
    if lows[0] in ALL and (verb == "har" or verb.startswith(_OFFERS)):
        return True  # `Alla brukare har en genomförandeplan`
    subject = takewhile(lambda low: low not in PREPOSITIONS, lows[: min(at, _BEFORE)])  # not `Inköp av | behandling`
    named = any(is_asked_for(low) or low.endswith(_SERVICES) for low in subject)
    done = named and (verb in _PASSIVES or (verb == "har" and lows[0] in ANY))
    return done or verb in _BEING or lows[0] in load_set("own services") or lows[0] == "kommunen"


def tells_of_doing(marks: Marks) -> bool:
    """Whether a bullet tells what is done or there: `Resultaten används i budgeten`; no quantity, and nothing felt."""
    lows = marks.lows(marks.first, marks.last)
    verb = next((k for k, low in enumerate(lows) if is_finite(low)), None)
    if verb is None or is_of_others(lows) or not load_set("of results or feelings").isdisjoint(lows):
        return False
    if is_of_elsewhere(lows) or tells_of_survey(lows, verb):
        return False
    if lows[verb] in ("har", "hade"):
        behind = [low for low in lows[verb + 1 : verb + 4] if low not in _LITTLE]
        return bool(behind) and (behind[0] in _NONE or behind[0] in load_set("supines of doing"))
    return lows[verb] in load_set("verbs of doing")


def tells_of_survey(lows: list[str], verb: int) -> bool:
    """`Insikt görs varje år`, `Undersökningen genomfördes 2019`; not `Resultaten används i budgeten`"""
    return lows[verb] not in _USED and any(low.endswith(_SURVEYED) for low in lows[:verb])


def is_of_elsewhere(lows: list[str]) -> bool:
    """`Alla kommuner har en plan`, `enligt Skolverket`"""
    return not _ELSEWHERE.isdisjoint(lows) or any(low.startswith(_OF_STATE) for low in lows)


def is_service(low: str) -> bool:
    """`läxhjälp`, `anhörigstöd`"""
    return low.endswith(_SERVICES)


def is_of_others(lows: list[str]) -> bool:
    """`Om kommunen saknar en rutin`, `Läs mer`, `Länsstyrelsen erbjuder kommunen stöd`, a question"""
    return lows[-1] == "?" or (lows[0] in _OTHERS and not _is_there(lows))


def _is_there(lows: list[str]) -> bool:
    """`Det finns ...`, `Sedan 2017 finns ...`"""
    at = next((k for k, low in enumerate(lows[:_BEFORE]) if low in _BEING), 0)
    return at > 0 and lows[0] in _THERE


def _has_one(behind: list[str], lows: list[str]) -> bool:
    """`ett lokalt råd`, `ett folkhälsoprogram`, `skriftlig information`; not `råd`, `tolv program`"""
    one = any(low.endswith(("råd", "program", "system")) for low in behind) and not _ONE.isdisjoint(behind)
    return one or ("information" in behind and not _READABLE.isdisjoint(lows))


def _has_some(lows: list[str], verb: int) -> bool:
    """`finns brukarråd på sex boenden, | men inte på alla`: what some of them have is asked for."""
    at = lows.index("men") if "men" in lows else 0
    denied = [low for low in lows[at + 1 : at + 4] if low not in ("ännu", "än")]
    said = lows[verb + 1 : at]
    return at > 0 and denied[:1] == ["inte"] and denied[1:2] != [] and denied[1] in PREPOSITIONS and "att" not in said


def is_asked_for(low: str) -> bool:
    return low in _ASKED or (low.endswith(_ENDINGS) and not low.endswith(_GROUNDS))


def names_other_thing(marks: Marks, told: Iterable[str]) -> bool:
    """Whether the thing is none of those that were told: `Däremot saknar Nybro en samordnare`, after a plan."""
    lows = marks.lows(marks.first, marks.last)
    things = [low for low in lows[: lows.index("men") if "men" in lows else None] if is_asked_for(low)]
    stems = [low[:_STEM] for low in told if is_asked_for(low)]
    other = bool(things and stems) and not any(thing.startswith(tuple(stems)) for thing in things)
    return other and names_thing(marks)


def names_other_object(later: Marks, first: Marks, heard: str) -> bool:
    """`Någon rutin för samordning med skolan har vi däremot inte`, where the finding tells of skola and of vård.

    The first answer was of the other one of them, so this one takes back nothing of it.
    """
    if not names_thing(later):
        return False
    finding = heard.replace(first.text, "").replace(later.text, "")
    told = {stem_of(word) for word in words_of(finding) if is_content(word)}
    one, two = ({stem_of(word) for word in own_words(marks)} & told for marks in (first, later))
    return bool(one - two and two - one)
