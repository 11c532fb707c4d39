"""The words of a clause that belong to no label: figures and what they are of, years, places, changes, who says so.

"Andelen har totalt ökat från 34 till 40 procent, säger Anna Holm"     all but `Andelen`
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from pipeline.parse.claims.change.movements import load_changes
from pipeline.parse.claims.change.subjects import find_happening
from pipeline.parse.claims.label.preludes import find_prelude, find_turn
from pipeline.parse.claims.label.ranks import RANKS, find_rank
from pipeline.parse.claims.label.references import ALIASES, AUTHORITIES, REFERENCES, find_references, find_whom
from pipeline.parse.claims.label.sources import find_reason, find_source
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.clauses import Clause, find_judgement
from pipeline.parse.claims.sentence.content import THIS_TIME, is_content
from pipeline.parse.claims.sentence.marks import (
    INITIALS,
    PREPOSITIONS,
    Anchor,
    Figure,
    GenderMark,
    Marks,
    PlaceMark,
    within,
)
from pipeline.parse.claims.value.demands import is_limit
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_HELPERS = load_set("change helpers") | load_set("change adverbs")
_QUOTING = load_set("quoting verbs")
# `Bara 15 procent har en plan`; `dagverksamhet som enbart vänder sig till äldre` is another thing without it.
_ONLY = load_set("only words")
_SPELLS = frozenset({"dag", "dygn", "vecka", "månad", "termin", "år"})
_RECKONED = frozenset({"beräknas", "beräknades", "uppskattas", "uppskattades"})
_NEARLY = frozenset({"nästan", "ungefär", "cirka", "drygt", "knappt", "mer", "än"})
_PARTICLES, _GOING = frozenset({"upp", "ned", "ner"}), frozenset({"går", "gick", "gått"})
_PARTICLE_REACH = 7
# `ökningen | har varit störst`
_HELPED = 3
# `på landets`
_GENITIVE = 2
_BEFORE = frozenset({"efter", "från"})
_LED_BACK = _PARTICLES | {"tillbaka"}
_RANKING = frozenset({"mest", "minst"})
_BEHIND = frozenset({"mest", "minst", "nästan", "svagt", "rejält", "snabbt"})
# `visar | 2013 års öppna jämförelser`
_NAMED = 6
# `tredje mätningen i | följd`
_RUNS, _RUN = frozenset({"rad", "följd"}), 3
_EXTENTS, _ALIKE_REACH = frozenset({"utsträckning", "grad", "omfattning"}), 5
_MULTIPLES = frozenset({"dubbelt", "hälften", "gånger"})
_STARTING = frozenset({"infördes", "startade", "började", "inleddes", "påbörjades"})
HOW_MANY = frozenset({"allt", "fler", "flera", "färre", "många", "få"})
_SPEAKING = frozenset({"vi", "oss", "vår", "vårt", "kommunens", "stadens", "regionens"})
_SEEING = frozenset({"ser", "såg"})  # `här | ser vi | en ökning`
_OWN_PLACES = frozenset({"kommun", "stad", "region"})
# `Kommunens | resultat`: whose figure it is, and nothing of what it is of.
_OWN_FIGURES = frozenset({"resultat", "andel", "siffra", "värde", "snitt", "genomsnitt", "medelvärde", "nivå"})
_ONCE_MORE = (["det", "vill", "säga"], ["närmare", "bestämt"], ["mer", "exakt"])
_AVERAGE_ONES = frozenset({"varje", "genomsnittlig", "genomsnittliga"})
_JOINING_BOTH = frozenset({"som", "och", "av", "bland", "hos", "för"})
_GOING_ON = frozenset({"fortsätter", "fortsatte"})
_STANDS = frozenset({"står", "stod", "ligger", "låg"})


def mask_clause(marks: Marks, clause: Clause, figures: Iterable[Figure], anchors: Iterable[Anchor]) -> frozenset[int]:
    """The tokens that belong to no label: figures and what they are of, years, places, changes, `se tabell 1`."""
    masked: set[int] = set()
    for figure in figures:
        if figure.quantity.high is not None and marks.low(figure.first - 1) == "mellan":
            masked.update(range(figure.first - 1 - (marks.low(figure.first - 2) == "med"), figure.first))
        reckoned = marks.low(figure.first) == "till" and marks.low(figure.first - 1) in _RECKONED
        limits = 2 * is_limit(marks, figure)  # `på 75 eller högre`
        masked.update(range(figure.first - (reckoned or marks.low(figure.first - 1) in _ONLY), figure.last + limits))
        masked.update(_mask_behind(marks, figure))
    for year in marks.years:
        since = year.first if year.since is None else year.since
        if marks.low(since) == "lika" and marks.low(since + 1) in HOW_MANY:
            since = next(k for k in range(since, year.last) if marks.low(k) == "som" or k == year.first)
        named = 2 if marks.lows(year.last, year.last + 2) == ["öppna", "jämförelser"] else 0
        # `förra årets rapport`, `förra årets öppna jämförelser`
        masked.update(range(since, year.last + (named or marks.low(year.last) in load_set("surveys"))))
    for place in marks.places:
        if not _are_named(marks, place):
            masked.update(range(place.first + _leads_noun(marks, place), place.last))
            masked.update(_joins_two(marks, place))
    for gender in marks.genders:
        initial = marks.low(gender.first) in INITIALS  # `Trygga: K 71 %, M 68 %`
        masked.update((gender.first,) if initial else _joins_two(marks, gender))
    ranked = [a for a in marks.anchors if a.kind == "definite" and marks.low(a.last) == ":"]
    for anchor in (*anchors, *ranked):
        masked.update(_mask_change(marks, clause, anchor))
    lows = marks.lows(clause.first, clause.last)
    if not _MASKING.isdisjoint(lows):
        masked.update(_mask_by_word(marks, clause, lows))
    masked.update(range(clause.first, max(find_prelude(marks, clause), find_turn(marks, clause))))
    masked.update(find_source(marks, clause))
    masked.update(find_reason(marks, clause) if marks.anchors else ())  # of what has not changed none is told
    return frozenset(masked)


def _mask_behind(marks: Marks, figure: Figure) -> Iterator[int]:
    """`9 870 kronor per hushåll | och månad`, `finns i tolv fler | kommuner`"""
    at = figure.last
    if marks.low(at) == "och" and marks.low(at + 1) in _SPELLS:
        yield from (at, at + 1)
    if marks.low(at) in load_set("comparatives") and marks.low(at + 1) in nouns():
        yield at + 1


def _mask_by_word(marks: Marks, clause: Clause, lows: list[str]) -> Iterator[int]:
    for words, find in _BY_WORD:
        if not words.isdisjoint(lows):
            yield from find(marks, clause)


def mask_speaker(marks: Marks, first: int, last: int) -> Iterable[int]:
    """`Vi mäter luften`, `hos oss`, `i vår region`, `kommunens resultat`: whose page it is."""
    lows = marks.lows(first, last)
    if _SPEAKING.isdisjoint(lows):
        return
    for at, low in enumerate(lows, first):
        if low == "vi" and (at == first or marks.low(at - 1) == ":" or is_finite(marks.low(at - 1))):
            yield from (at - 1, at) if marks.low(at - 1) in _SEEING else (at,)  # not `en rutin för hur vi ska arbeta`
        elif low in _SPEAKING and marks.low(at + 1) in _OWN_FIGURES:
            yield at
        elif low == "oss" and marks.low(at - 1) == "hos":
            yield from (at - 1, at)
        elif low == "vår" and marks.low(at - 1) == "i" and marks.low(at + 1) in _OWN_PLACES:
            yield from (at - 1, at, at + 1)


def _joins_two(marks: Marks, mark: PlaceMark | GenderMark) -> Iterator[int]:
    """`I både Arboga och Kungsör`, `såväl flickor som pojkar`: what leads in the two names, and what joins them."""
    if isinstance(mark, PlaceMark) and marks.low(mark.first - 1) == "respektive":
        yield mark.first - 1  # `i Lund | respektive | Malmö`
    if marks.low(mark.first - 1) not in ("både", "såväl"):
        return
    yield mark.first - 1
    if isinstance(mark, PlaceMark):
        yield from (k for k in (mark.first - 2,) if marks.low(k) in PREPOSITIONS)
        yield mark.last
    elif marks.low(mark.last) == "som":
        yield from (mark.last, mark.last + 1)
    elif marks.low(mark.last) == "och" and marks.low(mark.first - 2) == "av":
        yield from range(mark.first, mark.last + 2)  # `Fyra procent av både kvinnorna och männen röker`


def _are_named(marks: Marks, place: PlaceMark) -> bool:
    """`Varje malmöbo slänger`, `av de malmöbor som väntar`: without their name the label would not say who."""
    before = marks.low(place.first - 1)
    return before in _AVERAGE_ONES or (before == "de" and marks.low(place.last) == "som")


def _leads_noun(marks: Marks, place: PlaceMark) -> bool:
    """`på landets gruppbostäder`: the preposition is that of the noun behind the place."""
    named = place.geography.name.lower()  # `hade 214 personer i Mönsterås hemtjänst`
    genitive = marks.low(place.last - 1) not in named.split(" ") and marks.low(place.last - 1).endswith("s")
    genitive = genitive and marks.low(place.first) in PREPOSITIONS
    behind = marks.low(place.last)
    led = genitive and place.last - place.first == _GENITIVE and not place.population
    return led and is_content(behind) and not is_finite(behind) and behind not in PREPOSITIONS


def mask_changes(marks: Marks, clause: Clause) -> frozenset[int]:
    """The tokens of a verb of change that ends the clause, be it a claim or not: `Besluten minskade (2019).`"""
    timed = marks.timed
    last = clause.last - (marks.tokens[clause.last - 1].kind == "sign")
    last = next((k + 1 for k in range(last - 1, clause.first, -1) if k not in timed), last)
    ends = (a for a in within(marks.anchors, clause.first, last) if a.kind == "verb" and a.last == last)
    return frozenset(k for a in ends for k in _mask_change(marks, clause, a))


def _mask_change(marks: Marks, clause: Clause, anchor: Anchor) -> Iterable[int]:
    if anchor.kind != "quality":  # `De äldre är tryggare än förra året`: it names what is measured
        yield from _span_of_change(marks, clause, anchor)
        yield from _auxiliary_of(marks, clause, anchor)
        if marks.low(anchor.first) == "att":  # `fortsätter antalet platser | att minska`
            yield from (k for k in range(clause.first, anchor.first) if marks.low(k) in _GOING_ON)


def _span_of_change(marks: Marks, clause: Clause, anchor: Anchor) -> range:
    """The word of change and what only helps it: `har totalt ökat`, `det är en liten minskning`."""
    first = _begin_of_change(marks, clause, anchor)
    if _has_object(marks, clause, anchor):
        return range(clause.first, anchor.last + (marks.low(anchor.last) in load_set("possessives")))
    if marks.low(anchor.first) == "lika" and marks.low(anchor.first + 1) in HOW_MANY:
        return range(anchor.first, anchor.first + 2)  # `har lika många platser som`
    share = marks.low(anchor.last) == "andel" and marks.low(anchor.last + 1) in ("än", ",", ".")
    return range(first, anchor.last + (share or marks.low(anchor.last) in _EXTENTS))  # `i högre | grad`


def _begin_of_change(marks: Marks, clause: Clause, anchor: Anchor) -> int:
    first = anchor.first
    helpers = _HELPERS | load_set("degrees") if anchor.kind in ("adjective", "noun") else _HELPERS
    while first > clause.first and marks.low(first - 1) in helpers:
        first -= 1  # `har totalt ökat`, `betydligt fler`, `en mycket tydlig ökning`
    return first - (first == clause.first + 1 and marks.low(clause.first) in _RANKING)  # `Mest minskade`


def _has_object(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Kommunen har sänkt sin | kostnad per elev`: what is measured stands behind, and who did it before."""
    if anchor.kind != "verb":
        return False
    match = load_changes("transitive").match(marks.tokens, anchor.first)
    moved = match is not None and match.last == anchor.last  # not `förbättrade sig`
    theirs = marks.low(clause.first) in AUTHORITIES and marks.low(anchor.last) in ("andelen", "antalet")
    return moved or theirs or marks.low(anchor.last) in load_set("possessives")


