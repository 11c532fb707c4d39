"""What a clause leaves for the next to point to: its label, place, year and genders, or only what it talked of."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Change, Gender, Level
from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.dating import years_said
from pipeline.parse.claims.doubts import is_of_other_unit
from pipeline.parse.claims.grouping import is_course
from pipeline.parse.claims.label.echoes import says_nothing_new
from pipeline.parse.claims.label.labels import Label, write_label
from pipeline.parse.claims.label.masks import mask_changes
from pipeline.parse.claims.label.preludes import find_turn
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.levels import Told
from pipeline.parse.claims.negation import is_negated
from pipeline.parse.claims.pointed_times import is_same_time
from pipeline.parse.claims.scenes import Scene
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import within
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.parse.years import YearMention

# `Siffrorna i tabell 4 gäller 2015`: the report speaks of itself, and of nothing that it measures.
_ITSELF = (
    *("enkät", "undersökning", "mätningen", "rapport"),
    *("siffr", "uppgift", "tabell", "diagram", "figur", "redovis", "parentes"),
)
# Digits of a year.
_YEAR = 4
# `Länen skiljer sig åt.`
_DIFFERING = frozenset({"skiljer", "skilde", "varierar", "varierade"})
_AREAS = frozenset({"länen", "kommunerna", "regionerna", "landsdelarna", "könen", "mycket", "kraftigt", "stort"})
# `Kurvan har pekat uppåt; 2017 var andelen 56 procent`: of what was said before, and nothing new.
_SUBJECTS = frozenset({"kurvan", "andelen", "trenden", "utvecklingen", "resultatet", "resultaten"})


def _is_beside_it(label: Label) -> bool:
    """Whether talk is of the report itself, or says only that places differ: `Också länen skiljer sig åt.`"""
    if tells_who_took_part(label.lows) or any(low.startswith(_ITSELF) for low in label.lows):
        return True
    return not (_DIFFERING.isdisjoint(label.lows) or any(map(_names_thing, label.lows)))


def _names_thing(low: str) -> bool:
    """Whether this is no place among others, of which only is said that they differ."""
    return is_content(low) and not (is_finite(low) or low in _AREAS)


def after_level(
    left: Topic, told: Told, levels: tuple[Level, ...], since: int | None, before: Topic, reader: PartReader
) -> Topic:
    """The topic after a statement of levels."""
    first = levels[0]
    place = first.geography
    wider = place.type in ("group", "county") and before.geography.type == "municipality"
    passing = place.type == "country" or wider or place == reader.context.mean
    if told.linked.whole and before.claimed and passing:
        place = before.geography  # `Rikets genomsnitt var 71 procent.`: said in passing
    if first.unit == "count" or reader.part.figures[0].quantity.kind == "rate":
        left = left._replace(label=first.indicator, words=())
    year, since = _find_years(told, levels, since, before, reader)
    return left._replace(
        base=first.base or left.base,
        geography=place,
        population=first.population,
        whom=_find_whom(told, before),
        about=before.about or place,
        year_about=before.year_about if before.levelled or (told.linked.whole and before.claimed) else year,
        unit=before.unit if told.linked.whole and is_of_other_unit(before, first.unit) else first.unit,
        year=year,
        since=since if since is not None else _go_on_since(left, before),
        claimed=True,
        levelled=True,
    )


def _find_whom(told: Told, before: Topic) -> str:
    """Of which group the next figure is too; those who began in one year are others in the next."""
    whom = told.population or (before.whom if told.linked.whole and not before.divided else "")
    return "" if any(word.isdigit() and len(word) == _YEAR for word in whom.split(" ")) else whom


def _find_years(
    told: Told, levels: tuple[Level, ...], since: int | None, before: Topic, reader: PartReader
) -> tuple[int | None, int | None]:
    """Which year the next sentence is of, and with which it compares, where it does not say."""
    now, (figure, *others) = levels[0], reader.part.figures
    if others and is_course(reader.marks, figure, others[0]):
        now, figure = levels[-1], others[0]  # `från 70 procent 2019 till 74 procent 2022`: it goes on from there
    said = years_said(reader, figure, since)
    year = before.year if before.claimed or told.linked.whole else None
    new = not before.levelled or not told.linked.whole
    past = figure.before == "från" or reader.clause.then is not None or said == [since]
    latest = said and since is not None and since < max(said) and before.year_about is None
    new = new or bool(latest and reader.context.year == max(said) + 1)  # the year before it is compared with another
    if new and said and not past and not reader.part.compares:
        year = max(said)
    elif not said and not told.linked.whole and not past:
        year = None if now.year == reader.context.year else now.year  # what was said of another thing is over
    here = within(reader.marks.years, reader.clause.first, reader.clause.last)
    course = [y for y in here if _is_course(y)]
    if new and course and past:
        year = course[0].years[-1]  # `från 7 till 9 mellan 2015 och 2016`: what `under samma tid` ends with
    onward = said and before.year is not None and told.linked.whole and max(said) > before.year
    counted = any(y.kind == "before" for y in here)  # `Två år senare`: what else the clause says is counted from there
    if onward and not (past or counted or reader.part.compares):
        year, since = max(said), before.year if since is None else since  # `2016 var 61 procent nöjda. Nu är det 66.`
    back = said[0] if said and before.levelled and told.linked.whole and _is_earlier(said[0], year, reader) else None
    back = before.since if back is None and is_same_time(reader) else back
    return year, back if since is None else since


def tells_who_took_part(words: Iterable[str]) -> bool:
    """`260 kommuner deltar.`: who was asked is no thing measured."""
    return all(word in load_set("taking part") or not is_content(word) for word in words)


def go_on_in_time(first: Topic, left: Topic) -> Topic:
    """The topic after a further figure of a clause: of its first year, or from there when the figures go on in time.

    `52 procent 2021, mot 48 procent 2020` is of 2021; `60 procent 2015, 64 procent 2019` goes from 2015 to 2019.
    """
    if first.year is None or left.year is None or left.year <= first.year:
        return left._replace(year=first.year)
    return left._replace(since=first.year if first.since is None else first.since)


def is_divided(levels: Iterable[Level]) -> bool:
    """`Bland unga är 58 procent nöjda och bland äldre 83`: of whom the next figure is, it has to say."""
    shares = [level for level in levels if level.gender == "T" and level.unit == "percent"]
    whom = {(x.base, x.population) for x in shares if "kommun" not in f"{x.base} {x.population}"}
    return len(whom) > 1 and all(base or population for base, population in whom)


def _go_on_since(left: Topic, before: Topic) -> int | None:
    """What was compared with before, as long as the same is spoken of."""
    return before.since if left.label == before.label else None


def _is_course(mention: YearMention) -> bool:
    return mention.kind == "range" and mention.since is None and bool(mention.years)


def _is_earlier(said: int | None, year: int | None, reader: PartReader) -> bool:
    """`Vid mätningen 2016 var andelen 80 procent`: what the next sentence compares with."""
    now = year if year is not None else reader.context.year
    return said is not None and now is not None and said < now


def genders_left(levels: list[Level]) -> tuple[Gender, ...]:
    """The gender of all these levels, or both that share one figure; none when they differ, or are of all."""
    genders = tuple(dict.fromkeys(level.gender for level in levels))
    shared = len({level.place for level in levels}) == 1  # `Fyra procent av både kvinnorna och männen`
    return () if "T" in genders or (len(genders) > 1 and not shared) else genders


def after_change(scene: Scene, left: Topic, change: Change, since: int | None, before: Topic) -> Topic:
    """The topic after a change; `ökade mellan 2013 och 2014` says when the next sentence is too."""
    said = any(
        y.kind == "range" and y.since is None for y in within(scene.marks.years, scene.clause.first, scene.clause.last)
    )
    return left._replace(
        genders=() if change.gender == "T" else (change.gender,),
        geography=change.geography,
        population=change.population,
        year=change.to_year if said else left.year if before.claimed or left.label == before.label else None,
        since=since if since is not None else _go_on_since(left, before),
        named=() if change.gender == "T" else (change.gender,),
        unit=left.unit if left.label == before.label else "",
        claimed=True,
    )


def after_talk(scene: Scene, topic: Topic) -> Topic:
    """What a clause without a claim leaves to point to: its own words, if it has any, and the gender that it is of."""
    if (label := _label_of_turn(scene)) and label.says:
        return topic._replace(
            label=label.text, words=label.words, negated=False, measured=False, claimed=False, year=None, since=None
        )
    left = _leave_label(scene, topic)
    here = within(scene.marks.genders, scene.clause.first, scene.clause.last)
    named = {g.gender for g in here if "än" not in scene.marks.lows(g.first - 2, g.first)}
    if scene.marks.low(scene.clause.last) == ":":
        left = left._replace(told=tuple(dict.fromkeys(g.gender for g in here)))
    return left._replace(named=tuple(named)) if len(named) == 1 else left


def _weighs_genders(scene: Scene) -> bool:
    """Whether all that is said is how one gender stands to the other."""
    here = within(scene.marks.genders, scene.clause.first, scene.clause.last)
    return len({g.gender for g in here}) > 1 and here[0].first == scene.clause.first


def _weighed_genders(scene: Scene) -> frozenset[int]:
    """`Kvinnor` får oftare stöd `än män`: both names; only the one compared with where the sentence is of others."""
    here = within(scene.marks.genders, scene.clause.first, scene.clause.last)
    compared = [k for g in here for k in range(g.first - 1, g.last) if scene.marks.low(g.first - 1) == "än"]
    opening = here[:1] if _weighs_genders(scene) else ()
    return frozenset((*compared, *(g.first for g in opening)))


def _label_of(scene: Scene) -> Label:
    """The label that all of the clause makes, but for what changed in it and how the genders stand to each other."""
    masked = scene.masked | mask_changes(scene.marks, scene.clause)  # `Ledsagarservice minskar`: no row, and no name
    masked |= _weighed_genders(scene)
    words = range(scene.clause.first, scene.clause.last)
    label = write_label(scene.marks, tuple([k for k in words if k not in masked]))
    judged = label.lows[-2:-1] in (("är",), ("var",)) and label.lows[-1] in load_set("judgements")
    return write_label(scene.marks, label.words[:-2]) if judged else label  # `Vistelsetiden är lång`


def _label_of_turn(scene: Scene) -> Label | None:
    """`Det har blivit svårare att | få kontakt på telefon. Det lyckades för 47 procent`: a new thing, told of so."""
    first = find_turn(scene.marks, scene.clause)
    words = range(first, scene.clause.last if first > scene.clause.first else first)
    return write_label(scene.marks, tuple([k for k in words if k not in scene.masked])) if words else None


def _says_who_leads(label: Label) -> bool:
    """`Svårast har de minsta kommunerna`: who stands first or last, and not in what."""
    content = [low for low in label.lows if is_content(low) and not is_finite(low)]
    return len(content) == 1 and content[0] == label.lows[0] and content[0].endswith("ast")


def _leave_gender(scene: Scene, topic: Topic) -> Topic | None:
    """The topic where all that talk leaves is one gender; None where it leaves more."""
    marks, clause = scene.marks, scene.clause
    named = tuple({g.gender for g in within(marks.genders, clause.first, clause.last)})
    if len(named) == 1 and topic.claimed and (clause.last == marks.last or marks.low(clause.last + 2) == "dem"):
        return topic._replace(named=named)  # `Pojkarna står för nedgången; för dem sjönk andelen`
    if topic.told_of and len(named) == 1 and _label_of(scene).thin:
        return topic._replace(genders=named)  # `Flickorna lyckas bättre. Bland dem var 86 procent behöriga`
    return None


def _leave_label(scene: Scene, topic: Topic) -> Topic:
    marks, clause = scene.marks, scene.clause
    if (of_one := _leave_gender(scene, topic)) is not None:
        return of_one
    leads = clause.last < marks.last and any(f.first >= clause.last for f in marks.figures)
    opening = marks.low(clause.first)
    leads = leads and opening not in _SUBJECTS and opening not in load_set("pronouns of a figure")
    if (opening in _SUBJECTS or opening == "så") and is_finite(marks.low(clause.first + 1)):
        return topic  # `Andelen varierar mellan länen.`, `Så ser det inte ut överallt.`
    if topic.claimed and _weighs_genders(scene):
        # `Kvinnor är mer kritiska än män: 46 procent av kvinnorna svarar ja`; not only in the towns told of before
        return topic._replace(population="")
    if topic.claimed and not leads:  # a remark; the figures stay what the next sentence speaks of
        return topic
    if topic.claimed and opening in ("men", "och") and is_finite(marks.low(clause.first + 1)):
        return topic  # `Bygglov har index 67 | men är det område som har förbättrats mest: index har höjts`
    measured = opening in load_set("share words") or opening in load_set("figure words")
    if topic.measured and not measured and not leads:
        return topic  # `Andelen som arbetar mäts varje år. Måttet visar hur väl skolan lyckas.`
    label = _label_of(scene)
    if not label.says or _is_beside_it(label) or _says_who_leads(label):
        return topic
    if topic.claimed and says_nothing_new(marks, label, topic):
        return _go_there(scene, topic) if leads else topic
    if not topic.levelled:  # a new passage that opens with a new thing: the year of the one before is over
        topic = topic._replace(year=None, year_about=None, since=None)
    # A question: what an earlier passage stated of some place is over.
    told_of, unit = (False, "") if marks.asks else (topic.told_of, topic.unit)
    base = label.base or topic.base  # `Fler kommuner har en plan: andelen har ökat från 52 till 62 procent`
    left = topic._replace(label=label.text, words=label.words, base=base, measured=measured, claimed=False, whom="")
    denied = leads and is_negated(marks, clause, (), ((clause.first, clause.last),))  # `Orsa saknar en plan, vilket 64`
    return left._replace(told_of=told_of, unit=unit, negated=denied)


def _go_there(scene: Scene, topic: Topic) -> Topic:
    """`I små kommuner är det ovanligare, | där är andelen 59 procent`: the same, there."""
    there = within(scene.marks.places, scene.clause.first, scene.clause.last)[-1:]
    if not there:
        return topic
    return topic._replace(geography=there[0].geography, population=there[0].population, about=None)
