"""Documents for the tests of tables, and what is read from them in short."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.model import Change, Document, Geography, Level, Line, LocalStatus, Metadata, Page, Table
from pipeline.parse.tables import FoundTables, read_tables

KALMAR = Geography("municipality", "0880", "Kalmar")


@dataclass(frozen=True)
class Schema:
    name: str
    text: str
    rows: tuple[
        tuple[str, tuple[str, ...]], ...
    ]  #: levels, then changes, with the words that their indicator must hold
    home: Geography | None


def load_schemas(path: Path) -> Iterator[Schema]:
    """The cases of a file; ValueError for one without an arrow, a home we do not know, or a name used twice."""
    names: set[str] = set()
    for case in path.read_text(encoding="utf-8").split("\n=== ")[1:]:
        head, _, body = case.partition("\n")
        text, arrow, rows = body.partition("\n=>\n")
        name, _, home = head.partition(" @")
        if not arrow or home not in ("", KALMAR.name) or name in names:
            raise ValueError(f"{path.name}: {head}: no arrow, an unknown home, or a name used twice")
        names.add(name)
        facts = tuple(read_expected(line) for line in rows.strip().splitlines())
        yield Schema(name, text.replace(r"\t", "\t").replace(r"\f", "\f"), facts, KALMAR if home else None)


def read_expected(line: str) -> tuple[str, tuple[str, ...]]:
    facts, _, words = line.partition(" | ")
    return facts, tuple(filter(None, words.split("|")))


def make_document(text: str) -> Document:
    """A text document as extract and normalise hand it on; pages part at form feeds."""
    pages = []
    for number, page in enumerate(text.strip("\n").split("\f"), 1):
        lines = [Line(number, at, raw, raw) for at, raw in enumerate(page.split("\n"), 1)]
        pages.append(Page(number, tuple(lines), "text"))
    return Document("d0c", "x.txt", "00", "text/plain", tuple(pages))


def read_changes(found: FoundTables, home: Geography | None = None, year: int | None = 2021) -> list[Change]:
    metadata = Metadata(report_year=year, home=home)
    return [change for table in read_tables(found.tables, metadata) for change in table.changes]


def state(found: FoundTables, home: Geography | None) -> list[tuple[str, str]]:
    """What tables state, levels before changes before answers: each in short, and the indicator in lower case."""
    levels, changes = read_all(found, home), read_changes(found, home)
    local = [row for table in read_tables(found.tables, Metadata(report_year=2021, home=home)) for row in table.local]
    facts = [*map(describe, levels), *map(describe_change, changes), *map(describe_local, local)]
    return list(zip(facts, [row.indicator.lower() for row in (*levels, *changes, *local)], strict=True))


def read_all(found: FoundTables, home: Geography | None = None, year: int | None = 2021) -> list[Level]:
    metadata = Metadata(report_year=year, home=home)
    return [level for table in read_tables(found.tables, metadata) for level in table.levels]


def describe(level: Level) -> str:
    """`87.4 percent K Kalmar 2019`; a missing value by its symbol, a range by both ends."""
    value = level.missing if level.value is None else f"{level.value}"
    if level.value_high is not None:
        value += f"-{level.value_high}"
    place = level.geography.name.replace(" ", "_")
    if level.population:
        place += "+" + level.population.replace(" ", "_")
    when = level.period.replace(" ", "_") or str(level.year)
    return f"{value} {(level.unit or '?').replace(' ', '_')} {level.gender} {place} {when}"


def describe_change(change: Change) -> str:
    """`down 5 percentage_points K Kalmar 2018-2019`, with its reasons for review behind it; `?` for a year unknown.

    Of a change by its direction alone `down K Kalmar 2018-2019`.
    """
    place = change.geography.name.replace(" ", "_")
    years = f"{change.from_year or '?'}-{change.to_year or '?'}"
    size = () if change.low is None else (f"{change.low}", change.unit.replace(" ", "_") or "?")
    return " ".join((change.direction, *size, change.gender, place, years, *change.review))


def describe_local(status: LocalStatus) -> str:
    """`yes Kalmar 2020`."""
    return f"{status.answer} {status.geography.name.replace(' ', '_')} {status.year}"


def rows_of(table: Table) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(max(c.row for c in table.cells) + 1)]
    for cell in table.cells:
        rows[cell.row].append(cell.text)
    return rows
