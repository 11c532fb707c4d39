"""One sentence after another: its clauses, their levels and changes, and what they leave for the next to point to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from pipeline.model import RIKET, Change, Gender, Geography, Level
from pipeline.parse.claims.change.changes import speaks_of_topic
from pipeline.parse.claims.change.leads import UNSAID
from pipeline.parse.claims.change.pairs import find_subjects, remember, tell_of_each
from pipeline.parse.claims.change.periods import since_year
from pipeline.parse.claims.change.rows import anchor_of, drop_repeated, find_changes, make_change, make_changes
from pipeline.parse.claims.context import Context, PartReader
from pipeline.parse.claims.grouping import is_course
from pipeline.parse.claims.label.naming import plans_it, tell_part, tell_plan
from pipeline.parse.claims.label.topics import Topic, add_talk, hear_out
from pipeline.parse.claims.leaving import (
    after_change,
    after_level,
    after_talk,
    genders_left,
    go_on_in_time,
    is_divided,
    tells_who_took_part,
)
from pipeline.parse.claims.levels import Told, find_levels
from pipeline.parse.claims.scenes import Scene, look_at, look_for_lead
from pipeline.parse.claims.sentence.breaks import ends_aside
from pipeline.parse.claims.sentence.clauses import Clause, find_clauses
from pipeline.parse.claims.sentence.content import Words
from pipeline.parse.claims.sentence.marks import Anchor, Marks, within
from pipeline.parse.claims.sharing import Part
from pipeline.parse.claims.traits import is_told_of
from pipeline.parse.claims.value.counterparts import is_of_place_compared
from pipeline.parse.claims.value.counts import tells_only_of_taking_part
from pipeline.parse.claims.value.kinds import Role
from pipeline.parse.phrases import load_set
from pipeline.parse.years import YearMention
from pipeline.records import record, replace

# Sentences that a later one may point back to.
_REMEMBERED = 6
# Each goes from one figure to another.
_TWO_COURSES = 4
_COMPARING = load_set("comparing words") | {"över", "under", "där"}
_LOCAL = frozenset({"municipality", "county", "region"})


@record
class Read:
    """What a sentence, or a clause of it, states; and the topic that it leaves."""

    levels: tuple[Level, ...]
    changes: tuple[Change, ...]
    topic: Topic
    leads: tuple[Change, ...] = ()  #: announced, and still to be proved


def read_sentence(marks: Marks, topic: Topic, context: Context) -> Read:
    """All that the sentence states."""
    levels: list[Level] = []
    changes: list[Change] = []
    leads: list[Change] = []
    unread, before = False, topic
    subject: Level | None = None
    states = bool(marks.figures or marks.anchors)
    if not states:
        topic = add_talk(topic, partial(_listen, marks, context, None))
    for clause in find_clauses(marks) if states else ():
        if levels and "vilket" in marks.lows(clause.first, clause.first + 2):  # of the figure right before it
            subject = levels[-1]
        figures = within(marks.figures, clause.first, clause.last)
        if not figures and not within(marks.anchors, clause.first, clause.last):
            topic, unread = add_talk(topic, partial(_listen, marks, context, clause)), False
            continue
        topic = hear_out(topic) if figures else topic
        scene = look_at(marks, clause, context, _unit_told(topic, context))
        spoken = topic
        if subject is not None and not within(marks.places, clause.first, clause.last):
            spoken = topic._replace(geography=subject.geography, population=subject.population)
            if ends_aside(marks, marks.first, clause.first):  # `Nacka, som 2018 låg på 66 |, har nått 68`
                spoken = spoken._replace(year=before.year, year_about=before.year_about)
        read = _read_clause(scene, spoken)
        subject = _find_subject(marks, clause, read.levels) or subject
        levels += read.levels
        leads += read.leads
        changes += (replace(c, review=(*c.review, "place-unsure")) for c in read.changes) if unread else read.changes
        unread = not read.levels and not read.changes and _leaves_figure(scene)
        aside = spoken is not topic and not read.levels
        topic = read.topic._replace(geography=topic.geography, population=topic.population) if aside else read.topic
    here = (marks.tokens[marks.first].start, marks.tokens[marks.last - 1].end)
    if topic.unit == "count" and tells_who_took_part(hear_out(topic).label.split(" ")):
        topic = before
    years = [y for y in marks.years if y.kind in ("years", "range")] if marks.years else []
    left = topic._replace(
        sentences=(*topic.sentences[-_REMEMBERED:], here),
        there=_find_last_place(marks) if marks.places else None,
        mentioned=tuple(sorted({year for y in years for year in y.years})) if years else (),
        opened=_find_one_year(years),
    )
    if not changes:
        return Read(tuple(levels), (), left, tuple(leads))
    if not levels and tells_only_of_taking_part(marks):
        return Read((), (), left, tuple(leads))
    kept = drop_repeated(changes)
    leads += (c for c in kept if UNSAID in c.readings and c.low is None)  # whose years may yet be told
    return Read(tuple(levels), kept, left, tuple(leads))


def _find_last_place(marks: Marks) -> Geography | None:
    """The place that the sentence names last, the country only where it names no other; none of several in a list."""
    named = [p.geography for p in marks.places if p.geography.code]
    joined = zip(marks.places, marks.places[1:], strict=False)
    if len(named) > 1 and all(marks.lows(one.last, two.first) in ([","], ["och"]) for one, two in joined):
        return None  # `till stadsdelarna i Stockholm, Göteborg och Malmö`
    return next((place for place in reversed(named) if place.type != "country"), named[-1] if named else None)


def _find_subject(marks: Marks, clause: Clause, levels: Sequence[Level]) -> Level | None:
    """`Riket låg på 86 procent | , en minskning med två procentenheter`: of the place that the level before is of."""
    place = next(iter(within(marks.places, clause.first, clause.last)), None) if levels else None
    if place is None or not _COMPARING.isdisjoint(marks.lows(clause.first, place.first + 1)):
        return None
    led = all(f.at > place.first for f in within(marks.figures, clause.first, clause.last))
    return next((x for x in levels if x.geography == place.geography), None) if led else None


def _find_one_year(named: Sequence[YearMention]) -> int | None:
    """The year that a sentence is of; None where it names none, or several, or compares with one."""
    return named[0].years[0] if len(named) == 1 and named[0].since is None and len(named[0].years) == 1 else None


def _unit_told(topic: Topic, context: Context) -> str:
    """The unit of what was spoken of last, or that of the document's own scale."""
    unit = topic.unit if topic.claimed or topic.told_of else ""
    return context.scale if context.scale and unit in ("", "percent") else unit


