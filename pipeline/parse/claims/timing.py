"""Which year the figures of a passage are of, where their sentence does not say: the first of these that is told.

1. its list's lead-in or heading (`2019 års resultat visar att:`, `Läget 2019`)
2. what its list compares with, where nothing names the report's year (a list that compares with 2020 is of 2021)
3. an earlier survey that opens its section (`I den nationella elevenkäten våren 2021`)
4. what the document says of all its data (`uppgifterna avser 2018 om inget annat sägs`), or of registers
5. the year with which all tables end, where it is the one before the report's and the prose tells nothing else
6. the report's own year, which `report_years` finds: by its title, what it states, its other headings, what it compares
   with, its date

What speaks against the last of them is for `year_doubts`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence, Set
from functools import lru_cache

from pipeline.model import Metadata
from pipeline.parse.claims.bracket_years import PARENTHESES
from pipeline.parse.claims.change.paces import CHANGES
from pipeline.parse.claims.data_years import OTHER_SURVEYS, Stated, find_register_year, is_surveyed
from pipeline.parse.claims.section_years import find_asked_years, find_other_surveys
from pipeline.parse.claims.sentence.bases import is_public
from pipeline.parse.claims.sentence.wordings import Wording
from pipeline.parse.phrases import load_set
from pipeline.parse.titles import match_area
from pipeline.parse.tokens import Token, split_tokens
from pipeline.parse.years import YearMention, find_years

_YEARLY = ("resultat", "mätning", "undersökning", "jämförelse", "enkät", "utfall", "verksamhetsår", "kartläggning")
# What else a heading with a year may call them: `Läget 2019`, `Kommunernas svar hösten 2019`
_HEADED = (*_YEARLY, "läge", "svar", "siffr", "statistik", "uppgift", "register", "nyckeltal", "index", PARENTHESES)
_DAY = re.compile(r"\d-\d\d-\d\d")  # `Skolverket, beskrivande statistik, 2021-03-25`
# `Kommuner i hela Sverige 2021`: no longer is a heading that says no more than whose results stand below it.
_OF_ALL = 5
# How a lead-in announces findings: `Uppgifterna från 2017 visar att:`
_SHOWS = re.compile(r"(?:visa|framg|framkom|svar|uppg|redovisa|resultat|siffr|statistik|data|såg$|mätning)")
_MADE = frozenset({"gjordes", "genomfördes", "ställdes", "besvarades"})
_LAST = frozenset({"förra", "senast"})
_ASKING = r"\b\w*(?:undersökning|enkät|mätning|fråg)\w*"
_WERE = f"(?:{'|'.join(sorted(_MADE))})"
_LAST_SURVEY = re.compile(
    rf"(?:(?:förra gången|senast)\b[^.!?]{{0,60}}(?:{_ASKING}|\bden) {_WERE}|{_ASKING} {_WERE} (?:senast|förra gången)"
    rf"|den (?:förra|föregående) {_WERE})"
    r"[^.!?,]{0,20}\b((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_SURVEY = re.compile(r"(?:enkät|mätning|undersökning|frågade)")
# One in so many passages of a list must compare with a year to say when the list itself is of.
_SPEAKING = 2
_INTERVALS = ((2, "vartannat år"), (3, "vart tredje år"))
# `sedan` and `från` may reach further back than the year before.
_NEXT_TO = load_set("next-year markers")


def find_passage_years(
    wordings: Sequence[Wording], metadata: Metadata, stated: Stated | None, tabled: int | None = None
) -> tuple[int | None, ...]:
    """The year for each passage's figures that name none; None where nothing tells.

    `tabled` is the year with which all tables of several years end.
    """
    # below its title all of a report stands
    sections = ("" if w.passage.section in metadata.title else w.passage.section for w in wordings)
    headed = [_find_heading_year(section) for section in sections]
    # `Enkäten 2021 visar att:` above a list: then a survey that was made in 2020 is that of its own section
    own = stated if stated and (stated.below or (stated.collected and metadata.report_year in headed)) else None
    whole = stated.year if stated is not None and own is None else None
    if stated is None and _is_of_tables(wordings, metadata.report_year, tabled):
        whole = tabled
    document_year = whole or metadata.report_year
    registered = find_register_year(wordings)
    barred = metadata.report_year if whole else None  # the report's name says when it came out
    named = metadata.report_year is not None and (
        str(metadata.report_year) in metadata.title
        or any(_names_report(w, metadata.report_year) for w in wordings)
        or _heads_results(wordings, metadata.report_year)
    )
    lists: dict[int, int | None] = {}
    if not named:
        members: dict[int, list[Wording]] = {}
        for wording in wordings:
            members.setdefault(wording.passage.list_number, []).append(wording)
        lists = {number: _find_compared(members[number], document_year) for number in members if number}
    led = _find_led_years(wordings)
    other = {} if whole and stated else find_other_surveys(wordings, metadata.report_year)
    other |= find_asked_years(wordings)
    passages = zip(wordings, (wording.passage for wording in wordings), headed, strict=True)
    return tuple(
        led.get(p.list_number)
        or (year != barred and year)
        or lists.get(p.list_number)
        or other.get(number)
        or (own.year if own is not None and own.section == p.section else None)
        or (registered if registered and not is_surveyed(w) else document_year)
        for number, (w, p, year) in enumerate(passages)
    )


def _is_of_tables(wordings: Sequence[Wording], report_year: int | None, tabled: int | None) -> bool:
    """Whether a report is of the year before its own, with which its tables end.

    Then its prose neither speaks of the report's year nor compares with the one before.
    """
    if report_year is None or tabled != report_year - 1:
        return False
    mentions = (m for w in wordings if w.passage.kind != "heading" for m in w.years if m.kind in ("years", "range"))
    return not any(report_year in m.years or (m.since is not None and tabled in m.years) for m in mentions)


def _names_report(wording: Wording, report_year: int) -> bool:
    """`Så svarade de äldre i 2019 års undersökning`"""
    lows = wording.lows if wording.years else ()
    spots = (k for k, low in enumerate(lows[:-2]) if low == str(report_year))
    return any(lows[k + 1] == "års" and lows[k + 2].startswith(_YEARLY) for k in spots)


def _heads_results(wordings: Sequence[Wording], report_year: int) -> bool:
    """Whether a heading says that results are of the report's year: `Resultat 2023` above `Om resultaten`"""
    headings = (w.passage.text for w in wordings if w.passage.kind == "heading" and w.years)
    return any(_find_heading_year(text) == report_year for text in headings)


