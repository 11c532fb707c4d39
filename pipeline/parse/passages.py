"""Printed lines -> headings, paragraphs and bullets as running text, with the way back to each line.

    "• Fler kommuner har en ru-" / "tin än förra året." / "" / "I Kalmar finns ingen."
    -> bullet "Fler kommuner har en rutin än förra året.", paragraph "I Kalmar finns ingen." of the same list

A sentence may go on over a stray empty line, a footnote, a table or a page's end; what a municipality says of itself
after a bullet is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import Literal

from pipeline.model import Geography, Line, Passage, Piece
from pipeline.records import record

from .bullets import mark_bullets
from .places import find_places
from .prose import PrintedLine, is_ended, is_unfinished

# The longest headings of the genre run over three printed lines.
MAX_HEADING = 120
MAX_LEAD_IN = 90
# Type so much larger than the body's makes a heading; in print the smallest step is about a tenth.
LARGER_TYPE = 1.08
# So far into a line a sentence is read to see whom it is about; those of the genre that are longer say it earlier.
MAX_OWN = 160

_OWN = re.compile(r"(?:I vår kommun|Vår kommun|Hos oss|Ja|Nej)\b")
_OWN_AT_HOME = re.compile(r"(?:I kommunen|Kommunen|Staden|Vi)\b")  # elsewhere this is any municipality
_ANSWERS = re.compile(r"(?:Svar|Riket|I riket)\b")  #: below a numbered question, which is its heading
_NOT_HEADING = re.compile(r"\S+@\S+|https?:|www\.|\d\s*(?:%|procent\b)|(?:\d[\d ,.]*\s+){2}\S*\d$")
# A name of some words and its value fill a line of their own: `Väntetid till boende: 48 dagar (57 dagar)`.
_ENTRY = re.compile(
    r"[A-ZÅÄÖ][^:. ]* [^:.]+: (?!(?:19|20)\d\d$)(?:[a-zåäö]+ )?"
    r"\d[\d ,.–-]*(?:%|[a-zåäö]+)?(?: [a-zåäö]+)?(?: ?\([^)]*\))?$"
)
_FIGURE_ALONE = re.compile(r"\d[\d ,.]*(?: ?%| procent)")  #: in large type above what it says: `82 %` / `är trygga`
_LEAD_IN = re.compile(r"\bresultat\w* visar(?: att)?:$")  #: heads findings that have lost their bullets too
_THOUSANDS, _HUNDREDS = re.compile(r"(?<![\d.,])\d{1,3}$"), re.compile(r"\d{3}(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d[.,]")  # no list begins with it, so `i nivå med` goes on in it
_BEFORE_YEAR = re.compile(r"(?:procent|enheter|kronor)$")  # `mot 79 procent` / `2016.`
_STOP = re.compile(r"[.!?]\s")
_CHUNK = re.compile(r"\S+(?:\s\S+)*")

Kind = Literal["heading", "paragraph", "bullet"]


@record
class Paragraph:
    """Running text with its lines, where no way back to the place of each word is asked for."""

    text: str
    lines: tuple[Line, ...]


@dataclass(slots=True)
class _Block:
    """Lines that make up one passage."""

    lines: list[PrintedLine]

    @property
    def text(self) -> str:
        return " ".join([line.text for line in self.lines])


@dataclass(slots=True)
class _Outline:
    """Where in the document one is: the heading, and the list of bullets with what it has held so far."""

    home: Geography | None = None
    section: str = ""
    lists: int = 0
    inside: bool = False  #: a list is open
    answered: bool = False  #: its bullets are followed by statements of their own
    after_bullet: bool = False
    lead: _Block | None = None  #: an item that ends with a colon, and heads the items indented below it
    passages: list[Passage] = field(default_factory=list)


def find_passages(prose: Sequence[PrintedLine], home: Geography | None = None) -> tuple[Passage, ...]:
    """Every passage in the order of the document; `home` is the municipality that speaks of itself."""
    blocks = _join_lines(mark_bullets([line for line in prose if not line.note]), home)
    blocks += _join_lines([line for line in prose if line.note], home)
    blocks.sort(key=lambda block: (block.lines[0].line.page, block.lines[0].line.number))
    body = _find_body_size(prose)
    outline = _Outline(home)
    for block, following in zip_longest(blocks, blocks[1:]):
        _place_block(outline, block, _find_kind(block, following, body, home), following)
    return tuple(outline.passages)


def find_paragraphs(prose: Sequence[PrintedLine]) -> list[Paragraph]:
    """Every passage, of no kind yet: where a document is read for what it says of itself."""
    blocks = _join_lines(mark_bullets(prose), None)
    return [
        Paragraph(
            "".join([part for glue, chunk, _, _ in _cut_chunks(block) for part in (glue, chunk)]),
            tuple([printed.line for printed in block.lines]),
        )
        for block in blocks
    ]


def find_broken_lines(paragraphs: Sequence[Paragraph]) -> frozenset[tuple[int, int]]:
    """The (page, line) of sentences that fill several lines right below one another; a heading may fill several too."""
    found: set[tuple[int, int]] = set()
    for paragraph in paragraphs:
        if is_ended(paragraph.text):
            lines = [(line.page, line.number) for line in paragraph.lines]
            found.update(line for pair in pairwise(lines) if pair[0][1] + 1 == pair[1][1] for line in pair)
    return frozenset(found)


# --- lines to blocks ------------------------------------------------------------------------------------------------


def _join_lines(lines: Sequence[PrintedLine], home: Geography | None) -> list[_Block]:
    blocks: list[_Block] = []
    for line in lines:
        if blocks and _goes_on(blocks[-1], line, home):
            blocks[-1].lines.append(line)
        else:
            blocks.append(_Block([line]))
    return blocks


def _goes_on(block: _Block, line: PrintedLine, home: Geography | None) -> bool:
    """Whether the line belongs to the passage that the block has so far."""
    last = block.lines[-1]
    if line.mark or "heading" in (line.line.role, last.line.role):
        return False
    ended = is_ended(last.text)
    if _is_split(last, line, ended=ended):
        return True
    if _changes_type(last.line, line.line):
        return False
    bullet = block.lines[0].mark != ""
    if ended:
        if bullet and is_own_statement(line.text, home) and not _names(block, home):
            return False
        if bullet and _is_within(block, line):
            return True
        return not line.gap and last.full and not line.heads and not _is_indented(last, line)
    if line.gap or (_ENTRY.match(last.text) and line.text[0].isupper()):
        return False
    if not last.full and _FIGURE_ALONE.fullmatch(line.text):
        return False
    return last.full or (_is_within(block, line) if bullet else len(block.lines) > 1)


def _is_split(last: PrintedLine, line: PrintedLine, *, ended: bool) -> bool:
    """Whether a sentence that has not `ended` goes on in the line, be there white space between or not."""
    if last.line.end != "space":
        return True
    if ended or _is_address(line.text):
        return False
    if line.text[0].islower() or line.text[0] in "([":
        return True
    if _HUNDREDS.match(line.text) and _THOUSANDS.search(last.text):  # `kostade 1` + `074 kronor`
        return True
    year = _YEAR.match(line.text)
    figure = year or (last.full and line.text[0].isdigit())  # no heading so long ends in `till`
    return is_unfinished(last.text, surely=line.gap and not figure) or bool(year and _BEFORE_YEAR.search(last.text))


def _is_address(text: str) -> bool:
    return text.startswith(("http", "www.")) or ("@" in text and "@" in text.split(maxsplit=1)[0])


def _changes_type(above: Line, below: Line) -> bool:
    """Whether a heading stands over its paragraph: larger or bolder type.

    OCR gives the lines of one paragraph many sizes, so this says nothing in the middle of a sentence.
    """
    if above.bold != below.bold or not (above.size and below.size):
        return above.bold != below.bold
    return above.size > LARGER_TYPE * below.size or below.size > LARGER_TYPE * above.size


def _is_within(block: _Block, line: PrintedLine) -> bool:
    """Whether the line is indented as the text of its bullet is: a further paragraph of it."""
    first = block.lines[0]
    if line.line.page != block.lines[-1].line.page:
        return False  # a page's first line may have a space of its own
    if first.line.role == "bullet":
        return not line.gap
    return line.indent >= first.indent + (4 if first.line.box else 2)


def _is_indented(last: PrintedLine, line: PrintedLine) -> bool:
    """Whether the line's indent begins a paragraph, as books have it."""
    step = 6 if line.line.box else 2
    return line.indent - last.indent >= step and last.mark == ""


