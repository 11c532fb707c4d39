"""Where the figures of one part of a clause are of: what its own words name, then the shared ones, then the topic.

"Kommunen når 67 procent, riket 60"       the municipality, and riket
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import RIKET, Geography
from pipeline.parse.claims.brackets import is_in_brackets
from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.joint_places import find_pair_place, find_pair_told
from pipeline.parse.claims.sentence.bases import is_public, nouns
from pipeline.parse.claims.sentence.marks import Figure, PlaceMark, within
from pipeline.parse.claims.sentence.placing import is_likened
from pipeline.parse.claims.traits import (
    Span,
    find_average,
    find_place,
    find_place_beside,
    names_by_rank,
)
from pipeline.parse.claims.value.shares import is_among
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import record, replace

_TOOK_PART = load_set("taking part") | {"besvarades"}
# `55 procent | i vår kommun`, `i vår kommun | bara 55 procent`
_BEHIND, _BEFORE = 3, 4
# `Jämfört med 2011 | har kommunen`
_OPENING = 6
_OWNERS = frozenset({"rikets", "landets", "länets", "regionens", "sveriges"})
_THESE = ("dessa", "kommuner")
_RATES, _ASKED = frozenset({"svarsfrekvens", "svarsfrekvensen"}), frozenset({"kommuner", "kommunerna"})
# `( | 2018 : | 52 dagar`
_OPENED = 5
# `, där andelen nu är | 82 procent`
_RELATED_REACH = 6


@record
class Where:
    """Whom a figure is about; not `sure` when only the document as a whole suggests it."""

    geography: Geography
    population: str = ""
    sure: bool = True


def find_where(reader: PartReader, figure: Figure | None, *, whole: bool, base: str = "") -> Where:
    """The geography and population of a figure, or of a part without; a share of municipalities is of riket."""
    if figure is not None and (sure := _find_beyond_doubt(reader, figure)) is not None:
        return sure
    own_spans = reader.own_spans(figure) if figure else (reader.part.before, reader.part.after)
    # `sjönk med åtta procentenheter till 41 procent och ligger under medel`: what follows is of the level
    near = own_spans[:1] if figure and figure.quantity.kind == "difference" else own_spans
    average = _is_average(reader, figure, (*near, reader.part.before)) if figure else None
    fallback = _find_fallback(reader, figure, average, whole=whole, base=base)
    apart = reader.part.alone or average is not None  # `I Säter är 58 procent nöjda, medelvärdet är 61 procent`
    shared = () if apart and reader.number else reader.shared_spans
    if compared := _compared_places(reader):
        whose = next((p for p in compared if _is_measure(reader, p) == bool(reader.number)), None)
        unsure = any(p.geography == fallback.geography for p in compared)
        return Where(whose.geography, whose.population) if whose else replace(fallback, sure=not unsure)
    if names_by_rank(reader.marks, reader.part.before, reader.part.after):
        fallback = replace(fallback, sure=False)
    if group := _these_told(reader):
        return group
    fallback = _pointed_to(reader, figure) or fallback
    beside = find_place_beside(reader.marks, (*own_spans, *shared), figure) if figure else None
    if figure is not None and figure.quantity.paired:
        shared = (reader.part.core, *shared)  # `(riket: 63 respektive 71 procent)`
    elsewhere = reader.marks.places or fallback.geography != reader.context.home
    if elsewhere and beside is None and _speaks_of_home(reader, figure, base):
        return Where(reader.context.home or fallback.geography)
    if not reader.marks.places:
        told = find_pair_told(reader, figure) if whole and figure is not None and figure.quantity.paired else None
        return Where(told.geography, told.population) if told else fallback
    named = find_place(reader.marks, own_spans, figure) or _place_before_bracket(reader, figure)
    named = named or find_place(reader.marks, shared)
    named = named or _place_of_all(reader, figure) or _place_of_alias(reader, figure) or _place_divided(reader, figure)
    named = named or _place_of_subject(reader) or _place_led_in(reader)
    if named and named.population and reader.marks.low(named.first) == "av" and figure is not None:
        others = (f for f in reader.marks.figures if f not in reader.part.figures)
        named = None if any(f.last == named.first for f in others) else named  # `, 52 procent | av de större`
    than = named and figure is None and "än" in reader.marks.lows(named.first - 2, named.first + 1)
    if named and (than or _is_of_another(reader, named, figure)):
        named = None  # `en förbättring från 89 procent och bättre än snittet i landet (91 procent)`
    place = find_pair_place(reader, figure) or beside or named
    return _settle(reader, figure, place) if place else fallback


def _place_led_in(reader: PartReader) -> PlaceMark | None:
    """`I Skåne är invånarna nöjda: | 64 procent ger vården högt betyg`, and before a semicolon: of the only place."""
    marks, first = reader.marks, reader.clause.first
    if marks.low(first) not in (":", ";") or any(f.first < first for f in marks.figures):
        return None
    told = within(marks.places, marks.first, first)
    return told[0] if len(told) == 1 and not is_likened(marks.tokens, told[0].first) else None


def _find_beyond_doubt(reader: PartReader, figure: Figure) -> Where | None:
    """What says it whatever else is named: brackets of the country's figures, or a place right before `där`."""
    if _is_of_country(reader, figure):
        return Where(RIKET)
    related = _place_related(reader, figure) or _find_owner(reader, figure)
    return Where(related.geography, related.population) if related is not None else None


