"""What a figure is in its clause: a level, a difference over time, or no statistic at all.

"minskade med 11 procent"                                  difference
"de 10 procent av eleverna som har lägst närvaro"          none: it picks out a group
"I 87 procent av kommunerna ... inom 14 dagar"             level, none
"55 kommuner, 19 procent" / "landets 290 kommuner"         level and level / none
"""

from __future__ import annotations

from enum import Enum

from pipeline.parse.claims.bases import nouns
from pipeline.parse.claims.clauses import Clause
from pipeline.parse.claims.marks import Figure, Marks, within
from pipeline.parse.phrases import Match, load_phrases, load_set
from pipeline.parse.verbs import is_finite

_WORDS = "claim_words.csv"
# Numbers of people below this are told of persons, not measured (`tre barn`), unless a share stands beside them.
_FEWEST = 100
# So many words may stand between `84,3 år för kvinnor och` and its counterpart.
_COUNTERPART = 8
# `En plats kostade 141 200 kronor`; a handbook costs less.
_PRICE = 1000
# `Mer än varannan person på särskilt boende (65 procent)`: so far off, and so many points more or less.
_ASIDE_REACH, _ROUNDED = 9, 16
# Behind a figure: `100 procent borde vara målet`.
_WISH_REACH = 3
_COMPARED = load_set("comparatives")
_ALIAS_WORDS = load_set("alias words")


class Role(Enum):
    """What a figure states."""

    LEVEL = "level"
    UNSURE = "unsure"  #: a level, as far as can be told
    DIFFERENCE = "difference"
    NONE = "none"


def find_roles(marks: Marks, clause: Clause) -> dict[Figure, Role]:
    """The role of every figure of the clause, in order."""
    figures = within(marks.figures, clause.first, clause.last)
    roles = {f: _role_of(marks, clause, f) for f in figures}
    for one, two in zip(figures, figures[1:], strict=False):
        if roles[one] is Role.DIFFERENCE and _is_same_difference(marks, one, two):
            roles[two] = Role.DIFFERENCE
            continue
        if roles[one] is Role.LEVEL and roles[two] is Role.NONE and _is_counterpart(marks, one, two):
            roles[two] = Role.LEVEL
            continue
        if are_aliases(marks, one, two) and {roles[one], roles[two]} & {Role.LEVEL}:
            for f in (one, two):
                if roles[f] in (Role.NONE, Role.UNSURE) and f.quantity.kind in ("bare", "count"):
                    roles[f] = Role.LEVEL
    return roles


def _is_counterpart(marks: Marks, one: Figure, two: Figure) -> bool:
    """`84,3 år för kvinnor och 80,8 år för män`, `12 dagar i riket och 8 dagar i Nybro`."""
    if one.quantity.kind != two.quantity.kind or one.quantity.kind not in ("time", "score", "money", "rate", "bare"):
        return False
    if one.quantity.unit != two.quantity.unit or two.at - one.last > _COUNTERPART or two.quantity.qualifier != "exact":
        return False
    gap = {marks.low(i) for i in range(one.last, two.at)}
    if one.quantity.kind == "bare" and "på" not in gap and one.quantity.value == one.quantity.value.to_integral():
        return False
    return bool(gap & {"och", "medan", "respektive", "jämfört", "mot", "men"}) and not gap & {"inom", "under", "över"}


def _is_same_difference(marks: Marks, one: Figure, two: Figure) -> bool:
    """`ökade med 3,6 miljarder kronor, eller 2,9 procent`."""
    gap = [marks.low(i) for i in range(one.last, two.at)]
    return gap in ([",", "eller"], ["eller"]) and one.quantity.unit != two.quantity.unit


def are_aliases(marks: Marks, one: Figure, two: Figure) -> bool:
    """Whether two figures say the same in two ways: `fyra av tio (42 procent)`, `55 kommuner, 19 procent`."""
    if one.quantity.kind == two.quantity.kind and one.quantity.kind not in ("bare",):
        return False
    if not {one.quantity.kind, two.quantity.kind} <= {"share", "part", "bare", "count"}:
        return False
    gap = [marks.low(i) for i in range(one.last, two.at)]
    return bool(gap) and all(word in _ALIAS_WORDS for word in gap) and gap != ["av"]


def has_kind(marks: Marks, first: int, last: int, kind: str) -> bool:
    """Whether a word of that kind of `data/claim_words.csv` stands among these tokens."""
    return bool(find_kind(marks, first, last, kind))


def find_kind(marks: Marks, first: int, last: int, kind: str) -> tuple[Match, ...]:
    """The words of that kind among these tokens; places count from the passage's first token."""
    return tuple(m for m in marks.told if m.phrase.kind == kind and first <= m.first and m.last <= last)


