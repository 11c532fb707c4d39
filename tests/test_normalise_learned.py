"""What normalise learned from texts: which words follow which, look-alikes, how words are spelled."""

from __future__ import annotations

from pathlib import Path

import pytest
from normalise_samples import DAMAGED, make_document

from pipeline.normalise import repair_document
from pipeline.normalise.alike import Alike
from pipeline.normalise.lexicon import STRIP

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


def test_the_language_model_tells_look_alikes_apart_by_the_words_around_them() -> None:
    from pipeline.normalise.language import END, FIGURE, START, load_language

    model = load_language()
    for before, last, likely, unlikely in (
        (START, "det", "är", "år"),
        (FIGURE, "till", FIGURE, END),
        ("kvinnor", "och", "män", "man"),
        ("i", "den", "här", "har"),
    ):
        assert model.cost(before, last, likely, 8.0) < model.cost(before, last, unlikely, 8.0)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("De kommuner som inte nar malet far stod", "De kommuner som inte når målet får stöd"),
        ("Bland de storsta nar den 57 procent", "Bland de största når den 57 procent"),
        ("For tagen ar det annorlunda", "För tågen är det annorlunda"),
    ],
)
def test_look_alikes_are_told_apart_by_more_than_the_next_words(read: str, printed: str) -> None:
    text = repair_document(make_document(f"{DAMAGED}.\n{read}.\n{DAMAGED}.")).pages[0].lines[1].text
    assert text == f"{printed}."


def test_signs_are_what_stands_around_and_whether_the_clause_has_its_verb() -> None:
    from pipeline.normalise.lookalikes import find_signs

    signs = find_signs("vi vet att den som utsatts för våld får stöd i länet".split(), [False] * 12, 5)
    assert {"<som", ">för", "<<den", ">>våld", "<som>för", "<-om>-ör", "verb01", "edge10", "~stöd"} <= set(signs)
    assert not {"~vi", "~för"} & set(signs)


def test_weights_are_learned_of_signs_that_part_look_alikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from train_lookalikes import make_rows

    path = tmp_path / "text.txt"
    path.write_text("Kvinnor och män svarade.\nEn man svarade inte.\n" * 8, encoding="utf-8")
    columns, first, other = make_rows([path])
    assert (columns, first, other[:3]) == ("word\tsigns", "man\t", "män")
    assert " <och " in other


def test_counts_have_sentences_figures_and_words_over_line_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCHMARKS)
    from count_words import make_tables, read_sentences

    path = tmp_path / "text.txt"
    path.write_text("Andelen är 12 procent. Sam-\ntal ges 2019.\n", encoding="utf-8")
    sentences = read_sentences([path])
    assert sentences == [["^", "andelen", "är", "#", "procent", "$"], ["^", "samtal", "ges", "##", "$"]]
    tables = make_tables(sentences * 2)
    assert "är\t2 # 2" in tables["report_pairs.tsv"]
    assert "^ samtal\t2 ges 2" in tables["report_triples.tsv"]


def test_an_unknown_word_is_spelled_as_words_are_that_begin_or_end_like_it() -> None:
    words = "vägen byvägen stigvägen ekvägen vagen dagen lagen".split()
    alike = Alike({word.translate(STRIP): word for word in words})
    costs = alike.weigh("granvagen")
    assert min(costs[5], key=costs[5].__getitem__) == "ä"
    assert costs[2] == {letter: costs[2]["a"] for letter in "aåä"}  # no word says anything
    assert alike.count_strange("granvagen") == 4
