"""The documentation cannot rot: README names every command, option, column, code and exit status, and no others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer
from fill_readme import fill_parts

from pipeline.cli import app
from pipeline.data import read_rows
from pipeline.exits import Exit
from pipeline.publish.contract import read_contract

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def find_section(title: str) -> str:
    """What stands under a heading of the second level."""
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def find_commands() -> dict[str, list[str]]:
    """The options of each command."""
    group = typer.main.get_command(app)
    commands = group.commands  # type: ignore[attr-defined]
    return {
        name: [option for parameter in command.params for option in parameter.opts if option.startswith("-")]
        for name, command in commands.items()
    }


def test_the_parts_from_data_are_fresh() -> None:
    assert fill_parts(README) == README, "run: python docs/fill_readme.py"


def test_every_command_is_documented_and_no_other() -> None:
    assert set(re.findall(r"^\| `oj (\w+)", find_section("Commands"), re.MULTILINE)) == set(find_commands())


@pytest.mark.parametrize("command", find_commands())
def test_every_option_is_documented(command: str) -> None:
    usage = next(line for line in find_section("Commands").splitlines() if line.startswith(f"| `oj {command} "))
    options = [option for option in find_commands()[command] if option.startswith("--")]
    short = {"--output": "-o", "--quiet": "-q"}
    assert not [option for option in options if option not in usage and short.get(option, option) not in usage]


@pytest.mark.parametrize("command", find_commands())
def test_every_command_explains_itself(command: str) -> None:
    group = typer.main.get_command(app)
    assert group.commands[command].help  # type: ignore[attr-defined]


def test_every_exit_status_is_documented_and_no_other() -> None:
    documented = re.findall(r"^\| (\d+) \|", find_section("Exit statuses"), re.MULTILINE)
    assert [int(status) for status in documented] == [status.value for status in Exit]


@pytest.mark.parametrize("file", read_contract())
def test_every_column_is_documented(file: str) -> None:
    section = README.partition(f"### {file}\n")[2].partition("\n### ")[0]
    assert not [name for name in read_contract()[file].header if f"`{name}`" not in section]


@pytest.mark.parametrize("kind", ["review", "problem"])
def test_every_code_is_documented(kind: str) -> None:
    columns = ("code", "stage", *(("severity",) if kind == "problem" else ()), "meaning", "what_to_do")
    section = find_section(f"{kind.capitalize()} codes")
    assert not [row["code"] for row in read_rows(f"{kind}_codes.csv", *columns) if f"`{row['code']}`" not in section]


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"\]\(([^)#:]+)\)", README)
    assert not [name for name in named if not (ROOT / name).exists()]
