"""Schemas of tables in plain text: each is read whole, and what it states is compared level by level.

An expected level is `value unit gender place year` and, after a bar, words that the indicator must hold.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from table_samples import KALMAR, describe, make_document, read_all

from pipeline.model import Geography
from pipeline.parse.tables import find_tables


@dataclass(frozen=True)
class Schema:
    name: str
    text: str
    levels: str
    home: Geography | None = None
    year: int | None = 2021


SCHEMAS = [
    Schema(
        "figures between two label lines, women and men in turn",
        """
Tabell 1. Erbjuder gruppstöd till närstående, 2020–2022

Andel kommuner, procent, riket

Indikator 2020 2021 2022
Erbjuder gruppstöd utan ansökan till:
31 33 36
- kvinnor som vårdar en närstående
Erbjuder gruppstöd utan ansökan till:
30 32 35
- män som vårdar en närstående

Källa: Enkäten.
""",
        """
31 percent K riket 2020 | gruppstöd utan ansökan|närstående
33 percent K riket 2021 | gruppstöd
36 percent K riket 2022 | gruppstöd
30 percent M riket 2020 | gruppstöd utan ansökan
32 percent M riket 2021 | gruppstöd
35 percent M riket 2022 | gruppstöd
""",
    ),
    Schema(
        "figures on the middle one of three label lines, hyphens at line ends",
        """
Tabell 4. Uppföljning av insatser 2018-2020

Andel kommuner, procent

Indikator 2018 2019 2020
Har följt upp brukarnas upp-
levelse av hemtjänstens insat- 41 43 52
ser under året

Källa: Enkäten.
""",
        """
41 percent T riket 2018 | Har följt upp brukarnas upplevelse av hemtjänstens insatser under året
43 percent T riket 2019 | insatser
52 percent T riket 2020 | insatser
""",
    ),
    Schema(
        "figures on the last label line, empty lines anywhere",
        """
Tabell 2. Väntetider, 2019–2020

Andel kommuner, procent, riket

Indikator 2019 2020

Väntetid till första besök är

högst två veckor 61 64

Väntetid till beslut är högst

en månad 55 58

Källa: Enkäten.
""",
        """
61 percent T riket 2019 | Väntetid till första besök är högst två veckor
64 percent T riket 2020 | första besök
55 percent T riket 2019 | Väntetid till beslut är högst en månad
58 percent T riket 2020 | beslut
""",
    ),
    Schema(
        "figures on the first label line",
        """
Tabell 2. Rutiner, 2019–2020
Andel kommuner, procent
Indikator 2019 2020
Rutin vid misstanke om brott 44 47
mot äldre
Rutin vid misstanke om hot 31 35
mot personal

Källa: Enkäten.
""",
        """
44 percent T riket 2019 | misstanke om brott mot äldre
47 percent T riket 2020 | brott mot äldre
31 percent T riket 2019 | hot mot personal
35 percent T riket 2020 | hot mot personal
""",
    ),
    Schema(
        "group rows with dashes that carry the figures",
        """
Tabell 3. Boende, 2020 och 2021

Andel kommuner, procent

Insats 2020 2021
Erbjuder skyddat boende till:
- kvinnor utan barn 81 82
- män utan barn 48 52
Erbjuder jourboende till:
- kvinnor med barn 71 -
- män med barn 50 49

- Frågan ställdes inte.
Källa: Enkäten.
""",
        """
81 percent K riket 2020 | skyddat boende|utan barn
82 percent K riket 2021 | skyddat boende
48 percent M riket 2020 | skyddat boende
52 percent M riket 2021 | skyddat boende
71 percent K riket 2020 | jourboende|med barn
- percent K riket 2021 | jourboende
50 percent M riket 2020 | jourboende
49 percent M riket 2021 | jourboende
""",
    ),
    Schema(
        "instruments by name, missing years in front",
        """
Tabell 1. Användning av bedömningsmetoder inom barnavården, 2019–2021

Andel kommuner, procent, riket

Metod 2019 2020 2021
BBIC 95 97 98
FREDA-beskrivning .. .. 31
SAVRY 12 13 *

.. Uppgift saknas. * För få svar.
""",
        """
95 percent T riket 2019 | bedömningsmetoder|BBIC
97 percent T riket 2020 | BBIC
98 percent T riket 2021 | BBIC
.. percent T riket 2019 | FREDA
.. percent T riket 2020 | FREDA
31 percent T riket 2021 | FREDA
12 percent T riket 2019 | SAVRY
13 percent T riket 2020 | SAVRY
* percent T riket 2021 | SAVRY
""",
    ),
    Schema(
        "gender columns and riket, units in labels",
        """
Tabell 5. Resultat i årskurs 9, våren 2020

Nyckeltal Flickor Pojkar Totalt Riket
Behöriga till estetiskt program, andel (%) 86,1 80,2 83,0 82,9
Godkända i idrott, andel (%) 93,5 .. 94,0 93,1
Genomsnittligt meritvärde, poäng 239,0 214,5 226,3 231,1
""",
        """
86.1 percent K Kalmar våren_2020 | estetiskt
80.2 percent M Kalmar våren_2020 | estetiskt
83.0 percent T Kalmar våren_2020 | estetiskt
82.9 percent T riket våren_2020 | estetiskt
93.5 percent K Kalmar våren_2020 | idrott
.. percent M Kalmar våren_2020 | idrott
94.0 percent T Kalmar våren_2020 | idrott
93.1 percent T riket våren_2020 | idrott
239.0 points K Kalmar våren_2020 | meritvärde
214.5 points M Kalmar våren_2020 | meritvärde
226.3 points T Kalmar våren_2020 | meritvärde
231.1 points T riket våren_2020 | meritvärde
""",
        home=KALMAR,
    ),
    Schema(
        "rows are municipalities, years are columns",
        """
