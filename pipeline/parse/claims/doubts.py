"""Why a person should look at a level: what its sentence leaves open, or what the reading may have mistaken.

"Under 2018 bodde 2 900 barn i familjehem. Högst andel har Gotland, 12 procent"      of whom, nothing says
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.brackets import is_bracketed
from pipeline.parse.claims.context import Dated, PartReader
from pipeline.parse.claims.grouping import is_course
from pipeline.parse.claims.label.gendering import is_share_of_gender
from pipeline.parse.claims.label.listed import name_listed
from pipeline.parse.claims.label.oddities import doubt_label
from pipeline.parse.claims.label.standins import Linked
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.origins import origin_of
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import EXTREMES, LEADING, is_content
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.traits import find_place
from pipeline.parse.claims.value.demands import is_limit
from pipeline.parse.claims.value.kinds import AVERAGES, Role, clash, has_kind
from pipeline.parse.claims.value.scales import NO_UNIT, lacks_unit
from pipeline.parse.claims.whereabouts import Where, find_where
from pipeline.parse.memory import find_spots
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import record

#: Values that a share can have; others are misread or no share.
_MOST = 100
_AMOUNTING = load_set("verbs of amounting") | {"motsvarande", "innebär", "blir"}
# `De gällde 12 procent av barnen`: what follows is of other people than were counted.
_GOING_FOR = frozenset({"gällde", "gäller", "rörde", "rör", "avsåg", "avser", "omfattade", "omfattar", "berörde"})
_PARTICLES = frozenset({"ut", "in", "upp", "ned", "ner", "av", "om", "till"})
_BEING = frozenset({"bor", "bodde", "finns", "fanns", "kom", "kommer", "lever", "levde", "ligger", "låg"})
_FOLLOWED = frozenset({"följt", "följd", "följda"})
_THE_REST = frozenset({"alla", "samtliga", "övriga"})
_WHERE = frozenset({"i", "på"})
_HAVING = frozenset({"har", "hade", "får", "fick", "når", "nådde", "är", "ligger", "låg"})
_AT = _WHERE | {"från"}
# Names that are no places; whom a survey or register is of is told by their words.
_NO_PLACES = frozenset({"kolada", "agenda", "facebook", "internet", "rakel", "corona"})
_BODIES = (
    "styrelse",
    "verk",
    "myndighet",
    "inspektion",
    "institut",
    "ombud",
    "råd",
    "byrå",
    "register",
    "enkät",
    "skola",
)


@record
class Drawn:
    """A level as far as it is read."""

    reader: PartReader
    figure: Figure
    linked: Linked
    dated: Dated
    role: Role
    where: Where
    base: str
    population: str
    unit: str


def find_doubts(level: Drawn) -> tuple[str, ...]:
    """The review codes of a level; none where it may be trusted."""
    reader, figure, dated, where = level.reader, level.figure, level.dated, level.where
    quantity, marks = figure.quantity, reader.marks
    label = doubt_label(level.linked.text, marks.passage.section, of_answers=origin_of(reader) == "fact")
    unit = level.unit
    open_ended = level.linked.whole and (_is_of_whom(level) or _is_of_counted(level, unit) or _is_of_thing(level))
    shared = unit == "percent"
    # `Antalet vräkningar var 2 340. Trenden är positiv: 62 procent 2016`: a share of something else
    open_ended = open_ended or (level.linked.whole and shared and level.linked.text.startswith("antalet"))
    bare = unit not in ("percent", "count", "") and _is_verb_alone(level.linked.text)
    bare = bare or (unit == "count" and _holds_mean(level)) or (shared and _is_thin(level))
    doubts = {
        "label-odd": bare
        or _is_of_other(reader)
        or _has_limit(reader)
        or _names_others(level)
        or _is_next_in_rank(reader)
        or _points_there(level),
        "year-unknown": dated.year is None or (not dated.said and _is_of_untold_year(reader, figure)),
        "count-unsure": level.role is Role.UNSURE,
        "label-unknown" if level.linked.whole and (is_of_other_unit(reader.topic, unit) or open_ended) else label: True,
        "place-unsure": not where.sure or _is_of_unknown_place(reader, where) or (shared and _tells_where(level)),
        NO_UNIT: lacks_unit(figure, unit),
        "share-of-gender": is_share_of_gender(reader, figure) or _is_of_cases(reader, figure),
        "spread": _is_of_spread(reader, figure),
        "share-over-100": quantity.unit == "percent" and max(quantity.value, quantity.high or quantity.value) > _MOST,
        "pairing-unsure": quantity.paired and not (dated.said or reader.weighs_times or _names_whom(level)),
    }
    return tuple(code for code, holds in doubts.items() if code and holds)


def is_of_other_unit(topic: Topic, unit: str) -> bool:
    """`Bäst är Lund med 92 procent`, after days: of something else than was told, unless talk in between named it."""
    return (topic.claimed or not topic.words) and clash(topic.unit, unit)


def _is_of_other(reader: PartReader) -> bool:
    """`att jämföra med psykiatrin där andelen är 21 procent`: of what else the figure is, the label does not tell."""
    led = reader.marks.lows(*reader.part.before) if reader.part.compares else []
    return "där" in led[1:] and not find_place(reader.marks, (reader.part.before,))


def _points_there(level: Drawn) -> bool:
    """`Bygglov är vårt sorgebarn. Där har NKI fallit till 61`: the label names an index alone, and not of what."""
    marks = level.reader.marks
    index = load_set("index names").issuperset(level.linked.text.lower().split(" "))
    return index and marks.low(marks.first) in ("där", "här") and level.reader.topic.there is None


def _holds_mean(level: Drawn) -> bool:
    """`fick 6 400 kvinnor skydd, i genomsnitt i 74 dygn`: a figure of its own, left in the label."""
    digits = any(word.isdigit() for word in level.linked.text.split(" "))
    coming = level.reader.marks.lows(level.figure.quantity.last, level.reader.clause.last)
    return digits and not AVERAGES.isdisjoint(coming)


def _is_of_cases(reader: PartReader, figure: Figure) -> bool:
    """`Kvinnor tog den första kontakten i 68 procent av ärendena`: of all, or of those of women."""
    thing = figure.base is not None and figure.base.kind == "thing" and figure.before == "i"
    here = within(reader.marks.genders, reader.clause.first, reader.clause.first + 1) if thing else ()
    return any(is_finite(reader.marks.low(g.last)) for g in here)


def _is_thin(level: Drawn) -> bool:
    """`Lägst betyg får maten, där bara 52 procent är nöjda`: with what, the clause before tells."""
    reader = level.reader
    if "där" not in reader.marks.lows(reader.marks.first, level.figure.at) or level.linked.whole:
        return False
    content = [word for word in level.linked.text.lower().split(" ") if is_content(word)]
    before = within(reader.marks.places, reader.marks.first, level.figure.at)
    return bool(content) and load_set("feeling words").issuperset(content) and not before


def _is_verb_alone(label: str) -> bool:
    """`betalades ut`, `kostade`: of an amount it does not tell what of."""
    first, *rest = label.lower().split(" ")
    return is_finite(first) and _PARTICLES.issuperset(rest)


def _is_next_in_rank(reader: PartReader) -> bool:
    """`Arbetslöshet var det vanligaste hindret, följt av sjukdom (21 procent)`: what is first has no figure."""
    if reader.number or _FOLLOWED.isdisjoint(reader.marks.said):
        return False
    lows = reader.marks.lows(*reader.part.before)
    return any(one in _FOLLOWED and two == "av" for one, two in pairwise(lows))


def _is_of_whom(level: Drawn) -> bool:
    """`Andelen är högst i Strömsund, 90 procent`, after young and old: of which of them, nothing says."""
    topic, reader = level.reader.topic, level.reader
    if not topic.divided or level.base != topic.base or reader.is_of_all():
        return False
    return level.population in ("", topic.population) and not reader.genders(level.figure, whole=True)


def _is_of_counted(level: Drawn, unit: str) -> bool:
    """`bodde 2 900 barn i familjehem. Högst andel har Gotland, 12 procent`: no share has been told of.

    A share of municipalities is of those counted; so is what a number amounts to: `Det motsvarar 12 procent`.
    """
    reader, topic = level.reader, level.reader.topic
    if {topic.unit, unit} != {"percent", "count"} or not topic.claimed:
        return False
    lows = reader.marks.lows(reader.clause.first, level.figure.at)
    if unit == "percent" and not topic.label.startswith(("kommuner", "antal kommuner")):
        amounts = not _AMOUNTING.isdisjoint(lows) or bool(level.figure.base and _GOING_FOR.isdisjoint(lows))
        return not (amounts or lows[:1] in (["("], ["eller"], [","]))
    return {"är", "andelen"} <= set(lows) and level.where.geography != topic.geography


def _is_of_thing(level: Drawn) -> bool:
    """`Var tredje bor i lägenhet. I Skåne finns 12 procent av platserna`: of other things than were told of."""
    base, reader = level.figure.base, level.reader
    if base is None or base.kind != "thing" or base.base in ("fall", reader.topic.base) or not reader.topic.claimed:
        return False
    behind = [low for low in reader.marks.lows(level.figure.last, reader.clause.last) if low.isalpha()]
    if behind[-1:] == ["det"]:
        return False  # `medan 64 procent av grundskolorna har det`
    return _AMOUNTING.isdisjoint(reader.marks.lows(reader.clause.first, level.figure.at))


def _names_others(level: Drawn) -> bool:
    """`behörighet i familjehem`, of all pupils; `i kommuner med plan`, of the other municipalities."""
    reader = level.reader
    if _THE_REST.isdisjoint(reader.marks.said):
        return False
    spans = ((level.figure.quantity.last, reader.part.after[1]), reader.part.before, reader.part.core)
    for span in spans:
        lows = reader.marks.lows(*span)
        at = next((n for n, low in enumerate(lows[:-1]) if low in _THE_REST), -1)
        if at < 0 or not (noun := nouns().get(lows[at + 1])):
            continue
        words = level.linked.text.lower().split(" ")
        told = (n for n, word in enumerate(words) if word in nouns() and nouns()[word].base == noun.base)
        return any(words[n + 1 : n + 2] and words[n + 1] in LEADING | {"med", "utan"} for n in told)
    return False


def _is_of_unknown_place(reader: PartReader, where: Where) -> bool:
    """`I Lammhult (91 procent) trivs fler än i centrum`: a place that no list knows, and so not the whole country's."""
    if where.geography.type in ("municipality", "district") and where.geography != reader.context.geography:
        return False
    marks, part = reader.marks, reader.part
    if marks.low(part.core[0]) == "(" and part.core[0] - 1 > marks.first and _is_name(marks, part.core[0] - 1):
        return True  # `i Lammhult (91 procent) och Moheda (88 procent)`
    led = find_spots(_WHERE.__contains__, marks.lows(marks.first, marks.last - 1), marks.first + 1)
    ranked = marks.low(reader.clause.first) in EXTREMES  # `Bäst resultat har Björkbacken med 94 procent`
    behind = range(reader.clause.first + 1, reader.clause.last) if ranked else ()
    named = [k for k in (*led, *(k for k in behind if marks.low(k - 1) in _HAVING)) if _is_name(marks, k)]
    if not named:  # so it is in most sentences
        return False
    spans = (part.before, part.core, part.after, *(() if part.alone and reader.number else reader.shared_spans))
    if ":" in marks.lows(reader.clause.first - 1, reader.clause.first + 1):
        spans = ((marks.first, reader.clause.first), *spans)  # `Personalen på Solbacken får höga betyg: 97 procent`
    return any(first < k < last for first, last in spans for k in named)


