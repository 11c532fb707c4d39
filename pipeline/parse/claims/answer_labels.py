"""What a municipality's own statement is about: in its own words, or in those of the finding that it answers.

"Nej, en sådan rutin saknas."                         what the finding is about
"I Nybro finns en rutin för skolgång sedan 2015."     en rutin för skolgång
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from pipeline.parse.claims.label.labels import write_label
from pipeline.parse.claims.label.masks import mask_speaker
from pipeline.parse.claims.label.repeats import is_head_of, own_words, points_back, shares_word, stem_of
from pipeline.parse.claims.label.topics import Topic, affirm
from pipeline.parse.claims.negation import find_subordinator
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.things import NOW, end_of_since
from pipeline.parse.claims.verdicts import (
    ADVERBS,
    denies,
    find_refusals,
    find_sides,
    find_some,
    first_word,
    has_another,
    has_ended,
    is_underway,
)
from pipeline.parse.numerals import parse_numeral
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.verbs import is_finite
from pipeline.parse.years import YearMention

# With more words than so many a denial names what it denies.
_ENOUGH = 2
# A label with fewer words of content says less than the finding that it answers.
_LEAST_CONTENT = 2
_NEGATIONS = load_set("answer words")
_EMPTY_VERBS = load_set("answer verbs")
_TOGETHER = frozenset({"tillsammans", "ihop", "samverkan", "samarbete"})
_LISTING = frozenset({",", "och", "samt", "kommun", "kommuner"})
_LEADING = (
    _EMPTY_VERBS
    | ADVERBS
    | {
        "och",
        "nyligen",
        "kommunens",
        "stadens",
        "vår",
        "vårt",
        "våra",
        "kommun",
        "stad",
        "haft",
        "någon",
        "något",
        "några",
    }
)
_WHOLE = PREPOSITIONS | {"hela"}  # `i hela kommunen`
_ENDING = _EMPTY_VERBS | ADVERBS | {"togs", "fattades", "pågår", "gäller", "påbörjat", "påbörjats", "planeras"}
# `Sala kommun | :`
_NAMED = 4
# What is done to make a thing, or how it came to be, is no part of it.
_CAME_TO_BE = frozenset({"antogs", "tecknades", "undertecknades", "inrättades", "beslutades", "påbörjades"})
_CAME_TO_BE |= {"infördes", "startades", "lanserades", "anställdes", "öppnades", "bildades"}
_MADE = ("under", "på", "tecknad", "tecknat", "antagen", "framtagen", "beslutad", "påbörjad", "påbörjat", "påbörjats")
_IS_MADE = {(one, two) for one in ("är", "har") for two in _MADE} | {("håller", "på"), ("tas", "fram")}
_IS_MADE |= {("har", "kommit"), ("är", "från"), ("är", "och")}  # `är | från 2011 | och behöver ses över`
_MAKING = {(one, two) for one in ("arbete", "arbetet") for two in ("med", "för")}
_MAKING |= {("beslut", "om"), ("tar", "nu"), ("tar", "fram"), ("planerar", "en"), ("planerar", "ett")}
_MAKING_MORE = frozenset({"att", "ta", "fram", "införa", "utarbeta", "upprätta", "anta", "starta"})
_WHEN = frozenset({"sedan", "i", "för", "just"})
_LED_WITHIN = 2
_POINTING = frozenset({"den", "det", "de", "denna", "detta", "dessa"})


def name_answer(marks: Marks, bullet: Topic) -> str:
    """What the statement is about in its own words; in the finding's when it has too few."""
    masked = marks.placed | {k for y in marks.years for k in range(_find_start(marks, y), y.last)}
    masked |= set(mask_speaker(marks, marks.first, marks.last))
    masked |= set(range(*find_some(marks))) | set(find_partners(marks))
    masked |= {k for first, last in find_refusals(marks, marks.first, marks.last) for k in range(first, last)}
    led = _find_led_in(marks)
    masked |= led
    sides = find_sides(marks)
    said = Clause(*sides[0])
    masked |= {k for k in range(*sides[0]) if marks.low(k) in _NEGATIONS and find_subordinator(marks, said, k) is None}
    masked |= set(_find_since_when(marks)) | {k for k in range(*sides[0]) if _is_aside(marks, k)}
    words = [k for k in range(said.first, _end_of_thing(marks, said)) if k not in masked]
    if len(words) > 1 and marks.low(words[1]).startswith("sakna") and marks.low(words[0]) in load_set("own services"):
        words = words[2:]  # `Socialtjänsten saknar | en rutin`
    if len(words) > 1 and marks.low(words[0]) == "enligt":
        words = words[2:]  # `Enligt enkäten har vi | en rutin`
    while words and (marks.low(words[0]) in _LEADING or marks.tokens[words[0]].kind in ("sign", "number")):
        words.pop(0)
    while words and (
        (marks.low(words[-1]) in _ENDING and marks.low(words[-1] - 1) not in _WHOLE)
        or marks.tokens[words[-1]].kind == "sign"
    ):
        words.pop()
    label = write_label(marks, tuple(_leave_making(marks, words)))
    content = [w for w in label.lows if is_content(w)]
    if is_underway(marks, *sides[0]):
        content = [low for low in content if low not in load_set("words of work")]  # `Rutin är på gång.`
    leans = len(content) < _LEAST_CONTENT or first_word(marks) or points_back(marks)
    leans = leans or (bullet.label != "" and _is_told_by(marks, content, label.lows, bullet))
    leans = leans or has_another(marks) or has_ended(marks)
    behind = marks.low(max(led, default=marks.last) + 1)
    leans = leans or (behind.endswith("s") and is_finite(behind))  # `Sala: | Görs i alla ärenden.`
    says = len(content)
    said_only = load_set("supines of doing") | {"fram"}
    content = [low for low in content if low not in said_only and parse_numeral(low) is None]
    leans = leans or (len(content) <= _ENOUGH and not marks.genders and _says_less(content, bullet))
    leans = leans or "saknar" in label.lows
    beside = marks.text in bullet.heard  # what it answers stands beside it: its own words say what it has
    told = len(content) > _ENOUGH and denies(marks, *sides[0])  # `tillämpar inte lagen om valfrihetssystem`
    if says > _ENOUGH:
        content = own_words(marks)  # `har följt upp hjälpen för enskilda men inte sammanställt uppföljningen`
    if bullet.label and (leans or not (beside or told or shares_word(marks, content, bullet))):
        return affirm(bullet.label)
    return label.text


