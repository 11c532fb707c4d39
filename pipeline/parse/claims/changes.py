"""The changes over time that a clause states: `en ökning med fem procentenheter från föregående år`.

A difference between places or groups is none, nor is a change that is only spoken of (`ökningen gäller ...`) or wished
for; a change without a figure needs a time that it is compared with, or a share that it is of.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.clauses import Clause
from pipeline.parse.claims.context import Context
from pipeline.parse.claims.kinds import Role, has_kind
from pipeline.parse.claims.marks import Anchor, Figure, Marks, within
from pipeline.parse.numerals import parse_numeral
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.parse.years import YearMention, resolve_years

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
    "det",
    "den",
    "täthet",
    "behörighet",
    "meritvärde",
    "index",
    "väntetid",
)
_OF_WHAT = load_set("change of what")
# `ökningen är tolv procentenheter`
_AMOUNTS = frozenset({"är", "var", "blev", "uppgår", "uppgick", "motsvarar"})
_CONDITIONS = frozenset({"på", "bland", "hos"})
_VAGUE = load_set("vague groups")
_LINKED = frozenset({("är", "den"), ("är", "det"), ("var", "den"), ("var", "det"), ("är", "andelen")})
_LIKEWISE = frozenset({"precis", "liksom", "likt"})
# How far behind a comparative its `än` may stand: `en något högre siffra än`.
_THAN_REACH = 8
# `mer än vid mätningen 2018`; in `mer än 90 dagar i oktober` the `än` is the figure's.
_THAN_WHEN = 3


def find_anchors(marks: Marks, clause: Clause, roles: dict[Figure, Role]) -> tuple[Anchor, ...]:
    """The words of the clause that state a change, in order."""
    return tuple(a for a in within(marks.anchors, clause.first, clause.last) if _states(marks, clause, a, roles))


def compared_years(marks: Marks, clause: Clause) -> tuple[YearMention, ...]:
    """The times that the clause compares with: `sedan 2019`, `under de senaste sex åren`, `mellan 2019 och 2021`."""
    here = within(marks.years, clause.first, clause.last)
    return tuple(y for y in here if y.since is not None or y.kind in ("span", "range"))


def since_year(marks: Marks, clause: Clause, context: Context, said: int | None) -> int | None:
    """The year that the clause compares with; None when it names none."""
    for mention in compared_years(marks, clause):
        years = resolve_years(mention, context.year, said, context.previous)
        if years:
            return years[0] if mention.kind in ("span", "range") else max(years)
    return None


def _states(marks: Marks, clause: Clause, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    if _is_denied(marks, anchor) or _is_of_others(marks, clause, anchor) or _is_supposed(marks, clause, anchor, roles):
        return False
    if anchor.kind == "verb" and (_is_predicate(marks, anchor, roles) or _goes_with(marks, anchor)):
        return False
    differences = any(role is Role.DIFFERENCE and _reaches(anchor, f, clause) for f, role in roles.items())
    compared = [y for y in compared_years(marks, clause) if y.kind != "vague" or _is_near(anchor, y)]
    if anchor.kind == "definite":
        near = {marks.low(anchor.last), marks.low(anchor.first - 1)}
        moved = any(r is Role.LEVEL and marks.low(f.at - 1) == "från" for f, r in roles.items())
        return moved or (differences and bool(near & _AMOUNTS))
    if anchor.kind == "adjective":
        return _compares_times(marks, clause, anchor, compared, differences=differences)
    if anchor.kind == "level":
        return _is_same(marks, clause, anchor, compared)
    if differences:
        return True
    if anchor.kind == "noun":
        marked = [y for y in compared if y.since is not None]
        return bool(marked) or _opens_with_it(marks, clause, anchor)
    return _share_changes(marks, clause, anchor, compared, roles)


def _is_supposed(marks: Marks, clause: Clause, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """`Går stapeln åt höger har andelen ökat`, `en ökning med 1 procent brukar höja biståndet`; and `fyra steg`."""
    opening = (marks.low(clause.first), marks.low(clause.first + 1))
    if opening == ("för", "att") or opening[0] == "varför" or marks.tokens[marks.last - 1].text == "?":
        return True  # `För att kostnaden ska minska krävs fler än 2018`
    if any(marks.low(k) in ("brukar", "tenderar") for k in range(clause.first, clause.last)):
        return True
    if marks.low(anchor.first) == "steg" and _is_noun(marks, anchor.first):
        return True
    leads = marks.low(clause.first) in _CONDITIONS and not compared_years(marks, clause)
    if leads and marks.low(anchor.first).endswith(("ar", "er")) and anchor.kind == "verb":
        return True  # `På nätterna sjunker andelen till 63 procent`
    if any(f.quantity.kind == "size" for f in within(marks.figures, clause.first, anchor.first)):
        return True  # `Av 120 indikatorer har 58 förbättrats`
    told = any(role is not Role.NONE for role in roles.values()) or compared_years(marks, clause)
    return not told and _is_condition(marks, clause)


def _is_condition(marks: Marks, clause: Clause) -> bool:
    """`Trots att kostnaderna ökar`, `Där resultaten har försämrats`, `Går stapeln uppåt`: in passing, or supposed."""
    first, second = marks.low(clause.first), marks.low(clause.first + 1)
    if first in ("där", "när", "om", "eftersom") or (first, second) == ("trots", "att"):
        return (first, second) != ("när", "det")
    return clause.first == marks.first and is_finite(first)


def _is_noun(marks: Marks, at: int) -> bool:
    """`fyra steg`, `ett viktigt steg`: not the verb."""
    before = marks.low(at - 1)
    counted = any(f.quantity.last == at for f in marks.figures) or parse_numeral(before) is not None
    return counted or before in load_set("words before a step")


def _is_near(anchor: Anchor, mention: YearMention) -> bool:
    """`mer nöjda än tidigare`, `samma nivå som tidigare år`: compared with some earlier time."""
    return anchor.kind == "adjective" or (anchor.kind == "level" and 0 <= mention.first - anchor.last <= 1)


def _is_predicate(marks: Marks, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """`Sex av tio kommuner har förbättrat sitt resultat`: what the share is of, not how the share changed."""
    aux = anchor.first - 1 if marks.low(anchor.first - 1) in ("har", "hade") else anchor.first
    return any(role is Role.LEVEL and f.base is not None and f.last == aux for f, role in roles.items())


def _goes_with(marks: Marks, anchor: Anchor) -> bool:
    """`ökar med åldern`, `minskar med utbildningsnivån`: how one thing goes with another; not `ökar med tiden`."""
    what = marks.low(anchor.last + 1)
    figured = any(anchor.last <= f.first <= anchor.last + 2 for f in marks.figures)
    return marks.low(anchor.last) == "med" and not figured and what[:1].isalpha() and what not in ("tiden", "åren")


def _reaches(anchor: Anchor, figure: Figure, clause: Clause) -> bool:
    return clause.first <= figure.at < clause.last and (figure.at >= anchor.last or anchor.first - figure.last <= 1)


def _is_denied(marks: Marks, anchor: Anchor) -> bool:
    near = [marks.low(k) for k in range(anchor.first - 3, anchor.first)]
    return anchor.kind != "level" and bool(
        {"inte", "ingen", "varken", "ej", "att", "ska", "bör", "kan"} & set(near[-2:])
    )


def _is_of_others(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """A gap that widens, or those that a share is of: `kommuner som har ökat sina resurser`."""
    if has_kind(marks, clause.first, anchor.first, "gap") or _VAGUE & {
        marks.low(k) for k in range(clause.first, min(clause.first + 4, anchor.first))
    }:
        return True
    before = [marks.low(k) for k in range(anchor.first - 2, anchor.first)]
    return anchor.kind == "verb" and "som" in before


def _compares_times(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], *, differences: bool
) -> bool:
    """`högre än föregående år`, `fler kommuner ... i jämförelse med 2021`; not `högre än i riket`."""
    marked = [y for y in compared if y.since is not None and (y.since >= anchor.first or differences)]
    if marks.low(anchor.first) in ("upp", "ned", "ner"):
        alone = marks.low(anchor.first - 1) in ("", ",", "–", "och", "har", "är")  # not `följt upp`
        return marks.low(anchor.last) == "från" or (bool(marked) and alone)
    than_when = any(y.since == anchor.last and y.first - anchor.last <= _THAN_WHEN for y in marked)
    if marks.low(anchor.first) in ("mer", "mindre") and marks.low(anchor.last) == "än" and not differences:
        return than_when  # `mer än hälften` is none
    if not marked or marked[0].since is None:
        return False
    since = marked[0].since
    than = marks.low(since) == "än"
    if than and since - anchor.last > _THAN_REACH:
        return False
    if any(since <= p.first < marked[0].first for p in marks.places):
        return False
    few = marks.low(anchor.first) in ("fler", "flera", "färre")
    opens = all(marks.low(k) in ("det", "är", "även", "allt", "också") for k in range(clause.first, anchor.first))
    return than or differences or (few and opens)


def _is_same(marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention]) -> bool:
    marked = [y for y in compared if y.since is not None or y.kind == "span"]
    word = marks.low(anchor.first)
    if word in _LIKEWISE:  # `precis som i fjol`; not `precis som i riket`
        return any(y.since is not None and y.since <= anchor.first < y.last for y in marked)
    if marked:
        return not any(anchor.last <= p.first < marked[0].first for p in marks.places)
    said = {marks.low(k) for k in range(anchor.first, anchor.last)}
    if word in ("samma", "lika") or "skillnad" in said or "skillnader" in said:
        return "nivå" in said and _has_subject(marks, clause, anchor)
    if said & {"förändring", "förändringar"}:
        return True
    before = (marks.low(anchor.first - 2), marks.low(anchor.first - 1))
    linked = before[1] in ("är", "sett", "princip", "var") or before in _LINKED
    return linked or _has_subject(marks, clause, anchor)


def _opens_with_it(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Det är en minskning.`, `, en ökning ...`: of what was just stated."""
    before = [marks.low(k) for k in range(clause.first, anchor.first)]
    small = {"det", "är", "en", "ett", "var", ",", "–", "totalt", "detta", "innebär", "vilket", "liten", "svag", "stor"}
    return bool(before) and set(before) <= small and "utveckling" not in marks.low(anchor.last - 1)


