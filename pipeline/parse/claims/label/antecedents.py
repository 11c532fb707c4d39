"""What `en sådan rutin` points back to: the nearest earlier phrase that begins with the same noun.

"har en sådan överenskommelse" -> har överenskommelser med hyresvärdar, as an earlier sentence called it
"""

from __future__ import annotations

from pipeline.parse.claims.label.labels import Label, write_label
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.sentence.content import Words
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_set, load_words
from pipeline.parse.verbs import is_finite

# `överenskommelse` and `överenskommelser` share at least so much, and all but so much of the longer.
_STEM_LEAST, _STEM_REST = 4, 3
# A longer noun says by itself what is meant.
_COMMON = 10
SUCH = load_set("such words")
# `en sådan | utarbetad | plan`
_MADE = ("ad", "erad", "ade")
_DESCRIBING = ("ad", "erad", "ade", "lig", "liga", "ligt", "ande", "ende", "ig", "isk", "iska")
_PLAIN = frozenset({"öppen", "öppna", "särskild", "särskilda"})
# What is told of again by its kind alone, and what may stand beside it.
_KINDS = frozenset({"rutin", "rutiner", "plan", "planer", "överenskommelse", "överenskommelser"})
_BESIDE = frozenset(
    "har hade saknar finns saknas en ett aktuell aktuella skriftlig skriftliga beslutad beslutade".split()
)
_END_OF_PHRASE = load_set("phrase ends")


def expand_such(marks: Marks, label: Label, topic: Topic) -> Label | None:
    """`har en sådan överenskommelse` -> har överenskommelser med hyresvärdar, as an earlier sentence called it.

    Of a phrase that the topic's label holds only its words are taken: not `rutin som finns i 40 procent`. What the
    label says itself behind the noun (`motsvarande plan för hemtjänst`) goes in the place of what was said so before.
    """
    for i, low in enumerate(marks.spell(label.words[:-1])):
        if low not in SUCH and not (low == "motsvarande" and i and is_finite(marks.word(label.words[i - 1]))):
            continue
        named = i + 1 + (marks.word(label.words[i + 1]).endswith(_MADE) and len(label.words) > i + 2)
        noun, own = marks.word(label.words[named]), label.words[named + 1 :]
        found = _find_phrase(marks, noun, label.words[i], marks.word(own[0]) if own else "")
        if found is None and low not in SUCH:
            return None
        if found is None and _names_itself(noun):  # `finns en sådan | ledningsgrupp`, after `ska ledas av en grupp`
            return write_label(marks, label.words[:i] + label.words[i + 1 :])
        if found is None:
            return None
        if found[0] in topic.words:
            found = tuple(at for at in found if at in topic.words)
        start = i - 1 if i and marks.word(label.words[i - 1]) in ("en", "ett", "någon") else i
        return write_label(marks, label.words[:start] + found + own)
    return None


def expand_bare(marks: Marks, label: Label) -> Label | None:
    """`Allt fler har en rutin för våld. I år uppger 82 procent att de har en aktuell | rutin |`: the one just told of.

    Only the bare noun, with no more than its adjectives before and a verb behind it.
    """
    lows = [marks.word(k) for k in label.words]
    at = next((i for i, low in enumerate(lows) if low in _KINDS), None)
    if at is None or not _BESIDE.issuperset(lows[:at] + lows[at + 1 :]):
        return None
    found = _find_phrase(marks, lows[at], marks.first, "") or ()
    noun = next((i for i, k in enumerate(found) if marks.word(k).startswith(lows[at][:_STEM_LEAST])), None)
    if noun is None or not any(marks.word(k) in PREPOSITIONS for k in found[noun + 1 : noun + 2]):
        return None
    return write_label(marks, label.words[: at + 1] + found[noun + 1 :] + label.words[at + 1 :])


def _names_itself(noun: str) -> bool:
    """Whether a noun is too long to be of a kind; `undersökning` and `överenskommelse` are of one."""
    kinds = load_set("surveys") | load_words("stand_ins.csv", "word")
    return len(noun) > _COMMON and kinds.isdisjoint((noun, f"{noun}n", f"{noun}en"))


def _find_phrase(marks: Marks, noun: str, before: int, goes_on: str) -> Words | None:
    """The nearest earlier phrase that begins with this noun in any form, to the end of its clause.

    In the same sentence only one that goes on with the same word: `stöd riktat till A och sådant stöd riktat till B`.
    """
    stem = noun[: max(_STEM_LEAST, len(noun) - _STEM_REST)]
    for k in range(before - 1, -1, -1):
        word = marks.word(k)
        if not word.startswith(stem) and not (len(noun) >= _STEM_LEAST and word.endswith(noun)):
            continue
        if k >= marks.first and (not goes_on or marks.word(k + 1) != goes_on):
            continue
        end = k + 1
        begin = k
        while begin and (marks.word(begin - 1).endswith(_DESCRIBING) or marks.word(begin - 1) in _PLAIN):
            begin -= 1  # `avancerad | vård i hemmet`
        begin -= marks.word(begin - 1) in ("en", "ett") and begin > 0
        opened = False
        while end < before and marks.word(end) not in _END_OF_PHRASE and not _ends_clause(marks, end):
            if is_finite(marks.word(end)) and not opened:
                break  # `en plan för att förebygga hot | kan minska risken`
            opened = (opened and not is_finite(marks.word(end))) or marks.word(end) in load_set("subordinators")
            end += 1
        again = [at for at in range(k + 1, end) if marks.word(at) == goes_on] if goes_on else []
        return tuple(range(begin, again[-1] if again else end))
    return None


def _ends_clause(marks: Marks, at: int) -> bool:
    return marks.word(at) in ("finns", "är", "har", "har", "används", "erbjuds") or marks.word(at) == ","