Tabell 2. Elever som tar examen inom tre år, 2019–2021
Andel (%), gymnasieskolans alla program
Kommun 2019 2020 2021
Borgholm 66,1 67,0 68,2
Mörbylånga 71,0 * 72,5
Upplands Väsby 70,4 71,1 70,0
Riket 71,7 72,0 72,4
""",
        """
66.1 percent T Borgholm 2019 | Elever som tar examen inom tre år
67.0 percent T Borgholm 2020 | examen
68.2 percent T Borgholm 2021 | examen
71.0 percent T Mörbylånga 2019 | examen
* percent T Mörbylånga 2020 | examen
72.5 percent T Mörbylånga 2021 | examen
70.4 percent T Upplands_Väsby 2019 | examen
71.1 percent T Upplands_Väsby 2020 | examen
70.0 percent T Upplands_Väsby 2021 | examen
71.7 percent T riket 2019 | examen
72.0 percent T riket 2020 | examen
72.4 percent T riket 2021 | examen
""",
        home=KALMAR,
    ),
    Schema(
        "year before in parentheses, units in a column, parentheses lacking in some rows",
        """
Tabell 1. Effektivitet i kommunen

Mått Enhet Osby 2012 (2011) Nätverket 2012 (2011)
Kostnad för en plats i grundskolan tusen kr/elev 91 (89) 95 (94)
Elever som når målen i årskurs 6 % 78.4 80.1
Nöjda med sin kontakt index 0-100 55 (57) 51 (50)
Kostnad per brukare kr 392 (364) 341 (334)
""",
        """
91 kSEK T Osby 2012 | Kostnad för en plats
89 kSEK T Osby 2011 | plats
95 kSEK T Nätverket 2012 | plats
94 kSEK T Nätverket 2011 | plats
78.4 percent T Osby 2012 | når målen
80.1 percent T Nätverket 2012 | når målen
55 index T Osby 2012 | Nöjda med sin kontakt
57 index T Osby 2011 | kontakt
51 index T Nätverket 2012 | kontakt
50 index T Nätverket 2011 | kontakt
392 SEK T Osby 2012 | brukare
364 SEK T Osby 2011 | brukare
341 SEK T Nätverket 2012 | brukare
334 SEK T Nätverket 2011 | brukare
""",
    ),
    Schema(
        "thousands with spaces are one figure each",
        """
Tabell 6. Kostnad per elev, kronor

Slag av kostnad 2018 2019
Undervisning 58 300 59 900
Lokaler 9 100 10 000
Totalt 138 600 141 200
""",
        """
58300 SEK T Kalmar 2018 | Undervisning
59900 SEK T Kalmar 2019 | Undervisning
9100 SEK T Kalmar 2018 | Lokaler
10000 SEK T Kalmar 2019 | Lokaler
138600 SEK T Kalmar 2018 | Kostnad per elev
141200 SEK T Kalmar 2019 | Kostnad per elev
""",
        home=KALMAR,
    ),
    Schema(
        "two columns of three digits are two figures, not one",
        """
Tabell 6. Hushåll med bistånd, antal

Indikator 2018 2019
Hushåll med barn 112 400
Hushåll utan barn 230 310
""",
        """
112 count T Kalmar 2018 | Hushåll med barn
400 count T Kalmar 2019 | Hushåll med barn
230 count T Kalmar 2018 | utan barn
310 count T Kalmar 2019 | utan barn
""",
        home=KALMAR,
    ),
    Schema(
        "a label that ends in a number keeps it",
        """
Tabell 3. Behöriga elever, 2020–2021
Andel (%)
Nyckeltal 2020 2021
Godkända i alla ämnen i årskurs 6 78,4 79,0
Godkända i alla ämnen i årskurs 9 75,5 76,1
""",
        """
78.4 percent T riket 2020 | årskurs 6
79.0 percent T riket 2021 | årskurs 6
75.5 percent T riket 2020 | årskurs 9
76.1 percent T riket 2021 | årskurs 9
""",
    ),
    Schema(
        "women and men over years in one header line",
        """
Tabell 2. Trygghet i hemtjänsten
Andel nöjda, procent, riket
Fråga Kvinnor 2019 2020 Män 2019 2020
Känner sig trygg hemma 84 85 88 89
Har lätt att få kontakt 71 70 74 73
""",
        """
84 percent K riket 2019 | trygg
85 percent K riket 2020 | trygg
88 percent M riket 2019 | trygg
89 percent M riket 2020 | trygg
71 percent K riket 2019 | kontakt
70 percent K riket 2020 | kontakt
74 percent M riket 2019 | kontakt
73 percent M riket 2020 | kontakt
""",
    ),
    Schema(
        "women and men over years in two header lines",
        """
Tabell 2. Trygghet i hemtjänsten
Andel nöjda, procent, riket
Kvinnor Män Totalt
Fråga 2019 2020 2019 2020 2019 2020
Känner sig trygg hemma 84 85 88 89 86 87
Har lätt att få kontakt 71 70 74 73 72 71
""",
        """
84 percent K riket 2019 | trygg
85 percent K riket 2020 | trygg
88 percent M riket 2019 | trygg
89 percent M riket 2020 | trygg
86 percent T riket 2019 | trygg
87 percent T riket 2020 | trygg
71 percent K riket 2019 | kontakt
70 percent K riket 2020 | kontakt
74 percent M riket 2019 | kontakt
73 percent M riket 2020 | kontakt
72 percent T riket 2019 | kontakt
71 percent T riket 2020 | kontakt
""",
    ),
    Schema(
        "years over women and men",
        """
Tabell 2. Socialjour, procent
Indikator 2019 Kvinnor Män 2020 Kvinnor Män
Nådde socialjouren samma kväll 64 61 66 65
""",
        """
