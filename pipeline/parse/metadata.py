"""What a document says of itself: title, publisher, area, years, dates, and whose page it is.

    "Publicerad: 3 mars 2020" / "Öppna jämförelser 2019: hemlöshet"
    -> title "Öppna jämförelser 2019: hemlöshet", area "hemlöshet", report_year 2019, published 2020-03-03

A report's year is the one that its results are about. Its title gives it; else what the results are compared with;
only then the page's date, which may be years later or earlier.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from pipeline.data import read_rows
from pipeline.model import Document, Geography, Line, Metadata

from .dates import find_dates
from .places import PlaceMention, find_places
from .prose import find_prose, is_furniture

# A page's head, where titles and dates stand, and its foot, where dates and contacts do; in lines that are not blank.
HEAD_LINES = 15
FOOT_LINES = 40
# Titles and date lines are short; a longer line is a paragraph that only mentions one.
MAX_TITLE = 120
MAX_SECOND_LINE = 60
# How much of a sentence is read to see whom it is about: `Under 2020 har Kalmar inte ...`
OPENING = 60
# A publisher whose cues add up to less is only mentioned.
MIN_PUBLISHER = 3
# A text names its own area again and again; another one it names in passing.
MIN_AREA_MENTIONS = 3
# A municipality's page speaks of itself in at least so many lines; one mention is an example in someone else's report.
MIN_OWN_LINES = 2
EARLIEST, LATEST = 1990, 2099

_YEAR = re.compile(r"(?<![\d:./-])(?:19|20)\d\d(?![\d:.]\d|\d)")
_SPAN = re.compile(r"\b((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)?\d\d)\b")
_COMPARED = re.compile(
    r"\b(?:(?:jämför(?:t|else|as)\s+med|än|mot|från)\s+(?:\d[\d,.]*\s+procent\s+(?:av\s+\w+\s+)?)?|sedan\s+)(?:år\s+)?((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_OWN_YEAR = re.compile(
    r"\b(?:årets\s+resultat\s+\(?|resultat(?:en)?\s+(?:(?:för|från|av\s+\w+)\s+)?|öppna\s+jämförelser\s+(?:för\s+)?|enkäten\s+)"
    r"((?:19|20)\d\d)\b|\b((?:19|20)\d\d)\s+års\s+(?:resultat|öppna|mätning|enkät|undersökning)",
    re.IGNORECASE,
)
_SERIES = re.compile(r"öppna jämförelser(?:\s+(?:av|om|inom|i)\b)?|\b(?:19|20)\d\d\b", re.IGNORECASE)
_SITE = re.compile(r"\s+[|–—-]\s+([^|–—]+)$")
_REPORT_ON = re.compile(
    r"(?:kommunrapport|kommunblad|kommunprofil|rapport för|resultat för|resultat i)\s*:?\s+(.+)", re.IGNORECASE
)
_WEB = re.compile(r"(?:@|www\.|https?://)(?:[\w-]+\.)*([\wåäö-]+)\.se\b", re.IGNORECASE)


def find_metadata(document: Document) -> Metadata:
    """What the document says of itself; what it does not say is empty or None."""
    lines = [line for line in document.lines if line.text.strip()]
    body = [printed.line for printed in find_prose(document, frozenset())]
    text = "\n".join(line.text.strip() for line in body)
    title = _find_title(document, lines)
    published, updated = _find_dates(lines)
    named = _find_named_home(document, title, lines[:HEAD_LINES])
    publisher = _find_publisher(lines)
    home = named or _find_speaking_home(body, lines, published=publisher != "")
    signs = [document.title, *(line.text for line in lines)]
    signed = home is not None and (not named or any(_name_municipality(home) in sign for sign in signs))
    return Metadata(
        title=title,
        publisher=_name_municipality(home) if home and signed else publisher,
        subject_area=_find_area(title, text),
        report_year=_find_report_year(title, document.title, text, published, updated),
        years=_find_years(body),
        published=published,
        updated=updated,
        home=home,
    )


# --- title and area -------------------------------------------------------------------------------------------------


def _find_title(document: Document, lines: list[Line]) -> str:
    """The page's own heading, a second line of it included; else what the file calls itself."""
    seconds = [line for line in lines[:HEAD_LINES] if _may_be_title(line.text.strip())]
    head = [line for line in seconds if line.text.strip()[0] not in "-–—"]
    headings = [line for line in head if line.role == "heading"]
    largest = max((line.size for line in head if line.size), default=None)
    chosen = headings or [line for line in head if largest and line.size == largest] or head
    if not chosen:
        return _SITE.sub("", document.title).strip()
    first = next((line for line in chosen if _names_report(line.text)), chosen[0])
    title = first.text.strip().lstrip("–—- ")
    reach = 2 if _is_bare(title) else 1  # an empty line may stand between
    following = next(
        (line for line in seconds if line.page == first.page and 0 < line.number - first.number <= reach), None
    )
    if following and not headings and following.size == first.size and _adds_to_title(title, following.text.strip()):
        title = _add_second_line(title, following.text.strip())
    return title


