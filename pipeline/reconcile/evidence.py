"""Everything that is said of each fact, and what speaks for or against each statement.

A statement is backed by other statements of its fact, printed elsewhere, that agree with it, and by change claims that
fit it. `Tested` keeps a claim with the levels at its two ends, so that checks, flags and repairs all see the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import product

from pipeline.model import Change, Gender, Report
from pipeline.reconcile.statements import (
    Claim,
    Fact,
    Range,
    Statement,
    fits,
    largest_agreement,
    make_claim,
    make_statement,
    name_place,
)

LARGE = 12  # different values of one fact that a claim is held against; no real fact has more than a few


@dataclass(frozen=True, slots=True)
class Tested:
    """A claim and the levels it connects, one for each value; `pairs` (earlier, later) fit it, empty when none does."""

    claim: Claim
    earlier: tuple[Statement, ...]
    later: tuple[Statement, ...]
    pairs: tuple[tuple[Statement, Statement], ...]


@dataclass(slots=True)
class Evidence:
    """Facts with their statements in the order of the reports, and the claims that touch each fact."""

    facts: dict[Fact, list[Statement]] = field(default_factory=lambda: defaultdict(list))
    tested: list[Tested] = field(default_factory=list)
    of_fact: dict[Fact, list[Tested]] = field(default_factory=lambda: defaultdict(list))
    #: change_ids that fit; not of those that only say up or down, which fit half of all values
    fitting: dict[tuple[Fact, Range], set[str]] = field(default_factory=lambda: defaultdict(set))

    def agree_most(self, statements: Iterable[Statement]) -> tuple[Statement, ...]:
        """The largest agreement among statements of one fact, for which see there."""
        rows = tuple(statements)
        fact = rows[0].fact
        return largest_agreement(rows, lambda found: len(self.fitting.get((fact, found), ())))

    def count_backers(self, fact: Fact) -> dict[str, int]:
        """By observation_id of a fact: how many other spots agree with the statement, and how many changes fit it."""
        statements = self.facts[fact]
        spots: dict[Range, set[object]] = defaultdict(set)
        for statement in statements:
            spots[statement.range].add(statement.spot)
        around = {
            one: {spot for other, at in spots.items() if one[0] < other[1] and other[0] < one[1] for spot in at}
            for one in spots
        }
        return {
            s.level.observation_id: len(around[s.range] - {s.spot}) + len(self.fitting.get((fact, s.range), ()))
            for s in statements
        }


def gather_evidence(reports: Sequence[Report]) -> Evidence:
    """All levels that can be compared, and all claims that have a level at both ends. Rows need their indicator_id."""
    evidence = Evidence()
    units: dict[tuple[str, str], set[str]] = defaultdict(set)
    for report in reports:
        for level in report.levels:
            statement = make_statement(level, report.document.document_id)
            if statement:
                evidence.facts[statement.fact].append(statement)
                units[statement.fact.indicator_id, statement.fact.place].add(statement.fact.unit)
    for report in reports:
        for change in report.changes:
            for unit in _units_of(change, units.get((change.indicator_id, name_place(change.geography)), ())):
                claim = make_claim(change, report.document.document_id, unit)
                if claim:
                    _test_claim(evidence, claim)
    return evidence


def _units_of(change: Change, units: Iterable[str]) -> list[str]:
    """The units of levels that the change can be about: points change a share, percent anything, 7 kSEK only kSEK."""
    if change.unit == "percentage_points":
        return [u for u in units if u == "percent"]
    if change.unit in ("", "percent"):
        return sorted(units)
    return [u for u in units if u == change.unit]


def _test_claim(evidence: Evidence, claim: Claim) -> None:
    """Of a claim for all, women and men are tested one by one where only they have levels."""
    genders: list[Gender] = [claim.earlier.gender]
    if genders == ["T"] and claim.earlier not in evidence.facts and claim.later not in evidence.facts:
        genders = ["K", "M"]
    for gender in genders:
        earlier, later = claim.earlier.at(gender=gender), claim.later.at(gender=gender)
        if earlier not in evidence.facts or later not in evidence.facts:
            continue
        before, after = _by_range(evidence.facts[earlier]), _by_range(evidence.facts[later])
        pairs = tuple((a, b) for a, b in product(before, after) if fits(claim, a, b))
        tested = Tested(claim, before, after, pairs)
        evidence.tested.append(tested)
        evidence.of_fact[earlier].append(tested)
        evidence.of_fact[later].append(tested)
        for a, b in pairs if claim.says_how_much else ():
            evidence.fitting[earlier, a.range].add(claim.change.change_id)
            evidence.fitting[later, b.range].add(claim.change.change_id)


def _by_range(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """The first statement of each value."""
    return tuple({s.range: s for s in reversed(tuple(statements))}.values())[-LARGE:]
