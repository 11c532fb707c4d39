"""`datapackage.json`: a Frictionless Data Package of the output folder, and what it says of an earlier run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.publish.contract import Column, CsvFile

PACKAGE_FILE = "datapackage.json"
PACKAGE_NAME = "oj-output"

_TYPES = {"integer": "integer", "number": "number", "flag": "boolean"}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of `tables/` or `text/`: its path in the output folder, a short name of ASCII alone, and what it is."""

    path: str
    name: str
    title: str
    description: str = ""


def describe_package(files: Iterable[CsvFile], attachments: Iterable[Attachment]) -> str:
    """The package as JSON text; files that have rows of their own come first, each with its schema."""
    resources = [_describe_csv(file) for file in files] + [_describe_attachment(a) for a in attachments]
    package = {
        "name": PACKAGE_NAME,
        "title": "Indicators read from Swedish open-comparison reports (Öppna jämförelser)",
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _describe_csv(file: CsvFile) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_describe_column(column, key=file.key) for column in file.columns]}
    if file.key:
        schema["primaryKey"] = [file.key]
    foreign = [
        {"fields": [c.name], "reference": {"resource": c.refers.removesuffix(".csv"), "fields": [c.name]}}
        for c in file.columns
        if c.refers
    ]
    if foreign:
        schema["foreignKeys"] = foreign
    return {
        "name": file.name.removesuffix(".csv"),
        "type": "table",
        "path": file.name,
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": file.meaning,
        "schema": schema,
    }


def _describe_column(column: Column, *, key: str) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.type, "string"),
        "description": column.meaning,
    }
    if column.type == "flag":
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    constraints: dict[str, Any] = {}
    if column.name == key:
        constraints["required"] = True
    if column.values and column.type == "code":
        constraints["enum"] = list(column.values)
    if constraints:
        field["constraints"] = constraints
    return field


def _describe_attachment(attachment: Attachment) -> dict[str, Any]:
    described = {
        "name": attachment.name,
        "type": "file",
        "path": attachment.path,
        "title": attachment.title,
    }
    if attachment.description:
        described["description"] = attachment.description
    return described


def read_attachments(folder: Path) -> tuple[str, ...]:
    """The paths in `tables/` and `text/` that an earlier run wrote into this folder; none if it was no run of ours."""
    try:
        paths = [resource["path"] for resource in _read_package(folder)["resources"] if resource["type"] == "file"]
    except (LookupError, TypeError):
        return ()
    return tuple(path for path in paths if isinstance(path, str) and _is_attachment(path))


def is_output(folder: Path) -> bool:
    """Whether a run of ours wrote this folder."""
    return bool(_read_package(folder))


def _read_package(folder: Path) -> dict[str, Any]:
    """The data package of an earlier run; empty if there is none, or if it is none of ours."""
    try:
        package = json.loads((folder / PACKAGE_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return package if isinstance(package, dict) and package.get("name") == PACKAGE_NAME else {}


def _is_attachment(path: str) -> bool:
    """Whether it can be one of ours: a hand-edited package must not make us delete anything else."""
    parts = path.split("/")
    return len(parts) == 2 and parts[0] in ("tables", "text") and parts[1] not in ("", ".", "..") and "\\" not in path
