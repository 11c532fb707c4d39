"""Tables without a header: lines of a label and one figure each, below a line that says what the figures are.

Andel med god hälsa, procent        what it says has a unit, else no list is taken for a table
Askersund ............... 71
Degerfors ............... 66
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.tables.body.fitting import LineFitter, has_values
from pipeline.parse.tables.frame.frames import ends_table, is_caption, is_note, is_prose, is_subtitle
from pipeline.parse.tables.header.headers import HEADER
from pipeline.parse.tables.lines.strips import Strip
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import find_unit

LEAST = 3  #: rows
MAX_ABOVE = 3  #: lines that say what the figures are
MAX_LABEL = 80  #: characters


def names_list(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line may say of what the figures of a list below it are: `Antal brukare i LSS:`"""
    strip, below = strips[at], strips[at + 1 : at + 1 + MAX_ABOVE]
    if not any([lower.tokens[-1].text[-1:].isdigit() for lower in below]):
        return False
    text = strip.text
    if text.endswith(".") or is_prose(text) or has_values(strip.tokens):
        return False
    return is_subtitle(text) or text.endswith(":") or find_unit(text) is not None


def find_list(strips: Sequence[Strip], at: int) -> tuple[int, int] | None:
    """The first line of the list below its caption or name, and the line after its last; None where there is none."""
    head = at + 1
    while head < len(strips) and head - at < MAX_ABOVE and _goes_on(strips[head]):
        head += 1
    words = " ".join(strip.text.rstrip(":") for strip in strips[at:head])
    unit = find_unit(words) or next(filter(None, (find_unit(s.text.rstrip(":")) for s in strips[at:head])), None)
    if unit is None or len(find_periods(words)) > 1:
        return None
    end = head
    while end < len(strips) and strips[end].page == strips[at].page and _is_row(strips[end]):
        if end > head and strips[end].gap:
            break
        end += 1
    return (head, end) if end - head >= LEAST else None


def _goes_on(strip: Strip) -> bool:
    """Whether a line below the first still says what the figures are: `Andel i procent, 2014`."""
    return is_subtitle(strip.text) and not has_values(strip.tokens) and not is_caption(strip.text)


def _is_row(strip: Strip) -> bool:
    """Whether a line is a label and one figure; those with a sign (`Kvinnor 81 %`) are read as sentences."""
    text = strip.text
    if len(text) > MAX_LABEL or ends_table(text) or is_note(text) or not has_values(strip.tokens):
        return False
    last = strip.tokens[-1].text
    label = strip.tokens[0].text.lstrip("-–—•*")
    starts = not label or label[:1].isalpha()
    return starts and last[-1:].isdigit() and LineFitter(HEADER).fit(strip) is not None
