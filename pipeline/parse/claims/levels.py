"""The levels that a clause states, one for each figure, gender and year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from pipeline.model import Gender, Level, Reading
from pipeline.parse.claims.context import Dated, PartReader
from pipeline.parse.claims.dating import date_figure
from pipeline.parse.claims.doubts import Drawn, find_doubts
from pipeline.parse.claims.grouping import is_course
from pipeline.parse.claims.joint_places import find_places_beside
from pipeline.parse.claims.label.gendering import drop_gender, is_share_of_gender, turn_base, turn_label, turn_text
from pipeline.parse.claims.label.labels import Label
from pipeline.parse.claims.label.listed import name_listed
from pipeline.parse.claims.label.standins import Linked
from pipeline.parse.claims.negation import is_negated
from pipeline.parse.claims.origins import origin_of
from pipeline.parse.claims.sentence.bases import is_public, nouns
from pipeline.parse.claims.sentence.content import EXTREMES, has_content, is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure
from pipeline.parse.claims.traits import find_place
from pipeline.parse.claims.value.kinds import AVERAGES, MONEY, NONE, Role, find_kind
from pipeline.parse.claims.value.scales import find_unit
from pipeline.parse.claims.whereabouts import Where, find_where
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.printed_years import REPORTS_YEAR
from pipeline.parse.verbs import is_finite
from pipeline.records import record, replace

# `än ensamstående män med barn,`
_THAN_REACH = 6
# `Både länet och riket ligger på 16`: each of them, and no sum
_EACH = frozenset({"både", "såväl", "vardera"})
_MEANS = AVERAGES | {"genomsnittligt"}
# Of these a rate names nothing that is measured.
_ANYTHING = ("personer per ", "fall per ", "per ")
# Of these some are told who do not; `De som inte fick plats väntade i 18 dagar` denies no days.
_COUNTED = frozenset({"percent", "count"})
_CLASS = " i årskurs "
# So much of `meritpoäng` and `meritvärde` agrees.
_STEM = 5


@record
class Told:
    """What the clause has found out for one part: its label, its evidence and what it compares with."""

    linked: Linked
    evidence: str
    since: int | None
    base: str = ""
    negated: bool = False
    population: str = ""  #: the part of the base that the clause names


def find_levels(reader: PartReader, told: Told, roles: dict[Figure, Role]) -> Iterator[Level]:
    """One Level per figure that counts, gender and year, in printed order."""
    for figure in _that_count(reader):
        genders: tuple[Gender, ...] = reader.genders(figure, whole=told.linked.whole) or ("T",)
        if is_share_of_gender(reader, figure):
            genders = ("T",)
        several = find_places_beside(reader, figure)
        for dated in date_figure(reader, figure, told.since, whole=told.linked.whole):
            for gender in genders:
                level = _make_level(reader, told, figure, gender, dated, roles[figure])
                if several and (level.unit != "count" or not _EACH.isdisjoint(reader.marks.said)):
                    yield from (replace(level, geography=p.geography, population="") for p in several)
                elif several:  # a number of all these together
                    yield replace(level, review=tuple(dict.fromkeys((*level.review, "place-unsure"))))
                else:
                    yield level


def _that_count(reader: PartReader) -> list[Figure]:
    """Of words and digits that say the same, the digits: `fyra av tio kommuner (42 procent)`."""
    figures = reader.part.figures
    if len(figures) == 1:
        return list(figures)
    digits = any(f.quantity.kind == "share" for f in figures)
    if any(is_course(reader.marks, one, two) for one, two in pairwise(figures)):
        return list(figures)
    return [f for f in figures if not (digits and f.quantity.kind == "part")]


def _make_level(reader: PartReader, told: Told, figure: Figure, gender: Gender, dated: Dated, role: Role) -> Level:
    quantity, marks = figure.quantity, reader.marks
    unit, printed = find_unit(reader, figure)
    base = turn_base(_base_of(reader, told, figure), gender) if unit == "percent" else ""
    base = _class_of(base, told.linked.text)
    base = "" if base == "fall" else base  # `når målen i 87 procent av fallen`: whose, its subject says
    named = base if not told.linked.whole or _named_before(reader, figure) else ""
    where = find_where(reader, figure, whole=told.linked.whole, base=named)
    population = _population_of(reader, told, where, gender)
    indicator = _lead_with(base, _name(reader, told, figure, unit, gender))
    doubts = find_doubts(Drawn(reader, figure, told.linked, dated, role, where, base, population, unit))
    unnamed = () if indicator or "label-unknown" in doubts else ("label-unknown",)
    return Level(
        observation_id="",
        place=marks.passage.place(quantity.start, quantity.end),
        indicator=indicator,
        geography=where.geography,
        origin=origin_of(reader),
        unit=unit,
        evidence=told.evidence,
        value=quantity.value,
        value_high=quantity.high,
        unit_printed=printed,
        qualifier=quantity.qualifier,
        negated=told.negated and unit in _COUNTED,
        base="" if base == "kommuner" and where.geography.type == "municipality" else base,
        population=population,
        gender=gender,
        year=dated.year,
        period=dated.period,
        review=(*doubts, *unnamed),
        readings=_readings(told, figure, dated, gender),
    )


def _population_of(reader: PartReader, told: Told, where: Where, gender: Gender) -> str:
    """Whom the clause names goes before what was only told before; of boys, when that was told of girls."""
    population = find_population(reader, told, where)
    return turn_base(population, gender) if gender != "T" else population


def find_population(reader: PartReader, told: Told, where: Where) -> str:
    """`Bland unga är andelen 61 procent`, after old people: not of those."""
    others = told.population or (told.base and told.base != reader.topic.base)
    leaks = others and where.population == reader.topic.population
    if told.linked.whole and not (others or where.population):
        # `Bland dem som bor ensamma är 12 procent oroliga. I Orsa är andelen 14`; not of towns, told before
        apart = reader.topic.divided or (bool(reader.marks.places) and "kommun" in reader.topic.whom)
        return "" if apart else reader.topic.whom
    return told.population if leaks else where.population or told.population


def _lead_with(base: str, label: str) -> str:
    """`till barn i förskolan är nöjda`, of föräldrar; `0–12 år vars utredning`, of barn: what leads on from whom."""
    leads_on = base and (label.startswith("till ") or label[:1].isdigit())
    return f"{base} {label}" if leads_on else label


def _name(reader: PartReader, told: Told, figure: Figure, unit: str, gender: Gender) -> str:
    """The label, of the figure's gender; of a count with what is counted: `hushåll vräktes`."""
    listed = name_listed(reader.marks, told.linked.words, figure, reader.part.figures)
    label = _name_part(reader, told, figure) or listed or name_indicator(reader, told, gender)
    counted = (figure, *_of_first(reader)) if reader.part.compares else (figure,)  # `mötte 16 personer, mot 14 i fjol`
    base = next((f.base for f in counted if f.base), None)
    per = figure.quantity.unit_printed.partition(" per ")[2]
    measures = find_kind(reader.marks, reader.clause.first, figure.at, "measure")
    measured = any(reader.marks.low(m.first) not in _MEANS for m in measures)  # not `i medeltal 0,31 per boende`
    rate = name_rate(figure.quantity.unit_printed, unit)
    vague = rate.startswith(_ANYTHING) and has_content(label.split(" "))  # `10,2 personer per 1 000 invånare vårdades`
    rates = [f for f in (figure, *_of_first(reader)) if f.quantity.kind == "rate" and find_unit(reader, f)[0] == unit]
    subject = label.partition(" ")[0]  # `Antibiotikaförskrivningen minskade till 285 recept per 1 000 invånare`
    measured = measured or (subject.endswith("ingen") and not any(map(is_finite, label.split(" "))))
    if rates and unit not in label and not measured and not told.linked.whole and not vague:
        # `På vardagar fanns 0,31 anställda per boende`, `I Solna gjordes flest resor, 267 resor per invånare`
        return rate if _only_names(label, rate) else f"{rate} {label}"
    if not per and reader.number:  # `62 kronor per dag 2023, att jämföra med 58 kronor året innan`
        per = reader.parts[0].figures[0].quantity.unit_printed.partition(" per ")[2]
    named = figure.quantity.unit_printed  # `Eleverna lämnade skolan med i genomsnitt 229 meritpoäng`
    if named in load_set("units that name") and named[:_STEM] not in label.lower():
        return f"{named}: {label}"
    if unit in MONEY and per and f"per {per}" not in label:
        return f"{label} per {per}"
    counted_before = told.linked.whole and unit == "percent" and reader.topic.unit == "count"
    if counted_before and reader.part.figures[0].base and label.startswith(f"{reader.part.figures[0].base.base} "):
        return label.partition(" ")[2]  # `Av 290 kommuner har 87 en plan. Det motsvarar 30 procent av kommunerna`
    if unit != "count" and label.startswith("antal "):  # `I 212 kommuner finns en plan. I fjol var andelen 66 procent.`
        return label.partition(": ")[2] or label
    if unit != "count" or base is None or base.base in label or label.startswith("antal"):
        return label
    return _name_count(reader, told, figure, label, base.base)


