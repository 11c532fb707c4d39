"""The words of a sentence that say that something changed, or that it did not.

Single words and fixed phrases come from `movements`, what stands as it stood from `likeness`; what can be put together
in many ways is read here:

    "har fortsatt att öka", "blivit allt vanligare"                       verb
    "gick andelen från 34 till 40 procent", "är nu uppe i 34, från 31"    verb
    "(+2 procentenheter)", "ett kraftigt fall på 3 procentenheter"        noun
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import takewhile

from pipeline.parse.claims.change.likeness import (
    read_denial,
    read_level,
    read_likewise,
    read_multiple,
    read_neither,
    read_same,
    read_standing,
)
from pipeline.parse.claims.change.movements import Anchor, is_measure, load_changes
from pipeline.parse.markers import stands_beside
from pipeline.parse.memory import find_spots, remember
from pipeline.parse.numerals import parse_number
from pipeline.parse.phrases import Phrases, load_set
from pipeline.parse.printed_years import parse_year
from pipeline.parse.tokens import DASHES, Token

# `nere på 34 procent från`
_HEIGHT_REACH = 9
# `sänkt sin genomsnittliga kostnad`, `gick på samma tid upp`
_OBJECT_REACH, _PARTICLE_REACH = 4, 7
# `fortsätter | däremot att | sjunka`
_BETWEEN = frozenset({"att", "sedan", "dock", "däremot", "också", "därmed", "alltså", "nu"})
# `gått från 5,1 procent av arbetstiden 2018 till 5,9`
_COURSE_REACH = 14
# `gick andelen trygga elever från`
_SUBJECT_REACH = 5
_SUBJECTS = load_set("share words") | load_set("figure words") | load_set("index names") | {"den", "det"}


def mark_anchors(tokens: Sequence[Token], first: int, last: int) -> Iterator[Anchor]:
    """The words of change in `tokens[first:last]`, from left to right, none overlapping another."""
    phrases = _load_openings()
    done, verb = first, None
    for at in find_spots(_may_open, [token.low for token in tokens[first:last]], first):
        if at < done:
            continue
        low = tokens[at].low
        found: Anchor | None = None
        if low in _FURTHER:
            if verb and _goes_on(tokens, at, last):
                yield Anchor(at, at + 1, "verb", verb.direction)
            continue
        if low == "flera" and at + 1 < last and tokens[at + 1].low == "av":
            continue  # `Flera av indikatorerna`, some of them
        if match := phrases.match(tokens[at:last], 0):
            found = Anchor(at, at + match.last, match.phrase.kind, match.phrase.value)
            if match.phrase.kind == "transitive":
                found = _read_moved(tokens, found, last)
        if (read := _OPENERS.get(low)) and (longer := read(tokens, at, last)):
            found = longer if found is None or longer.last > found.last else found
        if found:
            done = found.last
            verb = found if found.kind == "verb" else verb
            yield found


def _goes_on(tokens: Sequence[Token], at: int, last: int) -> bool:
    """`till 14 procent 2019 och ytterligare till 12`, `och med ytterligare 2 procentenheter till 2021`"""
    by = at > 1 and tokens[at - 1].low == "med" and tokens[at - 2].low == "och"
    return by or (at + 1 < last and tokens[at + 1].low in ("till", "med"))


@remember
def _may_open(word: str) -> bool:
    """Whether a word of change can begin so; most words are none of them."""
    return word in _OPENERS or word in _FURTHER or bool(_load_openings().starting(word))


@cache
def _load_openings() -> Phrases:
    return load_changes("verb", "transitive", "noun", "definite", "adjective", "quality", "level")


_Reader = Callable[[Sequence[Token], int, int], Anchor | None]


def _read_going_on(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`fortsatt att öka`, `fortsätter minska`"""
    k = at + 1
    while k < last and tokens[k].low in _BETWEEN:
        k += 1
    if k < last and tokens[k].low in _HEADINGS:
        return Anchor(at, k + 1, "verb", _HEADINGS[tokens[k].low])  # `fortsätter uppåt`
    match = load_changes("infinitive").match(tokens, k) if k < last else None
    if match is None and at + 1 < last and is_measure(tokens[at + 1].low):
        return _read_turned(tokens, at + 2, last)
    return Anchor(at, match.last, "verb", match.phrase.value) if match else None


