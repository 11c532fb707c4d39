"""Repair of damaged words and signs: what must come out right, and what must not be touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from normalise_samples import DAMAGED, make_document, repair_damaged

import pipeline.data
from pipeline.model import Document, Line, Page
from pipeline.normalise import repair_document, replay


@pytest.mark.parametrize(
    ("damaged", "printed"),
    [
        ("Kommunerna bor folja upp sina insatser", "Kommunerna bör följa upp sina insatser"),
        ("Barn som bor i skyddat boende", "Barn som bor i skyddat boende"),
        ("Resultatet ar battre an for tre ar sedan", "Resultatet är bättre än för tre år sedan"),
        ("Skillnaden mellan kvinnor och man har minskat", "Skillnaden mellan kvinnor och män har minskat"),
        ("hela rapporten har.", "hela rapporten här."),
        ("Allt fler Kommuner har en plan", "Allt fler kommuner har en plan"),
        ("Sveriges Kommuner och Regioner", "Sveriges Kommuner och Regioner"),
        ("andelen lokaler i Kommunens regi", "andelen lokaler i kommunens regi"),
        ("i samtliga regioner Klarar man malet", "i samtliga regioner klarar man målet"),
        ("Kalla: Nordisk Kulturhistoria", "Källa: Nordisk Kulturhistoria"),
        ("Andel Kvinnor/Man Alla", "Andel Kvinnor/Män Alla"),
        ("Oppna jamforelser Aldreomsorg i korthet", "Öppna jämförelser Äldreomsorg i korthet"),
        ("boken Oppna jamforelser Kulturmiljo", "boken Öppna jämförelser Kulturmiljö"),
        ("i arets Oppna jamforelser", "i årets öppna jämförelser"),
        ("resultat i Kommunens Kvalitet i Korthet", "resultat i Kommunens Kvalitet i Korthet"),
        ("2016 var nivan lag", "2016 var nivån låg"),
        ("42 procent man", "42 procent män"),
        ("Betyget bland kvinnorna ar 62. Man ger 59", "Betyget bland kvinnorna är 62. Män ger 59"),
        ("Ar det en kvinna eller en man", "Är det en kvinna eller en man"),
        ("Trygghet\nMatt Kil Sunne Riket", "Trygghet\nMått Kil Sunne Riket"),
        ("Lan Kv Man Kv Man", "Län Kv Män Kv Män"),
        ("Bland kvinnor och man ar skillnaden stor", "Bland kvinnor och män är skillnaden stor"),
        ("hur man kan jamfora resultaten", "hur man kan jämföra resultaten"),
        ("Har hittar du resultaten", "Här hittar du resultaten"),
        ("Andelen har okat med tva procentenheter", "Andelen har ökat med två procentenheter"),
        ("I var kommun finns en overenskommelse", "I vår kommun finns en överenskommelse"),
        ("Var tredje kommun saknar rutiner", "Var tredje kommun saknar rutiner"),
        ("har upplevt vald i nara relationer", "har upplevt våld i nära relationer"),
        ("Hon blev vald till ordforande", "Hon blev vald till ordförande"),
        ("tre ar i rad", "tre år i rad"),
        ("2021 ars resultat", "2021 års resultat"),
        ("Sa har arbetar Kiruna", "Så här arbetar Kiruna"),
        ("Sa har det alltid varit", "Så har det alltid varit"),
        ("Antalet man har vuxit", "Antalet män har vuxit"),
        ("Darefter lag Lund", "Därefter låg Lund"),
        ("vilket ar 2,4 procent", "vilket är 2,4 procent"),
        ("Reglerna ska gilla fran i ar", "Reglerna ska gälla från i år"),
        ("Bland min ar andelen", "Bland män är andelen"),
        ("Det tar 12 min for larm", "Det tar 12 min för larm"),
        ("LAS OCKSA RAPPORTEN", "LÄS OCKSÅ RAPPORTEN"),
        ("elevernas invandringsar", "elevernas invandringsår"),
        ("Skillnaden r storst", "Skillnaden är störst"),
        (
            "Ensamstaende kvinna med barn 21\nEnsamstaende man med barn 14",
            "Ensamstående kvinna med barn 21\nEnsamstående man med barn 14",
        ),
        ("De som ar 65 Ar eller aldre", "De som är 65 år eller äldre"),
        ("Fler platser\nOppettider per vecka", "Fler platser\nÖppettider per vecka"),
        (
            "Fler kvinnor -\n4 andra sidan farre man. A andra sidan",
            "Fler kvinnor -\nå andra sidan färre män. Å andra sidan",
        ),
        ("samtal om Ostergotland och malen", "samtal om Östergötland och målen"),
        ("Ijamforelse med riket", "I jämförelse med riket"),
        ("Isaksson och Ibrahim Idrissi", "Isaksson och Ibrahim Idrissi"),
        ("Fakta om Oppna jamforelser. Pa Oppna forskolan", "Fakta om öppna jämförelser. På Öppna förskolan"),
        ("namnden vill att vi ska Oppna fler", "nämnden vill att vi ska öppna fler"),
        ("Timra 11 12\nAnge 16,2 0,9\nAnge namn", "Timrå 11 12\nÅnge 16,2 0,9\nAnge namn"),
        ("Hoors kommun. Horbys skolor", "Höörs kommun. Hörbys skolor"),
        ("Antal sokande\nPris Kostnad, kr", "Antal sökande\nPris Kostnad, kr"),
        ("betyg i 16 Amnen i skolan", "betyg i 16 ämnen i skolan"),
        ("se Aldreguiden. I Aldre hus", "se Äldreguiden. I äldre hus"),
        ("Fyra personer miste livet", "Fyra personer miste livet"),
        ("Skolan nar ungefar var femte elev", "Skolan når ungefär var femte elev"),
        ("Bland sjukskrivna man ar det fler", "Bland sjukskrivna män är det fler"),
        ("fick 9 kilo avfall ar 2019, vilket ar mer", "fick 9 kilo avfall år 2019, vilket är mer"),
        ("de ar nojda med det stod de far", "de är nöjda med det stöd de får"),
        ("Priset ar 2019,5 kronor", "Priset är 2019,5 kronor"),
        ("Det tar 70 ar att bygga om", "Det tar 70 år att bygga om"),
        ("Fragar man ar det fler", "Frågar man är det fler"),
        ("Reglerna ska gilla i tre ar", "Reglerna ska gälla i tre år"),
        ("Nyckeltal for socialtjansten i samtliga\nAldre och", "Nyckeltal för socialtjänsten i samtliga\nÄldre och"),
        (
            "Nyckeltal for socialtjanstens verksamhet, som ges till vuxna och\nAldre i alla kommuner",
            "Nyckeltal för socialtjänstens verksamhet, som ges till vuxna och\näldre i alla kommuner",
        ),
    ],
)
def test_neighbours_choose_between_words_that_lose_their_dots_into_each_other(damaged: str, printed: str) -> None:
    assert repair_damaged(damaged) == printed


@pytest.mark.parametrize(
    ("damaged", "printed"),
    [
        ("en 6kning av st6det", "en ökning av stödet"),
        ("16pande uppféljning", "löpande uppföljning"),
        ("att I6sa problemen", "att lösa problemen"),
        ("Méan och kvinnor svarade", "Män och kvinnor svarade"),
        ("Kvinnor 2022 Ma§an 2022", "Kvinnor 2022 Män 2022"),
        ("behGriga elever", "behöriga elever"),
        ("fler bam i skolan", "fler barn i skolan"),
        ("j@mfdrelser 6ver tid", "jämförelser över tid"),
        ("Tillgingligheten dr god", "Tillgängligheten är god"),
        ("det &r mindre &n hilften", "det är mindre än hälften"),
        ("for mé&n och kvinnor", "för män och kvinnor"),
        ("kommmuner i landet", "kommuner i landet"),
        ("LAS OCKSA: kortare koer", "LÄS OCKSÅ: kortare köer"),
        ("Sa svarade Kopingsborna och Hoganasborna", "Så svarade Köpingsborna och Höganäsborna"),
        ("moten i MoOnsteras och Ljiungby", "möten i Mönsterås och Ljungby"),
        ("enligt genomf6drandeplanen", "enligt genomförandeplanen"),
        ("Hialsan hos Mian", "Hälsan hos Män"),
        ("enligt [akarna [sic]", "enligt läkarna [sic]"),
        ("fler i Kkommuner dar oOppna enkater finns", "fler i kommuner där öppna enkäter finns"),
        ("hjalp avy personalen", "hjälp av personalen"),
        ("om det g§ller barn, 7 § SoL", "om det gäller barn, 7 § SoL"),
        ("Sammanfatining av arendet", "Sammanfattning av ärendet"),
        ("eleverna ar delaktigai arbetet", "eleverna är delaktiga i arbetet"),
        ("larskurs 6 var det fler", "I årskurs 6 var det fler"),
        ("SA manga fick stod. PA dagen var det fler", "Så många fick stöd. På dagen var det fler"),
        ("stod av PA. PA ges i hemmet", "stöd av PA. PA ges i hemmet"),
        ("utgiven av SKRi samarbete, i29 kommuner", "utgiven av SKR i samarbete, i 29 kommuner"),
        ("Nojdheten (NK!) steg. OBS! nytt", "Nöjdheten (NKI) steg. OBS! nytt"),
        ("logga in med BanklD, SFS m.fi.", "logga in med BankID, SFS m.fl."),
        ("1Namnden har skrivit om det", "1Nämnden har skrivit om det"),
        (
            "S? m?nga p? landet beh?ver st?d. ?ldre bor i ?rebro.",
            "Så många på landet behöver stöd. Äldre bor i Örebro.",
        ),
        ("Vem betalar? det vet ingen", "Vem betalar? det vet ingen"),
        ("den nya forzkolan", "den nya förskolan"),
        ("clever i arskurs 9", "elever i årskurs 9"),
        ("tio av elevernai gruppen", "tio av eleverna i gruppen"),
        ("Jam forelsen ar ny. Ar ets enkat", "Jämförelsen är ny. Årets enkät"),
        ("en avdelning ar ny om vardnad", "en avdelning är ny om vårdnad"),
        ("Restid 104 (110)\nAteranvant gods 38", "Restid 104 (110)\nÅteranvänt gods 38"),
        ("ij 44 46 51", "i 44 46 51"),
        ("enheten i Bergtallesl6v", "enheten i Bergtalleslöv"),
        ("lokaler pa Klockholmsvagen", "lokaler på Klockholmsvägen"),
        ("enligt Kundundersdékningen", "enligt Kundundersökningen"),
        ("Nodjda med maten, sdémre med priset", "Nöjda med maten, sämre med priset"),
        ("hos ett galvaniseringsforetag", "hos ett galvaniseringsföretag"),
        ("flera foraldrakurser", "flera föräldrakurser"),
        ("Avrets resultat", "Årets resultat"),
        ("i alla Aamnen", "i alla ämnen"),
        ("| riket var andelen 61 procent", "I riket var andelen 61 procent"),
        ("enligt |PS-modellen", "enligt IPS-modellen"),
        ("OJ 2019", "ÖJ 2019"),
        ("Higst omdome. I Hirby ar det fler. Finns Silas?", "Högst omdöme. I Hörby är det fler. Finns Silas?"),
        ("Lads mer om de Ndojda", "Läs mer om de Nöjda"),
        ("hos médnnen och |lakarna", "hos männen och läkarna"),
        ("Av alla. AV dem ar tio med. AV-teknik", "Av alla. Av dem är tio med. AV-teknik"),
        ("sedan tva ar. 1 kommuner med fler", "sedan två år. I kommuner med fler"),
        ("enligt 2 kap. 7 8 socialtjanstlagen", "enligt 2 kap. 7 § socialtjänstlagen"),
        ("Publicerad 2019 e Art.nr 3", "Publicerad 2019 • Art.nr 3"),
        ("Kvinnor2022 Méan2022 SOU2019. Ar2022 var", "Kvinnor 2022 Män 2022 SOU2019. År 2022 var"),
        ("tandskoterskornas loner", "tandsköterskornas löner"),
        ('sade "Far jag?” och ”Nar?”', "sade ”Får jag?” och ”När?”"),
        ('sade "Far jag?" och ”Nar?”', 'sade "Får jag?" och ”När?”'),
        ("-man 12 14\n-kvinnor 15 17\n-fler", "- män 12 14\n- kvinnor 15 17\n-fler"),
    ],
)
def test_letters_read_as_other_signs_are_found_again(damaged: str, printed: str) -> None:
    assert repair_damaged(damaged) == printed


@pytest.mark.parametrize(
    ("damaged", "printed"),
    [
        ("¢ Fler kommuner har rutiner", "• Fler kommuner har rutiner"),
        ("« 61 procent har rutiner", "• 61 procent har rutiner"),
        ("e Kommunerna samverkar", "• Kommunerna samverkar"),
        ("¢154 procent av kommunerna", "• I 54 procent av kommunerna"),
        ("¢ 154 procent av kommunerna", "• I 54 procent av kommunerna"),
        ("*1 12 regioner finns rutiner", "• I 12 regioner finns rutiner"),
        ("* 1 riket finns rutiner", "• I riket finns rutiner"),
        ("* 1 kommun saknar rutiner", "• 1 kommun saknar rutiner"),
        ("*¢ 61 procent har rutiner", "• 61 procent har rutiner"),
        ("+] riket finns rutiner", "• I riket finns rutiner"),
        ("¢ T riket finns rutiner", "• I riket finns rutiner"),
        ("Det var fler. 171 procent av fallen", "Det var fler. I 71 procent av fallen"),
        ("Kostnaden steg till 171 procent av fjolarets", "Kostnaden steg till 171 procent av fjolårets"),
        ("• 1174 av landets kommuner", "• I 174 av landets kommuner"),
        ("bes6k 1\ngenomsnitt 12 dagar", "besök i\ngenomsnitt 12 dagar"),
        ("rutiner finns 1 Nassj6", "rutiner finns i Nässjö"),
        ("rutiner finns 172 procent av kommunerna", "rutiner finns i 72 procent av kommunerna"),
        ("Det var allt (91,2). |\nbotten finns Eda", "Det var allt (91,2). I\nbotten finns Eda"),
        ("en person 1 Torsby. 1 Torsby finns", "en person i Torsby. I Torsby finns"),
        ("fran 1 april till 1 maj, tabell 1 och 1 procent", "från 1 april till 1 maj, tabell 1 och 1 procent"),
        ("e | riket finns rutiner", "• I riket finns rutiner"),
        ("~ Torsby ger mest", "– Torsby ger mest"),
        ("Svaren kom 3 maj—-4 juni", "Svaren kom 3 maj–4 juni"),
        ("Enkat om skolan -- Torsby ger mest", "Enkät om skolan – Torsby ger mest"),
        ("Torsby -- 12", "Torsby -- 12"),
        ("-Fler kommuner har rutiner", "- Fler kommuner har rutiner"),
        ("-rutiner finns", "-rutiner finns"),
        ("-Okningen ar stor", "- Ökningen är stor"),
        ("Det var allt. |\nlandet finns fler", "Det var allt. I\nlandet finns fler"),
        ("Sa var det 2017. |\nlandet finns fler", "Så var det 2017. I\nlandet finns fler"),
        ("Start | Kontakt |\nNyheter", "Start | Kontakt |\nNyheter"),
        ("‘Tre av fem svarar", "Tre av fem svarar"),
        ("Pojkar ‘Totalt 56 54", "Pojkar Totalt 56 54"),
        ("ordet ‘Trygg’ finns inte", "ordet ‘Trygg’ finns inte"),
        ("Malet ar att\ne fler deltar\ne ingen saknar stod", "Målet är att\n• fler deltar\n• ingen saknar stöd"),
    ],
)
def test_bullets_and_an_i_glued_to_a_figure_are_told_apart(damaged: str, printed: str) -> None:
    assert repair_damaged(damaged) == printed


@pytest.mark.parametrize(
    ("damaged", "printed"),
    [
        ("Mora 61,2 . 63,0\n.. saknas", "Mora 61,2 .. 63,0\n.. saknas"),
        ("Boende . 63\n.. saknas", "Boende .. 63\n.. saknas"),
        ("Boende . . 63\n.. saknas", "Boende .. .. 63\n.. saknas"),
        ("Boende - 63 .\n.. saknas", "Boende - 63 ..\n.. saknas"),
        ("Mora 61,2 . 63,0 ..\n. Uppgift ej relevant", "Mora 61,2 . 63,0 ..\n. Uppgift ej relevant"),
        ("Mora 61,2 . 63,0", "Mora 61,2 . 63,0"),
        ("Andelen var 28 .\n.. saknas", "Andelen var 28 .\n.. saknas"),
        ("Mora = 61,2 63,0", "Mora 61,2 63,0"),
        ("Mora 61,2 = 63,0", "Mora 61,2 63,0"),
        ("Mora 2017 =2018 §=2019", "Mora 2017 2018 2019"),
        ("Mora 83 #77 =83", "Mora 83 77 83"),
        ("Mora 82,6(82,1) 77,0 (76,1)", "Mora 82,6 (82,1) 77,0 (76,1)"),
        ("_ Mora 82,6", "Mora 82,6"),
        ("Mora 61,2 ° 63,0", "Mora 61,2 63,0"),
        ("Kvinnor = Man Totalt", "Kvinnor Män Totalt"),
        (".. = uppgift saknas", ".. = uppgift saknas"),
        ("ett varde mellan O och 100, malet 8O procent", "ett värde mellan 0 och 100, målet 80 procent"),
        ("Ring 0123-45 67 0O", "Ring 0123-45 67 00"),
        ("n = 345 och x = 5 10", "n = 345 och x = 5 10"),
        ("Leksand —_Riket §=2019", "Leksand Riket 2019"),
        ("2 O00 kronor, en 6kning med O,4", "2 000 kronor, en ökning med 0,4"),
        ("Nyckeltal 2016 +2017 §2018", "Nyckeltal 2016 2017 2018"),
        ("Ring 0123-45 67 OO.", "Ring 0123-45 67 00."),
        ("Mora 39 Al 44", "Mora 39 41 44"),
        ("Vantat 90 dagar Al 44 47", "Väntat 90 dagar 41 44 47"),
        ("Rutiner finns i A1 procent av kommunerna", "Rutiner finns i 41 procent av kommunerna"),
        ("A1 12 14\nsal 2 A1", "A1 12 14\nsal 2 A1"),
        ("OO eller 12 OOP", "OO eller 12 OOP"),
    ],
)
def test_signs_among_figures_are_put_right_and_their_digits_stay(damaged: str, printed: str) -> None:
    assert repair_damaged(damaged) == printed


@pytest.mark.parametrize(
    "text",
    [
        "Jelena Corovic och Sead Haksabanovic",
        "Mats Nyberg, projektledare, och Anna Hall",
        "anna.oberg@malmo.se eller www.malmo.se/oppna-jamforelser",
        "se https://www.exempel.se/statistik/vald-i-\nnara-relationer/rapport",
        "enligt AUDIT, DUDIT, ASI och FREDA",
        "SOSFS 2014:5, 4 kap. 1 §, dnr 4.3-12345/2018",
        "Publicerad 2018 | Uppdaterad 2019",
        "12,4 .. 161 172 2 1 204 1-2 2016-2021",
        "The results are for managers and analysts",
        "enligt SoL och LSS",
        "vi deltog i Kommunens kvalitet i korthet",
        "Stöd och hjälp Kvinnor 41 38 40",
        "Rapporten (pdf, 310 kB)",
        "Kostnaden steg med 161 procent",
    ],
)
def test_names_addresses_codes_and_figures_are_nobodys_to_repair(text: str) -> None:
    assert repair_damaged(text) == text


@pytest.mark.parametrize("text", ["Andel (2020)", "Andel (61) 59", "Antal (90)", "en andel (90 procent)"])
def test_other_figures_behind_a_share_are_no_percent_signs(text: str) -> None:
    (line,) = repair_document(make_document(text)).lines
    assert line.text == text


def test_two_candidates_leave_the_word_alone_and_are_named() -> None:
    document = repair_document(make_document(f"{DAMAGED}.\n\nraden\n\n{DAMAGED}."))
    (undecided,) = [problem for problem in document.problems if problem.code == "word-undecided"]
    assert (undecided.message, undecided.page) == ("raden: råden or raden?", 1)
    assert document.lines[2].text == "raden"


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Bam och unga i Dalamas län", "Barn och unga i Dalarnas län"),
        ("Det gåller Kyinnor", "Det gäller Kvinnor"),
        ("Adam såg ett lam vid Hammams modem", "Adam såg ett lam vid Hammams modem"),
        ("BAM och e-post till bam@exempel.se", "BAM och e-post till bam@exempel.se"),
    ],
)
def test_words_that_swedish_ocr_made_no_words_are_put_right(read: str, printed: str) -> None:
    page = Page(1, (Line(1, 1, read, read),), "ocr")
    (line,) = repair_document(Document("0" * 12, "scan.pdf", "", "application/pdf", (page,))).lines
    assert line.text == printed
    assert replay(line.raw, line.repairs) == printed


def test_every_rule_has_a_sentence_for_the_steward() -> None:
    known = {row["rule"] for row in pipeline.data.read_rows("repair_rules.csv", "rule", "sentence", "example")}
    folder = Path(pipeline.data.__file__).parent.parent / "normalise"
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    assert all(f'"{rule}"' in code for rule in known)
    damaged = f"{DAMAGED}.\n¢154 procent av m&n\n| OJ"
    assert {repair.rule for repair in repair_document(make_document(damaged)).repairs} <= known
