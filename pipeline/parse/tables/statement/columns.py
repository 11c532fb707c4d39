"""What the header of a column, or the label of a row, says of the figures there.

Kvinnor / 2019        ->  gender K, year 2019
Stockholms län 2020   ->  county 01, year 2020
Andel kvinnor (%)     ->  gender K, percent, measure "Andel kvinnor"
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal

from pipeline.model import RIKET, Gender, Geography
from pipeline.parse.places import PlaceMention, find_places, parse_place
from pipeline.parse.tables.header.items import EXTREMES, SAMPLE, unmark_years
from pipeline.parse.tables.knowledge import DIFFERENCES, GENDERS, HeaderWord, find_word, header_words, is_numbered
from pipeline.parse.tables.periods import Period, find_periods
from pipeline.parse.tables.units import Unit, find_unit, parse_unit
from pipeline.records import record, replace

_HALF_OPEN = re.compile(r"[–—-] ?(?P<most>\d[\d ]*)|(?P<least>\d[\d ]*\d) ?[–—-]")  #: `–14 999`, `70 000–`
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+(?:[-:][^\W\d_]+)*")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_)])(?:[¹²³⁴⁵⁶⁷⁸⁹]+|\*+|(?<=[a-zåäö])(?<!\b[mM])(?<!\b[dk]m)\d\)?)$")

HOME = "home"  #: the code of the municipality whose report it is, until that is known
_BESIDE = re.compile(r"(.*\S) \(([^()]+)\)")  #: `Riket (kvinnor)`, `Länet (andel ja)`
_GENERAL = frozenset({"andel", "andelen", "ja", "med", "kommuner", "i", "procent", "%"})  #: say nothing of what
_WHOSE = re.compile(r" i ([A-ZÅÄÖ].*)$")  #: `Utveckling i Kalmar`
_AT_PLACE = re.compile(  #: `Kostnad per elev i riket`, `Behöriga elever, Kalmar`, `Behöriga (länet), andel (%)`
    r"(?P<what>[^\W\d].*?)(?:,? (?:genomsnitt|snitt|medelvärde|medel)(?:et)?(?: i| för|,)?| i|,| \() ?"
    r"(?P<place>(?:hela )?(?:riket|landet|länet)|[a-zåäö]+ kommuner|[A-ZÅÄÖ][^,()]{1,30})\)?"
    r"(?P<unit>(?:, | \()[^,()]+(?:,? \(?%\)?|\))?)?"
)
_DIVISION_BEFORE = re.compile(r"^(?:Kommun|Län|Region|Stadsdel): (?=[A-ZÅÄÖ])")
_MEAN_BEFORE = re.compile(r"^(?:Ovägt|Vägt|Oviktat|Viktat) (?:medel|medelvärde|genomsnitt|snitt)(?:,| för| i)? (?=\w)")
_COUNTED_BEHIND = re.compile(r" \(\d+ kommuner\)$")
_ALL_BEHIND = re.compile(r",? (?:totalt|samtliga|alla)$")  #: `Riket totalt`
_PART_OF = re.compile(r"^(?:därav|varav|bland) ", re.IGNORECASE)
_NOT_OF_YEAR = frozenset(
    "sedan från till mot före efter än med av innan agenda vision mål prognos lgr lag lagen och samt födda".split()
)  #: before a year that figures are not of: `Ny rutin sedan 2015`, `Vision 2030`
_KOLADA = re.compile(r" \(?[NU]\d{5}\)?$")  #: the number of a key figure behind its name
_NUMBERING = re.compile(  #: `1. Rutin vid hot`, Kolada's `N15428 Behöriga elever`
    r"^(?:\d{1,2}(?:[.)] (?=[^\W\d_])| (?=[A-ZÅÄÖ][a-zåäö]))|[NU]\d{5} (?=[A-ZÅÄÖ]))"
)


@record
class Meaning:
    """What one label says; None and "" where it says nothing. `measure` is what is left of its words."""

    kind: Literal["figure", "unit", "change", "difference", "aside", "rank", "year", "place", "who"] = "figure"
    year: int | None = None
    period: str = ""
    gender: Gender | None = None
    geography: Geography | None = None
    population: str = ""
    unit: Unit | None = None
    measure: str = ""
    before: bool = False


def read_header(texts: Sequence[str]) -> Meaning:
    """The meaning of a column, of its header cells from the top."""
    meaning = Meaning()
    for text in _join_cut(texts):
        meaning = _add(meaning, _read_header_cell(text))
    return meaning


def _join_cut(texts: Sequence[str]) -> list[str]:
    """The cells, one that goes on in small letters with the one above it: `Svars-` over `frekvens`."""
    joined: list[str] = []
    for text in (text.strip() for text in texts):
        if joined and joined[-1] and text[:1].islower():
            cut = joined[-1].endswith("-") and joined[-1][-2:-1].isalpha()
            joined[-1] = f"{joined[-1][:-1]}{text}" if cut else f"{joined[-1]} {text}"
        else:
            joined.append(text)
    return joined


def _add(above: Meaning, below: Meaning) -> Meaning:
    return Meaning(
        kind=below.kind if below.kind != "figure" else above.kind,
        year=below.year or above.year,
        period=below.period or above.period,
        gender=below.gender or above.gender,
        geography=below.geography or above.geography,
        population=below.population or above.population,
        unit=below.unit or above.unit,
        measure=" ".join(filter(None, (above.measure, below.measure))),
        before=below.before or above.before,
    )


def _read_header_cell(text: str) -> Meaning:
    text = unmark_years(SAMPLE.sub("", text))
    periods = find_periods(text)
    meaning = Meaning(before=bool(periods) and text[: periods[-1].start].endswith("("))
    if periods:
        meaning = replace(meaning, year=periods[-1].year, period=periods[-1].words)
        text = (text[: periods[-1].start].rstrip() + text[periods[-1].end :]).replace("()", "").strip(" *¹²³,")
        if text.count("(") != text.count(")") or text.startswith("("):  # and not `Andel (%)` of `Andel (%) 2019`
            text = text.strip(" ()*¹²³,")
    text = drop_footnote(text).strip()
    if not text:
        return meaning
    simple = _read_words(text)
    if simple is not None:
        return _add(meaning, simple)
    if parted := _read_parts(text):
        return _add(meaning, parted)
    unit = parse_unit(text) or find_unit(text)
    first = header_words().get(text.split()[0].lower().strip(",:."))
    beside = next((kind for kind in DIFFERENCES if first is not None and kind == first.kind), None)
    if beside and (whose := _WHOSE.search(text)) and (place := parse_place(whose[1])):
        meaning = replace(meaning, geography=place.geography)
    return replace(
        meaning, kind=beside or "figure", unit=unit, gender=find_gender(text), measure="" if parse_unit(text) else text
    )


def _read_parts(text: str) -> Meaning | None:
    """The meaning of words of which each part says one thing: `Riket (kvinnor)`, `Antal män`; None of others."""
    if text[0] == "(" and text[-1] == ")" and (within := _read_words(text[1:-1])) and within.geography:
        return replace(within, before=True)  # `Halland | (riket)`
    if (parted := _BESIDE.fullmatch(text)) and (who := _read_words(parted[1])) and who.geography:
        return _add(who, _read_words(parted[2]) or Meaning(unit=find_unit(parted[2])))
    place, comma, what = text.partition(", ")
    if comma and (who := _read_words(place)) and who.geography and (unit := find_unit(what)):
        return _add(who, Meaning(unit=unit, measure="" if _is_general(what) else what))  # `Riket, andel ja (%)`
    led = _AT_PLACE.fullmatch(text)
    if led and _is_general(led["what"]) and (who := _read_words(led["place"])) and who.geography:
        return _add(who, Meaning(unit=find_unit(text)))  # `Andel ja i riket, %`
    words = text.split()
    for at in range(1, len(words)):  # `Riket kvinnor`, `Antal män`
        left, right = _read_words(" ".join(words[:at])), _read_words(" ".join(words[at:]))
        if right is not None and right.unit and words[at - 1][-1].isdigit():  # `Antal 0–12 år`
            continue
        if left is not None and right is not None and not (left.unit and right == Meaning()):  # `Antal svar`
            counted = replace(right, unit=Unit(right.unit.code, text)) if left.unit and right.unit else right
            return _add(left, counted)  # `Antal elever` has its name, also in a table of shares
    return None


def _is_general(what: str) -> bool:
    return _GENERAL.issuperset(what.lower().replace("(", " ").replace(")", " ").split())


def _read_words(text: str) -> Meaning | None:
    """The meaning of words that say one thing: a gender, a place, a group, a unit; None of others."""
    known = find_word(text.rstrip(":"))
    if text in EXTREMES:
        return Meaning(kind="rank")
    if known is not None and (known.kind not in ("head", "numbered") or known.words == "kommun"):
        return replace(Meaning(), **_known(known, text))
    if place := parse_place(text):
        return Meaning(geography=place.geography, population=place.population)
    unit = parse_unit(text)
    return Meaning(unit=unit) if unit else None


def _known(word: HeaderWord, text: str) -> dict[str, Any]:
    if word.kind in GENDERS:
        return {"gender": GENDERS[word.kind]}
    if word.kind == "value":
        return {}
    if word.kind == "answer":
        return {"measure": text}
    if word.kind == "country":
        return {"geography": RIKET}
    if word.kind in ("home", "head"):  # `Kommun` beside `Riket`
        return {"geography": Geography("group", HOME, text)}
    if word.kind == "group":
        return {"geography": Geography("group", "", text)}
    return {"kind": "rank" if word.kind == "extreme" else word.kind}


@lru_cache(maxsize=1024)  # rows and columns are asked for several times, and labels come again from year to year
def find_gender(text: str) -> Gender | None:
    """The gender that a label is about: `- kvinnor med missbruk` -> K; T of both, None of neither."""
    kinds = set()
    for match in _WORD.finditer(text):
        word = header_words().get(match[0].lower())
        if word is not None and word.anywhere and word.kind in GENDERS:
            kinds.add(GENDERS[word.kind])
    return None if not kinds else "T" if len(kinds) > 1 else kinds.pop()


@lru_cache(maxsize=1024)
def read_label(text: str, *, keyed: bool = False) -> Meaning:
    """The meaning of a row's label. `measure` is the label without footnote marks, or nothing of a place or a year.

    A label `keyed` ends with the gender that stands in a column of its own.
    """
    bare = _KOLADA.sub("", _NUMBERING.sub("", drop_footnote(text.strip()).lstrip("-–—• ").strip()))
    periods = find_periods(bare)
    if len(periods) == 1 and periods[0].start == 0 and periods[0].end == len(bare):
        return Meaning(year=periods[0].year, period=periods[0].words)
    if (dated := _part_year(bare)) is not None:
        rest, period = dated
        return replace(read_label(rest, keyed=keyed), year=period.year, period=period.words)
    known = find_word(_PART_OF.sub("", bare.rstrip(":")))
    if known is not None and known.kind in (*GENDERS, "group", "home", "country"):
        return replace(Meaning(), **_known(known, bare))
    if known is not None and known.kind in ("rank", "extreme"):
        return Meaning(kind="rank")
    place = _place_of(bare) or _place_of(_ALL_BEHIND.sub("", bare))
    if place is not None:
        return Meaning(geography=place.geography, population=place.population)
    first, _, last = bare.rpartition(" ")
    dashed = first.endswith((" -", " –", " —"))
    known = find_word(last) if keyed or dashed or last[:1].isupper() else None
    if first and known is not None and known.kind in GENDERS:  # `Nöjda elever | Kvinnor`, `Nöjda elever - kvinnor`
        first = first.rstrip(" -–—")
        return Meaning(unit=find_unit(first), gender=GENDERS[known.kind], measure=first)
    own = Meaning(unit=find_unit(bare), gender=find_gender(bare), measure=bare)
    return _part_place(own, bare) or own


def heads_group(head: str) -> bool:
    """Whether the words over the labels are of the rows below them: `Män 2018 2019`, `Åk 9 2018 2019`."""
    first, _, last = head.rpartition(" ")
    return bool(head) and (not read_label(head).measure or (is_numbered(first) and last.isdigit()))


def _part_place(label: Meaning, text: str) -> Meaning | None:
    """A label and the place at its end: `Kostnad per elev i riket`; None of others."""
    match = _AT_PLACE.fullmatch(text)
    place = parse_place("riket" if match["place"] == "landet" else match["place"]) if match else None
    if match is None or place is None:
        return None
    unit = match["unit"] or ""
    said = not unit or parse_unit(unit.lstrip(", ")) is not None
    where = replace(label, geography=place.geography, population=place.population)
    if said and not unit and parse_place(match["what"]):  # `Göteborg, Angered`
        return replace(where, measure="")
    return replace(where, measure=match["what"] + unit) if said else None


def _part_year(label: str) -> tuple[str, Period] | None:
    """A label and the one year at its end: `Sjukfrånvaro 2018, %`, `Nöjda elever (våren 2017)`; None of others."""
    periods = find_periods(label)
    if len(periods) != 1 or not periods[0].start:
        return None
    before, behind = label[: periods[0].start], label[periods[0].end :].lstrip(")")
    words = before.rstrip(" (,").split()
    if not words or words[-1].lower() in _NOT_OF_YEAR or (behind and parse_unit(behind.lstrip(" ,")) is None):
        return None
    return f"{before.rstrip(' (,')}{behind}", periods[0]


def _place_of(text: str) -> PlaceMention | None:
    text = _MEAN_BEFORE.sub("", _COUNTED_BEHIND.sub("", _DIVISION_BEFORE.sub("", text)))
    place = parse_place(text) or _place_behind_code(text)
    if place is None and _DIGIT.search(text):  # `0–15 000 invånare` under a header `Kommunstorlek`
        mentions = find_places(f"kommuner med {text[:1].lower()}{text[1:]}")
        if len(mentions) == 1 and mentions[0].population and mentions[0].end == len(text) + 13:
            return mentions[0]
    return place


def _place_behind_code(text: str) -> PlaceMention | None:
    """The place of `0880 Kalmar`, whose code stands before its name."""
    code, _, name = text.partition(" ")
    place = parse_place(name) if code.isdigit() else None
    return place if place is not None and place.geography.code == code else None


def read_size(text: str) -> Meaning | None:
    """The municipalities of a size that a label of a table by size means: `15 000–29 999`, `70 000 eller fler`."""
    bare = drop_footnote(text.strip())
    if half := _HALF_OPEN.fullmatch(bare):
        bare = f"{half['most']} eller färre" if half["most"] else f"{half['least']} eller fler"
    open_ended = re.sub(r" ((?:eller|och) (?:fler|färre|mer|mindre|däröver))$", r" invånare \1", bare)
    for phrase in (f"kommuner med {bare} invånare", f"kommuner med {open_ended}", f"kommuner med {bare}"):
        place = parse_place(phrase) if _DIGIT.search(bare) else None
        if place is not None and place.population:
            return Meaning(geography=place.geography, population=place.population)
    return None


def drop_footnote(text: str) -> str:
    """A label without the mark of a footnote at its end: `bevittnat våld¹` -> `bevittnat våld`."""
    return _FOOTNOTE.sub("", text)
