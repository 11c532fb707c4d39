"""The strips of a page whose words have places: what stands at one height, and the part of the page that a table fills.

Lines as an earlier stage cut them are no rows: figures that are centred beside a label of two lines stand between
them, OCR takes a row apart at its wide gaps, and text may stand beside the table. So the words are put together anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from pipeline.model import Page
from pipeline.parse.tables.figures import is_figure_piece
from pipeline.parse.tables.strips import Strip, Token, read_line

SAME_HEIGHT = (
    0.4  #: of a word's height: words that differ less stand on one line; centred figures differ by half a line
)
WIDE_GAP = 0.6  #: of a word's height: a space is 0.25 to 0.35, the gap between cells 0.8 and more
SMALL = 0.8  #: of the line's height: a digit so small beside a word is the mark of a footnote
TALL = 1.3  #: times the usual height: such a box of OCR reaches into the next line
SLIVER = 0.45  #: of the usual height of words: letters and digits lower than that are no words
SPECKS = (".", ",", "-", "–", "—", "'", "*", "_", "|", ":", ";")
MARGIN = 4.0  #: points that a word may stand out of a table's rules
RULE_REACH = 250.0  #: points below a caption in which a table's rules are looked for
BESIDE_WORDS = 5  #: words of a line that is running text beside a table

Chunk = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a page from left to right edge, and the heights of the ruled lines across it."""

    left: float
    right: float
    rules: tuple[float, ...] = ()


def build_strips(tokens: Iterable[Token], page: int) -> list[Strip]:
    """The words at each height, from the top; marks of footnotes are left out.

    Words a space apart are one run even where their boxes differ in height, as those of OCR do; runs far apart are on
    one line only when they stand at one height.
    """
    words = list(tokens)
    usual = median(t.height for t in words) if words else 0.0
    groups: list[list[Token]] = []
    levels: list[float] = []
    for run in sorted(_join_runs(words, usual), key=lambda r: (_level(r, usual), r[0].x0)):
        if groups and _level(run, usual) - levels[-1] < SAME_HEIGHT * usual:
            groups[-1].extend(run)
            levels[-1] += (_level(run, usual) - levels[-1]) * len(run) / len(groups[-1])
        else:
            groups.append(list(run))
            levels.append(_level(run, usual))
    strips: list[Strip] = []
    for group, level in zip(groups, levels, strict=True):
        kept = _drop_specks(_drop_marks(sorted(group, key=lambda t: t.x0)))
        if kept:
            lines = tuple({(t.line.page, t.line.number): t.line for t in kept}.values())
            top, bottom = level - usual / 2, level + usual / 2
            gap = bool(strips) and top - strips[-1].bottom > 0.8 * usual
            strips.append(Strip(page, kept, top, bottom, aligned=True, lines=lines, gap=gap))
    return strips


def _join_runs(words: Iterable[Token], usual: float) -> Iterable[list[Token]]:
    """Words that follow one another at the distance of a space, each beside the one before for half its height."""
    runs: defaultdict[int, list[list[Token]]] = defaultdict(list)  # by the height of their last word
    for token in sorted(words, key=lambda t: t.x0):
        step = int(token.middle / max(usual, 1.0))
        near = [run for at in (step - 1, step, step + 1) for run in runs[at] if _follows(run[-1], token)]
        if near:
            near[0].append(token)
        else:
            runs[step].append([token])
    return (run for some in runs.values() for run in some)


def _follows(last: Token, token: Token) -> bool:
    beside = min(last.bottom, token.bottom) - max(last.top, token.top)
    gap = token.x0 - last.x1
    return -2 < gap < WIDE_GAP * max(last.height, token.height) and beside > 0.5 * min(last.height, token.height)


def _level(run: Sequence[Token], usual: float) -> float:
    """The height that words stand at: the median of their middles. OCR draws some boxes far too high or low."""
    return median(_middle(token, usual) for token in run)


def _middle(token: Token, usual: float) -> float:
    box = token.line.box
    if box and token.height < 0.6 * box.height:  # a dash or a dot says less than its line
        return (box.top + box.bottom) / 2
    if token.confidence is not None and token.height > TALL * usual:  # its lower edge is that of another line
        return token.top + usual / 2
    return token.middle


def _drop_marks(words: Sequence[Token]) -> tuple[Token, ...]:
    """Without small raised digits and asterisks that stand right behind a word."""
    kept: list[Token] = []
    for token in words:
        others = [t.height for t in words if t is not token and any(c.isdigit() for c in t.text)]
        if not (kept and _is_mark(token, kept[-1], max(others, default=kept[-1].height))):
            kept.append(token)
    return tuple(kept)


def _is_mark(token: Token, before: Token, height: float) -> bool:
    if token.text.strip("*)¹²³") and not token.text.strip("*)").isdigit():
        return False
    raised = token.height < SMALL * height and token.bottom < before.bottom - 0.1 * before.height
    return raised and token.x0 - before.x1 < 0.3 * before.height


