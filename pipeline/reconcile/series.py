"""One value for each fact over all documents: the rows of series.csv.

Stated facts come with all who state them. Years that nobody states but a claim implies (`24, tre mer än förra året`)
follow from it, marked with the change that gave them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from pipeline.data import read_rows
from pipeline.model import Agreement, Change, Report, SeriesPoint
from pipeline.reconcile.checks import choose_reference
from pipeline.reconcile.evidence import Evidence
from pipeline.reconcile.identity import Group
from pipeline.reconcile.statements import HUNDRED, Fact, Statement, make_claim


def make_series(evidence: Evidence, reports: Iterable[Report], groups: Iterable[Group]) -> Iterator[SeriesPoint]:
    """Every fact that is stated, then those that follow from a claim. The reports are those that have been judged."""
    names = {group.id: group.name for group in groups}
    judged = list(reports)
    reviews = {level.observation_id: level.review for report in judged for level in report.levels if level.review}
    stated = {fact: _make_point(statements, evidence, names, reviews) for fact, statements in evidence.facts.items()}
    yield from stated.values()
    derived: set[Fact] = set()
    for report in judged:
        for change in report.changes:
            point = _derive(change, report.document.document_id, stated)
            if point and point[0] not in derived:
                derived.add(point[0])
                yield point[1]


def _make_point(
    statements: list[Statement], evidence: Evidence, names: dict[str, str], reviews: dict[str, tuple[str, ...]]
) -> SeriesPoint:
    agreeing = evidence.agree_most(statements)
    chosen = choose_reference(agreeing)
    level = chosen.level
    agreement: Agreement = "single"
    if len(agreeing) < len(statements):
        agreement = "conflict"
    elif len({s.spot for s in statements}) > 1:
        agreement = "agree"
    ids = [s.level.observation_id for s in agreeing] if agreement == "single" else []
    reasons = {reason for row_id in ids for reason in reviews.get(row_id, ())}
    if agreement == "conflict":
        reasons.add("conflicting-sources")
    if any(s.level.status == "repaired" for s in statements):
        reasons.add("repaired-value")
    return SeriesPoint(
        indicator_id=chosen.fact.indicator_id,
        indicator=_affirm(names.get(chosen.fact.indicator_id, level.indicator), negated=level.negated),
        geography=level.geography,
        value=chosen.value,
        unit=level.unit,
        base=level.base,
        population=level.population,
        gender=level.gender,
        year=chosen.fact.year,
        sources=tuple(dict.fromkeys(s.level.observation_id for s in statements)),
        agreement=agreement,
        values_seen=tuple(f"{v:f}" for v in sorted({s.value for s in statements})),
        derived="complement" if chosen.complement else "",
        review=tuple(sorted(reasons)),
    )


def _affirm(name: str, *, negated: bool) -> str:
    """`saknar en plan` -> `har en plan`, since the value is of those that have one."""
    if not negated:
        return name
    turned = _read_denials()
    words = [word for word in name.split(" ") if word not in turned["adverb"]]
    return " ".join((*(turned["verb"].get(word, word) for word in words[:1]), *words[1:]))


@cache
def _read_denials() -> dict[str, dict[str, str]]:
    """By its kind, each word that denies, and the one that says that it is so."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for row in read_rows("negation_words.csv", "phrase", "kind", "value", "example"):
        found[row["kind"]][row["phrase"]] = row["value"]
    return found


def _derive(change: Change, document_id: str, stated: dict[Fact, SeriesPoint]) -> tuple[Fact, SeriesPoint] | None:
    """The end of a change that nobody states, from the other end; only where neither is in question."""
    if change.unit != "percentage_points" or change.low is None or change.low != change.high or change.review:
        return None
    claim = make_claim(change, document_id, "percent")
    if claim is None or (claim.earlier in stated) == (claim.later in stated):
        return None
    known, wanted = (claim.later, claim.earlier) if claim.later in stated else (claim.earlier, claim.later)
    point = stated[known]
    if point.review or point.derived not in ("", "complement"):
        return None
    rise = {"up": change.low, "down": -change.low, "same": Decimal(0)}[claim.direction]
    value = point.value + (rise if wanted == claim.later else -rise)
    if not 0 <= value <= HUNDRED:
        return None
    return wanted, replace(
        point,
        value=value,
        year=wanted.year,
        agreement="single",
        values_seen=(f"{value:f}",),
        derived=change.change_id,
        review=(),
    )
