"""Web pages as lines: what a reader sees, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import read_document
from pipeline.extract.web import expand_rows, looks_like_html, read_html


def read(markup: str) -> list[tuple[str, str]]:
    _, pages = read_html(markup)
    return [(line.role, line.raw) for line in pages[0].lines if line.raw] if pages else []


@pytest.mark.parametrize(
    ("label", "markup", "lines"),
    [
        ("paragraph over source lines", "<p>Fler kommuner\n   har rutiner.</p>", [("", "Fler kommuner har rutiner.")]),
        ("inline markup glues", "<p>Ök<b>ning</b> i år</p>", [("", "Ökning i år")]),
        ("entities", "<p>V&aring;rd &amp; omsorg &ndash; 12&nbsp;000</p>", [("", "Vård & omsorg – 12\xa0000")]),
        ("tabs are spaces", "<p>a\tb</p>", [("", "a b")]),
        ("heading over two lines", "<h2>Kvalitet<br>i vården</h2>", [("heading", "Kvalitet i vården")]),
        ("line break", "<p>Gatan 1<br>Orten</p>", [("", "Gatan 1"), ("", "Orten")]),
        ("list", "<ul><li>ett</li><li><p>två</p></li></ul>", [("bullet", "ett"), ("bullet", "två")]),
        (
            "list in a list",
            "<ul><li>yttre<ul><li>inre</li></ul>mer</li></ul>",
            [("bullet", "yttre"), ("bullet", "inre"), ("", "mer")],
        ),
        ("script and style", "<script>var x</script><style>p{}</style><p>kvar</p>", [("", "kvar")]),
        ("navigation", "<nav><a>Start</a></nav><p>kvar</p>", [("", "kvar")]),
        ("hidden", "<p hidden>a</p><p style='display: none'>b</p><p aria-hidden='true'>c</p><p>d</p>", [("", "d")]),
        ("text after a skipped part", "<p>före <svg><text>x</text></svg>efter</p>", [("", "före efter")]),
    ],
)
def test_readable_text_comes_as_lines(label: str, markup: str, lines: list[tuple[str, str]]) -> None:
    assert read(markup) == lines, label


def test_paragraphs_are_parted_by_an_empty_line_and_items_are_not() -> None:
    _, pages = read_html("<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul><p>e</p>")
    assert [line.raw for line in pages[0].lines] == ["a", "", "b", "", "c", "d", "", "e"]
    assert [line.number for line in pages[0].lines] == list(range(1, 9))


def test_a_table_is_rows_of_cells_with_tabs() -> None:
    markup = """<table><caption>Tabell 1. Rutiner</caption>
      <tr><th rowspan=2>Mått</th><th colspan=2>2020</th></tr><tr><th>Kvinnor</th><th>Män</th></tr>
      <tr><td>Har<br>rutin</td><td></td><td>41</td></tr></table>"""
    assert read(markup) == [
        ("", "Tabell 1. Rutiner"),
        ("row", "Mått\t2020\t"),
        ("row", "\tKvinnor\tMän"),
        ("row", "Har rutin\t\t41"),
    ]


def test_the_caption_of_a_figure_with_one_table_stands_above_it_wherever_it_is_printed() -> None:
    table = "<table><tr><th>Mått</th><th>2020</th></tr><tr><td>Rutin</td><td>41</td></tr></table>"
    rows = [("row", "Mått\t2020"), ("row", "Rutin\t41")]
    caption = "<figcaption>Andel kommuner</figcaption>"
    assert read(f"<figure>{table}{caption}</figure>") == [("", "Andel kommuner"), *rows]
    assert read(f"<figure>{caption}{table}</figure>") == [("", "Andel kommuner"), *rows]
    assert read(f"<figure>{table}{table}{caption}</figure>") == [*rows, *rows, ("", "Andel kommuner")]
    assert read(f"<figure><img src=x>{caption}</figure>") == [("", "Andel kommuner")]


def test_a_table_that_only_arranges_the_page_is_no_table() -> None:
    assert read("<table role='presentation'><tr><td>a</td><td>b</td></tr></table>") == [("", "a"), ("", "b")]
    assert read("<table><tr><td><h2>Rubrik</h2></td><td>text</td></tr></table>") == [
        ("heading", "Rubrik"),
        ("", "text"),
    ]


def test_a_cell_over_columns_and_rows_keeps_its_place_empty() -> None:
    rows = [[("x", 2, 2), ("1", 1, 1)], [("2", 1, 1)], [("y", 1, 1), ("z", 1, 1), ("3", 1, 1)]]
    assert expand_rows(rows) == [["x", "", "1"], ["", "", "2"], ["y", "z", "3"]]


def test_an_absurd_span_is_bounded() -> None:
    assert len(read("<table><tr><td colspan=100000>a</td><td>b</td></tr></table>")[0][1]) < 500


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!DOCTYPE html><p>a", True),
        ("\n <!-- x --> <html>", True),
        ("<h1>Rubrik</h1>", True),
        ("Text om <p> i html", False),
        ("<3 procent", False),
        ("", False),
    ],
)
def test_html_is_told_by_its_beginning(text: str, expected: bool) -> None:
    assert looks_like_html(text) is expected


def test_the_page_says_its_own_encoding(tmp_path: Path) -> None:
    path = tmp_path / "sida.html"
    path.write_bytes('<html><head><meta charset="iso-8859-1"><title>Öppet</title></head><p>på</p>'.encode("latin-1"))
    document = read_document(path, "sida.html")
    assert (document.title, document.lines[0].raw, document.media_type) == ("Öppet", "på", "text/html")


def test_a_web_page_called_txt_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "sida.txt"
    path.write_text("<html><body><h1>Rubrik</h1></body></html>", encoding="utf-8")
    assert read_document(path, "sida.txt").lines[0].role == "heading"


def test_deep_nesting_does_not_end_the_program(tmp_path: Path) -> None:
    path = tmp_path / "djup.html"
    path.write_text("<div>" * 20_000 + "text" + "</div>" * 20_000, encoding="utf-8")
    assert read_document(path, "djup.html").status in ("ok", "failed")
