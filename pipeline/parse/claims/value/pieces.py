"""Numbers of pieces that something is done with: when they count it.

"1 914 samtal hölls", "Kommunen tog emot 640 ansökningar"     level
"Biblioteket lånade ut 12 400 böcker"                         unsure
"fyra steg", "till 300 skolor"                                none
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks
from pipeline.parse.claims.value.kinds import Role
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

# Before a number of pieces they say whereof or how, not how many.
OF_OTHERS = frozenset({"till", "med", "mellan", "från", "av", "på", "om", "under", "över", "inom", "efter", "för"})
# What comes to an authority is counted, be it ever so little.
_EVENTS = tuple(sorted(load_set("counted events")))
# Below these numbers they are told, not counted.
_FEWEST, _FEWEST_EVENTS = 100, 10
# `kom det in 640 ansökningar`
_PARTICLES = frozenset({"in", "emot", "ut", "det", "upp", "ned", "totalt", "sammanlagt"})
_STATES = frozenset({"har", "är", "finns", "omfattar", "hade", "var"})


def role_of_pieces(marks: Marks, clause: Clause, figure: Figure) -> Role:
    """`1 914 samtal hölls`, `tog emot 640 ansökningar`: so many that they are counted, and the verb that says so."""
    noun = figure.quantity.last
    events = marks.low(noun).endswith(_EVENTS)
    least = _FEWEST_EVENTS if events else _FEWEST
    if figure.quantity.value < least or noun >= clause.last or marks.tokens[noun].kind != "word":
        return Role.NONE
    before, word = _verb_before(marks, clause, figure), marks.low(noun)
    if (
        marks.low(figure.quantity.first - 1) in OF_OTHERS
        or word in PREPOSITIONS
        or is_finite(word)
        or word in load_set("separators")
    ):
        return Role.NONE
    verbs = [low for low in (before, marks.low(noun + 1)) if is_finite(low) and low not in _STATES]
    if not verbs or word in ("lika", "år") or marks.low(clause.first) in load_set("subordinators"):
        return Role.NONE
    return Role.LEVEL if events or verbs[0].endswith("s") else Role.UNSURE


def _verb_before(marks: Marks, clause: Clause, figure: Figure) -> str:
    """The verb that the figure is the object or subject of: `tog emot 640`, `kom det in 640`, `fick nämnden 640`."""
    placed = {k for p in marks.places for k in range(p.first, p.last)}
    words = [k for k in range(clause.first, figure.quantity.first) if k not in placed]
    while words and marks.low(words[-1]) in _PARTICLES:
        words.pop()
    if len(words) > 1 and is_finite(marks.low(words[-2])) and marks.low(words[-1]) not in PREPOSITIONS:
        return marks.low(words[-1]) if is_finite(marks.low(words[-1])) else marks.low(words[-2])
    return marks.low(words[-1]) if words else ""
