"""Whether a sentence denies what it tells: `80 procent saknar en plan`, `har inte någon`, `finns inte i Orsa`.

Who is counted may be denied too, and turns nothing around: `barn som saknar plats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from pipeline.parse.claims.sentence.clauses import Clause, find_judgement
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks
from pipeline.parse.claims.traits import ALL_AVERAGES, RANK_REACH, Span
from pipeline.parse.memory import find_spots
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite

# Between the noun and its `som`: `13 procent av kommunerna, som ...`.
_RELATIVE_REACH = 2
# `andelen unga vuxna elever som`
_GROUP_REACH = 4
_FOR = frozenset({"för", "till", "åt", "med", "om", "mot", "hos"})
_SUBORDINATORS = load_set("subordinators")
# Between a verb and its denial: `finns ännu inte`
_STILL = frozenset({"ännu", "än", "fortfarande", "däremot", "dock", "heller"})
# `Främst | är det | mindre kommuner som`
_CLEFTS = frozenset({("det", "är"), ("är", "det"), ("det", "var"), ("var", "det")})
_CLEFT_REACH = 6
_SUBJECTS = frozenset({"vi", "kommunen", "regionen", "staden", "nämnden", "förvaltningen"})
# `att upptäcka`, `att få`, `att upptäckas`
_INFINITIVES = ("a", "as", "å", "ge", "se", "bli", "bo")
_REACHING = frozenset({"når", "nådde", "nått"})
# Kinds of negation that turn no share around: `varken arbetar eller studerar` is what is measured.
_TOLD = frozenset({"decoy", "neither"})
# `Så sent | som 2012 saknade en tredjedel en plan`
_LATE = (["så", "sent"], ["så", "tidigt"])
# `eller | går | inte`
_ELSE = 2


def is_negated(
    marks: Marks,
    clause: Clause,
    figures: Sequence[Figure],
    spans: Iterable[Span],
    barred: frozenset[int] = frozenset(),
) -> bool:
    """Whether the share is of those that do not.

    `80 procent saknar`, `har inte någon`, `finns inte i`, `24 procent som inte har`; not a rule that something must
    not happen (`en rutin för att uppgifter inte ska röjas`), nor those who lack something (`barn som saknar`).
    `barred` tokens say who is counted.
    """
    negators = load_phrases("negation_words.csv")
    starts = find_spots(negators.starting, marks.lows(marks.first, marks.last), marks.first)
    found = [match for at in starts if (match := negators.match(marks.tokens, at)) and match.last <= marks.last]
    for first, last in spans if found else ():  # mostly there is none
        done = first
        for match in found:
            if done <= match.first < last and match.first not in barred:
                kind = match.phrase.kind
                if kind not in _TOLD and _denies(marks, clause, figures, match.first, kind):
                    return True
                done = match.last
    return False


def _denies(marks: Marks, clause: Clause, figures: Sequence[Figure], at: int, kind: str) -> bool:
    if kind != "verb" and marks.low(at - 1) in (",", "och") and not _closes_aside(marks, clause, at - 1):
        return False  # `beskrev vad eleven skulle göra, inte vad skolan skulle göra`
    if (
        marks.low(at - 1) in ("men", "dock")
        and marks.low(at - 2) == ","
        and not marks.placed.isdisjoint((at + 1, at + 2))
    ):
        return False  # `Hälften av kommunerna, men inte Växjö, erbjuder det`
    if _falls_short(marks, at) or (kind == "adverb" and "eller" in marks.lows(at - _ELSE, at)):
        return False  # `känner sig otrygg när hon går ut eller går inte ut alls`
    if at in find_judgement(marks, clause):
        return False  # `Att fyra av tio får vänta kan vi inte acceptera`
    who = find_subordinator(marks, clause, at)
    if who is not None and any(who < f.at < at for f in figures):
        who = None  # `där 11 procent inte nådde målen`: the figure is told of in that clause itself
    if who is not None and _reports(marks, clause, who):
        return True  # `visar att 45 procent inte har`, `uppger att de saknar`
    if who is not None:
        return marks.low(who) == "som" and (
            _is_of_figure(marks, clause, figures, who) or _is_cleft(marks, clause, figures, who)
        )
    if kind == "verb":
        return True
    near = marks.lows(clause.first, at)
    led = kind == "adverb" and is_finite(marks.low(at + 1))  # `att 22 procent aldrig når fram`
    return led or any(is_finite(word) for word in near) or _is_subject(clause, at, kind)


def _closes_aside(marks: Marks, clause: Clause, at: int) -> bool:
    """`Säter har, till skillnad från Falun |, ingen överenskommelse`: the verb stands right before the aside."""
    opened = next((k for k in range(at - 1, clause.first, -1) if marks.low(k) == ","), None)
    if opened is None or marks.low(at) != ",":
        return False
    return is_finite(marks.low(opened - 1)) or (marks.low(opened - 1) in _STILL and is_finite(marks.low(opened - 2)))


def _is_cleft(marks: Marks, clause: Clause, figures: Sequence[Figure], who: int) -> bool:
    """`Det är främst små kommuner | som | saknar jour: 58 procent av kommunerna med`: told of those of the figure."""
    lows = marks.lows(clause.first, who)
    at = next((i for i, pair in enumerate(pairwise(lows[:_CLEFT_REACH])) if pair in _CLEFTS), None)
    if at is None or any(map(is_finite, lows[at + 2 :])) or any(f.at < who for f in figures):
        return False
    colon = next((k for k in range(who, clause.last) if marks.low(k) == ":"), clause.last)
    return colon < clause.last and "som" not in marks.lows(who + 1, colon)


def _falls_short(marks: Marks, at: int) -> bool:
    """`når inte upp till rikets 76 procent`: how a figure stands to another's, and not how many do not."""
    near = marks.lows(at - 2, at + 2)
    behind = marks.lows(at + 1, at + RANK_REACH)
    if _REACHING.isdisjoint(near) or ("upp", "till") not in pairwise(behind):
        return False
    end = at + 2 + behind.index("upp")
    return any(end <= p.first <= end + 1 for p in marks.places) or not ALL_AVERAGES.isdisjoint((marks.low(end + 1),))


