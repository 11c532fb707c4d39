"""What a municipality says of itself in answer to a finding: yes, no, or in part.

    "I Kalmar finns inte en rutin för skolgång."                      no
    "Kalmar bedriver ingen uppsökande verksamhet, utom för dem ..."   partial
    "Västervik: Ja, rutinen finns men har inte uppdaterats."          partial

A statement with a figure of its own is a level and no answer, unless it begins with one.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.model import Answer, Geography, LocalStatus, Reading
from pipeline.parse.claims.answer_labels import name_answer
from pipeline.parse.claims.data_years import is_data
from pipeline.parse.claims.label.repeats import is_head_of, own_words, points_back, shares_word
from pipeline.parse.claims.label.topics import MAX_EVIDENCE, Topic
from pipeline.parse.claims.practices import tells_of_practice
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.speakers import drop_helpers, find_speaker
from pipeline.parse.claims.things import ALL, ANY, names_other_object, names_other_thing
from pipeline.parse.claims.value.kinds import NONE
from pipeline.parse.claims.verdicts import (
    ADVERBS,
    denies,
    find_answer,
    find_sides,
    find_some,
    first_word,
    has_ended,
    is_underway,
    negates,
)
from pipeline.parse.phrases import load_phrases, load_set, words_of
from pipeline.parse.verbs import is_finite, is_past
from pipeline.parse.years import resolve_years

_WORDS = "local_words.csv"
# `en sjätteplats`, `plats 241`
_ORDINALS = ("första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde")
_RANKED = frozenset(f"{word}plats{end}" for word in _ORDINALS for end in ("", "en"))
_RANKS = frozenset({"plats", "placering"})
_YEAR = 4  # digits: `är på plats 2022`
_TELLING_OF_DATA = load_set("telling of data")
_ASKED = frozenset({"genomförde", "genomfördes", "gjorde", "gjordes"})
_GETTING = frozenset({"får", "erbjuds", "har"})
_NO = frozenset({"ingen", "inget"})
_SERVICES = load_set("services") | {"funktionen", "rollen", "möjligheten"}
_AGING = (["är", "från"], ["är", "under"])  #: `Rutinerna | är från | 2011`
_OFTEN = frozenset({"gång", "gånger"})
# `inga vräkta barn`
_COUNTED_WITHIN = 4
_OTHER: dict[Answer, Answer] = {"yes": "no", "no": "yes"}


def find_local(
    spoken: Sequence[tuple[Marks, bool]], year: int | None, home: Geography | None, bullet: Topic
) -> tuple[LocalStatus, ...]:
    """The answers that a passage gives: `I Nybro finns en plan. Torsås har däremot ingen.`, of each that speaks."""
    found: list[LocalStatus] = []
    while (told := _find_first(spoken, year, home, bullet)) is not None:
        found.append(told[0])
        spoken = told[1]
    return tuple(found)


def _find_first(
    spoken: Sequence[tuple[Marks, bool]], year: int | None, home: Geography | None, bullet: Topic
) -> tuple[LocalStatus, Sequence[tuple[Marks, bool]]] | None:
    """The first answer, sentence by sentence, and what is said from where another municipality speaks.

    A later sentence of the same municipality may only take back a part of it.
    """
    for number, (marks, claims) in enumerate(spoken):
        speaker = find_speaker(marks, home)
        if speaker is None and bullet.heard and not claims and _answers_plainly(marks, bullet):
            speaker = home
        if speaker is None or not _may_answer(marks, bullet, claims=claims):
            continue
        answer, why = find_answer(marks)
        if answer is None or not _concerns(marks, bullet, at_home=home is not None):
            continue
        if bullet.negated and _joins(marks):
            answer = _OTHER.get(answer, answer)  # `31 procent saknar en plan. Nybro är en av dem.`
        end = _find_next_speaker(spoken, number, speaker, home)
        said, rest = spoken[number:end], spoken[end:]
        for later, _ in said[1:]:
            if _takes_back(later) and not is_of_other(later, marks, bullet):
                answer, why = "partial", later.low(later.first)
        return make_local(marks, said, speaker, answer, why, year, bullet), rest
    return None


def _find_next_speaker(
    spoken: Sequence[tuple[Marks, bool]], number: int, speaker: Geography, home: Geography | None
) -> int:
    """The first sentence behind this one in which another municipality speaks."""
    later = range(number + 1, len(spoken))
    return next((k for k in later if find_speaker(spoken[k][0], home) not in (None, speaker)), len(spoken))


def is_of_other(later: Marks, marks: Marks, bullet: Topic) -> bool:
    """Whether what is said behind the answer to a finding is of another thing than they are."""
    told = bullet.label.lower().split(" ") + marks.lows(marks.first, marks.last)
    if tells_of_practice(later) and not points_back(later):  # `Fritidskort betalas ut till alla`
        known = Topic(label=bullet.label, heard=marks.text)
        return not shares_word(later, own_words(later), known) and not opens_with_answer(marks)
    return names_other_thing(later, told) or names_other_object(later, marks, bullet.heard)


def _answers_plainly(marks: Marks, bullet: Topic) -> bool:
    """`Ja, i egen regi.`, `Rutin saknas.`: of nobody by name, right behind the finding, and so of the page's own."""
    if drop_helpers(marks, marks.places):
        return False
    lows = marks.lows(marks.first, marks.last)
    plain = not load_set("plain answers").isdisjoint(lows) or ("ges" in lows and "av" not in lows)
    plain = plain or (lows[0] in ANY and "inte" in lows)  # `Någon plan är inte framtagen.`
    some = marks.first in range(*find_some(marks))  # `Fem av våra åtta boenden har det`
    plain = plain or some or lows[0] in _NO  # `Ingen kartläggning genomfördes.`
    plain = plain or (lows[0] == "arbetet" and "inte" in lows)  # `Arbetet med en plan har inte kommit i gång.`
    serves = _opens_with_own(lows) and not load_set("having verbs").isdisjoint(lows)
    made = not load_set("fates of plans").isdisjoint(lows)  # `Rutinen antogs 2017.`
    whole = lows[0] in ALL and is_finite(marks.low(marks.first + 2))  # `Alla nyanställda går en utbildning.`
    made = made or _goes_on_of(lows, bullet) or has_ended(marks)
    said = (
        (plain or whole or serves or made or is_underway(marks, marks.first, marks.last))
        and "kommuner" not in lows
        and "ska" not in lows
    )
    return opens_with_answer(marks) or (said and load_set("imperatives").isdisjoint(lows))


