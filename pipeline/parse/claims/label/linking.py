"""A label made whole by what was said before: `Andelen är oförändrad`, `en sådan rutin`, `siffran`, `stannar den vid`.

A label without content of its own takes all from the topic; one with some takes the rest: after `rutinerna för
samordning med skolan är aktuella` comes `för samordning med LSS är andelen 62`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from pipeline.parse.claims.label.antecedents import SUCH, expand_bare, expand_such
from pipeline.parse.claims.label.echoes import LINKS, names_measure, says_nothing_new, shortens
from pipeline.parse.claims.label.gaps import fill_gap
from pipeline.parse.claims.label.labels import Label, write_label
from pipeline.parse.claims.label.standins import Linked, join_scope, link_stand_in
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import LEADING, Words, has_content, is_content, only_verbs, verbs_of
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks
from pipeline.parse.phrases import load_set, load_words
from pipeline.parse.verbs import is_finite

# `saknade en sådan` and the like have no more words.
_SHORT = 4
# A longer sentence names no one thing that people may be content with.
_LONGEST_TOPIC, _LONGEST_THING = 90, 40
# So much of its end two kinds of a thing have in common: `servicebostäderna`, `gruppbostäder`.
_KIND = 5
# `den | så låg som 15 procent`
_LED = 4
_POINTERS = frozenset({"den", "det", "de", "dem", "så"})
_NAMES_OWN = frozenset({"med", "utan", "som", "av"})
_MEASURES = frozenset({"andelen", "andelar", "andelarna", "siffran", "siffror", "siffrorna", "resultatet", "antalet"})
_UNNAMED = frozenset({"andel", "siffra", "värde", "resultat", "nivå"})
_TURNED_SUBJECTS = frozenset({"den", "andelen", "siffran", "värdet", "nivån", "snittet"})
_RELATIVE = frozenset({"som", "vars", "där"})
_HAVING = frozenset({"sig", "ha", "haft", "få", "fått", "gjort", "genomgått"})
_PRONOUNS = frozenset({"den", "det", "de"})
_ABLE = (("kan",), ("kunde",))
_BARE_SUBJECTS = _MEASURES | _PRONOUNS


def link_label(marks: Marks, label: Label, topic: Topic, number: int = -1) -> Linked:
    """The label made whole by the topic; `number` when it is one of as many parts as the topic had."""
    if people := _link_people(marks, label, topic):
        return people
    label = _drop_them(marks, _keep_scope(marks, label, topic))
    if told := link_stand_in(marks, label, topic):
        return told
    if topic.claimed and names_measure(label, topic):
        text = topic.label if topic.label.startswith(f"{label.text}: ") else f"{label.text}: {topic.label}"
        return Linked(text, (), label.base or topic.base, whole=True, partly=True)
    if says_nothing_new(marks, label, topic):
        text, words = topic.parts[number] if 0 <= number < len(topic.parts) else (topic.label, topic.words)
        return Linked(text or label.text, words if text else label.words, label.base or topic.base, True, True)
    if shortens(label, topic):
        return Linked(topic.label, topic.words, label.base or topic.base, whole=False, partly=True)
    if told := _link_whole(marks, label, topic) or _link_such(marks, label, topic) or _link_more(marks, label, topic):
        return told
    whole = label
    label = _drop_pronoun(marks, label, topic)
    stands_in = _stands_in(marks, label, topic)
    about = topic.claimed or any(a.kind == "definite" for a in marks.anchors)
    if stands_in and topic.words and about and (filled := _fill_in(marks, label, topic)):
        return filled
    if (
        (_is_where(marks, label) or label is not whole)
        and topic.label
        and (topic.claimed or topic.told_of or _is_short(topic))
    ):
        # of an earlier passage: its words are not at hand
        joined = join_scope(topic.core or topic.label, label.text.split(" "))
        return Linked(joined, (), label.base or topic.base, whole=False, partly=True)
    return Linked(label.text, label.words, label.base, whole=False, partly=stands_in or label.thin)


def _drop_them(marks: Marks, label: Label) -> Label:
    """`82 procent av hushållen i villa och 74 procent | av dem | i lägenhet`"""
    them = label.lows[:2] in (("av", "dem"), ("bland", "dem")) and label.lows[2:3] and label.lows[2] in LEADING
    return write_label(marks, label.words[2:]) if them else label


def _keep_scope(marks: Marks, label: Label, topic: Topic) -> Label:
    """`och 2018, det första år som går att jämföra med, stannade den på 69,8`: of a bare subject only where counts."""
    if not (topic.claimed or topic.told_of) or not any(map(is_finite, label.lows)):
        return label
    # `stannade den | på 69,8`
    figures = _own_figures(marks, label)
    if not any(marks.low(f.at - 1 - (f.before in PREPOSITIONS)) in _TURNED_SUBJECTS for f in figures):
        return label
    kept: list[int] = []
    led = False
    for i, k in enumerate(label.words):
        low = label.lows[i]
        if low in LEADING:
            led = True
        elif marks.tokens[k].kind == "sign" or (is_finite(low) and _RELATIVE.isdisjoint(marks.spell(kept))):
            led = False
        if led:
            kept.append(k)
    scope = write_label(marks, tuple(kept))
    return scope if not kept or scope.says else write_label(marks, ())


def _own_figures(marks: Marks, label: Label) -> tuple[Figure, ...]:
    """The figure that a label leads to, or all: `som är stressade är | 33 procent |, för pojkarna är den 11`."""
    if len(marks.figures) < 2:
        return marks.figures
    last = max([k for k in label.words if k < marks.last], default=marks.last)
    own = next((f for f in marks.figures if f.at > last), None)
    return (own,) if own is not None else marks.figures


def _is_short(topic: Topic) -> bool:
    """Whether what was only talked of is a thing: `Färre ungdomar röker. ..., och bland gymnasieelever 7 procent`"""
    return bool(topic.words) and len(topic.label) < _LONGEST_THING


def _stands_in(marks: Marks, label: Label, topic: Topic) -> bool:
    """Whether some of what the label says stands for a thing told before."""
    return (
        _is_only_where(label, topic)
        or bool(set(label.lows) & _stand_ins())
        or _subject_is_bare(marks, _own_figures(marks, label))
        or any(a.kind == "definite" for a in marks.anchors)
    )


def _fill_in(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """The topic's words with those of the label in the place that they stand for."""
    who = label.lows.index("som") if "som" in label.lows else None
    if not LINKS.issuperset(verbs_of(label.lows[:who])):
        return None
    if any(low in load_set("feeling words") and two in PREPOSITIONS for low, two in pairwise(label.lows)):
        return None  # `71 procent är nöjda med informationen`: says all itself
    own = label.words
    told = _stand_ins() & {*marks.spell(topic.words)}  # `För bostäder har uppföljningen förbättrats`
    while own and _adds_nothing(marks, own, told):
        own = own[:-1]
    if own and marks.word(own[0]) in LEADING and (about := _find_about(marks, topic.words)):
        filled = write_label(marks, topic.words[:about] + own)  # `När det gäller villor ..., för radhus är andelen 80`
        return Linked(filled.text, filled.words, label.base or topic.base, whole=False, partly=True)
    if other := _swap_head(marks, topic.words, own):
        filled = write_label(marks, other)
        return Linked(filled.text, filled.words, "", whole=False, partly=True)
    if (scope := _find_scope(marks, topic.words)) and own and marks.word(own[0]) in LEADING:
        filled = write_label(marks, topic.words[:scope] + own)  # `96 procent i tätort men 61 procent på landsbygden`
    else:
        filled = write_label(marks, fill_gap(marks, topic.words, own))
    if len(filled.words) <= len(own) and own and marks.word(own[0]) in LEADING:
        filled = write_label(marks, topic.words + own)  # `Bland femåringar var andelen 95 procent`
    if len(filled.words) <= len(own):
        return None
    return Linked(filled.text, filled.words, label.base or topic.base, whole=False, partly=True)


