"""Damaged figures: which others repair them, and which only flag them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from reconcile_samples import KITCHEN, cells, change, level, levels_of, report, reviewed, series_of

from pipeline.model import Level
from pipeline.reconcile import reconcile_reports


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
