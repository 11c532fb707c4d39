"""Words that make a time one to compare with: `jämfört med 2018`, `mot 94 procent 2020`, `samma nivå som 2019`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from pipeline.parse.memory import find_spots
from pipeline.parse.numerals import parse_number
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite

# What may stand between a word of comparison and the year: `mot 94 procent av kommunerna 2020`.
_BETWEEN = load_set("between marker and year")
# `från 5,2 barn per heltidstjänst 2018`: so many words may belong to a figure between the two.
_COUNTED = 3
# `resultaten från 2020` says of when they are; nothing is compared.
_REPORTS = ("resultat", "siffr", "uppgift", "data", "statistik", "mätning", "enkät", "rapport", "undersökning")
# `jämfört med de elever som`
_COHORT = 4
# `enkäten Om mig från hösten 2018`
_REPORT_NAME = 3
#: Which of several surveys: `i den senaste, från 2020`.
ORDINALS = frozenset({"första", "andra", "tredje", "senaste", "nya"})
# `samma höga nivå som 2019`
_SAME = frozenset({"samma", "lika", "dubbelt", "hälften", "gånger", "densamma", "detsamma", "desamma"})
_SAME_REACH = 4
# `lika många platser i särskilt boende som`
_ALIKE_REACH = 9
_SUPERLATIVES = load_set("best and worst") | {"gången", "någonsin"}
# `den högsta andelen behöriga elever sedan 2011`
_RANK_REACH = 5
# `ligger två procentenheter under 2021 års nivå`
_BESIDE, _AMOUNT = frozenset({"under", "över"}), 2
_THEN_WHOSE = frozenset({"fjolårets", "årets"})
# `mot 40 procent av handläggarna 2020`
_NAMING_YEARS = ("arna", "erna", "orna", "na")
_SUPINES = ("at", "it", "tt", "ats", "its", "tts")
_TURNED = ("gången", "ingen", "tappet", "raset", "dippen", "fallet")
_STOPS = frozenset(".;:!?)")
_SIZES = frozenset({"procent", "procentenheter", "procentenhet", "%"})
# `fler än | de som började 2017`, `än när frågan ställdes 2017`
_LEADING = frozenset({"som", "när", "då", "vad", "innan", "där"})
_WINDOW = 10
# `i jämförelse med`, `om man jämför | med`: so far behind its first word a marker's last may stand.
_LATER = 3


def find_marker(tokens: Sequence[Token], first: int, floor: int) -> int | None:
    """Where `jämfört med`, `sedan`, `mot` ... begins, when only a figure and small words stand between."""
    since = _find_since(tokens, max(0, first - _WINDOW - _LATER), first)
    unknown = 0  # words since the last number: they may be its unit or what it counts
    for at in range(first - 1, max(floor, first - _WINDOW) - 1, -1):
        if at in since:
            reports = tokens[at].low == "från" and since[at] == first and _reports(tokens, at)
            opens = _opens_after(tokens, at, first)
            apart = tokens[at].low == "efter" and since[at] < first and not opens  # `vårdades efter en olycka 2017`
            told = not unknown or opens or _is_event(tokens, at) or _is_cohort(tokens, since[at])
            starts = tokens[at].low == "från" and _is_day(tokens, first)
            other = tokens[at].low == "än" and _is_over(tokens[since[at] : first])
            return None if reports or apart or starts or other or not told else _marker_start(since, at)
        if tokens[at].low == "som" and (same := _same_before(tokens, at)) is not None:
            return None if unknown else same
        if tokens[at].low == "som" and _is_alike(tokens, at):
            return None if unknown else at
        token = tokens[at]
        if parse_number(token) is not None:
            if unknown > _COUNTED:
                return None
            unknown = 0
        elif token.low not in _BETWEEN and not token.low.endswith(_NAMING_YEARS):
            unknown += not _stands_in(since, at, at - 3)
        sized = token.low == "invånare" and tokens[at - 2].low == "än"  # `kommuner med fler än 50 000 invånare 2018`
        ends = sized or token.low == "till" and not _stands_in(since, at, at - 2)
        if token.text in _STOPS or ends:
            return None
    return None


def _reports(tokens: Sequence[Token], at: int) -> bool:
    """`resultaten | från 2020`, `I den senaste, | från 2020, är`: of when they are."""
    which = at > 1 and tokens[at - 1].text in (",", "(") and tokens[at - 2].low in ORDINALS
    return which or any(t.low.startswith(_REPORTS) for t in tokens[max(0, at - _REPORT_NAME) : at])


def _is_over(between: Sequence[Token]) -> bool:
    """`pågått längre än | fyra månader minskade för | andra året i rad`: the comparison has ended before the verb."""
    lows = [token.low for token in between]
    # `med mer än | tio års erfarenhet | 14 procent lägre | i år`: of another comparison
    other = any(one in _SIZES and two in load_set("comparatives") for one, two in pairwise(lows))
    return other or (any(map(is_finite, lows)) and _LEADING.isdisjoint(lows))


def _is_day(tokens: Sequence[Token], first: int) -> bool:
    """`sänktes från (och med) | den 1 januari 2020`: when it began to hold; not `från 31 december 2019 till ...`."""
    day = first + (tokens[first].low == "den")
    till = any(t.low == "till" for t in tokens[first : first + _WINDOW])
    return tokens[day].kind == "number" and len(tokens[day].text) <= len("31") and not till


def is_ranked(tokens: Sequence[Token], since: int) -> bool:
    """`den lägsta siffran | sedan 2011`, `för första gången sedan`: how rare a figure is."""
    for at in range(since - 1, max(-1, since - 1 - _RANK_REACH), -1):
        if tokens[at].kind != "word":
            return False
        if tokens[at].low in _SUPERLATIVES:
            return True
    return False


def stands_beside(tokens: Sequence[Token], at: int) -> bool:
    """`två procentenheter | under 2021 års resultat`: the `under` or `över` of a difference; `under 2021` is a time."""
    amount = at >= _AMOUNT and tokens[at].low in _BESIDE and parse_number(tokens[at - _AMOUNT]) is not None
    whose = tokens[at + 1 : at + 3] if amount else ()
    return any(t.low.endswith("års") or t.low in _THEN_WHOSE for t in whose)


def _opens_after(tokens: Sequence[Token], at: int, first: int) -> bool:
    """`Efter nedgången 2020 har`, `stigit efter nedgången 2020`; not `Efter flera år av framgång sjönk andelen 2020`"""
    if tokens[at].low == "efter" and first == at + 2 and tokens[at + 1].low.endswith(_TURNED):
        return True
    opens = tokens[at].low == "efter" and (at == 0 or tokens[at - 1].low == ".")
    return opens and not any(is_finite(t.low) for t in tokens[at + 1 : first])


def _is_cohort(tokens: Sequence[Token], at: int) -> bool:
    """`jämfört med | dem som började 2017`, `än | de elever som`, `med | den kull som slutade 2017`"""
    return tokens[at].low in ("dem", "de", "den") and "som" in [t.low for t in tokens[at + 1 : at + _COHORT]]


def _is_event(tokens: Sequence[Token], at: int) -> bool:
    """`sedan gymnasiereformen 2011`, `sedan lagen ändrades 2018`; not `har sedan ökat 2018`, `sedan sjönk den 2018`."""
    after = tokens[at + 1].low
    return tokens[at].low == "sedan" and not after.endswith(_SUPINES) and not is_finite(after)


def _same_before(tokens: Sequence[Token], at: int) -> int | None:
    """Where `samma siffra som`, `lika många som`, `densamma som` begins, of which `tokens[at]` is the `som`."""
    return next((k for k in range(at - 1, max(-1, at - _SAME_REACH), -1) if tokens[k].low in _SAME), None)


def _is_alike(tokens: Sequence[Token], at: int) -> bool:
    """Whether `lika` or `dubbelt så` stands some words before this `som`, with what is compared between."""
    for k in range(at - 1, max(-1, at - _ALIKE_REACH), -1):
        if tokens[k].low in ("lika", "dubbelt", "hälften", "gånger"):
            return True
        if tokens[k].kind != "word":
            return False
    return False


def _find_since(tokens: Sequence[Token], first: int, last: int) -> dict[int, int]:
    """Where words of comparison begin in `tokens[first:last]`, each with where it ends."""
    words = load_phrases("year_words.csv")
    starts = find_spots(words.starting, [token.low for token in tokens[first:last]], first)
    found = (words.match(tokens, at) for at in starts)
    return {match.first: match.last for match in found if match and match.phrase.kind == "since"}


def _stands_in(since: Mapping[int, int], at: int, floor: int) -> bool:
    """Whether the word there is a later one of a marker that begins at `floor` or behind it."""
    return any([since.get(back, 0) > at for back in range(floor, at)]) if since else False


def _marker_start(since: Mapping[int, int], at: int) -> int:
    """Of `i jämförelse med` found at `jämförelse`, the `i`."""
    return next((back for back in (at - 2, at - 1) if since.get(back, 0) > at), at)
