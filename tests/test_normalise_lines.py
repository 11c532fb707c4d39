"""Repair of what lines, notes and labels are made of: words that a line end cuts, marks, broken labels."""

from __future__ import annotations

import pytest
from normalise_samples import DAMAGED, make_document, repair_damaged, repaired_text

from pipeline.normalise import repair_document


def test_a_word_that_a_line_end_cuts_is_decided_as_one_word_and_keeps_its_hyphen() -> None:
    assert repair_damaged("erbjuder stéd-\nsamtal till vuxna") == "erbjuder stöd-\nsamtal till vuxna"
    assert repair_damaged("har f6rbat-\ntrats under aret") == "har förbät-\ntrats under året"


def test_a_word_that_a_page_break_cuts_is_decided_as_one_word() -> None:
    text = repaired_text(f"{DAMAGED} och uppf6lj-\f\nningen ar viktig.\n{DAMAGED}.")
    assert "uppfölj-\f\nningen är viktig" in text


def test_a_note_mark_becomes_the_figure_of_the_pages_only_note() -> None:
    text = repair_damaged("barn som bevittnat vald®.\n\n1 Allmanna rad om vald.")
    assert text == "barn som bevittnat våld¹.\n\n1 Allmänna råd om våld."


def test_note_marks_may_have_been_read_as_what_ends_no_word() -> None:
    text = repair_damaged("barn som bevittnat vald!. De far stodz.\n\n1 Allmanna rad om vald.\n2 Lagen om stod.")
    assert text.startswith("barn som bevittnat våld¹. De får stöd².\n")


def test_a_note_mark_may_have_been_read_as_two_signs_and_its_note_may_begin_with_a_chapter() -> None:
    text = repair_damaged("barn som bevittnat vald’‘.\n\n1 5 kap. 11 § socialtjanstlagen.")
    assert text.startswith("barn som bevittnat våld¹.\n")


def test_sentences_begin_great_where_only_letters_like_their_capitals_begin_them_small() -> None:
    text = repair_damaged("Det ar en modell.\nvar kommun foljer den. vi vill mer.")
    assert text == "Det är en modell.\nVår kommun följer den. Vi vill mer."
    text = repair_damaged("Det ar en modell.\nvar kommun foljer den. det vill vi.")
    assert text == "Det är en modell.\nvår kommun följer den. det vill vi."
    assert repair_damaged("Uppgifter fran resp. vardgivare") == "Uppgifter från resp. vårdgivare"


def test_names_in_a_path_of_pages_are_no_words_of_a_sentence() -> None:
    assert repair_damaged("Start / Omsorg och hjalp / Oppet hus") == "Start / Omsorg och hjälp / Öppet hus"


def test_a_note_mark_stays_where_the_page_has_two_notes() -> None:
    text = repair_damaged("barn som bevittnat vald®.\n\n1 Allmanna rad.\n2 Lagen om stod.")
    assert "våld®" in text


_ITEM = "Drygt hälften av kommunerna har en aktuell rutin för samverkan."


def test_bullets_that_were_read_as_different_signs_are_one_mark_in_a_text_that_is_right_otherwise() -> None:
    text = f"» {_ITEM}\n+ 158 procent av kommunerna kan kvinnor få stöd till arbete.\n« {_ITEM}\n+ Visa mer"
    repaired = f"• {_ITEM}\n• I 58 procent av kommunerna kan kvinnor få stöd till arbete.\n• {_ITEM}\n• Visa mer"
    assert repaired_text(text) == repaired


@pytest.mark.parametrize(
    "text",
    [
        f"» {_ITEM}\n» {_ITEM}\n» {_ITEM}",
        f"» Läs mer om rutinen\n+ Visa alla\n* {_ITEM}\n* {_ITEM}",
        f"+ {_ITEM}\n- {_ITEM}",
        f"{_ITEM}\n* uppgiften är från 2019, då frågan ställdes senast till kommunerna",
    ],
)
def test_marks_of_a_list_that_begin_its_items_alike_stay(text: str) -> None:
    assert repaired_text(text) == text


def test_the_sign_of_an_address_is_put_right_where_one_is_told() -> None:
    assert repaired_text("E-post: oj.vardQexempel.se") == "E-post: oj.vard@exempel.se"
    assert repaired_text("Kontakt: press(Mexempel.se") == "Kontakt: press@exempel.se"
    assert repaired_text("Lista: IQtest.se") == "Lista: IQtest.se"


def test_a_stop_between_two_figures_of_a_row_and_a_lost_space_before_a_unit_are_specks() -> None:
    assert repair_damaged("Fallskador per invanare 5,4 5,3. 5,2").endswith("5,4 5,3 5,2")
    assert repair_damaged("Behoriga i arskurs 9(%) 88,9 86,1").endswith("årskurs 9 (%) 88,9 86,1")
    assert repair_damaged("Jamforelse med KKik-snittet").endswith("med KKiK-snittet")


