"""Words that stand for a thing told before, and what a label is with that thing in their place.

"Under 2021 fick 1 870 barn insatsen"            fick kontaktfamilj
"På ekonomiprogrammet gör 61 procent det"        på ekonomiprogrammet läser in behörigheten
"De är skriftliga i 49 procent"                  är skriftliga: rutiner för tolkar finns
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from pipeline.parse.claims.label.echoes import DONE, does_it
from pipeline.parse.claims.label.gaps import fill_gap, swap_service
from pipeline.parse.claims.label.labels import Label, write_label
from pipeline.parse.claims.label.topics import OF_TWO, Topic
from pipeline.parse.claims.sentence.bases import is_people, nouns
from pipeline.parse.claims.sentence.content import LEADING, Words, has_content, is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.value.pieces import opens_with_some
from pipeline.parse.phrases import load_set, load_words, words_of
from pipeline.parse.verbs import is_finite
from pipeline.records import record

# `beslut om kontaktfamilj`, `antalet med kontaktperson`: before what is got.
_SERVICES = load_set("services")
_DECIDED = ("beslut", "antal", "ansök", "behov", "insats")
_GETTING = frozenset({"fick", "får", "fått", "hade", "har", "haft", "beviljades", "beviljas"})
_ONE_OF_TWO = OF_TWO | {"förstnämnde": 0, "andra": 1}
_TELLING = frozenset({"får", "fick", "finns", "ges", "används", "erbjuds", "omfattar"})
# `Samtalsterapi används i 61 procent, och i små kommuner finns metoden i 38`: the same in another verb.
_BEING = frozenset({"finns", "fanns", "används", "erbjuds", "förekommer", "tillämpas", "ges"})
_PRONOUNS = frozenset({"den", "det", "dem", "detta"})

_ANSWERING = frozenset({"nej", "svarar", "svarade", "svarat", "säger", "sade", "har", "hade"})
_MUCH = frozenset({"mycket", "ganska", "mindre", "väldigt"})
_WHERE = frozenset({"i", "inom", "på", "vid", "hos", "bland"})
_THINGS, _VERB_AND_THING = load_words("stand_ins.csv", "word"), 2
# A shorter noun ends too many others: `tid`, `plan`.
_LONG = 6
# Longer talk names no one thing.
_LONGEST_TALK = 90


@record
class Linked:
    """A label with what it took from the topic; `whole` when it had nothing of its own."""

    text: str
    words: Words
    base: str
    whole: bool
    partly: bool


def link_stand_in(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """The label with what was told where one of its words stands for it; None where none does."""
    if not topic.label:
        return None
    return (
        _link_answer(label, topic)
        or _link_here(label, topic)
        or _link_subject(marks, label, topic)
        or _link_how(label, topic)
        or _link_some(marks, label, topic)
        or _link_doer(marks, label, topic)
        or _link_service(label, topic)
        or _link_same_verb(label, topic)
        or _link_one_of_two(label, topic)
        or _link_degree(label, topic)
        or _link_compound(label, topic)
        or _link_pronoun(label, topic)
        or _link_pointing_noun(marks, label, topic)
    )


def _link_answer(label: Label, topic: Topic) -> Linked | None:
    """`90 procent svarar ja på frågan, medan 3 procent | svarar nej`: the same question, and another answer."""
    if "nej" not in label.lows or not _ANSWERING.issuperset(label.lows):
        return None
    told = topic.label.split(" ")
    other = " ".join("nej" if word == "ja" else word for word in told)
    text = other if "ja" in told else f"{label.text}: {topic.label}"
    return Linked(text, (), label.base or topic.base, whole=True, partly=True)


def _link_doer(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`På ekonomiprogrammet gör 61 procent det`, after `på yrkesprogrammen läser`: the same elsewhere."""
    if not topic.words:
        return None
    last = label.words[-1] if label.words else -1
    behind = (marks.word(last + 1), marks.word(last + 2)) in DONE  # `eleverna | på yrkesprogram | gjorde det`
    own = label.words if behind else label.words[:-1]
    done = behind or (label.lows[-1:] in (("gör",), ("gjorde",), ("gjort",)) and does_it(marks, label))
    if not done:
        return None
    lows = marks.spell(own)
    if not LEADING.issuperset(lows[:1]) or not has_content(lows) or any(map(is_finite, lows)):
        return None
    filled = write_label(marks, fill_gap(marks, topic.words, own))
    if filled.words == own:  # `Av dem som gick där fick 38 procent examen, medan 81 procent på yrkesprogram gjorde det`
        filled = write_label(marks, own + topic.words)
    return Linked(filled.text, filled.words, label.base or topic.base, whole=False, partly=True)


