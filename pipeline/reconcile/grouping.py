"""Groups of wordings that name the same indicator.

Wordings are grouped when the catalogue knows them as one, or when they are alike and nothing tells them apart. What
tells apart comes first: `utan`, numbers, AUDIT and DUDIT, barn and vuxna, two rows of one table, two subject areas.
Labels are compared only with those that share a rare word, so the work grows with the number of different labels.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.reconcile.catalogue import Catalogue, Entry, make_slug, read_catalogue
from pipeline.reconcile.likeness import contradict, is_replaced, liken, names_part
from pipeline.reconcile.words import Label, is_short, read_label, say_much

ALIKE_WITHIN = 0.62  # one document's wordings of one thing, table label against sentence
ALIKE_ACROSS = 0.75  # two documents: fewer shared habits of wording, and more neighbours to be mistaken for
ALIKE_REPLACED = 0.8  # where they may well be two: each says something of its own, or they share but one word
SHARED_WORDS = 2  # `Kostnad, totalt` is alike to every label that begins with kostnad
MARGIN = 0.05  # the best likeness must beat the next by this, else the label stays by itself
WORDINGS = 6  # of a group that a label is compared with
CANDIDATES = 40  # groups that a label is compared with, those that share its rarest words
RARE_WORDS = 3  # of a label, by which candidates are found

#: What a wording states, by place, year and the like.
Figures = Mapping[tuple[object, ...], object]


@dataclass(frozen=True, slots=True)
class Mention:
    """One wording in one document. `table` is its table there, "" in running text."""

    text: str
    document_id: str
    area: str
    table: str
    base: str
    label: Label
    faint: frozenset[str]  #: stems that say little there
    entry: Entry | None
    figures: Figures  #: in running text

    @property
    def row(self) -> Label:
        """What it says behind the caption, which may name all rows: `Bad och bastu: Bad`, `Bad och bastu: Bastu`."""
        return read_label(self.text.rpartition(": ")[2])


@dataclass(slots=True)
class Group:
    """All wordings of one indicator; the first one names it."""

    id: str
    name: str
    entry: Entry | None
    area: str
    documents: set[str] = field(default_factory=set)
    bases: set[str] = field(default_factory=set)
    labels: dict[Label, frozenset[str]] = field(default_factory=dict)  #: with what is faint in them
    rows: dict[tuple[str, str], Label] = field(default_factory=dict)  #: its label in each table
    told: dict[str, dict[str, Figures]] = field(default_factory=dict)  #: its wordings in each document's text

    def add(self, mention: Mention) -> None:
        self.documents.add(mention.document_id)
        if mention.base:
            self.bases.add(mention.base)
        if len(self.labels) < WORDINGS:
            self.labels.setdefault(mention.label, mention.faint)
        if mention.table:
            self.rows.setdefault((mention.document_id, mention.table), mention.row)
        else:
            self.told.setdefault(mention.document_id, {})[mention.text] = mention.figures


def _may_differ(a: Label, b: Label, faint: frozenset[str]) -> bool:
    """Whether one is a rutin or plan and the other not, each says something of its own, or they share but one word."""
    shared = len(say_much(a) & say_much(b) - faint)
    return bool(a.instruments) != bool(b.instruments) or is_replaced(a, b) or shared < SHARED_WORDS


def _tell_apart(mention: Mention, text: str) -> bool:
    """`har en plan`, `har en plan för LSS`; `använder IBIC vid besök`, `använder IBIC vid samtal`."""
    return names_part(mention.text, text) or is_replaced(mention.label, read_label(text))


def _differ(one: Figures, other: Figures) -> bool:
    return any(other.get(of, value) != value for of, value in one.items())


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

    def find_entry(self, label: Label, area: str) -> Entry | None:
        """What the catalogue calls it; nothing when its name says otherwise, or less: not `i enskild regi`."""
        entry = self._catalogue.find(label, area)
        return None if entry and contradict(label, read_label(entry.name)) else entry

    def find_within(self, mention: Mention, groups: Iterable[Group]) -> Group | None:
        """The only one of these groups that has all the words of a short label such as `behöriga pojkar`.

        A rutin or plan that the short label does not name is another thing: `skyddat boende` is no `rutin för skolgång
        i skyddat boende`.
        """
        if mention.entry or not is_short(mention.label):
            return None
        fitting = [
            group
            for group in groups
            if self._may_join(mention, group)
            and any(
                mention.label.stems <= label.stems
                and label.instruments <= mention.label.instruments
                and not contradict(mention.label, label)
                for label in group.labels
            )
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _candidates(self, label: Label) -> list[Group]:
        lists = sorted((self._by_word[w] for w in sorted(label.stems) if w in self._by_word), key=len)[:RARE_WORDS]
        found: dict[int, Group] = {}
        for groups in lists:
            for group in groups[-CANDIDATES:]:
                found.setdefault(id(group), group)
        return list(found.values())[:CANDIDATES]

    def _score(self, mention: Mention, group: Group) -> float:
        """How alike they are; 0 when something tells them apart or it is not enough."""
        score, label, faint = max(
            (
                (liken(mention.label, label, mention.faint | faint), label, mention.faint | faint)
                for label, faint in group.labels.items()
            ),
            key=lambda hit: hit[0],
        )
        within = mention.document_id in group.documents
        if score < (ALIKE_WITHIN if within else ALIKE_ACROSS) or not self._may_join(mention, group):
            return 0.0
        if (
            score < ALIKE_REPLACED
            and not mention.label.acronyms & label.acronyms
            and _may_differ(mention.label, label, faint)
        ):
            return 0.0
        apart = not within and mention.area and group.area and mention.area != group.area
        if apart or mention.label.answers:  # every survey has its own response rate
            return 0.0
        return 0.0 if any(contradict(mention.label, label) for label in group.labels) else score

    @staticmethod
    def _may_join(mention: Mention, group: Group) -> bool:
        """Whether neither entry nor base, nor another row of the table or a part told in the text, tells them apart."""
        if mention.entry and group.entry and mention.entry is not group.entry:
            return False
        if mention.base and group.bases and mention.base not in group.bases:
            return False
        if not mention.table:
            told = group.told.get(mention.document_id, {})
            return not any(_differ(mention.figures, told[text]) and _tell_apart(mention, text) for text in told)
        row = group.rows.get((mention.document_id, mention.table))
        return row is None or row == mention.row

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
