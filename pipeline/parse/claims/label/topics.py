"""What a sentence speaks of when it does not say: `Andelen är oförändrad`, `en sådan rutin`, `siffran`, `resten`.

A topic is what the last statement was about. A sentence without content of its own takes all from it; one with some
takes the rest: after `rutinerna för samordning med skolan är aktuella` comes `för samordning med LSS är andelen 62`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from pipeline.model import RIKET, Gender, Geography
from pipeline.parse.claims.sentence.content import Words
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import quick

#: Which of two things told before is meant: `den förra`, `den senare`.
OF_TWO = {"förra": 0, "förstnämnda": 0, "senare": 1, "sistnämnda": 1}
# How much evidence a reader (and a check) looks through.
MAX_EVIDENCE = 600


class Subject(NamedTuple):
    """What one figure was told of."""

    label: str
    gender: Gender
    geography: Geography
    population: str
    base: str
    negated: bool


@quick
class Topic(NamedTuple):
    """The last statement of a passage; `words` are its label's tokens, `sentences` where it was told.

    A named tuple: each sentence makes several, and a dataclass of so many fields takes five times as long to replace.
    """

    label: str = ""
    words: Words = ()
    core: str = ""  #: the label before a scope was added: `har en plan` of `har en plan i kommunal regi`
    base: str = ""
    genders: tuple[Gender, ...] = ()
    geography: Geography = RIKET
    population: str = ""
    negated: bool = False
    sentences: tuple[tuple[int, int], ...] = ()  #: character spans in the passage
    heard: str = ""  #: evidence from outside the passage (a bullet that is answered, a heading)
    year: int | None = None  #: only when the text said it
    since: int | None = None
    unit: str = ""
    parts: tuple[
        tuple[str, Words], ...
    ] = ()  #: labels of a statement of several parts: `motsvarande andelar var 80 respektive 49`
    named: tuple[Gender, ...] = ()  #: whom talk in between was of: `Pojkarna står för nedgången; för dem ...`
    told: tuple[Gender, ...] = ()  #: the genders that it named, in order, be they one or two
    about: Geography | None = None  #: the place that the passage spoke of first
    year_about: int | None = None  #: and the year, if it said one
    mentioned: tuple[int, ...] = ()  #: the years that the last sentence named, in order: `Enkäten gjordes 2009. Då ...`
    opened: int | None = None  #: the one year that the last sentence was of: `Betyget steg 2020. Index blev 74.`
    measured: bool = False  #: the label was named as what is measured: `Andelen ungdomar som arbetar mäts varje år`
    told_of: bool = False  #: a passage of this section has stated it
    levelled: bool = False  #: a level of this passage has been stated
    claimed: bool = False  #: it was a statement with a figure, not only talk
    subjects: tuple[Subject, ...] = ()  #: the last two: `Båda andelarna har ökat`
    there: Geography | None = None  #: the place that the sentence before named last: `Sämst är läget i Heby. Där ...`
    whom: str = ""  #: the part of its base that it was of, places apart: `dem som bor ensamma`
    divided: bool = False  #: its figures were of groups apart, so that it is open of whom the next one is
    talk: Talk | None = None  #: what was said since and is still to be taken in


class Talk(NamedTuple):
    """Clauses without a claim, the last one first; two of three times nothing points back to what they leave."""

    hear: Callable[[Topic], Topic]
    earlier: Talk | None


def add_talk(topic: Topic, hear: Callable[[Topic], Topic]) -> Topic:
    """The topic before a clause that `hear` would take in."""
    return topic._replace(talk=Talk(hear, topic.talk))


def hear_out(topic: Topic) -> Topic:
    """The topic with all taken in that was said since."""
    said: list[Callable[[Topic], Topic]] = []
    talk = topic.talk
    while talk is not None:
        said.append(talk.hear)
        talk = talk.earlier
    left = topic._replace(talk=None) if said else topic
    for hear in reversed(said):
        left = hear(left)
    return left


def affirm(label: str) -> str:
    """The label without its denial: what those have who are not among the others.

    Behind `som` a denial tells whom or what it is of, where the main clause has its own verb.

    >>> affirm("saknar en plan"), affirm("har ingen rutin"), affirm("följer inte upp barn som inte går i skolan")
    ('har en plan', 'har en rutin', 'följer upp barn som inte går i skolan')
    """
    denials, adverbs = (load_phrases("negation_words.csv", *kinds) for kinds in (("verb", "pronoun"), ("adverb",)))
    said = label.split(" ")
    told = (i for i, word in enumerate(said) if word in load_set("subordinators") and any(map(is_finite, said[:i])))
    end = next(told, len(said))
    words = [word for word in said[:end] if not adverbs.starting(word)]
    if words[0] in load_set("own services") | {"kommunen"} and words[1:] and denials.starting(words[1]):
        words = words[1:]  # `kommunen saknar en rutin`: others have one
    for at, word in enumerate(words):
        if (denied := denials.starting(word)) and (not at or denied[0].kind == "pronoun"):
            words[at] = denied[0].value
    return " ".join(filter(None, (*words, *said[end:])))


def write_evidence(marks: Marks, topic: Topic, *, needs_topic: bool) -> str:
    """The sentence, with as many before it as there is room for when it does not stand alone."""
    here = (marks.tokens[marks.first].start, marks.tokens[marks.last - 1].end)
    own = marks.passage.text[slice(*here)]
    if not needs_topic:
        return own
    told = [marks.passage.text[a:b] for a, b in topic.sentences if (a, b) != here]
    room = MAX_EVIDENCE - len(own)
    kept: list[str] = []
    for sentence in (*reversed(told), topic.heard):
        room -= len(sentence) + 1
        if not sentence or room < 0:
            break
        kept.append(sentence)
    return " ".join((*reversed(kept), own))


def drop_part(topic: Topic) -> Topic:
    """The topic for the next passage: words, spans and genders are of this one; its place is what it began with."""
    return hear_out(topic)._replace(
        words=(),
        genders=(),
        sentences=(),
        parts=tuple((text, ()) for text, _ in topic.parts),
        geography=topic.about or topic.geography,
        population="",
        about=None,
        year_about=None,
        named=(),
        measured=False,
        levelled=False,
    )
