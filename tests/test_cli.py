"""The commands as a user meets them: exit statuses, messages, and what is on standard output."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from publish_samples import make_dataset
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.publish import read_rows, write_dataset

REPORT = """Öppna jämförelser 2019 – stöd till anhöriga

Socialstyrelsen

• 74 procent av kommunerna erbjuder stöd till anhöriga, en ökning med 2 procentenheter sedan 2018.
• 12 procent av kommunerna saknar rutiner för uppföljning.
"""


def oj(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    return folder


@pytest.fixture
def output(tmp_path: Path) -> Iterator[Path]:
    write_dataset(make_dataset(), tmp_path / "written")
    return tmp_path / "written"


def ids_of(folder: Path, name: str, key: str) -> list[str]:
    return [row[key] for row in read_rows(folder / name)]


# --- ingest ---------------------------------------------------------------------------------------------------------


def test_a_good_folder_ends_with_0_and_says_what_was_written(sources: Path, tmp_path: Path) -> None:
    result = oj("ingest", sources, "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    count = len(ids_of(tmp_path / "out", "indicators.csv", "observation_id"))
    assert count > 0
    assert "Read 1 document (1 ok)." in result.stdout
    assert f"{count} value" in result.stdout
    assert "1/1 report.txt: ok" in result.stderr


def test_quiet_says_nothing_of_good_documents(sources: Path, tmp_path: Path) -> None:
    result = oj("ingest", sources, "-o", tmp_path / "out", "-q")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_quiet_still_names_what_failed(sources: Path, tmp_path: Path) -> None:
    (sources / "empty.pdf").touch()
    result = oj("ingest", sources, "-o", tmp_path / "out", "-q")
    assert result.exit_code == 5
    assert result.stderr.startswith("empty.pdf: failed: ")


def test_a_document_that_fails_leaves_the_others_complete(sources: Path, tmp_path: Path) -> None:
    oj("ingest", sources, "-o", tmp_path / "alone")
    (sources / "empty.txt").touch()
    (sources / "folder.pdf").mkdir()
    assert oj("ingest", sources, "-o", tmp_path / "out").exit_code == 5
    for name in ("indicators.csv", "changes.csv", "findings.csv", "repairs.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()
    problems = {row["source_file"]: row["code"] for row in read_rows(tmp_path / "out" / "problems.csv") if row["code"]}
    assert problems["empty.txt"] == "no-text"
    assert problems["folder.pdf"] == "not-regular"


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_the_encoding_of_a_text_changes_nothing_that_it_states(encoding: str, sources: Path, tmp_path: Path) -> None:
    oj("ingest", sources, "-o", tmp_path / "one")
    (sources / "report.txt").write_text(REPORT, encoding=encoding)
    assert oj("ingest", sources, "-o", tmp_path / "two").exit_code == 0
    one, two = (list(read_rows(tmp_path / name / "indicators.csv")) for name in ("one", "two"))
    own = {"document_id", "observation_id", "finding_id"}
    assert [{k: v for k, v in r.items() if k not in own} for r in one] == [
        {k: v for k, v in r.items() if k not in own} for r in two
    ]


def test_the_same_sources_give_the_same_bytes_whatever_the_number_of_jobs(sources: Path, tmp_path: Path) -> None:
    for number in range(4):
        (sources / f"r{number}.txt").write_text(REPORT.replace("74", str(50 + number)), encoding="utf-8")
    for name, jobs in (("one", 1), ("two", 3)):
        assert oj("ingest", sources, "-o", tmp_path / name, "--jobs", jobs).exit_code == 0
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert files == sorted(p.relative_to(tmp_path / "two") for p in (tmp_path / "two").rglob("*") if p.is_file())
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)


def test_the_place_of_the_sources_is_nowhere_in_the_output(sources: Path, tmp_path: Path) -> None:
    oj("ingest", sources, "-o", tmp_path / "out")
    written = b"".join(p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file())
    assert str(tmp_path).encode() not in written


def test_a_copy_is_skipped_and_named(sources: Path, tmp_path: Path) -> None:
    (sources / "same.txt").write_text(REPORT, encoding="utf-8")
    assert oj("ingest", sources, "-o", tmp_path / "out").exit_code == 0
    documents = {row["source_file"]: row for row in read_rows(tmp_path / "out" / "documents.csv")}
    assert (documents["same.txt"]["status"], documents["same.txt"]["problems"]) == ("skipped", "copy")
    assert {row["source_file"] for row in read_rows(tmp_path / "out" / "indicators.csv")} == {"report.txt"}


def test_nothing_to_read_is_a_wrong_argument(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    result = oj("ingest", tmp_path / "sources", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_path_that_does_not_exist_is_named(tmp_path: Path) -> None:
    result = oj("ingest", tmp_path / "nowhere.pdf", "-o", tmp_path / "out")
    assert result.exit_code == 2
    assert "nowhere.pdf" in result.stderr


def test_an_output_folder_that_cannot_be_written_is_named(sources: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    result = oj("ingest", sources, "-o", tmp_path / "file" / "out")
    assert result.exit_code == 2
    assert "file" in result.stderr


@pytest.mark.parametrize("arguments", [["ingest"], ["ingest", "--jobs", "0", "x"], ["nonsense"], ["explain", "x"]])
def test_wrong_arguments_end_with_2(arguments: list[str]) -> None:
    assert oj(*arguments).exit_code == 2


def test_ctrl_c_ends_with_130_and_leaves_the_old_output_whole(sources: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_dataset(make_dataset(), out)
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    for number in range(300):
        (sources / f"{number}.txt").write_text(f"{REPORT}\n{number}\n" * 20, encoding="utf-8")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()", "ingest", str(sources), "-o", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("1/301")
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        assert "stopped" in process.stderr.read()
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before


# --- normalise ------------------------------------------------------------------------------------------------------

DAMAGED = "Oppna jamforelser 2019\n\n74 procent av kommunerna erbjuder stod till aldre personer.\n"


def test_normalise_keeps_lines_and_repairs_words(tmp_path: Path) -> None:
    (tmp_path / "damaged.txt").write_text(DAMAGED, encoding="utf-8")
    result = oj("normalise", tmp_path / "damaged.txt")
    assert result.exit_code == 0
    assert result.stdout.count("\n") == DAMAGED.count("\n")
    assert "stöd till äldre personer" in result.stdout


def test_asking_for_the_reasons_changes_nothing_on_standard_output(tmp_path: Path) -> None:
    (tmp_path / "damaged.txt").write_text(DAMAGED, encoding="utf-8")
    plain, explained = oj("normalise", tmp_path / "damaged.txt"), oj("normalise", tmp_path / "damaged.txt", "--explain")
    assert explained.stdout == plain.stdout
    assert 'page 1, line 3: "stod" -> "stöd"' in explained.stderr


@pytest.mark.parametrize(
    "text",
    [REPORT, REPORT.rstrip("\n"), f"{REPORT}\f", f"{REPORT}\n\n", f"{REPORT}\f{REPORT}", f"{REPORT}\f\f{REPORT}"],
)
def test_a_clean_text_passes_unchanged(text: str, tmp_path: Path) -> None:
    (tmp_path / "clean.txt").write_text(text, encoding="utf-8")
    assert oj("normalise", tmp_path / "clean.txt").stdout == text


def test_reflow_joins_the_lines_of_a_paragraph(tmp_path: Path) -> None:
    text = "Stöd\n\nKommunerna erbjuder allt oftare stöd till anhöriga som vårdar\nen äldre person i hemmet.\n"
    (tmp_path / "wrapped.txt").write_text(text, encoding="utf-8")
    assert "som vårdar en äldre person i hemmet." in oj("normalise", tmp_path / "wrapped.txt", "--reflow").stdout


def test_normalise_of_an_unreadable_file_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").touch()
    result = oj("normalise", tmp_path / "empty.pdf")
    assert (result.exit_code, result.stdout) == (5, "")
    assert "empty.pdf" in result.stderr


# --- explain --------------------------------------------------------------------------------------------------------


def test_explain_tells_place_print_repairs_checks_and_reasons(output: Path) -> None:
    (row_id,) = ids_of(output, "indicators.csv", "observation_id")
    said = oj("explain", output, row_id).stdout
    for part in (
        "= 74.0 percent",
        "a/report.pdf, page 1, line 2 (72.0 100.0 90.0 112.0)",
        "printed     74 procent",
        '"stod" -> "stöd"',
        "agrees: change, expected 72, found 72",
        "single-source: ",
    ):
        assert part in said
    assert "read as" not in said


def test_explain_of_a_known_indicator_tells_what_the_catalogue_knows(sources: Path, tmp_path: Path) -> None:
    finding = "\n• 90 procent av kommunerna har en socialjour som är tillgänglig utanför kontorstid.\n"
    (sources / "report.txt").write_text(REPORT + finding, encoding="utf-8")
    oj("ingest", sources, "-o", tmp_path / "out")
    rows = {row["printed"]: row["observation_id"] for row in read_rows(tmp_path / "out" / "indicators.csv")}
    assert "Kolada U31466 (Ja=1, Nej=0), until 2021" in oj("explain", tmp_path / "out", rows["90"]).stdout
    assert "catalogue" not in oj("explain", tmp_path / "out", rows["12"]).stdout


def test_trace_adds_the_words_that_gave_the_fields(output: Path) -> None:
    (row_id,) = ids_of(output, "indicators.csv", "observation_id")
    said = oj("explain", output, row_id, "--trace").stdout
    assert "value: 74 procent" in said
    assert "year: 2019" in said


@pytest.mark.parametrize(
    ("name", "key", "part"),
    [
        ("changes.csv", "change_id", "up 2 percentage_points"),
        ("local_status.csv", "local_id", "boendestöd på kvällstid: partial"),
        ("findings.csv", "finding_id", "section Resultat"),
    ],
)
def test_explain_knows_every_kind_of_statement(name: str, key: str, part: str, output: Path) -> None:
    (row_id,) = ids_of(output, name, key)
    assert part in oj("explain", output, row_id).stdout


def test_an_id_that_no_row_has_is_a_wrong_argument(output: Path) -> None:
    result = oj("explain", output, "0" * 12)
    assert result.exit_code == 2
    assert "0" * 12 in result.stderr


def test_a_folder_that_is_no_output_is_a_wrong_argument(tmp_path: Path) -> None:
    assert oj("explain", tmp_path, "0" * 12).exit_code == 2


def test_what_a_source_says_cannot_steer_the_terminal(output: Path) -> None:
    path = output / "indicators.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("utan fast", "\x1b[2J\x07fast"), encoding="utf-8")
    (row_id,) = ids_of(output, "indicators.csv", "observation_id")
    assert "\x1b" not in oj("explain", output, row_id).stdout


# --- cost -----------------------------------------------------------------------------------------------------------


def test_help_loads_none_of_the_libraries_that_read_documents() -> None:
    code = (
        "import sys, pipeline.cli\n"
        "heavy = {'pandas', 'pdfplumber', 'pypdfium2', 'wordfreq', 'hunspell', 'PIL', 'lxml', 'pebble', 'numpy'}\n"
        "print(sorted(heavy & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_scan_without_tesseract_ends_with_3_and_the_install_command(sources: Path, tmp_path: Path) -> None:
    Image.new("1", (400, 200), 1).save(sources / "scan.png")
    command = [sys.executable, "-c", "from pipeline.cli import main; main()"]
    arguments = ["ingest", str(sources), "-o", str(tmp_path / "out")]
    environment = os.environ | {"PATH": str(tmp_path)}
    result = subprocess.run([*command, *arguments], capture_output=True, text=True, env=environment)
    assert result.returncode == 3
    assert "apt install tesseract-ocr" in result.stderr
    assert ids_of(tmp_path / "out", "indicators.csv", "observation_id")
