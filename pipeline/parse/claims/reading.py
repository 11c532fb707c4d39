"""All passages of a document, each with what stands around it: its list's year, its heading, the bullet it answers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from pipeline.model import Change, Level, LocalStatus, Metadata, Origin, Passage
from pipeline.parse.claims.answers import find_answers, find_mean
from pipeline.parse.claims.bracket_years import find_bracket_year, find_country_brackets
from pipeline.parse.claims.context import Context
from pipeline.parse.claims.data_years import Stated, find_cost_year, find_stated
from pipeline.parse.claims.label.topics import Topic, drop_part
from pipeline.parse.claims.passage_reader import PassageReader, as_finding
from pipeline.parse.claims.possessions import Listed, keep_answers
from pipeline.parse.claims.questions import declare
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import mark_sentences
from pipeline.parse.claims.sentence.wordings import Wording, read_wording
from pipeline.parse.claims.stems import complete_items
from pipeline.parse.claims.timing import (
    find_passage_years,
    find_previous_years,
    find_writing_year,
)
from pipeline.parse.claims.year_doubts import Unsettled, doubt_changes, doubt_levels, find_unsettled
from pipeline.parse.phrases import load_set, words_of
from pipeline.records import record, replace

# A longer passage is no antecedent: evidence is to be read.
_SHORT = 400
# `ett värde mellan 0 och 100, där 100 är bäst`
_SCALE = re.compile(r"\b0 ?(?:och|till|–|-) ?100\b(?! procent| %)")
# A document that says so often `index` or `NKI` is about one.
_INDEXED = 4
# They stand for what was measured last.
_POINTING = frozenset({"andelen", "siffran", "motsvarande", "antalet", "medianen", "medelvärdet", "genomsnittet"})
_AMOUNTING = load_set("verbs of amounting") | {"innebär", "innebar"}
_POINTS_UP = _POINTING | {"resultatet", "resultaten"}
_SOON = 6  # words into a paragraph


@record
class Claims:
    """The rows of a document's prose and bullets, in printed order, without ids and findings."""

    levels: tuple[Level, ...] = ()
    changes: tuple[Change, ...] = ()
    local: tuple[LocalStatus, ...] = ()


@record
class Opened:
    """The passages cut into words, and what they say of the year that all data are of."""

    wordings: tuple[Wording, ...]
    stated: Stated | None
    year: int | None  #: of figures that no words beside them give: that of the data, else the report's
    costs: int | None  #: that of all costs, where it is another
    unsettled: Unsettled  #: what speaks against that year


def open_passages(passages: Sequence[Passage], metadata: Metadata) -> Opened:
    wordings = tuple(map(read_wording, complete_items(passages)))
    stated = find_stated(wordings, metadata.report_year)
    year = stated.year if stated and not stated.below else metadata.report_year
    costs = find_cost_year(wordings, year)
    return Opened(wordings, stated, year, costs, find_unsettled(wordings, year, costs, stated, metadata))


