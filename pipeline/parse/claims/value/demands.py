"""Figures of what should be or may come: goals, norms, plans and forecasts, which no report has measured.

"andelen ska öka till 60 procent"       demanded
"beräknas sjunka till 6,5 procent"      foreseen
"Målet är 80 procent"                   a goal
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import Figure, Marks
from pipeline.parse.claims.value.kinds import find_kind
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

# Behind a figure: `100 procent borde vara målet`.
_WISH_REACH = 3
#: Right before a figure they make it a norm: `de rekommenderade 150 minuterna`.
ADVISED = frozenset({"rekommenderade", "lagstadgade", "föreskrivna", "utlovade", "garanterade", "tillåtna"})
_REACHES = frozenset(
    {
        "lever",
        "levde",
        "nå",
        "uppnå",
        "klara",
        "når",
        "nådde",
        "nått",
        "uppfyller",
        "uppfyllde",
        "uppnår",
        "uppnådde",
        "klarar",
        "klarade",
    }
)
# `kommuner som också bör`, `vet vart de ska`; further off the demand is the sentence's own.
_OPENED = 3
_OPENERS = load_set("subordinators") - {"att"} | {"vart", "var", "vad", "vem", "vilken", "vilket"}
# `kommer andelen därmed att vara`
_PLAN_REACH = 6
_PLANS = load_set("plan verbs")
_BOUNDED = frozenset({("får", "inte"), ("får", "aldrig"), ("strävar", "efter")})
_ORDERS = load_set("change infinitives") | load_set("imperatives")
_FORESEEING = frozenset({"väntas", "beräknas", "förväntas", "bedöms", "befaras", "tros", "föreslås"})
_ADDING = frozenset({"därför", "också", "även", "nu", "då", "dock", "därmed"})
_MOVES = load_set("change infinitives") | {"växa", "sjunka", "stiga", "komma", "nå", "uppnå"}
_BEING = frozenset({"vara", "bli", "hamna", "uppgå", "motsvara"})
_AND_UP = {"uppåt", "nedåt", "neråt", "däröver", "därunder", "över"}
_LIMITS = {"och": _AND_UP, "eller": _AND_UP | load_set("comparatives") | {"under"}}
_JOINS = frozenset({"och", ","})
_SIZED = frozenset({"på", "om", "att", "minst", "högst", "med", "över", "under", "mer", "än"})
_MET = frozenset({"uppnåddes", "nåddes", "uppfylldes"})
_DEMANDS = frozenset({"ska", "skall", "bör", "borde", "måste"})
_WEIGHED = frozenset({"ställas", "jämföras", "ses", "vägas", "läsas"})
# Without one of these nothing is demanded, planned or foreseen.
_AIMING = frozenset({"för", "med", "mot"})
_TELLING = _DEMANDS | _PLANS | _FORESEEING | {"får", "strävar", "senast", "siktar", "kan", "skulle", "att"}


def is_wished(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """Whether the figure is a wish, a goal or a norm; not `förväntar sig att de ska nå målen ligger på 95 procent`."""
    wished = False
    if "wish" in marks.told:
        wishes = find_kind(marks, clause.first, min(figure.last + _WISH_REACH, clause.last), "wish")
        wished = any(not any(map(is_finite, marks.lows(m.last, figure.at))) for m in wishes)
    one, two = marks.lows(figure.at - 2, figure.at)  # `färre än de rekommenderade 150 minuterna`
    wished = wished or two in ADVISED or (one in ADVISED and figure.base is None)
    return wished or _is_goal(marks, clause, figure)


def is_limit(marks: Marks, figure: Figure) -> bool:
    """`har ett NKI på 75 eller högre`, `värden på 70 och uppåt`: from where on something holds."""
    last = figure.quantity.last
    ends = _LIMITS.get(marks.low(last))
    if ends is None or marks.low(last + 1) not in ends:
        return False
    behind = marks.low(last + 2)
    return not is_content(behind) or is_finite(behind)  # not `tio eller fler läkemedel`


def is_demanded(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`80 procent ska kunna påverka`, `andelen ska öka till 60 procent`, `Sänka hyran med tio procent` in a list."""
    if marks.low(marks.first) in _ORDERS:
        return True
    if figure.before == "(":
        return False  # `en rutin för hur hot och våld ska förebyggas (69 procent 2021)`
    if _TELLING.isdisjoint(marks.lows(clause.first, min(figure.last + 2, marks.last))):
        return False
    lows = marks.lows(clause.first, figure.at)
    bounded = lows[-1:] == ["får"] and marks.low(figure.at) in ("högst", "max", "maximalt")
    if bounded or lows[-1:] == ["senast"] or not _BOUNDED.isdisjoint(pairwise(lows)):
        return True  # `får inte överstiga två veckor`
    after = marks.lows(figure.last, figure.last + 2)
    if set(after) & _DEMANDS and figure.before != "i":
        return True
    if _is_aimed(lows) or _is_planned(lows) or _is_foreseen(lows):
        return True
    if _DEMANDS.isdisjoint(lows):
        return False
    verbs = [k for k, low in enumerate(lows, clause.first) if is_finite(low)]
    if not verbs or marks.low(verbs[-1]) not in _DEMANDS:
        return False
    between = marks.lows(verbs[-1] + 1, figure.at)
    if not _WEIGHED.isdisjoint(between[:1]):
        return False  # `Det ska ställas mot 76 procent i landet`
    opened = set(marks.lows(max(clause.first, verbs[-1] - _OPENED), verbs[-1])) & _OPENERS
    return not opened and "," not in between


