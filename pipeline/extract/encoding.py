"""Bytes -> characters, for the encodings that Swedish reports come in.

UTF-8 and UTF-16 show themselves. Of the three eight-bit ones, cp1252 (Windows), cp850 (DOS) and mac_roman (old
Macintosh), the Swedish letters inside words decide: `h\\x84lsa` is `hälsa` in cp850 and nothing in the others.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

import regex

from .failure import Unreadable

EIGHT_BIT = ("cp1252", "cp850", "mac_roman")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# Between two ASCII letters: closing quotes and dashes, which share their codes with letters, do not stand there.
_INNER_BYTE = regex.compile(rb"(?<=[A-Za-z])[\x80-\xff](?=[A-Za-z])")
_SWEDISH = frozenset("åäöéÅÄÖÉüèà")
_CONTROL = regex.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
MAX_CONTROL_SHARE = 0.01  # of the bytes; text has none, archives and office files have 5 % and more


@dataclass(frozen=True, slots=True)
class Decoded:
    """Characters and the encoding that gave them; `sure` is False where it was a guess from letter counts."""

    text: str
    encoding: str
    sure: bool = True


def decode_text(data: bytes) -> Decoded:
    """The characters of a text file, line ends as they are, byte order mark taken off. Binary data is Unreadable."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data.decode(encoding, errors="replace"), encoding)
    if encoding := _bare_utf16(data):
        return Decoded(data.decode(encoding, errors="replace"), encoding)
    if len(_CONTROL.findall(data)) > MAX_CONTROL_SHARE * len(data):
        raise Unreadable("unreadable", "is neither text, HTML, PDF nor an image that can be read; convert it to one")
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_eight_bit(data)


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of Latin text is zero."""
    sample = data[:4096]
    half = max(1, len(sample) // 2)
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.05 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.05 * half:
        return "utf-16-be"
    return ""


def _decode_eight_bit(data: bytes) -> Decoded:
    inner = b"".join(_INNER_BYTE.findall(data))
    for encoding in EIGHT_BIT:
        swedish = sum(letter in _SWEDISH for letter in inner.decode(encoding, errors="replace"))
        if inner and swedish >= 0.9 * len(inner):
            return _decode_sure(data, encoding)
    return _guess_eight_bit(data)


def _decode_sure(data: bytes, encoding: str) -> Decoded:
    # cp1252 leaves five codes undefined; a stray one must not cost the whole file.
    return Decoded(data.decode(encoding, errors="replace"), encoding)


def _guess_eight_bit(data: bytes) -> Decoded:
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(EIGHT_BIT)).best()
    encoding = best.encoding if best is not None else "cp1252"
    return Decoded(data.decode(encoding, errors="replace"), encoding, sure=False)
