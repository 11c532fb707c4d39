"""What all documents state together, and what a person decided."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from pipeline.model.document import Problem
from pipeline.model.report import Gender, Geography, Report

Agreement = Literal["single", "agree", "conflict"]
Outcome = Literal["agrees", "disagrees", "undecided"]
Action = Literal["confirm", "change", "reject", "add"]


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One value of one indicator, place, group and year over all documents, in positive form."""

    indicator_id: str
    indicator: str
    geography: Geography
    value: Decimal
    unit: str
    base: str = ""
    population: str = ""
    gender: Gender = "T"
    year: int | None = None
    sources: tuple[str, ...] = ()  #: observation_ids
    agreement: Agreement = "single"
    values_seen: tuple[str, ...] = ()
    derived: str = ""  #: complement, or the change_id that gave the value; empty when stated
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison of statements that should agree."""

    check_id: str
    check: str
    document_id: str
    observation_ids: tuple[str, ...]
    indicator_id: str
    outcome: Outcome
    expected: str
    found: str
    evidence: str
    geography_code: str = ""
    population: str = ""
    gender: Gender = "T"
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A steward's decision about one row, with what it expects to find there; a row of `corrections.csv`.

    `confirm` holds the value that was right, `change` a field's new value, `add` the fields of a row that was missed.
    """

    observation_id: str
    action: Action
    expected: str  #: the printed figure, or for a field other than value what the field held
    field: str = ""
    value: str = ""
    who: str = ""
    when: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Dataset:
    """All reports together, reconciled; the reports' rows carry indicator_id, confidence, status and review."""

    reports: tuple[Report, ...]
    series: tuple[SeriesPoint, ...] = ()
    checks: tuple[Check, ...] = ()
    problems: tuple[Problem, ...] = ()  #: of no single document: corrections that match nothing and the like
