"""Imports go one way: model <- stages <- run <- cli; stages never import each other; the middle opens no file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline

PACKAGE = Path(pipeline.__file__).parent
MODULES = sorted(PACKAGE.glob("**/*.py"))
STAGES = ("extract", "normalise", "parse", "reconcile", "publish")
SHARED = {"model", "data", "records"}


def name_module(path: Path) -> str:
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__").removesuffix("__init__")


def find_imports(path: Path) -> Iterator[str]:
    """The modules of ours that it imports anywhere, as `parse.places`."""
    own = [*name_module(path).split(".")] if path.name == "__init__.py" else name_module(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = ["pipeline", *own][: 1 + len(own) - (node.level - 1)]
            names = [".".join([*base, node.module or "", alias.name]).replace("..", ".") for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from (name.removeprefix("pipeline.") for name in names if name.startswith("pipeline."))


def open_files(path: Path) -> Iterator[str]:
    """The calls that read or write a file, with their lines."""
    calls = {"open", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "unlink", "rename", "rmtree"}
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in calls:
                yield f"{name_module(path)}:{node.lineno} {name}"


def find_modules(*tops: str) -> list[Path]:
    return [path for path in MODULES if name_module(path).split(".")[0] in tops]


@pytest.mark.parametrize("path", find_modules(*STAGES), ids=name_module)
def test_a_stage_imports_only_itself_and_the_model(path: Path) -> None:
    imported = {name.split(".")[0] for name in find_imports(path)}
    assert imported <= {name_module(path).split(".")[0], *SHARED}


@pytest.mark.parametrize("path", find_modules("model"), ids=name_module)
def test_the_model_imports_nothing_else_of_ours(path: Path) -> None:
    assert {name.split(".")[0] for name in find_imports(path)} <= {"model"}


@pytest.mark.parametrize("path", [path for path in MODULES if path.stem != "cli"], ids=name_module)
def test_nothing_imports_the_commands(path: Path) -> None:
    assert "cli" not in {name.split(".")[0] for name in find_imports(path)}


@pytest.mark.parametrize("path", find_modules("model", "normalise", "parse", "reconcile"), ids=name_module)
def test_what_is_between_extract_and_publish_touches_no_file(path: Path) -> None:
    assert not list(open_files(path))
