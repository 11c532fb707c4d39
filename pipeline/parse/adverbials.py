"""The words around a time that are part of it: `våren`, `under de`, `i slutet av`, `vid mätningen`, `års`.

"vid den första mätningen 2016"   -> all of it, and not only the year
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.markers import ORDINALS, stands_beside
from pipeline.parse.numerals import parse_number
from pipeline.parse.phrases import load_set
from pipeline.parse.printed_years import YearMention
from pipeline.parse.seasons import join_halves, season_before, take_days
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

# What is done again and again to measure.
_SURVEYS = (
    "mätning",
    "undersökning",
    "enkät",
    "kartläggning",
    "jämförelse",
    "inventering",
    "insamling",
    "uppföljning",
    "upplaga",
    "omgång",
    "notering",
    "mätdag",
    "mättillfälle",
    "mätperiod",
    "mätvecka",
    "rapport",
    "redovisning",
)
_SURVEY_FORMS = tuple(f"{survey}{ending}" for survey in _SURVEYS for ending in ("", "en", "n", "t"))
#: What it gives.
OUTCOMES = frozenset({"resultat", "nivå", "siffra", "värde", "utfall"})
_LEADS = frozenset({"år", "åren", "under", "för", "i", "de", "den", "perioden", "mellan", "både", "såväl", "per"})
# `under en femårsperiod`
_ONE, _OVER = frozenset({"en", "den"}), frozenset({"under", "över"})
# `fram till 2019`, `fram till och med 2019`
_UNTIL = frozenset({"fram", "ända"})
_SET_OFF = frozenset({(",", ","), ("(", ")")})
# `samma kvartal 2020`; `svar samma dag` alone says no time
_PARTS = load_set("parts of a year")
# `vid den första | mätningen 2016`
_WHICH = ORDINALS | {"den", "det"}
_AT = frozenset({"i", "vid", "under", "enligt"})
# `2017, då den nya mätningen startade, låg`
_ASIDE, _THEN = 9, frozenset({"då", "när"})
_ASKED = frozenset({"ställdes", "gjordes", "genomfördes", "mättes", "besvarades", "undersöktes", "redovisades"})
_LAST_TIME = frozenset({"senast", "sist", "förra", "först", "första"})
# No span of years and no age is so long: `var 61 200 | år 2018`.
_LIFETIME = 120


def widen(tokens: Sequence[Token], mention: YearMention) -> YearMention:
    """Takes in the words around it: `våren`, `år`, `under de`, `vid mätningen`, `års`."""
    first, last, period = mention.first, mention.last, mention.period
    while first and (length := season_before(tokens, first)):
        first -= length
        if mention.kind == "years":
            words = " ".join(t.low for t in tokens[first : first + length])
            period = f"{words} {period or mention.years[-1]}"
            first, period = take_days(tokens, first, period)
    if period and mention.kind == "years":
        mention = join_halves(tokens, replace(mention, first=first, period=period))
        first, period = mention.first, mention.period
    first = _widen_lead(tokens, mention, first)
    if mention.kind in ("years", "shift", "before"):
        led = first > 1 and tokens[first - 1].low == "från" and tokens[first - 2].text in (",", "(")
        begin = first - led  # `i den senaste, från 2014, var`
        off = begin > 1 and last < len(tokens) and (tokens[begin - 1].text, tokens[last].text) in _SET_OFF
        named = _widen_name(tokens, begin - off)
        if named < begin - off:  # `i den första enkäten, 2014, var`
            first, last = named, last + off
    surveyed = names_survey(tokens[min(mention.first + 1, last - 1)].low)
    if surveyed and first and tokens[first - 1].low == "vid" and not stands_beside(tokens, first - 1):
        first -= 1  # `vid den senaste kartläggningen, som gjordes 2016`
    if mention.kind == "range" and first > 1 and tokens[first - 2].low == "mellan":
        first -= 2 * tokens[first - 1].low.endswith("arna")  # `mellan mätningarna 2018 och 2021`
    if last < len(tokens) and tokens[last].low == "års":
        last += 1
    if last < len(tokens) and tokens[last - 1].low.endswith(("års", "årets")) and _is_measured(tokens[last].low):
        last += 1  # `jämfört med förra årets undersökning`
    return replace(mention, first=first, last=_skip_aside(tokens, last), period=period)


def names_survey(low: str) -> bool:
    """Whether the word is a survey: `mätning`, `hälsoenkäten`."""
    return low.endswith(_SURVEY_FORMS)


def _widen_lead(tokens: Sequence[Token], mention: YearMention, first: int) -> int:
    """Where the small words begin that lead in a time that begins with `tokens[first]`."""
    while first and tokens[first - 1].low in _LEADS:
        if stands_beside(tokens, first - 1):
            break
        if tokens[first - 1].low == "i" and not (mention.kind == "shift" or mention.period):
            break  # `i december 2022`; not `räknat i 2019 års priser`
        if first > 1 and tokens[first - 1].low == "år" and _may_last(tokens[first - 2]):
            break  # `inom tre år 2020`; not `var 61 200 år 2018`
        first -= 1
    if mention.kind == "span" and first > 1 and tokens[first - 1].low in _ONE and tokens[first - 2].low in _OVER:
        return first - 2
    until = [t.low for t in tokens[max(0, first - 3) : first]]
    if mention.kind == "years" and until == ["till", "och", "med"]:
        first -= 2
        until = [t.low for t in tokens[max(0, first - 2) : first]]
    if mention.kind == "years" and until[-1:] == ["till"] and until[-2:-1] and until[-2] in _UNTIL:
        first -= 2
    return first


def _widen_name(tokens: Sequence[Token], first: int) -> int:
    """Where what the year is called begins: `från | pandemiåret 2020`, `vid mätningen 2016`, `samma kvartal 2020`."""
    name = tokens[first - 1].low if first else ""
    same = first > 1 and tokens[first - 2].low in ("samma", "motsvarande")
    if same and (name in _PARTS or names_survey(name)):
        return first - 2
    if name == "i" and first > 1 and _is_name(tokens[first - 2].low):
        return _widen_name(tokens, first - 1)  # `i mätningen i maj 2016`
    if not (_is_name(name) or (name in ORDINALS and tokens[first].text in (",", "("))):
        return first
    first -= 1
    while first and tokens[first - 1].low in _WHICH:
        first -= 1
    return first - (first > 0 and tokens[first - 1].low in _AT and not stands_beside(tokens, first - 1))


def _is_name(low: str) -> bool:
    """`mätningen`, `mättillfället`, `pandemiåret`"""
    return (low[-1:] in ("n", "t") and names_survey(low)) or (low.endswith(("året", "åren")) and len(low) > len("året"))


def _is_measured(low: str) -> bool:
    return names_survey(low) or low in OUTCOMES


def _may_last(token: Token) -> bool:
    """Whether so many years may pass, or be an age."""
    count = parse_number(token)
    return count is not None and count < _LIFETIME


def _skip_aside(tokens: Sequence[Token], at: int) -> int:
    """Behind `2017, då mätningen startade, låg andelen`: what happened then, when the sentence goes on behind it.

    Behind `än 2020 då frågan senast ställdes` too: it only says what was asked then.
    """
    first = at + (at < len(tokens) and tokens[at].text == ",")
    if first >= len(tokens) or tokens[first].low not in _THEN:
        return at
    closed = next((k for k in range(first + 1, min(first + _ASIDE, len(tokens))) if tokens[k].kind != "word"), at)
    words = {token.low for token in tokens[first + 1 : closed]}
    if not (_ASKED.isdisjoint(words) or _LAST_TIME.isdisjoint(words)):
        return closed
    goes_on = first > at and closed + 1 < len(tokens) and tokens[closed].text == ","
    return closed + 1 if goes_on and is_finite(tokens[closed + 1].low) else at
