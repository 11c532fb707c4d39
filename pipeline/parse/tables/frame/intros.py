"""What stands around a table: its name if it has no caption, lines that say what its figures are, notes and source.

Resultat i årskurs 9, våren 2019. Föregående år inom parentes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.tables.body.fitting import has_values
from pipeline.parse.tables.body.misfits import ends_in_figures
from pipeline.parse.tables.frame.frames import (
    PARENTHESES,
    ends_table,
    is_note,
    is_prose,
    is_source,
    is_subtitle,
    names_figure,
    set_in,
)
from pipeline.parse.tables.frame.parentheses import part_clause
from pipeline.parse.tables.frame.subjects import drop_unit, name_subject, read_subject
from pipeline.parse.tables.header.items import is_header
from pipeline.parse.tables.lines.strips import Strip, join_words
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import find_unit
from pipeline.parse.verbs import is_finite

MAX_TITLE = 3  #: lines
MAX_INTRO = 5  #: lines of a paragraph right above a table
LEAST_MEASURE = 4  #: words; `Andel kommuner` says too little
MAX_NAME = 100  #: characters of a sentence that names a table
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ])")
_POINTS = re.compile(
    r"\btabell(?:en|erna)\b|\bnedan\w*|^(?:Resultat|Uppgift|Värde|Siffr|Andel)\w* (?:avser|gäller)\b", re.I
)
_OF_TABLE = re.compile(
    r"(?:Alla |Samtliga )?(?:Siffr|Uppgift|Värde|Resultat|Data)\w* i tabell (?P<number>[A-Z]?\d+(?:[.:]\d+)?[a-z]?) "
    r"(?P<rest>(?:avser|gäller|är|kommer|visar)\b.*)"
)
_SCALE = re.compile(r"\b(?:\w*index|skala|skalan|poäng|NKI|NMI|NRI),? \(?\d{1,2} ?[-–—] ?\d{1,3}\)?$", re.IGNORECASE)
_STATES = re.compile(r"\d ?(?:procent\b|%)")  #: what a name of a table does not: `Nöjda: 86,4 procent (85 i riket)`
_COMPARES = re.compile(r"\b(?:jämfört|sedan|än|ökat|minskat|ökade|minskade)\b")
_TELLS = re.compile(  #: what all figures are: `I tabellen nedan visas andelen nöjda`, `Alla värden anges i procent`
    r"(?:(?:I )?(?:nedanstående )?tabell(?:en|erna)?(?: nedan)?"
    r"|(?:Alla |Samtliga )?(?:siffror|värden|uppgifter|resultat|andelar)(?:na|a|en)?(?: i tabellen(?: nedan)?)?)"
    r" (?:visa[rs]|redovisa[rs]|ange[rs]|avser|presentera[rs]|uttrycks|är)(?: (?:i|som|hur stor))* (?=[^\W\d])",
    re.IGNORECASE,
)
_TWO_UNITS = re.compile(r"\b(?:och|eller|samt|respektive) (?:andel|antal|medel|median|kostnad|kronor|index|procent)")
_FIGURE = re.compile(r"(?<![\d,])(?!(?:19|20)\d\d\b)\d")  #: no year
_REPORT = re.compile(r"(?:Öppna jämförelser|ÖJ)(?:[ –-]+(?:19|20)\d\d)?$")
_AGES = re.compile(r"\b\d+ ?(?:[-–] ?\d+)? år\b")
_HEADING = re.compile(r"(?:Andel|Antal|Medel|Resultat|Utfall|Betyg|Statistik|Värde|Siffr)[^\W\d_]* ")


def is_genre(text: str) -> bool:
    """Whether a line is the name of the report alone, which heads no column: `Öppna jämförelser 2021`."""
    return _REPORT.match(text) is not None


def find_title(strips: Sequence[Strip], head: int, *, asked: bool = False) -> tuple[Strip, ...]:
    """The lines that name a table without a caption, right above its header; none where that is a sentence.

    A table of answers is `asked`: the question right above names it.
    """
    at = head
    if asked and at and strips[at - 1].text.endswith("?") and strips[at - 1].page == strips[at].page:
        return (strips[at - 1],)
    page = strips[max(head - 1, 0)].page  # a page may end between a table's name and its header
    while at > 0 and head - at < MAX_TITLE and _may_name(strips[at - 1], page):
        at -= 1
        if _names_and_explains(strips[at].text) or (_begins_apart(strips, at) and _names_measure(strips[at].text)):
            break
        goes_on = (strips[at].text[:1].islower() or strips[at].text[:1].isdigit()) and not strips[at].gap
        if not goes_on and not is_subtitle(strips[at].text) and not _says_only_parentheses(strips[at].text):
            break
    title = tuple(strips[at:head])
    return title if page == strips[head].page or (title and is_subtitle(title[0].text)) else ()


def _may_name(strip: Strip, page: int) -> bool:
    text = strip.text
    figures = ends_in_figures(text.split()) and not find_periods(strip.tokens[-1].text) and not _SCALE.search(text)
    states = figures or _STATES.search(text) is not None
    ends = text.endswith((".", "!", "?")) and not _is_phrase(text)
    sentence = (is_prose(text) or ends or states) and not _names_and_explains(text)
    return strip.page == page and not sentence and (names_figure(text) or not ends_table(text)) and not is_note(text)


def _says_only_parentheses(text: str) -> bool:
    """Whether a line says what figures in parentheses are, and names no table: `Resultat 2019, 2018 inom parentes`."""
    return PARENTHESES in text and not name_subject(read_subject(part_clause(text)[0]), None)


def _begins_apart(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line is set apart from the one above it, by an empty line or by its type."""
    return strips[at].gap or (at > 0 and set_in(strips[at]) != set_in(strips[at - 1]))


