"""Which words and signs end one statement of a sentence and begin the next.

"61 procent är nöjda | , en ökning med tre"       a change of what was stated
"82 procent av bussarna | , och av tågen var det 88"   others
"61 procent av kvinnor och män"                   no second statement
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.sentence.sequels import (
    COMPARED,
    adds_another,
    anchor_near,
    changes_again,
    goes_on_changing,
    goes_on_counting,
    goes_on_ranking,
    goes_on_since,
    goes_on_with_group,
    goes_on_with_others,
    has_verb,
    leads_difference,
)
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_HELPING = frozenset({"behöver", "behövde", "kan", "kunde", "vill", "ville", "får", "fick", "måste", "skulle", "hann"})
_MULTIPLES = frozenset({"dubbelt", "hälften", "gånger"})
_ALL_OR_NONE = frozenset({"samtliga", "alla", "ingen", "inga"})
_ALIASES = load_set("alias verbs")
# `är 71 procent | och förklaras av att fler har hemtjänst`
_EXPLAINING = frozenset({"förklaras", "förklarades", "beror", "berodde"})
_OF_PLACE = frozenset({"som", "där", "vars"})
_SUBJECTS = frozenset({"det", "den", "de", "vi", "man", "kommunen", "andelen"})
_TALKERS, _NEAR_VERB = frozenset({"det", "vi", "man"}), 5
_LEADS_REASON = {"trots": "att", "även": "om"}


def turns_to_main(marks: Marks, first: int, at: int) -> bool:
    """`När andelen med plan ökade från 57 till 61 procent | minskade andelen med rutin`

    And `Efter en ökning till 71 procent 2019 | sjönk andelen till 66`.
    """
    if not is_finite(marks.low(at)):
        return False
    if marks.low(first) in ("eftersom", "trots") and marks.low(at + 1) in _SUBJECTS:
        stated = any(first < f.first < at for f in marks.figures)
        return stated and has_verb(marks, first, at)  # `Eftersom 31 procent saknar en plan | är det svårt`
    ends = {at} | {y.first for y in marks.years if y.last == at}
    if marks.lows(first, first + 2) == ["efter", "att"] and len(ends) > 1 and has_verb(marks, first, at):
        return True  # `Efter att betyget har varit oförändrat år 2018 | ökar det`
    led = any(f.last in ends for f in marks.figures)
    been = marks.lows(first + 1, first + 3) == ["att", "ha"]  # `Från att ha varit 64 procent 2017 | är andelen`
    after = marks.low(first) in ("efter", "från") and (been or any(first < a.first < at for a in marks.anchors))
    return led and (after or has_verb(marks, first, at))


def cuts_always(marks: Marks, first: int, at: int) -> bool:
    return True


def _cuts_outside_brackets(marks: Marks, first: int, at: int) -> bool:
    """Not in `högst i Säter (71 procent; 64 procent 2016)`"""
    return next((low for low in reversed(marks.lows(first, at)) if low in ("(", ")")), "") != "("


def _cuts_at_whom(marks: Marks, first: int, at: int) -> bool:
    """`52 400 personer | , av vilka 70 procent var kvinnor`"""
    return marks.low(at + 1) == "vilka" and any(first <= f.first < at for f in marks.figures)


def _cuts_at_while(marks: Marks, first: int, at: int) -> bool:
    return marks.low(at + 1) == "som"


def _cuts_at_turn(marks: Marks, first: int, at: int) -> bool:
    """`har andelen ökat till 30 procent | , däremot minskar den bland`"""
    return marks.low(at - 1) == "," and is_finite(marks.low(at + 1)) and has_verb(marks, first, at)


def _cuts_at_none(marks: Marks, first: int, at: int) -> bool:
    """`högst i Skåne, 70 procent, och lägst i Kalmar län | , där ingen kommun har en plan`: told without a figure"""
    none = marks.low(at + 1) in ("ingen", "inget", "inga")
    return none and _states_figure(marks, first, at) and not any(f.first > at for f in marks.figures)


def _cuts_at_outcome(marks: Marks, first: int, at: int) -> bool:
    """`steg till 4,4 procent 2020 | för att sedan sjunka till 3,9`"""
    if not any([a.first == at for a in marks.anchors]):
        return False
    return any(first <= k < at for k in (*(a.first for a in marks.anchors), *(f.at for f in marks.figures)))


def _cuts_at_conclusion(marks: Marks, first: int, at: int) -> bool:
    """`I fjol var 87 procent nöjda | , så resultatet har klättrat med fyra procentenheter`"""
    stated = marks.low(at - 1) == "," and any(first <= f.first < at for f in marks.figures)
    return stated and has_verb(marks, at, marks.last) and any(a.first > at for a in marks.anchors)


def _cuts_at_aftermath(marks: Marks, first: int, at: int) -> bool:
    """`minskade 2021 | efter att ha ökat två år i rad`"""
    return marks.lows(at + 1, at + 3) == ["att", "ha"]


def _cuts_at_reason(marks: Marks, first: int, at: int) -> bool:
    """`Tillgången är inte lika god | , eftersom 29 procent har en kurator`: talk, and then the figures behind it.

    `, då 22 procent har`, `trots att 81 procent har`, `även om var femte saknar` likewise; what has its own figures
    before goes on with them.
    """
    opener = at + 1 if marks.low(at) in ("trots", "även") else at
    led = _LEADS_REASON.get(marks.low(at), marks.low(at)) == marks.low(opener)
    if not led:
        return False
    if any(first <= f.first < at for f in marks.figures):
        return marks.low(at) == "trots" and marks.low(at - 1) == ","
    near = marks.low(at) != "då" or (marks.low(at - 1) == "," and any(at < f.first <= at + 2 for f in marks.figures))
    stated = next((f for f in marks.figures if f.first > at), None)
    within_it = stated is not None and "," not in marks.lows(opener + 1, stated.first)
    return near and within_it and has_verb(marks, first, at)


def _cuts_at_thing(marks: Marks, first: int, at: int) -> bool:
    """`Vi saknar en plan | , något som finns i 60 procent av kommunerna`"""
    return (marks.low(at - 1), marks.low(at + 1)) == (",", "som")


def _cuts_at_but(marks: Marks, first: int, at: int) -> bool:
    """Not in `83 procent av flickorna men bara 74 procent av pojkarna klarade målen`, nor where the verb goes on:
    `ökade med 11 procentenheter i Kiruna men bara med 3 i riket`, `klarade 83 procent av flickorna men bara 74 procent
    av pojkarna målen`."""
    goes_on = marks.low(at + 1) in load_set("only words") and marks.low(at + 2) == "med"
    shared = _ends_in_figure(marks, first, at) and not has_verb(marks, at, marks.last)
    return has_verb(marks, first, at) and not goes_on and not shared


def _ends_in_figure(marks: Marks, first: int, at: int) -> bool:
    """Whether what its figure tells of is still to come: `I fjol klarade 83 procent av flickorna | men bara 74`"""
    before = (f for f in marks.figures if first <= f.first and f.last == at and f.quantity.kind in ("share", "part"))
    figure = next(before, None)
    coming = any(f.at in (at + 1, at + 2) for f in marks.figures)
    return coming and figure is not None and is_finite(marks.low(figure.first - 1))


def _cuts_at_which(marks: Marks, first: int, at: int) -> bool:
    if marks.low(at - 1) != "," and is_finite(marks.low(at - 1)) and not is_finite(marks.low(at + 1)):
        return False  # `vet | vilket stöd de kan få`
    near = [f.quantity for f in marks.figures if f.at in (at + 2, at + 3)]
    differs = any(q.kind == "difference" or marks.low(q.last) in COMPARED for q in near)
    return marks.low(at + 1) not in _ALIASES or differs or anchor_near(marks, at + 2) is not None


def _cuts_at_comma(marks: Marks, first: int, at: int) -> bool:
    if marks.low(first) in ("då", "när") and marks.low(at + 1) in ("är", "har") and has_verb(marks, first, at):
        return True  # `Jämfört med 2017, då 64 procent var behöriga | , är det en förbättring`
    return (
        changes_again(marks, first, at)
        or adds_another(marks, first, at)
        or goes_on_since(marks, first, at)
        or _leads_change(marks, at + 1)
        or leads_difference(marks, at + 1)
        or _turns_to_year(marks, first, at)
        or _turns_to_like(marks, at)
        or _tells_of_all(marks, first, at)
        or ends_aside(marks, first, at)
        or _stands_elsewhere(marks, first, at)
        or _share_moves(marks, first, at)
    )


def _share_moves(marks: Marks, first: int, at: int) -> bool:
    """`Fler skolor har stöd för dem som riskerar att hoppa av | , andelen har ökat från 52 till 62 procent`"""
    if marks.low(at + 1) not in ("andelen", "siffran") or not is_finite(marks.low(at + 2)):
        return False
    moves = any(at + 2 <= a.first <= at + 4 and a.kind == "verb" for a in marks.anchors)
    return moves and not any(first <= f.first < at for f in marks.figures) and has_verb(marks, first, at)


def _stands_elsewhere(marks: Marks, first: int, at: int) -> bool:
    """`har minskat i Orsa med tre procentenheter | , i Heby är den oförändrad`: a change, and none elsewhere."""
    place = next((p for p in marks.places if p.first == at + 1), None)
    if place is None or not is_finite(marks.low(place.last)) or not has_verb(marks, first, at):
        return False
    moved = any(first <= a.first < at for a in marks.anchors)
    return moved and any(place.last < a.first and a.kind == "level" for a in marks.anchors)


def _tells_of_all(marks: Marks, first: int, at: int) -> bool:
    """`Bland små kommuner är det 61 procent | , bland storstäderna samtliga`: of others, and in no figure."""
    place = next((p for p in marks.places if p.first == at + 1), None)
    return place is not None and marks.low(place.last) in _ALL_OR_NONE and _states_figure(marks, first, at)


def ends_aside(marks: Marks, first: int, at: int) -> bool:
    """`Nacka, som 2018 låg på 66 | , har fallit till 64`: what is told of a place on the way to its own verb."""
    if not is_finite(marks.low(at + 1)):
        return False
    place = next((p for p in marks.places if p.first == first), None)
    led = place is not None and marks.low(place.last) == "," and marks.low(place.last + 1) in _OF_PLACE
    return led and _states_figure(marks, first, at) and any(f.first > at for f in marks.figures)


def _cuts_at_and(marks: Marks, first: int, at: int) -> bool:
    if _ends_in_figure(marks, first, at) and _has_helping_verb(marks, first, at):
        return False
    return (
        changes_again(marks, first, at)
        or adds_another(marks, first, at)
        or goes_on_since(marks, first, at)
        or _goes_on_comparing(marks, first, at)
        or goes_on_ranking(marks, first, at)
        or goes_on_changing(marks, first, at)
        or goes_on_counting(marks, first, at)
        or goes_on_with_others(marks, first, at)
        or goes_on_with_group(marks, first, at)
        or (_states_figure(marks, first, at) and _leads_change(marks, at + 1))
        or _turns_to_share(marks, first, at)
        or (marks.low(at + 1) in _EXPLAINING and _states_figure(marks, first, at))
        or (marks.low(at - 1) == "," and any(turns(marks, first, at) for turns in _TURNS))
    )


def _has_helping_verb(marks: Marks, first: int, at: int) -> bool:
    """`Av dem behövde 9 procent av männen | och 7 procent av kvinnorna opereras`: the verb's other half is to come."""
    verbs = [low for low in marks.lows(first, at) if is_finite(low)]
    return bool(verbs) and verbs[-1] in _HELPING