64 percent K riket 2019 | socialjouren
61 percent M riket 2019 | socialjouren
66 percent K riket 2020 | socialjouren
65 percent M riket 2020 | socialjouren
""",
    ),
    Schema(
        "school years",
        """
Tabell 2. Elever per lärare, läsår
Kommun 2018/19 2019/20 2020/21
Kalmar 12,3 12,1 11,9
Nybro 13,0 12,8 12,6
""",
        """
12.3 elever_per_lärare T Kalmar 2018/19 | Elever per lärare
12.1 elever_per_lärare T Kalmar 2019/20 | Elever per lärare
11.9 elever_per_lärare T Kalmar 2020/21 | Elever per lärare
13.0 elever_per_lärare T Nybro 2018/19 | Elever per lärare
12.8 elever_per_lärare T Nybro 2019/20 | Elever per lärare
12.6 elever_per_lärare T Nybro 2020/21 | Elever per lärare
""",
    ),
    Schema(
        "terms",
        """
Tabell 2. Behöriga lärare, andel (%)
Ämne Ht 2019 Vt 2020 Ht 2020
Engelska 78,0 78,5 79,2
Matematik 81,1 81,0 82,4
""",
        """
78.0 percent T riket Ht_2019 | Behöriga lärare|Engelska
78.5 percent T riket Vt_2020 | Engelska
79.2 percent T riket Ht_2020 | Engelska
81.1 percent T riket Ht_2019 | Matematik
81.0 percent T riket Vt_2020 | Matematik
82.4 percent T riket Ht_2020 | Matematik
""",
    ),
    Schema(
        "quarters",
        """
Tabell 7. Väntetid till särskilt boende, dagar
Kommun Kvartal 1 2020 Kvartal 2 2020
Kalmar 48 51
Nybro 60 55
""",
        """
48 dagar T Kalmar Kvartal_1_2020 | Väntetid
51 dagar T Kalmar Kvartal_2_2020 | Väntetid
60 dagar T Nybro Kvartal_1_2020 | Väntetid
55 dagar T Nybro Kvartal_2_2020 | Väntetid
""",
    ),
    Schema(
        "municipalities as columns",
        """
Tabell 3. Jämförelse med grannkommunerna, 2020

Nyckeltal Kalmar Nybro Mönsterås Riket
Brukare med kontinuitet, andel (%) 61,0 57,5 - 55,2
Kostnad per plats, tkr 812 790 805 799
""",
        """
61.0 percent T Kalmar 2020 | kontinuitet
57.5 percent T Nybro 2020 | kontinuitet
- percent T Mönsterås 2020 | kontinuitet
55.2 percent T riket 2020 | kontinuitet
812 kSEK T Kalmar 2020 | Kostnad per plats
790 kSEK T Nybro 2020 | Kostnad per plats
805 kSEK T Mönsterås 2020 | Kostnad per plats
799 kSEK T riket 2020 | Kostnad per plats
""",
        home=KALMAR,
    ),
    Schema(
        "counties as rows",
        """
Tabell 3. Fallskador, 2019–2020
Antal per 1 000 invånare
Län 2019 2020
Kalmar län 31,2 30,8
Stockholms län 28,9 28,1
Riket 30,1 29,5
""",
        """
31.2 per_1_000_invånare T Kalmar_län 2019 | Fallskador
30.8 per_1_000_invånare T Kalmar_län 2020 | Fallskador
28.9 per_1_000_invånare T Stockholms_län 2019 | Fallskador
28.1 per_1_000_invånare T Stockholms_län 2020 | Fallskador
30.1 per_1_000_invånare T riket 2019 | Fallskador
29.5 per_1_000_invånare T riket 2020 | Fallskador
""",
    ),
    Schema(
        "groups of municipalities as rows",
        """
Tabell 4. Har en aktuell plan mot hemlöshet, 2020 och 2021
Andel kommuner, procent
Kommunstorlek 2020 2021
0–15 000 invånare 11 13
200 000 invånare eller fler 75 80
Riket 21 23
""",
        """
11 percent T riket+kommuner_med_0–15_000_invånare 2020 | plan mot hemlöshet
13 percent T riket+kommuner_med_0–15_000_invånare 2021 | plan mot hemlöshet
75 percent T riket+kommuner_med_200_000_invånare_eller_fler 2020 | plan mot hemlöshet
80 percent T riket+kommuner_med_200_000_invånare_eller_fler 2021 | plan mot hemlöshet
21 percent T riket 2020 | plan mot hemlöshet
23 percent T riket 2021 | plan mot hemlöshet
""",
    ),
    Schema(
        "years as rows, gender as columns",
        """
Tabell 8. Andel brukare som är nöjda med bemötandet
År Kvinnor Män Totalt
2018 87 89 88
2019 88 90 89
""",
        """
87 percent K riket 2018 | nöjda med bemötandet
89 percent M riket 2018 | nöjda
88 percent T riket 2018 | nöjda
88 percent K riket 2019 | nöjda
90 percent M riket 2019 | nöjda
89 percent T riket 2019 | nöjda
""",
    ),
    Schema(
        "indicators as columns, municipalities as rows",
        """
Tabell 9. Brukarundersökning 2020, andel nöjda (%)
Kommun Bemötande Trygghet Inflytande
Kalmar 97 85 61
Nybro 96 .. 64
""",
        """
97 percent T Kalmar 2020 | Bemötande
85 percent T Kalmar 2020 | Trygghet
61 percent T Kalmar 2020 | Inflytande
96 percent T Nybro 2020 | Bemötande
.. percent T Nybro 2020 | Trygghet
64 percent T Nybro 2020 | Inflytande
""",
    ),
    Schema(
        "number and share as columns",
        """
Tabell 9. Kommuner med en aktuell rutin, 2020
Rutin Antal Andel (%)
Rutin vid hot 120 41
Rutin vid våld 87 30
""",
        """
