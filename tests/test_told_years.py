"""A text's own words on the year of its data are found in any order, and what is to come or was before is not."""

from __future__ import annotations

import pytest

from pipeline.parse.sentences import MAX_TOKENS
from pipeline.parse.told_years import drop_coming, find_lead_years, find_told_years


@pytest.mark.parametrize(
    ("text", "concerned"),
    [
        ("Resultatet som nu redovisas gäller beslut som fattades under 2021.", (2021,)),
        ("Rapporten omfattar kalenderåret 2021.", (2021,)),
        ("Årsrapporten grundas på undersökningar av 41 000 barn under 2016.", (2016,)),
        ("Statistiken rör mätmånaden mars 2018.", (2018,)),
        ("Värdena i texten är för 2018.", (2018,)),
        ("Rapporten är behandlad av nämnden i mars 2018.", ()),
        ("I den här skrivelsen redovisas utfallet för 2019.", (2019,)),
        ("Senaste året i källan är 2012, som alla värden avser.", (2012,)),
        ("Underlaget bygger på betygen från våren 2016.", (2016,)),
        ("Samtliga uppgifter om hemtjänsten är hämtade för helåret 2019.", (2019,)),
        ("Uppgifterna om hemtjänsten gäller 2019.", ()),
        ("Här följer våra svar i Öppna jämförelser 2020, som bygger på händelser under 2019.", (2019,)),
        ("Enkäten lämnades in i januari 2021 och beskriver läget vid utgången av 2020.", (2020,)),
        ("Omgången omfattar resultat från 2017 och offentliggjordes i april 2018.", (2017,)),
        ("Ny statistik är klar. Den omfattar utbetalningar till och med december 2020.", (2020,)),
        ("Statistiken samlades in i februari 2019. Den visar läget den 31 december 2018.", (2018,)),
        ("Uppgifterna nedan är hämtade ur register. De avser 2021.", ()),
        ("Uppföljningen grundas på redovisningar till och med december 2022.", (2022,)),
        ("Den förra rapporten omfattade 2017.", ()),
        ("De senaste resultaten för dem är från 2018.", ()),
        ("Målet gäller resultatet till 2030.", ()),
        ("Rapporten bygger på lagen från 2013.", ()),
        ("Resultatet för 2019 är 45 procent.", ()),
        ("Barnen gick i skolan under 2019.", ()),
    ],
)
def test_the_year_that_data_concern(text: str, concerned: tuple[int, ...]) -> None:
    assert find_told_years([text]).concerned == concerned


@pytest.mark.parametrize(
    ("text", "collected"),
    [
        ("Enkäten gick ut i oktober 2020 till dem som hade besökt en vårdcentral.", (2020,)),
        ("Elever i årskurs 8 svarade under oktober och november 2019.", (2019,)),
        ("Den som kom mellan den 14 september och den 31 oktober 2020 fick en enkät.", (2020,)),
        ("Kartläggningen gjordes i maj 2009 och är en upprepning av den som gjordes 2006.", (2009,)),
        ("Undersökningen ”Vad tycker de äldre?” genomfördes våren 2019.", (2019,)),
        ("Enkäten skickades senast ut våren 2022 till 3 000 invånare.", (2022,)),
        ("Kommunen gör varje år en mätning. Den senaste gick ut till 3 000 invånare i september 2022.", (2022,)),
        ("Genomfördes v. 37–44 hösten 2021", (2021,)),
        ("Underlaget är en undersökning i gymnasiets år 1, som genomfördes i november 2021.", (2021,)),
        ("Enkäten ska besvaras senast 2023.", ()),
        ("Studien bygger på en enkät som genomfördes 2016.", (2016,)),
        ("Enkäten görs sedan 2016.", ()),
        ("Nästa enkät genomförs hösten 2022.", ()),
        ("I enkäten 2016 svarade 54 procent ja.", ()),
    ],
)
def test_the_year_in_which_data_were_collected(text: str, collected: tuple[int, ...]) -> None:
    assert find_told_years([text]).collected == collected


def test_what_is_to_come_is_left_out() -> None:
    text = "Alla svarade 2020. Målet för 2024 är 80 procent. Prognosen når till 2030."
    assert drop_coming(text) == "Alla svarade 2020."
    assert drop_coming("Alla svarade.") == "Alla svarade."


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Nu är det klart hur företagarna upplevde kommunernas service under 2019.", (2019,)),
        ("Det visar statistiken över räddningsinsatser 2017.", (2017,)),
        ("Under 2019 var 45 procent nöjda.", ()),
        ("Lagen infördes 2019.", ()),
        ("Sedan 2019 har allt blivit bättre.", ()),
        ("Rapporten presenterades i maj 2019.", ()),
        ("Målet är att alla ska ha en plan 2025.", ()),
    ],
)
def test_the_year_that_news_begin_with(text: str, years: tuple[int, ...]) -> None:
    assert find_lead_years([text]) == years


def test_a_sentence_may_break_off_behind_its_first_word() -> None:
    assert find_told_years(["2019 " + "statistiken " * MAX_TOKENS + "den"]).collected == ()
