"""Reads the tables of cases of the grammar and writes what it finds in the same words.

A case that holds a field which nobody reads would prove nothing, so the loader refuses unknown columns, empty cells
that must be filled, and two cases with the same text.
"""

from __future__ import annotations

import csv
from pathlib import Path

from pipeline.model import Change, Geography, Level, Line, LocalStatus, Metadata, Passage, Piece
from pipeline.parse.claims import Claims, open_passages, read_passages
from pipeline.parse.claims.data_years import find_stated
from pipeline.parse.claims.sentence.wordings import read_wording
from pipeline.parse.claims.timing import find_passage_years
from pipeline.parse.places import parse_place

CASES = Path(__file__).parent / "cases"


def load_cases(name: str, *fields: str, optional: tuple[str, ...] = ("expected",)) -> list[dict[str, str]]:
    """The rows of `cases/{name}`; raises ValueError for a column or a row that is not as it should be."""
    with (CASES / name).open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader((line for line in file if not line.startswith("#")), strict=True)
        if tuple(reader.fieldnames or ()) != fields:
            raise ValueError(f"{name}: columns are {reader.fieldnames}, read as {fields}")
        rows = list(reader)
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        if None in row or None in row.values() or any(not row[f] for f in fields if f not in optional):
            raise ValueError(f"{name}: a cell too many, too few or empty: {row}")
        key = tuple(row[f] for f in fields if f not in ("expected", "family"))
        if key in seen:
            raise ValueError(f"{name}: twice: {row}")
        seen.add(key)
    return rows


def make_passage(text: str, kind: str = "paragraph", section: str = "", list_number: int = 0, line: int = 1) -> Passage:
    """A passage that is printed on one line."""
    printed = Line(1, line, text, text)
    return Passage(kind, text, (Piece(0, len(text), printed, 0),), section, list_number)  # type: ignore[arg-type]


def read_text(text: str, year: int | None = 2021, home: str = "", section: str = "", title: str = "") -> Claims:
    """What a text states. ` / ` parts passages; one that begins with `• ` is a bullet, what follows it answers it."""
    passages: list[Passage] = []
    listed = False
    for number, part in enumerate(text.split(" / "), 1):
        bullet = part.startswith("• ")
        listed = listed or bullet
        kind = "bullet" if bullet else "paragraph"
        passages.append(make_passage(part.removeprefix("• "), kind, section, int(listed), number))
    mention = parse_place(home)
    named = title or f"Öppna jämförelser {year}"
    metadata = Metadata(title=named, report_year=year, home=mention.geography if mention else None)
    return read_passages(open_passages(passages, metadata), metadata)


def write_level(level: Level) -> str:
    """`74 percent above not K 2020 Kalmar: har en rutin`; what is as usual is left out."""
    value = str(level.value) + (f" to {level.value_high}" if level.value_high is not None else "")
    words = [value, level.unit or "no unit"]
    words += [level.qualifier] if level.qualifier != "exact" else []
    words += ["not"] if level.negated else []
    words += [level.gender] if level.gender != "T" else []
    words += [level.period or str(level.year), *_where(level.geography, level.population)]
    words += ["fact"] if level.origin == "fact" else []
    return f"{' '.join(words)}{_doubts(level.review)}: {level.indicator}"


def write_change(change: Change) -> str:
    """`up 1 to 2 percentage_points K 2020-2021: har en rutin`."""
    words: list[str] = [change.direction]
    if change.low is not None:
        words.append(str(change.low) if change.high == change.low else f"{change.low} to {change.high}")
        words.append(change.unit or "no unit")
    words += [change.gender] if change.gender != "T" else []
    words += [f"{change.from_year}-{change.to_year}", *_where(change.geography, change.population)]
    return f"{' '.join(words)}{_doubts(change.review)}: {change.indicator}"


def write_local(local: LocalStatus) -> str:
    """`no 2021 Kalmar: en rutin`."""
    return f"{local.answer} {local.year} {local.geography.name}: {local.indicator}"


def _where(geography: Geography, population: str) -> list[str]:
    named = [geography.name] if geography.type != "country" else []
    return named + ([population] if population else [])


def _doubts(review: tuple[str, ...]) -> str:
    return f" ({', '.join(review)})" if review else ""


def write_claims(claims: Claims) -> str:
    """All rows of a text in one cell: levels, changes, own statements, each kind in printed order."""
    rows = [write_level(r) for r in claims.levels]
    rows += [write_change(r) for r in claims.changes]
    rows += [write_local(r) for r in claims.local]
    return " | ".join(rows)


def years_of(passages: tuple[Passage, ...], metadata: Metadata) -> tuple[int | None, ...]:
    """The year of each passage's figures that name none."""
    wordings = tuple(map(read_wording, passages))
    return find_passage_years(wordings, metadata, find_stated(wordings, metadata.report_year))
