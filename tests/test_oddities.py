"""Which labels read as the name of what is measured, and which as the rest of a misread sentence."""

import pytest

from pipeline.parse.claims.label.oddities import doubt_label

ODD = (
    "med övervikt och än",
    "ges åter",
    "lämnas utan",
    "i resten saknas en sådan",
    "bor i gruppbostad i åldern",
    "sjukfrånvaron avtar",
    "antalet vräkningar ska minska",
    "tryggheten växte bland pojkar",
    "pojkarna är mer oroliga",
    "nästan dubbelt så utbrett",
    "i gymnasiet är tryggheten lägre",
    "trivs lika många flickor",
    "den förra tillämpas",
    "de i löpande priser",
    "det lägsta någonsin",
    "såväl var nöjdheten",
    "en plats kostade 23 000 kronor under snittet",
    "meritvärdet en halv poäng",
    "sjönk",
    "för pojkarna förekommer",
    "har utvecklingen gått åt motsatt håll",
    "i de flesta kommuner",
)
SOUND = (
    "har en aktuell rutin för hembesök",
    "är nöjda med maten",
    "vet inte vart de ska vända sig till",
    "är trygga i årskurs 8",
    "har en skriftlig rutin för stödet efter 18-årsdagen",
    "har en plan för hur fler ska lämna försörjningsstödet",
    "växer upp i familjer med låg inkomst",
    "tycker att samarbetet med skolan har förbättrats",
    "tycker att undervisningen får dem att vilja lära sig mer",
    "får stöd på lika villkor",
    "de boendes nöjdhet",
    "det tar från ansökan till beslut",
    "den årliga kostnaden per elev",
    "har minst ett års erfarenhet",
    "fysiskt aktiva minst 150 minuter i veckan",
    "kostnaden per betygspoäng",
    "svarade",
    "röker dagligen",
)


@pytest.mark.parametrize("label", ODD)
def test_the_rest_of_a_misread_sentence_is_odd(label: str) -> None:
    assert doubt_label(label, "", of_answers=False) == "label-odd"


@pytest.mark.parametrize("label", SOUND)
def test_the_name_of_a_measure_is_trusted(label: str) -> None:
    assert doubt_label(label, "", of_answers=False) == ""


def test_a_heading_alone_is_no_label() -> None:
    assert doubt_label("Trygghet i skolan", "Trygghet i skolan", of_answers=False) == "label-odd"
    assert doubt_label("trygghet i skolan", "Lärande", of_answers=False) == ""


def test_a_question_above_its_answers_is_their_label() -> None:
    question = "Hur många barn går det på en vuxen?"
    assert doubt_label(question, question, of_answers=False) == ""


def test_who_answered_needs_no_more_than_the_verb() -> None:
    assert doubt_label("den besvarades", "", of_answers=True) == ""


def test_words_without_content_say_nothing() -> None:
    assert doubt_label("andelen är", "", of_answers=False) == "label-unknown"
    assert doubt_label("stannade", "", of_answers=False) == "label-unknown"
