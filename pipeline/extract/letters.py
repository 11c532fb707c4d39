"""The characters that a PDF page shows, through pdfminer's fonts: which and how many, not where.

pdfplumber's `page.chars` says the same and makes a dict of each character's place, colours and type on the way, and
pdfminer itself parses every stroke of a drawing. Here a page's instructions are only searched for those that choose a
font and show text, `/F1 9 Tf [(And) -20 (el)] TJ`: a seventh of pdfminer's time, and the same letters on 124 files.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter
from pdfminer.pdftypes import stream_value

# What a content stream is made of, but for numbers and brackets (ISO 32000-1, 7.2 and 7.3).
_PART = re.compile(
    rb"""(?P<string> \( (?:[^()\\]++|\\.)*+ \) )
       | (?P<hexadecimal> <[0-9A-Fa-f\s]*+> )
       | (?P<name> /[^\0\s()<>\[\]{}/%]*+ )
       | (?P<operator> [A-Za-z'"][A-Za-z0-9*]*+ )
       | (?P<comment> %[^\r\n]*+ )
       | (?P<nested> \( )""",
    re.VERBOSE | re.DOTALL,
)
_BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n?|\n)|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HEX_IN_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_SHOWING = frozenset([b"Tj", b"TJ", b"'", b'"'])


def count_letters(page: Any) -> Counter[str]:
    """The letters of a pdfplumber page. Raises whatever a broken page leads pdfminer into."""
    tally = _Tally(page.pdf.rsrcmgr)
    _Reader(page.pdf.rsrcmgr, tally).process_page(page.page_obj)
    return tally.count_letters()


class _Tally(PDFDevice):
    """What pdfminer draws a page and the forms on it on: how often each font shows each of its codes."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self.shown: dict[Any, Counter[int]] = defaultdict(Counter)

    def count_letters(self) -> Counter[str]:
        letters: Counter[str] = Counter()
        for font, codes in self.shown.items():
            for code, times in codes.items():
                try:
                    text = font.to_unichr(code)
                except PDFUnicodeNotDefined:  # it knows no letter for it
                    continue
                for letter in text:
                    letters[letter] += times
        return letters


class _Reader(PDFPageInterpreter):
    """pdfminer's reader of pages, which finds fonts and forms, with a quicker way through the instructions."""

    device: _Tally

    def execute(self, streams: Sequence[object]) -> None:
        found = [stream_value(stream) for stream in streams]
        # A form that draws itself, by way of others or not, is left out.
        found = [stream for stream in found if stream.objid not in self.parent_stream_ids]
        self.stream_ids = {stream.objid for stream in found if stream.objid is not None}
        font: Any = None
        outer: list[Any] = []
        for operator, name, strings in read_instructions(b"\n".join(stream.get_data() for stream in found)):
            if operator in _SHOWING and font is not None:
                for string in strings:
                    self.device.shown[font].update(font.decode(string))
            elif operator == b"Tf":
                font = self.fontmap.get(name)
            elif operator == b"Do":
                self.do_Do(name)
            elif operator == b"q":
                outer.append(font)
            elif operator == b"Q" and outer:
                font = outer.pop()


def read_instructions(content: bytes) -> Iterator[tuple[bytes, str, list[bytes]]]:
    """Each operator with the last name and the strings that stand before it; numbers are left out.

    >>> list(read_instructions(rb"BT /F1 9 Tf [(And) -20 (el \\(%\\))] TJ <41> Tj ET"))[1:4]
    [(b'Tf', 'F1', []), (b'TJ', '', [b'And', b'el (%)']), (b'Tj', '', [b'A'])]
    """
    name, strings, position = "", [], 0
    while part := _PART.search(content, position):
        position = part.end()
        match part.lastgroup:
            case "string":
                strings.append(_unescape(part[0][1:-1]))
            case "nested":
                position = _find_end(content, position)
                strings.append(_unescape(content[part.end() : position - 1]))
            case "hexadecimal":
                digits = b"".join(part[0][1:-1].split())
                strings.append(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode()))
            case "name":
                name = _HEX_IN_NAME.sub(lambda m: bytes([int(m[1], 16)]), part[0][1:]).decode("utf-8", "replace")
            case "operator":
                yield part[0], name, strings
                name, strings = "", []
                if part[0] == b"ID":  # an image's bytes, which may look like anything
                    end = content.find(b"EI", position)
                    position = len(content) if end < 0 else end + 2
            case _:
                continue


def _unescape(string: bytes) -> bytes:
    if b"\\" not in string:
        return string
    return _ESCAPE.sub(_escaped, string)


def _escaped(escape: re.Match[bytes]) -> bytes:
    if escape[1]:
        return bytes([int(escape[1], 8) & 0xFF])
    return b"" if escape[2] else _ESCAPED.get(escape[3], escape[3])


def _find_end(content: bytes, position: int) -> int:
    """Where the string that begins before `position` and has brackets in it ends."""
    depth = 1
    for bracket in _BRACKET.finditer(content, position):
        depth += {b"(": 1, b")": -1}.get(bracket[0], 0)
        if not depth:
            return bracket.end()
    return len(content)
