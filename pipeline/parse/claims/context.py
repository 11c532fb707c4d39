"""What a sentence is read in: its passage's year and place, and how the figures of one part of a clause get theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise

from pipeline.model import RIKET, Gender, Geography, Origin
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Figure, Marks, PlaceMark, within
from pipeline.parse.claims.sharing import Part
from pipeline.parse.claims.traits import (
    Span,
    find_average,
    find_genders,
    find_named,
    find_own_genders,
    find_place,
    find_place_beside,
    is_total,
    names_all,
    names_by_rank,
)
from pipeline.parse.claims.value.shares import is_among
from pipeline.parse.phrases import load_set
from pipeline.parse.records import record, replace
from pipeline.parse.verbs import is_finite

_AMONG = frozenset({"för", "bland", "av", "hos"})


@record
class Context:
    """`year` and `geography` are those of figures whose sentence names none."""

    year: int | None
    origin: Origin
    previous: int | None = None  #: the year of the survey before
    geography: Geography = RIKET
    sure: bool = True  #: that the geography is meant; else rows are for review
    bracketed: int | None = None  #: the year of figures in parentheses, where the document says so
    mean: Geography | None = None  #: that of those who take part, which a page compares its municipality with
    base: str = ""  #: what the bullet before was a share of
    scale: str = ""  #: the unit of figures without one: `index` where the document says that values go from 0 to 100
    written: int | None = None  #: the year after that of all data, when the document was written then


@record
class Dated:
    """A year, what is printed of it when it is no whole year, and the words that gave it."""

    year: int | None
    period: str = ""
    words: str = ""
    said: bool = False  #: in the clause itself


@record
class Where:
    """Whom a figure is about; not `sure` when only the document as a whole suggests it."""

    geography: Geography
    population: str = ""
    sure: bool = True


@record
class PartReader:
    """Answers when, where and who for the figures of one part, its own words before the shared ones."""

    marks: Marks
    clause: Clause
    parts: tuple[Part, ...]
    number: int
    topic: Topic
    context: Context
    barred: frozenset[int] = frozenset()  #: tokens that say who is counted: a negation in them is not the figure's
    timeless: frozenset[int] = frozenset()  #: those of them whose year is not the figure's
    part: Part = field(init=False, compare=False)  #: the one with that number

    def __post_init__(self) -> None:
        object.__setattr__(self, "part", self.parts[self.number])

    def own_spans(self, figure: Figure) -> tuple[Span, ...]:
        """The figure itself with what directly follows it, then the words of its part."""
        figures = self.part.figures
        i = figures.index(figure)
        begin = self.part.core[0] if i == 0 else self._bound(figures[i - 1], figure)
        end = self._bound(figure, figures[i + 1]) if i + 1 < len(figures) else self.part.core[1]
        own = [(begin, end)]
        if i + 1 == len(figures) or not self._is_bracketed_off(figures[i + 1]):
            own.append(self.part.after)
        if self.number:
            own.append(self.part.before)
        return tuple(own)

    def _is_bracketed_off(self, following: Figure) -> bool:
        """`34 procent (31 procent året före, 29 procent 2019)`: what goes on is in the bracket, and of its figures."""
        opened = self.marks.low(following.first - 1) == "(" or self.marks.low(following.first) == "("
        return opened and all(self.marks.low(k) != ")" for k in range(following.last, self.part.core[1] + 1))

    def _bound(self, one: Figure, two: Figure) -> int:
        """Where what belongs to the second of two figures begins: at its parenthesis, `48 % (2017: 52 %)`."""
        closed = max((k for k in range(one.quantity.last, two.at) if self.marks.low(k) == ")"), default=-1)
        opened = [k for k in range(one.quantity.last, two.at) if self.marks.low(k) == "(" and k > closed]
        return opened[0] if opened else two.first

    @property
    def shared_spans(self) -> tuple[Span, ...]:
        """What stands before the first part, and behind later ones that are no comparison."""
        first = self.parts[0]
        spans = [first.before]
        if self.part.compares:
            spans += [first.core, first.after]
        for part in self.parts[self.number + 1 :]:
            if part.compares or self.marks.low(part.core[0]) == "(":
                break
            spans.append(part.after)
        return tuple(spans)

    def place(self, figure: Figure | None, *, whole: bool, base: str = "") -> Where:
        """The geography and population of a figure, or of a part without; a share of municipalities is of riket."""
        if figure is not None and is_among(self.marks, figure):
            return Where(RIKET)  # `Nybro är en av de 31 procent av kommunerna som har`
        fallback = Where(self.context.geography, "", sure=self.context.sure)
        own_spans = self.own_spans(figure) if figure else (self.part.before, self.part.after)
        if whole and (self.topic.claimed or self.topic.told_of):
            fallback = Where(self.topic.geography, self.topic.population)
        elif self.topic.claimed and self.topic.about is not None:
            fallback = Where(self.topic.about)
        # `sjönk med åtta procentenheter till 41 procent och ligger under medel`: what follows is of the level
        near = own_spans[:1] if figure and figure.quantity.kind == "difference" else own_spans
        average = self._is_average(figure, (*near, self.part.before)) if figure else None
        if average is not None and fallback.geography.type != "country":
            mean = self.context.mean
            fallback = Where(mean or RIKET, sure=average or mean is not None)
        listed = figure is not None and figure.base is None and not (base or whole) and is_public(self.context.base)
        public = listed or (figure is not None and self._is_of_public(figure))
        if (
            public or is_public(base) or self._is_named_elsewhere(fallback)
        ) and fallback.geography.type == "municipality":
            fallback = Where(RIKET)
        apart = self.part.alone or average is not None  # `I Säter är 58 procent nöjda, medelvärdet är 61 procent`
        shared = () if apart and self.number else self.shared_spans
        if compared := self._compared_places():
            whose = next((p for p in compared if self._is_measure(p) == bool(self.number)), None)
            unsure = any(p.geography == fallback.geography for p in compared)
            return Where(whose.geography, whose.population) if whose else replace(fallback, sure=not unsure)
        if names_by_rank(self.marks, self.part.before):
            fallback = replace(fallback, sure=False)
        fallback = self._pointed_to(figure) or fallback
        beside = find_place_beside(self.marks, (*own_spans, *shared), figure) if figure else None
        if figure is not None and figure.quantity.paired:
            shared = (self.part.core, *shared)  # `(riket: 63 respektive 71 procent)`
        named = find_place(self.marks, own_spans, figure) or find_place(self.marks, shared)
        than = named and figure is None and "än" in self.marks.lows(named.first - 2, named.first + 1)
        if named and (than or self._is_of_another(named, figure)):
            named = None  # `en förbättring från 89 procent och bättre än snittet i landet (91 procent)`
        place = self._pair_place(figure) or beside or named
        return Where(place.geography, place.population) if place else fallback

    def _is_average(self, figure: Figure, spans: Sequence[Span]) -> bool | None:
        """Whether it is of others than are spoken of: `14 i Orsa, 15 i medeltal`; see `find_average`."""
        before = self.parts[self.number - 1] if self.number else None
        beside = before is not None and find_place(self.marks, (before.before, before.after)) is not None
        return find_average(self.marks, figure, spans, compared=self.part.compares or beside)

    def _is_of_public(self, figure: Figure) -> bool:
        """Whether it is a share of municipalities; of a pair (`78 respektive 71 procent av kommunerna`) both are."""
        beside = self.part.figures if figure.quantity.paired else (figure,)
        return any(f.base is not None and f.base.kind == "public" for f in beside)

    def _compared_places(self) -> tuple[PlaceMark, ...]:
        """`Nöjdheten är lägre än i riket, 55 procent mot 64`: the place behind `än` is that of the second figure."""
        figures = [f for part in self.parts for f in part.figures]
        places = within(self.marks.places, self.clause.first, self.clause.last)
        against = len(self.parts) == len(figures) == 2 and self._is_weighed(figures[1])
        than = [p for p in places if self._is_measure(p) and p.first < figures[0].at] if against else []
        return places if len(than) == 1 and len(places) <= len(figures) else ()

    def _is_weighed(self, figure: Figure) -> bool:
        """`mot 64`, `jämfört med 64`"""
        before = self.marks.low(figure.at - 1)
        return before == "mot" or (before == "med" and self.marks.low(figure.at - 2) in ("jämfört", "jämföra"))

    def _is_measure(self, place: PlaceMark) -> bool:
        led = (self.marks.low(place.first - 1), self.marks.low(place.first))
        return not {"än", "över", "under"}.isdisjoint(led) or led == ("jämfört", "med")

    def _is_of_another(self, place: PlaceMark, figure: Figure | None) -> bool:
        """`lägre än länets 71 procent men högre än 2019`: named to compare with, and a figure of its own behind it."""
        last = place.last + (self.marks.low(place.last) == "(")  # `båda högre än i riket (82 respektive 75)`
        return self._is_measure(place) and any([f.at == last and f is not figure for f in self.marks.figures])

    def _pointed_to(self, figure: Figure | None) -> Where | None:
        """`Vetlanda ligger sist: där är siffran 41 procent`: what the clause or sentence before it named last."""
        if "där" not in self.marks.lows(self.marks.first, self.marks.last):
            return None
        last = self.clause.last - (self.marks.low(self.clause.last - 1) in (".", ","))
        near = {self.clause.first, self.clause.first + 1, last - 1} | ({figure.at - 1} if figure else set())
        if all(self.marks.low(k) != "där" for k in near):
            return None
        place = next((p for p in reversed(self.marks.places) if p.last <= self.clause.first), None)
        if place is not None:
            return Where(place.geography, place.population)
        return Where(self.topic.there) if self.topic.there is not None else None

    def places(self, figure: Figure) -> tuple[PlaceMark, ...]:
        """`31 procent i Blekinge län och Kalmar län`: the places side by side that one figure holds for; else none."""
        if figure.quantity.paired or len(self.marks.places) < 2:
            return ()
        lead = (self.part.before,) if self.number == 0 else ()
        for first, last in (*self.own_spans(figure), *lead):
            named = find_named(self.marks, first, last)
            found = named[:1]
            for one, two in zip(named, named[1:], strict=False):
                gap = self.marks.lows(one.last, two.first)
                if gap not in ([","], ["och"], ["samt"], [",", "och"]):
                    break
                found.append(two)
            listed = bool(found) and self.marks.low(found[0].first - 1) == "("  # `liknande kommuner (Heby och Tierp)`
            if (
                len(found) > 1 and found[-1] is named[-1] and not listed
            ):  # not `Bland Kiruna och Pajala ligger Pajala högst, 61`
                return tuple(found)
        return ()

    def _is_named_elsewhere(self, fallback: Where) -> bool:
        """`I genomsnitt är 81 procent nöjda, i Kalmar 88`: what another part names is not this one's too."""
        others = [p for n, p in enumerate(self.parts) if n != self.number]
        named = [find_place(self.marks, (p.before, p.core, p.after)) for p in others if p.before[0] > self.part.core[0]]
        return any(place is not None and place.geography == fallback.geography for place in named)

    def _pair_place(self, figure: Figure | None) -> PlaceMark | None:
        """`I Malmö och Lund är andelen 88 respektive 79 procent`: first to first."""
        if figure is None or not figure.quantity.paired:
            return None
        named = [p for p in within(self.marks.places, self.clause.first, self.clause.last) if p.geography.code]
        paired = sum(f.quantity.paired > 0 for f in self.part.figures)
        # One of the pair may be no figure of this clause: `2018/19 respektive 74 procent`.
        joined = all(self.marks.lows(a.last, b.first) in (["och"], [","], ["samt"]) for a, b in pairwise(named))
        return named[figure.quantity.paired - 1] if joined and len(named) == paired >= figure.quantity.paired else None

    def genders(self, figure: Figure, *, whole: bool) -> tuple[Gender, ...]:
        """The genders that the figure is of; more than one when it holds for each, none for all."""
        spans = self.own_spans(figure)
        own = find_own_genders(self.marks, figure, spans, (self.part.before,) if self.number else ())
        own = own or self._bracketed_behind(figure)
        if figure.quantity.paired:
            return self._pair_gender(figure)
        if own:
            return own
        them = self.marks.lows(figure.quantity.last, figure.quantity.last + 2) == ["av", "dem"]
        if self.points_to_named() or (them and len(self.topic.named) == 1):
            return self.topic.named
        # `högst är Lund med 97 procent och lägst Vara med 58`
        placed = len({p.geography for p in within(self.marks.places, self.clause.first, self.clause.last)}) > 1
        total = is_total(self.marks, figure) or names_all(self.marks, spans)
        if total or (whole and self.is_of_all()) or self.others:
            return ()
        anew = placed or within(self.marks.genders, self.clause.first, self.clause.last)
        if whole and len(self.parts) > 1 and len(self.topic.told) == len(self.parts) and not anew:
            return (self.topic.told[self.number],)
        if not (self.part.alone and self.number):
            compared = find_genders(self.marks, (self.parts[0].before,), compared=True)
            if len(self.parts) > 1 and len(compared) == len(self.parts):  # `Kvinnor är mindre nöjda än män: 78 mot 81`
                return (compared[self.number],)
            shared = find_genders(self.marks, self.shared_spans)
            if len(shared) == 1 or (shared and len(self.parts) == 1):
                return shared
        if compared_with := find_genders(self.marks, spans, compared=True):
            return compared_with
        goes_on = whole and len(self.topic.genders) == 1 and not self._does_anew()
        return self.topic.genders if goes_on else ()

    def _bracketed_behind(self, figure: Figure) -> tuple[Gender, ...]:
        """Those of the figure that this one stands behind in brackets: `20 procent av kvinnorna (17 procent 2014)`."""
        first, opened = self.part.figures[0], self.marks.low(self.part.core[0]) == "("
        if figure is not first and self.marks.low(self._bound(first, figure)) == "(":
            return find_genders(self.marks, (self.own_spans(first)[0],))
        if not (opened and self.number) or load_set("both together") & set(self.marks.lows(*self.part.core)):
            return ()
        return find_genders(self.marks, (self.parts[self.number - 1].core,))

    def _does_anew(self) -> bool:
        """`I riket svarade 35 procent.`: what all did, and not what the share of one gender spoken of before is."""
        return any(is_finite(low) and low not in load_set("linking verbs") for low in self.marks.spell(self.part.words))

    @property
    def others(self) -> str:
        """`för män är siffran 84 procent och för barn 91`: people of no gender behind those of one; empty for none."""
        first, last = self.part.before
        noun = nouns().get(self.marks.low(last - 1)) if self.number else None
        led = last - first > 1 and self.marks.low(last - 2) in _AMONG
        named = find_genders(self.marks, self.shared_spans) if led else ()
        return noun.base if named and noun is not None and noun.kind == "people" and noun.gender is None else ""

    def points_to_named(self) -> bool:
        """`för dem sjönk andelen`, of the one gender that was named before."""
        if len(self.topic.named) == 1 and self.marks.low(self.clause.first) == ":":
            return True  # `Störst är andelen bland männen: 21 procent av dem snusar`
        if len(self.topic.named) == 1 and self.marks.low(self.clause.first) == "deras":
            return True  # `Kvinnorna står för ökningen. Deras snitt blev 14,2 poäng`
        opening = range(self.clause.first, self.clause.first + 3)
        pairs = ((self.marks.low(k), self.marks.low(k + 1)) for k in opening)
        return len(self.topic.named) == 1 and any(a in _AMONG and b == "dem" for a, b in pairs)

    def is_of_all(self) -> bool:
        """`Totalt är det 14 procent`, `För alla var andelen 14`: of both, though one gender was spoken of last."""
        lows = self.marks.lows(self.clause.first, self.clause.last)
        both = any(a == "alla" and is_finite(b) for a, b in zip(lows, lows[1:], strict=False))
        return both or not load_set("both together").isdisjoint(lows)

    def _pair_gender(self, figure: Figure) -> tuple[Gender, ...]:
        """`22 respektive 23 procent ... kvinnor respektive män`: first to first."""
        whole = ((self.clause.first, self.clause.last),)
        paired = [f for f in self.part.figures if f.quantity.paired]
        found = find_genders(self.marks, whole) or self.topic.told
        if len(found) != len(paired):
            found = find_genders(self.marks, whole, compared=True)
        if len(found) == len(paired) >= figure.quantity.paired:
            return (found[figure.quantity.paired - 1],)
        return ()


def is_public(base: str) -> bool:
    """Whether a share is of municipalities or other authorities, and so of the whole country."""
    noun = nouns().get(base.split(" ")[0])
    return noun is not None and noun.kind == "public"


__all__ = ["Context", "Dated", "PartReader"]