def find_writing_year(stated: Stated | None, metadata: Metadata) -> int | None:
    """The year after the one that all data are said to be of, where the document came out then; else None.

    `Uppgifterna avser 2017`, last changed in 2018: its `förra året` is 2017. So it is of news that a year's results are
    of which came out before.
    """
    news = metadata.published[:4]
    if stated is None and metadata.report_year and news == str(metadata.report_year + 1):
        return None if str(metadata.report_year) in metadata.title else int(news)
    out = [int(date[:4]) for date in (metadata.published, metadata.updated) if date] + [metadata.report_year]
    return stated.year + 1 if stated and not stated.below and stated.year + 1 in out else None


def find_previous_years(wordings: Sequence[Wording], year: int | None) -> tuple[int | None, ...]:
    """The year of the survey before, for each passage: the one that its section names, else the document's."""
    named: dict[str, int] = {}
    for wording in wordings:
        for mention in wording.years if year is not None else ():
            if _names_survey(wording.tokens, mention):
                named.setdefault(wording.passage.section, max(mention.years))
        if year is not None and (told := _find_last_survey(wording)) and told < year:
            named.setdefault(wording.passage.section, told)
    common = None if year is None else _find_previous_year(wordings, year, set(named.values()))
    return tuple(named.get(wording.passage.section, common) for wording in wordings)


def _find_previous_year(wordings: Sequence[Wording], year: int, named: Set[int]) -> int | None:
    """The latest year that the document compares with, unless it names the survey before or speaks of the year before.

    Some surveys are made every other year; then `oförändrat` and `förra mätningen` reach two years back.
    """
    compared: Counter[int] = Counter()
    yearly = 0
    for wording in wordings:
        for mention in wording.years:
            if _weighs_pace(wording.lows, mention) or _is_of_cohort(wording.lows, mention):
                continue
            if mention.kind == "years" and (mention.since is not None or len(mention.years) == 1):
                compared.update(y for y in mention.years if y < year)
            yearly += mention.count == -1 and _is_before(mention, wording.years, year)
    if len(named) == 1 and yearly + compared[year - 1] <= compared[max(named)]:
        return max(named)  # `Den förra mätningen gjordes 2016`, and little is said of the year before
    if yearly:
        return year - 1
    if not compared:
        return next((year - n for n, words in _INTERVALS if any(words in w.passage.text for w in wordings)), None)
    latest = max(compared)
    if compared[latest] == 1 and compared[latest - 1] > 1:
        return latest - 1  # the surveys are compared again and again; a single year beside is of something else
    return latest


