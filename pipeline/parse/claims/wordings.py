"""Passages cut into words once, with the times that the words name, for all that the claims look for in them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Passage
from pipeline.parse.phrases import load_set
from pipeline.parse.records import record
from pipeline.parse.tokens import Token, split_tokens
from pipeline.parse.years import YearMention, find_years

# `den lägsta siffran | sedan 2008`
_RECORD_REACH = 3


@record
class Wording:
    """A passage's words and signs, and every mention of a time among them, in order."""

    passage: Passage
    tokens: tuple[Token, ...]
    lows: list[str]  #: the tokens in lower case
    years: tuple[YearMention, ...]


def is_of_record(lows: Sequence[str], mention: YearMention) -> bool:
    """`det lägsta antalet sedan mätningarna började 2008`: no year that anything has changed from."""
    since = mention.since if mention.since is not None else mention.first
    near = lows[max(0, since - _RECORD_REACH) : since]
    return lows[since] == "sedan" and not load_set("best and worst").isdisjoint(near)


def read_wording(passage: Passage) -> Wording:
    """The wording of a passage; linear in its length."""
    tokens = split_tokens(passage.text)
    return Wording(passage, tokens, [token.low for token in tokens], find_years(tokens))