def _link_service(label: Label, topic: Topic) -> Linked | None:
    """`Under 2021 fick 1 870 barn insatsen`, after `beslut om kontaktfamilj` -> fick kontaktfamilj."""
    if _SERVICES.isdisjoint(label.lows):
        return None
    at = next(i for i, low in enumerate(label.lows) if low in _SERVICES)
    if not _is_got(label, at):
        return None
    thing, words = _name_thing(topic.label), label.text.split(" ")
    named = thing and len(words) == len(label.lows)
    text = " ".join((*words[:at], thing, *words[at + 1 :])) if named else f"{label.text}: {topic.label}"
    return Linked(text, (), label.base or topic.base, whole=False, partly=True)


def _link_here(label: Label, topic: Topic) -> Linked | None:
    """`Här får Kalmar 69 i betygsindex`, below a heading: of what the heading names."""
    if "här" in label.lows[1:] and not topic.claimed and load_set("index names").issuperset({*label.lows} - {"här"}):
        index = " ".join(word for word in label.text.split(" ") if word.lower() != "här")
        return Linked(f"{topic.label}: {index}", (), label.base, whole=False, partly=True)  # `NKI har här minskat`
    if label.lows[:1] != ("här",) or topic.claimed or topic.told_of or topic.words:
        return None
    own = label.text.split(" ")[1:]
    while own and (is_finite(own[0]) or own[0] in PREPOSITIONS):
        own = own[1:]
    text = f"{topic.label}: {' '.join(own)}" if own else topic.label
    return Linked(text, (), label.base, whole=False, partly=True)


def _link_same_verb(label: Label, topic: Topic) -> Linked | None:
    """`använder metoden`, after `använder den standardiserade metoden AUDIT`: the same, in its verb and no more."""
    if len(label.lows) != _VERB_AND_THING or not is_finite(label.lows[0]) or label.lows[1] not in _THINGS:
        return None
    if not topic.label.lower().startswith(f"{label.lows[0]} "):
        return None
    return Linked(topic.label, topic.words, label.base or topic.base, whole=False, partly=True)


def _is_got(label: Label, at: int) -> bool:
    """`hade | insatsen i oktober`, `fick barn | insatsen`, `insatsen | beviljades`"""
    before, after = label.lows[:at], label.lows[at + 1 :]
    if not before:
        return _GETTING.issuperset(after)
    if after and not label.lows[at].startswith("insats"):
        return False  # `fick hjälpen i tid` tells something of its own
    return before[-1] in _GETTING or (before[-1] in nouns() and not _GETTING.isdisjoint(label.lows))


def _link_compound(label: Label, topic: Topic) -> Linked | None:
    """`Ersättningen är 62 kronor`, after `habiliteringsersättning betalas ut` -> habiliteringsersättning.

    And `Mora hade den lägsta ersättningen`, which only says how it stands to others. What it is for goes with it.
    """
    if not topic.claimed:
        # `Väntetiden har ökat`, after one `till särskilt boende`
        again = topic.told_of and len(label.lows) == 1 and _stem_of(label.lows[0]) != label.lows[0]
        if again and label.lows[0] in words_of(topic.label)[:-1]:
            return Linked(topic.label, (), label.base or topic.base, whole=False, partly=True)
        return None
    ranked = not load_set("ranking asides").isdisjoint(label.lows)
    thing = _drop_ranking(label.lows) if ranked else label.lows
    stem = _stem_of(thing[0]) if len(thing) == 1 else ""
    if len(stem) < _LONG or stem == thing[0]:
        return None
    words = words_of(topic.label)
    told = next((word for word in words if word.endswith((stem, thing[0])) and word not in (stem, thing[0])), None)
    if told == words[0] and words[1:2] and words[1] in PREPOSITIONS:
        told = topic.label
    return Linked(told, (), label.base or topic.base, whole=False, partly=True) if told else None


