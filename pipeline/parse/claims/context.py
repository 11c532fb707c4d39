"""What a sentence is read in: its passage's year and place, and the words and genders of one part of a clause."""

from __future__ import annotations

from dataclasses import field
from itertools import pairwise

from pipeline.model import RIKET, Gender, Geography, Origin
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import AMONG
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.sharing import Part
from pipeline.parse.claims.traits import (
    Span,
    find_genders,
    find_own_genders,
    is_total,
    names_all,
)
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import record, replace

# `, allt | från | 31 procent i Åsele`, `, med | 71 procent i Åsele som lägst`
_SPREADING, _SPREAD_REACH = frozenset({"från", "mellan", "med"}), 3
# `och 2022 | hade andelen stigit | till`
_GOING_ON = frozenset({"och", "men", ",", "då", "nu", "till", "på"})


@record
class Context:
    """`year` and `geography` are those of figures whose sentence names none."""

    year: int | None
    origin: Origin
    previous: int | None = None  #: the year of the survey before
    geography: Geography = RIKET
    home: Geography | None = None  #: whose page it is
    sure: bool = True  #: that the geography is meant; else rows are for review
    bracketed: int | None = None  #: the year of figures in parentheses, where the document says so
    country_bracketed: bool = False  #: figures in parentheses are the country's
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
class PartReader:
    """One part of a clause: which words are its own and which are shared, and who its figures are about."""

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
        part, figures = self.part, self.part.figures
        if len(figures) == 1:
            return (part.core, part.after, part.before) if self.number else (part.core, part.after)
        i = figures.index(figure)
        begin = part.core[0] if i == 0 else self._bound(figures[i - 1], figure)
        end = self._bound(figure, figures[i + 1]) if i + 1 < len(figures) else part.core[1]
        own = [(begin, end)]
        if i + 1 < len(figures) and (closed := self._close_of(figures[i + 1])) is not None:
            own.append((closed, part.core[1]))  # `71 procent (64) | av patienterna i Orsa`
        if i + 1 == len(figures) or not self._is_bracketed_off(figures[i + 1]):
            own.append(part.after)
        if self.number:
            own.append(part.before)
        return tuple(own)

    def _close_of(self, following: Figure) -> int | None:
        """Where the bracket ends that holds a figure alone; None of any other."""
        opened = self.marks.low(following.at - 1) == "(" and self.marks.low(following.quantity.last) == ")"
        return following.quantity.last + 1 if opened else None

    def _is_bracketed_off(self, following: Figure) -> bool:
        """`34 procent (31 procent året före, 29 procent 2019)`: what goes on is in the bracket, and of its figures."""
        opened = self.marks.low(following.first - 1) == "(" or self.marks.low(following.first) == "("
        return opened and all(self.marks.low(k) != ")" for k in range(following.quantity.last, self.part.core[1] + 1))

    def _bound(self, one: Figure, two: Figure) -> int:
        """Where what belongs to the second of two figures begins: at its parenthesis or year, `48 % (2017: 52 %)`."""
        closed = max((k for k in range(one.quantity.last, two.at) if self.marks.low(k) == ")"), default=-1)
        opened = [k for k in range(one.quantity.last, two.at) if self.marks.low(k) == "(" and k > closed]
        led = (y.first for y in self.marks.years if one.last <= y.first and y.last == two.at - 1)
        headed = next(led, two.first) if two.before == ":" else two.first
        return opened[0] if opened else headed

    @property
    def shared_spans(self) -> tuple[Span, ...]:
        """What stands before the first part, and behind later ones that are no comparison."""
        first = self.parts[0]
        spans = [first.before]
        if self.part.compares:
            spans += [first.core, first.after]
        for part in self.parts[self.number + 1 :]:
            if part.compares or self.marks.low(part.core[0]) == "(" or self._ends_spread(part):
                break
            spans.append(part.after)
        return tuple(spans)

    def _ends_spread(self, part: Part) -> bool:
        """`är 43 procent, | från 31 procent i Åsele till 56 i Nacka`: the places of ends are not those of the whole."""
        figure = part.figures[0]
        if self.marks.lows(figure.quantity.last, figure.quantity.last + 2) in (["av", "dem"], ["av", "dessa"]):
            return True  # `5 935 personer är hemlösa, en fjärdedel av dem i Skåne`
        led = figure.before in _SPREADING and "," in self.marks.lows(figure.first - _SPREAD_REACH, figure.first)
        return led and bool(within(self.marks.places, figure.last, part.after[1]))

    def genders(self, figure: Figure, *, whole: bool) -> tuple[Gender, ...]:
        """The genders that the figure is of; more than one when it holds for each, none for all."""
        if not (self.marks.genders or self.topic.genders or self.topic.named or self.topic.told):
            return ()
        spans = self.own_spans(figure)
        own = find_own_genders(self.marks, figure, spans, (self.part.before,) if self.number else ())
        own = own or self._bracketed_behind(figure) or self._told_before_colon()
        if figure.quantity.paired:
            return self._pair_gender(figure, whole=whole)
        if own:
            return () if self._leaves_to_pair(figure) else own
        them = self.marks.lows(figure.quantity.last, figure.quantity.last + 2) == ["av", "dem"]
        if self.points_to_named() or (them and len(self.topic.named) == 1):
            return self.topic.named
        # `högst är Lund med 97 procent och lägst Vara med 58`
        placed = len({p.geography for p in within(self.marks.places, self.clause.first, self.clause.last)}) > 1
        total = is_total(self.marks, figure) or names_all(self.marks, spans)
        if total or (whole and self.is_of_all()) or self.others:
            return ()
        anew = placed or within(self.marks.genders, self.clause.first, self.clause.last)
        like = whole or "motsvarande" in self.marks.lows(self.clause.first, figure.at)
        if like and len(self.parts) > 1 and len(self.topic.told) == len(self.parts) and not anew:
            return (self.topic.told[self.number],)
        if not (self.part.alone and self.number):
            compared = find_genders(self.marks, (self.parts[0].before,), compared=True)
            if len(self.parts) > 1 and len(compared) == len(self.parts):  # `Kvinnor är mindre nöjda än män: 78 mot 81`
                return (compared[self.number],)
            shared = find_genders(self.marks, self.shared_spans)
            if len(shared) == 1 or (shared and len(self.parts) == 1):
                return shared
        return self._genders_told(whole=whole)

    def _genders_told(self, *, whole: bool) -> tuple[Gender, ...]:
        """Those of the part before, or of what was spoken of before, where this one only goes on."""
        if self.number and self._only_dates():
            before = replace(self, number=self.number - 1)
            return before.genders(before.part.figures[-1], whole=whole)
        goes_on = whole and self.topic.genders and not self._does_anew() and not self._is_of_both_elsewhere()
        return self.topic.genders if goes_on else ()

    def _is_of_both_elsewhere(self) -> bool:
        """`80 procent av kvinnorna ..., medan männen stannade på 73. I riket var andelen 76`: of all there."""
        both = {subject.gender for subject in self.topic.subjects} == {"K", "M"}
        return (
            both
            and self.part.before[0] == self.marks.first
            and any(p.first == self.marks.first and p.geography.code for p in self.marks.places)
        )

    def _only_dates(self) -> bool:
        """`41 procent av kvinnorna 2018 och 2022 hade | andelen stigit till | 47 procent`: of another time, no more."""
        lows = self.marks.lows(*self.part.before)
        told = {k for y in self.marks.years for k in range(y.first, y.last)}
        told |= {a.first for a in self.marks.anchors}
        said = {low for k, low in enumerate(lows, self.part.before[0]) if k not in told and not is_finite(low)}
        pronouns = load_set("pronouns of a figure")
        return not pronouns.isdisjoint(said) and said <= pronouns | _GOING_ON

    def _leaves_to_pair(self, figure: Figure) -> bool:
        """`68 procent vet det, | flickor i mindre utsträckning än pojkar (62 respektive 74)`: those are of the pair."""
        paired = any(f.quantity.paired for part in self.parts[self.number :] for f in part.figures)
        named = next((g.first for g in self.marks.genders if g.first > figure.at), figure.at) if paired else figure.at
        return "," in self.marks.lows(figure.last, named)

    def _told_before_colon(self) -> tuple[Gender, ...]:
        """`Fler män än kvinnor cyklar: 44 procent respektive 37 procent cyklar`: first to first."""
        told = self.topic.told
        led = self.marks.low(self.clause.first) == ":" and len(told) == len(self.parts) > 1
        return (told[self.number],) if led else ()

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
        led = last - first > 1 and self.marks.low(last - 2) in AMONG
        named = find_genders(self.marks, self.shared_spans) if led else ()
        return noun.base if named and noun is not None and noun.kind == "people" and noun.gender is None else ""

    @property
    def weighs_times(self) -> bool:
        """`Kvinnorna är mer nöjda än i fjol (82 mot 79 procent)`: a pair of one whom, now and then."""
        pair, whole = [f for f in self.part.figures if f.quantity.paired], (self.clause.first, self.clause.last)
        if len(pair) != 2 or self.marks.low(pair[1].at - 1) not in ("mot", "med"):
            return False
        whose = {g.gender for g in within(self.marks.genders, *whole)}
        told = {p.geography for p in within(self.marks.places, *whole)}
        return len(whose) <= 1 >= len(told) and any(y.since is not None for y in within(self.marks.years, *whole))

    def points_to_named(self) -> bool:
        """`för dem sjönk andelen`, of the one gender that was named before."""
        if len(self.topic.named) != 1:
            return False
        opening = self.marks.lows(self.clause.first, self.clause.first + 4)
        if opening[:1] in ([":"], ["deras"]):
            return True  # `Störst är andelen bland männen: 21 procent av dem snusar`, `Deras snitt blev 14,2 poäng`
        if "där" in opening[:2] and not self.marks.places and self.topic.there is None:
            return True  # `Det ser bättre ut för pojkarna, och där trivs 89 procent`
        return any(a in AMONG and b == "dem" for a, b in pairwise(opening))

    def is_of_all(self) -> bool:
        """`Totalt är det 14 procent`, `För alla var andelen 14`: of both, though one gender was spoken of last."""
        lows = self.marks.lows(self.clause.first, self.clause.last)
        both = any(a == "alla" and is_finite(b) for a, b in zip(lows, lows[1:], strict=False))
        return both or not load_set("both together").isdisjoint(lows)

    def _pair_gender(self, figure: Figure, *, whole: bool) -> tuple[Gender, ...]:
        """`22 respektive 23 procent ... kvinnor respektive män`: first to first."""
        clause = (self.clause.first, self.clause.last)
        paired = [f for f in self.part.figures if f.quantity.paired]
        placed = within(self.marks.places, *clause)
        found = find_genders(self.marks, (clause,))
        like = whole or "motsvarande" in self.marks.lows(self.clause.first, figure.at)
        goes_on = like and len({p.geography for p in placed}) < len(paired)  # not `I Säter och Falun 84 respektive 79`
        if not found and goes_on:
            found = self.topic.told
        if self.weighs_times:
            return found[:1]
        if len(found) != len(paired):
            found = find_genders(self.marks, (clause,), compared=True)
        if len(found) == len(paired) >= figure.quantity.paired:
            return (found[figure.quantity.paired - 1],)
        return ()


__all__ = ["Context", "Dated", "PartReader"]
