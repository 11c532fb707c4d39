"""How another time stood to the one spoken of: `Nöjdheten är 71. 2018 var den sex procentenheter lägre`, so it rose.

And `Andelen var densamma 2017`: it stands where it stood.
"""

from __future__ import annotations

from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Anchor, Marks, within
from pipeline.parse.phrases import load_set
from pipeline.parse.years import YearMention, resolve_years

# Comparatives that are no other word as well, as `mer`, `upp` and `flera` are.
_COMPARED = load_set("comparatives") - {"mer", "mindre"}
_ALIKE = frozenset({"lika", "densamma", "detsamma", "desamma"})
_KINDS = frozenset({"years", "shift", "before", "back", "survey"})
_WERE = frozenset({"var", "låg", "hade", "gjorde"})
_SMALL = load_set("degrees") | load_set("change adverbs") | load_set("pronouns of a figure")
_SMALL |= {",", ".", ":", "(", ")", "–", "men", "och", "då", "på"}


def find_other_time(marks: Marks, clause: Clause, anchor: Anchor) -> YearMention | None:
    """The time that the clause says nothing of but how the known figure stood then; None where it says more."""
    word = marks.low(anchor.first)
    if word not in _COMPARED and word not in _ALIKE:
        return None
    times = [y for y in within(marks.years, clause.first, clause.last) if y.since is None or y.kind == "back"]
    if len(times) != 1 or times[0].kind not in _KINDS or len(times[0].years) > 1:
        return None
    told = {*range(times[0].first, times[0].last), *range(anchor.first, anchor.last)}
    told.update(k for f in within(marks.figures, clause.first, clause.last) for k in range(f.first, f.last))
    rest = [marks.low(k) for k in range(clause.first, clause.last) if k not in told]
    if _WERE.isdisjoint(rest) or "som" in marks.lows(anchor.last - 1, clause.last):
        return None
    known = word in _ALIKE or all(low in _WERE or low in _SMALL or is_measure(low) for low in rest)
    return times[0] if known else None


def find_course(reader: PartReader, anchor: Anchor, *, whole: bool) -> tuple[int, int] | None:
    """From the time spoken of to that other one, which is mostly the earlier; None where nothing is told so."""
    mention = find_other_time(reader.marks, reader.clause, anchor)
    if mention is None:
        return None
    told = reader.topic.year if whole and reader.topic.year is not None else reader.context.year
    years = resolve_years(mention, reader.context.year, told, reader.context.previous)
    return (told, years[-1]) if years and told is not None and told != years[-1] else None
