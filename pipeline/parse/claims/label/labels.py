"""The label of what is measured: a sentence without its figures, years, places and the telling.

"I 61 procent av kommunerna används en strukturerad mall"     -> används en strukturerad mall
"Andelen kommuner som har en sådan rutin har stigit till 40"  -> har en sådan rutin    (base kommuner)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from pipeline.parse.claims.label.fronting import put_fronted_behind
from pipeline.parse.claims.label.openings import read_opening
from pipeline.parse.claims.label.predicates import (
    drop_first_clause,
    drop_predicate,
    drop_whole,
    is_of_some,
    put_counted_first,
    put_share_first,
    put_subject_first,
)
from pipeline.parse.claims.label.telling import Step, drop_telling, take_steps
from pipeline.parse.claims.sentence.content import Words, has_content, is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import Phrases, load_phrases, load_set
from pipeline.parse.tokens import Token
from pipeline.parse.verbs import is_finite
from pipeline.records import record

# Longer ones are cut at a word: a label names a thing, and a sentence of this length tells a story.
MAX_LABEL = 240

# Words of content under which a label leans on what was said before.
_THIN = 3

_LINKS = load_set("linking verbs")
_LED = _LINKS | {"det"}  #: what a figure behind it takes away
_STOPS = frozenset({".", "!", "?", ""})
_SIGNS_KEPT = frozenset(",-–/&+")
# `(MAS)`, and a word before it
_BRACKET, _SHORTEST = 3, 4
_INDEX = frozenset({"index", "nki"})
# `andelen som får stöd | befinner sig | på 25 procent`, `är pojkar, | en andel | som har varit`
_STANDING = frozenset(
    {
        ("en", "andel"),
        ("har", "legat"),
        ("befinner", "sig"),
        ("befann", "sig"),
        ("rör", "sig"),
        ("håller", "sig"),
        ("höll", "sig"),
    }
)


@record
class Label:
    """`text` as it is to be written, `lows` its words in lower case, `base` when the label began by naming one."""

    text: str
    lows: tuple[str, ...]
    words: Words
    base: str = ""
    content: tuple[str, ...] = field(init=False, compare=False)  #: those of the words that name a thing

    def __post_init__(self) -> None:
        object.__setattr__(self, "content", tuple(filter(is_content, self.lows)))

    @property
    def thin(self) -> bool:
        """Whether it says so little that a reader needs the sentences before: `behöriga pojkar`."""
        return len(self.content) < _THIN

    @property
    def says(self) -> bool:
        """Whether it names a thing by itself."""
        return bool(self.content)


def write_label(marks: Marks, words: Words, turned: Mapping[int, str] = MappingProxyType({})) -> Label:
    """The label that these tokens make, without the words that only tell of it; `turned` replaces some."""
    if not words:
        return Label("", (), ())
    words, lows = take_steps(marks, words, marks.spell(words), _BEFORE_STRIPPING)
    words, lows, base = _strip(marks, words, lows)
    words, lows = take_steps(marks, words, lows, _BEHIND_STRIPPING)
    return Label(_join(marks, words, turned), tuple(lows), words, base)


def _strip(marks: Marks, words: Words, lows: list[str]) -> tuple[Words, list[str], str]:
    """Takes the telling off both ends until nothing more goes: `det är andelen kommuner som har` -> har."""
    tails = load_phrases("label_words.csv", "tail")
    base = ""
    while words:
        opening = read_opening(marks, words, lows)
        base = opening.base or base
        if opening.length:
            words = words[opening.length :]
        elif lows[-1] in _INDEX and _is_index(marks, words[-1]) and not has_content(lows[:-1]):
            words, lows = words[-1:], lows[-1:]  # `I årets lista ligger Heby högst med NKI 81`
            break
        elif _is_tail(marks, words, tails):
            words = words[:-1]
        elif len(words) > 2 and _trails(marks, words):
            words = words[:-2]
        elif (shorter := drop_predicate(marks, words, lows)) != words:
            words = shorter
        else:
            break
        lows = marks.spell(words)
    return words, lows, base


def _unlink(marks: Marks, words: Words, lows: list[str]) -> Words:
    """The words without the verbs that only led to a figure."""
    if _LINKS.isdisjoint(lows):
        return words
    return tuple([k for i, k in enumerate(words) if lows[i] not in _LED or not _links_away(marks, words, i)])


def _drop_repeated(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Antalet bränder i bostäder minskade till 214 | bränder`: what is counted, told a second time."""
    counted = [f.last for f in marks.figures if f.last in words[1:]]
    again = {k for k in counted if is_content(marks.word(k)) and marks.word(k) in lows[: words.index(k)]}
    return tuple(k for k in words if k not in again) if again else words


