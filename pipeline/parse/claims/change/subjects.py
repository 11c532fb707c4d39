"""Whether a share, number or cost is what changes, and not something that is only told of."""

from __future__ import annotations

from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import AMONG
from pipeline.parse.claims.sentence.marks import Anchor, Marks, within
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_SUBJECTS = (
    "andel",
    "antal",
    "resultat",
    "siffra",
    "siffran",
    "kostnad",
    "nöjdhet",
    "användning",
    "nivå",
    "värde",
    "täthet",
    "behörighet",
    "meritvärde",
    "index",
    "väntetid",
    "väntan",
    "kötid",
    "sjukfrånvaro",
    "personalomsättning",
    "trygghet",
)
_HOW = frozenset({"många", "stor", "lång", "mycket", "ofta"})
_TIMES = frozenset({"years", "shift", "range"})
_OF_WHAT = {("gällande",), ("beträffande",), ("när", "det", "gäller")}
_HAPPENING = frozenset({"skett", "sker", "skedde", "noterats", "noteras", "synts", "syns", "gjorts"})
# `Ökat har | även den genomsnittliga väntetiden`
_TURNED = 5
# `I Kiruna, Gällivare och Pajala`
_LISTED = 6
_INSTEAD = frozenset({"i", "stället", "istället"})
_ENDS = frozenset({"", ",", ".", "och", "men", ")", "("})


def _asks_how_many(marks: Marks, clause: Clause) -> bool:
    """`Hur många anställda en brukare möter | har inte förändrats`"""
    return marks.low(clause.first) == "hur" and marks.low(clause.first + 1) in _HOW


def is_of_gender(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`medan männens är i stort sett densamma`, `den för kvinnorna har legat still`: their figure, of what was told."""
    here = within(marks.genders, clause.first, anchor.first)
    if any(marks.low(g.first - 2) in ("den", "siffran") and marks.low(g.first - 1) in AMONG for g in here):
        return True
    owned = (g for g in here if marks.low(g.first).endswith("s") and g.first - clause.first <= 1)
    return any(g.last == anchor.first or is_finite(marks.low(g.last)) for g in owned)


def find_happening(marks: Marks, anchor: Anchor) -> int:
    """Where `har även skett` ends behind `En ökning`, before what it is of; right behind the noun where none stands."""
    end = anchor.last + (marks.low(anchor.last) == "har")
    while marks.low(end) in ("även", "också", "dock", "däremot"):
        end += 1
    if marks.low(end) not in _HAPPENING:
        return anchor.last
    end += 1
    led = next((n for n in (1, 3) if tuple(marks.lows(end, end + n)) in _OF_WHAT), 0)
    return end + led


def after_turn(marks: Marks, anchor: Anchor) -> bool:
    """`Ökat har även | den genomsnittliga väntetiden`: what changed stands behind the verb."""
    behind = marks.lows(anchor.last + 1, anchor.last + _TURNED) if marks.low(anchor.last) == "har" else []
    return any(low.startswith(_SUBJECTS) or is_measure(low) for low in behind)


def has_subject(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """Whether a share, number or cost is what changes, or `det` right at the verb."""
    first = marks.low(clause.first + (marks.low(clause.first) == "medan"))
    places = [p.last for p in within(marks.places, clause.first, clause.first + _LISTED) if p.last < anchor.first]
    begin = places[-1] if len(places) > 1 else clause.first  # `I Kiruna och Pajala | har andelen ökat`
    opening = marks.lows(begin, min(begin + 3, anchor.first))
    verb = anchor.first
    while verb > clause.first and marks.low(verb - 1) in load_set("change adverbs") | _INSTEAD:
        verb -= 1  # `är den | i stort sett | oförändrad`, `har den | i stället | minskat`
    if anchor.first == clause.first and after_turn(marks, anchor):
        return True
    near = marks.lows(verb - 2, verb)
    after = marks.low(anchor.last)
    named = any(word.startswith(_SUBJECTS) for word in (*opening, after))
    named = named or near[-1].startswith(_SUBJECTS[:-1]) and near[-1] not in ("det", "den")
    if "har" in (lows := marks.lows(clause.first, verb)):  # `har andelen i länet mer än halverats`
        behind = lows[lows.index("har") + 1 :]
        named = named or bool(behind) and behind[0].startswith(_SUBJECTS)
    turned = zip(marks.lows(clause.first, verb), marks.lows(clause.first + 1, verb), strict=False)
    named = named or any(two == "andelen" and is_finite(one) for one, two in turned)  # `I hemtjänsten är andelen`
    if not named and (is_measure(near[-1]) or is_measure(after)):
        here = within(marks.years, clause.first, clause.last)
        named = any(y.since is None and y.kind in _TIMES for y in here)  # `Arbetslösheten minskade 2020`
    if named or is_of_gender(marks, clause, anchor) or _asks_how_many(marks, clause):
        return True
    if after in ("den", "det") and marks.low(anchor.last + 1) in _ENDS:
        return True  # `och bland pojkar minskade den`
    return near[-1:] in (["det"], ["den"]) or (first in ("den", "det", "detta") and anchor.first - clause.first <= 3)
