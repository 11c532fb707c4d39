"""Whom or what a share is of: `av kommunerna` -> kommuner, `av eleverna i årskurs 9` -> elever i årskurs 9."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from pipeline.data import read_rows
from pipeline.model import Gender
from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import Token
from pipeline.records import record, replace

# A definite plural after `av`: `av förskollärarna`. Adjectives before it (`av de vuxna kvinnorna`) go with it.
_DEFINITE = ("arna", "erna", "orna", "ena", "ännen")
_OPENING = load_set("base openers")
# `av de placerade barnen`, `bland unga vuxna`: which of them the share is of.
_NARROWING = load_set("narrowing words")
# `avloppen`, `boenden`; a shorter one may be no noun.
_LONG = 6
_LOOK_AHEAD = 4
_AGED = ("-åringar", "-åringarna")


@record
class Noun:
    """A word that shares are of: its form in a `base` column, what kind it is, and whose gender it tells."""

    base: str
    kind: str
    gender: Gender | None


@record
class Base:
    """`tokens[...:last]` says what the share is of."""

    last: int
    base: str
    kind: str


@cache
def nouns() -> dict[str, Noun]:
    """Every form of every noun of `data/bases.csv`."""
    found: dict[str, Noun] = {}
    for row in read_rows("bases.csv", "base", "definite", "singular", "kind", "gender"):
        gender: Gender | None = row["gender"] or None  # type: ignore[assignment]
        noun = Noun(row["base"], row["kind"], gender)
        for form in (row["base"], row["definite"].split(" ")[-1], row["singular"]):
            found.setdefault(form, noun)
    return found


def is_public(base: str) -> bool:
    """Whether a share is of municipalities or other authorities, and so of the whole country."""
    noun = nouns().get(base.split(" ")[0])
    return noun is not None and noun.kind == "public"


def is_people(word: str) -> bool:
    """Whether a word is one for people: `elever`, `kvinnor`."""
    return word in nouns() and nouns()[word].kind == "people"


def read_base(tokens: Sequence[Token], at: int, stop: int, *, preposition: bool) -> Base | None:
    """The base that begins here, at `av` when `preposition`, else at the noun itself (`fyra av tio kommuner`)."""
    if preposition:
        if at >= stop or tokens[at].low not in ("av", "bland"):
            return None
        at += 1
    among = preposition and tokens[at - 1].low == "bland"
    for k in range(at, min(at + _LOOK_AHEAD, stop)):
        known = nouns().get(tokens[k].low) or (None if among else _find_aged(tokens[k]))
        if known and tokens[k].low == "äldre" and k + 1 < stop and tokens[k + 1].low == "än":
            return None  # `är 2 140 äldre än 75 år`
        following = tokens[k + 1].low if k + 1 < stop else ""
        named = following.endswith(_DEFINITE) or (len(following) > _LONG and following.endswith(("pen", "ten", "den")))
        leads = following in nouns() or (preposition and named)  # `av de vuxna cyklisterna`, `av de enskilda avloppen`
        if known and not (tokens[k].low in _OPENING and leads):
            return None if among and known.gender else _go_on(tokens, k, stop, _narrow(tokens, at, k, known))
        if preposition and tokens[k].kind == "word" and tokens[k].low.endswith(_DEFINITE):
            return Base(k + 1, _words(tokens, at, k + 1), "thing")
        coming = tokens[k + 1].low if k + 1 < stop else ""
        if preposition and tokens[k].kind == "number" and (coming in nouns() or coming in _OPENING):
            continue  # `av de 290 kommunerna`, `av de 4 200 placerade barnen`
        if tokens[k].kind != "word":
            return None
        owner = tokens[k].text[0].isupper() and tokens[k].low.endswith("s")  # `av Vetlandas elever`
        owner = owner or owns_number(tokens, k)
        if tokens[k].low not in _OPENING and not tokens[k].low.endswith("a") and not owner:
            return None
    return None


def _narrow(tokens: Sequence[Token], at: int, k: int, noun: Noun) -> Noun:
    """`av de | nyanlända | eleverna`: only those; women and men are found by the one word."""
    some = tokens[k - 1].low
    kept = k > at and noun.kind == "people" and not noun.gender and some in _NARROWING
    return replace(noun, base=f"{some} {noun.base}") if kept else noun


def owns_number(tokens: Sequence[Token], at: int) -> bool:
    """`av | skolans | 412 elever`"""
    return tokens[at].low.endswith("s") and at + 1 < len(tokens) and tokens[at + 1].kind == "number"


def _find_aged(token: Token) -> Noun | None:
    """`3 315 12-åringar undersöktes`"""
    aged = token.kind == "noise" and token.low.endswith(_AGED)
    return Noun(f"{token.low.rpartition('åring')[0]}åringar", "people", None) if aged else None


def _go_on(tokens: Sequence[Token], k: int, stop: int, noun: Noun) -> Base:
    """Takes in `och stadsdelarna`, `i årskurs 9`."""
    last, base = k + 1, noun.base
    while last + 1 < stop and tokens[last].low in ("och", "samt") and tokens[last + 1].low in nouns():
        other = nouns()[tokens[last + 1].low]
        if noun.gender or other.kind != noun.kind:
            break
        base, last = f"{base} och {other.base}", last + 2
    if last + 2 < stop and tokens[last].low == "i" and tokens[last + 1].low in ("årskurs", "åk"):
        base, last = f"{base} i årskurs {tokens[last + 2].text}", last + 3
    return Base(last, base, noun.kind)


def _words(tokens: Sequence[Token], first: int, last: int) -> str:
    return " ".join(t.low for t in tokens[first:last] if t.low not in ("de", "landets", "alla", "samtliga"))