def _auxiliary_of(marks: Marks, clause: Clause, anchor: Anchor) -> Iterable[int]:
    """The `har` of `Sedan dess har fetman ökat`, where the subject stands between; `Mest har besvären ökat`."""
    if marks.low(clause.first) in _RANKING and marks.low(clause.first + 1) in ("har", "hade"):
        yield clause.first
    if anchor.kind == "definite":
        yield from (k for k in range(clause.first, anchor.first) if marks.low(k) in load_set("ranking a change"))
        told = load_set("behind a change")
        yield from (k for k in range(anchor.last, anchor.last + _HELPED) if marks.low(k) in told)
    yield from range(anchor.last, _end_of_event(marks, clause, anchor))
    if anchor.kind == "level":  # `ingen skillnad syns`, `står resultatet still`
        yield from range(anchor.last, _end_of_happening(marks, anchor.last))
        yield from (k for k in range(anchor.first - 4, anchor.first) if marks.low(k) in _STANDS)
    if anchor.kind == "verb":
        who = anchor.first - 1 - (marks.low(anchor.first - 1) == "har")
        if marks.lows(who - 1, who + 1) == [",", "som"]:  # `vilka tider personalen kommer | , som | ökat med sex`
            yield from (who - 1, who)
        if marks.low(anchor.first) in _PARTICLES:  # `gick andelen upp`
            yield from (k for k in range(anchor.first - _PARTICLE_REACH, anchor.first) if marks.low(k) in _GOING)
        behind = marks.low(anchor.last + 1) in ("till", "från", "med", ",", ".")  # `pressats ned till`
        if marks.low(anchor.last) in (_BEHIND | _LED_BACK if behind else _BEHIND):
            yield anchor.last
        if (marks.low(anchor.last), marks.low(anchor.last + 1)) == ("varje", "år"):
            yield from (anchor.last, anchor.last + 1)
    if anchor.kind in ("verb", "level") and marks.low(anchor.first).endswith(("t", "ts")):
        finite = [k for k in range(clause.first, anchor.first) if is_finite(marks.low(k))]
        yield from (k for k in finite if len(finite) == 1 and marks.low(k) in ("har", "hade"))


