"""Labels that do not read as the name of what is measured, by which a sentence that was misread is known.

What is left of a sentence once its figures are taken out mostly names a thing. Where the grammar met words it does not
know, it rather breaks off (`med övervikt och än`), tells of a change (`sjukfrånvaron avtar`) or of a comparison
(`flickorna är mer utsatta`), stands for something told before (`den senare tillämpas`) or holds an amount.

Measured on documents at first sight: of rows with such a label seven of ten were wrong, one of 16 of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.parse.claims.change.movements import load_changes
from pipeline.parse.claims.label.topics import OF_TWO
from pipeline.parse.claims.sentence.bases import is_public, nouns
from pipeline.parse.claims.sentence.content import EXTREMES, is_content, names_thing
from pipeline.parse.claims.sentence.marks import PREPOSITIONS
from pipeline.parse.numerals import parse_numeral
from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import Token, split_tokens
from pipeline.parse.verbs import is_finite

# The same label comes with each gender, year and place.
_LABELS_KEPT = 1024
_PRONOUNS = frozenset({"den", "det", "de", "detta", "dessa"})
_CLAUSE_WORDS = load_set("subordinators") | {"vad", "vart", "vem", "vilken"}
_LINKS = frozenset({"är", "var", "blev"})
_DEGREES = frozenset({"mer", "mindre", "mest", "minst", "lika"})
_MULTIPLES = frozenset({"dubbelt", "hälften", "lika"})
_MORE_COMMON = load_set("more or less common")
_SAME = frozenset({"densamma", "detsamma"})
_AMOUNTS = frozenset({"kronor", "kr", "procent", "procentenheter", "poäng", "stycken", "enhet", "enheter"})
_TIMES, _DEFINITE = frozenset({"dagar", "timmar", "minuter", "veckor", "månader"}), ("en", "et", "na", "an")
_JOINTS, _YEAR = frozenset({"och", "samt", "medan", ","}), 4
_BEFORE_NUMBER = load_set("naming words") | {"mellan", "under", "över", "minst", "högst", "till", "från", "än", "per"}
_COUNTED = 2
_LARGE = frozenset({"tusen", "miljoner", "miljarder", "halv", "hel"})
_BEFORE_THAN = load_set("comparatives") | {"annat", "annan", "andra", "längre", "senare", "hellre", "såväl", "ännu"}
_ARTICLES = frozenset({"en", "ett"})
_SOME = frozenset({"de", "flesta", "flera", "många", "några", "få", "alla", "nästan", "flertalet"})
_SPEAKING = frozenset({"hade", "började", "tycker", "tror", "menar", "vill"})  # not `jag känner mig trygg`
_ANSWERED = "svarade"  # a share of them is a response rate
_LIGHT = frozenset().union(
    *map(load_set, ("figure verbs", "verbs of being told", "ways of going", "open ends")),
)


def doubt_label(label: str, heading: str, *, of_answers: bool) -> str:
    """The review code of a label: what it does not say, or that it reads oddly; empty where it may be trusted.

    A label that is no more than the `heading` above was said by no sentence, but a question asks for the figures below
    it (`Hur många barn går det på en vuxen?`); of answers the verb alone tells enough.
    """
    if not names_thing(label):
        return "label-unknown"
    borrowed = label == heading and not heading.endswith("?")
    borrowed = borrowed or ": öppna jämförelser" in label.lower()  # `är nöjda: Öppna jämförelser 2019`
    return "label-odd" if borrowed or (is_odd(label) and not of_answers) else ""


@lru_cache(_LABELS_KEPT)
def is_odd(label: str) -> bool:
    """Whether a label reads as what was left of a misread sentence.

    >>> [is_odd(label) for label in ("har en rutin", "sjukfrånvaron avtar", "i resten saknas en sådan")]
    [False, True, True]
    """
    tokens = split_tokens(label)
    words = [token.low for token in tokens if token.kind == "word"]
    if not words:
        return False
    return (
        _breaks_off(tokens)
        or tokens[-1].low in ("procent", "%")  # `har minskat från 57 till | SO procent`: a figure that was misread
        or _moves(tokens)
        or _compares(tokens)
        or _ranks(tokens)
        or _points_back(words)
        or _holds_amount(tokens)
        or _holds_figure(tokens)
        or _is_bare_verb(words)
        or _tells_only_where(words)
        or any(one == two for one, two in pairwise(words))  # `ett tiotal där där inte når målen`
        or _names_twice(words)
        or (words[0] == "jag" and words[1:2] != [] and words[1] in _SPEAKING)
    )


def _breaks_off(tokens: Sequence[Token]) -> bool:
    """`fungerar bra i`, `erbjuds åter`; not `vet vart de ska vända sig till`, `är trygga i årskurs 8`"""
    last = tokens[-1].low
    if len(tokens) > 1 and last not in ("en", "ett", "sex") and parse_numeral(last) is not None:
        return True  # `tar det att få en tid nio`
    if last in ("en", "ett"):
        return not _opens_clause(tokens)
    led = any(_is_verb(token.low) for token in tokens[-2:-1])  # `ämnet som de undervisar i`, `har varit med`
    return last in load_set("open ends") or (last in PREPOSITIONS and not led and not _opens_clause(tokens))


def _holds_figure(tokens: Sequence[Token]) -> bool:
    """`AUDIT av 52 och ASI används`: that of another part; not `i årskurs 3 och 6`, `mellan 20 och 64 år`"""
    for led, figure, joint, behind in zip(tokens, tokens[1:], tokens[2:], tokens[3:], strict=False):
        joined = joint.low in _JOINTS and led.kind == behind.kind == "word"
        if figure.kind == "number" and joined and led.low not in _BEFORE_NUMBER and len(figure.low) < _YEAR:
            return True
    if len(tokens) < _COUNTED + 1:
        return False
    *_, led, joint, last = tokens
    return last.kind == "number" and joint.low in _JOINTS and led.kind == "word"  # `är över 65 år och 53`


def _tells_only_where(words: Sequence[str]) -> bool:
    """`i de flesta kommuner`, of `Resultaten i de flesta kommuner är bättre`"""
    somewhere = (word in _SOME or is_public(word) for word in words[1:])
    return words[0] == "i" and len(words) > 1 and all(somewhere)


def _is_verb(low: str) -> bool:
    return is_finite(low) or low.endswith(("at", "it"))


def _opens_clause(tokens: Sequence[Token]) -> bool:
    """Whether a clause within the label has room for such words: `uppger att smärtan minskat`."""
    return any([token.low in _CLAUSE_WORDS for token in tokens])


def _moves(tokens: Sequence[Token]) -> bool:
    """`antalet ska minska`, `har skillnaden ökat`; not `växer upp i familjer`, `ett mål för minskade utsläpp`"""
    if _opens_clause(tokens):
        return False
    verbs = load_changes("verb")
    matches = [match for at in range(len(tokens)) if (match := verbs.match(tokens, at))]
    for match in matches:
        before, behind = ([t.low for t in part] for part in (tokens[: match.first], tokens[match.last :]))
        if behind[:1] != ["upp"] and (not before or before[-1] not in ("för", "om", "mot", "av", "genom")):
            return True
    return load_changes("infinitive").match(tokens, len(tokens) - 1) is not None


def _compares(tokens: Sequence[Token]) -> bool:
    """`flickorna är mer utsatta`, `nästan dubbelt så utbrett`; not `får lust att lära sig mer`"""
    pairs = list(pairwise([token.low for token in tokens]))
    if any(one == "är" and two == "det" for one, two in pairs) and any(low in _MORE_COMMON for _, low in pairs):
        return True  # `i fjällen är det vanligare att sakna vänner`
    if (",", "mest") in pairs or any(token.low == "eftersom" for token in tokens):
        return True  # `i alla frågor, mest när det gäller bemötandet`, `skillnaderna eftersom flickornas andel`
    if _opens_clause(tokens):
        return False
    if _weighs_whom([token.low for token in tokens]):
        return True
    *_, one, two, three = ("", "", *[token.low for token in tokens])
    if three in load_set("comparatives") | _SAME or (one in _LINKS and two in _DEGREES):
        return True
    return any(first in _MULTIPLES and second in ("så", "många", "stor") for first, second in pairs)


def _ranks(tokens: Sequence[Token]) -> bool:
    """`nöjdast är man`, `känner sig trygga än män bland dem över 90 år`"""
    lows = [token.low for token in tokens]
    if lows[0].endswith("ast") and any(low in _LINKS or is_finite(low) for low in lows[1:2]):
        return True  # `nöjdast är man`, `oftast finns`
    pairs = list(pairwise(lows))
    if ("lika", "ofta") in pairs or any(one in EXTREMES and two == "," for one, two in pairs):
        return True  # `har en vårdplan, män lika ofta som kvinnor`, `väntetiden längst, med ett snitt`
    if lows[0] in _LINKS and not _MORE_COMMON.isdisjoint(lows):
        return True  # `är fetma vanligare`
    than = next((k for k, token in enumerate(tokens[:-2]) if token.low == "än"), -1)
    whom = nouns().get(tokens[than + 1].low) if than > 1 else None
    return whom is not None and whom.gender is not None


def _weighs_whom(lows: Sequence[str]) -> bool:
    """`boende på landsbygden är nöjda än boende i tätorten`; not `mer än tre år`, `längre tid än`, `nöjda än männen`"""
    at = lows.index("än") if "än" in lows[1:-1] else 0
    if not at or lows[at - 1] in _BEFORE_THAN or any(low.endswith("re") for low in lows[max(0, at - 2) : at]):
        return False
    whom = nouns().get(lows[at + 1])
    return whom is None or whom.gender is None


def _points_back(words: Sequence[str]) -> bool:
    """`den förra tillämpas`, `såväl är den`; not `det tar att få svar`"""
    if words[0] in load_set("odd openings") or words[-2:-1] == ["motsvarande"]:
        return True  # `inflytandet är motsvarande andel`
    whom = nouns().get(words[1]) if words[0] == "än" and words[1:] else None
    if words[0] == "än" and (whom is None or whom.gender is None):
        return True  # `än yngre avstår från att gå ut`
    if words[0] in _MORE_COMMON or ("och", "ingen") in pairwise(words):
        return True  # `ovanligare`, `följer upp det, och ingen kommun`
    if words[0] not in _PRONOUNS or len(words) < 2 or words[1] == "tar":
        return False
    named = words[1] in OF_TWO or words[1] in load_set("best and worst")
    return named or is_finite(words[1]) or words[1] in PREPOSITIONS


def _holds_amount(tokens: Sequence[Token]) -> bool:
    """`kostade 23 000 kronor under snittet`, `meritvärdet en halv poäng`, `öppettiderna 34 timmar per vecka`"""
    counted = len(tokens) > _COUNTED and tokens[-2].kind == "number" and tokens[-1].kind == "word"
    if counted and (tokens[-3].low in ("med", "emot") or is_finite(tokens[-3].low)):
        return True  # `bäst kontinuitet med 6 personal`, `tar emot 34 elever`
    lows = [token.low for token in tokens]
    if "varav" in lows and any(token.kind == "number" for token in tokens[lows.index("varav") :]):
        return True  # `granskade, varav drevs av kommuner och 83 av andra`
    for at, token in enumerate(tokens):
        counted = at > 1 and tokens[at - 1].kind == "number" and token.low in _TIMES
        if counted and tokens[at - 2].low.endswith(_DEFINITE):
            return True
        if token.low not in _AMOUNTS:
            continue
        before = [t for t in tokens[max(0, at - 2) : at] if t.low not in _LARGE]
        if before and (before[-1].kind == "number" or before[-1].low in _ARTICLES):
            return True
    return False


def _names_twice(words: Sequence[str]) -> bool:
    """`boende i flerfamiljshus är boende i småhus`: two who were weighed against one another."""
    for at in range(2, len(words) - 1):
        if words[at] in words[: at - 1] and is_finite(words[at - 1]) and (noun := nouns().get(words[at])):
            return noun.kind == "people"
    return False


def _is_bare_verb(words: Sequence[str]) -> bool:
    """`stannar`, `ges åter`, `för flickorna förekommer`; not `svarade bland män`"""
    content = [word for word in words if is_content(word)]
    if content and "som" not in words and load_set("verbs of meeting with").issuperset(content):
        return True  # `män drabbades`; not `antalet barn som berördes`
    return bool(content) and _ANSWERED not in content and _LIGHT.issuperset(content)