def _says_less(content: Sequence[str], bullet: Topic) -> bool:
    """`har ingen samlad plan`, where the finding says of what"""
    named = words_of(bullet.label)
    told = {stem_of(word) for word in named if is_content(word)}
    heads = {low for low in content if stem_of(low) not in told and is_head_of(low, named)}  # `plan`: a `kompetensplan`
    own = {stem_of(low) for low in content if low not in heads}
    subject = takewhile(lambda word: word not in PREPOSITIONS, named)  # not `resultat | från en brukarrevision`
    return own < told and (bool(heads) or any(stem_of(word) in own for word in subject))


def _find_led_in(marks: Marks) -> set[int]:
    """`Sala: | alla får hjälp`, `saknar Sala, | liksom 61 procent av kommunerna, | en plan`: who, and no thing."""
    colon = next((k for k in range(marks.first, min(marks.first + _NAMED, marks.last)) if marks.low(k) == ":"), None)
    led = set(range(marks.first, colon + 1)) if colon is not None else set()
    told = next((k for k in range(marks.first + 1, marks.last) if marks.low(k) == ":"), marks.last)
    if marks.low(told - 1) == "delvis" and any(map(is_finite, marks.lows(marks.first, told))):
        led = set(range(told, marks.last))  # `Hos oss används FREDA delvis | : mottagningen ställer frågorna`
    if "liksom" in marks.said:
        start = next(k for k in range(marks.first, marks.last) if marks.low(k) == "liksom")
        led |= set(range(start, next((k for k in range(start, marks.last) if marks.low(k) == ","), start + 1)))
    return led


def _leave_making(marks: Marks, words: list[int]) -> list[int]:
    """`Ett beslut om | en plan för hot | togs`, `Arbetet med att ta fram | en plan | pågår`, `En plan | är tecknad`"""
    lows = marks.spell(words)
    cuts = (k for k in range(1, len(lows)) if lows[k] in _CAME_TO_BE or tuple(lows[k : k + 2]) in _IS_MADE)
    end = next((k for k in cuts if load_set("subordinators").isdisjoint(lows[:k])), len(lows))
    led = next((k for k in range(min(_LED_WITHIN, end)) if tuple(lows[k : k + 2]) in _MAKING), None)
    start = 0 if led is None else led + 2
    while led is not None and start < end and lows[start] in _MAKING_MORE:
        start += 1
    return words[start:end] if end - start > 0 else words


