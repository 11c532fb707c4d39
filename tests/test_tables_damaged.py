"""Tables of damaged pages: what is put together again, what is doubted, and what is left alone and told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from table_samples import Schema, load_schemas, make_document, read_all, state

from pipeline.parse.tables import FoundTables, find_tables
from pipeline.parse.tables.lines.dirt import is_misread

CASES = Path(__file__).parent / "cases" / "tables_damaged.txt"


def find_damaged(text: str) -> FoundTables:
    return find_tables(replace(make_document(text), damage="wrong-language-ocr"))


@pytest.mark.parametrize("schema", tuple(load_schemas(CASES)), ids=lambda s: s.name)
def test_damaged_schema_is_read_row_by_row(schema: Schema) -> None:
    found = find_damaged(schema.text)
    stated = state(found, schema.home)
    assert [facts for facts, _ in stated] == [facts for facts, _ in schema.rows]
    for (_, indicator), (_, words) in zip(stated, schema.rows, strict=True):
        assert all(word.lower() in indicator for word in words)
    assert not any(level.review or level.confidence < 1 for level in read_all(found, schema.home))


BASE = (
    "Tabell 1. Nöjda 2021, procent\n\nBoende Kvinnor Män\nBjörken 81 79\nLinden 64 70\nAsken 72 75\n\nKälla: Enkäten.\n"
)


@pytest.mark.parametrize(
    "block",
    ["Totalt\n80\n66", "Totalt\n80\n66\n73\n71", "2019\n80\n66\n73", "Kvinnor\n80\n66\n73", "80\n66\n73"],
    ids=["too few rows", "too many rows", "years beside genders", "a column that is there", "no name"],
)
def test_a_block_that_is_no_column_of_the_table_stays_out_of_it(block: str) -> None:
    found = find_damaged(f"{BASE}\n{block}\n")
    assert [str(level.value) for level in read_all(found)] == ["81", "79", "64", "70", "72", "75"]


def test_a_block_that_two_tables_may_lack_is_left_alone() -> None:
    other = BASE.replace("Tabell 1", "Tabell 2").replace("81", "61")
    rows = "Kommun 2018\nKalmar 12\nNybro 17\nEmmaboda 19\nBorgholm 23\n"
    last = f"Tabell 3. Svar, antal\n\n{rows}\nKälla: Enkäten.\n"
    found = find_damaged(f"{BASE}\n{other}\n{last}\nTotalt\n80\n66\n73\n")
    assert len(read_all(found)) == 6 + 6 + 4
    assert "80 / 66 / 73" in found.problems[-1].message  # told, since it is in no table


@pytest.mark.parametrize(
    ("rows", "doubted"),
    [
        ("A 4,6 5,1\nB 48 5,9\nC 3,2 3,3\n", ["4.8"]),
        ("A 72,4 76,8\nB 754 74,1\nC 71,0 75,5\n", ["75.4"]),
        ("A 18,2 196 21,4 203\nB 171 18,8 19,0 19,9\n", ["19.6", "20.3", "17.1"]),
        ("A 99,5 98,2\nB 100 97,1\nC 96,0 95,4\n", []),
        ("A 12 14\nB 48 15\nC 13 16\n", []),
        ("A 4,6 1210\nB 5,1 1340\nC 3,2 1290\n", []),
        ("A 3,0 21\nB 4,3 32\nC 5,6 43\nD 6,9 54\nE 7,2 35\nF - 46\n", []),
    ],
    ids=[
        "a share",
        "of three digits",
        "more than one",
        "a whole share",
        "no decimals at all",
        "another column has none",
        "another column of many has none",
    ],
)
def test_a_figure_that_lost_its_comma_gets_it_back_for_review(rows: str, doubted: list[str]) -> None:
    names = "2018 2019 2020 2021" if rows.count(" ") > 6 else "Kvinnor Män"
    found = find_damaged(f"Tabell 1. Nöjda, procent\nKommun {names}\n{rows}")
    levels = [level for level in read_all(found) if level.confidence < 1]
    assert [str(level.value) for level in levels] == doubted
    assert all(level.status == "repaired" and level.review == ("repaired-value",) for level in levels)


def test_names_that_may_be_cut_otherwise_are_doubted() -> None:
    text = "Tabell 1. Rutiner, procent\nRutin när Rutin för\nKommun någon kommer nya barn\nKalmar 41 52\nNybro 43 55\n"
    levels = read_all(find_damaged(text))
    assert [str(level.value) for level in levels] == ["41", "52", "43", "55"]
    assert all("label-unsure" in level.review for level in levels)


def test_names_of_three_lines_are_put_together_and_doubted() -> None:
    head = "Vårdplan Aktuell rutin Trygga med\när för hjälpen\nKommun klar läkemedel hemma\n"
    levels = read_all(find_damaged(f"Tabell 1. Vård, procent\n{head}Kalmar 41 52 63\nNybro 43 55 66\n"))
    names = ["Vårdplan är klar", "Aktuell rutin för läkemedel", "Trygga med hjälpen hemma"]
    assert [(level.geography.name, level.indicator) for level in levels[:3]] == [("Kalmar", name) for name in names]
    assert len(levels) == 6
    assert all(level.review == ("label-unsure",) for level in levels)


def test_a_label_with_a_digit_left_within_a_word_is_doubted() -> None:
    text = "Tabell 1. Nöjda, procent\nMått 2018 2019\nRiskbed6mning gjord 41 52\nHbA1c under 52 43 55\n"
    reviews = {level.indicator: level.review for level in read_all(find_damaged(text))}
    assert list(reviews.values()) == [("label-unsure",), ()]


def test_a_count_with_decimals_is_a_count_and_a_share_and_doubted() -> None:
    text = (
        "Tabell 1. Elever, antal och procent\nSkola Antal elever Behöriga (%)\nBjörken 118 212,4 81,4\nLinden 64 71,2\n"
    )
    reviews = {str(level.value): level.review for level in read_all(find_damaged(text))}
    assert reviews == {"118212.4": ("unsure-reading",), "81.4": (), "64": (), "71.2": ()}


@pytest.mark.parametrize(("figures", "doubted"), [("46 -54 12 14", ["-54"]), ("+4 -5 12 -1", []), ("46 54 12 14", [])])
def test_a_lone_minus_is_doubted(figures: str, doubted: list[str]) -> None:
    first, second, third, fourth = figures.split()
    text = f"Tabell 1. Väntetid, dagar\nMått Kalmar Riket\nTill boende {first} {second}\nTill besök {third} {fourth}\n"
    assert [str(level.value) for level in read_all(find_damaged(text)) if level.confidence < 1] == doubted


@pytest.mark.parametrize(
    ("line", "misread"),
    [
        ("Mått Kalmar 2019 - Riket 2019", True),
        ("År Kvinnor Män «Totalt", True),
        ("Kommun = Kvinnor Män", True),
        ("Skola - en plats för alla", False),
        ("Kvalitet i Kalmar 2019 - Resultat och analys", False),
        ("Område - Resultat", False),
        ("Förskola «Ekens barn» Kalmar", False),
    ],
)
def test_signs_between_columns_tell_of_a_reader_of_images(line: str, misread: bool) -> None:
    assert is_misread(make_document(line)) == misread


def test_two_columns_of_one_name_are_not_read() -> None:
    found = find_damaged("Tabell 1. Nöjda, procent\nKommun 2018 2018 2019\nKalmar 41 52 53\nNybro 43 55 56\n")
    assert read_all(found) == []
    assert "table-unread" in {problem.code for problem in found.problems}


HEAD = "Tabell 1. Nöjda, procent\nKommun 2018 2019 2020\nNybro 41 52 53\n"


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("Kalmar au 42 43", ["42", "43"]),
        ("Kalmar 41 7O 43", ["41", "43"]),
        ("Kalmar 41 42 it", ["41", "42"]),
        ("Kalmar 41 ” 43", ["41", "43"]),
        ("Kalmar 1704 ae 1987", ["1704", "1987"]),
    ],
    ids=["beside the label", "within", "last", "a star as a quotation mark", "a word of two letters"],
)
def test_a_row_with_an_unread_figure_keeps_the_others_doubted(row: str, values: list[str]) -> None:
    found = find_damaged(f"{HEAD}{row}\n")
    kalmar = [level for level in read_all(found) if level.geography.name == "Kalmar"]
    assert [str(level.value) for level in kalmar] == values
    assert all(level.confidence < 1 for level in kalmar)
    assert [problem.code for problem in found.problems] == ["table-cell-unread"]


def test_a_first_row_that_fits_no_column_takes_no_other_with_it() -> None:
    found = find_damaged(
        "Tabell 1. Utsläpp, ton per invånare\nKommun 2014 2015 2016\nund 22026\n\nKalmar 2,6 2,5 2,3\n"
    )
    assert [str(level.value) for level in read_all(found)] == ["2.6", "2.5", "2.3"]
    assert [problem.code for problem in found.problems] == ["table-row-unfit"]


def test_a_row_without_its_label_may_be_glued_too() -> None:
    rows = "Erbjuder avlösning till:\n414446\n- kvinnor\nErbjuder avlösning till:\n314245\n- män\n"
    levels = read_all(find_damaged(f"Tabell 1. Avlösning, procent\nIndikator 2015 2016 2017\n{rows}"))
    assert [str(level.value) for level in levels] == ["41", "44", "46", "31", "42", "45"]
    assert {(level.gender, level.confidence) for level in levels} == {("K", 0.5), ("M", 0.5)}


def test_a_percent_sign_read_as_a_figure_is_no_figure_of_a_row_that_lacks_one_in_parentheses() -> None:
    text = "Tabell 1. Resultat\nMått Enhet Kalmar 2014 (2013) Riket 2014 (2013)\nSvar på e-post 96 88 (79) 82 (83)\n"
    levels = read_all(find_damaged(f"{text}Plats i förskola 96 64 (61) 66\n"))
    assert [str(level.value) for level in levels] == ["88", "79", "82", "83", "64", "61", "66"]
    assert {level.unit for level in levels} == {"percent"}


SWEDISH = "Tabell 1. Nöjda, procent\nFråga Kvinnor Män = Totalt\nMat 81 « 83\nTid 72 75 74”\nRing 29 31...\n"


def test_text_that_swedish_ocr_made_is_known_by_its_signs() -> None:
    levels = read_all(find_tables(make_document(f"{SWEDISH}\n» Fler är nöjda.\n")))
    read = [f"{level.gender} {level.value} {level.confidence < 1}" for level in levels]
    assert read[:2] == ["K 81 True", "T 83 True"]
    assert read[2:] == ["K 72 False", "M 75 False", "T 74 False", "K 29 False", "M 31 False", "T None False"]


def test_a_row_that_fits_no_column_heads_no_others() -> None:
    rows = "Kommun 2017 2018 2019 2020\nMora 29 11 30...\nOrsa 1 2 3 4\n"
    found = find_tables(make_document(f"Tabell 1. Nöjda, procent\n{rows}"))
    assert {level.indicator for level in read_all(found)} == {"Nöjda"}
    assert [problem.code for problem in found.problems] == ["table-row-unfit"]


def test_of_three_words_one_of_twice_the_digits_is_two_figures() -> None:
    found = find_damaged("Tabell 1. Nöjda, procent\nKommun 2017 2018 2019 2020\nNybro 41 52 53 54\nKalmar 41 4243 44\n")
    kalmar = [str(level.value) for level in read_all(found) if level.geography.name == "Kalmar"]
    assert kalmar == ["41", "42", "43", "44"]


def test_of_two_words_one_of_twice_the_digits_is_two_figures_in_doubt() -> None:
    found = find_damaged("Tabell 1. Nöjda, procent\nKommun 2017 2018 2019\nNybro 41 52 53\nKalmar 4142 44\n")
    kalmar = [level for level in read_all(found) if level.geography.name == "Kalmar"]
    assert [(str(level.value), level.confidence) for level in kalmar] == [("41", 0.5), ("42", 0.5), ("44", 0.5)]


@pytest.mark.parametrize(
    ("row", "values"),
    [
        ("Kalmar 13 7117", ["13", "7", "11", "7"]),
        ("Kalmar 9 115 7", ["9", "11", "5", "7"]),
        ("Kalmar 19 .. 2115", ["19", "None", "21", "15"]),
        ("Kalmar13911 10", ["13", "9", "11", "10"]),
        ("Kalmar 82,480,1 79,9 78,8", ["82.4", "80.1", "79.9", "78.8"]),
        ("Kalmar 90... 91 92", ["90", "None", "91", "92"]),
        ("Kalmar 31 35", []),
        ("Kalmar 118700 8121", []),
        ("Kalmar 1 012 000 1 037 000 1 068 0001", []),
    ],
    ids=str,
)
def test_figures_written_together_are_cut_into_those_most_alike(row: str, values: list[str]) -> None:
    found = find_damaged(f"Tabell 1. Nöjda, procent\nKommun 2017 2018 2019 2020\nNybro 10 11 12 13\n{row}\n")
    kalmar = [level for level in read_all(found) if level.geography.name == "Kalmar"]
    assert [str(level.value) for level in kalmar] == values
    assert "..." in row or all(level.confidence < 1 for level in kalmar if level.value is not None)
    assert bool(values) or "table-row-unfit" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    ("names", "strange"),
    [("Kvinnor Xrön Totalt", [1]), ("Mora 2019 Bcdef 2020 Riket 2020", [1]), ("Kvinnor Män Totalt", []),
     ("Nöjda Trygga Totalt", [])],
    ids=str,
)  # fmt: skip
def test_a_name_of_nobody_among_names_is_doubted(names: str, strange: list[int]) -> None:
    found = find_damaged(f"Tabell 1. Trygga 2021, procent\nOmråde {names}\nSkolan 61 62 63\nFritids 64 65 66\n")
    unsure = ["label-unsure" in level.review for level in read_all(found)]
    assert unsure == [at in strange for _ in range(2) for at in range(3)]


@pytest.mark.parametrize(
    ("names", "whose"),
    [
        ("Kvinnor Maön Totalt", ["riket K", "riket M", "riket T"]),
        ("Flickar Pojkar Totalt", ["riket K", "riket M", "riket T"]),
        ("Mora 2019 Mo0ra 2020 Riket 2020", ["Mora T", "Mora T", "riket T"]),
        ("Kvinnor Mål Totalt", ["riket K", "riket T"]),
    ],
    ids=str,
)
def test_a_misread_name_is_the_one_that_it_is_like(names: str, whose: list[str]) -> None:
    found = find_damaged(f"Tabell 1. Trygga 2021, procent\nOmråde {names}\nSkolan 61 62 63\nFritids 64 65 66\n")
    assert [f"{level.geography.name} {level.gender}" for level in read_all(found)] == 2 * whose


@pytest.mark.parametrize(("row", "values"), [("Fall 09 1,2", ["0.9", "1.2"]), ("Fall 4,0 49", ["4.0", "49"])], ids=str)
def test_figures_that_lost_a_comma_beside_one_alone_are_doubted(row: str, values: list[str]) -> None:
    levels = read_all(
        find_damaged(f"Tabell 1. Skador per 1 000 invånare\nSkada Mora Riket\n{row}\nStick 12 13\nSlag 14 15\n")
    )
    assert [str(level.value) for level in levels[:2]] == values
    assert sorted(level.confidence for level in levels) == [0.5, 1.0, 1.0, 1.0, 1.0, 1.0]


def test_figures_of_a_clean_page_are_never_cut() -> None:
    found = find_tables(make_document("Tabell 1. Nöjda, procent\nKommun 2017 2018\nNybro 10 11\nKalmar 1311\n"))
    assert [str(level.value) for level in read_all(found)] == ["10", "11"]


def test_a_table_without_a_caption_stands_a_row_with_a_figure_too_many() -> None:
    rows = "".join(f"{name} 41 52 53\n" for name in ("Nybro", "Kalmar", "Mora", "Orsa"))
    found = find_damaged(f"Kommun 2017 2018 2019\n{rows}Falun 44 2 55 56\n")
    assert len(read_all(found)) == 12
    assert "table-row-unfit" in {problem.code for problem in found.problems}


@pytest.mark.parametrize(
    ("row", "values"), [("41.42 44", ["41", "42", "44"]), ("41.4 4.4", []), ("41.42 4.4", [])], ids=str
)
def test_a_point_between_two_figures_is_a_speck_where_no_other_has_one(row: str, values: list[str]) -> None:
    found = find_damaged(f"Tabell 1. Nöjda, procent\nKommun 2017 2018 2019\nNybro 41 52 53\nKalmar {row}\n")
    kalmar = [level for level in read_all(found) if level.geography.name == "Kalmar"]
    assert [str(level.value) for level in kalmar] == values
    assert {level.confidence for level in kalmar[:2]} <= {0.5}


def test_a_figure_without_decimals_is_doubted_where_all_others_of_its_column_have_them() -> None:
    rows = "".join(
        f"{name} {value}\n" for name, value in zip("ABCDE", ("92,4", "93,1", "19", "91,6", "100"), strict=True)
    )
    levels = read_all(find_damaged(f"Tabell 1. Nöjda 2020, procent\nOmråde 2020\n{rows}"))
    assert [str(level.value) for level in levels if level.confidence < 1] == ["19"]


def test_a_column_of_differences_is_no_level_whatever_its_name() -> None:
    rows = "A 41 45 +4\nB 52 50 -2\nC 60 60 0\n"
    found = find_damaged(f"Tabell 1. Nöjda, procent\nOmråde 2019 2020 FGrdandring\n{rows}")
    assert [str(level.value) for level in read_all(found)] == ["41", "45", "52", "50", "60", "60"]
