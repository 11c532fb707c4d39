"""Where one statement of a sentence ends and the next begins.

"38 procent använder DUDIT | , en ökning med tre procentenheter"
"AUDIT används av 52 procent, | medan ASI används av 44 procent"
"en ökning jämfört med 2021 | då det var 44 procent"     (a `then` clause: its year is the one before)
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.parse.claims.sentence.breaks import CUTS, cuts_always, turns_to_main
from pipeline.parse.claims.sentence.marks import Marks, within
from pipeline.parse.memory import find_spots
from pipeline.parse.verbs import is_finite
from pipeline.parse.years import YearMention
from pipeline.records import record

_THEN_KINDS = frozenset({"years", "shift", "survey", "before", "back"})
_THEN = frozenset({"då", "när"})
_PARTING = _THEN.union(CUTS)
_SUBORDINATE = frozenset({"när", "medan", "trots", "eftersom", "efter", "från"})
_THINKING = frozenset({"vi", "jag", "man"})
# How far behind a year its `då` may stand: `föregående års resultat, då 8 procent`.
_THEN_REACH = 3


@record
class Clause:
    """`tokens[first:last]` of a sentence; `then` is the year that a `då` or `när` points back to."""

    first: int
    last: int
    then: YearMention | None = None


def find_clauses(marks: Marks) -> Iterator[Clause]:
    """The clauses in order; together they are the whole sentence."""
    first, then = marks.first, None
    opened = marks.low(first) in _SUBORDINATE
    words = range(marks.first + 1, marks.last)
    for at in words if opened else find_spots(_PARTING.__contains__, marks.lows(words.start, words.stop), words.start):
        low = marks.low(at)
        mention = _then_at(marks, at) if low in _THEN else None
        cuts = CUTS.get(low)
        if opened and first == marks.first and turns_to_main(marks, first, at):
            cuts = cuts_always
        if mention or (cuts is not None and cuts(marks, first, at)):
            yield Clause(first, at, then)
            first, then = at, mention
    yield Clause(first, marks.last, then)


def compared_years(marks: Marks, clause: Clause) -> tuple[YearMention, ...]:
    """The times that the clause compares with: `sedan 2019`, `under de senaste sex åren`, `mellan 2019 och 2021`."""
    if not marks.years:
        return ()
    here = within(marks.years, _end_of_aftermath(marks, clause), clause.last)
    compared = (y for y in here if y.since is not None or (y.kind in ("span", "range") and not _repeats(marks, y)))
    return tuple(y for y in compared if y.kind not in ("rank", "normal"))


def _end_of_aftermath(marks: Marks, clause: Clause) -> int:
    """Where the clause itself begins behind `Efter att ha ökat tre år i rad`."""
    if marks.low(clause.first) != "efter" or marks.lows(clause.first + 1, clause.first + 3) != ["att", "ha"]:
        return clause.first
    return next((k for k in range(clause.first, clause.last) if is_finite(marks.low(k))), clause.first)


def time_behind(marks: Marks, clause: Clause) -> YearMention | None:
    """`Det är ett ras: 2018 låg andelen på 48 procent`, `är det färre som ...; två år tidigare var andelen 55`"""
    at = clause.last
    if marks.low(at) == "," and (then := next((y for y in marks.years if y.first == at + 1), None)):
        return then if then.since is None and is_finite(marks.low(then.last)) else None  # `, 2018 var den 45 procent`
    if marks.low(at) not in (":", ";"):
        return None
    behind = (
        y for y in marks.years if y.kind in _THEN_KINDS and (y.first == at + 1 or at < y.first and y.since is not None)
    )
    return next(behind, None)


def find_judgement(marks: Marks, clause: Clause) -> range:
    """`Att fyra av tio får vänta | kan vi inte acceptera`: what is thought of it."""
    opened = clause.first + (marks.tokens[clause.first].kind == "sign")
    turned = (
        k for k in range(opened + 2, clause.last - 1) if is_finite(marks.low(k)) and marks.low(k + 1) in _THINKING
    )
    return range(next(turned, clause.last), clause.last) if marks.low(opened) == "att" else range(0)


def _repeats(marks: Marks, mention: YearMention) -> bool:
    """`För andra året i rad minskar andelen, från 91 till 89 procent`: the figures are those of the last year."""
    ranked = (marks.low(mention.last - 3), marks.low(mention.last - 1)) == ("året", "rad")
    return ranked and any(f.before == "från" for f in marks.figures)


def _then_at(marks: Marks, at: int) -> YearMention | None:
    if marks.lows(at + 1, at + 3) == ["det", "gäller"]:
        return None
    near = [y for y in marks.years if y.last <= at <= y.last + _THEN_REACH]
    if not near and marks.low(at) == "då" and marks.low(at - 1) == "," and is_finite(marks.low(at + 1)):
        told = [y for y in marks.years if marks.first <= y.first < at]
        return told[-1] if told else None  # `För tre år sedan var det vanligare, då erbjöd 61 procent ...`
    if not near or not any(f.first > at for f in marks.figures):
        return None
    between = marks.lows(near[-1].last, at)
    return None if any(is_finite(word) for word in between) else near[-1]
