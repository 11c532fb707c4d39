"""Whether money, points, a rate or a length of time is stated, or only told in passing.

"Kostnaden per elev uppgick till 112 400 kronor"    level
"Året innan var den 101 dagar"                      level, of what was spoken of last
"ett besök på 20 minuter"                           none
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import EXTREMES
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.value.counterparts import is_beside_another, stays_at
from pipeline.parse.claims.value.demands import ADVISED
from pipeline.parse.claims.value.kinds import AVERAGES, NONE, Role, find_kind, has_kind
from pipeline.parse.claims.value.pieces import OF_OTHERS, differs_in_time
from pipeline.parse.claims.value.prices import is_cost, is_paid, is_price, is_spent
from pipeline.parse.phrases import Match, load_set
from pipeline.parse.verbs import is_finite

# A whole number as large as this is no year and no age.
_LARGE = 10_000
# `11 timmar, vilket är en timme mer`
_STEM = 3
#: Between a measure and its value.
LINKS = frozenset({"är", "var", "blev"})
_STANDS = frozenset({"ligger", "låg", "hamnar", "hamnade", "landar", "landade", "stannar", "stannade"})
_HAVING = frozenset({"har", "hade", "får", "fick"})
_OF_WHOM = frozenset({",", "medan", "och", "i", "kommunen", "staden", "länet"})
_MEANS = ("snittet", "snitt", "medel", "medelvärdet", "medelvärde", "medianen", "siffran", "talet", "värdet", "antalet")
_LASTING = frozenset({"minuters", "timmars", "dagars", "veckors", "månaders", "års"})
_STAYING = frozenset({"vistades", "vistas", "stannade", "stannar"})
_DWELLING = frozenset({"bor", "bodde", "väntar", "väntade", "varar", "varade"})
# `Medianpatienten tillbringade 221 minuter på akuten`
_TYPICAL = ("genomsnitt", "snitt", "median")
_TAKING = frozenset({"tar", "tog", "tagit", "varar", "varade", "pågår", "pågick", "dröjer", "dröjde"})
_AIMED = (["målet", "är"], ["målet", "var"], ["kravet", "är"])
_ARRIVING = frozenset({"fram", "framme", "plats"})
_TASKS = ("utredning", "ansökan", "handläggning", "ärende", "prövning", "beslut")
_AGES = frozenset({"ålder", "åldern", "åldrar", "åldrarna", "åldersgruppen", "åldersspannet", "åldersintervallet"})
# `i åldern | mellan | 16 och 84 år`
_AGED = 4
_NEXT = frozenset({"därefter", "närmast"})
_LIMITING = OF_OTHERS - {"på", "till"}


def role_of_measure(marks: Marks, clause: Clause, figure: Figure, unit: str) -> Role:
    """Of money, points, rates and lengths of time; `unit` is that of what was spoken of last."""
    two = next((f for f in marks.figures if f.at > figure.at), figure)
    alike = two.quantity.unit[:_STEM] == figure.quantity.unit[:_STEM] and figure.before not in _LIMITING
    if alike and differs_in_time(marks, figure, two):
        return Role.LEVEL
    if figure.quantity.kind == "time" and figure.quantity.value == 1 and _is_paid_for(marks, clause):
        return Role.NONE
    if figure.quantity.kind == "money" and (is_price(marks, clause, unit) or _is_of_share(marks, clause, figure)):
        return Role.NONE
    aged = (
        figure.before in ("fyllt", "fyllda", "fyller")
        or marks.low(figure.at - 2) in ("yngre", "äldre")
        and marks.low(figure.at - 1) == "än"
        or (figure.before in ("alla", "dem") and figure.quantity.unit == "år")  # `är gratis för alla över 67 år`
    )
    if marks.low(figure.quantity.last - 1) == "enhet" or aged:
        return Role.NONE  # `sämst en enhet i Gävle`: one of them, and no value; `Alla som är yngre än 24 år`
    if marks.low(figure.quantity.last - 1) in _LASTING and not find_kind(marks, figure.last, clause.last, "measure"):
        return Role.NONE  # `då det var 12 månaders uppföljningstid`; not `i snitt 14 dagars väntan`
    led = marks.lows(figure.at - _AGED, figure.at)
    if any(one == "i" and two in _AGES for one, two in pairwise(led)):
        return Role.NONE  # `skickas till befolkningen i åldern 16–84 år`
    if not NONE.isdisjoint(marks.lows(clause.first, min(clause.first + 2, figure.at))):
        return Role.NONE  # `Inga hushåll fick vänta längre än tre veckor`
    if is_beside_another(marks, clause, figure) or stays_at(marks, figure):
        return Role.LEVEL
    said = (
        is_end_in_place(marks, clause, figure)
        or _is_scored(marks, clause, figure)
        or is_said_of_it(marks, clause, figure, unit)
        or _is_measured(marks, clause, figure, unit)
        or _goes_on_in(marks, figure, unit)
    )
    return Role.LEVEL if said else Role.NONE


def _is_paid_for(marks: Marks, clause: Clause) -> bool:
    """`I länet kostade ett dygn på härbärge 740 kronor`: what was paid for, and no length of time"""
    paid = any(f.quantity.kind == "money" for f in within(marks.figures, clause.first, clause.last))
    return paid and any(low.startswith("kost") for low in marks.lows(clause.first, clause.last))


def _is_of_share(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`62 procent av kommunerna betalar ut mer än 60 kronor per dag`: what the share is told by"""
    before = within(marks.figures, clause.first, figure.at)
    return figure.quantity.qualifier != "exact" and any(f.quantity.kind in ("share", "part") for f in before)


