"""What a caption says is measured, apart from the table's number, years, places and unit.

Tabell 2. Behöriga elever i Kalmar och riket, 2015–2019     ->   Behöriga elever
"""

from __future__ import annotations

import re

from pipeline.model import Geography
from pipeline.parse.places import find_places, parse_place
from pipeline.parse.tables.periods import MONTH, find_periods
from pipeline.parse.tables.units import Unit, parse_unit

NUMBER = re.compile(
    r"^(?:Tabell|TABELL|Tab\.|Figur|Diagram|Bilaga(?=\s*\d))\s*[A-Z]?[\d.:]*(?:[a-z]| [a-z](?=[.:]))?\s*[.:–—-]?\s*"
)
_LAST_PART = re.compile(r"(?:, | \()(?:andel )?(?:i )?([^,()]+|andel \(%\))\)?$")
_LOOSE_END = re.compile(
    r"(?:[\s,(–-]"
    r"|\b(?:per|och|samt|till|åren|perioden|under|mellan|från|i|för|bland|jämför[td]a? med|jämförelse med|hela)\b)+$"
)
_COMPARED = re.compile(  #: `Skola – Eksjö jämfört med andra, procent`
    r"(?: [–—-]|,) ([A-ZÅÄÖ]\w*(?: \w+)?) jämför(?:t|d|da) med [^,.:;]*"
)
_DAY = re.compile(rf"(?:\bden )?\b[0-3]?\d (?={MONTH} (?:19|20)\d\d)")  #: the rest of a date is a period
_CHANGE = re.compile(
    r",? (?:och|samt|med) (?:procentuell )?(?:förändring|utveckling)(?:en)?"
    r"(?= (?:sedan|från|mot|jämför|mellan|över|under|åren|i procent|(?:19|20)\d\d)|[ ,.]*$).*"
)

_NAMELESS = (
    "Resultat",
    "Resultaten",
    "Utfall",
    "Nyckeltal",
    "Indikatorer",
    "Resultat i korthet",
    "Kommunernas resultat",
    "Kommunens resultat",
    "Regionernas resultat",
    "Regionens resultat",
    "Våra resultat",
    "Några resultat",
    "Utveckling",
    "Jämförelse",
    "Sammanställning",
)
_MARK = re.compile(r"(?<=[^\W\d_)])[¹²³⁴⁵⁶⁷⁸⁹]+")  #: of a footnote
_NUMBERED = re.compile(r"^\d{1,2}[.)] (?=[A-ZÅÄÖ].*\?$)")  #: the number of a question
_GENRE = re.compile(  #: what reports are called, and not what they measure: `Öppna jämförelser – Hemlöshet`
    r"^(?:Resultat(?:en)? (?:från|av|i|för) )?(?:[Öö]ppna jämförelser|ÖJ)\b(?: ?[:,.–—-])? ?(?:(?:av|inom|om) )?"
)
_BARE_CHANGE = re.compile(r"(?:Förändring|Utveckling|Skillnad)(?:en|ar)? (?:i )?(?:procentenheter|procent)")
_NO_MEASURE = re.compile(r"(?:Resultat|Utfall|Värden) (?:per|efter|för) .*", re.IGNORECASE)


def read_subject(caption: str) -> str:
    """What a caption says is measured: `Tabell 2. Behöriga elever i Kalmar, 2015–2019` -> `Behöriga elever`."""
    compared = _COMPARED.search(caption)
    if compared and parse_place(compared[1]):
        caption = caption[: compared.start()] + caption[compared.end() :]
    text = _drop_end(_DAY.sub("", _CHANGE.sub("", NUMBER.sub("", caption))))
    for period in reversed(find_periods(text)):
        text = text[: period.start].rstrip(" ,(–-") + text[period.end :].lstrip(")")
    text = _MARK.sub("", re.sub(r"\s+(?:och|samt|till)(?=,)|\s*\(\)", "", text))
    return re.sub(r"^[–—-] ", "", text.strip(" ,.:"))


def _drop_end(text: str) -> str:
    """A caption without the years and places that it ends with: `Unga i arbete i Ystad 2019 samt i riket`."""
    periods, places = find_periods(text), find_places(text)
    ends = {period.end: period.start for period in periods}
    ends.update({place.end: place.start for place in places if not place.population})
    text = text.rstrip(" ,.:")
    while (end := len(text) - (text[-6:-5] == "(" and text[-1:] == ")")) in ends:  # `(2019)`
        text = _LOOSE_END.sub("", text[: ends[end]])
    return text


def drop_unit(subject: str) -> str:
    """A subject without the unit that it ends with: `Stöd till anhöriga, procent` -> `Stöd till anhöriga`."""
    match = _LAST_PART.search(subject)
    return _drop_end(subject[: match.start()]) if match and parse_unit(match[1]) else subject


def drop_home(subject: str, home: Geography | None) -> str:
    """A subject without whose page it stands on: `Elever i Eksjö som läser` -> `Elever som läser`."""
    if home is None or f" i {home.name}" not in subject:
        return subject
    return re.sub(rf" i {re.escape(home.name)}(?: kommun)?(?! kommun)(?=[ ,])", "", subject)


def name_subject(subject: str, unit: Unit | None) -> str:
    """What the caption says is measured, without its unit; that alone of `Resultat per myndighetsområde (NKI)`."""
    bare = _GENRE.sub("", _NUMBERED.sub("", drop_unit(subject))).rstrip("?")
    bare = bare[:1].upper() + bare[1:]
    if bare in _NAMELESS or _BARE_CHANGE.fullmatch(bare):
        return ""
    if unit and unit.code in ("percent", "count") and _NO_MEASURE.fullmatch(bare):
        return ""  # what stands over the columns names them
    return unit.printed if unit and _NO_MEASURE.fullmatch(bare) and bare != subject else bare