120 count T riket 2020 | Rutin vid hot
41 percent T riket 2020 | Rutin vid hot
87 count T riket 2020 | Rutin vid våld
30 percent T riket 2020 | Rutin vid våld
""",
    ),
    Schema(
        "negative numbers with a minus sign",
        """
Tabell 9. Budgetavvikelse, procent
Verksamhet 2019 2020
Grundskola −2,3 1,4
Äldreomsorg -0,5 −1,1
""",
        """
-2.3 percent T Kalmar 2019 | Grundskola
1.4 percent T Kalmar 2020 | Grundskola
-0.5 percent T Kalmar 2019 | Äldreomsorg
-1.1 percent T Kalmar 2020 | Äldreomsorg
""",
        home=KALMAR,
    ),
    Schema(
        "percent signs in the cells, also set apart",
        """
Tabell 9. Nöjda föräldrar
Fråga 2019 2020
Trivs på förskolan 91 % 93 %
Får tillräcklig information 77% 79%
""",
        """
91 percent T Kalmar 2019 | Trivs
93 percent T Kalmar 2020 | Trivs
77 percent T Kalmar 2019 | information
79 percent T Kalmar 2020 | information
""",
        home=KALMAR,
    ),
    Schema(
        "a column of differences gives no levels",
        """
Tabell 9. Nöjda med kontakten, procent
Fråga 2019 2020 Förändring
Lätt att nå handläggaren 61 64 3
Gott bemötande 85 84 −1
""",
        """
61 percent T riket 2019 | Lätt att nå
64 percent T riket 2020 | Lätt att nå
85 percent T riket 2019 | Gott bemötande
84 percent T riket 2020 | Gott bemötande
""",
    ),
    Schema(
        "a column of ranks gives no levels",
        """
Tabell 9. Ekonomiskt bistånd i Kalmar 2020
Nyckeltal Kalmar Riket Rank
Väntetid, dagar 12 16 45
Långvarigt bistånd, andel (%) 31,5 34,0 88
""",
        """
12 dagar T Kalmar 2020 | Väntetid
16 dagar T riket 2020 | Väntetid
31.5 percent T Kalmar 2020 | Långvarigt
34.0 percent T riket 2020 | Långvarigt
""",
        home=KALMAR,
    ),
    Schema(
        "footnote marks on labels and figures",
        """
Tabell 9. Stöd till anhöriga, procent
Indikator 2019 2020
Anhörigkonsulent finns¹ 51 53²
Rutin för information* 40* 44

1 Avser huvudmannen.
""",
        """
51 percent T riket 2019 | Anhörigkonsulent finns
53 percent T riket 2020 | Anhörigkonsulent
40 percent T riket 2019 | Rutin för information
44 percent T riket 2020 | Rutin
""",
    ),
    Schema(
        "a table without a caption",
        """
Så gick det för skolorna

Nyckeltal 2019 2020 2021
Behöriga till gymnasiet, andel (%) 84,1 85,0 86,2
Meritvärde, poäng 221,0 224,3 226,1

Mer finns att läsa i rapporten.
""",
        """
84.1 percent T Kalmar 2019 | Behöriga till gymnasiet
85.0 percent T Kalmar 2020 | Behöriga
86.2 percent T Kalmar 2021 | Behöriga
221.0 points T Kalmar 2019 | Meritvärde
224.3 points T Kalmar 2020 | Meritvärde
226.1 points T Kalmar 2021 | Meritvärde
""",
        home=KALMAR,
    ),
    Schema(
        "a table that goes on over a page break",
        """
Tabell 1. Responstid 2018–2019, minuter

Kommun 2018 2019
Arjeplog 17,9 18,4
Boden 12,9 12,6
12\f
Kommun 2018 2019
Kalix 14,4 14,8
Riket 12,8 13,0

Källa: Kolada.
""",
        """
17.9 minuter T Arjeplog 2018 | Responstid
18.4 minuter T Arjeplog 2019 | Responstid
12.9 minuter T Boden 2018 | Responstid
12.6 minuter T Boden 2019 | Responstid
14.4 minuter T Kalix 2018 | Responstid
14.8 minuter T Kalix 2019 | Responstid
12.8 minuter T riket 2018 | Responstid
13.0 minuter T riket 2019 | Responstid
""",
    ),
    Schema(
        "columns set apart by spaces, an empty cell in the middle",
        """
Tabell 3. Öppna insatser, procent

Insats                     2018    2019    2020
Familjerådgivning            44              47
Föräldrastöd i grupp                 31      33
Råd och stöd                 60      61      62
""",
        """
44 percent T riket 2018 | Familjerådgivning
47 percent T riket 2020 | Familjerådgivning
31 percent T riket 2019 | Föräldrastöd
33 percent T riket 2020 | Föräldrastöd
60 percent T riket 2018 | Råd och stöd
61 percent T riket 2019 | Råd och stöd
62 percent T riket 2020 | Råd och stöd
""",
    ),
    Schema(
        "columns set apart by spaces, thousands, two header lines",
        """
Tabell 3. Kostnad per brukare, kronor

                         Kalmar               Riket
Verksamhet            2018      2019      2018      2019
Hemtjänst          112 400   115 000    98 200   101 300
Dagverksamhet       41 000              39 500    40 100
""",
        """
112400 SEK T Kalmar 2018 | Hemtjänst
115000 SEK T Kalmar 2019 | Hemtjänst
98200 SEK T riket 2018 | Hemtjänst
101300 SEK T riket 2019 | Hemtjänst
41000 SEK T Kalmar 2018 | Dagverksamhet
39500 SEK T riket 2018 | Dagverksamhet
40100 SEK T riket 2019 | Dagverksamhet
""",
    ),
    Schema(
        "cells set apart by bars",
        """
Tabell 3. Nöjda brukare, procent

