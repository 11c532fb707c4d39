"""Labels of response rates: the survey and that it was answered, not how or when it was sent.

"Enkäten, som skickades i januari, besvarades av 88 procent"     enkäten besvarades
"svarsfrekvensen var som vanligt hög"                            svarsfrekvensen
"""

from __future__ import annotations

from pipeline.parse.claims.label.labels import Label, write_label
from pipeline.parse.claims.sentence.content import Words, is_content
from pipeline.parse.claims.sentence.marks import Marks
from pipeline.parse.memory import remember
from pipeline.parse.verbs import is_finite

_RATES = ("svarsfrekvens", "svarsandel")
_SURVEYS = ("enkät", "undersökning")
_ANSWERED = frozenset({"besvarades", "besvarats", "besvarade", "besvarat", "svarade", "svarat"})
_CALLS = ("samtal", "telefon", "e-post", "mejl", "brev")
_PASSIVE = frozenset({"besvarades", "besvarats"})
_OF_WHOM = frozenset({"för", "bland", "i", "på", "hos", "inom"})
_OF_SOME = frozenset({"som", "dem", "de", "har"})


def cut_survey(marks: Marks, label: Label) -> Label:
    """The label of a response rate without what else is told of the survey; any other as it is."""
    rate = next((i for i, rates in enumerate(map(_is_rate, label.lows)) if rates), None)
    if rate is not None and marks.low(label.words[rate] + 1) == ":" and any(map(is_finite, label.lows[rate + 1 :])):
        return _cut(marks, label, label.words[rate + 1 :])  # `Svarsfrekvens: 90 procent besvarade enkäten`
    if rate is not None:
        return _cut(marks, label, _end_of_rate(label, rate))
    if _ANSWERED.isdisjoint(label.lows) or "att" in label.lows or accounts_for(marks):
        return label
    told = next(i for i, low in enumerate(label.lows) if low in _ANSWERED)
    if any(low.startswith(_CALLS) for low in label.lows[:told]):
        return label  # `samtal som besvarades samma dag`
    if any(map(is_finite, label.lows[told + 1 :])):
        return label
    return _cut(marks, label, _find_answered(label, told))


def accounts_for(marks: Marks) -> bool:
    """`Primärvården svarade för 17 procent av kostnaden`: no answer to a survey."""
    return any(f.before == "för" and not _ANSWERED.isdisjoint(marks.lows(f.at - 3, f.at)) for f in marks.figures)


@remember
def _is_rate(low: str) -> bool:
    return low.startswith(_RATES)


def _cut(marks: Marks, label: Label, words: Words) -> Label:
    return label if words == label.words else write_label(marks, words)


def _end_of_rate(label: Label, at: int) -> Words:
    """`svarsfrekvensen för delenkäten om våld`; all but the word itself goes from `svarsfrekvensen var som vanligt`."""
    for i in range(at + 1, len(label.lows)):
        if label.lows[i] in _OF_WHOM or label.lows[i] in _ANSWERED:
            return label.words[at : at + 1] + label.words[i:]
        if is_content(label.lows[i]) and not is_finite(label.lows[i]):
            break
    return label.words[at : at + 1]


def _find_answered(label: Label, at: int) -> Words:
    """What was answered, where the sentence names it before its verb; else the verb and what follows to the comma."""
    lows, words = label.lows, label.words
    if lows[at] not in _PASSIVE:
        if lows[at - 1 : at] and lows[at - 1] in _OF_SOME:
            return words  # `av dem som svarade är 80 procent nöjda`
        end = next((i for i in range(at, len(lows)) if lows[i] == ","), len(lows))
        alone = at + 1 == len(lows) or any(low.startswith(_SURVEYS) for low in lows[at:end])
        return words[at:end] if alone else words
    named = [i for i in range(at) if any(part in lows[i] for part in _SURVEYS)]
    if not named:
        return words
    first = named[-1] if "," not in lows[named[0] : at] else named[0]
    verb = next((i for i in range(first + 1, at) if is_finite(lows[i]) or lows[i] == ","), at)
    return words[first : verb - (lows[verb - 1] == "som")] + words[at : at + 1]
