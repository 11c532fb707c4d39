"""What a municipality says of itself in answer to a finding: yes, no, or in part.

    "I Kalmar finns inte en rutin för skolgång."                      no
    "Kalmar bedriver ingen uppsökande verksamhet, utom för dem ..."   partial
    "Västervik: Ja, rutinen finns men har inte uppdaterats."          partial

A statement with a figure of its own is a level and no answer, unless it begins with one.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Answer, Geography, LocalStatus, Reading
from pipeline.parse.claims.label.labels import write_label
from pipeline.parse.claims.label.masks import mask_speaker
from pipeline.parse.claims.label.repeats import own_words, points_back, shares_word
from pipeline.parse.claims.label.topics import MAX_EVIDENCE, Topic, affirm
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import Marks, PlaceMark
from pipeline.parse.claims.traits import is_negated
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite
from pipeline.parse.years import resolve_years

_WORDS = "local_words.csv"
# The municipality is named among the first words (`Under 2020 har Kalmar inte`), or the sentence is about others.
_NAMED_WITHIN = 6
# With more words than so many a denial names what it denies.
_ENOUGH = 2
# A label with fewer words of content says less than the finding that it answers.
_LEAST_CONTENT = 2
_NEGATIONS = load_set("answer words")
_ADVERBS = frozenset({"däremot", "dock"})  #: within a clause they only link it to the one before
_EMPTY_VERBS = load_set("answer verbs")
_OTHER: dict[Answer, Answer] = {"yes": "no", "no": "yes"}
# What is coming, and that it is only made or taken into use then; `under framtagande` says both.
_BEGUN = frozenset({"påbörjats", "påbörjat"})
_COMING = _BEGUN | {"pågår", "planeras", "planerar", "kommer", "ska", "avser", "håller", "arbetar"}
_MADE = frozenset({"fram", "arbete", "arbetet", "införa", "införas", "anta", "antas", "starta", "utarbeta", "upprätta"})
_MAKING = frozenset({"framtagande", "framtagning"})


def find_speaker(marks: Marks, home: Geography | None) -> Geography | None:
    """The municipality whose own statement the sentence is; None when it speaks of others or of several."""
    places = [p for p in marks.places if p.geography.type == "municipality"]
    if len(places) > 1:  # `I Säffle finns ingen, men några har fått hjälp i Åmål`
        _, end = _sides(marks)[0]
        places = [p for p in places if p.first < end] or places
    places = [p for p in places if not _is_helper(marks, p)] or places
    if len(places) > 1 and len({p.geography for p in places}) > 1:
        return None
    if places and _is_named_first(marks, places[0]):
        return places[0].geography
    if home is not None and not places and (_speaks_of_itself(marks) or _is_named(marks, home)):
        return home
    if home is not None and places and places[0].geography == home:
        return home
    return None


def _is_named(marks: Marks, home: Geography) -> bool:
    """`Det gör även Nora`, on the page of Nora: elsewhere it may be a person."""
    return any([token.text == home.name for token in marks.tokens[marks.first : marks.last]])


def _is_helper(marks: Marks, place: PlaceMark) -> bool:
    """`I Säter kan unga få stöd via Falu kommun`: whose help it is, not whose statement."""
    return bool({marks.low(place.first), marks.low(place.first - 1)} & load_set("helping words"))


def _is_named_first(marks: Marks, place: PlaceMark) -> bool:
    return place.first - marks.first <= _NAMED_WITHIN


def _speaks_of_itself(marks: Marks) -> bool:
    tokens = marks.tokens[marks.first : min(marks.last, marks.first + _NAMED_WITHIN)]
    return bool(load_phrases(_WORDS, "self").find(tokens))


def find_local(
    spoken: Sequence[tuple[Marks, bool]], year: int | None, home: Geography | None, bullet: Topic
) -> LocalStatus | None:
    """The answer that a passage gives, sentence by sentence; a later one may only take back a part of it."""
    for number, (marks, claims) in enumerate(spoken):
        speaker = find_speaker(marks, home)
        if speaker is None and bullet.heard and _answers_plainly(marks):
            speaker = home
        if speaker is None or not _may_answer(marks, bullet, claims=claims):
            continue
        answer, why = find_answer(marks)
        if answer is None or not _concerns(marks, bullet):
            continue
        if bullet.negated and _joins(marks):
            answer = _OTHER.get(answer, answer)  # `31 procent saknar en plan. Nybro är en av dem.`
        for later, _ in spoken[number + 1 :]:
            if _takes_back(later):
                answer, why = "partial", later.low(later.first)
        return make_local(marks, spoken, speaker, answer, why, year, bullet)
    return None


def _answers_plainly(marks: Marks) -> bool:
    """`Ja, i egen regi.`, `Rutin saknas.`: of nobody by name, right behind the finding, and so of the page's own."""
    if marks.places or marks.figures:
        return False
    lows = marks.lows(marks.first, marks.last)
    plain = not load_set("plain answers").isdisjoint(lows) and "kommuner" not in lows
    return opens_with_answer(marks) or (plain and load_set("imperatives").isdisjoint(lows) and "ska" not in lows)