def _drop_specks(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """Without a lone dot or dash that OCR made of dirt right of the words; beside figures it is a missing value."""
    at = len(words)
    while at and words[at - 1].confidence is not None and words[at - 1].text in SPECKS:
        at -= 1
    specks = words[at:]
    lone = len(specks) == 1 or all(t.text in ".," for t in specks)
    beside = at and is_figure_piece(words[at - 1].text)
    apart = at and specks and specks[0].x0 - words[at - 1].x1 > WIDE_GAP * words[at - 1].height
    return words[:at] if specks and lone and not beside and (apart or not at) else words


def cut_chunks(tokens: Sequence[Token]) -> list[Chunk]:
    """Words between wide gaps: `Kalmar kommun` | `88,1` | `112 400`."""
    chunks: list[list[Token]] = []
    for token in tokens:
        if chunks and token.x0 - chunks[-1][-1].x1 < WIDE_GAP * max(token.height, chunks[-1][-1].height):
            chunks[-1].append(token)
        else:
            chunks.append([token])
    return [tuple(chunk) for chunk in chunks]


def figure_chunks(strip: Strip) -> list[Chunk]:
    """The chunks at the end of a strip that are figures alone; a label that ends in a figure is none."""
    chunks = cut_chunks(strip.tokens)
    at = len(chunks)
    while at and all(is_figure_piece(t.text) or t.text == "%" for t in chunks[at - 1]):
        at -= 1
    return chunks[at:]


def find_region(page: Page, anchor: Strip) -> Region:
    """The part of the page that the table below a caption, or with this header, fills."""
    rules = _rules_of(page, anchor)
    left, right = anchor.x0, anchor.x1
    below = [ln for ln in page.lines if ln.box and anchor.top < ln.box.top < anchor.top + RULE_REACH]
    if rules:
        left = min(left, *(r[0] for r in rules))
        right = max(right, *(r[1] for r in rules))
    else:
        near = [ln.box for ln in below if ln.box and ln.box.x0 < right and left < ln.box.x1]
        left = min([left, *(b.x0 for b in near[:6])])
        beside = _text_beside(page, anchor, left)
        right = min([page.width or 1e9, *(x - 2 * MARGIN for x in beside)])
    return Region(left - MARGIN, right + MARGIN, tuple(sorted({r[2] for r in rules})))


def _rules_of(page: Page, anchor: Strip) -> list[tuple[float, float, float]]:
    """Horizontal rules (x0, x1, height) below a caption that reach over half of its width or more, and are joined."""
    found: list[tuple[float, float, float]] = []
    for rule in sorted(page.rules, key=lambda r: r.box.top):
        box = rule.box
        if not rule.horizontal or box.top < anchor.top or box.width < 20 or box.height > 4:
            continue
        if box.top > (found[-1][2] if found else anchor.bottom) + RULE_REACH:
            break
        if found:  # a table's rules reach from its left edge to its right one, or over a part of that
            fits = found[0][0] - MARGIN < box.x0 and box.x1 < found[0][1] + MARGIN
        else:
            overlap = min(box.x1, anchor.x1) - max(box.x0, anchor.x0)
            near = box.x0 < anchor.x0 + 4 * MARGIN
            fits = near and overlap > 0.5 * min(box.width, anchor.x1 - anchor.x0)
        if fits:
            found.append((box.x0, box.x1, (box.top + box.bottom) / 2))
    return found


def _text_beside(page: Page, anchor: Strip, left: float) -> list[float]:
    """Left edges of running text to the right of a table without rules: two lines or more that begin there."""
    starts: list[float] = []
    for line in page.lines:
        box = line.box
        if box and box.x0 > left + 60 and anchor.top - 5 < box.top < anchor.top + RULE_REACH:
            words = line.text.split()
            if len(words) >= BESIDE_WORDS and sum(is_figure_piece(w) for w in words) < 2:
                starts.append(box.x0)
    return [x for x in starts if sum(abs(x - y) < 3 for y in starts) > 1]


def strips_in(page: Page, region: Region, top: float, bottom: float = 1e9) -> list[Strip]:
    """The strips of a part of a page below a height."""
    tokens: list[Token] = []
    for line in page.lines:
        box = line.box
        if box is None or box.bottom < top or box.x1 < region.left or box.x0 > region.right or box.top > bottom:
            continue
        tokens.extend(
            t
            for t in read_line(line)
            if t.height > 0 and t.middle > top and region.left <= t.x0 and t.x1 <= region.right
        )
    return build_strips(_drop_slivers(tokens), page.number)


def _drop_slivers(tokens: Sequence[Token]) -> list[Token]:
    """Without what OCR read into the edges of the lines above and below: letters a few tenths as high as the others."""
    heights = sorted(t.height for t in tokens if any(c.isalnum() for c in t.text))
    least = SLIVER * heights[len(heights) // 2] if heights else 0.0
    return [t for t in tokens if t.height >= least or not any(c.isalnum() or c == ";" for c in t.text)]
