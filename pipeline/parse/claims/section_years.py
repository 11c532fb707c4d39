"""Sections that open with an earlier survey, or with a day that was counted: what stands below is of that year.

"I den nationella patientenkäten hösten 2021 fick ..."                   2021, on a page of 2022
"Hösten 2021 frågade SCB invånarna om ..."                              2021, whatever all other data are of
"Statistiken visar hur många som hade insatser den 1 oktober 2021."      2021, until a passage tells a time
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.claims.data_years import OTHER_SURVEYS, counts_public
from pipeline.parse.claims.sentence.wordings import Wording

# `I den nationella | patientenkäten hösten 2021`, `Enligt | Hälso- och sjukvårdsbarometern 2021`
_NAMED_SURVEY, _OPENING = re.compile(r"(?:enkäten|undersökningen|barometern|mätningen)$"), 7
# `Våren 2021 | fick eleverna i gymnasiets årskurs 2 i Nybro svara`
_ASKED_WITHIN = 12
_LED_BY = frozenset({"i", "enligt", "den"})
_COUNTING = ("statistik", "registr")
_TIMES = frozenset({"years", "range", "shift", "survey", "before", "back"})


def find_other_surveys(wordings: Sequence[Wording], report_year: int | None) -> dict[int, int]:
    """The years of passages below one of their section that opens with an earlier survey, until one tells a time.

    `I den nationella patientenkäten hösten 2021 fick ...`, on a page of 2022: of what municipalities answer it is not.
    So is a day that is counted: `Statistiken visar hur många som hade insatser den 1 oktober 2021.`
    """
    years: dict[int, int] = {}
    section, year = "", None
    for number, wording in enumerate(wordings):
        if wording.passage.section != section or wording.passage.kind == "heading":
            section, year = wording.passage.section, None
        if any(m.kind in _TIMES and (m.since is None or year is None) for m in wording.years):
            opened = _find_survey_year(wording, report_year) or _find_day_counted(wording, report_year)
            year = opened if section else None
        elif year is not None and not counts_public(wording):
            years[number] = year
    return years


def find_asked_years(wordings: Sequence[Wording]) -> dict[int, int]:
    """The years of passages that open with who was asked when, and of those below them in their section.

    `Hösten 2021 frågade SCB invånarna hur trygga de känner sig`, `Våren 2021 fick eleverna svara`.
    """
    years: dict[int, int] = {}
    section, year = "", None
    for number, wording in enumerate(wordings):
        if wording.passage.section != section or wording.passage.kind == "heading":
            section, year = wording.passage.section, None
        timed = [m for m in wording.years if m.kind in _TIMES]
        if asked := _find_asked(wording):
            year = asked if section else None
        elif any(m.since is None for m in timed) or counts_public(wording):
            year = None
        if year is not None:
            years[number] = year
    return years


def _find_asked(wording: Wording) -> int | None:
    opening = next(iter(wording.years), None)
    if opening is None or opening.first > 0 or opening.kind != "years" or not opening.period:
        return None
    behind = wording.lows[opening.last : opening.last + _ASKED_WITHIN]
    asks = behind[:1] in (["frågade"], ["tillfrågades"]) or (behind[:1] == ["fick"] and "svara" in behind)
    return opening.years[-1] if asks else None


def _find_survey_year(wording: Wording, report_year: int | None) -> int | None:
    """The year, before the report's, right behind the survey that opens the passage; no other may be told in it."""
    if wording.lows[0] not in _LED_BY:
        return None
    at = next((k for k, low in enumerate(wording.lows[:_OPENING]) if _NAMED_SURVEY.search(low)), None)
    if at is None or not OTHER_SURVEYS.isdisjoint(wording.lows[:at]):
        return None
    told = [m for m in wording.years if m.kind == "years" and m.since is None and len(m.years) == 1]
    behind = next((m.years[0] for m in told if 0 <= m.first - at <= 2), None)
    earlier = behind is not None and report_year is not None and behind < report_year
    return behind if earlier and all(m.years[0] == behind for m in told) else None


def _find_day_counted(wording: Wording, report_year: int | None) -> int | None:
    """The year, the one before the report's, of the one day that a passage on statistics tells."""
    told = [m for m in wording.years if m.kind == "years" and m.since is None]
    days = [m for m in told if m.period[:1].isdigit() and m.period.count(" ") == 2]
    if report_year is None or not days or not any(low.startswith(_COUNTING) for low in wording.lows):
        return None
    return report_year - 1 if all(m.years == (report_year - 1,) for m in told) else None
