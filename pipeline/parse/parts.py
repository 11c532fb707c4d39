"""Parts of a whole in words: `var tredje`, `hälften`, `två tredjedelar`, `en knapp fjärdedel`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Qualifier
from pipeline.parse.numerals import NEARLY, parse_number, parse_part, words_of_kind
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.quantities import Quantity
from pipeline.parse.tokens import Token

_HUNDRED = Decimal(100)


def read_part(tokens: Sequence[Token], at: int, j: int, qualifier: Qualifier) -> Quantity | None:
    """`var tredje`, `varannan`, `hälften`, `två tredjedelar`, `tredjedelen`."""
    low = tokens[j].low
    ordinals = words_of_kind("ordinal")
    percent: Decimal | None = None
    last = j + 1
    if low in ("varannan", "vartannat"):
        percent = Decimal(50)
    elif low in ("var", "vart") and last < len(tokens) and tokens[last].low in ordinals:
        percent, last = _HUNDRED / ordinals[tokens[last].low], last + 1
    elif low == "hälften" and not (j and tokens[j - 1].low in ("andra", "första", "sista")):
        percent = Decimal(50)
    elif parse_part(low) and low.endswith("en") and not (j and tokens[j - 1].low.endswith(("sta", "ste"))):
        percent = _HUNDRED / (parse_part(low) or 1)
    elif (nearly := _read_nearly(tokens, j)) is not None:
        (percent, qualifier), last = nearly, j + 3
    elif last < len(tokens) and parse_part(tokens[last].low) and (count := parse_number(tokens[j])) is not None:
        percent, last = _HUNDRED * count / (parse_part(tokens[last].low) or 1), last + 1
    if percent is None or percent > _HUNDRED or _is_interval(tokens, last):
        return None
    start, end = tokens[j].start, tokens[last - 1].end
    return Quantity(at, last, start, end, round_percent(percent), "part", "percent", "", None, qualifier)


def _read_nearly(tokens: Sequence[Token], at: int) -> tuple[Decimal, Qualifier] | None:
    """`en knapp tredjedel`: a part, and how exact it is."""
    if at + 2 >= len(tokens) or tokens[at].low != "en" or tokens[at + 1].low not in NEARLY:
        return None
    part = parse_part(tokens[at + 2].low)
    return (_HUNDRED / part, NEARLY[tokens[at + 1].low]) if part else None


def _is_interval(tokens: Sequence[Token], at: int) -> bool:
    """`vart tredje år`, `varannan vecka` say how often; `hälften så många` compares."""
    if at >= len(tokens):
        return False
    unit = load_phrases("quantity_units.csv").match(tokens, at)
    often = tokens[at].low in load_set("times of a routine") or tokens[at].low.endswith("dag")
    return bool(unit and unit.phrase.kind in ("time", "size")) or often or tokens[at].low == "så"


def round_percent(value: Decimal) -> Decimal:
    """One decimal where a part does not come out even: a third is 33.3."""
    rounded = value.quantize(Decimal("0.1"))
    return rounded.to_integral() if rounded == rounded.to_integral() else rounded