def _adds_to_title(title: str, second: str) -> bool:
    """Whether a second line belongs to the title: `– Hemlöshet`, `Kommunrapport Tibro`, but not `Sammanfattning`."""
    return (
        (_is_bare(title) and len(second) <= MAX_SECOND_LINE)
        or second[0] in "–—-"
        or second[0].islower()
        or any(find_places(second))
    )


def _add_second_line(title: str, second: str) -> str:
    if second[0].islower():
        return f"{title} {second}"
    return f"{title} – {second.lstrip('–—- ')}"


def _may_be_title(text: str) -> bool:
    words = text.lower()
    return (
        len(text) <= MAX_TITLE
        and text[-1] not in ".,;:"
        and any(c.isalpha() for c in text)
        and " / " not in text
        and not is_furniture(text)
        and not any(find_dates(words))
        and text[0] not in "•*"
    )


def _names_report(text: str) -> bool:
    """Whether a heading says what the report is about, where a notice on another matter may stand above it."""
    words = text.lower()
    return "öppna jämförelser" in words or words.startswith("din kommuns") or _match_area(text) != ""


def _is_bare(title: str) -> bool:
    """`Öppna jämförelser 2021`, whose area stands on the next line."""
    return not _SERIES.sub("", title).strip(" –—-:")


def _find_area(title: str, text: str) -> str:
    """The area that the title names, by its usual name or its own; else the one that the text names most often."""
    if area := _match_area(title):
        return area
    if title.lower().startswith("öppna jämförelser") and _read_years(title) and not _is_bare(title):
        return _SERIES.sub("", title).strip(" –—-:,").lower()
    words = text.lower()
    counts = {area: sum(words.count(stem) for stem in stems) for area, stems in _areas()}
    best = max(counts, key=lambda area: counts[area])
    return best if counts[best] >= MIN_AREA_MENTIONS else ""


def _match_area(text: str) -> str:
    words = " " + text.lower()
    for area, stems in _areas():
        if any(re.search(rf"[^\wåäö]{re.escape(stem)}", words) for stem in stems):
            return area
    return ""


@cache
def _areas() -> tuple[tuple[str, tuple[str, ...]], ...]:
    rows = read_rows("subject_areas.csv", "subject_area", "stems", "reason")
    return tuple((row["subject_area"], tuple(row["stems"].split(";"))) for row in rows)


# --- whose page it is -----------------------------------------------------------------------------------------------


def _find_named_home(document: Document, title: str, head: list[Line]) -> Geography | None:
    """`Kommunrapport Oskarshamn`, `Tingsryds kvalitet i korthet`, `Munkedals kommun / Kommun och politik`."""
    for heading in (title, document.title, *(line.text.strip() for line in head)):
        if not heading or len(heading) > MAX_TITLE or heading.endswith("."):
            continue
        if match := _REPORT_ON.search(heading):
            mentions = find_places(f"i {match[1]}")
            if mentions and mentions[0].geography.type in ("municipality", "county") and mentions[0].geography.code:
                return mentions[0].geography
        for mention in find_places(heading):
            if mention.geography.type == "municipality" and _owns(heading, mention, heading == title):
                return mention.geography
    return None


def _owns(heading: str, mention: PlaceMention, in_title: bool) -> bool:
    """Whether the page is the municipality's own, or about it, as far as a heading tells."""
    name, before, after = heading[mention.start : mention.end], heading[: mention.start], heading[mention.end :]
    if after.lower().startswith(" kvalitet i korthet"):
        return True
    if in_title and re.fullmatch(r".* (?:i|för)\s", before) and re.fullmatch(r"[\s,]*(?:\d{4})?", after):
        return True  # Öppna jämförelser i Tibro 2021
    alone = re.fullmatch(r"(?:.*[/|>–—])?\s*", before) and re.fullmatch(r"\s*(?:[/|>–—].*)?", after)
    return bool(alone) and name.lower().endswith(("kommun", "stad"))


def _find_speaking_home(body: list[Line], lines: list[Line], *, published: bool) -> Geography | None:
    """The municipality that enough of the page's statements begin with, or that its addresses name.

    Where someone else seems to publish the page, one more statement is asked for, and addresses say nothing.
    """
    own = Counter(filter(None, map(_find_opening_place, body)))
    if own:
        (place, count), others = own.most_common(1)[0], sum(own.values())
        if count >= MIN_OWN_LINES + published and count > 0.6 * others:
            return place
    if published:
        return None
    sites = [_by_site().get(m[1].lower()) for line in lines[-FOOT_LINES:] for m in _WEB.finditer(line.text)]
    known = Counter(filter(None, sites))
    return known.most_common(1)[0][0] if len(known) == 1 else None


def _find_opening_place(line: Line) -> Geography | None:
    """The municipality that a line of prose speaks of first."""
    if line.role == "row" or len(line.text.split()) < 4:
        return None
    for mention in find_places(line.text.strip()[:OPENING]):
        if mention.geography.type == "municipality":
            return mention.geography
    return None


