"""What the cells of a table answer in words for a municipality: `Aktuell rutin | Ja`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Answer, LocalStatus, Reading, Table
from pipeline.parse.tables.figures import Figure
from pipeline.parse.tables.statement.context import Context
from pipeline.parse.tables.statement.entries import Entry
from pipeline.parse.tables.statement.levels import make_level

_ANSWERS: dict[str, Answer] = {"Ja": "yes", "Nej": "no", "Delvis": "partial"}
_OF_FIGURES = ("table-unit-unknown",)  #: doubts that an answer does not share


def read_answers(table: Table, about: Context, rows: Sequence[Entry]) -> Iterator[LocalStatus]:
    """The answers of municipalities, row by row; ids are left empty. Those of the country or a group are none."""
    for row in rows:
        for cell in row.cells[1:]:
            answer = _ANSWERS.get(cell.text)
            column = about.headers[cell.column]
            if answer is None or column.kind != "figure":
                continue
            like = make_level(table, about, row, cell, Figure(0, len(cell.text)), column)
            if like.geography.type == "municipality":
                yield LocalStatus(
                    local_id="",
                    place=like.place,
                    indicator=like.indicator,
                    geography=like.geography,
                    answer=answer,
                    evidence=like.evidence,
                    year=like.year,
                    confidence=like.confidence,
                    review=tuple(code for code in like.review if code not in _OF_FIGURES),
                    readings=(Reading("answer", cell.text),),
                )