def _leaves_figure(scene: Scene) -> bool:
    """`Även Lund ligger högt med 82 | , upp från 79`: of a place, and not understood."""
    bare = any(f.quantity.kind == "bare" for f in scene.figures(Role.NONE))
    return bare and bool(within(scene.marks.places, scene.clause.first, scene.clause.last))


def _listen(marks: Marks, context: Context, clause: Clause | None, topic: Topic) -> Topic:
    """The topic after a clause, or a whole sentence, without a figure or a word of change."""
    for spoken in (clause,) if clause is not None else find_clauses(marks):
        topic = after_talk(look_at(marks, spoken, context, ""), topic)
    return topic


def _read_clause(scene: Scene, topic: Topic) -> Read:
    marks, clause = scene.marks, scene.clause
    if not scene.levels and not scene.anchors:
        return _read_talk(scene, topic)
    topic = hear_out(topic)
    since = since_year(marks, clause, scene.context, topic.year, scene.timeless)
    levels: list[Level] = []
    changes: Sequence[Change] = ()
    apart: list[Level] = []  # all that are told for their own sake
    parts: list[tuple[str, Words]] = []
    left = topic
    stated = False
    for reader in _readers(scene, scene.parts, topic):
        told, left_here = tell_part(scene, reader, topic, since)
        if plans := plans_it(reader):
            told = tell_plan(reader, told, topic, parts[-1][0] if parts else topic.label)
            left_here = left_here._replace(label=told.linked.text, words=())
        found = tuple(find_levels(reader, told, scene.roles))
        levels += found
        apart += () if reader.part.compares else found
        parts.append((told.linked.text, told.linked.words))
        if found and (topic.claimed or topic.told_of) and _goes_on_before(reader):
            stated = True
        elif found and not (stated and (_is_aside(reader) or plans or _divides(levels, found, told, parts[0][0]))):
            first = left
            left = after_level(left_here, told, found, since, topic, reader)
            left = go_on_in_time(first, left) if stated else left
            stated = True
    if levels and left is not topic:
        told_genders = tuple(dict.fromkeys(level.gender for level in levels if level.gender != "T"))
        local = {level.geography for level in apart if level.geography.type in _LOCAL}
        if len(local) > 1 and scene.context.geography == RIKET:
            left = left._replace(geography=RIKET)  # `I Lund har 61 procent en examen, i Nybro 41`: examples
        left = left._replace(
            genders=genders_left(levels),
            told=told_genders,
            parts=tuple(parts) if len(parts) > 1 else (),
            divided=len(apart) > 1 and is_divided(apart),
        )
    if scene.anchors:
        changes, left = _read_changes(scene, topic, left, since, stated=stated)
    if not levels and not changes:
        return _read_talk(scene, topic)
    left = left._replace(subjects=remember(topic, levels)) if levels else left
    return Read(tuple(levels), tuple(changes), left)