def read_passages(
    opened: Opened,
    metadata: Metadata,
    tabled: int | None = None,
    tables: Mapping[tuple[int, int], str] = MappingProxyType({}),
) -> Claims:
    """Everything that the passages state; ids and `finding_id` are left to the report.

    `tabled` is the year with which all tables of several years end; `tables` has the indicators of those that have
    one, by the page and line where they end.
    """
    wordings, stated = opened.wordings, opened.stated
    passages = tuple(wording.passage for wording in wordings)
    years = find_passage_years(wordings, metadata, stated, tabled)
    surveys = find_previous_years(wordings, metadata.report_year)
    levels: list[Level] = []
    changes: list[Change] = []
    local: list[Listed] = []
    common = Context(
        metadata.report_year,
        "prose",
        mean=find_mean(passages),
        bracketed=find_bracket_year(wordings, opened.year),
        scale=_find_scale(passages),
        written=find_writing_year(stated, metadata),
        home=metadata.home,
    )
    country = find_country_brackets(wordings)
    answers = find_answers(passages, metadata)
    topic = Topic()
    told_of = False  # whether a passage of the section has stated it
    bullet = Topic()  # what a municipality's own statement answers
    section = ""
    previous: Passage | None = None
    for number, (wording, year, survey) in enumerate(zip(wordings, years, surveys, strict=True)):
        passage = wording.passage
        if passage.kind == "heading":
            topic = bullet = Topic(label=_name_topic(passage.text))
            told_of = False
            continue
        if passage.section != section:
            section, topic, told_of = passage.section, Topic(label=_name_topic(passage.section)), False
        if previous is not None and (told := _find_table(tables, previous, wording)):
            topic, told_of = Topic(label=told), True
        answered = bullet if answers.is_answer(number, passage) else None
        before = answered or _carry_over(topic, wording, previous, told_of=told_of)
        base = topic.base if passage.kind == "bullet" and previous is not None and previous.kind != "heading" else ""
        origin: Origin = "bullet" if passage.kind == "bullet" or passage.list_number else "prose"
        home = answers.find_home(number, passage)
        context = replace(
            common,
            year=year,
            previous=survey,
            origin=origin,
            geography=home,
            base=base,
            sure=answers.sure or home != metadata.home,
            country_bracketed=bool(country) and ("" in country or passage.section in country),
        )
        speaker = home if answers.speaks_in(passage) else metadata.home
        read = PassageReader(passage, context, speaker, before, answered or Topic())
        for marks in mark_sentences(wording):
            read.read(marks)
        read.end()
        levels += doubt_levels(read.levels, opened.unsettled)
        changes += doubt_changes(read.changes, opened.unsettled)
        local += [Listed(one, passage.list_number, sure=True) for one in read.local]
        local += [Listed(read.doing, passage.list_number, sure=False)] if read.doing else []
        states = bool(read.levels or read.changes)
        if states or not told_of:  # what somebody says in between is no topic
            topic, told_of = read.topic, states
        previous = passage
        if answers.is_finding(number, passage):
            bullet = as_finding(read.asked if read.asked.label else read.topic, passage.text)
    return Claims(tuple(levels), tuple(changes), tuple(keep_answers(local)))


def _find_table(tables: Mapping[tuple[int, int], str], before: Passage, wording: Wording) -> str:
    """What a table right above a paragraph is of, where the paragraph begins by pointing back: `Andelen är högst i`."""
    if not tables or wording.passage.kind != "paragraph" or _POINTS_UP.isdisjoint(wording.lows[:_SOON]):
        return ""
    end, start = before.pieces[-1].line, wording.passage.pieces[0].line
    between = (at for at in tables if (end.page, end.number) < at < (start.page, start.number))
    return tables.get(max(between, default=(0, 0)), "")


def _find_scale(passages: Sequence[Passage]) -> str:
    """The unit of figures without one: `index` where the document is about one, or says from what to what its go."""
    text = "\n".join([p.text for p in passages])
    indexed = text.count("NKI") + text.lower().count("index") >= _INDEXED
    return "index" if indexed or ("100" in text and _SCALE.search(text)) else ""


def _carry_over(topic: Topic, wording: Wording, before: Passage | None, *, told_of: bool) -> Topic:
    """What a new paragraph may point back to: the one before, or its heading. A bullet stands for itself."""
    passage = wording.passage
    heard = before.text if before is not None and before.section == passage.section else passage.section
    heard = heard if len(heard) < _SHORT else ""
    if passage.kind == "bullet" and not (told_of and _goes_on(wording, before)):
        return Topic(label=_name_topic(passage.section), heard=heard)
    return drop_part(topic)._replace(heard=heard, told_of=told_of, claimed=False, since=None, opened=None)


def _goes_on(wording: Wording, before: Passage | None) -> bool:
    """Whether a bullet speaks of what the one before it stated: `I årskurs 8 är andelen 79 procent`."""
    passage = wording.passage
    if before is None or before.kind != "bullet" or before.list_number != passage.list_number:
        return False
    if not _name_topic(passage.section) or not _POINTING.isdisjoint(wording.lows):
        return True
    if wording.lows[:1] == ["det"] and not _AMOUNTING.isdisjoint(wording.lows[1:2]):
        return True  # `Det motsvarar 39 personer per 1 000 invånare`
    first = next((token.low for token in wording.tokens if token.kind == "word"), "")
    return first in nouns() and nouns()[first].gender is not None  # `Flickorna lyckades bättre (82 procent)`


@lru_cache(maxsize=64)  # the passages below a heading come one after another
def _name_topic(heading: str) -> str:
    """The heading as what figures under it are of; empty where it only announces some (`Viktiga resultat 2021`)."""
    heading = declare(heading)  # `Fråga 1. Har kommunen en plan?`
    words = [word for word in words_of(heading) if is_content(word)]
    return "" if set(words) <= load_set("heading words") else heading
