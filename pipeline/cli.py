"""The commands of `oj`: arguments in, messages and exit statuses out; the work is done elsewhere.

Each command imports what it needs when it runs, so that `oj --help` does not wait for the libraries that read PDFs.
"""

from __future__ import annotations

import io
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from pipeline.exits import Exit, exit_of

app = typer.Typer(
    help="Reads Swedish open-comparison reports (Öppna jämförelser) and writes checked indicator CSVs.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Output = Annotated[Path, typer.Argument(help="An output folder that `oj ingest` wrote.")]


@app.command()
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Reports, or folders of reports.")],
    output: Annotated[Path, typer.Option("-o", "--output", help="The folder to write.")] = Path("output"),
    jobs: Annotated[
        int | None, typer.Option("--jobs", min=1, help="Documents read at the same time; as many as cores if not said.")
    ] = None,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but faults.")] = False,
) -> None:
    """Reads reports and writes what they state as CSV files."""
    from pipeline.executor import count_cores
    from pipeline.progress import Progress
    from pipeline.run import NothingToRead
    from pipeline.run import ingest as run_ingest
    from pipeline.summary import summarise

    try:
        with Progress(quiet=quiet) as progress:
            dataset = run_ingest(paths, output, jobs=jobs or count_cores(), watch=progress.note)
    except FileNotFoundError as error:
        stop(f"{error}: there is no such file or folder", Exit.USAGE)
    except NothingToRead as error:
        stop(f"{', '.join(map(str, paths))}: {error}", Exit.USAGE)
    except OSError as error:
        stop(f"{error.filename or output}: {error.strerror}; choose another folder with -o", Exit.USAGE)
    if not quiet:
        print(summarise(dataset, output))
    raise typer.Exit(exit_of(dataset.reports))


@app.command()
def normalise(
    file: Annotated[Path, typer.Argument(help="A report in any format that `oj ingest` reads.")],
    explain: Annotated[bool, typer.Option("--explain", help="Say on standard error what was changed and why.")] = False,
    reflow: Annotated[bool, typer.Option("--reflow", help="Running paragraphs in place of printed lines.")] = False,
) -> None:
    """Writes the repaired text of one report to standard output, line by line as in the source."""
    from pipeline.model import Report
    from pipeline.publish.text import describe_repairs, repaired_text
    from pipeline.stages import end_as, read_repaired
    from pipeline.stages import reflow as reflow_text

    if not file.exists():
        stop(f"{file}: there is no such file", Exit.USAGE)
    document = read_repaired(file)
    text = reflow_text(document) if reflow else repaired_text(document)
    sys.stdout.write(end_as(file, text) if document.media_type == "text/plain" and text else text)
    if explain or document.status != "ok":
        sys.stderr.write(describe_repairs(document))
    raise typer.Exit(exit_of([Report(document)]))


@app.command()
def explain(
    output: Output,
    row_id: Annotated[str, typer.Argument(metavar="ID", help="observation_id, change_id, local_id or finding_id.")],
    trace: Annotated[bool, typer.Option("--trace", help="Also which words gave which field.")] = False,
    image: Annotated[
        Path | None, typer.Option("--image", help="Write a picture of the page, the place framed.")
    ] = None,
    source: Annotated[Path, typer.Option("--source", help="The source, or the folder it was read from.")] = Path(),
) -> None:
    """Says of one value where it stands, what was repaired there, and which checks agree."""
    from pipeline.explain import explain_row, find_row
    from pipeline.summary import printable

    check_output(output)
    found = find_row(output, row_id)
    if found is None:
        stop(f"{output}: no row has the id {row_id}; ids are in the first column of indicators.csv", Exit.USAGE)
    file, row = found
    print(printable(explain_row(output, file, row, trace=trace)), end="")
    if image:
        from pipeline.frame import NoPicture, draw_place

        try:
            draw_place(output, row, source, image)
        except NoPicture as error:
            stop(str(error), Exit.USAGE)


@app.command()
def check(output: Output) -> None:
    """Lists what needs a person: conflicts, repaired and doubtful values, decisions that no longer fit."""
    from pipeline.attention import find_attention
    from pipeline.summary import printable

    check_output(output)
    attention = find_attention(output)
    print(printable("\n".join(attention.lines)))
    raise typer.Exit(Exit.ATTENTION if attention.count else Exit.OK)


@app.command()
def correct(
    output: Output,
    row_id: Annotated[str, typer.Argument(metavar="ID", help="observation_id, change_id or local_id.")],
    why: Annotated[str, typer.Option("--why", help="The reason; it stays with the decision.")],
    value: Annotated[str | None, typer.Option("--value", help="What the field should hold.")] = None,
    field: Annotated[str, typer.Option("--field", help="The column that is wrong.")] = "value",
    confirm: Annotated[bool, typer.Option("--confirm", help="The row is right as it is.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="The row states nothing; leave it out.")] = False,
    add: Annotated[str, typer.Option("--add", help="A row is missing beside this one: year=2018;value=15")] = "",
    who: Annotated[str, typer.Option("--who", help="Who decides; else the user's name.")] = "",
) -> None:
    """Writes a steward's decision to OUTPUT/corrections.csv; the next `oj ingest` applies it."""
    from pipeline.decision import NoDecision, write_decision

    check_output(output)
    asked = {"change": value, "confirm": "" if confirm else None, "reject": "" if reject else None, "add": add or None}
    try:
        print(write_decision(output, row_id, asked, field=field, who=who, why=why))
    except NoDecision as error:
        stop(str(error), Exit.USAGE)


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="An earlier output folder.")],
    new: Annotated[Path, typer.Argument(help="A later one.")],
    table: Annotated[Path | None, typer.Option("--csv", help="Also write the differences to this CSV file.")] = None,
    ignore: Annotated[list[str], typer.Option("--ignore", help="A column that does not matter.")] = [],  # noqa: B006
) -> None:
    """Says what changed between two outputs, value by value."""
    from pipeline.difference import COLUMNS, compare_outputs, describe_differences
    from pipeline.publish.cells import write_rows
    from pipeline.summary import printable

    check_output(old)
    check_output(new)
    differences = list(compare_outputs(old, new, ignore))
    if table:
        with table.open("w", encoding="utf-8", newline="") as stream:
            write_rows(stream, [COLUMNS, *(difference.cells for difference in differences)])
    print(printable("\n".join(describe_differences(differences))))
    raise typer.Exit(Exit.ATTENTION if differences else Exit.OK)


def check_output(output: Path) -> None:
    """Stops the command when the folder is none that `oj ingest` wrote."""
    from pipeline.publish.package import is_output

    if not is_output(output):
        stop(f"{output}: is no output folder; oj ingest PATH -o {output} writes one", Exit.USAGE)


def stop(message: str, status: Exit) -> NoReturn:
    """Ends the command with a message on standard error."""
    print(f"oj: {message}", file=sys.stderr)
    raise typer.Exit(status)


class Interrupted(BaseException):
    """Ctrl-C, or the system shutting down. Not KeyboardInterrupt, which typer turns into a status of its own."""


def main() -> None:
    """The command `oj`."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _interrupt)
    for stream in (sys.stdout, sys.stderr):  # a terminal set to another encoding must not stop us at the first å
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except Interrupted:
        print("oj: stopped; the files of the output folder are whole", file=sys.stderr)
        sys.exit(Exit.INTERRUPTED)


def _interrupt(number: int, frame: object) -> NoReturn:
    raise Interrupted
