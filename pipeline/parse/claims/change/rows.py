"""The rows that a clause's words of change make: direction, size, and from which year to which."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Change, Direction, Gender, Reading
from pipeline.parse.claims.change.leads import UNSAID, UNTIL_NOW, UNTIL_THEN
from pipeline.parse.claims.change.periods import find_period, names_end
from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.doubts import is_of_other_unit
from pipeline.parse.claims.joint_places import find_places_beside
from pipeline.parse.claims.label.gendering import turn_base
from pipeline.parse.claims.label.oddities import doubt_label
from pipeline.parse.claims.levels import Told, find_population, name_indicator
from pipeline.parse.claims.origins import origin_of
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.marks import Anchor, Figure, Marks, within
from pipeline.parse.claims.whereabouts import find_where
from pipeline.records import replace

_TURNED: dict[Direction, Direction] = {"up": "down", "down": "up", "same": "same"}


def find_changes(reader: PartReader, told: Told, anchors: Sequence[Anchor]) -> Iterator[Change]:
    """One Change per difference and gender of the part."""
    for figure in reader.part.figures:
        anchor = anchor_of(reader.marks, anchors, figure)
        if anchor is None:
            continue
        genders: tuple[Gender, ...] = reader.genders(figure, whole=told.linked.whole) or ("T",)
        for gender in genders:
            yield from make_changes(reader, told, anchor, figure, gender)


def make_changes(
    reader: PartReader, told: Told, anchor: Anchor, figure: Figure | None, gender: Gender
) -> Iterator[Change]:
    """One Change for each of the places side by side: `Nybro och Borgholm har ökat med 4 procentenheter`."""
    several = find_places_beside(reader, figure)
    change = make_change(reader, told, anchor, figure, gender)
    sure = tuple(code for code in change.review if code != "place-unsure" or not several)
    each = (replace(change, geography=p.geography, population="", review=sure) for p in several)
    yield from each if several else (change,)


def anchor_of(marks: Marks, anchors: Sequence[Anchor], figure: Figure) -> Anchor | None:
    """The word that says which way it went; None for `tre bättre än riket`, beside another change."""
    own = next((a for a in marks.anchors if a.first == figure.last and a.kind == "adjective"), None)
    if own is not None and own not in anchors and marks.low(own.last) == "än":
        return None
    earlier = [a for a in anchors if a.first <= figure.at]
    return own if own in anchors else earlier[-1] if earlier else anchors[0]


def make_change(reader: PartReader, told: Told, anchor: Anchor, figure: Figure | None, gender: Gender) -> Change:
    """The Change that this word states, with the difference that `figure` gives;"""
    marks = reader.marks
    start, end = marks.tokens[anchor.first].start, marks.tokens[anchor.last - 1].end
    if figure:
        start, end = figure.quantity.start, figure.quantity.end
    base = told.linked.base or told.base
    where = find_where(reader, figure, whole=told.linked.whole, base="" if told.linked.whole else base)
    from_year, to_year, words = find_period(reader, anchor, figure, whole=told.linked.whole)
    quantity = figure.quantity if figure else None
    direction: Direction = anchor.direction  # type: ignore[assignment]  # a test holds the file's values
    if from_year is not None and to_year is not None and from_year > to_year:
        from_year, to_year, direction = to_year, from_year, _TURNED[direction]  # told from the later time
    return Change(
        change_id="",
        place=marks.passage.place(start, end),
        indicator=name_indicator(reader, told, gender),
        geography=where.geography,
        origin=origin_of(reader),
        direction=direction,
        evidence=told.evidence,
        low=abs(quantity.value) if quantity else None,  # `minus 3 procentenheter`
        high=abs(quantity.high or quantity.value) if quantity else None,
        unit=_unit_of(reader, figure),
        negated=told.negated,
        base=turn_base(base, gender),
        population=find_population(reader, told, where),
        gender=gender,
        from_year=from_year,
        to_year=to_year,
        review=_doubts(reader, told, (from_year, to_year), sure=where.sure and not _names_several(reader, figure)),
        readings=(
            Reading("direction", _words(marks, anchor)),
            Reading("from_year", words) if words else UNSAID,
            *(() if names_end(marks) else (UNTIL_NOW if to_year == reader.context.year else UNTIL_THEN,)),
        ),
    )


def _names_several(reader: PartReader, figure: Figure | None) -> bool:
    """`Flens, Bergs och Laxå resultat har gått upp`: of each, and only one could be named."""
    here = within(reader.marks.places, reader.clause.first, reader.clause.last)
    return figure is None and len({p.geography.code for p in here if p.geography.type == "municipality"}) > 1


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
    beside = [f.quantity.unit for part in reader.parts for f in part.figures if f.quantity.unit]
    if beside:
        return beside[0]  # `med 11 procentenheter i Kiruna men bara med 3 i riket`
    return "percentage_points" if reader.topic.unit == "percent" else reader.topic.unit


def _words(marks: Marks, anchor: Anchor) -> str:
    return " ".join(t.text for t in marks.tokens[anchor.first : anchor.last])


def _doubts(reader: PartReader, told: Told, years: tuple[int | None, ...], *, sure: bool) -> tuple[str, ...]:
    words = reader.marks.lows(reader.clause.first, reader.clause.last)
    # `81 procent av dem var över 65 år. Antalet ökade`: the number of whom was told before that
    counted = told.linked.whole and reader.topic.unit == "percent" and "antalet" in words
    shared = told.linked.whole and "andelen" in words and is_of_other_unit(reader.topic, "percent")  # after days
    label = doubt_label(told.linked.text, reader.marks.passage.section, of_answers=origin_of(reader) == "fact")
    apart = told.linked.whole and reader.topic.divided and reader.topic.base == (told.linked.base or told.base)
    nowhere = reader.topic.there is None and reader.topic.geography.type == "country" and not reader.marks.places
    where = told.linked.whole and words[:1] == ["där"] and nowhere  # `Där har i stället andelen ökat`
    doubts = {
        "label-odd": where,
        "year-unknown": None in years,
        "label-unknown" if counted or shared or apart else label: True,
        "place-unsure": not sure,
    }
    return tuple(code for code, holds in doubts.items() if code and holds)


def drop_repeated(changes: Sequence[Change]) -> tuple[Change, ...]:
    """Each change of a sentence once, as the word tells it that says most."""
    kept: list[Change] = []
    for change in changes:
        if not any(_same_change(change, other) for other in kept):
            kept.append(change)
    said = [c for c in kept if not any(_says_less(c, other) for other in kept)]
    return tuple(_doubt_pairing(c) if any(_is_rival(c, other) for other in said) else c for c in said)


def _is_rival(one: Change, two: Change) -> bool:
    """`har ökat i både A och B. Det är en ökning med tre respektive två procentenheter`: of which is each?"""
    beside = one.low is not None and two.low not in (None, one.low) and one.unit == two.unit
    return beside and _same_change(replace(one, low=two.low), two)


def _doubt_pairing(change: Change) -> Change:
    return replace(change, review=tuple(dict.fromkeys((*change.review, "pairing-unsure"))))


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
    timed = (one.from_year, one.to_year) == (two.from_year, two.to_year) or UNSAID in one.readings
    return same and timed and one.low is None and two.low is not None
