"""Figures with less of a unit than is meant, since what stands before them says the rest.

"34 miljoner kronor, jämfört med 31 miljoner"                        31 MSEK
"Kostnaden steg från 12 till 15 miljoner"                            12 and 15 MSEK
"2 310 per 100 000 invånare, mot 2 412 per 100 000"                  2412 per 100 000 invånare
"Nöjdheten sjönk med elva procentenheter, från 90 till 79"           90 and 79 percent
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.numbers import Quantity
from pipeline.parse.quantities import Unit, read_unit
from pipeline.parse.tokens import Token
from pipeline.records import replace

_MILLION = 1_000_000
# `Trygga | , procent :`
_LED, _LED_UNITS = 3, frozenset({"share", "money", "score", "time"})
_SUMS = ("kostnad", "investering", "utgift", "budget", "intäkt", "omsättning", "underskott", "överskott")
# So far before its figure the sum is named.
_REACH = 12
_ENDS, _WHOLE = frozenset({"från", "till"}), 100
_OF_OTHERS = ("antal", "poäng", "index", "meritvärde")


def complete_short(tokens: tuple[Token, ...], quantity: Quantity, before: Quantity | None) -> Quantity:
    """The quantity in its whole unit; `before` is the last one whose unit it may have."""
    if _counts_millions(tokens, quantity):
        near = tokens[max(0, quantity.first - _REACH) : quantity.first]
        if (before is None and _names_sum([t.low for t in near])) or (before is not None and before.unit == "MSEK"):
            return replace(quantity, kind="money", unit="MSEK", value=quantity.value / _MILLION)
    if quantity.kind == "bare" and (led := _unit_before_colon(tokens, quantity)) is not None:
        return replace(quantity, kind=led.kind, unit=led.code)
    if quantity.kind == "bare" and quantity.value <= _WHOLE and _moves_in_steps(tokens, quantity):
        return replace(quantity, kind="share", unit="percent")
    rates = before is not None and before.kind == quantity.kind and quantity.kind in ("rate", "score")
    if before is not None and rates and before.unit.startswith(f"{quantity.unit} "):
        return replace(quantity, unit=before.unit)
    return quantity


def _unit_before_colon(tokens: Sequence[Token], quantity: Quantity) -> Unit | None:
    """`Kostnad per brukare, tkr: 412`, `Trygga (procent): 71`"""
    colon = quantity.first - 1
    if colon < _LED or tokens[colon].low != ":":
        return None
    at = colon - 1 - (tokens[colon - 1].low == ")")
    unit = read_unit(tokens, at) if tokens[at - 1].low in (",", "(") else None
    return unit if unit is not None and unit.last == at + 1 and unit.kind in _LED_UNITS else None


def _counts_millions(tokens: tuple[Token, ...], quantity: Quantity) -> bool:
    """`15 miljoner`, and the `12` of `från 12 till 15 miljoner`"""
    if quantity.kind != "bare":
        return False
    shared = quantity.value >= _MILLION and quantity.end - quantity.start < len(str(_MILLION))
    return shared or tokens[quantity.last - 1].low == "miljoner"


def _names_sum(lows: Sequence[str]) -> bool:
    """`Kostnaden uppgick till 34 miljoner`; not `Kostnaderna är höga, men resorna var 3 miljoner`"""
    named = max((k for k, low in enumerate(lows) if low.startswith(_SUMS)), default=len(lows))
    return named < len(lows) and "," not in lows[named:]


def _moves_in_steps(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """`sjönk med 3 procentenheter till 79`, `från 90 till 79, alltså med elva procentenheter`: an end of a share."""
    if tokens[quantity.first - 1].low not in _ENDS:
        return False
    near = [t.low for t in tokens[max(0, quantity.first - _REACH) : quantity.last + _REACH]]
    steps = "procentenheter" in near or "procentenhet" in near
    return steps and not any(low.startswith(_OF_OTHERS) for low in near)
