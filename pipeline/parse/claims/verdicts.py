"""Whether a statement says yes, no or in part of what a finding is about, and which words say so.

"har ingen rutin", "kommer att erbjuda det från hösten", "slutade erbjuda det 2014"     no
"finns, men bara i tätorterna", "har inte uppdaterats"                                  partial
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.model import Answer
from pipeline.parse.claims.negation import is_negated
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.memory import find_spots
from pipeline.parse.numerals import parse_number
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.tokens import DASHES
from pipeline.parse.verbs import is_finite

_WORDS = "local_words.csv"
#: Within a clause they only link it to the one before.
_NEEDS = ("behöver",)  # `behöver | uppdateras`; not `hjälper den som behöver tillstånd`
ADVERBS = frozenset({"däremot", "dock"})
# `Svar från Nybro kommun: ja`
_LED, _ANSWERING = 6, frozenset({"svarade", "svarar", "svarat", "svaret"})
_CLOSING = frozenset({"lades", "lade", "lagts", "lagt"})
# What is coming, and that it is only made or taken into use then; `under framtagande` says both.
_BEGUN = frozenset({"påbörjats", "påbörjat", "påbörjad", "påbörjade"})
_COMING = _BEGUN | {"pågår", "planeras", "planerar", "kommer", "ska", "avser", "håller", "arbetar"}
_MADE = frozenset(
    {
        "införandet",
        "framtagandet",
        "utbyggnaden",
        "bytet",
        "fram",
        "arbete",
        "arbetet",
        "införa",
        "införas",
        "anta",
        "antas",
        "starta",
        "utarbeta",
        "upprätta",
    }
)
# `planeras | till hösten`; not `planeras tillsammans med brukaren`
_WHEN = frozenset({"", ".", ",", "under", "till", "inför", "nästa", "hösten", "våren", "i", "men", "och"})
# `på | bara | tre av sina fem boenden`, `i två av våra större stadsdelar`, `på en av skolorna`
_AT, _ONLY = frozenset({"på", "i", "vid", "hos", "inom"}), frozenset({"bara", "endast", "enbart", "hittills"})
_WHOSE = frozenset({"sina", "våra", "kommunens", "stadens", "regionens", "de", "dess"})
_OURS = frozenset({"våra", "kommunens", "stadens"})
_PLURAL = ("erna", "orna", "arna", "ena")
_MAKING = frozenset({"framtagande", "framtagning", "uppbyggnad", "upphandling", "uppstart"})
_ONE = frozenset({"en", "ett"})
_HAD, _BEFORE = frozenset({"hade", "fanns", "erbjöd", "erbjöds"}), frozenset({"tidigare", "förut"})
_USING, _ANOTHER = frozenset({"använder", "valt", "tillämpar"}), {("en", "annan"), ("ett", "annat")}


def first_word(marks: Marks) -> str | None:
    """`ja`, `nej` or `delvis` at the beginning, after the name and `svarade` or `svaret är` at most."""
    words = load_phrases(_WORDS, "yes", "no", "partly")
    opening = marks.all_lows[marks.first : min(marks.last, marks.first + _LED)]
    for k in find_spots(words.starting, opening, marks.first):
        match = words.match(marks.tokens, k)
        if match is None:
            continue
        led = marks.tokens[marks.first : k]
        told = any(t.low in _ANSWERING for t in led) and not any(t.kind == "number" for t in led)
        if not led or led[-1].kind == "sign" or told:
            return match.phrase.kind
    return None


def find_colon(marks: Marks) -> int | None:
    """Where the colon of `Välfärdsbokslut: delvis.` or `Plan för barns rätt: ja, sedan 2017.` stands; else None."""
    words = load_phrases(_WORDS, "yes", "no", "partly")
    ends = ("", ".", ",", ";", "(", *DASHES)
    colons = (k for k in range(marks.first + 1, marks.last - 1) if marks.low(k) == ":")
    at = next((k for k in colons if (m := words.match(marks.tokens, k + 1)) and marks.low(m.last) in ends), None)
    named = at is not None and any(is_content(marks.low(k)) for k in range(marks.first, at) if k not in marks.placed)
    return at if named else None


def find_answer(marks: Marks) -> tuple[Answer | None, str]:
    """The answer and the words that gave it."""
    first = first_word(marks)
    clauses = find_sides(marks)
    denied = [denies(marks, *side) for side in clauses[:1]] + [negates(marks, *side) for side in clauses[1:]]
    parts = load_phrases(_WORDS, "part", "partly").find(marks.tokens[marks.first : marks.last])
    if parts and parts[0].phrase.words == ("dock", "inte") and not _says_before(marks, marks.first + parts[0].first):
        parts = parts[1:]  # `Hos oss är det | dock inte | infört`
    part = " ".join(parts[0].phrase.words) if parts else " ".join(marks.lows(*find_some(marks)))
    worn = load_phrases(_WORDS, "worn").find(marks.tokens[clauses[0][0] : clauses[0][1]])
    aged = [m for m in worn if m.phrase.words != _NEEDS or marks.low(clauses[0][0] + m.last).endswith("s")]
    if not part and not denied[0] and first != "no" and aged:
        return "partial", " ".join(aged[0].phrase.words)  # `Rutinen är från 2016 och behöver uppdateras`
    half = any(denied[1:]) and not _BEGUN.isdisjoint(marks.lows(*clauses[0]))  # `är påbörjat men inte avslutat`
    if not part and not denied[0] and first is None and not half and is_underway(marks, *clauses[0]):
        return "no", "planeras"
    if has_ended(marks) and not denied[0]:
        return "no", "upphörde"
    if part or first == "partly":
        return "partial", part or "delvis"
    if first is None and has_another(marks):
        return "no", "annat"
    if len(clauses) == 1:
        if first == "no" or denied[0]:
            return "no", "nej" if first == "no" else "inte"
        return "yes", "ja" if first == "yes" else "finns"
    return _weigh_sides(marks, clauses, denied, first)


def find_some(marks: Marks) -> tuple[int, int]:
    """`har en plan | på tre av sina fem boenden`, `| i en av fyra stadsdelar`: so many of more; else of no length."""
    for k in range(marks.first + 1, marks.last - 1) if "av" in marks.said else ():
        if marks.low(k) != "av" or (some := parse_number(marks.tokens[k - 1])) is None:
            continue
        if k - 1 == marks.first and marks.low(k + 1) in _OURS:
            counted = k + 2 if parse_number(marks.tokens[k + 2]) is None else k + 3
            return marks.first, counted + 1  # `| Fem av våra åtta boenden | har reservkraft`
        only = marks.low(k - 2) in _ONLY
        if marks.low(k - 2 - only) not in _AT:
            continue
        at = k + 1 + (marks.low(k + 1) in _WHOSE)
        told = parse_number(marks.tokens[at])
        counted = at if told is None else at + 1
        owned = at > k + 1 or marks.low(at).endswith(_PLURAL)
        if (some < told if told is not None else owned) and "kommun" not in marks.low(counted):
            return k - 2 - only - (marks.low(k - 3 - only) in _ONLY), counted + 1
    return 0, 0


def _says_before(marks: Marks, at: int) -> bool:
    """Whether anything is told before this word but whose it is: `erbjuds | dock inte på helger`."""
    return any(is_content(marks.low(k)) for k in range(marks.first, at) if k not in marks.placed)


def has_another(marks: Marks) -> bool:
    """`Nybro använder ett annat instrument`"""
    lows = marks.lows(marks.first, marks.last)
    triples = zip(lows, lows[1:], lows[2:], strict=False)
    return any(verb in _USING and (one, two) in _ANOTHER for verb, one, two in triples)


def has_ended(marks: Marks) -> bool:
    """`Tjänsten drogs in 2019`, `Nybro hade en lots fram till 2016`, `Tidigare fanns en lots`"""
    first, last = find_sides(marks)[0]
    lows = marks.lows(first, last)
    if not _HAD.isdisjoint(lows) and (not _BEFORE.isdisjoint(lows) or ("fram", "till") in pairwise(lows)):
        return True
    return bool(load_phrases(_WORDS, "ended").find(marks.tokens[first:last])) or _closes(lows)


def _closes(lows: list[str]) -> bool:
    """`I Nybro lades bokbussen ned 2014`: the verb, and what belongs to it behind its subject."""
    return not _CLOSING.isdisjoint(lows) and not {"ned", "ner"}.isdisjoint(lows)


def is_underway(marks: Marks, first: int, last: int) -> bool:
    """`Nybro planerar att ta fram en rutin`, `En plan planeras till hösten`, `Rutin är på gång`: there is none yet."""
    lows = marks.lows(first, last)
    if not {("på", "gång"), ("på", "väg")}.isdisjoint(pairwise(lows)):
        return True
    if {"tar", "fram", "nu"} <= set(lows):  # `Vi tar nu fram en handlingsplan`, not `tar varje år fram en`
        return True
    if any(one == "planeras" and two in _WHEN for one, two in pairwise((*lows, ""))):
        return True
    if any(one == "planerar" and two in _ONE for one, two in pairwise(lows)):
        return True  # `Nybro planerar en brukarrevision`
    if ("kommer", "att") in pairwise(lows):  # `kommer att erbjuda det från hösten`
        return load_set("going on").isdisjoint(lows)
    made = not (_COMING.isdisjoint(lows) or _MADE.isdisjoint(lows)) or not _MAKING.isdisjoint(lows)
    return made and (not _BEGUN.isdisjoint(lows) or {"har", "finns"}.isdisjoint(lows[:3]))


def _weigh_sides(
    marks: Marks, sides: list[tuple[int, int]], denied: list[bool], first: str | None
) -> tuple[Answer, str]:
    """Two sides of a `men` or `utom`: what is there and what is not."""
    word = marks.low(sides[1][0])
    no = first == "no" or denied[0]
    rest = marks.tokens[sides[1][0] : sides[-1][1]]
    if no:
        later = first == "no" or any(load_phrases(_WORDS, "plan").find(rest)) or all(denied[1:])
        return ("no", "inte") if later else ("partial", word)
    worn = any(denied[1:]) or bool(load_phrases(_WORDS, "worn").find(rest)) or "utan" in [t.low for t in rest]
    if worn or word in ("utom", "förutom"):
        return "partial", word
    return "yes", "ja" if first == "yes" else "finns"


def find_sides(marks: Marks) -> list[tuple[int, int]]:
    """The sentence cut before `men`, `utom`, `däremot` ..."""
    cuts = [marks.first + m.first for m in load_phrases(_WORDS, "except").find(marks.tokens[marks.first : marks.last])]
    cuts = [c for c in cuts if c - marks.first > 1 and not (marks.low(c) in ADVERBS and _is_within(marks, c))]
    bounds = [marks.first, *cuts[:3], marks.last]
    return list(zip(bounds, bounds[1:], strict=False))


def _is_within(marks: Marks, at: int) -> bool:
    """`saknas | däremot`, `har vi | däremot inte`: behind the verb and at most its subject, and so of its clause."""
    return is_finite(marks.low(at - 1)) or (is_finite(marks.low(at - 2)) and marks.tokens[at - 1].kind == "word")


def denies(marks: Marks, first: int, last: int) -> bool:
    neither = marks.lows(first, first + 2) == ["inte", "heller"] or bool(find_refusals(marks, first, last))
    return neither or is_negated(marks, Clause(first, last), (), ((first, last),))


def find_refusals(marks: Marks, first: int, last: int) -> list[tuple[int, int]]:
    """Where an answer says `varken`, `valt att inte`: of a share they are part of what is measured."""
    matches = load_phrases("negation_words.csv").find(marks.tokens[first:last])
    return [(first + m.first, first + m.last) for m in matches if m.phrase.kind == "neither"]


def negates(marks: Marks, first: int, last: int) -> bool:
    """Behind `men` a bare `inte till barn under sex år` denies too."""
    words = load_phrases("negation_words.csv").find(marks.tokens[first:last])
    return any(m.phrase.kind != "decoy" for m in words)
