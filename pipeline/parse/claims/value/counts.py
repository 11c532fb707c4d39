"""What a number without a percent is: a count, a measure in its own unit, or only told in passing.

"Antalet vräkta barn var 392"                     level
"449 barn berördes", "i genomsnitt 12 besök"      level
"I nio kommuner går det att boka"                 unsure
"fyra steg", "intervjuer i 12 kommuner"           none
"""

from __future__ import annotations

from decimal import Decimal

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import EXTREMES, has_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks, within
from pipeline.parse.claims.value.counterparts import is_beside_another, is_of_place_compared, stays_at
from pipeline.parse.claims.value.kinds import AVERAGES, NONE, SCORES, Role, find_kind, has_kind
from pipeline.parse.claims.value.pieces import OF_OTHERS, happens_to, is_some_of, is_told_then, role_of_pieces
from pipeline.parse.claims.value.prices import is_cost, is_price
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.tokens import DASHES
from pipeline.parse.verbs import is_finite

_WORDS = "claim_words.csv"
# Numbers of people below this are told of persons, not measured (`tre barn`), unless a share stands beside them.
_FEWEST = 100
# A whole number as large as this is no year and no age.
_LARGE = 10_000
_PAID = frozenset({"betalade", "betalar", "betalades", "betalas"})
_SCALES = ("index", "indexet", "poäng", "poängen", "betyg", "betyget", "omdöme", "omdömet")
_GIVING = frozenset({"ger", "gav", "gett", "fick", "får", "fått"})
_LINKS = frozenset({"är", "var", "blev"})
_STANDS = frozenset({"ligger", "låg", "hamnar", "hamnade", "landar", "landade", "stannar", "stannade"})
_HAVING = frozenset({"har", "hade", "får", "fick"})
_MEANS = ("snittet", "snitt", "medel", "medelvärdet", "medelvärde", "medianen", "siffran", "värdet", "antalet")
_LIMITING = OF_OTHERS - {"på", "till"}
# What stands before a bare value of an index: `med 82`, `(82)`, `, 78,`.
_BEFORE_VALUE = frozenset({"med", "på", "till", "från", "är", "var", "blev", "fick", "får", "(", ",", ":", "mot", "än"})
_CONCERNED = frozenset({"gällde", "avsåg", "rörde"})


def role_of_measure(marks: Marks, clause: Clause, figure: Figure, unit: str) -> Role:
    """Of money, points, rates and lengths of time; `unit` is that of what was spoken of last."""
    if figure.quantity.kind == "money" and is_price(marks, clause):
        return Role.NONE
    if marks.low(figure.quantity.last - 1) == "enhet":
        return Role.NONE  # `sämst en enhet i Gävle`: one of them, and no value
    if not NONE.isdisjoint(marks.lows(clause.first, min(clause.first + 2, figure.at))):
        return Role.NONE  # `Inga hushåll fick vänta längre än tre veckor`
    if is_beside_another(marks, clause, figure) or stays_at(marks, figure):
        return Role.LEVEL
    said = (
        _is_end_in_place(marks, clause, figure)
        or _is_scored(marks, clause, figure)
        or _is_said_of_it(marks, clause, figure, unit)
        or _is_measured(marks, clause, figure)
        or _goes_on_in(marks, figure, unit)
    )
    return Role.LEVEL if said else Role.NONE


