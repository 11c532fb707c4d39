"""Where a sentence ends: `... kl. 10. Det ...`, not `... enligt 7 kap. 3 § ...` and not `bl.a. Kalmar`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.parse.phrases import load_phrases
from pipeline.parse.tokens import Token

# The longest sentence of the reports that we know has 90 words and signs.
MAX_TOKENS = 150
_ENDS = frozenset(".!?")
_CLOSERS = frozenset("”\"’'»")
_OPENERS = frozenset("\"”“'’»«(–—-•*[")


def find_sentences(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """The sentences as `tokens[first:last]`, end sign included; together they are all tokens.

    What goes on for longer than any sentence (a list, a page without full stops) is cut, so that reading stays linear.
    """
    first = 0
    for i in range(len(tokens)):
        if i - first >= MAX_TOKENS or (tokens[i].low in _ENDS and _ends_at(tokens, i)):
            last = i + 1
            if last > first:
                yield first, last
            first = last
    if first < len(tokens):
        yield first, len(tokens)


def _ends_at(tokens: Sequence[Token], i: int) -> bool:
    if i + 1 == len(tokens):
        return True
    following = tokens[i + 1]
    if following.start == tokens[i].end and following.text not in ("”", '"', ")"):
        return False  # inside something: 2.4, a.k.a
    if following.text in _CLOSERS and i + 2 < len(tokens) and tokens[i + 2].text[0].islower():
        return False  # `undersökningen ”Vad tycker de äldre?” genomfördes`
    if not _may_begin(following, tokens, i + 1):
        return False
    return tokens[i].low != "." or i == 0 or not _is_abbreviation(tokens, i)


def _may_begin(token: Token, tokens: Sequence[Token], at: int) -> bool:
    if token.text in _OPENERS and at + 1 < len(tokens):
        return True
    return token.text[0].isupper() or token.text[0].isdigit()


def _is_abbreviation(tokens: Sequence[Token], stop: int) -> bool:
    before = tokens[stop - 1]
    if before.end != tokens[stop].start:
        return False
    known = load_phrases("claim_abbreviations.csv").match(tokens, stop - 1)
    if known and known.phrase.kind == "number":  # `kap. 3 §` goes on, `... 7 kap. Det ...` ends
        return tokens[stop + 1].kind == "number"
    return bool(known) or (len(before.text) == 1 and before.text.isupper() and before.kind == "word")
