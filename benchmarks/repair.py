"""How well and how fast damaged Swedish is repaired: by nothing, by look-up in a word list, by a speller, by us.

    python benchmarks/repair.py                      # pages that we printed and had read in English
    python benchmarks/repair.py DAMAGED=TRUTH ...    # other texts
    python benchmarks/repair.py --left-out           # pages of the training texts, each measured without its own text

For each set of texts and each way: word error rate, words with å/ä/ö right, words harmed (right before, wrong after),
words per second of CPU after loading, and CPU seconds for loading.

`pages/any` has every look, `pages/clean` is 300 dpi, `pages/poor` 150 and 200 dpi, blurred and noisy. Their texts
(`texts/measured`) are in no count that the repair goes by, but they were read while it was written, so a new report has
more errors: `--left-out` is the honest figure. It counts the training texts anew, four times, each time without a
quarter of them, and repairs the pages of that quarter (`pages/left_out`). Only the confusions know these pages.
"""

from __future__ import annotations

import argparse
import difflib
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from pipeline.model import Document, Line, Page

PAGES = Path(__file__).resolve().parent / "pages"
Repairer = Callable[[str], str]
WORD = re.compile(r"[^\W\d_]+")
LETTERS = {"a": "aåä", "o": "oö", "é": "öäåé", "A": "AÅÄ", "O": "OÖ"}
MOST_VARIANTS = 200
#: Dashes of any length, figures raised or not, and the mark at a bullet's head are no matter of spelling.
_ALIKE = str.maketrans({**dict.fromkeys("‐‑‒–—−", "-"), **{raised: str(n) for n, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}})
_BULLETS = frozenset("•«*·▪●o-")


def repair_nothing(text: str) -> str:
    return text


def load_wordfreq() -> Repairer:
    """Each word becomes the commonest one with other diacritics, whatever stands beside it."""
    from wordfreq import get_frequency_dict

    common = get_frequency_dict("sv", "best")
    return lambda text: WORD.sub(lambda m: max(spell_variants(m.group()), key=lambda w: common.get(w.lower(), 0)), text)


def load_hunspell() -> Repairer:
    """Each word that the dictionary refuses becomes the first one with other diacritics that it accepts."""
    from pipeline.normalise.lexicon import load_speller

    spell = load_speller()

    def fix(match: re.Match[str]) -> str:
        word = match.group()
        return word if spell(word) else next((w for w in spell_variants(word) if spell(w)), word)

    return lambda text: WORD.sub(fix, text)


def load_ours() -> Repairer:
    from pipeline.normalise import repair_document

    repair = lambda text: "\f".join(  # noqa: E731
        "\n".join(line.text for line in page.lines) for page in repair_document(make_document(text)).pages
    )
    repair("Det ar en okning fran foregaende ar och for manga")  # a damaged document reads the lexicon
    return repair


def spell_variants(word: str) -> list[str]:
    """The word as it is, then with its diacritics every way; a word with too many ways only as it is."""
    places = [LETTERS.get(letter, letter) for letter in word]
    count = 1
    for place in places:
        count *= len(place)
    return [word] if count > MOST_VARIANTS else [word, *map("".join, product(*places))]


def make_document(text: str) -> Document:
    pages = (
        Page(number, tuple(Line(number, i, line, line) for i, line in enumerate(page.split("\n"), 1)), "text")
        for number, page in enumerate(text.split("\f"), 1)
    )
    return Document("0" * 12, "text", "", "text/plain", tuple(pages))


def split_words(text: str) -> list[str]:
    """Words between white space; what scanners and editors set in different ways counts as the same (`_ALIKE`)."""
    words: list[str] = []
    for line in text.translate(_ALIKE).split("\n"):
        first, *others = line.split() or [""]
        words += filter(None, ["•" if first in _BULLETS else first, *others])
    return words


@dataclass(slots=True)
class Score:
    """Counts over all texts of a set."""

    words: int = 0
    wrong: int = 0
    swedish: int = 0
    swedish_right: int = 0
    harmed: int = 0

    def add(self, damaged: list[str], truth: list[str], repaired: list[str]) -> None:
        before, after = find_right(damaged, truth), find_right(repaired, truth)
        swedish = [i for i, word in enumerate(truth) if re.search("[åäöÅÄÖ]", word)]
        self.words += len(truth)
        self.wrong += len(truth) - len(after) + max(0, len(repaired) - len(truth))
        self.swedish += len(swedish)
        self.swedish_right += sum(i in after for i in swedish)
        self.harmed += len(before - after)


