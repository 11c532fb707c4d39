"""Which words and signs end one statement of a sentence and begin the next.

"61 procent är nöjda | , en ökning med tre"       a change of what was stated
"82 procent av bussarna | , och av tågen var det 88"   others
"61 procent av kvinnor och män"                   no second statement
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.parse.claims.label.topics import OF_TWO
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Anchor, Marks
from pipeline.parse.claims.value.kinds import has_kind
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_ALL_OR_NONE = frozenset({"samtliga", "alla", "ingen", "inga"})
_COMPARED = load_set("comparatives")
_HEADED = frozenset({"upp", "ned", "ner"})
_ALIASES = load_set("alias verbs")
# How far behind `en` or `och` a word of change may stand: `, en statistiskt säkerställd ökning`.
_REACH = 4
# `sjukpenningtalet för anställda har ökat`
_SUBJECT_REACH = 6
# `och för män 61`
_NAMED_REACH = 2


def turns_to_main(marks: Marks, first: int, at: int) -> bool:
    """`När andelen med plan ökade från 57 till 61 procent | minskade andelen med rutin`"""
    led = any(f.last == at for f in marks.figures)
    return led and is_finite(marks.low(at)) and _has_verb(marks, first, at)


def cuts_always(marks: Marks, first: int, at: int) -> bool:
    return True


def _cuts_at_whom(marks: Marks, first: int, at: int) -> bool:
    """`52 400 personer | , av vilka 70 procent var kvinnor`"""
    return marks.low(at + 1) == "vilka" and any(first <= f.first < at for f in marks.figures)


def _cuts_at_while(marks: Marks, first: int, at: int) -> bool:
    return marks.low(at + 1) == "som"


def _cuts_at_outcome(marks: Marks, first: int, at: int) -> bool:
    """`steg till 4,4 procent 2020 | för att sedan sjunka till 3,9`"""
    return any(a.first == at for a in marks.anchors) and any(first <= a.first < at for a in marks.anchors)


def _cuts_at_aftermath(marks: Marks, first: int, at: int) -> bool:
    """`minskade 2021 | efter att ha ökat två år i rad`"""
    return marks.lows(at + 1, at + 3) == ["att", "ha"]


def _cuts_at_thing(marks: Marks, first: int, at: int) -> bool:
    """`Vi saknar en plan | , något som finns i 60 procent av kommunerna`"""
    return (marks.low(at - 1), marks.low(at + 1)) == (",", "som")


def _cuts_at_but(marks: Marks, first: int, at: int) -> bool:
    """Not in `83 procent av flickorna men bara 74 procent av pojkarna klarade målen`, nor where the verb goes on:
    `ökade med 11 procentenheter i Kiruna men bara med 3 i riket`."""
    goes_on = marks.low(at + 1) in ("bara", "endast") and marks.low(at + 2) == "med"
    return _has_verb(marks, first, at) and not goes_on


def _cuts_at_which(marks: Marks, first: int, at: int) -> bool:
    near = [f.quantity for f in marks.figures if f.at in (at + 2, at + 3)]
    differs = any(q.kind == "difference" or marks.low(q.last) in _COMPARED for q in near)
    return marks.low(at + 1) not in _ALIASES or differs or _anchor_near(marks, at + 2) is not None


def _cuts_at_comma(marks: Marks, first: int, at: int) -> bool:
    return (
        _changes_again(marks, first, at)
        or _adds_another(marks, first, at)
        or _goes_on_since(marks, first, at)
        or _leads_change(marks, at + 1)
        or _leads_difference(marks, at + 1)
        or _turns_to_year(marks, first, at)
        or _turns_to_like(marks, at)
        or _tells_of_all(marks, first, at)
    )


def _tells_of_all(marks: Marks, first: int, at: int) -> bool:
    """`Bland små kommuner är det 61 procent | , bland storstäderna samtliga`: of others, and in no figure."""
    place = next((p for p in marks.places if p.first == at + 1), None)
    return place is not None and marks.low(place.last) in _ALL_OR_NONE and _states_figure(marks, first, at)


def _adds_another(marks: Marks, first: int, at: int) -> bool:
    """`Andelen är densamma som i fjol | och fyra procentenheter högre än 2014`, `| , den senare har minskat`"""
    same = any([first <= a.first < at and a.kind == "level" for a in marks.anchors])
    latter = marks.low(at + 1) == "den" and OF_TWO.get(marks.low(at + 2)) == 1
    return latter or (same and _leads_difference(marks, at + 1))


def _cuts_at_and(marks: Marks, first: int, at: int) -> bool:
    return (
        _changes_again(marks, first, at)
        or _adds_another(marks, first, at)
        or _goes_on_since(marks, first, at)
        or _goes_on_comparing(marks, first, at)
        or _goes_on_ranking(marks, first, at)
        or _goes_on_changing(marks, first, at)
        or _goes_on_counting(marks, first, at)
        or _goes_on_with_others(marks, first, at)
        or _goes_on_with_group(marks, first, at)
        or (_states_figure(marks, first, at) and _leads_change(marks, at + 1))
        or (marks.low(at - 1) == "," and any(turns(marks, first, at) for turns in _TURNS))
    )


def _cuts_at_dash(marks: Marks, first: int, at: int) -> bool:
    token, before = marks.tokens[at], marks.tokens[at - 1]
    if marks.low(at + 1) in ("", "så"):  # `Från 11 till 16 procent – så mycket har ...`
        return False
    after = marks.tokens[at + 1]
    return before.end < token.start and token.end < after.start and not before.kind == after.kind == "number"


def _leads_change(marks: Marks, at: int) -> bool:
    """`, en ökning`, `, det är en minskning`, `, upp från 44 procent`."""
    anchor = _anchor_near(marks, at)
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


def _goes_on_since(marks: Marks, first: int, at: int) -> bool:
    """`2018 klarade 81 procent provet, och sedan dess har andelen fallit`"""
    then = at + 1 + (marks.low(at) == "och" and marks.low(at + 1) in ("har", "hade"))
    since = marks.lows(then, then + 2) == ["sedan", "dess"] or marks.low(then) == "därefter"
    return since and any(first <= f.first < at for f in marks.figures) and any(a.first > at for a in marks.anchors)


def _goes_on_comparing(marks: Marks, first: int, at: int) -> bool:
    """`är tre procentenheter fler än 2015 | och mer än de 16 procent som gäller för landet`"""
    timed = any(first <= a.first < at and any(y.since == a.last for y in marks.years) for a in marks.anchors)
    return timed and marks.low(at + 1) in _COMPARED and marks.low(at + 2) == "än"


def _goes_on_ranking(marks: Marks, first: int, at: int) -> bool:
    """`har förlängts med 6 dagar sedan 2020 och är nu längre än i riket, där den är 104 dagar`"""
    than = next((k for k in range(at + 2, at + _REACH) if marks.low(k) in _COMPARED and marks.low(k + 1) == "än"), None)
    if than is None or marks.low(at + 1) not in ("är", "var", "ligger", "låg"):
        return False
    changed = any(first <= a.first < at and a.kind == "verb" for a in marks.anchors)
    placed = any(than < p.first <= than + _REACH for p in marks.places)
    return changed and placed and any(f.first > than for f in marks.figures)


def _opens_statement(marks: Marks, first: int, at: int) -> bool:
    """`... har blivit ett bekymmer: 14 procent av personalen byttes ut`: both sides are sentences."""
    stated = any(first <= f.first < at for f in marks.figures)
    if (stated and not any(f.first == at + 1 for f in marks.figures)) or marks.low(at + 1) == "från":
        return False
    sides = (range(first, at), range(at + 1, marks.last))
    return all(any(is_finite(marks.low(k)) for k in side) for side in sides)


def _goes_on_counting(marks: Marks, first: int, at: int) -> bool:
    """`vilket är en minskning med 5 procentenheter, och 22 procent erbjuder ART`: a new statement behind a change."""
    where = max(
        (k for k in range(first, at) if marks.low(k) == "där"), default=first
    )  # `, där 82 procent av flickorna`
    stated = any(first <= f.first < at for f in marks.figures) and _has_verb(marks, where, at)
    if not stated and not any(first <= a.first < at for a in marks.anchors):
        return False
    if has_kind(marks, at + 1, at + 2, "measure") and is_finite(marks.low(at + 2)):
        return any(f.at == at + 3 for f in marks.figures)  # `och medelåldern var 42 år`
    shares = (f for f in marks.figures if f.first in (at + 1, at + 2) and f.quantity.kind in ("share", "part", "bare"))
    return any(is_finite(marks.low(f.last)) or marks.lows(f.last, f.last + 2) == ["av", "dem"] for f in shares)


def _goes_on_with_others(marks: Marks, first: int, at: int) -> bool:
    """`82 procent av bussarna kom i tid, och av tågen var det 88`: of others, what was just stated."""
    if marks.low(at - 1) != "," or marks.low(at + 1) != "av" or not any(first <= f.first < at for f in marks.figures):
        return False
    if marks.low(at + 2) in ("dem", "dessa") or not any(f.at > at for f in marks.figures):
        return True  # `Här bor 17 000 personer, och av dem är 2 140 äldre än 75 år`
    links = {(marks.low(f.at - 2), marks.low(f.at - 1)) for f in marks.figures if f.at > at}
    return bool(links & {("är", "det"), ("var", "det"), ("är", "andelen"), ("var", "andelen")})


def _goes_on_with_group(marks: Marks, first: int, at: int) -> bool:
    """`71 procent, en ökning med fem, och för män 61`, `och Nybro på 61`: the same of another gender or place."""
    spans = (*((g.first, g.last) for g in marks.genders), *((p.first, p.last) for p in marks.places))
    named = [end for begin, end in spans if at < begin <= at + _NAMED_REACH]
    named += [end + 1 for end in named if marks.low(end) == "på"]
    figured = any(f.at in named and f.quantity.kind != "difference" for f in marks.figures)
    return figured and any(first <= a.first < at and a.kind == "noun" for a in marks.anchors)


def _turns_to_place(marks: Marks, first: int, at: int) -> bool:
    """`Riksgenomsnittet är 15, och i Kalmar län varierar siffran`: two main clauses, of two places or genders."""
    genders = (g.last for g in marks.genders if g.first in (at + 1, at + 2))
    after = next((p.last for p in marks.places if p.first == at + 1), next(genders, None))
    return after is not None and is_finite(marks.low(after)) and _has_verb(marks, first, at)


def _begins_anew(marks: Marks, first: int, at: int) -> bool:
    """`Under pandemin ställdes möten in, och 2021 hade bara 36 procent ...`: talk, and then a statement."""
    if any(first <= f.first < at for f in marks.figures) or any(first <= p.first < at for p in marks.places):
        return False
    coming = any(f.first > at for f in marks.figures)
    return coming and _has_verb(marks, first, at) and _has_verb(marks, at, marks.last)


def _compares_anew(marks: Marks, first: int, at: int) -> bool:
    """`har kortats med 23 dagar sedan 2015, och de boende är mer nöjda än tidigare`"""
    changed = any(first <= a.first < at for a in marks.anchors)
    after = next((a for a in marks.anchors if at < a.first and a.kind in ("adjective", "quality")), None)
    if after is None or not changed or not _has_verb(marks, at + 1, after.first):
        return False
    return any(y.since is not None and after.last <= y.since <= after.last + 2 for y in marks.years)


_TURNS = (_begins_anew, _turns_to_place, _compares_anew)


def _has_verb(marks: Marks, first: int, last: int) -> bool:
    counted = {k for f in marks.figures if first <= f.at < last for k in range(f.at, f.quantity.last)}
    return any(is_finite(marks.low(k)) for k in range(first, last) if k not in counted)  # `var femte` is no verb


def _turns_to_year(marks: Marks, first: int, at: int) -> bool:
    """`har nästan fördubblats på fem år, 2018 var den 43 procent`: a main clause that opens with its year."""
    years = [y for y in marks.years if y.first == at + 1 and y.since is None]
    return bool(years) and is_finite(marks.low(years[0].last)) and _has_verb(marks, first, at)


def _turns_to_like(marks: Marks, at: int) -> bool:
    """`minskade från 8,4 till 7,7 procent | , motsvarande siffror för riket är 8,0 och 7,6`"""
    known = marks.low(at + 1) == "motsvarande" and marks.low(at + 2) in load_set("pronouns of a figure")
    return known and any(is_finite(low) for low in marks.lows(at + 2, marks.last))


def _leads_difference(marks: Marks, at: int) -> bool:
    """`, 5 tusen kronor lägre än snittet`."""
    return any(f.at == at and marks.low(f.quantity.last) in _COMPARED | _HEADED for f in marks.figures)


def _goes_on_changing(marks: Marks, first: int, at: int) -> bool:
    """`... är 45 procent och har ökat`: a change of what was just stated; `... har ökat och ökningen gäller både`."""
    if any(a.kind == "definite" and a.first == at + 1 for a in marks.anchors):
        return True
    if has_kind(marks, at + 1, at + 2, "gap"):
        return True  # `och skillnaden mellan könen har ökat`
    if not any(f.first >= first and f.last <= at for f in marks.figures):
        return False
    anchor = _anchor_near(marks, at + 1)
    if anchor is None or anchor.kind not in ("verb", "level"):
        return False
    begins = at + 1 + (marks.low(at + 1) == "med")  # `och med ytterligare två procentenheter till 2021`
    return marks.low(at + 1) in ("har", "hade", "är", "ligger", "det", "andelen", "den") or anchor.first == begins


def _changes_again(marks: Marks, first: int, at: int) -> bool:
    """`Väntetiden har fördubblats, sjukpenningtalet har ökat`: a second subject with a change of its own."""
    before = [a for a in marks.anchors if first <= a.first < at and a.kind in ("verb", "level", "noun")]
    if not before:
        return False
    after = next((a for a in marks.anchors if at < a.first and a.kind in ("verb", "level")), None)
    if after is not None and after.first == at + 1 and after.direction != before[-1].direction:
        named = (*(g.first for g in marks.genders), *(p.first for p in marks.places))
        return any(start >= after.last for start in named)  # `och minskat bland pojkarna`
    subject = marks.low(at + 1)
    ends = {p.last for p in marks.places if p.first == at + 1}
    ends |= {g.last for g in marks.genders if at < g.first <= at + 2}
    if ends and after is not None and after.first - at <= _SUBJECT_REACH:
        inverted = after.first in ends  # `bland pojkarna minskade den`, `för männen ingen förändring`
        if inverted or _has_verb(marks, at + 1, after.first):
            return True  # `i Nybro har den minskat`, `för pojkarna har den minskat`
    if after is None or after.first - at > _SUBJECT_REACH or after.first == at + 1 or not is_content(subject):
        return False
    if subject in PREPOSITIONS or is_finite(subject) or any(a.first == at + 1 for a in marks.anchors):
        return False
    return {",", "och", "som", "att"}.isdisjoint(marks.lows(at + 1, after.first))


def _anchor_near(marks: Marks, at: int) -> Anchor | None:
    return next((a for a in marks.anchors if at <= a.first <= at + _REACH), None)


# Whether a clause that begins at `first` ends before the word or sign at `at`.
CUTS: dict[str, Callable[[Marks, int, int], bool]] = {
    **dict.fromkeys((";", "medan", "varav", "däribland"), cuts_always),
    **dict.fromkeys("–—-", _cuts_at_dash),
    **dict.fromkeys(("och", "samt"), _cuts_at_and),
    ",": _cuts_at_comma,
    ":": _opens_statement,
    "men": _cuts_at_but,
    "samtidigt": _cuts_at_while,
    "av": _cuts_at_whom,
    "vilket": _cuts_at_which,
    "något": _cuts_at_thing,
    "för": _cuts_at_outcome,
    "efter": _cuts_at_aftermath,
}