def _is_scored(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Flickornas snittpoäng blev 14,2 poäng`, `Snittbetyget ligger på 13,2 poäng`, `fick 84 av 100 möjliga poäng`"""
    if figure.quantity.kind == "score" and "av" in marks.lows(figure.at, figure.quantity.last):
        return True
    linked = figure.quantity.kind == "score" and figure.before in (*LINKS, "till", "på", "vid")
    return linked and any(
        low.endswith(("poäng", "poängen", "betyg", "betyget")) for low in marks.lows(clause.first, figure.at - 1)
    )


def is_end_in_place(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Väntetiden varierar från 14 dagar i Hallands län till 47 dagar i Kalmar län`"""
    placed = any(p.first == figure.last and p.geography.code for p in marks.places)
    ends = figure.before in ("från", "till", "mellan", "och")
    return placed and ends and has_kind(marks, clause.first, figure.at, "spread")


def is_whole(value: Decimal) -> bool:
    return value == value.to_integral()


def _goes_on_in(marks: Marks, figure: Figure, unit: str) -> bool:
    """`Kortast var den i Solna (7,9 minuter)`: of a place, in the unit of what was measured before."""
    # `Längst var den i Mora med 31 dagar`, `medan Mora låg högst med 31 dagar`
    ranks = EXTREMES | _NEXT  # `Därefter kommer Mora med 31 dagar`
    ranked = figure.before == "med" and not ranks.isdisjoint((marks.low(marks.first), marks.low(figure.at - 2)))
    # `medan Mora hade kortast, 31 dagar`
    set_off = figure.before == "," and marks.low(figure.at - 2) in EXTREMES | load_set("best and worst")
    reach = 2 + ranked + 2 * set_off
    placed = any(marks.first <= p.first < figure.at <= p.last + reach for p in marks.places)
    placed = placed or any(g.last in (figure.at, figure.at - 1, figure.at - 2) for g in marks.genders)
    limits = OF_OTHERS | {"åldern", "åldrarna"}
    known = unit == figure.quantity.unit or (unit and unit.startswith(f"{figure.quantity.unit} "))
    return bool(placed and known) and (ranked or set_off or figure.before not in limits)


def is_said_of_it(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`Året innan var den 101 dagar.`, `2017 då de var 10 108`, `Rikssnittet är 60`, `Riket ligger på 60`"""
    weighed = figure.before in ("mot", "med") and marks.low(figure.at - 2) in ("ställas", "jämföras")
    if _is_compared(marks, clause, figure, unit) or (weighed and unit):
        return True  # `412 kronor per invånare, vilket kan ställas mot 387 i riket`
    near = {figure.before, marks.low(figure.at - 2)}
    if "de" in near and figure.quantity.kind == "bare" and unit not in ("count", "percent"):
        return False  # `Väntetiden är 41 dagar. I kön står tio personer, och i dag är de elva`
    pronouns = load_set("pronouns of a figure")
    if near & pronouns and near & (LINKS | (_TAKING if unit == figure.quantity.unit else frozenset())):
        return True
    links = [m for m in find_kind(marks, clause.first, figure.at, "link") if marks.low(m.first) not in _HAVING]
    between = set(marks.lows(links[-1].last, figure.at)) if links else set()
    if links and not between and "det" in marks.lows(links[-1].first, links[-1].last):
        return bool(unit)  # `Året innan rörde det sig om 3,6 dagar`
    ranked = bool(between & EXTREMES) and bool(between & pronouns)  # `I Kalmar län är den kortast, 31 dagar`
    if not links or between - pronouns - {"på", "till", "vid"} - (EXTREMES | {","} if ranked else set()):
        return False
    if between & pronouns:
        return True  # `Tre år tidigare låg den på 40 dagar`
    subject = marks.lows(clause.first, links[-1].first)
    if any(low.endswith(_MEANS) for low in subject[-1:]) or "motsvarande" in subject:
        return bool(unit)
    # `medan pojkarnas stannade på 202,6`, `medan pojkarna i kommunen stannade vid 196,2 poäng`
    named = marks.placed | {g.first for g in marks.genders}
    words = [k for k in range(clause.first, links[-1].first) if marks.low(k) not in _OF_WHOM]
    return bool(unit) and bool(words) and named.issuperset(words)


def _is_compared(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`I glesbygden är den mer än dubbelt så lång, 19,4 minuter`: how it stands, and its value."""
    if figure.before != "," or unit != figure.quantity.unit or marks.low(figure.last) not in (",", "."):
        return False
    lows = marks.lows(clause.first, figure.at - 1)
    verb = next((k for k, low in enumerate(lows) if low in LINKS), len(lows))
    how = lows[verb + 2 :]
    pointed = lows[verb + 1 : verb + 2] in (["den"], ["det"])
    return pointed and bool(how) and load_set("ways of standing").issuperset(how)


def _is_measured(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`Kostnaden per elev uppgick till 112 400 kronor`: a measure, a linking verb and its figure."""
    measures = find_kind(marks, clause.first, clause.last, "measure")
    links = [m for m in find_kind(marks, clause.first, figure.at, "link") if m.last <= figure.at]
    before = figure.before
    if figure.quantity.kind == "rate":
        return not figure.quantity.unit.startswith("svar ") and (
            bool(links or measures)
            or not is_whole(figure.quantity.value)
            or is_finite(before)
            or any(map(str.isdigit, figure.quantity.unit))  # `88 fall per 1 000 invånare`
            or figure.quantity.unit.rpartition(" ")[2] in load_set("counted one by one")  # `267 resor per invånare`
            or before in AVERAGES
        )
    if any(a.last == figure.quantity.first for a in marks.anchors):
        return False  # `har ökat fyra år på raken`
    led = measures and (measures[0].last <= figure.at or marks.low(figure.at - 2) in EXTREMES)
    if led and before == "," and marks.low(figure.quantity.last) in (",", "."):
        return True  # `Kostnaden för skolskjuts, 5 900 kronor per elev, är ...`, `Längst, 6,8 dagar, var väntetiden i`
    if figure.quantity.kind == "time":
        return _is_measured_time(marks, clause, figure, unit, measures, links)
    if before == "för" and marks.low(figure.at - 2) in ("stod", "står"):
        return True  # `Undervisningen stod för 62 500 kronor`
    if measures and (before == ":" or (before == "på" and figure.at - measures[-1].last <= 1)):
        return True  # `rikets medelkostnad på 22 690 kronor`
    if measures and is_label_and_value(marks, figure):
        return True
    stated = set(marks.lows(clause.first, figure.quantity.last))
    averaged = stated & {*AVERAGES, "varje", "genomsnittlig", "genomsnittlige"}
    meant = marks.lows(figure.last, figure.last + 2) in (["i", "snitt"], ["i", "genomsnitt"])
    spent = before == "åt"  # `I fjol gick det åt 148 kWh per kvadratmeter`
    rated = "per" in figure.quantity.unit.split(" ")  # `Utsläppen motsvarade 4,5 ton per invånare`
    if (
        (figure.quantity.kind == "score" or spent)
        and (averaged or meant or spent or rated)
        and any(map(is_finite, marks.lows(clause.first, figure.at)))
    ):
        return True  # `lämnade varje invånare 461 kilo avfall`
    said = set(marks.lows(clause.first, clause.last))
    reckoned = marks.low(clause.first) == "det" and marks.low(clause.first + 1) in load_set("verbs of amounting")
    amounts_to = before in load_set("verbs of amounting") and "per" in marks.lows(figure.at, figure.last)
    if is_spent(marks, clause, figure) or amounts_to or (reckoned and unit.endswith("SEK")):
        return True  # `betalade 48,6 miljoner kronor. Det motsvarar 176 kronor per invånare`
    priced = any(marks.low(m.first).startswith("kosta") for m in links) and is_cost(marks, clause, figure, unit)
    slashed = "/" in figure.quantity.unit_printed and "vara" not in said  # not `får vara högst 30 km/h`
    per = "per" in said or slashed
    amounts = bool(links) and marks.low(links[-1].first).startswith("uppg")  # `Tandvårdsstödet uppgick till`
    told = bool(links) and (bool(measures) or per or amounts or _is_turned(marks, figure, links[-1]))
    return told or priced or is_paid(marks, clause, figure)


def is_label_and_value(marks: Marks, figure: Figure) -> bool:
    """`Väntetid till särskilt boende 54 dagar (61 dagar 2018)`: a line that is a label and its figure"""
    last = figure.quantity.last
    ends = last >= marks.last or marks.low(last) == "("
    return ends and figure.before not in OF_OTHERS and not any(map(is_finite, marks.lows(marks.first, last)))


def _is_turned(marks: Marks, figure: Figure, link: Match) -> bool:
    """`I Säter är dagsersättningen 55 kronor`: between the verb and the figure stands what it is of, and no more."""
    placed = any(place.last == link.first for place in marks.places)
    return placed and link.last == figure.at - 1 and figure.before.endswith(("n", "t"))


def _is_measured_time(
    marks: Marks, clause: Clause, figure: Figure, unit: str, measures: Sequence[Match], links: Sequence[Match]
) -> bool:
    """`Väntetiden är 41 dagar`, `Ungdomar sitter stilla i genomsnitt 9,4 timmar`"""
    before = figure.before
    if before == ":" or (measures and is_label_and_value(marks, figure)):
        return bool(measures)
    lows = marks.lows(clause.first, figure.at)
    beside = [f for f in within(marks.figures, clause.first, clause.last) if f.before not in ADVISED]
    shared = any(f.quantity.kind in ("share", "part") for f in beside)  # `Var femte utredning tog längre tid än`
    if before in ("på", "efter") and not _ARRIVING.isdisjoint(lows) and not shared:
        return True  # `Räddningstjänsten kom fram på 9,7 minuter`, `Ambulansen var framme efter 16 minuter`
    if not (shared or _TAKING.isdisjoint(lows)) and any(low.startswith(_TASKS) or low.endswith(_TASKS) for low in lows):
        return True  # `I Nybro tar en utredning 121 dagar`, `ett bygglovsärende`
    if before in _TAKING and unit == figure.quantity.unit and not shared:
        return True  # `varade i snitt 210 minuter, medan det i Orsa varade 197 minuter`
    meant = not AVERAGES.isdisjoint(lows) and not _DWELLING.isdisjoint(lows)
    if before == "i" and (meant or not _STAYING.isdisjoint(lows)):
        return True  # `Kvinnor vistades på akuten i 176 minuter`, `I snitt bor ett barn där i 2,8 år`
    beside = [f for f in beside if marks.lows(f.at - 2, f.at) not in _AIMED]  # `är 5 veckor, målet är 4`
    others = any(f.quantity.kind in ("share", "part", "bare") for f in beside)
    averaged = before in AVERAGES or before == "öppet"  # `har öppet 11 timmar per vecka`
    averaged = averaged or ("genomsnitt" in lows[:2] and is_finite(before))  # `I genomsnitt beviljades 31 timmar`
    averaged = averaged or (is_finite(before) and any(low.startswith(_TYPICAL) for low in lows))
    behind = marks.lows(figure.last, figure.last + 2)
    averaged = averaged or (behind[:1] == ["i"] and behind[1:] != [] and behind[1] in AVERAGES)  # `139 dagar i median`
    averaged = averaged or (before == "efter" and not AVERAGES.isdisjoint(lows))  # `är i snitt framme efter 16 minuter`
    if averaged and not others and any(map(is_finite, lows)):
        return True
    turned = bool(links and measures) and links[-1].last <= measures[-1].first and before not in _LIMITING
    told = bool(links) and (figure.at - links[-1].last <= 3 or turned)
    return (bool(measures) and told and not others) or is_stated_decimal(marks, figure)


def is_stated_decimal(marks: Marks, figure: Figure) -> bool:
    """`År 2015 var den 16,7 barn`: with decimals, or so large, a number right after a linking verb is measured."""
    before = [marks.low(k) for k in (figure.at - 1, figure.at - 2)]
    linked = before[0] in ("är", "var") or (before[0] in ("den", "det", "siffran") and before[1] in ("är", "var"))
    stated = linked or (before[0] == "på" and before[1] in _STANDS)
    return stated and (not is_whole(figure.quantity.value) or figure.quantity.value >= _LARGE)