def _find_about(marks: Marks, words: Words) -> int:
    """Where `när det gäller servicebostäder` begins, that ends a label; 0 where none does."""
    lows = marks.spell(words)
    at = lows.index("när") if "när" in lows else 0
    return at if lows[at : at + 3] == ["när", "det", "gäller"] and not any(map(is_finite, lows[at + 3 :])) else 0


def _swap_head(marks: Marks, told: Words, own: Words) -> Words:
    """`Andelen gruppbostäder med boråd är 81 procent. I servicebostäderna är andelen 70`: of the other kind."""
    if len(own) != 2 or len(told) < 2 or marks.word(told[1]) not in _NAMES_OWN:
        return ()
    head, other = marks.word(told[0]), marks.word(own[1]).removesuffix("na")
    alike = other != marks.word(own[1]) and head != other and head[-_KIND:] == other[-_KIND:]
    return own[1:] + told[1:] if alike else ()


def _find_scope(marks: Marks, words: Words) -> int:
    """Where a label says where its figure holds: in this very sentence behind it, or put last there; 0 elsewhere."""
    behind = {f.last for f in marks.figures}
    led = (i for i, k in enumerate(words) if i and (k in behind or k < words[i - 1]) and marks.word(k) in LEADING)
    return next(led, 0)


def _adds_nothing(marks: Marks, own: Words, told: frozenset[str]) -> bool:
    """Whether the last of these words says nothing of its own."""
    says = is_content(marks.word(own[-1])) and marks.word(own[-1]) not in told
    return not says and not _ends_with_group(marks, own) and not _is_age(marks, own)


