"""A passage with all marked in it that claims are made of: figures, years, places, words of change and of gender.

All positions are indices of the passage's tokens.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from pipeline.model import Gender, Geography, Passage
from pipeline.model.records import record
from pipeline.parse.claims.anchors import Anchor, mark_anchors
from pipeline.parse.claims.bases import Base, nouns, read_base
from pipeline.parse.claims.wordings import Wording
from pipeline.parse.numbers import Quantity, find_quantities
from pipeline.parse.numerals import parse_number
from pipeline.parse.phrases import Match, load_phrases, load_set
from pipeline.parse.places import find_places
from pipeline.parse.sentences import find_sentences
from pipeline.parse.tokens import Token
from pipeline.parse.years import YearMention

# What stands before a figure or a place and goes with it.
PREPOSITIONS = load_set("prepositions")
# `81 procent, och för pojkarna 74`
_PARALLEL = 6
# `(mellan 15 000 och 70 000 invånare)`
_BOUNDS = 8
_TOWARDS = frozenset({"mot", "utan"})
# `om kvinnor och män får hjälp på lika villkor`
_ALIKE, _ALIKE_REACH = frozenset({"lika", "likvärdig", "likvärdigt", "likvärdiga", "jämlik", "jämlikt", "jämställt"}), 8
# `på kvinnor och`
_DIVIDED = 3
# A bare number takes the unit of a figure of these kinds before it, but not `föll med tre enheter till 66`.
# `från 48 hösten 2018 till 40 dagar`
_COURSE = 4
_SHARING_UNITS = frozenset({"share", "rate", "score", "money", "time"})
_STEPS = frozenset({"enhet", "enheter"})
_JOINING = frozenset({"och", "medan", ",", "respektive", "mot", "till", "(", "jämfört", "jämföra", "än"})
_NOW = frozenset({"nu", "numera", "idag"})
_SAME = frozenset({"andelen", "siffran", "motsvarande"})
_PLACING = frozenset({"i", "bland", "hos", "för"})
_ASIDE = _PLACING | {"föregående", "förra", "år", "året"}


@record
class Figure:
    """A quantity with the noun that it counts or is a share of; `first` takes in a preposition before it."""

    quantity: Quantity
    first: int
    last: int
    base: Base | None

    @property
    def at(self) -> int:
        return self.quantity.first


@record
class PlaceMark:
    """`first` takes in the preposition: `i Kalmar`."""

    first: int
    last: int
    geography: Geography
    population: str


@record
class GenderMark:
    first: int
    last: int
    gender: Gender


S = TypeVar("S", Anchor, Figure, GenderMark, PlaceMark, YearMention, Quantity)


def within(marks: Iterable[S], first: int, last: int) -> tuple[S, ...]:
    """The marks that begin in `tokens[first:last]`."""
    return tuple(m for m in marks if first <= m.first < last)


@record
class Marks:
    """One sentence of a passage, marked."""

    passage: Passage
    tokens: tuple[Token, ...]  #: of the whole passage
    first: int
    last: int
    figures: tuple[Figure, ...]
    years: tuple[YearMention, ...]
    places: tuple[PlaceMark, ...]
    genders: tuple[GenderMark, ...]
    all_genders: Mapping[int, Gender]  #: of the whole passage: labels may come from its earlier sentences
    anchors: tuple[Anchor, ...]
    told: tuple[Match, ...] = ()  #: words of `data/claim_words.csv`, by which claims tell what a figure is

    @property
    def text(self) -> str:
        return self.passage.text[self.tokens[self.first].start : self.tokens[self.last - 1].end]

    def low(self, at: int) -> str:
        """The word there, in lower case; empty outside the sentence."""
        return self.tokens[at].low if self.first <= at < self.last else ""

    def word(self, at: int) -> str:
        """The word there, of whatever sentence of the passage; empty outside it."""
        return self.tokens[at].low if 0 <= at < len(self.tokens) else ""


def mark_sentences(wording: Wording) -> Iterator[Marks]:
    """Every sentence of the passage with its marks."""
    passage, tokens, years = wording.passage, wording.tokens, wording.years
    quantities = find_quantities(tokens)
    places = tuple(_mark_places(passage.text, tokens))
    genders = tuple(_mark_genders(tokens))
    genders_at = {m.first: m.gender for m in genders}
    q = y = p = g = 0
    for first, last in find_sentences(tokens):
        q_end, y_end, p_end = _advance(quantities, q, last), _advance(years, y, last), _advance(places, p, last)
        g_end = _advance(genders, g, last)
        here = places[p:p_end]
        yield Marks(
            passage,
            tokens,
            first,
            last,
            tuple(_mark_figures(tokens, quantities[q:q_end], years[y:y_end], here, first, last)),
            years[y:y_end],
            here,
            genders[g:g_end],
            genders_at,
            tuple(mark_anchors(tokens, first, last)),
            tuple(_mark_told(tokens, first, last)),
        )
        q, y, p, g = q_end, y_end, p_end, g_end


def _advance(marks: tuple[S, ...], at: int, last: int) -> int:
    while at < len(marks) and marks[at].first < last:
        at += 1
    return at


def _mark_figures(
    tokens: tuple[Token, ...],
    quantities: tuple[Quantity, ...],
    years: tuple[YearMention, ...],
    places: tuple[PlaceMark, ...],
    start: int,
    stop: int,
) -> Iterator[Figure]:
    """The quantities that are no part of a year (`de senaste sex åren`) and no bound of a place's population."""
    taken = [(y.first, y.last) for y in years] + [(p.first, p.last) for p in places if p.population]
    named = frozenset(p.last for p in places if p.geography.code)
    for number, quantity in enumerate(_complete(tokens, quantities, named)):
        if any(first <= quantity.first and quantity.last <= last for first, last in taken):
            continue
        limit = quantities[number + 1].first if number + 1 < len(quantities) else stop
        base = read_base(tokens, quantity.last, limit, preposition=True)
        if base is None and quantity.kind in ("part", "bare", "count"):
            base = read_base(tokens, quantity.last, limit, preposition=False)
        if base is None and quantity.last + 1 < limit and tokens[quantity.last].low in (")", ","):
            at = quantity.last + 1  # `två av tre (66 procent) handläggare`, `en fjärdedel (23 procent) av kommunerna`
            comma = tokens[quantity.last].low == ","  # `Över hälften, 53 procent, av de äldre`
            if not comma or (tokens[at].low == "av" and tokens[quantity.first - 1].low == ","):
                base = read_base(tokens, at, limit, preposition=tokens[at].low == "av")
        first = quantity.first
        if first > start and tokens[first - 1].low in PREPOSITIONS:
            first -= 1
        yield Figure(quantity, first, base.last if base else quantity.last, base)


