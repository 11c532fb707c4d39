"""Where a passage's words name places, and groups of municipalities by their kind or size.

"mindre kommuner (färre än 15 000 invånare)"             kommuner med färre än 15 000 invånare
"pendlingskommuner och landsbygdskommuner"               both together
"I små kommuner är den 55 procent, i de största 100"     de största kommunerna
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model import RIKET
from pipeline.parse.claims.sentence.figures import PREPOSITIONS, PlaceMark
from pipeline.parse.numerals import parse_number
from pipeline.parse.phrases import load_set
from pipeline.parse.places import find_places
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

# `restiden med buss från Säter till`
_WAY = 5
# `(mellan 15 000 och 70 000 invånare)`
_BOUNDS = 8
_EXAMPLES = frozenset({("bland", "dem"), ("bland", "dessa"), ("bland", "annat"), ("till", "exempel")})
# `till skillnad från Lund`, `i likhet med riket`, `precis som i länet`: a place named to liken another to.
_LIKENING: tuple[tuple[str, ...], ...] = (
    ("till", "skillnad", "från"),
    ("i", "motsats", "till"),
    ("i", "likhet", "med"),
    ("på", "samma", "sätt", "som"),
    ("precis", "som"),
    ("liksom",),
    ("likt",),
    ("olikt",),
)
# So too where they open a sentence: `Jämfört med länet är andelen låg, 61 procent`.
_WEIGHING: tuple[tuple[str, ...], ...] = (("jämfört", "med"), ("i", "jämförelse", "med"))
_LIKENED_BY = frozenset(words[-1] for words in _LIKENING)
_LEAD = max(map(len, _WEIGHING))
_BY_OPENING = {lead[0]: [w for w in _LIKENING + _WEIGHING if w[0] == lead[0]] for lead in _LIKENING + _WEIGHING}
_WEIGHED = frozenset({"jämfört", "jämförelse", "jämföra", "jämför", "jämförs", "likhet"})
# `grannkommunen Lund`
_TITLES = frozenset({"kommunen", "grannkommunen", "staden", "huvudstaden"})
# `i gruppen liknande kommuner`
_GROUPS = frozenset({"gruppen", "kommungruppen", "kategorin", "klassen"})
# `54 procent nöjda | i`
_FIGURE_REACH = 3
_ONLY = frozenset({"bara", "endast", "enbart", "drygt", "knappt", "nästan", "hela"})
_TURNS = frozenset({"medan", "och", "men", ","})
_SIZES = frozenset({"medelstora", "största", "minsta", "mindre", "större", "stora", "små"})
_AMONG = frozenset({"av", "bland"})
_LEADS_SIZE = frozenset({"i", "bland", "hos"})
_SUPERLATIVES = load_set("best and worst")
_RANKS = ("plats", "platsen", "placering", "placeringen")


def mark_places(text: str, tokens: tuple[Token, ...]) -> tuple[PlaceMark, ...]:
    """All of them in printed order, none within another; the preposition before one goes with it."""
    found = _join_groups(tokens, _mark_places(text, tokens))
    found = (p for p in found if not (_is_excepted(tokens, p) or _is_ranked_among(tokens, p)))
    named = [_take_in_lead(tokens, p) for p in found]
    taken = {k for p in named for k in range(p.first, p.last)}
    others = (*_mark_sizes(text, tokens), *_mark_all(text, tokens))
    others = tuple([p for p in others if taken.isdisjoint(range(p.first, p.last + 2))])
    return tuple(sorted([*named, *others], key=lambda p: p.first) if others else named)


def _is_excepted(tokens: tuple[Token, ...], place: PlaceMark) -> bool:
    """`i samtliga län utom Gotland`: all but that one."""
    return place.first > 0 and tokens[place.first - 1].low in ("utom", "förutom")


def _is_ranked_among(tokens: tuple[Token, ...], place: PlaceMark) -> bool:
    """`hamnar på fjärde plats | bland kommuner med över 40 000 invånare`: the others of its size.

    And `är en av de högsta | i Skaraborg`, `är bland de lägsta | i länet`.
    """
    before = [t.low for t in tokens[max(0, place.first - 4) : place.first - (tokens[place.first].low != "i")]]
    if len(before) > 2 and before[-1] in _SUPERLATIVES and before[-2] == "de" and before[-3] in ("av", "bland"):
        return True
    near = tokens[max(0, place.first - 2) : place.first] if tokens[place.first].low in ("bland", "av", "i") else ()
    ranked = bool(place.population) and any([t.low.endswith(_RANKS) for t in near])
    return ranked or _opens_ranking(tokens, place)


def _opens_ranking(tokens: tuple[Token, ...], place: PlaceMark) -> bool:
    """`Av grannkommunerna | har Hudiksvall högst andel`: one of them."""
    first = max(0, place.first - (tokens[place.first].low not in _AMONG))
    if place.geography.type != "group" or tokens[first].low not in _AMONG:
        return False
    behind = tokens[place.last + 1 : place.last + 3]
    named = len(behind) > 1 and behind[0].text[0].isupper()
    return named and _opens_clause(tokens, replace(place, first=first))


def is_example(tokens: tuple[Token, ...], at: int) -> bool:
    """`har en plan, | bland dem Nybro`, `| bland annat i Nybro`: one of those that a figure is of."""
    return tuple(t.low for t in tokens[max(0, at) : at + 2]) in _EXAMPLES


def is_likened(tokens: tuple[Token, ...], at: int) -> bool:
    """`| liksom i Lund`, `| till skillnad från Lund`: a place that another is likened to."""
    return any([_begins(tokens, at, words) for words in _BY_OPENING.get(tokens[at].low, ())])


def _begins(tokens: tuple[Token, ...], at: int, words: tuple[str, ...]) -> bool:
    return tuple([t.low for t in tokens[at : at + len(words)]]) == words


def _take_in_lead(tokens: tuple[Token, ...], place: PlaceMark) -> PlaceMark:
    """The place with what makes it an example or a yardstick."""
    if is_example(tokens, place.first - 2):
        return replace(place, first=place.first - 2)
    for end in (place.first, place.first + 1):  # `från` and `med` are taken in already
        if end and tokens[end - 1].low in _LIKENED_BY:
            leads = _LIKENING + _WEIGHING if _opens_clause(tokens, place) else _LIKENING
            lead = next((w for w in leads if len(w) <= end and _begins(tokens, end - len(w), w)), ())
            return replace(place, first=end - len(lead)) if lead else place
    return place


def _join_groups(tokens: tuple[Token, ...], marks: Iterator[PlaceMark]) -> Iterator[PlaceMark]:
    """`bland storstäder och förortskommuner`: one population."""
    last: PlaceMark | None = None
    for mark in marks:
        if last and last.population and mark.population and [t.low for t in tokens[last.last : mark.first]] == ["och"]:
            last = PlaceMark(last.first, mark.last, mark.geography, f"{last.population} och {mark.population}")
            continue
        if last:
            yield last
        last = mark
    if last:
        yield last


def _mark_sizes(text: str, tokens: tuple[Token, ...]) -> Iterator[PlaceMark]:
    """`i de allra största`, `än i mindre`, `, i stora 81`: behind a word of municipalities, those of them."""
    if "kommun" not in text or not any(size in text for size in _SIZES):
        return
    for at, token in enumerate(tokens):
        if token.low not in _SIZES or at < 2 or not _ends_phrase(tokens, at + 1):
            continue
        if tokens[at - 1].low in _LEADS_SIZE:
            yield PlaceMark(at - 1, at + 1, RIKET, f"{token.low} kommuner")
            continue
        first = at - 1 - (tokens[at - 1].low == "allra")
        verb = at + 1 < len(tokens) and is_finite(tokens[at + 1].low)
        if verb and tokens[first].low == "de" and tokens[first - 1].low in _TURNS:
            yield PlaceMark(first, at + 1, RIKET, f"de {token.low} kommunerna")  # `medan de största når 77 procent`
        elif tokens[first].low == "de" and tokens[first - 1].low in _LEADS_SIZE | {"för", "av"}:
            yield PlaceMark(first - 1, at + 1, RIKET, f"de {token.low} kommunerna")


def _mark_all(text: str, tokens: tuple[Token, ...]) -> Iterator[PlaceMark]:
    """`mot 54 procent i samtliga kommuner`, `(alla kommuner: 54)`; not `av alla kommuner`, of which the share is."""
    if "a kommuner" not in text:
        return
    for at, token in enumerate(tokens[1:-1], 1):
        if token.low not in ("alla", "samtliga") or tokens[at + 1].low not in ("kommuner", "kommunerna"):
            continue
        before = tokens[at - 1].low
        led = before in PREPOSITIONS and before != "av" and _stands_by_figure(tokens, at - 1)
        if (before == "(" or led) and not _is_narrowed(tokens, at + 2):
            yield PlaceMark(at - (before != "("), at + 2, RIKET, "")


def _stands_by_figure(tokens: tuple[Token, ...], at: int) -> bool:
    """Whether it follows a number or opens a sentence: `finns i samtliga kommuner` says what there is."""
    near = tokens[max(0, at - _FIGURE_REACH) : at]
    if near and near[-1].low in load_set("means"):
        return True  # `Medelvärdet för samtliga kommuner är 77 procent`
    return not near or near[-1].low == "." or any(t.kind == "number" for t in near)


def _is_narrowed(tokens: tuple[Token, ...], at: int) -> bool:
    """`i alla kommuner | som svarade`: not all of them."""
    return at < len(tokens) and tokens[at].low in ("som", "med", "där", "utom", "förutom")


def _ends_phrase(tokens: tuple[Token, ...], at: int) -> bool:
    at += at < len(tokens) and tokens[at].low in _ONLY
    token = tokens[at] if at < len(tokens) else None
    return (
        token is None
        or token.kind != "word"
        or token.low == "och"
        or is_finite(token.low)
        or parse_number(token) is not None
    )


def _mark_places(text: str, tokens: tuple[Token, ...]) -> Iterator[PlaceMark]:
    at = 0
    for mention in find_places(text):
        while at < len(tokens) and tokens[at].end <= mention.start:
            at += 1
        first = last = at
        while last < len(tokens) and tokens[last].start < mention.end:
            last += 1
        population = mention.population
        while population and first and (parse_number(tokens[first - 1]) is not None or tokens[first - 1].low == "de"):
            first -= 1  # `bland de 14 största kommunerna`
        if _is_way(tokens, first - 1) or (mention.geography.type == "group" and _is_no_group(tokens, first - 1)):
            continue
        if population or mention.geography.type == "group":
            last, population = _take_bounds(tokens, last, population)
        if population and first > 1 and tokens[first - 1].low in ("och", "eller") and tokens[first - 2].low in _SIZES:
            population = " ".join([*(t.low for t in tokens[first - 2 : first]), population])
            first -= 2  # `små och medelstora kommuner`
        if first and tokens[first - 1].low in ("alla", "samtliga") and mention.geography.code and not population:
            first -= 1  # `av alla boråsare`
        grouped = population or mention.geography.type == "group"
        first -= first > 0 and tokens[first - 1].low in (_GROUPS if grouped else _TITLES)
        if first and tokens[first - 1].low in PREPOSITIONS and tokens[first].low not in PREPOSITIONS:
            first -= 1
        yield PlaceMark(first, last, mention.geography, population)


def _is_way(tokens: tuple[Token, ...], at: int) -> bool:
    """`pendlar | till | Falun`, `restiden från Säter | till | Falun`: where people go, not where they are counted."""
    if at < 1 or tokens[at].low not in ("till", "från"):
        return False
    near = [t.low for t in tokens[max(0, at - _WAY) : at]]
    moving = load_set("journeys")
    return not moving.isdisjoint(near) or near[-1] in ("kommer", "kom")


def _is_no_group(tokens: tuple[Token, ...], at: int) -> bool:
    """`samverkar | med | grannkommuner`, `av de | 245 | deltagande kommunerna`; not `jämfört med liknande kommuner`"""
    if at < 1:
        return False
    return parse_number(tokens[at]) is not None or (tokens[at].low == "med" and tokens[at - 1].low not in _WEIGHED)


def _opens_clause(tokens: tuple[Token, ...], place: PlaceMark) -> bool:
    """Whether its sentence begins with it and what leads to it, and goes on with the verb."""
    behind = tokens[place.last].low if place.last < len(tokens) else ""
    before = tokens[max(0, place.first - _LEAD) : place.first]
    return is_finite(behind) and (place.first < _LEAD or any(t.low == "." for t in before))


def _take_bounds(tokens: tuple[Token, ...], last: int, population: str) -> tuple[int, str]:
    """`mindre kommuner (färre än 15 000 invånare)` -> kommuner med färre än 15 000 invånare."""
    if last + 1 >= len(tokens) or tokens[last].low not in ("(", ","):
        return last, population
    opened = last + 1 + (tokens[last + 1].low == "med")  # `de minsta kommunerna, med färre än 15 000 invånare,`
    if tokens[last].low == "," and opened == last + 1:
        return last, population
    inside = tokens[opened : opened + _BOUNDS]
    for k, token in enumerate(inside):
        if token.low in (")", ",") and k and inside[k - 1].low == "invånare":
            return opened + k + 1, "kommuner med " + " ".join(t.text for t in inside[:k])
    return last, population
