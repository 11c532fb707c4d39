"""Whether what stands behind `och` or a comma goes on with a statement of its own.

"... är 45 procent | och har ökat"                            a change of what was stated
"82 procent av bussarna | , och av tågen var det 88"          the same of others
"Väntetiden har fördubblats | , sjukpenningtalet har ökat"    another subject with a change
"""

from __future__ import annotations

from pipeline.parse.claims.label.topics import OF_TWO
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Anchor, Marks
from pipeline.parse.claims.value.kinds import has_kind
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

COMPARED = load_set("comparatives")
_HEADED = frozenset({"upp", "ned", "ner"})
# How far behind `en` or `och` a word of change may stand: `, en statistiskt säkerställd ökning`.
_REACH = 4
# `sjukpenningtalet för anställda har ökat`
_SUBJECT_REACH = 6
# `och för män 61`
_NAMED_REACH = 2


def adds_another(marks: Marks, first: int, at: int) -> bool:
    """`Andelen är densamma som i fjol | och fyra procentenheter högre än 2014`, `| , den senare har minskat`"""
    same = any([first <= a.first < at and a.kind == "level" for a in marks.anchors])
    latter = marks.low(at + 1) == "den" and OF_TWO.get(marks.low(at + 2)) == 1
    return latter or (same and leads_difference(marks, at + 1))


def goes_on_since(marks: Marks, first: int, at: int) -> bool:
    """`2018 klarade 81 procent provet, och sedan dess har andelen fallit`"""
    then = at + 1 + (marks.low(at) == "och" and marks.low(at + 1) in ("har", "hade"))
    since = marks.lows(then, then + 2) == ["sedan", "dess"] or marks.low(then) == "därefter"
    return since and any(first <= f.first < at for f in marks.figures) and any(a.first > at for a in marks.anchors)


def goes_on_ranking(marks: Marks, first: int, at: int) -> bool:
    """`har förlängts med 6 dagar sedan 2020 och är nu längre än i riket, där den är 104 dagar`"""
    if marks.low(at + 1) not in ("är", "var", "ligger", "låg"):
        return False
    than = next((k for k in range(at + 2, at + _REACH) if marks.low(k) in COMPARED and marks.low(k + 1) == "än"), None)
    if than is None:
        return False
    changed = any(first <= a.first < at and a.kind == "verb" for a in marks.anchors)
    placed = any(than < p.first <= than + _REACH for p in marks.places)
    return changed and placed and any(f.first > than for f in marks.figures)


def goes_on_counting(marks: Marks, first: int, at: int) -> bool:
    """`vilket är en minskning med 5 procentenheter, och 22 procent erbjuder ART`: a new statement behind a change."""
    shares = [f for f in marks.figures if f.first in (at + 1, at + 2) and f.quantity.kind in ("share", "part", "bare")]
    measured = has_kind(marks, at + 1, at + 2, "measure") and is_finite(marks.low(at + 2))
    if not shares and not measured:
        return False
    where = max((k for k in range(first, at) if marks.low(k) == "där"), default=first)  # `, där 82 procent av dem`
    stated = any(first <= f.first < at for f in marks.figures) and has_verb(marks, where, at)
    if not stated and not any(first <= a.first < at for a in marks.anchors):
        return False
    if measured:
        return any(f.at == at + 3 for f in marks.figures)  # `och medelåldern var 42 år`
    return any(is_finite(marks.low(f.last)) or marks.lows(f.last, f.last + 2) == ["av", "dem"] for f in shares)


def goes_on_with_others(marks: Marks, first: int, at: int) -> bool:
    """`82 procent av bussarna kom i tid, och av tågen var det 88`: of others, what was just stated."""
    if marks.low(at - 1) != "," or marks.low(at + 1) != "av" or not any(first <= f.first < at for f in marks.figures):
        return False
    if marks.low(at + 2) in ("dem", "dessa") or not any(f.at > at for f in marks.figures):
        return True  # `Här bor 17 000 personer, och av dem är 2 140 äldre än 75 år`
    links = {(marks.low(f.at - 2), f.before) for f in marks.figures if f.at > at}
    return bool(links & {("är", "det"), ("var", "det"), ("är", "andelen"), ("var", "andelen")})


