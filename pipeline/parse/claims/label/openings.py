"""How a label opens when its first words only tell of what is measured, or name whom the share is of.

"andelen kommuner som har en rutin"                  har en rutin, of kommuner
"hade lägst andel av de jämförda kommunerna"         nothing of its own
"gick antalet"                                       antalet
"""

from __future__ import annotations

from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.label.masks import HOW_MANY
from pipeline.parse.claims.sentence.bases import is_public, nouns, read_base
from pipeline.parse.claims.sentence.content import EXTREMES, LEADING, Words, is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import record

_SHARE_WORDS = load_set("share words")
_SUBJECTS = _SHARE_WORDS | load_set("figure words")
_RANKED = _SUBJECTS | {"den", "det"}
_LINKS = load_set("linking verbs")
# With nothing but a subject behind them they lead to the figure: `nådde eleverna 14,8 poäng`.
_STANDING = frozenset(
    {"är", "var", "blev", "ligger", "låg", "hamnar", "hamnade", "landar", "landade", "stannar", "stannade"}
    | {"motsvarar", "motsvarade"}
)
_GOING = _LINKS | _STANDING | {"gick", "går", "nådde", "når", "fick", "får"}
_REACHING = frozenset({"når", "nådde", "får", "fick"})  # `når | behörighet`
_DEFINITE, _PLURAL = ("en", "et", "an"), ("erna", "arna", "orna")
_RANKED_FIRST = EXTREMES | load_set("best and worst")
_RANKS = _RANKED_FIRST | load_set("comparatives") | {"största", "minsta"}
_RANKS_OR_SIZES = _RANKS | {"hög", "låg", "stor", "liten"}  # `en hög andel av kommunerna`
_ANSWERS = frozenset({"svar", "ja", "nej", "delvis"})
_GRADES = frozenset({"betyg", "resultat", "index", "nki", "omdöme", "värde"})
_GETTING = frozenset({"får", "fick"})
_COMMON = frozenset({"vanligare", "vanligast", "vanligt", "ovanligare", "ovanligast", "ovanligt"})
_COMMON_LEADS = _COMMON | load_set("degrees") | {"det", "är", "var", "mer", "mindre", "mest", "minst", "också"}
_JOINED = frozenset({"och", "som", "samt"})
_GROUP_REACH = 4
_HOW_FEW = load_set("degrees") | {"relativt", "väldigt", "fortsatt", "fortfarande", "ganska", "bara", "endast"}
_LEAST_EXTREME = 3
# `fortsatt | väldigt | få | kommuner | som`
_OF_GROUP = 5
_RECEIVING = frozenset({"biståndsmottagare", "bidragstagare", "mottagare"})
_FAST = frozenset({"snabbast", "långsammast"})
_RANKING = _RANKS_OR_SIZES | _FAST | _GRADES | _GETTING | _COMMON  # without one nothing is said of how it stands
_INDEXES = ("nki", "nmi", "nri", "nui", "index")
_BEFORE_INDEX = frozenset({"ett", "det", "i", "på", "sammanlagt", "totalt", "samlat", "kommunen"})


@record
class Opening:
    """So many words go off the beginning; `base` when they named one."""

    length: int
    base: str = ""


def read_opening(marks: Marks, words: Words, lows: list[str]) -> Opening:
    """What goes off the beginning of these words first; of length 0 when they begin with what is measured."""
    # `relativt få kommuner | har en rutin, 13 procent`
    if count := _length_of_telling(marks, words, lows) or _length_of_ranking(marks, words, lows):
        return Opening(count, next((nouns()[low].base for low in lows[:count] if _answers(low)), ""))
    if lows[:2] == ["jämfört", "med"] and "där" not in lows:
        return Opening(len(words))  # `jämfört med dem som lämnade uppdraget`
    if lows[0] == "om" and not {"delas", "delar"}.isdisjoint(lows[:4]) and "är" in lows:
        return Opening(lows.index("är") + 1)  # `Om kommunerna delas in efter storlek är det vanligast med`
    if lows[0] == "med" and lows[1:2] in (["en"], ["ett"]) and is_measure("".join(lows[2:3])):
        return Opening(2)  # `Dyrast är Solna med en | kostnad på`
    if lows[:2] in (["går", "det"], ["gick", "det"]) and lows[2:3] == ["till"]:
        return Opening(2)  # `gick det (åt 4 miljoner kronor) | till lokaler`
    many = 2 * (lows[:2] == ["så", "många"])  # `Så många av kommunerna | har en rutin för samverkan: 44 procent`
    if many or lows[0] in _SHARE_WORDS:
        base, taken = _base_before_who(marks, words[many or 1 :])
        return Opening((many or 1) + taken, base)
    if count := _length_of_group(marks, words, lows[:_OF_GROUP] if lows[0] in _HOW_FEW else lows[:3]):
        return Opening(count, next((nouns()[low].base for low in lows if low in nouns()), ""))
    return Opening(0)


