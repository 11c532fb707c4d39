"""Learns what the scanner makes of each letter from pairs of truth and damage, and writes the confusion table.

    python benchmarks/train_confusions.py FOLDER... -o pipeline/data/confusions.tsv

The folders hold what `render_pages.py` wrote (NAME.truth.txt beside NAME.eng.txt): chains of words (`made`) and the
first two pages of each training text. Words are paired by the longest matching blocks of their plain forms, letters
within a pair by edit distance; neighbouring edits are one confusion, so that `barn` read as `bam` counts as `rn` read
as `m`. The table has how often each piece of truth was read as each piece of damage, and how often it occurred; a pair
that was seen fewer than three times is left out.
"""

from __future__ import annotations

import argparse
import csv
import difflib
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

PLAIN = str.maketrans("åäöéÅÄÖ&@", "aaooAAOaa")
LEAST_SEEN = 3


def pair_words(truth: list[str], read: list[str]) -> Iterator[tuple[str, str]]:
    """Words of both that stand in the same place; where a word was cut in two or lost, neither counts."""
    plain_truth, plain_read = ([word.translate(PLAIN) for word in words] for words in (truth, read))
    blocks = difflib.SequenceMatcher(None, plain_truth, plain_read, autojunk=False).get_opcodes()
    for _, start, end, read_start, read_end in blocks:
        if end - start == read_end - read_start:
            yield from zip(truth[start:end], read[read_start:read_end], strict=True)


def find_confusions(truth: str, read: str) -> Iterator[tuple[str, str]]:
    """Pieces of `truth` and what each was read as, letters that were read right included."""
    piece = seen = ""
    for tag, start, end, read_start, read_end in Levenshtein.opcodes(truth, read):
        if tag == "equal":
            if piece or seen:
                if not piece:  # an inserted letter belongs to the letter after it
                    piece, seen = truth[start], seen + truth[start]
                    start += 1
                yield piece, seen
                piece = seen = ""
            yield from zip(truth[start:end], truth[start:end], strict=True)
        else:
            piece += truth[start:end]
            seen += read[read_start:read_end]
    if piece and seen:
        yield piece, seen


def count_confusions(folders: Iterable[Path]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """Counts of (truth, read) pieces and of single letters of the truth over all pages of the folders."""
    pairs: Counter[tuple[str, str]] = Counter()
    letters: Counter[str] = Counter()
    for path in sorted(path for folder in folders for path in folder.glob("*.truth.txt")):
        damaged = path.with_name(path.name.replace(".truth.", ".eng."))
        if not damaged.exists():
            continue
        truth, read = (p.read_text(encoding="utf-8").split() for p in (path, damaged))
        for word, seen in pair_words(truth, read):
            letters.update(word)
            # A pair with less than half in common is no pair, but a slip of the alignment.
            if Levenshtein.distance(word.translate(PLAIN), seen.translate(PLAIN)) <= (len(word) + 1) // 2:
                pairs.update(find_confusions(word, seen))
    return pairs, letters


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    ask.add_argument("-o", "--output", type=Path, required=True)
    args = ask.parse_args()
    pairs, letters = count_confusions(args.folders)
    with args.output.open("w", encoding="utf-8", newline="") as file:
        file.write("# What English tesseract made of Swedish letters on pages that we printed; made by\n")
        file.write(
            "# benchmarks/train_confusions.py. truth was read as read count times out of the of times it stood there.\n"
        )
        table = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writerow(("truth", "read", "count", "of"))
        for (truth, read), count in sorted(pairs.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
            if count >= LEAST_SEEN and truth != read and any(map(str.isalpha, truth)):
                table.writerow((truth, read, count, min(letters[letter] for letter in truth)))


if __name__ == "__main__":
    main()
