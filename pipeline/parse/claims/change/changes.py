"""The changes over time that a clause states: `en ökning med fem procentenheter från föregående år`.

A difference between places or groups is none, nor is a change that is only spoken of (`ökningen gäller ...`) or wished
for; a change without a figure needs a time that it is compared with, or a share that it is of.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.change.comparisons import GOES_ON, compares_times, is_fewer
from pipeline.parse.claims.change.hindsight import find_other_time
from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.change.passing import speaks_in_passing
from pipeline.parse.claims.change.standstill import LIKEWISE, is_same
from pipeline.parse.claims.change.subjects import find_happening, has_subject
from pipeline.parse.claims.label.preludes import find_turn
from pipeline.parse.claims.sentence.clauses import Clause, compared_years, time_behind
from pipeline.parse.claims.sentence.marks import Anchor, Figure, Marks, within
from pipeline.parse.claims.value.differences import end_of_scope
from pipeline.parse.claims.value.kinds import Role
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite, is_present
from pipeline.parse.years import YearMention

_OF_WHAT = load_set("change of what")
# `ökningen är tolv procentenheter`
_BEEN = frozenset({"varit", "blivit"})
_AMOUNTS = frozenset({"är", "var", "blev", "uppgår", "uppgick", "motsvarar"}) | _BEEN
_RANKS = frozenset({"plats", "placering", "placeringen"})
# `har skett | av den genomsnittliga väntetiden`
_NEAR = 4
_PACES = frozenset({"snabbare", "långsammare"})
_ONLY_SO = frozenset({"har", "sedan", "dess", "därefter", "nu", "åter", "alltså", "dock", "återigen"})
_SMALL = load_set("change helpers") | {",", "–", "totalt", "detta", "innebär", "vilket", "här"}
_SMALL |= {"fortsatt", "ytterligare"}
_ON = frozenset({"", ".", ",", "(", "med", "från", "under", "totalt", "och"})
# `fortsätter att öka`; `fortsätter uppåt` says nothing yet
_GOING_ON = 3
_STEADY = frozenset({"nivå", "oförändrad", "oförändrat", "stabil", "stabilt", "kvar"})


def find_anchors(marks: Marks, clause: Clause, roles: dict[Figure, Role]) -> tuple[Anchor, ...]:
    """The words of the clause that state a change, in order."""
    stating = [a for a in within(marks.anchors, clause.first, clause.last) if _states(marks, clause, a, roles)]
    stating = [a for a in stating if not speaks_in_passing(marks, clause, a, roles)]
    return () if stating and _is_of_rank(marks, clause) else tuple(stating)


def _is_of_rank(marks: Marks, clause: Clause) -> bool:
    """`hamnar på plats nr 30 | , vilket är en förbättring på 18 enheter`: of the rank, and no figure beside it."""
    opening = marks.lows(clause.first, clause.first + 2)  # `hamnar på plats 30, en klar förbättring`
    if "vilket" not in opening and opening not in ([",", "en"], [",", "ett"]):
        return False
    before = marks.lows(marks.first, clause.first)
    figures = within(marks.figures, marks.first, clause.first)
    return not _RANKS.isdisjoint(before) and all(f.quantity.kind == "bare" for f in figures)


def _states(marks: Marks, clause: Clause, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """Whether the clause has what such a word needs to state a change: a difference, a time, a subject."""
    differences = any(role is Role.DIFFERENCE and _reaches(anchor, f, clause) for f, role in roles.items())
    likewise = marks.low(anchor.first) in LIKEWISE  # `precis som tidigare`
    compared = [y for y in compared_years(marks, clause) if y.kind != "vague" or likewise or _is_near(marks, anchor, y)]
    if anchor.kind == "definite":
        verb = end_of_scope(marks, anchor.last)
        been = marks.low(verb) in ("har", "hade") and marks.low(verb + 1) in _BEEN  # `Nedgången har varit större`
        near = {marks.low(verb + been), marks.low(anchor.first - 1)}
        of = marks.low(anchor.last) in _OF_WHAT  # `Ökningen av andelen med rutin är fyra procentenheter`
        near |= {f.before for f, role in roles.items() if of and role is Role.DIFFERENCE}
        return _names_course(roles) or (differences and bool(near & _AMOUNTS))
    if anchor.kind in ("adjective", "quality"):
        if marks.low(anchor.first) in _PACES and not differences:
            return False  # `Arbetet går snabbare än 2019`: what is measured is a time
        return is_fewer(marks, clause, anchor) or compares_times(
            marks, clause, anchor, compared, differences=differences
        )
    if anchor.kind == "level":
        then = find_other_time(marks, clause, anchor)  # `Andelen var densamma 2017`
        return then is not None or is_same(marks, clause, anchor, compared, roles)
    if differences:
        return True
    if anchor.kind == "noun":
        marked = [y for y in compared if y.since is not None]
        led = marks.low(anchor.first - 1) in ("störst", "minst", "mest", "en", "ett")
        moved = led and _names_course(roles)  # `även bland männen syns en uppgång, från 10 till 12 procent`
        return moved or bool(marked) or _opens_with_it(marks, clause, anchor)
    return _share_changes(marks, clause, anchor, compared, roles)


def _names_course(roles: dict[Figure, Role]) -> bool:
    """`Störst tapp gjorde Nybro, från 74 till 66`"""
    return any(role is Role.LEVEL and f.before == "från" for f, role in roles.items())


def _is_near(marks: Marks, anchor: Anchor, mention: YearMention) -> bool:
    """`mer nöjda än tidigare`, `samma nivå som tidigare år`: compared with some earlier time."""
    if anchor.kind in ("adjective", "quality"):
        return True
    words = marks.lows(anchor.first, anchor.last)  # not `detsamma som tidigare`, `på samma sätt som tidigare`
    named = not _STEADY.isdisjoint(words) or mention.last - mention.first > 1
    return anchor.kind == "level" and named and 0 <= mention.first - anchor.last <= 1


def _reaches(anchor: Anchor, figure: Figure, clause: Clause) -> bool:
    return clause.first <= figure.at < clause.last and (figure.at >= anchor.last or anchor.first - figure.last <= 1)


def _opens_with_it(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Det är en minskning.`, `, en ökning ...`: of what was just stated."""
    before = marks.lows(clause.first, anchor.first)
    small = _SMALL
    opens = clause.first == marks.first and before[:1] and before[0] in ("en", "ett")
    if opens and not _is_of_share(marks, clause, anchor):  # `Ett ras i gymnastiksalen ...`
        small = small if marks.low(anchor.last) in _ON else frozenset()
    return bool(before) and set(before) <= small and "utveckling" not in marks.low(anchor.last - 1)


