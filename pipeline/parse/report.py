"""One document's statements together: metadata, tables, findings and rows, the last with their ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import TypeVar

from pipeline.model import (
    RIKET,
    Change,
    Document,
    Finding,
    Geography,
    Level,
    LocalStatus,
    Metadata,
    Passage,
    Place,
    Report,
    place_id,
)
from pipeline.records import replace

from .claims import doubt_levels, doubt_outdated, open_passages, read_passages
from .cost_years import date_costs, settle_costs
from .gazetteer import THE_COUNTY, county_of
from .metadata import find_metadata
from .passages import find_passages
from .places import find_places
from .prose import find_prose
from .table_units import settle_units
from .table_years import find_last_year, find_trends, settle_years
from .tables import find_tables, name_tables, read_tables

Row = TypeVar("Row", Level, Change, LocalStatus)
Stated = TypeVar("Stated", Level, Change)
_ORDER = attrgetter("place.page", "place.line", "place.start")  #: as rows are printed
LineKey = tuple[int, int]
Answers = Mapping[LineKey, Sequence[tuple[int, str]]]  #: of each line, from which raw offset on which finding it has


def parse_document(document: Document) -> Report:
    """Everything that the document states, in the order in which it is printed.

    A document that could not be read has no lines, so its report has none of this. A row's id tells where its figure is
    printed and which of the rows of that figure it is: `74 procent ... kvinnor respektive ... män` gives two.
    """
    prose = find_prose(document)
    metadata = find_metadata(document, prose)
    found = find_tables(document)
    passages = find_passages(find_prose(document, found.taken) if found.taken else prose, metadata.home)
    opened = open_passages(passages, metadata)
    in_tables = read_tables(found.tables, replace(metadata, report_year=opened.year))
    tabled = [v for table in in_tables for v in doubt_levels(date_costs(table.levels, opened.costs), opened.unsettled)]
    trends = find_trends(tabled, opened.year)
    claims = settle_years(read_passages(opened, metadata, find_last_year(trends), name_tables(in_tables)), trends)
    claims = settle_units(settle_costs(claims, opened.costs), tabled)
    findings = tuple(_make_findings(document, passages))
    answers = _map_findings(passages, findings)
    stated = [*tabled, *claims.levels]
    changed = [change for table in in_tables for change in table.changes] + list(claims.changes)
    if opened.year == metadata.report_year:  # what data are said to be of may well be older than others in it
        stated, changed = doubt_outdated(stated, changed, opened.year)
    if metadata.home_unsure:
        stated, changed = [*map(_doubt_country, stated)], [*map(_doubt_country, changed)]
    if any(level.geography == THE_COUNTY for level in stated) or any(c.geography == THE_COUNTY for c in changed):
        county = _find_county(metadata, passages, (*stated, *changed))
        stated = [_settle_county(level, county) for level in stated]
        changed = [_settle_county(change, county) for change in changed]
    local = [status for table in in_tables for status in table.local] + list(claims.local)
    levels = _identify(document, "level", stated, answers, _with_observation_id)
    changes = _identify(document, "change", changed, answers, _with_change_id)
    return Report(
        document=document,
        metadata=replace(metadata, years=_collect_years(metadata, levels, changes)),
        findings=findings,
        levels=levels,
        changes=changes,
        local=_identify(document, "local", local, answers, _with_local_id),
        tables=found.tables,
        problems=found.problems,
    )


def _find_county(metadata: Metadata, passages: Sequence[Passage], rows: Sequence[Level | Change]) -> Geography | None:
    """The county that `länet` means: the document's own, or its municipality's; else the only one that it names.

    Of its names (`Halland`, `Hallands län`) that of most rows.
    """
    home = metadata.home
    if home is not None and home.type != "county":
        return county_of(home)
    named = [mention.geography for passage in passages for mention in find_places(passage.text)]
    counties = [home] if home is not None else [place for place in named if place.type == "county" and place.code]
    if len({county.code for county in counties}) != 1:
        return None
    own = ("county", counties[0].code)
    stated = [row.geography for row in rows if (row.geography.type, row.geography.code) == own]
    return Counter([*stated, counties[0]]).most_common(1)[0][0]


def _settle_county(row: Stated, county: Geography | None) -> Stated:
    """The row with the county that its `länet` means, or for review where that cannot be told."""
    if row.geography != THE_COUNTY:
        return row
    if county is None:
        return replace(row, review=(*row.review, "place-unsure"))
    return replace(row, geography=county)


def _doubt_country(row: Stated) -> Stated:
    """The row, for review where it is of the country only because a page that is surely local does not say whose."""
    doubted = row.geography == RIKET and "place-unsure" not in row.review
    return replace(row, review=(*row.review, "place-unsure")) if doubted else row


def _make_findings(document: Document, passages: Sequence[Passage]) -> Iterator[Finding]:
    """One Finding per bullet, whole, with the heading that it stands under."""
    for passage in passages:
        if passage.kind == "bullet":
            place = passage.place(0, len(passage.text))
            yield Finding(place_id("finding", document.document_id, place), passage.section, place, passage.text)


def _map_findings(passages: Sequence[Passage], findings: Sequence[Finding]) -> Answers:
    """The finding that each line's characters belong to: its bullet's, or the one that a municipality answers to."""
    answers: dict[LineKey, list[tuple[int, str]]] = {}
    coming = iter(findings)
    current, number = "", 0
    for passage in passages:
        if passage.kind == "bullet":
            current, number = next(coming).finding_id, passage.list_number
        own = current if number and passage.list_number == number else ""
        for piece in passage.pieces:
            start, _ = piece.line.raw_span(piece.line_start, piece.line_start + 1)
            answers.setdefault((piece.line.page, piece.line.number), []).append((start, own))
    return answers


def _find_answer(answers: Answers, place: Place) -> str:
    """Of the passages that begin on the place's line, the last one before it; one line may hold several bullets."""
    starts = answers.get((place.page, place.line), [])
    return max((start, finding) for start, finding in [(-1, ""), *starts] if start <= place.start)[1]


def _identify(
    document: Document,
    kind: str,
    rows: Iterable[Row],
    answers: Answers,
    with_id: Callable[[Row, str, str], Row],
) -> tuple[Row, ...]:
    """The rows in printed order, each with its own id and its finding's."""
    running: dict[tuple[int, int, int], int] = {}
    identified = []
    for row in sorted(rows, key=_ORDER):
        at = _ORDER(row)
        number = running.get(at, 0)
        running[at] = number + 1
        row_id = place_id(kind, document.document_id, row.place, number)
        in_table = not isinstance(row, LocalStatus) and row.table
        finding = "" if in_table else _find_answer(answers, row.place)
        identified.append(with_id(row, row_id, row.finding_id or finding))
    return tuple(identified)


def _with_observation_id(level: Level, row_id: str, finding_id: str) -> Level:
    return replace(level, observation_id=row_id, finding_id=finding_id)


def _with_change_id(change: Change, row_id: str, finding_id: str) -> Change:
    return replace(change, change_id=row_id, finding_id=finding_id)


def _with_local_id(local: LocalStatus, row_id: str, finding_id: str) -> LocalStatus:
    return replace(local, local_id=row_id, finding_id=finding_id)


def _collect_years(metadata: Metadata, levels: Sequence[Level], changes: Sequence[Change]) -> tuple[int, ...]:
    """The years that figures are given for; of a document without any, those that it names."""
    years = {level.year for level in levels} | {y for change in changes for y in (change.from_year, change.to_year)}
    return tuple(sorted(year for year in years if year is not None)) or metadata.years