def _cuts_at_dash(marks: Marks, first: int, at: int) -> bool:
    token, before = marks.tokens[at], marks.tokens[at - 1]
    # `Från 11 till 16 procent – så mycket har ...`, `har halverats – från 88 till 41 dagar`
    if marks.low(at + 1) in ("", "så", "från"):
        return False
    after = marks.tokens[at + 1]
    return before.end < token.start and token.end < after.start and not before.kind == after.kind == "number"


def _leads_change(marks: Marks, at: int) -> bool:
    """`, en ökning`, `, det är en minskning`, `, upp från 44 procent`."""
    anchor = anchor_near(marks, at)
    if anchor is None:
        return False
    between = marks.lows(at, anchor.first)
    if between[:1] == ["en"] and set(between[1:2]) <= load_set("share nouns") and between[2:3] == ["som"]:
        return True  # `följer upp stödet, en andel som är oförändrad sedan 2014`
    if anchor.kind == "noun":
        return bool(between) and between[0] in ("en", "ett", "det", "ingen", "alltså", "vilket", "totalt", "trots")
    return anchor.kind == "adjective" and not between and marks.low(anchor.first) in ("upp", "ned", "ner")


def _states_figure(marks: Marks, first: int, at: int) -> bool:
    """`där 64 procent är nöjda, | och en ökning med fem procentenheter`"""
    return any([first <= f.first < at and f.quantity.kind != "difference" for f in marks.figures])


