"""The grammar of claims: each sentence of the table and every row that it states, and nothing else."""

from __future__ import annotations

from typing import get_args

import pytest
from claim_cases import load_cases, make_passage, read_text, write_change, write_claims, write_level
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.data import read_rows
from pipeline.model import Direction, Level, Line, Metadata, Passage, Piece
from pipeline.parse.claims import open_passages, read_passages
from pipeline.parse.claims.change.movements import load_changes
from pipeline.parse.sentences import MAX_TOKENS, find_sentences
from pipeline.parse.tokens import split_tokens
from pipeline.parse.verbs import is_finite

CASES = load_cases("claims.csv", "family", "text", "expected")


def sentences(text: str) -> list[str]:
    tokens = split_tokens(text)
    return [text[tokens[a].start : tokens[b - 1].end] for a, b in find_sentences(tokens)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_a_text_states_these_rows_and_no_others(case: dict[str, str]) -> None:
    assert write_claims(read_text(case["text"])) == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_every_row_can_be_traced_to_its_words(case: dict[str, str]) -> None:
    claims = read_text(case["text"])
    for row in (*claims.levels, *claims.changes):
        assert row.place.printed in case["text"]
        assert row.evidence
        assert row.readings
    for level in claims.levels:
        assert not any(f"{n} procent" in level.indicator for n in range(100))


def test_there_are_cases_enough_of_every_family() -> None:
    files = ("number_phrases.csv", "year_phrases.csv", "claims.csv")
    rows = [row for name in files for row in load_cases(name, "family", "text", "expected")]
    rows += load_cases("local.csv", "family", "home", "text", "expected", optional=("home", "expected"))
    assert len(rows) >= 400
    assert sum(not row["expected"] for row in rows) >= 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Det gäller bl.a. Kalmar. Här är det så.", ["Det gäller bl.a. Kalmar.", "Här är det så."]),
        ("Enligt 7 kap. 3 § SoL. Se nr. 4.", ["Enligt 7 kap. 3 § SoL.", "Se nr. 4."]),
        ("Det steg 2.4 procent. 34 procent har.", ["Det steg 2.4 procent.", "34 procent har."]),
        ("Är det så? Ja! Bra.", ["Är det så?", "Ja!", "Bra."]),
        ("T.ex. Kalmar och t.ex. Nybro", ["T.ex. Kalmar och t.ex. Nybro"]),
        ("Utan punkt", ["Utan punkt"]),
        ("", []),
    ],
)
def test_a_full_stop_ends_a_sentence_only_where_one_ends(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_evidence_of_a_sentence_that_points_back_holds_what_it_points_to() -> None:
    text = "34 procent av kommunerna har en rutin för hembesök. Andelen är oförändrad."
    (change,) = read_text(text).changes
    assert change.evidence == text


def test_evidence_of_a_sentence_that_stands_alone_is_that_sentence() -> None:
    first = "34 procent av kommunerna har en aktuell rutin för hembesök."
    second = "I 21 procent av kommunerna erbjuds anhörigstöd till personer med demens."
    levels = read_text(f"{first} {second}").levels
    assert [level.evidence for level in levels] == [first, second]


def test_a_figure_over_a_line_end_keeps_its_characters() -> None:
    one, two = Line(1, 1, "Drygt sju av", "Drygt sju av"), Line(1, 2, "tio har en plan.", "tio har en plan.")
    pieces = (Piece(0, 12, one, 0), Piece(13, 29, two, 0))
    passage = Passage("paragraph", "Drygt sju av tio har en plan.", pieces)
    metadata = Metadata(title="2021", report_year=2021)
    (level,) = read_passages(open_passages((passage,), metadata), metadata).levels
    assert level.place.printed == "sju av tio"


def test_a_base_is_whom_the_share_is_of() -> None:
    texts = {
        "34 procent av kommunerna har en plan.": "kommuner",
        "Fyra av tio kommuner (42 procent) har en plan.": "kommuner",
        "Andelen elever som är nöjda är 34 procent.": "elever",
        "34 procent av eleverna i årskurs 9 är nöjda.": "elever i årskurs 9",
        "Av handläggarna har 34 procent examen.": "handläggare",
        "61 procent av kommunerna har en plan för kvinnor och 62 procent för män.": "kommuner",
        "34 procent har en plan.": "",
    }
    assert {text: {level.base for level in read_text(text).levels}.pop() for text in texts} == texts


def test_the_base_of_one_gender_is_not_lent_to_another() -> None:
    told = "34 procent av kvinnorna och 28 procent av männen simmar. Totalt är det 31 procent."
    assert [level.base for level in read_text(told).levels] == ["kvinnor", "män", ""]
    text = f"{told} För kvinnor är det en ökning med två procentenheter från 2020."
    assert [change.base for change in read_text(text).changes] == ["kvinnor"]


def test_a_section_about_a_place_lends_it_to_its_figures() -> None:
    (level,) = read_text("Andelen nöjda elever var 34 procent.", section="Resultaten i Nybro").levels
    assert level.geography.name == "Nybro"


def test_a_report_on_a_municipality_is_about_it_unless_it_says_so() -> None:
    text = "Andelen nöjda elever var 34 procent. / 40 procent av kommunerna har en plan."
    levels = read_text(text, home="Nybro", title="Kommunrapport Nybro 2021").levels
    assert [level.geography.name for level in levels] == ["Nybro", "riket"]


def test_what_somebody_says_in_between_is_no_topic() -> None:
    text = "34 procent av kommunerna har en plan. / – Vi är oroade, säger en chef. / Andelen har sjunkit sedan 2019."
    (change,) = read_text(text).changes
    assert change.indicator == "har en plan"


def test_the_directions_are_those_of_the_data_contract() -> None:
    rows = read_rows("change_words.csv", "phrase", "kind", "value", "example")
    assert {row["value"] for row in rows} == set(get_args(Direction))


def test_nouns_and_participles_are_no_finite_verbs() -> None:
    assert all(map(is_finite, ("har", "berördes", "saknas", "hanteras", "analyserar")))
    assert not any(map(is_finite, ("", "deras", "placerade", "elever", "rutiner", "pojkarnas", "inför", "led")))


def test_every_example_of_a_change_verb_holds_its_phrase() -> None:
    for row in read_rows("change_words.csv", "phrase", "kind", "value", "example"):
        assert row["phrase"].split(" ")[0] in row["example"].lower()


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("verb", "sjunker sjönk sjunkit ökas höjs höjdes halverats"),
        ("transitive", "höjer höjde höjt pressat"),
        ("infinitive", "öka höjas sjunka"),
        ("noun", "ökning tapp lyft"),
        ("definite", "ökningen tappet lyftet"),
    ],
)
def test_a_word_of_movement_has_all_its_forms(kind: str, words: str) -> None:
    known = load_changes(kind)
    assert [word for word in words.split() if known.match(split_tokens(word), 0) is None] == []


