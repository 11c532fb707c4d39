"""The figures of a sentence, each with the noun that it counts or is a share of, in the unit of the one before it.

"81 procent, och för pojkarna 74"     74 percent
"två tredjedelar av handläggarna"     a share of handläggare
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from pipeline.model import Geography
from pipeline.parse.claims.sentence.bases import Base, nouns, read_base
from pipeline.parse.claims.sentence.lent_units import complete_units
from pipeline.parse.claims.sentence.opened_rates import complete_rates
from pipeline.parse.numbers import Quantity
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.tokens import Token
from pipeline.parse.years import YearMention
from pipeline.records import record, replace

# What stands before a figure or a place and goes with it.
PREPOSITIONS = load_set("prepositions")


@record
class PlaceMark:
    """`first` takes in the preposition: `i Kalmar`."""

    first: int
    last: int
    geography: Geography
    population: str


# Behind `en högre`: a comparison, and not the noun of `en högre andel`.
_NO_NOUNS = load_set("comparing words") | load_set("prepositions") | {"sedan", "och", "men"}


@record
class Figure:
    """A quantity with the noun that it counts or is a share of; `first` takes in a preposition before it."""

    quantity: Quantity = field(hash=False)  #: where it stands tells figures apart
    first: int
    last: int
    base: Base | None = field(hash=False)
    before: str = field(compare=False)  #: the word that the quantity stands behind; empty where it opens the sentence
    whole: int = -1  #: where the number stands that it is so many of: `Av 290 kommuner har | 214`
    at: int = field(init=False, compare=False)  #: where the quantity itself begins

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", self.quantity.first)


def mark_figures(
    tokens: tuple[Token, ...],
    quantities: tuple[Quantity, ...],
    years: tuple[YearMention, ...],
    places: tuple[PlaceMark, ...],
    start: int,
    stop: int,
) -> Iterator[Figure]:
    """The quantities that are no part of a year (`de senaste sex åren`) and no bound of a place's population."""
    if not quantities:
        return
    taken = [(y.first, y.last) for y in years] + [(p.first, p.last) for p in places if p.population]
    named = frozenset(p.last for p in places if not p.population)
    timed = frozenset(y.last for y in years), frozenset(y.first for y in years)
    told = tuple([q for q in quantities if not any([first <= q.first and q.last <= last for first, last in taken])])
    quantities = complete_rates(tokens, told, start)
    for number, quantity in enumerate(complete_units(tokens, quantities, named, timed)):
        noted = quantity.first and tokens[quantity.first - 1].text == "["  # `för den enskilde [1]`
        if noted or _is_article(tokens, quantity) or _is_day(tokens, quantity):
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
        ends = base.last if base else quantity.last
        followed = number + 1 < len(quantities) and limit == quantity.last + 1
        if base is None and followed and _goes_with_next(tokens, quantity):
            base = _read_shared(tokens, quantities[number + 1], stop)
        quantity = _take_in_index(tokens, _take_in_average(tokens, quantity), start)
        first = quantity.first
        if first > start and tokens[first - 1].low in PREPOSITIONS:
            first -= 1
        before = tokens[quantity.first - 1].low if quantity.first > start else ""
        yield Figure(quantity, first, ends, base, before)


def _goes_with_next(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`120 respektive 85 personer`, `från 12 till 15 personer`: in front of the word that joins the two.

    And `68 (63) procent av kommunerna`.
    """
    joint, before = tokens[quantity.last].low, tokens[quantity.first - 1].low if quantity.first else ""
    if joint == "(":
        return quantity.kind == "share" and tokens[quantity.last - 1].kind == "number"
    return joint == "respektive" or (joint == "till" and before == "från" and quantity.kind == "bare")


def _read_shared(tokens: tuple[Token, ...], second: Quantity, stop: int) -> Base | None:
    """`120 respektive 85 personer`: the noun behind the second is that of both, unless it tells a gender."""
    base = read_base(tokens, second.last, stop, preposition=second.kind == "share")
    return base if base and (noun := nouns().get(base.base)) and noun.gender is None else None


def _take_in_average(tokens: tuple[Token, ...], quantity: Quantity) -> Quantity:
    """`från | i genomsnitt 42 dagar`, `ökat med | i snitt 3 procent`: what stands before it is `från`, `med`."""
    if not quantity.first or tokens[quantity.first - 1].low not in load_set("averages"):
        return quantity
    before = [t.low for t in tokens[max(0, quantity.first - 3) : quantity.first - 1]]
    led = before in (["från", "i"], ["till", "i"], ["med", "i"])
    return replace(quantity, first=quantity.first - 2) if led else quantity


def _take_in_index(tokens: tuple[Token, ...], quantity: Quantity, start: int) -> Quantity:
    """`ökat från | NKI 68 | till | NKI 69`: what stands before it is `från`, `till`."""
    at = quantity.first - 1
    if quantity.kind != "bare" or at - 1 <= start or tokens[at].low not in load_set("index names"):
        return quantity
    led = tokens[at - 1].low in ("från", "till", "mot")
    return replace(quantity, first=at, unit="index", unit_printed=tokens[at].text) if led else quantity


def _is_day(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`var 16 178 den 31 december`"""
    led = quantity.kind == "bare" and quantity.first > 0 and tokens[quantity.first - 1].low == "den"
    month = load_phrases("year_words.csv").match(tokens, quantity.last) if led else None
    return month is not None and month.phrase.kind == "season"


def _is_article(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`en mindre andel än förra året`, `ett högre betyg`: no one of anything; not `en högre än förra året`."""
    after = tokens[quantity.last : quantity.last + 2]
    if tokens[quantity.first].low not in ("en", "ett") or quantity.last - quantity.first > 1 or len(after) < 2:
        return False
    return after[0].low in load_set("comparatives") and after[1].kind == "word" and after[1].low not in _NO_NOUNS