def _read_talk(scene: Scene, topic: Topic) -> Read:
    """A clause that states nothing: what it speaks of, and the change that it may announce."""
    leads: list[Change] = []
    if lead := look_for_lead(scene):
        topic = hear_out(topic)
        since = since_year(scene.marks, scene.clause, scene.context, topic.year)
        leads = [change for change, _ in _find_changes(lead, topic, since, stated=False)]
    return Read((), (), add_talk(topic, partial(after_talk, scene)), tuple(leads))


def _read_changes(
    scene: Scene, topic: Topic, left: Topic, since: int | None, *, stated: bool
) -> tuple[list[Change], Topic]:
    """The changes of a clause and the topic after them; `stated` when levels of it were read, and `left` is theirs."""
    subjects = find_subjects(scene.marks, scene.clause, topic)
    changes: list[Change] = []
    about = left if stated else topic
    for change, left_here in _find_changes(scene, about, since, stated=stated or bool(subjects)):
        changes.append(_doubt_direction(scene, change))
        if not stated:
            left = after_change(scene, left_here, change, since, topic)
    return list(tell_of_each(changes, subjects)), left


def _goes_on_before(reader: PartReader) -> bool:
    """`lägre än länets 71 procent men högre än 2019`, `52 400 personer, varav 70 procent var kvinnor`: what follows
    goes on with what stood before."""
    marks, clause, figure = reader.marks, reader.clause, reader.part.figures[0]
    opening = marks.lows(clause.first, clause.first + 2)
    some = opening[:1] == ["varav"] or opening == ["av", "vilka"]
    return some or is_of_place_compared(marks, figure)


def _divides(levels: Sequence[Level], found: Sequence[Level], told: Told, first: str) -> bool:
    """`hade 39 200 personer stöd, 17 100 kvinnor och 22 100 män`: the next sentence goes on with all of them."""
    each = any(level.gender == "T" for level in levels) and all(level.gender != "T" for level in found)
    # `hos 17 procent i länet och 16 i riket`
    local = levels[0].geography.type not in ("country", "group")
    beside = local and all(level.geography == RIKET for level in found)
    some = told.linked.text.startswith(f"{first} ")  # `som rymt är 18 procent, och för ensamkommande 26`
    return each or beside or some


def _is_aside(reader: PartReader) -> bool:
    """`(riket 72 procent)`, `jämfört med 40 procent i riket`: the next sentence goes on with what stood before."""
    return reader.part.compares or reader.marks.low(reader.part.core[0]) == "("


def _doubt_direction(scene: Scene, change: Change) -> Change:
    """`Personaltätheten ökade från 5,4 till 5,2 barn`: the word and the figures go different ways."""
    ends = {f.before: f.quantity.value for f in scene.levels}
    if not {"från", "till"} <= set(ends) or change.direction == "same":
        return change
    if (ends["till"] > ends["från"]) == (change.direction == "up"):
        return change
    return replace(change, review=(*change.review, "direction-unsure"))


def _readers(scene: Scene, parts: tuple[Part, ...], topic: Topic) -> Iterator[PartReader]:
    barred, timeless = scene.named, scene.timeless
    for number in range(len(parts)):
        yield PartReader(scene.marks, scene.clause, parts, number, topic, scene.context, barred, timeless)


