"""What changed between two outputs, and what of an output needs a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from reconcile_samples import cells, change, level, report
from typer.testing import CliRunner

from pipeline.attention import find_attention
from pipeline.cli import app
from pipeline.difference import Difference, compare_outputs, compare_rows, describe_differences
from pipeline.model import Level, Report
from pipeline.publish import read_rows, write_dataset
from pipeline.reconcile import reconcile_reports

PLAYGROUND = "egen lekplats vid biblioteket"


def write(folder: Path, *reports: Report) -> Path:
    write_dataset(reconcile_reports(reports), folder)
    return folder


def fixed(*values: str) -> Report:
    """A document whose figures stand on lines 1, 2, ...; an empty text is a line without one."""
    rows: list[Level] = [level(PLAYGROUND, v, 2018 + n, line=n + 1) for n, v in enumerate(values) if v]
    return report("a", *rows)


# --- diff -----------------------------------------------------------------------------------------------------------


def test_equal_outputs_have_no_differences(tmp_path: Path) -> None:
    one, other = write(tmp_path / "old", fixed("15", "22")), write(tmp_path / "new", fixed("15", "22"))
    assert list(compare_outputs(one, other)) == []
    assert list(describe_differences([])) == ["No differences."]


def test_a_value_read_otherwise_is_one_changed_field(tmp_path: Path) -> None:
    one, other = write(tmp_path / "old", fixed("15", "2")), write(tmp_path / "new", fixed("15", "22"))
    found = [d for d in compare_outputs(one, other) if d.file == "indicators.csv" and d.field == "value"]
    assert [(d.change, d.old, d.new, d.where) for d in found] == [("changed", "2", "22", ("a.txt", "1", "2"))]


def test_rows_only_on_one_side_are_added_or_gone(tmp_path: Path) -> None:
    one, other = write(tmp_path / "old", fixed("15", "")), write(tmp_path / "new", fixed("", "22"))
    found = [d for d in compare_outputs(one, other) if d.file == "indicators.csv"]
    assert [(d.change, d.old, d.new) for d in found] == [
        ("added", "", f"{PLAYGROUND} = 22"),
        ("gone", f"{PLAYGROUND} = 15", ""),
    ]


@pytest.mark.parametrize(
    ("old", "new", "ignored", "changes"),
    [
        ({"id": "1", "a": "x"}, {"id": "1", "a": "y"}, (), [("a", "x", "y")]),
        ({"id": "1", "a": "x"}, {"id": "1", "a": "y"}, ("a",), []),
        ({"id": "1"}, {"id": "1", "new": "y"}, (), [("new", "", "y")]),
        ({"id": "1", "gone": "y"}, {"id": "1"}, (), [("gone", "y", "")]),
        ({"id": "1"}, {"id": "1", "new": ""}, (), []),
    ],
)
def test_fields_are_compared_by_name(
    old: dict[str, str], new: dict[str, str], ignored: tuple[str, ...], changes: list[tuple[str, str, str]]
) -> None:
    found = compare_rows("f.csv", ("id",), [old], [new], ignored)
    assert [(d.field, d.old, d.new) for d in found] == changes


def test_differences_are_told_row_by_row_after_their_counts() -> None:
    where = ("a.pdf", "2", "7")
    told = list(
        describe_differences(
            [
                Difference("indicators.csv", "abc", "changed", "value", "2", "62", where),
                Difference("indicators.csv", "abc", "changed", "review", "", "repaired-value", where),
            ]
        )
    )
    assert told == [
        "indicators.csv: 1 changed in review",
        "indicators.csv: 1 changed in value",
        "\nindicators.csv abc, a.pdf, page 2, line 7",
        "  value: 2 -> 62",
        "  review: (empty) -> repaired-value",
    ]


def test_diff_ends_with_status_6_and_writes_a_table(tmp_path: Path) -> None:
    one, other = write(tmp_path / "old", fixed("15")), write(tmp_path / "new", fixed("16"))
    table = tmp_path / "diff.csv"
    result = CliRunner().invoke(app, ["diff", str(one), str(other), "--csv", str(table)])
    assert result.exit_code == 6
    assert ("value", "15", "16") in {(r["field"], r["old"], r["new"]) for r in read_rows(table)}
    assert CliRunner().invoke(app, ["diff", str(one), str(one)]).exit_code == 0


# --- check ----------------------------------------------------------------------------------------------------------


def test_a_conflict_is_named_with_both_its_sources(tmp_path: Path) -> None:
    folder = write(tmp_path, report("a", level(PLAYGROUND, "12")), report("b", level(PLAYGROUND, "13")))
    found = find_attention(folder)
    assert found.count == 3  # the fact and its two rows
    assert found.lines[0] == "1 fact on which sources differ"
    assert "riket, 2021: 12 or 13" in found.lines[1]
    assert [name in "\n".join(found.lines) for name in ("a.txt", "b.txt")] == [True, True]


def test_a_repair_is_listed_with_what_is_printed(tmp_path: Path) -> None:
    rows = [*cells(PLAYGROUND, 2021, "2"), level(PLAYGROUND, "62"), level(PLAYGROUND, "62")]
    found = find_attention(write(tmp_path, report("a", *rows)))
    assert any("= 62, printed 2" in line for line in found.lines)


def test_check_says_that_all_is_well_with_status_0(tmp_path: Path) -> None:
    rows = [*cells(PLAYGROUND, 2020, "21 24"), change(PLAYGROUND, "up", "3", 2020, 2021)]
    folder = write(tmp_path, report("a", *rows))
    result = CliRunner().invoke(app, ["check", str(folder)])
    assert (result.exit_code, result.output) == (0, "checks: change_vs_levels 1 of 1 agree\n")


def test_check_ends_with_status_6_when_something_needs_a_person(tmp_path: Path) -> None:
    folder = write(tmp_path, report("a", level(PLAYGROUND, "173")))
    assert CliRunner().invoke(app, ["check", str(folder)]).exit_code == 6


# --- correct --------------------------------------------------------------------------------------------------------


def test_correct_writes_a_decision_and_names_the_next_step(tmp_path: Path) -> None:
    folder = write(tmp_path, fixed("15"))
    row_id = next(read_rows(folder / "indicators.csv"))["observation_id"]
    arguments = ["correct", str(folder), row_id, "--value", "16", "--why", "sidan säger 16", "--who", "Maria"]
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code == 0
    assert "oj ingest" in result.output
    row = next(read_rows(folder / "corrections.csv"))
    assert (row["observation_id"], row["field"], row["expected"], row["value"]) == (row_id, "value", "15", "16")


@pytest.mark.parametrize(
    "wrong",
    [
        ["--why", "w"],
        ["--value", "1", "--confirm", "--why", "w"],
        ["--value", "many", "--why", "w"],
        ["--field", "colour", "--value", "red", "--why", "w"],
        ["--value", "16"],
    ],
)
def test_correct_refuses_what_is_no_decision(tmp_path: Path, wrong: list[str]) -> None:
    folder = write(tmp_path, fixed("15"))
    row_id = next(read_rows(folder / "indicators.csv"))["observation_id"]
    assert CliRunner().invoke(app, ["correct", str(folder), row_id, *wrong]).exit_code == 2
    assert not (folder / "corrections.csv").exists()
