"""What a part of a clause tells of: its label made whole by what was said before, its base and its evidence."""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.groups import Group
from pipeline.parse.claims.label.answering import cut_survey
from pipeline.parse.claims.label.antecedents import SUCH
from pipeline.parse.claims.label.echoes import DOES, lacks_it
from pipeline.parse.claims.label.gendering import is_share_of_gender
from pipeline.parse.claims.label.labels import Label, write_label
from pipeline.parse.claims.label.linking import link_label, name_others
from pipeline.parse.claims.label.standins import Linked
from pipeline.parse.claims.label.topics import Topic, affirm, write_evidence
from pipeline.parse.claims.levels import Told, name_rate, negation_of
from pipeline.parse.claims.scenes import Scene
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import LEADING, is_content
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.claims.traits import find_place
from pipeline.parse.phrases import load_phrases, load_set, words_of
from pipeline.parse.verbs import is_finite
from pipeline.records import replace

_PLANNING = load_set("plan verbs") | {"göra"}
_RELATIVE = frozenset({"vilket", "något"})
_HAVING = frozenset({"har", "hade", "finns", "fanns"})
_WHICH = frozenset({"som", "vars", "med", "utan"})
_STANDS_IN = frozenset({"det", "detta", "sådan", "sådant", "sådana", "dem", "en", "ett"})
# So much of `meritpoäng` and `meritvärde`, `betygspoäng` and `betyg` agrees.
_STEM = 5
_AMOUNTING = load_set("verbs of amounting") | {"innebär", "innebar", "blir", "blev", "betyder"}
_OF_ANYTHING = ("per ", "fall ", "vårdtillfällen ", "recept ", "ärenden ", "anmälningar ", "händelser ", "insatser ")
_COMMON = ("vanlig", "ovanlig")
# `Av de kvinnor som kallades till mammografi deltog 82 procent`: in what, those who are counted tell.
_TAKING_PART = (("deltog",), ("deltar",), ("kom",), ("fullföljde",), ("avbröt",))
# `Av dem som vårdades för hjärtinfarkt dog 12 procent inom 28 dagar`: of what, likewise.
_FATES = frozenset({"avled", "avlider", "dog", "dör", "överlevde", "överlever"})


def tell_part(scene: Scene, reader: PartReader, topic: Topic, since: int | None) -> tuple[Told, Topic]:
    """The label and evidence of a part, and the topic as far as it is known by then."""
    marks = scene.marks
    label = cut_survey(marks, write_label(marks, reader.part.words))
    if (rate := _find_rate(reader)) and all(is_finite(low) or not is_content(low) for low in label.lows):
        # `I genomsnitt går det 5,1 barn per heltidstjänst.`
        # `Vården minskar. Den var 12 per 1 000 invånare`, `Antalet stölder är 212. Det är 11 per 1 000 invånare`
        begun = topic.claimed and (not topic.unit or (topic.unit == "count" and rate.startswith("per ")))
        known = topic.claimed or topic.told_of
        begun = begun or (known and _amounts(reader) and topic.unit == "count" and not topic.label.startswith("antal"))
        named = _name_told_rate(_name_own_rate(reader, rate), rate, topic)
        label = Label("", (), ()) if begun or _goes_on_per(rate, topic.unit) else Label(named, (named,), ())
    if not label.says and (measure := _find_measure(reader, topic)):
        label = Label(measure, (measure,), ())
    if reader.part.compares:
        behind = {f.last for f in reader.part.figures}
        elsewhere = any(k in behind and marks.word(k) in LEADING for k in label.words)  # `, mot 28 procent på HVB-hem`
        if elsewhere or any(g.first in range(*reader.part.after) for g in scene.groups):
            label = _drop_scope(marks, label)
    group = scene.group_of(reader)
    linked = _link(reader, label, topic, group)
    if (not linked.partly or linked.whole) and any(is_share_of_gender(reader, f) for f in reader.part.figures):
        of_them = group.population or (topic.label if _points_to_them(reader) else "")
        text = f"{label.text}: {of_them}" if of_them else label.text
        linked = Linked(text, () if of_them else label.words, "", whole=False, partly=True)  # of no rate told before
    if others := reader.others:
        linked = replace(linked, text=name_others(linked.text, others), words=())
    linked = _tell_of_group(linked, label, group)
    evidence = write_evidence(marks, topic, needs_topic=linked.partly)
    lows = marks.spell(reader.part.words)
    does = topic.negated and linked.text == topic.label and _does(reader, label, lows)
    if does:
        linked = replace(linked, text=affirm(linked.text), words=())
    negated = negation_of(reader, whole=linked.whole and not does) or (linked.whole and lacks_it(label))
    negated = negated or (topic.negated and not does and _keeps_denial(linked, label))
    base = group.base or (topic.base if linked.whole else "")
    told = Told(linked, evidence, since, base, negated, group.population)
    whole = topic.core or topic.label
    core = whole if whole and linked.text.startswith(f"{whole} ") else ""  # `har en plan | i kommunal regi`
    left = topic._replace(
        label=linked.text,
        core=core,
        words=linked.words,
        base=linked.base or base,
        negated=negated,
    )
    return told, left


