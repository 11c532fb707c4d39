"""What a municipality's own page says that it has or lacks, with no finding beside it.

"Vi saknar fortfarande en överenskommelse med regionen."     no
"Kommunen har en aktuell rutin för hembesök."                yes
"Vi har delvis infört e-ansökan."                            partial
"Vi har inte tillräckligt med personal."                     nothing: it is no thing that open comparisons ask for

In a list of such statements the other bullets are some too: `• I Nybro används resultaten i budgeten.`
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from pipeline.model import Geography, LocalStatus
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.local import make_local
from pipeline.parse.claims.practices import tells_of_practice
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.speakers import find_speaker
from pipeline.parse.claims.things import (
    ANY,
    is_asked_for,
    length_of_telling,
    names_thing,
    tells_of_doing,
    tells_of_nobody,
)
from pipeline.parse.claims.verdicts import find_answer, find_colon
from pipeline.parse.phrases import load_set
from pipeline.parse.years import resolve_years
from pipeline.records import record, replace

# So many bullets of a list that surely are answers make its others some, or one among so many that may be.
_LEAST_OWN, _LEAST_TOLD = 2, 3
_SEVERAL = 2


@record
class Listed:
    """An answer in a bullet; one that is not `sure` counts only beside others of its list."""

    status: LocalStatus
    list_number: int
    sure: bool


def find_possessions(
    spoken: Sequence[tuple[Marks, bool]], year: int | None, home: Geography | None
) -> Iterator[LocalStatus]:
    """One answer for each sentence that says so."""
    for marks, claims in spoken:
        if home is not None and not claims and (named := _find_named(marks, year, home)) is not None:
            yield named
            continue
        if home is None or claims or not (names_thing(marks) or _tells_of_practice(marks, home)):
            continue
        yield from _find_each(marks, year, home)


def _find_named(marks: Marks, year: int | None, home: Geography) -> LocalStatus | None:
    """`Välfärdsbokslut: delvis.`, `Plan för barns rätt: ja, sedan 2017.`: what is asked for, and the answer."""
    at = find_colon(marks) if home.type == "municipality" else None
    if at is None:
        return None
    answer, why = find_answer(replace(marks, first=at + 1))
    named = replace(marks, last=at)
    return make_local(named, [(marks, False)], home, answer, why, year, Topic()) if answer is not None else None


def find_doing(marks: Marks, year: int | None, home: Geography | None) -> LocalStatus | None:
    """The answer that a bullet's only or first sentence is, if its list is one of answers."""
    if home is None or not tells_of_doing(marks):
        return None
    found = _make_answer(marks, year, home)
    if found is None and home.type == "municipality" and not marks.places:  # `• Hembesök görs varje år.`
        found = _answer_of(home, marks, year)
    return found


def keep_answers(listed: Iterable[Listed]) -> list[LocalStatus]:
    """The sure ones, and all of the lists that have some of those."""
    listed = list(listed)
    sure = Counter(one.list_number for one in listed if one.sure)
    told = Counter(one.list_number for one in listed)
    own = {n for n in sure if sure[n] >= _LEAST_OWN or told[n] >= _LEAST_TOLD}
    return [one.status for one in listed if one.sure or one.list_number in own]


def _find_each(marks: Marks, year: int | None, home: Geography) -> Iterator[LocalStatus]:
    """`I Alvesta och Lessebo finns ingen plan`: one for each; `har en plan, men ingen rutin` says two things."""
    tellers = _find_listed(marks, home) or [one for one in (_find_teller(marks, home),) if one is not None]
    for part in _part_things(marks):
        yield from (found for teller in tellers if (found := _answer_of(teller, part, year)) is not None)


def _find_listed(marks: Marks, home: Geography) -> list[Geography]:
    """On a county's page: its municipalities, where the sentence begins with several."""
    places = [place for place in marks.places if place.geography.type == "municipality"]
    if home.type not in ("county", "region") or len(places) < _SEVERAL or places[0].first - marks.first > 1:
        return []
    joined = all(marks.lows(one.last, two.first) in ([","], ["och"]) for one, two in pairwise(places))
    named = [place.geography for place in places]
    return named if joined and all(one.code[:2] == home.code for one in named) else []


def _part_things(marks: Marks) -> list[Marks]:
    """`har ett boende | men ingen rutin för besök`"""
    at = next((k for k in range(marks.first + 1, marks.last - 2) if marks.low(k) == "men"), None)
    if at is None or marks.low(at + 1) not in ("ingen", "inget") or "har" not in marks.lows(marks.first, at):
        return [marks]
    whole = is_asked_for(marks.low(at + 2)) or not PREPOSITIONS.isdisjoint(marks.lows(at + 3, at + 5))
    whole = whole and marks.low(at + 2) not in load_set("subordinators")
    first = marks.lows(marks.first, at)
    return (
        [replace(marks, last=at), replace(marks, first=at + 1)]
        if whole and not {"ingen", "inget"} & set(first)
        else [marks]
    )


def _make_answer(marks: Marks, year: int | None, home: Geography) -> LocalStatus | None:
    speaker = _find_teller(marks, home)
    return _answer_of(speaker, marks, year) if speaker is not None else None


def _answer_of(speaker: Geography, marks: Marks, year: int | None) -> LocalStatus | None:
    led = [mention for mention in marks.years if mention.first - marks.first <= 1]
    if year is not None and any(told > year for mention in led for told in resolve_years(mention, year)):
        return None  # `Under 2023 får alla handläggare gå en utbildning`, in a report for 2022: not yet
    answer, why = find_answer(marks)
    if answer is None:
        return None
    told = _cut_telling(marks)
    return replace(make_local(told, [(told, False)], speaker, answer, why, year, Topic()), evidence=marks.text)


def _cut_telling(marks: Marks) -> Marks:
    """`Nybro uppger att det inte finns någon | skriftlig rutin`: what it tells of"""
    lows = marks.lows(marks.first, marks.last)
    at = length_of_telling(lows)
    if at and lows[at : at + 3] == ["det", "inte", "finns"]:
        at += 3 + (lows[at + 3] in ANY)
    return replace(marks, first=marks.first + at) if at else marks


def _tells_of_practice(marks: Marks, home: Geography) -> bool:
    own = home.type == "municipality" or marks.places
    return bool(own) and not marks.asks and tells_of_practice(marks)


def _find_teller(marks: Marks, home: Geography) -> Geography | None:
    """The page's own municipality, or on a county's page one of its own: `Alvesta har ett program`."""
    speaker = find_speaker(marks, home)
    if speaker is None:
        return home if home.type == "municipality" and not marks.places and _tells(marks) else None
    within = home.type in ("county", "region") and speaker.type == "municipality" and speaker.code[:2] == home.code
    return speaker if speaker == home or within else None


def _tells(marks: Marks) -> bool:
    """Whether a sentence of nobody by name is of the page's own municipality."""
    return tells_of_nobody(marks) or tells_of_practice(marks)
