"""Reports together: what is repaired, what is only flagged, what agrees in other words, and what stays visible."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reconcile_samples import cells, change, level, levels_of, local, report, series_of

from pipeline.model import Change, Level
from pipeline.reconcile import reconcile_reports

KITCHEN = "egen lekplats vid biblioteket"


def reviewed(rows: list[Level]) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.place.printed, row.review) for row in rows if row.review]


# --- repairs --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "truth", "others"),
    [
        ("4", "47", 2),
        ("7", "47", 2),
        ("447", "47", 2),
        ("831", "83.1", 2),
        ("41", "47", 3),
        ("74", "47", 3),
        ("17.5", "71.5", 3),
    ],
)
def test_a_damaged_figure_is_repaired_when_enough_others_agree(printed: str, truth: str, others: int) -> None:
    done = reconcile_reports(
        [
            report(
                "a",
                *cells(KITCHEN, 2019, "44.5 46.5"),
                level(KITCHEN, printed, 2021, origin="table", table="1"),
                *[level(KITCHEN, truth) for _ in range(others)],
            )
        ]
    )
    mended = levels_of(done)[2]
    assert (mended.value, mended.status, mended.place.printed) == (Decimal(truth), "repaired", printed)
    assert mended.review == ("repaired-value",)
    assert reviewed(levels_of(done)) == [(printed, ("repaired-value",))]
    assert series_of(done)[2021] == truth


@pytest.mark.parametrize("printed", ["41", "74"])
def test_a_changed_digit_may_be_a_true_figure_and_needs_more(printed: str) -> None:
    rows = [*cells(KITCHEN, 2021, printed), *[level(KITCHEN, "47") for _ in range(2)]]
    done = reconcile_reports([report("a", *rows)])
    assert reviewed(levels_of(done)) == [(printed, ("conflicting-sources",))]


def test_wordings_that_are_only_somewhat_alike_flag_but_do_not_repair() -> None:
    table = cells("Stöd till personer som bor ensamma på landet: DALCY", 2021, "6")
    table += cells("Stöd till personer som bor ensamma på landet: BUSKO", 2021, "31")
    said = "DALCY, som lånas ut av frivilliga"
    done = reconcile_reports([report("a", *table, level(said, "62"), level(said, "62"))])
    assert reviewed(levels_of(done)) == [("6", ("conflicting-sources",))]


def test_a_repair_says_who_speaks_for_it() -> None:
    rows = [*cells(KITCHEN, 2020, "61 2"), level(KITCHEN, "62"), change(KITCHEN, "up", "1", 2020, 2021)]
    done = reconcile_reports([report("a", *rows)])
    check = next(check for check in done.checks if check.check == "digit")
    assert (check.expected, check.found, check.outcome) == ("62", "2", "agrees")
    assert "62 (prose" in check.evidence
    assert done.reports[0].changes[0].change_id in check.evidence


def test_one_statement_and_a_change_claim_are_enough() -> None:
    done = reconcile_reports(
        [
            report(
                "a",
                *cells(KITCHEN, 2020, "61 2"),
                level(KITCHEN, "62", origin="bullet"),
                change(KITCHEN, "up", "1", 2020, 2021),
            )
        ]
    )
    assert [row.status for row in levels_of(done)] == ["printed", "repaired", "printed"]
    assert levels_of(done)[1].value == 62
    assert done.reports[0].changes[0].review == ()


def test_a_claim_without_an_amount_speaks_for_no_value() -> None:
    rows = [*cells(KITCHEN, 2020, "41 2"), level(KITCHEN, "62"), change(KITCHEN, "up", "", 2020, 2021)]
    assert {row.status for row in levels_of(reconcile_reports([report("a", *rows)]))} == {"printed"}


def test_a_complement_counts_as_a_statement() -> None:
    done = reconcile_reports(
        [
            report(
                "a",
                *cells(KITCHEN, 2021, "4"),
                level(KITCHEN, "86", negated=True),
                level(KITCHEN, "14", origin="bullet"),
            )
        ]
    )
    assert (levels_of(done)[0].value, levels_of(done)[0].status) == (14, "repaired")


def test_a_damaged_share_that_lacks_is_repaired_in_its_own_form() -> None:
    done = reconcile_reports(
        [report("a", *cells(KITCHEN, 2021, "14"), level(KITCHEN, "8", negated=True), level(KITCHEN, "14"))]
    )
    assert (levels_of(done)[1].value, levels_of(done)[1].status) == (86, "repaired")


@pytest.mark.parametrize(
    ("why", "rows"),
    [
        ("one against one", [*cells(KITCHEN, 2021, "2"), level(KITCHEN, "62")]),
        ("not one digit away", [*cells(KITCHEN, 2021, "38"), level(KITCHEN, "62"), level(KITCHEN, "62")]),
        (
            "the printed one is backed too",
            [*cells(KITCHEN, 2021, "2"), *[level(KITCHEN, v) for v in ("2", "62", "62")]],
        ),
        (
            "the printed one fits its change",
            [
                *cells(KITCHEN, 2020, "21 24"),
                level(KITCHEN, "24", 2020),
                level(KITCHEN, "24", 2020, origin="bullet"),
                change(KITCHEN, "up", "3", 2020, 2021),
            ],
        ),
        ("two values qualify", [*cells(KITCHEN, 2021, "6"), *[level(KITCHEN, v) for v in ("62", "62", "65", "65")]]),
        ("words have no digits", [level(KITCHEN, "20", printed="två av tio"), *[level(KITCHEN, "62")] * 2]),
    ],
)
def test_evidence_that_only_conflicts_is_flagged_and_repairs_nothing(why: str, rows: list[Level]) -> None:
    done = reconcile_reports([report("a", *rows)])
    assert {row.status for row in levels_of(done)} == {"printed"}, why
    assert any("conflicting-sources" in row.review for row in levels_of(done))


def test_many_others_repair_a_lost_digit_in_a_document_that_says_no_more() -> None:
    others = [report(name, level(KITCHEN, "24"), level(KITCHEN, "24")) for name in ("b", "c")]
    done = reconcile_reports([report("a", level(KITCHEN, "2")), *others])
    assert [row.status for row in levels_of(done)] == ["repaired"] + ["printed"] * 4


def test_however_many_publish_another_figure_it_stays_a_conflict() -> None:
    others = [report(name, level(KITCHEN, "13"), level(KITCHEN, "13")) for name in ("b", "c", "d")]
    done = reconcile_reports([report("a", level(KITCHEN, "12")), *others])
    assert reviewed(levels_of(done)) == [("12", ("conflicting-sources",))]


def test_a_few_other_documents_alone_repair_nothing() -> None:
    done = reconcile_reports(
        [report("a", level(KITCHEN, "12")), report("b", level(KITCHEN, "13")), report("c", level(KITCHEN, "13"))]
    )
    assert {row.status for row in levels_of(done)} == {"printed"}
    assert reviewed(levels_of(done)) == [("12", ("conflicting-sources",))]


# --- agreement ------------------------------------------------------------------------------------------------------


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


# --- changes --------------------------------------------------------------------------------------------------------


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


# --- other checks ---------------------------------------------------------------------------------------------------


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
    ],
)
def test_only_leaps_that_a_misreading_explains_are_listed(values: str, jumps: list[str]) -> None:
    done = reconcile_reports([report("a", *cells(KITCHEN, 2016, values))])
    assert reviewed(levels_of(done)) == [(value, ("jump",)) for value in jumps]


def test_a_municipality_cannot_have_what_nobody_has() -> None:
    rows = (level(KITCHEN, "0", finding_id="f"), local(KITCHEN, "yes", finding_id="f"))
    done = reconcile_reports([report("a", *rows)])
    assert [(check.check, check.outcome) for check in done.checks] == [("local_vs_national", "disagrees")]


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


# --- whatever parse may say -----------------------------------------------------------------------------------------

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