| Fråga | 2019 | 2020 |
|-------|-----:|-----:|
| Trygg hemma | 84 | 85 |
| Lagom stort stöd | | 77 |
""",
        """
84 percent T riket 2019 | Trygg hemma
85 percent T riket 2020 | Trygg hemma
77 percent T riket 2020 | Lagom stort stöd
""",
    ),
    Schema(
        "cells set apart by tabs, gender over years",
        "Tabell 3. Nöjda brukare, procent\n\nFråga\tKvinnor\t\tMän\t\n\t2019\t2020\t2019\t2020\n"
        "Trygg hemma\t84\t85\t88\t..\nGott bemötande\t97\t\t96\t95\n",
        """
84 percent K riket 2019 | Trygg hemma
85 percent K riket 2020 | Trygg hemma
88 percent M riket 2019 | Trygg hemma
.. percent M riket 2020 | Trygg hemma
97 percent K riket 2019 | bemötande
96 percent M riket 2019 | bemötande
95 percent M riket 2020 | bemötande
""",
    ),
    Schema(
        "two tables right below one another",
        """
Tabell 1. Rutiner, procent
Indikator 2019 2020
Rutin vid hot 41 43
Tabell 2. Planer, procent
Indikator 2019 2020
Plan mot våld 51 53
""",
        """
41 percent T riket 2019 | Rutin vid hot
43 percent T riket 2020 | Rutin vid hot
51 percent T riket 2019 | Plan mot våld
53 percent T riket 2020 | Plan mot våld
""",
    ),
    Schema(
        "what is below the figures but of no year is the report's",
        """
Tabell 2. Andel nöjda, procent
Fråga Kvinnor Män
Nöjd med maten 71 74
Nöjd med städningen 65 70
""",
        """
71 percent K riket 2021 | Nöjd med maten
74 percent M riket 2021 | Nöjd med maten
65 percent K riket 2021 | Nöjd med städningen
70 percent M riket 2021 | Nöjd med städningen
""",
    ),
    Schema(
        "ranges and bounds",
        """
Tabell 2. Väntetid i veckor, procent av kommunerna
Indikator 2019 2020
Högst två veckor <5 7
Två till fyra veckor 10–12 14
""",
        """
5 percent T riket 2019 | Högst två veckor
7 percent T riket 2020 | Högst två veckor
10-12 percent T riket 2019 | Två till fyra
14 percent T riket 2020 | Två till fyra
""",
    ),
    Schema(
        "districts as columns beside the municipality",
        """
Tabell 2. Nöjda brukare i Kalmar 2020, procent
Fråga Norra Södra Kalmar
Trygg hemma 84 80 82
Gott bemötande 97 95 96
""",
        """
84 percent T Norra 2020 | Trygg hemma
80 percent T Södra 2020 | Trygg hemma
82 percent T Kalmar 2020 | Trygg hemma
97 percent T Norra 2020 | Gott bemötande
95 percent T Södra 2020 | Gott bemötande
96 percent T Kalmar 2020 | Gott bemötande
""",
        home=KALMAR,
    ),
    Schema(
        "noise that OCR made of dots before the figures",
        """
Tabell 2. Stöd, procent
Indikator 2019 2020 2021
Erbjuder stöd till:
. . . e 64 73 74
- kvinnor
Erbjuder stöd till:
- . . e 62 72 74
- män
""",
        """
64 percent K riket 2019 | Erbjuder stöd till
73 percent K riket 2020 | Erbjuder stöd till
74 percent K riket 2021 | Erbjuder stöd till
62 percent M riket 2019 | Erbjuder stöd till
72 percent M riket 2020 | Erbjuder stöd till
74 percent M riket 2021 | Erbjuder stöd till
""",
    ),
    Schema(
        "a header of years alone",
        """
Tabell 2: Nöjda brukare, procent
2019 2020
Trygghet 41 43
Bemötande 51 53
""",
        """
41 percent T riket 2019 | Nöjda brukare: Trygghet
43 percent T riket 2020 | Nöjda brukare: Trygghet
51 percent T riket 2019 | Nöjda brukare: Bemötande
53 percent T riket 2020 | Nöjda brukare: Bemötande
""",
    ),
    Schema(
        "a header in small letters",
        """
TABELL 4. Andel (%) som är nöjda
fråga kvinnor män totalt
Maten 41 43 42
Hemmet 51 53 52
""",
        """
41 percent K riket 2021 | Andel (%) som är nöjda: Maten
43 percent M riket 2021 | Andel (%) som är nöjda: Maten
42 percent T riket 2021 | Andel (%) som är nöjda: Maten
51 percent K riket 2021 | Andel (%) som är nöjda: Hemmet
53 percent M riket 2021 | Andel (%) som är nöjda: Hemmet
52 percent T riket 2021 | Andel (%) som är nöjda: Hemmet
""",
    ),
    Schema(
        "a footnote mark on a year",
        """
Tabell 2.1 Stöd, procent
Indikator 2019¹ 2020
Rutin 41 43
""",
        """
41 percent T riket 2019 | Stöd: Rutin
43 percent T riket 2020 | Stöd: Rutin
""",
    ),
    Schema(
        "women and men by letter, over years",
        """
Tabell 2. Stöd, procent
Indikator K 2019 M 2019 K 2020 M 2020
Rutin 41 43 44 45
Plan 51 53 54 55
""",
        """
41 percent K riket 2019 | Stöd: Rutin
43 percent M riket 2019 | Stöd: Rutin
44 percent K riket 2020 | Stöd: Rutin
45 percent M riket 2020 | Stöd: Rutin
51 percent K riket 2019 | Stöd: Plan
53 percent M riket 2019 | Stöd: Plan
54 percent K riket 2020 | Stöd: Plan
55 percent M riket 2020 | Stöd: Plan
""",
    ),
    Schema(
        "women, men and all by letter",
        """