def _goes_on_of(lows: Sequence[str], bullet: Topic) -> bool:
    """`Planen är under revidering`, `Handläggarna får handledning`, behind what kommuner have of them.

    Not `Planen följs upp en gång om året`, asked for two.
    """
    ends = ("n", "t", "na") if lows[1:2] and (lows[1] in _GETTING or lows[1:3] in _AGING) else ("n", "t")
    if "kommun" not in bullet.heard or not lows[0].endswith(ends):
        return False
    felt = not load_set("of results or feelings").isdisjoint(lows)  # not `Våldsbrotten är få`
    counted = not _OFTEN.isdisjoint(lows) and not _OFTEN.isdisjoint(words_of(bullet.heard.replace(".", " ")))
    return not felt and not counted and is_head_of(lows[0], words_of(bullet.label))


def _opens_with_own(lows: Sequence[str]) -> bool:
    """`Räddningstjänsten gör hembesök`, `Alla våra skolor har en plan`: parts of the municipality."""
    who = lows[1 if lows[:1] in (["alla"], ["samtliga"]) else 0]
    return who in load_set("own services")


def _may_answer(marks: Marks, bullet: Topic, *, claims: bool) -> bool:
    if claims or any(a.kind == "verb" for a in marks.anchors):  # `Skadorna i Nybro har sjunkit tre år i följd`
        return first_word(marks) is not None
    if marks.asks or not bullet.heard or _tells_of_data(marks):
        return False
    if first_word(marks) is None and any(figure.quantity.kind == "money" for figure in marks.figures):
        return False  # `I Nybro gick det åt 9 000 kronor per elev`
    open_still = is_underway(marks, *find_sides(marks)[0])  # `är på gång men ännu inte klart`
    if not open_still and load_phrases(_WORDS, "unanswered").find(marks.tokens[marks.first : marks.last]):
        return False
    if _tells_rank(marks) or _counts_none(marks):
        return False
    return any(map(is_finite, marks.lows(marks.first, marks.last))) or first_word(marks) is not None


def _tells_of_data(marks: Marks) -> bool:
    """`Samtliga resultat finns i Kolada`, `Noras svar lämnades av socialchefen`; not `Resultaten används`"""
    lows = marks.lows(marks.first, marks.last)
    verb = next((k for k, low in enumerate(lows) if is_finite(low)), 0)
    asked = lows[verb] in _ASKED and any(
        map(is_data, lows[verb + 1 : verb + 3])
    )  # `genomförde vi brukarundersökningen`
    return asked or (any(map(_is_data, lows[max(0, verb - 1) : verb])) and lows[verb] in _TELLING_OF_DATA)


def _is_data(low: str) -> bool:
    return is_data(low) or low == "svar"


