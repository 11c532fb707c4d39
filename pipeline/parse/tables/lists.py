"""Tables without a header: lines of a label and one figure each, below a line that says what the figures are.

Andel med god hälsa, procent        Ekonomiskt bistånd 2018
Askersund ............... 71        Hushåll med bistånd, antal 1 204
Degerfors ............... 66        Andel långvariga ärenden, % 34,5

The line above has a unit, or each row has its own; else no list is taken for a table.
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
    if not any(map(str.isdigit, [lower.text[-1:] for lower in below])):
        return False
    text = strip.text
    if text.endswith(".") or is_prose(text) or has_values(strip.tokens):
        return False
    return is_subtitle(text) or text.endswith(":") or find_unit(text) is not None or all(map(_has_unit, below))


def find_list(strips: Sequence[Strip], at: int) -> tuple[int, int] | None:
    """The first line of the list below its caption or name, and the line after its last; None where there is none."""
    head = at + 1
    while head < len(strips) and head - at < MAX_ABOVE and _goes_on(strips[head]):
        head += 1
    words = " ".join(strip.text.rstrip(":") for strip in strips[at:head])
    unit = find_unit(words) or next(filter(None, (find_unit(s.text.rstrip(":")) for s in strips[at:head])), None)
    if len(find_periods(words)) > 1:
        return None
    belongs = _is_row if unit else _has_unit
    end = head
    while end < len(strips) and strips[end].page == strips[at].page and belongs(strips[end]):
        if end > head and strips[end].gap:
            break
        end += 1
    return (head, end) if end - head >= LEAST else None


def _goes_on(strip: Strip) -> bool:
    """Whether a line below the first still says what the figures are: `Andel i procent, 2014`."""
    return is_subtitle(strip.text) and not has_values(strip.tokens) and not is_caption(strip.text)


def _has_unit(strip: Strip) -> bool:
    """Whether a line is a row whose label ends in its unit: `Väntetid, dagar 54`"""
    return strip.tokens[-1].text[-1:].isdigit() and _is_row(strip) and find_unit(_label_of(strip)) is not None


def _label_of(strip: Strip) -> str:
    fitted = LineFitter(HEADER).fit(strip)
    return " ".join(token.text for token in fitted.label).rstrip(":") if fitted else ""


def _is_row(strip: Strip) -> bool:
    """Whether a line is a label and one figure; those with a sign (`Kvinnor 81 %`) are read as sentences."""
    text = strip.text
    if len(text) > MAX_LABEL or ends_table(text) or is_note(text) or not has_values(strip.tokens):
        return False
    last = strip.tokens[-1].text
    label = strip.tokens[0].text.lstrip("-–—•*")
    starts = not label or label[:1].isalpha()
    return starts and last[-1:].isdigit() and LineFitter(HEADER).fit(strip) is not None
