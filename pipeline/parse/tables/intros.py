"""What stands above a table: the name of one without a caption, and the lines that say what its figures are.

Resultat i årskurs 9, våren 2019. Föregående år inom parentes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.tables.fitting import ends_in_figures
from pipeline.parse.tables.frames import PARENTHESES, ends_table, is_note, is_prose, is_subtitle
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.strips import Strip, join_words

MAX_TITLE = 3  #: lines
MAX_INTRO = 5  #: lines of a paragraph right above a table
_SENTENCE = re.compile(r"(?<=[.!?]) (?=[A-ZÅÄÖ])")
_POINTS = re.compile(
    r"\btabell(?:en|erna)\b|\bnedan\w*|^(?:Resultat|Uppgift|Värde|Siffr|Andel)\w* (?:avser|gäller)\b", re.I
)
_COMPARES = re.compile(r"\b(?:jämfört|sedan|än|ökat|minskat|ökade|minskade)\b")
_HEADING = re.compile(r"(?:Andel|Antal|Medel|Resultat|Utfall|Betyg|Statistik|Värde|Siffr)[^\W\d_]* ")


def find_title(strips: Sequence[Strip], head: int) -> tuple[Strip, ...]:
    """The lines that name a table without a caption, right above its header; none where that is a sentence."""
    at = head
    while at > 0 and head - at < MAX_TITLE and _may_name(strips[at - 1], strips[head].page):
        at -= 1
        goes_on = strips[at].text[:1].islower() and not strips[at].gap
        if not goes_on and not is_subtitle(strips[at].text):
            break
    return tuple(strips[at:head])


def _may_name(strip: Strip, page: int) -> bool:
    text = strip.text
    figures = ends_in_figures(text.split()) and not find_periods(strip.tokens[-1].text)
    sentence = is_prose(text) or text.endswith((".", "!", "?")) or figures
    return strip.page == page and not sentence and not ends_table(text) and not is_note(text)


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


def explains(sentence: str) -> bool:
    """Whether a sentence says of which year a table's figures are, or what those in parentheses are."""
    if PARENTHESES in sentence:
        return True
    points = _POINTS.search(sentence) is not None and _COMPARES.search(sentence) is None
    return points and len(find_periods(sentence)) == 1
