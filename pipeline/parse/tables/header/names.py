"""Columns named by words, of lines that do not say where one name ends and the next begins.

    Timmar per Lärare med Elever per
    Kommun vecka examen, % lärare     ->   Kommun | Timmar per vecka | Lärare med examen, % | Elever per lärare

A name begins with a capital, as printed. What stands below in small letters goes on with the names in order; a unit
ends one, and a name that ends in the middle of a phrase has more below. Where that can be done in several ways the
likeliest is taken, and the header is `unsure`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.parse.tables.body.fitting import count_pieces, has_values
from pipeline.parse.tables.body.rows import is_cut
from pipeline.parse.tables.frame.frames import ends_table, is_prose, is_sentence
from pipeline.parse.tables.header.headers import Header
from pipeline.parse.tables.header.items import WHO, find_items
from pipeline.parse.tables.knowledge import goes_on
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.periods import find_periods
from pipeline.parse.tables.units import parse_unit

MAX_WORDS = 14  #: of the second line; more would be a sentence
LEAST_COLUMNS = 2
UNEVEN = 1.0  #: what it costs, per word, that the second line's words are not shared out evenly
LOOSE_END = 3.0  #: what it costs that a name ends in the middle of a phrase

Words = tuple[Token, ...]


def may_name_columns(strips: Sequence[Strip], at: int) -> bool:
    """Whether a line below a caption, or it and the next two, stand right above two rows of two figures or more."""
    for first in range(at + 1, at + 4):
        if _is_row(strips, first) and (_is_row(strips, first + 1) or _is_row(strips, first + 2)):
            lines = strips[at:first]
            return all(_is_short(line) for line in lines) and len(cut_names(strips[at].tokens)) >= LEAST_COLUMNS
    return False


def _is_row(strips: Sequence[Strip], at: int) -> bool:
    tokens = strips[at].tokens if at < len(strips) else ()
    return count_pieces(tokens) >= LEAST_COLUMNS and has_values(tokens)


def _is_short(strip: Strip) -> bool:
    text = strip.text
    return not (has_values(strip.tokens) or ends_table(text) or is_prose(text) or is_sentence(text))


def cut_names(tokens: Words) -> list[Words]:
    """Words cut before each that is printed with a capital."""
    names: list[Words] = []
    for token in tokens:
        if names and not _is_capital(token):
            names[-1] = (*names[-1], token)
        else:
            names.append((token,))
    return names


def _is_capital(token: Token) -> bool:
    """Also of a word that was made small as if it stood in a sentence."""
    start, end = token.line.raw_span(token.start, token.end)
    return token.text[:1].isupper() or token.line.raw[start:end][:1].isupper()


def read_named(strips: Sequence[Strip]) -> Iterator[Header]:
    """Ways to read one to three lines of words, no years among them, as the names of columns.

    Names of places and genders have ways of their own, and are read here only where there is no doubt.
    """
    names = cut_names(strips[0].tokens)
    asks = any(name[-1].text.endswith("?") for name in names[:-1])  # a question, and what its answers are
    goes_above = strips[0].text[:1].islower()
    if asks or goes_above or any(find_periods(strip.text) for strip in strips):
        return
    places = any(item.kind in WHO for item in find_items(strips[0].tokens))
    sure = True
    if len(strips) == 3 and not any(map(_is_capital, strips[1].tokens)):
        parts, sure = share_words(names, strips[1].tokens)
        names = [(*name, *part) for name, part in zip(names, parts, strict=False)]
    if len(strips) == 3 and not places:
        for header in _read_two(names, strips[2].tokens) if len(names) > LEAST_COLUMNS else ():
            yield Header(header.rows, unsure=header.unsure or not sure)
    elif len(strips) == 2:
        yield from (header for header in _read_two(names, strips[1].tokens) if not (places and header.unsure))
    elif len(strips) == 1:
        yield from _read_one(names, places=places)


def _read_one(names: Sequence[Words], *, places: bool) -> Iterator[Header]:
    """`Fråga | Hemtjänst | Boende`; without a name over the labels `Hemtjänst | Boende`, if the rows have as many."""
    signed = len(names) >= LEAST_COLUMNS and all(map(_ends_with_sign, names))
    if len(names) > LEAST_COLUMNS and not (places or signed):
        yield Header((tuple(names),))
    if signed or (len(names) >= LEAST_COLUMNS and not places and find_items(names[0])[0].kind in ("other", "measure")):
        yield Header((((), *names),))


def _read_two(names: Sequence[Words], below: Words) -> Iterator[Header]:
    last = find_items(below)[-1]
    if last.kind in WHO and any(goes_on(name[-1].text) for name in names):  # a whole name stands beside rests: `Riket`
        for header in _read_two(names, below[: -len(last.tokens)]) if len(below) > len(last.tokens) else ():
            yield Header(((*header.rows[0], last.tokens),), unsure=header.unsure)
    label, rest = _part_label(below, len(names))
    if not 0 < len(rest) <= MAX_WORDS:
        return
    lower = cut_names(rest)
    for over, columns in (((), names), (names[0], names[1:])):
        if len(columns) < LEAST_COLUMNS:
            continue
        sure = False
        shared = lower if len(lower) == len(columns) and _is_capital(rest[0]) else []
        if not shared and len(lower) == 1:
            shared, sure = share_words(columns, rest)
        if shared:
            row = ((*over, *label), *((*a, *b) for a, b in zip(columns, shared, strict=True)))
            yield Header((row,), unsure=not sure and shared is not lower)


def _part_label(tokens: Words, names: int) -> tuple[Words, Words]:
    """The words over the labels, and the rest: `Kommun | vecka examen, %`."""
    first = find_items(tokens)[0]
    if first.kind == "head":
        return first.tokens, tokens[len(first.tokens) :]
    alone = _is_capital(tokens[0]) and len(_bind_units(tokens)) != names
    return (tokens[:1], tokens[1:]) if alone else ((), tokens)


def share_words(names: Sequence[Words], words: Words) -> tuple[list[Words], bool]:
    """The words that go on with each name, and whether there is no other way; none where there is no way."""
    groups = _bind_units(words)
    ways = sorted(_share(names, groups), key=lambda way: way[0])
    if not ways:
        return [], False
    cost, sizes = ways[0]
    parts, at = [], 0
    for size in sizes:
        parts.append(tuple(token for group in groups[at : at + size] for token in group))
        at += size
    sure = len(ways) == 1 or cost < LOOSE_END <= ways[1][0]
    return parts, sure


def _bind_units(words: Words) -> list[Words]:
    """Words with the unit that follows each: `examen, %` is one, and so is `per 1 000 invånare`."""
    groups: list[Words] = []
    for token in words:
        follows = groups and groups[-1][-1].text.endswith(",") and not _ends_with_unit(groups[-1])
        per = groups and groups[-1][0].text == "per" and all(t.text.isdigit() for t in groups[-1][1:])
        if groups and (token.text.strip("()") == "%" or per or (follows and parse_unit(token.text))):
            groups[-1] = (*groups[-1], token)
        else:
            groups.append((token,))
    return groups


def _ends_with_sign(name: Words) -> bool:
    return len(name) > 1 and name[-1].text.strip("()") == "%"


def _ends_with_unit(group: Words) -> bool:
    last = group[-1].text.strip("()")
    return last == "%" or (len(group) > 1 and (group[0].text == "per" or parse_unit(last) is not None))


def _share(names: Sequence[Words], groups: Sequence[Words]) -> list[tuple[float, tuple[int, ...]]]:
    """Every way to share groups of words out among names in order, as the number of groups of each, with its cost."""
    usual = len(groups) / len(names)

    @cache
    def ways(name: int, start: int) -> tuple[tuple[float, tuple[int, ...]], ...]:
        if name == len(names):
            return ((0.0, ()),) if start == len(groups) else ()
        found = []
        for stop in range(start, len(groups) + 1):
            if stop - start > 1 and _ends_with_unit(groups[stop - 2]):
                break  # a unit ends a name
            if stop == start and _needs_more(names[name]):
                continue
            loose = _ends_loose(groups[start:stop]) + _breaks_word(names[name], groups[start:stop])
            loose += stop == start and len(groups) >= len(names)  # a name of one line stands on the last
            cost = UNEVEN * abs(stop - start - usual) / len(names) + LOOSE_END * loose
            found += [(cost + more, (stop - start, *sizes)) for more, sizes in ways(name + 1, stop)]
        return tuple(sorted(found)[:MAX_WORDS])

    return list(ways(0, 0))


def _needs_more(name: Words) -> bool:
    return is_cut(" ".join(token.text for token in name))


def _breaks_word(name: Words, groups: Sequence[Words]) -> bool:
    """Whether a word that goes on below does so in capitals, or in two words: `Väster-` and `Härjedalen`."""
    return name[-1].text.endswith("-") and (len(groups) > 1 or (bool(groups) and _is_capital(groups[0][0])))


def _ends_loose(groups: Sequence[Words]) -> bool:
    """Whether words end like the middle of a phrase: `två`, `för`, a comma."""
    return bool(groups) and is_cut(" ".join(token.text for token in groups[-1]))
