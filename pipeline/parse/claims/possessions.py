"""What a municipality's own page says that it has or lacks, with no finding beside it.

"Vi saknar fortfarande en överenskommelse med regionen."     no
"Kommunen har en aktuell rutin för hembesök."                yes
"Vi har delvis infört e-ansökan."                            partial
"Vi har inte tillräckligt med personal."                     nothing: it is no thing that open comparisons ask for
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import Geography, LocalStatus
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.local import find_speaker, make_local
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.things import names_thing
from pipeline.parse.claims.verdicts import find_answer


def find_possessions(
    spoken: Sequence[tuple[Marks, bool]], year: int | None, home: Geography | None
) -> Iterator[LocalStatus]:
    """One answer for each sentence that says so."""
    for marks, claims in spoken:
        if home is None or claims or find_speaker(marks, home) != home or not names_thing(marks):
            continue
        answer, why = find_answer(marks)
        if answer is not None:
            yield make_local(marks, [(marks, False)], home, answer, why, year, Topic())
