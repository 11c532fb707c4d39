"""Whether the year of a document's figures is in doubt: its name or date gives one, and its words tell of another.

"Rapporten beskriver utvecklingen under 2021", in `Öppna jämförelser 2022`   all that names no year is for review
"NKI var 74 under 2022", in a document that is taken for one of 2011          likewise: its own year was misread
"Uppgifterna om boende avser 2018", in a report of 2019                      what is of `boende` is
"Några mått är från 2018"                                                    nothing: which, nobody can tell
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import field

from pipeline.model import Change, Level, Metadata, Reading
from pipeline.parse.claims.change.leads import UNTIL_NOW
from pipeline.parse.claims.data_years import (
    ASKED,
    COLLECTING,
    DESCRIBES,
    NOT_ALL,
    OF_SOME,
    OTHER_SURVEYS,
    REFERS,
    Stated,
    find_register_year,
    is_collected_in,
    is_data,
    is_of_table,
)
from pipeline.parse.claims.sentence.bases import is_public, nouns
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.wordings import Wording
from pipeline.parse.memory import find_spots
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.printed_years import REPORTS_YEAR
from pipeline.parse.years import YearMention
from pipeline.records import record, replace

UNSURE = "year-unsure"
#: Nothing beside a figure tells its year.
UNSAID = Reading("year", REPORTS_YEAR)
# Older data than of so many years before are history, and no report tells of data to come.
_REACH = 4
_VERBS = REFERS | DESCRIBES | COLLECTING | {"omfattar", "svarade", "skedde", "pågick"}
# `i vissa fall första halvåret 2022`, `några mått är från 2018`
_SOME = frozenset({"några", "vissa", "enstaka", "fall", "undantag", "undantaget", "delvis"})
# They tell what is to come or was before: `Förra rapporten`, `sedan 2013`, `nästa enkät`, `lagen`
_ASIDE = OTHER_SURVEYS | NOT_ALL | {"sedan", "målet", "lagen", "planen", "parentes"}
# `och | presenterades i april 2019`
_ISSUED = load_set("words of issuing")
# `Antalet personer med hemtjänst avser den 1 oktober 2016`, `Kostnaderna gäller 2016`
_CONCERNS = frozenset({"avser", "avses", "avsåg", "gäller", "gällde"})
_SOURCES = frozenset({"källa", "källor"})
# Words: no sentence is longer, but a paragraph of a megabyte may be without a full stop.
_LONGEST = 200
_STEM = 5
_JOINED = 2
_BEFORE = ("året innan", "året före", "året dessförinnan", "ett år tidigare")
_PRINTED = ("years", "range")
# Surveys of persons say nothing of what municipalities answer, nor does `statistik för 2020`.
_REGISTERED, _NEAR = re.compile(r"statistik$|register|\w*registret$"), 4
_PERSONS = ("brukar", "patient", "elev", "folkhälso", "medborgar", "föräldra")


@record
class Unsettled:
    """Of which rows the year is in doubt: all; those that count no municipalities; those whose label has a stem."""

    year: int | None = None  #: the document's, which is in doubt
    whole: bool = False
    persons: bool = False
    stems: frozenset[str] = frozenset()
    public: bool = False  #: those that count municipalities, which answered later
    counted: bool = False  #: those of what registers count, beside what is asked for
    none: bool = field(init=False)  #: no row's year is in doubt, as in most documents

    def __post_init__(self) -> None:
        doubted = self.whole or self.persons or self.stems or self.public or self.counted
        object.__setattr__(self, "none", not doubted)

    def holds(self, row: Level | Change) -> bool:
        """Whether the row may be of another year."""
        if self.whole or (self.public if _is_public(row) else self.persons):
            return True
        words = words_of(row.indicator)
        if self.counted and not _is_public(row) and not any(map(ASKED.match, words)):
            return True
        return bool(self.stems) and any(word[:_STEM] in self.stems for word in words)


def find_unsettled(
    wordings: Sequence[Wording], year: int | None, costs: int | None, stated: Stated | None, metadata: Metadata
) -> Unsettled:
    """What speaks against `year` as that of all figures that name none; that of all `costs` is known."""
    whole, persons = metadata.year_unsure and year == metadata.report_year, False
    whole = whole and not is_collected_in(wordings, year)  # `Kartläggningen genomfördes i november 2009`
    stems: set[str] = set()
    registered = find_register_year(wordings)
    known = {year, costs, metadata.report_year, registered, stated.year if stated else year}
    for before, after in _find_tellings(wordings, known, year) if year is not None else ():
        of = _find_subject(before)
        if not _SOURCES.isdisjoint(before[:1]):
            whole = True
        elif of:
            stems.update(of)
        elif of is not None or any(low.startswith(_PERSONS) for low in before) or _is_registered(before):
            persons = True
        else:
            whole = whole or any(map(is_data, (*before, *after)))  # not `De avser 2018`
    # `Resultaten gäller 2021. Enkäten till kommunerna besvarades 2022`
    public = year != metadata.report_year and is_collected_in(wordings, metadata.report_year)
    return Unsettled(year, whole, persons, frozenset(stems), public, registered not in (None, year))


def doubt_levels(levels: Sequence[Level], unsettled: Unsettled) -> list[Level]:
    """The levels, for review where their year is only the document's, which is in doubt."""
    if not levels or unsettled.none:
        return [*levels]
    return [
        replace(level, review=(*level.review, UNSURE))
        if UNSURE not in level.review and _counts_from(level, unsettled.year) and unsettled.holds(level)
        else level
        for level in levels
    ]