def _names_measure(text: str) -> bool:
    """Whether a subtitle says what is measured, and not only what the percent is of: `Andel behöriga elever i åk 9`."""
    return is_subtitle(text) and len(drop_unit(read_subject(text)).split()) >= LEAST_MEASURE


def _names_and_explains(text: str) -> bool:
    """Whether a line's first sentence names a table, and the others say what its figures are: `... 2018. Procent.`"""
    first, *rest = _SENTENCE.split(text)
    named = bool(rest) and len(first) <= MAX_NAME and not explains(first)
    return named and all(explains(sentence) and not read_told(sentence) for sentence in rest)


def read_intro(strips: Sequence[Strip], at: int) -> tuple[str, ...]:
    """The sentences right above a table that say of which year its figures are, or those in parentheses.

    A heading right above that names one year says so too.
    """
    start = at
    while start > 0 and at - start < MAX_INTRO and strips[start - 1].page == strips[at].page:
        start -= 1
        if strips[start].gap:
            break
    if start == at:
        return ()
    text = join_words([strip.tokens for strip in strips[start:at]])
    if _HEADING.match(text) and not text.endswith((".", "!", "?")):
        return (text,) if len(find_periods(text)) == 1 and at - start == 1 else ()
    return tuple(sentence for sentence in _SENTENCE.split(text) if explains(sentence))


def find_explanation(strips: Sequence[Strip]) -> str:
    """The first sentence of a document that says what figures in parentheses are; "" where none does."""
    for at, strip in enumerate(strips):
        if PARENTHESES in strip.text:
            start, stop = at, at + 1
            while start > max(0, at - MAX_INTRO) and not strips[start].gap:
                start -= 1
            while stop < min(len(strips), at + MAX_INTRO) and not strips[stop].gap:
                stop += 1
            text = join_words([line.tokens for line in strips[start:stop]])
            return next((sentence for sentence in _SENTENCE.split(text) if PARENTHESES in sentence), "")
    return ""


def find_statements(strips: Sequence[Strip]) -> dict[str, str]:
    """What sentences anywhere say of a table by its number: `Värdena i tabell 3 avser 2012.` -> {"3": ...}."""
    found: dict[str, str] = {}
    for at, strip in enumerate(strips):
        text = strip.text
        if "tabell " in text and at + 1 < len(strips) and not text.endswith(".") and not strips[at + 1].gap:
            text = f"{text} {strips[at + 1].text}"
        for sentence in _SENTENCE.split(text) if "tabell " in text else ():
            if (match := _OF_TABLE.match(sentence)) and len(find_periods(match["rest"])) == 1:
                found.setdefault(match["number"], match["rest"])
    return found


def explains(sentence: str) -> bool:
    """Whether a sentence says of which year, or in which unit, a table's figures are, or what parentheses mean."""
    if PARENTHESES in sentence or (is_subtitle(sentence) and not any(c.isdigit() for c in sentence)):
        return True
    if read_told(sentence):
        return True
    points = _POINTS.search(sentence) is not None and _COMPARES.search(sentence) is None
    return points and len(find_periods(sentence)) == 1


def read_told(sentence: str) -> str:
    """What all figures of the table below are, said by a sentence: `Tabellen visar andelen nöjda.` -> `Andelen nöjda.`

    "" of others, of two units, and of one that states a figure.
    """
    match = _TELLS.match(sentence)
    told = sentence[match.end() :] if match else ""
    told = told[:1].upper() + told[1:]
    return told if is_subtitle(told) and not _FIGURE.search(told) and not _TWO_UNITS.search(told) else ""


def read_subject_below(notes: Sequence[str]) -> str:
    """What is measured, by a phrase below a table without a caption: `Andel elever (%) behöriga till gymnasiet`."""
    subjects = (read_subject(note) for note in notes if is_subtitle(note))
    return next((subject for subject in subjects if len(drop_unit(subject).split()) >= LEAST_MEASURE), "")


def read_notes(below: Sequence[Strip]) -> tuple[list[str], str, int]:
    """Notes and source below a table, and how many lines they are."""
    notes: list[str] = []
    at = 0
    while at < len(below) and (_is_note(below[at].text) or _says_unit_below(below, at)):
        stop = at + 1
        while stop < len(below) and _continues(below[stop - 1], below[stop]):
            stop += 1
        whole = join_words([s.tokens for s in below[at:stop]])
        if is_source(below[at].text):
            return notes, whole, stop
        notes.append(whole)
        at = stop
    return notes, "", at


def _is_note(text: str) -> bool:
    return is_note(text) or is_source(text) or (PARENTHESES in text and text.endswith("."))


def _says_unit_below(below: Sequence[Strip], at: int) -> bool:
    """Whether a line says of the figures above it what they are, `Andel i procent`, and heads none below it."""
    following = below[at + 1 : at + 1 + MAX_TITLE]
    if not _is_phrase(below[at].text) or find_unit(below[at].text) is None:
        return False
    if following and not following[0].gap and not below[at].text.endswith("."):
        return False  # `Andelen boende som får bestämma steg med fem` goes on below
    return not any(has_values(strip.tokens) or is_header(strip) for strip in following)


def _is_phrase(text: str) -> bool:
    """Whether a line says what figures are, and states none: `Andel i procent.`, and not `Antalet platser minskade.`"""
    if not is_subtitle(text) or _FIGURE.search(_AGES.sub("", text)):
        return False
    return " som " in text or not any(map(is_finite, text.lower().rstrip(".").split()))


def _continues(upper: Strip, lower: Strip) -> bool:
    """Whether a line goes on with the note or source above it."""
    if lower.gap or lower.page != upper.page or is_note(lower.text) or ends_table(lower.text):
        return False
    return not upper.text.endswith(".")
