"""Plain text: encodings, pages and lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import read_document
from pipeline.extract.encoding import decode_text
from pipeline.extract.text import read_text
from pipeline.model import Document

SENTENCE = "Åtta av tio kommuner följer upp hälsan hos äldre, även på fritiden.\n"


def read(tmp_path: Path, data: bytes, name: str = "rapport.txt") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path, name)


@pytest.mark.parametrize(
    ("encoding", "problem"),
    [
        ("utf-8", None),
        ("utf-8-sig", None),
        ("utf-16", "not-utf-8"),
        ("utf-16-le", "not-utf-8"),
        ("utf-16-be", "not-utf-8"),
        ("cp1252", "not-utf-8"),
        ("cp850", "not-utf-8"),
        ("mac_roman", "not-utf-8"),
    ],
)
def test_each_encoding_gives_the_same_characters(tmp_path: Path, encoding: str, problem: str | None) -> None:
    document = read(tmp_path, (SENTENCE * 3).encode(encoding))
    assert [line.raw for line in document.lines] == [SENTENCE.strip()] * 3
    assert [p.code for p in document.problems] == ([problem] if problem else [])


@pytest.mark.parametrize("quoted", ["”Vi följer upp”, säger hon.", "Stöd – på sätt och vis… – räcker."])
def test_quotes_and_dashes_of_cp1252_are_no_letters_of_cp850(quoted: str) -> None:
    assert decode_text(quoted.encode("cp1252")).text == quoted


def test_pages_end_at_form_feeds_and_lines_count_from_one_on_each() -> None:
    pages = read_text("ett\n\ntvå\n\ftre\nfyra\n\f")
    assert [[(line.number, line.raw) for line in page.lines] for page in pages] == [
        [(1, "ett"), (2, ""), (3, "två")],
        [(1, "tre"), (2, "fyra")],
    ]


FLUSH = [f"Rad {n} av många." for n in range(12)]


@pytest.mark.parametrize(
    ("label", "lines", "pages"),
    [
        ("space instead of form feed", [" Sida ett", *FLUSH, " Sida två", *FLUSH], 2),
        ("space in the middle only", [*FLUSH, " Ny sida", *FLUSH], 2),
        ("indented bullets", ["Rubrik", *FLUSH, " • en punkt", " - en till", *FLUSH], 1),
        ("deeper indents elsewhere", [*FLUSH, " Ny sida?", "    indrag", *FLUSH], 1),
        ("every other line indented", [line for pair in zip(FLUSH, [" x y"] * 12, strict=True) for line in pair], 1),
        ("nothing indented", FLUSH, 1),
    ],
)
def test_a_space_begins_a_page_only_where_all_else_is_flush_left(label: str, lines: list[str], pages: int) -> None:
    assert len(read_text("\n".join(lines) + "\n")) == pages, label


def test_the_space_that_begins_a_page_stays_in_the_line() -> None:
    pages = read_text("\n".join([*FLUSH, " Ny sida", *FLUSH]))
    assert pages[1].lines[0].raw == " Ny sida"


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_they_do_in_an_editor(end: str) -> None:
    pages = read_text(end.join(["a", "", "b\x85c", ""]))
    assert [line.raw for line in pages[0].lines] == ["a", "", "b\x85c"]


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("tom.txt", b"", "no-text"),
        ("blank.txt", b" \n\n ", "no-text"),
        ("rapport.pdf", b"<html><body>404</body></html>", "not-a-pdf"),
        ("arkiv.txt", b"PK\x03\x04" + bytes(range(32)) * 40, "unreadable"),
        ("halv.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat", "damaged"),
        ("bild.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "damaged"),
    ],
)
def test_bad_input_is_a_failed_document_with_a_reason(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    document = read(tmp_path, data, name)
    assert (document.status, document.reason, document.pages) == ("failed", reason, ())
    assert [(p.severity, p.code) for p in document.problems] == [("error", reason)]
    assert name in document.problems[0].message


def test_a_folder_called_pdf_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "rapport.pdf"
    folder.mkdir()
    assert read_document(folder, "rapport.pdf").reason == "not-regular"


def test_a_file_that_is_gone_is_unreadable(tmp_path: Path) -> None:
    assert read_document(tmp_path / "borta.txt", "borta.txt").reason == "unreadable"


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_any_bytes_give_a_document_and_no_exception(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    document = read(tmp_path_factory.getbasetemp(), data, "vad.som.helst")
    assert document.status in ("ok", "partial", "failed")
    assert all(line.text == line.raw for line in document.lines)
