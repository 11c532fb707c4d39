"""Whether a comparative compares with another time, so that it tells of a change.

"högre än föregående år", "fler kommuner ... i jämförelse med 2021"   a change
"högre än i riket", "mer än hälften"                                  none
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.change.hindsight import find_other_time
from pipeline.parse.claims.sentence.clauses import Clause, compared_years
from pipeline.parse.claims.sentence.marks import Anchor, Marks, within
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.parse.years import YearMention

GOES_ON = frozenset({"men", "och", "medan"})
_OPENING = frozenset({"det", "är", "även", "också", "en"})
_BECOME = frozenset({"blivit", "blev"})
# How far behind a comparative its `än` may stand: `en något högre siffra än`.
THAN_REACH = 8
# `mer än vid mätningen 2018`; in `mer än 90 dagar i oktober` the `än` is the figure's.
_THAN_WHEN = 3


def _opens_with_time(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Jämfört med 2016 är fler nöjda med hemtjänsten, | men färre är nöjda med maten`"""
    if marks.low(anchor.first) not in ("fler", "färre") or marks.low(anchor.last) == "än":
        return False  # `Sedan 2011 har fler än 200 kommuner gått kursen`
    if marks.low(clause.first) in GOES_ON and anchor.first == clause.first + 1:
        return any(y.since == marks.first for y in marks.years) and bool(
            within(marks.anchors, marks.first, clause.first)
        )
    opened = next((y for y in marks.years if y.since in (clause.first, clause.first + 1)), None)
    return opened is not None and all(low == "det" or is_finite(low) for low in marks.lows(opened.last, anchor.first))


def compares_times(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], *, differences: bool
) -> bool:
    """`högre än föregående år`, `fler kommuner ... i jämförelse med 2021`; not `högre än i riket`."""
    become = _BECOME & set(marks.lows(clause.first, anchor.first))
    if differences and become and marks.low(anchor.last) != "än":
        return True  # `har blivit tolv fler`
    marked = [y for y in compared if y.since is not None and (y.since >= anchor.first or differences)]
    if marks.low(anchor.first) in ("upp", "ned", "ner"):
        alone = marks.low(anchor.first - 1) in ("", ",", "–", "(", "och", "har", "är")  # not `följt upp`
        alone = alone or any(f.last == anchor.first and f.quantity.kind == "difference" for f in marks.figures)
        by = alone and any(f.at == anchor.last and f.quantity.kind == "difference" for f in marks.figures)
        return marks.low(anchor.last) == "från" or (bool(marked) and alone) or by
    than_when = any(y.since == anchor.last and y.first - anchor.last <= _THAN_WHEN for y in marked)
    if marks.low(anchor.first) in ("mer", "mindre") and marks.low(anchor.last) == "än" and not differences:
        # `mer än hälften` is none, nor is `mer än tio år sedan`; `mer än för tio år sedan` is one
        ago = any(y.kind == "back" and y.first == anchor.last + 1 for y in marked)
        return than_when and (not ago or marks.low(anchor.last + 1) == "för")
    if not marked:
        return _opens_with_time(marks, clause, anchor) or find_other_time(marks, clause, anchor) is not None
    first = next((y for y in marked if y.since is not None and y.since >= anchor.first), marked[0])
    if marks.low(anchor.last) == "än" and first.since != anchor.last:
        return False  # `klättrat på tio år och är nu tre procentenheter högre än i riket`
    since = first.since or 0
    than = marks.low(since) in ("än", "över", "under")
    told = sum(f.last - f.first for f in marks.figures if anchor.last <= f.first and f.last <= since)
    if than and since != anchor.first and not 0 <= since - anchor.last - told <= THAN_REACH:
        return False  # the `än` of another word: `en bättre än i fjol och tre bättre än snittet`
    if _compares_with_others(marks, anchor, since) or any([since <= p.first < first.first for p in marks.places]):
        return False
    # `Något fler kommuner (34 procent) jämfört med förra året`, `En högre andel, 55 procent, ... i jämförelse med 2018`
    few = marks.low(anchor.first) in ("fler", "flera", "färre") or marks.low(anchor.last) in load_set("share words")
    opens = few and _OPENING | load_set("degrees") >= set(marks.lows(clause.first, anchor.first))
    return than or differences or opens


def is_fewer(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Däremot är det färre som får kontakt`: than before, where nothing else is named to compare with."""
    lows = marks.lows(clause.first, clause.last)
    opening, behind = lows[: anchor.first - clause.first], lows[anchor.last - clause.first :]
    few = marks.low(anchor.first) in ("fler", "färre")
    colon = anchor.last + behind.index(":") if few and ":" in behind else clause.last
    if any(y.since is not None and y.since > colon for y in compared_years(marks, clause)):
        return True  # `Däremot fick färre handledning: 79 procent 2021 mot 84 procent 2019`
    return (
        opening in (["däremot", "är", "det"], ["samtidigt", "är", "det"], ["dock", "är", "det"])
        and marks.low(anchor.last) == "som"
        and not {"än", "bland", "jämfört"} & set(lows)
        and few
    )


def _compares_with_others(marks: Marks, anchor: Anchor, since: int) -> bool:
    """`tre bättre än riket och en sämre än i fjol`: the `än` of the first word is not that before the time."""
    return any(marks.low(k) == "än" for k in range(anchor.last, since))
