"""Publish: the files of the output folder, their bytes, and what a second run does to the first one's."""

from __future__ import annotations

import csv
import json
import typing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from publish_samples import make_dataset, make_document, make_report

from pipeline import model
from pipeline.model import Dataset, Line, Page
from pipeline.publish import read_rows, write_dataset
from pipeline.publish.cells import guard, unguard, write_cell, write_rows
from pipeline.publish.contract import read_contract
from pipeline.publish.dataset import name_of
from pipeline.publish.text import repaired_text

# --- the data contract ----------------------------------------------------------------------------------------------

CONTRACT = {
    "indicators.csv": "observation_id, document_id, source_file, finding_id, indicator_id, indicator, base, "
    "geography_type, geography_code, geography, population, gender, year, period, value, value_high, unit, "
    "unit_printed, qualifier, negated, missing, origin, table, page, line, bbox, evidence, printed, confidence, "
    "status, review",
    "changes.csv": "change_id, document_id, source_file, finding_id, indicator_id, indicator, base, geography_type, "
    "geography_code, geography, population, gender, direction, low, high, unit, negated, from_year, to_year, origin, "
    "page, line, bbox, evidence, printed, confidence, review",
    "local_status.csv": "local_id, document_id, source_file, finding_id, indicator_id, indicator, geography_type, "
    "geography_code, geography, answer, year, page, line, bbox, evidence, printed, confidence, review",
    "findings.csv": "finding_id, document_id, source_file, section, page, line, bbox, text, text_printed",
    "documents.csv": "document_id, source_file, sha256, media_type, title, publisher, subject_area, report_year, "
    "years, published, updated, pages, ocr_pages, text_source, damage, status, reason, problems",
    "repairs.csv": "document_id, page, line, start, end, before, after, rule, evidence, confidence",
    "problems.csv": "document_id, source_file, page, severity, code, message",
    "series.csv": "indicator_id, indicator, base, geography_type, geography_code, geography, population, gender, "
    "year, value, unit, sources, agreement, values_seen, derived, review",
    "checks.csv": "check_id, check, document_id, observation_ids, indicator_id, geography_code, population, gender, "
    "year, outcome, expected, found, evidence",
    "readings.csv": "document_id, row_id, field, words",
}


@pytest.mark.parametrize("name", CONTRACT)
def test_every_file_has_the_columns_of_the_contract_in_their_order(name: str, tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path)
    header = (tmp_path / name).read_text(encoding="utf-8").splitlines()[0]
    assert header.split(",") == CONTRACT[name].split(", ")


def test_the_contract_names_no_other_file() -> None:
    assert read_contract().keys() == CONTRACT.keys()


CLOSED_SETS = {
    "gender": model.Gender,
    "geography_type": model.GeographyType,
    "qualifier": model.Qualifier,
    "origin": model.Origin,
    "direction": model.Direction,
    "answer": model.Answer,
    "agreement": model.Agreement,
    "outcome": model.Outcome,
    "severity": model.Severity,
    "damage": model.Damage,
    "text_source": model.TextSource,
}


@pytest.mark.parametrize("name", CLOSED_SETS)
def test_the_codes_of_a_column_are_those_of_the_model(name: str) -> None:
    columns = [c for file in read_contract().values() for c in file.columns if c.name == name]
    assert columns
    assert all(set(column.values) == set(typing.get_args(CLOSED_SETS[name])) for column in columns)


def test_the_package_is_valid_for_frictionless(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    write_dataset(make_dataset(), tmp_path)
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "title", "message"])


def test_a_run_without_a_readable_document_still_gives_a_valid_package(tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    write_dataset(Dataset(()), tmp_path)
    assert frictionless.validate(str(tmp_path / "datapackage.json")).valid
    assert (tmp_path / "indicators.csv").read_text(encoding="utf-8").count("\n") == 1


def test_the_package_lists_every_file_that_was_written(tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path)
    package = json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))
    written = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file()}
    assert {resource["path"] for resource in package["resources"]} == written - {"datapackage.json"}
    assert all(r["type"] == "file" for r in package["resources"] if "/" in r["path"])


