"""A place is found where one is meant, and only there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.data import read_rows
from pipeline.model import Geography
from pipeline.parse.gazetteer import county_of
from pipeline.parse.places import find_places, parse_place

# text -> what is found, each as type:code:name, a group of municipalities as =population
CASES = [
    ("I Kalmar har 42 procent en plan, i riket 48.", "municipality:0880:Kalmar country:00:riket"),
    ("Kalmars resultat är bättre än Torsås.", "municipality:0880:Kalmar municipality:0834:Torsås"),
    ("Tingsryds kvalitet i korthet 2011", "municipality:0763:Tingsryd"),
    ("SKL:s och Tibro:s siffror", "municipality:1472:Tibro"),
    ("Upplands Väsby, Upplands-Bro och Malung-Sälen", "municipality:0114:Upplands_Väsby municipality:0139:Upplands-Bro "
     "municipality:2023:Malung-Sälen"),
    ("Stockholms stad och Göteborgs Stad", "municipality:0180:Stockholm municipality:1480:Göteborg"),
    ("OSKARSHAMNS KOMMUN", "municipality:0882:Oskarshamn"),
    ("Socialförvaltningen, Hultsfreds kommun", "municipality:0860:Hultsfred"),
    # a county is no municipality
    ("Läget i Kalmar län och Örebro län", "county:08:Kalmar_län county:18:Örebro_län"),
    ("Västra Götalands läns kommuner", "county:14:Västra_Götalands_län"),
    ("I Skåne ökar andelen.", "county:12:Skåne"),
    ("Region Skåne och Västra Götalandsregionen", "region:12:Region_Skåne region:14:Västra_Götalandsregionen"),
    ("Region Jönköpings län", "region:06:Region_Jönköpings_län"),
    ("Landstinget i Kalmar län", "region:08:Region_Kalmar_län"),
    ("I Rinkeby-Kista och Östra Göteborg", "district::Rinkeby-Kista district::Östra_Göteborg"),
    # names that are words
    ("Vara eller inte vara, det är frågan.", ""),
    ("Det kan vara svårt. Mark och boende saknas.", ""),
    ("I Vara och mark finns.", "municipality:1470:Vara"),
    ("I Vara och Mora finns planer.", "municipality:1470:Vara municipality:2062:Mora"),
    ("Vara kommun har en plan.", "municipality:1470:Vara"),
    ("Eva Lund, utredare, och Nora Berg svarar.", ""),
    ("Lund har en plan.", "municipality:1281:Lund"),
    ("för att nå målet i mark", ""),
    ("Uppsala universitet och Lunds universitet", ""),
    # the country
    ("Årets resultat på riksnivå visar", "country:00:riket"),
    ("Av handläggarna i landet har 75 procent examen.", "country:00:riket"),
    ("Landets kommuner svarade.", "country:00:riket"),
    ("Nationellt är andelen 48 procent.", "country:00:riket"),
    ("Det är ett nationellt nätverk med nationella riktlinjer.", ""),
    ("I samverkan med Sveriges Kommuner och Regioner (SKR)", ""),
    ("Sveriges kommuner har blivit bättre.", "country:00:riket"),
    ("landskapet och landsbygden", ""),
    # groups of municipalities
    ("Bland kommuner med fler än 70 000 invånare", "=kommuner_med_fler_än_70_000_invånare"),
    ("Kommuner med färre än 15 000 invånare", "=kommuner_med_färre_än_15_000_invånare"),
    ("Bland dem med fler än 9 000 invånare", "=kommuner_med_fler_än_9_000_invånare"),
    ("I småkommunerna (under 9 000 invånare)", "=kommuner_med_under_9_000_invånare"),
    ("Av de 9 000 invånare som svarade", ""),
    ("i kommuner med 200\u00a0000 invånare eller fler", "=kommuner_med_200_000_invånare_eller_fler"),
    ("större kommuner med ett invånarantal på 200 000 invånare eller fler",
     "=kommuner_med_200_000_invånare_eller_fler"),
    ("kommuner med ett invånarantal på 0 – 15 000 invånare", "=kommuner_med_0–15_000_invånare"),
    ("kommuner med mellan 15 000 och 30 000 invånare", "=kommuner_med_mellan_15_000_och_30_000_invånare"),
    ("kommuner med ett invånarantal över 100 000", "=kommuner_med_över_100_000_invånare"),
    ("kommuner med högst 5.000 invånare", "=kommuner_med_högst_5_000_invånare"),
    ("Bland mindre kommuner (färre än 15 000 invånare) är", "=kommuner_med_färre_än_15_000_invånare"),
    ("i stora kommuner (100 000 invånare eller fler)", "=kommuner_med_100_000_invånare_eller_fler"),
    ("i små kommuner (59 procent)", "=små_kommuner"),
    ("Andelen är högre i kommuner med många invånare.", "=kommuner_med_många_invånare"),
    ("storstädernas stadsdelar", "=storstädernas_stadsdelar"),
    ("Vanligast är det i storstäderna.", "=storstäderna"),
    ("hos mindre kommuner", "=mindre_kommuner"),
    ("52 procent av kommunerna 2020 och 2019", ""),
    ("kommuner med 3 rutiner", ""),
    ("nätverkets genomsnitt", "group::nätverket"),
    ("jämfört med liknande kommuner", "group::liknande_kommuner"),
    ("Under 2011 deltog 165 kommuner i nätverket.", "group::nätverket"),
    # who answered is no place of the figure
    ("socialförvaltningar i Göteborg och stadsdelar i Stockholm, procent, riket", "country:00:riket"),
    ("Andel kommuner, stadsdelar i Stockholm och stadsområden i Göteborg, procent", ""),
    ("Enkäten gick till stadsdelarna i Stockholm och Göteborg.", ""),
    ("stadsdelar i Stockholm. I Malmö är det så.", "municipality:1280:Malmö"),
]  # fmt: skip


def show(text: str) -> str:
    found = []
    for mention in find_places(text):
        place = mention.geography
        found.append(f"={mention.population}" if mention.population else f"{place.type}:{place.code}:{place.name}")
    return " ".join(name.replace(" ", "_") for name in found)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:50] for case in CASES])
def test_places_are_found_where_they_are_meant(text: str, expected: str) -> None:
    assert show(text) == expected


def test_a_name_may_be_the_last_of_a_text_with_a_space_behind_it() -> None:
    assert show("Så gör de i Göteborg ") == "municipality:1480:Göteborg"


def test_a_mention_covers_its_whole_name() -> None:
    text = "I Kalmar kommun och i kommuner med färre än 15 000 invånare."
    assert [text[m.start : m.end] for m in find_places(text)] == [
        "Kalmar kommun",
        "kommuner med färre än 15 000 invånare",
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Riket", "riket"),
        ("Vara", "Vara"),
        ("Kalmar kommun", "Kalmar"),
        (" Torsås: ", "Torsås"),
        ("Kalmar län", "Kalmar län"),
        ("Nätverket", "nätverket"),
        ("Kalmar 2019", None),
        ("Behöriga i Kalmar", None),
        ("Totalt", None),
        ("", None),
    ],
)
def test_a_label_is_a_place_when_it_is_nothing_else(label: str, name: str | None) -> None:
    mention = parse_place(label)
    assert (mention.geography.name if mention else None) == name


def test_municipalities_are_known_by_their_genitive_and_lie_in_a_county() -> None:
    tingsryd = parse_place("Tingsryds")
    assert tingsryd is not None
    assert tingsryd.geography == Geography("municipality", "0763", "Tingsryd")
    assert county_of(tingsryd.geography) == Geography("county", "07", "Kronobergs län")
    assert parse_place("Atlantis") is None


def test_of_a_long_list_before_lan_each_is_a_county_only_where_all_can_be() -> None:
    """The list is as long as no report's is: a search that begins anew at each name would not come to an end."""
    listed = ", ".join(["Örebro", "Kalmar", "Blekinge"] * 5_000)
    counties = {m.geography.name for m in find_places(f"{listed} och Skåne län")}
    assert counties == {"Örebro län", "Kalmar län", "Blekinge län", "Skåne län"}
    towns = find_places("Örebro, Nybro, Kalmar och Blekinge län")  # no county is called Nybro
    assert [m.geography.name for m in towns] == ["Örebro", "Nybro", "Kalmar län", "Blekinge län"]


def test_every_district_lies_in_a_municipality() -> None:
    for row in read_rows("districts.csv", "district", "municipality"):
        mention = parse_place(row["municipality"])
        assert mention is not None
        assert mention.geography.type == "municipality"


def test_all_municipalities_and_counties_are_listed_once() -> None:
    municipalities = read_rows("municipalities.csv", "code", "municipality", "also", "form")
    counties = read_rows("counties.csv", "code", "county", "region", "bare", "people")
    assert len({row["code"] for row in municipalities}) == len({row["municipality"] for row in municipalities}) == 290
    assert len({row["code"] for row in counties}) == 21
    assert {row["code"][:2] for row in municipalities} == {row["code"] for row in counties}


@given(st.text(max_size=200))
def test_mentions_are_in_order_and_apart(text: str) -> None:
    mentions = find_places(text)
    assert all(a.end <= b.start for a, b in zip(mentions, mentions[1:], strict=False))
    assert all(text[m.start : m.end].strip() for m in mentions)
