"""What a document says of itself is found, and nothing that it does not say."""

from __future__ import annotations

import pytest

from pipeline.data import read_rows
from pipeline.extract.text import read_text
from pipeline.model import Document, Geography, Line, Metadata, Page
from pipeline.parse.dates import find_dates
from pipeline.parse.metadata import find_metadata
from pipeline.parse.prose import find_prose
from pipeline.parse.report_years import find_compared_years

TIBRO = Geography("municipality", "1472", "Tibro")
COUNTY = Geography("county", "13", "Halland")
HALLANDS_LAN = Geography("county", "13", "Hallands län")
SKARABORG = Geography("group", "", "Skaraborg")
HALLAND = Geography("region", "13", "Region Halland")


def find_all(document: Document) -> Metadata:
    return find_metadata(document, find_prose(document))


def read_metadata(text: str, title: str = "") -> Metadata:
    return find_all(Document("0" * 12, "x.txt", "0" * 64, "text/plain", read_text(text), title=title))


DATES = [
    ("Publicerad: 21 juni 2017", [("2017-06-21", "published")]),
    ("Publicerad 7 april 2021", [("2021-04-07", "published")]),
    ("Publicerades den 3:e maj 2019", [("2019-05-03", "published")]),
    ("Senast ändrad: 2022-01-20", [("2022-01-20", "updated")]),
    ("Senast publicerad 2022-01-20 kl 13:45", [("2022-01-20", "updated")]),
    ("Nyheter 14 juni 2018 | Uppdaterad 15 juni 2018", [("2018-06-14", "published"), ("2018-06-15", "updated")]),
    ("Uppdaterad av Eva Ek 24/6 2019", [("2019-06-24", "updated")]),
    ("Publiceringsdatum 4.7.2017", [("2017-07-04", "published")]),
    ("Rapporten är framtagen i december 2019", [("2019-12", "published")]),
    ("Uppdaterat 3 sept 2020", [("2020-09-03", "updated")]),
    ("under perioden 21 januari–15 mars 2019", [("2019-03-15", "")]),
    ("artikelnummer 2019-6-11", []),
    ("den 31 juni 2019", []),
    ("SOSFS 2014:5 och 2001:453", []),
    ("47, 3.00 2014", []),
    ("telefon 0480-45 00 00", []),
]


@pytest.mark.parametrize(("text", "expected"), DATES, ids=[case[0] for case in DATES])
def test_dates_are_read_with_their_label(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(mention.iso, mention.which) for mention in find_dates(text)] == expected