def _tells_where(level: Drawn) -> bool:
    """`Var tredje bor i Skåne`, `en fjärdedel av dem i Skåne`: how many are there, and not of how many there.

    So too `Skåne står för 31 procent av landets kostnader`.
    """
    marks, figure = level.reader.marks, level.figure
    for place in within(marks.places, level.reader.clause.first, level.reader.clause.last):
        before = marks.low(place.first - 1)
        ends = place.last >= level.reader.clause.last - 1 or not marks.low(place.last).isalpha()
        if place.first > figure.at and ends and before in _BEING and marks.low(place.first) in _AT:
            return True
        if place.first > figure.at and marks.lows(figure.quantity.last, place.first) in (
            ["av", "dem"],
            ["av", "dessa"],
        ):
            return True
        if place.last <= figure.first and marks.lows(place.last, figure.at) in (["står", "för"], ["stod", "för"]):
            return True
    return False


def _is_name(marks: Marks, at: int) -> bool:
    """Whether a name stands there: `i | Lammhult`; not `i | LSS`, `i | Kolada`, `i | Skolinspektionens enkät`."""
    word = marks.tokens[at].text
    if not (word[:1].isupper() and word[1:].islower() and len(word) > 2) or at in marks.placed:
        return False
    low = word.lower()
    return low not in _NO_PLACES and not any(part in low for part in _BODIES)