def _trails(marks: Marks, words: Words) -> bool:
    """`har en plan och får`; not `antalet barn som berördes`, `andelen avfall som återvinns`: they say which

    And `aldrig varit` lägre: how the figure stands to those before it.
    """
    joint, verb = marks.spell(words[-2:])
    if verb == "varit" and joint in ("aldrig", "inte"):
        return True
    if (joint, verb) in _STANDING:
        return True
    if joint not in ("och", "som") or not is_finite(verb):
        return False
    which = marks.word(words[0]) == "antalet" or (joint == "som" and marks.word(words[0] - 1) == "andelen")
    return not which and not _ends_sentence(marks, words) and marks.low(words[-1] + 1) != ":"


def _ends_sentence(marks: Marks, words: Words) -> bool:
    """Whether the last two words end the sentence as printed: `vad arbetet har lett till.`"""
    return len(words) > 2 and words[-2] == words[-1] - 1 and marks.low(words[-1] + 1) in _STOPS


def _hangs(marks: Marks, words: Words) -> bool:
    """Whether a word that mostly leads to a figure has its place here: `lett till.`, `för alla som vill ha en.`"""
    low = marks.word(words[-1])
    mine = low in PREPOSITIONS or (low in ("en", "ett") and marks.word(words[-1] - 1) in ("ha", "få"))
    own = low in ("får", "fick") and marks.word(words[-1] - 1) in ("de", "man", "vi")  # `den hjälp de fick.`
    asked = low in _LINKS and not {"hur", "som", "vad"}.isdisjoint(marks.spell(words))  # `hur nöjda deltagarna är.`
    return (mine or own or asked) and _ends_sentence(marks, words)


def _is_tail(marks: Marks, words: Words, tails: Phrases) -> bool:
    token = marks.tokens[words[-1]]
    if token.low in ("gör", "gjorde") and is_finite(marks.word(words[0])):
        return not _ends_sentence(marks, words)  # `Besväras av ensamhet gör 53 procent`
    if token.low == "går" and marks.low(words[-1] + 1) == "det":
        return True  # `I förskolorna går det 5,3 barn per anställd`
    if token.low == "år" and len(words) > 1 and words[-2] != words[-1] - 1:
        return True  # `från 7,4 | år | 2010`; not `varje år`
    if token.low == "finns" and len(words) > 1 and marks.word(words[0] - 1) in ("andelen", "andel"):
        return True  # `Den högsta andelen nöjda, 84 procent, finns i Kalmar`
    if _is_index(marks, words[-1]):
        return True  # `Bäst betyg får brandskyddet med index 84`
    if token.kind == "sign":
        return token.text != "%" and not _ends_abbreviation(marks, words)
    if marks.low(words[-1] - 1) in (",", "(") and marks.low(words[-1] + 1) in (":", ")"):
        return load_phrases("quantity_units.csv").match(marks.tokens, words[-1]) is not None  # `Väntetid, dagar: 34`
    return tails.has(token.low) and not _hangs(marks, words) and not is_of_some(marks, words)