def _read_turned(tokens: Sequence[Token], first: int, last: int) -> Anchor | None:
    """`fortsätter antalet platser | att minska`"""
    between = takewhile(lambda k: tokens[k].kind == "word", range(first, min(first + _PARTICLE_REACH, last - 1)))
    end = next((k for k in between if tokens[k].low == "att"), None)
    match = load_changes("infinitive").match(tokens, end + 1) if end is not None else None
    return Anchor(match.first - 1, match.last, "verb", match.phrase.value) if match else None


def _read_becoming(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`blivit vanligare`, `blev något längre`"""
    k = at + 1
    while k < last and tokens[k].low in load_set("degrees"):
        k += 1
    match = load_changes("adjective").match(tokens, k) if k < last else None
    if match is None or match.phrase.value not in ("up", "down"):
        return None
    direction = match.phrase.value
    if tokens[match.first].low == "mindre" and match.last < last and tokens[match.last].low.endswith("t"):
        return Anchor(at, match.last + 1, "verb", direction)  # `blivit mindre vanligt`
    return Anchor(at, match.last, "verb", direction)


def _read_moved(tokens: Sequence[Token], verb: Anchor, last: int) -> Anchor | None:
    """`har sänkt sin kostnad med`: what is moved is measured, and by how much is said."""
    lows = [t.low for t in tokens[verb.last : min(verb.last + _OBJECT_REACH, last)]]
    what = next((i for i, low in enumerate(lows) if is_measure(low)), None)
    if what is None or not set(lows[:what]) <= load_set("before an object"):
        return None
    behind = (t.low for t in tokens[verb.last + what + 1 : min(verb.last + what + 1 + _COURSE_REACH, last)])
    told = any(low in ("med", "från", "till") for low in takewhile(lambda low: low not in ".;,", behind))
    return Anchor(verb.first, verb.last, "verb", verb.direction) if told else None


def _read_height(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`är nu uppe i 34 procent, från 31`, `nere på 34 procent från 41`"""
    lows = [t.low for t in tokens[at + 1 : min(at + _HEIGHT_REACH, last)]]
    came = lows[:1] in (["i"], ["på"]) and not {"från", "jämfört", "mot"}.isdisjoint(lows)
    return Anchor(at, at + 1, "verb", "up" if tokens[at].low == "uppe" else "down") if came else None


def _read_going(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`gick på samma tid upp en procentenhet`, `gick andelen ned till 40 procent`; else from what to what."""
    for k in range(at + 2, min(at + _PARTICLE_REACH, last)):
        token, before = tokens[k], tokens[k - 1]
        if before.kind != "word" or before.low in load_set("subordinators"):
            break
        behind = tokens[k + 1] if k + 1 < last else None
        told = behind is not None and (behind.low in ("med", "till", "från") or parse_number(behind) is not None)
        if token.low in _PARTICLES and told:
            return Anchor(k, k + 1, "verb", _PARTICLES[token.low])
    return _read_course(tokens, at, last) if tokens[at].low != "går" else None  # `Index går från 0 till 100`


def _read_course(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`har gått från 5,1 till 5,9`, `gick andelen från 5,1 till 5,9`: the figures say which way."""
    turned = at + 1 < last and tokens[at + 1].low == "åt"  # `har gått åt andra hållet, från 74 procent till 80`
    reach = _SUBJECT_REACH if turned or (at + 1 < last and tokens[at + 1].low in _SUBJECTS) else 1
    begin = next((k for k in range(at + 1, min(at + 1 + reach, last)) if tokens[k].low == "från"), None)
    if begin is None:
        return None
    inside = tokens[begin + 1 : min(begin + _COURSE_REACH, last)]
    to = next((k for k, token in enumerate(inside) if token.low == "till"), len(inside))
    ends = [next((v for t in part if (v := parse_number(t)) is not None), None) for part in (inside[:to], inside[to:])]
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    return Anchor(at, at + 1, "verb", "up" if ends[1] > ends[0] else "down")


def _read_altering(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`förändrades inte nämnvärt`, `ändrades från 61 till 64 procent`"""
    denied = at + 1 < last and tokens[at + 1].low in ("inte", "knappt", "obetydligt", "marginellt")
    return Anchor(at, at + 2, "level", "same") if denied else _read_course(tokens, at, last)


def _read_sign(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`(+2 procentenheter)`, `minus 3,1 procentenheter`"""
    if at + 1 >= last or parse_number(tokens[at + 1]) is None:
        return None
    signed = tokens[at].kind == "word" or tokens[at + 1].start == tokens[at].end
    if tokens[at].low in DASHES:  # `(–3 procentenheter)`; not `(2019–3)`, `(–3)`
        unit = tokens[at + 2].low if at + 2 < last else ""
        opened = at > 0 and tokens[at - 1].low in ("(", ":")
        signed = signed and opened and unit.startswith(("procent", "enhet", "poäng"))
    return Anchor(at, at + 1, "noun", "up" if tokens[at].low in ("+", "plus") else "down") if signed else None


def _read_fall(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`ett kraftigt fall på 3 procentenheter`, `det största fallet`; not `12 fall på 1 000 invånare`"""
    if tokens[at].low == "fallet":
        ranked = at > 0 and tokens[at - 1].low in load_set("ranking a change")
        return Anchor(at, at + 1, "definite", "down") if ranked else None
    opened = any(t.low == "ett" for t in tokens[max(0, at - 2) : at])
    told = at + 1 < last and tokens[at + 1].low in ("med", "på", "från")
    return Anchor(at, at + 1, "noun", "down") if opened and told else None


def _read_outcome(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`steg 2020 för att sedan sjunka till 3,9`, `för att året därpå sjunka`: no aim, but what came of it"""
    if at + 1 >= last or tokens[at + 1].low != "att":
        return None
    k = at + 2
    while k < min(at + _OUTCOME_REACH, last) and (tokens[k].low in _THEN or parse_year(tokens, k) is not None):
        k += 1
    match = load_changes("infinitive").match(tokens, k) if at + 2 < k < last else None
    return Anchor(at, match.last, "verb", match.phrase.value) if match else None


def _read_beside(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`två procentenheter under nivån 2018`, `under 2018 års nivå`, `över fjolårets resultat`"""
    direction = "up" if tokens[at].low == "över" else "down"
    if at + 1 < last and tokens[at + 1].low in load_set("levels of a time"):
        return Anchor(at, at + 2, "adjective", direction)
    return Anchor(at, at + 1, "adjective", direction) if stands_beside(tokens, at) else None


def _read_heading(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`har letat sig uppåt`, `kravlade sig nedåt`: some verb, and which way it went."""
    if at + 1 >= last or not at or tokens[at + 1].low not in _HEADINGS:
        return None
    return Anchor(at - 1, at + 2, "verb", _HEADINGS[tokens[at + 1].low])


# `för att | året därpå | sjunka`, `för att | under 2020 åter | öka`
_THEN = frozenset({"sedan", "därefter", "åter", "sen", "året", "därpå", "efter", "följande", "under", "år", "igen"})
_OUTCOME_REACH = 7
_HEADINGS = {"uppåt": "up", "framåt": "up", "nedåt": "down", "neråt": "down", "bakåt": "down"}
_PARTICLES = {"upp": "up", "framåt": "up", "ned": "down", "ner": "down", "tillbaka": "down"}
_FURTHER = frozenset({"ytterligare", "vidare"})
_OPENERS: dict[str, _Reader] = {
    **dict.fromkeys(("fortsatt", "fortsätter", "fortsatte"), _read_going_on),
    **dict.fromkeys(("blivit", "blev", "blir"), _read_becoming),
    **dict.fromkeys(("samma", "lika"), read_same),
    **dict.fromkeys(("dubbelt", "hälften", "gånger"), read_multiple),
    **dict.fromkeys(("går", "gått", "gick"), _read_going),
    **dict.fromkeys(("hoppade", "hoppat", "ändrats", "förändrats"), _read_course),
    **dict.fromkeys(("ändrades", "förändrades"), _read_altering),
    **dict.fromkeys(("+", "\N{MINUS SIGN}", "plus", "minus", *DASHES), _read_sign),
    **dict.fromkeys(("fall", "fallet"), _read_fall),
    "varken": read_neither,
    "för": _read_outcome,
    **dict.fromkeys(("uppe", "nere"), _read_height),
    "på": read_level,
    **dict.fromkeys(("står", "stod", "ligger", "låg"), read_standing),
    **dict.fromkeys(("under", "över"), _read_beside),
    "sig": _read_heading,
    **dict.fromkeys(("precis", "liksom", "likt"), read_likewise),
    **dict.fromkeys(("inte", "ingen", "inga", "inget", "ingenting", "knappt", "knappast", "ej"), read_denial),
}
