"""Titles, and the area of open comparisons that a document is about.

"Öppna jämförelser 2021" / "– Familjerätt" -> "Öppna jämförelser 2021 – Familjerätt", area "familjerätt"
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.data import read_rows
from pipeline.model import Document, Line

from .dates import find_dates
from .furniture import is_furniture
from .places import find_places, parse_place
from .tokens import begins_word
from .verbs import is_finite

# A page's head, where titles and dates stand; in lines that are not blank.
HEAD_LINES = 15
# So many lines of it may be headings of the whole, which a subtitle's year tells of.
HEADINGS = 6
# So many headings, notices on other matters, may stand above the title.
NOTICES = 4
# Titles and date lines are short; a longer line is a paragraph that only mentions one.
MAX_TITLE = 120
MAX_SECOND_LINE = 60
# A text names its own area again and again; another one it names in passing.
MIN_AREA_MENTIONS = 3

_SERIES = re.compile(r"öppna jämförelser(?:\s+(?:av|om|inom|i)\b)?|\b(?:19|20)\d\d\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMED = re.compile(r"öppna jämförelser,? ([^.;:\n]{3,60})", re.IGNORECASE)
_FIGURES = re.compile(r"\d[\d ,.]* \d[\d,.]*$")  # a table's row
_UNIT = re.compile(r"(?:\(%\)|\(procent\)|, (?:andel i )?(?:procent|%))$", re.IGNORECASE)  # of a table's caption
_PATH = re.compile(r"\s[/>›»]\s")  # `Start > Omsorg & stöd`
_PAGE_NUMBER = re.compile(r"^\d{1,3}\s{2,}|\s{2,}\d{1,3}$")
_JOINED = re.compile(r",\s+|\s+(?:och|&)\s+")
# Of a report's number, its kind, to whom and whose it is: `Rapport 2021:04`, `PM 1 (2)`, `Till socialnämnden`
_NO_NAME = re.compile(
    r"(?:rapport|pm|promemoria|tjänsteskrivelse|sida|bilaga)\s*(?:nr\s*)?[\d:()/ -]*|(?:diarienummer|dnr)\b.*|innehåll"
    r"|till:.*|till\s+(?:\w*nämnden|\w*styrelsen|\w*fullmäktige)\b.*|kommunförbundet \w+"
    r"|(?:[\w-]+,?\s+(?:(?:och|&)\s+)?){0,3}\w*(?:förvaltningen|nämnden|kontoret|kommunstyrelsen|direktionen)",
    re.IGNORECASE,
)
COUNTY_BOARD = re.compile(r"länsstyrelsen\s(?:i\s)?", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—-]\s+([^|–—]+)$")


def find_title(document: Document, lines: list[Line], text: str) -> str:
    """The page's own heading, a second line of it included; else what the file calls itself.

    `lines` are those of the page's head that are no part of a paragraph, `text` is that of the paragraphs.
    """
    seconds = [line for line in lines if _may_be_title(line.text.strip())]
    head = [line for line in seconds if _begins_title(line.text.strip())]
    headings = [line for line in head if line.role == "heading"]
    largest = max((line.size for line in head if line.size), default=None)
    chosen = headings or [line for line in head if largest and line.size == largest] or head
    if not chosen:
        return _SITE.sub("", document.title).strip()
    opened = next((line for line in document.lines if _is_prose(line.text)), None)
    first = _choose(_stop_at(opened, chosen), head, text)
    title = _PAGE_NUMBER.sub("", first.text.strip()).lstrip("–—- ")
    if first.role == "heading":
        return title  # a web page has its whole title in one line
    below = [line for line in seconds if line.page == first.page and line.number > first.number]
    last = first
    for line in below:
        text = line.text.strip()
        reach = 2 if _is_bare(title) else 1  # an empty line may stand between
        if line.number - last.number > reach or line.size != first.size or not _adds_to_title(title, text):
            break
        title, last = _add_line(title, text), line
    return _drop_publisher(title)


def _is_prose(text: str) -> bool:
    return len(text) > MAX_SECOND_LINE and text.rstrip().endswith(".")


def _stop_at(opened: Line | None, chosen: list[Line]) -> list[Line]:
    """The headings above the first paragraph, where there are any: those below are of its sections."""
    if opened is None:
        return chosen
    above = [line for line in chosen if (line.page, line.number) < (opened.page, opened.number)]
    return above or chosen


def _drop_publisher(title: str) -> str:
    """`Öppna jämförelser 2020: LSS | , Socialstyrelsen`"""
    named, _, last = title.rpartition(", ")
    return named if named and last.lower() in _publishers() else title


def _choose(chosen: list[Line], head: list[Line], text: str) -> Line:
    """The heading that says what the report is about; one that names the series goes before a sentence on the area.

    Where none does, the one that the text names as what is compared: `Öppna jämförelser av | ungas fritid | visar`.
    """
    above = [line for line in head[:NOTICES] if (line.page, line.number) <= (chosen[0].page, chosen[0].number)]
    near = [line for line in (*chosen[:NOTICES], *above) if _names_report(line.text)]
    if near and _names_series(near[0].text):
        return near[0]
    if near and near[0] is chosen[0] and _YEAR.search(near[0].text):
        return near[0]  # `Våld i nära relationer – så ser stödet ut 2022`
    if near and not _is_sentence(near[0].text):
        own = _YEAR.search(chosen[0].text) or find_places(chosen[0].text)
        return chosen[0] if own else near[0]  # `Så ligger Tibro till`, then `Hemtjänst`
    series = [line for line in head if _names_series(line.text) and not _is_bare(line.text.strip())]
    named = [line for line in chosen[:NOTICES] if _is_compared(line.text, text)]
    if named and not near and not series:
        return named[0]
    if near and not (series and series[0] in near):
        return chosen[0] if _is_sentence(chosen[0].text) else near[0]
    return series[0] if series else chosen[0]


def find_headings(lines: list[Line]) -> list[str]:
    """What stands in a head like titles, `Region Örebro län`, `Resultat 2021`; not its dates, path or paragraphs."""
    return [line.text.strip() for line in lines[:HEADINGS] if _may_be_title(line.text.strip())]


def _adds_to_title(title: str, second: str) -> bool:
    """Whether the next line belongs to the title: `– Hemlöshet`, `Kommunrapport Tibro`, but not `Sammanfattning`."""
    return (
        (_is_bare(title) and len(second) <= MAX_SECOND_LINE)
        or second[0] in "–—-"
        or second[0].islower()
        or _YEAR.fullmatch(second) is not None
        or any(find_places(second))
    )


def _add_line(title: str, second: str) -> str:
    if second[0].islower() or second[0].isdigit():
        return f"{title} {second}"
    return f"{title} – {second.lstrip('–—- ')}"


def _may_be_title(text: str) -> bool:
    words = text.lower()
    return (
        len(text) <= MAX_TITLE
        and text[-1] not in ".,;:"
        and (any(c.isalpha() for c in text) or _YEAR.fullmatch(text) is not None)
        and not _FIGURES.search(text)
        and not _UNIT.search(text)
        and not _PATH.search(text)
        and not is_furniture(text)
        and not any(find_dates(words))
        and text[0] not in "•*»"
        and not _NO_NAME.fullmatch(text)
    )


def _begins_title(text: str) -> bool:
    """Whether a title may begin here: not with a dash, in mid-sentence, or with whose page it is."""
    return text[0] not in "-–—" and not text[0].islower() and not is_sender(text) and not _is_county(text)


def _is_county(text: str) -> bool:
    """`Länsstyrelsen` / `Dalarnas län`, on two lines"""
    place = parse_place(text)
    return text.lower() == "länsstyrelsen" or (place is not None and place.geography.type == "county")


def is_sender(text: str) -> bool:
    """Whether a line only says whose page it is: `Tibro kommun`, `Socialstyrelsen och SKR`, `Nyheter | Region Skåne`.

    What else stands in it is of a menu.
    """
    parts = [part.strip() for part in text.split("|")]
    return any(map(_names_sender, parts)) and all(_names_sender(part) or is_furniture(part) for part in parts)


def _names_sender(text: str) -> bool:
    board = COUNTY_BOARD.match(text)
    words = text.lower()
    named = board or words.endswith((" kommun", " stad")) or words.startswith("region ")
    place = text[board.end() :] if board else text
    names = _publishers()
    return (named and parse_place(place) is not None) or words in names or names.issuperset(_JOINED.split(words))


def _is_compared(heading: str, text: str) -> bool:
    named = _NAMED.search(text)
    return named is not None and heading.strip().lower() in named[1].lower()


def _names_report(text: str) -> bool:
    """Whether a heading says what the report is about, where a notice on another matter may stand above it."""
    return _names_series(text) or text.lower().startswith("din kommuns") or match_area(text) != ""


def _names_series(text: str) -> bool:
    return "öppna jämförelser" in text.lower()


def _is_sentence(text: str) -> bool:
    """`Få blir behöriga till gymnasiet`: news, a notice or a section of it."""
    return any(map(is_finite, text.lower().split()))


def _is_bare(title: str) -> bool:
    """`Öppna jämförelser 2021`, whose area stands on the next line."""
    return not _SERIES.sub("", title).strip(" –—-:")


def find_area(title: str, text: str) -> str:
    """The area that the title names, by its usual name or its own, or that `Öppna jämförelser ...` in the text does.

    Else the title itself where that is what the text says is compared, or the area that the text names most often.
    """
    named = _NAMED.search(text)
    if area := match_area(title) or (match_area(named[1]) if named else ""):
        return area
    if _is_compared(title, text):
        return title.lower()
    if title.lower().startswith("öppna jämförelser") and _YEAR.search(title) and not _is_bare(title):
        return _SERIES.sub("", title).strip(" –—-:,").lower()
    words = text.lower()
    counts = {area: sum(words.count(stem) for stem in stems) for area, stems in _areas()}
    best = max(counts, key=lambda area: counts[area])
    return best if counts[best] >= MIN_AREA_MENTIONS else ""


def match_area(text: str) -> str:
    """The area of open comparisons that a heading names; empty where it names none."""
    words = " " + text.lower()
    named = (area for area, stems in _areas() for stem in stems if stem in words and begins_word(words, stem))
    return next(named, "")


@cache
def _publishers() -> frozenset[str]:
    """What publishers are called, in lower case: their own names, and what others mention them by."""
    rows = read_rows("publishers.csv", "publisher", "cues", "weight", "reason")
    mentions = (cue for row in rows if row["weight"] == "1" for cue in row["cues"].split(";"))
    return frozenset((*(row["publisher"].lower() for row in rows), *mentions))


@cache
def _areas() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = read_rows("subject_areas.csv", "subject_area", "stems", "reason")
    return tuple((row["subject_area"], tuple(row["stems"].split(";"))) for row in rows)
