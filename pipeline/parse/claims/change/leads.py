"""Changes that a sentence announces without a figure or a time, and that the figures behind it prove.

"Rökningen minskar. 6 procent röker, mot 9 procent 2016."                 down from 2016 till now
"Fler kommuner har en plan. I år har 37 procent det, 31 procent 2017."    up from 2017 till now
"Trycket på vården har ökat. 34 procent har en plan."                     nothing
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from pipeline.model import Change, Gender, Level, Reading
from pipeline.parse.claims.change.passing import speaks_in_passing
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import Anchor, Marks, within
from pipeline.parse.memory import find_spots
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.printed_years import REPORTS_YEAR
from pipeline.records import record, replace

#: Of a change whose years nothing says: it is taken to be from the survey before.
UNSAID = Reading("from_year", "the year before")
#: Of a change that does not say until when: it is taken to be until now.
UNTIL_NOW = Reading("to_year", REPORTS_YEAR)
UNTIL_THEN = Reading("to_year", "what was said before")
_MANY = frozenset({"fler", "färre", "oftare"})
# Behind one of these a clause announces nothing: `Om andelen ökar`, `ska minska`, `fler än`.
_BARS = frozenset(
    {"än", "om", "att", "när", "trots", "eftersom", "ju", "ska", "bör", "kan", "måste", "behöver", "vill"}
)
# So many sentences may pass until the figures come, and so long is the beginning that two words share.
_REACH, _STEM = 2, 3
# They judge which way is good, and the figures may go the other way: `Kontinuiteten har blivit sämre`: 16, mot 14.
_JUDGING = ("bättr", "sämr", "svag", "stärk")


def find_leads(marks: Marks, clause: Clause) -> tuple[Anchor, ...]:
    """The words of the clause that announce a change; none where it has figures or compares."""
    anchors = within(marks.anchors, clause.first, clause.last)
    if not anchors or within(marks.figures, clause.first, clause.last):
        return ()
    thans = (y for y in marks.years if y.kind == "vague" and y.since is not None)
    vague = {k for y in thans for k in range(y.since or 0, y.last)}
    bars = find_spots(_BARS.__contains__, marks.lows(clause.first, clause.last), clause.first)
    if any(k not in vague for k in bars):
        return ()  # not `fler än förr`
    return tuple(a for a in anchors if _announces(marks, clause, a))[:1]


def _announces(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    low = marks.low(anchor.first)
    opens = low == "oftare" or set(marks.lows(clause.first, anchor.first)) <= load_set("degrees") | {"och", "men"}
    if anchor.kind == "adjective" and not (low in _MANY and opens):
        return False
    return anchor.kind in ("verb", "adjective") and not speaks_in_passing(marks, clause, anchor, {})


@record
class Leads:
    """What the last sentences announced, with how many changes stood before it, and the levels told since then."""

    changes: tuple[Change, ...] = ()
    at: int = 0
    levels: tuple[Level, ...] = ()
    age: int = 0


_NONE = Leads()


def follow(leads: Leads, found: Sequence[Change], at: int, levels: Sequence[Level]) -> Leads:
    """The leads after a sentence that announced these, behind so many changes, or stated these levels."""
    if found:
        return Leads(tuple(found), at, tuple(levels))
    if not leads.changes or leads.age == _REACH:
        return _NONE
    return replace(leads, levels=(*leads.levels, *levels), age=leads.age + 1)


def settle(leads: Leads, changes: list[Change]) -> Leads:
    """Dates the announced changes that are proved by now, and adds those that are no rows yet; leaves the others."""
    if not leads.changes:
        return leads
    left: list[Change] = []
    for lead in leads.changes:
        proved = _prove(lead, leads.levels) or _prove_of_each(lead, leads.levels)
        if not proved:
            left.append(lead)
        elif lead in changes:
            if proved[0].review == lead.review:
                at = changes.index(lead)
                changes[at : at + 1] = proved
        else:
            changes[leads.at : leads.at] = proved
    return replace(leads, changes=tuple(left))


def _prove_of_each(lead: Change, levels: Sequence[Level]) -> tuple[Change, ...]:
    """`Otryggheten ökar. 31 procent av kvinnorna och 12 av männen ..., mot 26 respektive 11`: it holds for both."""
    genders: tuple[Gender, ...] = ("K", "M") if lead.gender == "T" else ()
    proved = tuple(one for g in genders for one in _prove(replace(lead, gender=g), levels))
    return proved if len(proved) == len(genders) else ()


def _prove(lead: Change, levels: Sequence[Level]) -> tuple[Change, ...]:
    """The change with the years of two levels of the same place and people that go the way that was announced."""
    same = [x for x in levels if x.geography == lead.geography and x.gender in (lead.gender, "T") and x.year]
    for one, two in sorted(combinations(same, 2), key=_of_one_course):
        if one.year == two.year or (one.unit, one.negated, one.gender) != (two.unit, two.negated, two.gender):
            continue
        first, last = sorted((one, two), key=lambda x: x.year or 0)
        if lead.to_year != last.year and not {UNTIL_NOW, UNTIL_THEN} & set(lead.readings):
            continue  # `minskade till 14 procent 2019 och sjönk ytterligare 2021, till 12`
        if _goes_that_way(lead, first, last):
            said = Reading("from_year", f"{first.place.printed}, {last.place.printed}")
            readings = tuple(said if r == UNSAID else r for r in lead.readings)
            review = lead.review if _speak_of_same(lead, last) else (*lead.review, "label-unknown")
            return (replace(lead, from_year=first.year, to_year=last.year, readings=readings, review=review),)
    return ()


def _of_one_course(pair: tuple[Level, Level]) -> tuple[bool, int]:
    """First those of one thing, the years furthest apart: `15 procent 2006, 9 procent 2016 och 7 procent 2018`"""
    one, two = pair
    return one.indicator != two.indicator, -abs((one.year or 0) - (two.year or 0))


def _speak_of_same(lead: Change, level: Level) -> bool:
    """`Förtroendet för personalen` and `känner förtroende`: words that begin alike."""
    stems = {word[:_STEM] for word in words_of(lead.indicator) if len(word) >= _STEM and is_content(word)}
    return any(word[:_STEM] in stems for word in words_of(f"{level.indicator} {level.base}") if is_content(word))


def _goes_that_way(lead: Change, first: Level, last: Level) -> bool:
    if first.value is None or last.value is None:
        return False
    if first.value == last.value or lead.direction == "same":
        return first.value == last.value and lead.direction == "same"
    said = next((r.words for r in lead.readings if r.field == "direction"), "").lower()
    judged = any(stem in said for stem in _JUDGING)
    return judged or (last.value > first.value) == (lead.direction == "up")
