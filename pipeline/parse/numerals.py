"""Numbers as digits and as words: `112 400`, `47.1`, `sju`, `tjugofem`; what they count is left to `numbers`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from pipeline.data import read_rows
from pipeline.model import Qualifier
from pipeline.parse.memory import remember
from pipeline.parse.tokens import Token

HALVES = frozenset({"halv", "halvt"})
# `en dryg poäng`: an adjective that says how exact the one is.
NEARLY: dict[str, Qualifier] = {"dryg": "above", "drygt": "above", "knapp": "below", "knappt": "below"}
_WHOLE = frozenset({"hel", "helt"})
_ONES = frozenset({"en", "ett"})
_SPACES = re.compile(r"\s")


def parse_number(token: Token) -> Decimal | None:
    """The value of one token, keeping the decimals that are printed; None when it is no number.

    >>> from pipeline.parse.tokens import split_tokens
    >>> [str(parse_number(t)) for t in split_tokens("112 400 47.1 83,0 sju tjugofem kommuner")]
    ['112400', '47.1', '83.0', '7', '25', 'None']
    """
    if token.kind == "number":
        return _parse_digits(token.text)
    value = parse_numeral(token.low) if token.kind == "word" else None
    return None if value is None else Decimal(value)


@remember
def _parse_digits(text: str) -> Decimal:
    return Decimal(_SPACES.sub("", text).replace(",", "."))


def read_halves(tokens: Sequence[Token], at: int, value: Decimal) -> tuple[Decimal, int, Qualifier | None]:
    """The number that begins with `tokens[at]`, worth `value` alone; with it its last token, and how exact it is.

    >>> from pipeline.parse.tokens import split_tokens
    >>> read_halves(split_tokens("två och en halv poäng"), 0, Decimal(2))
    (Decimal('2.5'), 3, None)
    >>> read_halves(split_tokens("en dryg poäng"), 0, Decimal(1))
    (Decimal('1'), 1, 'above')
    """
    lows = [t.low for t in tokens[at : at + 4]]
    if lows[0] in _ONES and len(lows) > 1:
        if lows[1] in HALVES:
            return Decimal("0.5"), at + 1, None
        if lows[1] in NEARLY or lows[1] in _WHOLE:
            return value, at + 1, NEARLY.get(lows[1])
    if len(lows) > 3 and lows[1] == "och" and lows[2] in _ONES and lows[3] in HALVES:
        return value + Decimal("0.5"), at + 3, None
    return value, at, None


@remember
def parse_numeral(word: str) -> int | None:
    """The value of a numeral in words below a thousand: `tre` 3, `tjugofem` 25, `hundratio` 110; else None."""
    ones, tens = words_of_kind("one"), words_of_kind("ten")
    if word in ones:
        return ones[word]
    total, rest = 0, word
    head, hundred, tail = word.partition("hundra")
    if hundred:
        if head and head not in ones:
            return None
        total, rest = 100 * ones.get(head, 1), tail
    if rest.startswith(tuple(tens)):
        ten = next(ten for ten in tens if rest.startswith(ten))
        total, rest = total + tens[ten], rest.removeprefix(ten)
    if rest == "":
        return total or None
    return total + ones[rest] if total and rest in ones else None


@remember
def parse_part(word: str) -> int | None:
    """What a fraction word divides by: `tredjedel`, `tredjedelar`, `fjärdedelen` give 3, 3, 4; None for other words."""
    return _forms_of_parts().get(word)


@cache
def _forms_of_parts() -> dict[str, int]:
    endings = ("", "en", "s", "ar", "arna", "ens")
    return {f"{part}{ending}": value for part, value in words_of_kind("part").items() for ending in endings}


@cache
def words_of_kind(kind: str) -> dict[str, int]:
    """The numerals of one kind of `data/number_words.csv`, the file's order kept."""
    rows = read_rows("number_words.csv", "word", "kind", "value")
    return {row["word"]: int(row["value"]) for row in rows if row["kind"] == kind}
