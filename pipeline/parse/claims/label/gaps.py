"""One phrase of a label in the place of another: what a later part of a sentence, or the next sentence, has of its own.

"rutiner för LSS finns", "för SoL"         -> rutiner för SoL finns
"nöjda med hemtjänsten", "för boendet"     -> nöjda med boendet
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import EXTREMES, LEADING, Words, has_content, starts_like
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.verbs import is_finite

# `med sin hemtjänst` has three words.
LAST_PHRASE = 3
# What is given or where one lives: `hemtjänst`, `särskilt boende`, `daglig verksamhet`.
_SERVICES = (
    *("hemtjänst", "hemtjänsten", "boende", "boendet", "boenden", "verksamhet", "verksamheten", "hemsjukvården"),
    *("förskola", "förskolan", "fritidshem", "fritidshemmet", "fritidshemmen", "grundskolan", "gymnasieskolan"),
)


def fill_gap(marks: Marks, first: Words, own: Words) -> Words:
    """The words of `first` with the phrase that `own` stands for replaced by `own`; only `own` where none is found."""
    lows, mine = marks.spell(first), marks.spell(own)
    if swap := swap_service(lows, mine):
        return first[: swap[0]] + own[swap[2] :] + first[swap[1] :]
    begin = starts_like(lows, mine)
    if begin is None and mine[1:2] and mine[0] == "för" and mine[1] in lows and mine[2:]:
        at = lows.index(mine[1])  # `samtal erbjuds anhöriga till äldre`, `för anhöriga till unga`
        return first[:at] + own[1:] + first[next((i for i in range(at, len(lows)) if is_finite(lows[i])), len(lows)) :]
    if begin is None:
        return _swap_last(lows, mine, first, own)
    if begin == 0 and EXTREMES.issuperset((lows[0], mine[0])) and has_content(mine[1:2]):
        return own  # `Dyrast var programmet A med 200 000 kronor och billigast programmet B`
    verb = next((i for i, low in enumerate(lows) if is_finite(low)), len(lows))
    if begin == 0 and mine[0] in EXTREMES and 1 < verb < len(lows) and not any(map(is_finite, mine)):
        return own[:1] + first[1 : verb + 1] + own[1:]  # `Bäst intryck får Hofors med 86, sämst en enhet i Gävle`
    kinds = len(mine) == 1 and all(low.endswith("a") and low not in nouns() for low in (lows[0], mine[0]))
    if begin == 0 and kinds and 1 < verb < len(lows):
        return own + first[1:]  # `Privata boenden hade brister i 52 procent av fallen och kommunala i 62`
    rest = lows[verb + 1 :]
    object_too = has_content(rest) and rest[0] not in PREPOSITIONS and mine[0] not in PREPOSITIONS
    if begin == 0 and object_too and EXTREMES.isdisjoint((mine[0], mine[-1])) and not set(mine) & set(lows):
        return first[: verb + 1] + own  # `Planen omfattar barn i 52 procent och äldre i 69`
    end = begin + 1
    if lows[end : end + 1] and lows[end] in ("hur", "att", "när", "om", "dem"):
        end = len(lows)  # `rutiner för hur personal ska agera`: the phrase is a clause
    while end < len(lows) and not _is_verb(lows, end):
        end += 1
    return first[:begin] + own + first[end:]


def swap_service(lows: list[str], own: list[str]) -> tuple[int, int, int] | None:
    """From where to where `own` goes, and how many of its words are left out; None where services do not meet.

    `nöjda med sin | hemtjänst`, `på | särskilt boende`: of another one, the same.

    >>> swap_service(["nöjda", "med", "sin", "hemtjänst"], ["på", "särskilt", "boende"])
    (2, 4, 1)
    """
    if len(own) < 2 or own[0] not in LEADING or not own[-1].endswith(_SERVICES):
        return None
    at = next((i for i in range(len(lows) - 1, 0, -1) if lows[i].endswith(_SERVICES)), 0)
    lead = next((i for i in range(at - 1, max(-1, at - 1 - LAST_PHRASE), -1) if lows[i] in PREPOSITIONS), None)
    if not at or lead is None or lows[at] == own[-1]:
        return None
    where = lead == 0 or lows[lead] in LEADING
    return (lead if where else lead + 1), at + 1, (0 if where else 1)


def _is_verb(lows: list[str], i: int) -> bool:
    """Whether the main verb stands here; not `i centrala | delar | är 58 procent`, nor behind `som`."""
    noun = lows[i + 1 : i + 2] in (["är"], ["var"], ["har"], ["hade"])
    return is_finite(lows[i]) and lows[i - 1] != "som" and not noun


def _swap_last(lows: list[str], mine: list[str], first: Words, own: Words) -> Words:
    """`nöjda med hemtjänsten`, `för särskilt boende` -> nöjda med särskilt boende; people stand for people."""
    noun = nouns().get(mine[1]) if len(mine) > 1 else None
    people = noun is not None and noun.kind == "people"
    leads = ("till", "åt", "bland", "hos") if people else ("med", "av", "om", "till", "på")
    at = max((i for i, low in enumerate(lows) if low in leads), default=-1)
    end = next((i for i in range(at + 1, len(lows)) if is_finite(lows[i])), len(lows))
    if mine[:1] != ["för"] or at < 1 or (end - at > LAST_PHRASE and not people):
        return own
    return first[: at + 1] + own[1:] + first[end:]
