"""The lines around a table: caption, subtitle, notes, source; and the lines that end it.

Tabell 2. Erbjuder stödprogram till vuxna närstående, 2018–2021     caption
Andel kommuner, procent, riket                                      subtitle
.. Uppgift saknas.                                                  note
Källa: Kolada.                                                      source
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.tables.body.misfits import ends_in_figures
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.knowledge import missing_symbols
from pipeline.parse.tables.lines.strips import Strip, join_words
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import parse_unit
from pipeline.records import record

PARENTHESES = "parentes"
_CAPTION = re.compile(
    r"^(?:Tabell|TABELL|Tab\.)\s*(?:[A-Z]?\d{1,2}(?:[.:]\d{1,2})?(?:[a-z]| [a-z](?=[.:]))?)?\s*"
    r"(?:[.:–—-]|(?=\s[A-ZÅÄÖ\"”]|,? ?\(?forts)|$)"
)
_NUMBER = re.compile(r"^(?:Tabell|TABELL|Tab\.)\s*([A-Z]?\d{1,2}(?:[.:]\d{1,2})?[a-z]?)\b")
_NUMBER_ALONE = re.compile(rf"{_NUMBER.pattern}[.:]?")
CONTINUED = re.compile(r"\bforts(?:\.|ättning|\b)", re.IGNORECASE)
_OTHER_CAPTION = re.compile(r"^(?:Diagram|Figur|Karta|Bild)\s*\d")
# `Kostnad, kr/inv.`: a unit that is shortened, and no end of a sentence
_SHORTENED = re.compile(r"(?<=/inv)\.$|(?<=\binv)\.$|(?<=\btot)\.$|(?<=\bproc)\.$")
_SUBTITLE = re.compile(
    r"^(?:Andel|Andelen|Antal|Antalet|Procent|Medelvärde|Genomsnitt|Median|Kronor|Tusen|Index|Belopp|Kostnad|Avser|Procentuell|Poäng|Minuter|Dagar|Timmar|Kr|Tkr|Medianvärde|Meritvärde|Skala)\b"
)
_SOURCE = re.compile(r"^(?:Källa|Källor|Datakälla|Källhänvisning)\s*:")
_NOTE = re.compile(r"^(?:Anm\.|Anmärkning|Not\b|Noter?:|Förklaring|Teckenförklaring)")
_COMMENT = re.compile(
    r"^(?:Kommentar|Kommentarer|Analys)\s*:"
)  #: prose on what the table says, with figures of its own
_END = re.compile("|".join(p.pattern for p in (_CAPTION, _SOURCE, _OTHER_CAPTION, _COMMENT)))
_MARKED = re.compile(r"^(?:\d\)|[¹²³]|\*{1,3}|†)\s?[A-ZÅÄÖ]")
_STOP = re.compile(r"[a-zåäö)]\. [A-ZÅÄÖ]|[.!?]$")
_ENDED = re.compile(r"[^\W\d_]{3,}[.!?]$")
_STOP_WITHIN = re.compile(r"(?:[^\W\d]|\d{4}|\))\. ")
_NUMBER_LAST = re.compile(r"\d[.:]?$")
_OPEN_END = re.compile(r"(?:-|,|\b(?:för|av|i|till|och|med|inom|om))$")
_WORDS_TOO = frozenset({"us", "saknas"})  #: missing values that begin sentences


@record
class Frame:
    """What stands above a table: its caption and subtitle, whole, and where the table's header may begin."""

    caption: str = ""
    subtitle: str = ""
    strips: tuple[Strip, ...] = ()


def is_caption(text: str) -> bool:
    """Whether a line is the beginning of a table's caption; `Tabell 1 visar att` is not."""
    return text.startswith(("Tab", "TAB")) and _CAPTION.match(text) is not None


def number_of(caption: str) -> str:
    """A table's number as its caption prints it: `Tabell 3. Kostnader` -> `3`; "" of one without."""
    match = _NUMBER.match(caption)
    return match[1] if match else ""


