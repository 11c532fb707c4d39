"""Broken files and files that mean harm: each ends with a reason from the list, and costs no other document a thing."""

from __future__ import annotations

import typing

import pytest
from hostile_files import FILES, GOOD

from pipeline.data import read_rows as read_data
from pipeline.executor import Limits, read_reports
from pipeline.extract.failure import Reason
from pipeline.model import Report
from pipeline.sources import find_sources
from pipeline.stages import read_report

LIMITS = Limits(memory_bytes=768 << 20)  # less than is allowed otherwise: it is the sooner reached
WELL = ("000-before.txt", "zzz-after.txt")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Report]:
    folder = tmp_path_factory.mktemp("hostile")
    for number, name in enumerate(WELL):
        (folder / name).write_text(f"{GOOD}\n{number}\n", encoding="utf-8")
    for name, (make, _) in FILES.items():
        (folder / name).write_bytes(make())
    found = read_reports(find_sources([folder]).sources, read_report, jobs=2, limits=LIMITS)
    return {report.document.source_file: report for report in found}


@pytest.mark.parametrize("name", FILES)
def test_the_file_ends_with_a_reason_that_is_expected(name: str, reports: dict[str, Report]) -> None:
    document = reports[name].document
    ending = document.reason if document.status == "failed" else document.status
    assert ending in FILES[name][1], [problem.message for problem in document.problems]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_not_read_well_has_a_problem_that_names_it(name: str, reports: dict[str, Report]) -> None:
    report = reports[name]
    if report.document.status == "ok":
        return
    errors = [p for p in (*report.document.problems, *report.problems) if p.severity == "error"]
    assert errors
    assert all(error.message.startswith(name) for error in errors)


@pytest.mark.parametrize("name", WELL)
def test_the_others_are_complete(name: str, reports: dict[str, Report]) -> None:
    assert reports[name].document.status == "ok"
    assert [str(level.value) for level in reports[name].levels] == ["74"]


def test_every_file_has_a_report(reports: dict[str, Report]) -> None:
    assert reports.keys() == {*FILES, *WELL}


def test_every_reason_is_a_documented_code() -> None:
    codes = {
        row["code"] for row in read_data("problem_codes.csv", "code", "stage", "severity", "meaning", "what_to_do")
    }
    assert codes >= set(typing.get_args(Reason))
