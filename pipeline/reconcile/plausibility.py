"""What a single figure can be, whatever else is said of it, as rows of checks.csv.

`range` (a share of 173 percent, a year to come), `year_order` and `jump` in a row of a table, `local_vs_national` (a
yes where no municipality has it). All are sparing: most that is surprising is news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from pipeline.model import Check, Level, Report, make_id
from pipeline.reconcile.checks import make_check, show_value
from pipeline.reconcile.evidence import Evidence
from pipeline.reconcile.statements import HUNDRED, Statement

JUMP_POINTS = Decimal(30)  # from both neighbours, which are within JUMP_CALM of one another: no true cell of dev/ is so
JUMP_CALM = Decimal(10)
LOOKALIKES = {"1": "47", "2": "7", "3": "89", "4": "17", "5": "89", "7": "124", "8": "35", "9": "35"}  # so far apart
AHEAD = 2  # years after its own that a report may tell of; 2053 is a misread 2013
FIRST_YEAR = 1950  # of any figure; open comparisons began in 2006 and look back a few years


def check_ranges(report: Report) -> Iterator[Check]:
    """Only what is out of range gets a row: a share outside 0 to 100, a negative count, a year that cannot be."""
    own = report.metadata.report_year
    last = max([own or 0, *(year for year in report.metadata.years if not own or year <= own + AHEAD)]) or 9999
    for level in report.levels:
        allowed = _find_breach(level, last)
        if allowed:
            found = f"{level.value} {level.unit} {level.year or ''}".strip()
            yield _flag_level("range", report, level, allowed, found)


def _flag_level(name: str, report: Report, level: Level, expected: str, found: str) -> Check:
    return Check(
        check_id=make_id(name, level.observation_id),
        check=name,
        document_id=report.document.document_id,
        observation_ids=(level.observation_id,),
        indicator_id=level.indicator_id,
        outcome="disagrees",
        expected=expected,
        found=found,
        evidence=level.evidence,
        geography_code=level.geography.code,
        population=level.population,
        gender=level.gender,
        year=level.year,
    )


def check_year_order(report: Report) -> Iterator[tuple[Check, Level]]:
    """Figures of a table row under a year that breaks the order of the years around it: `2016 2017 2081 2019`."""
    rows: dict[tuple[object, ...], list[Level]] = defaultdict(list)
    for level in report.levels:
        if level.table and level.year is not None and level.period == "":
            place = level.place
            whom = level.geography, level.population, level.gender, level.unit  # `Antal 2019 | Andel 2019`
            rows[level.table, place.page, place.line, level.indicator, whom].append(level)
    for row in rows.values():
        row.sort(key=lambda level: level.place.start)
        years = [level.year or 0 for level in row]
        kept = max(_longest_rise(years), _longest_rise([-year for year in years]), key=len)
        for at in range(len(row)) if 2 < len(row) != len(kept) else ():
            if at not in kept:
                yield (
                    _flag_level("year_order", report, row[at], "years in order", " ".join(map(str, years))),
                    row[at],
                )


def _longest_rise(years: Sequence[int]) -> list[int]:
    """The places of the longest rising run that leaving out some years gives."""
    best: list[list[int]] = []
    for at, year in enumerate(years):
        before = [run for run in best if years[run[-1]] < year]
        best.append([*max(before, key=len, default=[]), at])
    return max(best, key=len, default=[])


def _find_breach(level: Level, last: int) -> str:
    high = level.value_high if level.value_high is not None else level.value
    if level.value is not None and high is not None:
        if level.unit in ("percent", "index") and not 0 <= level.value <= high <= HUNDRED:
            return "0 to 100"
        if level.value > high:
            return "a range from low to high"
        if level.unit == "count" and level.value < 0:  # decimals may be: elever per lärare
            return "from 0"
    if level.year is not None and not FIRST_YEAR <= level.year <= last + 1:
        return f"a year from {FIRST_YEAR} to {last + 1}"
    return ""


def check_jumps(evidence: Evidence) -> Iterator[tuple[Check, Statement]]:
    """A share far from both its neighbours, which are near each other, in one row of a table.

    Conservative: most leaps are news. At either end of a row only a figure that lost its first digit is found, as 7
    behind 62 and 72 is, and anywhere one whose first digit looks like those of the others: 72, 71, 12.
    """
    for row in _table_rows(evidence):
        values = [s.value for s in row]
        for at, statement in enumerate(row):
            others = values[:at] + values[at + 1 :]
            if len(others) < 2:
                continue
            near = others[max(0, at - 1) : at + 1]
            middle = Decimal(median(others))
            calm = max(near) - min(near) <= JUMP_CALM
            interior = 0 < at < len(row) - 1
            leaps = interior and calm and all(abs(statement.value - v) >= JUMP_POINTS for v in near)
            lost = statement.value < 10 and min(others) >= 30 and max(others) - min(others) <= 2 * JUMP_CALM
            if leaps or lost or _looks_like(statement.value, others):
                yield (
                    make_check(
                        "jump",
                        statement.fact,
                        row,
                        agree=False,
                        expected=f"about {middle:f}, as in the years around",
                        found=show_value(statement),
                        evidence=statement.level.evidence,
                        key=statement.level.observation_id,
                    ),
                    statement,
                )


def _looks_like(value: Decimal, others: Sequence[Decimal]) -> bool:
    """Whether another first digit, which looks like it, brings a share near to most others of its row."""
    text = f"{value:f}"
    likely = [
        read for digit in LOOKALIKES.get(text[0], "") if abs((read := Decimal(digit + text[1:])) - value) >= JUMP_POINTS
    ]
    return any(2 * sum(abs(read - other) <= JUMP_CALM for other in others) > len(others) for read in likely)


def _table_rows(evidence: Evidence) -> Iterator[list[Statement]]:
    """The shares of one indicator, place and gender in one table, by year."""
    rows: dict[tuple[object, ...], dict[int, Statement]] = defaultdict(dict)
    for fact, statements in evidence.facts.items():
        if fact.unit == "percent":
            for s in statements:
                if s.level.origin == "table":
                    rows[s.document_id, s.level.table, fact.at(year=0)].setdefault(fact.year, s)
    for by_year in rows.values():
        years = sorted(by_year)
        if len(years) > 2 and all(b - a <= 2 for a, b in pairwise(years)):
            yield [by_year[year] for year in years]


def check_local(report: Report) -> Iterator[Check]:
    """Whether a municipality's own yes or no is possible beside the share of all municipalities in the same bullet."""
    national: dict[tuple[str, str], Level] = {}
    for level in report.levels:
        if level.finding_id and level.geography.type == "country" and level.value is not None:
            national.setdefault((level.finding_id, level.indicator_id), level)
    for status in report.local:
        beside = national.get((status.finding_id, status.indicator_id))
        if beside is None or beside.value is None or beside.unit != "percent":
            continue
        share = HUNDRED - beside.value if beside.negated else beside.value
        impossible = (status.answer == "yes" and share == 0) or (status.answer == "no" and share == HUNDRED)
        yield Check(
            make_id("local_vs_national", status.local_id, beside.observation_id),
            "local_vs_national",
            report.document.document_id,
            (beside.observation_id,),
            status.indicator_id,
            "disagrees" if impossible else "agrees",
            f"{share:f} percent of all",
            f"{status.answer} ({status.geography.name})",
            status.evidence,
            status.geography.code,
            year=status.year,
        )