def doubt_changes(changes: Sequence[Change], unsettled: Unsettled) -> list[Change]:
    """The changes, for review where they go until the document's year, which is in doubt."""
    if not changes or unsettled.none:
        return [*changes]
    return [
        replace(change, review=(*change.review, UNSURE))
        if _goes_until(change, unsettled.year) and unsettled.holds(change)
        else change
        for change in changes
    ]


def doubt_outdated(levels: list[Level], changes: list[Change], year: int | None) -> tuple[list[Level], list[Change]]:
    """The rows, for review where they are only of the document's `year` and a figure is of a later one.

    No report tells of what is to come, so then its year was misread.
    """
    if year is None or not any(level.year is not None and level.year > year for level in levels):
        return levels, changes
    doubted = Unsettled(year, whole=True)
    return doubt_levels(levels, doubted), doubt_changes(changes, doubted)


def _counts_from(level: Level, year: int | None) -> bool:
    """Whether a level's year is the document's own or `året innan`, which goes with it; `förra året` does not."""
    if level.year == year:
        return UNSAID in level.readings
    words = next((reading.words for reading in level.readings if reading.field == "year"), "")
    return year is not None and level.year == year - 1 and words.lower().endswith(_BEFORE)


def _goes_until(change: Change, year: int | None) -> bool:
    """Whether a change is told until the document's own year, and is not for review already."""
    return UNSURE not in change.review and change.to_year == year and UNTIL_NOW in change.readings


def _is_public(row: Level | Change) -> bool:
    """Whether a row tells how many municipalities or the like: `I fyra kommuner av tio finns avtal`."""
    *_, sentence = row.evidence.rstrip(".").split(". ")
    return any(map(is_public, (row.base, *words_of(sentence))))


