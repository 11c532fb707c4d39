"""What a bare number, or one of pieces, is: a count, a value of an index, or only told in passing.

"Antalet vräkta barn var 392"                     level
"449 barn berördes", "i genomsnitt 12 besök"      level
"I nio kommuner går det att boka"                 unsure
"fyra steg", "intervjuer i 12 kommuner"           none
"""

from __future__ import annotations

from pipeline.parse.adverbials import names_survey
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import has_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks, nouns, within
from pipeline.parse.claims.value.counterparts import is_beside_another, is_of_place_compared, stays_at
from pipeline.parse.claims.value.kinds import AVERAGES, SCORES, Role, find_kind, has_kind, is_of_index
from pipeline.parse.claims.value.measures import (
    LINKS,
    is_end_in_place,
    is_label_and_value,
    is_said_of_it,
    is_stated_decimal,
    is_whole,
)
from pipeline.parse.claims.value.pieces import OF_OTHERS, are_counted, is_some_of, role_of_pieces
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.tokens import DASHES
from pipeline.parse.verbs import is_finite

_WORDS = "claim_words.csv"
# Numbers of people below this are told of persons, not measured (`tre barn`), unless a share stands beside them.
_FEWEST = 100
_FEWEST_SUMMED = 10
_DESCRIBED = 7
_MOST = frozenset({"flest", "färst"})
_SCALES = ("index", "indexet", "poäng", "poängen", "betyg", "betyget", "omdöme", "omdömet")
_GIVING = frozenset({"ger", "gav", "gett", "ges", "gavs", "fick", "får", "fått", "når", "nådde"})
# What stands before a bare value of an index: `med 82`, `(82)`, `, 78,`.
_BEFORE_VALUE = frozenset(
    {"med", "på", "till", "från", "är", "var", "blev", "fick", "får", "når", "nådde", "(", ",", ":", "mot", "än"}
)
_INDEX_NAMES = load_set("index names")
_BOUNDS = frozenset({"över", "under", "minst", "högst", "mer", "mindre", "lägst"})
_TELEPHONES = frozenset({"112", "1177", "11414", "11313", "114 14", "113 13"})
_CALLING, _CALLED_WITHIN = ("ring", "samtal", "larm", "kontakt", "nödnum", "telefon"), 3
_ENDS = frozenset({"", ".", "("})
_IN_CHARGE = frozenset({"ansvarar", "ansvarade", "ansvara", "svarar", "svarade"})
_CONCERNED = frozenset({"gällde", "avsåg", "rörde"})


def role_of_count(marks: Marks, clause: Clause, figure: Figure, unit: str) -> Role:
    """Of a bare number or one of pieces; `unit` is that of what was spoken of last.

    A level when something counts it, and unsure when a group just does something.
    """
    earlier = [f for f in within(marks.figures, clause.first, figure.at) if f.quantity.kind in ("share", "part")]
    if earlier and figure.quantity.qualifier != "exact" and figure.before != "till":
        return Role.NONE  # `24 procent har ett index under 70`
    if _is_in_series(marks, figure) or _is_called(marks, figure):
        return Role.NONE
    if marks.lows(figure.at - 2, figure.at) == ["tillsyn", "över"]:
        return Role.LEVEL  # `hade tillsyn över 418 ställföreträdare`
    if is_beside_another(marks, clause, figure) or is_some_of(marks, clause, figure, unit):
        return Role.LEVEL
    if (
        _is_given(marks, clause, figure)
        or _is_met(marks, figure)
        or _is_counted(marks, clause, figure)
        or _is_of_topic(marks, clause, figure, unit)
    ):
        return Role.LEVEL
    if load_phrases(_WORDS, "whole").match(marks.tokens, max(0, figure.at - 1)):
        return Role.NONE
    if _only_takes_part(marks, clause, figure):
        return Role.NONE
    if figure.base is None or figure.base.kind == "thing":
        return role_of_pieces(marks, clause, figure)
    return _role_of_people(marks, clause, figure, figure.base.kind)