def name_rate(printed: str, unit: str) -> str:
    """`nya företag per 1 000 invånare`, of a rate whose unit is `företag per 1 000 invånare`: all that is counted."""
    return printed if unit and printed.endswith(f" {unit}") else unit


def _only_names(label: str, rate: str) -> bool:
    """Whether a label says no more than a verb and what the rate counts: `gjordes flest resor`."""
    said = {low for low in words_of(label) if is_content(low) and not is_finite(low)} - EXTREMES - {"flest"}
    return bool(said) and said.issubset(rate.split(" "))


def _name_count(reader: PartReader, told: Told, figure: Figure, label: str, counted: str) -> str:
    """`kommuner har en plan`, of a subject that is counted; else `antal kommuner: en plan mot våld finns`."""
    marks, start = reader.marks, reader.clause.first
    first = (figure if reader.part.alone else reader.parts[0].figures[0]).first  # whose words a later one borrows
    before = marks.spell(k for k in told.linked.words if start <= k < first)
    if _is_counted(label.partition(" ")[0]):  # `hade 9 860 personer stöd, varav 5 420 kvinnor`
        return label
    subject = figure.whole >= 0 or (marks.low(first) not in PREPOSITIONS and all(map(is_finite, before)))
    if (
        subject and (aged := _find_age(reader, figure)) and f" {aged}" in label
    ):  # `bodde 820 personer 65 år eller äldre`
        counted, label = f"{counted} {aged}", label.replace(f" {aged}", "", 1)
    return f"{counted} {label}".strip() if subject or not label else f"antal {counted}: {label}"


