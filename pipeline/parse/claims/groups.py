"""Whom a clause, or a part of it, speaks of: `Av handläggarna i landet har 75 procent socionomexamen`.

"Av de kommuner som har en plan har 45 procent ..."     kommuner som har en plan
"..., att jämföra med 44 procent bland dem som inte har fått någon information"     dem som inte har fått ...
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.parse.claims.sentence.bases import nouns, read_base
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import AMONG, is_content
from pipeline.parse.claims.sentence.marks import Marks, within
from pipeline.parse.memory import find_spots
from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import DASHES
from pipeline.parse.verbs import is_finite
from pipeline.records import record, replace

_PERSONS = frozenset({"de", "dem", "den"})
# What a figure is of is left to what was said before.
_POINTING = frozenset({"andelen", "siffran", "den", "det", "motsvarande", "antalet", "resultatet"})
_AGE = DASHES | set("år äldre yngre och eller i åldern åldrarna över under mellan än till".split())
# `i åldern mellan 16 och 29 år`
_AGE_REACH = 9
# `bland äldre | är det | 83`
_LINKED = 2
_OPENING = AMONG | {"i", "med"}
_OTHERS = frozenset({"övriga", "jämnåriga"})
_EVERYBODY = frozenset({"befolkningen", "landet", "riket", "allmänhet"})
_WEIGHED, _SENTENCE_ENDS = frozenset({"jämföras", "jämförs", "jämföra"}), frozenset({"", ".", ",", ")"})
_JOINING = frozenset({"och", "men", "mot", ","})
# `av de jämnåriga kvinnor | som`
_NAMED = 5
_RELATIVE = frozenset({"som", "vars"})
_COMPARED = ("are", "gre", "dre", "sta", "ste")
_ECHOES = frozenset((verb, "det") for verb in ("gör", "gjorde", "är", "var", "har", "hade", "fick", "får"))
_SUPINES = ("ats", "its", "tts", "at", "it", "tt", "fyllt", "ställt", "valt", "följt", "haft", "känt")


@record
class Group:
    """`tokens[first:last]` names who is counted; `population` the part of `base` that they are, if a part.

    `cohort` when they are told by when they began: that year is not the figure's.
    """

    first: int
    last: int
    base: str = ""
    population: str = ""
    cohort: bool = False


def find_groups(marks: Marks, clause: Clause) -> tuple[Group, ...]:
    """The group that opens the clause, and those that later figures are of."""
    found = tuple(_iterate_groups(marks, clause))
    if len(found) > 1 and found[0].base and not found[0].population:
        return (_set_apart(marks, clause, found[0], found[1]), *found[1:])
    return found


def _set_apart(marks: Marks, clause: Clause, one: Group, two: Group) -> Group:
    """`Bland personer | med hemtjänst | är 58 procent nöjda, mot 83 bland personer på boende`: by what parts them."""
    verb = next((k for k in range(one.last, clause.last) if is_finite(marks.low(k))), one.last)
    if verb == one.last or any(
        one.last <= f.at < verb for f in marks.figures if f.quantity.kind not in ("size", "time")
    ):
        other = two.base not in ("", one.base)
        return replace(one, population=one.base) if other else one  # `Bland unga är andelen 58, bland äldre 83`
    return replace(one, last=verb, population=f"{one.base} {marks.text_of(one.last, verb)}")


def _iterate_groups(marks: Marks, clause: Clause) -> Iterator[Group]:
    last, opening = clause.first, ""
    if (counted := _read_counted(marks, clause)) is not None:
        yield counted
        last = counted.last
    for at in find_spots(_OPENING.__contains__, marks.lows(clause.first, clause.last), clause.first):
        low = marks.low(at)
        if at < last or (low in ("i", "med") and marks.low(at + 1) not in _OTHERS):
            continue
        group = _read_group(marks, clause, at)
        if group is None and low == opening:
            group = _read_counterpart(marks, clause, at)
        if group is not None:
            yield group
            last, opening = group.last, opening or low


def _read_counted(marks: Marks, clause: Clause) -> Group | None:
    """`Åtta av tio invånare | som är äldre än 65 år | uppger att de mår bra`: which of them the share is of."""
    if "som" not in marks.said:
        return None
    figure = next(iter(within(marks.figures, clause.first, clause.first + 2)), None)
    if figure is None or figure.quantity.kind != "part" or figure.base is None or marks.low(figure.last) != "som":
        return None
    last = _end_of_relative(marks, clause, figure.last, opens=True)
    if last is None or not is_finite(marks.low(last)):
        return None
    whom = f"{figure.base.base} {marks.text_of(figure.last, last)}".rstrip(" ,")
    return Group(figure.last, last, figure.base.base, whom, _began(marks, figure.last, last))


def _read_group(marks: Marks, clause: Clause, at: int) -> Group | None:
    if marks.low(at + 1) in _OTHERS and (others := _read_others(marks, clause, at)):
        return others
    if marks.low(at) == "med":
        return None
    if weighed := _read_weighed(marks, clause, at):
        return weighed
    opens = at == clause.first or (at < clause.first + 3 and marks.low(at) in ("av", "bland"))
    echoed = 2 * ((marks.low(at - 2), marks.low(at - 1)) in _ECHOES)  # `62 procent | gjorde det | bland dem som`
    follows = any(0 <= at - echoed - f.quantity.last <= 1 for f in marks.figures)
    if not opens and not follows:
        return _read_joined(marks, clause, at)
    base = read_base(marks.tokens, at, clause.last, preposition=True) if marks.low(at) in ("av", "bland") else None
    if base is None and (marks.low(at + 1) not in _PERSONS or at + 2 in marks.placed):
        return None  # `av de malmöbor som väntar`: the label names them
    named = base.last if base else at + 2
    some = _find_relative(marks, clause, named)
    if opens and at > clause.first and (some is None or marks.low(at) == "av") and _is_of_noun(marks, at):
        return None
    if some is None:
        coming = any(f.first > at for f in marks.figures)
        if not base or not opens or not coming:
            return None
        end = _end_of_age(marks, clause, named) or _end_of_scope(marks, clause, named)
        same = "samma" in marks.lows(named, end)  # `Av männen | i samma ålder | är det`: the label has it
        printed = "" if same else marks.text_of(named, end)
        return Group(at, end, base.base, f"{base.base} {printed}" if printed else "")
    last = _end_of_relative(marks, clause, some, opens=opens or (base is None and marks.low(at) == "av"))
    apart = bool(base) or marks.low(at) == "av"
    if last is None or (apart and follows and not _goes_on(marks, clause, last)):
        return None  # `Det är 34 procent av kommunerna som har en plan`
    name = base.base if base else marks.low(at + 1)
    whom = f"{name} {_name_some(marks, some, last)}".rstrip(" ,")
    then = echoed > 0 or _began(marks, some, last)  # `gjorde det bland dem som hade flyttat det senaste året`
    return Group(at, last, base.base if base else "", whom, then)


def _read_weighed(marks: Marks, clause: Clause, at: int) -> Group | None:
    """`har 31 procent ont, att jämföra med 16 procent | av de jämnåriga som inte varit placerade`: the others."""
    figure = next((f for f in marks.figures if f.quantity.last == at and marks.low(at) in ("av", "bland")), None)
    if figure is None or not marks.weighs(figure.at):
        return None
    if aged := _read_aged(marks, clause, at):
        return aged
    some = next((k for k in range(at + 2, at + _NAMED) if marks.low(k) in _RELATIVE), None)
    if some is None or not all(low.isalpha() and not is_finite(low) for low in marks.lows(at + 1, some)):
        return None
    last = _end_of_relative(marks, clause, some, opens=False)
    if last is None:
        return None
    last -= marks.low(last - 1) in (".", ",")
    base = read_base(marks.tokens, at, clause.last, preposition=True)
    named = at + 1 + (marks.low(at + 1) in _PERSONS and some > at + 2)
    return Group(at, last, base.base if base else "", marks.text_of(named, last), _began(marks, some, last))


def _read_aged(marks: Marks, clause: Clause, at: int) -> Group | None:
    """`av unga vuxna, jämfört med 4 procent | av vuxna över 30 år`: those of another age."""
    base = read_base(marks.tokens, at, clause.last, preposition=True)
    if base is None or base.kind != "people":
        return None
    lows = marks.lows(base.last, clause.last)
    length = next((n for n, low in enumerate(lows) if not (low[:1].isdigit() or low in _AGE)), len(lows))
    last = base.last + length
    aged = "år" in lows[:length] and any(low[:1].isdigit() for low in lows[:length])
    return Group(at, last, base.base, f"{base.base} {marks.text_of(base.last, last)}") if aged else None


def _read_joined(marks: Marks, clause: Clause, at: int) -> Group | None:
    """`är 48 procent nöjda och | av dem som pendlar till Falun | 55`: the next figure's own group."""
    dem = marks.low(at) in ("av", "bland") and marks.low(at + 1) in _PERSONS and marks.low(at + 2) in _RELATIVE
    if not dem or marks.low(at - 1) not in _JOINING:
        return None
    figure = next((f for f in within(marks.figures, at, clause.last)), None)
    if figure is None or not any(clause.first <= f.at < at for f in marks.figures):
        return None
    verbs = [k for k in range(at + 3, figure.first) if is_finite(marks.low(k))]
    last = verbs[1] if len(verbs) > 1 else figure.first
    return Group(at, last, "", _name_some(marks, at + 1, last)) if verbs else None