def test_the_directions_of_verbs_and_nouns_are_those_of_the_data_contract() -> None:
    verbs = read_rows("change_verbs.csv", "infinitive", "present", "past", "supine", "voice", "value")
    nouns = read_rows("change_nouns.csv", "noun", "definite", "value")
    assert {row["value"] for row in (*verbs, *nouns)} <= set(get_args(Direction))
    assert {row["voice"] for row in verbs} == {"moves", "moved", "both"}


@given(st.lists(st.sampled_from([case["text"] for case in CASES]), min_size=1, max_size=6))
@settings(max_examples=40, deadline=None)
def test_reading_twice_finds_the_same(texts: list[str]) -> None:
    assert read_text(" ".join(texts)) == read_text(" ".join(texts))


WORDS = "och 12 procent av kommunerna i Kalmar ( ) , . ; – 2019 sedan respektive män kvinnor inte har ökat med från"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=60).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(text: str) -> None:
    for row in read_text(text).levels:
        assert isinstance(row, Level)
        assert write_level(row)
    for change in read_text(text).changes:
        assert write_change(change)


@given(st.text(max_size=80))
@settings(max_examples=100, deadline=None)
def test_any_characters_may_come(text: str) -> None:
    read_passages(open_passages((make_passage(text),), Metadata()), Metadata())


ENDLESS = ("12 ", "och 12 procent ", "sedan jämfört med 2019 ", "1.2.", "(", "a", "kommunerna i Kalmar, ")


@pytest.mark.parametrize("word", ENDLESS)
def test_a_sentence_that_never_ends_is_cut(word: str) -> None:
    tokens = split_tokens(word * 2000)
    assert all(last - first <= MAX_TOKENS + 1 for first, last in find_sentences(tokens))
    read_text(word * 2000)


def test_here_below_a_heading_is_what_the_heading_names() -> None:
    (level,) = read_text("Här får Nybro 69 i betygsindex.", section="Nybro som bostadsort").levels
    assert level.indicator == "Nybro som bostadsort: betygsindex"
