"""Number phrases: what they are worth, and what is no number."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args

import pytest
from claim_cases import load_cases
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data import read_rows
from pipeline.model import Qualifier
from pipeline.parse.numbers import Quantity, find_quantities
from pipeline.parse.numerals import parse_numeral
from pipeline.parse.phrases import load_phrases
from pipeline.parse.tokens import split_tokens

CASES = load_cases("number_phrases.csv", "family", "text", "expected")


def find(text: str) -> tuple[Quantity, ...]:
    return find_quantities(split_tokens(text))


def write(text: str, quantity: Quantity) -> str:
    value = str(quantity.value) + (f" to {quantity.high}" if quantity.high is not None else "")
    printed = text[quantity.start : quantity.end]
    return f"{value} {quantity.unit or 'no unit'} {quantity.kind} {quantity.qualifier} [{printed}]"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_number_phrase_is_worth_what_it_says(case: dict[str, str]) -> None:
    assert "; ".join(write(case["text"], q) for q in find(case["text"])) == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_words_around_a_number_phrase_change_nothing(case: dict[str, str]) -> None:
    text = f"Det är så att {case['text']} visar sig."
    alone = [(q.value, q.high, q.unit, q.qualifier) for q in find(case["text"])]
    if case["family"] not in ("bare", "whole", "count"):  # these take in what they count
        assert [(q.value, q.high, q.unit, q.qualifier) for q in find(text)] == alone


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u202f", "\u2009"])
def test_every_space_may_part_thousands(space: str) -> None:
    assert [q.value for q in find(f"112{space}400 kronor")] == [Decimal(112400)]


@given(st.integers(0, 999), st.integers(0, 99))
def test_printed_decimals_are_kept(whole: int, decimals: int) -> None:
    text = f"{whole},{decimals:02d} procent"
    assert [str(q.value) for q in find(text)] == [f"{whole}.{decimals:02d}"]


@given(st.integers(1, 99))
def test_numerals_in_words_are_read_back(number: int) -> None:
    ones = "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
    tens = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
    small = ones.split()
    word = small[number] if number < 20 else tens[number // 10 - 2] + (small[number % 10] if number % 10 else "")
    assert parse_numeral(word) == number


@given(st.text(alphabet="0123456789 ,.-–%procent avtioölmedfrån()\u00a0", max_size=60))
def test_figures_stand_where_they_are_printed(text: str) -> None:
    tokens = split_tokens(text)
    for quantity in find_quantities(tokens):
        assert 0 <= quantity.first < quantity.last <= len(tokens)
        assert tokens[quantity.first].start <= quantity.start < quantity.end <= tokens[quantity.last - 1].end


def test_a_range_is_never_halved() -> None:
    (quantity,) = find("mellan 10 och 12 procent")
    assert (quantity.value, quantity.high) == (10, 12)


def test_the_qualifiers_are_those_of_the_data_contract() -> None:
    rows = read_rows("qualifiers.csv", "phrase", "kind", "value", "example")
    assert {row["value"] for row in rows} <= set(get_args(Qualifier))
    assert {row["kind"] for row in rows} == {"before", "after"}


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("quantity_units.csv", {"share", "difference", "money", "score", "time", "size", "population", "count"}),
        ("change_words.csv", {"verb", "adjective", "quality", "level"}),
        ("negation_words.csv", {"verb", "adverb", "pronoun", "neither", "decoy"}),
        ("label_words.csv", {"lead", "tail", "anywhere"}),
    ],
)
def test_a_data_file_has_only_kinds_that_the_grammar_knows(name: str, kinds: set[str]) -> None:
    assert load_phrases(name)
    assert {row["kind"] for row in read_rows(name, "phrase", "kind", "value", "example")} <= kinds
