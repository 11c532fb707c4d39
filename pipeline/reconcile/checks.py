"""Comparisons of statements that should agree, as rows of checks.csv.

`table_vs_text` and `text_vs_text` within a document, `cross_document` between documents, `complement` where one says
how many do not, `change_vs_levels`, `total` (all lies between women and men), `range`, `year_order`, `jump`,
`local_vs_national`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from pipeline.model import Check, Gender, Level, Report, make_id
from pipeline.reconcile.evidence import Evidence, Tested
from pipeline.reconcile.statements import HUNDRED, Fact, Statement

JUMP_POINTS = Decimal(30)  # from both neighbours, which are within JUMP_CALM of one another: no true cell of dev/ is so
JUMP_CALM = Decimal(10)
FIRST_YEAR = 1950  # of any figure; open comparisons began in 2006 and look back a few years
GENDERS: tuple[Gender, ...] = ("K", "M")
TOTAL_SLACK = Decimal(1)  # points: all may be rounded out of the range of women and men


def check_facts(evidence: Evidence) -> Iterator[Check]:
    """One check for each way in which a fact is stated twice."""
    for fact, rows in evidence.facts.items():
        if len({s.spot for s in rows}) < 2:
            continue
        by_document: dict[str, list[Statement]] = defaultdict(list)
        for row in rows:
            by_document[row.document_id].append(row)
        for own in by_document.values():
            if len({s.spot for s in own}) > 1:
                name = "table_vs_text" if len({s.level.origin == "table" for s in own}) == 2 else "text_vs_text"
                yield _compare(name, fact, own, evidence)
        if len(by_document) > 1:
            yield _compare("cross_document", fact, rows, evidence)
        if len({s.complement for s in rows}) == 2:
            yield _compare("complement", fact, rows, evidence)


def _compare(name: str, fact: Fact, rows: Sequence[Statement], evidence: Evidence) -> Check:
    agreeing = evidence.agree_most(rows)
    reference = choose_reference(agreeing)
    return _make_check(
        name,
        fact,
        rows,
        agree=len(agreeing) == len(rows),
        expected=_show(reference),
        found=";".join(_show(s) for s in rows),
        evidence=" | ".join(dict.fromkeys(s.level.evidence for s in rows)),
    )


def choose_reference(rows: Sequence[Statement]) -> Statement:
    """The one that says most: exact before approximate, most decimals, table before text, stated before complement."""
    return min(
        rows,
        key=lambda s: (
            s.level.qualifier != "exact",
            s.step,
            s.complement,
            s.level.origin != "table",
            s.level.observation_id,
        ),
    )


def check_changes(evidence: Evidence) -> Iterator[tuple[Check, Tested]]:
    for tested in evidence.tested:
        claim = tested.claim
        earlier, later = tested.pairs[0] if tested.pairs else (tested.earlier[0], tested.later[0])
        bounds = dict.fromkeys(f"{bound:f}" for bound in (claim.low, claim.high) if bound is not None)
        yield (
            _make_check(
                "change_vs_levels",
                later.fact,
                (earlier, later),
                agree=bool(tested.pairs),
                expected=" ".join([claim.direction, "–".join(bounds)]).strip(),
                found=f"{earlier.value:f} ({earlier.fact.year}) to {later.value:f} ({later.fact.year})",
                evidence=claim.change.evidence,
                key=claim.change.change_id,
            ),
            tested,
        )


def check_totals(evidence: Evidence) -> Iterator[tuple[Check, tuple[Statement, ...]]]:
    """Whether the share of all lies between those of women and men; only within a document, where all mean the same."""
    for fact, statements in evidence.facts.items():
        if fact.gender != "T" or fact.unit != "percent":
            continue
        by_document: dict[str, list[Statement]] = defaultdict(list)
        for gender in GENDERS:
            for part in evidence.facts.get(fact.at(gender=gender), ()):
                by_document[part.document_id].append(part)
        for total in statements:
            parts = by_document[total.document_id]
            if {s.fact.gender for s in parts} == {"K", "M"}:
                low, high = min(s.low for s in parts) - TOTAL_SLACK, max(s.high for s in parts) + TOTAL_SLACK
                rows = (total, *parts)
                yield (
                    _make_check(
                        "total",
                        fact,
                        rows,
                        agree=total.low < high and low < total.high,
                        expected=f"{min(s.value for s in parts):f} to {max(s.value for s in parts):f}",
                        found=_show(total),
                        evidence=total.level.evidence,
                    ),
                    rows,
                )


def check_ranges(report: Report) -> Iterator[Check]:
    """Only what is out of range gets a row: a share outside 0 to 100, a negative count, a year that cannot be."""
    last = max([report.metadata.report_year or 0, *report.metadata.years]) or 9999
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
            whom = level.geography, level.population, level.gender
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
        if level.unit == "count" and (level.value < 0 or level.value != level.value.to_integral_value()):
            return "a whole number from 0"
    if level.year is not None and not FIRST_YEAR <= level.year <= last + 1:
        return f"a year from {FIRST_YEAR} to {last + 1}"
    return ""


def check_jumps(evidence: Evidence) -> Iterator[tuple[Check, Statement]]:
    """A share far from both its neighbours, which are near each other, in one row of a table.

    Conservative: most leaps are news. At either end of a row only a figure that lost its first digit is found:
    62, 72, 7 after years that are all ten times as high.
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
            if leaps or lost:
                yield (
                    _make_check(
                        "jump",
                        statement.fact,
                        row,
                        agree=False,
                        expected=f"about {middle:f}, as in the years around",
                        found=_show(statement),
                        evidence=statement.level.evidence,
                        key=statement.level.observation_id,
                    ),
                    statement,
                )


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


def _make_check(
    name: str,
    fact: Fact,
    rows: Iterable[Statement],
    *,
    agree: bool,
    expected: str,
    found: str,
    evidence: str,
    key: str = "",
) -> Check:
    rows = tuple(rows)
    documents = sorted({s.document_id for s in rows})
    ids = tuple(dict.fromkeys(s.level.observation_id for s in rows))
    return Check(
        check_id=make_id(name, key, *ids),
        check=name,
        document_id=documents[0] if len(documents) == 1 else "",
        observation_ids=ids,
        indicator_id=fact.indicator_id,
        outcome="agrees" if agree else "disagrees",
        expected=expected,
        found=found,
        evidence=evidence,
        geography_code=rows[0].level.geography.code,
        population=rows[0].level.population,
        gender=fact.gender,
        year=fact.year,
    )


def _show(statement: Statement) -> str:
    mark = {"above": ">", "below": "<", "approximate": "~"}.get(statement.level.qualifier, "")
    return f"{mark}{statement.value:f}"
