"""A municipality's own statements: what they answer, of what, and what is none."""

from __future__ import annotations

import pytest
from claim_cases import load_cases, read_text, write_claims

from pipeline.data import read_rows

CASES = load_cases("local.csv", "family", "home", "text", "expected", optional=("home", "expected"))
FINDING = "• 34 procent av kommunerna har en aktuell rutin för hembesök hos nyblivna föräldrar."


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][-50:])
def test_an_own_statement_answers_its_finding(case: dict[str, str]) -> None:
    assert write_claims(read_text(case["text"], home=case["home"])) == case["expected"]


def test_a_short_answer_is_read_with_what_it_answers() -> None:
    (local,) = read_text(f"{FINDING} / Nybro: Ja.", home="Nybro").local
    assert local.indicator == "har en aktuell rutin för hembesök hos nyblivna föräldrar"
    assert "hembesök" in local.evidence


def test_an_answer_has_the_year_that_it_prints() -> None:
    (local,) = read_text(f"{FINDING} / Under 2019 fanns ingen rutin för hembesök i Nybro.", home="Nybro").local
    assert (local.answer, local.year) == ("no", 2019)


def test_a_question_is_no_answer() -> None:
    assert not read_text(f"{FINDING} / Har Nybro en rutin för hembesök?", home="Nybro").local


def test_a_finding_about_all_is_no_own_statement() -> None:
    assert not read_text(f"{FINDING} / Landets kommuner har rutiner för hembesök.", home="Nybro").local


def test_the_kinds_of_words_are_those_that_answers_are_read_by() -> None:
    kinds = {row["kind"] for row in read_rows("local_words.csv", "phrase", "kind", "value", "example")}
    answers = {"yes", "no", "partly", "part", "except", "plan", "worn", "unanswered", "ended"}
    assert kinds == answers | {"self", "among", "of home"}


QUESTION = "Finns en aktuell rutin för hembesök hos nyblivna föräldrar?"


@pytest.mark.parametrize(
    ("question", "text", "expected"),
    [
        (
            QUESTION,
            "Ja. Rutinen antogs 2019. I riket svarar 71 procent av kommunerna att de har en rutin.",
            "71 percent 2021: en aktuell rutin för hembesök hos nyblivna föräldrar"
            " | yes 2021 Nybro: en aktuell rutin för hembesök hos nyblivna föräldrar",
        ),
        (
            "Har kommunen en plan för kompetens?",
            "Delvis. Planen omfattar boendena men inte daglig verksamhet. I riket svarar 57 procent av kommunerna ja.",
            "57 percent 2021: har en plan för kompetens | partial 2021 Nybro: har en plan för kompetens",
        ),
        (
            "Har kommunen använt resultat från enkäter för att utveckla hemtjänsten?",
            "Nybros svar: Ja.",
            "yes 2021 Nybro: har använt resultat från enkäter för att utveckla hemtjänsten",
        ),
        (QUESTION, "Nej.", "no 2021 Nybro: en aktuell rutin för hembesök hos nyblivna föräldrar"),
        ("Kan jag vara anonym?", "Ja, du behöver inte uppge ditt namn.", ""),
        ("Är uppgifterna granskade?", "Ja, de har granskats.", ""),
        ("Finns det skillnader mellan kvinnor och män?", "Ja, kvinnor är mer nöjda.", ""),
    ],
)
def test_a_yes_below_a_question_answers_it(question: str, text: str, expected: str) -> None:
    assert write_claims(read_text(text, home="Nybro", section=question)) == expected


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Nybro", "no 2021 Nybro: en plan för kompetens"),
        ("Nybro kommun", "no 2021 Nybro: en plan för kompetens"),
        ("Nybro och Kalmar", ""),
        ("Så gick det för Nybro", ""),
    ],
)
def test_a_municipality_speaks_below_its_name_alone(section: str, expected: str) -> None:
    assert write_claims(read_text("Nybro saknar en plan för kompetens.", section=section)) == expected