Tabell 2. Stöd 2020, procent
Indikator K M T
Rutin 41 43 44
Plan 51 53 54
""",
        """
41 percent K riket 2020 | Stöd: Rutin
43 percent M riket 2020 | Stöd: Rutin
44 percent T riket 2020 | Stöd: Rutin
51 percent K riket 2020 | Stöd: Plan
53 percent M riket 2020 | Stöd: Plan
54 percent T riket 2020 | Stöd: Plan
""",
    ),
    Schema(
        "years as rows, places as columns",
        """
Tabell 2. Meritvärde i årskurs 9, poäng
År Kalmar Nybro Riket
2019 221,0 215,3 224,1
2020 223,5 217,9 226,0
""",
        """
221.0 points T Kalmar 2019 | Meritvärde i årskurs 9
215.3 points T Nybro 2019 | Meritvärde i årskurs 9
224.1 points T riket 2019 | Meritvärde i årskurs 9
223.5 points T Kalmar 2020 | Meritvärde i årskurs 9
217.9 points T Nybro 2020 | Meritvärde i årskurs 9
226.0 points T riket 2020 | Meritvärde i årskurs 9
""",
        home=KALMAR,
    ),
    Schema(
        "a subtitle without a line of its own around it",
        """
Tabell 2. Stöd till anhöriga
Andel kommuner
Indikator 2019 2020
Rutin 41 43
Plan 51 53
""",
        """
41 percent T riket 2019 | Stöd till anhöriga: Rutin
43 percent T riket 2020 | Stöd till anhöriga: Rutin
51 percent T riket 2019 | Stöd till anhöriga: Plan
53 percent T riket 2020 | Stöd till anhöriga: Plan
""",
    ),
    Schema(
        "a municipality, its county and riket",
        """
Tabell 2. Väntetid, dagar
Mått Kalmar kommun Kalmar län Riket
Äldreboende 41 43 44
LSS-boende 51 53 55
""",
        """
41 dagar T Kalmar 2021 | Väntetid: Äldreboende
43 dagar T Kalmar_län 2021 | Väntetid: Äldreboende
44 dagar T riket 2021 | Väntetid: Äldreboende
51 dagar T Kalmar 2021 | Väntetid: LSS-boende
53 dagar T Kalmar_län 2021 | Väntetid: LSS-boende
55 dagar T riket 2021 | Väntetid: LSS-boende
""",
        home=KALMAR,
    ),
    Schema(
        "the unit in parentheses after the year",
        """
Tabell 2. Stöd till anhöriga 2021 (procent)
Indikator Kvinnor Män
Rutin 41 43
Plan 51 53
""",
        """
41 percent K riket 2021 | Stöd till anhöriga: Rutin
43 percent M riket 2021 | Stöd till anhöriga: Rutin
51 percent K riket 2021 | Stöd till anhöriga: Plan
53 percent M riket 2021 | Stöd till anhöriga: Plan
""",
    ),
    Schema(
        "one column of figures",
        """
Tabell 2. Stöd till anhöriga, andel i procent
Indikator 2021
Rutin 41
Plan 51
""",
        """
41 percent T riket 2021 | Stöd till anhöriga: Rutin
51 percent T riket 2021 | Stöd till anhöriga: Plan
""",
    ),
    Schema(
        "age groups as rows",
        """
Tabell 2. Brukare efter ålder, antal
Ålder 2019 2020
0–6 år 12 13
65–79 år 112 113
80 år och äldre 1 112 1 113
""",
        """
12 count T Kalmar 2019 | Brukare efter ålder: 0–6 år
13 count T Kalmar 2020 | Brukare efter ålder: 0–6 år
112 count T Kalmar 2019 | Brukare efter ålder: 65–79 år
113 count T Kalmar 2020 | Brukare efter ålder: 65–79 år
1112 count T Kalmar 2019 | Brukare efter ålder: 80 år och äldre
1113 count T Kalmar 2020 | Brukare efter ålder: 80 år och äldre
""",
        home=KALMAR,
    ),
    Schema(
        "numbered rows",
        """
Tabell 2. Rutiner, procent
Indikator 2019 2020
1. Rutin vid hot 41 43
2. Rutin vid våld 51 53
""",
        """
41 percent T riket 2019 | Rutin vid hot
43 percent T riket 2020 | Rutin vid hot
51 percent T riket 2019 | Rutin vid våld
53 percent T riket 2020 | Rutin vid våld
""",
    ),
    Schema(
        "answers as columns",
        """
Tabell 2. Svar, procent
Fråga Ja Nej Vet ej
Finns rutin? 41 43 16
Finns plan? 51 40 9
""",
        """
41 percent T riket 2021 | Finns rutin?, Ja
43 percent T riket 2021 | Finns rutin?, Nej
16 percent T riket 2021 | Finns rutin?, Vet ej
51 percent T riket 2021 | Finns plan?, Ja
40 percent T riket 2021 | Finns plan?, Nej
9 percent T riket 2021 | Finns plan?, Vet ej
""",
    ),
    Schema(
        "thousands with decimals",
        """
Tabell 2. Kostnader, tkr
Verksamhet 2019 2020
Hemtjänst 1 234,5 1 300,0
LSS 980,1 1 020,4
""",
        """
1234.5 kSEK T Kalmar 2019 | Kostnader: Hemtjänst
1300.0 kSEK T Kalmar 2020 | Kostnader: Hemtjänst
980.1 kSEK T Kalmar 2019 | Kostnader: LSS
1020.4 kSEK T Kalmar 2020 | Kostnader: LSS
""",
        home=KALMAR,
    ),
    Schema(
        "columns of several words",
        """
Tabell 1. Resultat per kommun 2021
Kommun Har rutin (%) Har plan (%)
Kalmar 41 43
Nybro 51 53
""",
        """
