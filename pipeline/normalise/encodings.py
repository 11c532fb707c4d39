"""Documents whose letters were read in another encoding than they had been written in: `f├Âr`, `f”r`, `f&ouml;r`.

A sign by itself says nothing, since „ and Õ are signs of their own. So the whole document is asked: Swedish has no page
without `är`, `för` and `på`, and one that holds two of these as they look when misread, and none as they are, was.

    find_misreading("Det „r f”r f† p† landet")  ->  a † for each å, a „ for each ä, a ” for each ö
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from html.entities import name2codepoint

from pipeline.records import record

TELLTALES = ("är", "för", "på", "från", "att få", "också")
LEAST_TELLTALES = 2
#: Bytes that Windows-1252 lacks: some readers put � for them.
UNKNOWN = "\x81\x8f"
_PRINTED = "".join(chr(code) for code in range(0xA0, 0x100)) + "–—‘’“”•…"
#: Ways to misread: how it had been written, how it was read.
_PAIRS = (
    ("utf-8", "cp850"),
    ("utf-8", "mac_roman"),
    ("cp850", "cp1252"),
    ("cp1252", "cp850"),
    ("mac_roman", "cp1252"),
    ("cp1252", "mac_roman"),
)
#: The Swedish letters of seven bits (SEN 850200), which older systems print as brackets.
_SEVEN_BITS = str.maketrans("åäöÅÄÖ", "}{|][\\")


@record
class Misreading:
    """What stands for which letters and signs, how to find it, and how some words look."""

    printed: Mapping[str, str]
    pattern: re.Pattern[str]
    telltales: tuple[str, ...]


def find_misreading(text: str) -> Misreading | None:
    """How the whole text was misread; None where it was read as it had been written."""
    if any(f" {word} " in text for word in TELLTALES):
        return None
    ways = _list_misreadings()
    return next((way for way in ways if sum(word in text for word in way.telltales) >= LEAST_TELLTALES), None)


@cache
def _list_misreadings() -> tuple[Misreading, ...]:
    return tuple(_describe(way) for way in _list_ways())


def _describe(way: Callable[[str], str]) -> Misreading:
    printed = {seen: sign for sign in _PRINTED if (seen := way(sign)) != sign}
    if way("Å") in UNKNOWN:
        printed["\ufffd"] = "Å"
    pattern = re.compile("|".join(map(re.escape, sorted(printed, key=len, reverse=True))))
    return Misreading(printed, pattern, tuple(f" {''.join(map(way, word))} " for word in TELLTALES))


def _list_ways() -> Iterator[Callable[[str], str]]:
    for written, read in _PAIRS:
        yield partial(_misread, written=written, read=read)
    yield lambda sign: "".join(_misread(part, "utf-8", "cp1252") for part in _misread(sign, "utf-8", "cp1252"))
    yield lambda sign: sign.translate(_SEVEN_BITS)
    names = {chr(code): f"&{name};" for name, code in name2codepoint.items()}
    yield lambda sign: names.get(sign, sign)


def _misread(sign: str, written: str, read: str) -> str:
    """A sign as it looks when its bytes are taken for another encoding; unknown bytes are taken for control signs."""
    try:
        data = sign.encode(written)
    except UnicodeEncodeError:
        return sign
    return "".join(bytes([byte]).decode(read, "ignore") or chr(byte) for byte in data)
