"""What stands at one height of a page, and in one cell: words with places put together anew.

Lines as an earlier stage cut them are no rows: figures that are centred beside a label of two lines stand between
them, OCR takes a row apart at its wide gaps, and text may stand beside the table. So the words are put together anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from statistics import median

from pipeline.parse.memory import remember
from pipeline.parse.tables.figures import ANSWERS, is_figure_piece
from pipeline.parse.tables.lines.strips import Strip, Token

SAME_HEIGHT = (
    0.4  #: of a word's height: words that differ less stand on one line; centred figures differ by half a line
)
WIDE_GAP = 0.6  #: of a word's height: a space is 0.25 to 0.35, the gap between cells 0.8 and more
SMALL = 0.8  #: of the line's height: a digit so small beside a word is the mark of a footnote
ROW_APART = 0.9  #: of a word's height: two rows are farther apart than that, the lines of figures centred in them too
GAP = 1.2  #: of a word's height between two lines: an empty line; OCR's tight boxes leave 0.8 within a label
LONGEST_MARK = 3  #: characters of the mark of a footnote: `12)`
TALL = 1.3  #: times the usual height: such a box of OCR reaches into the next line
MAX_RUNNING = 3  #: chunks of a table's row that begin with a small letter: its label, units
SPECKS = (".", ",", "-", "–", "—", "'", "*", "_", "|", ":", ";")

_LEFT, _LEVEL = attrgetter("x0"), itemgetter(0)

Chunk = tuple[Token, ...]


def build_strips(tokens: Iterable[Token], page: int) -> list[Strip]:
    """The words at each height, from the top; marks of footnotes are left out.

    Words a space apart are one run even where their boxes differ in height, as those of OCR do; runs far apart are on
    one line only when they stand at one height.
    """
    words = list(tokens)
    usual = median([t.bottom - t.top for t in words]) if words else 0.0
    tall: list[list[Token]] = []
    others: list[tuple[float, list[Token]]] = []
    for run in _join_runs(words, usual):
        if run[0].confidence is not None and all([_is_tall(token, usual) for token in run]):
            tall.append(run)
        else:
            others.append((_level(run, usual), run))
    groups: list[list[Token]] = []
    levels: list[float] = []
    for level, run in sorted(others, key=_LEVEL):  # of one level, from left to right
        if groups and level - levels[-1] < SAME_HEIGHT * usual:
            groups[-1].extend(run)
            levels[-1] += (level - levels[-1]) * len(run) / len(groups[-1])
        else:
            groups.append(list(run))
            levels.append(level)
    for run in tall:
        _join_tall(run, groups, levels, usual)
    _join_figures(groups, levels, usual)
    strips: list[Strip] = []
    for group, level in zip(groups, levels, strict=True):
        kept = _drop_specks(_drop_marks(sorted(group, key=_LEFT)))
        if kept:
            lines = tuple({t.line.number: t.line for t in kept}.values())
            top, bottom = level - usual / 2, level + usual / 2
            gap = bool(strips) and top - strips[-1].bottom > GAP * usual
            strips.append(Strip(page, kept, top, bottom, aligned=True, lines=lines, gap=gap))
    return strips


def _join_figures(groups: list[list[Token]], levels: list[float], usual: float) -> None:
    """Puts the figures of an image's lines together that are nearer than two rows can be and in different columns.

    OCR may draw the box of one figure of a row some points above those of the others.
    """
    for at in range(len(groups) - 1, 0, -1):
        if levels[at] - levels[at - 1] > ROW_APART * usual:
            continue
        upper, lower = (_part_figures(groups[i]) for i in (at - 1, at))
        if not upper[1] or not lower[1] or any(a.x0 < b.x1 and b.x0 < a.x1 for a in upper[1] for b in lower[1]):
            continue
        groups[at - 1].extend(lower[1])
        if lower[0]:
            groups[at] = lower[0]
        else:
            del groups[at], levels[at]


def _part_figures(group: list[Token]) -> tuple[list[Token], list[Token]]:
    """The words of a line of an image, and the figures at its end; no figures of other lines."""
    words = sorted(group, key=_LEFT)
    if any(t.confidence is None for t in words):
        return words, []
    figures = [t for chunk in _end_figures(cut_chunks(words)) for t in chunk]
    return words[: len(words) - len(figures)], figures


def _join_tall(run: list[Token], groups: list[list[Token]], levels: list[float], usual: float) -> None:
    """Puts words whose boxes reach over more than their line to the line that lies most within them."""
    inside = [min(run[0].bottom, y + usual / 2) - max(run[0].top, y - usual / 2) for y in levels]
    best = max(range(len(levels)), key=lambda i: inside[i], default=None)
    if best is not None and inside[best] > 0.5 * usual:
        groups[best].extend(run)
        return
    level = _level(run, usual)
    at = bisect_left(levels, level)
    groups.insert(at, run)
    levels.insert(at, level)


def _is_tall(token: Token, usual: float) -> bool:
    return token.confidence is not None and token.bottom - token.top > TALL * usual


def _join_runs(words: Sequence[Token], usual: float) -> list[list[Token]]:
    """Words that follow one another at the distance of a space, each beside the one before for half its height."""
    runs: list[list[Token]] = []
    open_runs: dict[int, list[list[Token]]] = defaultdict(list)  # by height, those that may still go on
    unit = max(usual, 1.0)
    reach = WIDE_GAP * max([t.bottom - t.top for t in words], default=0.0)
    for token in sorted(words, key=_LEFT):
        step = int((token.top + token.bottom) / 2 / unit)
        run = _find_run(open_runs, step, token, reach)
        if run is None:
            run = [token]
            runs.append(run)
            open_runs[step].append(run)
        else:
            run.append(token)
    return runs


def _find_run(open_runs: Mapping[int, list[list[Token]]], step: int, token: Token, reach: float) -> list[Token] | None:
    """The run near this height that a word goes on with; those that end too far left of it are dropped."""
    for at in (step - 1, step, step + 1):
        if at not in open_runs:
            continue
        here = open_runs[at]
        while here and token.x0 - here[0][-1].x1 >= reach:
            del here[0]
        for run in here:
            if _follows(run[-1], token):
                return run
    return None


def _follows(last: Token, token: Token) -> bool:
    gap, left, right = token.x0 - last.x1, last.bottom - last.top, token.bottom - token.top
    if gap <= -2 or (gap >= WIDE_GAP * left and gap >= WIDE_GAP * right):
        return False
    bottom = last.bottom if last.bottom < token.bottom else token.bottom
    beside = bottom - (last.top if last.top > token.top else token.top)
    return beside > 0.5 * left or beside > 0.5 * right


def _level(run: Sequence[Token], usual: float) -> float:
    """The height that words stand at: the median of their middles. OCR draws some boxes far too high or low."""
    return median([_middle(token, usual) for token in run]) if len(run) > 1 else _middle(run[0], usual)


def _middle(token: Token, usual: float) -> float:
    box = token.line.box
    if box and token.bottom - token.top < 0.6 * (box.bottom - box.top):  # a dash or a dot says less than its line
        return (box.top + box.bottom) / 2
    if token.confidence is not None and _is_tall(token, usual):  # its lower edge is that of another line
        return token.top + usual / 2
    return (token.top + token.bottom) / 2


def _drop_marks(words: Sequence[Token]) -> tuple[Token, ...]:
    """Without small raised digits and asterisks that stand right behind a word."""
    if not any([_may_be_mark(token.text) for token in words[1:] if len(token.text) <= LONGEST_MARK]):
        return tuple(words)
    kept: list[Token] = []
    for token in words:
        short = len(token.text) <= LONGEST_MARK
        if not (short and kept and _may_be_mark(token.text) and _is_mark(token, kept[-1], words)):
            kept.append(token)
    return tuple(kept)


@remember
def _may_be_mark(word: str) -> bool:
    return not word.strip("*)¹²³") or word.strip("*)").isdigit()


def _is_mark(token: Token, before: Token, words: Sequence[Token]) -> bool:
    """Whether a digit is smaller than other digits, raised, and close to the word before it."""
    if token.x0 - before.x1 >= 0.3 * before.height:
        return False
    others = [t.height for t in words if t is not token and any(map(str.isdigit, t.text))]
    small = token.height < SMALL * max(others, default=before.height)
    return small and token.bottom < before.bottom - 0.1 * before.height


def _drop_specks(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without a lone dot or dash that OCR made of dirt right of the words; beside figures it is a missing value."""
    at = len(words)
    while at and words[at - 1].confidence is not None and words[at - 1].text in SPECKS:
        at -= 1
    if at == len(words):
        return words
    specks = words[at:]
    lone = len(specks) == 1 or all(t.text in ".," for t in specks)
    beside = at and is_figure_piece(words[at - 1].text)
    apart = at and specks[0].x0 - words[at - 1].x1 > WIDE_GAP * words[at - 1].height
    return words[:at] if lone and not beside and (apart or not at) else words