@pytest.mark.parametrize(
    ("damaged", "printed"),
    [
        (
            "Det hanger ihop.t Av alla\n\n1 Galler aven forskolor.",
            "Det hänger ihop.¹ Av alla\n\n1 Gäller även förskolor.",
        ),
        (
            "Det galler.1\nDe ar fler.? De ar\n1 Avser lan.\n? Galler ej Oland.",
            "Det gäller.1\nDe är fler.² De är\n1 Avser län.\n² Gäller ej Öland.",
        ),
        ("mellan 2011 och 2013.” Da\n1 Enligt SCB.", "mellan 2011 och 2013.¹ Då\n1 Enligt SCB."),
        ("Overformyndaren! 23 27\n1 Fragan ar ny.", "Överförmyndaren¹ 23 27\n1 Frågan är ny."),
        ("till arbete*\n\n' Minst tre manader.", "till arbete¹\n\n¹ Minst tre månader."),
        (
            "galler ej.1\noch dygn.*\n1 Avser lan.\n*Kravet ar nytt.",
            "gäller ej.1\noch dygn.²\n1 Avser län.\n² Kravet är nytt.",
        ),
    ],
)
def test_a_note_mark_may_stand_behind_the_stop_and_its_note_may_have_lost_its_figure(
    damaged: str, printed: str
) -> None:
    assert repair_damaged(damaged) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Fler svarade*\n\n*Frågan är ny.",  # a star that is printed
        "Han sade: ”Vi är nöjda.” Det är bra\n\n1 Avser län.",  # the end of a quotation
        "Fler svarade. Vad betyder det?\n\n1 Avser län.",
        "Det är fler.? Då\n\n1 Avser län.\n2 Avser kommuner.",  # which of the two?
    ],
)
def test_what_is_no_note_mark_stays(text: str) -> None:
    assert repair_damaged(text) == text


def test_a_broken_label_and_its_second_copy_become_the_label_that_the_document_knows() -> None:
    text = repair_damaged(
        "Har en plan med brukarens mål för:\n61 62\nHar en plan utan brukarens mal for:\n55 57\n"
        "Har en plan utan brukarens mal for:\n58 59\n"
        "Har pl n ut n bruk ns ml fr:\nar en plan utan brukarens mal for 40 41"
    )
    assert text.endswith("Har en plan utan brukarens mål för:\n40 41")


def test_a_broken_label_becomes_the_one_of_the_catalogue_that_it_alone_is_like() -> None:
    whole = "Aktuell rutin för att säkra skolgång för barn i skyddat boende"
    assert repair_damaged("Akt ell rut n for att skra skolg ng for barn i skyd at bo nde\n40 41") == f"{whole}\n40 41"
    assert repair_damaged("Akt ell rut n for att skra skolg ng for b rn i skyd at bo nde 40 41") == f"{whole} 40 41"
    other = "Akt ell rut n for att skra tillg ng till tolk for d va och bl nda"
    assert whole not in repair_damaged(f"{other}\n40 41")


def test_a_broken_label_that_begins_otherwise_is_another() -> None:
    text = repair_damaged("Riskbedömning har gjorts 41 42\nMunhdalsobed émn ng har gjorts 43 45")
    assert text.count("Riskbedömning") == 1


def test_specks_between_a_label_and_its_figures_go_and_cells_without_a_value_stay() -> None:
    assert repair_damaged(". . e 64 73 74") == "64 73 74"
    assert repair_damaged(".. .. 73 74") == ".. .. 73 74"
    assert repair_damaged("- 73 74") == "- 73 74"


@pytest.mark.parametrize(
    ("first", "second", "end"),
    [
        ("erbjuder stöd-", "samtal till vuxna", "join"),
        ("verksamhetsut- 11 9 10", "veckling", "join"),
        ("62 pro-", "cent av kommunerna", "join"),
        ("den svenska IPS-", "modellen i år", "glue"),
        ("åren 2019-", "2021", "glue"),
        ("kommunal hälso-", "och sjukvård", "space"),
        ("har tagit exa-", "men steg till", "join"),
        ("inte kommun-", "men länsnivå", "space"),
        ("på kommun-, läns- och riks-", "nivå", "join"),
        ("Datakälla: enkät", "till kommuner", "space"),
        ("Tabell -", "Kommun", "space"),
    ],
)
def test_a_line_says_how_it_goes_on(first: str, second: str, end: str) -> None:
    lines = repair_document(make_document(f"{first}\n\n{second}")).lines
    assert lines[0].end == end
