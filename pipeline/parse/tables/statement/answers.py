"""What the cells of a table answer in words for a municipality: `Aktuell rutin | Ja`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Answer, LocalStatus, Reading, Table
from pipeline.parse.tables.figures import Figure
from pipeline.parse.tables.statement.context import Context
from pipeline.parse.tables.statement.entries import Entry
from pipeline.parse.tables.statement.levels import make_level
from pipeline.records import replace

_ANSWERS: dict[str, Answer] = {"Ja": "yes", "Nej": "no", "Delvis": "partial"}
_MARKS = ("X", "x", "✓", "✔", "●")  #: in the column of the answer
_OF_FIGURES = ("table-unit-unknown",)  #: doubts that an answer does not share


def find_marked(about: Context, rows: Sequence[Entry]) -> frozenset[int]:
    """The columns `Ja` and `Nej` in which a mark says which of them is the answer."""
    columns = {at for at, column in enumerate(about.headers) if column.measure in _ANSWERS}
    texts = {cell.text for row in rows for cell in row.cells if cell.column in columns}
    return frozenset(columns) if len(columns) > 1 and texts and texts <= {*_MARKS, ""} else frozenset()


def read_answers(table: Table, about: Context, rows: Sequence[Entry]) -> Iterator[LocalStatus]:
    """The answers of municipalities, row by row; ids are left empty. Those of the country or a group are none."""
    marked = find_marked(about, rows)
    for row in rows:
        for cell in row.cells[1:]:
            answer = _ANSWERS.get(cell.text)
            column = about.headers[cell.column]
            if cell.column in marked and cell.text:
                answer, column = _ANSWERS[column.measure], replace(column, measure="")
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
