"""Whose page or report a document is: the municipality that speaks, and who publishes it.

"I Tibro finns en plan." / "Tibro saknar en rutin." -> home Tibro (1472), publisher "Tibro kommun"
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache

from pipeline.data import read_rows
from pipeline.model import Document, Geography, Line

from .gazetteer import county_of
from .local_pages import is_local, is_only_local, is_quoted, read_words, weigh_places
from .phrases import words_of
from .places import PlaceMention, find_places
from .titles import COUNTY_BOARD, HEAD_LINES, MAX_SECOND_LINE, MAX_TITLE
from .tokens import begins_word
from .verbs import is_finite

# A page's foot, where its contacts stand; in lines that are not blank.
FOOT_LINES = 40
# How much of a sentence is read to see whom it is about: `Under 2020 har Kalmar inte ...`
OPENING = 60
# A publisher whose cues add up to less is only mentioned.
MIN_PUBLISHER = 3
# A municipality's page speaks of itself in at least so many lines; one mention is an example in someone else's report.
MIN_OWN_LINES = 2
# News of one county name it so often, in one of their first lines too, and few places outside of it.
MIN_COUNTY_MENTIONS = 4
FIRST_LINES = 4

_REPORT_ON = re.compile(
    r"(?:kommunrapport|länsrapport|kommunblad|kommunprofil|rapport för|resultat för|resultat i)\s*:?\s+(.+)",
    re.IGNORECASE,
)
# So many headings and first lines may name the county or region that a report is of.
MASTHEAD = 6
# `Öppna jämförelser i | Tibro`, `Årsrapport äldreomsorg | Tibro 2020`
_LEADS_HOME = re.compile(
    r".* (?:i|för|så svara(?:de|r)|så står sig)\s"
    r"|\w*(?:rapport|uppföljning|bokslut|redovisning|sammanställning|berättelse|undersökning)\b.*\s",
    re.IGNORECASE,
)
# `Kvalitet i korthet 2015. | Malung-Sälen`, `Ekonomiskt bistånd 2020, | Bollnäs`; not `Bäst i landet: Sollentuna`
_NAMES_REPORT = re.compile(r".*(?:\b\d{4}|kvalitet i korthet|öppna jämförelser)\s*[:,.–—-]\s*", re.IGNORECASE)
_STANDS_ALONE = re.compile(  # `Tibro kommun: Öppna jämförelser av krisberedskap`; not `Tibro kommun: bäst i landet`
    r"(?:\s*[/|>–—,].*|\s{2,}\D*|: (?:öppna jämförelser|kvalitet i korthet|resultat|så)\b.*)?", re.IGNORECASE
)
_BEGINS = re.compile(rf"(?:.*(?:[/|>–—,]|\s-))?\s*(?:{COUNTY_BOARD.pattern})?", re.IGNORECASE)
_WORD, _NO_WORD = re.compile(r"\w+"), re.compile(r"\W")
_KIND = re.compile(r"\b(?:kommun|stad)\b", re.IGNORECASE)
_WEB = re.compile(r"(?:@|www\.|https?://)(?:[\w-]{1,63}\.){0,3}([\w-]{1,63})\.se\b", re.IGNORECASE)


def find_home(
    document: Document, title: str, head: list[Line], body: list[str], lines: list[Line]
) -> tuple[Geography | None, str, bool]:
    """The municipality or county whose own page or report it is, and who publishes it; None and "" where not said.

    The last is whether it is surely some municipality's or region's own, but nothing tells whose. `head` are the page's
    first lines apart from those of paragraphs, `body` its paragraphs, `lines` all that are not blank.
    """
    named = _find_named_home(document, title, head)
    publisher = _find_publisher(lines)
    home = named or _find_speaking_home(body, lines, published=publisher != "")
    texts = [line.text for line in lines]
    words = read_words(texts) if home is None else ()
    if home is None and is_local(texts, words):
        home = weigh_places(title, body, texts, words, published=publisher != "")
    if home is None:
        return None, publisher, is_only_local(words)
    if home.type == "county" and any(map(COUNTY_BOARD.match, (*texts[:HEAD_LINES], *body))):
        home = county_of(home) or home  # `Länsstyrelsen Dalarna`, above `Hemlöshet i Dalarna`
    signed = _find_signature(home, (document.title, *texts))
    own = publisher if named or home.type != "municipality" else _name_municipality(home)
    return home, signed or own, False


def _find_named_home(document: Document, title: str, head: list[Line]) -> Geography | None:
    """`Kommunrapport Oskarshamn`, `Tingsryds kvalitet i korthet`, `Munkedals kommun / Kommun och politik`."""
    for number, heading in enumerate((title, document.title, *(line.text.strip() for line in head))):
        if not heading or len(heading) > MAX_TITLE or heading.endswith("."):
            continue
        if match := _REPORT_ON.search(heading):
            mentions = find_places(f"i {match[1]}")
            if mentions and mentions[0].geography.type in ("municipality", "county") and mentions[0].geography.code:
                return mentions[0].geography
        for mention in find_places(heading):
            row = number > MASTHEAD and mention.geography.type != "municipality"  # `Gävleborgs län` in a table
            known = mention.geography.code or mention.geography.name[:1].isupper()  # `Skolan i Skaraborg`
            if known and not row and _owns(heading, mention, heading == title):
                return mention.geography
    return None


def _owns(heading: str, mention: PlaceMention, in_title: bool) -> bool:
    """Whether the page is the municipality's or region's own, or about it, as far as a heading tells."""
    name, before, after = heading[mention.start : mention.end], heading[: mention.start], heading[mention.end :]
    if mention.geography.type == "country":
        return False
    if after.lower().startswith((" kvalitet i korthet", " i öppna jämförelser")):
        return True
    leads = _LEADS_HOME.fullmatch(before) or _NAMES_REPORT.fullmatch(before)
    if in_title and leads and re.fullmatch(r"[\s,]*(?:\d{4})?", after):
        return True  # Öppna jämförelser i Tibro 2021
    alone = _BEGINS.fullmatch(before) and _STANDS_ALONE.fullmatch(after)
    signs = mention.geography.type in ("county", "region") or name.lower().endswith(("kommun", "stad"))
    return bool(alone) and signs


def _find_speaking_home(body: list[str], lines: list[Line], *, published: bool) -> Geography | None:
    """The municipality that enough of the page's statements begin with, or that its addresses name.

    Where someone else seems to publish the page, one more statement is asked for, and addresses say nothing.
    """
    own = Counter(filter(None, map(_find_opening_place, body)))
    county, mentions = _find_county_of_news(body)
    if own:
        (place, count), others = own.most_common(1)[0], sum(own.values())
        told = count >= MIN_OWN_LINES + published and count > 0.6 * others and 2 * count >= mentions
        if told and _is_named_most(place, body):
            return place
    if county:
        return county
    if (dateline := _find_dateline(body)) and any("kommunen" in _find_words(line) for line in lines):
        return dateline
    if published:
        return None
    sites = [_by_site().get(m[1].lower()) for line in lines[-FOOT_LINES:] for m in _WEB.finditer(line.text)]
    known = Counter(filter(None, sites))
    return known.most_common(1)[0][0] if len(known) == 1 else None


def _is_named_most(place: Geography, body: list[str]) -> bool:
    """Whether no other municipality is named as often: two paragraphs of a national page may begin with one."""
    named = Counter(m.geography for text in body for m in find_places(text) if m.geography.type == "municipality")
    return place.type != "municipality" or all(named[place] > n for other, n in named.items() if other != place)


def _find_dateline(body: list[str]) -> Geography | None:
    """The municipality that an article opens with: `Tibro. Sju av tio är nöjda`, `TIBRO Sju av tio är nöjda`."""
    for text in body[:HEAD_LINES]:
        for mention in find_places(text)[:1]:
            name, behind = text[: mention.end], text[mention.end :]
            opens = behind.startswith(". ") or (name.isupper() and behind.startswith(" "))
            if mention.start == 0 and opens and mention.geography.type == "municipality":
                return mention.geography
    return None


def _find_words(line: Line) -> list[str]:
    """The words of a line, if it quotes nobody."""
    return [] if is_quoted(line.text) else _WORD.findall(line.text.lower())


def _find_county_of_news(body: list[str]) -> tuple[Geography | None, int]:
    """The county that a newspaper's or region's page is about, and how often it is named; most places that the page
    names are that county or lie in it.
    """
    named = [
        [m.geography for m in find_places(text) if m.geography.code and m.geography.type != "country"] for text in body
    ]
    counts = Counter(place.code[:2] for places in named for place in places)
    code = counts.most_common(1)[0][0] if counts else ""
    told = Counter(place for places in named for place in places if place.code == code)
    early = any(place.code == code for places in named[:FIRST_LINES] for place in places)
    if not early or told.total() < MIN_COUNTY_MENTIONS or 2 * counts[code] <= counts.total():
        return None, 0
    return told.most_common(1)[0][0], told.total()  # as it is called most: `Halland` or `Hallands län`


def _find_opening_place(text: str) -> Geography | None:
    """The municipality that a paragraph speaks of first; a row of a table (`Arboga 14 13 12`) says nothing of it."""
    if is_quoted(text):
        return None
    first = next((mention for mention in find_places(text) if mention.geography.type == "municipality"), None)
    if first is None or first.end > OPENING or len(text.split(maxsplit=3)) < 4:
        return None
    return first.geography if any(map(is_finite, words_of(text[: 2 * OPENING]))) else None


@cache
def _by_site() -> dict[str, Geography]:
    """Municipalities by the name of their site: `ostragoinge` is Östra Göinge."""
    plain = str.maketrans("åäö ", "aao-")
    return {
        name.lower().translate(plain).replace("-", glue): Geography("municipality", row["code"], name)
        for row in read_rows("municipalities.csv", "code", "municipality", "also", "form")
        for name in (row["municipality"],)
        for glue in ("", "-")
    }


def _find_signature(home: Geography, signs: Iterable[str]) -> str:
    """The municipality as it signs itself: `Göteborgs Stad`, `Tibro kommun`; empty where it does not."""
    forms = f"{home.name} ".lower(), f"{home.name}s ".lower()
    for sign in signs:
        for match in _KIND.finditer(sign):
            start = match.start() - next((len(form) for form in forms if _ends_with(sign, match.start(), form)), 0)
            if start < match.start():
                return sign[start : match.end()]
    return ""


def _ends_with(text: str, stop: int, words: str) -> bool:
    """Whether a text up to there ends with these words."""
    start = stop - len(words)
    apart = start == 0 or (start > 0 and not text[start - 1].isalnum())
    return apart and text[start:stop].lower() == words


def _name_municipality(home: Geography) -> str:
    """`Oskarshamns kommun`, `Tibro kommun`, `Falu kommun`: a name that ends in a vowel or an s takes no genitive."""
    genitive = home.name if home.name[-1] in "aeiouyåäösxz" else f"{home.name}s"
    return f"{_load_forms().get(home.name) or genitive} kommun"


@cache
def _load_forms() -> dict[str, str]:
    rows = read_rows("municipalities.csv", "code", "municipality", "also", "form")
    return {row["municipality"]: row["form"] for row in rows}


def _find_publisher(lines: list[Line]) -> str:
    """Whose cues add up to most; a page's first and last lines may name it outright."""
    words = "\n".join([line.text for line in lines]).lower()
    scores: Counter[str] = Counter()
    names = {name for name, _, _ in _publishers()}
    for line in (*lines[:3], *lines[-3:]):
        first = _NO_WORD.split(line.text.strip(), maxsplit=1)[0]
        if len(line.text) <= MAX_SECOND_LINE and first in names:
            scores[first] += MIN_PUBLISHER
    for name, cues, weight in _publishers():
        scores[name] += weight * any(cue in words and begins_word(words, cue, whole=True) for cue in cues)
    name, score = max(scores.items(), key=lambda item: item[1])
    return name if score >= MIN_PUBLISHER else ""


@cache
def _publishers() -> tuple[tuple[str, tuple[str, ...], int], ...]:
    rows = read_rows("publishers.csv", "publisher", "cues", "weight", "reason")
    return tuple((row["publisher"], tuple(row["cues"].split(";")), int(row["weight"])) for row in rows)
