"""One id for all wordings of an indicator, and never one for two."""

from __future__ import annotations

import re

import pytest
from reconcile_samples import KALMAR, cells, change, level, levels_of, local, report

from pipeline.model import Change, Level, LocalStatus
from pipeline.reconcile import reconcile_reports
from pipeline.reconcile.catalogue import Catalogue, find_area, make_slug, read_areas, read_catalogue
from pipeline.reconcile.likeness import liken
from pipeline.reconcile.words import read_label, read_vocabulary, stem


def ids(*rows: Level | Change | LocalStatus, area: str = "Simhallar") -> list[str]:
    """The indicator of each row of one document."""
    done = reconcile_reports([report("a", *rows, area=area)]).reports[0]
    found = (*done.levels, *done.changes, *done.local)
    return [row.indicator_id for row in found]


# --- wordings that the catalogue does not know ----------------------------------------------------------------------

SAME = [
    ("table label, sentence", "Simskola på sommarlov", "erbjuder avgiftsfri simskola på sommarlovet"),
    ("inflected", "Aktuell plan för renovering av simhallar", "en aktuell plan för renoveringen av sina simhallar"),
    ("gender words", "Badtider till kvinnor med funktionsnedsättning", "badtider för män med funktionsnedsättning"),
    ("filler of routines", "Rutin för badvakter", "aktuell skriftlig och på ledningsnivå beslutad rutin för badvakter"),
    ("compound taken apart", "Uppföljning av olyckstillbud i bassänger", "följt upp tillbud av olyckor i bassänger"),
    ("a name", "Bedömer vattenprov med metoden AQUATEST", "AQUATEST"),
    ("time spans in words and digits", "Badtid inom 3 månader", "erbjuder badtid inom tre månader"),
    ("negated", "Larm vid stora bassängen på vardagar", "saknar larm vid stora bassängen på vardagar"),
]

DIFFERENT = [
    ("utan", "badtider med ledsagare", "badtider utan ledsagare"),
    ("utan in the other order", "badtider utan bokning för föreningar", "badtider med bokning för föreningar"),
    ("age", "simskola för vuxna på kvällar", "simskola för barn på kvällar"),
    ("names", "bedömer vattenprov med AQUATEST", "bedömer vattenprov med KLORTEST"),
    ("number in the label", "simkunniga elever i årskurs 6", "simkunniga elever i årskurs 9"),
    ("ages", "simkunniga 12-åringar i kommunen", "simkunniga sexåringar i kommunen"),
    ("time spans in words", "badtider erbjuds inom en vecka", "badtider erbjuds först efter tre veckor"),
    ("routine and plan", "rutin för badvakternas kompetens", "plan för badvakternas kompetens"),
    ("one holds the other", "varm bassäng", "rutin för rening av vatten i varm bassäng"),
    ("another word in the same place", "nöjda med varm bassäng", "trygga i varm bassäng"),
    ("one word in common", "kostnad för simhallar, totalt", "kostnad för skötsel av äldre bassänger per besökare"),
    ("private among all", "elever i fristående skolor som når målen", "elever i skolor som når målen"),
    ("private and public", "simskolor i enskild regi med badvakt", "simskolor i kommunal regi med badvakt"),
    ("answers", "Har simhallen en badvakt: Ja", "Har simhallen en badvakt: Nej"),
    (
        "an answer among all who answered",
        "Har simhallen en badvakt: Ja, Antal svar",
        "Har simhallen en badvakt: Antal svar",
    ),
    ("degrees", "Vattnets värme i bassängen: Mycket nöjd", "Vattnets värme i bassängen: Ganska nöjd"),
    ("a response rate", "svarsfrekvensen för simhallar med rutschkana", "simhallar med rutschkana"),
]


@pytest.mark.parametrize(("why", "table", "text"), SAME, ids=[row[0] for row in SAME])
def test_one_indicator_in_other_words(why: str, table: str, text: str) -> None:
    assert len(set(ids(*cells(table, 2021, "14"), level(text, "14")))) == 1


@pytest.mark.parametrize(("why", "one", "other"), DIFFERENT, ids=[row[0] for row in DIFFERENT])
def test_two_indicators_that_look_alike(why: str, one: str, other: str) -> None:
    assert len(set(ids(level(one, "14"), level(other, "14")))) == 2
    assert len(set(ids(*cells(one, 2021, "14"), level(other, "14")))) == 2


def test_whom_a_share_is_of_may_be_of_another_age() -> None:
    rows = [*cells("Simkunniga 12-åringar", 2021, "14"), level("simkunniga", "76", base="sexåringarna")]
    assert len(set(ids(*rows))) == 2


