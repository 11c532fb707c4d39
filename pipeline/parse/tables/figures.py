"""The figures of table cells: `112 400` -> 112400, `(80.6)` -> 80.6 of the year before, `..` -> missing.

Knows how one cell prints its value; which column and row the cell is of, and what the value means, is left to others.
Number phrases of running text are the business of `parse.numbers`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from pipeline.model import Qualifier
from pipeline.parse.memory import remember
from pipeline.parse.tables.knowledge import missing_symbols
from pipeline.parse.tables.units import Unit, is_unit_behind, read_unit_behind
from pipeline.records import record

THIN = "\u00a0\u2007\u2009\u202f"  #: spaces that hold a number together
_SPACE = rf"[ {THIN}]"
_PLAIN = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_MARK = r"[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3}|[a-d]\)"
_DOTS_NOTED = re.compile(rf"(\.{{2,3}}|…)(?:\d\)?|{_MARK})")  #: `..1`: nothing, and a footnote that says why
_NOTE = re.compile(r"\d\)(?= ?[A-ZÅÄÖ])")
_FIGURE = re.compile(
    rf"(?P<bound>[<>≤≥]|(?:ca|ca\.|cirka|c:a)(?= ))?{_SPACE}?(?P<sign>[-−–+±])?(?P<low>{_PLAIN})"
    rf"(?:{_SPACE}?[-–—]{_SPACE}?(?P<high>{_PLAIN}))?{_SPACE}?(?P<percent>%)?(?P<mark>{_MARK})?"
    rf"(?:{_SPACE}(?P<unit>[^\W\d_]\S*))?"
)
_NOUGHTS = re.compile(r"0\d{3}")  #: no figure begins so; a reader of images wrote two as one: `000` + `1`
_NUMBER_PIECE = re.compile(
    rf"(?:[<>≤≥]|(?:ca|ca\.|cirka|c:a) )?[-−–+±]?\d(?:[\d.,{THIN}]*\d)?(?:[-–—]\d(?:[\d.,]*\d)?)?%?(?:{_MARK}|\))?"
    r"(?: (?P<unit>[^\W\d_]\S*))?"
)
_NEXT_DIGITS = re.compile(r"\d{3}(?:[.,]\d+)?\)?%?(?: \D+)?")
_FIRST_DIGITS = re.compile(r"\(?[-−–+]?\d{1,3}(?: \d{3})*")
_NOUGHT = re.compile(r"\(?[-−–+]?0")
_RANK = re.compile(r"\d{1,3} av \d{2,3}")
_AGES = re.compile(r"(\d{1,2})[-–](\d{2,3})")
_SPACES = re.compile(r"\s")
ANSWERS = ("Ja", "Nej", "Delvis")  #: cells of words beside figures
ABOUT = ("ca", "ca.", "cirka", "c:a")
_BOUNDS: dict[str, Qualifier] = {"<": "below", "≤": "below", ">": "above", "≥": "above"}


@record
class Figure:
    """What one cell says: a value, or the symbol that stands for a missing one.

    `before` is true of a figure in parentheses, which is that of the period before; `start` and `end` are where the
    figure's own characters stand in the cell, without parentheses and footnote marks.
    """

    start: int
    end: int
    value: Decimal | None = None
    high: Decimal | None = None
    missing: str = ""
    percent: bool = False
    unit: Unit | None = None  #: printed behind it: `6,1 ton/inv`
    before: bool = False
    qualifier: Qualifier = "exact"


@lru_cache(maxsize=4096)  # the same cell is read by many
def parse_figure(text: str) -> Figure | None:
    """The figure that a cell holds; None of any other cell. `(109)` -> Figure(1, 4, Decimal(109), before=True)."""
    shift = len(text) - len(text.lstrip())
    bare = text.strip()
    before = len(bare) > 2 and bare.startswith("(") and bare.endswith(")")
    if before:
        inner = bare[1:-1]
        shift += 1 + len(inner) - len(inner.lstrip())
        bare = inner.strip()
    if bare.lower() in missing_symbols():
        return Figure(shift, shift + len(bare), missing=bare, before=before)
    if noted := _DOTS_NOTED.fullmatch(bare):
        return Figure(shift, shift + noted.end(1), missing=noted[1], before=before)
    match = _FIGURE.fullmatch(bare)
    if match is None or _NOUGHTS.match(bare) or (match["unit"] and not is_unit_behind(match["unit"])):
        return None
    unit = read_unit_behind(match["unit"]) if match["unit"] else None
    low = _decimal(match["low"])
    high = _decimal(match["high"]) if match["high"] else None
    if match["sign"] and match["sign"] in "-−–":
        low = -low
    if high is not None and high <= low:  # `12-11` is no range
        return None
    return Figure(
        start=shift,
        end=shift + match.end("high" if high is not None else "low"),
        value=low,
        high=high,
        percent=bool(match["percent"]) or (unit is not None and unit.code == "percent"),
        unit=unit,
        before=before,
        qualifier="approximate" if match["bound"] in ABOUT else _BOUNDS.get(match["bound"] or "", "exact"),
    )


def find_marks(notes: Iterable[str]) -> frozenset[str]:
    """The numbers of footnotes that notes below a table explain: `1) Preliminärt.` -> `1)`."""
    return frozenset(match[0] for note in notes if (match := _NOTE.match(note)))


def parse_marked(text: str, marks: frozenset[str]) -> Figure | None:
    """The figure of a cell that may end in the number of a footnote: `421)` -> 42 where `1)` is one, else None."""
    return parse_figure(text[:-2] if text[-2:] in marks else text)


@remember  # the same word is asked for by many
def is_figure_piece(word: str) -> bool:
    """Whether one word can be a cell of figures, or a part of one: `112`, `(109)`, `..`, `83,6*`, `(128` + `900)`."""
    bare = word[1:-1] if word.startswith("(") and word.endswith(")") else word
    if bare.startswith("("):
        return bare[1:].isdigit() and len(bare) < 5
    if bare.lower() in missing_symbols() or _DOTS_NOTED.fullmatch(bare):
        return True
    match = _NUMBER_PIECE.fullmatch(bare)
    if match is None and is_rank(bare):
        return True
    return match is not None and (not match["unit"] or is_unit_behind(match["unit"]))


def are_ages(texts: Sequence[str]) -> bool:
    """Whether words among others are ages in order, as columns of them are: `16–29`, `30–44`, `45–64`."""
    spans = [(int(match[1]), int(match[2])) for text in texts if (match := _AGES.fullmatch(text))]
    return (
        len(spans) > 1
        and all(low == high + 1 for (_, high), (low, _) in pairwise(spans) if low > high)
        and (spans[1][0] == spans[0][1] + 1)
    )


def is_rank(text: str) -> bool:
    """Whether words are a place among many, and no value: `92 av 257`."""
    return "av" in text and _RANK.fullmatch(text) is not None


def goes_on(left: str, right: str) -> bool:
    """Whether `right` can be the next three digits of the number `left`: `112` + `400`, and never `73` + `74`."""
    if _NEXT_DIGITS.fullmatch(right) is None or _FIRST_DIGITS.fullmatch(left) is None:
        return False
    return _NOUGHT.match(left) is None


def _decimal(text: str) -> Decimal:
    return Decimal(_SPACES.sub("", text).replace(",", "."))