def _find_owner(reader: PartReader, figure: Figure) -> PlaceMark | None:
    """`Jämfört med | rikets 70 procent | är 64 procent i Trelleborg lågt`: whose it is, whatever it is told for."""
    owner = next((p for p in reader.marks.places if p.last == figure.first), None)
    return owner if owner is not None and reader.marks.low(owner.last - 1) in _OWNERS else None


def _place_related(reader: PartReader, figure: Figure) -> PlaceMark | None:
    """`Överst i länet ligger Leksand, där andelen är 82 procent`: of the place right before its `där`."""
    marks = reader.marks
    if "där" not in marks.said:
        return None
    near = range(figure.at - 1, max(reader.clause.first, figure.at - _RELATED_REACH), -1)
    at = next((k for k in near if marks.low(k) == "där" and marks.low(k - 1) == ","), None)
    between = at is not None and any(f.first > at and f is not figure and f.at < figure.at for f in marks.figures)
    if at is None or between or any(at < p.first < figure.at or p.first == figure.last for p in marks.places):
        return None  # `, där andelen varierar från 41 procent i Perstorp`
    return next((p for p in marks.places if p.last == at - 1 and p.geography.code), None)


def _settle(reader: PartReader, figure: Figure | None, place: PlaceMark) -> Where:
    """`Hofors saknar anhörigkonsulent, liksom 11 procent av kommunerna`: no share of them is of one."""
    several = place.geography.type == "municipality" and figure is not None and figure.quantity.kind != "bare"
    if several and figure is not None and _is_of_public(reader, figure):
        return Where(RIKET)
    return Where(place.geography, place.population)


def _is_of_country(reader: PartReader, figure: Figure) -> bool:
    """`Nybro är en av de 31 procent av kommunerna som har`; `92 % (88 %)` where brackets hold the country's figures."""
    bracketed = reader.context.country_bracketed and is_in_brackets(reader.marks, figure)
    return bracketed or is_among(reader.marks, figure)


def _find_fallback(reader: PartReader, figure: Figure | None, average: bool | None, *, whole: bool, base: str) -> Where:
    """Of whom the figure is where its clause names nobody."""
    fallback = Where(reader.context.geography, "", sure=reader.context.sure)
    if whole and (reader.topic.claimed or reader.topic.told_of):
        fallback = Where(reader.topic.geography, reader.topic.population)
    elif reader.topic.claimed and reader.topic.about is not None:
        fallback = Where(reader.topic.about)
    if reader.topic.there is not None and _tells_who_answered(reader):
        return Where(reader.topic.there)
    if average is not None and fallback.geography.type != "country" and not (whole and _is_mean_told(reader)):
        mean = reader.context.mean
        fallback = Where(mean or RIKET, sure=average or mean is not None)
    listed = figure is not None and figure.base is None and not (base or whole) and is_public(reader.context.base)
    public = listed or (figure is not None and _is_of_public(reader, figure))
    if fallback.geography.type == "municipality" and (
        public or is_public(base) or _asks_municipalities(reader) or _is_named_elsewhere(reader, fallback)
    ):
        return Where(RIKET)
    return fallback


def _tells_who_answered(reader: PartReader) -> bool:
    """`I hela landet fick 9 000 personer enkäten. | Svarsfrekvensen var 57 procent`, `| Av dem svarade 57 procent`"""
    said = reader.marks.said
    them = reader.marks.lows(reader.marks.first, reader.marks.first + 2) == ["av", "dem"]
    return not said.isdisjoint(_RATES) or (them and not said.isdisjoint(_TOOK_PART))