def _complete(tokens: tuple[Token, ...], quantities: tuple[Quantity, ...], named: frozenset[int]) -> Iterator[Quantity]:
    """Gives a bare last number the percent of the figure before it: `81 procent och för pojkarna 74.`

    `named` are the tokens before which a place ends: `länets 0,29 och rikets 0,30`.
    """
    before: Quantity | None = None
    last: Quantity | None = None  # the difference before it
    for number, quantity in enumerate(quantities):
        following = quantities[number + 1] if number + 1 < len(quantities) else None
        if quantity.kind == "bare" and following and _is_start_of_course(tokens, quantity, following):
            quantity = replace(quantity, kind=following.kind, unit=following.unit)
        if quantity.kind == "bare" and before and _takes_unit(tokens, quantity, before, placed=quantity.first in named):
            quantity = replace(quantity, kind=before.kind, unit=before.unit)
        if quantity.kind == "bare" and last and _is_second_change(tokens, quantity):
            quantity = replace(quantity, kind=last.kind, unit=last.unit)
        last = quantity if quantity.kind == "difference" else None
        if quantity.kind in _SHARING_UNITS and quantity.unit not in _STEPS:
            before = quantity
        elif quantity.kind != "bare" or tokens[quantity.first - 1].text != "(":
            before = None
        yield quantity


def _is_start_of_course(tokens: tuple[Token, ...], one: Quantity, two: Quantity) -> bool:
    """`från 94 500 2018 till 91 200 kronor 2021`: the unit behind the second is that of both."""
    if not one.first or tokens[one.first - 1].low != "från" or tokens[two.first - 1].low != "till":
        return False
    return two.kind in _SHARING_UNITS and two.first - one.last <= _COURSE


