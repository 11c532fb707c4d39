"""Changes told of two things at once, or of one of the two that were told before.

"Båda andelarna har ökat med två procentenheter", "med tre respektive två procentenheter"     of each
"I båda kommunerna är värdet lägre än 2017"                                                  of each
"Den förra andelen har ökat ..., den senare har minskat"                                     of the first, of the second
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Change, Level
from pipeline.parse.claims.label.topics import OF_TWO, Subject, Topic
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import names_thing
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.records import replace

# How far into its clause the words stand.
_REACH = 11
_BOTH = frozenset({"båda", "bägge"})
_HAVE = frozenset({"har", "hade", "är", "ökade", "minskade"})  #: behind a bare `båda`
_OF, _TIMED = frozenset({"för", "i", "hos"}), frozenset({"sedan", "jämfört", "från", "mot", "under", ".", ","})
# `lägre än i | den förra rapporten`
_COMPARED = PREPOSITIONS | {"än"}


def remember(topic: Topic, levels: Sequence[Level]) -> tuple[Subject, ...]:
    """The last two things that a figure was told of, in order."""
    here = dict.fromkeys(Subject(x.indicator, x.gender, x.geography, x.population, x.base, x.negated) for x in levels)
    return (*(s for s in topic.subjects if s not in here), *here)[-2:]


def find_subjects(marks: Marks, clause: Clause, topic: Topic) -> tuple[Subject, ...]:
    """Of which of the two the clause speaks; none where it says for itself."""
    if len(topic.subjects) < 2:
        return ()
    lows = marks.lows(clause.first, min(clause.first + _REACH, clause.last))
    for before, low, following in zip(["", *lows], lows, lows[1:], strict=False):
        if low in _BOTH and (following.endswith(("na", "en", "könen")) or following in _HAVE):
            return topic.subjects
        if low in _BOTH and before in _OF and following in _TIMED:
            return topic.subjects  # `Det är en ökning med tre procentenheter | för båda | sedan 2018`
        if low in ("den", "det") and following in OF_TWO and before not in _COMPARED:
            return (topic.subjects[OF_TWO[following]],)
    return ()


def tell_of_each(changes: Sequence[Change], subjects: Sequence[Subject]) -> tuple[Change, ...]:
    """Each change of its own subject, or the one of them all; as they are where there are no subjects."""
    if not subjects:
        return tuple(changes)
    if len(changes) == len(subjects):
        return tuple(_tell_of(c, s) for c, s in zip(changes, subjects, strict=True))
    if len(changes) != 1:
        return tuple(changes)
    each = tuple(_tell_of(changes[0], s) for s in subjects)
    if len({s.label for s in subjects}) > 1 and len({s.geography for s in subjects}) > 1:
        return tuple(replace(c, review=(*c.review, "place-unsure")) for c in each)  # two things, of two places
    return each


def _tell_of(change: Change, subject: Subject) -> Change:
    known = names_thing(subject.label)
    return replace(
        change,
        indicator=subject.label,
        gender=subject.gender,
        geography=subject.geography,
        population=subject.population,
        base=subject.base,
        negated=subject.negated,
        review=tuple(code for code in change.review if code != "label-unknown" or not known),
    )