def _goes_on_comparing(marks: Marks, first: int, at: int) -> bool:
    """`är tre procentenheter fler än 2015 | och mer än de 16 procent som gäller för landet`

    And `| och nästan dubbelt så många som 2012`.
    """
    timed = any(first <= a.first < at and any(y.since == a.last for y in marks.years) for a in marks.anchors)
    if timed and any(at < a.first <= at + 2 and marks.low(a.first) in _MULTIPLES for a in marks.anchors):
        return any(y.since is not None and at < y.since for y in marks.years)
    return timed and marks.low(at + 1) in COMPARED and marks.low(at + 2) == "än"


def _opens_statement(marks: Marks, first: int, at: int) -> bool:
    """`... har blivit ett bekymmer: 14 procent av personalen byttes ut`: both sides are sentences."""
    stated = any(first <= f.first < at for f in marks.figures)
    if (stated and not any(f.first == at + 1 for f in marks.figures)) or marks.low(at + 1) == "från":
        return False
    sides = (range(first, at), range(at + 1, marks.last))
    return all(any(is_finite(marks.low(k)) for k in side) for side in sides)


def _turns_to_place(marks: Marks, first: int, at: int) -> bool:
    """`Riksgenomsnittet är 15, och i Kalmar län varierar siffran`: two main clauses, of two places or genders."""
    genders = (g.last for g in marks.genders if g.first in (at + 1, at + 2))
    after = next((p.last for p in marks.places if p.first == at + 1), next(genders, None))
    return after is not None and is_finite(marks.low(after)) and has_verb(marks, first, at)


