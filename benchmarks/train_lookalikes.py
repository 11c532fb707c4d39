"""Learns by what signs look-alikes (`när` and `når`) are told apart in our own texts, for the repair.

    python benchmarks/train_lookalikes.py            # benchmarks/texts/train -> pipeline/data/lookalikes.tsv

Multinomial logistic regression, one for each stripped form that two words share, of the signs that
`pipeline.normalise.lookalikes` finds: steps of AdaGrad (Duchi, Hazan and Singer 2011). The commonest word of a form is
worth nothing, the others what is more or less. Signs seen once and weights near nothing are left out.

On texts that are left out (a quarter at a time), the language model alone takes the wrong one of two look-alikes in
1848 of 31,801 places, the signs alone in 1652, both together in 1470.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from count_words import DATA, TEXTS

from pipeline.normalise.lexicon import STRIP
from pipeline.normalise.lookalikes import find_signs
from pipeline.normalise.units import find_sentences

NAME, COLUMNS = "lookalikes.tsv", "word\tsigns"
SOURCE = "# Learned of our own texts (benchmarks/texts/train); made by benchmarks/train_lookalikes.py.\n"
#: A word must be seen so often, all of its look-alikes together so often, and a sign so often with them.
LEAST_WORD, LEAST_FORM, LEAST_SIGN = 2, 10, 2
#: Times that all places are gone through, the first step, what keeps it small, the least error and weight that count.
ROUNDS, STEP, DAMPING, LEAST_ERROR, LEAST_WEIGHT = 3, 0.3, 0.01, 0.01, 0.1

#: The signs of each place with the number of the word that stands there.
Places = list[tuple[int, list[str]]]


def find_places(paths: Iterable[Path]) -> dict[tuple[str, ...], Places]:
    """The places of look-alikes by these, the commonest word first."""
    sentences = [
        ([unit.word for unit in sentence], [unit.parts[0][:1].isupper() for unit in sentence])
        for path in sorted(paths)
        for sentence in find_sentences(path.read_text(encoding="utf-8").splitlines())
    ]
    counts = Counter(word for words, _ in sentences for word in words if word.isalpha())
    forms: dict[str, list[str]] = defaultdict(list)
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if count >= LEAST_WORD:
            forms[word.translate(STRIP)].append(word)
    kept = [words for words in forms.values() if len(words) > 1 and sum(counts[w] for w in words) >= LEAST_FORM]
    alike = {word: tuple(words) for words in kept for word in words}
    places: dict[tuple[str, ...], Places] = defaultdict(list)
    for words, capitals in sentences:
        for place, word in enumerate(words):
            if word in alike:
                places[alike[word]].append((alike[word].index(word), find_signs(words, capitals, place)))
    return places


def learn_weights(places: Places, words: int) -> list[dict[str, float]]:
    """What each sign is worth for each of so many words."""
    counts = Counter(sign for _, signs in places for sign in signs)
    seen = [(word, [sign for sign in signs if counts[sign] >= LEAST_SIGN]) for word, signs in places]
    weights: list[dict[str, float]] = [defaultdict(float) for _ in range(words)]
    squares: list[dict[str, float]] = [defaultdict(lambda: DAMPING) for _ in range(words)]
    order = random.Random(1)
    for _ in range(ROUNDS):
        order.shuffle(seen)
        for word, signs in seen:
            odds = [math.exp(min(sum(known[sign] for sign in signs), 300.0)) for known in weights]
            for number in range(1, words):
                error = (number == word) - odds[number] / sum(odds)
                if abs(error) < LEAST_ERROR:
                    continue
                known, square = weights[number], squares[number]
                for sign in signs:
                    square[sign] += error * error
                    known[sign] += STEP * error / math.sqrt(square[sign])
    return weights


def make_rows(paths: Iterable[Path]) -> list[str]:
    """The lines of the table, its columns first."""
    rows = [COLUMNS]
    for words, places in sorted(find_places(paths).items()):
        for word, weights in zip(words, learn_weights(places, len(words)), strict=True):
            kept = sorted((sign, round(worth, 1)) for sign, worth in weights.items() if abs(worth) >= LEAST_WEIGHT)
            rows.append(f"{word}\t" + " ".join(f"{sign} {worth}" for sign, worth in kept))
    return rows


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path, nargs="*", default=sorted(TEXTS.glob("*.txt")))
    ask.add_argument("-o", "--output", type=Path, default=DATA)
    args = ask.parse_args()
    (args.output / NAME).write_text(SOURCE + "\n".join(make_rows(args.texts)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