def _tell_of_group(linked: Linked, own: Label, group: Group) -> Linked:
    """What the part tells, of the group that it names."""
    if not linked.text and group.population:
        linked = replace(linked, text=group.population)  # `Bland elever som går i fritidshem är andelen 34 procent`
    elif group.population and (own.lows in _TAKING_PART or not _FATES.isdisjoint(own.lows[:1])):
        linked = replace(linked, text=f"{linked.text}: {group.population.rstrip(' 0123456789')}", words=())
    if not group.base:
        return linked
    if linked.whole and (verb := _find_verb(linked.text, group.base)):
        linked = replace(linked, text=linked.text[verb:], words=())
    return replace(linked, base=group.base)  # `Bland tolvåringarna är andelen 64 procent`


def _find_verb(label: str, base: str) -> int:
    """Where `når målen` begins in `elever vars föräldrar har läst vidare når målen`, of other pupils; 0 elsewhere."""
    words = label.split(" ")
    noun = nouns().get(words[0].lower())
    if noun is None or noun.base != base or words[1:2] == [] or words[1] not in LEADING | _WHICH:
        return 0
    verbs = [n for n, word in enumerate(words) if is_finite(word)]
    at = verbs[1:2] if words[1] in ("som", "vars") else verbs[:1]
    return len(" ".join(words[: at[0]])) + 1 if at else 0


def _keeps_denial(linked: Linked, own: Label) -> bool:
    """`71 procent är aldrig rädda i hemmet. I daglig verksamhet är andelen 80`: words told before, denial and all."""
    denials = load_phrases("negation_words.csv", "adverb", "pronoun", "verb")
    return not linked.whole and any(denials.starting(low) and low not in own.lows for low in linked.text.split(" "))


def _does(reader: PartReader, label: Label, lows: list[str]) -> bool:
    """`83 procent följer inte upp. Bara 17 procent gör det`, `I Norrland har 60 procent en (sådan) plan`.

    `En sådan rutin är vanligast i storstäder`: how common the thing is, and not its want. `Orsa saknar en plan, vilket
    64 procent av kommunerna har`: the thing too.
    """
    if any(pair in DOES for pair in pairwise(lows)) or _tells_how_common(reader):
        return True
    has = not _HAVING.isdisjoint(lows) and (
        label.says
        or not SUCH.isdisjoint(lows)
        or [*filter(str.isalpha, lows)][-1] in ("en", "ett")
        or not _RELATIVE.isdisjoint(reader.marks.lows(reader.clause.first, reader.clause.first + 2))
    )
    return has and not negation_of(reader, whole=False)


def _tells_how_common(reader: PartReader) -> bool:
    clause = reader.marks.lows(reader.clause.first, reader.clause.last)
    wants = "det" in clause or any(low.startswith("sakna") for low in clause)  # `Det är vanligast i Nybro`
    return not wants and any(low.startswith(_COMMON) for low in clause)


def _find_rate(reader: PartReader) -> str:
    """What the part is a rate of; `fall per 100 000 invånare` are those of the first part."""
    if "rate" not in [f.quantity.kind for f in reader.part.figures]:
        return ""
    rates = [f.quantity.unit for p in (reader.part, *reader.parts) for f in p.figures if f.quantity.kind == "rate"]
    return next((rate for rate in rates if not rate.startswith("fall ")), rates[0])


def _find_measure(reader: PartReader, topic: Topic) -> str:
    """`Flickorna hade i genomsnitt 241 meritpoäng`: the unit says what of, unless that was told in more words.

    And `Kommunen gick från NKI 68 till 70`, unless it points to what was told: `Det gick från NKI 68 till 70`.
    """
    quantities = [f.quantity for part in reader.parts for f in part.figures]
    if index := next((q.unit_printed for q in quantities if q.kind == "bare" and q.unit == "index"), ""):
        said = reader.marks.lows(reader.clause.first, reader.clause.last)
        return index if load_set("pronouns of a figure").isdisjoint(said) else ""
    units = (q.unit_printed for q in quantities if q.kind == "score")
    measure = next((unit for unit in units if unit in load_set("units that name")), "")
    return "" if measure and measure[:_STEM] in topic.label.lower() else measure


