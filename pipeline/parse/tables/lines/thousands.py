"""Words that are figures, cut into a row's cells: the thousands of each number together.

132 580 72 644 x   in three columns   ->   132 580 | 72 644 | x
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.parse.tables.figures import goes_on, parse_figure
from pipeline.parse.tables.knowledge import missing_symbols
from pipeline.parse.tables.lines.strips import Token

MAX_SPREAD = 4  #: digits that one number of a row has more than another, if a space is to be read as thousands
MAX_WAYS = 12  #: that are looked at; of so many none is sure

Words = tuple[Token, ...]


def fit_exact(pieces: Sequence[Words], columns: int) -> list[Words] | None:
    """Exactly so many figures of all pieces, the thousands of each together, if that can be done in one way."""
    if len(pieces) == columns:
        return None if any(is_thousands(piece) for piece in pieces) else list(pieces)
    if len(pieces) < columns or not columns:
        return None
    ways = _group_thousands(pieces, columns)
    even = [way for way in ways if _is_even(way)]
    if len(ways) == 1 or (len(even) == 1 and len(ways) < MAX_WAYS):
        return even[0] if even else None
    whole = [way for way in even if not any(len(words) > 1 and "," in join_pieces([words]) for words in way)]
    if len(whole) == 1 and len(ways) < MAX_WAYS:  # `11 200 131,2`: rather a sum and a share than `11` and `200 131,2`
        return whole[0]
    return _cut_evenly(pieces, columns)


def fit_differing(pieces: Sequence[Words], columns: int, at: int) -> list[Words] | None:
    """So many figures of all pieces, that in column `at` what the two before it differ by, if one way gives that.

    68 510 69 467 957 in three columns   ->   68 510 | 69 467 | 957
    """
    ways = [way for way in _group_thousands(pieces, columns) if _differ(way[at - 2 : at + 1])]
    return ways[0] if len(ways) == 1 else None


def _differ(way: Sequence[Words]) -> bool:
    figures = [parse_figure(join_pieces([words])) for words in way]
    values = [figure.value for figure in figures if figure and figure.value is not None]
    return len(values) == len(way) and abs(values[0] - values[1]) == abs(values[2]) > 0


def _spread(way: Sequence[Words]) -> int:
    """How many digits the whole numbers of a row differ by; shares with decimals may stand beside sums."""
    digits = [size for words in way if (size := _count_digits(words)) and "," not in join_pieces([words])]
    return max(digits, default=0) - min(digits, default=0)


def _count_digits(words: Words) -> int:
    """Before the decimals."""
    return sum(c.isdigit() for t in words for c in t.text.partition(",")[0])


def _is_near(left: Words, right: Words) -> bool:
    """Whether two words are a space apart, as the thousands of one number are; columns may be set wider apart."""
    return left[-1].line is not right[0].line or right[0].start - left[-1].end < 2


def _cut_evenly(pieces: Sequence[Words], columns: int) -> list[Words] | None:
    """Figures that all have thousands, or all have millions, beside cells without a value: `191 403 x 164 998`."""
    missing = sum(join_pieces([piece]).lower() in missing_symbols() for piece in pieces)
    size, rest = divmod(len(pieces) - missing, max(columns - missing, 1))
    cut: list[Words] = []
    at = 0
    while not rest and at < len(pieces):
        step = 1 if join_pieces(pieces[at : at + 1]).lower() in missing_symbols() else size
        rest = rest or not all(_is_near(a, b) for a, b in pairwise(pieces[at : at + step]))
        cut.append(flat(pieces[at : at + step]))
        at += step
    even = not rest and len(cut) == columns and all(parse_figure(join_pieces([words])) for words in cut)
    return cut if even else None


def is_thousands(piece: Words) -> bool:
    """Whether a word is no figure of its own: `000` of a label's `per 1 000`."""
    return re.match(r"0\d\d", piece[0].text) is not None


def flat(pieces: Sequence[Words]) -> Words:
    return tuple(token for piece in pieces for token in piece)


def join_pieces(pieces: Sequence[Words]) -> str:
    return " ".join(t.text for piece in pieces for t in piece)


def _is_even(way: Sequence[Words]) -> bool:
    """Whether numbers made of several pieces are near enough to one another in size to stand in one row."""
    return _spread(way) <= MAX_SPREAD


def _group_thousands(pieces: Sequence[Words], columns: int) -> list[list[Words]]:
    """Ways to make exactly so many numbers of the pieces, the thousands of each together; MAX_WAYS at most."""
    ways: list[dict[int, list[list[Words]]]] = [{} for _ in range(len(pieces) + 1)]  # of pieces[at:], by their number
    ways[len(pieces)] = {0: [[]]}
    for at in range(len(pieces) - 1, -1, -1):
        text = ""
        words: Words = ()
        for stop in range(at, min(at + 4, len(pieces))):
            if stop > at and not (goes_on(text, pieces[stop][0].text) and _is_near(pieces[stop - 1], pieces[stop])):
                break
            text = f"{text} {pieces[stop][0].text}".strip()
            words = (*words, *pieces[stop])
            for count, rests in ways[stop + 1].items():
                into = ways[at].setdefault(count + 1, [])
                into.extend([words, *rest] for rest in rests[: MAX_WAYS - len(into)])
    return ways[0].get(columns, [])