def _find_age(reader: PartReader, figure: Figure) -> str:
    """The age right behind those who are counted: `personer | 65 år eller äldre`; empty where none is."""
    aged = next((f for f in reader.marks.figures if f.at == figure.last and f.quantity.kind == "size"), None)
    return reader.marks.text_of(aged.at, aged.quantity.last) if aged else ""


def _is_counted(word: str) -> bool:
    """Whether a label that begins so already tells who are counted."""
    noun = nouns().get(word)
    several = noun is not None and noun.kind == "people" and noun.gender is None and noun.base == word
    return word.endswith("-åringar") or (several and not word.endswith("en"))  # not `befolkningen`


def _name_part(reader: PartReader, told: Told, figure: Figure) -> str:
    """`För fyra år sedan låg de på 75 respektive 63 procent`: first to first of what was told; else empty."""
    parts, paired = reader.topic.parts, [f for f in reader.part.figures if f.quantity.paired]
    if not figure.quantity.paired or not told.linked.whole or len(parts) != len(paired):
        return ""
    return "" if reader.genders(figure, whole=True) else parts[figure.quantity.paired - 1][0]


def name_indicator(reader: PartReader, told: Told, gender: Gender) -> str:
    """The label as it is of women, of men, or of all."""
    linked = told.linked
    if not linked.words:
        return turn_text(linked.text, gender)
    if not reader.marks.all_genders:
        return linked.text
    label = Label(linked.text, (), linked.words)
    both = linked.whole and len(reader.topic.told) > 1
    figures = [f for part in reader.parts for f in part.figures if f.base]
    if reader.number if gender == "T" else not any(is_public(f.base.base) for f in figures if f.base):
        label = drop_gender(reader.marks, label)  # `kvinnor 71, totalt 68 procent`; not of whom authorities offer it to
    return turn_label(reader.marks, label, gender, reader.marks.all_genders, told=both)


def _base_of(reader: PartReader, told: Told, figure: Figure) -> str:
    own = (figure, *reader.part.figures)
    named = [f.base for f in (*own, *(f for f in _of_first(reader) if not _counts_places(reader, f))) if f.base]
    if named:
        return named[0].base if figure.base else _of_own_class(reader, named[0].base)
    return told.linked.base or _named_before(reader, figure) or _of_own_class(reader, told.base)


