"""Tables of pages whose words have places: drawn here word by word, so that every layout is known exactly."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from table_samples import KALMAR, describe, read_all, rows_of

from pipeline.model import Box, Document, Line, Page, Rule, Word
from pipeline.parse.tables import find_tables
from pipeline.parse.tables.begins import may_begin
from pipeline.parse.tables.lines.strips import text_strips

SIZE = 10.0
CHARACTER = 5.0

Item = tuple[float, float, str]  #: left edge, top, words


def draw_line(number: int, x: float, top: float, text: str, page: int = 1, confidence: float | None = None) -> Line:
    """A line of words, every character five points wide. `text` that begins with `>` ends at `x` instead."""
    if text.startswith(">"):
        text = text[1:]
        x -= CHARACTER * len(text)
    words, at = [], 0
    for word in text.split(" "):
        left = x + CHARACTER * at
        box = Box(left, top, left + CHARACTER * len(word), top + SIZE)
        words.append(Word(at, at + len(word), box, confidence))
        at += len(word) + 1
    box = Box(x, top, x + CHARACTER * len(text), top + SIZE)
    return Line(page, number, text, text, box, tuple(words), SIZE)


def draw_page(
    items: Sequence[Item], rules: Sequence[Box] = (), number: int = 1, confidence: float | None = None
) -> Page:
    lines = [draw_line(at, x, top, text, number, confidence) for at, (x, top, text) in enumerate(items, 1)]
    drawn = tuple(Rule(box) for box in rules)
    return Page(number, tuple(lines), "text-layer" if confidence is None else "ocr", 595.0, 842.0, drawn)


def draw_document(*pages: Page) -> Document:
    return Document("d0c", "x.pdf", "00", "application/pdf", pages)


def across(*heights: float, left: float = 60.0, right: float = 500.0) -> list[Box]:
    return [Box(left, y, right, y + 0.5) for y in heights]


CAPTION: Item = (60, 50, "Tabell 1. Rutiner i kommunerna, procent")
HEADER: list[Item] = [(60, 80, "Indikator"), (300, 80, "2019"), (400, 80, "2020")]


def levels_of(document: Document) -> list[str]:
    return [f"{describe(level)} | {level.indicator}" for level in read_all(find_tables(document))]


TWO_ROWS = [
    "41 percent T riket 2019 | Har en aktuell rutin för samverkan kring barn",
    "44 percent T riket 2020 | Har en aktuell rutin för samverkan kring barn",
    "51 percent T riket 2019 | Plan mot våld",
    "55 percent T riket 2020 | Plan mot våld",
]


@pytest.mark.parametrize("rules", [(), (76, 94, 124, 142)], ids=["no rules", "horizontal rules"])
def test_figures_centred_beside_a_label_of_two_lines_are_its_row(rules: Sequence[float]) -> None:
    body = [
        (60, 98, "Har en aktuell rutin för"),
        (310, 104, "41"),
        (410, 104, "44"),
        (60, 110, "samverkan kring barn"),
        (60, 128, "Plan mot våld"),
        (310, 128, "51"),
        (410, 128, "55"),
    ]
    assert levels_of(draw_document(draw_page([CAPTION, *HEADER, *body], across(*rules)))) == TWO_ROWS


@pytest.mark.parametrize("top", [98, 110], ids=["first", "last"])
def test_figures_may_stand_beside_the_first_or_last_line_of_their_label(top: float) -> None:
    body = [
        (60, 98, "Har en aktuell rutin för"),
        (60, 110, "samverkan kring barn"),
        (310, top, "41"),
        (410, top, "44"),
        (60, 128, "Plan mot våld"),
        (310, 128, "51"),
        (410, 128, "55"),
    ]
    assert levels_of(draw_document(draw_page([CAPTION, *HEADER, *body]))) == TWO_ROWS


def test_ruled_rows_keep_lines_with_capitals_together() -> None:
    body = [
        (60, 98, "Stöd till barn i"),
        (310, 104, "41"),
        (410, 104, "44"),
        (60, 110, "Kalmar län"),
        (60, 128, "Råd"),
        (310, 134, "51"),
        (410, 134, "55"),
        (60, 140, "Stöd"),
        (60, 158, "Vård"),
        (310, 158, "61"),
        (410, 158, "65"),
    ]
    found = find_tables(draw_document(draw_page([CAPTION, *HEADER, *body], across(76, 94, 124, 154, 172))))
    assert rows_of(found.tables[0])[1:] == [
        ["Stöd till barn i Kalmar län", "41", "44"],
        ["Råd Stöd", "51", "55"],
        ["Vård", "61", "65"],
    ]


def test_an_empty_cell_shifts_nothing() -> None:
    body = [
        (60, 98, "Rutin"),
        (410, 98, "44"),
        (60, 114, "Plan"),
        (310, 114, "51"),
        (60, 130, "Mål"),
        (310, 130, "1"),
        (410, 130, "2"),
    ]
    found = find_tables(draw_document(draw_page([CAPTION, *HEADER, *body])))
    assert rows_of(found.tables[0])[1:] == [["Rutin", "", "44"], ["Plan", "51", ""], ["Mål", "1", "2"]]


def test_a_header_word_over_several_columns_stands_for_all_of_them() -> None:
    items: list[Item] = [
        CAPTION,
        (270, 70, "Kvinnor"),
        (450, 70, "Män"),
        (60, 84, "Indikator"),
        *[(x, 84, year) for x, year in ((240, "2019"), (320, "2020"), (410, "2019"), (490, "2020"))],
        (60, 100, "Plan mot våld"),
        *[(x, 100, figure) for x, figure in ((245, "51"), (325, "55"), (415, "41"), (495, "45"))],
        (60, 116, "Plan mot hot"),
        *[(x, 116, figure) for x, figure in ((245, "52"), (325, "56"), (415, "42"), (495, "46"))],
    ]
    assert levels_of(draw_document(draw_page(items)))[:4] == [
        "51 percent K riket 2019 | Plan mot våld",
        "55 percent K riket 2020 | Plan mot våld",
        "41 percent M riket 2019 | Plan mot våld",
        "45 percent M riket 2020 | Plan mot våld",
    ]


def test_a_header_cell_of_two_lines_is_one_cell() -> None:
    items: list[Item] = [
        (60, 50, "Tabell 1. Resultat 2020, andel (%)"),
        *[(300, 76, "Nöjda med"), (400, 76, "Trygga i")],
        *[(60, 88, "Kommun"), (300, 88, "maten"), (400, 88, "hemmet")],
        *[(60, 104, "Kalmar"), (310, 104, "71"), (410, 104, "81")],
        *[(60, 120, "Nybro"), (310, 120, "72"), (410, 120, "82")],
    ]
    assert levels_of(draw_document(draw_page(items))) == [
        "71 percent T Kalmar 2020 | Nöjda med maten",
        "81 percent T Kalmar 2020 | Trygga i hemmet",
        "72 percent T Nybro 2020 | Nöjda med maten",
        "82 percent T Nybro 2020 | Trygga i hemmet",
    ]


def test_words_over_the_labels_may_stand_beside_two_lines_of_header() -> None:
    items: list[Item] = [
        (60, 50, "Tabell 1. Andel nöjda, procent"),
        *[(300, 76, "Kalmar"), (370, 76, "Riket")],
        (60, 82, "Fråga"),
        *[(300, 88, "2020"), (370, 88, "2020")],
        *[(60, 104, "Maten"), (310, 104, "71"), (380, 104, "81")],
        *[(60, 120, "Bemötandet"), (310, 120, "72"), (380, 120, "82")],
    ]
    found = find_tables(draw_document(draw_page(items)))
    assert rows_of(found.tables[0])[0] == ["Fråga", "Kalmar 2020", "Riket 2020"]


def test_a_year_that_ends_with_its_narrow_figures_heads_them() -> None:
    items: list[Item] = [
        (60, 50, "Tabell 1. Andel nöjda, procent"),
        *[(60, 80, "Fråga"), (310, 80, ">2020"), (400, 80, ">(2019)")],
        *[(60, 98, "Maten"), (310, 98, ">7"), (400, 98, ">(8)")],
        *[(60, 114, "Bemötandet"), (310, 114, ">6"), (400, 114, ">(5)")],
    ]
    found = find_tables(draw_document(draw_page(items)))
    assert rows_of(found.tables[0])[0] == ["Fråga", "2020", "(2019)"]


def test_sizes_under_one_another_are_labels() -> None:
    items: list[Item] = [
        (60, 50, "Tabell 1. Kommuner med plan efter storlek, procent"),
        *[(60, 80, "Antal invånare"), (300, 80, "2019"), (400, 80, "2020")],
        *[(60, 98, "Färre än 15 000"), (310, 98, "41"), (410, 98, "44")],
        *[(60, 114, "15 000–29 999"), (310, 114, "51"), (410, 114, "55")],
        *[(60, 130, "30 000–69 999"), (310, 130, "61"), (410, 130, "66")],
    ]
    found = find_tables(draw_document(draw_page(items)))
    assert rows_of(found.tables[0])[2:] == [["15 000–29 999", "51", "55"], ["30 000–69 999", "61", "66"]]


def test_thousands_stay_together_and_columns_apart() -> None:
    items: list[Item] = [
        (60, 50, "Tabell 1. Kostnad per elev, kronor"),
        *[(60, 80, "Slag"), (340, 80, ">2019"), (440, 80, ">2020")],
        *[(60, 98, "Lokaler"), (340, 98, ">112 400"), (440, 98, ">98 200")],
        *[(60, 114, "Måltider"), (340, 114, ">400"), (440, 114, ">–")],
    ]
    found = find_tables(draw_document(draw_page(items)))
    assert rows_of(found.tables[0])[1:] == [["Lokaler", "112 400", "98 200"], ["Måltider", "400", "–"]]


def test_text_beside_a_table_is_left_out() -> None:
    prose = [(320, 78 + 12 * at, "Kommunerna har under året arbetat vidare") for at in range(8)]
    items: list[Item] = [
        *[(60, 50, "Tabell 1. Rutiner, procent"), (60, 80, "Indikator"), (180, 80, "2019"), (240, 80, "2020")],
        *[(60, 98, "Rutin"), (185, 98, "41"), (245, 98, "44"), (60, 114, "Plan"), (185, 114, "51"), (245, 114, "55")],
        *prose,
    ]
    found = find_tables(draw_document(draw_page(items)))
    assert rows_of(found.tables[0]) == [["Indikator", "2019", "2020"], ["Rutin", "41", "44"], ["Plan", "51", "55"]]
    assert not {(1, number) for number in range(len(items) - len(prose) + 1, len(items) + 1)} & found.taken


def test_a_narrow_box_that_begins_above_the_table_beside_it_is_left_out() -> None:
    box = [
        "Mora har en strategi",
        "som gäller till 2020.",
        "Frågor besvaras av",
        "miljöenheten på plan 2",
        "hela dagen",
    ]
    items: list[Item] = [
        *[(60, 90, "Tabell 1. Rutiner, procent"), (60, 104, "Indikator"), (180, 104, "2019"), (240, 104, "2020")],
        *[
            (60, 118, "Rutin"),
            (185, 118, "41"),
            (245, 118, "44"),
            (60, 132, "Plan"),
            (185, 132, "51"),
            (245, 132, "55"),
        ],
        *[(330, 76 + 14 * at, text) for at, text in enumerate(box)],
    ]
    found = find_tables(draw_document(draw_page(items)))
    assert rows_of(found.tables[0]) == [["Indikator", "2019", "2020"], ["Rutin", "41", "44"], ["Plan", "51", "55"]]


def test_two_tables_side_by_side() -> None:
    def draw(left: float, number: int, figure: int) -> list[Item]:
        return [
            (left, 50, f"Tabell {number}. Rutiner, procent"),
            *[(left, 80, "Indikator"), (left + 100, 80, "2019"), (left + 160, 80, "2020")],
            *[(left, 98, "Rutin"), (left + 105, 98, f"{figure}"), (left + 165, 98, f"{figure + 1}")],
            *[(left, 114, "Plan"), (left + 105, 114, f"{figure + 2}"), (left + 165, 114, f"{figure + 3}")],
        ]

    rules = [*across(76, 94, 128, left=60, right=250), *across(76, 94, 128, left=320, right=510)]
    found = find_tables(draw_document(draw_page([*draw(60, 1, 41), *draw(320, 2, 61)], rules)))
    assert [rows_of(table)[1:] for table in found.tables] == [
        [["Rutin", "41", "42"], ["Plan", "43", "44"]],
        [["Rutin", "61", "62"], ["Plan", "63", "64"]],
    ]


@pytest.mark.parametrize("repeated", [True, False])
def test_a_table_goes_on_over_the_page_break(repeated: bool) -> None:
    first = [CAPTION, *HEADER, (60, 780, "Rutin"), (310, 780, "41"), (410, 780, "44"), (300, 815, "7")]
    lead = [(x, 50.0, text) for x, _, text in HEADER] if repeated else []
    second = [*lead, (60, 70, "Plan"), (310, 70, "51"), (410, 70, "55"), (60, 100, "Källa: Enkäten.")]
    found = find_tables(draw_document(draw_page(first), draw_page(second, number=2)))
    (table,) = found.tables
    assert rows_of(table) == [["Indikator", "2019", "2020"], ["Rutin", "41", "44"], ["Plan", "51", "55"]]
    assert table.source == "Källa: Enkäten."
    assert table.cells[-1].place is not None
    assert table.cells[-1].place.page == 2


def test_words_in_any_order_give_the_same_table() -> None:
    items: list[Item] = [
        CAPTION,
        *HEADER,
        *[(60, 98, "Har en"), (60, 110, "rutin"), (310, 104, "41"), (410, 104, "44")],
        *[(60, 128, "Plan"), (310, 128, "51"), (410, 128, "..")],
    ]
    shuffled = [CAPTION, *random.Random(7).sample(items[1:], len(items) - 1)]
    tables = [
        find_tables(draw_document(draw_page(order, across(76, 94, 124, 142)))).tables[0] for order in (items, shuffled)
    ]
    assert (
        rows_of(tables[0])
        == rows_of(tables[1])
        == [["Indikator", "2019", "2020"], ["Har en rutin", "41", "44"], ["Plan", "51", ".."]]
    )


def test_a_column_of_units_and_years_before_in_parentheses() -> None:
    items: list[Item] = [
        (60, 50, "Tabell 1. Effektivitet i kommunen"),
        *[(60, 80, "Mått"), (220, 80, "Enhet"), (300, 80, "Kalmar 2012 (2011)"), (440, 80, "Riket 2012 (2011)")],
        *[(60, 98, "Kostnad per plats"), (220, 98, "tkr/år"), (300, 98, "529 (536)"), (440, 98, "549 (536)")],
        *[(60, 114, "Nöjda"), (220, 114, "%"), (300, 114, "80"), (440, 114, "75 (77)")],
    ]
    levels = read_all(find_tables(draw_document(draw_page(items))), KALMAR)
    assert [describe(level) for level in levels] == [
        "529 kSEK T Kalmar 2012",
        "536 kSEK T Kalmar 2011",
        "549 kSEK T riket 2012",
        "536 kSEK T riket 2011",
        "80 percent T Kalmar 2012",
        "75 percent T riket 2012",
        "77 percent T riket 2011",
    ]


def test_a_raised_footnote_digit_is_no_figure() -> None:
    page = draw_page(
        [
            CAPTION,
            *HEADER,
            (60, 98, "Rutin"),
            (310, 98, "41"),
            (410, 98, "44"),
            (60, 114, "Plan"),
            (310, 114, "51"),
            (410, 114, "55"),
        ]
    )
    mark = Line(1, 99, "1", "1", Box(320.5, 96, 323, 101), (Word(0, 1, Box(320.5, 96, 323, 101)),), 5.0)
    found = find_tables(draw_document(replace(page, lines=(*page.lines, mark))))
    assert rows_of(found.tables[0])[1] == ["Rutin", "41", "44"]


def test_a_figure_too_wide_for_its_digits_is_doubted() -> None:
    body = [(60, 98, "Rutin"), (310, 98, "41"), (410, 98, "44"), (60, 114, "Plan"), (310, 114, "51"), (410, 114, "55")]
    page = draw_page([CAPTION, *HEADER, *body], confidence=0.95)
    lines = list(page.lines)
    wide = lines[-2]  # `51`, of which OCR sees only the 1, in a box as wide as two digits
    lines[-2] = replace(wide, raw="1", text="1", words=(replace(wide.words[0], end=1),))
    cells = find_tables(draw_document(replace(page, lines=tuple(lines)))).tables[0].cells
    assert [cell.text for cell in cells if cell.column and cell.confidence is not None and cell.confidence < 0.6] == [
        "1"
    ]


def test_a_cell_that_two_readings_saw_differently_says_so() -> None:
    body = [(60, 98, "Rutin"), (310, 98, "41"), (410, 98, "44"), (60, 114, "Plan"), (310, 114, "51"), (410, 114, "55")]
    page = draw_page([CAPTION, *HEADER, *body], confidence=0.95)
    lines = list(page.lines)
    lines[-1] = replace(lines[-1], words=(replace(lines[-1].words[0], other="56"),))
    levels = read_all(find_tables(draw_document(replace(page, lines=tuple(lines)))))
    assert [level.review for level in levels] == [(), (), (), ("readings-differ",)]


def test_a_row_whose_label_was_not_surely_read_says_so() -> None:
    body = [(60, 98, "Rutin"), (310, 98, "41"), (410, 98, "44"), (60, 114, "Plan"), (310, 114, "51"), (410, 114, "55")]
    page = draw_page([CAPTION, *HEADER, *body], confidence=0.95)
    unsure = [
        replace(line, words=(replace(line.words[0], confidence=0.7),)) for line in page.lines if line.raw == "Plan"
    ]
    lines = tuple(next((u for u in unsure if u.number == line.number), line) for line in page.lines)
    levels = read_all(find_tables(draw_document(replace(page, lines=lines))))
    assert [level.review for level in levels] == [(), (), ("label-unsure",), ("label-unsure",)]


def test_a_figure_in_no_column_is_reported_and_not_guessed() -> None:
    body = [
        (60, 98, "Rutin"),
        (310, 98, "41"),
        (410, 98, "44"),
        (60, 114, "Plan"),
        (310, 114, "51"),
        (325, 114, "3"),
        (410, 114, "55"),
    ]
    found = find_tables(draw_document(draw_page([CAPTION, *HEADER, *body])))
    assert [problem.code for problem in found.problems] == ["table-row-unfit"]
    assert [describe(level) for level in read_all(found)] == ["41 percent T riket 2019", "44 percent T riket 2020"]


def test_every_value_says_where_it_stands() -> None:
    body = [(60, 98, "Rutin"), (310, 98, "41"), (410, 98, "44"), (60, 114, "Plan"), (310, 114, "51"), (410, 114, "55")]
    levels = read_all(find_tables(draw_document(draw_page([CAPTION, *HEADER, *body]))))
    assert str(levels[0].place.box) == "310.0 98.0 320.0 108.0"
    assert [level.place.printed for level in levels] == ["41", "44", "51", "55"]


def test_a_percent_sign_read_as_letters_in_a_column_of_units_is_one() -> None:
    rows = [("Svar samma dag", "HN", "88"), ("Väntetid", "dagar", "61"), ("Behöriga elever", "NH", "73")]
    items = [(60, 50, "Tabell 1. Resultat 2018"), (60, 80, "Mått"), (250, 80, "Enhet"), (400, 80, "Kalmar")]
    for at, (label, unit, figure) in enumerate(rows):
        items += [(60, 100 + 20 * at, label), (250, 100 + 20 * at, unit), (400, 100 + 20 * at, figure)]
    units = {
        confidence: [
            level.unit for level in read_all(find_tables(draw_document(draw_page(items, confidence=confidence))))
        ]
        for confidence in (0.9, None)
    }
    assert units == {0.9: ["percent", "dagar", "percent"], None: ["hn", "dagar", "nh"]}


@pytest.mark.parametrize(("size", "bold", "begins"), [(14.0, True, False), (10.0, True, True), (14.0, False, True)])
def test_a_heading_in_larger_and_bolder_type_is_no_header(size: float, bold: bool, begins: bool) -> None:
    rows = ["Patientenkät 2019", "Blekinge 3,9", "Dalarna 4,1", "Halland 4,2"]
    first, *lines = draw_page([(60, 40 + 16 * at, row) for at, row in enumerate(rows)]).lines
    assert may_begin(text_strips([replace(first, size=size, bold=bold), *lines]), 0) == begins
