"""What a whole document tells of its damage: read in another encoding, its letters apart, or clean and left alone."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from normalise_samples import DAMAGED, make_document, repaired_text

from pipeline.normalise import repair_document

TEXTS = Path(__file__).parent.parent / "benchmarks" / "texts"


@pytest.mark.parametrize(
    ("raw", "text", "rule"),
    [
        ("fÃ¶rÃ¤ldrar fÃ¥r stÃ¶d", "föräldrar får stöd", "mojibake"),
        ("ba\u030ada ko\u0308nen", "båda könen", "compose"),
        ("det \ufb01nns", "det finns", "ligature"),
        ("stöd\u00adsamtal", "stödsamtal", "invisible"),
        ("Andel (24) av eleverna", "Andel (%) av eleverna", "percent"),
        ("Nöjda elever, andel (920)", "Nöjda elever, andel (%)", "percent"),
        ("Röker dagligen, andel (90) 9,6", "Röker dagligen, andel (%) 9,6", "percent"),
    ],
)
def test_characters_wrong_by_themselves_are_put_right_in_any_document(raw: str, text: str, rule: str) -> None:
    (line,) = repair_document(make_document(raw)).lines
    assert line.text == text
    assert {repair.rule for repair in line.repairs} == {rule}


PLAIN = "Åre och Ängelholm är före på Öland, och från fler län – för få"


@pytest.mark.parametrize(
    "damaged",
    [
        PLAIN.encode().decode("cp850"),
        PLAIN.encode().decode("mac_roman"),
        PLAIN.replace("–", "-").encode("cp850").decode("cp1252", "replace"),
        PLAIN.encode("cp1252").decode("cp850"),
        PLAIN.encode("mac_roman").decode("cp1252", "replace"),
        PLAIN.encode("cp1252").decode("mac_roman"),
        PLAIN.encode().decode("latin-1"),
        PLAIN.encode().decode("cp1252", "ignore").encode().decode("cp1252", "ignore"),
        PLAIN.translate(str.maketrans("åäöÅÄÖ", "}{|][\\")),
        PLAIN.replace("å", "&aring;").replace("ä", "&auml;").replace("ö", "&ouml;").replace("Å", "&Aring;"),
    ],
)
def test_a_document_that_was_read_in_another_encoding_is_read_again(damaged: str) -> None:
    document = repair_document(make_document(damaged))
    (line,) = document.lines
    assert line.text.replace("–", "-") == PLAIN.replace("–", "-")
    assert document.damage == "mojibake"


@pytest.mark.parametrize(
    "text", ["Det „r inte för „oss”, f”r alla", "a | b { r", "The „quoted” f”r †", "PÕ f÷rsta sidan"]
)
def test_signs_that_may_be_meant_stay(text: str) -> None:
    (line,) = repair_document(make_document(text)).lines
    assert line.text == text


@pytest.mark.parametrize(
    ("text", "damage"),
    [
        (f"{DAMAGED}.", "lost-diacritics"),
        ("Det &r en 6kning fran féregdende 4r, och det galler fér manga p& landet", "wrong-language-ocr"),
        ("Antal elever i arskurs 9 per larare, efter alder\nAlder Flickor Pojkar\n14 ar 5,1 5,3", "lost-diacritics"),
        ("Antal elever i årskurs 9 per lärare, efter ålder\nÅlder Flickor Pojkar\n14 år 5,1 5,3", "none"),
        ("Det Ã¤r fÃ¶r fÃ¥", "mojibake"),
        ("Det är en ökning från föregående år och gäller även många kommuner", "none"),
        ("It is for all of those who plan care, and an average of 73 per cent", "none"),
        (" ".join("q7| wz; x#1 ~ lI|! k}{ 9v] ;:z v%v r=t" for _ in range(9)), "hopeless"),
        ("", "none"),
    ],
)
def test_the_kind_of_damage_is_judged_for_the_whole_document(text: str, damage: str) -> None:
    assert repair_document(make_document(text)).damage == damage


def test_a_clean_page_of_a_damaged_document_is_left_alone() -> None:
    clean = "Man har stöd för det som är viktigt på orten. Vald ledamot bor i Mora och far dit i år."
    text = repaired_text(f"{clean}\f{DAMAGED}.\n{DAMAGED}.")
    assert text.startswith(clean + "\f")
    assert "ökning från föregående" in text


def test_text_whose_marks_stand_apart_is_composed_and_left_alone() -> None:
    clean = "Här är det våra råd för boendet som mäts, och det gör kommunerna när de kan.\nSå var det i år på orten."
    document = repair_document(make_document(unicodedata.normalize("NFD", clean)))
    assert (document.damage, [line.text for line in document.lines]) == ("none", clean.split("\n"))


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*/*.txt")), ids=lambda path: path.stem)
def test_clean_texts_of_every_kind_pass_unchanged(path: Path) -> None:
    document = repair_document(make_document(path.read_text(encoding="utf-8")))
    assert (document.damage, document.repairs) == ("none", ())