def _weighs_pace(lows: Sequence[str], mention: YearMention) -> bool:
    """`en mindre ökning | än 2018`: when something rose faster, and not what it rose from."""
    since = mention.since or 0
    return since > 0 and lows[since] == "än" and lows[since - 1].endswith(CHANGES)


def _is_of_cohort(lows: Sequence[str], mention: YearMention) -> bool:
    """`elever som började | hösten 2019`: who they are, and not what they are compared with."""
    return mention.since is None and mention.first > 0 and lows[mention.first - 1] in load_set("beginning verbs")


def _is_before(mention: YearMention, all_told: Sequence[YearMention], year: int) -> bool:
    """`förra året`, and `året innan` where nothing earlier is told: `78 kronor 2018, tre mindre än året innan`."""
    return mention.kind == "shift" or (mention.kind == "before" and all(y >= year for m in all_told for y in m.years))


def _find_last_survey(wording: Wording) -> int | None:
    """`Förra gången undersökningen gjordes var 2012`, `Enkäten genomfördes senast 2016`."""
    if _MADE.isdisjoint(wording.lows) or _LAST.isdisjoint(wording.lows):
        return None
    match = _LAST_SURVEY.search(wording.passage.text)
    return int(match[1]) if match else None


def _names_survey(tokens: Sequence[Token], mention: YearMention) -> bool:
    """`den förra mätningen, som gjordes 2016`; not `föregående år`"""
    words = [t.low for t in tokens[mention.first : mention.last]] if mention.kind == "years" else []
    return len(words) > 1 and not {"förra", "föregående"}.isdisjoint(words) and mention.count < 0


@lru_cache(maxsize=64)  # the passages below a heading come one after another
def _find_heading_year(section: str) -> int | None:
    """The one year of a heading that announces results; of `NKI 2021, inom parentes 2020` the first."""
    low = section.lower()
    named = any(word in low for word in _HEADED) or (section[-1:].isdigit() and _says_whose(low, section))
    if not named or _DAY.search(section):
        return None
    tokens = split_tokens(section)
    end = next((k for k, token in enumerate(tokens) if token.low.startswith(PARENTHESES)), len(tokens))
    mentions = [m for m in find_years(tokens) if m.kind == "years" and m.first < end and _is_own(tokens, m)]
    years = {year for m in mentions for year in m.years}
    return years.pop() if len(years) == 1 else None


def _says_whose(low: str, section: str) -> bool:
    """`Äldreomsorg 2021`, `Kommuner i Sverige 2021`"""
    words = low.split()
    return match_area(section) != "" or (len(words) <= _OF_ALL and any(map(is_public, words)))


def _find_led_years(wordings: Sequence[Wording]) -> dict[int, int]:
    """The years of lists, by their numbers, whose lead-in tells one: `Våren 2017 svarade alla. Svaren visar att:`

    It may stand in a line of its own; then the paragraph above tells the survey and its year.
    """
    years: dict[int, int] = {}
    for above, lead, first in zip(wordings, wordings[1:], wordings[2:], strict=False):
        number = first.passage.list_number
        if number == lead.passage.list_number or not lead.passage.text.endswith(":"):
            continue
        if not any(map(_SHOWS.search, lead.lows)):
            continue
        told = _tell_years(lead)
        if not told and _tells_survey(above, lead.passage.section):
            told = _tell_years(above)
        if len(told) == 1:
            years[number] = told.pop()
    return years


def _tells_survey(wording: Wording, section: str) -> bool:
    """Whether a passage of the section tells of a survey, and not of an earlier one: `Våren 2017 svarade alla.`"""
    tells = wording.passage.section == section and any(map(_SURVEY.search, wording.lows))
    return tells and OTHER_SURVEYS.isdisjoint(wording.lows)


def _tell_years(wording: Wording) -> set[int]:
    return {year for m in wording.years if m.kind == "years" and _is_own(wording.tokens, m) for year in m.years}


def _is_own(tokens: Sequence[Token], mention: YearMention) -> bool:
    """Whether a heading's year is that of its results: `Resultat från 2020` compares with nothing."""
    return mention.since is None or tokens[mention.since].low == "från"


def _find_compared(members: Sequence[Wording], latest: int | None) -> int | None:
    """The year after the latest that a list's bullets compare with; None when it is out of reach.

    One passage of many may compare with any year; half of them speak for the list.
    """
    years: list[int] = []
    for wording in members:
        for mention in wording.years:
            marked = mention.since is not None and wording.tokens[mention.since].low in _NEXT_TO
            if marked and mention.kind == "years":
                years.append(max(mention.years))
    if not years or _SPEAKING * len(years) < len(members) or (latest is not None and max(years) >= latest):
        return None
    return max(years) + 1