def cut_chunks(tokens: Sequence[Token]) -> list[Chunk]:
    """Words between wide gaps: `Kalmar kommun` | `88,1` | `112 400`."""
    starts = [
        at
        for at, (last, token) in enumerate(pairwise(tokens), 1)
        if (gap := token.x0 - last.x1) >= WIDE_GAP * (token.bottom - token.top)
        and gap >= WIDE_GAP * (last.bottom - last.top)
    ]
    return [tuple(tokens[start:stop]) for start, stop in pairwise((0, *starts, len(tokens)))] if tokens else []


def has_figures(words: Sequence[Token]) -> bool:
    """Whether figures stand apart from the words of a line, or without any; not as all words of a justified line do."""
    if not any(map(is_figure_piece, [t.text for t in words])):
        return False
    chunks = cut_chunks(words)
    running = sum([chunk[0].text[:1].islower() for chunk in chunks])
    return running <= MAX_RUNNING and any(map(_is_figure, chunks))


def figure_chunks(strip: Strip) -> Sequence[Sequence[Token]]:
    """The chunks at the end of a strip that are figures alone; a label that ends in a figure is none.

    Kept with the strip: asked for to see how far a table goes, where its columns are, and for each row.
    """
    if strip.ends is None:
        ends = _end_figures(cut_chunks(strip.tokens)) if _is_figure(strip.tokens[-1:]) else []
        object.__setattr__(strip, "ends", ends)
    return strip.ends or ()


def _end_figures(chunks: list[Chunk]) -> list[Chunk]:
    at = len(chunks)
    while at and _is_figure(chunks[at - 1]):
        at -= 1
    while 1 < at < len(chunks) and all(t.text in ANSWERS for t in chunks[at - 1]):  # `Kalix   Nej   Ja   52`
        at -= 1
    while at < len(chunks) and all(t.text == "%" for t in chunks[at]):  # a unit that stands alone in a label's line
        at += 1
    return chunks[at:]


def _is_figure(chunk: Sequence[Token]) -> bool:
    return all(map(is_figure_piece, [t.text for t in chunk if t.text != "%"]))