def _tells_rank(marks: Marks) -> bool:
    """`Det ger Nybro en sjätteplats`, `Vi kommer först på plats 241`"""
    lows = marks.lows(marks.first, marks.last)
    lows = [low for low in lows if low not in ("nr", "nummer")]
    numbered = any(one in _RANKS and two.isdigit() and len(two) < _YEAR for one, two in pairwise(lows))
    return numbered or not _RANKED.isdisjoint(lows)


def _counts_none(marks: Marks) -> bool:
    """`Nybro hade inga vräkta barn under 2019`: how many there were, and not what there is."""
    lows = marks.lows(marks.first, marks.last)
    at = next((k for k, low in enumerate(lows) if low in NONE), None)
    if at is None or not any(map(is_past, lows)):
        return False
    counted = next((nouns()[low] for low in lows[at + 1 : at + _COUNTED_WITHIN] if low in nouns()), None)
    return counted is not None and counted.kind == "people"


def _concerns(marks: Marks, bullet: Topic, *, at_home: bool) -> bool:
    """Whether a statement of some length shares a word with the finding: `Resultaten redovisas i maj` does not."""
    if first_word(marks) or points_back(marks) or _joins(marks):
        return True
    if is_underway(marks, marks.first, marks.last) and load_set("words of work").issuperset(own_words(marks)):
        return True  # `Arbetet har påbörjats.`
    there = marks.low(marks.first + 1) in ("finns", "saknas") or has_ended(marks)
    if there and marks.low(marks.first) in _SERVICES:
        return True  # `Tjänsten drogs in 2019.`, `Funktionen finns inte.`
    own = [low for low in own_words(marks) if low not in load_set("own services")]
    # `I Nybro ...` in the finding's own bullet; in news of many places it may be of anything
    beside = at_home and bool(marks.places) and marks.text in bullet.heard
    if beside or not own or shares_word(marks, own, bullet):
        return True
    if marks.places and denies(marks, *find_sides(marks)[0]):
        return True  # `Nybro tillämpar inte LOV.`
    uses = not (load_set("having verbs") | load_set("plain answers")).isdisjoint(marks.said)
    return uses and bool(load_phrases(_WORDS, "part").find(marks.tokens[marks.first : marks.last]))


def opens_with_answer(marks: Marks) -> bool:
    """`Nybro: Delvis.`"""
    return first_word(marks) is not None


def _joins(marks: Marks) -> bool:
    """`Nybro är en av dem`, `Det gör även Nybro`: whether it is among those told of, and not what it has."""
    return bool(load_phrases(_WORDS, "among").find(marks.tokens[marks.first : marks.last]))


def _takes_back(later: Marks) -> bool:
    """`Däremot har detta skett tidigare.`"""
    match = load_phrases(_WORDS, "except").match(later.tokens, later.first)
    weighed = not ADVERBS.isdisjoint(later.lows(later.first, later.last))
    if weighed and negates(later, later.first, later.last):
        return True  # `Någon egen lägenhet har vi däremot inte.`
    rest = later.tokens[later.first : later.last]
    return match is not None and not load_phrases(_WORDS, "plan").find(rest)


def make_local(
    marks: Marks,
    spoken: Sequence[tuple[Marks, bool]],
    speaker: Geography,
    answer: Answer,
    why: str,
    year: int | None,
    bullet: Topic,
) -> LocalStatus:
    indicator = name_answer(marks, bullet)
    text = " ".join(m.text for m, _ in spoken if m.first >= marks.first)
    evidence = text if bullet.heard in text else f"{text} {bullet.heard}"
    first, end = find_sides(marks)[0]  # `men arbetar för att kunna göra det under 2019` is not yet
    opening = load_set("subordinators") - {"om"}  # `Beslut om en plan togs 2016`
    end_of_answer = next((k for k in range(first, end) if marks.low(k) in opening), end)
    said = (m for m in marks.years if m.first < end_of_answer and m.since is None and m.kind == "years")
    printed = [y for m in said for y in resolve_years(m, year)]
    if year is not None:
        printed = [y for y in printed if y <= year]  # `är under framtagande och blir klar 2023`, `gäller till 2022`
    start, end = marks.tokens[marks.first].start, marks.tokens[marks.last - 1].end
    return LocalStatus(
        local_id="",
        place=marks.passage.place(start, end),
        indicator=indicator,
        geography=speaker,
        answer=answer,
        evidence=evidence[: 2 * MAX_EVIDENCE],
        year=printed[-1] if printed else year,
        readings=(Reading("answer", why), Reading("year", str(printed[-1]) if printed else "the list's year")),
    )


def name_statement(marks: Marks) -> str:
    """What a statement is about, for a finding that points back to it; empty when it points back itself."""
    name = "" if points_back(marks) else name_answer(marks, Topic())
    return name.removeprefix("alla ").removeprefix("samtliga ")  # who have it in the country are not all
