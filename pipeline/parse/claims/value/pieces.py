"""Numbers of pieces that something is done with: when they count it.

"1 914 samtal hölls", "Kommunen tog emot 640 ansökningar"     level
"I fjol omkom 68 personer", "ryckte ut till 312 bränder"       level: what happens in a year is counted
"Biblioteket lånade ut 12 400 böcker"                         unsure
"fyra steg", "till 300 skolor"                                none
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks, within
from pipeline.parse.claims.value.kinds import Role
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

# Before a number of pieces they say whereof or how, not how many.
OF_OTHERS = frozenset({"till", "med", "mellan", "från", "av", "på", "om", "under", "över", "inom", "efter", "för"})
# What comes to an authority is counted, be it ever so little.
_EVENTS = tuple(sorted(load_set("counted events")))
# Below these numbers they are told, not counted.
_FEWEST, _FEWEST_EVENTS = 100, 10
# `3 vräkningar, jämfört med 5`
_BESIDE = 8
# `kom det in 640 ansökningar`
_PARTICLES = frozenset({"in", "emot", "ut", "det", "upp", "ned", "totalt", "sammanlagt"})
_OF_THEM = (["av", "de"], ["av", "dem"], ["av", "dessa"])
_WERE = frozenset({"var", "fanns", "bodde", "vräktes"})
_HELPED = frozenset({"fick", "får", "hade", "har", "bodde", "bor", "beviljades", "omfattades", "väntade", "väntar"})
_ANSWERED = frozenset({"svarade", "besvarade", "deltog"})
_STATES = frozenset({"har", "är", "finns", "omfattar", "hade", "var"})


def role_of_pieces(marks: Marks, clause: Clause, figure: Figure) -> Role:
    """`1 914 samtal hölls`, `tog emot 640 ansökningar`: so many that they are counted, and the verb that says so."""
    noun = figure.quantity.last
    if _stand_in_place(marks, clause, figure):
        return Role.LEVEL
    events = marks.low(noun).endswith(_EVENTS)
    least = 0 if _is_compared_in_time(marks, figure) else _FEWEST_EVENTS if events else _FEWEST
    if events and figure.quantity.value >= least and _goes_out_to(marks, clause, figure):
        return Role.LEVEL
    if figure.quantity.value < least or noun >= clause.last or marks.tokens[noun].kind != "word":
        return Role.NONE
    before, word = _verb_before(marks, clause, figure), marks.low(noun)
    if (
        marks.low(figure.quantity.first - 1) in OF_OTHERS
        or word in PREPOSITIONS
        or is_finite(word)
        or word in load_set("separators")
    ):
        return Role.NONE
    timed = before == "hade" and bool(within(marks.years, clause.first, clause.last))  # `hade 1 240 platser 2021`
    states = frozenset() if timed or (events and before in ("har", "hade")) else _STATES
    verbs = [low for low in (before, marks.low(noun + 1)) if is_finite(low) and low not in states]
    if not verbs or word in ("lika", "år") or marks.low(clause.first) in load_set("subordinators"):
        return Role.NONE
    happens = not load_set("verbs of events").isdisjoint(verbs)
    return Role.LEVEL if events or happens or verbs[0].endswith("s") else Role.UNSURE


def _stand_in_place(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Under 2016 fanns 27 fritidsgårdar i Säter`: when and where there were so many is said."""
    placed = any(p.first == figure.quantity.last + 1 for p in marks.places)
    were = "fanns" in (marks.low(figure.first - 1), figure.before)
    timed = bool(within(marks.years, clause.first, clause.last))
    return placed and were and timed and figure.quantity.value >= _FEWEST_EVENTS


