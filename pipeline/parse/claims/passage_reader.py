"""One passage, sentence by sentence: its rows, and what a municipality says of itself in it.

"38 procent av kommunerna har en plan. I Nybro finns ingen." -> Level 38 percent, LocalStatus no of Nybro
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.model import RIKET, Change, Geography, Level, LocalStatus, Passage
from pipeline.parse.claims.asides import find_aside, part_answer
from pipeline.parse.claims.change.leads import Leads, follow, settle
from pipeline.parse.claims.context import Context
from pipeline.parse.claims.contrasts import is_contrasted, move_to_country
from pipeline.parse.claims.label.repeats import points_back, repeats_words
from pipeline.parse.claims.label.topics import Topic, drop_part, hear_out
from pipeline.parse.claims.local import find_local, is_of_other, name_statement, opens_with_answer
from pipeline.parse.claims.possessions import find_doing, find_possessions
from pipeline.parse.claims.questions import asks_municipality, declare, name_by_question
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.speakers import find_speaker
from pipeline.parse.claims.statements import Read, read_sentence
from pipeline.records import replace

_WIDER = ("county", "region")
_OF_FIGURE = frozenset({"andelen", "siffran", "antalet"})


@dataclass(slots=True)
class PassageReader:
    """A passage as far as it has been read."""

    passage: Passage
    context: Context
    home: Geography | None  #: whose page it is
    topic: Topic  #: what the next sentence may point back to
    finding: Topic  #: what a municipality's own statement answers; without evidence where that is not told yet
    levels: list[Level] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    local: list[LocalStatus] = field(default_factory=list)
    doing: LocalStatus | None = None  #: an answer if the bullet's list is one of answers
    spoken: list[tuple[Marks, bool]] = field(default_factory=list)  #: each sentence, and whether it states figures
    earlier: Topic = Topic()  #: the finding before, as long as nothing answers it
    leads: Leads = Leads()
    answered: Geography | None = None  #: `Nybro: Delvis. Frågan ställs i två av fem verksamheter.`
    said: str = ""  #: `Nybro har en plan för hot och våld. Det har 61 procent av kommunerna.`
    asked: Topic = Topic()  #: what the passage told of all, which a municipality answers
    unnamed: tuple[int, int] = (0, 0)  #: from where on the levels and changes are of a sentence that names nobody
    question: str = ""  #: what the heading asks that the passage's first word answers: `Finns en rutin?`, `Ja.`
    own: bool = field(init=False)  #: it may hold a finding and the answer to it

    def __post_init__(self) -> None:
        self.own = self.passage.kind == "bullet" or (self.home is not None and not self.finding.heard)

    def read(self, marks: Marks) -> None:
        """Takes in the next sentence."""
        marks, bracketed = part_answer(marks)
        speaker = self._hear(marks)
        where = RIKET if bracketed else speaker
        here = replace(self.context, geography=where) if where else self.context
        topic = self.topic
        named = self.said != "" and (points_back(marks) or self._asks_of_what(marks))
        if named:
            topic = Topic(label=self.said, sentences=topic.sentences, heard=topic.heard)
        read = read_sentence(marks, topic, here)
        aside = bracketed or find_aside(marks)
        self.spoken.append((marks, bool(read.levels or read.changes or aside)))
        self._keep(read, marks, speaker)
        told = speaker is None or read.levels or read.changes  # what a municipality says of itself is no topic
        heard = read.topic if told else hear_out(read.topic)
        self.topic = (
            heard if told else hear_out(self.topic)._replace(there=heard.there, named=heard.named, opened=heard.opened)
        )
        self.said = "" if told else self.question or name_statement(marks)
        if self.own and self._is_finding(read.levels):
            self._turn_to_finding(marks, named=named)
        if "dessa" not in marks.said or ("av", "dessa") not in pairwise(marks.lows(marks.first, marks.last)):
            self.asked = self.topic  # not what some of those told of do: `Hälften av dessa kommuner har också`
        if aside:
            self.spoken.append((aside, False))

    def _asks_of_what(self, marks: Marks) -> bool:
        """`Allt fler i Nybro cyklar. Andelen var 51 procent`: where no figure was told that it may be one of.

        `Bäst är läget i Nybro. Där ökade andelen nöjda` asks where, and says itself of what.
        """
        told = self.topic.claimed or (self.topic.told_of and self.finding.heard != "")
        return not told and "där" not in marks.said and not _OF_FIGURE.isdisjoint(marks.said)

    def end(self) -> None:
        """Takes in what the passage's last sentences answer, or say of the municipality with nothing asked."""
        findings = (self.finding, self.earlier) if self.earlier.heard else (self.finding,)
        found = next(filter(None, map(self._find_answer, findings)), ())
        if found:
            self.local += found
            answers = [m for m, _ in self.spoken if any(one.evidence.startswith(m.text) for one in found)]
            later = [said for said in self.spoken if said[0] not in answers]
            others = [said for said in later if all(is_of_other(said[0], answers[0], asked) for asked in findings)]
            self.local += find_possessions(others, self.context.year, self.home)
        else:
            self.local += find_possessions(self.spoken, self.context.year, self.home)
            self._find_doing()

    def _find_doing(self) -> None:
        """What a bullet without figures tells of doing: an answer if its list is one of answers."""
        states = self.levels or self.changes or not self.spoken
        if self.passage.kind == "bullet" and not self.local and not states:
            self.doing = find_doing(self.spoken[0][0], self.context.year, self.home)

    def _hear(self, marks: Marks) -> Geography | None:
        """The municipality whose own statement the sentence is."""
        speaker = find_speaker(marks, self.home)
        if not self.spoken and opens_with_answer(marks) and asks_municipality(self.passage.section):
            self.question = declare(self.passage.section)
            speaker = speaker or (self.home if self.home is not None and self.home.type == "municipality" else None)
        if speaker is None and self.answered is not None and not marks.places:
            speaker, self.topic = self.answered, self.topic._replace(geography=self.answered, population="")
        self.answered = speaker if speaker is not None and (self.answered or opens_with_answer(marks)) else None
        return speaker

    def _keep(self, read: Read, marks: Marks, speaker: Geography | None) -> None:
        """The sentence's rows, beside those that it tells to be of the country, or to go the way that was announced."""
        if self.question:
            read = replace(read, levels=tuple(name_by_question(one, self.question) for one in read.levels))
        level, change = self.unnamed
        if speaker is not None and is_contrasted(self.levels[level:], read.levels, speaker):
            self.levels[level:] = move_to_country(self.levels[level:], speaker)
            self.changes[change:] = move_to_country(self.changes[change:], speaker)
        self.levels += read.levels
        self.changes += read.changes
        if speaker is not None or marks.places:
            self.unnamed = len(self.levels), len(self.changes)
        if self.leads.changes or read.leads:  # few sentences announce a change
            self.leads = settle(follow(self.leads, read.leads, len(self.changes), read.levels), self.changes)

    def _is_finding(self, levels: Sequence[Level]) -> bool:
        """Whether a sentence states what a municipality may answer: in a paragraph, something of many."""
        return bool(levels) and (self.passage.kind == "bullet" or any(map(_is_of_many, levels)))

    def _turn_to_finding(self, marks: Marks, *, named: bool) -> None:
        """What follows answers this finding; what stands before it answered the last one, or this."""
        if self.question and self.finding.heard:
            return  # the passage answers the one question above it
        answered = self.finding.heard or self.earlier.heard
        if self.finding.heard and self.passage.kind == "paragraph":
            found = self._find_answer(self.finding, but_last=True)
            self.local += found
            self.finding, self.earlier = Topic(), Topic() if found else self.finding
        if self.finding.heard:
            return
        finding = as_finding(self.topic, marks.text)
        whole = self.question or points_back(marks)
        told = self.spoken[:-1]
        self.spoken = [s for s in told if whole or repeats_words(s[0], finding) or (named and self._is_possession(s))]
        if not answered:  # `Nybro har en plan för tillsyn. Av männen är 44 procent nöjda, i riket 48.`
            self.local += find_possessions([s for s in told if s not in self.spoken], self.context.year, self.home)
        beside = self.spoken or self.passage.kind == "bullet"
        self.finding = finding._replace(heard=self.passage.text) if beside else finding

    def _is_possession(self, said: tuple[Marks, bool]) -> bool:
        return any(find_possessions((said,), self.context.year, self.home))

    def _find_answer(self, finding: Topic, *, but_last: bool = False) -> tuple[LocalStatus, ...]:
        if self.question:
            finding = finding._replace(label=self.question, heard=f"{self.passage.section} {finding.heard}".rstrip())
        return find_local(self.spoken[:-1] if but_last else self.spoken, self.context.year, self.home, finding)


def as_finding(topic: Topic, heard: str) -> Topic:
    """The topic as what a municipality's own statement answers; `heard` is where it was told."""
    return drop_part(topic)._replace(heard=heard, claimed=False, year=None, since=None)


def _is_of_many(level: Level) -> bool:
    """`Av länets kommuner har 38 procent tobaksfria skolgårdar`"""
    return level.geography == RIKET or (level.geography.type in _WIDER and level.base == "kommuner")
