"""Which indicator a statement is about: one id for all the ways in which sources word it.

A table label, a bullet, a negated sentence and next year's report get one id when the catalogue knows them as one, or
when their labels are alike and nothing tells them apart. What tells apart comes first: `utan`, numbers, AUDIT and
DUDIT, barn and vuxna, two rows of one table, two subject areas. Labels are compared only with those that share a rare
word, so the work grows with the number of different labels and no faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.model import Change, Level, LocalStatus, Report
from pipeline.reconcile.catalogue import Catalogue, Entry, find_area, make_slug, read_catalogue
from pipeline.reconcile.words import Label, contradict, find_words, liken, read_label, stem

ALIKE_WITHIN = 0.62  # one document's wordings of one thing, table label against sentence
ALIKE_ACROSS = 0.75  # two documents: fewer shared habits of wording, and more neighbours to be mistaken for
MARGIN = 0.05  # the best likeness must beat the next by this, else the label stays by itself
WORDINGS = 6  # of a group that a label is compared with
CANDIDATES = 40  # groups that a label is compared with, those that share its rarest words
RARE_WORDS = 3  # of a label, by which candidates are found

Row = Level | Change | LocalStatus


@dataclass(frozen=True, slots=True)
class Mention:
    """One wording in one document. `table` is its table there, "" in running text."""

    text: str
    document_id: str
    area: str
    table: str
    base: str
    label: Label
    entry: Entry | None


@dataclass(slots=True)
class Group:
    """All wordings of one indicator; the first one names it."""

    id: str
    name: str
    entry: Entry | None
    area: str
    documents: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    labels: list[Label] = field(default_factory=list)
    rows: dict[tuple[str, str], Label] = field(default_factory=dict)  #: its label in each table

    def add(self, mention: Mention) -> None:
        self.documents.add(mention.document_id)
        if mention.base:
            self.bases.add(mention.base)
        if mention.label not in self.labels and len(self.labels) < WORDINGS:
            self.labels.append(mention.label)
        if mention.table:
            self.rows.setdefault((mention.document_id, mention.table), mention.label)


class Indicators:
    """Gives every wording its group; wordings must come table labels first, documents in a fixed order."""

    def __init__(self) -> None:
        self._catalogue = Catalogue(read_catalogue())
        self._by_entry: dict[str, Group] = {}
        self._by_id: dict[str, Group] = {}
        self._by_word: dict[str, list[Group]] = {}
        self._by_wording: dict[tuple[Label, str, str], Group] = {}

    def find(self, mention: Mention) -> Group | None:
        """The group that words it so or alike; None when there is none, or two fit equally well."""
        if mention.entry and mention.entry.id in self._by_entry:
            return self._by_entry[mention.entry.id]
        same = self._by_wording.get((mention.label, mention.area, mention.base))
        if same and self._may_join(mention, same):
            return same  # next year's report in the same words: most of an archive
        scored = sorted(
            ((score, -number, group) for number, group in enumerate(self._candidates(mention.label))
             if (score := self._score(mention, group))),
            key=lambda hit: hit[:2],
            reverse=True,
        )  # fmt: skip
        if not scored or (len(scored) > 1 and scored[0][0] - scored[1][0] < MARGIN):
            return None
        return scored[0][2]

    def add(self, mention: Mention) -> Group:
        """The group of the wording, a new one if need be, which then knows it."""
        group = self.find(mention)
        if group is None:
            group = self._make_group(mention)
        elif mention.entry and group.entry is None:
            group.entry = mention.entry
            self._by_entry[mention.entry.id] = group
        group.add(mention)
        self._by_wording.setdefault((mention.label, mention.area, mention.base), group)
        for word in mention.label.stems:
            groups = self._by_word.setdefault(word, [])
            if group not in groups[-CANDIDATES:]:
                groups.append(group)
        return group

    def make_mention(self, text: str, document_id: str, area: str, table: str, base: str) -> Mention:
        label = read_label(text)
        return Mention(text, document_id, area, table, _base_head(base), label, self._catalogue.find(label, area))

    def _candidates(self, label: Label) -> list[Group]:
        lists = sorted((self._by_word[w] for w in label.stems if w in self._by_word), key=len)[:RARE_WORDS]
        found: dict[int, Group] = {}
        for groups in lists:
            for group in groups[-CANDIDATES:]:
                found.setdefault(id(group), group)
        return list(found.values())[:CANDIDATES]

    def _score(self, mention: Mention, group: Group) -> float:
        """How alike they are; 0 when something tells them apart or it is not enough."""
        score = max(liken(mention.label, label) for label in group.labels)
        within = mention.document_id in group.documents
        if score < (ALIKE_WITHIN if within else ALIKE_ACROSS) or not self._may_join(mention, group):
            return 0.0
        if not within and mention.area and group.area and mention.area != group.area:
            return 0.0
        return 0.0 if any(contradict(mention.label, label) for label in group.labels) else score

    @staticmethod
    def _may_join(mention: Mention, group: Group) -> bool:
        """Whether neither entry nor base nor another row of the same table tells them apart."""
        if mention.entry and group.entry and mention.entry is not group.entry:
            return False
        if mention.base and group.bases and mention.base not in group.bases:
            return False
        row = group.rows.get((mention.document_id, mention.table)) if mention.table else None
        return row is None or row == mention.label

    def _make_group(self, mention: Mention) -> Group:
        entry = mention.entry
        stem_id = entry.id if entry else make_slug((mention.area, *mention.label.words)) or "unnamed"
        group_id, number = stem_id, 1
        while group_id in self._by_id:  # the same words for another thing: another base, or what tells them apart
            number += 1
            group_id = f"{stem_id}-{number}"
        group = Group(group_id, entry.name if entry else mention.text, entry, mention.area)
        self._by_id[group_id] = group
        if entry:
            self._by_entry[entry.id] = group
        return group


def identify(reports: Sequence[Report]) -> tuple[dict[str, str], tuple[Group, ...]]:
    """The indicator_id of every row by its own id, and the groups, in the order in which they first occur.

    Reports must be in a fixed order. Rows without any wording, and changes and local statements that no level words,
    take the indicator of their bullet if that has but one.
    """
    indicators = Indicators()
    ids: dict[str, str] = {}
    groups: dict[str, Group] = {}
    for report in reports:
        area = find_area(report.metadata.subject_area or report.metadata.title)
        known: dict[tuple[str, str, str], Group] = {}
        of_bullet: dict[str, set[str]] = {}
        for row_id, row in _in_order(report):
            table = row.table if isinstance(row, Level) else ""
            base = "" if isinstance(row, LocalStatus) else row.base
            key = (row.indicator, table, base)
            group = known.get(key)
            if group is None:
                mention = indicators.make_mention(row.indicator, report.document.document_id, area, table, base)
                group = None if isinstance(row, Level) else _find_by_bullet(indicators, mention, row, of_bullet, groups)
                group = group or indicators.add(mention)
                if isinstance(row, Level) or mention.label.stems:
                    known[key] = group
            if isinstance(row, Level) and row.finding_id:
                of_bullet.setdefault(row.finding_id, set()).add(group.id)
            ids[row_id] = group.id
            groups.setdefault(group.id, group)
    return ids, tuple(groups.values())


def _find_by_bullet(
    indicators: Indicators,
    mention: Mention,
    row: Change | LocalStatus,
    of_bullet: dict[str, set[str]],
    groups: dict[str, Group],
) -> Group | None:
    """The only indicator of the row's bullet, where the row's own words lead nowhere."""
    if mention.entry or not row.finding_id or indicators.find(mention):
        return None
    only = of_bullet.get(row.finding_id, set())
    return groups[next(iter(only))] if len(only) == 1 else None


def _in_order(report: Report) -> Iterator[tuple[str, Row]]:
    """Levels of tables, other levels, then changes and local statements: the plainest wording names a group."""
    for level in sorted(report.levels, key=lambda level: level.origin != "table"):
        yield level.observation_id, level
    for change in report.changes:
        yield change.change_id, change
    for status in report.local:
        yield status.local_id, status


def _base_head(base: str) -> str:
    """What the percent is of, in a word: `kommuner, socialförvaltningar i Göteborg` -> `kommun`; "" if not said."""
    filler = ("alla", "andel", "andelen", "av", "de", "i", "landets", "samtliga")
    words = [w for w in find_words(base) if w not in filler]
    if not words:
        return ""
    return "kommun" if words[0].startswith("kommun") else stem(words[0])