def is_own_statement(text: str, home: Geography | None) -> bool:
    """Whether a municipality speaks of itself: `I Kalmar finns ...`, `Vår kommun ...`, `Västervik: Nej, ...`

    Whose page it is tells best; where that is not known, the name must come first.
    """
    if _OWN.match(text) or (home and (_OWN_AT_HOME.match(text) or text.startswith(f"{home.name}:"))):
        return True  # `Sala: Nej.`, though a name that is a word as well
    sentence = _STOP.split(text[:MAX_OWN], maxsplit=1)[0]
    for mention in find_places(sentence):
        if mention.geography.type == "municipality":
            return mention.geography == home if home else mention.start <= len("Hos ")
    return False


def _names(bullet: _Block, home: Geography | None) -> bool:
    """Whether a bullet begins as one about the municipality itself: then what follows is no answer to it."""
    beginning = " ".join(line.text for line in bullet.lines[:3])
    return home is not None and any(mention.geography == home for mention in find_places(beginning))


# --- blocks to passages ---------------------------------------------------------------------------------------------


def _find_body_size(lines: Sequence[PrintedLine]) -> float | None:
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.line.size:
            sizes[line.line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else None


def _find_kind(block: _Block, following: _Block | None, body: float | None, home: Geography | None) -> Kind:
    first, text = block.lines[0], block.text
    if first.mark:
        return "heading" if text.endswith("?") and _is_answer(following, home) else "bullet"
    if first.note:
        return "paragraph"
    if first.line.role == "heading":
        return "heading"
    if text.endswith(":") and following is not None and (following.lines[0].mark or _LEAD_IN.search(text)):
        return "heading" if len(text) <= MAX_LEAD_IN and not _NOT_HEADING.search(text) else "paragraph"
    if len(text) > MAX_HEADING or text[-1] in ".,;:" or text[0].islower():
        return "paragraph"
    if _NOT_HEADING.search(text) or _ENTRY.match(text):
        return "paragraph"
    if body and first.line.size:
        bold = all(line.line.bold for line in block.lines)
        return "heading" if bold or first.line.size > LARGER_TYPE * body else "paragraph"
    return "heading"


def _is_answer(block: _Block | None, home: Geography | None) -> bool:
    """Whether a paragraph answers the question above it: `3. Finns en rutin?` / `Nässjös svar: Ja.` / `Riket: 41 %`"""
    if block is None or block.lines[0].mark:
        return False
    return _ANSWERS.match(block.text) is not None or is_own_statement(block.text, home)


def _place_block(outline: _Outline, block: _Block, kind: Kind, following: _Block | None) -> None:
    """Adds the block's passage and moves on in the outline."""
    number = _count_list(outline, block, kind, following)
    if outline.lead and not (kind == "bullet" and _is_below(outline.lead, block)):
        outline.lead = None
    section = outline.lead.text if outline.lead else outline.section
    passage = _build_passage(block, kind, section, number)
    if kind == "heading":
        outline.section = passage.text
    elif kind == "bullet" and passage.text.endswith(":"):
        outline.lead = block
    outline.passages.append(passage)


def _count_list(outline: _Outline, block: _Block, kind: Kind, following: _Block | None) -> int:
    """The number of the list that the block belongs to, or 0; a heading or a paragraph of the report's ends a list."""
    after_bullet, outline.after_bullet = outline.after_bullet, kind == "bullet"
    if kind == "bullet":
        if not outline.inside:
            outline.lists += 1
            outline.answered = False
        outline.inside = True
    elif kind == "heading":
        outline.inside = False
    elif outline.inside and block.text.endswith(":") and following is not None and following.lines[0].mark:
        outline.inside = False  # it heads a list of its own
    elif outline.inside:
        own = is_own_statement(block.text, outline.home)
        answers = after_bullet and (outline.answered or (following is not None and following.lines[0].mark != ""))
        outline.answered |= after_bullet and (own or answers)
        outline.inside = own or answers
    return outline.lists if outline.inside else 0


def _is_below(lead: _Block, block: _Block) -> bool:
    """Whether an item stands under another; a web page does not say how deep its lists are."""
    first = block.lines[0]
    return first.line.role == "bullet" or first.indent > lead.lines[0].indent


def _build_passage(block: _Block, kind: Kind, section: str, list_number: int) -> Passage:
    parts: list[str] = []
    pieces: list[Piece] = []
    length = 0
    for glue, chunk, printed, at in _cut_chunks(block):
        parts += (glue, chunk)
        start = length + len(glue)
        length = start + len(chunk)
        pieces.append(Piece(start, length, printed.line, printed.start + at))
    return Passage(kind, "".join(parts), tuple(pieces), section, list_number)


def _cut_chunks(block: _Block) -> Iterator[tuple[str, str, PrintedLine, int]]:
    """The pieces of a block's lines: what parts one from the one before, its text, its line, and where it begins."""
    glue = ""
    for printed, below in zip_longest(block.lines, block.lines[1:]):
        text, end = printed.text, printed.line.end if below else "space"
        if end == "join":
            text = text.rstrip("-‐‑\u00ad¬")
        for chunk, at in [(text, 0)] if _is_one_chunk(text) else [(m[0], m.start()) for m in _CHUNK.finditer(text)]:
            yield glue, chunk, printed, at
            glue = " "
        glue = " " if end == "space" and not (below and _is_open_range(text, below.text)) else ""


def _is_open_range(text: str, below: str) -> bool:
    """`mellan 2–` / `5 procent`"""
    return text[-1:] in ("–", "-") and text[-2:-1].isdecimal() and below[0].isdigit()


def _is_one_chunk(text: str) -> bool:
    """Whether single spaces alone part the words of a line, as in most; all other white space is not printable."""
    return text != "" and text.isprintable() and "  " not in text and " " not in (text[0], text[-1])
