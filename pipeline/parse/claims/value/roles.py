"""What a figure is in its clause: a level, a difference over time, or no statistic at all.

"minskade med 11 procent"                                  difference
"de 10 procent av eleverna som har lägst närvaro"          none: it picks out a group
"I 87 procent av kommunerna ... inom 14 dagar"             level, none
"55 kommuner, 19 procent" / "landets 290 kommuner"         level and level / none
"""

from __future__ import annotations

from pipeline.parse.claims.change.paces import is_of_aftermath
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.value.counterparts import is_counterpart, is_next_index, is_of_place_compared
from pipeline.parse.claims.value.counts import role_of_count
from pipeline.parse.claims.value.demands import is_demanded, is_limit, is_wished
from pipeline.parse.claims.value.differences import (
    is_difference,
    is_more,
    is_of_two_changes,
    is_off_average,
    is_same_difference,
)
from pipeline.parse.claims.value.kinds import AVERAGES, Role, find_kind, has_kind
from pipeline.parse.claims.value.measures import role_of_measure
from pipeline.parse.claims.value.shares import role_of_share
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_LASTING = frozenset({"fortsätter", "håller", "består"})
_STANDING = frozenset({"resultat", "resultatet", "värde", "nivå", "andel", "genomsnittet", "snittet", "riket"})
_ALIAS_WORDS = load_set("alias words")
_SCALES = ("skala", "betygsskala", "poängskala")
_SCALE_REACH = 5
_MEASURED = frozenset({"bare", "time", "money", "rate", "score"})
_RUNS = frozenset({"rad", "följd"})
_STAYED = frozenset({"legat", "pendlat", "varierat", "växlat", "rört", "hållit"})
_SWUNG = frozenset({"pendlat", "varierat", "växlat"})  # `har pendlat kring 14 procent sedan 2015`
_BOUNDS = frozenset({"till", "än", "över", "under", "minst"})
_INDEX = frozenset({"index", "nki"})
_IN = frozenset({"i", "på", "vid", "det", "finns", "fanns"})
_LEVELS, _UNKNOWN = (Role.LEVEL, Role.UNSURE), (Role.NONE, Role.UNSURE)


def find_roles(marks: Marks, clause: Clause, unit: str) -> dict[Figure, Role]:
    """The role of every figure of the clause, in order; `unit` is that of what was spoken of last."""
    figures = within(marks.figures, clause.first, clause.last)
    if not figures:
        return {}
    if _states_nothing(marks, clause):
        return dict.fromkeys(figures, Role.NONE)
    wholes = {f.whole for f in figures}
    roles = {f: _role_of(marks, clause, f, unit) for f in figures}
    for f in figures if wholes != {-1} else ():  # `Av 290 kommuner | har 214`
        # `har 13 en högre andel än 2019`: the label can't say so
        moved = within(marks.anchors, f.last, clause.last) and any(y.since is not None for y in marks.years)
        roles[f] = (Role.UNSURE if moved else Role.LEVEL) if f.whole >= 0 else Role.NONE if f.at in wholes else roles[f]
        if f.whole >= 0 and not _tells_of_what(marks, f.last, clause.last):
            roles[f] = Role.NONE
    if has_kind(marks, clause.first, clause.last, "spread"):  # `varierar från ingen väntan i 41 kommuner till ...`
        roles = {f: Role.NONE if role is Role.UNSURE else role for f, role in roles.items()}
    _weigh_neighbours(marks, clause, figures, roles)
    cases = [f for f in figures if marks.low(f.quantity.last) == "när"] if "när" in marks.said else []
    if len(cases) > 1 and roles[cases[0]] in _LEVELS and is_next_index(marks, clause, cases[0], cases[1]):
        roles[cases[1]] = Role.LEVEL  # `NKI är 74 när företaget har fler än 50 anställda och | 70 när det är mindre`
    if len(figures) > 2 and (two := _compared_over(marks, figures, roles)):
        roles[two] = Role.LEVEL
    return roles


