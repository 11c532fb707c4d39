"""Signs of a text whose letters are right but that a reader of images made: it sees one bullet as different signs.

    "» Knappt fyra av tio kommuner ..."      ->  "• Knappt fyra av tio kommuner ..."
    "+ 158 procent av kommunerna ..."        ->  "• I 58 procent av kommunerna ..."

Who writes a list gives its items one mark. So a text whose long items begin with different ones was misread, and one
that has the same mark everywhere stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.edits import Edit
from pipeline.normalise.marks import repair_beginning

# What bullets are seen as, before what begins a sentence; a plus and a dash may weigh what is good and bad.
_MARK = re.compile(r"\s*(?P<mark>[*+]?[«»¢°®©¥+§¤]|\*)\s+(?=[A-ZÅÄÖ0-9|])")
#: An item of a list that says something is so long at least; links and cells of tables are shorter.
LEAST_LENGTH = 45
# The sign within an address, as it is seen: `pressQexempel.se`, `oj.vård(Mexempel.se`
_ADDRESS = re.compile(
    r"\b(?:[Ee]-post|Kontakt|Mejl): [\w.-]*\w(?P<sign>Q|\([MO]|©)(?=\w[\w-]*\.(?:se|nu|com|org|eu)\b)"
)


def repair_list_marks(lines: Sequence[str]) -> list[list[Edit]]:
    """Edits for each line of a text that is not damaged otherwise; none where its items begin alike."""
    marked = [(number, match["mark"]) for number, text in enumerate(lines) if (match := _MARK.match(text))]
    seen = {mark for number, mark in marked if len(lines[number]) >= LEAST_LENGTH}
    edits: list[list[Edit]] = [[] for _ in lines]
    for number, _ in marked if len(seen) > 1 else ():
        edits[number].extend(repair_beginning(lines[number], star_is_cell=False))
    for number, text in enumerate(lines):
        if match := _ADDRESS.search(text) if ": " in text else None:
            edits[number].append(Edit(*match.span("sign"), "@", "letters", "the sign of an address", 0.9))
    return edits
