"""Reports together: what agrees in other words, what is listed on both sides, and what stays visible."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconcile_samples import KITCHEN, cells, change, level, levels_of, report, reviewed, series_of

from pipeline.model import Change, Level
from pipeline.reconcile import reconcile_reports


@pytest.mark.parametrize(
    ("table", "text", "fields"),
    [
        ("84.3", "84", {}),
        ("63.5", "64", {}),
        ("73", "70", {"qualifier": "above", "printed": "drygt sju av tio"}),
        ("58", "60", {"printed": "sex av tio"}),
        ("33", "33.3", {"printed": "var tredje"}),
        ("23", "25", {"qualifier": "below", "printed": "Knappt en fjärdedel"}),
        ("48", "50", {"qualifier": "approximate"}),
        ("14", "86", {"negated": True}),
    ],
)
def test_the_same_in_other_words_agrees(table: str, text: str, fields: dict[str, object]) -> None:
    done = reconcile_reports([report("a", *cells(KITCHEN, 2021, table), level(KITCHEN, text, **fields))])
    assert reviewed(levels_of(done)) == []
    assert [point.agreement for point in done.series] == ["agree"]
    assert series_of(done) == {2021: table}
    assert all(row.confidence > 0.95 for row in levels_of(done))


@pytest.mark.parametrize(
    ("table", "text", "fields"),
    [
        ("84.3", "85", {}),
        ("13", "12", {}),
        ("68", "70", {"qualifier": "above", "printed": "70"}),
        ("85", "60", {"printed": "sex av tio"}),
        ("27", "25", {"qualifier": "below", "printed": "25"}),
        ("13", "86", {"negated": True}),
    ],
)
def test_what_does_not_agree_is_listed_on_both_sides(table: str, text: str, fields: dict[str, object]) -> None:
    done = reconcile_reports([report("a", *cells(KITCHEN, 2021, table), level(KITCHEN, text, **fields))])
    assert [row.review for row in levels_of(done)] == [("conflicting-sources",)] * 2
    assert [point.agreement for point in done.series] == ["conflict"]
    assert all(row.confidence <= 0.5 for row in levels_of(done))


def test_women_men_and_all_are_facts_of_their_own() -> None:
    rows = [level(KITCHEN, v, gender=g) for v, g in (("78", "K"), ("70", "M"), ("74", "T"))]
    done = reconcile_reports([report("a", *rows)])
    assert reviewed(levels_of(done)) == []
    assert [check.check for check in done.checks] == ["total"]


def test_all_must_lie_between_women_and_men() -> None:
    rows = [level(KITCHEN, v, gender=g) for v, g in (("78", "K"), ("70", "M"), ("47", "T"))]
    done = reconcile_reports([report("a", *rows)])
    assert [row.review for row in levels_of(done)] == [("total-disagrees",)] * 3


def test_a_share_of_some_need_not_lie_between_women_and_men() -> None:
    rows = [level(KITCHEN, v, gender=g) for v, g in (("78", "K"), ("70", "M"))]
    done = reconcile_reports([report("a", *rows, level(f"{KITCHEN} i de äldsta husen", "47"))])
    assert reviewed(levels_of(done)) == []


def test_a_conflict_between_publishers_stays_visible() -> None:
    done = reconcile_reports(
        [report("a", level(KITCHEN, "12", 2020), year=2020), report("b", *cells(KITCHEN, 2019, "8 13 13"))]
    )
    conflicts = [point for point in done.series if point.agreement == "conflict"]
    assert [(point.year, point.values_seen, len(point.sources)) for point in conflicts] == [(2020, ("12", "13"), 2)]
    assert reviewed(levels_of(done)) == [("12", ("conflicting-sources",)), ("13", ("conflicting-sources",))]
    assert [check.check for check in done.checks if check.outcome == "disagrees"] == ["cross_document"]


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = [
        report("a", *cells(KITCHEN, 2019, "8 13 13")),
        report("b", level(KITCHEN, "12", 2020), year=2020),
        report(
            "c",
            level("biblioteken med en egen lekplats", "14", 2022),
            change(KITCHEN, "up", "1", 2021, 2022),
            year=2022,
        ),
    ]
    one, other = reconcile_reports(reports), reconcile_reports(reports[::-1])
    assert one.reports == other.reports[::-1]
    assert set(one.series) == set(other.series)
    assert set(one.checks) == set(other.checks)


def test_missing_cells_and_yearless_figures_are_left_alone() -> None:
    rows = [level(KITCHEN, "", missing=".."), level(KITCHEN, "62", None)]
    done = reconcile_reports([report("a", *rows)])
    assert reviewed(levels_of(done)) == []
    assert done.series == ()


def test_two_copies_of_one_document_both_come_back() -> None:
    copy = report("a")
    assert reconcile_reports([report("a", level(KITCHEN, "62")), copy]).reports[1] == copy


NUMBERS = st.decimals(min_value=-50, max_value=1000, places=1) | st.integers(0, 100).map(Decimal)
LEVELS = st.builds(
    level,
    value=st.just("") | NUMBERS.map(str),
    value_high=st.none() | NUMBERS,
    indicator=st.sampled_from([KITCHEN, "lekplats", "", "en sådan rutin", "rutin för parkbänkar", "AUDIT", "12"]),
    year=st.none() | st.integers(2018, 2021),
    printed=st.sampled_from(["2", "62", "6,2", "sju av tio", "", "..", "1 200"]),
    unit=st.sampled_from(["percent", "count", "", "elever per lärare"]),
    qualifier=st.sampled_from(["exact", "above", "below", "approximate"]),
    negated=st.booleans(),
    gender=st.sampled_from(["T", "K", "M"]),
    origin=st.sampled_from(["table", "bullet", "prose", "fact"]),
    table=st.sampled_from(["", "1", "2"]),
    finding_id=st.sampled_from(["", "f"]),
)
CHANGES = st.builds(
    change,
    indicator=st.sampled_from([KITCHEN, "resultatet", ""]),
    direction=st.sampled_from(["up", "down", "same"]),
    amount=st.sampled_from(["", "1", "1–3", "0.5"]),
    from_year=st.none() | st.integers(2018, 2021),
    to_year=st.none() | st.integers(2018, 2021),
    unit=st.sampled_from(["", "percent", "percentage_points", "count"]),
    negated=st.booleans(),
)


@given(rows=st.lists(st.lists(LEVELS | CHANGES, max_size=8), max_size=3))
def test_nothing_is_lost_and_only_repairs_change_a_value(rows: list[list[Level | Change]]) -> None:
    reports = [report(str(number), *some) for number, some in enumerate(rows)]
    done = reconcile_reports(reports)
    before = [row for one in reports for row in one.levels]
    assert [row.observation_id for row in levels_of(done)] == [row.observation_id for row in before]
    for was, row in zip(before, levels_of(done), strict=True):
        assert row.value == was.value or (row.status == "repaired" and "repaired-value" in row.review)
        assert row.place == was.place
        assert 0 <= row.confidence <= 1
        assert row.indicator_id
    known = {row.observation_id for row in before}
    assert all(set(point.sources) <= known for point in done.series)
    assert len({check.check_id for check in done.checks}) == len(done.checks)