def _tells_of_what(marks: Marks, first: int, last: int) -> bool:
    """Not `Av de 21 länen har 14 | ett resultat som är högre än genomsnittet för riket`: only how they stand."""
    said = {low for k, low in enumerate(marks.lows(first, last), first) if is_content(low) and k not in marks.placed}
    standing = load_set("comparatives") | load_set("means") | _STANDING
    return "än" not in marks.lows(first, last) or not said <= standing


def _weigh_neighbours(marks: Marks, clause: Clause, figures: tuple[Figure, ...], roles: dict[Figure, Role]) -> None:
    """Gives each figure of a pair the role that the other lends or denies it."""
    for one, two in zip(figures, figures[1:], strict=False):
        if roles[one] is Role.DIFFERENCE and is_same_difference(marks, one, two):
            roles[two] = Role.DIFFERENCE
            continue
        holds = _holds_those(marks, one, two)
        if holds or (roles[one] in _LEVELS and _is_part_of(marks, one, two)):
            roles[one], roles[two] = Role.UNSURE if holds else roles[one], Role.NONE
            continue
        paired = one.quantity.paired > 0 and two.quantity.paired == one.quantity.paired + 1  # `33 respektive 15`
        alike = paired or is_counterpart(marks, one, two) or is_next_index(marks, clause, one, two)
        alike = alike or _is_of_other_place(marks, one, two) or _is_of_time_before(marks, one, two)
        alike = alike or _are_counted_together(marks, one, two)
        gendered = alike and roles[two] in _LEVELS and roles[one] is Role.NONE and _are_of_genders(marks, one, two)
        if (roles[one] in _LEVELS and roles[two] in _UNKNOWN and alike) or gendered:
            roles[one] = roles[two] = Role.LEVEL  # what is compared with another time is measured
            continue
        if {roles[one], roles[two]} <= set(_UNKNOWN) and _tells_how_many(marks, one, two):
            roles[one] = roles[two] = Role.LEVEL
            continue
        if one.quantity.kind == two.quantity.kind == "time" and _is_compound(marks, one, two):
            roles[one] = roles[two] = Role.NONE
            continue
        if are_aliases(marks, one, two) and {roles[one], roles[two]} & {Role.LEVEL}:
            for f in (one, two):
                if roles[f] in _UNKNOWN and f.quantity.kind in ("bare", "count"):
                    roles[f] = Role.LEVEL


def _are_of_genders(marks: Marks, one: Figure, two: Figure) -> bool:
    """`Kvinnor vistades där i 176 minuter och män i 166`: what is measured of one is measured of the other."""
    before = [g.gender for g in within(marks.genders, marks.first, one.at)]
    between = [g.gender for g in within(marks.genders, one.last, two.at)]
    return len(before) == len(between) == 1 and before != between


def _is_of_other_place(marks: Marks, one: Figure, two: Figure) -> bool:
    """`41 dagar, klart över länets 33 dagar`"""
    alike = (one.quantity.kind, one.quantity.unit) == (two.quantity.kind, two.quantity.unit)
    return alike and one.quantity.kind != "bare" and is_of_place_compared(marks, two)


def _are_counted_together(marks: Marks, one: Figure, two: Figure) -> bool:
    """`placerades 6 900 vuxna och 5 300 barn`"""
    if one.quantity.kind != "bare" or two.quantity.kind != "bare" or one.base is None or two.base is None:
        return False
    people = one.base.kind == two.base.kind == "people" and one.base.base != two.base.base
    return people and marks.lows(one.last, two.at) == ["och"]


def _is_of_time_before(marks: Marks, one: Figure, two: Figure) -> bool:
    """`tog det 13,8 minuter till dess att hjälpen var framme, | mot 13,2 minuter året innan`"""
    alike = (one.quantity.kind, one.quantity.unit) == (two.quantity.kind, two.quantity.unit)
    timed = alike and marks.weighs(two.at) and any(y.first == two.last for y in marks.years)
    return timed and one.quantity.kind not in ("bare", "count")


