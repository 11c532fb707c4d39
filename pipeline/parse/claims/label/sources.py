"""Where a figure comes from, and why it changed, which are no part of what it measures.

"I vår egen enkät från mars är 82 procent nöjda"          är nöjda
"Enligt Vårdbarometern har 61 procent förtroende"         har förtroende
"Två av tre kommuner har enligt enkäten en rutin"         har en rutin
"Tack vare satsningen har andelen trygga ökat"            trygga
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Marks, within
from pipeline.parse.verbs import is_finite

_LEADING = frozenset({"i", "vid", "ur", "från"})
_SURVEYS = ("enkät", "enkäten", "undersökning", "undersökningen", "mätning", "mätningen", "rapport", "rapporten")
_SHOWN = ("tabell", "diagram", "figur", "bilaga")
# `i vår egen senaste enkät`
_DETERMINERS, _REACH = 4, 16
# `Av dem som fick enkäten svarade 40 procent`, `I undersökningen deltog 30 kommuner`: the survey is what is told of.
_OF_SURVEY = frozenset({"svarade", "svarat", "deltog", "deltar", "ingick", "ingår", "medverkade", "fanns", "finns"})

_BECAUSE = ["därför", "att"]
_REASONS = (
    _BECAUSE,
    ["som", "en", "följd", "av"],
    ["på", "grund", "av"],
    ["till", "följd", "av"],
    ["med", "anledning", "av"],
    ["i", "spåren", "av"],
    ["tack", "vare"],
    ["trots"],
    ["genom"],
)
# `, till stor del | därför att flera har gått i pension`
_CHIEFLY = frozenset(", till stor del främst delvis framför allt huvudsakligen mest".split())
_TOLD_BY = frozenset({"av", "vare", "trots", "genom", "därför"})
# `till följd av pandemin | till 34 procent`
_REASON_ENDS = frozenset({"till", "från", "med", "och", "men", ",", ".", ":", "–", ""})


def find_source(marks: Marks, clause: Clause) -> Iterable[int]:
    """The tokens that name a survey or say `enligt` whom, before the verb or right behind it."""
    lows = marks.lows(clause.first, clause.last)
    yield from range(clause.first, _end_of_showing(marks, clause) if lows[0] in ("som", "när") else clause.first)
    if "enligt" not in lows and lows[0] not in _LEADING:
        return
    for at, low in enumerate(lows, clause.first):
        if low != "enligt" and (at > clause.first or low not in _LEADING):
            continue
        named = _find_survey(marks, at)
        if at == clause.first and (named or low == "enligt"):
            end = _find_verb(marks, clause, named or at + 1)
            if end is not None and (marks.low(end) not in _OF_SURVEY or "att" in lows):
                yield from range(at, end)
        elif named and low == "enligt" and is_finite(marks.low(at - 1)):
            yield from range(at, named)
        elif named and low == "enligt" and marks.low(at - 1) == marks.low(named) == ",":
            yield from range(at - 1, named + 1)  # `Bäst mår | , enligt undersökningen, | de som`


def _end_of_showing(marks: Marks, clause: Clause) -> int:
    """`Som framgår av tabell 2 | har andelen ökat`, `När mätningen gjordes 2018 | var 71 procent nöjda`"""
    first = clause.first
    near = marks.lows(first + 1, first + 1 + _DETERMINERS)
    words = _SHOWN if marks.low(first) == "som" else (*_SURVEYS, "frågan")
    known = any(low.startswith(_SHOWN) if words is _SHOWN else low.endswith(words) for low in near)
    verbs = [k for k in range(first + 1, min(first + _REACH, clause.last)) if is_finite(marks.low(k))]
    return verbs[1] if known and len(verbs) > 1 else first


def find_reason(marks: Marks, clause: Clause) -> Iterable[int]:
    """The tokens that say why something changed, before the verb, right behind it, or behind the last figure.

    `Andelen som är borta på grund av sjukdom har ökat` tells with it what is measured.
    """
    changes = within(marks.anchors, clause.first, clause.last)
    if not changes or _TOLD_BY.isdisjoint(marks.lows(clause.first, clause.last)):
        return
    told = {a.last for a in changes} | {f.last for f in marks.figures if f.at > changes[0].first}
    for begin in sorted(told | {clause.first}):
        at, reason = begin, _find_reason_words(marks, begin)
        while reason is None and marks.low(at) in _CHIEFLY:
            at += 1
            reason = _find_reason_words(marks, at)
        if reason is None or marks.low(at + len(reason)) == "att":
            continue
        ends = range(at + len(reason) + 1, clause.last)
        first = begin == clause.first
        end = next((k for k in ends if (is_finite(marks.low(k)) if first else marks.low(k) in _REASON_ENDS)), None)
        if end is not None or not first:
            yield from range(begin, clause.last if end is None or reason == _BECAUSE else end)


def _find_reason_words(marks: Marks, at: int) -> list[str] | None:
    return next((words for words in _REASONS if marks.lows(at, at + len(words)) == words), None)


def _find_survey(marks: Marks, at: int) -> int | None:
    """Behind the survey that stands after this preposition."""
    for k in range(at + 1, at + 1 + _DETERMINERS):
        if marks.low(k).endswith(_SURVEYS):
            return k + 1
        if is_finite(marks.low(k)):
            return None
    return None


def _find_verb(marks: Marks, clause: Clause, at: int) -> int | None:
    """The verb that all of it stands before: behind what is told of the survey in between, and before any figure."""
    told = marks.low(at) == "," and marks.low(at + 1) == "som"
    for k in range(at, min(at + _REACH, clause.last)):
        if any(f.first <= k < f.last for f in marks.figures):
            return None
        if not told and marks.lows(k, k + 2) == [",", "som"]:
            told = True  # `I undersökningen Företagsklimat | , som SKR presenterar i dag, | landar`
        elif told and k > at and marks.low(k) == ",":
            told = False
        elif not told and is_finite(marks.low(k)):
            return k
    return None