def _ends_abbreviation(marks: Marks, words: Words) -> bool:
    """`har en medicinskt ansvarig sjuksköterska (MAS)`: what else the thing is called belongs to its name."""
    if len(words) < _SHORTEST or words[-_BRACKET:] != tuple(range(words[-1] - 2, words[-1] + 1)):
        return False
    opened, name, closed = (marks.tokens[k].text for k in words[-_BRACKET:])
    return (opened, closed) == ("(", ")") and name.isalpha() and name.isupper() and len(name) > 1


def _is_index(marks: Marks, k: int) -> bool:
    """`med index 84`, `hamnar på NKI 68`, `, index 61`"""
    if marks.word(k) not in _INDEX:
        return False
    led = ("med", "på", ",") if marks.low(k + 1)[:1].isdigit() else ("med", "på")  # not `Nöjd-Kund-Index, NKI, blev 74`
    return marks.low(k - 1) in led


def _links_away(marks: Marks, words: Words, i: int) -> bool:
    """`dödligheten i stroke är 11,2 procent för kvinnor`, `det var 48 barn i hemmet`: the verb led to the figure."""
    if i == 0 and len(words) > 1 and marks.word(words[0]) == "det":
        return _links_away(marks, words, 1)
    if marks.word(words[i]) not in _LINKS or i + 1 >= len(words) or words[i + 1] == words[i] + 1 or not i:
        return False
    aged = marks.tokens[words[i + 1]].kind == "number" and marks.low(words[i + 1] + 1) == "år"
    return aged or marks.word(words[i + 1]) in PREPOSITIONS or marks.word(words[i + 1]) == "när"


def _join(marks: Marks, words: Words, turned: Mapping[int, str]) -> str:
    """The tokens as text; a sign whose neighbour was taken away goes too."""
    text = ""
    kept = set(words)
    opened = False
    previous = -1
    for number, k in enumerate(words):
        token = marks.tokens[k]
        if token.kind == "sign":
            opened = _closes(marks, words, number) if token.text == "(" else opened
            if not _is_kept(marks, token, k, kept, opened):
                continue
            opened = opened and token.text != ")"
        if text and token.text not in ",)" and (previous != k - 1 or marks.tokens[k - 1].end < token.start):
            text += " "
        text += turned[k] if k in turned else _word(marks, token, k)
        previous = k
    return _cut(text.strip(" ,;:–-"))


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
    if token.text == ":":  # `Återvinning: 39 procent av avfallet materialåtervanns`
        first, rest = (marks.spell(w for w in kept if (w < k) is before) for before in (True, False))
        return k - 1 in kept and any(map(is_finite, rest)) and not any(map(is_finite, first))
    return token.text in _SIGNS_KEPT and k - 1 in kept and k + 1 in kept


def _word(marks: Marks, token: Token, k: int) -> str:
    """A sentence's first word in lower case, unless its own letters are capitals (`AUDIT`); `nöjdare än`: nöjda."""
    if token.low[-3:] == "are" and token.low[:-2] in load_set("feeling words") and marks.figures:
        return token.low[:-2] if k < marks.figures[-1].first else token.text
    if token.text == token.low:
        return token.text
    begins = k == 0 or marks.word(k - 1) in (".", "!", "?", ":")
    plain = token.text[1:].islower() or len(token.text) == 1
    return token.text[0].lower() + token.text[1:] if begins and plain else token.text


def _cut(text: str) -> str:
    if len(text) <= MAX_LABEL:
        return text
    return text[:MAX_LABEL].rsplit(" ", 1)[0].rstrip(" ,;")


_BEFORE_STRIPPING: tuple[Step, ...] = (
    _unlink,
    put_fronted_behind,
    put_share_first,
    drop_telling,
    drop_first_clause,
    drop_whole,
)
_BEHIND_STRIPPING: tuple[Step, ...] = (_drop_repeated, put_subject_first, put_counted_first)
