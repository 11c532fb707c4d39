"""Labels of figures that hold for women and for men, or for one of them in a sentence about both.

"kvinnor respektive till våldsutövande män", row of women -> kvinnor
"Kvinnor erbjuds stöd i 22 procent av kommunerna och män i 23", row of men -> män erbjuds stöd
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from pipeline.model import Gender
from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.label.labels import Label, write_label
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import LEADING, PHRASE_ENDS, Words, has_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks, within
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

_PAIRS = {
    "kvinnor": "män",
    "kvinnorna": "männen",
    "kvinnors": "mäns",
    "kvinnornas": "männens",
    "flickor": "pojkar",
    "flickorna": "pojkarna",
    "flickors": "pojkars",
    "flickornas": "pojkarnas",
    "tjejer": "killar",
    "tjejerna": "killarna",
    "kvinnliga": "manliga",
    "mammor": "pappor",
    "mammorna": "papporna",
}
_OTHER = _PAIRS | {men: women for women, men in _PAIRS.items()}
_JOINERS = frozenset({"respektive", "och", "eller", "samt", "resp"})
# `respektive till våldsutövande män`: so much may stand between the joining word and the second gender.
_REACH = 3
_CONSISTS = frozenset({"består", "bestod", "utgörs", "utgjordes"})
# `en av tre personer i hemlöshet är kvinna`
_PREDICATE = 12


def turn_label(marks: Marks, label: Label, gender: Gender, genders: Mapping[int, Gender], *, told: bool = False) -> str:
    """The label as it is of this gender; as it stands when it names none, or for figures of all.

    `told` when it is that of a figure of one gender, told before.
    """
    named = {k: genders[k] for k in label.words if k in genders} if genders else {}
    if not named or gender == "T":
        return _name_both(marks, label, tuple(named)) if told else label.text
    words = _drop_second(marks, label.words, named)
    words = _drop_measure(marks, words, named)
    turned = {k: _OTHER[marks.word(k)] for k in words if named.get(k, gender) != gender and marks.word(k) in _OTHER}
    return write_label(marks, words, turned).text if turned or words != label.words else label.text


def drop_gender(marks: Marks, label: Label) -> Label:
    """`kvinnor använder cykelhjälm` -> använder cykelhjälm; not `kvinnor med oro`, who are what is counted."""
    if label.words[0] not in marks.all_genders or marks.word(label.words[0]).endswith("s"):
        return label
    paired = len(label.words) > 2 and label.words[2] in marks.all_genders and marks.word(label.words[1]) in _JOINERS
    words = label.words[3 if paired else 1 :]  # `kvinnor och män | är nöjda`
    rest = [low for low in marks.spell(words) if low.isalpha()]
    told = any(map(is_finite, rest)) and (is_finite(rest[0]) or rest[0] in LEADING) and has_content(rest)
    told = told or not load_set("feeling words").isdisjoint(rest[:1])  # `Männen är mindre nöjda än i fjol`
    return write_label(marks, words) if told else label


def _name_both(marks: Marks, label: Label, named: Words) -> str:
    """`erbjuder stöd till män`, of a change of all -> erbjuder stöd till kvinnor och män."""
    word = marks.word(named[0]) if len(named) == 1 else ""
    two = (word, _OTHER.get(word, "")) if word in _PAIRS else (_OTHER.get(word, ""), word)
    both = {k: " och ".join(two) for k in named if word in _OTHER}
    return write_label(marks, label.words, both).text if both else label.text


def turn_text(text: str, gender: Gender) -> str:
    """`erbjuder kvinnor: budgetrådgivning`, of a figure of men -> erbjuder män: what stands before a colon is whose."""
    first, _, rest = text.partition(" ")
    if first in _OTHER and first.endswith("s") and (first in _PAIRS) != (gender == "K"):  # told of the other
        return rest if gender == "T" else f"{_OTHER[first]} {rest}"
    own, colon, told = text.partition(": ")
    turned = (turn_base(word, gender) or word for word in own.split(" "))
    return " ".join(turned) + colon + told if colon else text


def turn_base(base: str, gender: Gender) -> str:
    """`flickor i årskurs 8`, of a figure of boys -> pojkar i årskurs 8; of one of all nothing is left of it."""
    whom, _, rest = base.partition(" ")
    noun = nouns().get(whom)
    if noun is None or noun.gender in (None, gender):
        return base
    other = _OTHER.get(whom, "") if gender != "T" else ""
    return f"{other} {rest}".rstrip() if other else ""


def _drop_second(marks: Marks, words: Words, named: dict[int, Gender]) -> Words:
    """Without the second of two that stand side by side: `kvinnor respektive män`."""
    kept = list(words)
    for i, k in enumerate(words):
        if k not in named:
            continue
        for j in range(i + 1, min(i + 2 + _REACH, len(words))):
            other = words[j]
            if other in named and named[other] != named[k] and _side_by_side(marks, words[i + 1 : j]):
                return tuple(kept[: i + 1] + kept[j + 1 :])
    return words


def _drop_measure(marks: Marks, words: Words, named: dict[int, Gender]) -> Words:
    """Without those whom the others are compared with: `mindre nöjda | än yngre män`."""
    for i, k in enumerate(words):
        if marks.word(k) != "än":
            continue
        end = next((j for j in range(i + 1, min(i + 1 + _REACH, len(words))) if words[j] in named), None)
        if end is not None and all(low.endswith(("a", "e")) for low in marks.spell(words[i + 1 : end])):
            return words[:i] + words[end + 1 :]
    return words


def _side_by_side(marks: Marks, between: Words) -> bool:
    lows = marks.spell(between)
    return bool(lows) and lows[0] in _JOINERS and all(w in PREPOSITIONS or w.endswith(("e", "a")) for w in lows[1:])


# Passives whose `av` tells who did it.
_DONE_BY = frozenset({"görs", "gjordes", "lämnades", "lämnas", "söktes", "utförs", "utfördes", "begicks", "leds"})
# `ensamstående män`, `utrikes födda kvinnor`
_DESCRIBING = ("ende", "ande", "a", "ensamma")
# `Ensamstående män utgör`, `Kvinnor står för`
_MAKING_UP = frozenset(
    {"utgör", "utgjorde", "står", "stod", "svarar", "svarade", "gör", "gjorde", "får", "fick", "tar", "tog", "begår"}
)
# `(unga) ensamstående | män | utgör`
_SUBJECT = 2
# `andelen kvinnor | bland cheferna i hemtjänsten`
_GROUP = 6
# What tells which of them the share is: `andelen kvinnor | som röker`, `| nöjda`, `| över 80 år`.
_NARROWING = frozenset({"som", "med", "utan", "där", "vars", "över", "under", "mellan", "nöjda", "trygga"})
_DONE = ("ande", "ade", "ta", "da", "iga")
# `Två av tre ansökningar kom från män`
_LEADS_TO = frozenset({"är", "var", "från"})


def is_share_of_gender(reader: PartReader, figure: Figure) -> bool:
    """`Av dessa var 54 procent kvinnor`: the share is that of women among them, not one of women."""
    after, marks = figure.quantity.last, reader.marks
    if not marks.genders or figure.quantity.kind in ("bare", "count"):
        return False  # `skadades 87 personer, varav 74 var män`: so many men
    if reader.number and _gives(reader):
        return False
    here = within(marks.genders, reader.clause.first, figure.at)
    if any(marks.low(g.first).endswith("s") and marks.lows(g.last, g.last + 2) == ["andel", "av"] for g in here):
        return True  # `Kvinnors andel av besöken har vuxit till 71 procent`
    if _tells_part(reader, figure) or _tells_share(reader, figure):
        return True
    linked = marks.low(figure.first - 1) in ("är", "var")  # `är 64 procent av lärarna kvinnor`
    if (figure.base is None or linked) and _names_next(marks, figure.last):
        return True
    if marks.low(after) == "av" and any(low in _CONSISTS for low in marks.lows(reader.clause.first, figure.at)):
        return _names_next(marks, after + 1)  # `Personalen består till 81 procent av (unga) kvinnor`
    if marks.low(after) == "av" and marks.low(after + 1) in ("kvinnor", "män") and figure.before in _DONE_BY:
        return True  # `Av ansökningarna gjordes 62 procent av kvinnor`
    here = within(marks.genders, after, after + _PREDICATE)  # `En av tre hemlösa är kvinna.`
    told = [g for g in here if _leads_to(marks, g.first) and marks.low(g.last) in PHRASE_ENDS]
    others = {f.at for f in marks.figures}
    return any("när" not in marks.lows(after, g.first) and others.isdisjoint(range(after, g.first)) for g in told)


def _tells_part(reader: PartReader, figure: Figure) -> bool:
    """`Ensamstående män utgör 41 procent av hushållen`, `Kvinnor står för 54 procent av besöken`"""
    marks, first = reader.marks, reader.part.before[0]
    at = figure.first - 1 - (marks.low(figure.first - 1) == "för")
    led = marks.low(at + 1) == "för"
    if marks.low(at) not in _MAKING_UP or not (led or marks.low(figure.quantity.last) == "av"):
        return False
    return any(g.first - first <= _SUBJECT for g in within(marks.genders, first, at))


def _tells_share(reader: PartReader, figure: Figure) -> bool:
    """`Andelen kvinnor bland cheferna är 62 procent`, `andelen kvinnliga chefer`; not `andelen kvinnor som röker`"""
    marks, (first, last) = reader.marks, reader.part.before
    shares = (k for k in range(first, last) if marks.low(k) in ("andelen", "andel"))
    at = next(shares, last)
    at = at + 1 + marks.low(at + 1).endswith(_DESCRIBING[:2])
    if at >= last or not any(g.first == at for g in marks.genders):
        return False
    rest = list(takewhile(lambda low: not is_finite(low), marks.lows(at + 1, figure.first)))
    if marks.low(at + 1 + len(rest)) not in load_set("linking verbs"):
        return False  # `En större andel kvinnor (34 procent) än män (29 procent) har`
    return len(rest) <= _GROUP and all(low not in _NARROWING and not low.endswith(_DONE) for low in rest)


def _names_next(marks: Marks, at: int) -> bool:
    """`38 procent | kvinnor`, `till 41 procent av | ensamstående män`"""
    at += marks.low(at).endswith(_DESCRIBING)
    return any(g.first == at for g in marks.genders)


def _leads_to(marks: Marks, at: int) -> bool:
    """`av hushållen var | män`, `av hushållen var ensamstående | män`"""
    at -= marks.low(at - 1).endswith(_DESCRIBING)
    return marks.low(at - 1) in _LEADS_TO


def _gives(reader: PartReader) -> bool:
    """`80 procent erbjuder kvinnor det och | 74 procent män`: to whom, as in the first part."""
    given = within(reader.marks.genders, *reader.parts[0].after)
    return any(is_finite(reader.marks.low(g.first - 1)) for g in given)
