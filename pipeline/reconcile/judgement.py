"""What the checks mean for each row: its confidence and the reasons for a person to look at it.

A row that two places agree on is trusted; where evidence only conflicts, both sides are listed. A claim that fits no
levels is listed itself, and of its levels only those that nothing else speaks for: what three places agree on is not
suspect because a fourth sentence was misread.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.model import Change, Check, Level, LocalStatus, Report
from pipeline.reconcile.checks import check_changes, check_facts, check_totals
from pipeline.reconcile.evidence import Evidence
from pipeline.reconcile.plausibility import check_jumps, check_local, check_ranges, check_year_order
from pipeline.reconcile.repair import Mending, check_mending
from pipeline.reconcile.statements import Statement

# The next four were set by benchmarks/silent_errors.py: in documents with a damaged figure 93 to 96 % of the levels
# with the first confidence were right, 99 % with the second, 33 to 66 % with the third and all with the fourth.
UNCONFIRMED = 0.95  # a figure stated once, read without doubt
CONFIRMED = 0.98  # the most that any reading is trusted, however many places agree
SUSPECT = 0.5  # the most that a row on the review list is trusted
MENDED = 0.85  # a value that evidence put in place of the printed one
REMAINING_DOUBT = 0.3  # what each agreeing place leaves of the doubt
UNSURE_READING = 0.6  # OCR or parse below this: a person should look, whatever agrees


@dataclass(slots=True)
class Verdict:
    """Reasons by row id, how many places back a row, and the checks that led there."""

    reasons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    backers: dict[str, int] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)


def judge(evidence: Evidence, reports: Sequence[Report], mendings: Mapping[str, Mending]) -> Verdict:
    """All checks, those that led to a repair among them, and what they say of each row."""
    verdict = Verdict()
    for fact, statements in evidence.facts.items():
        verdict.backers |= evidence.count_backers(fact)
        _judge_fact(statements, evidence, verdict)
    verdict.checks += check_facts(evidence)
    for check, tested in check_changes(evidence):
        verdict.checks.append(check)
        if not tested.pairs:
            verdict.reasons[tested.claim.change.change_id].add("change-disagrees")
            _suspect(evidence.facts[tested.earlier[0].fact], "change-disagrees", verdict)
            _suspect(evidence.facts[tested.later[0].fact], "change-disagrees", verdict)
    for check, rows in check_totals(evidence):
        verdict.checks.append(check)
        if check.outcome == "disagrees":
            _suspect(rows, "total-disagrees", verdict)
    for check, statement in check_jumps(evidence):
        verdict.checks.append(check)
        _suspect((statement,), "jump", verdict)
    for report in reports:
        _judge_single(report, mendings, verdict)
    return verdict


def _judge_single(report: Report, mendings: Mapping[str, Mending], verdict: Verdict) -> None:
    """What is said of each figure by itself, and why some were repaired."""
    for check in check_ranges(report):
        verdict.checks.append(check)
        verdict.reasons[check.observation_ids[0]].add("impossible-value")
    for check, level in check_year_order(report):
        verdict.checks.append(check)
        verdict.reasons[level.observation_id].add("year-out-of-order")
    verdict.checks += check_local(report)
    mended = (level for level in report.levels if level.observation_id in mendings)
    verdict.checks += (check_mending(mendings[level.observation_id], report, level) for level in mended)


def _judge_fact(rows: list[Statement], evidence: Evidence, verdict: Verdict) -> None:
    """Lists those who do not agree with the largest agreement, and it too when as many places speak against it."""
    agreeing = evidence.agree_most(rows)
    ranges = {s.range for s in agreeing}
    outside = [s for s in rows if s.range not in ranges]
    if not outside:
        return
    outnumbers = len({s.spot for s in agreeing}) > len({s.spot for s in outside})
    for statement in outside if outnumbers else rows:
        verdict.reasons[statement.level.observation_id].add("conflicting-sources")


def _suspect(rows: Iterable[Statement], reason: str, verdict: Verdict) -> None:
    for row in rows:
        if not verdict.backers.get(row.level.observation_id):
            verdict.reasons[row.level.observation_id].add(reason)


def apply_verdict(report: Report, verdict: Verdict, mendings: dict[str, Mending], trusted: frozenset[str]) -> Report:
    """The report with confidence and review filled in; what a person decided stays as it is."""

    def judge_level(level: Level) -> Level:
        if level.observation_id in trusted:
            return level
        reasons = {*level.review, *verdict.reasons.get(level.observation_id, ())}
        if level.observation_id in mendings:
            reasons.add("repaired-value")
        if level.confidence < UNSURE_READING:
            reasons.add("unsure-reading")
        return replace(
            level,
            confidence=_weigh(level.confidence, verdict.backers.get(level.observation_id, 0), reasons),
            review=tuple(sorted(reasons)),
        )

    def judge_change(change: Change) -> Change:
        if change.change_id in trusted:
            return change
        reasons = {*change.review, *verdict.reasons.get(change.change_id, ())}
        return replace(change, confidence=_weigh(change.confidence, 0, reasons), review=tuple(sorted(reasons)))

    def judge_local(status: LocalStatus) -> LocalStatus:
        if status.local_id in trusted:
            return status
        return replace(status, confidence=_weigh(status.confidence, 0, set(status.review)))

    return replace(
        report,
        levels=tuple(map(judge_level, report.levels)),
        changes=tuple(map(judge_change, report.changes)),
        local=tuple(map(judge_local, report.local)),
    )


def _weigh(read: float, backers: int, reasons: set[str]) -> float:
    """Confidence in a row: how surely it was read, how many places agree, and whether anything speaks against it."""
    confidence = min(CONFIRMED, round(1 - (1 - read * UNCONFIRMED) * REMAINING_DOUBT**backers, 2))
    if reasons == {"repaired-value"}:
        return MENDED
    return min(confidence, SUSPECT) if reasons else confidence


def mend(report: Report, mendings: dict[str, Mending]) -> Report:
    """The report with the repaired values; `printed` keeps what stands in the source."""

    def mend_level(level: Level) -> Level:
        mending = mendings.get(level.observation_id)
        value: Decimal | None = mending.value if mending else None
        return level if value is None else replace(level, value=value, status="repaired")

    return replace(report, levels=tuple(map(mend_level, report.levels))) if mendings else report
