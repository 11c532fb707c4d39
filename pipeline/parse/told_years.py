"""The years that a text says its data are of, in any of the ways that reports say it.

"Resultatet gäller ärenden som avslutades under 2021"       concerned: 2021
"Statistiken har samlats in våren 2016 och rör 2015"        concerned: 2015; collected: 2016
"Nästa enkät skickas ut hösten 2022", "Sedan mätningen 2016" nothing

Here no single sentence is trusted as `claims.data_years` trusts one that is said of all data: a report's year is the
latest of those that its text tells most plainly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from pipeline.records import record

from .dates import find_year, months
from .phrases import load_set
from .sentences import find_sentences
from .tokens import Token, split_tokens
from .years import YearMention, find_years

_ISSUED = load_set("words of issuing")
# `hämtades den 18 januari 2021`: when, and not of when
_FETCHED = frozenset({"kommer", "hämtas", "hämtades", "hämtade"})
_CONCERNING = load_set("referring verbs") - _ISSUED - _FETCHED | load_set("further referring verbs")
_COLLECTING = load_set("collecting verbs") - _FETCHED | load_set("further collecting verbs")
_VERBS = _CONCERNING | _COLLECTING | _ISSUED
# Only of a survey, so that nothing else need say it: `Ungdomar i årskurs 8 svarade hösten 2019`
_ANSWERED = frozenset({"svarade", "svarat", "besvarade", "besvarat"})
_DATA, _SURVEYS = load_set("data words") | load_set("further data words"), tuple(load_set("survey stems"))
_WHOLE_YEARS = frozenset({"verksamhetsåret", "kalenderåret", "helåret"})  # `Så svarade de för | verksamhetsåret | 2021`
_PRONOUNS, _TOLD_BY = frozenset({"den", "de"}), _CONCERNING | {"senaste"}
_NUMBERED = load_set("naming words") | {"år", "v", "vecka", "–"}  # `gymnasiets år 1`, `v. 37–44`
_SAMPLED = frozenset("grundas grundades bygger byggde baseras baserades skickades sändes gick".split())
_OF_SOME = load_set("naming words") | {"om", "inom", "över"}
_OF_TIME = frozenset({"för", "från"})
# `2012, som alla värden | avser`, `Hösten 2020 | svarade 740 unga`
_TURNED = frozenset({"avser", "avses", "avsåg"}) | _COLLECTING
_FOR_THEM = (["för", "dem"], ["för", "dessa"])
_ALL = frozenset({"samtliga", "alla"})
_COMING = load_set("coming words")
_BARRED = load_set("words of other years") | _COMING
_ASIDE = _BARRED | _ISSUED
# Of what is to come or was before, where it stands right before the year: `till 2030`, `senast 2021`
_LEADS_AWAY = frozenset({"till", "senast", "sedan", "efter", "inför", "före", "innan"})
# Words between the verb and its year.
_REACH = 20


@record
class Told:
    """The years of what the data concern, and of when they were collected; both as often as they are told."""

    concerned: tuple[int, ...]
    collected: tuple[int, ...]


class _Tie(NamedTuple):
    """What ties a year to the data; the least is the plainest."""

    collected: bool  #: no more is told than when answers were given
    far: int  #: words between the verb and the year; of surveys, minus the year, so that the latest is the least
    year: int


def find_told_years(lines: Sequence[str]) -> Told:
    """What the sentences of `lines`, each a paragraph, tell of the years of their data; only of those without figures.

    >>> find_told_years(["Rapporten omfattar kalenderåret 2021. Nästa kommer 2023."])
    Told(concerned=(2021,), collected=())
    """
    concerned: list[int] = []
    collected: list[int] = []
    for line in lines:
        for sentence in _find_dated_sentences(line):
            told = min(_find_told(sentence), default=None)
            if told is not None:
                (collected if told.collected else concerned).append(told.year)
    return Told(tuple(concerned), tuple(collected))


def find_lead_years(lines: Sequence[str]) -> tuple[int, ...]:
    """The years that the first `lines` of a text plainly speak of without a figure: `hur det gick under 2019`."""
    found: list[int] = []
    for sentence in chain.from_iterable(map(_cut_dated, lines)):
        mentions = find_years(sentence)
        if _ASIDE.isdisjoint(token.low for token in sentence) and not _has_figure(sentence, mentions):
            plain = (m for m in mentions if m.kind == "years" and m.since is None)
            found += [mention.years[-1] for mention in plain if not _leads_away(sentence, mention)]
    return tuple(found)


def drop_coming(line: str) -> str:
    """The line without the sentences of what is to come: `Målet för 2024 är 80`, `Data för 2022 släpps i höst`."""
    if not find_year(line):
        return line
    kept = (s for s in _cut_dated(line) if _COMING.isdisjoint(token.low for token in s))
    return " ".join(line[sentence[0].start : sentence[-1].end] for sentence in kept)


def _cut_dated(line: str) -> Iterator[Sequence[Token]]:
    """The sentences of a line that names a year; none of another."""
    if find_year(line):
        tokens = split_tokens(line)
        yield from (tokens[first:last] for first, last in find_sentences(tokens))


def _find_dated_sentences(line: str) -> Iterator[Sequence[Token]]:
    """The sentences that speak of the data and of no other years."""
    named = False  # in the sentence before: `Ny statistik är klar. Den omfattar 2020.`
    for sentence in _cut_dated(line):
        lows = [token.low for token in sentence]
        told = named and lows[0] in _PRONOUNS and not _TOLD_BY.isdisjoint(lows[1:2])
        names = _names_data(lows)
        if _BARRED.isdisjoint(lows) and (names or told):
            yield sentence
        named = names and "nedan" not in lows  # `Uppgifterna nedan är ur register. De avser 2021.`


def _find_told(sentence: Sequence[Token]) -> Iterator[_Tie]:
    """The ties between verbs and years of a sentence without figures."""
    mentions = find_years(sentence)
    for mention in () if _has_figure(sentence, mentions) else mentions:
        if tie := _tie(sentence, mention):
            yield tie


def _names_data(lows: Sequence[str]) -> bool:
    """Whether a sentence speaks of the data, and not of some: `Statistiken över bistånd gäller 2021`."""
    if not _ANSWERED.isdisjoint(lows) or lows[0] in _COLLECTING:
        return True  # `• Genomfördes hösten 2021`
    named = [k for k, low in enumerate(lows) if low in _DATA or low.endswith(_SURVEYS)]
    some = any(lows[k + 1 : k + 2] and lows[k + 1] in _OF_SOME for k in named)
    some = some or any(lows[k + 1 : k + 3] in _FOR_THEM for k in named)
    return bool(named) and (not some or not _ALL.isdisjoint(lows))


def _has_figure(sentence: Sequence[Token], mentions: Sequence[YearMention]) -> bool:
    """Whether the sentence states more than times: `I 2019 års enkät svarade 45 procent` tells of its own figure.

    Days (`den 14 september`), what is numbered (`årskurs 8`) and how many were asked are no figures.
    """
    timed = {k for m in mentions for k in range(m.first, m.last)}
    lows = [token.low for token in sentence] + [""]
    numbers = [k for k, token in enumerate(sentence) if token.kind == "number" and k not in timed]
    if "procent" in lows or not _SAMPLED.isdisjoint(lows):
        return "procent" in lows  # `Rapporten grundas på undersökningar av 41 000 barn under 2016`
    return any(lows[k + 1] not in months() and _NUMBERED.isdisjoint(lows[max(0, k - 2) : k]) for k in numbers)


def _tie(sentence: Sequence[Token], mention: YearMention) -> _Tie | None:
    """The tie to the verb nearest before the year, else behind it."""
    if mention.kind not in ("years", "range") or not mention.years:
        return None
    lows = [token.low for token in sentence]
    if _leads_away(sentence, mention) or (mention.since is not None and lows[mention.since] != "från"):
        return None
    led = lows[max(0, mention.first - 1) : mention.first + 1]
    bare = _OF_TIME.isdisjoint(led)  # `är för 2018`, not `Rapporten är behandlad 2017`
    before = enumerate(reversed(lows[max(0, mention.first - _REACH) : mention.first]))
    behind = enumerate(low if low in _TURNED else "" for low in lows[mention.last : mention.last + _REACH])
    verbs = ((low, far) for far, low in chain(before, behind) if low in _VERBS and not (low == "är" and bare))
    verb, far = next(verbs, ("", 0))
    if not verb or verb in _ISSUED:
        return None
    year = mention.years[-1]
    # `Kartläggningen gjordes 2009 och är en upprepning av den som gjordes 2006`: the later of two surveys
    whole = not _WHOLE_YEARS.isdisjoint(lows[max(0, mention.first - 1) : mention.last])
    return _Tie(True, -year, year) if verb in _COLLECTING and not whole else _Tie(False, far, year)


def _leads_away(sentence: Sequence[Token], mention: YearMention) -> bool:
    """`till 2030`, `efter 2018`; not `till och med december 2022`"""
    led = [token.low for token in sentence[max(0, mention.first - 1) : mention.first + 3]]
    return not _LEADS_AWAY.isdisjoint(led[:2]) and "med" not in led[1:]
