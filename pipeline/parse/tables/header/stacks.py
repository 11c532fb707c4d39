"""Header lines above one another, of words without places: which words of a line go over which columns of the next.

Kalmar Riket                  two names over four columns, of which no name has two that are called the same:
flickor pojkar alla alla      Kalmar is over three, Riket over one
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from pipeline.parse.tables.body.rows import is_cut
from pipeline.parse.tables.header.cuts import Row, cut_items, flat, part_labels
from pipeline.parse.tables.header.headers import Header, read_last_line
from pipeline.parse.tables.header.items import WHO, YEARS, Item, find_items, names_someone
from pipeline.parse.tables.header.names import cut_names, read_named
from pipeline.parse.tables.knowledge import DIFFERENCES, goes_on, is_small
from pipeline.parse.tables.lines.strips import Strip, Token
from pipeline.parse.tables.periods import find_periods
from pipeline.records import replace

MAX_WAYS = 64  #: to share columns out among words that are looked at
_NONE: Mapping[int, int] = MappingProxyType({})


def read_headers(strips: Sequence[Strip]) -> Iterator[Header]:
    """Every way to read the lines of a header, of which those above go over several columns of the last."""
    if len(strips) > 1 and is_title(strips[0], strips[1]):
        return
    named = list(read_named(strips))
    if len(strips) > 1:
        yield from (header for header in named if not header.unsure)
        below = list(read_headers(strips[1:])) if len(strips) > 2 else list(read_last_line(strips[-1], under=True))
        for header in below:
            yield from _put_above(strips[0], header)
            yield from _put_names_above(strips[0], header)
        if len(strips) == 2:
            yield from _add_years(strips[0], strips[1])
            yield from _put_years_below(strips[0], strips[1])
            yield from _add_years(*_finish_names(strips[0], strips[1]))
            yield from _part_last_name(strips[0], strips[1])
        elif upper := _finish_name(strips[0], strips[1]):
            yield from read_headers((upper, *strips[2:]))
    else:
        yield from read_last_line(strips[-1])
    yield from named


def is_title(upper: Strip, lower: Strip) -> bool:
    """Whether a line at the margin is set like text, and the one below it in columns: `Nyckeltal Bollnäs 2021`."""
    first = upper.tokens[0]
    return lower.aligned and not upper.aligned and first.start == 0 and len(upper.tokens) > 1 and not first.line.words


def _put_above(strip: Strip, header: Header) -> Iterator[Header]:
    """A header with the words of the line above it, each over the columns that it goes over."""
    items = find_items(strip.tokens)
    if not _may_stand_above(items) or any(goes_on(token.text) for token in strip.tokens):
        return
    main = [column for column in header.figures if column not in header.before]
    names = [" ".join(t.text for row in header.rows for t in row[column]).lower() for column in main]
    for label, above in (*part_labels(items), ((), items)):
        for upper in cut_items(above):
            sizes = share_out(len(upper), names, _find_ends(upper, names)) if len(upper) > 1 else None
            if sizes is None:
                continue
            words = iter(flat(group) for group, size in zip(upper, sizes, strict=True) for _ in range(size))
            wide: list[tuple[Token, ...]] = []
            for column in header.figures:
                wide.append(next(words) if column not in header.before else wide[-1])
            yield _join_small_words((label, *((),) * header.unit, *wide), header)


def _part_last_name(strip: Strip, below: Strip) -> Iterator[Header]:
    """`Offer Utövare Barn som` over `kvinnor män kvinnor män bevittnat våld`: the last name is a column by itself."""
    names, items = cut_names(strip.tokens), find_items(below.tokens)
    known = next((at for at in range(len(items), 0, -1) if items[at - 1].kind in (*WHO, *YEARS)), 0)
    rest = flat(items[known:])
    if len(names) < 2 or not (rest and known and is_cut(" ".join(t.text for t in names[-1]))):
        return
    for header in read_last_line(replace(below, tokens=flat(items[:known])), under=True):
        for upper in _put_names_above(replace(strip, tokens=tuple(t for name in names[:-1] for t in name)), header):
            first, *lower = upper.rows
            last = ((*first, (*names[-1], *rest)), *((*row, ()) for row in lower))
            yield Header(last, unit=upper.unit)


def _finish_name(strip: Strip, below: Strip) -> Strip | None:
    """`Kalmar Liknande` with `kommuner` alone below it, as one line."""
    names = cut_names(strip.tokens)
    whole = [at for at, name in enumerate(names) if names_someone(" ".join(t.text for t in (*name, *below.tokens)))]
    if len(whole) != 1 or not is_small(below.text):
        return None
    names[whole[0]] = (*names[whole[0]], *below.tokens)
    return replace(strip, tokens=tuple(token for name in names for token in name))


def _put_names_above(strip: Strip, header: Header) -> Iterator[Header]:
    """`Kostnad per elev, kr Behöriga, %` above years that come twice: each name over the years of one time."""
    below = [" ".join(t.text for row in header.rows for t in row[column]).lower() for column in header.figures]
    times, rest = divmod(len(below), len(set(below)))
    names = cut_names(strip.tokens)
    if rest or times < 2 or header.before or below != below[: len(set(below))] * times:
        return
    labels = len(names) - times
    if labels in (0, 1) and not any(find_periods(" ".join(t.text for t in name)) for name in names):
        wide = [name for name in names[labels:] for _ in range(len(set(below)))]
        label = names[0] if labels else ()
        yield Header(((label, *((),) * header.unit, *wide), *header.rows), unit=header.unit)


def _finish_names(strip: Strip, below: Strip) -> tuple[Strip, Strip]:
    """`Kalmar Alla Högsta` over `2017 (2016) kommuner värde`: the names whole, and the years of the first alone."""
    years = sum(1 for _ in takewhile(lambda token: find_periods(token.text.strip("()")), below.tokens))
    names, rest = cut_names(strip.tokens), below.tokens[years:]
    if not (years and rest) or len(rest) != len(names) - 1 or not all(is_small(token.text) for token in rest):
        return strip, below
    whole = (*names[0], *(token for name, end in zip(names[1:], rest, strict=True) for token in (*name, end)))
    return replace(strip, tokens=whole), replace(below, tokens=below.tokens[:years])


def _find_ends(upper: Sequence[Sequence[Item]], names: Sequence[str]) -> dict[int, int]:
    """The columns whose word ends a name of the line above, with the place of its beginning: `Bästa` + `kommun`."""
    small = [column for column, name in enumerate(names) if name and is_small(name)]
    above = [" ".join(t.text for t in flat(part)) for part in upper]
    pairs = ((column, at) for column in small for at in range(len(above)))
    return {column: at for column, at in pairs if names_someone(f"{above[at]} {names[column]}")}


def _may_stand_above(items: Sequence[Item]) -> bool:
    """Whether a line names places, genders, years or measures alone, as one above the names of columns does."""
    kinds = [item.kind for item in items]
    if any(item.kind == "other" and item.tokens[0].text[:1].islower() for item in items):
        return False
    known = sum(kind in WHO for kind in kinds), sum(kind in YEARS for kind in kinds), kinds.count("measure")
    if kinds[0] == "value" and kinds[-1] == "before":  # `Resultat 2017 (2016)` says it of all columns below
        return False
    if kinds[0] == "other" and known[0] == known[1] == 1:  # `Patientenkät 2017 Region Halland`
        return False
    return known[0] > 0 or max(known) > 1


def _join_small_words(first: Row, header: Header) -> Header:
    """`Alla` above `kommuner` is one cell; words over others are a row of their own."""
    lower = header.rows[0]
    small = [column for column in header.figures if is_small(" ".join(t.text for t in lower[column]))]
    upper = list(first)
    rest = list(lower)
    for column in small:
        upper[column], rest[column] = (*first[column], *lower[column]), ()
    return Header((tuple(upper), tuple(rest), *header.rows[1:]), unit=header.unit, before=header.before)


def share_out(count: int, names: Sequence[str], ends: Mapping[int, int] = _NONE) -> list[int] | None:
    """How many columns each of so many words goes over, by the names of the columns; None where that is not sure.

    No word goes over two columns of one name, and one whose name a column ends over no other: `ends` are the words by
    column. `Kalmar Riket` over `kvinnor män alla alla` -> [3, 1].
    """

    def may_go_over(word: int, start: int, stop: int) -> bool:
        ended = [ends[column] for column in range(start, stop) if column in ends]
        return _are_distinct(names[start:stop]) and (not ended or (ended == [word] and stop - start == 1))

    size, rest = divmod(len(names), count)
    if not rest and size and all(may_go_over(at, at * size, (at + 1) * size) for at in range(count)):
        return [size] * count
    ways: list[list[int]] = [[]]
    for word in range(count):  # all ways so far, none longer than the names; two are too many at the end
        longer = []
        for way in ways:
            start = sum(way)
            for stop in range(start + 1, len(names) - (count - word - 1) + 1):
                if not may_go_over(word, start, stop):
                    break
                if word < count - 1 or stop == len(names):
                    longer.append([*way, stop - start])
        ways = longer[:MAX_WAYS]
    return ways[0] if len(ways) == 1 else None


def _are_distinct(names: Sequence[str]) -> bool:
    return len(set(names)) == len(names)


def _add_years(strip: Strip, tail: Strip) -> Iterator[Header]:
    """`Kalmar Riket` with `2014 (2013)` below: the years of the first, which holds two figures."""
    years = find_items(tail.tokens)
    label: tuple[Token, ...] = ()
    if len(years) > 1 and years[0].kind == "head":
        label, years = years[0].tokens, years[1:]
    if [item.kind for item in years] == ["year", "before"] and _may_stand_above(find_items(strip.tokens)):
        for header in read_last_line(strip):
            if len(header.rows) == 1 and not header.unit:
                yield _add_year_before(header, label, years)


def _put_years_below(strip: Strip, below: Strip) -> Iterator[Header]:
    """`Kalmar Kalmar Riket Placering` over `2021 2022 2022`: a year for each but the ranks and differences behind."""
    names, years = find_items(strip.tokens), find_items(below.tokens)
    heads = [items[0].tokens if items[0].kind == "head" else () for items in (names, years)]
    names, years = names[bool(heads[0]) :], years[bool(heads[1]) :]
    signs = names[len(years) :]
    known = all(item.kind in WHO for item in names[: len(years)]) and all(item.kind == "year" for item in years)
    if signs and len(years) > 1 and known and all(item.kind in (*DIFFERENCES, "rank") for item in signs):
        lower = (heads[1], *(item.tokens for item in years), *(() for _ in signs))
        yield Header(((heads[0], *(item.tokens for item in names)), lower))


def _add_year_before(header: Header, label: tuple[Token, ...], years: Sequence[Item]) -> Header:
    first = header.rows[0]
    lower = (label, years[0].tokens, years[1].tokens, *(() for _ in first[2:]))
    return Header(((first[0], first[1], *first[1:]), lower), before=frozenset((2,)))