def _is_mean_told(reader: PartReader) -> bool:
    """`En utredning tog i snitt 98 dagar i Orsa. 2019 låg | genomsnittet | på 104 dagar`: the mean of another year."""
    topic, marks = reader.topic, reader.marks
    here = within(marks.years, reader.clause.first, reader.clause.last)
    timed = reader.clause.then is not None or any(y.since is None for y in here)
    if not (timed and topic.claimed and topic.sentences):
        return False
    words = marks.passage.text[slice(*topic.sentences[-1])].lower()
    return any(f"i {mean} " in words for mean in ("genomsnitt", "snitt", "medel", "medeltal"))


def _speaks_of_home(reader: PartReader, figure: Figure | None, base: str) -> bool:
    """`i kommunen 55 procent`, `Vi ligger på 55 procent`: of the municipality whose page it is."""
    marks, part, home = reader.marks, reader.part, reader.context.home
    if home is None or is_public(base) or (figure is not None and _is_of_public(reader, figure)):
        return False
    if find_place(marks, (part.before, part.core, part.after)):
        return False
    near: tuple[Span, ...] = ((reader.clause.first, reader.clause.first + _OPENING),)
    if figure is not None:
        led = max(figure.at - _BEFORE, reader.parts[reader.number - 1].core[1]) if reader.number else part.core[0]
        near = (part.before, (led, figure.at), (figure.last, max(figure.last + _BEHIND, part.after[1])))
    told = load_phrases("local_words.csv", "of home")
    spans = (marks.tokens[max(first, marks.first) : min(last, marks.last)] for first, last in near)
    return any(m.phrase.value in ("", home.type) for span in spans for m in told.find(span))


def _place_of_all(reader: PartReader, figure: Figure | None) -> PlaceMark | None:
    """`bodde 48 personer i särskilt boende i Arboga, 27 kvinnor och 21 män`: those of them are of the same place."""
    if figure is None or not reader.number or figure.quantity.last not in reader.marks.all_genders:
        return None
    first = reader.parts[0]
    of_all = figure.quantity.kind == "bare" and all(f.quantity.kind == "bare" and f.base for f in first.figures)
    return find_place(reader.marks, (first.before, first.core, first.after)) if of_all else None


def _place_divided(reader: PartReader, figure: Figure | None) -> PlaceMark | None:
    """`71 procent av eleverna i länet tog examen: 76 procent av kvinnorna och 67 av männen`: they are of those."""
    one = reader.parts[0].figures[0] if reader.number and reader.parts[0].figures else None
    bases = [nouns().get(f.base.base.split(" ")[0]) if f is not None and f.base else None for f in (one, figure)]
    whose = [noun.gender for noun in bases if noun is not None and noun.kind == "people"]
    divided = len(whose) == 2 and whose[0] is None and whose[1] is not None
    if not divided or ":" not in reader.marks.lows(reader.parts[0].core[1], reader.parts[1].core[0]):
        return None
    return find_place(reader.marks, (reader.parts[0].core, reader.parts[0].after))


def _place_of_subject(reader: PartReader) -> PlaceMark | None:
    """`46 procent av kvinnorna och 32 procent av männen i Gävleborgs län | besväras av oro`: both are of it."""
    marks, verb = reader.marks, reader.clause.first
    while verb < reader.clause.last and not is_finite(marks.low(verb)):
        verb += 1
    place = next((p for p in marks.places if p.last == verb), None)
    last = max((f.last for f in marks.figures if f.last < verb), default=verb)
    joined = len(reader.parts) > 1 and "och" in marks.lows(reader.parts[0].core[1], last)
    return place if joined and place is not None and place.first >= last and verb < reader.clause.last else None


def _place_before_bracket(reader: PartReader, figure: Figure | None) -> PlaceMark | None:
    """`41 dagar i Nybro | (2018: 52 dagar) | och 66 i riket`: of the place that the bracket stands behind"""
    marks = reader.marks
    opened = next((k for k in range(figure.at - 1, figure.at - _OPENED, -1) if marks.low(k) == "("), 0) if figure else 0
    before = [f for f in marks.figures if f.last <= opened]
    return find_place(marks, ((before[-1].at, opened),)) if before else None


def _place_of_alias(reader: PartReader, figure: Figure | None) -> PlaceMark | None:
    """`I sju av länets 16 kommuner (44 procent)`: of the place that the count names."""
    others = (f for f in reader.part.figures if f is not figure and f.quantity.kind == "bare")
    named = (p for f in others for p in reader.marks.places if f.at <= p.first and p.last <= f.last)
    return next(named, None) if len(reader.part.figures) > 1 else None


def _is_average(reader: PartReader, figure: Figure, spans: Sequence[Span]) -> bool | None:
    """Whether it is of others than are spoken of: `14 i Orsa, 15 i medeltal`; see `find_average`."""
    before = reader.parts[reader.number - 1] if reader.number else None
    beside = before is not None and find_place(reader.marks, (before.before, before.after)) is not None
    return find_average(reader.marks, figure, spans, compared=reader.part.compares or beside)


