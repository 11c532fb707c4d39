"""What is wrong with a document, judged by its commonest words before any lexicon is read.

Swedish cannot be written without `för`, `är`, `på` and `från`. Where these stand as `for`, `ar`, `pa`, `fran` (or
`fér`, `&r`) the diacritics were lost; where letters became signs and figures besides, a reader of the wrong language
did it.
Clean text must not pay for the answer: one pass of one regular expression.

    judge_pages(["Resultatet ar battre an forra aret, och det galler for alla."])  ->  lost-diacritics
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.data import read_rows
from pipeline.model import Damage
from pipeline.records import record

_WORD = re.compile(r"(?:[\w&@\ufffd]|\?(?=[a-zåäö]))+")
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf…„–†•]|â€")
_ODD_LETTER = re.compile(r"[a-zåäö][0-9&@][a-zåäö]|\b[0-9&@][a-zåäö]{2,}|[a-z]é[a-z]|(?:^|\s)\|\s", re.MULTILINE)
_SOUND = re.compile(r"[(\"”'»–•-]*[^\W\d_]{2,}(?:[-/.:@'’][^\W_]+)*[\])\"”'».,;:!?%/-]*|[iIåÅöÖaA&]")

#: A document this Swedish (share of its words) may be judged; English, Danish and tables of names stay below.
LEAST_SWEDISH = 0.05
#: So large a part of the telltale words must be damaged, two different ones at least and two that are words of no
#: other language: a quotation or a typing error is less, and English has `for` and `an`.
LOST_SHARE = 0.25
#: A page of a damaged document that has so many telltale words right and none damaged is clean.
LEAST_RIGHT = 3
#: Signs within words, for each damaged telltale word, that tell a wrong reader from plain loss.
ODD_SHARE = 0.1
#: So large a part of so many words must be no words by their looks for a text to be hopeless; the worst of 300 pages
#: that we printed and had read in English had 0.05.
HOPELESS_SHARE, HOPELESS_WORDS = 0.5, 20
#: Letters of a text that are looked at for hopelessness; a clean text must not pay for more.
HOPELESS_SAMPLE = 4000

_ROWS = read_rows("damage_words.csv", "word", "tells", "reason")
SWEDISH = frozenset(row["word"] for row in _ROWS if row["tells"] in ("swedish", "right"))
RIGHT = frozenset(row["word"] for row in _ROWS if row["tells"] == "right")
LOST = frozenset(row["word"] for row in _ROWS if row["tells"] == "lost")
PERHAPS = frozenset(row["word"] for row in _ROWS if row["tells"] == "perhaps")
#: Words of Swedish that its neighbours have too.
SHARED = frozenset({"i", "en", "den", "det", "kan"})
FOREIGN = frozenset(row["word"] for row in _ROWS if row["tells"] == "foreign")


@record
class Judgement:
    """The damage of a document, and which of its pages have it."""

    damage: Damage
    pages: tuple[bool, ...]


@record
class Signs:
    """How many words a text has, and how many tell of Swedish, right and damaged."""

    words: int
    swedish: int
    right: int
    lost: int
    is_lost: bool


def judge_pages(pages: Sequence[str]) -> Judgement:
    """The kind of damage of a document given as the text of its pages."""
    counts = [Counter(_WORD.findall(text.lower())) for text in pages]
    whole = _count_signs(sum(counts[1:], Counter(counts[0])) if counts else Counter())
    own = [_count_signs(words) for words in counts] if len(counts) > 1 else [whole]
    text = "\n".join(pages)
    if len(_MOJIBAKE.findall(text)) > 1:
        return Judgement("mojibake", (False,) * len(pages))
    if _is_damaged(whole):
        damaged = tuple(_is_damaged(page) or page.lost > 0 or page.right < LEAST_RIGHT for page in own)
    else:
        damaged = tuple(_is_damaged(page) for page in own)
    if not any(damaged):
        return Judgement("hopeless" if _is_hopeless(text) else "none", damaged)
    odd = len(_ODD_LETTER.findall(text))
    kind: Damage = "wrong-language-ocr" if odd > ODD_SHARE * max(whole.lost, 1) else "lost-diacritics"
    return Judgement(kind, damaged)


def _count_signs(words: Counter[str]) -> Signs:
    surely, perhaps = ([words[word] for word in kind if word in words] for kind in (LOST, PERHAPS))
    return Signs(
        words=sum(count for word, count in words.items() if not word.isdigit()),
        swedish=sum(words[word] for word in SWEDISH) + sum(surely),
        right=sum(words[word] for word in RIGHT),
        lost=sum(surely) + sum(perhaps),
        is_lost=sum(surely) > 1 and len(surely) + len(perhaps) > 1,
    )


def _is_damaged(signs: Signs) -> bool:
    return (
        signs.swedish >= LEAST_SWEDISH * signs.words
        and signs.is_lost
        and signs.lost >= LOST_SHARE * (signs.lost + signs.right)
    )


def _is_hopeless(text: str) -> bool:
    """Whether most of what should be words look like none: letters and signs in a jumble."""
    tokens = [token for token in text[:HOPELESS_SAMPLE].split() if any(map(str.isalpha, token))]
    unsound = sum(not _SOUND.fullmatch(token) for token in tokens)
    return len(tokens) >= HOPELESS_WORDS and unsound > HOPELESS_SHARE * len(tokens)


def is_foreign(words: Sequence[str]) -> bool:
    """Whether a sentence, its words in small letters, is in another language: `the results are for all`."""
    foreign = FOREIGN.intersection(words)
    swedish = SWEDISH.intersection(words) - SHARED
    return len(foreign) > 1 and len(foreign) > len(swedish)
