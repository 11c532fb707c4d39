"""Whose statement a sentence is: that of the municipality that it names, or of the page's own.

"I Säter kan unga få stöd via Falu kommun"     Säter
"Vi saknar en rutin."                          the page's own
"Säter och Falun har en gemensam jour"         nobody's: of several
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Geography
from pipeline.parse.claims.answer_labels import find_partners
from pipeline.parse.claims.sentence.marks import Marks, PlaceMark
from pipeline.parse.claims.sentence.placing import is_likened
from pipeline.parse.claims.verdicts import find_sides
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite

_BEING = frozenset({"finns", "saknas", "erbjuds"})
_WORDS = "local_words.csv"
# The municipality is named among the first words (`Under 2020 har Kalmar inte`), or the sentence is about others.
_NAMED_WITHIN = 6


def find_speaker(marks: Marks, home: Geography | None) -> Geography | None:
    """The municipality whose own statement the sentence is; None when it speaks of others or of several."""
    if home is None and not marks.places:
        return None
    named = (p for p in marks.places if p.geography.type == "municipality")
    places = [p for p in named if not is_likened(marks.tokens, p.first) and not _ends_name(marks, p)]
    if len(places) > 1:  # `I Säffle finns ingen, men några har fått hjälp i Åmål`
        _, end = find_sides(marks)[0]
        places = [p for p in places if p.first < end] or places
    left = drop_helpers(marks, places)
    others = not left and home is not None and home.type == "municipality"  # `Rådgivningen köps av Falun`
    places = left if left or others else places
    if len(places) > 1 and len({p.geography for p in places}) > 1:
        return None
    if places and (_is_named_first(marks, places[0]) or _is_named_last(marks, places[-1])):
        return places[0].geography
    if home is not None and not places and (_speaks_of_itself(marks) or _is_named(marks, home)):
        return home
    if home is not None and places and places[0].geography == home:
        return home
    return None


def _is_named(marks: Marks, home: Geography) -> bool:
    """`Det gör även Nora`, on the page of Nora: elsewhere it may be a person."""
    return any([token.text == home.name for token in marks.tokens[marks.first : marks.last]])


def _is_helper(marks: Marks, place: PlaceMark) -> bool:
    """`I Säter kan unga få stöd via Falu kommun`: whose help it is, not whose statement."""
    return bool({marks.low(place.first), marks.low(place.first - 1)} & load_set("helping words"))


def _ends_name(marks: Marks, place: PlaceMark) -> bool:
    """`ges av Utväg | Göteborg`: the name of another body."""
    before = marks.tokens[place.first - 1] if place.first - marks.first > 1 else None
    return before is not None and before.kind == "word" and before.text[0].isupper()


def drop_helpers(marks: Marks, places: Sequence[PlaceMark]) -> list[PlaceMark]:
    """`Säter har en jour tillsammans med | Falun, Gagnef och Leksand`: without them, and those listed with them."""
    left: list[PlaceMark] = []
    before: PlaceMark | None = None  # the last helper
    joined = find_partners(marks)
    for place in places:
        listed = before is not None and marks.are_listed(before, place)
        if listed or place.first in joined or _is_helper(marks, place):
            before = place
        else:
            left.append(place)
    return left


def _is_named_first(marks: Marks, place: PlaceMark) -> bool:
    return place.first - marks.first <= _NAMED_WITHIN


def _is_named_last(marks: Marks, place: PlaceMark) -> bool:
    """`Någon samordnare för drogfrågor finns för närvarande inte | i Timrå`: behind what is there or not."""
    led = marks.lows(max(marks.first, place.first - _NAMED_WITHIN), place.first + 1)
    return place.last >= marks.last - 1 and "i" in led[-2:] and not _BEING.isdisjoint(led)


def _speaks_of_itself(marks: Marks) -> bool:
    tokens = marks.tokens[marks.first : min(marks.last, marks.first + _NAMED_WITHIN)]
    if load_phrases(_WORDS, "self").find(tokens):
        return True
    if marks.low(marks.first) in ("kommunen", "staden") and is_finite(marks.low(marks.first + 1)):
        return True
    lows = marks.lows(marks.first, marks.last)  # `En rutin för hur hembesöken ska göras | har vi | inte`
    return "vi" in lows and is_finite(lows[lows.index("vi") - 1])