def speaks_of_topic(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Det är en något högre siffra än förra året och ett viktigt område`: of what was stated, whatever else it says.

    Not when it goes on to say of what: `Det är en ökning av andelen med rutiner`.
    """
    opens = marks.low(clause.first) in ("det", "detta", ",", "–") or marks.low(clause.first + 1) == "det"
    if anchor.kind not in ("noun", "adjective"):
        return False
    if marks.low(anchor.last - 1) == "utveckling":
        return True
    verb = any(marks.low(k) in ("är", "var", "innebär", "en") for k in range(clause.first, anchor.first))
    after = {marks.low(k) for k in range(anchor.last, min(anchor.last + 8, clause.last))}
    return opens and verb and anchor.first - clause.first <= _THAN_REACH and not after & _OF_WHAT


def _share_changes(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], roles: dict[Figure, Role]
) -> bool:
    """`Andelen ... har ökat`, `har det ökat ytterligare`, `steg från 34 till 40 procent`."""
    if any(r is not Role.NONE and marks.low(f.at - 1) in ("från", "till") for f, r in roles.items()):
        return True
    if marks.low(anchor.last) in ("under", "sedan") and marks.low(anchor.last + 1) in ("flera", "många", "lång"):
        return False
    marked = [y for y in compared if y.kind != "vague"]
    if marked and not any(marks.low(k) in ("där", "när", "att") for k in range(clause.first, anchor.first)):
        return True
    return _has_subject(marks, clause, anchor)


def _has_subject(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """Whether a share, number or cost is what changes, or `det` right at the verb."""
    first = marks.low(clause.first)
    opening = [marks.low(k) for k in range(clause.first, min(clause.first + 3, anchor.first))]
    near = [marks.low(k) for k in range(anchor.first - 2, anchor.first)]
    after = marks.low(anchor.last)
    named = any(word.startswith(_SUBJECTS[:-1]) and word not in ("det", "den") for word in (*opening, after))
    named = named or near[-1].startswith(_SUBJECTS[:-1]) and near[-1] not in ("det", "den")
    return named or "det" in near[-1:] or (first in ("den", "det", "detta") and anchor.first - clause.first <= 3)