def _is_aside(marks: Marks, at: int) -> bool:
    """`erbjuder inte | längre | hjälp`, `Under året har | förvaltningen | infört en modell`"""
    low, before = marks.low(at), marks.low(at - 1)
    return (low == "längre" and before == "inte") or (low in load_set("own services") and before == "har")


def _find_since_when(marks: Marks) -> range:
    """`har | sedan i våras | en jurist`, `har | i dag | en kontakt`: when, though no year"""
    if marks.said.isdisjoint(_WHEN):
        return range(0)
    lows = marks.lows(marks.first, marks.last)
    behind = (k for k, pair in enumerate(pairwise(lows), 1) if pair[1] in _WHEN and is_finite(pair[0]))
    at = 0 if tuple(lows[:2]) in NOW else next(behind, len(lows))  # `I nuläget har Säter ingen plan`
    return range(marks.first + at, marks.first + end_of_since(lows, at))


def _find_start(marks: Marks, year: YearMention) -> int:
    """Where the words for a time begin: `| sedan 2015`, `| Under de senaste två åren`."""
    since = year.since
    return since if since is not None and since in (marks.first, year.first - 1) else year.first


def _end_of_thing(marks: Marks, said: Clause) -> int:
    """`en plan | som antogs 2014`, `en rutin |, och den sågs över i mars`: what happened to it is no part of it."""
    for at in range(said.first + _ENOUGH, said.last):
        low, after = marks.low(at), marks.low(at + 1)
        fate = low == "som" and after in load_set("fates of plans")
        and_it = low == "," and after == "och" and marks.low(at + 2) in ("den", "det", "de")
        instead = low == "utan" and (
            is_finite(after) or after in ("en", "ett")
        )  # `erbjuder inget boende | utan köper platser`
        if (
            fate
            or (low in ("via", "genom") and at + 1 in marks.placed)  # `stöd erbjuds | via Motala och Mjölby`
            or instead
            or (and_it and is_finite(marks.low(at + 3)))
            or (low == "," and after in load_set("fates of plans"))
        ):
            return at
    return said.last


def find_partners(marks: Marks) -> range:
    """`en jour | tillsammans med Falun och Säter`, `en plan | i samverkan med Falun`: nothing of the thing."""
    if _TOGETHER.isdisjoint(marks.said):
        return range(0)
    inner = range(marks.first + 1, marks.last)
    at = next((k for k in inner if marks.low(k) == "med" and marks.low(k - 1) in _TOGETHER), marks.last)
    behind = range(at + 1, marks.last)
    last = max(takewhile(lambda k: marks.low(k) in _LISTING or marks.tokens[k].text[0].isupper(), behind), default=at)
    if not any(at <= place.first <= last for place in marks.places):
        return range(0)
    return range(at - 1 - (marks.low(at - 2) == "i"), last + 1)


def _is_told_by(marks: Marks, content: Sequence[str], lows: Sequence[str], bullet: Topic) -> bool:
    """`Överenskommelsen gäller till 2022`, `får den informationen`: what the finding names, with nothing else of it.

    Not where it names what another finding of the same bullet is of: `Rutinen för samordning med skolan`.
    """
    named = words_of(bullet.label)
    pointed = [*lows[:1], *(two for one, two in pairwise(lows) if one in _POINTING)]
    # `Modellen används`, `använder modellen`; not `har följt upp insatserna för enskilda barn`
    near = lows if len(content) <= _ENOUGH else lows[:1]
    stands = not load_set("stand-in nouns").isdisjoint(near) and load_set("stand-in nouns").isdisjoint(named)
    if not stands and not any(low.endswith(("n", "t", "na")) and is_head_of(low, named) for low in pointed):
        return False
    told = {stem_of(word) for word in named}
    short = len([low for low in content if not is_finite(low)]) <= _ENOUGH  # `Planen finns i utkast`
    heard = bullet.heard.replace(marks.text, "") if short else bullet.heard
    beside = {stem_of(word) for word in words_of(heard) if is_content(word)} - told
    return all(stem_of(low) not in beside for low in content)
