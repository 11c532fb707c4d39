"""The rows that a clause's words of change make: direction, size, and from which year to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Change, Direction, Gender, Reading
from pipeline.parse.claims.bases import nouns
from pipeline.parse.claims.clauses import Clause, compared_years
from pipeline.parse.claims.content import names_thing
from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.dating import print_mention
from pipeline.parse.claims.levels import Told, name_indicator, origin_of
from pipeline.parse.claims.marks import Anchor, Figure, Marks, within
from pipeline.parse.phrases import load_set
from pipeline.parse.years import YearMention, resolve_years

# They lead in what happened, where no year stands behind them.
_EVENTS = frozenset({"under", "efter", "sedan", "innan"})
_UNSAID = Reading("from_year", "the year before")
_YEARLY = frozenset({("om", "året"), ("per", "år"), ("varje", "år")})


def find_changes(reader: PartReader, told: Told, anchors: Sequence[Anchor]) -> Iterator[Change]:
    """One Change per difference and gender of the part."""
    for figure in reader.part.figures:
        if _is_between_places(reader.marks, figure):
            continue
        anchor = _anchor_of(anchors, figure)
        genders: tuple[Gender, ...] = reader.genders(figure, whole=told.linked.whole) or ("T",)
        for gender in genders:
            yield make_change(reader, told, anchor, figure, gender)


def _is_between_places(marks: Marks, figure: Figure) -> bool:
    """`en enhet bättre än förra året och tre bättre än rikssnittet`: the second is no change over time."""
    than = figure.last + 1
    if marks.low(figure.last) not in load_set("comparatives") or marks.low(than) != "än":
        return False
    return any(p.first in (than, than + 1) for p in marks.places)


def _anchor_of(anchors: Sequence[Anchor], figure: Figure) -> Anchor:
    earlier = [a for a in anchors if a.first < figure.at]
    return earlier[-1] if earlier else anchors[0]


def make_change(reader: PartReader, told: Told, anchor: Anchor, figure: Figure | None, gender: Gender) -> Change:
    """The Change that this word states, with the difference that `figure` gives;"""
    marks = reader.marks
    start, end = marks.tokens[anchor.first].start, marks.tokens[anchor.last - 1].end
    if figure:
        start, end = figure.quantity.start, figure.quantity.end
    base = told.linked.base or told.base
    where = reader.place(figure, whole=told.linked.whole, base="" if told.linked.whole else base)
    from_year, to_year, words = _find_years(reader, anchor, figure, whole=told.linked.whole)
    quantity = figure.quantity if figure else None
    direction: Direction = anchor.direction  # type: ignore[assignment]  # a test holds the file's values
    return Change(
        change_id="",
        place=marks.passage.place(start, end),
        indicator=name_indicator(reader, told, gender),
        geography=where.geography,
        origin=origin_of(reader),
        direction=direction,
        evidence=told.evidence,
        low=quantity.value if quantity else None,
        high=(quantity.high or quantity.value) if quantity else None,
        unit=_unit_of(reader, figure),
        negated=told.negated,
        base=base,
        population=where.population,
        gender=gender,
        from_year=from_year,
        to_year=to_year,
        review=_doubts(reader, told, (from_year, to_year), sure=where.sure and not _names_several(reader, figure)),
        readings=(Reading("direction", _words(marks, anchor)), Reading("from_year", words) if words else _UNSAID),
    )


def _names_several(reader: PartReader, figure: Figure | None) -> bool:
    """`Flens, Bergs och Laxå resultat har gått upp`: of each, and only one could be named."""
    here = within(reader.marks.places, reader.clause.first, reader.clause.last)
    return figure is None and len({p.geography.code for p in here if p.geography.type == "municipality"}) > 1


def _find_years(
    reader: PartReader, anchor: Anchor, figure: Figure | None, *, whole: bool
) -> tuple[int | None, int | None, str]:
    """From and to which year, and the words that said so; the year before where the clause names none."""
    to_year = _to_year(reader)
    spans = reader.own_spans(figure) if figure else ()
    mentions = compared_years(reader.marks, reader.clause)
    own = [m for m in mentions if any(a <= m.first < b for a, b in spans)]
    for mention in (*own, *mentions):
        if mention.kind == "vague" and anchor.kind == "level":
            return None, to_year, "an earlier time"  # `på samma nivå som tidigare`
        if mention.kind == "span" and not mention.count:
            return None, to_year, "some years"  # `har legat still i flera år`
        years = resolve_years(mention, to_year, to_year, reader.context.previous)
        if mention.kind == "range" and mention.since is None:
            return years[0], years[-1], print_mention(reader, mention)
        earlier = [y for y in years if to_year is None or y < to_year]
        if earlier:
            first = earlier[0] - (mention.kind == "span" and _is_measured_with(reader.marks, mention))
            return (first if mention.kind == "span" else max(earlier)), to_year, print_mention(reader, mention)
        if years:
            return None, to_year, print_mention(reader, mention)
    told = _told_since(reader) if whole or _is_same_time(reader) else None
    if told is not None and (to_year is None or told < to_year):
        return told, to_year, "what was said before"
    if _is_since_event(reader.marks, reader.clause, anchor):
        return None, to_year, "an event"
    return _guess_first_year(reader, to_year)


def _told_since(reader: PartReader) -> int | None:
    return reader.topic.since if reader.topic.claimed else None


def _guess_first_year(reader: PartReader, to_year: int | None) -> tuple[int | None, int | None, str]:
    """The year that the sentence goes on to tell, else that of the survey before."""
    if (then := _year_behind_colon(reader)) is not None and to_year is not None and then < to_year:
        return then, to_year, str(then)
    previous = reader.context.previous
    if previous is None or to_year is None or previous >= to_year or to_year != reader.context.year:
        previous = None if to_year is None else to_year - 1
    return previous, to_year, ""


def _is_same_time(reader: PartReader) -> bool:
    """`Stölderna minskade under samma tid`"""
    return any(y.kind == "same" for y in within(reader.marks.years, reader.clause.first, reader.clause.last))


def _year_behind_colon(reader: PartReader) -> int | None:
    """`Det är ett ras: 2018 låg andelen på 48 procent.`"""
    marks, at = reader.marks, reader.clause.last
    behind = [y for y in marks.years if y.first == at + 1 and y.kind == "years"] if marks.low(at) == ":" else []
    return behind[0].years[-1] if behind else None


def _is_since_event(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Under pandemin sjönk andelen`, `har ökat sedan starten`, `ökar med 3 procent om året`: no year to count from."""
    timed = {k for y in marks.years for k in range(y.first, y.last)}
    openings = {marks.low(clause.first)} if clause.first not in timed else set()
    behind = [marks.low(k) if k not in timed else "" for k in range(anchor.last, clause.last)]
    if openings & _EVENTS or set(behind[:1]) & _EVENTS or {"sedan", "efter"} & set(behind[1:]):
        return True
    same = [y for y in marks.years if y.kind == "same" and clause.first <= y.first < clause.last]
    if any(marks.low(y.last - 1) in ("tid", "period") for y in same):
        return True  # `Under samma tid har fetman ökat`
    said = set(marks.lows(clause.first, clause.last))
    yearly = any(pair in _YEARLY for pair in zip(behind, behind[1:], strict=False))
    return yearly or bool(said & load_set("long times"))


