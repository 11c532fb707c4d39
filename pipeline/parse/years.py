"""What a text says of time: `2021`, `våren 2019`, `förra året`, `två år tidigare`, `sedan 2019`, `de senaste sex åren`.

    "har ökat sedan 2019"         -> 2019, and it is what is compared with
    "under de senaste sex åren"   -> in 2021: 2016 to 2021

A mention keeps what is printed; `resolve_years` turns it into years once the report's own year is known.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.parse.adverbials import OUTCOMES, names_survey, widen
from pipeline.parse.markers import find_marker, is_ranked, stands_beside
from pipeline.parse.memory import find_spots, remember
from pipeline.parse.numerals import parse_number, parse_numeral
from pipeline.parse.phrases import Match, load_phrases, load_set
from pipeline.parse.printed_years import YearMention, parse_year, read_printed
from pipeline.parse.seasons import join_spans, lend_years
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

_SPAN_WORD = re.compile(r"(\w+)årsperiod(?:en)?$")
_WINDOW = 10
# `den senaste kartläggningen` may be this one, unless its year is said.
_SURVEY_LAST = "senaste"
_SURVEY_BEFORE = frozenset({"förra", "föregående", "tidigare", _SURVEY_LAST})
# `förra mätningen, som gjordes hösten 2018`
_MADE = load_set("words before a survey's year")
# `för tredje året i rad`
_NTH = {"andra": 2, "tredje": 3, "fjärde": 4, "femte": 5}
_STEADY = load_set("steady words")
_LATEST = frozenset({"senaste", "sista", "gångna"})
# They lead in how long something took.
_LASTING = frozenset({"på", "i", "över", "loppet"})
_BORN = frozenset({"född", "födda", "föddes"})
# `en tidigare partner`, `nuvarande eller tidigare partner`
_BEFORE_NOUN = frozenset({"eller", "en", "ett", "sin", "sina", "sitt", "deras", "av"})
_PREPOSITIONS = load_set("prepositions")
_ONLY = frozenset({"bara", "endast", "knappt", "drygt", "mindre", "mer", "än"})
_THAN_OTHERS = (["än", "i"], ["än", "hos"], ["än", "bland"], ["än", "för"])
# More years than a comparison goes back are an age.
_LONGEST = 20


def find_years(tokens: Sequence[Token]) -> tuple[YearMention, ...]:
    """All mentions of a time, in order; none overlaps another."""
    found: list[YearMention] = []
    last = 0
    for at in find_spots(_may_begin, [token.low for token in tokens]):
        if at < last or tokens[at].kind == "sign":
            continue
        mention = _read_mention(tokens, at)
        if mention and at and tokens[at - 1].low in _BORN:
            last = mention.last  # `barn födda 2016`: who they are, and no time of a figure
        elif mention:
            mention = _mark_since(tokens, widen(tokens, mention), found[-1].last if found else 0)
            if found and (span := join_spans(found[-1], mention, tokens)):
                found[-1] = span
                last = span.last
                continue
            if mention.since is not None or not _may_be_now(tokens, mention):
                found.append(mention)
            elif mention.kind == "survey":
                found.append(replace(mention, kind="shift", count=0))  # `2016 var andelen 45, i den senaste 52`
            last = mention.last
    if not any(mention.period for mention in found):
        return tuple(found)
    told = set(found)
    return tuple(y if y in told else _mark_since(tokens, y, 0) for y in lend_years(tokens, found))


def _read_mention(tokens: Sequence[Token], at: int) -> YearMention | None:
    """The time that begins with this token: a printed year, or words; `3årsperiod` may be either."""
    kind = tokens[at].kind
    printed = read_printed(tokens, at) if kind != "word" else None
    return printed or (_read_relative(tokens, at) if kind != "number" else None)


def _mark_since(tokens: Sequence[Token], mention: YearMention, floor: int) -> YearMention:
    """The mention with the words of comparison before it, if there are any."""
    first, whose = mention.first, tokens[mention.last - 1].low
    marker = mention.since
    if marker is None:
        marker = find_marker(tokens, first, floor)
    if marker is None and first and whose == "nivå" and tokens[first - 1].low in ("på", "till"):
        marker = first - 1
    if marker is None and (whose in OUTCOMES or whose.endswith(("års", "årets"))) and stands_beside(tokens, first - 1):
        marker = first - 1
    if marker is not None and is_ranked(tokens, marker):
        return replace(mention, kind="rank", since=marker)
    if mention.kind == "range" and marker == first - 1 and tokens[marker].low == "från":
        return replace(mention, first=marker)  # `Från 2011 till 2016 låg andelen på 12 procent`: compares nothing
    return replace(mention, since=marker)


def _may_be_now(tokens: Sequence[Token], mention: YearMention) -> bool:
    """`tidigare` and `den senaste mätningen` name an earlier time only where something is compared with it."""
    last = any(t.low == _SURVEY_LAST for t in tokens[mention.first : mention.last])
    return mention.kind == "vague" or (mention.kind == "survey" and last) or _ranks_now(tokens, mention)


def _ranks_now(tokens: Sequence[Token], mention: YearMention) -> bool:
    """`är nu längre än i riket`: how it stands to others, in the year that was told."""
    behind = [t.low for t in tokens[mention.last : mention.last + 3]]
    now = tokens[mention.first].low == "nu" and mention.kind == "shift"
    return now and behind[1:] in _THAN_OTHERS and behind[0] in load_set("comparatives")


@remember
def _may_begin(word: str) -> bool:
    """Whether a mention can begin so: a year's digits, or a word for a time; most words are none of them."""
    year = word[0].isdigit() and len(word) >= len("2019")
    return year or bool(load_phrases("year_words.csv").starting(word)) or word in _LASTING or "årsperiod" in word