def _name_some(marks: Marks, first: int, last: int) -> str:
    """`dem som bor i tätort | bara`: without what belongs to the figure behind it."""
    return marks.text_of(first, last - (marks.low(last - 1) in load_set("only words")))


def _read_counterpart(marks: Marks, clause: Clause, at: int) -> Group | None:
    """`Bland unga är andelen 58 procent | och bland äldre med hemtjänst 83`, `mot 83 procent bland barn med båda`."""
    base = read_base(marks.tokens, at, clause.last, preposition=True)
    if base is None and marks.low(at + 1) in _PERSONS and marks.low(at + 2) in _RELATIVE:
        last = _end_of_relative(marks, clause, at + 2, opens=False)
        beside = any(f.quantity.last == at for f in marks.figures)
        return Group(at, last, "", marks.text_of(at + 1, last).rstrip(" .,")) if last and beside else None
    bounded = marks.low(at + 1) in _PERSONS and marks.low(at + 2) in ("under", "över")
    if base is None and bounded and marks.low(at + 3).isdigit() and any(f.quantity.last == at for f in marks.figures):
        last = at + 4 + (marks.low(at + 4) == "år")
        return Group(at, last, "", marks.text_of(at + 1, last))  # `mot 81 procent av dem under 30`
    if base is None and marks.low(at + 1) == "de" and marks.low(at + 2).endswith(_COMPARED):
        return _read_compared(marks, clause, at)
    if base is None or base.kind != "people" or any(at < g.first < base.last for g in marks.genders):
        return None
    coming = next((f for f in marks.figures if at < f.first < clause.last), None)
    end = min(coming.first if coming else clause.last, clause.last)
    last = next((k for k in range(base.last, end) if not marks.low(k).isalpha() or is_finite(marks.low(k))), end)
    beside = any(f.quantity.last == at for f in marks.figures)
    led = coming is not None and (last == coming.first or (is_finite(marks.low(last)) and coming.at - last <= _LINKED))
    leads = led and marks.low(at - 1) in _JOINING
    if not (beside or leads):
        return None
    return Group(at, last, base.base, f"{base.base} {marks.text_of(base.last, last)}".rstrip())


