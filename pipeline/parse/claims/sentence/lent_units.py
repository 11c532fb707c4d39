"""The unit that a figure without one has from the figure before it, or from the one behind.

"81 procent, och för pojkarna 74"               74 percent
"I riket är andelen 86, i länet 84 procent"     86 percent
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.parse.claims.sentence.short_units import complete_short
from pipeline.parse.numbers import Quantity
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.tokens import Token
from pipeline.parse.years import parse_year
from pipeline.records import replace

_PREPOSITIONS = load_set("prepositions")
# `81 procent, och för pojkarna 74`
_PARALLEL = 6
_SHARES, _SHARE_REACH = frozenset({"andelen", "andel"}), 14
# `, i kommunal regi 84`
_PHRASE = 6
# `24 | och bland dem som är 65 år eller äldre | 12 procent`
_NEXT_REACH = 10
# `55 procent är nöjda med maten på sitt boende, mot rikets 60`
_NAMED_REACH = 12
# `från 48 hösten 2018 till 40 dagar`
_COURSE = 4
# A bare number takes the unit of a figure of these kinds before it, but not `föll med tre enheter till 66`.
_SHARING_UNITS = frozenset({"share", "rate", "score", "money", "time"})
_STEPS = frozenset({"enhet", "enheter"})
_JOINING = frozenset({"och", "medan", ",", ":", ";", "respektive", "mot", "till", "(", "jämfört", "jämföra", "än"})
# Between a place and its figure: `Säter har 81`, `i Hedemora är 66`.
_LED_BY = frozenset({"med", "på", "har", "hade", "är", "var"})
_WHOSE = frozenset({"av", "bland", "hos", "för"})
# Classes of a school are fewer.
_CLASSES = 10
_ONLY = load_set("only words")
_SAME, _PLACING = (
    frozenset({"andelen", "andelarna", "siffran", "siffrorna", "siffra", "talet", "motsvarande"}),
    frozenset({"i", "bland", "hos", "för"}),
)
# What may stand before the first of two figures that tell one apart.
_OPENING = frozenset("(:;–-")
_AVERAGES = load_set("averages")
_SAME_AGE = (["samma", "ålder"], ["samma", "åldrar"], ["samma", "åldersgrupp"], ["samma", "grupp"])
# How much more or less of the same may be told of another year.
_ALIKE = 3
_ASIDE = _PLACING | {"föregående", "förra", "år", "året"}

# Before which tokens a time ends, and at which one begins.
Timed = tuple[frozenset[int], frozenset[int]]


def complete_units(
    tokens: tuple[Token, ...], quantities: tuple[Quantity, ...], named: frozenset[int], timed: Timed
) -> Iterator[Quantity]:
    """Gives a bare last number the percent of the figure before it: `81 procent och för pojkarna 74.`

    `named` are the tokens before which a place ends: `länets 0,29 och rikets 0,30`.
    """
    before: Quantity | None = None
    last: Quantity | None = None  # the difference before it
    change: Quantity | None = None  # the last difference of all
    share: Quantity | None = None
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1] if number + 1 < len(quantities) else None
        behind = _find_unit_behind(tokens, quantities[number:], named, before) if quantity.kind == "bare" else None
        if behind:
            quantity = replace(quantity, kind=behind.kind, unit=behind.unit)
        again = following is not None and before is not None and _is_course_again(tokens, quantity, following)
        again = again and before is not None and not _names_index(tokens[before.last : quantity.first])
        if before and again and tokens[before.first - 1].low != "med":  # not `ökade med 3 procent, från 250 till 280`
            quantity = replace(quantity, kind=before.kind, unit=before.unit)
        if quantity.kind == "bare" and change and tokens[quantity.first].low in ("en", "ett"):
            quantity = replace(quantity, kind=change.kind, unit=change.unit)  # `, en minskning med en`
        if quantity.kind == "bare" and share and _names_now(tokens, quantity):
            quantity = replace(quantity, kind=share.kind, unit=share.unit)
        quantity = complete_short(tokens, quantity, before)
        if _is_age(tokens, quantity):
            yield replace(quantity, kind="size")
            continue
        if quantity.kind == "bare" and last and quantity.first == last.last + 2 and _is_theirs(tokens, quantity):
            quantity = replace(quantity, kind=last.kind, unit=last.unit)
        apart = before is not None and _names_index(tokens[before.last : quantity.first])
        told = (
            before
            and not apart
            and (_takes_unit(tokens, quantity, before, named) or _is_dated(tokens, quantity, before, timed))
        )
        if quantity.kind == "bare" and before and told and not apart:
            quantity = replace(quantity, kind=before.kind, unit=before.unit)
        if quantity.kind == "bare" and last and _is_second_change(tokens, quantity):
            quantity = replace(quantity, kind=last.kind, unit=last.unit)
        last = quantity if quantity.kind == "difference" else None
        change = last or change
        share = quantity if quantity.kind == "share" else share
        before = _find_before(tokens, quantity, before)
        yield quantity


def _is_age(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`mot 81 procent av dem | under 30`: of whom, and no figure."""
    whom = [t.low for t in tokens[max(0, quantity.first - 2) : quantity.first]]
    bound = tokens[quantity.first].low in ("under", "över")
    return quantity.kind == "bare" and bound and len(whom) > 1 and whom[1] in ("dem", "de") and whom[0] in _WHOSE


