"""Many documents, each in a child process that may fail without the others noticing.

A fork server loads libraries and lexicon once; its children read one document after another. A document that hangs,
grows without bound or crashes the process (pdfium aborts when it cannot allocate) costs only that child: the document
is failed with the reason `timeout`, `memory` or `crash`, and a fresh child goes on with the next one.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import resource
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from pipeline.extract.failure import Unreadable, fail_document
from pipeline.extract.source import find_media_type
from pipeline.model import Report
from pipeline.sources import Source, hash_readable

Read = Callable[[Path, str], Report]  #: what reads one document; a function of a module, so that a child can find it


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may cost.

    A scanned page takes tesseract 2.5 s and its tables half as much again; a machine may be four times as busy or slow.
    Reading stays below 400 MB, and libraries reserve as much again without using it; tesseract inherits the limit.
    """

    seconds_per_document: int = 60
    seconds_per_page: int = 15
    memory_bytes: int = 2 << 30


LIMITS = Limits()
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # of glibc's malloc.h


def count_cores() -> int:
    """How many documents can be read at the same time without waiting for one another."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_reports(sources: Sequence[Source], read: Read, *, jobs: int, limits: Limits = LIMITS) -> Iterator[Report]:
    """The report of every source, in the order in which they are done."""
    if not sources:
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pipeline.cli", "pipeline.warm"])
    workers = min(jobs, len(sources))
    threads = max(1, count_cores() // workers)
    pool = ProcessPool(workers, initializer=_begin_worker, initargs=(limits.memory_bytes, threads), context=context)
    with pool:
        try:
            futures: dict[Future[Report], Source] = {
                pool.schedule(_read_one, args=(read, source.path, source.source_file, limits)): source
                for source in sources
            }
            for future in as_completed(futures):
                yield _result(future, futures.pop(future))
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _begin_worker(memory_bytes: int, threads: int) -> None:
    """Its own process group, so that Ctrl-C reaches only the parent, and tesseract can be ended with its worker."""
    os.environ["OJ_THREADS"] = str(threads)  # how many pages of a scan to read at a time: the cores are shared
    os.setpgid(0, 0)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory_bytes if hard == resource.RLIM_INFINITY else min(memory_bytes, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    _give_memory_back()


def _give_memory_back() -> None:
    """Makes freed page images go back to the system: glibc else keeps ever larger blocks, 40 to 60 MB for a scan.

    Another C library may lack the call; then it keeps its own ways.
    """
    with suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        mallopt(_M_MMAP_THRESHOLD, 1 << 20)
        mallopt(_M_ARENA_MAX, 1)


def _read_one(read: Read, path: Path, source_file: str, limits: Limits) -> Report:
    """One document under a time limit; the alarm ends the process also when it hangs inside a library in C."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(limits.seconds_per_document)
    signal.alarm(limits.seconds_per_document + limits.seconds_per_page * _count_pages(path))
    try:
        return _lighten(read(path, source_file))
    finally:
        signal.alarm(0)


def _lighten(report: Report) -> Report:
    """Without the words and rules of its pages, which no later stage looks at: five sixths of what it weighs, and of
    500 pages 4 of 15 s of CPU."""
    pages = tuple(
        replace(page, rules=(), lines=tuple(replace(line, words=()) for line in page.lines))
        for page in report.document.pages
    )
    return replace(report, document=replace(report.document, pages=pages))


def _count_pages(path: Path) -> int:
    """Pages of a PDF or image that can be opened; 1 of everything else, which is read fast or not at all."""
    if not path.is_file():  # a pipe would be waited for
        return 1
    try:
        kind = find_media_type(path)
        if kind == "application/pdf":
            import pypdfium2

            with pypdfium2.PdfDocument(path) as pdf:
                return len(pdf)
        if kind.startswith("image/"):
            from PIL import Image

            with Image.open(path) as image:
                return getattr(image, "n_frames", 1)
    except Exception:  # reading the document will say what is wrong with it
        return 1
    return 1


def _result(future: Future[Report], source: Source) -> Report:
    """What the child made of the document, or why it could not."""
    try:
        return future.result()
    except ProcessExpired as error:
        with suppress(OSError):  # what it had started, tesseract, must not go on without it
            os.killpg(error.pid, signal.SIGKILL)
        failure = _explain_end(error.exitcode)
    except BrokenProcessPool:  # no child can be started at all: a fault of the machine, not of the document
        raise
    except MemoryError:
        failure = Unreadable(
            "memory", "needs more memory than any report of its size; split it or print it to a new PDF"
        )
    except Exception as error:
        failure = Unreadable("crash", f"made the reader fail with {type(error).__name__}: {error}; please report it")
    return Report(fail_document(source.source_file, failure, hash_readable(source.path)))


def _explain_end(exitcode: int) -> Unreadable:
    if exitcode == -signal.SIGALRM:
        return Unreadable("timeout", "took longer than any report of its size; print it to a new PDF and read that")
    if exitcode == -signal.SIGKILL:
        return Unreadable("memory", "was stopped by the system, most likely for the memory that it took; split it")
    return Unreadable("crash", f"made the reader crash (status {exitcode}); print it to a new PDF and read that")
