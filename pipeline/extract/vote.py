"""Three readings of one piece of ink -> the text to believe, and what speaks against it.

| first   | by shape | alone  | believed | other |
|---------|----------|--------|----------|-------|
| `174`   | `74`     | `74`   | `74`     | `174` |
| `15.7`  | `15,7`   |        | `15,7`   |       |
| (none)  | `12,3`   | `12,3` | `12,3`   |       |
| `72`    |          | `12`   | the surer one | the other one |
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_FIGURE = regex.compile(r"[-–<>]?\d[\d ]*+(?:[.,:;]\d++)?[%]?|[-–—]|\.{1,3}|\*|[Xx]{1,2}")
_MISSING = regex.compile(r"[-–—]|\.{2,3}")
_SEPARATOR = regex.compile(r"(?<=\d)[.:;](?=\d)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to believe, and another reading that saw it otherwise: "" when none did, "?" when the others saw nothing."""

    text: str
    other: str = ""


@dataclass(frozen=True, slots=True)
class Readings:
    """What each reading saw, "" for nothing; `alone` is tesseract's of the piece cut out, `larger` of it enlarged,
    `rapid` another program's, where there is one.
    """

    first: str
    shape: str
    alone: str
    larger: str = ""
    rapid: str = ""
    first_confidence: float = 0.0
    alone_confidence: float = 0.0
    all_shapes_known: bool = False

    @property
    def figures(self) -> list[str]:
        """Those that are figures, the most trustworthy first."""
        return [text for text in (self.shape, self.first, self.alone, self.larger, self.rapid) if is_figure(text)]

    @property
    def agreed(self) -> list[str]:
        """Those figures that another reading saw too."""
        bare = [strip_figure(text) for text in self.figures]
        return [text for text, b in zip(self.figures, bare, strict=True) if bare.count(b) > 1]


def is_figure(text: str) -> bool:
    """Whether the text is what a table's cell may hold: a number or a sign for a missing one."""
    return _FIGURE.fullmatch(text) is not None


def strip_figure(text: str) -> str:
    """The figure without what scans blur: `1 074` is `1074`, `15.7` and `15;7` are `15,7`.

    >>> strip_figure("15.7"), strip_figure("1 074"), strip_figure("Xx")
    ('15,7', '1074', 'X')
    """
    bare = _SEPARATOR.sub(",", text.replace(" ", "")).replace("–", "-").replace("—", "-")
    return "X" if bare.upper() in ("X", "XX") else bare


def prefer_spelling(text: str, shape: str) -> str:
    """Of two spellings of one figure the one with a space for thousands, else the one with a decimal comma."""
    if text.upper() == "XX":
        return "X"
    return shape if " " in shape or ("," in shape and "," not in text) else text


def vote(readings: Readings) -> Verdict:
    """The figure that the shapes show if all are known; else that which two readings share, then the surer.

    Known shapes were right in every one of 50 figures that tesseract misread, and it misreads alike in large and small.

    A sign for a missing value is believed from its shape alone: tesseract takes `..` for anything.
    """
    if not readings.figures:
        return _choose_text(readings)
    seen = readings.first + readings.alone + readings.larger
    if _MISSING.fullmatch(readings.shape) and not any(c.isdigit() for c in seen):
        return Verdict(readings.shape)
    agreed = readings.agreed
    if agreed and (
        not readings.all_shapes_known or not readings.shape or strip_figure(agreed[0]) == strip_figure(readings.shape)
    ):
        believed = prefer_spelling(agreed[0], agreed[1])
    else:
        believed = _choose_figure(readings)
    against = [text for text in readings.figures if strip_figure(text) != strip_figure(believed)]
    if against:
        return Verdict(believed, against[0])
    return Verdict(believed, "" if agreed else _other_text(readings, believed))


def _choose_figure(readings: Readings) -> str:
    if readings.shape:
        return readings.shape
    if is_figure(readings.first) and is_figure(readings.alone):
        return readings.alone if readings.alone_confidence > readings.first_confidence else readings.first
    return readings.figures[0]


def _other_text(readings: Readings, believed: str) -> str:
    """What the readings that saw no figure saw, for a figure that stands on one reading alone."""
    seen = (readings.first, readings.alone, readings.larger)
    return next((text for text in seen if text and text != believed), "?")


def _choose_text(readings: Readings) -> Verdict:
    if readings.alone and readings.alone_confidence > readings.first_confidence:
        return Verdict(readings.alone)
    return Verdict(readings.first)
