"""One document through the stages: whatever is in it, no stage stops with a fault of the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Document, Line, Page, Report
from pipeline.stages import read_report, understand

# What reports are made of, and what breaks readers of them; joined in any order.
PIECES = (
    "74 procent", "62", "2", "12,5", "1 250", "..", "-", "sju av tio", "en tredjedel", "2019", "2018–2019", "2018/19",
    "av kommunerna", "har rutiner", "saknar", "Kalmar", "riket", "kvinnor", "män", "respektive", "stöd till barn",
    "en ökning med", "procentenheter", "sedan", "föregående år", "från", "till", "jämfört med", "drygt", "Har inte",
    "Tabell 1.", "Andel, procent", "Indikator", "Källa: SCB", "Öppna jämförelser 2019", "stod till aldre", "utévat",
    "• ", "- ", ". ", ", ", ": ", "; ", " ", "   ", "\t", "\n", "\n\n", "\f", "(", ")", "/", "%", "\u00ad\n", "-\n",
    "\u00a0", "\u200b", "\ufeff", "a\u0308", "é", "\ufffd", "\x07", "😀", "İ", "ǆ", "²", "½", "٣", "http://a.se/1",
)  # fmt: skip


def read_bytes(folder: Path, name: str, data: bytes) -> Report:
    (folder / name).write_bytes(data)
    return read_report(folder / name, name)


def find_faults(report: Report) -> list[str]:
    """Faults of the program itself; those of the document are expected."""
    problems = (*report.document.problems, *report.problems)
    return [problem.message for problem in problems if problem.code in ("normalise-failed", "parse-failed")]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.sampled_from(["r.txt", "r.html"]))
def test_no_text_stops_a_stage(tmp_path_factory: pytest.TempPathFactory, text: str, name: str) -> None:
    head = "<html><body>" if name == "r.html" else ""
    report = read_bytes(tmp_path_factory.mktemp("text"), name, (head + text).encode())
    assert not find_faults(report)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["r.txt", "r.html", "r.pdf", "r.png", "r"]))
def test_no_bytes_stop_a_stage(tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str) -> None:
    report = read_bytes(tmp_path_factory.mktemp("bytes"), name, data)
    assert not find_faults(report)
    assert report.document.status != "failed" or report.document.problems


def make_document(text: str) -> Document:
    lines = tuple(Line(1, number, line, line) for number, line in enumerate(text.split("\n"), 1))
    return Document("0" * 12, "r.txt", "0" * 64, "text/plain", (Page(1, lines, "text"),))


@pytest.mark.parametrize(
    ("stage", "code"), [("pipeline.normalise", "normalise-failed"), ("pipeline.parse", "parse-failed")]
)
def test_a_stage_that_stops_leaves_what_the_others_made(stage: str, code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(document: Document) -> Document:
        raise LookupError("not there")

    name = "repair_document" if stage == "pipeline.normalise" else "parse_document"
    monkeypatch.setattr(f"{stage}.{name}", fail)
    report = understand(make_document("• 74 procent av kommunerna har rutiner för stöd, 2019."))
    assert (report.document.status, report.document.reason) == ("partial", code)
    assert find_faults(report)[0].startswith("r.txt: ")
    assert "LookupError: not there" in find_faults(report)[0]
    assert report.document.pages
    assert len(report.levels) == (1 if stage == "pipeline.normalise" else 0)
