"""The changes over time that a clause states: `en ökning med fem procentenheter från föregående år`.

A difference between places or groups is none, nor is a change that is only spoken of (`ökningen gäller ...`) or wished
for; a change without a figure needs a time that it is compared with, or a share that it is of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Change, Direction, Gender, Reading
from pipeline.parse.claims.clauses import Clause
from pipeline.parse.claims.content import names_thing
from pipeline.parse.claims.context import Context, PartReader
from pipeline.parse.claims.levels import Told, name_indicator, origin_of
from pipeline.parse.claims.marks import Anchor, Figure, Marks, within
from pipeline.parse.claims.roles import Role, has_kind
from pipeline.parse.phrases import load_set
from pipeline.parse.years import YearMention, resolve_years

_SUBJECTS = (
    "andel",
    "antal",
    "resultat",
    "siffra",
    "siffran",
    "kostnad",
    "nöjdhet",
    "användning",
    "nivå",
    "värde",
    "det",
    "den",
    "täthet",
    "behörighet",
    "meritvärde",
    "index",
    "väntetid",
)
_OF_WHAT = load_set("change of what")
_VAGUE = load_set("vague groups")
# How far behind a comparative its `än` may stand: `en något högre siffra än`.
_THAN_REACH = 8


def find_anchors(marks: Marks, clause: Clause, roles: dict[Figure, Role]) -> tuple[Anchor, ...]:
    """The words of the clause that state a change, in order."""
    return tuple(a for a in within(marks.anchors, clause.first, clause.last) if _states(marks, clause, a, roles))


def compared_years(marks: Marks, clause: Clause) -> tuple[YearMention, ...]:
    """The times that the clause compares with: `sedan 2019`, `under de senaste sex åren`, `mellan 2019 och 2021`."""
    here = within(marks.years, clause.first, clause.last)
    return tuple(y for y in here if y.since is not None or y.kind in ("span", "range"))


def since_year(marks: Marks, clause: Clause, context: Context, said: int | None) -> int | None:
    """The year that the clause compares with; None when it names none."""
    for mention in compared_years(marks, clause):
        years = resolve_years(mention, context.year, said, context.previous)
        if years:
            return years[0] if mention.kind in ("span", "range") else max(years)
    return None


def _states(marks: Marks, clause: Clause, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    if _is_denied(marks, anchor) or _is_of_others(marks, clause, anchor):
        return False
    if anchor.kind == "verb" and _is_predicate(marks, anchor, roles):
        return False
    differences = any(role is Role.DIFFERENCE and _reaches(anchor, f, clause) for f, role in roles.items())
    compared = [y for y in compared_years(marks, clause) if y.kind != "vague" or anchor.kind == "adjective"]
    if anchor.kind == "definite":
        return differences and marks.low(anchor.last) in ("är", "var", "blev", "uppgår", "uppgick", "motsvarar")
    if anchor.kind == "adjective":
        return _compares_times(marks, clause, anchor, compared, differences=differences)
    if anchor.kind == "level":
        return _is_same(marks, clause, anchor, compared)
    if differences:
        return True
    if anchor.kind == "noun":
        marked = [y for y in compared if y.since is not None]
        return bool(marked) or _opens_with_it(marks, clause, anchor)
    return _share_changes(marks, clause, anchor, compared, roles)


def _is_predicate(marks: Marks, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """`Sex av tio kommuner har förbättrat sitt resultat`: what the share is of, not how the share changed."""
    aux = anchor.first - 1 if marks.low(anchor.first - 1) in ("har", "hade") else anchor.first
    return any(role is Role.LEVEL and f.base is not None and f.last == aux for f, role in roles.items())


def _reaches(anchor: Anchor, figure: Figure, clause: Clause) -> bool:
    return clause.first <= figure.at < clause.last and (figure.at >= anchor.last or anchor.first - figure.last <= 1)


def _is_denied(marks: Marks, anchor: Anchor) -> bool:
    near = [marks.low(k) for k in range(anchor.first - 3, anchor.first)]
    return anchor.kind != "level" and bool(
        {"inte", "ingen", "varken", "ej", "att", "ska", "bör", "kan"} & set(near[-2:])
    )


def _is_of_others(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """A gap that widens, or those that a share is of: `kommuner som har ökat sina resurser`."""
    if has_kind(marks, clause.first, anchor.first, "gap") or _VAGUE & {
        marks.low(k) for k in range(clause.first, min(clause.first + 4, anchor.first))
    }:
        return True
    before = [marks.low(k) for k in range(anchor.first - 2, anchor.first)]
    return anchor.kind == "verb" and "som" in before


def _compares_times(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], *, differences: bool
) -> bool:
    """`högre än föregående år`, `fler kommuner ... i jämförelse med 2021`; not `högre än i riket`."""
    marked = [y for y in compared if y.since is not None and y.since >= anchor.first]
    if marks.low(anchor.first) in ("upp", "ned", "ner"):
        alone = marks.low(anchor.first - 1) in ("", ",", "–", "och", "har", "är")  # not `följt upp`
        return marks.low(anchor.last) == "från" or (bool(marked) and alone)
    if marks.low(anchor.first) in ("mer", "mindre") and marks.low(anchor.last) == "än" and not differences:
        return False
    if not marked or marked[0].since is None:
        return False
    since = marked[0].since
    than = marks.low(since) == "än"
    if than and since - anchor.last > _THAN_REACH:
        return False
    if any(since <= p.first < marked[0].first for p in marks.places):
        return False
    few = marks.low(anchor.first) in ("fler", "flera", "färre")
    opens = all(marks.low(k) in ("det", "är", "även", "allt", "också") for k in range(clause.first, anchor.first))
    return than or differences or (few and opens)


def _is_same(marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention]) -> bool:
    marked = [y for y in compared if y.since is not None or y.kind == "span"]
    if marked:
        return not any(anchor.last <= p.first < marked[0].first for p in marks.places)
    word = marks.low(anchor.first)
    if word.startswith(("oförändra", "stabil", "dens", "desa", "lig", "låg", "legat", "stå", "stått")) or word in (
        "inte",
        "knappt",
        "knappast",
        "varken",
    ):
        return _has_subject(marks, clause, anchor) or marks.low(anchor.first - 1) in ("är", "sett", "princip", "var")
    return marks.low(anchor.first) == "ingen" and marks.low(anchor.first + 1) == "förändring"


def _opens_with_it(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Det är en minskning.`, `, en ökning ...`: of what was just stated."""
    before = [marks.low(k) for k in range(clause.first, anchor.first)]
    small = {"det", "är", "en", "ett", "var", ",", "–", "totalt", "detta", "innebär", "vilket", "liten", "svag", "stor"}
    return bool(before) and set(before) <= small and "utveckling" not in marks.low(anchor.last - 1)


