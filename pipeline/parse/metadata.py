"""What a document says of itself: title, publisher, area, years, dates, and whose page it is.

"Publicerad: 3 mars 2020" / "Öppna jämförelser 2019: hemlöshet"
-> title "Öppna jämförelser 2019: hemlöshet", area "hemlöshet", report_year 2019, published 2020-03-03
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.model import Document, Line, Metadata

from .dates import find_dates, find_year
from .homes import FOOT_LINES, find_home
from .passages import find_broken_lines, find_paragraphs
from .prose import PrintedLine
from .report_years import YEAR, Dated, find_report_year, read_years
from .titles import HEAD_LINES, MAX_TITLE, find_area, find_headings, find_title, is_sender

# `SOSFS 2014:5, ändrad den 1 oktober 2015`: a date of the law, not of the page.
_LAW = re.compile(r"\b(?:SOSFS|HSLF-FS|SFS|AFS|SKOLFS)\b")
# `PM 2018-10-03`, `Individ- och familjeomsorgen, 2019-08-26`, `Nyhet från Region Halland 2020-02-18`
_BESIDE_DATE = re.compile(
    r"(?:pm|protokoll|tjänsteskrivelse|rapport|underlag|nyhet|nyheter|pressmeddelande|kategori:.*)?(?: från)?"
    r"(?:\s*(?:[\w-]+ och )?[\w-]*(?:förvaltning|nämnd|kontor|avdelning|enhet|omsorg)(?:en|et)?|\s*region \w+)?,?",
    re.IGNORECASE,
)
# `Januari–december 2021`, `Delårsrapport jan–aug 2022`
_MONTHS = re.compile(
    r"(?:^|rapport\s)\W*jan(?:uari)?\s*[–—-]\s*(?:mar|apr|jun|jul|aug|sep|okt|nov|dec)\w*\s+(?:19|20)\d\d",
    re.IGNORECASE,
)
# `Rapport 2021:04`, `Publ. nr 2020:27`: in which year it came out
_NUMBERED = re.compile(r"\b(?:rapport|nr|nummer)\W{0,3}((?:19|20)\d\d):\d", re.IGNORECASE)
# `Den 8 juni 2022`, `Datum 2020-02-18`, in the head of a letter
_BEFORE_DATE = re.compile(r"(?:den|(?:rapport)?datum:?)$", re.IGNORECASE)
_FIGURE = re.compile(r"\d")


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
    home, publisher, home_unsure = find_home(document, title, head, body, lines)
    headings = tuple(find_headings(_drop_foot(head, lines)))
    periods = tuple(line.text for line in head if _MONTHS.search(line.text))
    report_year, unsure = find_report_year(Dated((title, document.title), headings, periods, published, updated), text)
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
        home_unsure=home_unsure,
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
            sent = not beside or is_sender(beside) or _BESIDE_DATE.fullmatch(beside) is not None
            bare = i < HEAD_LINES and mention.end > offset and sent
            if mention.which == "updated":
                updated = updated or mention.iso
            elif mention.which == "published" or bare:
                published = published or mention.iso
    numbered = (_NUMBERED.search(line.text) for line in lines[:HEAD_LINES])
    return published or next((issue[1] for issue in numbered if issue), ""), updated


def _drop_foot(head: list[Line], lines: list[Line]) -> list[Line]:
    """The head without what stands below the last sentence and figure: on a short page, the names of other reports."""
    last = next((line for line in reversed(lines) if _states(line.text)), None)
    if last is None:
        return head
    end = (last.page, last.number)
    return [line for line in head if (line.page, line.number) <= end or line in lines[:2]]


def _states(text: str) -> bool:
    """Whether a line ends a sentence or has a figure that is no year."""
    return text.rstrip().endswith(".") or _FIGURE.search(YEAR.sub("", text)) is not None


def _find_years(body: list[str]) -> tuple[int, ...]:
    """Every year that the document's prose states."""
    return tuple(sorted(set().union(*map(read_years, body))))