def _begins_anew(marks: Marks, first: int, at: int) -> bool:
    """`Under pandemin ställdes möten in, och 2021 hade bara 36 procent ...`: talk, and then a statement."""
    if any(first <= f.first < at for f in marks.figures) or any(first <= p.first < at for p in marks.places):
        return False
    coming = any(f.first > at for f in marks.figures)
    return coming and has_verb(marks, first, at) and has_verb(marks, at, marks.last)


def _turns_to_share(marks: Marks, first: int, at: int) -> bool:
    """`Trenden är bruten | och andelen behöriga ökade till 72 procent`: talk, and then a statement."""
    if marks.low(at + 1) not in ("andelen", "antalet") or any(first <= f.first < at for f in marks.figures):
        return False
    told = load_set("subordinators").isdisjoint(marks.lows(first, at))
    return told and has_verb(marks, first, at) and has_verb(marks, at, marks.last)


def _compares_anew(marks: Marks, first: int, at: int) -> bool:
    """`har kortats med 23 dagar sedan 2015, och de boende är mer nöjda än tidigare`"""
    changed = any(first <= a.first < at for a in marks.anchors)
    after = next((a for a in marks.anchors if at < a.first and a.kind in ("adjective", "quality")), None)
    if after is None or not changed or not has_verb(marks, at + 1, after.first):
        return False
    return any(y.since is not None and after.last <= y.since <= after.last + 2 for y in marks.years)


def _turns_to_year(marks: Marks, first: int, at: int) -> bool:
    """`har nästan fördubblats på fem år, 2018 var den 43 procent`: a main clause that opens with its year."""
    years = [y for y in marks.years if y.first == at + 1 and y.since is None]
    return bool(years) and is_finite(marks.low(years[0].last)) and has_verb(marks, first, at)


def _turns_there(marks: Marks, first: int, at: int) -> bool:
    """`är högst i Skåne, 85 procent, och där har ökningen varit störst`"""
    return marks.low(at + 1) == "där" and is_finite(marks.low(at + 2)) and has_verb(marks, first, at)


def _turns_to_comment(marks: Marks, first: int, at: int) -> bool:
    """`har 58 platser varit stängda, och utan platser blir det inga operationer`: a statement, and then talk."""
    if any(f.first > at for f in marks.figures) or any(a.first > at for a in marks.anchors):
        return False
    verb = next((k for k in range(at + 1, min(at + _NEAR_VERB, marks.last)) if is_finite(marks.low(k))), None)
    told = verb is not None and not _TALKERS.isdisjoint((marks.low(verb - 1), marks.low(verb + 1)))
    return told and _states_figure(marks, first, at) and has_verb(marks, first, at)


_TURNS = (_begins_anew, _turns_to_place, _compares_anew, _turns_to_year, _turns_there, _turns_to_comment)


def _turns_to_like(marks: Marks, at: int) -> bool:
    """`minskade från 8,4 till 7,7 procent | , motsvarande siffror för riket är 8,0 och 7,6`"""
    known = marks.low(at + 1) == "motsvarande" and marks.low(at + 2) in load_set("pronouns of a figure")
    return known and any(is_finite(low) for low in marks.lows(at + 2, marks.last))


def _cuts_at_exception(marks: Marks, first: int, at: int) -> bool:
    """`Regionerna når 64 procent, | med undantag för Gotland, som når 41`"""
    return marks.low(at + 1) == "undantag" and _states_figure(marks, first, at)


# Whether a clause that begins at `first` ends before the word or sign at `at`.
CUTS: dict[str, Callable[[Marks, int, int], bool]] = {
    **dict.fromkeys(("medan", "varav", "däribland"), cuts_always),
    ";": _cuts_outside_brackets,
    **dict.fromkeys("–—-", _cuts_at_dash),
    **dict.fromkeys(("och", "samt"), _cuts_at_and),
    ",": _cuts_at_comma,
    ":": _opens_statement,
    "men": _cuts_at_but,
    "samtidigt": _cuts_at_while,
    "däremot": _cuts_at_turn,
    "där": _cuts_at_none,
    "av": _cuts_at_whom,
    "vilket": _cuts_at_which,
    "något": _cuts_at_thing,
    **dict.fromkeys(("eftersom", "då", "trots", "även", "fastän"), _cuts_at_reason),
    "för": _cuts_at_outcome,
    "så": _cuts_at_conclusion,
    "efter": _cuts_at_aftermath,
    "med": _cuts_at_exception,
}