def _end_of_event(marks: Marks, clause: Clause, anchor: Anchor) -> int:
    """`En ökning | har även skett | gällande andelen`, `Ökat | har | även väntetiden`"""
    if anchor.kind == "noun":
        return find_happening(marks, anchor)
    turned = anchor.kind == "verb" and anchor.first == clause.first and marks.low(anchor.last) == "har"
    return anchor.last + turned


def _end_of_happening(marks: Marks, at: int) -> int:
    """`ingen förändring | har skett i | andelen`, `ingen skillnad | syns`"""
    end = at + (marks.low(at) in load_set("change helpers"))
    end += marks.low(end - 1) == "har" and marks.low(end) in load_set("change helpers")
    return end + (end > at and marks.low(end) in ("i", "av", "för") and marks.low(end + 1) in ("andelen", "antalet"))


def _find_multiple(marks: Marks, clause: Clause) -> Iterable[int]:
    """`nästan dubbelt så vanligt` bland män (21 procent) `som` bland kvinnor: how one figure stands to the other."""
    for at in range(clause.first, clause.last):
        if marks.low(at) == "som" and marks.low(at - 1) in _EXTENTS:  # `i ungefär samma utsträckning som män`
            led = next((k for k in range(at - _ALIKE_REACH, at) if marks.low(k) == "i"), at)
            yield from range(led, at + 1 + (at + 1 in marks.all_genders))
        if marks.low(at) in _EXTENTS and marks.low(at + 1) == "än":  # `, kvinnor i lägre grad än män`
            led = next((g.first for g in marks.genders if at - _ALIKE_REACH <= g.first < at), at)
            yield from range(led - 1, at + 3) if marks.low(led - 1) == "," else ()
        if marks.low(at) in _MULTIPLES and marks.low(at + 1) == "så" and "som" in marks.lows(at + 3, clause.last):
            first = at - (marks.low(at) == "gånger")
            yield from (k for k in (first - 2, first - 1) if marks.low(k) in _NEARLY)
            yield from range(first, at + 3)
            yield from (k for k in (at + 3,) if marks.low(k) == "som")
            if marks.low(at + 4) == "som" and {at + 3, at + 5} <= marks.all_genders.keys():
                yield from range(at + 3, at + 6)  # `Dubbelt så många | kvinnor som män | har svår ångest`