def _is_scored(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Flickornas snittpoäng blev 14,2 poäng`"""
    linked = figure.quantity.kind == "score" and marks.low(figure.at - 1) in (*_LINKS, "till")
    return linked and any(low.endswith(("poäng", "poängen")) for low in marks.lows(clause.first, figure.at - 1))


def _is_end_in_place(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Väntetiden varierar från 14 dagar i Hallands län till 47 dagar i Kalmar län`"""
    placed = any(p.first == figure.last and p.geography.code for p in marks.places)
    ends = marks.low(figure.at - 1) in ("från", "till", "mellan", "och")
    return placed and ends and has_kind(marks, clause.first, figure.at, "spread")


def role_of_count(marks: Marks, clause: Clause, figure: Figure, unit: str) -> Role:
    """Of a bare number or one of pieces; `unit` is that of what was spoken of last.

    A level when something counts it, and unsure when a group just does something.
    """
    earlier = [f for f in within(marks.figures, clause.first, figure.at) if f.quantity.kind in ("share", "part")]
    if earlier and figure.quantity.qualifier != "exact":
        return Role.NONE  # `24 procent har ett index under 70`
    if _is_in_series(marks, figure):
        return Role.NONE
    if is_beside_another(marks, clause, figure) or is_some_of(marks, clause, figure, unit):
        return Role.LEVEL
    if (
        _is_given(marks, clause, figure)
        or _is_counted(marks, clause, figure)
        or _is_of_topic(marks, clause, figure, unit)
    ):
        return Role.LEVEL
    if load_phrases(_WORDS, "whole").match(marks.tokens, max(0, figure.at - 1)):
        return Role.NONE
    if has_kind(marks, marks.first, marks.last, "method"):
        return Role.NONE
    if figure.base is None or figure.base.kind == "thing":
        return role_of_pieces(marks, clause, figure)
    return _role_of_people(marks, clause, figure, figure.base.kind)


def _role_of_people(marks: Marks, clause: Clause, figure: Figure, kind: str) -> Role:
    """`449 barn berördes`, `Anmälningarna gällde 71 flickor`; of municipalities unsure."""
    before = marks.low(figure.at - 1)
    met = marks.low(figure.quantity.last) == "olika" and before in ("möter", "mötte", "träffar", "träffade")
    happened = kind == "people" and happens_to(marks, clause, figure)
    if _is_compared(marks, figure) or met or before in _CONCERNED or happened or is_told_then(marks, clause, figure):
        return Role.LEVEL
    behind = marks.lows(figure.last, figure.last + 2)
    if kind == "public" and behind[:1] == ["med"] and behind[1:] in (["."], [","], ["i"]):
        return Role.NONE  # `I år är 210 kommuner med.`
    if before in ("till", "med", "mellan") or (kind == "people" and figure.quantity.value < _FEWEST):
        return Role.NONE
    verbs = any(map(is_finite, marks.lows(clause.first, clause.last)))
    acts = is_finite(marks.low(figure.last)) or is_finite(before) or before in ("i", "av")
    if not verbs or not acts:
        return Role.NONE
    return Role.LEVEL if kind == "people" or figure.quantity.qualifier != "exact" else Role.UNSURE


def _is_compared(marks: Marks, figure: Figure) -> bool:
    """`har 42 personer haft ombud, fem fler än 2017`: what is compared with another year is measured, be it few."""
    two = next((f for f in marks.figures if f.at > figure.at), None)
    if two is None or marks.low(two.first - 1) != "," or marks.low(two.quantity.last) not in load_set("comparatives"):
        return False
    return any(y.since == two.quantity.last + 1 for y in marks.years)


def _is_whole(value: Decimal) -> bool:
    return value == value.to_integral()


def _is_of_topic(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`Högst betyg får brandtillsyn (82)`, `Lund ligger högt med 82`: a bare value of the index spoken of.

    And `två år senare är de 187 stycken`: the number of those just counted.
    """
    if unit and figure.quantity.kind == "bare" and (is_of_place_compared(marks, figure) or stays_at(marks, figure)):
        return True
    following, before = marks.low(figure.quantity.last), marks.low(figure.quantity.first - 1)
    if following and following[0].isalpha() and following not in PREPOSITIONS and not _goes_on(following):
        return False
    if _is_said_of_it(marks, clause, figure, unit) and (unit == "count" or figure.quantity.kind == "bare"):
        return True
    told = unit in SCORES or has_kind(marks, clause.first, figure.at, "index")
    if marks.tokens[figure.at].kind != "number":
        return False
    if unit in SCORES and not _GIVING.isdisjoint(marks.lows(clause.first, figure.at)) and before not in PREPOSITIONS:
        return True  # `Kvinnorna ger hemtjänsten 82`
    return told and before in _BEFORE_VALUE and marks.low(figure.quantity.first - 2) not in ("under", "över")


def _goes_on_in(marks: Marks, figure: Figure, unit: str) -> bool:
    """`Kortast var den i Solna (7,9 minuter)`: of a place, in the unit of what was measured before."""
    placed = any(marks.first <= p.first < figure.at <= p.last + 2 for p in marks.places)
    placed = placed or any(g.last in (figure.at - 1, figure.at - 2) for g in marks.genders)
    limits = OF_OTHERS | {"åldern", "åldrarna"}
    known = unit == figure.quantity.unit or (unit and unit.startswith(f"{figure.quantity.unit} "))
    return bool(placed and known) and marks.low(figure.at - 1) not in limits


def _goes_on(word: str) -> bool:
    return word in load_set("separators") or word in ("jämfört", "vilket", "följt", "följd", "upp", "ned", "ner")


def _is_said_of_it(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`Året innan var den 101 dagar.`, `2017 då de var 10 108`, `Rikssnittet är 60`, `Riket ligger på 60`"""
    near = {marks.low(figure.at - 1), marks.low(figure.at - 2)}
    pronouns = load_set("pronouns of a figure")
    if near & pronouns and near & _LINKS:
        return True
    links = [m for m in find_kind(marks, clause.first, figure.at, "link") if marks.low(m.first) not in _HAVING]
    between = set(marks.lows(links[-1].last, figure.at)) if links else set()
    ranked = bool(between & EXTREMES) and bool(between & pronouns)  # `I Kalmar län är den kortast, 31 dagar`
    if not links or between - pronouns - {"på", "till"} - (EXTREMES | {","} if ranked else set()):
        return False
    if between & pronouns:
        return True  # `Tre år tidigare låg den på 40 dagar`
    subject = marks.lows(clause.first, links[-1].first)
    if any(low.endswith(_MEANS) for low in subject[-1:]) or "motsvarande" in subject:
        return bool(unit)
    named = {k for p in marks.places for k in range(p.first, p.last)}
    named |= {g.first for g in marks.genders if marks.low(g.first).endswith("s")}  # `medan pojkarnas stannade på 202,6`
    words = [k for k in range(clause.first, links[-1].first) if marks.low(k) not in (",", "medan")]
    return bool(unit) and bool(words) and named.issuperset(words)


def _is_measured(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Kostnaden per elev uppgick till 112 400 kronor`: a measure, a linking verb and its figure."""
    measures = find_kind(marks, clause.first, clause.last, "measure")
    links = [m for m in find_kind(marks, clause.first, figure.at, "link") if m.last <= figure.at]
    before = marks.low(figure.at - 1)
    if figure.quantity.kind == "rate":
        return not figure.quantity.unit.startswith("svar ") and (
            bool(links or measures)
            or not _is_whole(figure.quantity.value)
            or is_finite(before)
            or before in AVERAGES
            or (before == "i" and figure.quantity.unit.startswith("fall per"))
        )
    if any(a.last == figure.quantity.first for a in marks.anchors):
        return False  # `har ökat fyra år på raken`
    if measures and before == "," and marks.low(figure.quantity.last) in (",", ".") and measures[0].last <= figure.at:
        return True  # `Kostnaden för skolskjuts, 5 900 kronor per elev, är ...`
    if figure.quantity.kind == "time":
        others = any(
            f.quantity.kind in ("share", "part", "bare") for f in within(marks.figures, clause.first, clause.last)
        )
        turned = bool(links and measures) and links[-1].last <= measures[-1].first and before not in _LIMITING
        told = bool(links) and (figure.at - links[-1].last <= 3 or turned)
        if before == ":":
            return bool(measures)
        return (bool(measures) and told and not others) or _is_stated_decimal(marks, figure)
    if before == "för" and marks.low(figure.at - 2) in ("stod", "står"):
        return True  # `Undervisningen stod för 62 500 kronor`
    if measures and (before == ":" or (before == "på" and figure.at - measures[-1].last <= 1)):
        return True  # `rikets medelkostnad på 22 690 kronor`
    averaged = {*AVERAGES, "varje"} & set(marks.lows(clause.first, figure.at))
    if figure.quantity.kind == "score" and averaged and any(map(is_finite, marks.lows(clause.first, figure.at))):
        return True  # `lämnade varje invånare 461 kilo avfall`
    said = set(marks.lows(clause.first, clause.last))
    if figure.quantity.unit == "MSEK" and "ut" in said and said & _PAID:
        return True  # `Sammanlagt betalade kommunen ut 71 miljoner kronor`
    priced = any(marks.low(m.first).startswith("kosta") for m in links) and is_cost(marks, clause, figure)
    per = "per" in said
    return priced or (bool(links) and (bool(measures) or per))


def _is_in_series(marks: Marks, figure: Figure) -> bool:
    """`27,2 – 29,6 – 30,0 procent`, `80 poäng av 100`: of which the text does not say what each is."""
    following, at = marks.low(figure.quantity.last), figure.quantity.last + 1
    if marks.low(figure.at - 1) == "av" and any(f.quantity.last == figure.at - 1 for f in marks.figures):
        return True
    next_to = any(f.at == at for f in marks.figures)
    apart = following in DASHES and marks.tokens[figure.quantity.last].start > marks.tokens[at - 2].end
    return apart and next_to


def _is_stated_decimal(marks: Marks, figure: Figure) -> bool:
    """`År 2015 var den 16,7 barn`: with decimals, or so large, a number right after a linking verb is measured."""
    before = [marks.low(k) for k in (figure.at - 1, figure.at - 2)]
    linked = before[0] in ("är", "var") or (before[0] in ("den", "det", "siffran") and before[1] in ("är", "var"))
    stated = linked or (before[0] == "på" and before[1] in _STANDS)
    return stated and (not _is_whole(figure.quantity.value) or figure.quantity.value >= _LARGE)


def _is_named_after(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`omdömet är 74 (Nöjd-Kund-Index)`."""
    linked = marks.low(figure.at - 1) in _LINKS and marks.low(figure.last) == "("
    return linked and has_kind(marks, figure.last, clause.last, "measure")


def _find_measures(marks: Marks, first: int, last: int) -> list[int]:
    """Where words end that name something measured: `antalet`, `nöjdheten`, `trygghetsindex`."""
    ends = [m.last for m in find_kind(marks, first, last, "measure")]
    return ends or [k + 1 for k in range(first, last) if marks.low(k).endswith(_SCALES)]


def _is_given(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`De boende ger hemtjänsten betyget 4,2`"""
    graded = marks.low(figure.at - 1) in ("betyget", "betyg", "omdömet", "snittbetyget")
    return graded and not _GIVING.isdisjoint(marks.lows(clause.first, figure.at))


def _are(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Olyckorna blev 253 stycken`"""
    linked = figure.quantity.kind == "count" and marks.low(figure.at - 1) in _LINKS
    return linked and has_content(marks.lows(clause.first, figure.at))


def _is_counted(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Antalet ... var 392`, `NKI är 78`, `antalet elever per lärare 12,3`, `i genomsnitt 14 personer`."""
    before = marks.low(figure.at - 1)
    bounded = figure.quantity.qualifier in ("above", "below") and has_kind(marks, clause.first, figure.at, "index")
    if bounded and before in ("index", "på"):
        return False  # `186 kommuner har ett NKI på 70 eller mer`, `index under 40 tolkas som ...`
    if before in ("index", "nki", "nmi", "nri") and marks.low(figure.at - 2) not in ("under", "över"):
        return True  # `toppar listan med index 84`
    averaged = set(marks.lows(clause.first, figure.at)) & AVERAGES
    counted = figure.quantity.last < clause.last and marks.tokens[figure.quantity.last].kind == "word"
    if before in AVERAGES or (averaged and counted and before not in OF_OTHERS):
        return True
    measures = _find_measures(marks, clause.first, figure.at)
    if not measures:
        stated = _is_stated_decimal(marks, figure) or _is_named_after(marks, clause, figure)
        return stated or _are(marks, clause, figure)
    if before == ":":
        return True
    if before == "," and marks.low(figure.quantity.last) in (",", "."):
        return True  # `Pojkarnas meritvärde, 179, är lågt`
    links = find_kind(marks, clause.first, figure.at, "link")
    if before in ("till", "från") and any(a.kind == "verb" for a in within(marks.anchors, clause.first, figure.at)):
        return True  # `antalet ökade med 8 procent till 331 000`
    if before == "på" and figure.at - measures[-1] <= 1:
        return True  # `ett Nöjd-Region-Index på 58`
    if not links or (figure.base and figure.base.kind == "thing"):
        return False
    timed = sum(min(y.last, figure.at) - y.first for y in within(marks.years, links[-1].last, figure.at))
    near = links[-1].last >= figure.at - 2 - timed  # `uppgick i oktober 2019 till 52 400`
    near = near or figure.quantity.kind == "count" or figure.at - measures[-1] <= 4
    return near and before not in ("i", "årskurs", "per", "de", "mellan", "inom", "under", "fyllt")
