"""Which year a report's results are about, by what its title, its headings and its text say of years.

"Öppna jämförelser 2019: hemlöshet"                                   2019, whatever else is told
"Resultatet gäller ärenden som avslutades under 2021", of May 2022     2021
"63 procent, jämfört med 68 procent 2020", of a page without a year    2021

Its title gives it; else what it tells of its data; else what the results are compared with; only then the page's date,
which may be years later or earlier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.records import record

from .dates import find_dates, find_year
from .told_years import drop_coming, find_lead_years, find_told_years

# A page's first lines of prose name its report; further down others are named too.
INTRO_LINES = 6
# Paragraphs that say what news are about.
_OPENING = 2
EARLIEST, LATEST = 1990, 2099

YEAR = re.compile(r"(?<![\d:./-])(?:19|20)\d\d(?![\d:.]\d|\d|-\d\d-\d\d)")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)\b")
# Between the word and its year stands what the year's figure was: `från åtta av tio 2020`, `mot 44 procent 2021`.
_COMPARED = re.compile(
    r"\b(?:jämför(?:t|else|as)[^\S\n]+med|än|mot|från)[^\S\n]+(?:(?!(?:19|20)\d\d\b)[^\s.;:]+[^\S\n]+){0,6}?((?:19|20)\d\d)\b(?!\s+till\b)",
    re.IGNORECASE,
)
_WHEN = (
    r"(?:(?:genomfördes|gjordes|från|för|under|hela|år|våren|hösten|läsåret|verksamhetsåret|undersökningen|enkäten"
    r"|mätningen)\s+){0,3}"
)
_DATA = r"\b(?:resultat|uppgifter|siffror|data|statistik)\w*\s+(?:(?:är|kommer|hämtade|i\s+korthet)\s+)?"
_OWN_YEAR = re.compile(
    rf"(?:\bårets\s+resultat\s+\(?|\bi\s+år,?\s+\(?|\böppna\s+jämförelser\s+(?:[^\s.;:\d]+\s+){{0,7}}?"
    rf"|\bresultat(?:en|et)?\s+(?:av\s+\w+\s+)?{_WHEN}|{_DATA}(?:från|för|avser|gäller)\s+{_WHEN}"
    r"|\b(?:undersökningen|mätningen|enkäten|rapporten|resultaten|uppgifterna)\s+omfattar\s+"
    r"(?:[^\s.;:\d]+\s+){0,5}?(?:under|från|för)\s+"
    r"|\b(?:kvalitet\s+i\s+korthet|kkik|hälsa\s+på\s+lika\s+villkor|\w+enkät\s+[^\W\d]+)\s+"
    rf"|(?<!vid\s)(?<!sedan\s)(?<!första\s)(?<!förra\s)(?<!nästa\s)(?<![\w-])[\w-]*(?:enkät|mätning|undersökning)(?:en)?,?\s+{_WHEN})"
    r"((?:19|20)\d\d)\b(?!\s+(?:publicera|kommer|släpps))|\b((?:19|20)\d\d)\s+(?:års\s+\w*(?:resultat|öppna|mätning|enkät|undersökning)"
    # `Hösten 2020 svarade 740 unga`; not `2016 svarade 54 procent att`
    r"|(?:svarade|besvarade|deltog|genomfördes|gjordes)\s+(?!\S+\s+(?:procent|%|av\b)|\d+\s*%|ingen\b|inte\b))",
    re.IGNORECASE,
)
# `siffror | från 2021` compares with nothing, nor does anything else `från 2021` where nothing is said to change.
_BEFORE_DATA_YEAR = re.compile(_DATA + "$", re.IGNORECASE)
_FROM_YEAR = re.compile(r"från\s+(?:år\s+)?\d", re.IGNORECASE)
_MOVES = re.compile(
    r"(?:förändr|skillnad|minsk|sjunk|sjönk|stig|steg|höj|sänk|upp|ned|ner\b|gått|gick|bättr|sämr|fler|färr|lägr|högre"
    r"|större|mindre|\bök|\w*ökning|växt|krymp|backa|kläm|klättra|procent|enhet|%)\w*(?:\W+\w+){0,6}\W*$",
    re.IGNORECASE,
)
# Years that tell nothing of results: `Handlingsplan mot hemlöshet 2018–2022`, `Agenda 2030`, `målet för 2023 är
# 95 procent`, and in a heading `har minskat sedan 2017`.
_PLANS = "plan|program|strategi|överenskommelse|policy|satsning|prognos|behov|agenda|vision|mål"
_PLAN = rf"\b\w{{0,30}}(?:{_PLANS})(?:e[nrt]|n)?\b"
_PLANNED = re.compile(rf"{_PLAN}[^.\d]{{0,80}}\(?(?:19|20)\d\d\s*[-–—]\s*(?:19|20)?\d\d\b", re.IGNORECASE)
_AIMED = re.compile(
    r"\b(?:agenda|vision|mål\w*)\b[^.\d]{0,80}\b20\d\d\b|\bmål(?:et|en|sättningen)?\b[^.]{0,200}", re.IGNORECASE
)
_SINCE = re.compile(
    r"\b(?:sedan|än|jämfört med|från|efter)\s+(?:år\s+)?(?:19|20)\d\d\b(?!\s*[-–—/]\s*\d)", re.IGNORECASE
)
# `hämtades den 18 januari 2021`: when, not of when
_FETCHED = re.compile(r"\bhämta(?:s|des|de|t|ts)\s+(?:den\s+)?\d{1,2}\s+\w+\s+(?:19|20)\d\d\b", re.IGNORECASE)
# `uppnår nästan | 2021 års resultat`
_IN_BRACKETS = re.compile(r"\bparentes[^.!?]*$", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:nästan|som|än|över|under|når|uppnår|nådde|uppnådde)\s+$", re.IGNORECASE)
_LINK = re.compile(r"[-–•*\s]*(?:öppna\s+jämförelser|resultat|rapport|faktablad)\b", re.IGNORECASE)
_HEADED_DATA = re.compile(
    r"\b(?:resultat|läsår|data|uppgift|statistik|siffr|värden|avgångselev)\w*\s+(?:(?:från|för|i|våren|läsåret|år)\s+)*"
    r"((?:19|20)\d\d(?:\s*[/–-]\s*(?:19|20)?\d\d)?)\b",
    re.IGNORECASE,
)
# `är 74 för 2020`, `166 700 kronor 2021`; not `5 procentenheter sedan 2019`
_FOR_YEAR = re.compile(
    r"\b(?!(?:19|20)\d\d\b)\d[\w ]{0,20} (?<!sedan )(?<!än )(?<!från )(?<!med )((?:19|20)\d\d)\b(?!–)"
)
# Months: a page of the first three tells of the year before as often as not.
_NEXT_AUTUMN, _NEW_YEAR, _SPRING = "08", "03", "04"
# `I höstas svarade eleverna på en enkät`, on a page of February
_LAST_AUTUMN = re.compile(
    r"\bhöstens \w*(?:enkät|mätning|undersökning)|\bi höstas\b|\bförra hösten\b|\bunder hösten\b(?! \d)", re.IGNORECASE
)
_DATA_REACH, _SENTENCE = 60, 400  #: characters


@record
class Dated:
    """What a report has beside its prose: its titles and headings, and when it came out ("" where nothing tells it)."""

    titles: tuple[str, ...]
    headings: tuple[str, ...]
    periods: tuple[str, ...]  #: lines of the head that say of what months it is: `Januari–augusti 2022`
    published: str
    updated: str

    @property
    def year(self) -> int:
        """The latest year that it can tell of; that of its last date."""
        return int((self.updated or self.published)[:4] or LATEST)

    @property
    def month(self) -> str:
        return (self.updated or self.published)[5:7]

    @property
    def known(self) -> bool:
        return bool(self.updated or self.published)


def find_report_year(dated: Dated, text: str) -> tuple[int | None, bool]:
    """The year of the results, and whether that is unsure; `text` has a paragraph a line.

    >>> find_report_year(Dated(("Omsorg",), (), (), "2022-05-03", ""), "Resultaten gäller 2021.")
    (2021, False)
    """
    lines = _drop_links(text.splitlines())
    return next(_find_candidates(dated, text, lines), (None, False))


def _find_candidates(dated: Dated, text: str, lines: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """What each source gives, the surest first: the title, what news call `årets`, what the text tells of its data, its
    headings, what is compared with, other statements, the page's date; of a page without one its first lines.
    """
    intro = "\n".join(lines[:INTRO_LINES])
    years = _find_data_years((*dated.titles, *dated.headings)) or {
        y for line in dated.periods for y in read_years(line)
    }
    for titled in (years, *map(_read_own_years, dated.titles)):
        if titled:
            yield max(titled), False
    if _is_news(dated) and re.search(r"\bårets\b", text, re.IGNORECASE):
        yield int(dated.published[:4]), False
    told = find_told_years(lines)
    headed = [year for heading in dated.headings for year in _read_own_years(heading)]
    for source, bound in (
        (told.concerned, dated.year),
        (told.collected, dated.year),
        (_find_stated_years(intro), LATEST),
        (headed, dated.year),
    ):
        if known := [year for year in source if year <= bound]:
            yield max(known), False
    opened = find_lead_years([line for line in lines if line.endswith(".")][:_OPENING])
    if dated.known and opened and set(opened) == {dated.year - 1}:
        yield dated.year - 1, True
    yield from _find_next_to_compared(dated, text, lines)
    if stated := _find_stated_years("\n".join(lines)):
        yield max(stated, key=lambda year: (stated.count(year), year)), False
    if dated.known:
        yield _read_date(dated, text, intro)
    for year in sorted((y for line in lines[:INTRO_LINES] for y in _read_own_years(drop_coming(line))), reverse=True):
        yield year, False


def _is_news(dated: Dated) -> bool:
    """News speak of `årets` results in the year they are about, unless they come in its successor's first months.

    A page that was changed later than in the next spring may be one that every year is written anew.
    """
    if dated.published[5:7] <= _SPRING:
        return False
    late = dated.year - int(dated.published[:4])
    return late == 0 or (late == 1 and dated.month <= _SPRING)


def _find_next_to_compared(dated: Dated, text: str, lines: Sequence[str]) -> Iterator[tuple[int, bool]]:
    """The year after the latest that results are compared with, or a later one that the text names."""
    compared = [year for year in find_compared_years(text) if not dated.known or year < dated.year]
    if not compared:
        return
    named = {year for line in lines for year in _read_own_years(drop_coming(_FETCHED.sub("", line)))}
    known = {year for year in named if year <= dated.year}
    after = max({max(compared) + 1, *known})
    late = dated.known and after < dated.year - (dated.month <= _SPRING)
    yield after, after not in known and late


def _read_date(dated: Dated, text: str, intro: str) -> tuple[int, bool]:
    """The year of the page's date, or of the autumn before; unsure in a year's first months."""
    autumn = dated.month < _NEXT_AUTUMN and _LAST_AUTUMN.search(text) is not None
    told = {int(then) for then in _FOR_YEAR.findall(intro)}  # `NKI är 74 för 2020`: others may be of it too
    return dated.year - autumn, not autumn and (dated.month <= _NEW_YEAR or max(told, default=dated.year) < dated.year)


def _drop_links(lines: list[str]) -> list[str]:
    """The lines without names of reports below the first sentence: `Öppna jämförelser 2018 – äldreomsorg` is a link."""
    begin = next((k for k, line in enumerate(lines) if line.endswith(".")), 0)
    return [line for k, line in enumerate(lines) if k <= begin or line.endswith((".", ":")) or not _LINK.match(line)]


def _find_stated_years(text: str) -> list[int]:
    """The years of `Öppna jämförelser folkhälsa 2019`, `resultaten för 2018`, `2018 års enkät`, `enkäten 2022`.

    Not of `jämfört med mätningen 2017`, `når nästan 2021 års resultat`, `siffran inom parentes är resultatet för 2017`;
    of a school year the one in which it ends.
    """
    compared = {m.end(1) for m in _COMPARED.finditer(text) if not _is_of_data(text, m)}
    found = (m for m in _OWN_YEAR.finditer(text) if m.end(1) not in compared)
    aside = (m for m in found if not _ends_with(_IN_BRACKETS, text, m.start(m.lastindex or 1)))
    return [_last_year(text, m) for m in aside if not (m[2] and _ends_with(_REACHED, text, m.start(2)))]


def _ends_with(words: re.Pattern[str], text: str, stop: int) -> bool:
    """Whether what stands before `stop` ends so; no sentence is longer than what is looked at."""
    return words.search(text, max(0, stop - _SENTENCE), stop) is not None


def _last_year(text: str, stated: re.Match[str]) -> int:
    """`statistik för läsåret 2021/2022`"""
    span = _SPAN.match(text, stated.start(1)) if stated[1] else None
    return max(read_years(span[0])) if span else int(stated[1] or stated[2])


def find_compared_years(text: str) -> tuple[int, ...]:
    """The years that results are compared with: `i jämförelse med 2021`, `mot 94 procent 2020`.

    Comparisons that reach back further (`sedan 2019`) are left out: they tell nothing of the year before. Answers
    `från februari 2021` compare with nothing.
    """
    found = (m for m in _COMPARED.finditer(text) if not _is_of_data(text, m))
    return tuple(int(m[1]) for m in found if not (m[0].lower().startswith("från") and any(find_dates(m[0]))))


def _is_of_data(text: str, compared: re.Match[str]) -> bool:
    """`uppgifter från 2018`: so old are the data themselves."""
    before = text[max(0, compared.start() - _DATA_REACH) : compared.start()]
    if _FROM_YEAR.match(compared[0]) and not _MOVES.search(before):
        return True  # `I den senaste mätningen, från 2018`, `lagen från 2012`
    return _BEFORE_DATA_YEAR.search(before) is not None


def _read_own_years(heading: str) -> set[int]:
    """The years of a heading that may be those of results: no plan's, no aim's, and not what is looked back to."""
    for barred in (_PLANNED, _AIMED, _SINCE) if find_year(heading) else ():
        heading = barred.sub("", heading)
    return read_years(heading)


def _find_data_years(headings: Iterable[str]) -> set[int]:
    """`Öppna jämförelser 2012 – resultat läsåret 2010/11`: the report's name tells less than that of its data."""
    named = (_HEADED_DATA.search(heading) for heading in headings if "jämförelser" in heading.lower())
    return {year for data in named if data for year in read_years(data[1])}


def read_years(text: str) -> set[int]:
    """The years in a text, those within a span included: `2019–2021` is three."""
    if not (named := find_year(text)):
        return set()
    years = {int(m[0]) for m in YEAR.finditer(text, named.start())}
    for match in _SPAN.finditer(text, named.start()):
        first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
        if 0 < last - first <= 30:
            years.update(range(first, last + 1))
    return {year for year in years if EARLIEST <= year <= LATEST}