def _role_of_people(marks: Marks, clause: Clause, figure: Figure, kind: str) -> Role:
    """`449 barn berördes`, `Anmälningarna gällde 71 flickor`; of municipalities unsure."""
    before = figure.before
    if before == "respektive":  # `fick | 120 respektive 85 personer stöd`
        before = next((f.before for f in marks.figures if f.quantity.last == figure.at - 1), before)
    # `Anmälningarna gällde 640 barn`, `I fjol gällde anmälningarna 640 barn`, `en anmälan om oro för 640 barn`
    concerned = before in _CONCERNED or marks.low(figure.at - 2) in _CONCERNED
    concerned = concerned or (before == "för" and marks.low(figure.at - 2) == "oro")
    if concerned or are_counted(marks, clause, figure) or _is_of_most(marks, clause, figure):
        return Role.LEVEL
    behind = marks.lows(figure.last, figure.last + 2)
    if kind == "public" and behind[:1] == ["med"] and behind[1:] in (["."], [","], ["i"]):
        return Role.NONE  # `I år är 210 kommuner med.`
    # `Sammanlagt berördes 94 barn`
    summed = not load_set("both together").isdisjoint(marks.lows(clause.first, figure.at))
    # `I oktober 2020 var 43 personer hemlösa`, `Under året fick 43 familjer stöd`
    timed = bool(within(marks.years, clause.first, figure.at)) or "året" in marks.lows(clause.first, figure.at)
    dated = timed and is_finite(before)
    fewest = _FEWEST_SUMMED if summed or dated else _FEWEST
    # not `6,4 årsarbetare`
    few = kind == "people" and figure.quantity.value < fewest and is_whole(figure.quantity.value)
    if before in ("till", "med", "mellan") or few:
        return Role.NONE
    verbs = any(map(is_finite, marks.lows(clause.first, clause.last)))
    there = next((p.last for p in marks.places if p.first == figure.last), figure.last)
    verbs_behind = [low for low in marks.lows(figure.last, clause.last) if is_finite(low)]
    who = marks.low(figure.last) == "som" and len(verbs_behind) > 1  # `46 000 personer som är äldre vårdades`
    granted = before == "för" and kind == "people" and marks.low(figure.at - 2).endswith("des")
    acts = is_finite(marks.low(there)) or is_finite(before) or before in ("i", "in", "av", "emot")
    acts = acts or who or granted or _are_described(marks, clause, figure)
    if not verbs or not acts:
        return Role.NONE
    return Role.LEVEL if kind == "people" or figure.quantity.qualifier != "exact" else Role.UNSURE


