"""Tables without a header: lines of a label and one figure each, below a line that says what the figures are.

Andel med god hälsa, procent        Ekonomiskt bistånd 2018
Askersund ............... 71        Hushåll med bistånd, antal 1 204
Degerfors ............... 66        Andel långvariga ärenden, % 34,5

The line above has a unit, or each row has its own; else no list is taken for a table, but one of places, whose unit
is left to a person (`Medelvärde per län, skala 1-5`). A figure may have that of another year in parentheses behind it.
Answers below their question are a list, too, though each has its sign: alone `Ganska nöjd 45 %` says too little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from pipeline.parse.phrases import load_set
from pipeline.parse.places import parse_place
from pipeline.parse.tables.body.fitting import Fitted, LineFitter, has_values, names_scale
from pipeline.parse.tables.frame.frames import ends_table, is_caption, is_note, is_prose, is_subtitle
from pipeline.parse.tables.frame.subjects import NUMBER
from pipeline.parse.tables.header.headers import HEADER, PAIRED, Header
from pipeline.parse.tables.header.items import names_someone
from pipeline.parse.tables.lines.strips import Strip
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import find_unit
from pipeline.records import replace

LEAST = 3  #: rows
LEAST_OF_KNOWN = 2  #: where all are of places, genders or years: `Kvinnor 84`, `Män 79`
MAX_ABOVE = 3  #: lines that say what the figures are
MAX_LABEL = 80  #: characters


def names_list(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line may say of what the figures of a list below it are: `Antal brukare i LSS:`"""
    strip, below = strips[at], strips[at + 1 : at + 1 + MAX_ABOVE]
    text = strip.text
    if text.endswith("?"):
        return bool(_take_answers(strips, at + 1))
    if text.endswith(".") or not any(map(_ends_in_digit, below)):
        return False
    if is_prose(text) or (has_values(strip.tokens) and not names_scale(strip.tokens)):
        return False
    return is_subtitle(text) or text.endswith(":") or find_unit(text) is not None or all(map(_has_unit, below))


def find_list(strips: Sequence[Strip], at: int) -> tuple[int, int, Header] | None:
    """The first line of the list below its caption or name, the line after its last, and what its columns are; None
    where there is none.
    """
    head = at + 1
    if strips[at].text.endswith("?"):
        answers = len(_take_answers(strips, head))
        return (head, head + answers, HEADER) if answers >= LEAST_OF_KNOWN else None
    while head < len(strips) and head - at < MAX_ABOVE and _goes_on(strips[head]):
        head += 1
    words = NUMBER.sub("", " ".join(strip.text.rstrip(":") for strip in strips[at:head]))
    unit = find_unit(words) or next(filter(None, (find_unit(s.text.rstrip(":")) for s in strips[at:head])), None)
    if len(find_periods(words)) > 1:
        return None
    if unit and (grouped := _count_grouped(strips, head)):
        return head, head + grouped, HEADER
    rows = list(_take_rows(strips, head, _is_row))
    known = all(map(_is_known, rows))
    if not unit and not (known and len(rows) >= LEAST and all(map(_is_place, rows))):
        rows = list(_take_rows(strips, head, _has_unit))
        known = False
    headers = {_header_of(row) for row in rows}
    if len(rows) < (LEAST_OF_KNOWN if known or is_caption(strips[at].text) else LEAST) or len(headers) > 1:
        return None
    return head, head + len(rows), headers.pop()


def _count_grouped(strips: Sequence[Strip], head: int) -> int:
    """How many lines a list has whose rows stand below headings, two or more of them, each over two rows or more."""
    headings, at = 0, head
    while at + LEAST_OF_KNOWN < len(strips) and _may_head(strips[at]):
        rows = list(_take_rows(strips, at + 1, _is_row))
        if len(rows) < LEAST_OF_KNOWN or any(_header_of(row) is PAIRED for row in rows):
            break
        headings, at = headings + 1, at + 1 + len(rows)
    return at - head if headings > 1 else 0