def _find_aftermath(marks: Marks, clause: Clause) -> Iterable[int]:
    """`Efter en ökning till 71 procent 2019 | sjönk andelen nöjda`: only what came before."""
    if marks.low(clause.first) not in _BEFORE or any(map(is_finite, marks.lows(clause.first, clause.last))):
        return ()
    if marks.lows(clause.first + 1, clause.first + 3) == ["att", "ha"]:
        return range(clause.first, clause.first + 4)  # `Från att ha varit 64 procent 2017 | är andelen nöjda`
    anchors = within(marks.anchors, clause.first, clause.last) if marks.low(clause.first) == "efter" else ()
    return range(clause.first, anchors[0].last) if anchors else ()


def _find_rest(marks: Marks, clause: Clause) -> Iterable[int]:
    """`finns i 27 procent av kommunerna | , resten köper platser`: what the others do."""
    at = clause.first + marks.lows(clause.first, clause.last).index("resten")
    told = any(at < f.at < clause.last for f in marks.figures)
    return range(at - 1, clause.last) if marks.low(at - 1) == "," and is_finite(marks.low(at + 1)) and not told else ()


def _find_run(marks: Marks, clause: Clause) -> Iterable[int]:
    """`för tredje mätningen i följd`, `två gånger i rad`: how often it went that way."""
    lows = marks.lows(clause.first, clause.last)
    for end in (k for k, low in enumerate(lows) if low in _RUNS and k > _RUN and lows[k - 1] == "i"):
        led = lows[end - _RUN - 1] == "för"
        yield from range(clause.first + end - _RUN - led, clause.first + end + 1)


