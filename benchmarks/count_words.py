"""Counts words, pairs, triples and classes of words of our own texts, for the language model of the repair.

    python benchmarks/count_words.py                  # benchmarks/texts/train -> pipeline/data/report_*.tsv
    python benchmarks/count_words.py -o FOLDER TEXT...

Words are those that the repair sees (`pipeline.normalise.units`): in small letters, figures as # and years as ##, a
word over a line end whole, sentences between ^ and $. Rows have what the words follow, how often that was seen, and the
words with their counts. A triple that was seen once is left out.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

from pipeline.normalise.language import END, ENDING, START
from pipeline.normalise.units import find_sentences

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "benchmarks" / "texts" / "train"
DATA = ROOT / "pipeline" / "data"
SOURCE = "# Counts of our own texts (benchmarks/texts/train), written for this; made by benchmarks/count_words.py.\n"
#: A word seen so often is a class of its own; others go by their endings.
OWN_CLASS = 20
LEAST_TRIPLES = 2

Followers = dict[str, Counter[str]]


def read_sentences(paths: Iterable[Path]) -> list[list[str]]:
    """The words of each sentence between its ends."""
    return [
        [START, *(unit.word for unit in sentence), END]
        for path in sorted(paths)
        for sentence in find_sentences(path.read_text(encoding="utf-8").splitlines())
    ]


def count_followers(sentences: Iterable[list[str]], size: int) -> Followers:
    """Counts of each word by the `size` words before it; a sentence's first word has two beginnings before it."""
    counts: Followers = defaultdict(Counter)
    for words in sentences:
        padded = [START] * (size - 1) + words
        for place in range(size, len(padded)):
            counts[" ".join(padded[place - size : place])][padded[place]] += 1
    return counts


def name_classes(sentences: Iterable[list[str]]) -> list[list[str]]:
    """The sentences with their rarer words replaced by their endings."""
    counts = Counter(word for words in sentences for word in words)
    return [[word if counts[word] >= OWN_CLASS else "-" + word[-ENDING:] for word in words] for words in sentences]


def format_rows(counts: Followers, least: int = 1) -> list[str]:
    """A row for each history: its count, and the followers that were seen at least so often, the commonest first."""
    rows = []
    for before, followers in sorted(counts.items()):
        kept = [(word, n) for word, n in followers.items() if n >= least]
        if kept:
            kept.sort(key=lambda item: (-item[1], item[0]))
            rows.append(f"{before}\t{followers.total()} " + " ".join(f"{word} {n}" for word, n in kept))
    return rows


def make_tables(sentences: list[list[str]]) -> dict[str, list[str]]:
    """The files' names and lines."""
    words = Counter(word for sentence in sentences for word in sentence if word != START)
    ranked = sorted(words.items(), key=lambda item: (-item[1], item[0]))
    return {
        "report_words.tsv": ["word\tcount", *(f"{word}\t{count}" for word, count in ranked)],
        "report_pairs.tsv": ["after\twords", *format_rows(count_followers(sentences, 1))],
        "report_triples.tsv": ["after\twords", *format_rows(count_followers(sentences, 2), LEAST_TRIPLES)],
        "report_classes.tsv": ["after\twords", *format_rows(count_followers(name_classes(sentences), 1))],
    }


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path, nargs="*", default=sorted(TEXTS.glob("*.txt")))
    ask.add_argument("-o", "--output", type=Path, default=DATA)
    args = ask.parse_args()
    for name, lines in make_tables(read_sentences(args.texts)).items():
        (args.output / name).write_text(SOURCE + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
