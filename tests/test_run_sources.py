"""Which files a run reads, and what it calls them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from publish_samples import make_dataset

from pipeline.publish import write_dataset
from pipeline.sources import find_sources


def plant(root: Path, *names: str) -> None:
    """Files that differ in content, below the root."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"Rapport {name}", encoding="utf-8")


def names_of(*paths: Path, output: Path | None = None) -> list[str]:
    return [source.source_file for source in find_sources(paths, output).sources]


def test_a_folder_is_read_with_all_below_it_in_order(tmp_path: Path) -> None:
    plant(tmp_path, "b.txt", "a/c.txt", "a/b/d.txt")
    assert names_of(tmp_path) == ["a/b/d.txt", "a/c.txt", "b.txt"]


def test_a_file_goes_by_its_name_alone(tmp_path: Path) -> None:
    plant(tmp_path, "a/c.txt")
    assert names_of(tmp_path / "a" / "c.txt") == ["c.txt"]


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    plant(tmp_path, ".hidden.txt", ".git/config.txt", "__pycache__/facts.pyc", "__MACOSX/seen.txt", "seen.txt")
    assert names_of(tmp_path) == ["seen.txt"]


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    plant(tmp_path, ".hidden.txt")
    assert names_of(tmp_path / ".hidden.txt") == [".hidden.txt"]


def test_the_output_folder_is_left_out_also_before_it_is_written(tmp_path: Path) -> None:
    plant(tmp_path, "seen.txt", "output/indicators.csv")
    assert names_of(tmp_path, output=tmp_path / "output") == ["seen.txt"]


def test_output_folders_of_other_runs_are_left_out(tmp_path: Path) -> None:
    plant(tmp_path, "seen.txt")
    write_dataset(make_dataset(), tmp_path / "last year")
    assert names_of(tmp_path, output=tmp_path / "output") == ["seen.txt"]


def test_files_that_are_no_reports_by_their_names_are_left_out_and_listed(tmp_path: Path) -> None:
    plant(tmp_path, "report.txt", "REPORT.PDF", "report", "report.docx", "README.md", "a/make.py")
    found = find_sources([tmp_path])
    assert [s.source_file for s in found.sources] == ["REPORT.PDF", "report", "report.docx", "report.txt"]
    assert sorted(path.name for path in found.left_out) == ["README.md", "make.py"]


def test_a_file_that_is_named_is_read_whatever_its_ending(tmp_path: Path) -> None:
    plant(tmp_path, "report.md")
    assert names_of(tmp_path / "report.md") == ["report.md"]


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    plant(tmp_path, "a/c.txt")
    assert names_of(tmp_path, tmp_path / "a", tmp_path / "a" / "c.txt") == ["a/c.txt"]


def test_equal_names_get_their_folders_name_in_front(tmp_path: Path) -> None:
    plant(tmp_path, "2018/r.txt", "2019/r.txt", "2019/alone.txt")
    assert names_of(tmp_path / "2018", tmp_path / "2019") == ["2018/r.txt", "2019/r.txt", "alone.txt"]


def test_folders_of_equal_names_take_in_more_of_the_path(tmp_path: Path) -> None:
    plant(tmp_path, "old/in/r.txt", "new/in/r.txt")
    assert names_of(tmp_path / "old" / "in", tmp_path / "new" / "in") == ["new/in/r.txt", "old/in/r.txt"]


def test_names_hold_no_way_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(tmp_path, "in/r.txt", "here/x.txt")
    monkeypatch.chdir(tmp_path / "here")
    assert names_of(Path("../in"), Path("..", "in", "..", "here")) == ["r.txt", "x.txt"]
    assert names_of(Path()) == ["x.txt"]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    plant(tmp_path, "a/r.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    (tmp_path / "a" / "self").symlink_to("self")
    assert names_of(tmp_path) == ["a/r.txt", "a/self"]


def test_a_link_goes_by_its_own_name(tmp_path: Path) -> None:
    plant(tmp_path, "store/0001", "in/other.txt")
    (tmp_path / "in" / "rapport.txt").symlink_to(tmp_path / "store" / "0001")
    assert names_of(tmp_path / "in") == ["other.txt", "rapport.txt"]


def test_a_folder_with_the_ending_of_a_document_is_reported_and_read(tmp_path: Path) -> None:
    plant(tmp_path, "in/x.pdf/inside.txt")
    assert names_of(tmp_path / "in") == ["x.pdf", "x.pdf/inside.txt"]


def test_a_pipe_and_a_broken_link_are_reported_and_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nowhere")
    assert names_of(tmp_path) == ["broken.txt", "pipe.txt"]


def test_a_path_that_does_not_exist_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="nowhere"):
        find_sources([tmp_path / "nowhere"])


def test_the_second_of_two_files_with_the_same_bytes_is_marked(tmp_path: Path) -> None:
    plant(tmp_path, "a.txt", "c.txt")
    (tmp_path / "b.txt").write_bytes((tmp_path / "a.txt").read_bytes())
    marked = {source.source_file: source.same_as for source in find_sources([tmp_path]).sources}
    assert marked == {"a.txt": "", "b.txt": "a.txt", "c.txt": ""}


def test_empty_files_are_no_copies_of_one_another(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "b.txt").touch()
    assert [source.same_as for source in find_sources([tmp_path]).sources] == ["", ""]


def test_a_name_that_is_no_text_becomes_text(tmp_path: Path) -> None:
    try:
        (tmp_path / os.fsdecode(b"\xe5r.txt")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert names_of(tmp_path) == ["\ufffdr.txt"]