def goes_on_with_group(marks: Marks, first: int, at: int) -> bool:
    """`71 procent, en ökning med fem, och för män 61`, `och Nybro på 61`: the same of another gender or place."""
    if not any([first <= a.first < at and a.kind == "noun" for a in marks.anchors]):
        return False
    spans = (*((g.first, g.last) for g in marks.genders), *((p.first, p.last) for p in marks.places))
    named = [end for begin, end in spans if at < begin <= at + _NAMED_REACH]
    named += [end + 1 for end in named if marks.low(end) == "på"]
    return any(f.at in named and f.quantity.kind != "difference" for f in marks.figures)


def has_verb(marks: Marks, first: int, last: int) -> bool:
    counted = {k for f in marks.figures if first <= f.at < last for k in range(f.at, f.quantity.last)}
    return any(is_finite(marks.low(k)) for k in range(first, last) if k not in counted)  # `var femte` is no verb


def leads_difference(marks: Marks, at: int) -> bool:
    """`, 5 tusen kronor lägre än snittet`."""
    return any(f.at == at and marks.low(f.quantity.last) in COMPARED | _HEADED for f in marks.figures)


def goes_on_changing(marks: Marks, first: int, at: int) -> bool:
    """`... är 45 procent och har ökat`: a change of what was just stated; `... har ökat och ökningen gäller både`."""
    if any(a.kind == "definite" and a.first == at + 1 for a in marks.anchors):
        return True
    if has_kind(marks, at + 1, at + 2, "gap"):
        return True  # `och skillnaden mellan könen har ökat`
    if not any(f.first >= first and f.last <= at for f in marks.figures):
        return False
    anchor = anchor_near(marks, at + 1)
    if anchor is None or anchor.kind not in ("verb", "level"):
        return False
    begins = at + 1 + (marks.low(at + 1) == "med")  # `och med ytterligare två procentenheter till 2021`
    return marks.low(at + 1) in ("har", "hade", "är", "ligger", "det", "andelen", "den") or anchor.first == begins


def changes_again(marks: Marks, first: int, at: int) -> bool:
    """`Väntetiden har fördubblats, sjukpenningtalet har ökat`: a second subject with a change of its own."""
    begin = first
    if marks.low(first) == "trots":  # `Trots ett oförändrat resultat | har bygglov och tillsyn ökat`
        begin = next((k for k in range(first, at) if is_finite(marks.low(k))), at)
    before = [a for a in marks.anchors if begin <= a.first < at and a.kind in ("verb", "level", "noun")]
    if not before:
        return False
    after = next((a for a in marks.anchors if at < a.first and a.kind in ("verb", "level")), None)
    been = marks.low(at + 1) in ("varit", "legat")  # `och varit stabil bland pojkarna`
    if after is not None and after.first == at + 1 + been and after.direction != before[-1].direction:
        named = (*(g.first for g in marks.genders), *(p.first for p in marks.places))
        return any(start >= after.last for start in named)  # `och minskat bland pojkarna`
    if after is not None and "men" in marks.lows(at + 1, after.first):
        return False  # `har minskat i Kiruna och Gällivare men är oförändrad i Pajala`
    subject = marks.low(at + 1)
    ends = {p.last for p in marks.places if p.first == at + 1}
    ends |= {g.last for g in marks.genders if at < g.first <= at + 2}
    if ends and after is not None and after.first - at <= _SUBJECT_REACH:
        inverted = after.first in ends  # `bland pojkarna minskade den`, `för männen ingen förändring`
        if inverted or has_verb(marks, at + 1, after.first):
            return True  # `i Nybro har den minskat`, `för pojkarna har den minskat`
    if after is None or after.first - at > _SUBJECT_REACH or after.first == at + 1 or not is_content(subject):
        return False
    if subject in PREPOSITIONS or is_finite(subject) or any(a.first == at + 1 for a in marks.anchors):
        return False
    return {",", "och", "som", "att"}.isdisjoint(marks.lows(at + 1, after.first))


def anchor_near(marks: Marks, at: int) -> Anchor | None:
    return next((a for a in marks.anchors if at <= a.first <= at + _REACH), None)
