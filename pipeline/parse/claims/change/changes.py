"""The changes over time that a clause states: `en ökning med fem procentenheter från föregående år`.

A difference between places or groups is none, nor is a change that is only spoken of (`ökningen gäller ...`) or wished
for; a change without a figure needs a time that it is compared with, or a share that it is of.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.change.passing import speaks_in_passing
from pipeline.parse.claims.label.labels import write_label
from pipeline.parse.claims.sentence.clauses import Clause, compared_years, time_behind
from pipeline.parse.claims.sentence.marks import Anchor, Figure, Marks, within
from pipeline.parse.claims.value.kinds import Role
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite, is_present
from pipeline.parse.years import YearMention

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
_OF_WHAT = load_set("change of what")
# `ökningen är tolv procentenheter`
_AMOUNTS = frozenset({"är", "var", "blev", "uppgår", "uppgick", "motsvarar"})
_LINKED = frozenset({("är", "den"), ("är", "det"), ("var", "den"), ("var", "det"), ("är", "andelen")})
_ENDS = frozenset({",", ".", "och", "men", ")", "("})
_ONLY_SO = frozenset({"har", "sedan", "därefter", "nu", "åter", "alltså", "dock", "återigen"})
_GOES_ON = frozenset({"men", "och", "medan"})
_ON = frozenset({"", ".", ",", "(", "med", "från", "under", "totalt", "och"})
_BECOME = frozenset({"blivit", "blev"})
# `fortsätter att öka`; `fortsätter uppåt` says nothing yet
_GOING_ON = 3
_STAYING = frozenset({"kvar", "still", "stilla", "fast"})
_CONTRASTING = frozenset({"däremot", "dock", "nu", "fortfarande", "också", "även"})
_STEADY = frozenset({"nivå", "oförändrad", "oförändrat", "stabil", "stabilt", "kvar"})
_LIKEWISE = frozenset({"precis", "liksom", "likt"})
# How far behind a comparative its `än` may stand: `en något högre siffra än`.
_THAN_REACH = 8
# `mer än vid mätningen 2018`; in `mer än 90 dagar i oktober` the `än` is the figure's.
_THAN_WHEN = 3


def find_anchors(marks: Marks, clause: Clause, roles: dict[Figure, Role]) -> tuple[Anchor, ...]:
    """The words of the clause that state a change, in order."""
    return tuple(a for a in within(marks.anchors, clause.first, clause.last) if _states(marks, clause, a, roles))


def _states(marks: Marks, clause: Clause, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    if speaks_in_passing(marks, clause, anchor, roles):
        return False
    differences = any(role is Role.DIFFERENCE and _reaches(anchor, f, clause) for f, role in roles.items())
    likewise = marks.low(anchor.first) in _LIKEWISE  # `precis som tidigare`
    compared = [y for y in compared_years(marks, clause) if y.kind != "vague" or likewise or _is_near(marks, anchor, y)]
    if anchor.kind == "definite":
        near = {marks.low(_behind_time(marks, anchor)), marks.low(anchor.first - 1)}
        of = marks.low(anchor.last) in _OF_WHAT  # `Ökningen av andelen med rutin är fyra procentenheter`
        near |= {marks.low(f.at - 1) for f, role in roles.items() if of and role is Role.DIFFERENCE}
        return _names_course(marks, roles) or (differences and bool(near & _AMOUNTS))
    if anchor.kind in ("adjective", "quality"):
        return _is_fewer(marks, clause, anchor) or _compares_times(
            marks, clause, anchor, compared, differences=differences
        )
    if anchor.kind == "level":
        return _is_same(marks, clause, anchor, compared, roles)
    if differences:
        return True
    if anchor.kind == "noun":
        marked = [y for y in compared if y.since is not None]
        moved = marks.low(anchor.first - 1) in ("störst", "minst", "mest") and _names_course(marks, roles)
        return moved or bool(marked) or _opens_with_it(marks, clause, anchor)
    return _share_changes(marks, clause, anchor, compared, roles)


def _names_course(marks: Marks, roles: dict[Figure, Role]) -> bool:
    """`Störst tapp gjorde Nybro, från 74 till 66`"""
    return any(role is Role.LEVEL and marks.low(f.at - 1) == "från" for f, role in roles.items())


def _behind_time(marks: Marks, anchor: Anchor) -> int:
    """`Ökningen sedan 2018 | är fem procentenheter`"""
    return next((y.last for y in marks.years if anchor.last in (y.first, y.since)), anchor.last)


def _is_near(marks: Marks, anchor: Anchor, mention: YearMention) -> bool:
    """`mer nöjda än tidigare`, `samma nivå som tidigare år`: compared with some earlier time."""
    if anchor.kind in ("adjective", "quality"):
        return True
    words = marks.lows(anchor.first, anchor.last)  # not `detsamma som tidigare`, `på samma sätt som tidigare`
    named = not _STEADY.isdisjoint(words) or mention.last - mention.first > 1
    return anchor.kind == "level" and named and 0 <= mention.first - anchor.last <= 1


def _reaches(anchor: Anchor, figure: Figure, clause: Clause) -> bool:
    return clause.first <= figure.at < clause.last and (figure.at >= anchor.last or anchor.first - figure.last <= 1)


def _opens_with_time(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Jämfört med 2016 är fler nöjda med hemtjänsten, | men färre är nöjda med maten`"""
    if marks.low(anchor.first) not in ("fler", "färre"):
        return False
    if marks.low(clause.first) in _GOES_ON and anchor.first == clause.first + 1:
        return any(y.since == marks.first for y in marks.years) and bool(
            within(marks.anchors, marks.first, clause.first)
        )
    opened = next((y for y in marks.years if y.since in (clause.first, clause.first + 1)), None)
    return opened is not None and all(low == "det" or is_finite(low) for low in marks.lows(opened.last, anchor.first))


