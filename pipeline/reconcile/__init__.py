"""All reports together: one id for each indicator, statements of one fact compared, figures repaired, series made.

Takes what each document states and knows nothing of files. A report of 2021 whose table prints `2` where bullet and
prose say 62 comes out with 62, `status` repaired and a reason to look at it; `printed` stays `2`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.model import Change, Correction, Dataset, Level, LocalStatus, Problem, Report
from pipeline.reconcile.corrections import apply_corrections
from pipeline.reconcile.evidence import gather_evidence
from pipeline.reconcile.identity import identify
from pipeline.reconcile.judgement import apply_verdict, judge, mend
from pipeline.reconcile.repair import find_mendings
from pipeline.reconcile.series import make_series

__all__ = ["reconcile_reports"]

NAMED = 3  # unknown indicators that the problem of a document names


def reconcile_reports(reports: Sequence[Report], corrections: Iterable[Correction] = ()) -> Dataset:
    """The reports with ids, repaired values, confidence and reasons to look, their series and checks.

    Reports come back in the order in which they were given; the outcome does not depend on it. Time and memory grow
    linearly with the rows. A correction that no longer fits is a problem of the dataset.
    """
    corrected = apply_corrections(reports, corrections)
    order = sorted(range(len(reports)), key=lambda i: _place_in_time(corrected.reports[i]))
    in_order = [corrected.reports[i] for i in order]
    ids, groups = identify(in_order)
    ids |= corrected.indicator_ids
    in_order = [_name_rows(report, ids) for report in in_order]
    evidence = gather_evidence(in_order)
    mendings = {m.observation_id: m for m in find_mendings(evidence, corrected.trusted)}
    if mendings:
        in_order = [mend(report, mendings) for report in in_order]
        evidence = gather_evidence(in_order)
    verdict = judge(evidence, in_order, mendings)
    in_order = [apply_verdict(report, verdict, mendings, corrected.trusted) for report in in_order]
    done = dict(zip(order, in_order, strict=True))
    unknown = {group.id: group.name for group in groups if group.entry is None}
    return Dataset(
        reports=tuple(_list_unknown(done[i], unknown) for i in range(len(reports))),
        series=tuple(make_series(evidence, in_order, groups)),
        checks=tuple(verdict.checks),
        problems=corrected.problems,
    )


def _place_in_time(report: Report) -> tuple[int, str, str]:
    """Older reports name indicators, so that a new one does not rename them."""
    return report.metadata.report_year or 0, report.document.document_id, report.document.source_file


def _name_rows(report: Report, ids: dict[str, str]) -> Report:
    return replace(
        report,
        levels=tuple(replace(row, indicator_id=ids[row.observation_id]) for row in report.levels),
        changes=tuple(replace(row, indicator_id=ids[row.change_id]) for row in report.changes),
        local=tuple(replace(row, indicator_id=ids[row.local_id]) for row in report.local),
    )


def _list_unknown(report: Report, unknown: Mapping[str, str]) -> Report:
    """With a problem for the steward: indicators that the catalogue lacks, whose ids are made of their words."""
    rows: tuple[Level | Change | LocalStatus, ...] = (*report.levels, *report.changes, *report.local)
    ids = dict.fromkeys(row.indicator_id for row in rows)
    names = [unknown[row_id] for row_id in ids if row_id in unknown]
    if not names:
        return report
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    message = (
        f"{report.document.source_file}: the catalogue does not know {len(names)} of its indicators: "
        f"{'; '.join(names[:NAMED])}{more}; data/indicators.csv takes new ones and other wordings"
    )
    return replace(report, problems=(*report.problems, Problem("info", "unknown-indicator", message)))