41 percent T Kalmar 2021 | Har rutin (%)
43 percent T Kalmar 2021 | Har plan (%)
51 percent T Nybro 2021 | Har rutin (%)
53 percent T Nybro 2021 | Har plan (%)
""",
    ),
    Schema(
        "school years as rows",
        """
Tabell 5. Behöriga elever i Kalmar, andel (%)
Läsår Flickor Pojkar Samtliga
2018/19 88,1 80,2 84,0
2019/20 89,0 81,1 85,1
""",
        """
88.1 percent K Kalmar 2018/19 | Behöriga elever i Kalmar, andel (%)
80.2 percent M Kalmar 2018/19 | Behöriga elever i Kalmar, andel (%)
84.0 percent T Kalmar 2018/19 | Behöriga elever i Kalmar, andel (%)
89.0 percent K Kalmar 2019/20 | Behöriga elever i Kalmar, andel (%)
81.1 percent M Kalmar 2019/20 | Behöriga elever i Kalmar, andel (%)
85.1 percent T Kalmar 2019/20 | Behöriga elever i Kalmar, andel (%)
""",
        home=KALMAR,
    ),
    Schema(
        "columns of a place and a gender",
        """
Tabell 1. Jämförelse Kalmar, 2021
Nyckeltal Kvinnor Män Riket kvinnor Riket män
Nöjda, andel (%) 88 80 85 84
Trygga, andel (%) 78 70 75 74
""",
        """
88 percent K Kalmar 2021 | Nöjda, andel (%)
80 percent M Kalmar 2021 | Nöjda, andel (%)
85 percent K riket 2021 | Nöjda, andel (%)
84 percent M riket 2021 | Nöjda, andel (%)
78 percent K Kalmar 2021 | Trygga, andel (%)
70 percent M Kalmar 2021 | Trygga, andel (%)
75 percent K riket 2021 | Trygga, andel (%)
74 percent M riket 2021 | Trygga, andel (%)
""",
        home=KALMAR,
    ),
    Schema(
        "a target is no level",
        """
Tabell 1. Utveckling
Nyckeltal Utfall 2019 Utfall 2020 Mål 2021
Nöjda, andel (%) 88 80 85
Trygga, andel (%) 78 70 75
""",
        """
88 percent T Kalmar 2019 | Nöjda, andel (%)
80 percent T Kalmar 2020 | Nöjda, andel (%)
78 percent T Kalmar 2019 | Trygga, andel (%)
70 percent T Kalmar 2020 | Trygga, andel (%)
""",
        home=KALMAR,
    ),
    Schema(
        "columns for the municipality itself, no caption",
        """
Resultat i korthet

Indikator Kommunen Riket
Nöjda, andel (%) 88 80
Trygga, andel (%) 78 70
""",
        """
88 percent T Kalmar 2021 | Nöjda, andel (%)
80 percent T riket 2021 | Nöjda, andel (%)
78 percent T Kalmar 2021 | Trygga, andel (%)
70 percent T riket 2021 | Trygga, andel (%)
""",
        home=KALMAR,
    ),
    Schema(
        "a gender over the labels and a gender as a group",
        """
Tabell 2. Öppna insatser, procent
Män 2018 2019 2020
Rådgivning 41 43 44
Stödsamtal 51 53 54
Kvinnor
Rådgivning 61 63 64
Stödsamtal 71 73 74
""",
        """
41 percent M riket 2018 | Öppna insatser: Rådgivning
43 percent M riket 2019 | Öppna insatser: Rådgivning
44 percent M riket 2020 | Öppna insatser: Rådgivning
51 percent M riket 2018 | Öppna insatser: Stödsamtal
53 percent M riket 2019 | Öppna insatser: Stödsamtal
54 percent M riket 2020 | Öppna insatser: Stödsamtal
61 percent K riket 2018 | Öppna insatser: Rådgivning
63 percent K riket 2019 | Öppna insatser: Rådgivning
64 percent K riket 2020 | Öppna insatser: Rådgivning
71 percent K riket 2018 | Öppna insatser: Stödsamtal
73 percent K riket 2019 | Öppna insatser: Stödsamtal
74 percent K riket 2020 | Öppna insatser: Stödsamtal
""",
    ),
    Schema(
        "sizes of municipalities in figures alone",
        """
Tabell 1. Kommuner med e-ansökan efter storlek
Andel i procent
Invånarantal 2021 2022
0–14 999 42 51
15 000–29 999 55 66
70 000 eller fler 88 93
Riket 56 65
""",
        """
42 percent T riket+kommuner_med_0–14_999_invånare 2021 | Kommuner med e-ansökan efter storlek
51 percent T riket+kommuner_med_0–14_999_invånare 2022 | Kommuner med e-ansökan efter storlek
55 percent T riket+kommuner_med_15_000–29_999_invånare 2021 | Kommuner med e-ansökan efter storlek
66 percent T riket+kommuner_med_15_000–29_999_invånare 2022 | Kommuner med e-ansökan efter storlek
88 percent T riket+kommuner_med_70_000_invånare_eller_fler 2021 | Kommuner med e-ansökan efter storlek
93 percent T riket+kommuner_med_70_000_invånare_eller_fler 2022 | Kommuner med e-ansökan efter storlek
56 percent T riket 2021 | Kommuner med e-ansökan efter storlek
65 percent T riket 2022 | Kommuner med e-ansökan efter storlek
""",
    ),
    Schema(
        "the title of a table without a caption",
        """
Genomsnittlig betygspoäng 2016 och 2017
                  2016   2017
Mörbylånga        14,1   14,4
Nybro             13,2   13,5
Samtliga kommuner 14,0   14,1
""",
        """