def _stem_of(noun: str) -> str:
    return noun.removesuffix("en").removesuffix("et")


def _drop_ranking(lows: Sequence[str]) -> Sequence[str]:
    """What is left of `hade den lägsta kostnaden` without how it stands to others."""
    aside = load_set("ranking asides")
    return [low for low in lows if is_content(low) and low not in aside and not is_finite(low)]


def _name_thing(told: str) -> str:
    """`antalet personer med personlig assistans` -> personlig assistans; not of `bostad med särskild service`."""
    words = told.split(" ")
    having = ((i, words[i - 1]) for i, word in enumerate(words) if i and word in ("med", "om"))
    at = next((i for i, who in having if who.startswith(_DECIDED) or is_people(who)), -1)
    thing = list(dropwhile(lambda word: is_finite(word) or not is_content(word), words[at + 1 :]))
    return " ".join(takewhile(lambda word: not is_finite(word), thing))


def _link_one_of_two(label: Label, topic: Topic) -> Linked | None:
    """`den förra har ökat, den senare har minskat`: the first and the second of the two things told."""
    named = label.lows[1:2] if label.lows[:1] in (("den",), ("de",), ("det",)) else ()
    which = _ONE_OF_TWO.get(named[0], -1) if named else -1
    if which < 0 or len(topic.parts) != len(set(OF_TWO.values())) or any(map(is_content, label.lows[2:])):
        return None
    text, words = topic.parts[which]
    return Linked(text, words, label.base or topic.base, whole=True, partly=True)


def _link_degree(label: Label, topic: Topic) -> Linked | None:
    """`92 procent är nöjda, varav 54 procent mycket nöjda`: how much they are"""
    own = label.lows[label.lows[:1] in (("varav",), ("däribland",)) :]
    if len(own) != _VERB_AND_THING or own[0] not in load_set("how far") | _MUCH or not topic.claimed:
        return None
    words = label.words[-_VERB_AND_THING:]
    again = words_of(topic.label)[-1:] == own[1:]
    return Linked(" ".join(own), words, label.base or topic.base, whole=False, partly=True) if again else None


def _link_how(label: Label, topic: Topic) -> Linked | None:
    """`31 procent gör det systematiskt`: what was said, and how or how often."""
    if label.lows[:2] not in DONE or not topic.label or not has_content(label.lows[2:]):
        return None
    words = label.words[2:]
    text = join_scope(topic.label, label.text.split(" ")[2:])
    added = words if text.startswith(topic.label) else ()  # not `på HVB-hem klarar målen`, after `i familjehem klarar`
    return Linked(text, topic.words + added if topic.words and added else (), label.base or topic.base, False, True)


def join_scope(what: str, scope: Sequence[str]) -> str:
    """`på särskilt boende besväras av ensamhet` and `i hemtjänsten` -> i hemtjänsten besväras av ensamhet."""
    about = what.find(" när det gäller ")
    if about > 0 and scope[0].lower() in LEADING and not any(map(is_finite, what[about:].split(" ")[4:])):
        return " ".join((what[:about], *scope))  # `är rädda när det gäller servicebostäder`, `för gruppbostäder`
    words = what.split(" ")
    if swap := swap_service(what.lower().split(" "), [word.lower() for word in scope]):
        begin, end, left_out = swap
        return " ".join((*words[:begin], *scope[left_out:], *words[end:]))
    verb = next((i for i, word in enumerate(words) if is_finite(word.lower())), 0)
    if verb and words[0] in LEADING and scope[0].lower() in LEADING:
        return " ".join((*scope, *words[verb:]))
    return " ".join((what, *scope))