def _find_quoted(marks: Marks, clause: Clause) -> range:
    """`, säger Anna Holm, områdeschef`: who says so, behind the last figure; not `71 procent, uppger att`.

    And `, | visar 2013 års öppna jämförelser av ...`, with a comma or without.
    """
    last = max((f.quantity.last for f in marks.figures), default=clause.first)
    for at in range(max(last, clause.first), clause.last):
        if marks.low(at) in ("visar", "visade") and "öppna jämförelser" in " ".join(marks.lows(at + 1, at + _NAMED)):
            return range(at, clause.last)
        if marks.low(at) == "," and marks.low(at + 1) in _QUOTING and marks.low(at + 2) != "att":
            return range(at, clause.last)
    return range(0)


def _find_start(marks: Marks, clause: Clause) -> Iterable[int]:
    """`har ökat | sedan indikatorn infördes |, från 74 procent 2017`: when the measuring began."""
    for at in range(clause.first + 2, clause.last):
        if marks.low(at) in _STARTING and marks.low(at - 2) == "sedan":
            yield from range(at - 2, at + 1)


def _find_alias(marks: Marks, clause: Clause) -> Iterable[int]:
    """`har 15 övat, | det vill säga | 71 procent`, `, närmare bestämt`: the same once more."""
    for at in range(clause.first, clause.last):
        length = next((len(words) for words in _ONCE_MORE if marks.lows(at, at + len(words)) == words), 0)
        yield from range(at, at + length)