def resolve_years(
    mention: YearMention, now: int | None, said: int | None = None, previous: int | None = None
) -> tuple[int, ...]:
    """The years meant, in a text whose own year is `now`, that spoke of `said` last and whose survey before was in
    `previous`; empty when that is unknown."""
    if mention.kind in ("years", "range"):
        return mention.years
    if mention.kind in ("rank", "both", "normal", "event"):
        return ()  # `den lägsta siffran sedan 2011`: since when none was lower; `båda åren`: those told before
    if mention.kind == "same":
        return (said,) if said else ()
    if mention.kind == "before" and said is not None:
        return (said + mention.count,)
    if mention.kind == "survey" and previous is not None:
        return (previous,)
    if now is None or (mention.kind == "before" and mention.count > 0):
        return ()
    if mention.kind in ("shift", "vague", "before", "survey"):
        return (now + mention.count,)
    if mention.kind == "back":
        return (now - mention.count,)
    return (now - mention.count + 1, now) if mention.count else ()


def _is_no_time(tokens: Sequence[Token], match: Match) -> bool:
    """`tidigare placerade barn`, `opererades inom | samma tid`"""
    if match.phrase.kind == "same" and match.first:
        return tokens[match.first - 1].low == "inom"
    return match.phrase.kind == "vague" and _describes(tokens, match.first, match.last)


def _read_relative(tokens: Sequence[Token], at: int) -> YearMention | None:
    if survey := _read_survey(tokens, at):
        return survey
    match = load_phrases("year_words.csv").match(tokens, at)
    word = _SPAN_WORD.match(tokens[at].low) if "årsperiod" in tokens[at].low else None
    if word and (count := parse_numeral(word[1])):
        latest = at > 0 and tokens[at - 1].low in _LATEST  # `under den senaste tioårsperioden`
        return _name_span(tokens, YearMention(at - latest, at + 1, "span", count=count))
    if tokens[at].low in _LASTING and (lasting := _read_lasting(tokens, at)):
        return lasting
    if match is None or _is_no_time(tokens, match):
        return None
    kind, last, value = match.phrase.kind, match.last, match.phrase.value
    if kind in ("shift", "vague", "before", "survey"):
        mention = YearMention(at, last, kind, count=int(value))  # type: ignore[arg-type]
        return _name_step(tokens, mention) if kind == "before" else _name_year(tokens, mention)
    if kind == "same" and last < len(tokens) and (other := _read_relative(tokens, last)) and other.first == last:
        return replace(other, first=at)  # `under samma period året innan`
    if kind in ("same", "both", "normal", "event"):
        return _name_year(tokens, YearMention(at, last, kind))  # type: ignore[arg-type]  # `under samma period 2014`
    if kind == "span" and value:
        return YearMention(at, last, "span", count=int(value))
    if kind in ("back", "earlier", "later", "span", "run") and at:
        return _read_counted(tokens, at, last, kind)
    return None


def _describes(tokens: Sequence[Token], at: int, last: int) -> bool:
    """`från en partner eller | tidigare | partner`: whom, and not when."""
    if at == 0 or last >= len(tokens) or tokens[at - 1].low not in _BEFORE_NOUN:
        return False
    noun = tokens[last]
    return noun.kind == "word" and not (is_finite(noun.low) or names_survey(noun.low) or noun.low in _PREPOSITIONS)


