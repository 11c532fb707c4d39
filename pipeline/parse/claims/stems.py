"""Items of a list that end the sentence which its lead began.

"Andelen som är nöjda med:"  • "Maten: 71 procent"         Andelen som är nöjda med maten: 71 procent
"Av kommunerna erbjuder:"    • "45 procent stödsamtal"     Av kommunerna erbjuder 45 procent stödsamtal

Read alone such an item would lose what is measured and whom the share is of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.model import Passage, Piece
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.marks import PREPOSITIONS
from pipeline.parse.numbers import find_quantities
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.places import find_places
from pipeline.parse.tokens import split_tokens
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

# A longer lead tells a story.
_LONGEST = 160
# A heading of more words tells something, unless it begins with `Andel`; so does an item.
_SHORT = 3
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-ZÅÄÖ])")
_OPENING = frozenset({"som", "att", "där", "vars", "en", "ett", "när"})
_WITH_VERB = frozenset({"som", "att", "där", "vars", "när"})  #: behind these an item has a verb of its own
_SHARES = load_set("share words") | {"andelarna", "antalet", "antal"}
_SAYING = load_set("saying verbs")


def complete_items(passages: Sequence[Passage]) -> Iterator[Passage]:
    """The passages; an item that its lead leaves open has the lead's words before its own."""
    lead: Passage | None = None
    heading: Passage | None = None
    for passage in passages:
        if passage.kind == "bullet" and lead is not None and _completes(lead, passage):
            yield _join(lead, passage, " ")
            continue
        if passage.kind == "bullet" and heading is not None and _names(heading) and _is_bare(passage):
            yield _join(_cut(heading), passage, ", ")
            continue
        yield passage
        ends = passage.text.endswith(":")
        if ends or passage.kind == "heading" or not passage.list_number:
            lead = _cut(passage) if ends and _is_open(passage.text) else None
            heading = passage if (ends or passage.kind == "heading") and lead is None else None


def _is_open(text: str) -> bool:
    """Whether a sentence breaks off before its colon: `Andelen som är nöjda med:`; not `Resultaten visar att:`"""
    words = words_of(_last_sentence(text)[:-1].rstrip())
    if len(words) < 2 or len(text) > _LONGEST or any(map(str.isdigit, words[-1])):
        return False
    if words[-1] in _WITH_VERB:
        return _tells_share(words)
    if words[-1] in _SAYING or is_finite(words[0]):
        return False
    return words[-1] in PREPOSITIONS | _OPENING or (is_finite(words[-1]) and (_tells_share(words) or words[0] == "av"))


def _tells_share(words: Sequence[str]) -> bool:
    return not _SHARES.isdisjoint(words) or words[:2] in (["så", "många"], ["så", "stor"])


def _last_sentence(text: str) -> str:
    return _SENTENCE.split(text)[-1]


def _completes(lead: Passage, item: Passage) -> bool:
    """Whether an item with a figure is no sentence by itself."""
    tokens = split_tokens(item.text)
    lows = [token.low for token in tokens]
    if not find_quantities(tokens) or not _SHARES.isdisjoint(lows[:1]):
        return False
    if words_of(lead.text)[-1] in _WITH_VERB:
        return is_finite(lows[0]) or not (lows[0][:1].isdigit() and any(map(is_finite, lows)))
    verb = next((i for i, low in enumerate(lows) if is_finite(low)), len(lows))
    opened = next((i for i, low in enumerate(lows) if low in load_set("subordinators")), len(lows))
    return verb == len(lows) or opened < verb


def _names(heading: Passage) -> bool:
    """Whether a heading is what short items below it are of: `Hemtjänst`, `Andel nöjda brukare`."""
    text = heading.text.rstrip(": ")
    words = words_of(text)
    if words and words[0] in _SHARES:
        return len(words) > 1  # `Andel elever i årskurs 9 som instämmer helt`
    if not words or any(map(str.isdigit, text)) or not load_set("heading words").isdisjoint(words):
        return False
    if any(map(is_finite, words)) or find_places(text) or words[-1] in PREPOSITIONS:
        return False
    return len(words) <= _SHORT


def _is_bare(item: Passage) -> bool:
    """Whether an item is no more than a noun and its figure: `Bemötande: 97 procent`."""
    tokens = split_tokens(item.text)
    quantities = find_quantities(tokens)
    if not quantities or quantities[0].kind not in ("share", "part", "score") or quantities[0].first > _SHORT + 1:
        return False
    words = [token.low for token in tokens[: quantities[0].first] if token.kind == "word"]
    bare = bool(words) and not any(map(is_finite, (t.low for t in tokens))) and words[0] not in _SHARES
    return bare and not (words[0] in nouns() and nouns()[words[0]].gender)  # `Flickor: 84 procent` leaves all to it


def _cut(lead: Passage) -> Passage:
    """The lead's last sentence without its colon."""
    start = len(lead.text) - len(_last_sentence(lead.text))
    end = len(lead.text.rstrip(": "))
    pieces = tuple(
        Piece(max(p.start, start) - start, min(p.end, end) - start, p.line, p.line_start + max(0, start - p.start))
        for p in lead.pieces
        if p.end > start and p.start < end
    )
    return replace(lead, text=lead.text[start:end], pieces=pieces)


def _join(lead: Passage, item: Passage, glue: str) -> Passage:
    text = item.text
    if text[1:2].islower() and not any(m.start == 0 for m in find_places(text)):
        text = text[0].lower() + text[1:]
    shift = len(lead.text) + len(glue)
    pieces = tuple(Piece(p.start + shift, p.end + shift, p.line, p.line_start) for p in item.pieces)
    return replace(item, text=f"{lead.text}{glue}{text}", pieces=lead.pieces + pieces)
