"""Records of the model -> rows of the CSV files, as dicts by column name, in their total order.

Documents are in the order of `source_file`; within one, statements stand as they are printed (page, line, offset), and
statements that come from the same figure in the order in which parse found them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pipeline.model import (
    Change,
    Check,
    Dataset,
    Finding,
    Geography,
    Level,
    LocalStatus,
    Place,
    Problem,
    Repair,
    Report,
    SeriesPoint,
)
from pipeline.publish.cells import Value

Row = dict[str, Value]
_Statement = TypeVar("_Statement", Level, Change, LocalStatus, Finding)


def make_rows(dataset: Dataset) -> dict[str, Iterable[Row]]:
    """The rows of every file, by file name."""
    reports = sort_reports(dataset)
    return {
        "indicators.csv": _of_all(reports, lambda r: map(_level_row, _in_print_order(r.levels))),
        "changes.csv": _of_all(reports, lambda r: map(_change_row, _in_print_order(r.changes))),
        "local_status.csv": _of_all(reports, lambda r: map(_local_row, _in_print_order(r.local))),
        "findings.csv": _of_all(reports, lambda r: map(_finding_row, _in_print_order(r.findings))),
        "series.csv": map(_series_row, sorted(dataset.series, key=_series_order)),
        "checks.csv": map(_check_row, sorted(dataset.checks, key=_check_order)),
        "documents.csv": map(_document_row, reports),
        "repairs.csv": _of_all(reports, lambda r: map(_repair_row, r.document.repairs), source_file=False),
        "problems.csv": [*_of_all(reports, _problem_rows), *_rows_of_no_document(dataset.problems)],
        "readings.csv": _of_all(reports, _reading_rows, source_file=False),
    }


def sort_reports(dataset: Dataset) -> tuple[Report, ...]:
    return tuple(sorted(dataset.reports, key=lambda r: (r.document.source_file, r.document.document_id)))


def find_problems(report: Report) -> tuple[Problem, ...]:
    """All problems of a document, of every stage."""
    return report.document.problems + report.problems


def _of_all(
    reports: Iterable[Report], rows_of: Callable[[Report], Iterable[Row]], *, source_file: bool = True
) -> Iterator[Row]:
    for report in reports:
        of_document: Row = {"document_id": report.document.document_id}
        if source_file:
            of_document["source_file"] = report.document.source_file
        for row in rows_of(report):
            yield of_document | row


def _in_print_order(rows: tuple[_Statement, ...]) -> list[_Statement]:
    return sorted(rows, key=lambda row: (row.place.page, row.place.line, row.place.start))


def _where(place: Place) -> Row:
    return {
        "page": place.page,
        "line": place.line,
        "bbox": str(place.box) if place.box else "",
        "printed": place.printed,
    }


def _whom(geography: Geography) -> Row:
    return {"geography_type": geography.type, "geography_code": geography.code, "geography": geography.name}


def _level_row(level: Level) -> Row:
    return (
        _where(level.place)
        | _whom(level.geography)
        | {
            "observation_id": level.observation_id,
            "finding_id": level.finding_id,
            "indicator_id": level.indicator_id,
            "indicator": level.indicator,
            "base": level.base,
            "population": level.population,
            "gender": level.gender,
            "year": level.year,
            "period": level.period,
            "value": level.value,
            "value_high": level.value_high,
            "unit": level.unit,
            "unit_printed": level.unit_printed,
            "qualifier": level.qualifier,
            "negated": level.negated,
            "missing": level.missing,
            "origin": level.origin,
            "table": level.table,
            "evidence": level.evidence,
            "confidence": level.confidence,
            "status": level.status,
            "review": level.review,
        }
    )


def _change_row(change: Change) -> Row:
    return (
        _where(change.place)
        | _whom(change.geography)
        | {
            "change_id": change.change_id,
            "finding_id": change.finding_id,
            "indicator_id": change.indicator_id,
            "indicator": change.indicator,
            "base": change.base,
            "population": change.population,
            "gender": change.gender,
            "direction": change.direction,
            "low": change.low,
            "high": change.high,
            "unit": change.unit,
            "negated": change.negated,
            "from_year": change.from_year,
            "to_year": change.to_year,
            "origin": change.origin,
            "evidence": change.evidence,
            "confidence": change.confidence,
            "review": change.review,
        }
    )


def _local_row(status: LocalStatus) -> Row:
    return (
        _where(status.place)
        | _whom(status.geography)
        | {
            "local_id": status.local_id,
            "finding_id": status.finding_id,
            "indicator_id": status.indicator_id,
            "indicator": status.indicator,
            "answer": status.answer,
            "year": status.year,
            "evidence": status.evidence,
            "confidence": status.confidence,
            "review": status.review,
        }
    )


def _finding_row(finding: Finding) -> Row:
    where = _where(finding.place)
    return {
        "finding_id": finding.finding_id,
        "section": finding.section,
        "text": finding.text,
        "text_printed": where.pop("printed"),
    } | where


def _series_order(point: SeriesPoint) -> tuple[object, ...]:
    place = point.geography
    return (
        point.indicator_id,
        point.base,
        place.type,
        place.code,
        place.name,
        point.population,
        point.gender,
        point.unit,
        point.year or 0,
        point.derived,
        point.value,
    )


def _series_row(point: SeriesPoint) -> Row:
    return _whom(point.geography) | {
        "indicator_id": point.indicator_id,
        "indicator": point.indicator,
        "base": point.base,
        "population": point.population,
        "gender": point.gender,
        "year": point.year,
        "value": point.value,
        "unit": point.unit,
        "sources": point.sources,
        "agreement": point.agreement,
        "values_seen": point.values_seen,
        "derived": point.derived,
        "review": point.review,
    }


def _check_order(check: Check) -> tuple[object, ...]:
    return check.check, check.indicator_id, check.geography_code, check.year or 0, check.document_id, check.check_id


def _check_row(check: Check) -> Row:
    return {
        "check_id": check.check_id,
        "check": check.check,
        "document_id": check.document_id,
        "observation_ids": check.observation_ids,
        "indicator_id": check.indicator_id,
        "geography_code": check.geography_code,
        "population": check.population,
        "gender": check.gender,
        "year": check.year,
        "outcome": check.outcome,
        "expected": check.expected,
        "found": check.found,
        "evidence": check.evidence,
    }


def _document_row(report: Report) -> Row:
    document, metadata = report.document, report.metadata
    return {
        "document_id": document.document_id,
        "source_file": document.source_file,
        "sha256": document.sha256,
        "media_type": document.media_type,
        "title": metadata.title,
        "publisher": metadata.publisher,
        "subject_area": metadata.subject_area,
        "report_year": metadata.report_year,
        "years": metadata.years,
        "published": metadata.published,
        "updated": metadata.updated,
        "pages": len(document.pages),
        "ocr_pages": sum(page.source == "ocr" for page in document.pages),
        "text_source": tuple(sorted({page.source for page in document.pages})),
        "damage": document.damage,
        "status": document.status,
        "reason": document.reason,
        "problems": tuple(sorted({problem.code for problem in find_problems(report)})),
    }


def _repair_row(repair: Repair) -> Row:
    return {
        "page": repair.page,
        "line": repair.line,
        "start": repair.start,
        "end": repair.end,
        "before": repair.before,
        "after": repair.after,
        "rule": repair.rule,
        "evidence": repair.evidence,
        "confidence": repair.confidence,
    }


def _problem_rows(report: Report) -> Iterator[Row]:
    """In the order of pages, those of the whole document first."""
    yield from map(_problem_row, sorted(find_problems(report), key=lambda p: (p.page or 0, p.code, p.message)))


def _rows_of_no_document(problems: Iterable[Problem]) -> Iterator[Row]:
    for problem in sorted(problems, key=lambda p: (p.code, p.message)):
        yield _problem_row(problem) | {"document_id": "", "source_file": ""}


def _problem_row(problem: Problem) -> Row:
    return {
        "page": problem.page,
        "severity": problem.severity,
        "code": problem.code,
        "message": problem.message,
    }


def _reading_rows(report: Report) -> Iterator[Row]:
    rows = [(level.observation_id, level.readings) for level in _in_print_order(report.levels)]
    rows += [(change.change_id, change.readings) for change in _in_print_order(report.changes)]
    rows += [(status.local_id, status.readings) for status in _in_print_order(report.local)]
    for row_id, readings in rows:
        for reading in readings:
            yield {"row_id": row_id, "field": reading.field, "words": reading.words}