def is_continued(text: str, above: Sequence[Strip]) -> bool:
    """Whether a caption says that its table goes on with the one that has those lines above it: `Tabell 1, forts.`"""
    number = _CAPTION.match(text)
    first = _CAPTION.match(above[0].text) if above else None
    same = number is None or first is None or number[0].strip(" .:–—-") == first[0].strip(" .:–—-")
    return CONTINUED.search(text) is not None and bool(above) and same


def is_source(text: str) -> bool:
    return _SOURCE.match(text) is not None


def is_note(text: str) -> bool:
    """Whether a line explains a symbol or a footnote: `.. Uppgift saknas.`, `* Färre än fem`, `1) Avser 2018`."""
    if _NOTE.match(text):
        return True
    explains = _explains_symbol(text) or _MARKED.match(text) is not None  # and `- Kvinnor 52 48` does not
    return explains and (not _is_row(text.replace("%", "").split()) or bool(find_periods(text)))


def _is_row(words: Sequence[str]) -> bool:
    return ends_in_figures(words) or all(is_figure_piece(word) for word in words[-2:])


def _explains_symbol(text: str) -> bool:
    first, _, rest = text.partition(" ")
    symbol = first.rstrip("=:").lower()
    if symbol not in missing_symbols() or symbol in _WORDS_TOO or not (rest[:1].isalpha() or rest[:1] == "="):
        return False
    return rest[:1].isupper() or rest[:1] == "=" or first not in ("-", "–", "—", "•")


def names_figure(text: str) -> bool:
    """Whether a line is the caption of a drawing, whose figures may stand below it: `Figur 3.1 Andel nöjda`."""
    return _OTHER_CAPTION.match(text) is not None


def ends_table(text: str) -> bool:
    """Whether a line can be no part of a table's body."""
    return _END.match(text) is not None


def is_prose(text: str) -> bool:
    """Whether a line without figures is running text rather than a part of a label."""
    if len(text) <= 50:
        return False
    text = _SHORTENED.sub("", text)
    return len(text) > 100 or (len(text) > 50 and _STOP.search(text) is not None)


def is_sentence(text: str) -> bool:
    """Whether a short line is a sentence; a label ends in a full stop only when it is shortened (`m.m.`)."""
    return _ENDED.search(_SHORTENED.sub("", text)) is not None and text[:1].isupper()


def is_subtitle(text: str) -> bool:
    """Whether a line says what the figures are, and not what the table is about: `Andel i procent`."""
    return _SUBTITLE.match(text) is not None


def read_frame(above: Sequence[Strip]) -> Frame:
    """Caption and subtitle, of the lines from a caption's first line to the header."""
    lines = list(above)
    if not lines:
        return Frame()
    at = 1
    while at < len(lines) and not _starts_subtitle(lines, at):
        at += 1
    caption, subtitle = (join_words([s.tokens for s in part]) for part in (lines[:at], lines[at:]))
    for stop in _STOP_WITHIN.finditer(caption):
        if is_subtitle(caption[stop.end() :]):  # `Skador av olyckor 2019. Antal per 1 000 invånare`
            caption, subtitle = caption[: stop.end() - 2], f"{caption[stop.end() :]} {subtitle}".strip()
            break
    return Frame(caption.rstrip(":"), subtitle, tuple(lines))


def set_in(strip: Strip) -> tuple[float | None, bool]:
    """The type that a line is set in: a caption is larger or bolder than what stands below it."""
    line = strip.lines[0] if strip.lines else None
    return (round(line.size, 1) if line and line.size and line.words else None, bool(line and line.bold))


def _starts_subtitle(lines: Sequence[Strip], at: int) -> bool:
    upper, lower = lines[at - 1].text, lines[at].text
    if set_in(lines[at]) != set_in(lines[at - 1]) or (PARENTHESES in lower and not lower[:1].islower()):
        return True
    if lower[:1].isupper() and parse_unit(lower):  # `Ton per invånare`
        return True
    if at == 1 and _NUMBER_ALONE.fullmatch(upper):  # the caption is the line below it
        return False
    if lines[at].gap and not upper.endswith(("-", ",")):
        return at > 1 or _NUMBER_LAST.search(upper) is None or len(upper) > 12
    return _SUBTITLE.match(lower) is not None and not _OPEN_END.search(upper)
