"""A steward's decisions: applied anew on every run, kept when files move, reported when they no longer fit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconcile_samples import cells, change, level, levels_of, local, report, series_of

from pipeline.model import Correction, Report
from pipeline.publish.corrections import ACTIONS, add_correction, read_corrections
from pipeline.reconcile import reconcile_reports
from pipeline.reconcile.corrections import cell, decide

PLAYGROUND = "egen lekplats vid biblioteket"


def decision(row_id: str, action: str, expected: str = "", field: str = "", value: str = "") -> Correction:
    return Correction(row_id, action, expected, field, value, "Maria", "2026-03-02", "sidan säger så")  # type: ignore[arg-type]


def sample() -> Report:
    return report(
        "a",
        *cells(PLAYGROUND, 2019, "15 22 24"),
        level(PLAYGROUND, "25", 2021, origin="bullet"),
        change(PLAYGROUND, "up", "2", 2020, 2021),
        local(PLAYGROUND, "no"),
    )


# --- each kind ------------------------------------------------------------------------------------------------------


def test_a_corrected_value_is_used_as_evidence_and_no_longer_listed() -> None:
    one = sample()
    row_id = one.levels[3].observation_id
    done = reconcile_reports([one], [decision(row_id, "change", "25", "value", "24")])
    row = levels_of(done)[3]
    assert (row.value, row.status, row.review, row.confidence) == (Decimal(24), "corrected", (), 1.0)
    assert row.place.printed == "25"
    assert series_of(done)[2021] == "24"
    assert not [r for r in levels_of(done) if r.review]


def test_a_confirmed_value_is_trusted_and_not_repaired() -> None:
    one = report("a", *cells(PLAYGROUND, 2021, "2"), level(PLAYGROUND, "62"), level(PLAYGROUND, "62"))
    row_id = one.levels[0].observation_id
    assert levels_of(reconcile_reports([one]))[0].value == 62
    done = reconcile_reports([one], [decision(row_id, "confirm", "2", value="2")])
    assert (levels_of(done)[0].value, levels_of(done)[0].review) == (2, ())


def test_a_confirmed_repair_stays_when_its_evidence_is_gone() -> None:
    one = report("a", *cells(PLAYGROUND, 2021, "2"))
    done = reconcile_reports([one], [decision(one.levels[0].observation_id, "confirm", "2", value="62")])
    row = levels_of(done)[0]
    assert (row.value, row.status, row.review) == (62, "repaired", ())


def test_a_rejected_row_is_left_out() -> None:
    one = sample()
    done = reconcile_reports([one], [decision(one.levels[3].observation_id, "reject", "25")])
    assert [cell(row.value) for row in levels_of(done)] == ["15", "22", "24"]


def test_an_added_row_stands_beside_its_neighbour() -> None:
    one = sample()
    row_id = one.levels[0].observation_id
    done = reconcile_reports([one], [decision(row_id, "add", "15", value="year=2018;value=13.5")])
    row = levels_of(done)[1]
    assert (row.year, row.value, row.status, row.place.printed) == (2018, Decimal("13.5"), "corrected", "")
    assert row.observation_id not in {level.observation_id for level in one.levels}
    assert series_of(done)[2018] == "13.5"


def test_an_added_row_can_be_corrected_itself() -> None:
    one = sample()
    add = decision(one.levels[0].observation_id, "add", "15", value="year=2018;value=13")
    added = levels_of(reconcile_reports([one], [add]))[1]
    done = reconcile_reports([one], [add, decision(added.observation_id, "change", "2018", "year", "2017")])
    assert levels_of(done)[1].year == 2017
    assert done.problems == reconcile_reports([one]).problems


@pytest.mark.parametrize(
    ("field", "expected", "value"),
    [("year", "2021", "2020"), ("gender", "T", "K"), ("negated", "0", "1"), ("base", "", "bibliotek")],
)
def test_any_field_can_be_changed(field: str, expected: str, value: str) -> None:
    one = sample()
    done = reconcile_reports([one], [decision(one.levels[3].observation_id, "change", expected, field, value)])
    assert cell(getattr(levels_of(done)[3], field)) == value


def test_an_indicator_can_be_named_by_hand() -> None:
    one = sample()
    fix = decision(one.levels[3].observation_id, "change", "whatever", "indicator_id", "vald-rutin-skolgang")
    assert levels_of(reconcile_reports([one], [fix]))[3].indicator_id == "vald-rutin-skolgang"


def test_changes_and_local_statements_can_be_corrected_too() -> None:
    one = sample()
    done = reconcile_reports(
        [one],
        [
            decision(one.changes[0].change_id, "change", "up", "direction", "down"),
            decision(one.local[0].local_id, "change", "no", "answer", "partial"),
        ],
    )
    assert done.reports[0].changes[0].direction == "down"
    assert done.reports[0].local[0].answer == "partial"


def test_decisions_about_one_row_build_on_each_other() -> None:
    one = sample()
    row_id = one.levels[3].observation_id
    fixes = [
        decision(row_id, "change", "2021", "year", "2020"),
        decision(row_id, "change", "2020", "year", "2019"),
        decision(row_id, "change", "25", "value", "15"),
    ]
    done = reconcile_reports([one], fixes)
    assert (levels_of(done)[3].year, levels_of(done)[3].value) == (2019, 15)
    assert not [p for p in done.problems if p.code == "correction-unmatched"]


# --- what no longer fits --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong",
    [
        decision("000000000000", "change", "25", "value", "24"),
        decision("ROW", "change", "99", "value", "24"),
        decision("ROW", "change", "2020", "year", "2019"),
        decision("ROW", "confirm", "99", value="25"),
        decision("ROW", "reject", "99"),
        decision("ROW", "change", "25", "value", "many"),
        decision("ROW", "change", "", "colour", "red"),
        decision("ROW", "add", "25", value="colour=red"),
        decision("ROW", "add", "25"),
    ],
)
def test_a_decision_that_does_not_fit_is_a_problem_and_changes_nothing(wrong: Correction) -> None:
    one = sample()
    wrong = replace(wrong, observation_id=wrong.observation_id.replace("ROW", one.levels[3].observation_id))
    done = reconcile_reports([one], [wrong])
    assert done.reports == reconcile_reports([one]).reports
    lost = [p for p in done.problems if p.code == "correction-unmatched"]
    assert [p.severity for p in lost] == ["warning"]
    assert wrong.observation_id in lost[0].message


def test_a_newer_program_that_reads_it_right_by_itself_is_no_surprise() -> None:
    one = sample()
    fix = decision(one.levels[3].observation_id, "change", "2018", "year", "2021")
    assert not [p for p in reconcile_reports([one], [fix]).problems if p.code == "correction-unmatched"]


# --- properties -----------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=12).filter(
    lambda text: text == text.strip()
)
CORRECTIONS = st.builds(
    Correction,
    observation_id=st.text("0123456789abcdef", min_size=12, max_size=12),
    action=st.sampled_from(ACTIONS),
    expected=TEXT,
    field=TEXT,
    value=TEXT,
    who=TEXT,
    when=TEXT,
    why=TEXT,
)


@given(corrections=st.lists(CORRECTIONS, max_size=4))
def test_what_is_written_is_read_back(tmp_path_factory: pytest.TempPathFactory, corrections: list[Correction]) -> None:
    folder = tmp_path_factory.mktemp("output")
    for correction in corrections:
        add_correction(folder, correction)
    assert read_corrections(folder) == (tuple(corrections), ())


@st.composite
def decisions(draw: st.DrawFn) -> list[tuple[int, str, str]]:
    """Row number, field and value of one decision for each of some rows."""
    rows = draw(st.lists(st.integers(0, 3), unique=True, max_size=4))
    return [
        (row, field, str(draw(st.integers(0, 100) if field == "value" else st.integers(2000, 2030))))
        for row in rows
        for field in [draw(st.sampled_from(["value", "year"]))]
    ]


@given(wanted=decisions(), moved=st.booleans(), newer=st.sampled_from(["same", "labels", "years", "more rows"]))
def test_decisions_survive_another_run_a_moved_file_and_a_newer_program(
    wanted: list[tuple[int, str, str]], moved: bool, newer: str
) -> None:
    first = reconcile_reports([sample_of_fixed_lines()])
    corrections = []
    for number, field, value in wanted:
        row = first.reports[0].levels[number]
        shown = {"printed": row.place.printed, "value": cell(row.value), "year": cell(row.year)}
        corrections.append(
            decide(shown, row.observation_id, "change", field=field, value=value, who="M", when="2026", why="w")
        )
    done = reconcile_reports([improve(sample_of_fixed_lines(), newer, moved=moved)], corrections)
    by_id = {row.observation_id: row for row in levels_of(done)}
    refused = [p for p in done.problems if p.code == "correction-unmatched"]
    for correction in corrections:
        row = by_id[correction.observation_id]
        applied = cell(getattr(row, correction.field)) == correction.value and row.status == "corrected"
        assert applied or any(correction.observation_id in p.message for p in refused)
        assert applied or (newer == "years" and correction.field == "year")


def sample_of_fixed_lines() -> Report:
    values = ("15", "22", "24", "25")
    return report("fixed", *(level(PLAYGROUND, v, 2018 + n, line=n + 1) for n, v in enumerate(values)))


def improve(one: Report, how: str, *, moved: bool) -> Report:
    """The same source as a newer program reads it, perhaps from another folder."""
    if moved:
        one = replace(one, document=replace(one.document, source_file="archive/2021/fixed.txt"))
    levels = one.levels
    if how == "labels":
        levels = tuple(replace(row, indicator=f"{row.indicator} i kommunen", confidence=0.9) for row in levels)
    elif how == "years":
        levels = tuple(replace(row, year=(row.year or 0) - 1) for row in levels)
    elif how == "more rows":
        levels = (*report("fixed", level("antal bussar", "3", line=50)).levels, *levels)
    return replace(one, levels=levels)


# --- the file -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        b"observation_id,action,field,expected,value,who,when,why\nabc,change,value,2,62,M,2026,sidan\n",
        b"\xef\xbb\xbfobservation_id;action;field;expected;value;who;when;why\r\nabc;change;value;2;62;M;2026;sidan\r\n",
        b"action,observation_id,field,expected,value,who,when,why\n\nchange,abc,value,2,62,M,2026,sidan",
    ],
)
def test_what_a_spreadsheet_makes_of_the_file_is_read(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "corrections.csv").write_bytes(data)
    assert read_corrections(tmp_path) == ((Correction("abc", "change", "2", "value", "62", "M", "2026", "sidan"),), ())


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("abc,alter,value,2,62,M,2026,w", "action is 'alter'"),
        ("abc,change,value,2,62,,2026,w", "who must be filled in"),
        (",reject,,2,,M,2026,", "observation_id, why must be filled in"),
        ("abc,change,,2,62,M,2026,w", "field must be filled in"),
    ],
)
def test_a_row_that_is_no_decision_is_named_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    header = "observation_id,action,field,expected,value,who,when,why"
    (tmp_path / "corrections.csv").write_text(f"{header}\n{line}\n", encoding="utf-8")
    found, problems = read_corrections(tmp_path)
    assert found == ()
    assert "line 2" in problems[0].message
    assert reason in problems[0].message


def test_a_missing_last_line_end_does_not_glue_two_decisions(tmp_path: Path) -> None:
    first = decision("abc", "reject", "2")
    add_correction(tmp_path, first)
    path = tmp_path / "corrections.csv"
    path.write_bytes(path.read_bytes().rstrip(b"\n"))
    add_correction(tmp_path, first)
    assert read_corrections(tmp_path) == ((first, first), ())


@pytest.mark.parametrize(
    ("action", "field", "value", "problem"),
    [
        ("change", "colour", "red", "no field that can be corrected"),
        ("change", "value", "many", "cannot be the value"),
        ("change", "gender", "X", "cannot be the gender"),
        ("add", "", "colour=red", "no field of such a row"),
    ],
)
def test_an_impossible_decision_is_refused_at_once(action: str, field: str, value: str, problem: str) -> None:
    row = {"printed": "2", "value": "62", "gender": "T"}
    with pytest.raises(ValueError, match=problem):
        decide(row, "abc", action, field=field, value=value, who="M", when="2026", why="w")  # type: ignore[arg-type]
