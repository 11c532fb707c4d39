"""Which words say something of what is measured, and which only tell of it (`andelen`, `är`, `motsvarande`)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from pipeline.parse.claims.sentence.marks import PREPOSITIONS
from pipeline.parse.memory import remember
from pipeline.parse.phrases import load_set, load_words
from pipeline.parse.verbs import is_finite

# They lead in where or of whom something is told.
AMONG = frozenset({"av", "bland", "för", "hos"})  #: of whom only
LEADING = frozenset({"efter", "i", "bland", "hos", "inom", "för", "på", "vid"})
PHRASE_ENDS = frozenset({".", ",", "(", ""})  #: a phrase ends before one of these, or where the sentence does
THIS_TIME = (["den", "här", "gången"], ["denna", "gång"])
EXTREMES = load_set("ranks of a figure")

_JOINING = PREPOSITIONS | {"och", "samt", "respektive"}

Words = tuple[int, ...]  #: tokens of a passage, by index, in the order of a label


@cache
def empty_words() -> frozenset[str]:
    """Words without content of their own, those that stand for the figure (`andelen`) among them."""
    return load_words("empty_words.csv", "word")


def has_content(words: Iterable[str]) -> bool:
    """Whether any of these lower-case words names a thing: `en sådan rutin` does, `andelen är` does not.

    >>> has_content(["andelen", "är", "en", "sådan"]), has_content(["en", "rutin"])
    (False, True)
    """
    return any(map(is_content, words))


@remember
def is_content(word: str) -> bool:
    """Whether this one lower-case word does."""
    return word[:1].isdigit() or (word[:1].isalpha() and len(word) > 1 and word not in empty_words())


def verbs_of(words: Sequence[str]) -> list[str]:
    """The finite verbs among these lower-case words.

    >>> verbs_of(["i", "anpassade", "gymnasieskolan", "är"])
    ['är']
    """
    return [word for before, word in pairwise(("", *words)) if is_finite(word) and before not in LEADING]


def only_verbs(lows: Iterable[str]) -> bool:
    """Whether no other word of these has content: `följer`, `har övat`."""
    return all(
        is_finite(low) or not is_content(low) or (before in ("har", "hade") and low.endswith("t"))
        for before, low in pairwise(("", *lows))
    )


def names_thing(label: str) -> bool:
    """Whether a label says what is measured, and no figure was left in it: `ligger högt med 82` does not."""
    words = label.lower().split(" ")
    if not any(map(str.isdigit, label)):
        return has_content(words) or (words[0] == "antalet" and "som" in words)  # `antalet barn som berördes`
    if any(one[0].isupper() and two.isdigit() for one, two in pairwise(label.split()[1:])):
        return False  # `följt av Sala 40 och Heby 38`
    left = len(words) > 1 and words[-1].isdigit() and words[-2] in PREPOSITIONS
    left = left or any(_is_stray(words, i) for i in range(1, len(words))) or _ends_with_figure(words)
    left = left or any(two == "respektive" and one.isdigit() for one, two in pairwise(words))
    left = left or any("," in word[1:] and word.replace(",", "").isdigit() for word in words)
    return has_content(words) and not left


def _ends_with_figure(words: Sequence[str]) -> bool:
    """`och bland femåringarna 34`; not `i årskurs 9`, `på en skala från 0 till 100`."""
    led = words[-2:-1]
    if not led or not words[-1].isdigit() or led[0] in load_set("naming words"):
        return False
    return is_finite(led[0]) or (is_content(led[0]) and led[0].isalpha())  # `betyget blev 63`, too


def _is_stray(words: Sequence[str], i: int) -> bool:
    """A number that counts nothing and names nothing: `lokaler 21 300 och måltider 6 450`; not `årskurs 6 och 9`."""
    ends = words[i].endswith(",") or i + 1 == len(words) or words[i + 1] in _JOINING
    return ends and words[i].rstrip(",").isdigit() and len(words[i].rstrip(",")) > 2


def starts_like(words: Sequence[str], own: Sequence[str]) -> int | None:
    """Where in `words` the phrase begins that `own` stands for: with the same preposition, else the subject."""
    if not own:
        return None
    if own[0] in PREPOSITIONS:
        places = [i for i, w in enumerate(words) if w == own[0]]
        if not places and len(own) > 1:  # `för kvinnor med ...` stands for `till kvinnor med ...`
            places = [i for i, w in enumerate(words[:-1]) if w in PREPOSITIONS and words[i + 1] == own[1]]
        both = [i for i in places if i + 1 < len(words) and len(own) > 1 and words[i + 1] == own[1]]
        whom = [i for i, w in enumerate(words) if i and len(own) > 2 and w == own[1] and is_content(w)]
        if not places and whom:  # `erbjuds anhöriga till äldre`, `för anhöriga till unga`
            return whom[-1]
        leads = 0 if words and words[0] in LEADING and own[0] in LEADING else None
        return (both or places)[-1] if places else leads
    if own[0] in EXTREMES:
        return next((i for i, w in enumerate(words) if w in EXTREMES), None)
    if words[:1] == own[:1] and not is_content(own[0]) and not is_finite(own[0]) and len(own) > 1:
        return 0  # `eleverna i fristående skolor`, `eleverna i kommunala skolor`
    shared = [i for i, w in enumerate(words) if w in own and is_content(w)]
    if shared:  # `är god i 67 procent och mycket god i 12`
        return shared[0]
    return 0 if words and not is_finite(words[0]) and words[0] not in PREPOSITIONS else None
