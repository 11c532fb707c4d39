"""Levels held against changes and against what can be."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from reconcile_samples import KITCHEN, cells, change, level, levels_of, local, report, reviewed

from pipeline.model import Geography, Level
from pipeline.reconcile import reconcile_reports


@pytest.mark.parametrize(
    ("values", "direction", "amount", "fits"),
    [
        ("21 24", "up", "3", True),
        ("21 24", "up", "2", True),  # 23.6 less 21.4 is 2.2
        ("21 24", "up", "5", False),
        ("21 24", "down", "3", False),
        ("72 74", "up", "1–2", True),
        ("72 74", "up", "10–12", False),
        ("21 24", "up", "", True),
        ("21 24", "down", "", False),
        ("64 65", "same", "", True),
        ("44 65", "same", "", False),
        ("82.1 82.6", "up", "0.5", True),
        ("82.1 82.6", "up", "0.9", False),
    ],
)
def test_a_change_fits_within_one_unit_of_the_last_place(values: str, direction: str, amount: str, fits: bool) -> None:
    done = reconcile_reports(
        [report("a", *cells(KITCHEN, 2020, values), change(KITCHEN, direction, amount, 2020, 2021))]
    )
    assert [check.outcome for check in done.checks] == ["agrees" if fits else "disagrees"]
    flagged = () if fits else ("change-disagrees",)
    assert done.reports[0].changes[0].review == flagged
    assert [row.review for row in levels_of(done)] == [flagged, flagged]


def test_a_change_of_a_share_that_lacks_is_turned_round() -> None:
    claim = change(KITCHEN, "up", "", 2016, 2017, negated=True)
    done = reconcile_reports([report("a", *cells(KITCHEN, 2016, "16 14"), claim)])
    assert [check.outcome for check in done.checks] == ["agrees"]


def test_a_change_for_all_is_held_against_women_and_men() -> None:
    rows = [*cells(KITCHEN, 2020, "72 74", gender="K"), *cells(KITCHEN, 2020, "71 7", gender="M")]
    done = reconcile_reports([report("a", *rows, change(KITCHEN, "up", "1–3", 2020, 2021))])
    assert [check.outcome for check in done.checks if check.check == "change_vs_levels"] == ["agrees", "disagrees"]
    assert reviewed(levels_of(done)) == [("71", ("change-disagrees",)), ("7", ("change-disagrees",))]


def test_a_change_of_all_who_have_a_level_says_nothing_of_women_alone() -> None:
    rows = [*cells(KITCHEN, 2020, "72 73", gender="K"), *cells(KITCHEN, 2020, "71 64", gender="M")]
    rows.append(level(KITCHEN, "69"))
    done = reconcile_reports([report("a", *rows, change(KITCHEN, "down", "3", 2020, 2021))])
    assert [check.check for check in done.checks] == ["total"]
    assert reviewed(levels_of(done)) == []


@pytest.mark.parametrize(
    ("women", "men", "all_", "doubted"),
    [
        ("12 21 29", "30 40 61", "42 61 96", ["96", "29", "61"]),
        ("12 21 29", "30 40 61", "42 61 90", []),
        ("12 14 15", "16 15 14", "14 15 14", []),
    ],
    ids=["one is no sum", "all are sums", "means"],
)
def test_women_and_men_make_all_in_a_table_of_counts(women: str, men: str, all_: str, doubted: list[str]) -> None:
    genders = {"T": all_, "K": women, "M": men}
    rows = [row for gender in "TKM" for row in cells(KITCHEN, 2018, genders[gender], unit="count", gender=gender)]
    done = reconcile_reports([report("a", *rows)])
    assert reviewed(levels_of(done)) == [(printed, ("total-disagrees",)) for printed in doubted]


def test_levels_that_others_back_are_not_suspect_for_a_misread_change() -> None:
    rows = [*cells(KITCHEN, 2020, "21 24"), level(KITCHEN, "24"), level(KITCHEN, "21", 2020)]
    done = reconcile_reports([report("a", *rows, change(KITCHEN, "down", "9", 2020, 2021))])
    assert reviewed(levels_of(done)) == []
    assert done.reports[0].changes[0].review == ("change-disagrees",)


def test_a_year_that_only_follows_from_a_change_is_in_the_series_alone() -> None:
    claim = change(KITCHEN, "up", "3", 2020, 2021)
    done = reconcile_reports([report("a", level(KITCHEN, "24"), claim)])
    assert len(levels_of(done)) == 1
    derived = {point.year: (point.value, point.derived) for point in done.series}
    assert derived == {2021: (24, ""), 2020: (21, done.reports[0].changes[0].change_id)}


def test_a_negated_share_enters_the_series_as_its_complement() -> None:
    done = reconcile_reports([report("a", level(KITCHEN, "86", negated=True))])
    assert [(point.value, point.derived) for point in done.series] == [(14, "complement")]


@pytest.mark.parametrize(
    ("negative", "positive"),
    [
        ("saknar en plan för köket", "har en plan för köket"),
        ("behovet inte var tillgodosett", "behovet var tillgodosett"),
    ],
)
def test_the_series_names_what_its_complement_is_of(negative: str, positive: str) -> None:
    done = reconcile_reports([report("a", level(negative, "86", negated=True))])
    assert [point.indicator for point in done.series] == [positive]


@pytest.mark.parametrize(
    ("row", "possible"),
    [
        (level(KITCHEN, "173"), False),
        (level(KITCHEN, "100"), True),
        (level(KITCHEN, "0"), True),
        (level(KITCHEN, "60", value_high=Decimal(40)), False),
        (level(KITCHEN, "-64", unit="count"), False),
        (level(KITCHEN, "12.6", unit="count"), True),
        (level(KITCHEN, "112400", unit="SEK"), True),
        (level(KITCHEN, "62", 2109), False),
        (level(KITCHEN, "62", 2022), True),
    ],
)
def test_what_cannot_be_is_listed(row: Level, possible: bool) -> None:
    done = reconcile_reports([report("a", row)])
    assert (levels_of(done)[0].review == ()) == possible


@pytest.mark.parametrize(
    ("years", "wrong"),
    [
        ("2016 2017 2018", []),
        ("2021 2020 2019", []),
        ("2014 2016 2019", []),
        ("2016 2017 2008 2019", ["2008"]),
        ("2016 2017 2017", ["2017"]),
        ("2011 2010", []),
    ],
)
def test_years_of_a_row_are_in_order(years: str, wrong: list[str]) -> None:
    rows = [
        replace(row, place=replace(row.place, start=10 * at))
        for at, year in enumerate(years.split())
        for row in [level(KITCHEN, "44", int(year), line=900, origin="table", table="1")]
    ]
    done = reconcile_reports([report("a", *rows)])
    assert [str(row.year) for row in levels_of(done) if "year-out-of-order" in row.review] == wrong


@pytest.mark.parametrize(
    ("values", "jumps"),
    [
        ("62 72 7", ["7"]),
        ("44 41 85 43", ["85"]),
        ("37 63 65 64", []),
        ("11 9 10 8 13 13", []),
        ("83 94 83", []),
        ("28 40", []),
        ("5 31 60", []),
        ("81 7 79 80", ["7"]),
        ("70.9 71.6 12.3 72.1", ["12.3"]),
        ("85 34 83", ["34"]),
        ("12 14 15 31", []),
    ],
)
def test_only_leaps_that_a_misreading_explains_are_listed(values: str, jumps: list[str]) -> None:
    done = reconcile_reports([report("a", *cells(KITCHEN, 2016, values))])
    assert reviewed(levels_of(done)) == [(value, ("jump",)) for value in jumps]


def test_a_municipality_cannot_have_what_nobody_has() -> None:
    rows = (level(KITCHEN, "0", finding_id="f"), local(KITCHEN, "yes", finding_id="f"))
    done = reconcile_reports([report("a", *rows)])
    assert [(check.check, check.outcome) for check in done.checks] == [("local_vs_national", "disagrees")]


@pytest.mark.parametrize("reason", ["spread", "share-of-gender"])
def test_what_is_no_level_of_its_indicator_contradicts_none(reason: str) -> None:
    parts = (level(KITCHEN, "64", review=(reason,)), level(KITCHEN, "36", review=(reason,)))
    assert {row.review for row in levels_of(reconcile_reports([report("a", *parts)]))} == {(reason,)}


@pytest.mark.parametrize(("code", "agree"), [("07", True), ("08", False)])
def test_a_region_is_the_county_of_its_code(code: str, agree: bool) -> None:
    told = level(KITCHEN, "68", geography=Geography("region", "07", "Region Kronoberg"))
    row = cells(KITCHEN, 2021, "68", geography=Geography("county", code, "länet"))
    done = reconcile_reports([report("a", *row, told)])
    assert [check.outcome for check in done.checks if check.check == "table_vs_text"] == ["agrees"] * agree