def _may_head(strip: Strip) -> bool:
    """Whether a line is words alone that do not say what figures are: `Kommunala huvudmän`."""
    text = strip.text
    words = text[:1].isupper() and (text[-1:].isalpha() or text.endswith(")")) and len(text) <= MAX_LABEL
    return words and not (is_subtitle(text) or is_prose(text) or find_unit(text) or ends_table(text))


def sign_percent(strip: Strip) -> Strip:
    """A line with the sign for the word at its end: `Ja, alltid: 52 procent` -> `Ja, alltid: 52 %`."""
    last = strip.tokens[-1]
    if last.text.lower() not in ("procent", "%.") or len(strip.tokens) < 2:
        return strip
    return replace(strip, tokens=(*strip.tokens[:-1], replace(last, text="%")))


def _take_answers(strips: Sequence[Strip], head: int) -> list[Strip]:
    """The lines below a question that are answers with their figures; none where fewer than two begin as answers do."""
    rows = list(_take_rows(strips, head, _is_answer)) if head < len(strips) and _is_answer(strips[head]) else []
    openers = load_set("answer openers")
    known = sum(
        _label_of(sign_percent(row)).lower().lstrip("-–—•* ").split(" ")[0].rstrip(",") in openers for row in rows
    )
    return rows if known >= LEAST_OF_KNOWN else []


def _is_answer(strip: Strip) -> bool:
    signed = sign_percent(strip)
    text = signed.text
    if len(text) > MAX_LABEL or ends_table(text) or is_note(text) or not has_values(signed.tokens):
        return False
    return any(map(str.isalpha, "".join(t.text for t in strip.tokens[:2]))) and _fit(signed) is not None


def _take_rows(strips: Sequence[Strip], head: int, belongs: Callable[[Strip], bool]) -> Iterator[Strip]:
    """The lines from one on that belong to a list, to an empty line."""
    for strip in strips[head:]:
        if strip.page != strips[head].page or not belongs(strip) or (strip.gap and strip is not strips[head]):
            return
        yield strip


def _goes_on(strip: Strip) -> bool:
    """Whether a line below the first still says what the figures are: `Andel i procent, 2014`, `2014`."""
    if has_values(strip.tokens) or is_caption(strip.text):
        return False
    return is_subtitle(strip.text) or _is_period(strip.text)


def _is_period(text: str) -> bool:
    periods = find_periods(text)
    return len(periods) == 1 and (periods[0].start, periods[0].end) == (0, len(text))


def _ends_in_digit(strip: Strip) -> bool:
    return strip.text.rstrip(")")[-1:].isdigit()


def _has_unit(strip: Strip) -> bool:
    """Whether a line is a row whose label ends in its unit: `Väntetid, dagar 54`"""
    return _ends_in_digit(strip) and _is_row(strip) and find_unit(_label_of(strip)) is not None


def _label_of(strip: Strip) -> str:
    fitted = _fit(strip)
    return " ".join(token.text for token in fitted.label).rstrip(":") if fitted else ""


def _fit(strip: Strip) -> Fitted | None:
    return LineFitter(_header_of(strip)).fit(strip)


def _header_of(strip: Strip) -> Header:
    return PAIRED if strip.tokens[-1].text.endswith(")") else HEADER


def _is_known(strip: Strip) -> bool:
    label = _label_of(strip)
    return names_someone(label) or _is_period(label)


def _is_place(strip: Strip) -> bool:
    return parse_place(_label_of(strip)) is not None


def _is_row(strip: Strip) -> bool:
    """Whether a line is a label and one figure; those with a sign (`Kvinnor 81 %`) are read as sentences."""
    text = strip.text
    if len(text) > MAX_LABEL or ends_table(text) or is_note(text) or not has_values(strip.tokens):
        return False
    label = strip.tokens[0].text.lstrip("-–—•*")
    starts = not label or label[:1].isalpha() or _is_period(label.rstrip(":"))
    return starts and _ends_in_digit(strip) and _fit(strip) is not None
