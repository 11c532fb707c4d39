"""What is wrong with a document as a whole, judged by its commonest words before any lexicon is read.

Swedish cannot be written without `för`, `är`, `på` and `från`. Where these stand as `for`, `ar`, `pa`, `fran` (or `fér`,
`&r`) the diacritics were lost; where letters became signs and figures besides, a reader of the wrong language did it.
Clean text must not pay for the answer: one pass of one regular expression.
"""

from __future__ import annotations

import re
from collections import Counter

from pipeline.model import Damage

# Words that Swedish needs and that no other language has in this spelling; those without å, ä, ö survive any damage.
SWEDISH = frozenset("och att av som till inte med eller vid samt ett den det har kan ska för är på från".split())
RIGHT = frozenset(
    "för är på från år även när också två får någon några då så vård stöd öppna jämförelser kunna".split()
)
LOST = frozenset(
    "for fér f6r fdr ar &r dr ér pa p& p@ fran frén fr&n fran aven dven nar ocksa tva nagon nagra vard stod stéd st6d "
    "oppna 6ppna éppna dppna jamforelser jamférelser jamf6relser innehaller ingar omrade".split()
)
_WORD = re.compile(r"[^\W\d_]+|[^\s.,;:()]*[&@][^\s.,;:()]*")
_MOJIBAKE = re.compile(r"Ã[\u0080-\u00bf…„–\u2020\u2022\u2013\u201e]|â€")
_ODD_LETTER = re.compile(r"[a-zåäö][0-9&@][a-zåäö]|\b[0-9&@][a-zåäö]{2,}|[a-z]é[a-z]|(?:^|\s)\|\s", re.MULTILINE)

#: A document this Swedish (share of its words) may be judged; English, Danish and tables of names stay below.
LEAST_SWEDISH = 0.05
#: At least so many and so large a part of the telltale words must be damaged; a quotation or a typing error is not.
LEAST_LOST, LOST_SHARE = 2, 0.25
#: Signs within words, for each damaged telltale word, that tell a wrong reader from plain loss.
ODD_SHARE = 0.1


def judge_damage(text: str) -> Damage:
    """The kind of damage of a whole text: `judge_damage("Resultatet ar battre an forra aret ...")` is `lost-diacritics`."""
    if len(_MOJIBAKE.findall(text)) >= 2:
        return "mojibake"
    words = Counter(_WORD.findall(text.lower()))
    total = words.total()
    right = sum(words[word] for word in RIGHT)
    lost = sum(words[word] for word in LOST)
    if sum(words[word] for word in SWEDISH) < LEAST_SWEDISH * total:
        return "none"
    if lost < LEAST_LOST or lost < LOST_SHARE * (lost + right):
        return "none"
    odd = len(_ODD_LETTER.findall(text))
    return "wrong-language-ocr" if odd > ODD_SHARE * lost else "lost-diacritics"
