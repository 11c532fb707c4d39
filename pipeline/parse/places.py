"""Names of places and groups of municipalities in running text.

    "I Kalmar har 42 procent en plan, i riket 48" -> Kalmar (municipality 0880) at 2, riket (country 00) at 36

What "vår kommun" is, is left to those who know whose page it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.model import RIKET, Geography
from pipeline.parse.gazetteer import (
    WORD,
    Entry,
    county_of,
    load_gazetteer,
    load_lengths,
    load_openings,
    namesake_of,
)
from pipeline.parse.inhabitants import find_inhabitants
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import record, replace

# May follow "nationellt" as an adverb; in "ett nationellt nätverk" the word says nothing of where a figure is from.
AFTER_ADVERB = {"", "är", "var", "har", "hade", "ligger", "låg", "ökade", "minskade", "uppgår", "och", "i", "jämfört"}
BEFORE_PLACE = {
    "i",
    "från",
    "för",
    "till",
    "inom",
    "hos",
    "bland",
    "kommunen",
    "grannkommunen",
    "mellan",
    "som",
    "utom",
    "än",
    "samt",
    "bara",
    "endast",
    "även",
    "också",
    "både",
    "såväl",
    "liksom",
    "likt",
    "olikt",
    "förutom",
}
AFTER_PLACE = {"kommun", "kommuns", "stad", "stads", "har", "saknar", "erbjuder", "ligger"}
AFTER_PLACE |= load_set("ranks of a figure")  # `och Mora kortast, 12 dagar`
# "Uppsala universitet" is no statement about the municipality.
OWNED = re.compile(r"(universitet|högskola|tingsrätt|stift|hovrätt|sjukhus|posten|flygplats|nation)", re.IGNORECASE)
# "socialförvaltningar i Göteborg och stadsdelar i Stockholm" tells who answered; the figure is that of riket.
ANSWERING = ("stadsdel", "stadsområde", "socialförvaltningar", "kommundel")

_YEAR_DIGITS = 4
_JOINING = frozenset({"och", "samt", "respektive"})


@record
class PlaceMention:
    """`text[start:end]` names a place, or the part of all municipalities (`population`) that a figure is about."""

    start: int
    end: int
    geography: Geography
    population: str = ""


_LISTED, _OF_COUNTY = re.compile(r", | (?:och|samt|eller|respektive) "), re.compile(r" läns?$")


@lru_cache(maxsize=512)  # whose page it is, is asked of each line in several ways
def find_places(text: str) -> tuple[PlaceMention, ...]:
    """Every place that the text names, in order, none within another.

    A county is no municipality (`Kalmar län`), and those who answered are no place (`stadsdelar i Stockholm`).
    """
    found: list[PlaceMention] = []
    for mention in sorted([*_find_populations(text), *_find_named(text)], key=lambda m: (m.start, -m.end)):
        if not found or mention.start >= found[-1].end:
            found.append(mention)
    return tuple([*_share_county(text, found)][::-1]) if len(found) > 1 else tuple(found)


def _share_county(text: str, found: Sequence[PlaceMention]) -> Iterator[PlaceMention]:
    """Those of `Örebro, Kalmar och Blekinge län` are all counties, from the last: its `län` is of each before it."""
    following, shares = found[-1], _says_county(text, found[-1])
    yield following
    for mention in reversed(found[:-1]):
        listed = _LISTED.fullmatch(text[mention.end : following.start]) is not None
        county = _name_county(mention.geography) if listed and shares else None
        following, shares = mention, county is not None if listed else _says_county(text, mention)
        yield replace(mention, geography=county) if county else mention


def _says_county(text: str, mention: PlaceMention) -> bool:
    return _OF_COUNTY.search(text[mention.start : mention.end]) is not None


def _name_county(place: Geography) -> Geography | None:
    """The county that a name stands for before `och Blekinge län`; Gotland's is its municipality."""
    if place.type == "county" or place.name == "Gotland":
        return county_of(place) or place
    return namesake_of(place) if place.type == "municipality" else None


def parse_place(label: str) -> PlaceMention | None:
    """The place that a label is, as a table's row or column has it: `Riket`, `Kalmar`, `Kalmar kommun`; else None."""
    text = label.strip(" :.,")
    if not _may_begin(text):
        return None
    for mention in find_places(f"i {text}"):
        if mention.start == 2 and mention.end == len(text) + 2:
            return mention
    return None


def _may_begin(text: str) -> bool:
    """Whether the name of a place, or of a part of all municipalities, can begin so; of most labels it cannot."""
    first = WORD.match(text)
    return first is not None and (first[0].lower() in load_lengths() or "kommuner" in text.lower())


@record
class _Words:
    """The words of a text, with what stands after each up to the next."""

    text: str
    found: tuple[re.Match[str], ...]
    lower: tuple[str, ...]

    def after(self, i: int) -> str:
        """What stands between word `i` and the next."""
        end = self.found[i + 1].start() if i + 1 < len(self.found) else len(self.text)
        return self.text[self.found[i].end() : end]

    def following(self, i: int) -> str:
        """The word after word `i`, if only space stands between; else empty."""
        return self.lower[i + 1] if i + 1 < len(self.lower) and self.after(i).isspace() else ""


