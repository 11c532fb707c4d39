"""Labels that say nothing new: the same of others, or with a verb that stands for what was said before.

"Så gör 63 procent", "i övriga saknas ett sådant"     what was said before
"Kvinnorna är mer utsatta (45 procent)"               likewise, of a share that was told
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.parse.claims.label.antecedents import SUCH
from pipeline.parse.claims.label.labels import Label
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import is_content, only_verbs
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.value.kinds import SCORES
from pipeline.parse.phrases import load_set, words_of
from pipeline.parse.verbs import is_finite

# `saknade en sådan` and the like have no more words.
_SHORT = 4
_LEAST_WHERE = 3
# Forms of one word agree in so many letters: `deltog` and `deltagit`, `väntetiden` and `väntade`.
_STEM, _ENDING = 4, 5
_DENIALS = frozenset({"saknar", "saknas", "ingen", "inget", "inga", "inte"})
_ARTICLES = frozenset({"en", "ett", "den", "det", "de", "sin", "sitt", "sina", "som"})
_MEASURED, _MEASURES = ("vänta", "kosta", "vista"), ("tiden", "väntan", "kostnaden")
# `Pojkarna är mer positiva (89 procent)`: to what was asked, and no more.
_JUDGED = frozenset({"positiva", "negativa", "kritiska"})
_MEETING = frozenset({"uppnår", "uppnådde", "når", "nådde", "uppfyller", "uppfyllde", "lever", "följer"})
_NORMS, _NORM_STEMS = (
    load_set("norms") | {"målet", "kravet", "gränsen"},
    ("mål", "krav", "gräns", "rekommend", "riktlinj", "norm", "garanti", "vårdgaranti"),
)
_COURSES = frozenset({"utvecklingen", "utveckling", "trenden", "trend", "kurvan", "mönstret", "mönster", "läget"})
_RANKING = frozenset({"mest", "minst"})
_WHOEVER = frozenset({"befolkningen", "invånare", "invånarna"})
_HAPPENING = frozenset({"det", "detta", "hände", "händer", "skedde", "sker", "inträffade", "så", "är", "var"})
_MORE_COMMON = load_set("more or less common")
_LASTING = frozenset({"års", "månaders", "veckors", "dagars", "timmars"})
_MOST = ("dast", "gast", "tast", "nast", "mast", "last", "rast")
#: They only hold a sentence together.
LINKS = frozenset({"är", "var", "har", "hade"})
_FREE = PREPOSITIONS | LINKS | _ARTICLES | _DENIALS
# `31 procent gör det systematiskt`
DONE = frozenset(
    {
        *((verb, "det") for verb in ("gör", "gjorde", "gjort", "görs", "gjordes", "klarar", "klarade", "klarat")),
        *((verb, "det") for verb in ("uppger", "uppgav", "uppgett", "anger", "angav", "angett")),
        *((verb, "så") for verb in ("svarar", "svarade", "tycker")),
        *((verb, "dit") for verb in ("når", "nådde", "nått")),
    }
)
CONCERNS = DONE | {("gäller", "det"), ("gällde", "det")}
DOES = DONE | {("har", "det"), ("hade", "det")}
_POINTERS = frozenset(pointer for _, pointer in CONCERNS)

_SPENDING = frozenset({"lade", "lägger", "betalade", "betalar", "satsade", "satsar"})
_SHORT_OF = frozenset({"når", "inte", "riktigt", "upp", "till", "vilket", "men"})
_AGAIN = (("räknades",), ("har", "nått"), ("nått",), ("får", "nöja", "sig"), ("fick", "nöja", "sig"))
_HEADS = frozenset({"tid", "tider", "andel", "andelar", "nivå", "siffra", "kostnad", "resultat", "värde"})
_LISTS = frozenset({"listan", "ligan", "toppen", "botten", "rankningen", "toppar", "toppade"})
_WITH_ITS = frozenset({"med", "sina", "sin", "sitt"})
_AGREED = frozenset({"instämde", "instämmer", "höll", "håller"})
_AGREEING = _AGREED | set("svarade svarar svarat har ja på i med om det detta den denna frågan påståendet".split())
_INDEX = (("index",), ("nki",))


def says_nothing_new(marks: Marks, label: Label, topic: Topic) -> bool:
    if label.lows[:1] == ("antalet",) and label.lows[1:2] and label.lows[1] in nouns() and topic.unit == "count":
        return False  # `Antalet barn som berördes var 478`, after a number of households
    if not label.says or _repeats(label, topic) or _compares(label, topic) or _ends_with_such(label):
        return True
    asked = marks.follows_question
    if (asked and _takes_up(label, topic)) or _stands_for_it(marks, label, topic):
        return True
    if (topic.claimed or asked) and (is_of_quality(label, topic) or _is_of_cost(label, topic)):
        return True
    if _says_verb_again(label, topic) or (topic.claimed and _is_told_again(marks, label, topic)):
        return True
    having = load_set("having none").issuperset(label.lows) or _has_the_thing(label, topic)
    if topic.label and (having or _says_yes(marks, label)):
        return True  # `Fyra av tio har ingen.`
    if topic.label and (lacks_it(label) or _weighs(marks, label, topic) or _turns(label) or _moves(marks, label)):
        return True
    if (topic.unit in SCORES or "index" in topic.label.lower()) and (_grades(marks, label) or _is_of_it(label, topic)):
        return True
    if len(label.lows) == 1 and label.lows[0].endswith("s") and any(g.first == label.words[0] for g in marks.genders):
        return True  # `medan pojkarnas blev kvar på 212`
    return bool(topic.label) and does_it(marks, label)


def _ranks_a_place(marks: Marks, label: Label, topic: Topic) -> bool:
    """`Mest utsatta är invånarna i Orsa med 33 skador per 1 000 invånare`, of what was told in the same unit.

    `Orsa är återhållsammast med 331 recept` too: how a place stands to others, and no word of what is measured.
    """
    placed = any(p.geography.code and marks.first <= p.first for p in marks.places)
    if not placed or any(f.quantity.unit != topic.unit for f in marks.figures):
        return False
    lows = label.lows
    rank = next((i for i, low in enumerate(lows) if low in _RANKING or low.endswith(_MOST)), len(lows))
    graded = {rank, rank + 1} if lows[rank : rank + 1] and lows[rank] in _RANKING else {rank}
    other = (low for i, low in enumerate(lows) if i not in graded and low not in LINKS and low not in _WHOEVER)
    return rank < len(lows) and not any(map(is_content, other))


def _says_yes(marks: Marks, label: Label) -> bool:
    """`I år svarade 57 procent ja på den frågan`, `Av männen instämde 44 procent i påståendet`: in what was told."""
    if _AGREED.isdisjoint(label.lows) and "ja" not in marks.said:
        return False
    return _AGREEING.issuperset(label.lows)


def _has_the_thing(label: Label, topic: Topic) -> bool:
    """`44 procent har inrättat funktionen`"""
    return topic.claimed and len(label.lows) > 1 and load_set("having the thing").issuperset(label.lows)


def _stands_for_it(marks: Marks, label: Label, topic: Topic) -> bool:
    """`Hur nöjda är invånarna? Index 65`: of what was asked."""
    return bool(topic.label) and label.lows in _INDEX and not any(map(is_finite, marks.lows(marks.first, marks.last)))


def is_of_quality(label: Label, topic: Topic) -> bool:
    """`Nöjdheten ligger över snittet`, of those who are `nöjda med hemtjänsten`; `Rutinen är vanligast i`."""
    only = label.content
    if len(only) == 1 and only[0].endswith(_MOST) and only[0] == label.lows[-1]:
        return any(w.startswith(only[0][:-3]) for w in words_of(topic.label))  # `Kvinnorna är nöjdast`
    if len(only) != 1 or any(is_finite(low) or low in PREPOSITIONS for low in label.lows):
        return False  # `arbetslösheten bland unga`
    told = words_of(topic.label)
    if sum(map(is_content, told)) < 2:
        return False
    stem = only[0].removesuffix("heten") if only[0].endswith("heten") else only[0].removesuffix("en")
    known = len(stem) >= _STEM and stem != only[0]
    return known and any(0 <= len(w) - len(stem) <= 1 and w.startswith(stem) for w in told)


def names_measure(label: Label, topic: Topic) -> bool:
    """`väntetiden`, of those who `fick vänta på en plats`; `kostnaden`, of what a place `kostade`."""
    only = label.content
    if len(only) != 1 or not only[0].endswith(_MEASURES) or any(map(is_finite, label.lows)):
        return False
    return any(w.startswith(_MEASURED) and w[:_STEM] == only[0][:_STEM] for w in words_of(topic.label))


def _is_of_cost(label: Label, topic: Topic) -> bool:
    """`I riket väntade de äldre i 57 dagar`, `kostade en elev`: the verb of what was measured, of the same people."""
    if topic.unit in ("", "percent", "count"):
        return False
    only = [low for low in label.content if low not in nouns()]
    if len(only) != 1 or not is_finite(only[0]):
        return False
    if only[0] in _SPENDING and label.lows == tuple(only):
        return "kronor" in topic.unit or "SEK" in topic.unit  # `Kostnaden var 612 kronor. Snittkommunen lade 548`
    return only[0].startswith(_MEASURED) and any(only[0][:_STEM] in word for word in words_of(topic.label))


def _says_verb_again(label: Label, topic: Topic) -> bool:
    """`I Hofors besväras 70 procent`, `Kvinnor väntar i genomsnitt 64 dagar`: of what the passage before told."""
    verbs = [low for low in label.lows if low not in nouns() or not nouns()[low].gender] if topic.told_of else []
    if len(verbs) != 1 or not is_finite(verbs[0]):
        return False
    if topic.unit not in ("", "percent", "count") and verbs[0].startswith(_MEASURED):
        return any(word.startswith(verbs[0][:_STEM]) for word in words_of(topic.label))
    return topic.label.startswith(f"{verbs[0]} ")


def _does_again(label: Label, topic: Topic) -> bool:
    """`... har deltagit i en utbildning. I riket deltog 4 procent`: the verb that was told, and no more."""
    verb = [low for low in label.lows if low not in _ARTICLES]
    if len(verb) != 1 or not is_finite(verb[0]) or verb[0].startswith("svar"):
        return False  # `svarade` is a rate of its own
    told, stem = topic.label.lower().split(" "), verb[0][:_STEM]
    if verb == ["tog"]:
        return not {"tar", "tog"}.isdisjoint(told)  # `en minskning från 2019, då den tog 13 dagar`
    return len(stem) == _STEM and any(word.startswith(stem) for word in told)


def _is_told_again(marks: Marks, label: Label, topic: Topic) -> bool:
    return (
        _does_again(label, topic)
        or _meets_norm(label, topic)
        or _is_further(label)
        or _ranks_a_place(marks, label, topic)
    )


def _is_further(label: Label) -> bool:
    """`Bara Mora (38 dagar) har kortare tid`, `når inte upp till rikets 76`: only how they stand to others.

    And `Vid kartläggningen 2017 räknades 171 personer`, after how many they are.
    """
    if (_HAPPENING | _MORE_COMMON).issuperset(label.lows):
        return True  # `Det är färre än 2021, då det hände vid 22 procent av köpen`, `I små kommuner är det ovanligare`
    if label.lows[:1] in (("den",), ("det",)) and load_set("ways of standing").issuperset(label.lows[1:]):
        return True  # `är den mer än dubbelt så lång, 19,4 minuter`
    if {"når", "upp"} <= set(label.lows) <= _SHORT_OF or label.lows in (*_AGAIN, ("tid",), ("tal",)):
        return True
    said = {low for low in label.content if not is_finite(low)}
    if _LISTS & set(label.lows) and _LISTS.issuperset(low for low in label.lows if low not in _WITH_ITS):
        return True  # `Med sina 88 procent toppar Mora listan`
    return bool(said & load_set("comparatives")) and said <= load_set("comparatives") | _HEADS


def _meets_norm(label: Label, topic: Topic) -> bool:
    """`Bland män uppnår 66 procent rekommendationen`: what was told, unless that was of a norm itself."""
    if not topic.label or _NORMS.isdisjoint(label.lows):
        return False
    content = set(label.content)
    meets = _MEETING & content and _NORMS & content and content <= _MEETING | _NORMS
    return bool(meets) and not any(low.startswith(_NORM_STEMS) for low in words_of(topic.label))


def shortens(label: Label, topic: Topic) -> bool:
    """`erbjuder praktik`, after `erbjuder praktik på en arbetsplats`: the same in fewer words, without where or which.

    Nothing may be new, and of what was told only phrases behind a preposition or `som` may be missing. What an earlier
    passage told takes two words to be known by: `var nöjda` may be with anything.
    """
    if not (topic.claimed or topic.told_of) or ":" in topic.label:
        return False
    if len(label.content) <= (not topic.words) or (topic.negated and _DENIALS.isdisjoint(label.lows)):
        return False
    told = words_of(topic.label)
    if len(label.lows) >= len(told) or _names_one_of_two(label, told):
        return False
    new = (low for low in label.lows if low not in _FREE and not _is_in(told, low))
    missing = (low for low in told if is_content(low) and not is_finite(low) and not _is_in(label.lows, low))
    return not any(new) and any(missing) and all(_is_in(label.lows, low) for low in _core_of(told))


def _names_one_of_two(label: Label, told: Sequence[str]) -> bool:
    """`använder metoden vid besök`, after `vid besök och samtal`: of the one alone."""
    joints = (i for i, low in enumerate(told[:-1]) if i and low in ("och", "samt", "eller"))
    return any((told[i - 1] in label.lows) != (told[i + 1] in label.lows) for i in joints)


def _is_in(words: Sequence[str], word: str) -> bool:
    """Whether a form of this word is among them: `kursen` is one of `kurs`."""
    return any(w[:_STEM] == word[:_STEM] and abs(len(w) - len(word)) <= _ENDING for w in words)


def _core_of(told: Sequence[str]) -> Iterator[str]:
    """The words that stand in no phrase behind a preposition: `(i demensboende har en) aktuell genomförandeplan`."""
    led = False
    for at, low in enumerate(told):
        if low in PREPOSITIONS or low == "som":
            led = bool(at) or low in PREPOSITIONS
        elif is_finite(low):
            led = False
        elif not led and low.isalpha() and low not in _ARTICLES and not (at and low.endswith(("at", "it", "tt"))):
            yield low


def _grades(marks: Marks, label: Label) -> bool:
    """`Kvinnorna ger betyget 64`, `Kommunerna i länet når tillsammans 73`, after an index: the same, as they see it."""
    content = {marks.word(k) for k in label.words if k not in marks.all_genders and is_content(marks.word(k))}
    return bool(content) and (content <= load_set("grading words") or content <= load_set("predicate verbs"))


def _is_of_it(label: Label, topic: Topic) -> bool:
    """`NKI för hemtjänsten är 79. Storstädernas hemtjänst får nöja sig med 69`: of what the index was of"""
    content = [low for low in label.content if low not in ("får", "fick", "nöja")]
    return topic.claimed and topic.unit == "index" and len(content) == 1 and _is_in(words_of(topic.label), content[0])


def does_it(marks: Marks, label: Label) -> bool:
    """`gör det`, `Av personer över 65 år har 78 procent gjort det`: what was said before, whoever does it."""
    last = label.words[-1] if label.words else len(marks.tokens)
    done = (marks.word(last), marks.word(last + 1)) in DONE
    if done or label.lows[:2] in DOES:
        return True
    return not (_POINTERS.isdisjoint(marks.said) or CONCERNS.isdisjoint(_pairs(marks)))


def _compares(label: Label, topic: Topic) -> bool:
    """`vilket är högre än genomsnittet för länet (43,6 år)`: the same of others."""
    if any(map(is_finite, label.lows)):
        return False  # `Fler än så, 45 procent, har en budget`
    lasting = any(low in _LASTING for low in label.lows[2:_SHORT])  # `Mer än fem års erfarenhet har 54 procent`
    than = label.lows[1:2] in ((), ("än",)) and not lasting
    return bool(topic.label) and label.lows[0] in load_set("comparatives") and than


def lacks_it(label: Label) -> bool:
    """`är det 66 procent som står utan`: without what was told."""
    return label.lows[-1:] == ("utan",) and only_verbs(label.lows[:-1])


def _turns(label: Label) -> bool:
    """`I Kalmar har utvecklingen gått åt andra hållet, från 75 procent`: only which way it went."""
    told = not _COURSES.isdisjoint(label.lows)
    ways = load_set("ways of going")
    return told and all(
        not is_content(low) or is_finite(low) or low in ways or low.endswith("ast") for low in label.lows
    )


def _moves(marks: Marks, label: Label) -> bool:
    """`Störst förbättring har Ystad, som gått från 66 till 77`: only how far it went, by a noun of change."""
    if not marks.anchors:
        return False
    how = load_set("ways of moving")
    told = {k for a in marks.anchors if a.kind in ("noun", "definite") for k in range(a.first, a.last)}
    if not told or (how.isdisjoint(label.lows) and told.isdisjoint(label.words)):
        return False
    moved = how.union(marks.low(k) for a in marks.anchors for k in range(a.first, a.last))
    return all(low in moved or is_finite(low) or not is_content(low) for low in label.lows)


def _weighs(marks: Marks, label: Label, topic: Topic) -> bool:
    """`Kvinnorna är mer utsatta (45 procent)`, of a share that was told: only how they stand to others."""
    if not topic.claimed or not any(k in marks.all_genders for k in label.words[:1]):
        return False
    lows = [low for low in label.lows if low not in load_set("degrees") or low in load_set("comparatives")]
    if not 2 < len(lows) <= _SHORT:
        return False
    measured = lows[-1] in load_set("feeling words") - _JUDGED  # `Män är mer nöjda`
    weighed = lows[-2] in load_set("comparatives") or lows[-1] in _JUDGED
    return lows[1] in LINKS and weighed and not measured


def _ends_with_such(label: Label) -> bool:
    """`Förra året saknade 11 procent en sådan.`, `i övriga saknas ett sådant`"""
    return label.lows[-1] in SUCH and only_verbs(low for low in label.lows if low != "utan")


def _repeats(label: Label, topic: Topic) -> bool:
    """`I jämförbara kommuner var kostnaden 124 100 kr`, of the cost per pupil."""
    content = label.content
    last = nouns().get(label.lows[-1])
    if last and not last.gender and label.lows[-1] not in content and len(label.lows) > _LEAST_WHERE:
        return False  # `I bostad för barn är andelen 71 procent`
    return (
        (topic.claimed or (topic.told_of and bool(topic.genders)))
        and len(content) == 1
        and not _is_one_of(content[0], topic.label)
        and content[0] in (word.strip(":,()").lower() for word in topic.label.split())
        and content[0] != topic.label
    )


def _takes_up(label: Label, topic: Topic) -> bool:
    """`Hur många får svar inom två dagar? Bara 38 procent fick svar.`: what was asked, in fewer words."""
    asked = topic.label.lower().split()
    return all(low in asked or is_finite(low) or not is_content(low) for low in label.lows)


def _is_one_of(word: str, label: str) -> bool:
    """`Fetma har 18 procent` after `övervikt eller fetma`: only the one of them."""
    words = ["", *label.split(), ""]
    at = words.index(word) if word in words else 0
    return at > 0 and bool({words[at - 1], words[at + 1]} & {"och", "eller", "samt"})


def _pairs(marks: Marks) -> Iterator[tuple[str, str]]:
    """The two words right before a figure, and the one before with the one behind: `gör 20 procent det`."""
    for figure in marks.figures:
        yield marks.low(figure.first - 2), marks.low(figure.first - 1)
        yield marks.low(figure.first - 1), marks.low(figure.last)
        at = figure.first - 1 - (marks.low(figure.first - 1) in PREPOSITIONS)
        if marks.low(at) == "det":  # `klarade | vårdcentralerna | det för 91 procent`
            yield marks.low(at - 2), "det"