def _read_lasting(tokens: Sequence[Token], at: int) -> YearMention | None:
    """`på två år`, `inom loppet av två år`, `sett över fem år`, `har legat still i tre år`: so many years back."""
    if "år" not in [token.low for token in tokens[at + 2 : at + 6]]:  # as mostly behind `i` and `på`
        return None
    low, before = tokens[at].low, tokens[at - 1].low if at else ""
    only = sum([token.low in _ONLY for token in tokens[at + 1 : at + 3]])  # `på bara två år`, `på mindre än två år`
    years = _count_years(tokens, at + (low == "loppet") + only)
    if (
        not years
        or (low == "över" and before not in ("sett", "räknat", "mätt"))
        or (low == "i" and not _lasts(tokens, at))
        or (low == "på" and before in load_set("things finished in time"))
    ):
        return None
    first = at - (low in ("över", "loppet") and at > 0)
    return YearMention(first, at + 3 + (low == "loppet") + only, "back", count=years, since=first)


def _read_survey(tokens: Sequence[Token], at: int) -> YearMention | None:
    """`förra kartläggningen`, `senaste hälsoenkäten 2019`: any survey behind a word for the one before."""
    if tokens[at].low not in _SURVEY_BEFORE or at + 1 >= len(tokens):
        return None
    if tokens[at].low == _SURVEY_LAST and [t.low for t in tokens[max(0, at - 2) : at]] in (
        ["vid", "den"],
        ["i", "den"],
    ):
        following = tokens[at + 1]
        if parse_number(following) is not None or is_finite(following.low):
            return YearMention(
                at, at + 1, "survey", count=-1
            )  # `vid den förra mätningen 45 procent, vid den senaste 52`
    survey = names_survey(tokens[at + 1].low)
    return _name_year(tokens, YearMention(at, at + 2, "survey", count=-1)) if survey else None


def _lasts(tokens: Sequence[Token], at: int) -> bool:
    """`har legat på samma nivå i tre år`; not `har arbetat i tre år`."""
    return bool(_STEADY & {t.low for t in tokens[max(0, at - _WINDOW) : at]})


def _count_years(tokens: Sequence[Token], at: int) -> int | None:
    """How many years `på två år` is; None for an age (`på 65 år`) and for `på två år tidigare`."""
    if at + 2 >= len(tokens) or tokens[at + 2].low != "år":
        return None
    count = parse_number(tokens[at + 1])
    later = tokens[at + 3].low if at + 3 < len(tokens) else ""
    return int(count) if count is not None and count <= _LONGEST and later not in ("tidigare", "sedan") else None


def _name_year(tokens: Sequence[Token], mention: YearMention) -> YearMention:
    """`den förra mätningen 2014`, `förra enkäten, som gjordes 2014`: the year itself goes before the words for it."""
    at = mention.last
    while mention.kind in ("survey", "event") and at < len(tokens) and tokens[at].low in _MADE:
        at += 1
    year = parse_year(tokens, at) if at < len(tokens) else None
    return replace(mention, last=at + 1, kind="years", years=(year,)) if year is not None else mention


def _name_step(tokens: Sequence[Token], step: YearMention) -> YearMention:
    """`tio år tidigare, 2002, var andelen`: the year itself goes before how far it is from another."""
    at = step.last + (step.last + 2 < len(tokens) and tokens[step.last].text == ",")
    year = parse_year(tokens, at) if at < len(tokens) else None
    if year is None or at == step.last or not (tokens[at + 1].text == "," or is_finite(tokens[at + 1].low)):
        return _name_year(tokens, step)
    return replace(step, last=at + 1, kind="years", years=(year,))


def _name_span(tokens: Sequence[Token], span: YearMention) -> YearMention:
    """`sett över en treårsperiod, 2019–2022`: the years themselves go before how many there are."""
    at = span.last
    while at + 1 < len(tokens) and tokens[at].text in (",", "("):
        at += 1
    named = read_printed(tokens, at) if at < len(tokens) else None
    if named is None or named.kind != "range":
        return span
    first = span.first
    while first and tokens[first - 1].low in ("sett", "över", "en", "den"):
        first -= 1
    return replace(named, first=first)


def _read_counted(tokens: Sequence[Token], at: int, last: int, kind: str) -> YearMention | None:
    """`två år tidigare`, `de senaste sex åren`, `de senaste åren` (how many is not said)."""
    number = parse_number(tokens[at - 1])
    if kind == "back":
        return YearMention(at - 1, last, "back", count=int(number)) if number else None
    if kind in ("earlier", "later"):
        count = int(number or 0) * (1 if kind == "later" else -1)
        return _name_step(tokens, YearMention(at - 1, last, "before", count=count)) if number else None
    if kind == "run":  # `två år i rad`: from two years before
        nth = number or _NTH.get(tokens[at - 1].low)
        return YearMention(at - 1, last, "span", count=int(nth) + 1) if nth else None
    first = at - 1 if number else at
    if not first or tokens[first - 1].low not in _LATEST:
        return None
    if not number and first > 1 and (number := parse_number(tokens[first - 2])):
        first -= 1  # `de två senaste åren`
    return YearMention(first - 1, last, "span", count=int(number or 0))


__all__ = ["YearMention", "find_years", "parse_year", "resolve_years"]