def find_right(words: list[str], truth: list[str]) -> set[int]:
    """Which words of the truth stand in `words` in their order."""
    matcher = difflib.SequenceMatcher(None, words, truth, autojunk=False)
    return {j for _, start, size in matcher.get_matching_blocks() for j in range(start, start + size)}


def read_pairs(folder: Path, name: str = "") -> list[tuple[str, str]]:
    """Damaged and true text of each page in a folder, or of those whose names begin so."""
    truths = sorted(folder.glob(f"{name}*.truth.txt"))
    return [(t.with_name(t.name.replace(".truth.", ".eng.")).read_text("utf-8"), t.read_text("utf-8")) for t in truths]


def measure(repair: Repairer, pairs: list[tuple[str, str]], score: Score) -> float:
    """Adds the pages to the score; CPU seconds that their repair took."""
    start = time.process_time()
    repaired = [repair(damaged) for damaged, _ in pairs]
    seconds = time.process_time() - start
    for (damaged, truth), text in zip(pairs, repaired, strict=True):
        score.add(split_words(damaged), split_words(truth), split_words(text))
    return max(seconds, 1e-6)


def measure_left_out(parts: int = 4) -> None:
    """Prints the score of pages whose texts were left out of the counts."""
    from count_words import TEXTS, make_tables, read_sentences
    from train_lookalikes import NAME, make_rows

    from pipeline import data
    from pipeline.normalise import columns, language, lexicon, lookalikes

    read_counts, texts = data.read_counts, sorted(TEXTS.glob("*.txt"))
    score, seconds, counted = Score(), 0.0, 0
    for part in range(parts):
        kept = [path for number, path in enumerate(texts) if number % parts != part]
        tables = make_tables(sentences := read_sentences(kept)) | {NAME: make_rows(kept)}
        counted += sum(map(len, sentences))

        def read(name: str, *fields: str, tables: dict[str, list[str]] = tables) -> Iterator[list[str]]:
            return (row.split("\t") for row in tables[name][1:]) if name in tables else read_counts(name, *fields)

        for module in (language, lexicon, lookalikes):
            module.read_counts = read
        loaders = (language.load_language, lexicon.load_lexicon, lexicon.read_report_words)
        for cached in (*loaders, lookalikes.load_lookalikes, columns.load_columns):
            cached.cache_clear()
        pages = [
            pair for path in set(texts) - set(kept) for pair in read_pairs(PAGES / "left_out", f"{path.stem}-any-")
        ]
        seconds += measure(load_ours(), pages, score)
    print(f"{counted // parts:,} words counted")
    print_score("left_out", "ours", score, score.words / seconds, 0.0)


def print_score(name: str, way: str, score: Score, speed: float, loaded: float) -> None:
    print(
        f"{name:12}{way:10}{score.wrong / score.words:>12.2%}{score.swedish_right / score.swedish:>13.2%}"
        f"{score.harmed:>8}{speed:>15,.0f}{loaded:>8.2f}"
    )


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", nargs="*", metavar="DAMAGED=TRUTH")
    ask.add_argument("--left-out", action="store_true", help="of the training texts, each without itself")
    args = ask.parse_args()
    print(f"{'':12}{'':10}{'word errors':>12}{'å/ä/ö right':>13}{'harmed':>8}{'words/s':>15}{'load s':>8}")
    if args.left_out:
        measure_left_out()
        return
    sets = {name: read_pairs(PAGES / name) for name in ("any", "clean", "poor")}
    if args.texts:
        paths = [tuple(map(Path, text.split("=", 1))) for text in args.texts]
        sets = {"given": [(damaged.read_text("utf-8"), truth.read_text("utf-8")) for damaged, truth in paths]}
    ways = {"nothing": lambda: repair_nothing, "wordfreq": load_wordfreq, "hunspell": load_hunspell, "ours": load_ours}
    for way, load in ways.items():
        start = time.process_time()
        repair = load()
        loaded = time.process_time() - start
        for name, pairs in sets.items():
            score = Score()
            seconds = measure(repair, pairs, score)
            print_score(name, way, score, score.words / seconds, loaded)


if __name__ == "__main__":
    main()