@pytest.mark.parametrize("part", ["i de nyaste simhallarna", "bland föreningar", ", varav på kvällar"])
def test_a_part_told_with_another_figure_is_an_indicator_of_its_own(part: str) -> None:
    whole, named = "erbjuder simskola på sommarlovet", f"erbjuder simskola på sommarlovet {part}".replace(" ,", ",")
    assert len(set(ids(level(whole, "14"), level(named, "23")))) == 2
    assert len(set(ids(level(whole, "14"), level(named, "14")))) == 1
    assert len(set(ids(level(whole, "14"), level(f"{whole} varje år", "23")))) == 1  # a conflict


def test_two_that_each_say_more_and_have_other_figures_are_two() -> None:
    deep, shallow = "använder badkortet SIM vid alla dykningar", "använder badkortet SIM vid alla lektioner"
    assert len(set(ids(level(deep, "9"), level(shallow, "5")))) == 2


def test_the_gender_of_whom_a_share_is_of_does_not_tell_apart() -> None:
    rows = [level("simmar varje vecka", "14", gender="K", base="kvinnor")]
    rows += [level("simmar varje vecka", "23", gender="M", base="män"), level("simmar varje vecka", "18")]
    assert len(set(ids(*rows))) == 1


def test_rows_of_one_table_are_never_one_indicator() -> None:
    rows = [*cells("Godkända simprov i bassäng, höstterminen", 2021, "14")]
    rows += cells("Godkända simprov i bassäng, höstterminen och våren", 2021, "15")
    assert len(set(ids(*rows))) == 2


def test_what_is_done_with_a_thing_is_not_that_one_has_it() -> None:
    rows = level("har en plan för bastun", "89"), level("har följt upp: har en plan för bastun", "41")
    assert len(set(ids(*rows))) == 2


def test_a_caption_that_names_all_rows_does_not_make_them_one() -> None:
    rows = [
        row for name in ("Badvakt, kvinnor", "Badvakt, män") for row in cells(f"Badvakt och bastu: {name}", 2021, "14")
    ]
    rows += cells("Badvakt och bastu: Bastu, totalt", 2021, "15")
    found = ids(*rows)
    assert found[0] == found[1] != found[2]


def test_a_caption_in_every_label_does_not_hide_the_row() -> None:
    caption = "Användning av metoder för vattenkontroll inom kommunens simhallar"
    rows = cells(f"{caption}: AQUATEST", 2021, "40") + cells(f"{caption}: KLORTEST", 2021, "52")
    found = ids(*rows, level("AQUATEST används", "40"), level("använder KLORTEST", "52"))
    assert found[0] == found[2] != found[1] == found[3]


def test_two_fitting_groups_leave_a_wording_by_itself() -> None:
    rows = [level("simskola utan anmälan", "40"), level("simskola med anmälan", "52")]
    assert len(set(ids(*rows, level("simskola", "47")))) == 3


def test_a_row_that_names_nothing_takes_what_was_said_before_it() -> None:
    rows = [level("en plan för renovering av simhallar", "40"), level("en rutin för badvakter", "52")]
    found = ids(*rows, level("en sådan rutin", "61", population="kommuner med fler än 70 000 invånare"))
    assert found[2] == found[1]


def test_those_without_a_thing_are_no_share_of_those_that_have_it() -> None:
    first, last = ids(level("har en plan för energi", "62", 2018), level("utan plan", "21", 2016))
    assert first != last


def test_a_short_wording_takes_the_only_indicator_that_has_it() -> None:
    rows = [level("elever i årskurs 6 som är simkunniga enligt läraren", "84"), level("kostnad för simhallar", "52")]
    assert ids(*rows, level("simkunniga pojkar", "83", gender="M"))[2] == ids(*rows)[0]


def test_a_change_or_statement_without_words_of_its_own_belongs_to_its_bullet() -> None:
    rows = (
        level("erbjuder simskola på lov", "52", finding_id="f"),
        change("resultatet", "up", "3", 2020, 2021, finding_id="f"),
        local("det", "yes", finding_id="f"),
    )
    assert len(set(ids(*rows))) == 1


def test_documents_of_two_areas_ask_their_own_questions() -> None:
    text = "aktuell rutin för information om köregler"
    done = reconcile_reports(
        [report("a", level(text, "14"), area="Simhallar"), report("b", level(text, "15"), area="Bibliotek")]
    )
    assert len({row.indicator_id for row in levels_of(done)}) == 2


def test_what_the_percent_is_of_tells_apart() -> None:
    rows = [
        level("utbildning i livräddning", "84", base="kommuner"),
        level("utbildning i livräddning", "52", base="badvakter"),
    ]
    assert len(set(ids(*rows))) == 2


def test_a_slug_holds_area_and_words_but_no_gender() -> None:
    assert ids(level("badtider för kvinnor i årskurs 9", "14")) == ["simhallar-badtider-arskurs-9"]