def _find_speaker(marks: Marks, clause: Clause) -> Iterable[int]:
    return mask_speaker(marks, clause.first, clause.last)


def _find_this_time(marks: Marks, clause: Clause) -> Iterator[int]:
    """`För andra året ökade den, | den här gången | med två enheter`"""
    for at in range(clause.first, clause.last):
        length = next((n for n in (2, 3) if marks.lows(at, at + n) in THIS_TIME), 0)
        yield from range(at, at + length)


def _find_as_many(marks: Marks, clause: Clause) -> Iterator[int]:
    """`är nöjda med maten | och nästan lika många |, 78 procent, med personalen`"""
    for at in range(clause.first + 1, clause.last):
        end = at + (3 if marks.low(at + 2) == "andel" else 2)
        if marks.low(at) != "lika" or not any(f.first == end + 1 for f in marks.figures):
            continue
        nearly = marks.low(at - 1) in _NEARLY
        yield from range(at - nearly - (marks.low(at - 1 - nearly) in ("och", "men")), end)


def _find_alike(marks: Marks, clause: Clause) -> Iterator[int]:
    """`Andelen är | lika stor bland kvinnor som bland män |`, `| Hälften så stor andel av kvinnorna som av männen |`"""
    for at in range(clause.first, clause.last):
        if marks.low(at) != "lika" and (marks.low(at) not in _MULTIPLES or marks.low(at + 1) != "så"):
            continue
        behind = range(at + 1, min(at + 2 * _ALIKE_REACH, clause.last))
        both = [k for k in behind if (noun := nouns().get(marks.low(k))) is not None and noun.gender is not None]
        if len(both) == 2 and _JOINING_BOTH.issuperset(marks.lows(both[0] + 1, both[1])):
            yield from range(at - (marks.low(at - 1) in _NEARLY), both[1] + 1)


def _find_exception(marks: Marks, clause: Clause) -> Iterator[int]:
    """`når 64 procent målet, | med undantag för | Klippan | som | bara når 41 procent`, `, | men inte | Växjö, har`"""
    for at in range(clause.first, clause.last):
        if marks.lows(at, at + 2) in (["men", "inte"], ["dock", "inte"]) and at + 2 in marks.placed:
            yield from (at, at + 1)
        if marks.lows(at, at + 3) in (["med", "undantag", "för"], ["med", "undantag", "av"]):
            yield from range(at, at + 3)
            behind = (p.last for p in marks.places if p.first <= at + 3 < p.last)
            yield from (k for k in behind if marks.low(k) == "som")


# What is looked for only where one of these words stands.
_BY_WORD: tuple[tuple[frozenset[str], Callable[[Marks, Clause], Iterable[int]]], ...] = (
    (REFERENCES, find_references),
    (_MULTIPLES | _EXTENTS, _find_multiple),
    (_RUNS, _find_run),
    (_BEFORE, _find_aftermath),
    (_QUOTING, _find_quoted),
    (ALIASES, find_whom),
    (frozenset({"säga", "bestämt", "exakt"}), _find_alias),
    (_SPEAKING, _find_speaker),
    (_STARTING, _find_start),
    (RANKS, find_rank),
    (frozenset({"gången", "gång"}), _find_this_time),
    (frozenset({"undantag", "men", "dock"}), _find_exception),
    (frozenset({"lika"}), _find_as_many),
    (_MULTIPLES | {"lika"}, _find_alike),
    (frozenset({"resten"}), _find_rest),
    (frozenset({"att"}), find_judgement),
)
_MASKING = frozenset(word for words, _ in _BY_WORD for word in words)
