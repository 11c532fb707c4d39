"""All passages of a document, each with what stands around it: its list's year, its heading, the bullet it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from pipeline.model import RIKET, Change, Geography, Level, LocalStatus, Metadata, Origin, Passage, Problem
from pipeline.parse.claims.answers import find_answers, find_mean
from pipeline.parse.claims.asides import find_aside
from pipeline.parse.claims.change.leads import Leads, follow, settle
from pipeline.parse.claims.context import Context
from pipeline.parse.claims.contrasts import is_contrasted, move_changes, move_levels
from pipeline.parse.claims.label.repeats import points_back, repeats_words
from pipeline.parse.claims.label.topics import Topic, drop_part
from pipeline.parse.claims.local import find_local, find_speaker, name_statement, opens_with_answer
from pipeline.parse.claims.possessions import find_possessions
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import Marks, mark_sentences
from pipeline.parse.claims.sentence.wordings import Wording, read_wording
from pipeline.parse.claims.statements import read_sentence
from pipeline.parse.claims.timing import find_bracket_year, find_passage_years, find_previous_year, find_writing_year
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.records import record, replace

# A longer passage is no antecedent: evidence is to be read.
_SHORT = 400
# `ett värde mellan 0 och 100, där 100 är bäst`
_SCALE = re.compile(r"\b0 ?(?:och|till|–|-) ?100\b(?! procent| %)")
# A document that says so often `index` or `NKI` is about one.
_INDEXED = 4
# They stand for what was measured last.
_POINTING = frozenset({"andelen", "siffran", "motsvarande", "antalet", "medianen", "medelvärdet", "genomsnittet"})


@record
class Claims:
    """The rows of a document's prose and bullets, in printed order, without ids and findings."""

    levels: tuple[Level, ...] = ()
    changes: tuple[Change, ...] = ()
    local: tuple[LocalStatus, ...] = ()
    problems: tuple[Problem, ...] = ()


@record
class _Read:
    claims: Claims
    topic: Topic


def read_passages(passages: Sequence[Passage], metadata: Metadata) -> Claims:
    """Everything that the passages state; ids and `finding_id` are left to the report."""
    wordings = tuple(map(read_wording, passages))
    years = find_passage_years(wordings, metadata)
    levels: list[Level] = []
    changes: list[Change] = []
    local: list[LocalStatus] = []
    previous_year = find_previous_year(wordings, metadata.report_year)
    written = find_writing_year(wordings, metadata)
    answers = find_answers(passages, metadata)
    indexed = sum(p.text.count("NKI") + p.text.lower().count("index") for p in passages) >= _INDEXED
    mean = find_mean(passages)
    bracketed = find_bracket_year(wordings, metadata.report_year)
    scale = "index" if indexed or any(_SCALE.search(p.text) for p in passages) else ""
    topic = Topic()
    bullet = Topic()  # what a municipality's own statement answers
    section = ""
    previous: Passage | None = None
    for number, (wording, year) in enumerate(zip(wordings, years, strict=True)):
        passage = wording.passage
        if passage.kind == "heading":
            topic = bullet = Topic(label=_name_topic(passage.text))
            continue
        if passage.section != section:
            section, topic = passage.section, Topic(label=_name_topic(passage.section))
        answered = bullet if answers.is_answer(number, passage) else None
        before = answered or _carry_over(topic, wording, previous)
        base = topic.base if passage.kind == "bullet" and previous is not None and previous.kind != "heading" else ""
        origin: Origin = "bullet" if passage.kind == "bullet" or passage.list_number else "prose"
        home = answers.find_home(number, passage)
        context = Context(
            year, origin, previous_year, home, mean=mean, bracketed=bracketed, base=base, scale=scale, written=written
        )
        read = _read_passage(wording, before, context, metadata, answered or Topic())
        levels += read.claims.levels
        changes += read.claims.changes
        local += read.claims.local
        states = bool(read.claims.levels or read.claims.changes)
        if states or not topic.told_of:  # what somebody says in between is no topic
            topic = read.topic._replace(told_of=states)
        previous = passage
        if answers.is_finding(number, passage):
            bullet = _for_answers(read.topic, passage)
    return Claims(tuple(levels), tuple(changes), tuple(local))


def _carry_over(topic: Topic, wording: Wording, before: Passage | None) -> Topic:
    """What a new paragraph may point back to: the one before, or its heading. A bullet stands for itself."""
    passage = wording.passage
    heard = before.text if before is not None and before.section == passage.section else passage.section
    if passage.kind == "bullet" and not _goes_on(topic, wording, before):
        return Topic(label=_name_topic(passage.section), heard=heard if len(heard) < _SHORT else "")
    return drop_part(topic)._replace(heard=heard if len(heard) < _SHORT else "", claimed=False, since=None, opened=None)


