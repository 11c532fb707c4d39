"""Whether a share is measured, or says how many answered the survey: `59 procent av föräldrarna svarade`."""

from __future__ import annotations

from itertools import pairwise

from pipeline.model import Origin
from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.label.answering import accounts_for
from pipeline.parse.claims.sentence.content import PHRASE_ENDS
from pipeline.parse.claims.value.kinds import has_kind

_ANSWERED = frozenset({"svarade", "svarat", "besvarade"})
_ANSWERING = frozenset({"besvarade", "besvarades", "besvarat", "svarade", "har"})


def origin_of(reader: PartReader) -> Origin:
    """`fact` for response rates, else where the sentence stands."""
    marks = reader.marks
    if _tells_of_answering(reader):
        return "fact"
    if has_kind(marks, marks.first, marks.last, "survey") and not _is_of_answers(reader):
        return "fact"
    return reader.context.origin


def _tells_of_answering(reader: PartReader) -> bool:
    """`59 procent av föräldrarna svarade.`"""
    marks = reader.marks
    if _ANSWERED.isdisjoint(marks.said) and "besvarades" not in marks.said:  # as in nearly all sentences
        return False
    if accounts_for(marks):
        return False
    if _ANSWERED.isdisjoint(marks.said):
        return any(marks.lows(f.at - 2, f.at) == ["besvarades", "av"] for f in marks.figures)
    lows = marks.lows(marks.first, marks.last)
    if any(low in _ANSWERED and after in PHRASE_ENDS for low, after in pairwise((*lows, ""))):
        return True
    said = not {"att", "ja", "nej"}.isdisjoint(lows)
    after = not said and any(marks.low(f.first - 1) in _ANSWERED for f in reader.part.figures)
    return after and not _is_of_answers(reader)


def _is_of_answers(reader: PartReader) -> bool:
    """`Av dem som besvarade enkäten är 80 procent nöjda` tells of those who answered; not `Av dem svarade 4 870`."""
    lows = reader.marks.lows(reader.marks.first, reader.marks.last)
    told = ((low, after) for who, low, after in zip(("", *lows), lows, lows[1:], strict=False) if who != "av")
    return any(low in ("som", "dem", "de") and after in _ANSWERING for low, after in told)