def _compares_times(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], *, differences: bool
) -> bool:
    """`högre än föregående år`, `fler kommuner ... i jämförelse med 2021`; not `högre än i riket`."""
    become = _BECOME & set(marks.lows(clause.first, anchor.first))
    if differences and become and marks.low(anchor.last) != "än":
        return True  # `har blivit tolv fler`
    marked = [y for y in compared if y.since is not None and (y.since >= anchor.first or differences)]
    if marks.low(anchor.first) in ("upp", "ned", "ner"):
        alone = marks.low(anchor.first - 1) in ("", ",", "–", "(", "och", "har", "är")  # not `följt upp`
        alone = alone or any(f.last == anchor.first and f.quantity.kind == "difference" for f in marks.figures)
        by = alone and any(f.at == anchor.last and f.quantity.kind == "difference" for f in marks.figures)
        return marks.low(anchor.last) == "från" or (bool(marked) and alone) or by
    than_when = any(y.since == anchor.last and y.first - anchor.last <= _THAN_WHEN for y in marked)
    if marks.low(anchor.first) in ("mer", "mindre") and marks.low(anchor.last) == "än" and not differences:
        return than_when  # `mer än hälften` is none
    if not marked:
        return _opens_with_time(marks, clause, anchor)
    first = next((y for y in marked if y.since is not None and y.since >= anchor.first), marked[0])
    if marks.low(anchor.last) == "än" and first.since != anchor.last:
        return False  # `klättrat på tio år och är nu tre procentenheter högre än i riket`
    since = first.since or 0
    than = marks.low(since) in ("än", "över", "under")
    if than and since != anchor.first and not 0 <= since - anchor.last <= _THAN_REACH:
        return False  # the `än` of another word: `en bättre än i fjol och tre bättre än snittet`
    if _compares_with_others(marks, anchor, since) or any([since <= p.first < first.first for p in marks.places]):
        return False
    few = marks.low(anchor.first) in ("fler", "flera", "färre")
    opens = all(marks.low(k) in ("det", "är", "även", "allt", "också") for k in range(clause.first, anchor.first))
    return than or differences or (few and opens)


