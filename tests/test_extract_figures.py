"""Figures of a scan: several readings of each, and the shapes of its digits."""

from __future__ import annotations

import numpy as np
import pytest
from scan_samples import draw_text

from pipeline.extract import rapid
from pipeline.extract.printed import PrintedWord
from pipeline.extract.scan import mark_differences
from pipeline.extract.shapes import ShapeReader, split_glyphs
from pipeline.extract.vote import Readings, Verdict, strip_figure, vote
from pipeline.model import Box


@pytest.mark.parametrize(
    ("first", "shape", "alone", "verdict"),
    [
        ("74", "74", "74", Verdict("74")),
        ("174", "74", "74", Verdict("74", "174")),
        ("174", "74", "14", Verdict("74", "174")),
        ("", "12,3", "12,3", Verdict("12,3")),
        ("", "12,3", "", Verdict("12,3", "?")),
        ("SE", "12,3", "12,3", Verdict("12,3")),
        ("15.7", "15,7", "", Verdict("15,7")),
        ("1074", "1 074", "", Verdict("1 074")),
        ("-", "..", "SE", Verdict("..")),
        ("72", "", "12", Verdict("12", "72")),
        ("72", "", "72", Verdict("72")),
        ("Xx", "", "Xx", Verdict("X")),
        ("Män", "", "Man", Verdict("Man")),
    ],
)
def test_two_readings_of_three_are_believed(first: str, shape: str, alone: str, verdict: Verdict) -> None:
    readings = Readings(first, shape, alone, first_confidence=0.5, alone_confidence=0.6)
    assert vote(readings) == verdict


@pytest.mark.parametrize(("all_known", "believed"), [(True, Verdict("77", "11")), (False, Verdict("11", "77"))])
def test_shapes_stand_against_two_readings_when_every_digit_is_known(all_known: bool, believed: Verdict) -> None:
    assert vote(Readings("11", "77", "11", all_shapes_known=all_known)) == believed


def test_another_program_decides_between_two_readings() -> None:
    assert vote(Readings("72", "", "12", rapid="12")) == Verdict("12", "72")
    assert vote(Readings("72", "", "12", rapid="72", alone_confidence=0.9)) == Verdict("72", "12")


def test_without_another_program_nothing_is_read_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "is_installed", lambda: False)
    assert rapid.read_figures([draw_text("74")]) == [""]


@pytest.mark.skipif(not rapid.is_installed(), reason="the extra second-reader is not installed")
@pytest.mark.filterwarnings("default")  # the program's own
def test_another_program_reads_figures() -> None:
    assert rapid.read_figures([draw_text("74"), draw_text("12,7")]) == ["74", "12,7"]


@pytest.mark.parametrize(("a", "b"), [("15;7", "15,7"), ("1 074", "1074"), ("–", "-"), ("x", "XX")])
def test_spellings_of_one_figure_are_equal(a: str, b: str) -> None:
    assert strip_figure(a) == strip_figure(b)


def test_shapes_of_digits_read_figures_that_were_never_learnt() -> None:
    reader = ShapeReader()
    taught = ["20", "31", "42", "53", "64", "75", "86", "97", "108", "59", "1276"]
    reader.learn((text, split_glyphs(np.asarray(draw_text(text)))) for text in taught)
    for text in ("74", "12,7", "39", "80,5", "..", "2 890"):
        assert reader.read(split_glyphs(np.asarray(draw_text(text)))) == text
    assert reader.read(split_glyphs(np.asarray(draw_text("20 18.")))) == "2018."  # badly spaced; no thousands


def test_digits_that_touch_are_told_apart() -> None:
    reader = ShapeReader()
    taught = ["20", "31", "42", "53", "64", "75", "86", "97", "108", "59", "1276"]
    reader.learn((text, split_glyphs(np.asarray(draw_text(text)))) for text in taught)
    grey = np.asarray(draw_text("74"))
    left, right = split_glyphs(grey)
    grey = np.delete(grey, slice(left.left + left.width, right.left), axis=1)
    assert len(split_glyphs(grey)) == 1
    assert reader.read(split_glyphs(grey)) == "74"


@pytest.mark.parametrize(
    ("printed", "read", "fits"),
    [
        ("2018.", "20138", False),
        ("2018.", "2018", True),
        ("11,3", "113", False),
        ("74", "174", False),
        ("74", "74", True),
        ("7g4", "794", False),  # a sign that hangs below the others has its comma on it
    ],
)
def test_a_figure_is_as_wide_as_its_ink(printed: str, read: str, fits: bool) -> None:
    reader = ShapeReader()
    reader.learn((text, split_glyphs(np.asarray(draw_text(text)))) for text in ("42", "53", "2760", "1986"))
    assert reader.fits(read, split_glyphs(np.asarray(draw_text(printed)))) is fits


def test_shapes_are_silent_about_what_they_do_not_know() -> None:
    reader = ShapeReader()
    assert reader.read(split_glyphs(np.asarray(draw_text("74")))) == ""
    reader.learn(("20", split_glyphs(np.asarray(draw_text("20")))) for _ in range(3))
    assert reader.read(split_glyphs(np.asarray(draw_text("män")))) == ""


def test_a_figure_that_the_layer_has_otherwise_is_marked() -> None:
    seen = [PrintedWord("61", Box(10, 10, 20, 20), 20, 10), PrintedWord("år", Box(30, 10, 40, 20), 20, 10)]
    layer = [PrintedWord("81", Box(10, 10, 20, 20), 20, 10), PrintedWord("ar", Box(30, 10, 40, 20), 20, 10)]
    assert [w.other for w in mark_differences(seen, layer)] == ["81", ""]