def _is_aimed(lows: list[str]) -> bool:
    """`arbetar för att öka andelen till 90 procent`; not `fortsatt att öka till 90`, `som arbetar för att ... är 71`

    And `har i uppdrag att korta köerna med hälften`.
    """
    if ("uppdrag", "att") in pairwise(lows):
        return True
    triples = enumerate(zip(lows, lows[1:], lows[2:], strict=False))
    aims = (i for i, (one, two, three) in triples if two == "att" and one in _AIMING and three in _MOVES)
    return any(not any(map(is_finite, lows[i + 3 :])) for i in aims)


def _is_planned(lows: list[str]) -> bool:
    """`siktar på att höja andelen till 80`, `kommer andelen att vara 80`; not `andelen som tänker att` before it."""
    if lows[-2:] in (["siktar", "på"], ["siktar", "mot"]):
        return True
    if _PLANS.isdisjoint(lows):
        return False
    at = next(i for i, low in enumerate(lows) if low in _PLANS)
    behind = lows[at + 1 :]
    if "som" not in lows[:at] and not _MOVES.isdisjoint(behind[:1]):
        return True  # `vill öka andelen till 40 procent 2030`
    return "som" not in lows[:at] and "att" in behind[:_PLAN_REACH] and "," not in behind


def _is_foreseen(lows: list[str]) -> bool:
    """`frånvaron beräknas sjunka till 6,5 procent`; not `30 procent bedöms ha behov`."""
    if "kan" in lows and not _MOVES.isdisjoint(lows[lows.index("kan") + 1 :]):
        return True  # `Till 2030 kan antalet elever växa med 40 000`
    if "skulle" in lows and not _BEING.isdisjoint(lows[lows.index("skulle") + 1 :]):
        return True  # `Då skulle andelen vara 50 procent`
    if _FORESEEING.isdisjoint(lows):
        return False
    at = next(i for i, low in enumerate(lows) if low in _FORESEEING)
    after = [low for low in lows[at + 1 : at + 3] if low not in _ADDING]
    return after[:1] != [] and (after[0].endswith("a") or after[0] in ("bli", "nå", "uppgå"))


def _is_goal(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Målet är 80 procent`; not `elever som når målen`, which is what the share is of."""
    goals = find_kind(marks, clause.first, figure.at, "goal")
    normed = _is_norm(marks, clause, figure)
    if not (goals or normed) or not _MET.isdisjoint(marks.lows(clause.first, figure.at)):
        return False  # `Målet uppnåddes 2015 av 51 procent av patienterna`
    sized = (marks.lows(m.last, figure.at) for m in goals if m.last < figure.at)
    if figure.base is None and any(map(_SIZED.issuperset, sized)):
        return True  # `Vi har nått det mål på 30 procent som vi satte upp`; not `målen på 36 procent av skolorna`
    if any(marks.low(m.first - 1) in _JOINS and marks.lows(m.last, figure.at) in ([], ["är"]) for m in goals):
        return True  # `84 procent når målen, och målet är 90 procent`
    if any(m.last == figure.at for m in goals):
        return True  # `nådde målnivån 85 procent`
    if goals and ("är", "att") in pairwise(marks.lows(goals[0].last, figure.at)):
        return True  # `Målet är att nå 60 procent`
    if not _REACHES.isdisjoint(marks.lows(clause.first, clause.last)):
        return False
    measured = (marks.lows(m.first - 3, m.first) for m in goals)  # `Andelen kommuner | som har ett | mål för avfall`
    own = [is_finite(verb if low == "ett" and who == "som" else low) for who, verb, low in measured]
    return normed or not all(own)


def _is_norm(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """`Vårdgarantin säger 100 procent`; not `Riktlinjerna är kända av 80 procent`."""
    lows = marks.lows(clause.first, figure.first)
    return len(lows) in (2, 3) and lows[-2] in load_set("norms") and lows[-1] in load_set("norm verbs")