def _is_of_public(reader: PartReader, figure: Figure) -> bool:
    """Whether it is a share of municipalities; of a pair (`78 respektive 71 procent av kommunerna`) both are."""
    beside = reader.part.figures if figure.quantity.paired else (figure,)
    return any(f.base is not None and f.base.kind == "public" for f in beside)


def _asks_municipalities(reader: PartReader) -> bool:
    """`Enkäten besvarades av 279 kommuner, vilket ger en svarsfrekvens på 96 procent`: of the country's.

    And `En plan finns i alla kommuner, men bara 72 procent följer upp den`.
    """
    marks = reader.marks
    told = marks.lows(marks.first, reader.part.core[0])
    if any(one in ("alla", "samtliga", "andelen") and two in _ASKED for one, two in pairwise(told)):
        return True  # `Andelen kommuner som gör det är nu 49 procent`, after what one does
    said = marks.said
    rated = not said.isdisjoint(_RATES)
    if not rated and said.isdisjoint(_TOOK_PART):
        return False
    before = marks.passage.text[slice(*reader.topic.sentences[-1])] if rated and reader.topic.sentences else ""
    return not said.isdisjoint(_ASKED) or any(f" {asked}" in before for asked in _ASKED)


def _compared_places(reader: PartReader) -> tuple[PlaceMark, ...]:
    """`Nöjdheten är lägre än i riket, 55 procent mot 64`: the place behind `än` is that of the second figure."""
    places = within(reader.marks.places, reader.clause.first, reader.clause.last)
    if not places or len(reader.parts) != 2:
        return ()
    figures = [f for part in reader.parts for f in part.figures]
    against = len(figures) == 2 and reader.marks.weighs(figures[1].at)
    # not `Jämfört med | rikets 70 procent | är 64 procent i Trelleborg lågt`
    than = [p for p in places if _is_measure(reader, p) and p.first < figures[0].at != p.last] if against else []
    return places if len(than) == 1 and len(places) <= len(figures) else ()


def _is_measure(reader: PartReader, place: PlaceMark) -> bool:
    led = (reader.marks.low(place.first - 1), reader.marks.low(place.first))
    weighed = led == ("jämfört", "med") or is_likened(reader.marks.tokens, place.first)
    return weighed or not {"än", "över", "under"}.isdisjoint(led)


def _is_of_another(reader: PartReader, place: PlaceMark, figure: Figure | None) -> bool:
    """`lägre än länets 71 procent men högre än 2019`: named to compare with, and a figure of its own behind it."""
    last = place.last + (reader.marks.low(place.last) == "(")  # `båda högre än i riket (82 respektive 75)`
    return _is_measure(reader, place) and any([f.at == last and f is not figure for f in reader.marks.figures])


def _pointed_to(reader: PartReader, figure: Figure | None) -> Where | None:
    """`Vetlanda ligger sist: där är siffran 41 procent`: what the clause or sentence before it named last."""
    if "där" not in reader.marks.said:
        return None
    last = reader.clause.last - (reader.marks.low(reader.clause.last - 1) in (".", ","))
    near = {reader.clause.first, reader.clause.first + 1, last - 1} | ({figure.at - 1} if figure else set())
    if all(reader.marks.low(k) != "där" for k in near):
        return None
    place = next((p for p in reversed(reader.marks.places) if p.last <= reader.clause.first), None)
    if place is not None:
        return Where(place.geography, place.population)
    return Where(reader.topic.there) if reader.topic.there is not None else None


def _these_told(reader: PartReader) -> Where | None:
    """`Bland kommuner med över 70 000 invånare ligger Täby först, medan snittet för dessa kommuner är 67`"""
    marks, part = reader.marks, reader.part
    groups = [p for p in marks.places if p.population and p.first < part.core[0]]
    if not groups or "dessa" not in marks.said:
        return None
    led = (pairwise(marks.lows(*span)) for span in (part.before, part.after))
    return Where(groups[-1].geography, groups[-1].population) if any(_THESE in pairs for pairs in led) else None


def _is_named_elsewhere(reader: PartReader, fallback: Where) -> bool:
    """`I genomsnitt är 81 procent nöjda, i Kalmar 88`: what another part names is not this one's too."""
    others = [p for n, p in enumerate(reader.parts) if n != reader.number]
    named = [find_place(reader.marks, (p.before, p.core, p.after)) for p in others if p.before[0] > reader.part.core[0]]
    return any(place is not None and place.geography == fallback.geography for place in named)