def _goes_on(topic: Topic, wording: Wording, before: Passage | None) -> bool:
    """Whether a bullet speaks of what the one before it stated: `I årskurs 8 är andelen 79 procent`."""
    passage = wording.passage
    if before is None or before.kind != "bullet" or before.list_number != passage.list_number or not topic.told_of:
        return False
    if not _name_topic(passage.section) or not _POINTING.isdisjoint(wording.lows):
        return True
    first = next((token.low for token in wording.tokens if token.kind == "word"), "")
    return first in nouns() and nouns()[first].gender is not None  # `Flickorna lyckades bättre (82 procent)`


@lru_cache(maxsize=64)  # the passages below a heading come one after another
def _name_topic(heading: str) -> str:
    """The heading as what figures under it are of; empty where it only announces some (`Viktiga resultat 2021`)."""
    words = [word for word in words_of(heading) if is_content(word)]
    return "" if set(words) <= load_set("heading words") else heading


def _for_answers(topic: Topic, passage: Passage) -> Topic:
    return drop_part(topic)._replace(heard=passage.text, claimed=False, year=None, since=None)


def _read_passage(wording: Wording, topic: Topic, context: Context, metadata: Metadata, bullet: Topic) -> _Read:
    levels: list[Level] = []
    changes: list[Change] = []
    local: list[LocalStatus] = []
    spoken: list[tuple[Marks, bool]] = []
    passage = wording.passage
    # A bullet may hold its finding and the answer to it, and so may a paragraph of a municipality's own page.
    own = passage.kind == "bullet" or (metadata.home is not None and not bullet.heard)
    answered: Geography | None = None  # `Nybro: Delvis. Frågan ställs i två av fem verksamheter.`
    leads, earlier = Leads(), Topic()
    said = ""  # `Nybro har en plan för hot och våld. Det har 61 procent av kommunerna.`
    unnamed = (0, 0)  # from where on the levels and changes are of a sentence that names nobody
    for marks in mark_sentences(wording):
        speaker = find_speaker(marks, metadata.home)
        if speaker is None and answered is not None and not marks.places:
            speaker, topic = answered, topic._replace(geography=answered, population="")
        answered = speaker if speaker is not None and (answered or opens_with_answer(marks)) else None
        here = replace(context, geography=speaker) if speaker else context
        own_topic = Topic(label=said, sentences=topic.sentences, heard=topic.heard)
        read = read_sentence(marks, own_topic if said and points_back(marks) else topic, here)
        spoken.append((marks, bool(read.levels or read.changes)))
        if speaker is not None and is_contrasted(levels[unnamed[0] :], read.levels, speaker):
            levels[unnamed[0] :] = move_levels(levels[unnamed[0] :], speaker)
            changes[unnamed[1] :] = move_changes(changes[unnamed[1] :], speaker)
        levels += read.levels
        changes += read.changes
        unnamed = unnamed if speaker is None and not marks.places else (len(levels), len(changes))
        leads = settle(follow(leads, read.leads, len(changes), read.levels), changes)
        told = speaker is None or read.levels or read.changes  # what a municipality says of itself is no topic
        topic = read.topic if told else topic._replace(there=read.topic.there, named=read.topic.named)
        said = "" if told else name_statement(marks)
        if own and bullet.heard and passage.kind == "paragraph" and _is_finding(read.levels, passage):
            found = find_local(spoken[:-1], context.year, metadata.home, bullet)
            local += [found] if found else []
            bullet, earlier = Topic(), Topic() if found else bullet  # what follows answers the next finding
        if own and not bullet.heard and _is_finding(read.levels, passage):
            bullet = _for_answers(topic, passage)._replace(heard=marks.text)
            spoken = [s for s in spoken[:-1] if points_back(marks) or repeats_words(s[0], bullet)]
            if spoken or passage.kind == "bullet":
                bullet = bullet._replace(heard=passage.text)
        if aside := find_aside(marks):
            spoken.append((aside, False))
    findings = (bullet, earlier) if earlier.heard else (bullet,)
    found = next(filter(None, (find_local(spoken, context.year, metadata.home, b) for b in findings)), None)
    if found:
        local.append(found)
    elif not bullet.heard:
        local += find_possessions(spoken, context.year, metadata.home)
    return _Read(Claims(tuple(levels), tuple(changes), tuple(local)), topic)


def _is_finding(levels: Sequence[Level], passage: Passage) -> bool:
    """Whether a sentence states what a municipality may answer: in a paragraph, only something of the country."""
    return bool(levels) and (passage.kind == "bullet" or any(level.geography == RIKET for level in levels))