def _reports(marks: Marks, clause: Clause, who: int) -> bool:
    """Whether an `att` only tells who says so: `uppger att`, `svarade 13 procent, ungefär var åttonde, att`."""
    if marks.low(who) != "att" or marks.low(who - 1) in PREPOSITIONS - {"på"}:
        return False  # `uppger ekonomi som skäl till att de inte tränar`
    reporting = load_set("reporting verbs")
    if not reporting.isdisjoint(marks.lows(max(clause.first, who - 4), who)):
        return True
    told = [f for f in marks.figures if clause.first <= f.first and f.last <= who]
    last = max((k for k in range(clause.first, told[0].first) if is_finite(marks.low(k))), default=who) if told else who
    aside = {k for f in told for k in range(f.first, f.last)}
    between = (marks.low(k) for k in range(last + 1, who) if k not in aside)
    return marks.low(last) in reporting and not any(map(is_finite, between))


def _is_subject(clause: Clause, at: int, kind: str) -> bool:
    """`Ingen rutin finns i 40 procent av kommunerna`."""
    return kind == "pronoun" and at == clause.first


def find_subordinator(marks: Marks, clause: Clause, at: int) -> int | None:
    """The word that opens the subordinate clause that this token stands in, as far as word order tells.

    After a finite verb that `inte` follows directly, a main clause is on again: `En rutin som följs finns inte`.
    """
    for k in range(at - 1, clause.first - 1, -1):
        low = marks.low(k)
        if low in (",", "(", ";", ":") and k < at - 1 and low != ",":
            return None
        if low in _SUBORDINATORS and marks.lows(k - 2, k) not in _LATE:
            return None if _main_verb_between(marks, k, at) else k
    return None


def _main_verb_between(marks: Marks, opener: int, at: int) -> bool:
    """Whether the main clause's own verb stands right before the negation, or before its subject: a second one, or one
    behind `om polisen` and `för att upptäcka våld`, which hold none.

    Within a subordinate clause the negation goes before the verb: `för att våld inte ska ske`.
    """
    verbs = [k for k in range(opener + 1, at + 1) if is_finite(marks.low(k))]
    near = at - 1 - (marks.low(at - 1) in _STILL)
    while near > opener and (near in marks.placed or marks.low(near) in _SUBJECTS):
        near -= 1  # `har | vi | inte`
    following = marks.low(opener + 1)
    verbless = marks.low(opener) == "om" or (marks.low(opener) == "att" and following.endswith(_INFINITIVES))
    return len(verbs) > (not verbless) and verbs[-1] >= near


def _is_of_figure(marks: Marks, clause: Clause, figures: Sequence[Figure], who: int) -> bool:
    """Whether `som` speaks of the figure's own group: `24 procent av kommunerna som`, `andelen kommuner som`."""
    places = [p for p in marks.places if p.last == who]
    noun = places[0].first if places else who  # `andelen elever i Kalmar län som inte`
    before = set(marks.lows(max(clause.first, noun - _GROUP_REACH), noun))
    if marks.low(noun - 1) == "dem" and marks.low(noun - 2) in _FOR:
        return False  # `har en rutin för dem som inte får plats`
    if {"andelen", "andel", "antalet", "de", "dem"} & before:
        return True
    return any(0 <= noun - figure.last <= _RELATIVE_REACH for figure in figures)
