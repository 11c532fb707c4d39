"""Which files to read: the files and folders that were named -> sources, each with its name in the output.

Folders are read with all that is below them, but for hidden files and folders, caches, output folders (what the
program wrote is no source) and files that by their names are no reports (`README.md`, `make.py`); those are listed.
What is no ordinary file (a pipe, a device, a folder named `x.pdf`) is a source too: reading it fails with a reason, so
that it is not passed over in silence.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.extract.source import hash_file
from pipeline.publish.package import is_output

READABLE = frozenset({".pdf", ".txt", ".htm", ".html", ".png", ".jpg", ".jpeg", ".tif", ".tiff"})
# Reports come as these, too; they cannot be read yet, and that is said of each.
OFFICE = frozenset({".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx"})
# Folders that programs keep for themselves, as hidden ones are.
CACHES = frozenset({"__pycache__", "__MACOSX"})


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read, what the output calls it, and the source of the same content that is read in its place."""

    path: Path
    source_file: str
    sha256: str = ""  #: only of a copy
    same_as: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What is at and below the paths that were named: sources in the order of their names, and files left out."""

    sources: tuple[Source, ...]
    left_out: tuple[Path, ...]


def find_sources(paths: Iterable[Path], output: Path | None = None) -> Found:
    """Every file once; FileNotFoundError for a named path that does not exist. A file that is named is always read."""
    roots: dict[Path, Path] = {}  # file -> the folder that names are counted from
    left_out: list[Path] = []
    seen: set[Path] = set()
    for path in map(_absolute, paths):
        if not os.path.lexists(path):
            raise FileNotFoundError(path)
        for file in _walk(path, _real(output) if output else None, set()):
            if (real := _real(file)) in seen:
                continue
            if file != path and not _may_be_report(file):
                left_out.append(file)
                continue
            seen.add(real)
            roots[file] = path if path.is_dir() else path.parent
    named = sorted((name, file) for file, name in _name_files(roots).items())
    return Found(tuple(_mark_copies(named)), tuple(dict.fromkeys(left_out)))


def _may_be_report(file: Path) -> bool:
    return file.suffix.lower() in {"", *READABLE, *OFFICE}


def _absolute(path: Path) -> Path:
    """Without `..`, and with links left as they are: a link's own name is the one that the user sees."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (Path.absolute keeps `..`, which would end up in names)


def _real(path: Path) -> Path:
    """Behind all links; a link that leads to itself, over which Path.resolve stumbles, is its own place."""
    return Path(os.path.realpath(path))


def _walk(path: Path, output: Path | None, above: set[Path]) -> Iterator[Path]:
    """The files at and below a path; `above` are the real folders around it, by which a loop of links is known."""
    if not path.is_dir():
        yield path
        return
    real = _real(path)
    if real in above or real == output or is_output(path):
        return
    if path.suffix.lower() in READABLE:  # meant to be a file: an unpacking gone wrong
        yield path
    try:
        children = sorted(path.iterdir())
    except OSError:  # reading the folder as a file then says why it cannot be
        yield path
        return
    for child in children:
        if not child.name.startswith(".") and child.name not in CACHES:
            yield from _walk(child, output, above | {real})


def _name_files(roots: dict[Path, Path]) -> dict[Path, str]:
    """Names below the given folders; equal ones take in the folder's name, and the one above it, until they differ."""
    names: dict[Path, str] = {}
    unnamed = set(roots)
    depth = 0
    while unnamed:
        groups: dict[str, list[Path]] = defaultdict(list)
        for file in unnamed:
            groups[_name_file(file, roots[file], depth)].append(file)
        for name, files in groups.items():
            if len(files) == 1 or depth > len(roots[files[0]].parts):
                names |= {file: name for file in files}
        unnamed -= names.keys()
        depth += 1
    return names


def _name_file(file: Path, root: Path, depth: int) -> str:
    """With `/` on every system, and as text that UTF-8 can hold: file names may be any bytes."""
    around = [part for part in root.parts if part != root.anchor]
    parts = [*around[len(around) - min(depth, len(around)) :], *file.relative_to(root).parts]
    return os.fsencode("/".join(parts) or root.name).decode("utf-8", "replace")


def _mark_copies(named: list[tuple[str, Path]]) -> Iterator[Source]:
    """Only files of the same size are compared, by their SHA-256; empty ones each fail on their own."""
    sizes: dict[int, list[Path]] = defaultdict(list)
    for _, path in named:
        if path.is_file():
            sizes[path.stat().st_size].append(path)
    first: dict[str, str] = {}
    suspects = {path for size, paths in sizes.items() if size and len(paths) > 1 for path in paths}
    for name, path in named:
        digest = hash_readable(path) if path in suspects else ""
        if digest and first.setdefault(digest, name) != name:
            yield Source(path, name, digest, first[digest])
        else:
            yield Source(path, name)


def hash_readable(path: Path) -> str:
    """Empty when the file cannot be read; reading it as a document then says why. A pipe is never opened: it waits."""
    if not path.is_file():
        return ""
    try:
        return hash_file(path)
    except OSError:
        return ""
