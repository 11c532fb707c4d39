"""What a document says of itself: title, publisher, area, years, dates, and whose page it is.

    "Publicerad: 3 mars 2020" / "Öppna jämförelser 2019: hemlöshet"
    -> title "Öppna jämförelser 2019: hemlöshet", area "hemlöshet", report_year 2019, published 2020-03-03

A report's year is the one that its results are about. Its title gives it; else what the results are compared with;
only then the page's date, which may be years later or earlier.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Document, Line, Metadata

from .dates import find_dates, find_year
from .homes import FOOT_LINES, find_home
from .passages import find_broken_lines, find_paragraphs
from .prose import PrintedLine
from .titles import HEAD_LINES, MAX_TITLE, find_area, find_headings, find_title, is_sender

# A page's first lines of prose name its report; further down others are named too.
INTRO_LINES = 6
EARLIEST, LATEST = 1990, 2099

_YEAR = re.compile(r"(?<![\d:./-])(?:19|20)\d\d(?![\d:.]\d|\d|-\d\d-\d\d)")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)\b")
# Between the word and its year stands what the year's figure was: `från åtta av tio 2020`, `mot 44 procent 2021`.
_COMPARED = re.compile(
    r"\b(?:jämför(?:t|else|as)\s+med|än|mot|från)\s+(?:(?!(?:19|20)\d\d\b)[^\s.;:]+\s+){0,6}?((?:19|20)\d\d)\b(?!\s+till\b)",
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
    rf"|(?<!vid\s)(?<!förra\s)(?<!nästa\s)\b\w*(?:enkät|mätning|undersökning)(?:en)?\s+{_WHEN})"
    r"((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\s+års\s+(?:resultat|öppna|mätning|enkät|undersökning)",
    re.IGNORECASE,
)
# `siffror | från 2021` compares with nothing.
_BEFORE_DATA_YEAR = re.compile(_DATA + "$", re.IGNORECASE)
# `SOSFS 2014:5, ändrad den 1 oktober 2015`: a date of the law, not of the page.
_LAW = re.compile(r"\b(?:SOSFS|HSLF-FS|SFS|AFS|SKOLFS)\b")
# `hämtades den 18 januari 2021`: when, not of when
_FETCHED = re.compile(r"\bhämta(?:s|des|de|t|ts)\s+(?:den\s+)?\d{1,2}\s+\w+\s+(?:19|20)\d\d\b", re.IGNORECASE)
# `uppnår nästan | 2021 års resultat`
_REACHED = re.compile(r"\b(?:nästan|som|än|över|under|når|uppnår|nådde|uppnådde)\s+$", re.IGNORECASE)
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
    return Metadata(
        title=title,
        publisher=publisher,
        subject_area=find_area(title, text),
        report_year=_find_report_year((title, document.title), find_headings(head), text, published, updated),
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
            beside = f"{text[offset : mention.start]} {text[mention.end :]}".strip(" |,–—-")
            bare = i < HEAD_LINES and mention.end > offset and (not beside or is_sender(beside))
            if mention.which == "updated":
                updated = updated or mention.iso
            elif mention.which == "published" or bare:
                published = published or mention.iso
    return published, updated


def _find_report_year(
    titles: tuple[str, str], headings: list[str], text: str, published: str, updated: str
) -> int | None:
    """The title's year; else the one that the first lines state, that of another heading, the one after what is
    compared with, the page's own.

    A page without any of these is of the latest year that its first lines speak of.

    News speak of `årets` results in the year they are about, unless they come in its successor's first months.
    """
    for heading in titles:
        if years := _read_years(heading):
            return max(years)
    dated = updated or published
    news = dated != "" and published[:4] in ("", dated[:4]) and dated[5:7] > "04"
    if news and published and re.search(r"\bårets\b", text, re.IGNORECASE):
        return int(dated[:4])
    intro = "\n".join(text.splitlines()[:INTRO_LINES])
    if stated := _find_stated_years(intro):
        return max(stated)
    named = {year for heading in headings for year in _read_years(heading)}
    if told := {year for year in named if not dated or year <= int(dated[:4])}:
        return max(told)
    compared = [year for year in find_compared_years(text) if not dated or year < int(dated[:4])]
    if compared:
        told = {year for year in _read_years(_FETCHED.sub("", text)) if year <= int(dated[:4] or 0)}
        return max({max(compared) + 1, *told})
    if stated := _find_stated_years(text):
        return max(stated, key=lambda year: (stated.count(year), year))
    if dated:
        return int(dated[:4])
    return max(_read_years(intro), default=None)


def _find_stated_years(text: str) -> list[int]:
    """The years of `Öppna jämförelser folkhälsa 2019`, `resultaten för 2018`, `2018 års enkät`, `enkäten 2022`.

    Not of `jämfört med mätningen 2017`, `når nästan 2021 års resultat`; of a school year the one in which it ends.
    """
    compared = {m.end(1) for m in _COMPARED.finditer(text) if not _is_of_data(text, m)}
    found = (m for m in _OWN_YEAR.finditer(text) if m.end(1) not in compared)
    return [_last_year(text, m) for m in found if not (m[2] and _REACHED.search(text, 0, m.start(2)))]


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
    return _BEFORE_DATA_YEAR.search(text[max(0, compared.start() - _DATA_REACH) : compared.start()]) is not None


def _find_years(body: list[str]) -> tuple[int, ...]:
    """Every year that the document's prose states."""
    return tuple(sorted(set().union(*map(_read_years, body))))


def _read_years(text: str) -> set[int]:
    """The years in a text, those within a span included: `2019–2021` is three."""
    if not find_year(text):
        return set()
    years = {int(m[0]) for m in _YEAR.finditer(text)}
    for match in _SPAN.finditer(text):
        first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
        if 0 < last - first <= 30:
            years.update(range(first, last + 1))
    return {year for year in years if EARLIEST <= year <= LATEST}
