"""What a document says of itself: title, publisher, area, years, dates, and whose page it is.

    "Publicerad: 3 mars 2020" / "Öppna jämförelser 2019: hemlöshet"
    -> title "Öppna jämförelser 2019: hemlöshet", area "hemlöshet", report_year 2019, published 2020-03-03

A report's year is the one that its results are about. Its title gives it; else what the results are compared with;
only then the page's date, which may be years later or earlier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.model import Document, Line, Metadata

from .dates import find_dates, find_year
from .homes import FOOT_LINES, find_home
from .passages import find_broken_lines, find_paragraphs
from .prose import PrintedLine
from .told_years import drop_coming, find_told_years
from .titles import HEAD_LINES, MAX_TITLE, find_area, find_headings, find_title, is_sender

# A page's first lines of prose name its report; further down others are named too.
INTRO_LINES = 6
EARLIEST, LATEST = 1990, 2099

_YEAR = re.compile(r"(?<![\d:./-])(?:19|20)\d\d(?![\d:.]\d|\d|-\d\d-\d\d)")
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
# `SOSFS 2014:5, ändrad den 1 oktober 2015`: a date of the law, not of the page.
_LAW = re.compile(r"\b(?:SOSFS|HSLF-FS|SFS|AFS|SKOLFS)\b")
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
_OFFICE = re.compile(r"\w+(?:förvaltning|nämnd|kontor|avdelning|enhet)(?:en|et)?", re.IGNORECASE)
# `Rapport 2021:04`, `Publ. nr 2020:27`: in which year it came out
_NUMBERED = re.compile(r"\b(?:rapport|nr|nummer)\W{0,3}((?:19|20)\d\d):\d", re.IGNORECASE)
# `Den 8 juni 2022`, `Datum 2020-02-18`, in the head of a letter
_BEFORE_DATE = re.compile(r"(?:den|(?:rapport)?datum:?)$", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
# `I höstas svarade eleverna på en enkät`, on a page of February
_LAST_AUTUMN = re.compile(
    r"\bhöstens \w*(?:enkät|mätning|undersökning)|\bi höstas\b|\bförra hösten\b|\bunder hösten\b(?! \d)", re.IGNORECASE
)
_DATA_REACH = 60  #: characters


def find_metadata(document: Document, prose: Sequence[PrintedLine]) -> Metadata:
    """What the document says of itself; what it does not say is empty or None. Its prose has its tables among it."""
    lines = [line for line in document.lines if line.text.strip()]
    paragraphs = find_paragraphs(prose)
    broken = find_broken_lines(paragraphs)
    head = [line for line in lines[:HEAD_LINES] if (line.page, line.number) not in broken]
    body = [paragraph.text for paragraph in paragraphs]
    text = "\n".join(body)
    title = find_title(document, head, text)
    published, updated = _find_dates(lines)
    home, publisher = find_home(document, title, head, body, lines)
    headings = find_headings(_drop_foot(head, lines))
    report_year, unsure = _find_report_year((title, document.title), headings, text, published, updated)
    return Metadata(
        title=title,
        publisher=publisher,
        subject_area=find_area(title, text),
        report_year=report_year,
        year_unsure=unsure,
        years=_find_years(body),
        published=published,
        updated=updated,
        home=home,
    )


def _find_dates(lines: list[Line]) -> tuple[str, str]:
    """When the page was published and updated. A bare date in its head is when it was published."""
    published, updated = "", ""
    edges = lines if len(lines) <= HEAD_LINES + FOOT_LINES else [*lines[:HEAD_LINES], *lines[-FOOT_LINES:]]
    for i, line in enumerate(edges):
        if not find_year(line.text):  # as in most lines
            continue
        text = line.text.strip()
        if len(text) > MAX_TITLE or _LAW.search(text):
            continue
        label = edges[i - 1].text.strip() if i else ""
        offset = 0
        if len(label) <= 30 and not any(find_dates(label)):  # the label stands on a line of its own
            text, offset = f"{label} {text}", len(label) + 1
        for mention in find_dates(text):
            beside = _BEFORE_DATE.sub("", f"{text[offset : mention.start]} {text[mention.end :]}".strip(" |,–—-"))
            sent = not beside or is_sender(beside) or _OFFICE.fullmatch(beside) is not None
            bare = i < HEAD_LINES and mention.end > offset and sent
            if mention.which == "updated":
                updated = updated or mention.iso
            elif mention.which == "published" or bare:
                published = published or mention.iso
    numbered = (_NUMBERED.search(line.text) for line in lines[:HEAD_LINES])
    return published or next((issue[1] for issue in numbered if issue), ""), updated


def _find_report_year(
    titles: tuple[str, str], headings: list[str], text: str, published: str, updated: str
) -> tuple[int | None, bool]:
    """The title's year; else the one that the first lines state, that of another heading, the one after what is
    compared with, the page's own; and whether that is unsure.

    A page without any of these is of the latest year that its first lines speak of.

    News speak of `årets` results in the year they are about, unless they come in its successor's first months.
    """
    if years := _find_data_years((*titles, *headings)):
        return max(years), False
    for heading in titles:
        if years := _read_own_years(heading):
            return max(years), False
    dated = updated or published
    year, month = int(dated[:4] or 0), dated[5:7]
    news = dated != "" and published[:4] in ("", dated[:4]) and month > _SPRING
    if news and published and re.search(r"\bårets\b", text, re.IGNORECASE):
        return year, False
    lines = _drop_links(text.splitlines())
    intro = "\n".join(lines[:INTRO_LINES])
    told = find_told_years(lines)
    for years in (told.concerned, told.collected):
        if known := {then for then in years if not dated or then <= year}:
            return max(known), False
    if stated := _find_stated_years(intro):
        return max(stated), False
    named = {year for heading in headings for year in _read_own_years(heading)}
    if known := {told for told in named if not dated or told <= year}:
        return max(known), False
    compared = [then for then in find_compared_years(text) if not dated or then < year]
    if compared:
        known = {told for line in lines for told in _read_own_years(drop_coming(_FETCHED.sub("", line)))}
        known = {told for told in known if told <= year or not dated}
        after = max({max(compared) + 1, *known})
        return after, after not in known and (after < year - 1 or (after < year and month > _SPRING))
    if stated := _find_stated_years("\n".join(lines)):
        return max(stated, key=lambda year: (stated.count(year), year)), False
    if dated:
        autumn = month < _NEXT_AUTUMN and _LAST_AUTUMN.search(text) is not None
        told = {int(then) for then in _FOR_YEAR.findall(intro)}  # `NKI är 74 för 2020`: others may be of it too
        return year - autumn, not autumn and (month <= _NEW_YEAR or max(told, default=year) < year)
    return max(
        (year for line in lines[:INTRO_LINES] for year in _read_own_years(drop_coming(line))), default=None
    ), False


def _drop_foot(head: list[Line], lines: list[Line]) -> list[Line]:
    """The head without what stands below the last sentence and figure: on a short page, the names of other reports."""
    last = next((line for line in reversed(lines) if _states(line.text)), None)
    if last is None:
        return head
    end = (last.page, last.number)
    return [line for line in head if (line.page, line.number) <= end or line in lines[:2]]


def _states(text: str) -> bool:
    """Whether a line ends a sentence or has a figure that is no year."""
    return text.rstrip().endswith(".") or _FIGURE.search(_YEAR.sub("", text)) is not None


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
    aside = (m for m in found if not _IN_BRACKETS.search(text, 0, m.start(m.lastindex or 1)))
    return [_last_year(text, m) for m in aside if not (m[2] and _REACHED.search(text, 0, m.start(2)))]


def _last_year(text: str, stated: re.Match[str]) -> int:
    """`statistik för läsåret 2021/2022`"""
    span = _SPAN.match(text, stated.start(1)) if stated[1] else None
    return max(_read_years(span[0])) if span else int(stated[1] or stated[2])


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
    return _read_years(heading)


def _find_data_years(headings: Iterable[str]) -> set[int]:
    """`Öppna jämförelser 2012 – resultat läsåret 2010/11`: the report's name tells less than that of its data."""
    named = (_HEADED_DATA.search(heading) for heading in headings if "jämförelser" in heading.lower())
    return {year for data in named if data for year in _read_years(data[1])}


def _find_years(body: list[str]) -> tuple[int, ...]:
    """Every year that the document's prose states."""
    return tuple(sorted(set().union(*map(_read_years, body))))


def _read_years(text: str) -> set[int]:
    """The years in a text, those within a span included: `2019–2021` is three."""
    if not (named := find_year(text)):
        return set()
    years = {int(m[0]) for m in _YEAR.finditer(text, named.start())}
    for match in _SPAN.finditer(text, named.start()):
        first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
        if 0 < last - first <= 30:
            years.update(range(first, last + 1))
    return {year for year in years if EARLIEST <= year <= LATEST}
