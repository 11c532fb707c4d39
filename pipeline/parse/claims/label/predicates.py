"""What only tells how the thing measured stands, off the end of a label.

"behöriga till gymnasiet är den högsta hittills"      behöriga till gymnasiet
"nöjda har ökat och ligger strax över genomsnittet"   nöjda
"bygglov är det enda område som har gått ned"         bygglov
"bygglov har lägst index"                             bygglov
"ser över beslut minst en gång om året har sjunkit"   ser över beslut minst en gång om året
"på yrkesprogrammen sjönk examensgraden"              examensgraden på yrkesprogrammen
"""

from __future__ import annotations

from pipeline.parse.claims.change.movements import is_measure, load_changes
from pipeline.parse.claims.sentence.content import EXTREMES, LEADING, Words, has_content, only_verbs
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.memory import remember
from pipeline.parse.phrases import load_set
from pipeline.parse.tokens import DASHES
from pipeline.parse.verbs import is_finite

_PREDICATES, _STANDING = load_set("predicate verbs"), load_set("standing words")
# What begins an object or a complement of the verb.
_OBJECTS = frozenset({"en", "ett", "sin", "sitt", "sina", "in", "ut", "vidare", "upp", "över"})
_SCOPING = LEADING | {"med", "som", "under", "över"}
_ANSWERS = load_set("grading words") | {"svarar", "svarade", "gav", "ger", "svar", "ett", "positivt", "ja"}
_AGAIN = load_set("such words") | {"det", "den", "en", "ett"}
# `som är 65 år`, `över 80 år`
_AGED = 4
_PLACES = frozenset({"kommun", "län", "region", "landsting", "stad"})
_WHO = frozenset({"de", "man", "vi"})
_MEASURES = frozenset({"nki", "index", "indexet", "betyg", "betyget"})
_RANKING = EXTREMES | {"mest", "minst", ",", "i"}
_DEFINITE = ("en", "et", "na", "an")
# `och ligger i nivå med riket`; `ligger` may be masked: `och på samma nivå som andra`
_LYING = frozenset({"ligger", "låg", "på", "i"})
_LEVELS = load_set("means") | {"nivå"}
_HIGHEST = load_set("best and worst")
_MOREOVER = frozenset({"därmed", "nu", "också", "fortfarande", "även"})
# `är det | enda område | som`, `är ett av få | områden | där`
_ONLY = frozenset({"enda", "första", "andra"})
_OUT_OF = (("det",), ("ett", "av"), ("ett", "av", "få"), ("ett", "av", "de"), ("en", "av", "de"), ("en", "av", "få"))
_ONE_OF = frozenset({"område", "området", "områden", "fråga", "frågan", "mått", "måttet", "nyckeltal", "nyckeltalet"})
# `gjordes | på 71 procent av`, `utgör | 60 procent av`
_INTO = PREPOSITIONS | load_set("verbs of amounting")


def drop_predicate(marks: Marks, words: Words, lows: list[str]) -> Words:
    """The words without a last verb and what follows, when these say no more than how something stands or moves."""
    if pointed := _find_pointed(lows):
        return words[pointed:]
    cut = _find_cleft(lows) or _find_comparison(lows) or _find_ranking(lows)
    for i in range((cut or len(lows)) - 1, 0, -1):
        if lows[i] in _PREDICATES or _moves(marks, words[i]):
            cut = i
        elif not _stands(lows[i]) and marks.tokens[words[i]].kind != "sign":
            break
    if not cut or not has_content(lows[:cut]) or _is_open(lows[:cut]) or is_of_some(marks, words):
        return words
    if marks.word(words[0] - 1) == "att" and any(_moves(marks, k) or _stands_moved(marks, k) for k in words[cut:]):
        return words  # `uppger att behovet ökat det senaste året`: what they say, and no change of the share
    turned = lows[0] in PREPOSITIONS and any(low in _MEASURES for low in lows[cut:])
    return words if turned else words[:cut]  # `I mätningen fick kommunen ett NKI`: the thing stands behind


def _find_comparison(lows: list[str]) -> int:
    """`trygga elever | och ligger i nivå med andra kommuner`: where a second predicate only compares; 0 where none."""
    at = next((i for i in range(1, len(lows) - 1) if lows[i] == "och" and lows[i + 1] in _LYING), 0)
    return at if at and any(low in _LEVELS for low in lows[at:]) else 0


