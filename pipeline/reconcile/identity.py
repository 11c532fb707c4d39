"""Which indicator each row is about: one id for all the ways in which sources word it.

A table label, a bullet, a negated sentence, a municipality's own statement and next year's report get one id. The
plainest wordings come first and name it; a row that says only `en sådan rutin` takes the indicator of what was said
just before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Change, Level, LocalStatus, Place, Report
from pipeline.reconcile.catalogue import find_area
from pipeline.reconcile.grouping import CANDIDATES, Group, Indicators, Mention
from pipeline.reconcile.words import Label, find_words, is_general, read_label, read_vocabulary, stem

LOOK_BACK = 100  # rows before one that names nothing, in which what it means must stand

Row = Level | Change | LocalStatus

__all__ = ["Group", "identify"]


def identify(reports: Sequence[Report]) -> tuple[dict[str, str], tuple[Group, ...]]:
    """The indicator_id of every row by its own id, and the groups, in the order in which they first occur.

    Reports must be in a fixed order, since the first wording names the indicator.
    """
    indicators = Indicators()
    ids: dict[str, str] = {}
    groups: dict[str, Group] = {}
    for report in reports:
        for row_id, group in _Reader(report, indicators).read():
            ids[row_id] = group.id
            groups.setdefault(group.id, group)
    return ids, tuple(groups.values())


@dataclass(slots=True)
class _Reader:
    """One report, and what is known of its rows so far."""

    report: Report
    indicators: Indicators
    area: str = ""
    faint: frozenset[str] = frozenset()
    common: dict[str, frozenset[str]] = field(default_factory=dict)  #: stems of all rows of a table
    known: dict[tuple[str, str, str], Group] = field(default_factory=dict)
    own: dict[str, dict[str, Group]] = field(default_factory=lambda: defaultdict(dict))  #: groups here, by their words
    of_bullet: dict[str, dict[str, Group]] = field(default_factory=lambda: defaultdict(dict))
    placed: list[tuple[tuple[int, int, int], Group]] = field(default_factory=list)
    stated: set[tuple[object, ...]] = field(default_factory=set)  #: facts, each with its group
    figures: dict[str, dict[tuple[object, ...], object]] = field(default_factory=lambda: defaultdict(dict))

    def __post_init__(self) -> None:
        subject = self.report.metadata.subject_area or self.report.metadata.title
        self.area = find_area(subject)
        self.faint = read_label(subject).stems
        self.common = _find_common_stems(self.report.levels)
        for level in self.report.levels:
            if not level.table:
                self.figures[level.indicator][_fact_of(level)] = level.value

    def read(self) -> Iterator[tuple[str, Group]]:
        """Levels of tables, other levels, changes, local statements; of each kind those that name something first."""
        rows = sorted(_list_rows(self.report), key=lambda row: self._rank(row[1]))
        specific = [row for row in rows if not is_general(read_label(row[1].indicator))]
        for row_id, row in specific:
            yield row_id, self._place(row, self._find(row))
        self.placed.sort(key=lambda entry: entry[0])
        general = [row for row in rows if is_general(read_label(row[1].indicator))]
        for row_id, row in general:
            yield row_id, self._find_before(row) or self._find(row)

    @staticmethod
    def _rank(row: Row) -> int:
        if isinstance(row, Level):
            return 0 if row.origin == "table" else 1
        return 2 if isinstance(row, Change) else 3

    def _find(self, row: Row) -> Group:
        table, base = ("", "") if isinstance(row, LocalStatus) else (row.table, row.base)
        key = (row.indicator, table, base)
        group = self.known.get(key)
        if group is None:
            mention = self._make_mention(row.indicator, table, base)
            group = self.indicators.find_within(mention, self._find_own(mention.label))
            group = group or self._find_in_bullet(row, mention) or self.indicators.add(mention)
            self.known[key] = group
            for word in mention.label.stems:
                self.own[word][group.id] = group
        return group

    def _find_own(self, label: Label) -> list[Group]:
        """The groups of this report that have the label's rarest word; none if it is so common that it says nothing.

        Of two words as rare the first in the alphabet, for a set gives its own in another order each run.
        """
        rarest = min((self.own.get(word, {}) for word in sorted(label.stems)), key=len, default={})
        return list(rarest.values()) if len(rarest) <= CANDIDATES else []

    def _make_mention(self, text: str, table: str, base: str) -> Mention:
        label = read_label(text)
        label = replace(label, numbers=label.numbers | read_label(base).numbers)  # sexåringar are no 20-åringar
        faint = self.faint | self.common.get(table, frozenset())
        entry = self.indicators.find_entry(label, self.area)
        figures = {} if table else self.figures.get(text, {})
        return Mention(
            text, self.report.document.document_id, self.area, table, _base_head(base), label, faint, entry, figures
        )

    def _place(self, row: Row, group: Group) -> Group:
        self.placed.append((_order(row.place), group))
        if isinstance(row, Level):
            self.stated.add((group.id, *_fact_of(row)))
            if row.finding_id:
                self.of_bullet[row.finding_id][group.id] = group
        return group

    def _find_in_bullet(self, row: Row, mention: Mention) -> Group | None:
        """Of a change or local statement whose words lead nowhere: the only indicator of its bullet."""
        if isinstance(row, Level) or mention.entry or not row.finding_id or self.indicators.find(mention):
            return None
        only = self.of_bullet.get(row.finding_id, {})
        return next(iter(only.values())) if len(only) == 1 else None

    def _find_before(self, row: Row) -> Group | None:
        """Of a row that names nothing: the only indicator of its bullet, or the last one before it of its kind.

        Not if that has a figure for the same year and place: then `en skriftlig överenskommelse` is another one; nor
        if the row is of those `utan plan`.
        """
        label = read_label(row.indicator)
        if label.without:
            return None
        only = self.of_bullet.get(row.finding_id, {}) if row.finding_id else {}
        if len(only) == 1:
            before = list(only.values())
        else:
            wanted, place = label.instruments, _order(row.place)
            end = bisect_left(self.placed, place, key=lambda entry: entry[0])
            near = self.placed[max(0, end - LOOK_BACK) : end]
            before = [group for _, group in near if wanted and _names(wanted, group)]
        if not before or (isinstance(row, Level) and (before[-1].id, *_fact_of(row)) in self.stated):
            return None
        return before[-1]


def _fact_of(level: Level) -> tuple[object, ...]:
    return level.geography, level.population, level.gender, level.year, level.unit


def _names(instruments: frozenset[str], group: Group) -> bool:
    return any(instruments <= label.instruments for label in group.labels)


def _order(place: Place) -> tuple[int, int, int]:
    return place.page, place.line, place.start


def _list_rows(report: Report) -> Iterator[tuple[str, Row]]:
    yield from ((level.observation_id, level) for level in report.levels)
    yield from ((change.change_id, change) for change in report.changes)
    yield from ((status.local_id, status) for status in report.local)


def _find_common_stems(levels: Sequence[Level]) -> dict[str, frozenset[str]]:
    """By table: the stems that all its labels have, if it has more than one: its caption, mostly."""
    labels: dict[str, set[Label]] = defaultdict(set)
    for level in levels:
        if level.table:
            labels[level.table].add(read_label(level.indicator))
    return {
        table: frozenset.intersection(*(label.stems for label in found))
        for table, found in labels.items()
        if len(found) > 1
    }


def _base_head(base: str) -> str:
    """What the percent is of, in a word: `kommuner, socialförvaltningar i Göteborg` -> `kommun`.

    Empty where it is not said, or says no more than the gender: `flickor i årskurs 8`.
    """
    filler = ("alla", "andel", "andelen", "av", "de", "i", "landets", "samtliga")
    words = [w for w in find_words(base) if w not in filler]
    if not words or words[0] in read_vocabulary().genders:
        return ""
    return "kommun" if words[0].startswith("kommun") else stem(words[0])
