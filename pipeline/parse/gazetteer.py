"""What places and groups of municipalities are called, in every form that their names take.

    ("kalmar", "läns") -> Kalmar län (county 08);  ("kalmarbor",) -> Kalmar (municipality 0880)

Names come from Statistics Sweden's list, phrases from `data/place_phrases.csv`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from pipeline.data import read_rows
from pipeline.model import RIKET, Geography
from pipeline.records import record

WORD = re.compile(r"[^\W_]+(?:[-:][^\W_]+)*")
THE_COUNTY = Geography("county", "", "länet")  #: one that only the context names

Kind = Literal["municipality", "district", "county", "region", "country", "population", "group", "none"]


@record
class Entry:
    kind: Kind
    geography: Geography
    population: str = ""
    proper: bool = False  #: a name, so it has a capital
    also_word: bool = False  #: means something else too (Vara, Mark)


@cache
def load_gazetteer() -> dict[tuple[str, ...], Entry]:
    """Lower-case words of a name or phrase, in every form that it takes, and what it means."""
    table: dict[tuple[str, ...], Entry] = {}
    for row in _counties():
        county = Geography("county", row["code"], row["county"])
        region = Geography("region", row["code"], row["region"])
        stem = row["county"].removesuffix(" län")
        shorts = tuple(filter(None, row["bare"].split(";")))
        older = (f"landstinget {i}{name}" for name in (row["county"], *shorts) for i in ("", "i "))
        _add(table, Entry("region", region, proper=True), row["region"], *older, f"{stem} läns landsting")
        _add(table, Entry("county", county, proper=True), row["county"], f"{stem} läns")
        for short in shorts:
            _add(table, Entry("county", Geography("county", row["code"], short), proper=True), short, _genitive(short))
        if row["people"]:
            _add(table, Entry("county", Geography("county", row["code"], shorts[0])), *_inflect_people(row["people"]))
    for row in read_rows("municipalities.csv", "code", "municipality", "also", "form"):
        name = row["municipality"]
        place, of = Geography("municipality", row["code"], name), _genitive(name)
        bare = Entry("municipality", place, proper=True, also_word=bool(row["also"]))
        _add(table, bare, name, of, f"{name}:s")
        _add(table, Entry("municipality", place, proper=bool(row["also"])), *_name_people(name))
        sure = Entry("municipality", place, proper=True)
        forms = filter(None, (name, of, row["form"]))
        _add(table, sure, *(f"{n} {k}" for n in forms for k in ("kommun", "kommuns", "stad", "stads")))
    for row in read_rows("districts.csv", "district", "municipality"):
        name = row["district"]
        _add(table, Entry("district", Geography("district", "", name), proper=True), name, _genitive(name))
    for row in read_rows("place_phrases.csv", "phrase", "kind", "name", "reason"):
        _add(table, _phrase_entry(row), row["phrase"])
    return table


@cache
def load_lengths() -> dict[str, tuple[int, ...]]:
    """By their first word, how many words the names and phrases have, the longest first: few words begin one."""
    lengths: dict[str, set[int]] = {}
    for phrase in load_gazetteer():
        lengths.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


@cache
def load_openings() -> tuple[frozenset[str], dict[str, set[tuple[str, ...]]]]:
    """The names and phrases of one word, and by the first word of the others their second, or second and third."""
    following: dict[str, set[tuple[str, ...]]] = {}
    for first, *others in (phrase for phrase in load_gazetteer() if len(phrase) > 1):
        following.setdefault(first, set()).add(tuple(others[:2]))
    return frozenset(phrase[0] for phrase in load_gazetteer() if len(phrase) == 1), following


def county_of(municipality: Geography) -> Geography | None:
    """The county that a municipality lies in: that of Kalmar (0880) is Kalmar län (08)."""
    for row in _counties():
        if municipality.code[:2] == row["code"]:
            return Geography("county", row["code"], row["county"])
    return None


def region_of(county: Geography) -> Geography | None:
    """The region that runs a county's health care: Region Kronoberg (07) of Kronobergs län."""
    for row in _counties():
        if county.code == row["code"]:
            return Geography("region", row["code"], row["region"])
    return None


def namesake_of(municipality: Geography) -> Geography | None:
    """The county that is called as its municipality is: Kalmar län of Kalmar; None where it is not."""
    county = county_of(municipality)
    named = county.name.removesuffix(" län").removesuffix("s") if county else ""
    return county if named == municipality.name.removesuffix("s") else None


@cache
def _counties() -> tuple[dict[str, str], ...]:
    return read_rows("counties.csv", "code", "county", "region", "bare", "people")


def _phrase_entry(row: dict[str, str]) -> Entry:
    match row["kind"]:
        case "country" | "none" as kind:
            return Entry(kind, RIKET)
        case "population":
            return Entry("population", RIKET, population=row["name"])
        case "group" | "county" as kind:
            return Entry(kind, Geography(kind, "", row["name"]))
    raise ValueError(f"data/place_phrases.csv: {row['phrase']}: no such kind: {row['kind']}")


def _add(table: dict[tuple[str, ...], Entry], entry: Entry, *phrases: str) -> None:
    for phrase in phrases:
        table.setdefault(tuple(WORD.findall(phrase.lower())), entry)


def _name_people(name: str) -> tuple[str, ...]:
    """`Borås` -> `boråsbor`, `boråsare` and their like, as far as they are made the same way of every such name."""
    stems = {name, _genitive(name)} - ({name} if name[-1] in "kg" else set())
    people = [form for stem in sorted(stems) for form in _inflect_people(f"{stem}bo")]
    if name.endswith(("ås", "borg", "holm")):
        people += _inflect_people(f"{name}are")
    return tuple(people)


def _inflect_people(one: str) -> list[str]:
    """`värmlänning` -> `värmlänningar`, `värmlänningarnas` and the others; so with `östgöte`, `boråsare`, `malmöbo`."""
    if one.endswith("are"):
        forms = [one, f"{one}n", f"{one.removesuffix('re')}rna"]
    elif one.endswith("bo"):
        forms = [one, f"{one}n", f"{one}r", f"{one}rna"]
    else:
        stem = one.removesuffix("e")
        forms = [one, f"{stem}en", f"{stem}ar", f"{stem}arna"]
    return [f"{form}{genitive}" for form in forms for genitive in ("", "s")]


def _genitive(name: str) -> str:
    return name if name[-1] in "sxz" else name + "s"
