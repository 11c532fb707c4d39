"""Times that a clause points to without a year: `då`, `under samma tid`, `därefter`, `under pandemin`."""

from __future__ import annotations

from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.label.preludes import find_prelude
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite, is_past

# `så många besök`; not `så många besök som möjligt`
_SO, _SO_REACH = frozenset({"många", "mycket", "ofta", "länge", "få"}), 5
# `har | alltså klättrat`, `är | en ökning`
_NOW = {"verb": "har", "noun": "är"}
_PERFECT = 3
# `men har därefter`, `för att därefter`
_OPENING = 4
#: They lead in what happened, where no year stands behind them.
EVENTS = frozenset({"under", "efter", "sedan", "innan"})


def tells_of_then(reader: PartReader, figure: Figure) -> bool:
    """`Då var andelen 60 procent`, `Den låg då på 60`: at the time that was named last; not `om då 60 procent ...`.

    And `60 procent uppgav då att de`, of a figure that opens its clause.
    """
    clause = reader.clause
    opens = figure.first == clause.first and len(reader.parts) == 1 == len(reader.topic.mentioned)
    lows = reader.marks.lows(clause.first, clause.last if opens else figure.first)
    then = lows.index("då") if "då" in lows else None
    # `, då 12 procent har en plan`
    reason = then == 0 and clause.then is None and not is_finite(reader.marks.low(clause.first + 1))
    reason = reason and clause.first > reader.marks.first
    return then is not None and not reason and (not then or is_past(lows[then - 1]))


def is_same_time(reader: PartReader) -> bool:
    """`Stölderna minskade under samma tid`"""
    return "same" in [y.kind for y in within(reader.marks.years, reader.clause.first, reader.clause.last)]


def span_told(reader: PartReader) -> tuple[int, int] | None:
    """`under samma period`: from what was compared with until the year told; else between the years just named."""
    topic = reader.topic
    last = topic.year if topic.year is not None else reader.context.year
    if (span := years_apart(reader, last)) is not None:
        return span
    return (topic.mentioned[0], topic.mentioned[-1]) if len(topic.mentioned) > 1 else None


def years_apart(reader: PartReader, last: int | None) -> tuple[int, int] | None:
    """From the year that was compared with until this one, where that is later."""
    since = reader.topic.since
    return (since, last) if since is not None and last is not None and since < last else None


def tells_of_later(reader: PartReader) -> bool:
    """`Därefter har den sjunkit till 38`, `sedan dess har den ökat`: from the time told last until now."""
    here = within(reader.marks.years, reader.clause.first, reader.clause.last)
    if any(y.kind == "same" and reader.marks.low(y.last - 1) == "dess" for y in here):
        return True
    first = reader.clause.first
    opening = reader.marks.lows(first, min(first + _OPENING, reader.clause.last))
    if concludes(reader.marks, reader.clause):
        return True
    if "därefter" in opening or "sedan" not in opening:
        return "därefter" in opening
    moved = {k for a in reader.marks.anchors for k in range(a.first - 1, a.last)}
    then = (a for a in reader.marks.anchors if a.kind == "verb" and reader.marks.low(a.last + 1) in ("till", "med"))
    moved |= {a.last for a in then}  # `men sjönk sedan till 85 procent`
    return any(low == "sedan" and k in moved for k, low in enumerate(opening, first))  # `har sedan minskat`


def concludes(marks: Marks, clause: Clause) -> bool:
    """`I fjol var 87 procent nöjda, | så resultatet har klättrat`: from the figure just told until now.

    And `så det är en ökning`; not `så resultatet hade klättrat`, `så det var en ökning`.
    """
    lows = marks.lows(clause.first, clause.last)
    if lows[:1] != ["så"] and "alltså" not in lows:
        return False
    moved = within(marks.anchors, clause.first, clause.last)
    return any(_NOW[a.kind] in marks.lows(a.first - _PERFECT, a.first) for a in moved if a.kind in _NOW)


def points_back(reader: PartReader) -> bool:
    """`I små kommuner fick 70 procent så många besök`, `Det motsvarar 14 procent av`: what was told, and when."""
    marks, clause = reader.marks, reader.clause
    if marks.low(clause.first) in ("det", "detta") and marks.low(clause.first + 1) in load_set("verbs of amounting"):
        return True
    if "så" not in marks.lows(clause.first, clause.last):
        return False
    pairs = ((k, marks.low(k), marks.low(k + 1)) for k in range(clause.first, clause.last))
    return any(a == "så" and b in _SO and "som" not in marks.lows(k + 2, k + _SO_REACH) for k, a, b in pairs)


def tells_of_event(marks: Marks, clause: Clause) -> bool:
    """`Under pandemin steg`, `rasade under pandemin`, `Efter reformen har`: what happened, and no year of it."""
    if ("under", "pandemin") in zip(lows := marks.lows(clause.first, clause.last), lows[1:], strict=False):
        return True
    opens = clause.first not in marks.timed and find_prelude(marks, clause) == clause.first
    return opens and marks.low(clause.first) in EVENTS
