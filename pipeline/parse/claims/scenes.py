"""A clause with all that is known of it before its figures are shared out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from pipeline.parse.claims.change.changes import find_anchors
from pipeline.parse.claims.change.leads import find_leads
from pipeline.parse.claims.context import Context, PartReader
from pipeline.parse.claims.groups import Group, find_groups
from pipeline.parse.claims.label.masks import mask_clause
from pipeline.parse.claims.label.remarks import find_asides
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.marks import Anchor, Figure, Marks
from pipeline.parse.claims.sharing import Part, share_out
from pipeline.parse.claims.traits import find_place
from pipeline.parse.claims.value.demands import is_limit
from pipeline.parse.claims.value.differences import is_off_average
from pipeline.parse.claims.value.kinds import Role
from pipeline.parse.claims.value.roles import find_roles
from pipeline.records import record, replace

# Figures of these are no words of a label, also where they state nothing: `tre procentenheter över snittet`.
_SHOWN = frozenset({"percent", "percentage_points"})
# Nor is a number of people that opens a clause: `Drygt 7 100 svarade`, `Av de 3 200 brukare som`.
_MANY, _OPENING = 100, 2
_NOBODY = Group(0, 0)
_LEVELS = (Role.LEVEL, Role.UNSURE)


@record
class Scene:
    """A clause with what is known of it before its parts are read."""

    marks: Marks
    clause: Clause
    roles: dict[Figure, Role]
    levels: tuple[Figure, ...]  #: the figures that state one, as far as can be told
    anchors: tuple[Anchor, ...]
    groups: tuple[Group, ...]  #: who is counted: `Av handläggarna i landet har ...`
    asides: frozenset[int]  #: brackets that tell something of their own
    context: Context
    _masked: frozenset[int] | None = field(default=None, init=False, compare=False)
    _parts: tuple[Part, ...] | None = field(default=None, init=False, compare=False)

    @property
    def masked(self) -> frozenset[int]:
        """The tokens that belong to no label; found out when they are first asked for: talk is asked for few."""
        if self._masked is None:
            object.__setattr__(self, "_masked", _mask(self))
        return self._masked or frozenset()

    @property
    def parts(self) -> tuple[Part, ...]:
        """Those of the clause's levels, which its changes may ask for too."""
        if self._parts is None:
            object.__setattr__(self, "_parts", self.share_out(self.levels))
        return self._parts or ()

    def share_out(self, figures: tuple[Figure, ...]) -> tuple[Part, ...]:
        """One part for each group of these figures that say the same."""
        return share_out(self.marks, self.clause, figures, self.masked, self.asides)

    def group_of(self, reader: PartReader) -> Group:
        """The group that a part names itself, else the one that opens the clause."""
        if not self.groups:
            return _NOBODY
        spans = (reader.part.core, reader.part.after, reader.part.before)
        own = [g for g in self.groups for a, b in spans if a <= g.first < b]
        if reader.number and find_place(self.marks, (reader.part.before, reader.part.core, reader.part.after)):
            return next(iter(own), _NOBODY)  # `Bland män är andelen 43 procent och i riket 70`
        led = self.marks.lows(*reader.part.before)
        if reader.number and reader.part.words and (led[:1] in (["bland"], ["hos"]) or {"dem", "de"} & set(led)):
            return next(iter(own), _NOBODY)  # `är andelen 23 procent, bland högskoleutbildade 13`
        opening = [g for g in self.groups if g.first < self.clause.first + 3]
        return next(iter(own or opening), _NOBODY)

    @property
    def named(self) -> frozenset[int]:
        """The tokens that name the groups."""
        return self._with(self.groups)

    @property
    def timeless(self) -> frozenset[int]:
        """The tokens whose year is not the figure's: asides, and those who are told by when they began."""
        return self._with([g for g in self.groups if g.cohort])

    def _with(self, groups: Sequence[Group]) -> frozenset[int]:
        return self.asides.union(*(range(g.first, g.last) for g in groups)) if groups else self.asides

    def figures(self, *roles: Role) -> tuple[Figure, ...]:
        return tuple([f for f, role in self.roles.items() if role in roles])


def _is_shown(marks: Marks, clause: Clause, figure: Figure) -> bool:
    """Whether a figure that states nothing is no word of a label either."""
    if is_off_average(marks, figure) or is_limit(marks, figure):
        return True  # `74, tre enheter över länet`, `har ett NKI på 75 eller högre`
    many = figure.quantity.kind in ("bare", "count") and figure.quantity.value >= _MANY
    return figure.quantity.unit in _SHOWN or (many and figure.at - clause.first <= _OPENING)


def look_at(marks: Marks, clause: Clause, context: Context, unit: str) -> Scene:
    roles = find_roles(marks, clause, unit)
    anchors = find_anchors(marks, clause, roles)
    asides = frozenset(find_asides(marks, clause))
    levels = tuple([f for f, role in roles.items() if role in _LEVELS])
    return Scene(marks, clause, roles, levels, anchors, find_groups(marks, clause), asides, context)


def look_for_lead(scene: Scene) -> Scene | None:
    """The scene of a clause that only announces a change; None where it announces none."""
    anchors = find_leads(scene.marks, scene.clause)
    return replace(scene, anchors=anchors) if anchors else None


def _mask(scene: Scene) -> frozenset[int]:
    shown = [f for f, role in scene.roles.items() if role is not Role.NONE or _is_shown(scene.marks, scene.clause, f)]
    return mask_clause(scene.marks, scene.clause, shown, scene.anchors).union(scene.named)