@cache
def _by_site() -> dict[str, Geography]:
    """Municipalities by the name of their site: `ostragoinge` is Östra Göinge."""
    plain = str.maketrans("åäö ", "aao-")
    return {
        name.lower().translate(plain).replace("-", glue): Geography("municipality", row["code"], name)
        for row in read_rows("municipalities.csv", "code", "municipality", "also")
        for name in (row["municipality"],)
        for glue in ("", "-")
    }


def _name_municipality(home: Geography) -> str:
    """`Oskarshamns kommun`, `Tibro kommun`: a name that ends in a vowel or an s takes no genitive here."""
    ending = "" if home.name[-1] in "aeiouyåäösxz" or home.name == "Kalmar" else "s"
    return f"{home.name}{ending} kommun"


def _find_publisher(lines: list[Line]) -> str:
    """Whose cues add up to most; a page's first and last lines may name it outright."""
    words = "\n".join(line.text for line in lines).lower()
    scores: Counter[str] = Counter()
    for line in (*lines[:3], *lines[-3:]):
        first = re.split(r"[^\w]", line.text.strip(), maxsplit=1)[0]
        if len(line.text) <= MAX_SECOND_LINE and first in {name for name, _, _ in _publishers()}:
            scores[first] += MIN_PUBLISHER
    for name, cues, weight in _publishers():
        scores[name] += weight * any(re.search(rf"(?<!\w){re.escape(cue)}(?!\w)", words) for cue in cues)
    name, score = max(scores.items(), key=lambda item: item[1])
    return name if score >= MIN_PUBLISHER else ""


@cache
def _publishers() -> tuple[tuple[str, tuple[str, ...], int], ...]:
    rows = read_rows("publishers.csv", "publisher", "cues", "weight", "reason")
    return tuple((row["publisher"], tuple(row["cues"].split(";")), int(row["weight"])) for row in rows)


# --- dates and years ------------------------------------------------------------------------------------------------


def _find_dates(lines: list[Line]) -> tuple[str, str]:
    """When the page was published and updated. A bare date in its head is when it was published."""
    published, updated = "", ""
    edges = lines if len(lines) <= HEAD_LINES + FOOT_LINES else [*lines[:HEAD_LINES], *lines[-FOOT_LINES:]]
    for i, line in enumerate(edges):
        text = line.text.strip()
        if len(text) > MAX_TITLE:
            continue
        label = edges[i - 1].text.strip() if i else ""
        offset = 0
        if len(label) <= 30 and not any(find_dates(label)):  # the label stands on a line of its own
            text, offset = f"{label} {text}", len(label) + 1
        for mention in find_dates(text):
            bare = i < HEAD_LINES and mention.start <= offset and mention.end == len(text)
            if mention.which == "updated":
                updated = updated or mention.iso
            elif mention.which == "published" or bare:
                published = published or mention.iso
    return published, updated


def _find_report_year(title: str, file_title: str, text: str, published: str, updated: str) -> int | None:
    """The title's year; else the one after what is compared with, the one stated, the page's own, in that order.

    News speak of `årets` results in the year they are about, unless they come in its successor's first months.
    """
    for heading in (title, file_title):
        if years := _read_years(heading):
            return max(years)
    dated = updated or published
    news = dated != "" and published[:4] in ("", dated[:4]) and dated[5:7] > "04"
    if news and published and re.search(r"\bårets\b", text, re.IGNORECASE):
        return int(dated[:4])
    compared = [year for year in find_compared_years(text) if not dated or year < int(dated[:4])]
    if compared:
        return max(compared) + 1
    stated = [int(m[1] or m[2]) for m in _OWN_YEAR.finditer(text)]
    if stated:
        return max(stated, key=lambda year: (stated.count(year), year))
    return int(dated[:4]) if dated else None


def find_compared_years(text: str) -> tuple[int, ...]:
    """The years that results are compared with: `i jämförelse med 2021`, `mot 94 procent 2020`.

    Comparisons that reach back further (`sedan 2019`) are left out: they tell nothing of the year before.
    """
    return tuple(int(m[1]) for m in _COMPARED.finditer(text) if not m[0].lower().startswith("sedan"))


def _find_years(lines: list[Line]) -> tuple[int, ...]:
    """Every year that the document states, dates of the page apart."""
    years: set[int] = set()
    for line in lines:
        if not is_furniture(line.text.strip()):
            years.update(_read_years(line.text))
    return tuple(sorted(years))


def _read_years(text: str) -> set[int]:
    """The years in a text, those within a span included: `2019–2021` is three."""
    years = {int(m[0]) for m in _YEAR.finditer(text)}
    for match in _SPAN.finditer(text):
        first, last = int(match[1]), int(match[2] if len(match[2]) == 4 else match[1][:2] + match[2])
        if 0 < last - first <= 30:
            years.update(range(first, last + 1))
    return {year for year in years if EARLIEST <= year <= LATEST}