def _find_populations(text: str) -> list[PlaceMention]:
    return [PlaceMention(start, end, RIKET, limits) for start, end, limits in find_inhabitants(text)]


def _find_named(text: str) -> list[PlaceMention]:
    if not _may_name(text):
        return []
    found = tuple(WORD.finditer(text))
    words = _Words(text, found, tuple([word[0].lower() for word in found]))
    mentions: list[PlaceMention] = []
    answering = False  # within "stadsdelar i Stockholm och Göteborg"
    listed = -1  # the word that "och" must be for the next to be a place as the last was: "i Vara och Mora"
    lengths = load_lengths()
    i = 0
    while i < len(found):
        low = words.lower[i]
        in_list = (i - 1 == listed and words.lower[i - 1] in _JOINING) or (i == listed and words.after(i - 1) == ", ")
        length, entry = _longest_entry(words, i, in_list=in_list) if low in lengths else (0, None)
        if entry is None:
            joins = answering and low in ("i", "och", "samt") and words.after(i).isspace()
            answering = joins or low.startswith(ANSWERING)
            i += 1
            continue
        named = entry.kind == "municipality"
        last = i + length - 1
        if entry.kind != "none" and not (named and answering):
            mentions.append(PlaceMention(found[i].start(), found[last].end(), entry.geography, entry.population))
        answering = answering and named and words.after(last).isspace()
        listed = last + 1 if named else -1
        i = last + 1
    return mentions


def _may_name(text: str) -> bool:
    """Whether a name or phrase begins anywhere, by its first three words; in most lines none does."""
    words = WORD.findall(text.lower())
    alone, following = load_openings()
    if not alone.isdisjoint(words):
        return True
    if following.keys().isdisjoint(words):
        return False
    behind = zip(words, words[1:], [*words[2:], ""], strict=False)
    return any([a in following and not following[a].isdisjoint(((b,), (b, c))) for a, b, c in behind])


def _longest_entry(words: _Words, i: int, *, in_list: bool) -> tuple[int, Entry | None]:
    """How many words from `i` on are the longest known phrase, and which; (0, None) when they are none."""
    for length in load_lengths()[words.lower[i]]:
        phrase = words.lower[i : i + length]
        entry = load_gazetteer().get(phrase) if len(phrase) == length else None
        unbroken = entry and all(words.after(k).isspace() for k in range(i, i + length - 1))
        if entry and unbroken and _is_meant(words, i, i + length, entry, in_list=in_list):
            return length, entry
    return 0, None


def _is_meant(words: _Words, start: int, end: int, entry: Entry, *, in_list: bool) -> bool:
    """Whether the phrase at these words is a place here, as far as its neighbours tell."""
    following = words.following(end - 1)
    if entry.kind == "country" and words.lower[start] == "nationellt" and end == start + 1:
        return following in AFTER_ADVERB or is_finite(following)
    if not entry.proper:
        return True
    if not words.found[start][0][0].isupper() or OWNED.search(following) or _begins_name(words, end, entry):
        return False
    before = words.lower[start - 1] if start else ""
    if not entry.also_word or in_list or before in BEFORE_PLACE or following in AFTER_PLACE:
        return True
    if _has_figure(words, end):
        return True
    if following in load_set("people of a place") and words.lower[end - 1].endswith("s"):
        return True  # `av Noras elever`
    if not start or not words.after(start - 1).isspace():
        return is_finite(following)  # `Lund toppar listan`
    first_name = words.found[start - 1][0][0].isupper()
    return not first_name and before not in load_set("quoting verbs") and (is_finite(before) or before == "sig")


def _begins_name(words: _Words, end: int, entry: Entry) -> bool:
    """`Stockholms | Business Alliance`: of an organisation; not `Borås Stads resultat`, `Kalmars AUDIT`."""
    genitive = words.lower[end - 1].endswith("s") and not entry.geography.name.endswith("s")
    if not genitive or len(words.found) < end + 2:
        return False
    behind = [words.found[k][0] for k in (end, end + 1)]
    spaced = words.after(end - 1).isspace() and words.after(end).isspace()
    return spaced and all(w[0].isupper() and w[1:].islower() for w in behind) and not _OF_PLACE.match(behind[0])


_OF_PLACE = re.compile(r"(?:stad|kommun|län|region|landsting)s?$", re.IGNORECASE)
_BEFORE_FIGURE = frozenset({"", "(", ":", "(+", "(-", "(\N{MINUS SIGN}", "(–"})


def _has_figure(words: _Words, end: int) -> bool:
    """`följt av Nora på 79`, `Nora (79)`, `Nora (+7)`: a figure of its own, and no year as `(Mark 2014)` has."""
    at = end + (words.following(end - 1) in ("på", "med"))
    figure = words.lower[at] if at < len(words.lower) else ""
    gap = words.after(end - 1).strip() if end <= len(words.found) else "."
    return figure.isdigit() and len(figure) < _YEAR_DIGITS and gap in _BEFORE_FIGURE
