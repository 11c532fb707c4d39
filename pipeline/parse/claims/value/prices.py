"""Sums of money that something costs: by decision (a fee), or as measured (a cost)."""

from __future__ import annotations

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.value.kinds import AVERAGES

# `En plats kostade 141 200 kronor`; a handbook costs less.
_PRICE = 1000
PAYING = frozenset({"betalade", "betalar", "betalades", "betalas"})
_PAYERS = ("ägare", "ägaren", "hushåll", "hushållet", "hushållen", "familj", "familjen", "familjer", "innehavare")
_SERVED = ("timm", "dygn", "dag", "natt", "vecka", "månad", "plats", "resa", "portion", "måltid", "besök", "vårddag")
_PRICES = ("avgift", "ersättning", "maxtaxa", "taxa", "hyra", "bot", "vite", "kurs", "konferens", "deltagare")


def is_price(marks: Marks, clause: Clause) -> bool:
    """`Avgiften är 50 kronor i timmen`: what something costs by decision; not `avgiften var i snitt 50 kronor`."""
    words = marks.lows(clause.first, clause.last)
    if not any(word.startswith(_PRICES) for word in words) or any(
        word.startswith(("kostnad", "medel")) for word in words
    ):
        return False
    measured = set(words) & AVERAGES or any("genomsnitt" in word for word in words)
    return not measured and not within(marks.years, clause.first, clause.last)


def is_paid(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`En villaägare betalade 2 340 kronor för sophämtningen`; not `Deltagarna betalar 500 kronor`, which is a fee."""
    paid = next((k for k in range(clause.first, figure.at) if marks.low(k) in PAYING), None)
    return paid is not None and any(marks.low(k).endswith(_PAYERS) for k in range(clause.first, paid))


def is_cost(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`En plats kostade 498 tusen kronor`, `En timmes avlösning kostar 412 kronor`; not what a handbook costs."""
    dear = figure.quantity.value >= _PRICE or figure.quantity.unit in ("kSEK", "MSEK")
    served = marks.low(clause.first) in ("en", "ett") and marks.low(clause.first + 1).startswith(_SERVED)
    return dear or served