def _name_own_rate(reader: PartReader, rate: str) -> str:
    """`grova våldsbrott per 1 000 invånare`, `fallskador per 1 000 invånare bland äldre`

    And of what is compared with them: `61 fallskador per 1 000 invånare, mot 54 per 1 000 invånare i riket`.
    """
    figures = [f for part in (reader.part, *reader.parts) for f in part.figures]
    if rate.startswith("per ") and reader.part.compares:
        rate = next((f.quantity.unit for f in figures if f.quantity.unit.endswith(f" {rate}")), rate)
    alike = [f for f in figures if f.quantity.unit == rate]
    printed = next((f.quantity.unit_printed for f in alike if f.quantity.unit_printed), rate)
    among = next((f.base.base for f in alike if f.base and reader.marks.low(f.quantity.last) == "bland"), "")
    return f"{name_rate(printed, rate)} bland {among}" if among else name_rate(printed, rate)


def _name_told_rate(named: str, rate: str, topic: Topic) -> str:
    """`Den undvikbara slutenvården minskar. 2018 registrerades 1 020 vårdtillfällen per 100 000 invånare`: of what."""
    thing = topic.words and not topic.claimed and not any(map(is_finite, words_of(topic.label)))
    if not thing or not rate.startswith(_OF_ANYTHING):
        return named
    return topic.label if rate.startswith("per ") else f"{topic.label}: {named}"


def _goes_on_per(rate: str, told: str) -> bool:
    """`I riket var det 401 fall per 100 000 invånare`, after so many `per 100 000 invånare`"""
    return told.endswith(rate.removeprefix("fall ")) if rate.startswith(("fall ", "per ")) else told == rate


def _amounts(reader: PartReader) -> bool:
    """`Det motsvarar 12 döda per 100 000 invånare`, `I relation till befolkningen blir det 11 boende per 1 000`"""
    lows = reader.marks.lows(reader.clause.first, reader.part.figures[0].first)
    pairs = {(one, two) for one, two in pairwise(lows) if "det" in (one, two)}
    return any(not _AMOUNTING.isdisjoint(pair) for pair in pairs)


def _link(reader: PartReader, label: Label, topic: Topic, group: Group) -> Linked:
    """The label made whole by what is counted, or by what was said before."""
    if not label.says and (own := _name_own(reader, group)):
        return Linked(own, (), "", whole=False, partly=False)
    several = len(reader.parts) > 1 and len(reader.parts) == len(topic.parts) and not _has_own_place(reader)
    return link_label(reader.marks, label, topic, reader.number if several else -1)


def _name_own(reader: PartReader, group: Group) -> str:
    """What is counted, where the clause says no more, and nothing of what was told before.

    `Av de 900 personer som har stöd är 500 män`, `har i genomsnitt 4,1 handläggare`
    """
    if any(f.whole >= 0 and f.base for f in reader.part.figures):
        return group.population
    first = next(iter(reader.parts[0].figures), None)
    if first is None or first.base is None or first.quantity.kind != "bare":
        return ""
    mean = first.quantity.value != first.quantity.value.to_integral()
    return first.base.base if mean and not reader.topic.unit.startswith(first.base.base) else ""


def _drop_scope(marks: Marks, label: Label) -> Label:
    """`i särskilt boende besväras av ensamhet`, compared with those `som har hemtjänst`: where holds for the first."""
    verb = next((i for i, low in enumerate(label.lows) if is_finite(low)), 0)
    return write_label(marks, label.words[verb:]) if label.lows[:1] and label.lows[0] in LEADING and verb else label


def _has_own_place(reader: PartReader) -> bool:
    """`Högst är Lund med 97 procent och lägst Vara med 58`: not of the two parts of what was said before."""
    return find_place(reader.marks, (reader.part.before, reader.part.after)) is not None


def plans_it(reader: PartReader) -> bool:
    """`och ytterligare 8 procent planerar att göra det`, `planerar att införa sådana`"""
    lows = reader.marks.spell(reader.part.words)
    if _PLANNING.isdisjoint(lows):
        return False
    lows = [low for low in lows if low.isalpha()]
    who = lows.index("som", 1) if "som" in lows[1:] else len(lows)  # not `för alla som vill ha en`
    plans = not load_set("plan verbs").isdisjoint(lows[:who])
    does = any(pair == ("göra", "det") for pair in pairwise(lows))
    return lows[-2:] == ["göra", "det"] or (plans and does) or (plans and lows[-1] in _STANDS_IN)


def tell_plan(reader: PartReader, told: Told, topic: Topic, what: str) -> Told:
    what = affirm(what) if topic.negated else what
    own = write_label(reader.marks, reader.part.words).text
    text = f"{own}: {what}" if what else own
    return replace(told, linked=replace(told.linked, text=text, words=()))


def _points_to_them(reader: PartReader) -> bool:
    return not {"dem", "dessa"}.isdisjoint(reader.marks.lows(*reader.part.before))