def _tells_how_many(marks: Marks, one: Figure, two: Figure) -> bool:
    """`Vårdplatserna har blivit färre | , 212 jämfört med 234 för två år sedan`: what has changed, now and then."""
    gap = [low for low in marks.lows(one.last, two.at) if low not in (",", "att")]
    kinds = {one.quantity.kind, two.quantity.kind}
    if len(kinds) > 1 or not kinds <= _MEASURED or one.before not in (",", ":", "("):
        return False
    compared = gap in (["mot"], ["jämfört", "med"], ["jämföra", "med"])
    timed = any(y.first in (two.last, two.last + 1) for y in marks.years)
    return compared and timed and any(a.last < one.at and a.kind != "level" for a in marks.anchors)


def _compared_over(marks: Marks, figures: tuple[Figure, ...], roles: dict[Figure, Role]) -> Figure | None:
    """`möter 11 olika personer under 14 dagar, jämfört med 15 i riket`: with the one before the other."""
    one, *others, two = figures
    over = all(f.quantity.kind == "time" for f in others)
    alike = one.quantity.kind == two.quantity.kind == "bare" and over
    return two if marks.weighs(two.at) and alike and roles[one] in _LEVELS and roles[two] in _UNKNOWN else None


def _states_nothing(marks: Marks, clause: Clause) -> bool:
    """A question, something doubted or supposed: no figure in it is measured."""
    doubts = find_kind(marks, marks.first, marks.last, "doubt")
    doubted = any(marks.low(m.first - 1) != "vilket" for m in doubts)  # not `NKI är 73, vilket räknas som högt`
    return doubted or _is_asked(marks) or _is_supposed(marks, clause)


def _is_part_of(marks: Marks, one: Figure, two: Figure) -> bool:
    """`I 138 kommuner hade minst en fjärdedel av handläggarna slutat`: what those municipalities have in common."""
    gap = marks.lows(one.last, two.at)
    bound = two.before in _BOUNDS or two.quantity.qualifier in ("above", "below")
    # `Tre av länets kommuner ligger | över 90 procent`
    many = one.quantity.kind == "bare" and one.base is not None and one.base.kind == "public" and one.whole < 0
    shares = two.quantity.kind in ("share", "part") and (many or one.quantity.kind in ("share", "part"))
    gap = (
        gap[1:] if gap[:1] == [","] and is_finite("".join(gap[1:2])) else gap
    )  # `I 15 procent av kommunerna, ... , fick`
    moves = one.before == "från" and bool(within(marks.anchors, one.last, two.at))
    if shares and bound and not moves and any(map(is_finite, gap)) and not set(gap) & load_set("separators"):
        return True  # `Var fjärde kommun når inte upp till 70 procent`, `är borta mer än 15 procent av tiden`
    if marks.low(one.quantity.first - 1) != "i" or one.base is None or one.base.kind != "public":
        return False
    if two.quantity.kind not in ("share", "part") or two.base is None or two.base.kind == "public":
        return False
    gap = marks.lows(one.last, two.first)
    return any(map(is_finite, gap)) and not set(gap) & load_set("separators")


def _holds_those(marks: Marks, one: Figure, two: Figure) -> bool:
    """`I 40 skolor saknar mer än en tredjedel av eleverna behörighet`: how many such schools there are."""
    if one.quantity.kind != "bare" or one.base is None or one.base.kind != "thing" or one.before not in _IN:
        return False
    if two.quantity.qualifier not in ("above", "below") or two.base is None or two.base.kind == "public":
        return False
    gap = marks.lows(one.last, two.first)
    return (any(map(is_finite, gap)) or gap[-1:] == ["där"]) and "," not in gap


