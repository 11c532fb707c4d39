"""A figure with its unit, as a text gives it, and the units that it may have.

"112 400 kronor per elev"    -> money, SEK
"0,9 per 1 000 invånare"     -> a rate, as printed
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Qualifier
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.tokens import Token
from pipeline.parse.years import parse_year
from pipeline.records import record

# `utvecklade bränder i byggnad per`
_LONGEST_COUNTED, _WITHIN = 6, frozenset({"i", "på", "mot", "hos", "bland", "vid", "av", "för"})


@record
class Quantity:
    """A figure with its unit. `tokens[first:last]` is all of it, qualifier and unit included.

    `start` and `end` are the figure's own characters. kind: share (74 procent), part (sju av tio, en tredjedel;
    value in percent), difference (procentenheter), money, score, rate (elever per lärare), count, time, size,
    population, or bare (no known unit behind it). `unit` is the data contract's code, or the printed words where it
    has none.
    """

    first: int
    last: int
    start: int
    end: int
    value: Decimal
    kind: str
    unit: str
    unit_printed: str = ""
    high: Decimal | None = None
    qualifier: Qualifier = "exact"
    paired: int = 0  #: 1, 2, ... in a list that ends with `respektive`, else 0


_PERIODS = frozenset({"dag", "dygn", "natt", "vecka", "månad", "år"})
# `av 100 möjliga`, `av maximalt 20`; not `5 poäng av 20 elever`.
_MOST = frozenset({"möjliga", "möjligt", "maximalt", "maximala"})
_LED = frozenset({"i", "för", "på", "och", "jämfört", "mot", "medan", "när", "vilket"})


@record
class Unit:
    """`tokens[...:last]` is the unit; `code` is the data contract's, `printed` its own words."""

    last: int
    kind: str
    code: str
    printed: str


def read_unit(tokens: Sequence[Token], at: int) -> Unit | None:
    """The unit that begins here: `procent`, `tusen kronor per elev`, `elever per lärare`; None for other words."""
    match = load_phrases("quantity_units.csv").match(tokens, at) if at < len(tokens) else None
    if match is None:
        return _read_rate(tokens, at)
    if match.phrase.kind == "size" and match.phrase.words[0] == "år" and _is_averaged(tokens, at):
        return Unit(match.last, "time", "år", "år")  # `är i genomsnitt 40 år gamla`
    if tokens[at].low == "år" and match.last < len(tokens) and parse_year(tokens, match.last) is not None:
        return None  # `från 3 500 år 2010`
    last = match.last
    weighed = match.phrase.kind == "score" and not match.phrase.value  # `458 kilo per invånare`
    per = last + 1 < len(tokens) and tokens[last].low == "per"
    if per and match.phrase.kind == "time" and tokens[last + 1].low in _PERIODS:
        printed = " ".join(t.low for t in tokens[match.first : last + 2])
        return Unit(last + 2, "time", printed, printed)  # `öppet 61 timmar per vecka`
    if per and (weighed or match.phrase.kind in ("money", "count")):
        last += 2 + _qualifies(tokens, last + 1)
        last += 3 * _is_of_age(tokens, last)
    printed = " ".join(t.low for t in tokens[match.first : last])
    last = _end_of_most(tokens, last) if match.phrase.kind == "score" else last
    return Unit(last, match.phrase.kind, match.phrase.value or printed, printed)


def _is_averaged(tokens: Sequence[Token], at: int) -> bool:
    """Whether the number before a unit has a word like `genomsnitt` before it."""
    return at > 1 and tokens[at - 2].low in load_set("averages")


def _end_of_most(tokens: Sequence[Token], at: int) -> int:
    """Where `45 poäng | av 100 möjliga` ends, `av maximalt 100`: of how many at the most says nothing more."""
    if at + 1 >= len(tokens) or tokens[at].low != "av":
        return at
    most = at + 1 + (tokens[at + 1].low in _MOST)
    if most >= len(tokens) or tokens[most].kind != "number":
        return at
    behind = tokens[most + 1].low if most + 1 < len(tokens) else ""
    if behind in _MOST or behind == "poäng":
        return most + 2
    return most + 1 if most > at + 1 or not behind.isalpha() or behind in _LED else at


