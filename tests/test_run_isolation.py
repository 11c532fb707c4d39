"""A document that hangs, crashes or grows without bound costs only itself."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hostile_files import many_pages
from isolation_readers import read
from PIL import Image

from pipeline.executor import Limits, _count_pages, read_reports
from pipeline.model import Document
from pipeline.sources import find_sources
from pipeline.stages import read_report

LIMITS = Limits(seconds_per_document=1, seconds_per_page=0, memory_bytes=1 << 30)


def read_folder(folder: Path, jobs: int) -> dict[str, Document]:
    reports = read_reports(find_sources([folder]).sources, read, jobs=jobs, limits=LIMITS)
    return {report.document.source_file: report.document for report in reports}


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_fault_fails_one_document_with_its_reason_and_all_others_are_read(jobs: int, tmp_path: Path) -> None:
    faults = {
        "hang": "timeout",
        "sleep": "timeout",
        "crash": "crash",
        "leave": "crash",
        "killed": "memory",
        "grow": "memory",
        "raise": "crash",
    }
    for number, fault in enumerate(faults):
        (tmp_path / f"{number}-bad.txt").write_text(f"{fault} {number}", encoding="utf-8")
        (tmp_path / f"{number}-good.txt").write_text(f"good {number}", encoding="utf-8")
    documents = read_folder(tmp_path, jobs)
    assert len(documents) == 2 * len(faults)
    for number, (fault, reason) in enumerate(faults.items()):
        bad, good = documents[f"{number}-bad.txt"], documents[f"{number}-good.txt"]
        assert (bad.status, bad.reason) == ("failed", reason), fault
        assert bad.problems[0].message.startswith(f"{number}-bad.txt: ")
        assert len(bad.sha256) == 64
        assert (good.status, good.title) == ("ok", "good")


def test_what_is_no_file_is_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "self.txt").symlink_to("self.txt")
    sources = find_sources([tmp_path]).sources
    reports = read_reports(sources, read_report, jobs=1, limits=LIMITS)
    reasons = {report.document.source_file: report.document.reason for report in reports}
    assert reasons == {"pipe.pdf": "not-regular", "self.txt": "unreadable"}


def test_no_source_needs_no_process(tmp_path: Path) -> None:
    assert read_folder(tmp_path, 1) == {}


def write_pages(path: Path, count: int) -> Path:
    pages = [Image.new("1", (20, 30)) for _ in range(count)]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:])
    return path


def test_time_is_given_by_the_page_whatever_the_name(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(many_pages(30))
    assert _count_pages(tmp_path / "report.txt") == 30
    assert _count_pages(write_pages(tmp_path / "scan.tif", 3)) == 3


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"II*\0", b"74 procent"])
def test_what_cannot_be_counted_is_one_page(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(data)
    assert _count_pages(tmp_path / "report.pdf") == 1