def speaks_of_topic(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Det är en något högre siffra än förra året och ett viktigt område`: of what was stated, whatever else it says.

    Not when it goes on to say of what: `Det är en ökning av andelen med rutiner`.
    """
    opens = marks.low(clause.first) in ("det", "detta", ",", "–") or marks.low(clause.first + 1) == "det"
    if anchor.kind not in ("noun", "adjective"):
        return False
    if marks.low(anchor.last - 1) == "utveckling":
        return True
    verb = any(marks.low(k) in ("är", "var", "innebär", "en") for k in range(clause.first, anchor.first))
    after = {marks.low(k) for k in range(anchor.last, min(anchor.last + 8, clause.last))}
    return opens and verb and anchor.first - clause.first <= _THAN_REACH and not after & _OF_WHAT


def _share_changes(
    marks: Marks, clause: Clause, anchor: Anchor, compared: Sequence[YearMention], roles: dict[Figure, Role]
) -> bool:
    """`Andelen ... har ökat`, `har det ökat ytterligare`, `steg från 34 till 40 procent`."""
    if any(r is not Role.NONE and marks.low(f.at - 1) in ("från", "till") for f, r in roles.items()):
        return True
    if marks.low(anchor.last) in ("under", "sedan") and marks.low(anchor.last + 1) in ("flera", "många", "lång"):
        return False
    marked = [y for y in compared if y.kind != "vague"]
    if marked and not any(marks.low(k) in ("där", "när", "att") for k in range(clause.first, anchor.first)):
        return True
    return _has_subject(marks, clause, anchor)


def _has_subject(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """Whether a share, number or cost is what changes, or `det` right at the verb."""
    first = marks.low(clause.first)
    opening = [marks.low(k) for k in range(clause.first, min(clause.first + 3, anchor.first))]
    near = [marks.low(k) for k in range(anchor.first - 2, anchor.first)]
    after = marks.low(anchor.last)
    named = any(word.startswith(_SUBJECTS[:-1]) and word not in ("det", "den") for word in (*opening, after))
    return named or "det" in near[-1:] or (first in ("den", "det", "detta") and anchor.first - clause.first <= 3)


def find_changes(reader: PartReader, told: Told, anchors: Sequence[Anchor]) -> Iterator[Change]:
    """One Change per difference and gender of the part."""
    for figure in reader.part.figures:
        anchor = _anchor_of(anchors, figure)
        genders: tuple[Gender, ...] = reader.genders(figure, whole=told.linked.whole) or ("T",)
        for gender in genders:
            yield make_change(reader, told, anchor, figure, gender)


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
    from_year, to_year, words = _find_years(reader, figure)
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
        unit=_unit_of(figure),
        negated=told.negated,
        base=base,
        population=where.population,
        gender=gender,
        from_year=from_year,
        to_year=to_year,
        review=_doubts(told, from_year, to_year, sure=where.sure),
        readings=(Reading("direction", _words(marks, anchor)), Reading("from_year", words or "the year before")),
    )


def _find_years(reader: PartReader, figure: Figure | None) -> tuple[int | None, int | None, str]:
    """From and to which year, and the words that said so; the year before where the clause names none."""
    topic = reader.topic
    to_year = _to_year(reader)
    spans = reader.own_spans(figure) if figure else ()
    mentions = compared_years(reader.marks, reader.clause)
    own = [m for m in mentions if any(a <= m.first < b for a, b in spans)]
    for mention in (*own, *mentions):
        years = resolve_years(mention, to_year, to_year, reader.context.previous)
        if mention.kind == "range" and mention.since is None:
            return years[0], years[-1], reader.words(mention)
        earlier = [y for y in years if to_year is None or y < to_year]
        if earlier:
            first = earlier[0] - (mention.kind == "span" and _is_measured_with(reader.marks, mention))
            return (first if mention.kind == "span" else max(earlier)), to_year, reader.words(mention)
        if years:
            return None, to_year, reader.words(mention)
    if topic.since is not None and topic.claimed and (to_year is None or topic.since < to_year):
        return topic.since, to_year, "what was said before"
    previous = reader.context.previous
    if previous is None or to_year is None or previous >= to_year or to_year != reader.context.year:
        previous = None if to_year is None else to_year - 1
    return previous, to_year, ""


def _is_measured_with(marks: Marks, mention: YearMention) -> bool:
    """`i nivå med de senaste två åren`: with the years before this one."""
    return "med" in (marks.low(mention.first - 1), marks.low(mention.first))


def _to_year(reader: PartReader) -> int | None:
    """The latest time in the clause that is not what it compares with, else the topic's or the report's."""
    now = reader.context.year
    here = within(reader.marks.years, reader.clause.first, reader.clause.last)
    plain = [y for m in here if m.since is None and m.kind in ("years", "shift") for y in resolve_years(m, now)]
    if plain:
        return max(plain)
    if reader.topic.year is not None and reader.topic.claimed:
        return reader.topic.year
    return now


def _unit_of(figure: Figure | None) -> str:
    """The difference's unit; `elva kommuner fler` is a count."""
    if figure is None:
        return ""
    return figure.quantity.unit or ("count" if figure.base else "")


def _words(marks: Marks, anchor: Anchor) -> str:
    return " ".join(t.text for t in marks.tokens[anchor.first : anchor.last])


def _doubts(told: Told, from_year: int | None, to_year: int | None, *, sure: bool) -> tuple[str, ...]:
    codes = []
    if from_year is None or to_year is None:
        codes.append("year-unknown")
    if not names_thing(told.linked.text):
        codes.append("label-unknown")
    if not sure:
        codes.append("place-unsure")
    return tuple(codes)
