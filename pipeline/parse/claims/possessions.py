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

from pipeline.model import Geography, LocalStatus
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.local import find_speaker, make_local
from pipeline.parse.claims.practices import tells_of_practice
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.things import names_thing, tells_of_doing, tells_of_nobody
from pipeline.parse.claims.verdicts import find_answer
from pipeline.records import record

# So many bullets of a list that surely are answers make its others some, or one among so many that may be.
_LEAST_OWN, _LEAST_TOLD = 2, 3


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
        if home is None or claims or not (names_thing(marks) or _tells_of_practice(marks, home)):
            continue
        if found := _make_answer(marks, year, home):
            yield found


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


def _make_answer(marks: Marks, year: int | None, home: Geography) -> LocalStatus | None:
    speaker = _find_teller(marks, home)
    return _answer_of(speaker, marks, year) if speaker is not None else None


def _answer_of(speaker: Geography, marks: Marks, year: int | None) -> LocalStatus | None:
    answer, why = find_answer(marks)
    return make_local(marks, [(marks, False)], speaker, answer, why, year, Topic()) if answer is not None else None


def _tells_of_practice(marks: Marks, home: Geography) -> bool:
    return home.type == "municipality" and not marks.asks and tells_of_practice(marks)


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