# --- cells ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+46 kr", "'+46 kr"),
        ("-ekonomiskt bistånd", "'-ekonomiskt bistånd"),
        ("@socialtjänst", "'@socialtjänst"),
        ("\tindrag", "'\tindrag"),
        ("\rretur", "'\rretur"),
        ("'=1", "''=1"),
        ("-", "-"),
        ("=", "="),
        ("-3", "-3"),
        ("-3,5", "-3,5"),
        ("+1 200", "+1 200"),
        ("-12-14", "'-12-14"),
        ("74 procent", "74 procent"),
        ("a=b", "a=b"),
        ("'citat'", "'citat'"),
        ("", ""),
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_guarded(text: str, cell: str) -> None:
    assert guard(text) == cell
    assert unguard(cell) == text


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (Decimal("83.0"), "83.0"),
        (Decimal("-0.5"), "-0.5"),
        (Decimal("1E+3"), "1000"),
        (0.5, "0.50"),
        (True, "1"),
        (False, "0"),
        (2019, "2019"),
        (("2018", "2019"), "2018;2019"),
        ((2018, 2019), "2018;2019"),
        ((), ""),
        ("0880", "0880"),
    ],
)
def test_values_become_cells(value: object, cell: str) -> None:
    assert write_cell(value) == cell  # type: ignore[arg-type]


texts = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_any_text_comes_back_from_a_csv_file_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("cells") / "cells.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_rows(stream, [["one", "two"], *rows])
    assert [list(row.values()) for row in read_rows(path)] == rows


@given(texts)
def test_no_cell_that_is_written_can_run_in_a_spreadsheet(text: str) -> None:
    cell = guard(text)
    risky = cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not risky or len(cell) == 1 or cell.lstrip("+-").strip().replace(",", ".").replace(" ", "")[0].isdigit()


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    assert guard("fil\udce5.pdf") == "fil\ufffd.pdf"


def test_a_file_that_does_not_exist_has_no_rows(tmp_path: Path) -> None:
    assert list(read_rows(tmp_path / "indicators.csv")) == []


# --- bytes and order ------------------------------------------------------------------------------------------------