def _is_fewer(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Däremot är det färre som får kontakt`: than before, where nothing else is named to compare with."""
    lows = marks.lows(clause.first, clause.last)
    opening, behind = lows[: anchor.first - clause.first], lows[anchor.last - clause.first :]
    few = marks.low(anchor.first) in ("fler", "färre")
    colon = anchor.last + behind.index(":") if few and ":" in behind else clause.last
    if any(y.since is not None and y.since > colon for y in compared_years(marks, clause)):
        return True  # `Däremot fick färre handledning: 79 procent 2021 mot 84 procent 2019`
    return (
        opening in (["däremot", "är", "det"], ["samtidigt", "är", "det"], ["dock", "är", "det"])
        and marks.low(anchor.last) == "som"
        and not {"än", "bland", "jämfört"} & set(lows)
        and few
    )


def _compares_with_others(marks: Marks, anchor: Anchor, since: int) -> bool:
    """`tre bättre än riket och en sämre än i fjol`: the `än` of the first word is not that before the time."""
    return any(marks.low(k) == "än" for k in range(anchor.last, since))


def _is_same(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], roles: dict[Figure, Role]
) -> bool:
    marked = [y for y in compared if y.since is not None or y.kind == "span"]
    word = marks.low(anchor.first)
    if word in _LIKEWISE:  # `precis som i fjol`; not `precis som i riket`
        meant = [y for y in marked if y.since is not None and y.since <= anchor.first < y.last]
        timed = any(marks.low(y.last) in _ENDS or y.last >= clause.last for y in meant)
        return timed and any(role is Role.LEVEL for role in roles.values())
    if marked:
        return not any(anchor.last <= p.first < marked[0].first for p in marks.places) or _is_alike(marks, anchor)
    if word in ("samma", "lika") and _compares_with_then(marks, clause, anchor):
        return True
    said = set(marks.lows(anchor.first, anchor.last))
    if word in ("samma", "lika", "dubbelt", "hälften") or "skillnad" in said or "skillnader" in said:
        return "nivå" in said and _has_subject(marks, clause, anchor)
    if word == "i":
        return False  # `i nivå med riket`
    if said & _STAYING and marks.low(anchor.last) == "på" and Role.LEVEL in roles.values():
        return True  # `Flickorna ligger kvar på 92 procent`
    if said & {"förändring", "förändringar"}:
        return True
    adverb = marks.low(anchor.first - 1) in _CONTRASTING  # `är däremot oförändrat`
    before = (marks.low(anchor.first - 2 - adverb), marks.low(anchor.first - 1 - adverb))
    if _is_of_gender(marks, clause, anchor):
        return True
    linked = before[1] in ("är", "sett", "princip", "var") or before in _LINKED or is_measure(before[1])
    if word in ("densamma", "detsamma", "desamma"):
        linked = False  # `Ordningen är densamma som tidigare`
    return linked or _has_subject(marks, clause, anchor)


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


def _opens_with_it(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Det är en minskning.`, `, en ökning ...`: of what was just stated."""
    before = marks.lows(clause.first, anchor.first)
    small: set[str] = {",", "–", "totalt", "detta", "innebär", "vilket", "här"} | load_set("change helpers")
    if clause.first == marks.first and before[:1] and before[0] in ("en", "ett"):  # `Ett ras i gymnastiksalen ...`
        small = small if marks.low(anchor.last) in _ON else set()
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
    verb = not {"är", "var", "innebär", "en"}.isdisjoint(marks.lows(clause.first, anchor.first))
    behind = range(anchor.last, min(anchor.last + 8, clause.last))  # not `den högsta andelen hittills`
    after = {marks.low(k) for k in behind if not marks.low(k - 1).endswith("sta")}
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
    if marks.low(clause.last) == ":" and time_behind(marks, clause) is not None:
        return True  # `Otryggheten har minskat: 33 procent känner sig otrygga, mot 37 procent 2016`
    between = set(marks.lows(clause.first + 1, anchor.first))
    if between <= _ONLY_SO and marks.low(clause.first) in _GOES_ON and within(marks.anchors, marks.first, clause.first):
        return True  # `har minskat i Kalmar, men ökat i Nybro`, `, men har nu alltså ökat något`
    if (
        not marked
        and is_present(marks.low(anchor.first))
        and (marks.low(anchor.first) != "fortsätter" or anchor.last - anchor.first < _GOING_ON)
    ):
        return time_behind(marks, clause) is not None  # `Antalet äldre ökar`: since when is not said
    if marked and not _is_subordinate(marks, clause, anchor):
        return True
    return _has_subject(marks, clause, anchor)


def _is_subordinate(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`de säger att det har ökat sedan 2018`; not `möjligheten att få stöd när det behövs har förbättrats`"""
    lows = marks.lows(clause.first, anchor.first)
    inside = next((i for i in range(len(lows) - 1, -1, -1) if lows[i] in ("där", "när", "att")), None)
    if inside is None:
        return False
    end = len(lows) - (lows[-1] in ("har", "hade"))
    return inside > 0 and not any(map(is_finite, lows[inside:end])) or inside == 0


def _is_of_gender(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`medan männens är i stort sett densamma`, `kvinnornas ligger kvar`: their figure, of what was told."""
    here = within(marks.genders, clause.first, anchor.first)
    owned = (g for g in here if marks.low(g.first).endswith("s") and g.first - clause.first <= 1)
    return any(g.last == anchor.first or is_finite(marks.low(g.last)) for g in owned)


def _has_subject(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """Whether a share, number or cost is what changes, or `det` right at the verb."""
    first = marks.low(clause.first)
    opening = marks.lows(clause.first, min(clause.first + 3, anchor.first))
    verb = anchor.first
    while verb > clause.first and marks.low(verb - 1) in load_set("change adverbs") | {"i"}:
        verb -= 1  # `är den | i stort sett | oförändrad`
    near = marks.lows(verb - 2, verb)
    after = marks.low(anchor.last)
    named = any(word.startswith(_SUBJECTS) for word in (*opening, after))
    named = named or near[-1].startswith(_SUBJECTS[:-1]) and near[-1] not in ("det", "den")
    if named or _is_of_gender(marks, clause, anchor):
        return True
    return near[-1:] in (["det"], ["den"]) or (first in ("den", "det", "detta") and anchor.first - clause.first <= 3)