def _goes_out_to(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`larmades till 4 120 olyckor`, `ryckte ut vid 312 tillfällen`"""
    called = not load_set("verbs of calling out").isdisjoint(marks.lows(clause.first, figure.at))
    return called and figure.before in ("till", "vid")


def are_counted(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """Whether so many people, or municipalities, be they ever so few, are what the clause measures."""
    people = figure.base is not None and figure.base.kind == "people"
    happened = people and (_happens_to(marks, clause, figure) or _add_up(marks, figure))
    happened = happened or (people and _are_helped(marks, clause, figure))
    return happened or _is_compared_in_time(marks, figure) or _is_told_then(marks, clause, figure)


def _is_compared_in_time(marks: Marks, figure: Figure) -> bool:
    """`har 42 personer ombud, fem fler än 2017`, `3 vräkningar (5 vräkningar 2019)`: measured, be it ever so few."""
    two = next((f for f in marks.figures if f.at > figure.at), None)
    if two is None:
        return False
    if differs_in_time(marks, figure, two):
        return True
    beside = two.before in ("(", "mot", "med") and two.at - figure.last <= _BESIDE
    return beside and any(0 <= y.first - two.quantity.last <= 1 for y in marks.years)


def differs_in_time(marks: Marks, one: Figure, two: Figure) -> bool:
    """`har öppet 11 timmar, två fler än 2019`, `vilket är 50 kronor mer än 2015`, `, en ökning med två timmar`"""
    end, unit = two.quantity.last, two.quantity.unit
    if marks.low(two.first - 1) == "," or marks.lows(two.first - 3, two.first) == [",", "vilket", "är"]:
        return marks.low(end) in load_set("comparatives") and any(y.since == end + 1 for y in marks.years)
    told = (a for a in marks.anchors if a.kind == "noun" and one.last < a.first and a.last == two.first - 1)
    return bool(unit) and unit == one.quantity.unit and any(marks.low(a.last) in ("med", "på") for a in told)


def _happens_to(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Under 2019 drunknade 88 personer`: what happened to people in a year is counted, be they few."""
    verbs = (_verb_before(marks, clause, figure), marks.low(figure.last))
    timed = any(marks.first <= y.first < marks.last for y in marks.years)
    return timed and figure.quantity.value >= _FEWEST_EVENTS and not load_set("verbs of events").isdisjoint(verbs)


def _are_helped(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`I Arboga fick 31 personer ledsagning under 2019`, `..., varav 17 kvinnor`: how many a municipality helps."""
    verbs = {_verb_before(marks, clause, figure), marks.low(figure.last)}
    verbs |= {marks.low(p.last) for p in marks.places if p.first == figure.last}
    placed = any(p.geography.code and p.geography.type == "municipality" for p in marks.places)
    told = bool(within(marks.years, clause.first, clause.last)) or marks.low(clause.last) == "varav"
    return placed and told and figure.quantity.value >= _FEWEST_EVENTS and not _HELPED.isdisjoint(verbs)


def _add_up(marks: Marks, figure: Figure) -> bool:
    """`bodde 48 personer i Arboga, 27 kvinnor och 21 män`: all of them, and the women and men among them."""
    counted = [f for f in marks.figures if f.quantity.kind == "bare" and f.base is not None and f.base.kind == "people"]
    parts = [f for f in counted if f.quantity.last in marks.all_genders]
    total = sum(f.quantity.value for f in parts)
    return figure in counted and len(parts) > 1 and any(f.quantity.value == total for f in counted if f not in parts)


def is_some_of(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`bodde 392 800 personer, varav 133 600 var barn`, `och 402 av dem hade barn`, `Av de omkomna var 72 män`"""
    if unit != "count":
        return False
    if marks.lows(clause.first, clause.first + 2) in _OF_THEM and figure.base is not None and figure.before in _WERE:
        return figure.base.kind == "people"
    if opens_with_some(marks, figure) and figure.at <= clause.first + 2:
        return True
    opened = marks.low(clause.first) in ("varav", "däribland") and figure.first == clause.first + 1
    people = figure.base is not None and figure.base.kind == "people"
    after = marks.low(figure.quantity.last)
    return opened and (people or is_finite(after) or after in ("med", "utan"))


def opens_with_some(marks: Marks, figure: Figure) -> bool:
    """`402 av dem hade barn`; not `820 av dem svarade`"""
    behind = marks.lows(figure.quantity.last, figure.quantity.last + 3)
    return behind[:2] == ["av", "dem"] and behind[2:] != [] and behind[2] not in _ANSWERED and is_finite(behind[2])


def _is_told_then(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Det var 48 barn i utsatta hushåll 2020`, `Två år tidigare var det 74 kommuner`"""
    years = within(marks.years, clause.first, clause.last)
    timed = {k for y in years for k in range(y.first, y.last)}
    opening = [marks.low(k) for k in range(clause.first, figure.at) if k not in timed]
    told = len(opening) == 2 and set(opening) & {"det", "då"} and set(opening) & _WERE
    return bool(told and years)


def _verb_before(marks: Marks, clause: Clause, figure: Figure) -> str:
    """The verb that the figure is the object or subject of: `tog emot 640`, `kom det in 640`, `fick nämnden 640`."""
    placed = marks.placed
    words = [k for k in range(clause.first, figure.quantity.first) if k not in placed]
    while words and marks.low(words[-1]) in _PARTICLES:
        words.pop()
    if len(words) > 1 and is_finite(marks.low(words[-2])) and marks.low(words[-1]) not in PREPOSITIONS:
        return marks.low(words[-1]) if is_finite(marks.low(words[-1])) else marks.low(words[-2])
    return marks.low(words[-1]) if words else ""