def _is_second_change(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`med två procentenheter sedan 2019 och med elva sedan 2013`"""
    following = tokens[quantity.last].low if quantity.last < len(tokens) else "."
    ends = following in ".,;)" or following in ("sedan", "från", "jämfört", "bland", "hos", "för", "på", "och")
    before = tokens[quantity.first - 1].low
    return (before == "med" and ends) or (before == "och" and following in _PLACING)


def _takes_unit(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity, *, placed: bool) -> bool:
    """`att jämföra med 221 i riket`, `(riket 72)`, `lokaler 21 300, måltider 6 450`: in the unit of the one before."""
    after = tokens[quantity.last].low if quantity.last < len(tokens) else "."
    near = tokens[quantity.first - 1] if quantity.first else None
    if near is None or (before.kind == "share" and quantity.value > 100):
        return False
    if near.text == "(" and (after in _ASIDE or (after == ")" and quantity.first - 1 == before.last)):
        return True  # `84,9 procent (83,0)`, `12,3 elever per lärare (11,8 föregående år)`
    if near.text == "," and before.kind == "share" and after in _PLACING | {"till"}:
        return _is_parallel(tokens, quantity, before)  # `58 procent till samtal, 17 till möten`
    if near.kind != "word":
        return False
    gendered = load_phrases("gender_words.csv").match(tokens, quantity.first - 1) is not None  # `dagar och män 71`
    if before.kind == "time" and quantity.value == quantity.value.to_integral() and not gendered:
        return False
    if _is_bracketed(tokens, quantity):
        return True
    ends = after in ".,;)" or after in _PLACING or (placed and after in _JOINING)
    if near.low in _NOW and ends:
        return True  # `År 2007 rökte 16 procent av de vuxna, numera 12.`
    return ends and (_is_parallel(tokens, quantity, before) or _is_of_same(tokens, quantity))


def _is_of_same(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`medan andelen 2019 var 34`, `och av tågen var det 88`: of what the sentence has given a figure for."""
    lows = [t.low for t in tokens[max(0, quantity.first - 4) : quantity.first]]
    pointing = lows[-2:] in (["är", "det"], ["var", "det"]) and lows[0] in ("av", "bland", "och")
    return pointing or not (_SAME.isdisjoint(lows) or {"är", "var", "låg", "ligger"}.isdisjoint(lows))


def _is_bracketed(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`(riket 72)`, `(i riket: 72)`: alone in its bracket with whom it is of."""
    if quantity.last >= len(tokens) or tokens[quantity.last].text != ")":
        return False
    return any(tokens[k].text == "(" for k in range(max(0, quantity.first - 3), quantity.first))


def _is_parallel(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity) -> bool:
    """Whether only `och`, a preposition and a noun or two stand between the two figures."""
    between = [t.low for t in tokens[before.last : quantity.first]]
    joined = not _JOINING.isdisjoint(between)
    return joined and len(between) <= _PARALLEL and quantity.first - before.last > 0 and "årskurs" not in between


def _mark_places(text: str, tokens: tuple[Token, ...]) -> Iterator[PlaceMark]:
    at = 0
    for mention in find_places(text):
        while at < len(tokens) and tokens[at].end <= mention.start:
            at += 1
        first = last = at
        while last < len(tokens) and tokens[last].start < mention.end:
            last += 1
        population = mention.population
        while population and first and (parse_number(tokens[first - 1]) is not None or tokens[first - 1].low == "de"):
            first -= 1  # `bland de 14 största kommunerna`
        if population or mention.geography.type == "group":
            last, population = _take_bounds(tokens, last, population)
        if first and tokens[first - 1].low in ("alla", "samtliga") and mention.geography.code and not population:
            first -= 1  # `av alla boråsare`
        if first and tokens[first - 1].low in PREPOSITIONS and tokens[first].low not in PREPOSITIONS:
            first -= 1
        yield PlaceMark(first, last, mention.geography, population)


def _take_bounds(tokens: tuple[Token, ...], last: int, population: str) -> tuple[int, str]:
    """`mindre kommuner (färre än 15 000 invånare)` -> kommuner med färre än 15 000 invånare."""
    if last + 1 >= len(tokens) or tokens[last].low not in ("(", ","):
        return last, population
    opened = last + 1 + (tokens[last + 1].low == "med")  # `de minsta kommunerna, med färre än 15 000 invånare,`
    if tokens[last].low == "," and opened == last + 1:
        return last, population
    inside = tokens[opened : opened + _BOUNDS]
    for k, token in enumerate(inside):
        if token.low in (")", ",") and k and inside[k - 1].low == "invånare":
            return opened + k + 1, "kommuner med " + " ".join(t.text for t in inside[:k])
    return last, population


def _mark_genders(tokens: tuple[Token, ...]) -> Iterator[GenderMark]:
    for match in load_phrases("gender_words.csv").find(tokens):
        if match.first and (tokens[match.first - 1].low in _TOWARDS or _is_divided(tokens, match)):
            continue
        if _are_weighed(tokens, match):
            continue
        yield GenderMark(match.first, match.last, match.phrase.value)  # type: ignore[arg-type]


def _is_divided(tokens: tuple[Token, ...], match: Match) -> bool:
    """`delar upp resultatet på kvinnor och män`: both words only say along which line."""
    before = tokens[match.first - 1].low if match.first else ""
    if before == "och" and load_phrases("gender_words.csv").match(tokens, match.first - 2):
        before = tokens[match.first - _DIVIDED].low
    return before in ("på", "mellan")


def _are_weighed(tokens: tuple[Token, ...], match: Match) -> bool:
    """`följer upp om kvinnor och män får hjälp på lika villkor`: both together are what is looked at."""
    first, last = match.first, match.last
    if first > 1 and tokens[first - 1].low == "och":
        first -= 2
    elif last + 1 < len(tokens) and tokens[last].low == "och":
        last += 2
    led = first > 0 and tokens[first - 1].low in ("om", "att", "hur")
    return led and any(t.low in _ALIKE for t in tokens[last : last + _ALIKE_REACH])


def _mark_told(tokens: tuple[Token, ...], first: int, last: int) -> Iterator[Match]:
    for match in load_phrases("claim_words.csv").find_all(tokens[first:last]):
        yield Match(first + match.first, first + match.last, match.phrase)


__all__ = ["Anchor", "Figure", "GenderMark", "Marks", "PlaceMark", "mark_sentences", "nouns", "within"]