def _find_ranking(lows: list[str]) -> int:
    """`Nöjdheten | är en av de högsta i länet`, `är bland de lägsta`: where that begins; 0 where nothing is so."""
    spots = (i for i in range(1, len(lows) - 3) if lows[i] in ("är", "var") and lows[i + 1] in ("en", "ett", "bland"))
    last = next(((i, i + 2 + (lows[i + 1] != "bland")) for i in spots), (0, 0))
    told = lows[last[1] : last[1] + 1] == ["de"] and not _HIGHEST.isdisjoint(lows[last[1] + 1 : last[1] + 2])
    return last[0] if told else 0


def _find_cleft(lows: list[str]) -> int:
    """`Bygglov | är det (enda) område som`, `är ett av få områden där`: where that begins; 0 where none does."""
    if _ONE_OF.isdisjoint(lows):
        return 0
    for at in range(1, len(lows) - 2):
        begin = at + 1 + (lows[at + 1] in _MOREOVER)
        led = [len(words) for words in _OUT_OF if tuple(lows[begin : begin + len(words)]) == words]
        if lows[at] not in ("är", "var", "blev") or not led:
            continue
        last = begin + max(led)
        last += lows[last : last + 1] != [] and lows[last] in _ONLY
        if not _ONE_OF.isdisjoint(lows[last : last + 1]) and lows[last + 1 : last + 2] in ([], ["som"], ["där"]):
            return at
    return 0


def _find_pointed(lows: list[str]) -> int:
    """`Det enda område där betyget steg är | bygglov`: where what is pointed out begins; 0 where nothing is."""
    if lows[:1] != ["det"] or lows[1:2] == [] or lows[1] not in _ONLY or _ONE_OF.isdisjoint(lows[2:3]):
        return 0
    at = max((n for n, low in enumerate(lows) if low in ("är", "var", "blev")), default=len(lows))
    return at + 1 if has_content(lows[at + 1 :]) else 0


def is_of_some(marks: Marks, words: Words) -> bool:
    """`Motivationen är hög | i 40 procent av verksamheterna`: how it stands is what is measured."""
    graded = marks.word(words[-1]) in load_set("judgements") or _moves(marks, words[-1])
    return graded and any(f.first == words[-1] + 1 and marks.low(f.first) in LEADING for f in marks.figures)


@remember
def _stands(low: str) -> bool:
    """Whether this word says no more than how something stands, or is to move: `fortsätter att sjunka`."""
    return low in _STANDING or load_changes("infinitive").has(low)


def _stands_moved(marks: Marks, k: int) -> bool:
    return bool(load_changes("verb", "transitive").starting(marks.word(k)))


def _moves(marks: Marks, k: int) -> bool:
    """Whether this is a verb of change with more behind it; not in `sju av tio skadade har fallit.`"""
    return _is_moving(marks.word(k)) and marks.low(k + 1).isalpha()


@remember
def _is_moving(low: str) -> bool:
    return load_changes("verb", "transitive").has(low)


