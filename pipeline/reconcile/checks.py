"""Comparisons of statements that should agree, as rows of checks.csv.

`table_vs_text` and `text_vs_text` within a document, `cross_document` between documents, `complement` where one says
how many do not, `change_vs_levels`, `total` (all lies between women and men, or is their sum). What a single figure can
be is a matter of plausibility, and `digit`, the check behind a repaired one, of repair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from pipeline.model import Check, Gender, make_id
from pipeline.reconcile.evidence import Evidence, Tested
from pipeline.reconcile.likeness import names_part
from pipeline.reconcile.statements import Fact, Statement

GENDERS: tuple[Gender, ...] = ("K", "M")
TOTAL_SLACK = Decimal(1)  # points: all may be rounded out of the range of women and men


def check_facts(evidence: Evidence) -> Iterator[Check]:
    """One check for each way in which a fact is stated twice."""
    for fact, rows in evidence.facts.items():
        if len({s.spot for s in rows}) < 2:
            continue
        by_document: dict[str, list[Statement]] = defaultdict(list)
        for row in rows:
            by_document[row.document_id].append(row)
        for own in by_document.values():
            if len({s.spot for s in own}) > 1:
                name = "table_vs_text" if len({s.level.origin == "table" for s in own}) == 2 else "text_vs_text"
                yield _compare(name, fact, own, evidence)
        if len(by_document) > 1:
            yield _compare("cross_document", fact, rows, evidence)
        if len({s.complement for s in rows}) == 2:
            yield _compare("complement", fact, rows, evidence)


def _compare(name: str, fact: Fact, rows: Sequence[Statement], evidence: Evidence) -> Check:
    agreeing = evidence.agree_most(rows)
    reference = choose_reference(agreeing)
    return make_check(
        name,
        fact,
        rows,
        agree=len(agreeing) == len(rows),
        expected=show_value(reference),
        found=";".join(show_value(s) for s in rows),
        evidence=" | ".join(dict.fromkeys(s.level.evidence for s in rows)),
    )


def choose_reference(rows: Sequence[Statement]) -> Statement:
    """The one that says most: exact before approximate, most decimals, table before text, stated before complement."""
    return min(
        rows,
        key=lambda s: (
            s.level.qualifier != "exact",
            s.step,
            s.complement,
            s.level.origin != "table",
            s.level.observation_id,
        ),
    )


def check_changes(evidence: Evidence) -> Iterator[tuple[Check, Tested]]:
    for tested in evidence.tested:
        claim = tested.claim
        earlier, later = tested.pairs[0] if tested.pairs else (tested.earlier[0], tested.later[0])
        bounds = dict.fromkeys(f"{bound:f}" for bound in (claim.low, claim.high) if bound is not None)
        yield (
            make_check(
                "change_vs_levels",
                later.fact,
                (*_at_end(evidence, tested, earlier), *_at_end(evidence, tested, later)),
                agree=bool(tested.pairs),
                expected=" ".join([claim.direction, "–".join(bounds)]).strip(),
                found=f"{earlier.value:f} ({earlier.fact.year}) to {later.value:f} ({later.fact.year})",
                evidence=claim.change.evidence,
                key=claim.change.change_id,
            ),
            tested,
        )


def _at_end(evidence: Evidence, tested: Tested, end: Statement) -> list[Statement]:
    """The statements at one end of a change: those that fit it, or all if none does."""
    fitting = {s.range for pair in tested.pairs for s in pair if s.fact == end.fact}
    return [s for s in evidence.facts[end.fact] if not fitting or s.range in fitting]


def check_totals(evidence: Evidence) -> Iterator[tuple[Check, tuple[Statement, ...]]]:
    """Whether the share of all lies between those of women and men, and whether both make all in a table of counts;
    only within a document, where all mean the same.
    """
    counts: dict[tuple[str, str], list[tuple[Statement, list[Statement]]]] = defaultdict(list)
    for total, parts in _part_totals(evidence):
        if total.fact.unit == "percent":
            low, high = min(s.low for s in parts) - TOTAL_SLACK, max(s.high for s in parts) + TOTAL_SLACK
            expected = f"{min(s.value for s in parts):f} to {max(s.value for s in parts):f}"
            yield _check_total(total, parts, expected, agree=total.low < high and low < total.high)
            continue
        tabled = [s for s in parts if s.level.origin == "table" and s.level.table == total.level.table]
        if len(tabled) == len(GENDERS) and total.level.origin == "table":
            counts[total.document_id, total.level.table].append((total, tabled))
    for rows in counts.values():
        sums = [sum(s.value for s in parts) for _, parts in rows]
        agree = [total.value == both for (total, _), both in zip(rows, sums, strict=True)]
        if 2 * sum(agree) > len(rows):  # else they are means, or of others too
            for (total, parts), both in zip(rows, sums, strict=True):
                yield _check_total(total, parts, f"{both:f}", agree=total.value == both)


def _part_totals(evidence: Evidence) -> Iterator[tuple[Statement, list[Statement]]]:
    """Each share or count of all that a document states of women and of men too, with these."""
    for fact, statements in evidence.facts.items():
        if fact.gender != "T" or fact.unit not in ("percent", "count"):
            continue
        parts = [part for gender in GENDERS for part in evidence.facts.get(fact.at(gender=gender), ())]
        for total in statements:
            own = [s for s in parts if s.document_id == total.document_id and _means_same(s, total)]
            if {s.fact.gender for s in own} == {"K", "M"}:
                yield total, own


def _check_total(
    total: Statement, parts: Sequence[Statement], expected: str, *, agree: bool
) -> tuple[Check, tuple[Statement, ...]]:
    rows = (total, *parts)
    found, printed = show_value(total), total.level.evidence
    check = make_check("total", total.fact, rows, agree=agree, expected=expected, found=found, evidence=printed)
    return check, rows


def _means_same(one: Statement, other: Statement) -> bool:
    """Not `sover dåligt` and `sover dåligt i åldern 16–29 år`, which goes on from it."""
    tabled = "table" in (one.level.origin, other.level.origin)
    return tabled or not names_part(one.level.indicator, other.level.indicator)


def make_check(
    name: str,
    fact: Fact,
    rows: Iterable[Statement],
    *,
    agree: bool,
    expected: str,
    found: str,
    evidence: str,
    key: str = "",
) -> Check:
    rows = tuple(rows)
    documents = sorted({s.document_id for s in rows})
    ids = tuple(dict.fromkeys(s.level.observation_id for s in rows))
    return Check(
        check_id=make_id(name, key, *ids),
        check=name,
        document_id=documents[0] if len(documents) == 1 else "",
        observation_ids=ids,
        indicator_id=fact.indicator_id,
        outcome="agrees" if agree else "disagrees",
        expected=expected,
        found=found,
        evidence=evidence,
        geography_code=rows[0].level.geography.code,
        population=rows[0].level.population,
        gender=fact.gender,
        year=fact.year,
    )


def show_value(statement: Statement) -> str:
    mark = {"above": ">", "below": "<", "approximate": "~"}.get(statement.level.qualifier, "")
    return f"{mark}{statement.value:f}"
