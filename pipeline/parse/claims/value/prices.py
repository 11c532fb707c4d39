"""Sums of money that something costs: by decision (a fee), or as measured (a cost)."""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.value.kinds import AVERAGES
from pipeline.parse.phrases import load_set

# Units of sums so large that they are spent, not charged.
_SUMS = frozenset({"kSEK", "MSEK", "miljarder kronor", "mdkr"})
# `En plats kostade 141 200 kronor`; a handbook costs less.
_PRICE = 1000
_PAYING = frozenset({"betalade", "betalar", "betalades", "betalas"})
# What authorities did with so much money; what they set aside or mean to spend is not spent yet.
_SPENDING = _PAYING | frozenset(
    {"köpte", "köptes", "köper", "köpt", "lade", "lades", "lägger", "lagt", "betalat", "satsade", "satsat"}
    | {"använde", "användes", "investerade", "investerades", "investerat", "spenderade", "sålde", "såldes"}
)
_PAYERS = ("ägare", "ägaren", "hushåll", "hushållet", "hushållen", "familj", "familjen", "familjer", "innehavare")
_SERVED = ("timm", "dygn", "dag", "natt", "vecka", "månad", "plats", "resa", "portion", "måltid", "besök", "vårddag")
_PRICES = ("pris", "avgift", "ersättning", "maxtaxa", "taxa", "hyra")
_EVENTS = ("bot", "vite", "kurs", "konferens", "deltagar")


def is_price(marks: Marks, clause: Clause, unit: str) -> bool:
    """`Avgiften är 50 kronor i timmen`: what something costs by decision; not `avgiften var i snitt 50 kronor`.

    Nor where it is one of several: told of a place, beside another's, or after one (`unit` is that of the last figure).
    """
    words = marks.lows(clause.first, clause.last)
    event = any(word.startswith(_EVENTS) for word in words)
    priced = event or any(word.startswith(_PRICES) for word in words)
    if not priced or any(word.startswith(("kostnad", "medel")) for word in words):
        return False
    measured = set(words) & AVERAGES or any("genomsnitt" in word for word in words)
    if measured or within(marks.years, clause.first, clause.last):
        return False
    return event or not is_one_of_several(marks, clause, unit)


def is_one_of_several(marks: Marks, clause: Clause, unit: str) -> bool:
    """`I Nybro kostar larmet 250 kronor`: whether others have a figure to compare it with."""
    return unit == "SEK" or any(p.geography.code for p in within(marks.places, clause.first, clause.last))


def is_paid(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`En villaägare betalade 2 340 kronor för sophämtningen`; not `Deltagarna betalar 500 kronor`, which is a fee."""
    paid = next((k for k in range(clause.first, figure.at) if marks.low(k) in _PAYING), None)
    return paid is not None and any(marks.low(k).endswith(_PAYERS) for k in range(clause.first, paid))


def is_spent(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Kommunerna köpte verksamhet för 88 miljoner kronor`, `Sammanlagt betalade kommunen ut 71 miljoner kronor`"""
    large = figure.quantity.unit in _SUMS
    verbs = (k for k in range(clause.first, figure.at) if large and marks.low(k) in _SPENDING)
    return any(marks.low(k - 1) not in load_set("subordinators") for k in verbs)


def is_cost(marks: Marks, clause: Clause, figure: Figure, unit: str) -> bool:
    """`En plats kostade 498 tusen kronor`, `En timmes avlösning kostar 412 kronor`; not what a handbook costs."""
    if figure.quantity.value >= _PRICE or figure.quantity.unit in _SUMS:
        return True
    served = (
        one in ("en", "ett") and two.startswith(_SERVED) for one, two in pairwise(marks.lows(clause.first, figure.at))
    )
    return any(served) or is_one_of_several(marks, clause, unit)
