"""What a sentence puts first, back behind its verb, where a label has it.

"När det gäller måltiderna är 69 procent nöjda"            är nöjda när det gäller måltiderna
"Att det är lätt att nå personalen uppger 75 procent"      uppger att det är lätt att nå personalen
"Att bara 38 procent har en rutin är oroande"              har en rutin
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.content import Words, has_content
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_OPENINGS = (
    ("när", "det", "gäller"),
    ("vad", "gäller"),
    ("i", "fråga", "om"),
    ("beträffande",),
    ("avseende",),
    ("gällande",),
    ("angående",),
)
_FIRST = frozenset(opening[0] for opening in _OPENINGS) | {"att"}
_PRONOUNS = frozenset({"den", "det", "dem", "detta"})
_LINKS = frozenset({"är", "var"})


def length_of_opening(lows: list[str]) -> int:
    """How many words `när det gäller` takes here; 0 where nothing of the kind opens."""
    return next((len(opening) for opening in _OPENINGS if tuple(lows[: len(opening)]) == opening), 0)


def put_fronted_behind(marks: Marks, words: Words, lows: list[str]) -> Words:
    """The words with what was put first at their end; as they are where the verb has nothing else behind it."""
    if words and marks.tokens[words[0]].kind == "sign":
        words, lows = words[1:], lows[1:]  # `– Att bara`
    if not words or lows[0] not in _FIRST:
        return words
    while marks.tokens[words[-1]].kind == "sign" and len(words) > 1:
        words, lows = words[:-1], lows[:-1]
    fronted = lows[0] == "att"
    if fronted and lows[-2:-1] and lows[-2] in _LINKS and _judges(lows[-1]):
        return words[1:-2]
    if not fronted and not length_of_opening(lows):
        return words
    figure = next((f.first for f in marks.figures if f.at > words[0]), marks.last)
    verb = max((i for i, k in enumerate(words) if i > 1 and k < figure and is_finite(lows[i])), default=0)
    rest = lows[verb:]
    if fronted:
        return words[verb:] + words[:verb] if verb and lows[verb] in load_set("verbs of opinion") else words
    opening = length_of_opening(lows)
    if rest[1:2] == ["att"] and rest[2:3] and rest[2] in _PRONOUNS and is_finite("".join(rest[3:4])):
        return words[opening:verb] + words[verb + 3 :]  # `Beträffande informationen svarar 63 procent att den är lätt`
    if rest[1:2] and rest[1] in _PRONOUNS:
        return words  # `När det gäller stödsamtal, erbjuder 74 procent det till män`
    told = [low for low in rest if low not in load_set("saying verbs")]
    return words[verb:] + words[:verb] if verb > opening and has_content(told) else words


def _judges(low: str) -> bool:
    return low in load_set("judgements") or low.endswith("ande")