def _is_compound(marks: Marks, one: Figure, two: Figure) -> bool:
    """`elva timmar och fyrtio minuter`: half of it would be wrong."""
    gap = marks.lows(one.last, two.at)
    return gap in ([], ["och"]) and one.quantity.unit != two.quantity.unit


def are_aliases(marks: Marks, one: Figure, two: Figure) -> bool:
    """Whether two figures say the same in two ways: `fyra av tio (42 procent)`, `55 kommuner, 19 procent`."""
    if one.quantity.kind == two.quantity.kind and one.quantity.kind not in ("bare",):
        return False
    if not {one.quantity.kind, two.quantity.kind} <= {"share", "part", "bare", "count"}:
        return False
    gap = marks.lows(one.last, two.at)
    if marks.lows(one.at - 2, one.at) == ["av", "de"]:
        return False  # `Var fjärde av de 1 240 brukarna, 26 procent`
    return bool(gap) and all(word in _ALIAS_WORDS for word in gap) and gap != ["av"]


def _role_of(marks: Marks, clause: Clause, figure: Figure, unit: str) -> Role:
    kind = figure.quantity.kind
    off = kind == "difference" and (is_off_average(marks, figure) or is_of_two_changes(marks, figure))
    if off or (kind == "difference" and is_of_aftermath(marks, figure)):
        return Role.NONE  # `två procentenheter mer än 2021 och fem procentenheter över rikssnittet`
    if kind == "difference" or is_difference(marks, clause, figure):
        return Role.DIFFERENCE
    swings = not _SWUNG.isdisjoint(marks.lows(clause.first, figure.at))
    if (figure.quantity.high is not None or swings) and _stays_within(marks, clause):
        return Role.NONE
    if kind in ("size", "population") or _is_end_of_spread(marks, clause, figure) or _is_end_of_scale(marks, figure):
        return Role.LEVEL if kind == "population" and _are_those(marks, clause, figure) else Role.NONE
    counts_times = marks.low(figure.quantity.last + 1) == "i" and marks.low(figure.quantity.last + 2) in _RUNS
    ordinal = marks.low(figure.at + 1) == ":" and marks.low(figure.at + 2) in ("e", "a")  # `på en 12:e plats`
    if counts_times or ordinal or is_more(marks, figure) or figure.before == "per":
        return Role.NONE
    genitive = marks.low(figure.quantity.last - 1) == "procents" and marks.low(figure.quantity.last) != "andel"
    if genitive or is_off_average(marks, figure) or _is_no_result(marks, clause, figure):
        return Role.NONE
    if kind in ("share", "part"):
        return role_of_share(marks, figure)
    if _tells_only_whose(marks, clause, figure, unit):
        return Role.LEVEL
    if kind in ("money", "score", "rate", "time"):
        return role_of_measure(marks, clause, figure, unit)
    return role_of_count(marks, clause, figure, unit)


