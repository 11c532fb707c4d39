"""Passages cut into words once, with the times that the words name, for all that the claims look for in them."""

from __future__ import annotations

from pipeline.model import Passage
from pipeline.parse.tokens import Token, split_tokens
from pipeline.parse.years import YearMention, find_years
from pipeline.records import record


@record
class Wording:
    """A passage's words and signs, and every mention of a time among them, in order."""

    passage: Passage
    tokens: tuple[Token, ...]
    lows: list[str]  #: the tokens in lower case
    years: tuple[YearMention, ...]


def read_wording(passage: Passage) -> Wording:
    """The wording of a passage; linear in its length."""
    tokens = split_tokens(passage.text)
    return Wording(passage, tokens, [token.low for token in tokens], find_years(tokens))
