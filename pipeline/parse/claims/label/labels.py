"""The label of what is measured: a sentence without its figures, years, places and the telling.

"I 61 procent av kommunerna används en strukturerad mall"     -> används en strukturerad mall
"Andelen kommuner som har en sådan rutin har stigit till 40"  -> har en sådan rutin    (base kommuner)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.parse.claims.label.masks import HOW_MANY
from pipeline.parse.claims.label.predicates import drop_predicate, put_subject_first
from pipeline.parse.claims.label.telling import drop_telling
from pipeline.parse.claims.sentence.bases import nouns, read_base
from pipeline.parse.claims.sentence.content import Words, has_content, is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import Phrases, load_phrases, load_set
from pipeline.parse.records import record
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite

# Longer ones are cut at a word: a label names a thing, and a sentence of this length tells a story.
MAX_LABEL = 240

# Words of content under which a label leans on what was said before.
_THIN = 3

_SHARE_WORDS = load_set("share words")
_SUBJECTS = _SHARE_WORDS | load_set("figure words")
_LINKS = load_set("linking verbs")
_EXTREMES = frozenset({"högst", "lägst", "störst", "minst"})
_SIGNS_KEPT = frozenset(",-–/&+")


@record
class Label:
    """`text` as it is to be written, `lows` its words in lower case, `base` when the label began by naming one."""

    text: str
    lows: tuple[str, ...]
    words: Words
    base: str = ""

    @property
    def thin(self) -> bool:
        """Whether it says so little that a reader needs the sentences before: `behöriga pojkar`."""
        return sum(map(is_content, self.lows)) < _THIN

    @property
    def says(self) -> bool:
        """Whether it names a thing by itself."""
        return has_content(self.lows)


def write_label(marks: Marks, words: Words, turned: Mapping[int, str] = MappingProxyType({})) -> Label:
    """The label that these tokens make, without the words that only tell of it; `turned` replaces some."""
    if not _LINKS.isdisjoint(marks.spell(words)):
        words = tuple([k for i, k in enumerate(words) if not _links_away(marks, words, i)])
    words, base = _strip(marks, drop_predicate(marks, drop_telling(marks, words)))
    words = put_subject_first(marks, words)
    text = _join(marks, words, turned)
    return Label(text, tuple(marks.spell(words)), words, base)


def _strip(marks: Marks, words: Words) -> tuple[Words, str]:
    """Takes the telling off both ends until nothing more goes: `det är andelen kommuner som har` -> har."""
    leads, tails = load_phrases("label_words.csv", "lead"), load_phrases("label_words.csv", "tail")
    base = ""
    while words:
        count = _lead_length(marks, words, leads)
        if not count and marks.word(words[0]) in _SHARE_WORDS:
            rest = words[1:]
            found = _base_before_who(marks, rest)
            base = found[0] or base
            count = 1 + found[1]
        if not count and (group := _opens_with_group(marks, words)):
            base = next(nouns()[marks.word(k)].base for k in words if marks.word(k) in nouns())
            count = group
        if count:
            words = words[count:]
        elif _is_tail(marks, words, tails):
            words = words[:-1]
        elif len(words) > 2 and _trails(marks, words):
            words = words[:-2]
        else:
            break
    return words, base


def _trails(marks: Marks, words: Words) -> bool:
    """`har en plan och får`; not `antalet barn som berördes`, where it says which"""
    left = marks.word(words[-2]) in ("och", "som") and is_finite(marks.word(words[-1]))
    return left and marks.word(words[0]) != "antalet"


def _opens_with_group(marks: Marks, words: Words) -> int:
    """How many words `kommuner som` takes, in `Kommuner som har en plan har ökat` and `Fler kommuner har en plan`."""
    lows = marks.spell(words[:3])
    if lows[0] in HOW_MANY:
        many = next((i for i, low in enumerate(lows) if low not in HOW_MANY), 0)
        if many and lows[many] in nouns():
            return many + 1 + (lows[many + 1 : many + 2] == ["som"])  # `allt fler kommuner frågar brukarna`
    noun = nouns().get(lows[0])
    if noun is None:
        return 0
    if marks.word(words[0] - 1) in ("fler", "flera", "färre"):
        return 1
    return 2 if len(lows) > 2 and lows[1] == "som" and noun.kind != "thing" else 0


def _opens_with_gender(marks: Marks, words: Words) -> bool:
    """`bland flickorna var behöriga`: the gender has its own column."""
    if len(words) < 3 or marks.word(words[0]) not in ("bland", "av"):
        return False
    noun = nouns().get(marks.word(words[1]))
    ends = words[2] != words[1] + 1 or is_finite(marks.word(words[2]))
    return noun is not None and noun.gender is not None and ends


def _lead_length(marks: Marks, words: Words, leads: Phrases) -> int:
    token = marks.tokens[words[0]]
    if token.kind == "sign":
        return 1
    if leads.starting(token.low) and (match := leads.match([marks.tokens[k] for k in words[:8]], 0)):
        return match.last
    lows = marks.spell(words[:3])
    if lows[0] == "svar" and marks.word(words[0] + 1) == ":":
        return 1  # `Svar: 93 procent`, behind its question
    if lows[:2] in (["av", "dem"], ["bland", "dem"]) and len(lows) > 2 and is_finite(lows[2]):
        return 2
    if token.low in _LINKS and len(words) > 1 and lows[1] in _SUBJECTS:
        return 1
    if lows[0] in _EXTREMES and set(lows[1:2]) <= _LINKS and set(lows[2:]) & (_SUBJECTS | {"den", "det"}):
        return 3  # `Störst är andelen i enskilt drivna bostäder`
    if (
        token.low in ("är", "var", "blev", "ligger", "låg", "hamnar", "hamnade")
        and len(words) > 1
        and marks.word(words[1]).endswith(("en", "et", "an"))
    ):
        return 1  # `I Nybro var personalomsättningen 12 procent`
    if _opens_with_gender(marks, words):
        return 2
    if token.low in PREPOSITIONS and lows[1:2] and lows[1] in _SUBJECTS:
        return 1  # `en tydlig ökning | av andelen kommuner som använder AUDIT`
    alone = (token.low in PREPOSITIONS or token.low == "mellan") and (len(words) == 1 or words[1] != words[0] + 1)
    return 1 if alone else 0


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
    if base.kind != "public" and marks.tokens[min(base.last, len(marks.tokens) - 1)].low in PREPOSITIONS:
        return base.base, 0  # `handläggare med socionomexamen`, `äldre i befolkningen`
    if following in ("med", "utan", "i", "där", "vars", "inom") or len(words) == taken == 1:
        return base.base, min(taken, len(words))
    return base.base, 0


def _is_tail(marks: Marks, words: Words, tails: Phrases) -> bool:
    token = marks.tokens[words[-1]]
    if token.low in ("gör", "gjorde") and is_finite(marks.word(words[0])):
        return True  # `Besväras av ensamhet gör 53 procent`
    return token.kind == "sign" and token.text != "%" or tails.match([token], 0) is not None


def _links_away(marks: Marks, words: Words, i: int) -> bool:
    """`dödligheten i stroke är 11,2 procent för kvinnor`, `det var 48 barn i hemmet`: the verb led to the figure."""
    if i == 0 and len(words) > 1 and marks.word(words[0]) == "det":
        return _links_away(marks, words, 1)
    if marks.word(words[i]) not in _LINKS or i + 1 >= len(words) or words[i + 1] == words[i] + 1 or not i:
        return False
    return marks.word(words[i + 1]) in PREPOSITIONS


def _join(marks: Marks, words: Words, turned: Mapping[int, str]) -> str:
    """The tokens as text; a sign whose neighbour was taken away goes too."""
    parts: list[str] = []
    kept = set(words)
    opened = False
    previous: int | None = None
    for number, k in enumerate(words):
        token = marks.tokens[k]
        if token.kind == "sign":
            opened = _closes(marks, words, number) if token.text == "(" else opened
            if not _is_kept(marks, token, k, kept, opened):
                continue
            opened = opened and token.text != ")"
        apart = previous is None or marks.tokens[previous].end < token.start or previous > k
        if parts and (apart or previous != k - 1) and token.text not in ",)":
            parts.append(" ")
        parts.append(turned.get(k) or _word(marks, token, k))
        previous = k
    return _cut("".join(parts).strip(" ,;:–-"))


def _closes(marks: Marks, words: Words, number: int) -> bool:
    """Whether a parenthesis stands whole among the words, with something in it."""
    for step, k in enumerate(words[number + 1 :], 1):
        if k != words[number] + step:
            return False
        if marks.word(k) == ")":
            return step > 1
    return False


def _is_kept(marks: Marks, token: Token, k: int, kept: set[int], opened: bool) -> bool:
    if token.text in "()":
        return opened
    if token.text in "”“\"'’§%":
        return True
    return token.text in _SIGNS_KEPT and k - 1 in kept and k + 1 in kept


def _word(marks: Marks, token: Token, k: int) -> str:
    """A sentence's first word in lower case, unless its own letters are capitals (`AUDIT`)."""
    if not token.text[0].isupper():
        return token.text
    begins = k == 0 or marks.word(k - 1) in (".", "!", "?", ":")
    plain = token.text[1:].islower() or len(token.text) == 1
    return token.text[0].lower() + token.text[1:] if begins and plain else token.text


def _cut(text: str) -> str:
    if len(text) <= MAX_LABEL:
        return text
    return text[:MAX_LABEL].rsplit(" ", 1)[0].rstrip(" ,;")
