"""Numbers that are rates, since their sentence opens with what they are per.

"Per 1 000 invånare blir det 1,2 skadade"     1.2 skadade per 1 000 invånare
"Lån per invånare: 5,9"                        5.9 lån per invånare
"""

from __future__ import annotations

from pipeline.parse.numbers import Quantity
from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

_LINKING = load_set("prepositions") | load_set("separators") | load_set("comparing words") | {"in", "ut", "upp"}
# `Lån per invånare:`
_NAMED = 4
_RECKONED = frozenset({"räknat", "omräknat", "mätt", "sett"})


def find_opening(tokens: tuple[Token, ...], start: int) -> tuple[int, int]:
    """Where `per 1 000 invånare` or `per elev` stands that the sentence opens with; an empty range for none."""
    first = start + (tokens[start].low in _RECKONED)
    if first + 2 >= len(tokens) or tokens[first].low != "per":
        return start, start
    many = tokens[first + 1].kind == "number"
    whom = tokens[first + 1 + many]
    counted = whom.kind == "word" and (many or whom.low in load_set("counted one by one"))
    return (first, first + 2 + many) if counted else (start, start)


def complete_rates(tokens: tuple[Token, ...], quantities: tuple[Quantity, ...], start: int) -> tuple[Quantity, ...]:
    """The quantities with the first bare one as such a rate, and without the number that it is per."""
    if not quantities:
        return quantities
    if named := _find_named(tokens, quantities[0], start):
        return (replace(quantities[0], kind="rate", unit=named, unit_printed=named), *quantities[1:])
    first, last = find_opening(tokens, start)
    if first == last:
        return quantities
    told = [q for q in quantities if q.first >= last]
    if told and told[0].kind == "bare":
        end = told[0].last
        while end < len(tokens) and _names(tokens[end]):
            end += 1
        unit = " ".join(t.low for t in (*tokens[told[0].last : end], *tokens[first:last]))
        told[0] = replace(told[0], last=end, kind="rate", unit=unit, unit_printed=unit)
    return tuple(told)


def _find_named(tokens: tuple[Token, ...], quantity: Quantity, start: int) -> str:
    """The `lån per invånare` before the colon and its bare number; empty for none."""
    lows = [t.low for t in tokens[start : quantity.first]] if quantity.first == start + _NAMED else []
    named = quantity.kind == "bare" and lows[1:2] == ["per"] and lows[3] == ":"
    counted = named and lows[2].endswith(tuple(load_set("counted one by one")))
    return " ".join(lows[:3]) if counted else ""


def _names(token: Token) -> bool:
    """`14 | anmälda brott`, and no verb or preposition"""
    return token.kind == "word" and token.low not in _LINKING and not is_finite(token.low)