def _length_of_ranking(marks: Marks, words: Words, lows: list[str]) -> int:
    """How a figure stands to others, how common it is, and who got an index: by one word or another of a few."""
    if _RANKING.isdisjoint(lows):
        return 0
    count = _length_of_extreme(lows) or _length_of_rank(lows) or _length_of_getting(marks, words, lows)
    return count or _length_of_degree(lows) or _length_of_common(lows)


def _length_of_extreme(lows: list[str]) -> int:
    """`Störst är andelen | i enskilt drivna bostäder`, `Längst är | väntan i storstäderna`"""
    if lows[0] in _FAST and lows[1:2] and lows[1] in _LINKS and len(lows) == _LEAST_EXTREME:
        return 3  # `Snabbast var räddningstjänsten i Habo med 10,8 minuter`: at what was told before
    if lows[0] not in EXTREMES or len(lows) < 2:
        return 0
    if is_measure(lows[1]) and lows[1] not in _GRADES:
        return 1  # `Kortast | väntetid till förskola hade Lund`
    if len(lows) < _LEAST_EXTREME or lows[1] not in _LINKS:
        return 0
    if lows[2] in _RANKED:
        return 3
    return 2 if is_measure(lows[2]) or lows[2] == "väntan" else 0


def _length_of_rank(lows: list[str]) -> int:
    """`hade högst andel | behöriga`, `en lägre andel av kommunerna`: how the share stands to others."""
    if len(lows) < 2 or _RANKS_OR_SIZES.isdisjoint(lows[:_LEAST_EXTREME]):
        return 0
    if lows[0] in _LINKS and _RANKS.issuperset(lows[1:2]) and LEADING.issuperset(lows[2:3]) and lows[2:]:
        return 2  # `Andelen är lägre | i ordinärt boende`
    if lows[0] in nouns() and lows[1] in ("har", "hade") and lows[2] in EXTREMES and len(lows) > _LEAST_EXTREME:
        return _LEAST_EXTREME  # `Elever i Danderyd har högst | meritvärde`
    at = int(lows[0] in ("har", "hade"))
    at += lows[at : at + 1] in (["en"], ["ett"], ["den"], ["det"])
    if _RANKS_OR_SIZES.isdisjoint(lows[at : at + 1]):
        return 0
    if set(lows[at + 1 : at + 2]) <= _GRADES and set(lows[at + 2 : at + 3]) <= _GETTING and lows[at + 3 :]:
        return at + 3  # `Sämst betyg får | gator och vägar`
    if _SHARE_WORDS.isdisjoint(lows[at + 1 : at + 2]):
        return at + 1 if at and _is_ranked_measure(lows[at:]) else 0
    at += 2
    if lows[at : at + 1] == ["av"]:
        end = next((i for i in range(at + 1, min(at + _GROUP_REACH, len(lows))) if _answers(lows[i])), None)
        return at if end is None else end + 1
    return at


def _is_ranked_measure(lows: list[str]) -> bool:
    """`hade | längst väntetid`, `hade den | längsta väntetiden`; not `hade | minst betyget E`, a bound"""
    if lows[0] not in _RANKED_FIRST or len(lows) < 2 or lows[1] in _GRADES or not is_measure(lows[1]):
        return False
    return lows[0] not in EXTREMES or not lows[1].endswith(_DEFINITE)


