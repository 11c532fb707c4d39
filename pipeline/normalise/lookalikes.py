"""Which of two words that only their marks part stands here: `när` or `når`, judged by more than its next neighbours.

    Bland de största nar den 57 procent     ->  når     (the clause has no other verb)
    Bland de största ökar den, nar den mäts ->  när

The language model knows what two words stand before another. What it cannot know are signs such as a word further off,
the endings of the words around, and whether the clause has its verb; `benchmarks/train_lookalikes.py` learned of our
own texts what each sign is worth (logistic regression). Both count alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile

from pipeline.data import read_counts, read_rows
from pipeline.normalise.language import END, FIGURE, START, YEAR
from pipeline.normalise.lexicon import STRIP
from pipeline.normalise.search import Choice

#: By how many nats the language model may be surer of its choice for the signs to be asked; they overturn no more.
SURE = 2.0
#: So many words on either side are looked at; where a clause ends; how long a word is that tells from further off.
REACH, CLAUSE_ENDS, LEAST_FAR = 8, frozenset((",", "som", "att", START, END)), 3

Signs = list[str]


@dataclass(slots=True)
class Lookalikes:
    """What signs are worth for each word, by stripped forms; a row is read when it is first asked for."""

    rows: Mapping[str, Mapping[str, str]]
    _read: dict[str, dict[str, float]] = field(default_factory=dict)

    def weigh(self, form: str, signs: Signs) -> dict[str, float]:
        """How much likelier each of the words of this stripped form is than the first of them, in nats."""
        return {word: sum([worth.get(sign, 0.0) for sign in signs]) for word, worth in self._find(form)}

    def _find(self, form: str) -> Iterator[tuple[str, dict[str, float]]]:
        for word, row in self.rows.get(form, {}).items():
            if word not in self._read:
                items = row.split()
                self._read[word] = dict(zip(items[::2], map(float, items[1::2]), strict=True))
            yield word, self._read[word]


@cache
def load_lookalikes() -> Lookalikes:
    rows: dict[str, dict[str, str]] = {}
    for word, row in read_counts("lookalikes.tsv", "word", "signs"):
        rows.setdefault(word.translate(STRIP), {})[word] = row
    return Lookalikes(rows)


@cache
def read_verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in read_rows("finite_verbs.csv", "verb"))


def judge_lookalikes(choices: Sequence[Choice]) -> list[Choice]:
    """The choices of a sentence, those between look-alikes made again with what the signs are worth."""
    judged = list(choices)
    table = load_lookalikes()
    words = capitals = None
    for place, choice in enumerate(choices):
        form = choice.best.word.translate(STRIP) if choice.margin < SURE else ""
        rivals = table.rows.get(form, {})
        if sum(candidate.word in rivals for candidate in choice.column) < 2:
            continue
        if words is None or capitals is None:
            words = [c.best.word for c in choices]
            capitals = [c.best.parts[0][:1].isupper() for c in choices]
        worth = table.weigh(form, find_signs(words, capitals, place))
        most = max(worth.values())
        judged[place] = choice.add_costs([most - worth.get(c.word, most) for c in choice.column])
        words[place] = judged[place].best.word
    return judged


def find_signs(words: Sequence[str], capitals: Sequence[bool], place: int) -> Signs:
    """What tells about the word at this place: `<ord` before it, `>ord` behind, `-rd` an ending, `~ord` far off."""
    left = [START, START, *words[max(0, place - REACH) : place]]
    right = [*words[place + 1 : place + 1 + REACH], END, END]
    before, last, following, after = *left[-2:], *right[:2]
    ends = [f"<-{last[-2:]}", f">-{following[-2:]}"]
    signs = ["=", f"<{last}", f">{following}", f"<<{before}", f">>{after}", f"<{last}>{following}", *ends]
    signs += [f"<-{last[-3:]}", f">-{following[-3:]}", f"<<-{before[-2:]}", f">>-{after[-2:]}"]
    signs += [f"<<-{before[-3:]}", f">>-{after[-3:]}", "".join(ends), f"<{last}{ends[1]}", f"{ends[0]}>{following}"]
    signs += _describe_clause(left, right)
    signs.append("^" + "".join("A" if capital else "a" for capital in capitals[place : place + 3]))
    far = dict.fromkeys(w for w in (*left[:-2], *right[2:]) if len(w) >= LEAST_FAR or w in (FIGURE, YEAR))
    return signs + [f"~{word}" for word in far]


def _describe_clause(left: Sequence[str], right: Sequence[str]) -> Iterator[str]:
    """Whether the clause has a verb before and behind the place, and whether it begins or ends there."""
    sides = [list(takewhile(_goes_on, side)) for side in (left[::-1], right)]
    yield "verb" + "".join("01"[not read_verbs().isdisjoint(side)] for side in sides)
    yield "edge" + "".join("01"[not side] for side in sides)


def _goes_on(word: str) -> bool:
    return word not in CLAUSE_ENDS
