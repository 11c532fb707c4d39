"""Figures that lost, gained or changed a digit, and what the other statements of the same fact say they were.

A table prints 2, bullet and prose say 62, and 62 is one more than last year as claimed: then the 2 is a 62 that lost a
digit. The conditions are strict, since a wrong repair is worse than a flag: evidence agrees on one other value, some of
it in the same document, nothing speaks for the printed figure, and that figure is one digit away from the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.model import Check, Level, Report, make_id
from pipeline.reconcile.catalogue import known_ids
from pipeline.reconcile.evidence import LARGE, Evidence, Tested
from pipeline.reconcile.likeness import liken
from pipeline.reconcile.statements import HUNDRED, Statement, gives
from pipeline.reconcile.words import read_label

LIKELY_DAMAGE = 2  # pieces of evidence for a figure that lost or gained a digit: 2 for 62
POSSIBLE_DAMAGE = 3  # for one that changed a digit or swapped two: 81 for 87
MANY_DOCUMENTS, MANY_STATEMENTS = 2, 3  # of others, for a lost digit in a document that says no more of it
SURELY_SAME = 0.5  # likeness below which wordings that were grouped may still flag one another, but not repair

_DIGITS = re.compile(r"[0-9]")


@dataclass(frozen=True, slots=True)
class Mending:
    """One repaired value, as it would have been printed, and what speaks for it."""

    observation_id: str
    printed: str
    value: Decimal
    reasons: tuple[str, ...]


def find_mendings(evidence: Evidence, trusted: frozenset[str]) -> Iterator[Mending]:
    """Every figure that the evidence corrects; those of `trusted` observations, a person's, are left alone."""
    for fact, rows in evidence.facts.items():
        if len({s.range for s in rows}) < 2:
            continue
        backers = evidence.count_backers(fact)
        for row in rows:
            row_id = row.level.observation_id
            if row_id not in trusted and not backers[row_id] and (mending := _mend(row, rows, evidence)):
                yield mending


def _mend(row: Statement, rows: list[Statement], evidence: Evidence) -> Mending | None:
    if not _DIGITS.search(row.level.place.printed) or row.level.value_high is not None:
        return None
    values = sorted({s.value for s in rows if s.level.qualifier == "exact" and not s.agrees(row)})[:LARGE]
    found = [m for value in values if (m := _mend_to(value, row, rows, evidence))]
    return found[0] if len(found) == 1 else None


def _mend_to(value: Decimal, row: Statement, rows: list[Statement], evidence: Evidence) -> Mending | None:
    printed_value = HUNDRED - value if row.complement else value
    if not is_damaged(row.level.place.printed, printed_value):
        return None
    backers = {s.spot: s for s in rows if s.spot != row.spot and s.allows(value) and _is_surely_same(s, row)}
    wanted = replace(row, value=value, low=value - row.step / 2, high=value + row.step / 2)
    claims = {t.claim.change.change_id: t for t in evidence.of_fact.get(row.fact, ())[:LARGE] if _fits_with(t, wanted)}
    needed = _needed(row.level.place.printed, printed_value)
    if not backers or len(backers) + len(claims) < needed:
        return None
    documents = {s.document_id for s in backers.values()} | {t.claim.document_id for t in claims.values()}
    many = needed == LIKELY_DAMAGE and len(documents) >= MANY_DOCUMENTS and len(backers) >= MANY_STATEMENTS
    if row.document_id not in documents and not many:
        return None  # two publishers may differ by a digit and both print what they mean
    reasons = [
        f"{s.level.place.printed} ({s.level.origin}, {s.document_id}, page {s.spot[1]})" for s in backers.values()
    ]
    reasons += [f"change {change_id}" for change_id in claims]
    return Mending(row.level.observation_id, row.level.place.printed, printed_value, tuple(reasons))


def _fits_with(tested: Tested, wanted: Statement) -> bool:
    """Whether the claim gives just this value from some level at its other end: `up` alone speaks for no value."""
    if wanted.fact.year == tested.claim.later.year:
        return any(gives(tested.claim, other, wanted) for other in tested.earlier)
    return any(gives(tested.claim, wanted, other) for other in tested.later)


def check_mending(mending: Mending, report: Report, level: Level) -> Check:
    """The repair as a row of checks.csv: what evidence agrees on, and what is printed."""
    return Check(
        check_id=make_id("digit", level.observation_id),
        check="digit",
        document_id=report.document.document_id,
        observation_ids=(level.observation_id,),
        indicator_id=level.indicator_id,
        outcome="agrees",
        expected=f"{mending.value:f}",
        found=mending.printed,
        evidence="; ".join(mending.reasons),
        geography_code=level.geography.code,
        population=level.population,
        gender=level.gender,
        year=level.year,
    )


def is_damaged(printed: str, value: Decimal) -> bool:
    """Whether the printed figure is the value with one digit lost, added, changed or swapped, or without its comma.

    `is_damaged("2", Decimal(62))` and `("173", Decimal(73))` are; `("12", Decimal(73))` is not.
    """
    have = "".join(_DIGITS.findall(printed))
    want = "".join(_DIGITS.findall(f"{value:f}"))
    return bool(have) and _is_one_edit(have, want)


def _needed(printed: str, value: Decimal) -> int:
    """How many pieces of evidence: one more for a changed digit, since the figure may well be another true one."""
    have, want = _DIGITS.findall(printed), _DIGITS.findall(f"{value:f}")
    return POSSIBLE_DAMAGE if len(have) == len(want) and have != want else LIKELY_DAMAGE


def _is_surely_same(a: Statement, b: Statement) -> bool:
    """Whether the two name the indicator so much alike, or so well known, that one may stand for the other."""
    if a.fact.indicator_id in known_ids():
        return True
    return liken(read_label(a.level.indicator), read_label(b.level.indicator)) >= SURELY_SAME


def _is_one_edit(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    one, other = a[start:], b[start:]
    if len(one) == len(other):
        swapped = len(one) > 1 and one[0] == other[1] and one[1] == other[0] and one[2:] == other[2:]
        return one[1:] == other[1:] or swapped
    return one[1:] == other if len(one) > len(other) else one == other[1:]