def _length_of_degree(lows: list[str]) -> int:
    """`Kortast | responstid har`; not `Bäst intryck får vårdcentralen`"""
    noun = lows[0] in EXTREMES and len(lows) > 1 and is_content(lows[1]) and not is_finite(lows[1])
    return int(noun and not any(map(is_content, lows[2:])))


def _length_of_common(lows: list[str]) -> int:
    """`det är betydligt vanligare med | en rutin`: how common it is."""
    if _COMMON.isdisjoint(lows):
        return 0
    at = next((i for i, low in enumerate(lows) if low not in _COMMON_LEADS), 0)
    common = not _COMMON.isdisjoint(lows[:at])
    return at + 1 if common and lows[at] in ("med", "att") and lows[at + 1 :] else 0


def _length_of_getting(marks: Marks, words: Words, lows: list[str]) -> int:
    """`fick ett sammanlagt | NKI`, `får kommunerna i | Nöjd-Kund-Index`: who got the index, and how it is led in."""
    if lows[0] in _GRADES and lows[1:2] and lows[1] in _GETTING and lows[2:]:
        return 2  # `Högst | betyg får | brandskydd med 77`
    if lows[0] not in _GETTING:
        return 0
    if (
        len(lows) == 2
        and marks.word(words[0] - 1) in EXTREMES
        and any(f.quantity.kind == "bare" for f in marks.figures)
    ):
        return 1  # `Lägst | får | bygglov med 61`
    if not lows[-1].endswith(_INDEXES):
        return 0
    at = 1
    while at < len(lows) - 1 and (lows[at] in _BEFORE_INDEX or _answers(lows[at])):
        at += 1
    return at if at >= len(lows) - _GROUP_REACH else 0


def _answers(low: str) -> bool:
    """Whether these are compared: `av de jämförda kommunerna`, `av länen`."""
    return low in ("länen", "regionerna") or is_public(low)


def _length_of_group(marks: Marks, words: Words, lows: list[str]) -> int:
    """How many words `kommuner som` takes, in `Kommuner som har en plan har ökat` and `Fler kommuner har en plan`."""
    if lows[0] in HOW_MANY or lows[0] in _HOW_FEW:  # `fortsatt väldigt få kommuner som`
        many = next((i for i, low in enumerate(lows) if low not in HOW_MANY | _HOW_FEW), 0)
        if HOW_MANY.isdisjoint(lows[:many]):
            return 0
        if many and is_finite(lows[many]) and (not is_finite(lows[-1]) or not {"hur", "att"}.isdisjoint(lows)):
            return many  # `allt fler | vet vart de ska vända sig`
        if many and lows[many] in nouns():
            return many + 1 + (lows[many + 1 : many + 2] == ["som"])  # `allt fler kommuner frågar brukarna`
    noun = nouns().get(lows[0])
    if noun is None:
        return 0
    if marks.word(words[0] - 1) in ("fler", "flera", "färre"):
        return 1
    if marks.word(words[0] - 1) in ("alla", "samtliga") and marks.word(words[0] + 1) in (",", "("):
        return 1  # `Nästan alla brukare, 96 procent, | är nöjda`
    apart = words[1:2] > (words[0] + 1,) or marks.word(words[0] - 1) == "som"
    if noun.kind == "public" and len(lows) > 1 and is_finite(lows[1]) and apart:
        return 1  # `Kommuner i Norrland | har oftare en rutin`, `Det är främst i egen regi som kommuner | använder`
    who = len(lows) > 2 and lows[1] == "som" and lows[2] not in nouns()  # not `barn som anhöriga uppmärksammas`
    return 2 if who and noun.kind != "thing" else 0


def _opens_with_people(lows: list[str]) -> bool:
    """`av dem har en plan`"""
    return lows[1:2] == ["dem"] and len(lows) > 2 and is_finite(lows[2])


def _opens_with_gender(words: Words, lows: list[str]) -> bool:
    """`bland flickorna (i hem) var behöriga`, `av kommunerna saknar en plan`: these have columns of their own."""
    if len(words) < 3:
        return False
    noun = nouns().get(lows[1])
    ends = words[2] != words[1] + 1 or is_finite(lows[2]) or lows[2] in PREPOSITIONS
    return noun is not None and ends and (noun.gender is not None or (lows[0] == "av" and is_finite(lows[2])))