def _are_described(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`71 000 personer | över 65 år | vårdades på sjukhus`, `4 200 barn | i åldern 0–5 år | var placerade`"""
    if figure.first - clause.first > 1 or marks.low(figure.last) not in PREPOSITIONS | _BOUNDS:
        return False
    verb = next((k for k in range(figure.last, figure.last + _DESCRIBED) if is_finite(marks.low(k))), None)
    return verb is not None and verb < clause.last and marks.low(verb) not in load_set("taking part")


def _is_of_most(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Borlänge redovisar flest hemlösa, 128 personer`"""
    beside = figure.before == "," and marks.low(figure.last) in (",", ".")
    return beside and not _MOST.isdisjoint(marks.lows(clause.first, figure.at))


def tells_only_of_taking_part(marks: Marks) -> bool:
    """`Totalt deltog 179 kommuner, elva fler än i fjol`: who was asked, then and now"""
    asked = any(f.base is not None and f.base.kind == "public" and f.quantity.kind == "bare" for f in marks.figures)
    return asked and has_kind(marks, marks.first, marks.last, "participation")


def _only_takes_part(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`165 kommuner deltar i nätverket`; not `Under 2021 deltog 38 900 personer i daglig verksamhet`"""
    if has_kind(marks, marks.first, marks.last, "method"):
        return True
    if not has_kind(marks, marks.first, marks.last, "participation"):
        return False
    people = figure.base is not None and figure.base.kind == "people"
    asked = any(map(names_survey, marks.lows(clause.first, clause.last)))
    return not people or asked or not within(marks.years, clause.first, clause.last)


def _is_of_topic(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`Högst betyg får brandtillsyn (82)`, `Lund ligger högt med 82`: a bare value of the index spoken of.

    And `två år senare är de 187 stycken`: the number of those just counted.
    """
    if unit and figure.quantity.kind == "bare" and (is_of_place_compared(marks, figure) or stays_at(marks, figure)):
        bare = [f for f in within(marks.figures, clause.first, figure.at) if f.quantity.kind == "bare"]
        return unit in SCORES or not any(marks.low(f.at - 1) in LINKS for f in bare)  # not `är 71, under rikets 74`
    following, before = marks.low(figure.quantity.last), marks.low(figure.quantity.first - 1)
    if following and following[0].isalpha() and following not in PREPOSITIONS and not _goes_on(following):
        return False
    if is_said_of_it(marks, clause, figure, unit) and (unit == "count" or figure.quantity.kind == "bare"):
        return True
    told = unit in SCORES or has_kind(marks, clause.first, figure.at, "index")
    if marks.tokens[figure.at].kind != "number":
        return False
    if unit in SCORES and not _GIVING.isdisjoint(marks.lows(clause.first, figure.at)) and before not in PREPOSITIONS:
        return True  # `Kvinnorna ger hemtjänsten 82`
    if before in load_set("both together"):  # `Kommunerna i länet når tillsammans 73`
        before = marks.low(figure.quantity.first - 2)
    return told and before in _BEFORE_VALUE and marks.low(figure.quantity.first - 2) not in ("under", "över")


def _goes_on(word: str) -> bool:
    return word in load_set("separators") or word in ("jämfört", "vilket", "följt", "följd", "upp", "ned", "ner")


def _is_called(marks: Marks, figure: Figure) -> bool:
    """`ringer 112`, `samtal till 1177`: a telephone number"""
    called = marks.text_of(figure.at, figure.quantity.last) in _TELEPHONES
    led = marks.lows(max(marks.first, figure.at - _CALLED_WITHIN), figure.at)
    return called and any(low.startswith(_CALLING) for low in led)


def _is_in_series(marks: Marks, figure: Figure) -> bool:
    """`27,2 – 29,6 – 30,0 procent`, `80 poäng av 100`: of which the text does not say what each is."""
    following, at = marks.low(figure.quantity.last), figure.quantity.last + 1
    if figure.before == "av" and any(f.quantity.last == figure.at - 1 for f in marks.figures):
        return True
    next_to = any(f.at == at for f in marks.figures)
    apart = following in DASHES and marks.tokens[figure.quantity.last].start > marks.tokens[at - 2].end
    return apart and next_to


def _is_named_after(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`omdömet är 74 (Nöjd-Kund-Index)`."""
    linked = figure.before in LINKS and marks.low(figure.last) == "("
    return linked and has_kind(marks, figure.last, clause.last, "measure")


def _find_measures(marks: Marks, first: int, last: int) -> list[int]:
    """Where words end that name something measured: `antalet`, `nöjdheten`, `trygghetsindex`."""
    ends = [m.last for m in find_kind(marks, first, last, "measure")]
    return ends or [k + 1 for k in range(first, last) if marks.low(k).endswith(_SCALES)]


def _is_given(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`De boende ger hemtjänsten betyget 4,2`"""
    graded = figure.before in ("betyget", "betyg", "omdömet", "snittbetyget") or is_of_index(marks, figure)
    return graded and not _GIVING.isdisjoint(marks.lows(clause.first, figure.at))


def _is_met(marks: Marks, figure: Figure) -> bool:
    """`möter 14 olika medarbetare`, `får besök av 14 olika medarbetare`"""
    by = figure.before == "av" and marks.low(figure.at - 2) in ("besök", "hjälp")
    met = by or figure.before in ("möter", "mötte", "träffar", "träffade")
    return met and marks.low(figure.quantity.last) == "olika"


def _are(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Olyckorna blev 253 stycken`, `Sommaren gav många bränder: 20 944 stycken`"""
    linked = figure.quantity.kind == "count" and figure.before in LINKS | {":"}
    return linked and has_content(marks.lows(clause.first, figure.at))


def _are_in_number(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Anmälningarna uppgick till 1 086`, `var 1 086 till antalet`, `Patienter som väntat mer än ett år: 412`"""
    if marks.lows(figure.last, figure.last + 2) == ["till", "antalet"]:
        return True
    if figure.before == ":" and marks.low(figure.last) in _ENDS and figure.at - clause.first > 2:
        opening = (nouns().get(low) for low in marks.lows(clause.first, clause.first + 2))
        return any(noun is not None and noun.kind == "people" for noun in opening)
    amounts = figure.before == "till" and marks.low(figure.at - 2) in ("uppgick", "uppgår")
    return amounts and marks.low(figure.at - 3).endswith("na")


def _is_counted(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Antalet ... var 392`, `NKI är 78`, `antalet elever per lärare 12,3`, `i genomsnitt 14 personer`."""
    at = figure.at
    before = marks.low(at - 1)
    named = before in _INDEX_NAMES
    if marks.low(figure.at) in _BOUNDS and (named or (before == "på" and has_kind(marks, clause.first, at, "index"))):
        return False  # `186 kommuner har ett NKI på minst 70`, `index under 40 tolkas som ...`
    if named and marks.low(at - 2) not in ("under", "över"):
        return True  # `toppar listan med index 84`
    averaged = set(marks.lows(clause.first, figure.at)) & AVERAGES
    counted = figure.quantity.last < clause.last and marks.tokens[figure.quantity.last].kind == "word"
    charged = before == "för" and not _IN_CHARGE.isdisjoint(marks.lows(clause.first, at))
    if before in AVERAGES or (averaged and counted and (charged or before not in OF_OTHERS)):
        return True  # `I genomsnitt ansvarar varje handläggare för | 34 hushåll`
    measures = _find_measures(marks, clause.first, figure.at)
    if not measures:
        stated = is_stated_decimal(marks, figure) or _is_named_after(marks, clause, figure)
        return stated or _are(marks, clause, figure) or _are_in_number(marks, clause, figure)
    if before == ":" or is_label_and_value(marks, figure) or is_end_in_place(marks, clause, figure):
        return True
    if before == "på" and marks.lows(measures[-1], at - 1) in ([","], [")"]):
        return True  # `Med ett Nöjd-Kund-Index, NKI, på 76 hamnar Kalmar i topp`
    if before == "," and marks.low(figure.quantity.last) in (",", "."):
        return True  # `Pojkarnas meritvärde, 179, är lågt`
    links = find_kind(marks, clause.first, figure.at, "link")
    if links and "när" in marks.lows(measures[-1], links[-1].first):
        return False  # `NKI är 74 när företaget har fler än | 50 anställda`
    if not links or (figure.base and figure.base.kind == "thing"):
        return False
    timed = sum(min(y.last, figure.at) - y.first for y in within(marks.years, links[-1].last, figure.at))
    near = links[-1].last >= figure.at - 2 - timed  # `uppgick i oktober 2019 till 52 400`
    near = near or figure.quantity.kind == "count" or figure.at - measures[-1] <= 4
    return near and before not in ("i", "årskurs", "per", "de", "mellan", "inom", "under", "fyllt")
