"""The figures at the end of a printed line, fitted to a header's columns.

    Kostnad per elev 112 400 98 300   with two columns   ->  Kostnad per elev | 112 400 | 98 300
    Behöriga i årskurs 9 87,4 82,1    with two columns   ->  Behöriga i årskurs 9 | 87,4 | 82,1

Only a line that fits in one way is cut; nothing shifts and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field
from itertools import pairwise, takewhile

from pipeline.parse.places import parse_place
from pipeline.parse.tables.body.gluing import part_glued, part_unevenly_glued
from pipeline.parse.tables.body.misfits import MAX_LOST, count_with_unread
from pipeline.parse.tables.figures import ANSWERS, are_ages, is_figure_piece
from pipeline.parse.tables.header.headers import Header, ends_in_ranks, is_difference, names_signs
from pipeline.parse.tables.header.items import is_head, names_someone
from pipeline.parse.tables.knowledge import is_numbered
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.lines.thousands import Words, fit_differing, fit_exact, flat, is_thousands, join_pieces
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import is_misread_percent, is_unit_behind, parse_unit
from pipeline.records import record, replace

MAX_UNIT_WORDS = 5  #: `tusen kr per invånare`

_NOISY = re.compile(r"[#£$€¥~]{1,3}\d[\d,.]*|\d+,\d+\.")  #: what OCR made of a figure among others: a cell, but unread
#: `%` in a column of units, or behind a comma at a label's end, as Swedish readers see it.
_MISREAD_PERCENT = re.compile(r"[«»]?(?:9\d?[06]?|2\d0?|0?0|[90]/0)")
_SPECKS = frozenset((".", "·", "-", "–", "—", "+"))  #: that may be a missing value, or dirt where there is one too many
_GAPS = frozenset(("|", "-", "–", "—", "=", "_", "—_"))  #: what a gap between a label and its figures becomes
_SCALE = re.compile(r"(?:\w*index|skalan?|n[kmr]i),?", re.IGNORECASE)
_RANGE = re.compile(r"\d+[-–]\d+")
_SIGNED = re.compile(r"[-−–+±]\d")
_SIZES = re.compile(r"\d{1,3}(?: \d{3})* ?[-–—] ?\d{1,3}(?: \d{3})*")  #: `15 000–29 999`


@record
class Fitted:
    """A printed line in a table: what of a label it holds, and its cells by column (none of a line without figures)."""

    strip: Strip
    label: Words
    cells: tuple[tuple[int, Words], ...] = ()
    words: str = field(init=False, repr=False, compare=False)  #: of the label

    def __post_init__(self) -> None:
        object.__setattr__(self, "words", " ".join([t.text for t in self.label]))


def count_pieces(tokens: Sequence[Token]) -> int:
    """How many words at the end of a line could be figures, or answers beside them."""
    if not tokens or tokens[-1].text not in ANSWERS:
        return _count_figures(tokens)
    answers = count_answers(tokens)  # `Kalix 52 Nej Ja`
    figures = _count_figures(tokens[:-answers] if answers else tokens)
    return figures + answers if figures else 0


def _count_figures(tokens: Sequence[Token]) -> int:
    count = 0
    closed = False  # `900)` stands right of it
    for token in reversed(tokens):
        text = token.text
        if not (is_figure_piece(text) or text == "%" or (count and _NOISY.fullmatch(text))):
            break
        opens, closes = text[:1] == "(", text[-1:] == ")"
        if opens and not closes and not closed:
            break  # `(17` of `(17 ämnen)`
        closed = closes and not opens
        count += 1
    if not count:  # so it is with nearly all lines
        return 0
    rest = tokens[: len(tokens) - count]
    if rest[1:] and rest[-1].text in ANSWERS and any(c.isdigit() for t in tokens[-count:] for c in t.text):
        while len(tokens) - count > 1 and tokens[-1 - count].text in ANSWERS:  # `Kalix Nej Ja 52`
            count += 1
    while count and tokens[-count].text == "%":  # a unit before the first figure
        count -= 1
    return count


def count_answers(tokens: Sequence[Token]) -> int:
    """How many words at the end of a line without figures answer what its label asks: 2 of `Aktuell rutin Ja Nej`."""
    for count, token in enumerate(reversed(tokens)):
        if token.text not in ANSWERS:
            return count
    return 0  # it has no label


def count_values(strip: Strip) -> int:
    """How many figures, or else answers, stand at a line's end.

    Kept with the strip: asked by all lines above that could be the header over it.
    """
    if strip.values is None:
        object.__setattr__(strip, "values", count_pieces(strip.tokens) or count_answers(strip.tokens))
    return strip.values or 0


def has_values(tokens: Sequence[Token]) -> bool:
    """Whether a line ends in figures that are no years or ages, so that it is no header."""
    count = count_pieces(tokens)
    own = count > 1 and count < len(tokens) and is_numbered(tokens[-1 - count].text)  # `Åk 9 2017 2018`
    if not count or all([find_periods(token.text.strip("()")) for token in tokens[own - count :]]):
        return False
    return not are_ages([token.text for token in tokens[-count:]])


def names_scale(tokens: Sequence[Token]) -> bool:
    """Whether a line ends in the ends of a scale: `Medelvärde per län, skala 1-5`."""
    return (
        len(tokens) > 1
        and _SCALE.fullmatch(tokens[-2].text) is not None
        and _RANGE.fullmatch(tokens[-1].text.strip("()")) is not None
    )


@record
class LineFitter:
    """Fits lines whose words have no places: as many figures as the header has columns, counted from the end."""

    header: Header

    def fit(self, strip: Strip) -> Fitted | None:
        """A line whose figures fit the header's columns in one way; None of one that does not, or has none."""
        fitted = self._fit(strip, strip.tokens)
        if fitted is None and (parted := part_glued(strip.tokens)):
            fitted = self._fit(strip, parted)
        if fitted is None and strip.misread:
            fitted = self._fit_cleaned(strip)
        fitted = fitted or self._fit_unread(strip) or self._fit_answers(strip) or self._fit_parted(strip)
        return fitted or (self._fit_unranked(strip) if ends_in_ranks(self.header) else None)

    def _fit_unranked(self, strip: Strip) -> Fitted | None:
        """A line of the country, a county or a mean, which has no place among others: `Riket 73` below `NKI | Rang`."""
        rows = tuple(row[:-1] for row in self.header.rows)
        fitted = LineFitter(replace(self.header, rows=rows))._fit(strip, strip.tokens)
        place = parse_place(fitted.words) if fitted else None
        if place is not None:
            return fitted if place.geography.type in ("country", "county", "group") else None
        return fitted if fitted and names_someone(fitted.words) else None

    def _fit_cleaned(self, strip: Strip) -> Fitted | None:
        """A line of a damaged page without the speck beside its figures: `Bjuv . 33,8 32,1`, `88 (84) 86 (85) .`"""
        tokens = strip.tokens
        first = len(tokens) - count_pieces(tokens)
        specks = [at for at in (first, len(tokens) - 1) if 0 < at < len(tokens) and tokens[at].text in _SPECKS]
        fitted = (self._fit(strip, (*tokens[:at], *tokens[at + 1 :])) for at in specks)
        return next(filter(None, fitted), None)

    def _fit_parted(self, strip: Strip) -> Fitted | None:
        """A line of a damaged page, some of whose figures are written as one word."""
        if not strip.misread or self.header.before:
            return None
        parted = part_unevenly_glued(strip.tokens, len(self.header.figures))
        return self._fit(strip, parted) if parted else None

    def _fit_answers(self, strip: Strip) -> Fitted | None:
        """A line with an answer for each column; `Fråga Ja Nej` is a header."""
        columns = self.header.figures
        count = count_answers(strip.tokens)
        label = strip.tokens[: len(strip.tokens) - count]
        if count != len(columns) or self.header.unit or is_head(label):
            return None
        return Fitted(strip, label, tuple((at, (t,)) for at, t in zip(columns, strip.tokens[-count:], strict=True)))

    def _fit_unread(self, strip: Strip) -> Fitted | None:
        """A line that has as many words like figures as there are columns, some of them unread."""
        columns = self.header.figures
        tokens = strip.tokens
        if strip.misread and any(token.signs for token in tokens):  # `83 + 84`: what seems a sign was a figure
            tokens = tuple(part for token in tokens for part in (replace(token, signs=()), *token.signs))
        for unread in range(1, max(1, len(columns) // MAX_LOST) + 1):
            count = 0 if self.header.before or self.header.unit else count_with_unread(tokens, unread)
            pieces = _read_pieces(tokens[len(tokens) - count :])
            cut = fit_exact(pieces, len(columns)) if count else None
            if cut is not None:
                return Fitted(strip, tokens[:-count], tuple(zip(columns, cut, strict=True)))
        return None

    def _fit(self, strip: Strip, tokens: Words) -> Fitted | None:
        header = self.header
        pieces = _read_pieces(tokens[len(tokens) - count_pieces(tokens) :])
        if header.unit:  # there `6 % 78.4` is a label's end, a unit and a figure
            pieces = pieces[max((i for i, p in enumerate(pieces) if p[-1].text == "%"), default=-1) + 1 :]
        cut = self._cut(tokens, pieces)
        if cut is None and header.unit and _part_unit(tokens[: len(tokens) - sum(len(p) for p in pieces[1:])])[1]:
            cut = self._cut(tokens, pieces[1:])  # `index 0-100 55`: the unit ends in a figure
        if cut is None and (mended := self._read_percent(tokens, pieces)) is not None:
            cut = self._cut(mended, pieces[1:])
            tokens = mended if cut else tokens
        signs = tokens[-1].signs
        if cut is None and signs and not header.signs and names_signs(header):  # `91 +` beside `88 -2`
            return LineFitter(replace(header, signs=True))._fit(strip, tokens)
        if cut is None or (header.dropped and not signs and _may_be_of_dropped(pieces, cut)):
            return None
        label = tokens[: len(tokens) - sum(len(words) for words in cut)]
        if header.signs and not signs and not names_signs(header):
            return None
        cells = [(column, words) for column, words in zip(header.figures, cut, strict=True) if words]
        label, unit = _part_unit(label) if header.unit else (_mend_percent(label), ())
        if unit:
            cells.insert(0, (1, unit))
        if header.signs and signs:
            cells.append((header.columns - 1, signs))
        return Fitted(strip, drop_noise(label), tuple(cells))

    def _read_percent(self, tokens: Words, pieces: Sequence[Words]) -> Words | None:
        """The words, their first figure read as the percent sign that it may be: `inom fyra år, 20 72,4 70,8`."""
        at = len(tokens) - len(flat(pieces))
        if len(pieces) < 2 or not _MISREAD_PERCENT.fullmatch(pieces[0][0].text):
            return None
        led = self.header.unit or (at > 0 and tokens[at - 1].text.endswith(","))
        return (*tokens[:at], replace(tokens[at], text="%"), *tokens[at + 1 :]) if led else None

    def _cut(self, tokens: Words, pieces: Sequence[Words]) -> list[Words] | None:
        header = self.header
        cut = _fit_before(tokens, pieces, header) if header.before else None
        columns = header.figures
        if cut is None:
            cut = _fit_plain(tokens, pieces, len(columns))
            if cut and header.before and any(map(_is_before, pieces)) and not _are_beside(cut, header):
                return None
        if cut is None and len(pieces) > len(columns):
            differences = (at for at, column in enumerate(columns) if at > 1 and is_difference(header, column))
            at = next(differences, None)
            cut = fit_differing(pieces, len(columns), at) if at is not None else None
        return cut

    def is_odd(self, strips: Sequence[Strip], at: int) -> bool:
        """Whether a line has figures, but too many or too few; `Behöriga i årskurs 9` is a part of a label."""
        tokens = strips[at].tokens
        count = count_pieces(tokens)
        if not count or (count == 1 and not any(c.isdigit() for c in tokens[-1].text)):
            return False
        if count == 1 and names_scale(tokens):
            return False
        if count == 1 and len(tokens) > 1 and (is_numbered(tokens[-2].text) or find_periods(tokens[-1].text)):
            return False
        return at + 1 >= len(strips) or not strips[at + 1].text[:1].islower()


def _may_be_of_dropped(pieces: Sequence[Words], cut: Sequence[Words]) -> bool:
    """Whether a figure is of a column that is thought to hold none: `+4`, or one too many."""
    return len(pieces) > len(cut) or any(_SIGNED.match(t.text) for words in cut for t in words)


def part_parentheses(words: Words) -> tuple[Words, Words]:
    """A figure, and the one in parentheses that follows it: `132 450 (128 900)`; a lone `(63)` follows none."""
    at = next((i for i, token in enumerate(words) if token.text.startswith("(")), len(words))
    return words[:at], words[at:]


def _read_pieces(tokens: Sequence[Token]) -> list[Words]:
    """Figures, each with a percent sign that stands apart from it."""
    pieces: list[Words] = []
    for token in tokens:
        unclosed = bool(pieces) and pieces[-1][0].text.startswith("(") and not pieces[-1][-1].text.endswith(")")
        if pieces and (token.text == "%" or unclosed):  # `(128` + `900)`
            pieces[-1] = (*pieces[-1], token)
        else:
            pieces.append((token,))
    return pieces


def find_paired(strips: Sequence[Strip]) -> list[list[Words]]:
    """The figures of the lines that have some in parentheses."""
    lines = [strip.tokens for strip in strips if "(" in strip.text]
    pieces = (_read_pieces(tokens[len(tokens) - count_pieces(tokens) :]) for tokens in lines)
    return [line for line in pieces if any(_is_before(piece) for piece in line)]


def find_pairs(lines: Sequence[Sequence[Words]], columns: int) -> frozenset[int]:
    """The columns, counted from 0, whose figures one in parentheses follows: `82 (76) 71` -> those before a `(`."""
    pairs: set[int] = set()
    for pieces in lines:
        marks = [_is_before(piece) for piece in pieces]
        if sum(marks) == columns and marks[-1] and not any(a and b for a, b in pairwise((True, *marks))):
            pairs.update(range(columns))  # `2 100 (18) 3 800 (19)`
        if sum(not _is_before(piece) for piece in pieces) == columns:
            plain = 0
            for piece in pieces:
                if _is_before(piece):
                    pairs.add(plain - 1)
                else:
                    plain += 1
    return frozenset(pairs - {-1})


def _is_before(piece: Words) -> bool:
    return piece[0].text.startswith("(")


def _fit_before(tokens: Words, pieces: Sequence[Words], header: Header) -> list[Words] | None:
    """`73.7 72.4` under `2011 (2010) 2011 (2010)`: a figure in parentheses has its own column, which may be empty."""
    plain = sum(not _is_before(piece) for piece in pieces)
    if any(is_thousands(piece) for piece in pieces) and plain <= len(header.figures) - len(header.before):
        return None
    if plain != len(header.figures) - len(header.before):
        return _fit_between(tokens, pieces, header)
    cut: list[Words] = []
    rest = list(pieces)
    for column in header.figures:
        in_parentheses = bool(rest) and _is_before(rest[0])
        if (column in header.before) == in_parentheses and rest:
            cut.append(rest.pop(0))
        elif column in header.before:
            cut.append(())
        else:
            return None
    return None if rest else cut


def _are_beside(cut: Sequence[Words], header: Header) -> bool:
    """Whether the figures in parentheses, and they alone, are in the columns that are theirs."""
    return all(_is_before(words) == (at in header.before) for at, words in zip(header.figures, cut, strict=True))


def _fit_between(tokens: Words, pieces: Sequence[Words], header: Header) -> list[Words] | None:
    """`132 450 (128 900) 141 800`: none in parentheses is lacking, and thousands do not reach over one."""
    marks = [at for at, piece in enumerate(pieces) if _is_before(piece)]
    places = sorted(header.before)
    if len(marks) != len(places):
        return None
    cut: list[Words] = []
    starts, stops = (0, *(at + 1 for at in marks)), (*marks, len(pieces))
    firsts, ends = (header.figures.start, *(place + 1 for place in places)), (*places, header.figures.stop)
    left = tokens[: len(tokens) - sum(len(piece) for piece in pieces[stops[0] :])]
    for part, (start, stop, first, end) in enumerate(zip(starts, stops, firsts, ends, strict=True)):
        columns, figures = end - first, pieces[start:stop]
        fitted = _fit_plain(left, figures, columns) if part == 0 else fit_exact(figures, columns)
        if fitted is None:
            return None
        cut.extend(fitted)
        cut.extend(pieces[stop : stop + 1])
    return cut


def _fit_plain(tokens: Words, pieces: Sequence[Words], columns: int) -> list[Words] | None:
    if len(pieces) <= columns:
        return fit_exact(pieces, columns)
    word_before = len(tokens) - sum(len(p) for p in pieces) - 1
    own = _count_of_label(tokens[word_before].text, pieces) if word_before >= 0 else 0
    if own:  # once: in `Åk 9 1 204 1 318` the 1 is of a figure
        return fit_exact(pieces[own:], columns)
    first = join_pieces(pieces[:1])
    if word_before < 0 and find_periods(first):  # the label of a row of years is a figure itself
        return fit_exact(pieces[1:], columns)
    if word_before < 0 and _RANGE.fullmatch(first) and (fitted := fit_exact(pieces[1:], columns)):  # so is an age
        return fitted
    fitted = fit_exact(pieces, columns)
    if fitted is None and len(pieces) == columns + 1 and find_periods(first):
        return fit_exact(pieces[1:], columns)  # so may be the end of a label: `Nöjda elever 2017 71 74`
    if (
        fitted is None and word_before < 0 and _SIZES.fullmatch(join_pieces(pieces[:-columns]))
    ):  # so is that of a row of sizes
        return list(pieces[-columns:])
    return fitted


def _count_of_label(word: str, pieces: Sequence[Words]) -> int:
    """How many figures belong to the label that ends in a word: the 9 of `årskurs 9`, `index 0–100`, `per 1 000`."""
    if is_numbered(word) or (_SCALE.fullmatch(word) and _RANGE.fullmatch(join_pieces(pieces[:1]))):
        return 1 + sum(1 for _ in takewhile(is_thousands, pieces[1:]))  # `Under 20 000`
    return 2 if word == "per" and join_pieces(pieces[1:2]) == "000" else 0


def _part_unit(label: Words) -> tuple[Words, Words]:
    """The label, and the unit at its end: `Kostnad per plats tusen kr/år` -> `Kostnad per plats`, `tusen kr/år`."""
    if label and is_misread_percent(label[-1].text):
        return label[:-1], (replace(label[-1], text="%"),)
    for width in range(min(MAX_UNIT_WORDS, len(label)), 0, -1):
        if parse_unit(" ".join(t.text for t in label[-width:])):
            return label[:-width], label[-width:]
    if len(label) > 1 and "/" in label[-1].text and is_unit_behind(label[-1].text):  # `km/inv`, which we do not know
        return label[:-1], label[-1:]
    return label, ()


def _mend_percent(label: Words) -> Words:
    """`Gymnasieexamen inom fyra år, Yo`: the percent sign that its last word was."""
    misread = label[1:] and label[-2].text.endswith(",") and is_misread_percent(label[-1].text)
    return (*label[:-1], replace(label[-1], text="%")) if misread else label


def drop_noise(label: Words) -> Words:
    """A label without what OCR made of the dots or the gap that lead to the figures: `. . . e`, `Hemtjänst —`."""
    while len(label) > 1 and label[-1].text in _GAPS:
        label = label[:-1]
    words = any(sum(c.isalnum() for c in t.text) > 1 or t.text.isdigit() or "%" in t.text for t in label)
    return label if words or (len(label) == 1 and label[0].text.isalpha()) else ()
