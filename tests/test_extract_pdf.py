"""Born-digital PDF: words with places, lines in reading order, rules, and pages that cannot be trusted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.extract import read_document
from pipeline.extract.letters import count_letters, read_instructions
from pipeline.extract.printed import Frame, PrintedWord
from pipeline.extract.second import describe_difference, is_doubtful
from pipeline.extract.triage import judge_layer
from pipeline.model import Box, Document

HEIGHT = A4[1]
PROSE = [
    "Kommunerna har blivit bättre på att följa upp sina",
    "insatser under året, även om många fortfarande inte",
    "gör det varje år eller saknar rutiner för hur det",
    "ska gå till när en person byter boende eller skola",
]


def draw(path: Path, *texts: tuple[float, float, str], size: float = 10, rules: tuple[float, ...] = ()) -> Document:
    """A page with these texts at x, y from the top, and horizontal rules from 60 to 300."""
    canvas = Canvas(str(path), pagesize=A4)
    canvas.setFont("Helvetica", size)
    for x, y, text in texts:
        canvas.drawString(x, HEIGHT - y, text)
    for y in rules:
        canvas.line(60, HEIGHT - y, 300, HEIGHT - y)
    canvas.save()
    return read_document(path, path.name)


def column(x: float, y: float, lines: list[str]) -> list[tuple[float, float, str]]:
    return [(x, y + 12 * n, line) for n, line in enumerate(lines)]


def raws(document: Document) -> list[str]:
    return [line.raw for line in document.lines]


def test_a_line_knows_its_words_places_size_and_weight(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(72, HEIGHT - 100, "Stöd till äldre")
    canvas.save()
    (line,) = read_document(tmp_path / "a.pdf", "a.pdf").lines
    assert (line.raw, line.size, line.bold) == ("Stöd till äldre", 18.0, True)
    assert [line.raw[w.start : w.end] for w in line.words] == ["Stöd", "till", "äldre"]
    assert line.box is not None
    assert line.box.x0 == pytest.approx(72, abs=0.5)
    assert line.box.top < 100 < line.box.bottom


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    right = PROSE[::-1]
    document = draw(
        tmp_path / "a.pdf", (60, 80, "En rubrik över båda"), *column(60, 110, PROSE), *column(320, 115, right)
    )
    assert raws(document) == ["En rubrik över båda", *PROSE, *right]


def test_a_table_row_is_read_across(tmp_path: Path) -> None:
    rows = [("Har en rutin för samverkan", "64", "73"), ("Har en plan för kompetens", "12", "8"), ("Vet ej", "2", "..")]
    texts = [(x, 100 + 16 * n, cell) for n, row in enumerate(rows) for x, cell in zip((60, 250, 290), row, strict=True)]
    assert raws(draw(tmp_path / "a.pdf", *texts)) == [" ".join(row) for row in rows]


def test_text_beside_a_table_is_parted_from_it(tmp_path: Path) -> None:
    rows = [("Antal dagar", "64", "73"), ("Antal platser", "12", "8"), ("Övriga", "2", "5"), ("Totalt", "78", "86")]
    table = [(x, 104 + 15 * n, c) for n, row in enumerate(rows) for x, c in zip((340, 440, 490), row, strict=True)]
    document = draw(tmp_path / "a.pdf", *column(60, 100, PROSE), *table)
    assert raws(document) == [*PROSE, *(" ".join(row) for row in rows)]


def test_text_beside_a_table_is_parted_from_it_below_a_table_of_the_whole_width(tmp_path: Path) -> None:
    rows = [("Antal dagar", "64", "73"), ("Antal platser", "12", "8"), ("Övriga insatser", "2", "5")]
    upper = [(x, 104 + 15 * n, c) for n, row in enumerate(rows) for x, c in zip((60, 345, 490), row, strict=True)]
    lower = [(x, 164 + 15 * n, c) for n, row in enumerate(rows) for x, c in zip((60, 190, 240), row, strict=True)]
    document = draw(tmp_path / "a.pdf", *upper, *lower, *column(320, 160, PROSE))
    lines = [" ".join(row) for row in rows]
    assert raws(document) == [*lines, *lines, *PROSE]


def test_a_rule_across_the_gutter_makes_it_a_table(tmp_path: Path) -> None:
    texts = [*column(60, 100, [line[:22] for line in PROSE]), *column(200, 100, [line[:22] for line in PROSE])]
    document = draw(tmp_path / "a.pdf", *texts, rules=(103, 115, 127))
    assert len(document.lines) == 4
    assert [rule.horizontal for rule in document.pages[0].rules] == [True] * 3
    assert document.pages[0].rules[0].box.width == pytest.approx(240, abs=1)


def test_head_and_foot_of_the_page_stand_outside_its_columns(tmp_path: Path) -> None:
    document = draw(
        tmp_path / "a.pdf", (60, 30, "Rapport 2020"), *column(60, 110, PROSE), *column(320, 110, PROSE), (530, 815, "7")
    )
    assert raws(document)[0] == "Rapport 2020"
    assert raws(document)[-1] == "7"


def test_a_raised_figure_is_a_footnote_mark_and_no_digit(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    text = canvas.beginText(72, HEIGHT - 100)
    text.setFont("Helvetica", 10)
    text.textOut("Andelen är 12")
    text.setFont("Helvetica", 6)
    text.setRise(4)
    text.textOut("1")
    text.setRise(0)
    text.setFont("Helvetica", 10)
    text.textOut(", som i fjol.")
    canvas.drawText(text)
    canvas.save()
    assert raws(read_document(tmp_path / "a.pdf", "a.pdf")) == ["Andelen är 12¹, som i fjol."]


def test_words_printed_twice_to_look_bold_are_read_once(tmp_path: Path) -> None:
    document = draw(tmp_path / "a.pdf", (72, 100, "Fler får stöd i år"), (72.3, 100, "Fler får stöd i år"))
    assert raws(document) == ["Fler får stöd i år"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_turned_page_has_its_places_as_it_is_seen(turn: int) -> None:
    frame = Frame(0, 0, 600, 800, turn)
    box = frame.box(100, 700, 150, 710)
    assert (frame.width, frame.height) == ((600, 800) if turn == 180 else (800, 600))
    assert {90: (700, 100), 180: (450, 700), 270: (90, 450)}[turn] == (box.x0, box.top)


@pytest.mark.parametrize(("password", "reason"), [("", ""), ("hemligt", "encrypted")])
def test_only_a_password_that_must_be_given_stops_us(tmp_path: Path, password: str, reason: str) -> None:
    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption(password, ownerPassword="x"))
    canvas.drawString(72, 700, "En rad att läsa i filen")
    canvas.save()
    assert read_document(path, "a.pdf").reason == reason


def test_a_page_of_giant_size_costs_only_itself(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.drawString(72, 700, "En rad att läsa på sidan")
    canvas.showPage()
    canvas.setPageSize((20_000, 20_000))
    canvas.drawString(72, 700, "En rad till")
    canvas.save()
    document = read_document(tmp_path / "a.pdf", "a.pdf")
    assert (document.status, len(document.pages)) == ("partial", 2)
    assert [(p.code, p.page) for p in document.problems if p.severity == "error"] == [("too-large", 2)]


# --- can the layer be trusted? --------------------------------------------------------------------------------------

SWEDISH = (
    "Det är allt fler kommuner som har en rutin för att följa upp hur barn och unga får det stöd som de behöver, och "
    "det gäller även på de orter där socialtjänsten tidigare inte har kunnat göra det."
)
ENGLISH = "The report is written for all those who work with care of the elderly in the towns and the country. " * 3


@pytest.mark.parametrize(
    ("label", "text", "verdict"),
    [
        ("Swedish", SWEDISH, "good"),
        ("English", ENGLISH, "good"),
        ("a table of figures", "Lund 12,3 14,5 Malmö 9,8 10,1 Ystad 7,7 8,2", "good"),
        ("a page number", "17", "none"),
        ("nothing", "", "none"),
        ("letters lost", SWEDISH.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")), "bad"),
        ("signs for letters", SWEDISH.replace("ö", "6").replace("ä", "&").replace("å", "a"), "bad"),
        ("wrong encoding", SWEDISH.encode().decode("cp1252", errors="replace"), "bad"),
        ("glyph numbers", "".join(chr(0xE000 + ord(c) % 97) if c != " " else c for c in SWEDISH), "bad"),
        ("shifted letters", "".join(chr(ord(c) + 3) if c.isalpha() and c < "w" else c for c in ENGLISH), "bad"),
    ],
)
def test_a_text_layer_is_judged_by_its_letters(label: str, text: str, verdict: str) -> None:
    words = [PrintedWord(token, Box(0, 0, 1, 1), 1, 10) for token in text.split()]
    assert judge_layer(words).verdict == verdict, label


@pytest.mark.parametrize(
    ("second", "first", "told"),
    [
        ("74 procent", "74procent", False),
        ("74 procent", "7 procent", True),
        ("12 och 1", "12¹och", False),
        ("procent", "procent och mera", False),
        ("en lång rad med text", "en lång", True),
    ],
)
def test_what_only_the_second_reader_sees_is_told(second: str, first: str, told: bool) -> None:
    difference = describe_difference(Counter(second.replace(" ", "")), Counter(first.replace(" ", "")))
    assert bool(difference) is told


def test_the_second_reader_counts_the_letters_that_pdfplumber_sees(tmp_path: Path) -> None:
    draw(tmp_path / "a.pdf", *column(60, 60, PROSE), (400, 700, "Gävle"), (400, 712, "74 %"), rules=(80.0, 90.0))
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        page = pdf.pages[0]
        assert count_letters(page) == Counter("".join(char["text"] for char in page.chars))
        assert count_letters(page)["7"] == 1


def test_the_second_reader_sees_forms_and_type_that_comes_back(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=A4)
    canvas.beginForm("ruta")
    canvas.setFont("Times-Roman", 9)
    canvas.drawString(0, 0, "Uppgift (se not) saknas")
    canvas.endForm()
    canvas.setFont("Helvetica", 10)
    canvas.drawString(60, 600, "Värmdö \\ 12")
    canvas.saveState()
    canvas.setFont("ZapfDingbats", 10)
    canvas.drawString(60, 560, "n")
    canvas.restoreState()
    canvas.drawInlineImage(Image.new("L", (4, 4), 40), 60, 520, 4, 4)
    canvas.doForm("ruta")
    canvas.save()
    with pdfplumber.open(tmp_path / "a.pdf") as pdf:
        assert count_letters(pdf.pages[0]) == Counter("".join(char["text"] for char in pdf.pages[0].chars))


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (rb"(a \(b\) c) Tj", [b"a (b) c"]),
        (rb"(a (b (c)) d) Tj", [b"a (b (c)) d"]),
        (rb"(\344r\n\\) Tj", [b"\xe4r\n\\"]),
        (b"(a\\\nb) Tj", [b"ab"]),
        (b"<41 42 4> Tj", [b"AB@"]),
        (b"[(7)-20<34>] TJ", [b"7", b"4"]),
        (b"/P <</ActualText (x)>> BDC (y) Tj", [b"y"]),
        (b"% (no) Tj\n(yes) Tj", [b"yes"]),
        (b"BI /W 1 ID (no) Tj EI (yes) Tj", [b"yes"]),
        (b"(never ends", []),
        (b"BI ID never ends (no) Tj", []),
    ],
)
def test_shown_strings_are_found_among_a_pages_instructions(content: bytes, shown: list[bytes]) -> None:
    found = [
        string for operator, _, strings in read_instructions(content) for string in strings if operator[:1] == b"T"
    ]
    assert found == shown


@pytest.mark.parametrize(
    ("row", "doubtful"),
    [
        ([(60, "Gävle"), (200, "74"), (260, "81")], True),
        ([(60, "Kostnad"), (200, "112"), (218, "400"), (300, "98"), (312, "500")], True),
        ([(60, "Kostnad"), (200, "112"), (260, "400")], True),  # two columns
        ([(60, "kostnaden"), (120, "är"), (140, "112"), (158, "400"), (180, "kronor")], False),
    ],
)
def test_rows_of_figures_are_read_twice_and_thousands_in_prose_are_none(
    row: list[tuple[float, str]], doubtful: bool
) -> None:
    prose = [PrintedWord("kommunerna", Box(60, 10 * n, 110, 10 * n + 9), 10 * n + 8, 10) for n in range(30)]
    rows = [PrintedWord(t, Box(x, y, x + 15, y + 9), y + 8, 10) for y in (400, 412, 424) for x, t in row]
    assert is_doubtful([*prose, *rows]) is doubtful