def _read_compared(marks: Marks, clause: Clause, at: int) -> Group | None:
    """`mot 87 procent | bland de yngre`, `och bland de yngsta 71`: those whom no noun names."""
    last = at + 3
    beside = any(f.quantity.last == at for f in marks.figures) and not marks.low(last).isalpha()
    leads = any(f.first == last for f in marks.figures) or is_finite(marks.low(last))
    whom = marks.text_of(at + 1, last)
    return Group(at, last, "", whom) if last <= clause.last and (beside or leads) else None


def _is_of_noun(marks: Marks, at: int) -> bool:
    """`uppföljning | av beslut om avlösning`: tells what the noun before is of, and not who is counted."""
    named = any(p.first < at <= p.last for p in marks.places) or any(y.first < at <= y.last for y in marks.years)
    return is_content(marks.low(at - 1)) and not is_finite(marks.low(at - 1)) and not named


def _read_others(marks: Marks, clause: Clause, at: int) -> Group | None:
    """`och bland | övriga | 68 procent`, `bland övriga elever är den 68`: those who are in no group told before.

    And `Det kan jämföras med | jämnåriga |, där andelen är 79 procent`, `mot 79 procent | bland jämnåriga |`.
    """
    noun = nouns().get(marks.low(at + 2))
    last = at + 2 + (noun is not None)
    who = f"{marks.low(at + 1)} {noun.base if noun else ''}".rstrip()
    figured = at > clause.first and any(f.first == last for f in marks.figures)  # not `Bland övriga 81 procent har`
    if marks.low(last) == "i" and marks.low(last + 1) in _EVERYBODY:
        who, last = f"{who} {marks.text_of(last, last + 2)}", last + 2  # `av | jämnåriga i befolkningen |`
    beside = any(f.quantity.last == at for f in marks.figures) and marks.low(last) in _SENTENCE_ENDS
    weighed = marks.low(at - 1) in _WEIGHED and marks.low(last) == "," and marks.low(last + 1) == "där"
    named = weighed if marks.low(at) == "med" else figured or beside or is_finite(marks.low(last))
    points = noun is not None and noun.kind == "public" and marks.low(last + 1) in _POINTING
    base = noun.base if noun and not points else ""  # `I övriga kommuner är andelen 18`: of those told of
    return Group(at, last, base, who) if named else None


