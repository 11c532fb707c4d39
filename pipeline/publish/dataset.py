"""Dataset -> the output folder: CSV files, `tables/`, `text/` and `datapackage.json`.

Everything is first written into a hidden folder beside the old files and then moved over them one by one, so that a
run that is interrupted or fails leaves every file whole: the old one or the new one. What an earlier run wrote and this
one does not is removed; nothing else in the folder is touched, a steward's corrections.csv least of all.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from pipeline.model import Cell, Dataset, Document, Report, Table
from pipeline.publish.cells import Value, write_rows
from pipeline.publish.contract import CsvFile, read_contract
from pipeline.publish.package import PACKAGE_FILE, Attachment, describe_package, read_attachments
from pipeline.publish.rows import Row, make_rows, sort_reports
from pipeline.publish.text import repaired_text

UNFINISHED = ".oj-unfinished"  #: the hidden folder; one that a killed run left behind is removed by the next
STEM_CHARACTERS = 80  # a file name may have 255 bytes; a stem of 80 characters leaves room for the rest in any script

_UNSAFE = re.compile(r"[^\w.-]+")


def write_dataset(dataset: Dataset, folder: Path) -> None:
    """Writes all files of the data contract into the folder, the same bytes for the same dataset.

    Replaces what it wrote there before. OSError when the folder cannot be written; then the old files still stand.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stale = set(read_attachments(folder))
    with _unfinished(folder) as new:
        contract = read_contract()
        rows = make_rows(dataset)
        for file in contract.values():
            _write_csv(new / file.name, file, rows[file.name])
        attachments = [a for report in sort_reports(dataset) for a in _write_attachments(new, report)]
        (new / PACKAGE_FILE).write_text(describe_package(contract.values(), attachments), encoding="utf-8", newline="")
        for name in [*contract, *(a.path for a in attachments), PACKAGE_FILE]:
            (folder / name).parent.mkdir(exist_ok=True)
            (new / name).replace(folder / name)
    for path in stale.difference(a.path for a in attachments):
        (folder / path).unlink(missing_ok=True)


@contextmanager
def _unfinished(folder: Path) -> Iterator[Path]:
    new = folder / UNFINISHED
    shutil.rmtree(new, ignore_errors=True)
    for name in ("tables", "text"):
        (new / name).mkdir(parents=True)
    try:
        yield new
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write_csv(path: Path, file: CsvFile, rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_rows(stream, [file.header])
        write_rows(stream, (_in_order(file, row) for row in rows))


def _in_order(file: CsvFile, row: Row) -> list[Value]:
    if row.keys() != set(file.header):
        raise ValueError(f"{file.name}: a row has other columns than the contract: {row.keys() ^ set(file.header)}")
    return [row[name] for name in file.header]


# --- text/ and tables/ ----------------------------------------------------------------------------------------------


def _write_attachments(new: Path, report: Report) -> Iterator[Attachment]:
    document = report.document
    if not document.pages:
        return
    stem = name_of(document)
    text = Attachment(f"text/{stem}.txt", f"text-{document.document_id}", f"Repaired text of {document.source_file}")
    (new / text.path).write_text(repaired_text(document), encoding="utf-8", errors="replace", newline="")
    yield text
    for table in report.tables:
        attachment = _describe_table(f"tables/{stem}-{table.number}.csv", table, document)
        with (new / attachment.path).open("w", encoding="utf-8", newline="") as stream:
            write_rows(stream, table_rows(table))
        yield attachment


def name_of(document: Document) -> str:
    """The source's stem and the document's id, fit for a file name: `faktablad-2021-0a1b2c3d4e5f`."""
    stem = _UNSAFE.sub("_", PurePosixPath(document.source_file).stem)[:STEM_CHARACTERS].strip("._")
    return f"{stem}-{document.document_id}" if stem else document.document_id


def table_rows(table: Table) -> list[list[str]]:
    """The table as printed, header rows first, every row of the same length."""
    cells: dict[tuple[int, int], Cell] = {(cell.row, cell.column): cell for cell in table.cells}
    count = max((cell.row for cell in table.cells), default=-1) + 1
    return [
        [cells[row, column].text if (row, column) in cells else "" for column in range(table.columns)]
        for row in range(count)
    ]


def _describe_table(path: str, table: Table, document: Document) -> Attachment:
    """Caption, notes and source are no rows of the table; they go with it in the data package."""
    said = [table.subtitle, *table.notes, table.source, f"{document.source_file}, page {table.page}"]
    name = f"table-{document.document_id}-{table.number}"
    return Attachment(path, name, table.caption or f"Table {table.number}", " | ".join(filter(None, said)))
