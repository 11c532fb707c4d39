"""A passage with all marked in it that claims are made of: figures, years, places, words of change and of gender.

All positions are indices of the passage's tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import TypeVar

from pipeline.model import Gender, Passage
from pipeline.parse.claims.change.anchors import mark_anchors
from pipeline.parse.claims.change.movements import Anchor
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.figures import PREPOSITIONS, Figure, PlaceMark, mark_figures
from pipeline.parse.claims.sentence.lent_bases import lend_bases
from pipeline.parse.claims.sentence.placing import mark_places
from pipeline.parse.claims.sentence.wordings import Wording
from pipeline.parse.numbers import Quantity, find_quantities
from pipeline.parse.numerals import parse_number
from pipeline.parse.phrases import Match, load_phrases
from pipeline.parse.sentences import find_sentences
from pipeline.parse.tokens import Token
from pipeline.parse.years import YearMention
from pipeline.records import record

_TOWARDS = frozenset({"mot", "utan"})
# `om kvinnor och män får hjälp på lika villkor`
_ALIKE, _ALIKE_REACH = frozenset({"lika", "likvärdig", "likvärdigt", "likvärdiga", "jämlik", "jämlikt", "jämställt"}), 8
INITIALS: dict[str, Gender] = {"k": "K", "kv": "K", "m": "M"}
# `på kvinnor och`
_DIVIDED = 3
_TOGETHER = frozenset({"tillsammans", "sammantaget", "sammanlagt"})


@record
class GenderMark:
    first: int
    last: int
    gender: Gender


S = TypeVar("S", Anchor, Figure, GenderMark, Match, PlaceMark, YearMention, Quantity)


def within(marks: Sequence[S], first: int, last: int) -> tuple[S, ...]:
    """The marks that begin in `tokens[first:last]`."""
    return tuple([m for m in marks if first <= m.first < last]) if marks else ()


class _Lows(dict[int, str]):
    """A sentence's words by their places: the readers ask for more of them than for all else together."""

    __slots__ = ()

    def __missing__(self, at: int) -> str:
        return ""