def _is_of_untold_year(reader: PartReader, figure: Figure) -> bool:
    """`92 % (88 %)`: of another year that nothing tells, unless brackets hold the country's figures."""
    return is_bracketed(reader.marks, figure) and not reader.context.country_bracketed


def _has_limit(reader: PartReader) -> bool:
    """`I en femtedel av kommunerna når minst 90 procent av eleverna målen`: the label can't say how many must."""
    stated = {f for part in reader.parts for f in part.figures}
    others = [f for f in within(reader.marks.figures, reader.clause.first, reader.clause.last) if f not in stated]
    if not others:
        return False
    counts = all(f.quantity.kind == "bare" for f in reader.part.figures)  # `Tre kommuner ligger över 90 procent`
    limits = (f for f in others if is_limit(reader.marks, f) or (f.quantity.kind == "share" and (f.base or counts)))
    return any(is_limit(reader.marks, f) or f.quantity.qualifier in ("above", "below") for f in limits)


def _is_of_spread(reader: PartReader, figure: Figure) -> bool:
    """One of several figures that are far apart, and nothing says whose it is."""
    marks = reader.marks
    ends = {"lägst", "högst", "från"}.issubset(marks.lows(reader.clause.first, reader.clause.last))
    apart = ends or has_kind(marks, marks.first, figure.at, "gap") or _is_of_unknown_course(reader)
    if not apart and not has_kind(marks, reader.clause.first, figure.at, "spread"):
        return False
    return not reader.genders(figure, whole=False) and not find_place(marks, reader.own_spans(figure))


def _is_of_unknown_course(reader: PartReader) -> bool:
    """`tog ett skutt från 31 till 34 procent`: no word says whether it is a change, or what there is of both."""
    clause = reader.clause
    if not any(is_course(reader.marks, one, two) for one, two in pairwise(reader.part.figures)):
        return False
    told = (*(a.first for a in reader.marks.anchors), *(y.first for y in reader.marks.years))
    return not any(clause.first <= first < clause.last for first in told)


def _names_whom(level: Drawn) -> bool:
    """Whether the figure has a gender, a place or a thing of its own."""
    reader = level.reader
    if name_listed(reader.marks, level.linked.words, level.figure, reader.part.figures):
        return True
    pair = [f for f in reader.part.figures if f.quantity.paired]
    where = {f: find_where(reader, f, whole=False) for f in pair}
    apart = len({(w.geography, w.population) for w in where.values()}) == len(pair)
    return apart or bool(reader.genders(level.figure, whole=level.linked.whole))