def drop_first_clause(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`nedgången är störst (i småkommuner), där | erbjuder praktik`: what is measured is told after how it stands.

    Where nothing of content follows the `där`, what stood before it is kept: `kollektivtrafiken, där index`.
    """
    if "där" in lows and (told := _tell_where(marks, words, lows)) is not None:
        return told
    commas = (i for i in range(2, len(lows) - 1) if lows[i] == "," and is_finite(lows[i - 1]))
    comma = next(commas, 0) if "," in lows else 0
    if comma and is_finite(lows[comma + 1]) and load_set("subordinators").isdisjoint(lows[:comma]):
        return words[comma + 1 :]  # `Flickorna dominerar, 35 procent | deltar`
    for i in range(2, len(lows) - 1):
        if lows[i - 2] in _PREDICATES and lows[i - 1] in _STANDING:
            begin = next((j for j in range(i, len(lows)) if lows[j] not in (",", "där")), i)
            if is_finite(lows[begin]) and has_content(lows[begin + 1 :]):
                return words[begin:]
    return words


def _tell_where(marks: Marks, words: Words, lows: list[str]) -> Words | None:
    """What stands behind `, där`, or before it where that says nothing; None where neither is the whole."""
    where = next((i for i in range(1, len(lows)) if lows[i] == "där" and marks.word(words[i] - 1) == ","), None)
    if where is None:
        return None
    rest = [low for low in lows[where + 1 :] if low not in load_set("share words")]
    if lows[0] in ("den", "det") and lows[1] in _PLACES and lows[2] == "som" and has_content(rest):
        return words[where + 1 :]  # `Den kommun som har förbättrat sig mest är Flen, där | NKI steg`
    ranked = _RANKING.issuperset(lows[:where]) or not has_content(lows[:where])
    if ranked and lows[where + 1 : where + 2] == ["andelen"] and has_content(rest):
        return words[where + 1 :]  # `Störst är tappet i Tibro, där andelen nöjda sjönk`
    said = set(filter(str.isalpha, rest))
    takes = said <= {"det", "tar"} or said <= {"det", "tog"}  # `längst i Orsa, där det tar 31 dagar`
    last = [*filter(str.isalpha, rest)][-1:]
    # `är vanligast i Skåne, där 73 procent | har en sådan`
    again = said <= _ANSWERS or (_AGAIN.issuperset(last) and only_verbs(rest))
    if takes or again or not any(map(is_finite, rest)):
        scoped = lows[0] in LEADING and has_content(rest)  # `för maten, där andelen nöjda`
        if again and not scoped:
            return _drop_standing(words[:where], lows)
        behind = tuple(k for k in words[where + 1 :] if marks.word(k) in rest)
        return behind + words[:where] if scoped else words[:where]
    extreme = next((i for i in range(where) if lows[i] in EXTREMES), None)
    if any(f.first - words[where] in (1, 2) for f in marks.figures):
        extreme = next((i for i in range(where) if is_finite(lows[i])), extreme)
    if extreme is None:
        return None
    scope = next((i for i in range(extreme, where) if lows[i] in LEADING), where)
    # `lyckas bäst i engelska, där 91 procent når målen`
    told_of = (k for k in words[scope:where] if marks.tokens[k].kind != "sign" or marks.word(k) in DASHES)
    return words[where + 1 :] + tuple(told_of)


def _drop_standing(words: Words, lows: list[str]) -> Words:
    """`rutiner (är vanligast) i de största städerna`, `nöjdast med maten (var de äldre)`: not how it stands."""
    verb = next((i for i in range(1, len(words)) if lows[i] in ("är", "var", "finns")), len(words))
    scope = next((i for i in range(verb, len(words)) if lows[i] in LEADING), len(words))
    ranked = lows[0].endswith("ast") or EXTREMES.issuperset(lows[verb + 1 : scope])
    return words[:verb] + words[scope:] if ranked and has_content(lows[:verb]) else words


def put_counted_first(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`samlades (44 procent) av avfallet in`, `fick (58 procent av de äldre) på boendet en plan`: of what, first.

    What stands right behind the figure says what it is of where more follows than the verb's object of one word.
    """
    behind = {k for f in marks.figures if f.quantity.kind == "share" for k in (f.last, f.quantity.last)}
    at = next((i for i, k in enumerate(words) if k in behind), len(words)) if behind else len(words)
    if lows[:1] == ["av"] and at > 2 and lows[1] not in ("dem", "de", "den", "det"):
        return words[1:]  # `av kommunens bilar är (48 procent) miljöbilar`
    if len(words) < at + 3:
        return words
    led = lows[at - 1 : at] == [":"]  # `Mat: 31 procent av livsmedlen är ekologiska`
    verb = not led and at == 1 and is_finite(lows[0])
    part = lows[at : at + 1] == ["av"]
    scoped = verb and _SCOPING.issuperset(lows[at : at + 1])
    if not (scoped or (part and (led or verb or not at))):
        return words
    end = _end_of_counted(lows, at + 1, part=part)
    if end >= len(words) or not has_content(lows[at + 1 : end]):
        return words
    counted = words[at + (part and lows[at + 1] not in ("dem", "de")) : end]
    return counted + words[:at] + words[end:] if verb else words[:at] + counted + words[end:]


def drop_whole(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Smärtskattning gjordes på 71 procent av de avlidna`, `Lönerna utgör 60 procent av kostnaden`: not of what."""
    shares = (f for f in marks.figures if f.quantity.kind == "share" and marks.low(f.last) == "av")
    led = {f.last for f in shares if not _INTO.isdisjoint(marks.lows(f.first - 1, f.at))}
    at = next((i for i, k in enumerate(words) if k in led), 0) if led else 0
    if not at or not has_content(lows[:at]):
        return words
    return words[:at] if _is_one([low for low in lows[at + 1 :] if low.isalpha()]) else words


def _is_one(lows: list[str]) -> bool:
    """Whether these words are one noun: `de avlidna`, `kostnaden`."""
    return len(lows) == 1 or (len(lows) == 2 and lows[0] in ("den", "det", "de"))


def _end_of_counted(lows: list[str], at: int, *, part: bool) -> int:
    """Where the phrase that begins here ends: before a verb, article or particle; of parts, the last preposition."""
    years = next((i for i in range(at, min(at + _AGED, len(lows))) if lows[i] == "år" and lows[i - 1].isdigit()), None)
    if years is not None:  # `männen som är 65 år eller äldre | hemsjukvård`
        return years + 1 + 2 * (lows[years + 1 : years + 2] in (["eller"], ["och"]))
    if lows[at + 1 : at + 2] == ["som"]:
        done = (i for i in range(at + 4, len(lows)) if lows[i].endswith(("at", "it", "tt")) and lows[i] not in _OBJECTS)
        return next(done, len(lows))  # `av dem som gick ut skolan | påbörjat studier`
    if part and lows[at] in ("den", "det"):
        if "som" in lows:
            verbs = [i for i in range(at + 1, len(lows)) if is_finite(lows[i])]
            return [*verbs, len(lows), len(lows)][1]  # `av den mat som serveras | är ekologisk`
        named = (i + 1 for i in range(at + 1, len(lows)) if lows[i].endswith(("en", "et", "an")))
        return next(named, len(lows))  # `av den vuxna befolkningen | tandvården`
    led = [i for i in range(at + 1, len(lows)) if lows[i] in PREPOSITIONS]
    for i in range(at + 1, len(lows)):
        begins = lows[i] in _OBJECTS or lows[i].endswith(("gått", "fått")) or is_finite(lows[i])
        apart = lows[i - 1] not in PREPOSITIONS and lows[i - 1] not in ("minst", "högst")
        if (begins and apart) or (part and led and i == led[-1]):
            return i
    return at + 2 if lows[at].endswith("s") and len(lows) > at + 2 else len(lows)  # `av kommunens bilar | miljöbilar`


def put_share_first(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`i hemtjänsten (har) andelen som är nöjda` -> andelen som är nöjda i hemtjänsten"""
    shares = load_set("share words")
    if not LEADING.issuperset(lows[:1]) or shares.isdisjoint(lows):
        return words
    at = next((i for i in range(1, len(words)) if lows[i] in shares and _follows_verb(marks, words, i)), None)
    if at is None or not has_content(lows[at:]):
        return words
    if not has_content(lows[:at]):
        return words[at:]  # `för männen (har) andelen nöjda`
    return words[at:] + words[: at - is_finite(lows[at - 1])]


def put_subject_first(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`på yrkesprogrammen (sjönk) examensgraden`, `för bygglov är indexet` -> examensgraden på yrkesprogrammen.

    Only a measure that ends the label is moved: where more follows, the verb is needed.
    """
    if lows[:1] in (["är"], ["var"]) and lows[1:2] and (lows[1] in _MEASURES or is_measure(lows[1])):
        return words[1:]  # `I länet | är NKI för bygglov | 62`
    if not LEADING.issuperset(lows[:1]):
        return words
    at = next((i for i in range(1, len(words)) if _follows_verb(marks, words, i)), None)
    if at is None or not has_content(lows[:at]):
        return words
    begin = at + (lows[at] in load_set("share words"))
    subject = lows[begin:]
    named = has_content(subject) and (begin > at or is_measure(subject[0]) and subject[0].endswith(_DEFINITE))
    if not (named or lows[at:] == ["nki"]) or any(map(is_finite, subject)):
        return words
    return words[begin:] + words[: at - is_finite(lows[at - 1])]


def _follows_verb(marks: Marks, words: Words, i: int) -> bool:
    """Whether the word before this one is a verb that only leads to it, or was one that the label does not hold."""
    before = words[i - 1]
    if marks.word(before) in load_set("linking verbs"):
        return not is_finite(marks.word(words[i]))
    return any(is_finite(marks.word(k)) for k in range(before + 1, words[i]))


def _is_open(lows: list[str]) -> bool:
    """Whether the last clause begun still lacks its verb: `erbjuder stöd när behovet | ökar`, `den hjälp de | fick`."""
    if lows[-1] in _WHO:
        return True
    opening = (i for i, low in enumerate(lows) if low in load_set("subordinators"))
    begun = max((i for i in opening if lows[i] != "om" or (i and is_finite(lows[i - 1]))), default=None)
    return begun is not None and not any(map(is_finite, lows[begun + 1 :]))
