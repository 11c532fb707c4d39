"""One row of an output folder in words: where it stands, what is printed there, what was repaired, and who agrees.

`oj explain output 7d0cc6f7e0e9` ->

    7d0cc6f7e0e9 in indicators.csv
    says        erbjuder stöd till personer utan fast bostad = 74 percent
    about       riket (00), base kommuner, gender T, year 2019
    stands in   faktablad-2019.pdf, page 1, line 2 (72.0 100.0 90.0 112.0)
    printed     74 procent
    ...
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.data import read_rows as read_data
from pipeline.publish import read_rows
from pipeline.publish.contract import read_contract
from pipeline.reconcile.catalogue import read_catalogue

Row = dict[str, str]

STATEMENT_FILES = ("indicators.csv", "changes.csv", "local_status.csv", "findings.csv")
_ABOUT = ("base", "population", "gender", "year", "period", "from_year", "to_year", "qualifier")


def find_row(folder: Path, row_id: str) -> tuple[str, Row] | None:
    """The row with this id and the file that it is in; None if no row has it."""
    return next(((file, row) for file, found, row in _read_statements(folder) if found == row_id), None)


def _read_statements(folder: Path) -> Iterator[tuple[str, str, Row]]:
    """Every row that has an id, with its file and that id."""
    for file in STATEMENT_FILES:
        key = read_contract()[file].key
        for row in read_rows(folder / file):
            yield file, row[key], row


def explain_row(folder: Path, file: str, row: Row, *, trace: bool = False) -> str:
    """The row in words, a line or more for each thing to know; with `trace`, which words gave which field."""
    row_id = row[read_contract()[file].key]
    said = [
        ("says", [_describe_statement(row)]),
        ("about", _describe_subject(row)),
        ("stands in", [_describe_place(row)]),
        ("printed", [row.get("printed") or row.get("text_printed", "")]),
        ("evidence", [row.get("evidence") or row.get("text", "")]),
        ("repaired", _describe_repairs(folder, row) or ["nothing on its lines"]),
        ("checks", _describe_checks(folder, row_id)),
        ("series", _describe_series(folder, row_id)),
        ("catalogue", _describe_entry(row)),
        ("confidence", [row["confidence"]] if "confidence" in row else []),
        ("review", _describe_reviews(row)),
        ("read as", _describe_readings(folder, row_id) if trace else []),
    ]
    lines = [f"{row_id} in {file}"]
    for label, values in said:
        lines += [f"{label if n == 0 else '':<12}{value}" for n, value in enumerate(values)]
    return "\n".join(lines) + "\n"


def _describe_statement(row: Row) -> str:
    if "direction" in row:
        size = "-".join(dict.fromkeys(filter(None, (row["low"], row["high"]))))
        return f"{row['indicator']}: {' '.join(filter(None, (row['direction'], size, row['unit'])))}"
    if "answer" in row:
        return f"{row['indicator']}: {row['answer']}"
    if "value" not in row:
        return row["text"]
    value = "-".join(filter(None, (row["value"], row["value_high"]))) or f"no value, printed as {row['missing']}"
    negated = " (the share that does not)" if row["negated"] == "1" else ""
    status = "" if row["status"] == "printed" else f" ({row['status']})"
    return f"{row['indicator']} = {value} {row['unit']}{negated}{status}"


def _describe_subject(row: Row) -> list[str]:
    if "geography" not in row:
        return [f"section {row['section']}"] if row.get("section") else []
    code = f" ({row['geography_code']})" if row["geography_code"] else ""
    rest = [f"{name.replace('_', ' ')} {row[name]}" for name in _ABOUT if row.get(name)]
    return [", ".join([f"{row['geography']}{code}", *rest])]


def _describe_place(row: Row) -> str:
    box = f" ({row['bbox']})" if row["bbox"] else ""
    table = f", table {row['table']}" if row.get("table") else ""
    return f"{row['source_file']}, page {row['page']}, line {row['line']}{table}{box}"


# --- what else the output folder knows of it ------------------------------------------------------------------------


def _describe_repairs(folder: Path, row: Row) -> list[str]:
    lines = _find_lines(folder, row)
    return [
        f'line {r["line"]}: "{r["before"]}" -> "{r["after"]}" ({r["rule"]}: {r["evidence"]}, {r["confidence"]})'
        for r in read_rows(folder / "repairs.csv")
        if r["document_id"] == row["document_id"] and r["page"] == row["page"] and int(r["line"]) in lines
    ]


def _find_lines(folder: Path, row: Row) -> set[int]:
    """The line that the row names, and those around it that are part of the evidence."""
    start = int(row["line"])
    evidence = _squeeze(row.get("evidence") or row.get("text", ""))
    texts = _read_page(folder, row["document_id"], int(row["page"]))
    found = {start}
    for step in (-1, 1):
        number = start + step
        while 1 <= number <= len(texts) and (text := _squeeze(texts[number - 1])) and text in evidence:
            found.add(number)
            number += step
    return found


def _squeeze(text: str) -> str:
    """Letters and figures alone: marks of bullets and hyphens at line ends are not in the evidence."""
    return "".join(filter(str.isalnum, text))


def _read_page(folder: Path, document_id: str, page: int) -> list[str]:
    for path in sorted((folder / "text").glob(f"*{document_id}.txt")):
        pages = path.read_text(encoding="utf-8").split("\f")
        return pages[page - 1].split("\n") if page <= len(pages) else []
    return []


def _describe_checks(folder: Path, row_id: str) -> list[str]:
    """How each check of the row ended, and below it the other statements that it was compared with."""
    checks = [
        (check, [other for other in check["observation_ids"].split(";") if other != row_id])
        for check in read_rows(folder / "checks.csv")
        if row_id in check["observation_ids"].split(";")
    ]
    wanted = {other for _, others in checks for other in others}
    compared = {found: row for _, found, row in _read_statements(folder) if found in wanted}
    lines = []
    for check, others in checks:
        found = check["found"].replace(";", ", ")
        lines.append(f"{check['outcome']}: {check['check']}, expected {check['expected']}, found {found}")
        lines += [f"  {other} {_describe_other(compared[other])}" for other in others if other in compared]
    return lines


def _describe_other(row: Row) -> str:
    return f"{row['source_file']}, page {row['page']}, line {row['line']}: {row['printed']}"


def _describe_series(folder: Path, row_id: str) -> list[str]:
    return [
        f"{point['year']}: {point['value']} {point['unit']}, sources {point['agreement']}"
        + (f" ({point['values_seen'].replace(';', ', ')})" if point["values_seen"] else "")
        + (f", derived by {point['derived']}" if point["derived"] else "")
        for point in read_rows(folder / "series.csv")
        if row_id in point["sources"].split(";")
    ]


def _describe_entry(row: Row) -> list[str]:
    """What the catalogue knows of the row's indicator: its name, Kolada's key figures, breaks in its series."""
    entry = next((entry for entry in read_catalogue() if entry.id == row.get("indicator_id")), None)
    if entry is None:
        return []
    until = f", until {entry.kolada_to}" if entry.kolada_to else ""
    coding = f" ({entry.coding})" if entry.coding else ""
    key_figures = [f"Kolada {', '.join(entry.kolada)}{coding}{until}"] if entry.kolada else []
    return [f"{entry.name}: {entry.counts}, {entry.unit}", *key_figures, *filter(None, [entry.breaks])]


def _describe_reviews(row: Row) -> list[str]:
    if "review" not in row:
        return []
    meanings = {code["code"]: f"{code['meaning']} {code['what_to_do']}" for code in _read_review_codes()}
    codes = [code for code in row["review"].split(";") if code]
    return [f"{code}: {meanings.get(code, 'not in review_codes.csv')}" for code in codes] or ["none needed"]


def _read_review_codes() -> Iterable[Row]:
    return read_data("review_codes.csv", "code", "stage", "meaning", "what_to_do")


def _describe_readings(folder: Path, row_id: str) -> list[str]:
    return [f"{name}: {words}" for name, words in _find_readings(folder, row_id)] or ["no reading was kept"]


def _find_readings(folder: Path, row_id: str) -> Iterator[tuple[str, str]]:
    for reading in read_rows(folder / "readings.csv"):
        if reading["row_id"] == row_id:
            yield reading["field"], reading["words"]
