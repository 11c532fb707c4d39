"""Whether words like `samma`, `oförändrad` and `kvar` say that a share is what it was.

"på samma nivå som i fjol", "är i stort sett oförändrad"   it stands still
"i nivå med riket", "Ordningen är densamma"                no change is told
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.change.subjects import has_subject
from pipeline.parse.claims.label.labels import write_label
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Anchor, Figure, Marks, within
from pipeline.parse.claims.value.kinds import Role
from pipeline.parse.years import YearMention

_ENDS = frozenset({",", ".", "och", "men", ")", "("})
LIKEWISE = frozenset({"precis", "liksom", "likt"})
_STAYING = frozenset({"kvar", "still", "stilla", "fast"})
# `densamma | som i riket`
_PLACED = 3
_ALIKE = frozenset({"samma", "lika"})
_OTHERS = frozenset({"andra", "övriga", "liknande", "jämförbara", "flesta", "snittet", "genomsnittet"})
_SINCE = frozenset({"sedan", "dess", "därefter"})
_ONLY_SO = _SINCE | {"och", "men", "har", "i", "stort", "sett", "alltså"}
_CONTRASTING = frozenset({"däremot", "dock", "nu", "fortfarande", "också", "även", "alltså"})
_CONTRASTING |= {"nästan", "nästintill", "helt"}
# `Beslutet innebär ingen förändring för personalen`: of what is to come
_DECIDED = frozenset({"beslutet", "förslaget", "ärendet", "reformen", "lagen", "budgeten", "uppdraget"})
_LIES = frozenset({"ligger", "låg", "stannar", "stannade", "legat", "stannat"})


def is_same(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], roles: dict[Figure, Role]
) -> bool:
    marked = [y for y in compared if y.since is not None or y.kind in ("span", "range")]
    word = marks.low(anchor.first)
    if word in LIKEWISE:  # `precis som i fjol`; not `precis som i riket`
        meant = [y for y in marked if y.since is not None and y.since <= anchor.first < y.last]
        timed = any(marks.low(y.last) in _ENDS or y.last >= clause.last for y in meant)
        return timed and any(role is Role.LEVEL for role in roles.values())
    if _is_as_elsewhere(marks, anchor, marked):
        return False
    if marked:
        likened = any(anchor.last <= p.first < marked[0].first for p in marks.places)
        return not likened or _is_alike(marks, anchor) or word.startswith("oförändra")  # `är oförändrat i Nybro`
    if word in ("samma", "lika") and _compares_with_then(marks, clause, anchor):
        return True
    said = set(marks.lows(anchor.first, anchor.last))
    if word in ("samma", "lika", "dubbelt", "hälften", "gånger") or "skillnad" in said or "skillnader" in said:
        return "nivå" in said and has_subject(marks, clause, anchor)
    the_same = word in ("densamma", "detsamma", "desamma")
    elsewhere = the_same and any(anchor.last < p.last <= anchor.last + _PLACED for p in marks.places)
    if word == "i" or elsewhere:
        return False  # `i nivå med riket`, `är densamma som i riket`
    if said & _STAYING and marks.low(anchor.last) == "på" and Role.LEVEL in roles.values():
        return True  # `Flickorna ligger kvar på 92 procent`
    if said & {"förändring", "förändringar"}:
        return _DECIDED.isdisjoint(marks.lows(clause.first, clause.first + 1))
    if said & _STAYING and _goes_on_from(marks, clause, anchor):
        return True
    adverb = marks.low(anchor.first - 1) in _CONTRASTING  # `är däremot oförändrat`, `är nästan oförändrad`
    at = anchor.first - 1 - adverb
    whose = at in marks.all_genders and marks.low(at - 1) in PREPOSITIONS
    before = marks.low(at - 2 * whose)  # `är väntetiden | för män | oförändrad`
    linked = before in ("är", "sett", "princip", "var", "varit") or is_measure(before)
    # `medan Lund ligger kvar på samma nivå`, `betyget låg oförändrat på 13,7 poäng`
    valued = marks.low(anchor.last) == "på" and Role.LEVEL in roles.values()
    linked = linked or (before in _LIES and ("nivå" in said or valued))
    return (linked and not the_same) or has_subject(marks, clause, anchor)  # `Ordningen är densamma som tidigare`


def _goes_on_from(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`ökade till 66 procent 2018 | och har därefter legat stilla`: after a change that the sentence told of."""
    between = {low for low in marks.lows(clause.first, anchor.first)}
    goes_on = between & {"och", "men"} and between & _SINCE and between <= _ONLY_SO
    return bool(goes_on) and bool(within(marks.anchors, marks.first, clause.first))


def _is_as_elsewhere(marks: Marks, anchor: Anchor, marked: Sequence[YearMention]) -> bool:
    """`Under det senaste året har 8 procent avstått, samma andel som | i riket`, `samma nivå som i andra kommuner`:
    likened to a place or to others, and to no time."""
    at = anchor.last + (marks.low(anchor.last) == "som")
    if marks.low(at - 1) != "som" or not _ALIKE & set(marks.lows(anchor.first, anchor.last)):
        return False
    named = [p.first for p in marks.places if at <= p.first < at + _PLACED]
    named += [k for k in range(at, at + _PLACED) if marks.low(k) in _OTHERS]
    return bool(named) and not any(y.last > min(named) for y in marked)


def _is_alike(marks: Marks, anchor: Anchor) -> bool:
    """`lika många bibliotek i Nybro som i fjol`: the place is where they are, none that is compared with."""
    return marks.low(anchor.first) == "lika" and marks.low(anchor.last) != "som"


def _compares_with_then(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`I princip samma andel som tidigare.`: of what was stated, and says no more than that; since when it does not."""
    then = next((y for y in marks.years if y.kind == "vague" and anchor.last <= y.first <= anchor.last + 1), None)
    if then is None:
        return False
    told = {*range(anchor.first, anchor.last), *range(then.first, then.last)}
    return not write_label(marks, tuple(k for k in range(clause.first, clause.last) if k not in told)).says