14.1 points T Mörbylånga 2016 | Genomsnittlig betygspoäng
14.4 points T Mörbylånga 2017 | Genomsnittlig betygspoäng
13.2 points T Nybro 2016 | Genomsnittlig betygspoäng
13.5 points T Nybro 2017 | Genomsnittlig betygspoäng
14.0 points T riket 2016 | Genomsnittlig betygspoäng
14.1 points T riket 2017 | Genomsnittlig betygspoäng
""",
    ),
    Schema(
        "the unit before a remark and the years",
        """
Tabell 3. Responstid, minuter (medianvärde), 2016–2017
Kommun 2016 2017
Boden 12,9 12,6
Riket 12,8 13,0
""",
        """
12.9 minuter T Boden 2016 | Responstid, minuter (medianvärde)
12.6 minuter T Boden 2017 | Responstid, minuter (medianvärde)
12.8 minuter T riket 2016 | Responstid, minuter (medianvärde)
13.0 minuter T riket 2017 | Responstid, minuter (medianvärde)
""",
    ),
    Schema(
        "a mean beside places, units in many forms",
        """
Tabell 3. Tillgänglighet
Mått Hultsfred 2015 Hultsfred 2016 Medel 2016
Plats på önskat datum, % 68 74 65
Väntetid i dagar till boende 41 38 57
Öppettider bibliotek, timmar/vecka 14 14 13
""",
        """
68 percent T Hultsfred 2015 | Plats på önskat datum, %
74 percent T Hultsfred 2016 | Plats på önskat datum, %
65 percent T Medel 2016 | Plats på önskat datum, %
41 dagar T Hultsfred 2015 | Väntetid i dagar till boende
38 dagar T Hultsfred 2016 | Väntetid i dagar till boende
57 dagar T Medel 2016 | Väntetid i dagar till boende
14 timmar/vecka T Hultsfred 2015 | Öppettider bibliotek, timmar/vecka
14 timmar/vecka T Hultsfred 2016 | Öppettider bibliotek, timmar/vecka
13 timmar/vecka T Medel 2016 | Öppettider bibliotek, timmar/vecka
""",
    ),
    Schema(
        "mothers and fathers",
        """
Tabell 3. Nöjda föräldrar 2016, procent
Påstående Mammor Pappor Alla
Mitt barn är tryggt 94 92 93
Jag får veta mer 70 72 71
""",
        """
94 percent K riket 2016 | Mitt barn är tryggt
92 percent M riket 2016 | Mitt barn är tryggt
93 percent T riket 2016 | Mitt barn är tryggt
70 percent K riket 2016 | Jag får veta mer
72 percent M riket 2016 | Jag får veta mer
71 percent T riket 2016 | Jag får veta mer
""",
    ),
    Schema(
        "cells of a web page: years in parentheses, thousands, a group row, one year for all",
        "Mått\tEnhet\tKalmar 2019 (2018)\tRiket\nBarn och unga\t\t\t\n"
        "Kostnad per plats\tkr\t112 400 (110 300)\t98 200\nNöjda föräldrar i förskolan\tindex\t80 (78)\t70\n",
        """
112400 SEK T Kalmar 2019 | Barn och unga|Kostnad per plats
110300 SEK T Kalmar 2018 | Kostnad per plats
98200 SEK T riket 2019 | Kostnad per plats
80 index T Kalmar 2019 | Nöjda föräldrar
78 index T Kalmar 2018 | Nöjda föräldrar
70 index T riket 2019 | Nöjda föräldrar
""",
        home=KALMAR,
    ),
    Schema(
        "cells of a web page: two columns of labels, a table right below another",
        "Fråga\t2020\t2021\nTrygg hemma, %\t64\t65\n"
        "Område\tIndikator\t2020\t2021\nHemtjänst\tNöjda, %\t84\t85\n\tTrygga, %\t74\t75\n",
        """
64 percent T riket 2020 | Trygg hemma
65 percent T riket 2021 | Trygg hemma
84 percent T riket 2020 | Hemtjänst|Nöjda
85 percent T riket 2021 | Hemtjänst|Nöjda
74 percent T riket 2020 | Hemtjänst|Trygga
75 percent T riket 2021 | Hemtjänst|Trygga
""",
    ),
    Schema(
        "rows that go on with their heading in small letters",
        """
Tabell 1. Rutiner för barns behov, 2018 och 2019, andel (%)
Indikator 2018 2019
Rutin för att se barns behov
vid nybesök 62 65
vid hembesök - 40
Rutin för samverkan 51 52
""",
        """
62 percent T riket 2018 | Rutin för att se barns behov vid nybesök
65 percent T riket 2019 | Rutin för att se barns behov vid nybesök
- percent T riket 2018 | Rutin för att se barns behov vid hembesök
40 percent T riket 2019 | Rutin för att se barns behov vid hembesök
51 percent T riket 2018 | Rutin för samverkan
52 percent T riket 2019 | Rutin för samverkan
""",
    ),
    Schema(
        "cells of a web page that does not say how far a header cell reaches",
        "Tabell 1. Nöjda, procent\n\n\tKvinnor\tMän\t\t\nFråga\t2019\t2020\t2019\t2020\nTrygg hemma\t84\t85\t88\t89\n",
        """
84 percent K riket 2019 | Trygg hemma
85 percent K riket 2020 | Trygg hemma
88 percent M riket 2019 | Trygg hemma
89 percent M riket 2020 | Trygg hemma
""",
    ),
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda s: s.name)
def test_schema_is_read_level_by_level(schema: Schema) -> None:
    levels = read_all(find_tables(make_document(schema.text)), schema.home, schema.year)
    expected = [line.partition(" | ") for line in schema.levels.strip().splitlines()]
    assert [describe(level) for level in levels] == [facts for facts, _, _ in expected]
    for level, (_, _, words) in zip(levels, expected, strict=True):
        for word in filter(None, words.split("|")):
            assert word.lower() in level.indicator.lower()