def _find_changes(scene: Scene, topic: Topic, since: int | None, *, stated: bool) -> Iterator[tuple[Change, Topic]]:
    """The changes of a clause; where it states levels too, their label is the changes' as well."""
    differences = scene.figures(Role.DIFFERENCE)
    if any(anchor_of(scene.marks, scene.anchors, f) for f in differences):
        for reader in _readers(scene, scene.share_out(differences), topic):
            told, left = _tell_change(scene, reader, topic, since, stated=stated)
            who = scene.group_of(reader).population
            for change in find_changes(reader, told, scene.anchors):
                yield replace(change, population=change.population or who), left
        return
    if stated and len(scene.anchors) > 1 and (owned := _find_owners(scene, topic)):
        yield from _tell_each(scene, owned, topic, since)
        return
    several = len(scene.anchors) == 1 and len(scene.levels) >= _TWO_COURSES
    courses = [r for r in _readers(scene, scene.parts, topic) if _is_of_course(r)] if several else ()
    if len(courses) > 1:
        yield from _tell_courses(scene, courses, topic, since)
        return
    part = _whole_part(scene)
    reader = PartReader(scene.marks, scene.clause, (part,), 0, topic, scene.context)
    told, left = _tell_change(scene, reader, topic, since, stated=stated)
    for anchor in scene.anchors:
        for gender in _genders_of(scene, reader, told):
            yield from ((change, left) for change in make_changes(reader, told, anchor, None, gender))


def _find_owners(scene: Scene, topic: Topic) -> Sequence[tuple[Anchor, PartReader]]:
    """`Andelen A har ökat från 52 till 55 procent och andelen B är oförändrad på 37`: each word with its own part.

    None unless every word of change stands in a part of its own that names its share itself.
    """
    readers = list(_readers(scene, scene.parts, topic))
    spans = [(r.part.before[0], max(r.part.core[1], r.part.after[1])) for r in readers]
    owned = [(a, n) for a in scene.anchors for n, span in enumerate(spans) if span[0] <= a.first < span[1]]
    if len({n for _, n in owned}) != len(scene.anchors) or len(owned) != len(scene.anchors):
        return ()
    named = all("andelen" in scene.marks.lows(spans[n][0], a.first) for a, n in owned)
    return [(a, readers[n]) for a, n in owned] if named else ()


def _tell_each(
    scene: Scene, owned: Sequence[tuple[Anchor, PartReader]], topic: Topic, since: int | None
) -> Iterator[tuple[Change, Topic]]:
    for anchor, reader in owned:
        told, left = tell_part(scene, reader, topic, since)
        for gender in reader.genders(reader.part.figures[0], whole=told.linked.whole) or ("T",):
            yield from ((change, left) for change in make_changes(reader, told, anchor, None, gender))


def _is_of_course(reader: PartReader) -> bool:
    figures = reader.part.figures
    return len(figures) > 1 and is_course(reader.marks, figures[0], figures[1])


def _tell_courses(
    scene: Scene, courses: Sequence[PartReader], topic: Topic, since: int | None
) -> Iterator[tuple[Change, Topic]]:
    """`Nöjdheten föll från 91 till 88 procent och tryggheten från 87 till 85`: one verb for both."""
    for reader in courses:
        one, two = reader.part.figures[:2]
        if one.quantity.value == two.quantity.value:
            continue
        told, left = tell_part(scene, reader, topic, since)
        direction = "up" if two.quantity.value > one.quantity.value else "down"
        genders: tuple[Gender, ...] = reader.genders(two, whole=told.linked.whole) or ("T",)
        for gender in genders:
            yield make_change(reader, told, replace(scene.anchors[0], direction=direction), None, gender), left


def _tell_change(
    scene: Scene, reader: PartReader, topic: Topic, since: int | None, *, stated: bool
) -> tuple[Told, Topic]:
    if stated or any(speaks_of_topic(scene.marks, scene.clause, a) for a in scene.anchors):
        empty = replace(reader, parts=tuple(replace(p, words=()) for p in reader.parts))
        return tell_part(scene, empty, topic, since)
    return tell_part(scene, reader, topic, since)


def _genders_of(scene: Scene, reader: PartReader, told: Told) -> tuple[Gender, ...]:
    found = tuple(
        dict.fromkeys(
            g.gender
            for g in within(scene.marks.genders, scene.clause.first, scene.clause.last)
            if not is_told_of(scene.marks, g)
        )
    )
    if found:
        return found
    if reader.points_to_named():
        return reader.topic.named
    topic = reader.topic.genders
    goes_on = told.linked.whole and topic and not reader.is_of_all()
    return topic if goes_on else ("T",)


def _whole_part(scene: Scene) -> Part:
    """A part for a change without a figure: the whole clause."""
    first, last = scene.clause.first, scene.clause.last
    words = tuple(k for k in range(first, last) if k not in scene.masked)
    return Part((), (first, first), (first, first), (first, last), words, alone=True)