def _may_answer(marks: Marks, bullet: Topic, *, claims: bool) -> bool:
    if claims or any(a.kind == "verb" for a in marks.anchors):  # `Skadorna i Nybro har sjunkit tre år i följd`
        return _first_word(marks) is not None
    if marks.text.endswith("?") or not bullet.heard:
        return False
    if load_phrases(_WORDS, "unanswered").find(marks.tokens[marks.first : marks.last]):
        return False
    return any(map(is_finite, marks.lows(marks.first, marks.last))) or _first_word(marks) is not None


def _concerns(marks: Marks, bullet: Topic) -> bool:
    """Whether a statement of some length shares a word with the finding: `Resultaten redovisas i maj` does not."""
    if _first_word(marks) or points_back(marks):
        return True
    own = own_words(marks)
    beside = bool(marks.places) and marks.text in bullet.heard  # `I Nybro ...` in the finding's own bullet
    if beside or not own or shares_word(marks, own, bullet):
        return True
    if marks.places and _denies(marks, *_sides(marks)[0]):
        return True  # `Nybro tillämpar inte LOV.`
    uses = not (load_set("having verbs") | load_set("plain answers")).isdisjoint(marks.lows(marks.first, marks.last))
    return uses and bool(load_phrases(_WORDS, "part").find(marks.tokens[marks.first : marks.last]))


def _first_word(marks: Marks) -> str | None:
    """`ja`, `nej` or `delvis` at the beginning, after the name at most."""
    words = load_phrases(_WORDS, "yes", "no", "partly")
    for k in range(marks.first, min(marks.last, marks.first + 4)):
        match = words.match(marks.tokens, k)
        if match and (k == marks.first or marks.tokens[k - 1].kind == "sign"):
            return match.phrase.kind
    return None


def opens_with_answer(marks: Marks) -> bool:
    """`Nybro: Delvis.`"""
    return _first_word(marks) is not None


def find_answer(marks: Marks) -> tuple[Answer | None, str]:
    """The answer and the words that gave it."""
    first = _first_word(marks)
    clauses = _sides(marks)
    denied = [_denies(marks, *side) for side in clauses[:1]] + [_negates(marks, *side) for side in clauses[1:]]
    part = load_phrases(_WORDS, "part", "partly").find(marks.tokens[marks.first : marks.last])
    aged = load_phrases(_WORDS, "worn").find(marks.tokens[clauses[0][0] : clauses[0][1]])
    if not part and not denied[0] and first != "no" and aged:
        return "partial", " ".join(aged[0].phrase.words)  # `Rutinen är från 2016 och behöver uppdateras`
    if not part and not denied[0] and first is None and _is_underway(marks, *clauses[0]):
        return "no", "planeras"
    if part or first == "partly":
        return "partial", " ".join(part[0].phrase.words) if part else "delvis"
    if len(clauses) == 1:
        if first == "no" or denied[0]:
            return "no", "nej" if first == "no" else "inte"
        return "yes", "ja" if first == "yes" else "finns"
    return _weigh_sides(marks, clauses, denied, first)


def _is_underway(marks: Marks, first: int, last: int) -> bool:
    """`Nybro planerar att ta fram en rutin`, `Arbetet med en rutin har påbörjats`: there is none yet."""
    lows = marks.lows(first, last)
    made = not (_COMING.isdisjoint(lows) or _MADE.isdisjoint(lows)) or not _MAKING.isdisjoint(lows)
    return made and (not _BEGUN.isdisjoint(lows) or {"har", "finns"}.isdisjoint(lows[:3]))