def _is_measured_with(marks: Marks, mention: YearMention) -> bool:
    """`i nivå med de senaste två åren`: with the years before this one."""
    return "med" in (marks.low(mention.first - 1), marks.low(mention.first))


def _to_year(reader: PartReader) -> int | None:
    """The latest time in the clause that is not what it compares with, else the topic's or the report's."""
    now = reader.context.year
    here = within(reader.marks.years, reader.clause.first, reader.clause.last)
    here = tuple(m for m in here if m.first not in reader.barred)
    plain = [
        year
        for mention in here
        if mention.since is None and mention.kind in ("years", "shift") and not is_bracketed(reader.marks, mention)
        for year in resolve_years(mention, now)
    ]
    if plain:
        return max(plain)
    if reader.topic.year is not None and reader.topic.claimed:
        return reader.topic.year
    return now


def is_bracketed(marks: Marks, mention: YearMention) -> bool:
    """`(frågan ställdes inte 2015)`: of what stands in the bracket, when no figure does."""
    opened = next((k for k in range(mention.first, marks.first - 1, -1) if marks.low(k) in ("(", ")")), marks.first)
    closed = next((k for k in range(mention.last, marks.last) if marks.low(k) in ("(", ")")), marks.last)
    inside = marks.low(opened) == "(" and marks.low(closed) == ")"
    return inside and not any(opened < f.at < closed for f in marks.figures)


def _unit_of(reader: PartReader, figure: Figure | None) -> str:
    """The difference's unit, or that of what it is of: `Snittet var 14,6 poäng. Det är 0,1 högre än året innan.`"""
    if figure is None:
        return ""
    lows = reader.marks.lows(reader.clause.first, reader.clause.last)
    if figure.quantity.unit:
        return figure.quantity.unit
    piece = reader.marks.low(figure.quantity.last + 1) in nouns()  # `i tolv fler kommuner`
    if figure.base or piece or any(low in ("antal", "antalet") for low in lows):
        return "count"  # `elva kommuner fler`
    return "percentage_points" if reader.topic.unit == "percent" else reader.topic.unit


def _words(marks: Marks, anchor: Anchor) -> str:
    return " ".join(t.text for t in marks.tokens[anchor.first : anchor.last])


def _doubts(reader: PartReader, told: Told, years: tuple[int | None, ...], *, sure: bool) -> tuple[str, ...]:
    codes = []
    if None in years:
        codes.append("year-unknown")
    words = reader.marks.lows(reader.clause.first, reader.clause.last)
    # `81 procent av dem var över 65 år. Antalet ökade`: the number of whom was told before that
    counted = told.linked.whole and reader.topic.unit == "percent" and "antalet" in words
    if counted or not names_thing(told.linked.text):
        codes.append("label-unknown")
    if not sure:
        codes.append("place-unsure")
    return tuple(codes)


def drop_repeated(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Each change of a sentence once, as the word tells it that says most."""
    kept: list[Change] = []
    for change in changes:
        if not any(_same_change(change, other) for other in kept):
            kept.append(change)
    return tuple(c for c in kept if not any(_says_less(c, other) for other in kept))


def _same_change(one: Change, two: Change) -> bool:
    """`en positiv utveckling ... en ökning`: one change told by two words."""
    if one.geography != two.geography:
        return False
    told = (one.direction, one.indicator, one.from_year, one.to_year, one.gender, one.low)
    return told == (two.direction, two.indicator, two.from_year, two.to_year, two.gender, two.low)


def _says_less(one: Change, two: Change) -> bool:
    """`Meritvärdet steg till 223 poäng, en ökning med 2 poäng`: the second says how much, and maybe since when."""
    same = (one.direction, one.indicator, one.gender, one.geography) == (
        two.direction,
        two.indicator,
        two.gender,
        two.geography,
    )
    timed = (one.from_year, one.to_year) == (two.from_year, two.to_year) or _UNSAID in one.readings
    return same and timed and one.low is None and two.low is not None
