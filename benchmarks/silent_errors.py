"""How many wrong figures pass unseen: sources with one damaged figure each, read and compared with the clean ones.

    python benchmarks/silent_errors.py SOURCES [--corruptions 1000] [--seed 1] [--misses]

Takes the text files below SOURCES (a folder of plain text reports), drops, swaps or changes one digit of one figure of
one of them, reads all of them again and looks at what became of the levels printed there: repaired to what stood there,
flagged for review, or silently wrong. Damages that change no level (telephone numbers, law references, change claims)
are left out; damaged years are counted apart. Prints the same shares for levels that the clean sources state twice or
more, and the rows flagged on the clean sources: false flags, where these hold no real conflict.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from pipeline.extract import read_document  # noqa: E402
from pipeline.model import Dataset, Document, Level, Line, Page, Report  # noqa: E402
from pipeline.normalise import repair_document  # noqa: E402
from pipeline.parse import parse_document  # noqa: E402
from pipeline.reconcile import reconcile_reports  # noqa: E402

_DIGITS = re.compile(r"[0-9]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
KINDS = ("drop", "swap", "change")


@dataclass(frozen=True, slots=True)
class Corruption:
    """One figure made another: `line.raw[start:end]`, `before` -> `after`."""

    document: int
    page: int
    line: int
    start: int
    end: int
    before: str
    after: str

    @property
    def of_year(self) -> bool:
        return bool(_YEAR.fullmatch(self.before))


def read_sources(folder: Path) -> list[Document]:
    """All text files as read, nothing repaired; a damage goes into the raw line."""
    return [read_document(path, path.name) for path in sorted(folder.glob("**/*.txt"))]


def corrupt(documents: list[Document], number: int, seed: int) -> Iterator[Corruption]:
    """Damages drawn evenly over all figures of all documents; the same for the same seed."""
    rng = random.Random(seed)
    figures = [
        (at, line, match)
        for at, document in enumerate(documents)
        for line in document.lines
        for match in _DIGITS.finditer(line.raw)
    ]
    while number:
        at, line, match = rng.choice(figures)
        after = _damage(match[0], rng.choice(KINDS), rng)
        if after != match[0]:
            number -= 1
            yield Corruption(at, line.page, line.number, match.start(), match.end(), match[0], after)


def _damage(figure: str, kind: str, rng: random.Random) -> str:
    """The figure with a digit less, two swapped or one changed; itself where that cannot be."""
    at = rng.randrange(len(figure))
    if kind == "drop":
        return figure[:at] + figure[at + 1 :] if len(figure) > 1 else figure
    if kind == "swap":
        return figure[:at] + figure[at + 1 : at + 2] + figure[at] + figure[at + 2 :]
    return figure[:at] + rng.choice("0123456789") + figure[at + 1 :]


def apply(document: Document, damage: Corruption) -> Document:
    """The document as read from the damaged source."""

    def change_line(line: Line) -> Line:
        if (line.page, line.number) != (damage.page, damage.line):
            return line
        raw = line.raw[: damage.start] + damage.after + line.raw[damage.end :]
        return replace(line, raw=raw, text=raw)

    def change_page(page: Page) -> Page:
        return replace(page, lines=tuple(map(change_line, page.lines)))

    return replace(document, pages=tuple(map(change_page, document.pages)))


def read_report(document: Document) -> Report:
    return parse_document(repair_document(document))


def count_statements(clean: Dataset) -> dict[str, int]:
    """By observation_id: in how many places the clean sources state the fact."""
    return {row_id: len(point.sources) for point in clean.series for row_id in point.sources}


def judge(clean: Report, damaged: Report, damage: Corruption) -> tuple[str, list[Level]]:
    """What became of the levels whose figure was damaged, and those levels as they were; "" if there was none."""
    was = Counter(_facts(level) for level in clean.levels)
    now = Counter(_facts(level) for level in damaged.levels)
    hit = [level for level in clean.levels if _touches(level, damage)]
    if not hit:  # a year, a bound of a group: figures that levels depend on
        hit = [level for level in clean.levels if was[_facts(level)] > now[_facts(level)]]
    if not hit:
        return "", []
    if was == now:
        repaired = any(level.status == "repaired" and not _was_repaired(level, clean) for level in damaged.levels)
        return "repaired" if repaired else "", hit
    wrong = [level for level in damaged.levels if now[_facts(level)] > was[_facts(level)]]
    if all(level.review for level in wrong):
        return ("flagged" if wrong else "lost"), hit
    return "silent", hit


def _count_reliability(clean: Report, damaged: Report, reliability: Counter[tuple[float, bool]]) -> None:
    """Adds each level of a damaged document by its confidence, and whether the clean document states the same."""
    right = {_facts(level) for level in clean.levels}
    for level in damaged.levels:
        if level.value is not None:
            reliability[level.confidence, _facts(level) in right] += 1


def _touches(level: Level, damage: Corruption) -> bool:
    place = level.place
    same_line = (place.page, place.line) == (damage.page, damage.line)
    return same_line and level.value is not None and place.start < damage.end and damage.start < place.end


def _was_repaired(level: Level, clean: Report) -> bool:
    return any(row.observation_id == level.observation_id and row.status == "repaired" for row in clean.levels)


def _facts(level: Level) -> tuple[object, ...]:
    return level.indicator, level.geography, level.population, level.gender, level.year, level.unit, level.value


def measure(documents: list[Document], number: int, seed: int, *, show: bool) -> None:
    reports = [read_report(document) for document in documents]
    clean = reconcile_reports(reports)
    stated = count_statements(clean)
    shares = {name: Counter[str]() for name in ("all", "twice or more", "once", "years", "other figures")}
    reliability: Counter[tuple[float, bool]] = Counter()
    for damage in corrupt(documents, number, seed):
        changed = list(reports)
        changed[damage.document] = read_report(apply(documents[damage.document], damage))
        done = reconcile_reports(changed)
        outcome, hit = judge(clean.reports[damage.document], done.reports[damage.document], damage)
        if not outcome:
            continue
        _count_reliability(clean.reports[damage.document], done.reports[damage.document], reliability)
        if damage.of_year or not any(_touches(level, damage) for level in hit):
            shares["years" if damage.of_year else "other figures"][outcome] += 1
            continue
        twice = max(stated.get(level.observation_id, 1) for level in hit) > 1
        for name in ("all", "twice or more" if twice else "once"):
            shares[name][outcome] += 1
        if show and outcome in ("silent", "lost") and twice:
            print(f"{outcome}: {documents[damage.document].source_file}, page {damage.page}, line {damage.line}: "
                  f"{damage.before} -> {damage.after} | {hit[0].evidence[:100]}")  # fmt: skip
    for name, counts in shares.items():
        total = sum(counts.values())
        told = ", ".join(f"{outcome} {counts[outcome]} ({counts[outcome] / max(1, total):.1%})"
                         for outcome in ("repaired", "flagged", "lost", "silent"))  # fmt: skip
        print(f"{name:14} {total:4} damaged levels: {told}")
    print("confidence     levels   right (of damaged documents, all their levels)")
    for confidence in sorted({at for at, _ in reliability}):
        right, wrong = reliability[confidence, True], reliability[confidence, False]
        print(f"{confidence:10.2f} {right + wrong:10} {right / (right + wrong):7.1%}")
    rows = [level for report in clean.reports for level in report.levels]
    flagged = sum(bool(level.review) for level in rows)
    print(f"clean sources  {len(rows)} levels, flagged {flagged} ({flagged / max(1, len(rows)):.1%})")


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("sources", type=Path)
    ask.add_argument("--corruptions", type=int, default=1000)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--misses", action="store_true", help="name what passed unseen although it is stated twice")
    arguments = ask.parse_args()
    measure(read_sources(arguments.sources), arguments.corruptions, arguments.seed, show=arguments.misses)


if __name__ == "__main__":
    main()