def _weigh_sides(
    marks: Marks, sides: list[tuple[int, int]], denied: list[bool], first: str | None
) -> tuple[Answer, str]:
    """Two sides of a `men` or `utom`: what is there and what is not."""
    word = marks.low(sides[1][0])
    no = first == "no" or denied[0]
    rest = marks.tokens[sides[1][0] : sides[-1][1]]
    if no:
        later = any(load_phrases(_WORDS, "plan").find(rest)) or all(denied[1:])
        return ("no", "inte") if later else ("partial", word)
    worn = any(denied[1:]) or bool(load_phrases(_WORDS, "worn").find(rest)) or "utan" in [t.low for t in rest]
    if worn or word in ("utom", "förutom"):
        return "partial", word
    return "yes", "ja" if first == "yes" else "finns"


def _sides(marks: Marks) -> list[tuple[int, int]]:
    """The sentence cut before `men`, `utom`, `däremot` ..."""
    cuts = [marks.first + m.first for m in load_phrases(_WORDS, "except").find(marks.tokens[marks.first : marks.last])]
    cuts = [c for c in cuts if c - marks.first > 1 and not (marks.low(c) in _ADVERBS and is_finite(marks.low(c - 1)))]
    bounds = [marks.first, *cuts[:3], marks.last]
    return list(zip(bounds, bounds[1:], strict=False))


def _denies(marks: Marks, first: int, last: int) -> bool:
    neither = marks.lows(first, first + 2) == ["inte", "heller"] or any(
        m.phrase.kind == "neither" for m in load_phrases("negation_words.csv").find(marks.tokens[first:last])
    )
    return neither or is_negated(marks, Clause(first, last), (), ((first, last),))


def _negates(marks: Marks, first: int, last: int) -> bool:
    """Behind `men` a bare `inte till barn under sex år` denies too."""
    words = load_phrases("negation_words.csv").find(marks.tokens[first:last])
    return any(m.phrase.kind != "decoy" for m in words)


def _joins(marks: Marks) -> bool:
    """`Nybro är en av dem`, `Det gör även Nybro`: whether it is among those told of, and not what it has."""
    return bool(load_phrases(_WORDS, "among").find(marks.tokens[marks.first : marks.last]))


def _takes_back(later: Marks) -> bool:
    """`Däremot har detta skett tidigare.`"""
    match = load_phrases(_WORDS, "except").match(later.tokens, later.first)
    weighed = not _ADVERBS.isdisjoint(later.lows(later.first, later.last))
    if weighed and _negates(later, later.first, later.last):
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
    indicator = _find_indicator(marks, bullet)
    text = " ".join(m.text for m, _ in spoken if m.first >= marks.first)
    evidence = text if bullet.heard in text else f"{text} {bullet.heard}"
    first, end = _sides(marks)[0]  # `men arbetar för att kunna göra det under 2019` is not yet
    end_of_answer = next((k for k in range(first, end) if marks.low(k) in load_set("subordinators")), end)
    said = (m for m in marks.years if m.first < end_of_answer and m.since is None and m.kind == "years")
    printed = [y for m in said for y in resolve_years(m, year)]
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
    return "" if points_back(marks) else _find_indicator(marks, Topic())


def _find_indicator(marks: Marks, bullet: Topic) -> str:
    """What the statement is about in its own words; in the finding's when it has too few."""
    masked = {k for p in marks.places for k in range(p.first, p.last)}
    masked |= {k for y in marks.years for k in range(y.first, y.last)}
    masked |= set(mask_speaker(marks, marks.first, marks.last))
    sides = _sides(marks)
    opener = next((k for k in range(*sides[0]) if marks.low(k) in load_set("subordinators")), sides[0][1])
    words = [k for k in range(*sides[0]) if k not in masked and (k > opener or marks.low(k) not in _NEGATIONS)]
    while words and (marks.low(words[0]) in _EMPTY_VERBS | _ADVERBS or marks.tokens[words[0]].kind == "sign"):
        words.pop(0)
    while words and (marks.low(words[-1]) in _EMPTY_VERBS or marks.tokens[words[-1]].kind == "sign"):
        words.pop()
    label = write_label(marks, tuple(words))
    content = [w for w in label.lows if is_content(w)]
    leans = len(content) < _LEAST_CONTENT or _first_word(marks) or points_back(marks)
    beside = marks.text in bullet.heard  # what it answers stands beside it: its own words say what it has
    told = len(content) > _ENOUGH and _denies(marks, *sides[0])  # `tillämpar inte lagen om valfrihetssystem`
    if bullet.label and (leans or not (beside or told or shares_word(marks, content, bullet))):
        return affirm(bullet.label)
    return label.text
