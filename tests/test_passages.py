"""Printed lines become the headings, paragraphs and bullets that a reader sees, with the way back to each line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.text import read_text
from pipeline.model import Box, Document, Geography, Line, Page, Passage
from pipeline.parse.passages import find_passages
from pipeline.parse.prose import find_prose

TIBRO = Geography("municipality", "1472", "Tibro")


def make_document(text: str) -> Document:
    return Document("0" * 12, "x.txt", "0" * 64, "text/plain", read_text(text))


def show(passages: tuple[Passage, ...]) -> list[str]:
    """`# heading`, `• bullet`, `paragraph`; the list's number before the last two where they are of one."""
    marks = {"heading": "# ", "bullet": "• ", "paragraph": ""}
    return [f"{p.list_number or ''}{marks[p.kind]}{p.text}" for p in passages]


CASES = {
    "a blank line ends a paragraph": (
        "Fler kommuner har en plan.\n\nPlanen gäller alla.",
        ["Fler kommuner har en plan.", "Planen gäller alla."],
    ),
    "printed lines are one paragraph": (
        "Av kommunerna uppger 62 procent att de\nhar en aktuell plan mot hemlöshet. Det\när fler än förra året.",
        ["Av kommunerna uppger 62 procent att de har en aktuell plan mot hemlöshet. Det är fler än förra året."],
    ),
    "a heading without blank lines is short and has no full stop": (
        "Resultat från årets enkät\n"
        "I årets enkät uppger 62 procent av kommunerna att de har en aktuell\n"
        "plan mot hemlöshet. Det är en ökning med fyra procentenheter sedan\n"
        "mätningen 2016.\n"
        "Planer finns i stora kommuner\n"
        "Bland kommuner med fler än 70 000 invånare har 81 procent en plan,\n"
        "vilket är fler än tidigare.",
        [
            "# Resultat från årets enkät",
            "I årets enkät uppger 62 procent av kommunerna att de har en aktuell plan mot hemlöshet. "
            "Det är en ökning med fyra procentenheter sedan mätningen 2016.",
            "# Planer finns i stora kommuner",
            "Bland kommuner med fler än 70 000 invånare har 81 procent en plan, vilket är fler än tidigare.",
        ],
    ),
    "a heading over two lines is one": (
        "Fler kommuner har en rutin för\natt möta våldsutsatta\n\nRutinen ska vara skriftlig.",
        ["# Fler kommuner har en rutin för att möta våldsutsatta", "Rutinen ska vara skriftlig."],
    ),
    "a numbered question heads its answers": (
        "1. Finns en rutin mot hot?\nSvar: Ja.\nI riket har 71 procent en rutin.\n2. Finns en plan?\nSvar: Nej.",
        [
            *("# Finns en rutin mot hot?", "Svar: Ja.", "I riket har 71 procent en rutin."),
            *("# Finns en plan?", "Svar: Nej."),
        ],
    ),
    "questions that nobody answers are a list": (
        "1. Finns en rutin mot hot?\n2. Finns en plan?\n\nFrågorna gick till alla.",
        ["1• Finns en rutin mot hot?", "1• Finns en plan?", "Frågorna gick till alla."],
    ),
    "one paragraph a line stays apart": (
        "Handboken finns att hämta.\nDen är gratis.\nBeställ den på webben.",
        ["Handboken finns att hämta.", "Den är gratis.", "Beställ den på webben."],
    ),
    "a sentence goes on over a stray blank line": (
        "• Andelen kommuner med en rutin för\n\nsamordning har ökat till 54 procent.\n\n• Resten saknar rutin.",
        ["1• Andelen kommuner med en rutin för samordning har ökat till 54 procent.", "1• Resten saknar rutin."],
    ),
    "a sentence that ends in a preposition goes on with a capital": (
        "Avtal finns med Kriminalvården och\n\nSocialstyrelsen i 40 procent av fallen.",
        ["Avtal finns med Kriminalvården och Socialstyrelsen i 40 procent av fallen."],
    ),
    "a sentence goes on over a page's end and its footnote": (
        "De flesta kommuner köper tjänsten av\n\n1 Se SOSFS 2014:5.\n\fprivata utförare. Andelen är 12 procent.",
        ["De flesta kommuner köper tjänsten av privata utförare. Andelen är 12 procent.", "1 Se SOSFS 2014:5."],
    ),
    "a finished bullet ends with its page": (
        " Rubrik\n\n• En plan finns i 38 procent av kommunerna.\n\fFler planer än förr\n\nDet är bra.",
        ["# Rubrik", "1• En plan finns i 38 procent av kommunerna.", "# Fler planer än förr", "Det är bra."],
    ),
    "page numbers and running heads are no prose": (
        "Öppna jämförelser 2020\n\nHär är årets\n\fÖppna jämförelser 2020 2\n\nresultat.\n3",
        ["# Öppna jämförelser 2020", "Här är årets resultat."],
    ),
    "an indented line belongs to its bullet": (
        " • Andelen har ökat.\n   Det är drygt sju av tio.\n • Andelen är låg.",
        ["1• Andelen har ökat. Det är drygt sju av tio.", "1• Andelen är låg."],
    ),
    "an indented paragraph belongs to its bullet": (
        " * En plan finns i 66 procent av kommunerna.\n\n   Den ska vara beslutad.\n\n * Resten saknar plan.",
        ["1• En plan finns i 66 procent av kommunerna. Den ska vara beslutad.", "1• Resten saknar plan."],
    ),
    "a municipality's own statement is a paragraph of the list": (
        "- 68 procent av kommunerna har en rutin.\nTibro har en sådan rutin.\n"
        "- 27 procent har utbildad personal.\nVår kommun saknar utbildad personal.",
        [
            "1• 68 procent av kommunerna har en rutin.",
            "1Tibro har en sådan rutin.",
            "1• 27 procent har utbildad personal.",
            "1Vår kommun saknar utbildad personal.",
        ],
    ),
    "so it is when indented, and when the name comes late": (
        " • 68 procent av kommunerna har en rutin.\n   Någon rutin finns ännu inte i Tibro.\n\n"
        " • 27 procent har en plan.\n   Under 2020 antog Tibro en plan.",
        [
            "1• 68 procent av kommunerna har en rutin.",
            "1Någon rutin finns ännu inte i Tibro.",
            "1• 27 procent har en plan.",
            "1Under 2020 antog Tibro en plan.",
        ],
    ),
    "another municipality's name makes no own statement": (
        " • 68 procent har en rutin.\n   I Kumla, Laxå och andra kommuner är den ny.\n • 9 procent har en plan.",
        ["1• 68 procent har en rutin. I Kumla, Laxå och andra kommuner är den ny.", "1• 9 procent har en plan."],
    ),
    "a bullet about the municipality itself is one": (
        " • I Tibro är 87 procent nöjda.\n   I Tibro bor 42 procent ensamma.\n • I riket är 88 procent nöjda.",
        ["1• I Tibro är 87 procent nöjda. I Tibro bor 42 procent ensamma.", "1• I riket är 88 procent nöjda."],
    ),
    "a lead-in heads its list, and the next one another": (
        "Årets resultat visar att:\n\n• 83 procent har en plan.\n\n"
        "2019 års resultat visar att:\n\n• 71 procent har en plan.",
        [
            "# Årets resultat visar att:",
            "1• 83 procent har en plan.",
            "# 2019 års resultat visar att:",
            "2• 71 procent har en plan.",
        ],
    ),
    "a lead-in that begins with its year needs no blank line": (
        "Rutinen gäller alla skolor i kommunen och den\när skriftlig.\n"
        "2019 års resultat visar att:\n\n• 71 procent har den.",
        [
            "Rutinen gäller alla skolor i kommunen och den är skriftlig.",
            "# 2019 års resultat visar att:",
            "1• 71 procent har den.",
        ],
    ),
    "a lead-in heads findings without bullets too": (
        "2019 års resultat visar att:\n\n71 procent har en rutin.",
        ["# 2019 års resultat visar att:", "71 procent har en rutin."],
    ),
    "a full line that ends in a preposition goes on in a figure": (
        "Kommunerna har blivit bättre. Andelen med en plan har ökat från 31 till\n\n44 procent. Flest planer har\n"
        "de kommuner där många bor i städer, och de\när ofta nya.",
        [
            "Kommunerna har blivit bättre. Andelen med en plan har ökat från 31 till 44 procent. Flest planer har "
            "de kommuner där många bor i städer, och de är ofta nya.",
        ],
    ),
    "speech is no list": (
        "– Vi trodde på fler, säger en utredare.\n\nSå är det inte.\n\n– Hos oss är det 70 procent.",
        ["– Vi trodde på fler, säger en utredare.", "Så är det inte.", "– Hos oss är det 70 procent."],
    ),
    "speech after a colon is no list either": (
        "Så här säger utredaren:\n– Det går framåt.\n– Vi vill se fler.",
        ["Så här säger utredaren:", "– Det går framåt.", "– Vi vill se fler."],
    ),
    "dashes after a colon are a list even beside speech": (
        "– Vi trodde på fler, säger en utredare.\n\nFakta:\n\n– Enkäten gick till alla.\n– 93 procent svarade.",
        [
            "– Vi trodde på fler, säger en utredare.",
            "# Fakta:",
            "1• Enkäten gick till alla.",
            "1• 93 procent svarade.",
        ],
    ),
    "a range goes on without a space": (
        "Det är en ökning på 2–\n4 procentenheter sedan 2016, och det gäller\nalla.",
        ["Det är en ökning på 2–4 procentenheter sedan 2016, och det gäller alla."],
    ),
    "a title's second line is no bullet": (
        "Öppna jämförelser 2021\n– Familjerätt\n\nFaktabladet visar årets resultat.",
        ["# Öppna jämförelser 2021", "# – Familjerätt", "Faktabladet visar årets resultat."],
    ),
    "numbers in sequence are a list": (
        "Detta är nytt:\n1. 45 procent har digital ansökan.\n2. Tiden är 14 dagar.\n\n"
        "3 Resultat i länet\n\nAlla svarade.",
        [
            "# Detta är nytt:",
            "1• 45 procent har digital ansökan.",
            "1• Tiden är 14 dagar.",
            "# 3 Resultat i länet",
            "Alla svarade.",
        ],
    ),
    "OCR reads one list's bullets in many ways": (
        "« 54 procent har en rutin.\n\n¢ Var femte har en plan.\n\ne Nio procent har ingen.",
        ["1• 54 procent har en rutin.", "1• Var femte har en plan.", "1• Nio procent har ingen."],
    ),
    "so does Swedish OCR": (
        "» 54 procent har en rutin.\n\n»« Var femte har en plan.\n\n+ Nio procent har ingen.\n\n. Var tredje har två.",
        [
            "1• 54 procent har en rutin.",
            "1• Var femte har en plan.",
            "1• Nio procent har ingen.",
            "1• Var tredje har två.",
        ],
    ),
    "a year goes on with a sentence over an empty line": (
        "År 2018 svarade 84\n\nprocent att de är nöjda, mot 79 procent\n\n2016. Bland kvinnor var det fler.",
        ["År 2018 svarade 84 procent att de är nöjda, mot 79 procent 2016. Bland kvinnor var det fler."],
    ),
    "a bullet without a full stop ends where its line was not full": (
        "Detta visar enkäten från i år:\n"
        "• 62 procent av alla kommuner har en plan mot hemlöshet, vilket är fler\n"
        "än 2016\n"
        "Socialstyrelsen kommer att följa utvecklingen under nästa år, och det är\n"
        "bra.",
        [
            "# Detta visar enkäten från i år:",
            "1• 62 procent av alla kommuner har en plan mot hemlöshet, vilket är fler än 2016",
            "Socialstyrelsen kommer att följa utvecklingen under nästa år, och det är bra.",
        ],
    ),
    "a mark on a line of its own is the next line's": (
        "•\n54 procent har en rutin.\n•\nVar femte har en plan.",
        ["1• 54 procent har en rutin.", "1• Var femte har en plan."],
    ),
    "a dash in the middle of a sentence is no item": (
        "- Andelen är 54 procent i alla län\n- Den har ökat med tre procentenheter\n- en stor ökning sedan\n  2019",
        [
            "1• Andelen är 54 procent i alla län",
            "1• Den har ökat med tre procentenheter",
            "1• en stor ökning sedan 2019",
        ],
    ),
    "items that have lost their line breaks are items": (
        "Årets resultat visar att: • 54 procent av kommunerna har en aktuell rutin. • Var femte kommun har en plan.",
        [
            "# Årets resultat visar att:",
            "1• 54 procent av kommunerna har en aktuell rutin.",
            "1• Var femte kommun har en plan.",
        ],
    ),
    "a trail of links is no list": ("Start • Omsorg • Äldre", ["# Start • Omsorg • Äldre"]),
    "a list of contents is no prose": ("Innehåll\n\nMetod ........ 5\nResultat . . . . . 7", ["# Innehåll"]),
    "a page's furniture is no prose": (
        "En plan finns i var tredje kommun.\n\nDela på Facebook\nSenast uppdaterad: 3 maj 2019\n\n"
        "Fler sidor inom omsorg\n\nHemtjänst\n\n9 av 10 är nöjda med sin hemtjänst",
        ["En plan finns i var tredje kommun."],
    ),
    "a notice above the report is a banner": (
        "Vi använder kakor (cookies).\n\nAlla har en plan.\n\nNio procent har ingen.",
        ["Alla har en plan.", "Nio procent har ingen."],
    ),
    "names with their values fill lines of their own, in a text of wrapped lines too": (
        "Kommunen har mätt hur nöjda de äldre är i år och\njämför nu med resultatet från förra året och med\n"
        "andra kommuner.\n\nNöjda med sin hemtjänst, av alla: 91 procent (88 procent)\n"
        "Väntetid till särskilt boende för äldre: 48 dagar\nBetalt för färdtjänst av alla som fick sådan: 41\nkronor.",
        [
            "Kommunen har mätt hur nöjda de äldre är i år och jämför nu med resultatet från förra året och med "
            "andra kommuner.",
            "Nöjda med sin hemtjänst, av alla: 91 procent (88 procent)",
            "Väntetid till särskilt boende för äldre: 48 dagar",
            "Betalt för färdtjänst av alla som fick sådan: 41 kronor.",
        ],
    ),
    "a paragraph that leads in a list ends the one above": (
        "• Alla har en plan.\n• Nio av tio har en rutin.\n\n"
        "Frågan om stöd till dem som vårdar en anhörig ställs vart tredje år. Senast, 2016, "
        "framgick det att:\n\n• Hälften har ett råd.",
        [
            "1• Alla har en plan.",
            "1• Nio av tio har en rutin.",
            "Frågan om stöd till dem som vårdar en anhörig ställs vart tredje år. Senast, 2016, framgick det att:",
            "2• Hälften har ett råd.",
        ],
    ),
    "a label that goes on is prose": (
        "Publicerad statistik visar att andelen ökar.",
        ["Publicerad statistik visar att andelen ökar."],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_lines_become_passages(text: str, expected: list[str]) -> None:
    assert show(find_passages(find_prose(make_document(text)), TIBRO)) == expected


def make_printed(*lines: Line) -> Document:
    return Document("0" * 12, "x.pdf", "0" * 64, "application/pdf", (Page(1, lines, "text-layer", 595, 842),))


def make_line(number: int, text: str, top: float, x0: float = 72, size: float = 10) -> Line:
    box = Box(x0, top, x0 + len(text) * size / 2, top + size)
    return Line(1, number, text, text, box=box, size=size)


def test_on_paper_wide_leading_parts_paragraphs_and_larger_type_heads_them() -> None:
    document = make_printed(
        make_line(1, "Fler erbjuder stöd", 72, size=16),
        make_line(2, "Stöd erbjuds i 61 procent av kommunerna, en", 100),
        make_line(3, "ökning med tre procentenheter.", 112),
        make_line(4, "Det gäller hela landet, och det gäller alla", 134),
        make_line(5, "grupper.", 146),
    )
    assert show(find_passages(find_prose(document))) == [
        "# Fler erbjuder stöd",
        "Stöd erbjuds i 61 procent av kommunerna, en ökning med tre procentenheter.",
        "Det gäller hela landet, och det gäller alla grupper.",
    ]


def test_on_paper_a_name_goes_on_where_its_line_was_full() -> None:
    document = make_printed(
        make_line(1, "Här är några av årets resultat och hur", 72),
        make_line(2, "Ljungby ligger till.", 84),
        make_line(3, "Kort rad", 96),
        make_line(4, "Ny rad", 108),
    )
    shown = show(find_passages(find_prose(document)))
    assert shown == ["Här är några av årets resultat och hur Ljungby ligger till.", "Kort rad", "Ny rad"]


def test_a_column_goes_on_at_the_top_of_the_next() -> None:
    document = make_printed(
        make_line(1, "Stöd erbjuds i 61 procent av", 700),
        make_line(2, "kommunerna, vilket är fler än", 712),
        make_line(3, "förra året. Det gäller hela landet.", 72, x0=320),
    )
    assert show(find_passages(find_prose(document))) == [
        "Stöd erbjuds i 61 procent av kommunerna, vilket är fler än förra året. Det gäller hela landet."
    ]


def test_a_web_page_says_itself_what_is_a_heading_and_a_bullet() -> None:
    lines = (
        Line(1, 1, "Vi jämför oss med andra.", "Vi jämför oss med andra.", role="heading"),
        Line(1, 2, "74 procent har en plan", "74 procent har en plan", role="bullet"),
        Line(1, 3, "Den ska vara aktuell.", "Den ska vara aktuell."),
        Line(1, 4, "I Tibro finns en plan.", "I Tibro finns en plan."),
        Line(1, 5, "2019\t2020", "2019\t2020", role="row"),
    )
    document = Document("0" * 12, "x.html", "0" * 64, "text/html", (Page(1, lines, "html"),))
    assert show(find_passages(find_prose(document), TIBRO)) == [
        "# Vi jämför oss med andra.",
        "1• 74 procent har en plan Den ska vara aktuell.",
        "1I Tibro finns en plan.",
    ]


def test_a_number_parted_at_its_thousands_by_the_lines_end_stays_whole() -> None:
    lines = make_line(1, "En plats kostade i snitt 1", 100, size=11.5), make_line(2, "240 kronor per dygn.", 114)
    (passage,) = find_passages(find_prose(make_printed(*lines)))
    assert passage.text == "En plats kostade i snitt 1 240 kronor per dygn."


@pytest.mark.parametrize(
    ("end", "text", "printed"),
    [
        ("join", "en rutin finns", "en ru- tin finns"),
        ("glue", "en ru-tin finns", "en ru- tin finns"),
        ("space", "en ru- tin finns", "en ru- tin finns"),
    ],
)
def test_a_word_broken_over_two_lines_is_one_and_is_found_again(end: str, text: str, printed: str) -> None:
    lines = (Line(1, 1, "en ru-", "en ru-", end=end), Line(1, 2, "tin finns", "tin finns"))  # type: ignore[arg-type]
    document = Document("0" * 12, "x.txt", "0" * 64, "text/plain", (Page(1, lines, "text"),))
    (passage,) = find_passages(find_prose(document))
    assert passage.text == text
    place = passage.place(0, len(text))
    assert (place.line, place.start) == (1, 0)
    assert place.printed.replace("-", "") == printed.replace("-", "")


def test_a_rate_is_one_over_two_lines_and_an_empty_one_between() -> None:
    document = make_document("För kvinnor var talet 66 per 1 000 invånare, mot 53 per\n\n1 000 invånare för män.")
    (passage,) = find_passages(find_prose(document))
    assert passage.text.endswith("mot 53 per 1 000 invånare för män.")


def test_lines_of_tables_are_left_out_and_a_sentence_goes_on_below_them() -> None:
    document = make_document("Andelen är hög i de kommuner som\nKalmar 88 89\nhar en plan.")
    prose = find_prose(document, frozenset({(1, 2)}))
    assert show(find_passages(prose)) == ["Andelen är hög i de kommuner som har en plan."]


def test_an_item_that_ends_with_a_colon_heads_those_below_it() -> None:
    document = make_document(
        "Nöjda\n\n- Med personalen:\n  - 97 procent bland kvinnor\n- Med maten är 80 procent nöjda."
    )
    sections = [p.section for p in find_passages(find_prose(document))]
    assert sections == ["", "Nöjda", "Med personalen:", "Nöjda"]


def test_every_passage_knows_its_heading() -> None:
    document = make_document("Hemlöshet\n\nEn plan finns.\n\nMetod\n\nAlla svarade.")
    assert [p.section for p in find_passages(find_prose(document))] == ["", "Hemlöshet", "Hemlöshet", "Metod"]


@given(st.text(alphabet="aAå1-–•*. :\n\f\t", max_size=200))
def test_every_piece_is_a_stretch_of_its_line(text: str) -> None:
    for passage in find_passages(find_prose(make_document(text))):
        assert passage.text
        for piece in passage.pieces:
            length = piece.end - piece.start
            stretch = piece.line.text[piece.line_start : piece.line_start + length]
            assert passage.text[piece.start : piece.end] == stretch


@given(st.lists(st.text(max_size=40), max_size=8))
def test_any_lines_at_all_make_passages_without_a_crash(lines: list[str]) -> None:
    find_passages(find_prose(make_document("\n".join(lines))))