def _find_tellings(
    wordings: Sequence[Wording], known: Set[int | None], year: int
) -> Iterator[tuple[list[str], list[str]]]:
    """The words before and behind each year of data that is not known, in sentences that state nothing else."""
    for wording in wordings:
        if not any([m.kind in _PRINTED and known.isdisjoint(m.years) for m in wording.years]):
            continue
        if wording.passage.kind == "heading" and _SOURCES.isdisjoint(wording.lows[:1]):
            continue
        begun = [mention.first for mention in wording.years]
        for first, last in _find_sentences(wording):
            mentions = wording.years[bisect_left(begun, first) : bisect_left(begun, last)]
            timed = {k for m in mentions if m.kind in _PRINTED for k in range(m.first, m.last)}
            for at, mention in enumerate(mentions):
                if not known.isdisjoint(mention.years):
                    continue
                begin = mentions[at - 1].last if at else first
                following = mentions[at + 1 : at + 2]
                end = following[0].first if following else last
                # `hösten 2016 och våren 2017`
                joined = end <= mention.last + _JOINED and any(not known.isdisjoint(m.years) for m in following)
                aside = joined or is_of_table(wording.lows, mention) or _has_figure(wording, timed, begin, end)
                if aside or not _ISSUED.isdisjoint(wording.lows[begin : mention.first]):
                    continue
                around = range(max(first, mention.first - _LONGEST), min(last, mention.last + _LONGEST))
                before = [wording.lows[k] for k in around if k < mention.first and k not in timed]
                after = [wording.lows[k] for k in around if k >= mention.last and k not in timed]
                if _tells_other(mention, before, after, year):
                    yield before, after


def _find_sentences(wording: Wording) -> Iterator[tuple[int, int]]:
    begin = 0
    for stop in (*find_spots(".".__eq__, wording.lows), len(wording.lows)):
        if stop > begin:
            yield begin, stop
        begin = stop + 1


def _has_figure(wording: Wording, timed: Set[int], first: int, last: int) -> bool:
    """Whether more is stated than a time: `I 2017 års enkät svarade 45 procent` tells of its own figure."""
    return any(wording.tokens[k].kind == "number" and k not in timed for k in range(first, last))


def _tells_other(mention: YearMention, before: Sequence[str], after: Sequence[str], year: int) -> bool:
    """Whether a mention is another year of the data: it names it plainly, behind a word for data and a verb."""
    if mention.kind not in _PRINTED or (mention.since is not None and not _is_of_data(before)):
        return False
    if not year - _REACH <= mention.years[-1] <= year + 1:
        return False
    lows = {*before, *after}
    source = not _SOURCES.isdisjoint(before[:1])  # `Källa: Kolada, 2019`
    told = not lows.isdisjoint(_VERBS) and (any(map(is_data, lows)) or not _CONCERNS.isdisjoint(before))
    if not source and not told:
        return False
    another = before[-3:-1] in (["den", "som"], ["de", "som"])  # `upprepar | den som gjordes | 2016`
    return not another and _ASIDE.isdisjoint(lows) and _SOME.isdisjoint(before)


def _is_of_data(before: Sequence[str]) -> bool:
    """`registeruppgifter | från | 2013` compares with nothing."""
    *_, word, marker = ("", "", *before)
    return marker == "från" and (is_data(word) or word.endswith("uppgifter"))


def _is_registered(before: Sequence[str]) -> bool:
    return any(map(_REGISTERED.match, before[-_NEAR:]))


def _find_subject(before: Sequence[str]) -> list[str] | None:
    """The stems of what the data are about: `uppgifterna om | boende | avser`; None where they are of all, and none of
    `uppgifter om personer`.
    """
    led = (k + 1 for k, low in enumerate(before) if low in OF_SOME and k and is_data(before[k - 1]))
    told = next(led, None)
    if told is None and any(map(is_data, before)):
        return None
    begin = told or 0
    verb = next((k for k in range(begin, len(before)) if before[k] in _VERBS), len(before))
    words = [low for low in before[begin:verb] if is_content(low) and low not in load_set("prepositions")]
    people = (low for low in words if {low, low.removesuffix("s")}.isdisjoint(nouns()))  # `barnens | hälsa`
    found = [low[:_STEM] for low in people] or [low[:_STEM] for low in words]
    return found or (None if told is None else [])