def _find_before(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity | None) -> Quantity | None:
    """The figure whose unit the next may have: this one, the one before it where this is none, or none."""
    over = quantity.unit == "år" and tokens[quantity.first].low in ("över", "under")
    aged = (quantity.kind == "size" or over) and before is not None and quantity.first - before.last < _ALIKE
    if aged or _lasts(tokens, quantity):
        return before  # `58 per 1 000 invånare | 65 år och äldre |, mot 53 i riket`
    if quantity.kind in _SHARING_UNITS and quantity.unit not in _STEPS:
        return quantity
    aside = tokens[quantity.first - 1].text in ("(", "med", "på")
    return before if aside and quantity.kind in ("bare", "difference", "time") else None


def _lasts(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`mötte 16 medarbetare | under två veckor |, mot 14 året före`: the time that something took is no measure.

    Nor is that since when it is so: `för fem år sedan`.
    """
    led = (tokens[quantity.first].low, tokens[quantity.first - 1].low)
    ago = quantity.last < len(tokens) and tokens[quantity.last].low in ("sedan", "tidigare", "senare")
    return quantity.kind == "time" and (ago or not {"under", "inom"}.isdisjoint(led))


def _is_between(tokens: tuple[Token, ...], before: Quantity, one: Quantity, two: Quantity) -> bool:
    """`på boendet 84 procent, i hemmet 77 och i skolan 81 procent`, `av 52 procent, DUDIT av 51 och ASI av 49 %`"""
    same = (
        before.kind == two.kind == "share" and before.unit == two.unit and one.value <= before.value.max(two.value) * 2
    )
    if not same or tokens[one.last].low not in ("och", ",") or two.first - one.last > _NEXT_REACH:
        return False
    gap = [t.low for t in tokens[before.last : one.first]]
    joint = max((k for k, low in enumerate(gap) if low in (",", "och")), default=len(gap))
    led = gap[joint + 1 :]
    return 0 < len(led) <= _PHRASE and led[-1][-1].isalpha() and led[-1] not in load_set("naming words")


def _find_unit_behind(
    tokens: tuple[Token, ...], quantities: tuple[Quantity, ...], named: frozenset[int], last: Quantity | None
) -> Quantity | None:
    """The later figure whose unit is that of the first: `I riket är andelen 86, i länet 84 och i Nybro 88 procent`."""
    one, following = quantities[0], quantities[1:2]
    share = next((q for q in quantities[1:3] if q.kind == "share"), None)
    if last and share and _is_between(tokens, last, one, share):
        return share
    if following and (_is_first_of_two(tokens, one, following[0]) or _is_start_of_course(tokens, one, following[0])):
        return following[0]
    for before, two in pairwise(quantities):
        if two.first - before.last > _COURSE or tokens[before.last].low not in (",", "och"):
            return None
        if not named.intersection(range(two.first - 1, two.first + 1)):
            return None
        if two.kind != "bare":
            return (
                two
                if two.kind in _SHARING_UNITS and named.intersection(range(one.first - _PARALLEL, one.first + 1))
                else None
            )
    return None


def _is_first_of_two(tokens: tuple[Token, ...], one: Quantity, two: Quantity) -> bool:
    """`männen ligger på 86 och kvinnorna på 82 procent`: the unit behind the second is that of both."""
    if two.kind not in _SHARING_UNITS or two.first - one.last > _COURSE or tokens[one.last].low not in ("och", "men"):
        return False
    words = load_phrases("gender_words.csv")
    named = (range(q.first - _COURSE + 1, q.first) for q in (one, two))
    return all(any(k >= 0 and words.match(tokens, k) for k in near) for near in named)


def _is_start_of_course(tokens: tuple[Token, ...], one: Quantity, two: Quantity) -> bool:
    """`från 94 500 2018 till 91 200 kronor 2021`: the unit behind the second is that of both."""
    if not one.first or tokens[one.first - 1].low != "från" or tokens[two.first - 1].low != "till":
        return False
    return two.kind in _SHARING_UNITS and two.first - one.last <= _COURSE


def _is_course_again(tokens: tuple[Token, ...], one: Quantity, two: Quantity) -> bool:
    """`bland kvinnor från 11 till 8 procent, och bland män från 9 till 7`: in the unit of the first course."""
    bare = one.kind == two.kind == "bare" and one.first > 0 and two.first - one.last <= _COURSE
    return bare and (tokens[one.first - 1].low, tokens[two.first - 1].low) == ("från", "till")


def _names_index(tokens: Sequence[Token]) -> bool:
    """`steg från 61 till 67 procent, och index från 78 till 80`: of another scale."""
    return any(token.low.endswith(("index", "indexet", "nki")) for token in tokens)


def _is_second_change(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`med två procentenheter sedan 2019 och med elva sedan 2013`"""
    following = tokens[quantity.last].low if quantity.last < len(tokens) else "."
    ends = following in ".,;)" or following in ("sedan", "från", "jämfört", "bland", "hos", "för", "på", "och")
    before = tokens[quantity.first - 1].low
    return (before == "med" and ends) or (before == "och" and following in _PLACING | {"sedan"})


def _is_theirs(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`Kvinnornas ökning var nio procentenheter och | männens 5`"""
    whose = quantity.first - 1
    return tokens[whose].low.endswith("s") and load_phrases("gender_words.csv").match(tokens, whose) is not None


def _takes_unit(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity, named: frozenset[int]) -> bool:
    """`att jämföra med 221 i riket`, `(riket 72)`, `lokaler 21 300, måltider 6 450`: in the unit of the one before."""
    after = tokens[quantity.last].low if quantity.last < len(tokens) else "."
    near = tokens[quantity.first - 1] if quantity.first else None
    if near is None or (before.kind == "share" and quantity.value > 100):
        return False
    whose = quantity.first - 1 in named or _ends_gender(tokens, quantity.first - 1)
    if near.text in _OPENING and (_leads_gender(tokens, quantity.last) or (after in (")", ",") and whose)):
        return True  # `6,8 procent (7,6 för kvinnor och 4,1 för män)`, `högre än i riket (5,3)`
    if _is_of_time(tokens, quantity, near.low, after) or _opens_behind(tokens, quantity, before):
        return near.text != "(" or after in _ASIDE or after == ")"  # `84,9 procent (83,0)`
    if near.text == ",":
        return _takes_unit_set_off(tokens, quantity, before, named, after)
    if near.kind != "word":
        return near.text == "(" and after == "mot"  # `(82 mot 79 procent), medan männen är mindre nöjda (79 mot 82)`
    at = quantity.first - (near.low in _ONLY)  # `och i Skara bara 22`
    if [t.low for t in tokens[at - 2 : at]] in _SAME_AGE:
        at -= 3  # `bland män | i samma ålder | 4 410`
    placed = at in named or (near.low in _LED_BY and at - 1 in named)
    gendered = _ends_gender(tokens, at)  # `dagar och män 71`
    weighed = near.low == "mot" and before.last == quantity.first - 1 and after in ".,;)"  # `48 dagar mot 61`
    whole = quantity.value == quantity.value.to_integral() and not weighed
    if before.kind == "time" and whole and not (gendered or placed or _names_behind(tokens, quantity, named)):
        return False
    if weighed or _is_bracketed(tokens, quantity):
        return True
    of_gender = after == "av" and _leads_gender(tokens, quantity.last)  # `89 procent av kvinnorna och 87 av männen`
    ends = of_gender or after in ".,;)" or after in _PLACING | {"respektive"}
    ends = ends or ((placed or gendered) and after in _JOINING | {"på"})
    if (tokens[before.first - 1].low, near.low) in (("från", "till"), ("till", "från")) and ends:
        return True
    reach = _NAMED_REACH if placed or gendered else _PARALLEL
    return ends and (_is_parallel(tokens, quantity, before, reach) or _is_of_same(tokens, quantity))


def _opens_behind(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity) -> bool:
    """`84,9 procent (83,0)`, `79 procent av kommunerna (83)`: a bracket right behind the figure or whom it is of."""
    if tokens[quantity.first - 1].text != "(":
        return False
    between = [t.low for t in tokens[before.last : quantity.first - 1]]
    return not between or (before.kind == "share" and between[0] == "av" and len(between) <= _ALIKE)


def _takes_unit_set_off(
    tokens: tuple[Token, ...], quantity: Quantity, before: Quantity, named: frozenset[int], after: str
) -> bool:
    """`58 procent till samtal, 17 till möten`, `Dyrast är Orsa, 912 kronor, och billigast Heby, 780.`"""
    ranked = tokens[quantity.first - 2].low in load_set("ranks of a figure") and quantity.first - 2 in named
    if ranked and after in ".;)" and _is_about(quantity, before):
        return _is_parallel(tokens, quantity, before, _NAMED_REACH)  # `flest, 11,2 per 1 000, och Orsa minst, 5,9.`
    if after in _PLACING | {"till"}:
        of_others = before.kind == "share" or _is_of_others(tokens, quantity, named)
    else:
        of_others = quantity.first - 1 in named and after in ".;)" and _is_about(quantity, before)
    return of_others and _is_parallel(tokens, quantity, before, _PARALLEL)


def _is_about(quantity: Quantity, before: Quantity) -> bool:
    """Whether the two may be of the same, by their size."""
    return before.value / _ALIKE <= quantity.value <= before.value * _ALIKE


def _is_dated(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity, timed: Timed) -> bool:
    """`2019 var andelen 61 procent och 2020 66`, `var 61 dagar i fjol och 66 året dessförinnan`"""
    ends, begins = timed
    gap = [t.low for t in tokens[before.last : quantity.first]]
    joined = len(gap) <= _PARALLEL and not _JOINING.isdisjoint(gap)
    after = tokens[quantity.last].low if quantity.last < len(tokens) else "."
    if quantity.first - 1 in ends and tokens[quantity.first - 1].low == "(" and after == ")":
        return _is_about(quantity, before)  # `var 8,2 timmar, något lägre än året innan (8,3)`
    led = quantity.first in ends and after in (".", ",", ";", ")", "och")
    return joined and _is_about(quantity, before) and (led or quantity.last in begins)


def _is_of_others(tokens: tuple[Token, ...], quantity: Quantity, named: frozenset[int]) -> bool:
    """`71 dagar i Lund, 22 i Kalmar`, `, 59 i medeltal`"""
    averaged = quantity.last + 1 < len(tokens) and tokens[quantity.last + 1].low in _AVERAGES
    return averaged or _names_behind(tokens, quantity, named)


def _names_behind(tokens: tuple[Token, ...], quantity: Quantity, named: frozenset[int]) -> bool:
    """`71 dagar i Lund och 22 i Kalmar`, `71 dagar för kvinnor och 22 för män`"""
    return _leads_gender(tokens, quantity.last) or not named.isdisjoint(range(quantity.last + 2, quantity.last + 4))


def _leads_gender(tokens: tuple[Token, ...], at: int) -> bool:
    led = at + 1 < len(tokens) and tokens[at].low in _PREPOSITIONS
    return led and load_phrases("gender_words.csv").match(tokens, at + 1) is not None


def _ends_gender(tokens: tuple[Token, ...], at: int) -> bool:
    return at > 0 and load_phrases("gender_words.csv").match(tokens, at - 1) is not None


def _is_of_time(tokens: tuple[Token, ...], quantity: Quantity, near: str, after: str) -> bool:
    """`12,3 elever per lärare (11,8 föregående år)`, `mot 12,1 föregående läsår`, `fler än 2015 (51)`, `(2019: 76)`"""
    compared = near == "med" and tokens[quantity.first - 2].low in ("jämfört", "jämföra")
    if (compared or near in ("(", "mot")) and after in _ASIDE:
        return True
    timed = quantity.first > 1 and parse_year(tokens, quantity.first - 2) is not None
    return timed and after in "),;" and near in ("(", ":")


def _names_now(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`i fjol fick 64 procent plats inom fyra månader, i år bara 58`: the same at another time."""
    if quantity.last < len(tokens) and tokens[quantity.last].text not in ".,;)":
        return False
    if quantity.value < _CLASSES and tokens[quantity.first - 1].low == "år":
        return False  # `av eleverna i år 3, jämfört med`
    lows = [t.low for t in tokens[max(0, quantity.first - _NAMED_REACH) : quantity.first] if t.low not in _ONLY]
    return lows[-2:] in (["i", "år"], ["i", "fjol"], ["i", "dag"])


def _is_of_same(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`medan andelen 2019 var 34`, `och av tågen var det 88`: of what the sentence has given a figure for."""
    lows = [t.low for t in tokens[max(0, quantity.first - 4) : quantity.first]]
    pointing = lows[-2:] in (["är", "det"], ["var", "det"]) and lows[0] in ("av", "bland", "och")
    return pointing or not (_SAME.isdisjoint(lows) or {"är", "var", "låg", "ligger"}.isdisjoint(lows))


def _is_bracketed(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`(riket 72)`, `(i riket: 72)`: alone in its bracket with whom it is of."""
    if quantity.last >= len(tokens) or tokens[quantity.last].text != ")":
        return False
    return any(tokens[k].text == "(" for k in range(max(0, quantity.first - 3), quantity.first))


def _is_parallel(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity, reach: int) -> bool:
    """Whether only `och`, a preposition and a noun or two stand between the two figures."""
    between = [t.low for t in tokens[before.last : quantity.first]]
    comma = len(between) - 1 - between[::-1].index(",") if "," in between else len(between)
    comma += between[comma + 1 : comma + 2] == ["och"]  # `regleras i 63 procent, och med vården i 51`
    if before.kind == "share" and not _SHARES.isdisjoint(between):
        reach = _SHARE_REACH  # `är 88 procent och andelen som går ut med fullständiga betyg 76`
    if between[comma + 1 : comma + 2] and between[comma + 1] in _PREPOSITIONS and len(between) - comma <= _PHRASE:
        reach = _NAMED_REACH  # `är 82 procent av brukarna nöjda, i kommunal regi 84`
    if ("av", "dem") in pairwise(between):
        reach = _NAMED_REACH  # `är 48 procent nöjda och av dem som pendlar till Falun 55`
    joined = not _JOINING.isdisjoint(between)
    return joined and len(between) <= reach and quantity.first - before.last > 0 and "årskurs" not in between