def _are_those(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Omkring 9 300 invånare i Kalmar | har | diabetes`: so many of them, and not how large a place is"""
    behind = next((p.last for p in marks.places if p.first == figure.last), figure.last)
    return figure.first == clause.first and marks.low(behind) in ("har", "hade", "fick", "får", "lever", "levde")


def _bounds_whom(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Andelen handläggare som har mer än | 30 ärenden ökade till 41 procent`: of whom the share is."""
    if figure.quantity.qualifier == "exact" or marks.low(clause.first) != "andelen":
        return False
    shares = any(f.at > figure.at and f.quantity.kind == "share" for f in marks.figures)
    return shares and not {"som", "med"}.isdisjoint(marks.lows(clause.first, figure.at))


def _is_no_result(marks: Marks, clause: Clause, figure: Figure) -> bool:
    if is_wished(marks, clause, figure) or is_limit(marks, figure) or is_demanded(marks, clause, figure):
        return True
    return figure.quantity.kind == "bare" and _bounds_whom(marks, clause, figure)


def _tells_only_whose(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`Hur lång är väntetiden? 48 dagar i Orsa, 52 i medeltal.`, `Hos kvinnor 11,8 och hos män 7,1.`: no other word.

    And `Orsa 2016: 48 dagar`, in a line of its own below the question.
    """
    asked = marks.follows_question
    if asked and figure.at == marks.first and not is_finite(marks.low(figure.last)):
        return True  # `? 16 stycken, vilket är en fler än 2016.`
    goes_on = unit and figure.quantity.kind == "bare" and (marks.genders or marks.places)
    ended = marks.word(clause.last - 1) == "." and (goes_on or asked)
    led = marks.low(figure.at - 1 - (figure.before in _INDEX)) == ":" and bool(marks.places)
    if not (ended or led):
        return False
    named = {k for f in marks.figures for k in range(f.first, f.quantity.last if goes_on else f.last)}
    named |= marks.placed | {g.first for g in marks.genders}
    named |= {k for y in marks.years for k in range(y.first, y.last)} if led else set()
    other = [marks.low(k) for k in range(clause.first, figure.at if led else clause.last - 1) if k not in named]
    return not any(is_content(low) and low not in AVERAGES for low in other)


def _is_supposed(marks: Marks, clause: Clause) -> bool:
    """`om 20 personer har svarat motsvarar en person 5 procent`: reckoned, not measured."""
    lows = marks.lows(clause.first, clause.last)
    if lows[:1] == ["om"] and not _LASTING.isdisjoint(lows):
        return True  # `Om trenden håller i sig är andelen 50 procent om fem år`
    if lows[:1] == ["utan"] and "hade" in lows:
        return True  # `Utan insatserna hade andelen varit 60 procent`
    if lows[2:3] == ["motsvarar"] and lows[0] in ("en", "ett"):
        return True  # `Ett svar motsvarar 2 procent i små verksamheter`
    opened = clause.first + (marks.tokens[clause.first].kind == "sign")
    return marks.low(opened) == "om" and any(f.at == opened + 1 for f in marks.figures)


def _is_asked(marks: Marks) -> bool:
    """A question, or the answers to choose from: `Alla / Mer än hälften / Ingen`."""
    if marks.asks:
        return True
    lows = marks.lows(marks.first, marks.last)
    return "/" in lows and not any(map(is_finite, lows))


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


def _stays_within(marks: Marks, clause: Clause) -> bool:
    """`har legat mellan 61 och 64 procent sedan 2015`: where it was over the years, and no level of one of them."""
    over = any(y.since is not None or y.kind == "span" for y in within(marks.years, clause.first, clause.last))
    return over and not _STAYED.isdisjoint(marks.lows(clause.first, clause.last))


def _is_end_of_scale(marks: Marks, figure: Figure) -> bool:
    """`mäts på en skala från 0 till 100`, `betygsskalan 1–5`"""
    if _is_from_nought(marks, figure):
        return True
    if figure.quantity.value not in (0, 1, 100) and figure.before not in ("till", "från", "och", "mellan"):
        return False
    near = marks.lows(max(marks.first, figure.at - _SCALE_REACH), figure.at)
    return any([low.startswith(_SCALES) for low in near])


def _is_from_nought(marks: Marks, figure: Figure) -> bool:
    """`Index går från 0 till 10`, `ett värde mellan 0 och 100`"""
    before = figure.before
    if before in ("från", "mellan"):
        return figure.quantity.value == 0
    start = figure.at - 2
    return before in ("till", "och") and marks.low(start) == "0" and marks.low(start - 1) in ("från", "mellan")


def _is_from_to(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """One of two ends: `från 71 till 100`, `mellan 20 och 90 procent`."""
    before = figure.before
    if before == "mellan" or figure.quantity.high is not None:
        return True
    words = {f.before for f in within(marks.figures, clause.first, clause.last)}
    return before in ("från", "till") and {"från", "till"} <= words
