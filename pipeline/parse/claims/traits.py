"""Who a figure is about: gender, place and population, as its sentence names them.

The tokens of the figure's own part are looked at first, then those that its clause shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Gender
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import EXTREMES
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, GenderMark, Marks, PlaceMark, within
from pipeline.parse.claims.sentence.placing import is_example, is_likened
from pipeline.parse.claims.value.kinds import AVERAGES
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

Span = tuple[int, int]
ALL_AVERAGES = AVERAGES | {"medel", "medelvärde", "medelvärdet", "genomsnittet", "snittet", "medianen"}
_OF_ALL = frozenset({"alla", "samtliga"})
# Whose mean it is, where it is not that of all municipalities.
_OWNERS = frozenset({"kommunens", "kommunen", "regionens", "vårt", "flickornas", "pojkarnas", "kvinnornas", "männens"})
# `kommuner som`, `den kommun där`
_WHOSE = frozenset({"som", "med", "där"})
# Before a place they compare a figure with it: `under riksgenomsnittet`, `densamma som i riket`.
_BESIDE = frozenset({"än", "under", "över", "som", "liksom"})
# `, den lägsta siffran | i hela landet`
RANK_REACH = 8
# `, kvinnor | i något lägre grad`
_EXTENTS, _EXTENT_REACH = frozenset({"grad", "utsträckning", "omfattning"}), 5


def find_genders(marks: Marks, spans: Sequence[Span], *, compared: bool = False) -> tuple[Gender, ...]:
    """The genders named in these spans, in their order, each once; with those only `compared` with, when asked."""
    found: list[Gender] = []
    for first, last in spans if marks.genders else ():
        for mark in within(marks.genders, first, last):
            if mark.gender not in found and (compared or not is_told_of(marks, mark)):
                found.append(mark.gender)
    return tuple(found)


def find_own_genders(marks: Marks, figure: Figure, spans: Sequence[Span], led: Sequence[Span]) -> tuple[Gender, ...]:
    """Those that are named for this figure: its owner, those beside it, or those that lead to it from another."""
    owners = [g for g in marks.genders if g.last == figure.at and marks.low(g.first).endswith("s")]
    if owners:
        return (owners[0].gender,)  # `männens 32 700 kronor`
    return find_genders(marks, spans) or find_genders(marks, led, compared=True)  # `än bland pojkarna, 27 procent`


def is_total(marks: Marks, figure: Figure) -> bool:
    """`79 procent totalt`, `totalt: 68 procent`"""
    before = figure.at - 1 - (figure.before == ":")
    return not load_set("both together").isdisjoint((marks.low(figure.last), marks.low(before)))


def names_all(marks: Marks, spans: Sequence[Span]) -> bool:
    """`231 poäng för samtliga elever`, `mot 70 procent av samtliga`"""
    if _OF_ALL.isdisjoint(marks.said):
        return False
    behind = {marks.low(k + 1) for span in spans for k in range(*span) if marks.low(k) in _OF_ALL}
    return any(not low.isalpha() or (low in nouns() and not nouns()[low].gender) for low in behind)


def names_by_rank(marks: Marks, *spans: Span) -> bool:
    """`I den kommun som har lägst resultat är 67 procent nöjda`: of one, or some, that nobody names."""
    if load_set("best and worst").isdisjoint(marks.said):
        return False
    told = [lows for span in spans if not load_set("best and worst").isdisjoint(lows := marks.lows(*span))]
    return any(one.startswith("kommun") and two in _WHOSE for lows in told for one, two in pairwise(lows))


def is_told_of(marks: Marks, mark: GenderMark) -> bool:
    """`fler än kvinnorna`: named to compare with; `dock inte bland pojkarna`: of whom it does not hold."""
    before = marks.lows(mark.first - 2, mark.first)
    if before[-1] == "," and not _EXTENTS.isdisjoint(marks.lows(mark.last, mark.last + _EXTENT_REACH)):
        return True  # `fick 63 procent en tid, kvinnor i något lägre grad än män`
    if before[-1] in ("över", "under") and any(f.quantity.last == mark.first - 1 for f in marks.figures):
        return True  # `27 poäng över pojkarnas`
    return "än" in before or before[-1:] == ["inte"] or (before[:1] == ["inte"] and before[-1] in PREPOSITIONS)


def find_place(marks: Marks, spans: Sequence[Span], own: Figure | None = None) -> PlaceMark | None:
    """The place or population named first in these spans; a population goes before the country that it is part of."""
    if not marks.places:
        return None
    named = [p for first, last in spans for p in _places_in(marks, first, last) if not _is_yardstick(marks, p)]
    if own is not None and _tells_gap(marks, own):  # `... lägre än i fjol och under rikets 81 procent`
        others = [f for f in marks.figures if f is not own]
        named = [p for p in named if not any(_is_right_behind(marks, p, f) for f in others)]
        named = [p for p in named if not any(own.last <= f.at < p.first for f in others)]  # `och än de 16 i landet`
    if own is not None:  # `har kortats med 11 dagar och är nu kortare än i liknande kommuner, där den är 112`
        named = [p for p in named if p.first < own.last or "än" not in (marks.low(p.first), marks.low(p.first - 1))]
    if own is not None:  # `blev 61 av 100, riket 63`
        named = [p for p in named if p.first < own.last or marks.tokens[min(p.last, marks.last - 1)].kind != "number"]
    parts = [p for p in named if p.population]
    local = [p for p in named if p.geography.type != "country"]
    if parts and local and parts[0].first < local[0].first and _is_ranked_within(marks, parts[0], local[0]):
        return local[0]
    if len(local) > 1 and _is_ranked_within(marks, local[0], local[1]):
        return local[1]
    return next(iter(parts or local or named), None)


def _is_ranked_within(marks: Marks, around: PlaceMark, place: PlaceMark) -> bool:
    """`I länet har | Nyköping | högst index, 74`, `Bland små kommuner ligger | Heby | sist (61)`: of the one ranked."""
    figure = next((f.at for f in marks.figures if f.at > place.last), place.last)
    inside = bool(around.geography.type == "county" or around.population) and place.geography.type == "municipality"
    apart = not any(around.last <= f.at < place.first for f in marks.figures)
    if inside and apart and marks.low(place.first - 1) in load_set("only words") and marks.low(place.last) == "som":
        return True  # `I Halland är det bara | Kungsbacka | som har ett högre index, 80`
    return inside and apart and not load_set("best and worst").isdisjoint(marks.lows(place.last, figure))


def _tells_gap(marks: Marks, figure: Figure) -> bool:
    """`2 procentenheter`, `tre enheter bättre`"""
    return figure.quantity.kind == "difference" or marks.low(figure.quantity.last) in load_set("comparatives")


def _is_right_behind(marks: Marks, place: PlaceMark, figure: Figure) -> bool:
    """`rikets 81 procent`, `över riksgenomsnittet (81 procent)`, `under genomsnittet i riket, 467 kilo`"""
    return figure.first == place.last or (figure.at == place.last + 1 and marks.low(place.last) in ("(", ","))


def _places_in(marks: Marks, first: int, last: int) -> tuple[PlaceMark, ...]:
    """Those whose name stands there; the preposition before it may part two figures (`än | små kommuner`)."""
    return tuple([p for p in marks.places if first < p.last <= last])


def find_named(marks: Marks, first: int, last: int) -> list[PlaceMark]:
    """The places named there that may have a figure together: no groups of them, and no examples."""
    here = within(marks.places, first, last)
    alone = (p for p in here if not (p.population or p.geography.type == "group"))
    return [p for p in alone if not (_is_example(marks, p) or is_likened(marks.tokens, p.first))]


def find_place_beside(marks: Marks, spans: Sequence[Span], figure: Figure) -> PlaceMark | None:
    """`bland kommuner med minst 50 000 invånare har Södertälje, 81`: right before the figure."""
    if not marks.places:
        return None
    bracketed = [p for p in marks.places if p.last == figure.at - 1 and marks.low(p.last) in ("(", ":")]
    if figure.before == "(" and marks.low(figure.at - 2) in EXTREMES:  # `ligger Lund högst (77) och Ystad lägst`
        bracketed += [p for p in marks.places if p.last == figure.at - 2]
    end = figure.quantity.last
    own = any(end <= p.first and {")", ","}.isdisjoint(marks.lows(end, p.first)) for p in marks.places)
    if bracketed and not own:
        return bracketed[0]  # `över både länet (84) och riket (86)`; not `86 procent i Nybro (84 procent i länet)`
    if marks.lows(figure.at - 3, figure.at - 1) == [",", "som"] and is_finite(figure.before):
        return next((p for p in marks.places if p.last == figure.at - 3), None)  # `över länet, som har 66 procent`
    behind = next((p for p in marks.places if p.first == figure.last), None)
    if behind and not is_likened(marks.tokens, behind.first):
        return behind  # `Skillnaderna är stora i länet: från 61 procent i Orsa`
    owners = (p for p in marks.places if p.last == figure.first - 1 and marks.low(p.last) in load_set("share nouns"))
    if owner := next((p for p in owners if marks.low(p.last - 1).endswith("s")), None):
        return owner  # `når upp till rikets nivå på 88 procent`
    joined = marks.low(figure.first - 1) in ("och", "men")
    near = [p for p in marks.places if p.last == figure.first or (p.last == figure.first - 1 and not joined)]
    if apart := next((p for p in near if p.population and marks.low(p.first - 1) == ","), None):
        return apart  # `I storstäderna har alla en plan, | i landsbygdskommunerna | bara hälften`
    local = [p for p in near if p.geography.type != "country" and not p.population]
    coded = [p for p in local if p.geography.code or p.geography.type == "county"]
    named = (p for first, last in spans for p in coded if first < p.last <= last and not _is_yardstick(marks, p))
    return next(named, None)


def _is_yardstick(marks: Marks, place: PlaceMark) -> bool:
    """`3 procentenheter under riksgenomsnittet`; not `fler än i riket, där andelen var 68 procent`."""
    if is_likened(marks.tokens, place.first):
        return True  # `Liksom i Lund är 61 procent nöjda i Säter`
    if marks.low(place.last) in ("ingen", "inga") and any(f.at < place.first for f in marks.figures):
        return True  # `17 procent följer upp det, och i Skåne ingen kommun`
    as_many = "som" in (marks.low(place.first), marks.low(place.first - 1))
    if as_many and "lika" in marks.lows(place.first - 4, place.first):
        return True  # `Lika stor andel som i riket, 12 procent, ...`
    after = [f for f in marks.figures if f.at >= place.last]
    others = any(place.last <= p.first < after[0].at for p in marks.places) if after else False
    if others and marks.low(place.first - 1) in load_set("ranking words"):
        return True  # `Lägst i länet är Laxå, där 58 procent är nöjda`
    if _is_ranked_around(marks, place):
        return True
    if any(marks.low(f.last) not in load_set("comparatives") for f in after):
        return False  # `0,3 poäng över riket och 0,1 högre än året innan` has a figure of the same place behind it
    before = {marks.low(place.first), marks.low(place.first - 1)}
    return bool(before & _BESIDE) or _is_example(marks, place) or _is_ranked_in(marks, place)


def _is_ranked_around(marks: Marks, around: PlaceMark) -> bool:
    """`Timrå hade lägst andel behöriga | i länet |, 76 procent`: among whom the place before it is ranked."""
    if around.population or around.geography.type not in ("county", "region"):
        return False
    before = [p for p in marks.places if p.last <= around.first and p.geography.type == "municipality"]
    if not before or any(before[-1].last <= f.at < around.first for f in marks.figures):
        return False
    return not (load_set("best and worst") | EXTREMES).isdisjoint(marks.lows(before[-1].last, around.first))


def _is_example(marks: Marks, place: PlaceMark) -> bool:
    """`62 procent har en plan, bland annat Vadstena och | Motala`"""
    first = place.first
    for other in reversed(marks.places):
        if other.last == first - 1 and marks.low(other.last) in ("och", ","):
            first = other.first
    return is_example(marks.tokens, first)


def _is_ranked_in(marks: Marks, place: PlaceMark) -> bool:
    """`8 dagar, lägst i Kalmar län`, `, den lägsta siffran i hela landet`, `, ett av landets högsta`"""
    ranks = load_set("ranking words")
    one_of = "av" in (marks.low(place.first), marks.low(place.first - 1)) and marks.low(place.last) in ranks
    if marks.low(place.first - 1) in ranks or one_of:
        return True
    last = max((f.last for f in marks.figures if f.last <= place.first), default=marks.first)
    # Behind its figure: not `lägst | , 61 procent, | i Kalmar län`
    near = marks.lows(max(last, place.first - RANK_REACH), place.first)
    return "," in near and not load_set("best and worst").isdisjoint(near)


def find_average(marks: Marks, figure: Figure, spans: Sequence[Span], *, compared: bool) -> bool | None:
    """Whether a figure is an average of all municipalities (True) or of some (False); None for no average.

    `i snitt 12 dagar` is of one's own; of others when it is `compared` (`mot 15 i snitt`), or they are named.
    """
    if ALL_AVERAGES.isdisjoint(marks.said):
        return None
    lows = [low for span in spans for low in marks.lows(*span)]
    if lows and any(g.first == marks.first + 1 and g.last < marks.last for g in marks.genders):
        return None  # `För männen är snittet 13,6 poäng`: of the men spoken of
    of_all = any(one in _OF_ALL and two.startswith("kommun") for one, two in pairwise(lows))
    means = [k for span in spans for k in range(*span) if marks.low(k) in ALL_AVERAGES]
    others = compared or of_all
    if all(_is_own_mean(marks, figure, k, others=others) for k in means) or not _OWNERS.isdisjoint(lows):
        return None
    return of_all


def _is_own_mean(marks: Marks, figure: Figure, at: int, *, others: bool) -> bool:
    """`i snitt 12 dagar`, `som ett medelvärde för tre år`; or a yardstick: `12 dagar, under genomsnittet`."""
    before = marks.low(at - 1)
    if before == "i" and marks.low(at) in AVERAGES:
        return not others
    return before == "ett" or (at >= figure.last and before in _BESIDE)