def _is_of_share(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`En ökning har även skett | av andelen skolor`"""
    end = find_happening(marks, anchor)
    near = marks.lows(end, min(end + _NEAR, clause.last)) if end > anchor.last else []
    return any(low in ("andelen", "antalet") or is_measure(low) for low in near)


def speaks_of_topic(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Det är en något högre siffra än förra året och ett viktigt område`: of what was stated, whatever else it says.

    Not when it goes on to say of what: `Det är en ökning av andelen med rutiner`.
    """
    opens = marks.low(clause.first) in ("det", "detta", ",", "–")
    if anchor.kind not in ("noun", "adjective") or find_turn(marks, clause) > clause.first:
        return False
    if not opens or {"är", "var", "innebär", "en"}.isdisjoint(marks.lows(clause.first, anchor.first)):
        return False
    behind = range(anchor.last, min(anchor.last + 8, clause.last))  # not `den högsta andelen hittills`
    if anchor.kind == "noun":  # `Det är en minskning från 2018 | och uppföljning är därför viktig för`
        behind = range(anchor.last, next((k for k in behind if marks.low(k) in ("och", "men", ",")), behind.stop))
    after = {marks.low(k) for k in behind if not marks.low(k - 1).endswith("sta")}
    return _OF_WHAT.isdisjoint(after)


def _share_changes(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], roles: dict[Figure, Role]
) -> bool:
    """`Andelen ... har ökat`, `har det ökat ytterligare`, `steg från 34 till 40 procent`."""
    if any(r is not Role.NONE and f.before in ("från", "till") for f, r in roles.items()):
        return True
    if marks.low(anchor.last) in ("under", "sedan") and marks.low(anchor.last + 1) in ("flera", "många", "lång"):
        return False
    marked = [y for y in compared if y.kind != "vague"]
    if marks.low(clause.last) == ":" and time_behind(marks, clause) is not None:
        return True  # `Otryggheten har minskat: 33 procent känner sig otrygga, mot 37 procent 2016`
    if marks.low(anchor.first) == "att":
        return True  # `fortsätter antalet platser | att minska`
    between = set(marks.lows(clause.first + 1, anchor.first))
    if between <= _ONLY_SO and marks.low(clause.first) in GOES_ON:
        if within(marks.anchors, marks.first, clause.first):
            return True  # `har minskat i Kalmar, men ökat i Nybro`, `, men har nu alltså ökat något`
        if "har" in between and within(marks.figures, marks.first, clause.first):
            return marks.low(anchor.last) not in load_set("possessives")  # `, och har sedan dess minskat`
    if (
        not marked
        and is_present(marks.low(anchor.first))
        and (marks.low(anchor.first) != "fortsätter" or anchor.last - anchor.first < _GOING_ON)
    ):
        return time_behind(marks, clause) is not None  # `Antalet äldre ökar`: since when is not said
    if marked and not _is_subordinate(marks, clause, anchor):
        return True
    return has_subject(marks, clause, anchor)


def _is_subordinate(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`de säger att det har ökat sedan 2018`; not `möjligheten att få stöd när det behövs har förbättrats`"""
    lows = marks.lows(clause.first, anchor.first)
    inside = next((i for i in range(len(lows) - 1, -1, -1) if lows[i] in ("där", "när", "att")), None)
    if inside is None:
        return False
    end = len(lows) - (lows[-1] in ("har", "hade"))
    return inside > 0 and not any(map(is_finite, lows[inside:end])) or inside == 0
