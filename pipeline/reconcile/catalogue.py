"""The indicators that the program knows: `data/indicators.csv`, and which of them a label names.

`rutin för hur handläggare ska säkra skolgången för barn i skyddat boende` holds all words of `rutin skolgång` and none
that the entry forbids, so it is `vald-rutin-skolgang`, whoever wrote it and in whatever order.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pipeline.data import read_rows
from pipeline.reconcile.words import Label, find_words, read_label, read_vocabulary

_FIELDS = (
    "id", "name", "area", "unit", "counts", "aliases", "not", "kolada", "kolada_to", "coding", "breaks", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One known indicator. `aliases` are sets of stems that name it, each sufficient; `forbidden` are stems of others.

    `area` is the subject area's id when the same question is asked in several areas and must be kept apart there.
    """

    id: str
    name: str
    area: str
    unit: str
    counts: str
    aliases: tuple[frozenset[str], ...]
    forbidden: frozenset[str]
    kolada: tuple[str, ...]  #: key figures that municipalities answer for it
    kolada_to: str  #: their last years, joined by `;`
    coding: str  #: of the key figures' answers
    breaks: str  #: why its series cannot be read straight through
    source: str


@dataclass(frozen=True, slots=True)
class Area:
    """A subject area: any of its stem sets in a document's own words for its area means this one."""

    id: str
    name: str
    aliases: tuple[frozenset[str], ...]


@cache
def read_areas() -> tuple[Area, ...]:
    """Raises ValueError for an area without words."""
    areas = []
    for row in read_rows("subject_areas_known.csv", "id", "name", "words", "reason"):
        aliases = tuple(_stems(alias) for alias in row["words"].split("|"))
        if not all(aliases):
            raise ValueError(f"data/subject_areas_known.csv: {row['id']} has an alias without words")
        areas.append(Area(row["id"], row["name"], aliases))
    return tuple(areas)


@cache
def find_area(text: str) -> str:
    """The id of the subject area that a text names, a slug of its words if we do not know it, "" of no text.

    `Våld i nära relationer` -> `vald`, `Öppna jämförelser av simhallar` -> `simhallar`. The longest match wins.
    """
    stems = read_label(text).stems
    hits = [(len(alias), area.id) for area in read_areas() for alias in area.aliases if alias <= stems]
    if hits:
        return max(hits)[1]
    return make_slug(w for w in find_words(text) if w not in read_vocabulary().stop)


@cache
def read_catalogue() -> tuple[Entry, ...]:
    """Raises ValueError for two entries with one id, an entry without aliases or an area that is not listed."""
    known = {area.id for area in read_areas()}
    entries: dict[str, Entry] = {}
    for row in read_rows("indicators.csv", *_FIELDS):
        if row["id"] in entries or not row["aliases"] or (row["area"] and row["area"] not in known):
            raise ValueError(f"data/indicators.csv: {row['id']} stands twice, lacks aliases or has an unknown area")
        if not row["source"]:
            raise ValueError(f"data/indicators.csv: {row['id']} has no source")
        entries[row["id"]] = Entry(
            id=row["id"],
            name=row["name"],
            area=row["area"],
            unit=row["unit"],
            counts=row["counts"],
            aliases=tuple(_stems(alias) for alias in row["aliases"].split("|")),
            forbidden=_stems(row["not"]),
            kolada=tuple(filter(None, row["kolada"].split(";"))),
            kolada_to=row["kolada_to"],
            coding=row["coding"],
            breaks=row["breaks"],
            source=row["source"],
        )
    return tuple(entries.values())


@cache
def known_ids() -> frozenset[str]:
    return frozenset(entry.id for entry in read_catalogue())


class Catalogue:
    """Finds the entry that a label names, through an index on the rarest stem of each alias."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._index: dict[str, list[tuple[frozenset[str], Entry]]] = {}
        counts: dict[str, int] = {}
        rows = [(alias, entry) for entry in entries for alias in entry.aliases]
        for alias, _ in rows:
            for part in alias:
                counts[part] = counts.get(part, 0) + 1
        for alias, entry in rows:
            key = min(alias, key=lambda s: (counts[s], s))
            self._index.setdefault(key, []).append((alias, entry))

    def find(self, label: Label, area: str) -> Entry | None:
        """The entry with most words in the label; None of none, and of two that fit equally well.

        An entry that belongs to an area is found only in documents of that area.
        """
        have = _marked(label)
        hits = {
            entry.id: (len(alias), bool(entry.area), entry)
            for part in sorted(have)
            for alias, entry in self._index.get(part, ())
            if alias <= have and not entry.forbidden & have and (not entry.area or entry.area == area)
        }
        best = sorted(hits.values(), key=lambda hit: (-hit[0], -hit[1], hit[2].id))
        if not best or (len(best) > 1 and best[0][:2] == best[1][:2]):
            return None
        return best[0][2]


def make_slug(words: Iterable[str]) -> str:
    """Words as an id: `("rutin", "skolgång")` -> `rutin-skolgang`; at most 80 characters, cut between words."""
    plain = unicodedata.normalize("NFKD", "-".join(words).lower())
    slug = re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")
    return slug if len(slug) <= 80 else slug[:81].rpartition("-")[0]


def _stems(alias: str) -> frozenset[str]:
    """An alias's stems as a label would have them, `utan:` before those behind an `utan`."""
    return _marked(read_label(alias.replace("utan:", "utan ")))


def _marked(label: Label) -> frozenset[str]:
    return frozenset(f"utan:{s}" if s in label.without else s for s in label.stems)