YEARS = [
    ("the title's year goes before the date", "Publicerad 7 april 2021\n\nÖppna jämförelser 2020: LSS\n\nBra.", 2020),
    ("the last year of a title's span", "Öppna jämförelser av hemlöshet 2016–2018\n\nBra.", 2018),
    ("what is compared with goes before a page's date", "Omsorg\n\nDet är en ökning i jämförelse med 44 procent 2021."
     "\n\nPublicerad: 3 juli 2017\nSenast uppdaterad: 9 januari 2023", 2022),
    ("comparisons far back say nothing", "Omsorg\n\nAndelen har ökat sedan 2019.\n\nUppdaterad: 24 juni 2021", 2021),
    ("a date beside its sender is the page's", "Väntan kortare\n\n2019-12-17 Socialstyrelsen\n\n46 procent började i "
     "tid. 2016 var det 43 procent, en ökning jämfört med 2015. 2018 kom 81 procent.", 2018),
    ("news are about their own year", "Planer saknas\n\nPublicerad 14 juni 2018\n\nDet visar årets jämförelser. "
     "Antalet ökade jämfört med 2016.", 2018),
    ("news changed in the next spring", "Planer saknas\n\nPublicerad 14 juni 2018\nSenast ändrad 3 februari 2019\n\n"
     "Det visar årets jämförelser.", 2018),
    ("a page that is written anew", "Planer saknas\n\nPublicerad 14 juni 2018\nSenast ändrad 3 juni 2022\n\nDet "
     "visar årets jämförelser.", 2022),
    ("a report's number", "Äldres boende\nRapport 2021:04\n\n41 procent saknar hiss.", 2021),
    ("a date beside a kind of paper", "Tibro kommun\nPM 2018-10-03\n\nResultat\n\n45 procent fick stöd.", 2018),
    ("the months in its head", "Tibro kommun\nDelårsrapport januari–augusti 2022\n\n83 procent är nöjda. Bidragen för "
     "2023 är inte klara.", 2022),
    ("what news begin with", "Bättre betyg\n\n2020-05-05\n\nNu är det klart hur företagen såg på det under 2019.\n\n"
     "Index blev 76.", 2019),
    ("no forecast", "Året som gick\n\n83 procent är nöjda, färre än 2019. Prognosen når till 2030.", 2020),
    ("the year beside the report's name", "Folkhälsan i Tibro\n\nÖppna jämförelser folkhälsa 2019 visar det.\n\n"
     "Uppdaterad: 5 februari 2020", 2019),
    ("a stated year", "Omsorg\n\nResultaten för 2015 är klara.\n\nUppdaterad: 24 juni 2021", 2015),
    ("a named survey, not one compared with or left out", "Så tycker de äldre\n\nBrukarundersökningen 2022 är klar. "
     "Fler än vid mätningen 2020 är nöjda (ingen mätning gjordes 2021).", 2022),
    ("the result of a year", "Så tycker de\n\nHär är resultatet för 2022. Fler än 2014 är nöjda.", 2022),
    ("the year in which a school year ends", "Bra betyg\n\nSkolverket har statistik för läsåret 2021/2022. Bra.\n\n"
     "Publicerad: 19 oktober 2022", 2022),
    ("a year's results that are nearly reached", "Bra betyg\n\nMellan 2022 och 2023 steg betygen, och når nästan 2021 "
     "års resultat.", 2023),
    ("data from a year", "Så tycker de\n\nVi redovisar siffror från 2021. Fler än 2014 är nöjda.", 2021),
    ("a survey's autumn", "Så tycker de\n\nEnkäten genomfördes hösten 2021. Fler än 2014 är nöjda.", 2021),
    ("a figure that rose from a year", "Så tycker de\n\nResultatet har ökat från 2021 års 70 procent.", 2022),
    ("answers from a month", "Omsorg\n\nSvaren är från mars 2021. En ökning mot 74 procent 2020.", 2021),
    ("a heading below the title", "Primärvård\nUtfall för Region Dalarna 2021\n\nFler än 2019 är nöjda.", 2021),
    ("a heading after the page's date", "Trygghet\nMål 2030\n\nAlla svarade.\n\nUppdaterad: 24 juni 2021", 2021),
    ("the date is the last resort", "Omsorg\n\nAlla svarade.\n\nUppdaterad: 24 juni 2021", 2021),
    ("the latest year of an undated page", "Omsorg\n\n2020 var 70 procent nöjda och 2021 var det 76.", 2021),
    ("no year of a sentence over several lines", "Kön växer\n\nVid årets slut 2018 stod 4 120 personer i kö till ett\n"
     "särskilt boende. Våren 2019 var de fler än i\nnågon tidigare mätning.\n\nUppdaterad: 24 juni 2020", 2020),
    ("a plan's years are not those of its results", "Handlingsplan mot våld 2019–2023\n\nUppföljning 2021\n\nVid årets "
     "enkät var 70 procent trygga.", 2021),
    ("an aim's year is none", "Mål och Agenda 2030 i Tibro\n\n70 procent är trygga 2021. Målet för 2024 är 80.", 2021),
    ("a title looks back", "Väntan har minskat sedan 2017\n\nBra.\n\nPublicerad 23 november 2023", 2023),
    ("links to other reports", "Öppna jämförelser – LSS\n\nPublicerad 14 oktober 2019\n\n41 procent har en plan.\n\n"
     "Öppna jämförelser 2017 – LSS\nÖppna jämförelser 2016 – LSS", 2019),
    ("a survey from a year compares with nothing", "Hälsan i Tibro\n\nI den senaste mätningen, från 2021, uppgav 71 "
     "procent att de mår bra.\n\nUppdaterad: 2 maj 2023", 2021),
    ("nor does a law", "Stödet växer\n\nEnligt lagen från 2012 ska alla ha en plan.\n\nPublicerad 3 maj 2018", 2018),
    ("last autumn", "Trygga elever\n\nI höstas svarade eleverna på en enkät.\n\nPublicerad 12 februari 2018", 2017),
    ("last autumn in December", "Trygga elever\n\nI höstas svarade de.\n\nPublicerad 12 december 2018", 2018),
    ("an autumn with its year", "Trygga elever\n\nUnder hösten 2016 och våren 2017 svarade de.\n\nPublicerad 15 juni "
     "2017", 2017),
    ("a date beside an office", "Hemlöshet i Tibro\n\nSocialförvaltningen, 2019-02-20\n\nFler är hemlösa.", 2019),
    ("a title that tells of older data", "Öppna jämförelser Grundskola 2012 – resultat läsåret 2010/11\n\nBra.", 2011),
    ("so may a heading", "Behörighet\n\nÖppna jämförelser 2012 (avgångselever våren 2011)\n\nBra.", 2011),
    ("a named survey", "Vården i Tibro\n\nNationell patientenkät primärvård 2021: 79 procent är nöjda. Under 2020 "
     "gjordes ingen mätning. Jämfört med 2019 är det en ökning.", 2021),
    ("a series that others publish", "Tibro i täten\n\nPublicerad 24 januari 2017\n\nNu har resultaten i Kommunens "
     "kvalitet i korthet 2016 kommit. 2015 var det 79 procent.", 2016),
    ("a compound survey's year", "Bra stöd\n\nHär är resultatet av 2020 års brukarundersökning. 2018 var det 71 "
     "procent, jämfört med 2016.", 2020),
    ("when they answered", "Unga trivs\n\nHösten 2020 svarade 740 unga. Rapporten antogs den 9 mars 2021.", 2020),
    ("not what they answered before", "Unga trivs\n\n76 procent är nöjda. 2016 svarade 54 procent det.\n\nPublicerad "
     "den 9 maj 2021", 2021),
    ("the survey before in a bracket of commas", "Unga trivs\n\nVid förra Lupp-enkäten, 2017, var det 81 procent.\n\n"
     "Publicerad den 9 maj 2021", 2021),
    ("the first survey of many", "Fler nöjda\n\nSedan den första mätningen 2011 har NKI stigit. Jämfört med 2021 är "
     "det bättre.", 2022),
    ("a press service's date", "Unga trivs\n\nPressmeddelande • Nov 25, 2021\n\n76 procent är nöjda.", 2021),
    ("an undated report that names its survey", "Unga mår sämre\n\nLiv och hälsa genomfördes våren 2021.\n\n52 procent "
     "mår bra, jämfört med 61 procent 2017.", 2021),
    ("a title with `mot` compares with nothing", "Våld mot äldre\n\nKunskapscentrum, oktober 2018\n\nBra.", 2018),
    ("data to come", "Kostnader\n\nKostnaden var 166 kronor 2021. Data för 2022 publiceras i juni.\n\nPublicerad 14 "
     "april 2023", 2023),
    ("autumn's survey", "Trygga elever\n\nHöstens skolenkät är klar.\n\nPublicerad 3 februari 2020", 2019),
    ("figures in brackets", "Stöd\n\nSå är det 2022. Siffran inom parentes är resultatet för 2021.\n\n2022-11-15",
     2022),
    ("no year at all", "Omsorg\n\nAlla svarade.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [case[1:] for case in YEARS], ids=[case[0] for case in YEARS])
def test_a_reports_year_is_the_one_its_results_are_about(text: str, expected: int | None) -> None:
    assert read_metadata(text).report_year == expected


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("Omsorg\n\nAlla svarade.\n\nPublicerad 12 februari 2021", True),  # of 2020 as often as not
        ("Omsorg\n\nAlla svarade.\n\nPublicerad 12 maj 2021", False),
        ("Omsorg\n\nEnkäten 2020 är klar.\n\nPublicerad 12 februari 2021", False),
        ("Omsorg 2020\n\nAlla svarade.\n\nPublicerad 12 februari 2021", False),
        ("Omsorg\n\n63 procent, jämfört med 68 procent 2018.\n\nPublicerad 6 maj 2021", True),  # 2019, 2020 or 2021
        ("Omsorg\n\n63 procent, jämfört med 68 procent 2019.\n\nPublicerad 6 maj 2021", True),
        ("Omsorg\n\n63 procent, jämfört med 68 procent 2019.\n\nUppdaterad 6 januari 2021", False),
        ("Omsorg\n\n63 procent, jämfört med 68 procent 2020.\n\nPublicerad 6 maj 2021", False),
        ("Omsorg\n\nKostnaden var 166 kronor 2020.\n\nPublicerad 6 maj 2022", True),
        ("Omsorg\n\nAndelen har ökat med 5 procentenheter sedan 2020.\n\nPublicerad 6 maj 2022", False),
        ("Omsorg\n\nNKI är 74 för 2020. Bygglov får 68.\n\nPublicerad 6 maj 2021", True),
        ("Omsorg\n\nNu är det klart hur det gick under 2020. Index blev 76.\n\nPublicerad 6 maj 2021", True),
        ("Omsorg\n\n63 procent 2019, jämfört med 68 procent 2018.\n\nPublicerad 6 maj 2021", False),
    ],
)
def test_a_year_that_only_a_date_tells_may_be_unsure(text: str, unsure: bool) -> None:
    assert read_metadata(text).year_unsure == unsure