def test_unknown_indicators_are_listed_for_the_steward() -> None:
    rows = [level("badtider för kvinnor", "14"), level("rutin för skolgång i skyddat boende", "24")]
    done = reconcile_reports([report("a", *rows), report("b", rows[1])])
    assert [[(p.severity, p.code) for p in one.problems] for one in done.reports] == [
        [("info", "unknown-indicator")],
        [],
    ]
    assert "does not know 1 of its indicators: badtider för kvinnor;" in done.reports[0].problems[0].message


# --- the catalogue --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "area", "entry"),
    [
        ("samtalsstöd till våldsutövare utan biståndsbeslut", "vald", "vald-stodsamtal-utan-bistandsbeslut"),
        ("stödsamtal för den som slår, med biståndsbeslut", "vald", "vald-stodsamtal-med-bistandsbeslut"),
        ("stödsamtal till anhöriga med biståndsbeslut", "anhoriga", None),
        ("stödsamtal till närstående", "", None),
        ("rutiner som säkrar barnens skolgång i skyddat boende", "", "vald-rutin-skolgang"),
        ("skyddat boende för män", "vald", "vald-skyddat-boende"),
        ("följt upp insatser och utvecklat verksamheten", "vald", "vald-uppfoljning-verksamhetsutveckling"),
        ("följt upp insatser och utvecklat verksamheten", "bistand", "bistand-uppfoljning-verksamhetsutveckling"),
        ("följt upp insatser och utvecklat verksamheten", "", None),
        ("AUDIT för vuxna", "missbruk", "missbruk-audit"),
        ("AUDIT och DUDIT", "missbruk", None),
        ("överenskommelse med polisen", "vald", "vald-overenskommelse-polis"),
        ("överenskommelser med polisen och primärvården", "vald", None),
        ("rutin för information om SIP", "socialpsykiatri", "socialpsykiatri-rutin-sip"),
    ],
)
def test_the_catalogue_is_asked_by_discriminating_words(text: str, area: str, entry: str | None) -> None:
    found = Catalogue(read_catalogue()).find(read_label(text), area)
    assert (found.id if found else None) == entry


def test_the_catalogue_knows_its_own_names() -> None:
    catalogue = Catalogue(read_catalogue())
    for entry in read_catalogue():
        found = catalogue.find(read_label(entry.name), entry.area)
        assert found is None or found.id == entry.id, f"{entry.name} is taken for {found.id}"


def test_a_municipality_s_own_statement_is_the_same_indicator() -> None:
    rows = (
        level("har en rutin för barns skolgång i skyddat boende", "24"),
        local("rutin för att säkra skolgång", "no"),
    )
    found = ids(*rows, area="Våld i nära relationer")
    assert found == ["vald-rutin-skolgang"] * 2
    assert KALMAR.code == "0880"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Våld i nära relationer", "vald"),
        ("missbruks- och beroendevård", "missbruk"),
        ("Öppna jämförelser 2019: ekonomiskt bistånd", "bistand"),
        ("Social barn- och ungdomsvård", "barn-och-unga"),
        ("Grundskola", "grundskola"),
        ("Öppna jämförelser av simhallar", "simhallar"),
        ("", ""),
    ],
)
def test_subject_areas_are_known_by_their_words(text: str, area: str) -> None:
    assert find_area(text) == area


def test_the_data_files_are_sound() -> None:
    assert len({area.id for area in read_areas()}) == len(read_areas())
    assert all(entry.aliases and all(entry.aliases) and entry.source for entry in read_catalogue())
    assert all(re.fullmatch(r"[NU]\d{5}", kpi) for entry in read_catalogue() for kpi in entry.kolada)
    vocabulary = read_vocabulary()
    assert not vocabulary.stop & vocabulary.families.keys()
    assert not vocabulary.stop & vocabulary.same.keys()


# --- words ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "forms",
    [
        "rutin rutiner rutinen rutinerna rutinernas",
        "handläggare handläggarna handläggarnas",
        "uppföljning uppföljningen uppföljningar",
        "boende boendet boenden",
        "systematisk systematiskt systematiska",
        "verksamhet verksamheten verksamheter verksamheterna",
        "resultat resultatet resultaten",
        "utveckla utveckling utvecklingen utvecklar utvecklat",
    ],
)
def test_inflected_forms_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in forms.split()}) == 1


def test_likeness_is_mutual_and_full_for_the_same_words() -> None:
    one, other = read_label("varm bassäng för barn"), read_label("rutin för rening av varm bassäng")
    assert liken(one, other) == liken(other, one)
    assert liken(one, one) == 1
    assert liken(one, read_label("kostnad per buss")) == 0


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        (("rutin", "skolgång"), "rutin-skolgang"),
        (("Å", "ÄÖ", "é"), "a-ao-e"),
        ((), ""),
        (("lång",) * 30, "-".join(["lang"] * 16)),
    ],
)
def test_slugs_are_plain_and_short(words: tuple[str, ...], slug: str) -> None:
    assert make_slug(words) == slug