def _link_some(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`bodde 392 800 personer, varav 133 600 var barn`, `fick 512 hushåll stöd, och 40 av dem hade barn`"""
    if topic.unit != "count" or not topic.claimed:
        return None
    of_them = any(f.quantity.kind in ("bare", "count") and opens_with_some(marks, f) for f in marks.figures)
    opened = label.lows[:1] in (("varav",), ("däribland",)) or label.lows[:2] == ("av", "vilka")
    if not (opened or of_them):
        return None
    own = [low for low in label.lows[opened:] if not is_finite(low)]
    shared = any(f.quantity.kind == "share" for f in marks.figures)
    whole = not shared and all(low in nouns() and nouns()[low].gender for low in own)  # `varav 74 var män`
    text = topic.label if whole else f"{topic.label}, {label.text}"
    return Linked(text, (), label.base or topic.base, whole=False, partly=True)


def _link_subject(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`Sommarkurserna ställdes in men erbjuds nu i 66 procent`: the second verb is of the first one's subject."""
    here = topic.words[:1] and topic.words[0] >= marks.first and not topic.claimed
    if not here or not label.words or not is_finite(label.lows[0]):
        return None
    if marks.low(label.words[0] - 1) not in ("men", "och"):
        return None
    subject = tuple(takewhile(lambda k: not is_finite(marks.word(k)), topic.words))
    if not has_content(marks.spell(subject)) or marks.word(subject[0]) in PREPOSITIONS:
        return None
    filled = write_label(marks, subject + label.words)
    return Linked(filled.text, filled.words, label.base or topic.base, whole=False, partly=True)


def _put_scope(what: str, scope: Sequence[str]) -> str:
    """`använder synpunkter i hemtjänsten`, and `inom boendena` -> använder synpunkter inom boendena."""
    words = what.split(" ")
    led = (i for i, word in enumerate(words) if i > 1 and word in _WHERE and scope[0] in _WHERE)
    return " ".join((*words[: next(led, len(words))], *scope))


def _link_pronoun(label: Label, topic: Topic) -> Linked | None:
    """`De är skriftliga i 49 procent`, `88 procent ger det i form av samtal`: the thing behind a colon."""
    lows = label.lows
    if len(lows) < 2 or not (lows[0] in ("den", "de") or lows[1] in _PRONOUNS) or not has_content(lows[2:]):
        return None
    subject = lows[0] in ("den", "de") and lows[1] in load_set("linking verbs") | _TELLING
    led = topic.unit in ("", "percent") and lows[2:3] != () and lows[2] in PREPOSITIONS
    if subject:
        text = label.text.split(" ", 1)[1]
    elif is_finite(lows[0]) and lows[1] in _PRONOUNS and led and topic.label.startswith(f"{lows[0]} "):
        return Linked(_put_scope(topic.label, label.text.split(" ")[2:]), (), label.base or topic.base, False, True)
    elif is_finite(lows[0]) and lows[1] in _PRONOUNS and led:
        text = label.text
    else:
        return None
    return Linked(f"{text}: {topic.label}", (), label.base or topic.base, whole=False, partly=True)


def _link_pointing_noun(marks: Marks, label: Label, topic: Topic) -> Linked | None:
    """`Metoden finns i 12 procent`, `dödligheten var 8 procent`: a noun that says nothing alone, and of what it is."""
    said = [low for low in label.lows if is_content(low) and not is_finite(low)]
    if len(said) != 1 or said[0] not in load_set("pointing nouns"):
        return None
    talk = (
        topic.words and topic.words[0] < marks.first and len(topic.label) < _LONGEST_TALK and label.lows[0] in _THINGS
    )
    if not (topic.claimed or talk):
        return None
    told, stem = words_of(topic.label), said[0][:-2][:_LONG]
    if len(told) < _VERB_AND_THING or any(stem in word for word in told):
        return None
    alike = any(f.quantity.unit == topic.unit for f in marks.figures)
    if alike and said[0] in _THINGS and all(_BEING & {*lows} for lows in (label.lows, told)):
        return Linked(topic.label, topic.words, label.base or topic.base, whole=True, partly=True)
    return Linked(f"{label.text}: {topic.label}", (), label.base or topic.base, whole=alike, partly=True)