def test_years_compared_with_are_those_right_beside_the_comparison() -> None:
    text = (
        "En ökning mot 21 procent av kommunerna 2020, jämfört med 2019, men sedan 2012 är den liten. År 2008 var bra."
    )
    assert find_compared_years(text) == (2020, 2019)


TITLES = [
    ("12  Öppna jämförelser 2019 – hemlöshet\n\nBra.", "Öppna jämförelser 2019 – hemlöshet"),
    (
        "Länsstyrelsen Kronoberg\n\nVåld i nära relationer - så ser stödet ut 2022\nUr Öppna jämförelser\n\nBra.",
        "Våld i nära relationer - så ser stödet ut 2022",
    ),
    ("Start > Omsorg > Jämförelser\n\nHemlöshet i Tibro\n\nBra.", "Hemlöshet i Tibro"),
    ("Publicerad: 3 maj 2019\n\nÖppna jämförelser 2019: hemlöshet\n\nBra.", "Öppna jämförelser 2019: hemlöshet"),
    ("Öppna jämförelser 2021\n– Familjerätt\n\nBra.", "Öppna jämförelser 2021 – Familjerätt"),
    ("Öppna jämförelser 2021\n\nFamiljerätt\n\nBra.", "Öppna jämförelser 2021 – Familjerätt"),
    ("Öppna jämförelser – Skola 2019\nKommunrapport Tibro\n\nBra.",
     "Öppna jämförelser – Skola 2019 – Kommunrapport Tibro"),
    ("Öppna jämförelser 2019: LSS\nSammanfattning\n\nBra.", "Öppna jämförelser 2019: LSS"),
    ("Tillfälligt meddelande\n\nLäs om vattnet.\n\nStöd till hemlösa\n\nBra.", "Stöd till hemlösa"),
    ("Halka i centrum\n\nLäs om vägarna.\n\nMåltider i skolan\n\nÖppna jämförelser av måltider i skolan visar mer.",
     "Måltider i skolan"),
    ("Måltider i skolan\n\nMer frukt\n\nÖppna jämförelser av hur det går visar mer.", "Måltider i skolan"),
    ("Öppna jämförelser 2020\n– Stöd till äldre med\nfunktionsnedsättning\n\nBra.",
     "Öppna jämförelser 2020 – Stöd till äldre med funktionsnedsättning"),
    ("Nöjda företag\n\nBra.\n\nBygglov 61 61 63", "Nöjda företag"),
    ("Tibro kommun\n\nÄldreomsorg\n\nBra.", "Äldreomsorg"),
    ("Start / Omsorg / Äldre\n\nÄldreomsorg\n\nBra.", "Äldreomsorg"),
    ("Kvalitetsbokslut 2021, Tibro kommun\n\nHemtjänst\n\nBra.", "Kvalitetsbokslut 2021, Tibro kommun"),
    ("Öppna jämförelser 2019: sfi, Sveriges Kommuner och Landsting\n\nBra.", "Öppna jämförelser 2019: sfi"),
    ("Så ligger Tibro till\n\nSkola\n\nBra.", "Så ligger Tibro till"),
    ("Folkhälsomyndigheten och SKR\nÖppna jämförelser 2019: folkhälsa\n\nBra.", "Öppna jämförelser 2019: folkhälsa"),
    ("Så går det\n\nBra.\n\nBehöriga elever i grundskolan (%)\n\nTibro 70 71", "Så går det"),
    ("Stödet tar slut\n\nNyheter 3 maj 2019\n\nBra.\n\nFå får hjälp i grundskolan\n\nBra.", "Stödet tar slut"),
    ("Tjänsteskrivelse\nDatum: 2019-05-03\nDnr 2019/7\nSida 1(2)\nNämnden\nÖppna jämförelser – LSS 2018\n\nBra.",
     "Öppna jämförelser – LSS 2018"),
    ("Kön blir längre\n\nFler söker bygglov, och handläggningen tar nu\nlängre tid än den gjorde 2017. Det visar en\n"
     "enkät till alla kommuner.", "Kön blir längre"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[case[1] or "none" for case in TITLES])
def test_a_title_is_the_pages_own_heading(text: str, title: str) -> None:
    assert read_metadata(text).title == title


def test_a_file_without_a_heading_has_its_own_title_without_the_sites_name() -> None:
    assert read_metadata("Alla svarade på enkäten.", "Hemlöshet | Tibro kommun").title == "Hemlöshet"


def test_a_web_pages_first_heading_is_its_title() -> None:
    lines = (Line(1, 1, "Meny och sök", "Meny och sök"), Line(1, 2, "Om skolan.", "Om skolan.", role="heading"))
    page = Page(1, (*lines, Line(1, 3, "Skolan 2019", "Skolan 2019", role="heading")), "html")
    document = Document("0" * 12, "x.html", "0" * 64, "text/html", (page,))
    assert find_all(document).title == "Skolan 2019"


def test_a_web_pages_title_may_be_no_heading_where_it_names_the_report() -> None:
    lines = (Line(1, 1, "Öppna jämförelser 2020: skola", "Öppna jämförelser 2020: skola"),)
    page = Page(1, (*lines, Line(1, 2, "Några resultat", "Några resultat", role="heading")), "html")
    document = Document("0" * 12, "x.html", "0" * 64, "text/html", (page,))
    assert find_all(document).title == "Öppna jämförelser 2020: skola"


HOMES = [
    ("a report on a municipality", "Öppna jämförelser 2019\nKommunrapport Tibro\n\nBra.", TIBRO),
    ("its quality in brief", "Tibros kvalitet i korthet 2011\n\nBra.", TIBRO),
    ("a title that it ends", "Öppna jämförelser 2021. Tibro\n\nBra resultat.", TIBRO),
    ("an old genitive", "Öppna jämförelser 2021: Falu kommun\n\nBra.", Geography("municipality", "2080", "Falun")),
    ("news of the best", "Bäst i landet: Tibro\n\nBra resultat.", None),
    ("a trail of links", "Tibro kommun / Omsorg / Jämförelser\n\nHemlöshet\n\nBra.", TIBRO),
    ("a title that ends with it", "Hemlöshet i Tibro 2019\n\nBra.", TIBRO),
    ("statements of its own", "Hemlöshet\n\nI Tibro finns en plan.\n\nTibro saknar en rutin.", TIBRO),
    ("its address", "Hemlöshet\n\nHär är våra resultat.\n\nE-post: kommun@tibro.se", TIBRO),
    ("one example is no home", "Hemlöshet\n\nI Tibro finns en plan.\n\nDen är bra.", None),
    ("many municipalities",
     "Hemlöshet\n\nI Tibro finns en plan.\n\nI Laxå finns två.\n\nI Kumla finns ingen alls.", None),
    ("rows of a table", "Hemlöshet\n\nTibro 14 13 12\n\nNyckeltal Tibro Laxå Riket\n\nTibro 31 28 27", None),
    ("the association's page",
     "Hemlöshet\n\nTibro har en plan.\n\nTibro har en rutin.\n\nSKR:s arbete med hemlöshet", None),
    ("statements enough beside a link",
     "Hemlöshet\n\nTibro har en plan.\n\nTibro har en rutin.\n\nI Tibro finns jour.\n\n"
     "Läs på www.socialstyrelsen.se", TIBRO),
    ("a region's report", "Region Halland\nPatienternas röst 2020\n\nBra.", HALLAND),
    ("a county council and its department", "Hälsa 2014\nLandstinget i Halland, ledningen\n\nBra.", HALLAND),
    ("a report of its year", "Årsrapport socialtjänsten Tibro 2020\n\nBra.", TIBRO),
    ("municipalities that report together", "Skolan i Skaraborg 2020\n\nBra.", SKARABORG),
    ("a kind of municipality", "Skolan i glesbygdskommuner 2020\n\nBra.", None),
    ("an article's dateline", "Nöjda\n\nTibro. Sju av tio i kommunen är nöjda. I Laxå är färre det.", TIBRO),
    ("an article on another matter", "Nöjda\n\nI Tibro är sju av tio i kommunen nöjda. I Laxå är färre det.", None),
    ("the county's board", "Länsstyrelsen i Halland\nVåld mot närstående 2014\n\nBra.", HALLANDS_LAN),
    ("the board of a county, by its full name", "Länsstyrelsen Hallands län\n\nHemlöshet i Halland\n\nBra.",
     HALLANDS_LAN),
    ("a region named in passing", "Hälsa 2014\nBättre vård i Region Halland nu.\n\nBra.", None),
    ("its name behind a comma", "Brukarundersökning 2018, Tibro kommun\n\nBra.", TIBRO),
    ("a county in a table's row", "Betyg\n\nAndel, procent\n\nHallands län      13   15\nSkåne län      14   16", None),
    ("a committee's paper", "Protokoll\nKommunstyrelsen 2019-05-07\n\nI Tibro är andelen 4 procent, i riket 6.", TIBRO),
    ("a signed letter", "Tibro 2014-11-20\n\nTibros resultat är goda.\n\nEva Ek, socialchef", TIBRO),
    ("who speaks as we", "Så gick det\n\nVåra elever i Tibro trivs.\n\nVi i Tibro är stolta.\n\nMaten får 6.", TIBRO),
    ("an example in a national page", "Hemlöshet\n\nAv kommunerna har 45 procent en plan.\n\nDe är fler än 2019.\n\n"
     "I Tibro finns en. Nu skriver kommunen om den.", None),
    ("whom an opening tells of", "Fler klarar målen\n\nFör Tibro är det ett trendbrott.\n\nI Laxå blev 82 procent "
     "behöriga och i Kumla 79.\n\nNu anställer kommunen två lärare.", TIBRO),
    ("who signs below", "Kvalitet\n\nVi mäter varje år.\n\n88 procent är nöjda, i Laxå 79 och i Kumla 81.\n\n"
     "Tibro kommun, Box 1", TIBRO),
    ("whom a report is made for", "Servicemätning\nKundrapport till Tibro kommun\n\n68 procent fick svar.\n\n"
     "Laxå fick 71 procent och Kumla 75.", TIBRO),
    ("who takes part", "Så tycker de\n\nTibro kommun deltar varje år i undersökningen.\n\n91 procent är nöjda.", TIBRO),
    ("news from a region", "Nyhet från Region Halland 2020-02-18\n\nNöjda\n\n83 procent är nöjda. I Laholm är det 91.",
     HALLAND),
    ("a region that opens", "Väntetider\n\nRegion Halland redovisar varje månad hur länge man väntar.\n\n"
     "86 procent fick en tid.\n\nRegionen köper vård av Region Skåne och Region Kronoberg.", HALLAND),
    ("a nurse who is quoted", "Vård\n\nRegistret täckte 61 procent.\n\nPå boendet i Tibro har alla gått en "
     "kurs. ”Vi har lärt oss att våga”, säger hon i Tibro.", None),
    ("a county that reports on itself", "Hälsan\nHalland i Öppna jämförelser 2014\n\nBra.", COUNTY),
    ("news of a county",
     "Halvtomma bussar\n\nFå i Halland åker buss.\n\nI Halland kom 80 procent i tid, i Skåne fler.\n\n"
     "Halland satsar nu. I Laholm byggs en hållplats.\n\nDet kostar Halland tolv miljoner.", COUNTY),
    ("news of many counties",
     "Halvtomma bussar\n\nI Halland åker få buss.\n\nI Skåne kom 80 procent i tid, i Halland fler.\n\n"
     "Halland och Dalarna satsar nu.\n\nI Örebro län, Skåne och Halland blir det dyrt.", None),
    ("two examples among others",
     "Skolan\n\nI Tibro får alla en mentor.\n\nI Tibro är andelen 88 procent, följt av Laxå.\n\n"
     "Mest har Laxå ökat. I Laxå byggs en skola.", None),
    ("riket alone", "Hemlöshet\n\nI riket är andelen 4 procent.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "home"), [case[1:] for case in HOMES], ids=[case[0] for case in HOMES])
def test_a_pages_home_is_the_municipality_that_speaks(text: str, home: Geography | None) -> None:
    assert read_metadata(text).home == home


PUBLISHERS = [
    ("Hemlöshet\n\nI Tibro finns en plan.\n\nTibro saknar en rutin.", "Tibro kommun"),
    ("Hemlöshet\n\nI Falun finns en plan.\n\nFalun saknar en rutin.", "Falu kommun"),
    ("Socialstyrelsen, faktablad 2022\n\nHemlöshet\n\nBra.", "Socialstyrelsen"),
    ("Hemlöshet\n\nSe Socialstyrelsens webbplats.\n\nKälla: Socialstyrelsen.", "Socialstyrelsen"),
    ("Hemlöshet\n\nSKR uppmuntrar alla att jämföra sig. Enkäten är Socialstyrelsens.", "SKR"),
    ("Hemlöshet\n\nSKL ser positivt på detta.", "SKL"),
    ("Hemlöshet\nNyhet från SKR 2021-05-18\n\nBra.", "SKR"),
    ("Hemlöshet\n\nDet visar siffror från Socialstyrelsen.", ""),
    ("Hemlöshet\n\nBeskrivning av måtten finns.", ""),
]


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("Uppföljning\n\nNämnden har frågat. Av de boende är 84 procent nöjda.", True),
        ("Uppföljning\n\nNämnden har frågat. I riket är 84 procent nöjda.", False),
        ("Uppföljning\n\nAv de boende är 84 procent nöjda.", False),
        ("Uppföljning\n\nNämnden i Tibro har frågat. Av de boende är 84 procent nöjda.", False),
    ],
)
def test_a_local_page_that_does_not_say_whose_it_is_has_no_sure_home(text: str, unsure: bool) -> None:
    assert read_metadata(text).home_unsure == unsure


@pytest.mark.parametrize(("text", "publisher"), PUBLISHERS)
def test_a_publisher_speaks_itself_and_is_not_only_mentioned(text: str, publisher: str) -> None:
    assert read_metadata(text).publisher == publisher


AREAS = [
    ("Nöjda företag\n\nI Öppna jämförelser Företagsklimat 2019 är index 73.", "företagsklimat"),
    ("Öppna jämförelser 2019: ekonomiskt bistånd\n\nBra.", "ekonomiskt bistånd"),
    ("Öppna jämförelser 2022: måltider i skolan\n\nBra.", "måltider i skolan"),
    ("Resultat\n\nHemlöshet är dyrt. Planer mot hemlöshet finns. Akut hemlöshet ökar.", "hemlöshet"),
    ("Måltider i skolan\n\nÖppna jämförelser av måltider i skolan visar var det är gott.", "måltider i skolan"),
    ("Resultat\n\nEn plan mot hemlöshet finns.", ""),
]


@pytest.mark.parametrize(("text", "area"), AREAS)
def test_an_area_is_what_the_title_or_most_of_the_text_names(text: str, area: str) -> None:
    assert read_metadata(text).subject_area == area


def test_dates_in_running_text_are_not_the_pages() -> None:
    long = (
        "Den handbok som många kommuner har väntat på publicerades den 3 maj 2018 och den uppdaterades 4 maj 2019, " * 2
    )
    found = read_metadata(f"Hemlöshet\n\n{long}\n\nUppdaterad: 2020-01-02")
    assert (found.published, found.updated) == ("", "2020-01-02")


def test_a_laws_date_is_not_the_pages() -> None:
    assert read_metadata("Hemlöshet\n\nBra.\n\n1 SOSFS 2014:5, ändrad den 1 oktober 2015.").updated == ""


def test_years_are_those_of_the_text_and_not_of_its_footer() -> None:
    assert read_metadata("Plan 2019\n\nAndelen ökade 2015–2017.\n\nPublicerad: 2021-01-02").years == (
        2015,
        2016,
        2017,
        2019,
    )


def test_every_month_is_a_month() -> None:
    assert {int(row["month"]) for row in read_rows("months.csv", "name", "month")} == set(range(1, 13))