@record
class Marks:
    """One sentence of a passage, marked."""

    passage: Passage
    tokens: tuple[Token, ...]  #: of the whole passage
    all_lows: list[str]  #: these in lower case
    first: int
    last: int
    figures: tuple[Figure, ...]
    years: tuple[YearMention, ...]
    places: tuple[PlaceMark, ...]
    genders: tuple[GenderMark, ...]
    all_genders: Mapping[int, Gender]  #: of the whole passage: labels may come from its earlier sentences
    anchors: tuple[Anchor, ...]
    told: Mapping[str, list[Match]]  #: by kind, words of `data/claim_words.csv` that tell what a figure is
    said: frozenset[str] = field(init=False, compare=False)  #: the sentence's words, in lower case
    #: the word at a place, in lower case; empty outside the sentence
    low: Callable[[int], str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        own = self.all_lows[self.first : self.last]
        object.__setattr__(self, "said", frozenset(own))
        object.__setattr__(self, "low", _Lows(enumerate(own, self.first)).__getitem__)

    @property
    def text(self) -> str:
        return self.text_of(self.first, self.last)

    def text_of(self, first: int, last: int) -> str:
        """`tokens[first:last]` as they are printed."""
        return self.passage.text[self.tokens[first].start : self.tokens[last - 1].end] if first < last else ""

    @property
    def placed(self) -> set[int]:
        """The tokens that name places."""
        return {k for p in self.places for k in range(p.first, p.last)}

    @property
    def timed(self) -> set[int]:
        """The tokens that name times, with the words of comparison before them."""
        return {k for y in self.years for k in range(y.first if y.since is None else y.since, y.last)}

    def weighs(self, at: int) -> bool:
        """Whether what begins there is weighed against what stands before: `mot | 64`, `jämfört med | 64`."""
        before = self.low(at - 1)
        return before == "mot" or (before == "med" and self.low(at - 2) in ("jämfört", "jämföra"))

    def are_listed(self, one: PlaceMark, two: PlaceMark) -> bool:
        """Whether nothing but a comma or `och` parts two places: `Kil, Sunne och Eda`."""
        return self.lows(one.last, two.first) in ([","], ["och"], ["samt"], [",", "och"])

    def lows(self, first: int, last: int) -> list[str]:
        """The words of `tokens[first:last]`, in lower case; empty ones outside the sentence."""
        if self.first <= first <= last <= self.last:
            return self.all_lows[first:last]
        return [self.all_lows[k] if self.first <= k < self.last else "" for k in range(first, last)]

    def word(self, at: int) -> str:
        """The word there, of whatever sentence of the passage; empty outside it."""
        return self.all_lows[at] if 0 <= at < len(self.all_lows) else ""

    @property
    def asks(self) -> bool:
        """Whether the sentence is a question; not `2011 och 2013.?`, where a note's mark was misread."""
        return self.low(self.last - 1) == "?" and self.low(self.last - 2) != "."

    @property
    def follows_question(self) -> bool:
        """Whether the sentence before this one asks."""
        return self.word(self.first - 1) == "?"

    def spell(self, words: Iterable[int]) -> list[str]:
        """The words of these tokens of the passage, in lower case."""
        return list(map(self.all_lows.__getitem__, words))


def mark_sentences(wording: Wording) -> Iterator[Marks]:
    """Every sentence of the passage with its marks."""
    passage, tokens, years = wording.passage, wording.tokens, wording.years
    quantities = find_quantities(tokens)
    places = mark_places(passage.text, tokens)
    genders = tuple(_mark_genders(tokens)) or tuple(_mark_initials(tokens) if "m" in wording.lows else ())
    genders_at = {m.first: m.gender for m in genders}
    told = load_phrases("claim_words.csv").find_all(tokens)
    sentences = tuple(find_sentences(tokens))
    counted, timed, placed = _part(quantities, sentences), _part(years, sentences), _part(places, sentences)
    gendered, said = _part(genders, sentences), _part(told, sentences)
    for number, (first, last) in enumerate(sentences):
        yield Marks(
            passage,
            tokens,
            wording.lows,
            first,
            last,
            lend_bases(
                tokens, tuple(mark_figures(tokens, counted[number], timed[number], placed[number], first, last)), first
            ),
            timed[number],
            placed[number],
            gendered[number],
            genders_at,
            tuple(mark_anchors(tokens, first, last)),
            _sort_told(said[number], last),
        )


def _part(marks: tuple[S, ...], sentences: Sequence[tuple[int, int]]) -> list[tuple[S, ...]]:
    """The marks that begin in each of the sentences."""
    if not marks:
        return [()] * len(sentences)
    parts, begun, end = [], 0, len(marks)
    for _, last in sentences:
        at = begun
        while at < end and marks[at].first < last:
            at += 1
        parts.append(marks[begun:at])
        begun = at
    return parts


def _mark_genders(tokens: tuple[Token, ...]) -> Iterator[GenderMark]:
    for match in load_phrases("gender_words.csv").find(tokens):
        weighed = (
            match.last < len(tokens) and parse_number(tokens[match.last]) is not None
        )  # `mot pojkarnas 27 procent`
        if match.first and not weighed and (tokens[match.first - 1].low in _TOWARDS or _is_divided(tokens, match)):
            continue
        if _are_weighed(tokens, match) or _whose_violence(tokens, match) or _is_guardian(tokens, match):
            continue
        if match.last < len(tokens) and tokens[match.last].low in _TOGETHER and len(match.phrase.value) > 1:
            continue  # `För båda könen tillsammans är andelen 40 procent`
        for gender in match.phrase.value:  # `båda könen` names two
            yield GenderMark(match.first, match.last, gender)  # type: ignore[arg-type]


def _mark_initials(tokens: tuple[Token, ...]) -> list[GenderMark]:
    """`Nöjda: K 71 %, M 68 %`: initials before their figures, those of both."""
    found = []
    for k, token in enumerate(tokens[:-2]):
        figure = k + 1 + (tokens[k + 1].text == ":")
        if token.low in INITIALS and parse_number(tokens[figure]) is not None:
            found.append(GenderMark(k, figure, INITIALS[token.low]))
    return found if len({mark.gender for mark in found}) > 1 else []


def _is_guardian(tokens: tuple[Token, ...], match: Match) -> bool:
    """`rekryterar gode män`, who may be women"""
    return match.first > 0 and tokens[match.first - 1].low in ("god", "gode", "goda")


def _whose_violence(tokens: tuple[Token, ...], match: Match) -> bool:
    """`mäns våld mot kvinnor`"""
    return match.last < len(tokens) and tokens[match.last].low.startswith("våld")


def _is_divided(tokens: tuple[Token, ...], match: Match) -> bool:
    """`delar upp resultatet på kvinnor och män`: both words only say along which line."""
    before = tokens[match.first - 1].low if match.first else ""
    if before == "och" and load_phrases("gender_words.csv").match(tokens, match.first - 2):
        before = tokens[match.first - _DIVIDED].low
    return before in ("på", "mellan")


def _are_weighed(tokens: tuple[Token, ...], match: Match) -> bool:
    """`följer upp om kvinnor och män får hjälp på lika villkor`: both together are what is looked at."""
    first, last = match.first, match.last
    if first > 1 and tokens[first - 1].low == "och":
        first -= 2
    elif last + 1 < len(tokens) and tokens[last].low == "och":
        last += 2
    if _are_equal(tokens, match) or _is_stressed(tokens, match):
        return True
    led = first > 0 and tokens[first - 1].low in ("om", "att", "hur")
    return led and any(t.low in _ALIKE for t in tokens[last : last + _ALIKE_REACH])


def _sort_told(told: Sequence[Match], last: int) -> dict[str, list[Match]]:
    """By kind, the phrases that end in the sentence too."""
    found: dict[str, list[Match]] = {}
    for match in told:
        if match.last <= last:
            found.setdefault(match.phrase.kind, []).append(match)
    return found


def _is_stressed(tokens: tuple[Token, ...], match: Match) -> bool:
    """`saknas i 23 procent av kommunerna, framför allt för kvinnor`: the figure is of all."""
    before = [t.low for t in tokens[max(0, match.first - 4) : match.first - 1]]
    return before in ([",", "framför", "allt"], [",", "i", "synnerhet"]) or before[1:] == [",", "främst"]


def _are_equal(tokens: tuple[Token, ...], match: Match) -> bool:
    """`40 procent, lika många kvinnor som män`: both, and neither alone; `lika stor andel kvinnor som män`: of each."""
    words = load_phrases("gender_words.csv")
    if tokens[match.first - 1].low == "som" and words.match(tokens, match.first - 2):
        first = match.first - 2
    elif match.last < len(tokens) and tokens[match.last].low == "som" and words.match(tokens, match.last + 1):
        first = match.first
    else:
        return False
    led = [t.low for t in tokens[max(0, first - _DIVIDED) : first]]
    return "lika" in led and led[-1:] != ["andel"]


__all__ = ["PREPOSITIONS", "Anchor", "Figure", "GenderMark", "Marks", "PlaceMark", "mark_sentences", "nouns", "within"]
