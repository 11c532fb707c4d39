"""Words that say that something stands as it stood, or how it stands to what it was.

"lika hög som", "samma siffra som", "precis som i fjol", "dubbelt så många som"
"står resultatet still", "varken bättre eller sämre", "har inte nämnvärt förändrats"
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.change.movements import Anchor, is_measure, load_changes
from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite

# `lika många platser i särskilt boende som`
_ALIKE_REACH = 9
# `ligger andelen som får komma ut kvar`
_STANDING_REACH = 7
# How far behind `inte` the change may stand that there was not: `inte skett någon statistiskt säkerställd`.
_DENIED_REACH = 6
# `samma höga värde som`
_SAME_REACH = 4


def read_same(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`samma siffra som`, `lika många som`, `lika många platser i särskilt boende som`; not `på lika villkor som`"""
    if at and tokens[at - 1].low == "på" and tokens[at].low == "lika":
        return None
    if tokens[at].low == "lika" and at + 2 < last and tokens[at + 2].kind != "word":
        return Anchor(at, at + 2, "level", "same")  # `Jämfört med 2017 är det lika vanligt.`
    for k in range(at + 1, min(at + _ALIKE_REACH, last)):
        if tokens[k].low == "som":
            near = k - at < _SAME_REACH
            return Anchor(at, k if near else at + 2, "level", "same") if near or tokens[at].low == "lika" else None
        if tokens[k].kind != "word":
            break
    then = tokens[at].low == "lika" and at + 2 < last and is_finite(tokens[at + 2].low)
    return Anchor(at, at + 2, "level", "same") if then else None  # `Lika många hade det 2020`


def read_standing(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`står resultatet still`, `ligger andelen (som får hjälp) kvar`: what is measured stands between."""
    lows = [t.low for t in tokens[at + 1 : min(at + _STANDING_REACH, last)]]
    still = next((i for i, low in enumerate(lows) if low in ("still", "stilla", "fast", "kvar")), 0)
    what = lows[still - 1] if still else ""
    opened = still > 0 and (lows[still] in ("still", "stilla") or lows[0] == "andelen")  # `låg utsläppen still`
    stays = opened or is_measure(what) or what in ("den", "det", "utvecklingen", "läget", "arbetet")
    return Anchor(at + 1 + still, at + 2 + still, "level", "same") if stays else None


def read_neither(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`varken bättre eller sämre`"""
    adjectives = load_changes("adjective", "quality")
    both = at + 3 < last and tokens[at + 2].low == "eller" and adjectives.match(tokens, at + 3) is not None
    return Anchor(at, at + 4, "level", "same") if both and adjectives.match(tokens, at + 1) else None


def read_level(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`ligger på 2019 års nivå`, `tillbaka på fjolårets nivå`"""
    lows = [t.low for t in tokens[at + 1 : min(at + 4, last)]]
    timed = lows[1:3] == ["års", "nivå"] or (lows[1:2] == ["nivå"] and lows[0].endswith("årets"))
    return Anchor(at, at + 1, "level", "same") if timed else None


def read_likewise(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`precis som i fjol`, `liksom 2018`: whether a time follows is for the claims to see."""
    if tokens[at].low == "liksom":
        return Anchor(at, at + 1, "level", "same")
    return Anchor(at, at + 2, "level", "same") if at + 1 < last and tokens[at + 1].low == "som" else None


def read_denial(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`inte skett någon förändring`, `ingen säkerställd skillnad`, `inte nämnvärt ändrats`"""
    for k in range(at + 1, min(at + _DENIED_REACH, last)):
        low = tokens[k].low
        if low in load_set("changes in general"):
            itself = k + 1 < last and tokens[k + 1].low == "sig"  # `har inte rört sig`
            return Anchor(at, k + 1 + itself, "level", "same")
        if low not in load_set("degrees of change"):
            return None
    return None


def read_multiple(tokens: Sequence[Token], at: int, last: int) -> Anchor | None:
    """`dubbelt så många (elever) som`, `hälften så stor som`: a level that is compared with another time."""
    if (
        at + 3 >= last
        or tokens[at + 1].low != "så"
        or all(t.low != "som" for t in tokens[at + 3 : at + _SAME_REACH + 2])
    ):
        return None
    return Anchor(at, at + 3, "level", "down" if tokens[at].low == "hälften" else "up")
