"""What a level or a change says about a fact, in positive form and with its uncertainty, so that two can be compared.

`86 procent saknar rutin` -> 14, known to half a unit: 13.5 to 14.5; `drygt sju av tio` -> 70 to 80. Two levels agree
when their ranges overlap: then one rounds to the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from pipeline.model import Change, Direction, Gender, Geography, Level

HUNDRED = Decimal(100)
#: sju av tio, hälften, en tredjedel, var fjärde
_SHARE_WORDS = re.compile(r"\bav\b|hälft|del\b|delar|\bvar\w*\s", re.IGNORECASE)
#: review codes of parse: one end of a spread among many; how many are women, which differs from how many are men
NO_LEVEL = frozenset({"spread", "share-of-gender"})
_LOOSE = Decimal(10)  # points: what `drygt` and `knappt` may leave out, and the step of `sju av tio`
_LOOSE_SHARE = Decimal("0.15")  # the same for figures that are no percentages: `drygt 33 000`
_ABOUT = Decimal("0.5")  # of that for `cirka`, on either side


Range = tuple[Decimal, Decimal]  #: from low up to high, high not included


@dataclass(frozen=True, slots=True, order=True)
class Fact:
    """What one figure is about; levels of one fact should agree. `unit` keeps counts from shares."""

    indicator_id: str
    place: str
    population: str
    unit: str
    gender: Gender
    year: int

    def at(self, *, year: int | None = None, gender: Gender | None = None) -> Fact:
        return Fact(
            self.indicator_id,
            self.place,
            self.population,
            self.unit,
            gender or self.gender,
            self.year if year is None else year,
        )


@dataclass(frozen=True, slots=True)
class Statement:
    """A level as evidence. `value` is positive, `low` to `high` what it allows."""

    fact: Fact
    level: Level
    document_id: str
    value: Decimal
    low: Decimal
    high: Decimal
    step: Decimal  #: one unit of the last printed place
    complement: bool = False

    @property
    def spot(self) -> tuple[str, int, int, int]:
        """Where it is printed: rows from one figure are one piece of evidence."""
        place = self.level.place
        return self.document_id, place.page, place.line, place.start

    @property
    def range(self) -> Range:
        return self.low, self.high

    def agrees(self, other: Statement) -> bool:
        return self.low < other.high and other.low < self.high

    def allows(self, value: Decimal) -> bool:
        return self.low <= value < self.high


def make_statement(level: Level, document_id: str) -> Statement | None:
    """None of a level that cannot be compared: no value or year, an end of a spread among many, how many are women."""
    if level.value is None or level.year is None or NO_LEVEL & {*level.review}:
        return None
    complement = level.negated and level.unit == "percent"
    fact = Fact(
        level.indicator_id,
        name_place(level.geography),
        " ".join(level.population.lower().split()),
        level.unit if not level.negated or complement else f"{level.unit}, negated",
        level.gender,
        level.year,
    )
    step = _step_of(level)
    bounds = sorted((level.value, level.value if level.value_high is None else level.value_high))
    low, high = _range_of(level, bounds[0], bounds[1], step)
    value = level.value
    if complement:
        value, low, high = HUNDRED - value, HUNDRED - high, HUNDRED - low
    return Statement(fact, level, document_id, value, low, high, step, complement)


def name_place(geography: Geography) -> str:
    """Of one place one name, whatever it is called: Region Kronoberg is Kronobergs län."""
    kind = "county" if geography.type == "region" else geography.type
    return f"{kind}:{geography.code or geography.name.lower()}"


def _step_of(level: Level) -> Decimal:
    if level.unit == "percent" and not any(c.isdigit() for c in level.place.printed) and _is_share(level):
        return _LOOSE
    return step_of(level.value)


def _is_share(level: Level) -> bool:
    return bool(_SHARE_WORDS.search(level.place.printed))


def step_of(value: Decimal | None) -> Decimal:
    """One unit of its last printed place: 84.3 -> 0.1, 62 -> 1."""
    if value is None:
        return Decimal(1)
    exponent = value.as_tuple().exponent
    return Decimal(1).scaleb(min(0, exponent) if isinstance(exponent, int) else 0)


def _range_of(level: Level, low: Decimal, high: Decimal, step: Decimal) -> tuple[Decimal, Decimal]:
    half = step / 2
    loose = _LOOSE if level.unit in ("percent", "index") else abs(high) * _LOOSE_SHARE
    if level.qualifier == "above":
        return low - half, high + max(loose, half)
    if level.qualifier == "below":
        return low - max(loose, half), high + half
    if level.qualifier == "approximate":
        return low - max(loose * _ABOUT, half), high + max(loose * _ABOUT, half)
    return low - half, high + half


def largest_agreement(statements: Iterable[Statement], count_claims: Callable[[Range], int]) -> tuple[Statement, ...]:
    """The most statements that all allow one and the same value; of as many, those that more claims fit,
    that are exact, that a table has, that are lower.

    Counted by where they are printed, so that one figure for women and men is one piece of evidence.
    """
    rows = tuple(statements)
    by_range: dict[Range, list[Statement]] = defaultdict(list)
    for row in rows:
        by_range[row.range].append(row)
    best: set[Range] = set()
    strength = (0, 0, 0, 0)
    for point in sorted(
        {low for low, _ in by_range}
    ):  # a common value, if there is one, is the lower end of some range
        inside = {each for each in by_range if each[0] <= point < each[1]}
        there = [s for each in inside for s in by_range[each]]
        exact = sum(s.level.qualifier == "exact" for s in there)
        found = len({s.spot for s in there}), max(map(count_claims, inside)), exact, int(_has_table(there))
        if found > strength:
            best, strength = inside, found
    return tuple(s for s in rows if s.range in best)


def _has_table(statements: Iterable[Statement]) -> bool:
    return any(s.level.origin == "table" for s in statements)


@dataclass(frozen=True, slots=True)
class Claim:
    """A change as evidence: from one fact to another, in positive form."""

    change: Change
    document_id: str
    earlier: Fact
    later: Fact
    direction: Direction
    low: Decimal | None
    high: Decimal | None
    step: Decimal

    @property
    def says_how_much(self) -> bool:
        return self.low is not None or self.direction == "same"


def make_claim(change: Change, document_id: str, unit: str) -> Claim | None:
    """None of a change without both years. `unit` is that of the levels that it is about."""
    if change.from_year is None or change.to_year is None:
        return None
    fact = Fact(
        change.indicator_id,
        name_place(change.geography),
        " ".join(change.population.lower().split()),
        unit,
        change.gender,
        change.from_year,
    )
    turned: dict[Direction, Direction] = {"up": "down", "down": "up", "same": "same"}
    direction = turned[change.direction] if change.negated else change.direction
    return Claim(
        change,
        document_id,
        fact,
        fact.at(year=change.to_year),
        direction,
        change.low,
        change.high if change.high is not None else change.low,
        step_of(change.low),
    )


_STEADY = {"percent": Decimal(2), "index": Decimal(2)}  # points within which a report writes `i stort sett oförändrat`
_STEADY_SHARE = Decimal("0.05")


def fits(claim: Claim, earlier: Statement, later: Statement) -> bool:
    """Whether the two levels can have changed as claimed, within one unit of the last printed place."""
    least, most = later.low - earlier.high, later.high - earlier.low
    if claim.low is None or claim.high is None:
        return _fits_direction(claim, earlier, later, least, most)
    if claim.change.unit == "percent" and earlier.value:
        if _fits_amount(claim, least / earlier.value * 100, most / earlier.value * 100):
            return True
        if claim.earlier.unit != "percent":
            return False  # of a share, `8 procent` is often meant as points, so that reading is tried too
    return _fits_amount(claim, least, most)


def gives(claim: Claim, earlier: Statement, later: Statement) -> bool:
    """Whether the printed figures differ by just what is claimed, with no rounding."""
    if claim.change.unit == "percent" and claim.earlier.unit != "percent":
        return False
    rise = later.value - earlier.value
    if claim.direction == "same":
        return rise == 0
    if claim.low is None or claim.high is None:
        return False
    return claim.low <= (rise if claim.direction == "up" else -rise) <= claim.high


def _fits_amount(claim: Claim, least: Decimal, most: Decimal) -> bool:
    half = claim.step / 2
    low, high = (claim.low or Decimal(0)) - half, (claim.high or Decimal(0)) + half
    if claim.direction == "down":
        low, high = -high, -low
    elif claim.direction == "same":
        low, high = -high, high
    return low < most and least < high


def _fits_direction(claim: Claim, earlier: Statement, later: Statement, least: Decimal, most: Decimal) -> bool:
    if claim.direction == "up":
        return most > 0 and (later.value >= earlier.value or not _are_exact(earlier, later))
    if claim.direction == "down":
        return least < 0 and (later.value <= earlier.value or not _are_exact(earlier, later))
    steady = _STEADY.get(claim.earlier.unit, abs(earlier.value) * _STEADY_SHARE)
    return least <= steady and most >= -steady


def _are_exact(*statements: Statement) -> bool:
    return all(s.level.qualifier == "exact" and s.step < _LOOSE for s in statements)