def _counts_places(reader: PartReader, first: Figure) -> bool:
    """`Tre av länets kommuner ligger över 90 procent: Lomma (96 procent)`: how many such places there are."""
    counts = first.quantity.kind == "bare" and first.base is not None and first.base.kind == "public"
    named = find_place(reader.marks, (reader.part.before, reader.part.core)) if counts and reader.number else None
    return named is not None and bool(named.geography.code)


def _of_own_class(reader: PartReader, base: str) -> str:
    """`Av eleverna i årskurs 8 är 77 procent trygga, mot 85 procent i årskurs 5`: the second of the other class."""
    who, _, others = base.partition(" i årskurs ")
    own = (k for span in (reader.part.before, reader.part.after) for k in range(*span))
    at = next((k for k in own if reader.number and reader.marks.low(k) == "årskurs"), None) if others else None
    return base if at is None else f"{who} i årskurs {reader.marks.low(at + 1)}"


def _class_of(base: str, label: str) -> str:
    """`är 78 procent av eleverna i årskurs 5 trygga, men bara 65 procent i årskurs 8`: of the class that it names."""
    who, _, own = base.partition(_CLASS)
    named = label.partition(_CLASS)[2].split(" ")[0] if own else ""
    return f"{who}{_CLASS}{named}" if named.isdigit() and named != own else base


def _of_first(reader: PartReader) -> tuple[Figure, ...]:
    """The figures of the first part, which lends its base: `61 procent av kommunerna ... och 62 procent`."""
    return () if reader.part.alone and reader.number else reader.parts[0].figures


def _named_before(reader: PartReader, figure: Figure) -> str:
    """`fler kommuner, 24 procent, som`, `nästan alla kommuner (98 procent)`."""
    marks = reader.marks
    if figure.before in (",", "("):
        opening = reader.clause.first + (marks.low(reader.clause.first) == "allt")
        if marks.low(opening) in ("fler", "färre") and (who := nouns().get(marks.low(opening + 1))) and not who.gender:
            return who.base  # `Färre kommuner än tidigare erbjuder öppna insatser, 61 procent`
        told = next((f.base for f in marks.figures if f.base and f.last == figure.at - 1), None)
        if told is not None and marks.low(figure.at - 1) == ",":
            return told.base  # `Mer än hälften av kommunerna, 54 procent, hade platser`
        before = marks.lows(reader.clause.first, figure.at - 2)
        noun = nouns().get(marks.low(figure.at - 2)) if "andelen" not in before else None
        named = any(p.first <= figure.at - 2 < p.last for p in marks.places)
        # `sämre hälsa än övriga befolkningen, 41 procent`, `än ensamstående män med barn, 17`
        named = named or "än" in marks.lows(figure.at - _THAN_REACH, figure.at - 2)
        named = named or marks.low(figure.at - 3).endswith(("re", "är", "mer"))  # `är oftare arbetslösa (12 procent)`
        named = named or marks.low(figure.at - 3).endswith("t")  # `särskilt boende (68 procent)`: no people
        return noun.base if noun and not named and not noun.gender else ""
    return ""


def negation_of(reader: PartReader, *, whole: bool) -> bool:
    """Whether the part says how many do not; a part that takes all from the topic takes that too."""
    part, marks = reader.part, reader.marks
    if marks.low(reader.clause.first) in NONE and "än" in marks.lows(*part.before):
        return False  # `Ingen kommun har högre andel än Nybro (88 procent)`
    first = reader.parts[0]
    spans = (part.before, part.core, part.after, *(() if part.alone else (first.before, first.after)))
    figures = [f for p in reader.parts for f in p.figures]
    borrowed = ((k, k + 1) for k in part.words)  # `Fler pojkar (23 procent) än flickor (17) saknar`
    found = is_negated(reader.marks, reader.clause, figures, chain(spans, borrowed), reader.barred)
    return found or (whole and reader.topic.negated)


def _readings(told: Told, figure: Figure, dated: Dated, gender: Gender) -> tuple[Reading, ...]:
    """Which words gave which field, where the figure's own words do not show it."""
    found = [Reading("year", dated.words or REPORTS_YEAR)]
    if told.linked.whole:
        found.append(Reading("indicator", "what was said before"))
    if figure.base:
        found.append(Reading("base", figure.base.base))
    if gender != "T":
        found.append(Reading("gender", gender))
    if told.since is not None:
        found.append(Reading("compared with", str(told.since)))
    return tuple(found)