def _role_of(marks: Marks, clause: Clause, figure: Figure) -> Role:
    kind = figure.quantity.kind
    if has_kind(marks, marks.first, marks.last, "doubt"):
        return Role.NONE
    if kind == "difference" or _is_difference(marks, clause, figure):
        return Role.DIFFERENCE
    if kind in ("size", "population") or _is_end_of_spread(marks, clause, figure):
        return Role.NONE
    wished = has_kind(marks, clause.first, min(figure.last + _WISH_REACH, clause.last), "wish")
    if wished or _is_goal(marks, clause, figure) or marks.low(figure.quantity.last) in _COMPARED:
        return Role.NONE
    if kind in ("share", "part"):
        return _role_of_share(marks, figure)
    if kind in ("money", "score", "rate", "time"):
        said = _is_said_of_it(marks, figure) or _is_measured(marks, clause, figure)
        return Role.LEVEL if said else Role.NONE
    return _role_of_count(marks, clause, figure)


def _is_end_of_spread(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`varierar mellan kommunerna, från 71 till 100 procent`; with the places named each end is a level of its own."""
    told = has_kind(marks, clause.first, figure.at, "spread") or has_kind(marks, marks.first, figure.at, "gap")
    if not told and not (has_kind(marks, clause.first, clause.last, "extreme") and _is_from_to(marks, clause, figure)):
        return False
    here = within(marks.places, clause.first, clause.last)
    years = within(marks.years, clause.first, clause.last)
    genders = within(marks.genders, clause.first, clause.last)
    named = any(p.geography.code and p.geography.type != "country" or p.population for p in here)
    return _is_from_to(marks, clause, figure) and not named and not years and not genders


def _is_from_to(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """One of two ends: `från 71 till 100`, `mellan 20 och 90 procent`."""
    before = marks.low(figure.at - 1)
    if before == "mellan" or figure.quantity.high is not None:
        return True
    words = {marks.low(f.at - 1) for f in within(marks.figures, clause.first, clause.last)}
    return before in ("från", "till") and {"från", "till"} <= words


def _is_goal(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Målet är 80 procent`; not `elever som når målen`, which is what the share is of."""
    goals = find_kind(marks, clause.first, figure.at, "goal")
    return any(not is_finite(marks.low(m.first - 1)) for m in goals)


def _is_difference(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`ökade med 8 procent`, `en ökning på 8 procent`, `8 procents ökning`, `8 procent högre än förra året`."""
    before = marks.low(figure.at - 1)
    if any(y.since is not None and y.since < figure.at < y.last for y in marks.years):
        return False  # `en ökning i jämförelse med 44 procent 2021`
    anchors = [a for a in within(marks.anchors, clause.first, clause.last) if a.kind != "level"]
    if any(a.first == figure.last for a in anchors if a.kind != "verb"):
        return True
    earlier = [a for a in anchors if a.first < figure.at and a.kind != "adjective"]
    if before == "med":
        return bool(earlier)
    nouns = [a for a in earlier if a.kind in ("noun", "definite")]
    return bool(nouns) and (before == "på" or nouns[-1].last == figure.at) and figure.at - nouns[-1].last <= 1


def _role_of_share(marks: Marks, figure: Figure) -> Role:
    before = marks.low(figure.at - 1)
    if _is_condition(marks, figure) or _is_said_in_digits(marks, figure):
        return Role.NONE
    if _picks(marks, figure) or (marks.low(figure.quantity.last) == "av" and _is_whole_thing(marks, figure)):
        return Role.NONE
    if before == "om":
        return Role.NONE  # `Om 100 procent svarar är underlaget komplett.`
    if before == "än" and marks.low(figure.at - 2) not in ("mer", "fler") and not _has_year_after(marks, figure):
        return Role.NONE
    return Role.LEVEL


def _picks(marks: Marks, figure: Figure) -> bool:
    """`de 10 procent som`; in `2017 var den 75 procent` the pronoun is the subject."""
    if figure.at <= marks.first or not load_phrases(_WORDS, "pick").match(marks.tokens, figure.at - 1):
        return False
    return not is_finite(marks.low(figure.at - 2))


def _is_condition(marks: Marks, figure: Figure) -> bool:
    """`Kommuner som har minst 80 procent svar redovisas`: what picks the group, and no share of it."""
    who, noun = figure.at - 2, figure.at - 3
    if marks.low(who) != "som" or not is_finite(marks.low(figure.at - 1)):
        return False
    return marks.low(noun) in nouns() and not any(p.first <= noun < p.last and p.geography.code for p in marks.places)


def _is_said_in_digits(marks: Marks, figure: Figure) -> bool:
    """`Var fjärde elev i årskurs 9, 23 procent, har ...`: the digits that follow say it better."""
    if figure.quantity.kind != "part" or figure.base is None:
        return False
    for k in range(figure.last, min(figure.last + _ASIDE_REACH, marks.last)):
        if is_finite(marks.low(k)) or marks.low(k) in ("och", "men", "medan"):
            return False
        if marks.low(k) in (",", "("):
            digits = [f for f in marks.figures if f.at == k + 1 and f.quantity.kind == "share"]
            closed = any(marks.low(f.quantity.last) in (",", ")") for f in digits)
            return closed and abs(digits[0].quantity.value - figure.quantity.value) <= _ROUNDED
    return False


def _is_whole_thing(marks: Marks, figure: Figure) -> bool:
    """`50 procent av lönen`: of one thing, not of a group."""
    return has_kind(marks, figure.quantity.last + 1, figure.quantity.last + 2, "thing")


def _has_year_after(marks: Marks, figure: Figure) -> bool:
    return any(figure.last <= y.first <= figure.last + 2 or y.first < figure.at <= y.last + 1 for y in marks.years)


def _is_measured(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Kostnaden per elev uppgick till 112 400 kronor`: a measure, a linking verb and its figure."""
    measures = find_kind(marks, clause.first, clause.last, "measure")
    links = [m for m in find_kind(marks, clause.first, figure.at, "link") if m.last <= figure.at]
    if figure.quantity.kind == "rate":
        decimals = figure.quantity.value != figure.quantity.value.to_integral()
        return bool(links or measures) or decimals or is_finite(marks.low(figure.at - 1)) or marks.low(figure.at - 1) == "genomsnitt"
    if figure.quantity.kind == "time":
        others = any(
            f.quantity.kind in ("share", "part", "bare") for f in within(marks.figures, clause.first, clause.last)
        )
        told = bool(links) and figure.at - links[-1].last <= 3
        if marks.low(figure.at - 1) == ":":
            return bool(measures)
        return (bool(measures) and told and not others) or _is_stated_decimal(marks, figure)
    if marks.low(figure.at - 1) == ":" and measures:
        return True
    priced = any(marks.low(m.first).startswith("kosta") for m in links) and figure.quantity.value >= _PRICE
    return (
        priced or bool(links) and (bool(measures) or "per" in {marks.low(k) for k in range(clause.first, clause.last)})
    )


def _role_of_count(marks: Marks, clause: Clause, figure: Figure) -> Role:
    """A bare number or one of pieces: a level when something counts it, and unsure when a group just does something."""
    earlier = [f for f in within(marks.figures, clause.first, figure.at) if f.quantity.kind in ("share", "part")]
    if earlier and figure.quantity.qualifier != "exact":
        return Role.NONE  # `24 procent har ett index under 70`
    if _is_counted(marks, clause, figure):
        return Role.LEVEL
    base, before = figure.base, marks.low(figure.at - 1)
    if base is None or base.kind == "thing" or load_phrases(_WORDS, "whole").match(marks.tokens, max(0, figure.at - 1)):
        return Role.NONE
    if has_kind(marks, marks.first, marks.last, "method") or before in ("till", "med", "mellan"):
        return Role.NONE
    if base.kind == "people" and figure.quantity.value < _FEWEST:
        return Role.NONE
    verbs = any(is_finite(marks.low(i)) for i in range(clause.first, clause.last))
    acts = is_finite(marks.low(figure.last)) or is_finite(before) or before in ("i", "av")
    if not verbs or not acts:
        return Role.NONE
    return Role.LEVEL if base.kind == "people" or figure.quantity.qualifier != "exact" else Role.UNSURE


def _is_said_of_it(marks: Marks, figure: Figure) -> bool:
    """`Året innan var den 101 dagar.`"""
    near = {marks.low(figure.at - 1), marks.low(figure.at - 2)}
    return bool(near & {"den", "det", "siffran", "medianen", "genomsnittet", "snittet"}) and bool(near & {"är", "var"})


def _is_stated_decimal(marks: Marks, figure: Figure) -> bool:
    """`År 2015 var den 16,7 barn`: a number with decimals right after a linking verb is measured, whatever it is."""
    near = [marks.low(k) for k in (figure.at - 1, figure.at - 2)]
    linked = near[0] in ("är", "var") or (near[0] in ("den", "det", "siffran") and near[1] in ("är", "var"))
    return linked and figure.quantity.value != figure.quantity.value.to_integral()


def _is_named_after(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`omdömet är 74 (Nöjd-Kund-Index)`."""
    linked = marks.low(figure.at - 1) in ("är", "var", "blev") and marks.low(figure.last) == "("
    return linked and has_kind(marks, figure.last, clause.last, "measure")


def _is_counted(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Antalet ... var 392`, `NKI är 78`, `antalet elever per lärare 12,3`."""
    measures = find_kind(marks, clause.first, figure.at, "measure")
    if marks.low(figure.at - 1) == "index" and marks.low(figure.at - 2) not in ("under", "över"):
        return True  # `toppar listan med index 84`
    if not measures:
        return _is_stated_decimal(marks, figure) or _is_named_after(marks, clause, figure)
    if marks.low(figure.at - 1) == ":":
        return True
    links = [m for m in find_kind(marks, clause.first, figure.at, "link")]
    if marks.low(figure.at - 1) == "på" and figure.at - measures[-1].last <= 1:
        return True  # `ett Nöjd-Region-Index på 58`
    if not links or (figure.base and figure.base.kind == "thing"):
        return False
    if marks.low(figure.at - 1) == "till" and any(
        a.kind == "verb" for a in within(marks.anchors, clause.first, figure.at)
    ):
        return True  # `antalet ökade med 8 procent till 331 000`
    near = links[-1].last >= figure.at - 2 or figure.quantity.kind == "count" or figure.at - measures[-1].last <= 4
    return near and marks.low(figure.at - 1) not in ("i", "årskurs", "per", "de", "mellan", "inom", "under")