def read_all(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_the_same_dataset_gives_the_same_bytes_whatever_the_order_of_its_reports(tmp_path: Path) -> None:
    dataset = make_dataset()
    write_dataset(dataset, tmp_path / "one")
    write_dataset(replace(dataset, reports=dataset.reports[::-1]), tmp_path / "two")
    assert read_all(tmp_path / "one") == read_all(tmp_path / "two")


def test_rows_of_a_document_stand_as_they_are_printed(tmp_path: Path) -> None:
    report = make_report()
    level = report.levels[0]
    later = replace(level, observation_id="0" * 12, place=replace(level.place, page=3, line=1))
    twin = replace(level, observation_id="1" * 12, gender="K")
    write_dataset(Dataset((replace(report, levels=(later, level, twin)),)), tmp_path)
    ids = [row["observation_id"] for row in read_rows(tmp_path / "indicators.csv")]
    assert ids == [level.observation_id, "1" * 12, "0" * 12]


def test_lines_end_with_lf_alone(tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path)
    assert all(b"\r\n" not in data for data in read_all(tmp_path).values())


# --- text/ and tables/ ----------------------------------------------------------------------------------------------


def test_text_stands_on_the_lines_and_pages_of_its_source() -> None:
    expected = "Öppna jämförelser 2019\n74 procent av kommunerna stöd\n\n=SUMMA(A1)\n\fSidan två\n"
    assert repaired_text(make_document()) == expected


def test_an_empty_page_keeps_its_form_feed() -> None:
    line = Line(3, 1, "sist", "sist")
    pages = (Page(1, (), "text"), Page(2, (), "text"), Page(3, (line,), "text"))
    assert repaired_text(replace(make_document(), pages=pages)) == "\f\fsist\n"


def test_a_table_is_written_as_printed_with_its_empty_cells(tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path)
    (path,) = (tmp_path / "tables").iterdir()
    with path.open(encoding="utf-8", newline="") as stream:
        assert list(csv.reader(stream)) == [["", "2019"], ["Stöd; råd", "-"], ["'+46 kr", "-3,5"]]


@pytest.mark.parametrize(
    ("source_file", "name"),
    [
        ("a/report.pdf", "report-5f5f5f5f5f5f"),
        ("Öppna jämförelser 2019.pdf", "Öppna_jämförelser_2019-5f5f5f5f5f5f"),
        ("rapport.ocr.txt", "rapport.ocr-5f5f5f5f5f5f"),
        ("....pdf", "5f5f5f5f5f5f"),
        ("\n\x1b[2J.txt", "2J-5f5f5f5f5f5f"),
        ("x" * 300 + ".txt", "x" * 80 + "-5f5f5f5f5f5f"),
    ],
)
def test_names_are_fit_for_a_file_system(source_file: str, name: str) -> None:
    assert name_of(replace(make_document(), source_file=source_file)) == name


# --- a second run ---------------------------------------------------------------------------------------------------


def test_a_second_run_removes_what_the_first_wrote_and_it_does_not(tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path)
    write_dataset(Dataset(()), tmp_path)
    assert list((tmp_path / "tables").iterdir()) == []
    assert list((tmp_path / "text").iterdir()) == []


def test_files_of_others_are_left_alone(tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path)
    for name in ("corrections.csv", "notes.md", "tables/mine.csv", "text/mine.txt"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
    write_dataset(Dataset(()), tmp_path)
    for name in ("corrections.csv", "notes.md", "tables/mine.csv", "text/mine.txt"):
        assert (tmp_path / name).read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("path", ["../mine.csv", "tables/../../mine.csv", "/etc/mine.csv", "notes.md", "tables/.."])
def test_a_changed_package_cannot_make_a_run_delete_other_files(path: str, tmp_path: Path) -> None:
    output = tmp_path / "output"
    write_dataset(make_dataset(), output)
    for mine in (tmp_path / "mine.csv", output / "notes.md"):
        mine.write_text("mine", encoding="utf-8")
    package = {"name": "oj-output", "resources": [{"type": "file", "path": path}]}
    (output / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    write_dataset(make_dataset(), output)
    assert (tmp_path / "mine.csv").exists()
    assert (output / "notes.md").exists()


@pytest.mark.parametrize("content", ["", "{", "[]", '{"name": "oj-output"}', '{"name": "oj-output", "resources": [1]}'])
def test_a_broken_package_of_an_earlier_run_is_replaced(content: str, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text(content, encoding="utf-8")
    write_dataset(make_dataset(), tmp_path)
    assert json.loads((tmp_path / "datapackage.json").read_text(encoding="utf-8"))["resources"]


def test_a_run_that_fails_leaves_the_old_files_whole(tmp_path: Path) -> None:
    write_dataset(make_dataset(), tmp_path)
    before = read_all(tmp_path)
    report = make_report()
    unwritable = replace(report, levels=(replace(report.levels[0], place=None),))  # type: ignore[arg-type]
    with pytest.raises(AttributeError):
        write_dataset(Dataset((unwritable,)), tmp_path)
    assert read_all(tmp_path) == before


def test_what_a_killed_run_left_behind_is_cleared_away(tmp_path: Path) -> None:
    left = tmp_path / ".oj-unfinished" / "tables"
    left.mkdir(parents=True)
    (left / "half.csv").write_text("half", encoding="utf-8")
    write_dataset(make_dataset(), tmp_path)
    assert not (tmp_path / ".oj-unfinished").exists()