def _qualifies(tokens: Sequence[Token], at: int) -> bool:
    """`kronor per äldre invånare`: the noun stands behind a word that picks some."""
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    return tokens[at].low not in load_set("counted one by one") and behind in load_set("counted one by one")


def _is_of_age(tokens: Sequence[Token], at: int) -> bool:
    """`kronor per invånare över 65 år`"""
    lows = [t.low for t in tokens[at : at + 3]]
    return len(lows) > 2 and lows[0] in ("över", "under") and tokens[at + 1].kind == "number" and lows[2] == "år"


def _read_rate(tokens: Sequence[Token], at: int) -> Unit | None:
    """`elever per lärare`: a noun, `per`, a noun. `En handläggare per telefon` measures nothing."""
    if (at and tokens[at - 1].low in ("en", "ett")) or (at < len(tokens) and tokens[at].low == "gånger"):
        return None  # `minst fem gånger per dag` is how often
    if at + 3 < len(tokens) and (tokens[at + 1].low, tokens[at + 2].low) == ("på", "varje"):
        printed = " ".join(t.low for t in tokens[at : at + 4])  # `11,4 elever på varje lärare`
        return Unit(at + 4, "rate", f"{tokens[at].low} per {tokens[at + 3].low}", printed)
    if at + 2 < len(tokens) and tokens[at].low == "per" and tokens[at + 1].kind == "number":
        dated = tokens[at + 2].low == "år" and at + 3 < len(tokens) and parse_year(tokens, at + 3) is not None
        last = at + 2 + (tokens[at + 2].kind == "word" and not dated)  # `0,9 per 1 000 invånare`; `per 100 000 år 2015`
        printed = " ".join(t.low for t in tokens[at:last])
        return Unit(last, "rate", printed, printed)
    several = at + 3 < len(tokens) and tokens[at].kind == "word" and tokens[at + 1].low == "per"
    several = several and tokens[at].low not in load_set("comparatives")  # `fyra fler per 100 000 invånare`
    if several and tokens[at + 2].kind == "number" and tokens[at + 3].kind == "word":
        printed = " ".join(t.low for t in tokens[at : at + 4])  # `10,2 fall per 1 000 invånare`
        return Unit(at + 4, "rate", printed, printed)
    if at + 2 < len(tokens) and tokens[at + 1].low == "per" and tokens[at].kind == tokens[at + 2].kind == "word":
        printed = " ".join(t.low for t in tokens[at : at + 3])
        return Unit(at + 3, "rate", printed, printed)
    return _read_described_rate(tokens, at)


def _read_described_rate(tokens: Sequence[Token], at: int) -> Unit | None:
    """`nya företag per 1 000 invånare`, `bränder i byggnad per 1 000 invånare`: what is counted, told in more words."""
    near = range(at + 2, min(at + _LONGEST_COUNTED, len(tokens) - 1))
    per = next((k for k in near if tokens[k].low == "per"), None)
    if per is None or any(t.kind != "word" for t in tokens[at:per]):
        return None
    counted = [t.low for t in tokens[at:per]]
    many = tokens[per + 1].kind == "number"
    last = per + 2 + (many and per + 2 < len(tokens) and tokens[per + 2].kind == "word")
    within = (k for k, low in enumerate(counted[:-1]) if k and many and low in _WITHIN)
    led = next(within, len(counted))
    described = all(low.endswith(("a", "e")) and low not in load_set("comparatives") for low in counted[: led - 1])
    if not described or counted[led - 1].endswith(("a", "de", "te")) or not (many or tokens[per + 1].kind == "word"):
        return None
    code = " ".join(t.low for t in tokens[per - (led == len(counted)) : last])
    return Unit(last, "rate", code, " ".join(t.low for t in tokens[at:last]))
