"""One file -> Document: looks at the content, hands it to the reader of its kind, and turns every failure into one."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from pathlib import Path

from pipeline.model import Document, Line, Page, Problem

from .encoding import Decoded, decode_text
from .failure import Unreadable, fail_document
from .text import read_text
from .web import decode_html, looks_like_html, read_html

MAX_FILE_BYTES = 1 << 30  # nobody's report; a disk image would otherwise be hashed and held in memory
MAX_TEXT_BYTES = 64 << 20
_PDF_MARK_WITHIN = 1024  # ISO 32000-1 annex H: readers accept junk before %PDF-
_IMAGE_MARKS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)


def read_document(path: Path, source_file: str) -> Document:
    """Everything that the file says, page by page; `text` equals `raw`.

    Bad input never raises: it gives a Document with status `failed`, a reason and an error-level problem that names
    the file and what to do. `source_file` is the name that the outputs show. The kind is told by the content, so a
    web page called `rapport.txt` is read as a web page; only a `.pdf` that is none fails, since that is a broken
    download more often than a report.
    """
    sha256 = ""
    media_type = ""
    try:
        _check_regular(path)
        sha256 = hash_file(path)
        media_type = find_media_type(path)
        document = Document(sha256[:12], source_file, sha256, media_type)
        if path.suffix.lower() == ".pdf" and media_type != "application/pdf":
            raise Unreadable("not-a-pdf", f"is called .pdf but holds {media_type or 'nothing'}; fetch it again")
        return _check_pages(_read_content(path, document))
    except Unreadable as failure:
        return fail_document(source_file, failure, sha256, media_type)
    except MemoryError:
        return fail_document(source_file, Unreadable("memory", "needs more memory than there is"), sha256, media_type)
    except OSError as error:
        message = f"cannot be opened ({error.strerror or error}); check its permissions and the disk"
        return fail_document(source_file, Unreadable("unreadable", message), sha256, media_type)


def _read_content(path: Path, document: Document) -> Document:
    if document.media_type == "application/pdf":
        from .pdf import read_pdf

        return read_pdf(path, document)
    if document.media_type.startswith("image/"):
        from .picture import read_picture

        return read_picture(path, document)
    data = path.read_bytes()
    if document.media_type == "text/html":
        decoded = decode_html(data)
        title, pages = read_html(decoded.text)
        return replace(document, title=title, pages=pages, problems=_note_encoding(document.source_file, decoded))
    decoded = decode_text(data)
    return replace(document, pages=read_text(decoded.text), problems=_note_encoding(document.source_file, decoded))


def _check_regular(path: Path) -> None:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "no regular file"
        raise Unreadable("not-regular", f"is {kind}; give the files themselves")
    if status.st_size == 0:
        raise Unreadable("no-text", "is empty (0 bytes); fetch it again")
    if status.st_size > MAX_FILE_BYTES:
        raise Unreadable("too-large", f"has {status.st_size >> 20} MB; more than {MAX_FILE_BYTES >> 20} are not read")


def hash_file(path: Path) -> str:
    """The SHA-256 of its bytes; OSError when it cannot be read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def find_media_type(path: Path) -> str:
    """What the content is: `application/pdf`, `image/...`, `text/html` or `text/plain`. Unreadable if none of them."""
    with path.open("rb") as file:
        head = file.read(4096)
    if b"%PDF-" in head[:_PDF_MARK_WITHIN]:
        return "application/pdf"
    for mark, media_type in _IMAGE_MARKS:
        if head.startswith(mark):
            return media_type
    if path.stat().st_size > MAX_TEXT_BYTES:
        raise Unreadable("too-large", f"has more than {MAX_TEXT_BYTES >> 20} MB of text; split it")
    # The cut may fall inside a character; the reader itself decodes the whole.
    text = decode_text(head[: len(head) - len(head) % 2] if len(head) == 4096 else head).text
    return "text/html" if looks_like_html(text) else "text/plain"


def _note_encoding(source_file: str, decoded: Decoded) -> tuple[Problem, ...]:
    if decoded.encoding in ("utf-8", "utf-8-sig"):
        return ()
    if decoded.sure:
        return (Problem("info", "not-utf-8", f"{source_file}: read as {decoded.encoding}"),)
    message = f"{source_file}: the encoding is not told; read as {decoded.encoding}; look whether å, ä and ö are right"
    return (Problem("warning", "encoding-guessed", message),)


def _check_pages(document: Document) -> Document:
    """Refuses a document without a word, and calls one partial that has an error on a page."""
    errors = tuple(p for p in document.problems if p.severity == "error")
    if not any(_has_text(page.lines) for page in document.pages):
        if errors and errors[0].code.startswith("missing-"):
            message = errors[0].message.removeprefix(document.source_file).lstrip()
            raise Unreadable(errors[0].code, message)  # type: ignore[arg-type]
        raise Unreadable("no-text", "holds no text that could be read")
    if errors:
        return replace(document, status="partial", reason=document.reason or errors[0].code)
    return document


def _has_text(lines: tuple[Line, ...]) -> bool:
    return any(line.raw.strip() for line in lines)


__all__ = ["Page", "find_media_type", "read_document"]