def _length_of_whom(lows: list[str]) -> int:
    """`för flickor och pojkar är | andelen trygga`; not `för kvinnor finns | skyddat boende`, which they are offered"""
    if lows[0] not in ("för", "hos", "bland", "mellan"):
        return 0
    end = next((i for i, low in enumerate(lows[1:], 1) if low not in _JOINED and not _has_gender(low)), 1)
    return end + 1 if end > 1 and lows[end] in _LINKS and not _SUBJECTS.isdisjoint(lows[end + 1 : end + 2]) else 0


def _has_gender(low: str) -> bool:
    return low in nouns() and nouns()[low].gender is not None


def _length_of_telling(marks: Marks, words: Words, lows: list[str]) -> int:
    first, second = lows[0], lows[1] if len(lows) > 1 else ""
    if marks.tokens[words[0]].kind == "sign":
        return 1
    leads = load_phrases("label_words.csv", "lead")
    if leads.starting(first) and (match := leads.match([marks.tokens[k] for k in words[:8]], 0)):
        return match.last
    if first in _ANSWERS and marks.word(words[0] + 1) in (":", ","):
        return 1  # `Svar: 93 procent`, behind its question; `Delvis, boenderåd finns på två av fyra`
    if first in HOW_MANY and is_finite(second):
        return 1  # `Fler | trivs i skolan`
    if first in _LINKS and second in _SUBJECTS:
        return 1
    if count := _length_of_whom(lows) or _leads_to_subject(lows):
        return int(count)  # `I Nybro var personalomsättningen 12 procent`
    if first in ("av", "bland") and (_opens_with_people(lows) or _opens_with_gender(words, lows)):
        return 2
    if first == "av" and second in nouns() and marks.word(words[0] - 1) in ("majoritet", "majoriteten"):
        return 2  # `En majoritet av kommunerna, 73 procent, har en plan`
    if first in PREPOSITIONS and second in _SUBJECTS:
        return 1  # `en tydlig ökning | av andelen kommuner som använder AUDIT`
    alone = (first in PREPOSITIONS or first == "mellan") and (len(words) == 1 or words[1] != words[0] + 1)
    return int(alone)


def _leads_to_subject(lows: list[str]) -> bool:
    if len(lows) < 2 or lows[0] not in _GOING:
        return False
    if lows[0] in _STANDING and lows[1].endswith(_DEFINITE):
        return True
    named = lows[1].endswith(_DEFINITE) and not lows[1].endswith("het")
    measured = is_measure(lows[1]) and (lows[0] not in _REACHING or named)
    return len(lows) == 2 and (lows[1] in _SUBJECTS or measured or lows[1].endswith(_PLURAL))


def _base_before_who(marks: Marks, words: Words) -> tuple[str, int]:
    """`kommuner som` after `andelen`: the base, and how many words it takes with its `som`."""
    run = 0
    while run + 1 < len(words) and words[run + 1] == words[run] + 1:
        run += 1
    if not words:
        return "", 0
    base = read_base(marks.tokens, words[0], words[run] + 1, preposition=marks.word(words[0]) == "av")
    if base is None:
        return "", 0
    taken = base.last - words[0]
    following = marks.word(base.last)
    if following == "som":
        return base.base, min(taken + 1, len(words))
    if base.base in _RECEIVING and len(words) == taken:
        return "", 0  # `Bland hushåll med barn är andelen | biståndsmottagare`
    if base.kind != "public" and marks.tokens[min(base.last, len(marks.tokens) - 1)].low in PREPOSITIONS:
        return base.base, 0  # `handläggare med socionomexamen`, `äldre i befolkningen`
    if marks.word(words[0]) == "av" and following in (",", "("):
        return base.base, taken  # `En lika stor andel av kommunerna, 44 procent, använder`
    if following in ("med", "utan", "i", "där", "vars", "inom") or len(words) == taken == 1:
        return base.base, min(taken, len(words))
    return base.base, 0
