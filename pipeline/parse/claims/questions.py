"""What a question above an answer asks, in the words of a statement, and whether a municipality is asked by it.

"Har kommunen en plan för kompetens?"     har en plan för kompetens
"Finns det en rutin för hembesök?"        en rutin för hembesök
"Hur nöjda är de boende?"                 as it stands: no yes or no answers it
"""

from __future__ import annotations

import re

from pipeline.model import Level
from pipeline.parse.claims.label.repeats import stem_of
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

_ASKED = re.compile(r"(?:Fråga )?(?:\d+[.:]? )?(?P<verb>\w+) (?:(?P<whom>kommunen|ni|det|vi) )?(?P<what>.+)\?$")
_USING = frozenset({"använt", "använder", "används"})
_THERE = frozenset({"finns", "fanns"})
# A citizen asks so: `Kan jag få hjälp med städning?`
_OF_READERS = frozenset({"jag", "mig", "min", "mitt", "mina", "du", "dig", "din", "ditt", "dina", "man"})
_OF_SURVEY = ("undersökning", "enkät", "jämförelse", "resultat", "svar", "uppgift", "statistik")


def declare(question: str) -> str:
    """What a question that yes or no answers is about; every other heading as it stands."""
    asked = _ASKED.match(question) if question.endswith("?") else None
    if asked is None:
        return question
    verb = asked["verb"].lower()
    if asked["whom"] in ("kommunen", "ni", "vi"):
        return f"{verb} {asked['what']}"
    if not is_finite(verb):
        return question
    return asked["what"] if verb in _THERE else f"{verb} {asked['what']}"


def asks_municipality(question: str) -> bool:
    """Whether yes or no to this heading tells what a municipality has or does."""
    words = words_of(question.lower()) if question.endswith("?") else []
    if not words or not (_OF_READERS.isdisjoint(words) and declare(question) != question):
        return False
    beginning = words[:3]
    does = not (load_set("verbs of having") | load_set("verbs of doing") | {"följs", "kan"}).isdisjoint(beginning)
    uses = not _USING.isdisjoint(beginning)  # `Har kommunen använt resultat från enkäter för att utveckla sig?`
    if not uses and not (load_set("not to be had") | load_set("of results or feelings")).isdisjoint(words[:4]):
        return False  # `Finns det skillnader mellan kvinnor och män?`
    return does and not any(word.startswith(_OF_SURVEY) for word in beginning)


def name_by_question(level: Level, question: str) -> Level:
    """`71 procent svarar att de har en rutin`: where the question says for what."""
    asked = {stem_of(word) for word in words_of(question)}
    own = {stem_of(word) for word in words_of(level.indicator) if is_content(word)}
    return replace(level, indicator=question) if own < asked else level