def _is_age(marks: Marks, words: Words) -> bool:
    """`för barn under 18 år`"""
    return marks.word(words[-1]) == "år" and marks.tokens[words[-1] - 1].kind == "number"


def _link_people(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`För barn och unga är andelen 23 procent`, after what is done for adults: of others, with words for anybody."""
    if label.says or not topic.label or label.lows[:1] not in (("för",), ("åt",), ("till",)):
        return None
    named = [nouns()[low] for low in label.lows if low in nouns()]
    if not named or any(noun.kind != "people" or noun.gender for noun in named):
        return None
    filled = write_label(marks, fill_gap(marks, topic.words, label.words)) if topic.words else label
    if len(filled.words) <= len(label.words):
        joined = join_scope(topic.label, label.text.split(" "))
        return Linked(joined, (), label.base or topic.base, whole=False, partly=True)
    return Linked(filled.text, filled.words, label.base or topic.base, whole=False, partly=True)


def _link_such(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`har en sådan rutin`: the noun as it was told before."""
    such = expand_such(marks, label, topic) or expand_bare(marks, label)
    if such is not None:
        return Linked(such.text, such.words, label.base or such.base or topic.base, whole=False, partly=True)
    if _is_such(label) and topic.label:  # `har en sådan tjänst`, of a web page
        return Linked(topic.label, topic.words, label.base or topic.base, whole=True, partly=True)
    return None


def _link_more(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    if not topic.label:
        return None
    return _link_verb(label, topic) if _is_bare_verb(marks, label) else _tell_more(marks, label, topic)


def _is_bare_verb(marks: Marks, label: Label) -> bool:
    """`Förra året tyckte 79 procent det`, `bara 23 procent följer den`: a verb, and the rest was said."""
    able = label.lows[:1] in _ABLE and len(label.lows) == 2 and label.lows[1].endswith("a")
    if not (able or only_verbs(label.lows)):  # `64 procent av grundskolorna kan erbjuda det`
        return False
    ends = (*(k + 1 for k in (*label.words[:1], *label.words[-1:])), *(f.quantity.last for f in marks.figures))
    whose = any(k in marks.all_genders and marks.word(k).endswith("s") for k in label.words[:1])
    then = marks.low(label.words[0] - 1) == "procent" and "då" in marks.lows(marks.first, label.words[0])
    # `Det är färre än 2012, då 82 procent | bedömdes`
    return whose or then or not _POINTERS.isdisjoint(map(marks.low, ends))


def _link_verb(label: Label, topic: Topic) -> Linked:
    """What was said, and what is done with it, unless the verb only leads to the figure as `stannar den vid` does."""
    told = topic.label.startswith(f"{label.text} ")  # `erbjuder kvinnor det`, after `erbjuder kvinnor stödsamtal`
    if (
        told
        or label.lows[:1] in _ABLE
        or load_set("figure verbs").issuperset(low for low in label.lows if is_content(low))
    ):
        return Linked(topic.label, topic.words, label.base or topic.base, whole=True, partly=True)
    return Linked(f"{label.text}: {topic.label}", (), label.base or topic.base, whole=False, partly=True)


def _tell_more(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`Sex av tio besväras av ensamhet, varav 14 procent ofta` and, of going out, `55 procent är nöjda`."""
    if label.lows[0] == "varav" and len(label.lows) > 1 and topic.words:
        more = write_label(marks, topic.words + label.words[1:])
        return Linked(more.text, more.words, label.base or topic.base, whole=False, partly=True)
    content = [low for low in label.lows if is_content(low)]
    if label.lows == tuple(content) and len(content) == 1 and content[0].endswith("en") and marks.follows_question:
        text = f"{label.text}: {topic.label}"  # `Vad kostar en plats i förskolan? Kostnaden är 121 300 kronor.`
        return Linked(text, (), label.base, whole=False, partly=True)
    new = bool(topic.words) or not topic.told_of  # what an earlier passage stated may be of another thing
    feelings = load_set("feeling words")
    if not content or not set(content) <= feelings or topic.claimed or not new:
        return None
    told = feelings.intersection(topic.label.lower().split(" "))
    if told and told.issuperset(content):  # `Färre är nöjda med bussen. 2019 var 75 procent nöjda`
        return Linked(topic.label, topic.words, label.base or topic.base, whole=True, partly=True)
    if told:
        return None  # `Andelen trygga elever minskar.`, and in a paragraph of its own `Andelen nöjda är 81 procent`
    if len(topic.label) > _LONGEST_TOPIC:
        return None
    _, _, about = topic.label.rpartition(" om ")
    return Linked(f"{label.text}: {about or topic.label}", (), label.base, whole=False, partly=True)


def _drop_pronoun(marks: Marks, label: Label, topic: Topic) -> Label:
    """`minskade den i privat regi`: what is left says where alone."""
    if topic.label and label.lows[0] in ("den", "det", "de") and label.lows[1:2] and label.lows[1] in LEADING:
        return write_label(marks, label.words[1:])
    return label


def _link_whole(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`Kommunerna köpte vård för 88 miljoner. Det motsvarar 14 procent | av kostnaden`: what was told, and of what."""
    opened = label.lows[:1] == ("av",) and topic.claimed and topic.unit not in ("", "percent")
    if not opened or not topic.label or any(map(is_finite, label.lows)):
        return None
    lows = marks.lows(marks.first, marks.last)
    if lows[0] not in ("det", "detta") or lows[1] not in load_set("verbs of amounting"):
        return None
    return Linked(f"{topic.label}, {label.text}", (), label.base, whole=False, partly=True)


def _is_where(marks: Marks, label: Label) -> bool:
    """`För bostäder i kommunal regi är den 49 procent`: says where, and leaves to say what."""
    scope = _subject_is_bare(marks, _own_figures(marks, label)) or label.lows[:2] in (("av", "dem"), ("bland", "dem"))
    leads = label.lows[0] in LEADING or (label.lows[0] == "av" and scope)
    whom = not {"som", "vars"}.isdisjoint(label.lows) and label.lows[0] in LEADING  # `För barn vars far är född här`
    return leads and scope and len(verbs_of(label.lows)) <= whom


def _is_only_where(label: Label, topic: Topic) -> bool:
    """`men var oförändrad i kommunal regi`: of what was said before, there."""
    with_it = (
        label.lows[0] == "med" and " med " in topic.label
    )  # `90 procent är nöjda med maten, men bara 60 med tiden`
    short = 1 < len(label.lows) <= _SHORT and (label.lows[0] in LEADING or with_it)
    return topic.claimed and short and not verbs_of(label.lows)


def _ends_with_group(marks: Marks, words: Words) -> bool:
    """`i bostad med särskild service för barn`: the group tells one from another."""
    noun = nouns().get(marks.word(words[-1]))
    return noun is not None and noun.gender is None and has_content(marks.spell(words[:-1]))


def _is_such(label: Label) -> bool:
    """Whether the label says no more than that they have such a thing."""
    if SUCH.isdisjoint(label.lows):
        return False
    only = [low for low in label.lows if low not in _HAVING | SUCH and is_content(low) and not is_finite(low)]
    return len(label.lows) <= _SHORT or len(only) == 1  # `en sådan tjänst uppger sig 34 procent ha`


def name_others(label: str, others: str) -> str:
    """`ordnar boende åt kvinnor`, for barn -> ordnar boende åt barn."""
    return " ".join(others if word in nouns() and nouns()[word].gender else word for word in label.split(" "))


def _stand_ins() -> frozenset[str]:
    return load_words("stand_ins.csv", "word")


def _subject_is_bare(marks: Marks, figures: Sequence[Figure]) -> bool:
    """`För samordning med LSS är andelen 62 procent`: the share of what is left to what was said before."""
    if "motsvarande" not in marks.said and _BARE_SUBJECTS.isdisjoint(marks.said):
        return False
    lows = marks.lows(marks.first, marks.last)
    if _BARE_SUBJECTS.isdisjoint(lows):
        # `Motsvarande andel för särskilt boende är 64 procent`
        return any(one == "motsvarande" and two in _UNNAMED for one, two in pairwise(lows))
    for k, low in enumerate(lows, marks.first):
        if (
            low in _PRONOUNS
            and marks.low(k - 1) in LINKS
            and not (low == "det" and any(marks.low(f.last) == "som" for f in marks.figures))  # a cleft
            and any(0 < f.first - k <= _LED and not has_content(marks.lows(k + 1, f.first)) for f in figures)
        ):
            return True  # `I enskild regi är den 49 procent`, `Bland unga var den så låg som 15 procent`
        if low in _MEASURES:
            following = marks.low(k + 1)
            if following in nouns() and marks.low(k + 2) in _NAMES_OWN:
                return False  # `Andelen elever med godkänt betyg`
            if following in _NAMES_OWN:
                return False  # `Andelen med fetma har ökat`: says itself whose share it is
            return is_finite(following) or not is_content(following) or not following.isalpha()
    return False
