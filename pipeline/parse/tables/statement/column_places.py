"""Which columns and rows of a table are places, whose names alone may not say it.

Kommun       2019   2020       the rows are places
Mått  Kalmar  Ölandsbygden     beside a place that we know one that we do not
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal

from pipeline.model import Cell, Geography
from pipeline.parse.gazetteer import namesake_of, region_of
from pipeline.parse.tables.knowledge import DIFFERENCES, find_word, is_mean
from pipeline.parse.tables.statement.columns import Meaning, read_label
from pipeline.parse.tables.statement.common_units import SIZES
from pipeline.parse.tables.units import Unit
from pipeline.records import replace

PLACE_HEADS = (
    "kommun",
    "kommuner",
    "kommungrupp",
    "kommunstorlek",
    "storleksgrupp",
    "invånarantal",
    "län",
    "region",
    "landsting",
    "stadsdel",
    "skola",
    "skolor",
    "skolenhet",
    "gymnasieskola",
    "förskola",
    "enhet",
    "enheter",
    "boende",
    "äldreboende",
    "vårdcentral",
    "hälsocentral",
    "mottagning",
    "akutmottagning",
    "vårdenhet",
    "sjukhus",
    "utförare",
)

Division = Literal["", "county", "region"]
REGION_HEADS = ("region", "regioner", "landsting")
LEAST_COUNTIES = 2  #: that make another name beside them one of a county too


def are_places(head: str, body: Sequence[Sequence[Cell]], headers: Sequence[Meaning]) -> bool:
    """Whether the rows are places: by the words over them, by most labels, or by one beside columns of measures."""
    labels = [read_label(row[0].text) for row in body]
    units = sum(label.unit is not None for label in labels)
    if 2 * units <= len(labels) and (_first_of(head)[0] in PLACE_HEADS or SIZES.search(head)):
        return True
    if units:  # `Nöjda elever, %` above `Riket`, or under `Skola`
        return False
    named = sum(label.geography is not None and not label.measure for label in labels)
    measures = all(meaning.measure and not (meaning.year or meaning.gender) for meaning in headers[1:])
    return 2 * named > len(body) or (named > 0 and measures)


def find_division(head: str, places: Sequence[Geography | None], home: Geography | None) -> Division:
    """What the bare names of a table's places are of: regions under `Region`; counties, whose names municipalities have
    too, under `Län` or beside others, as in `Kalmar Kronoberg Blekinge`, none of which is the home; a region compares
    itself with regions.
    """
    counties = {place.code for place in places if place and place.type == "county"}
    alike = [namesake_of(place) for place in places if place and place.type == "municipality"]
    if not all(county and county.code not in counties for county in alike):
        return ""
    first = _first_of(head)
    if all(word in REGION_HEADS for word in first):
        return "region"
    beside = len(counties) >= LEAST_COUNTIES and (home is None or home not in places)
    if not beside and first != ["län"]:
        return ""
    return "region" if home is not None and home.type == "region" and first != ["län"] else "county"


def _first_of(head: str) -> list[str]:
    """The first word over the labels, or each of `Landsting/region`."""
    return head.lower().split(" ")[0].split("/")


def name_place(column: Meaning, units: Set[Unit | None]) -> Meaning:
    """Beside columns of places, one with a name that we do not know is of a place too: a district, a school; if it has
    a unit, only beside places with that.
    """
    named = column.geography is not None or column.gender is not None
    other = column.unit is not None and column.unit not in units
    name = column.measure.removesuffix(column.unit.printed).rstrip() if column.unit else column.measure
    if named or other or not name or column.kind in DIFFERENCES:
        return column
    known = find_word(name)
    if known is not None and known.kind == "head":  # `Resultat` beside `Medel`: the figures of whom the report is about
        return replace(column, measure="")
    return replace(column, geography=Geography("group", "", name), measure="")


def name_statistic(column: Meaning) -> Meaning:
    """Beside rows of places a mean is that of each of them, and of no group: `Storstäder | Medelvärde | Median`."""
    if column.geography is None or not is_mean(column.geography.name):
        return column
    return replace(column, geography=None, measure=" ".join(filter(None, (column.geography.name, column.measure))))


def name_division(label: Meaning, division: Division) -> Meaning:
    """In a table of counties or regions a bare name is that of one: `Kalmar` beside `Kronoberg`; `Kalmar län` stays."""
    place = label.geography
    if place is None or not division or place.name.endswith("län"):
        return label
    county = namesake_of(place) if place.type == "municipality" else place if place.type == "county" else None
    named = region_of(county) if county and division == "region" else county
    return replace(label, geography=named) if named else label