def _end_of_scope(marks: Marks, clause: Clause, at: int) -> int:
    """`Bland personer yngre än 35 år var andelen 21 procent`: all before the verb, where the rest only points back."""
    for k in range(at, clause.last):
        if is_finite(marks.low(k)):
            return k if marks.low(k + 1) in _POINTING else at
        if any(f.at == k and f.quantity.kind in ("share", "part") for f in marks.figures):
            return at
    return at


def _end_of_age(marks: Marks, clause: Clause, at: int) -> int:
    """`Av personer | 80 år och äldre | hade 31 procent hemsjukvård`: an age alone before the verb; else 0."""
    verb = next((k for k in range(at, min(at + _AGE_REACH, clause.last)) if is_finite(marks.low(k))), at)
    lows = marks.lows(at, verb)
    aged = {"år", "åldern", "åldrarna"} & set(lows) and any(low[:1].isdigit() for low in lows)
    return verb if aged and all(low[:1].isdigit() or low in _AGE for low in lows) else 0


def _goes_on(marks: Marks, clause: Clause, at: int) -> bool:
    """Whether the main verb is still to come: `av barnen som har kontaktfamilj | är nöjda`."""
    return any(map(is_finite, marks.lows(at, min(at + 2, clause.last))))


def _began(marks: Marks, some: int, last: int) -> bool:
    """`elever som började hösten 2017`; those `som gick ut nian 2021` are of that year."""
    return not load_set("beginning verbs").isdisjoint(marks.lows(some, last))


def _find_relative(marks: Marks, clause: Clause, at: int) -> int | None:
    """Where its `som` stands, right behind the group or behind a place that it names."""
    if marks.low(at) in _RELATIVE:
        return at
    for place in marks.places:
        if place.first == at and place.last < clause.last and marks.low(place.last) == "som":
            return place.last
    return None


def _end_of_relative(marks: Marks, clause: Clause, some: int, *, opens: bool) -> int | None:
    """Where `som har en plan` ends: before the main verb where a figure is still to come, else with the clause.

    A figure right in it is no one's whom the group opens for: then there is no end.
    """
    opening = marks.low(some + 1)  # `barn som beviljats insatser`: the helping verb may be left out
    verbs = int(not is_finite(opening) and opening.endswith(_SUPINES))
    for k in range(some + 1, clause.last):
        if any(f.first == k and f.quantity.kind in ("share", "part") for f in marks.figures):
            return None
        if is_finite(marks.low(k)):
            verbs += 1
            if verbs > 1 and opens and marks.low(k - 1) not in load_set("subordinators"):
                return k
        if marks.low(k) in (",", ")", ".", ";") and verbs:
            return k if not opens else k + 1 if marks.low(k) == "," else k
    return None if opens else clause.last
