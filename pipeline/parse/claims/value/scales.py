"""In what unit a figure without one is: that of what is measured, of what was told last, or of the document's scale.

"NKI är 73", "Genomsnittet är 61,4" where values go from 0 to 100      index
"antal barn per årsarbetare 5,1"                                       barn per årsarbetare
"deltagandet sjönk till 80,5"                                          not said, and no count
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.context import PartReader
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, within
from pipeline.parse.claims.value.counterparts import is_of_place_compared, is_of_year_before, stays_at
from pipeline.parse.claims.value.kinds import SCORES, find_kind, is_of_index
from pipeline.parse.dates import months
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite

NO_UNIT = "unit-unknown"

# What is measured on a scale; a bare figure of it counts nothing.
_SCALED = ("betyg", "omdöme", "nöjdhet", "trygghet", "resultat", "värde", "nyckeltal", "kvot", "talet")

_ALL = 100
_GRADED = ("gradig", "gradiga")
_SCORED = frozenset({"nki", "nmi", "nri", "nui", "betyg", "betyget"})
# `antalet anmälda våldsbrott per 100 000 invånare`
_NUMBER = frozenset({"antal", "antalet", "flest"})


def find_unit(reader: PartReader, figure: Figure) -> tuple[str, str]:
    """The unit's code and its printed words; that of a bare figure comes from what is measured."""
    quantity = figure.quantity
    scored = quantity.kind in ("part", "score") and "100" in reader.marks.lows(quantity.last - 2, quantity.last)
    if scored and (_is_scored(reader, figure) or _stands_alone(reader, figure)):
        return "index", ""  # `Årets värde är 73 av 100`
    if figure.whole >= 0 or quantity.kind == "population":
        return "count", ""
    if quantity.kind != "bare" or quantity.unit:  # `från NKI 68`
        return quantity.unit, quantity.unit_printed
    unit = _unit_of_bare(reader, figure)
    counted = "" if not unit and _counts_nothing(reader, figure) else "count"
    return (unit or counted), ("" if unit in (*SCORES, "", reader.topic.unit) else unit)


def lacks_unit(figure: Figure, unit: str) -> bool:
    """`Betyget sjönk från 76 till 70`, `deltagandet var 84,1`: a figure that counts nothing, of an unknown scale."""
    return figure.quantity.kind == "bare" and not unit


def _unit_of_bare(reader: PartReader, figure: Figure) -> str:
    """The unit that what is measured, or was told last, gives a bare figure; "" where nothing says it."""
    if is_of_index(reader.marks, figure):
        return "index"  # `får 69 i betygsindex (7,2 på en tiogradig skala)`
    if any(low.endswith(_GRADED) for low in reader.marks.lows(figure.quantity.last, reader.clause.last)):
        return ""  # `betyget 4,6 på en femgradig skala`: a scale of its own
    if reader.marks.low(figure.last) == "till" and reader.marks.low(figure.last + 2) in ("procent", "%"):
        return "percent"  # `från 57 till SO procent`: the second figure was misread
    unit = _unit_of_measure(reader, figure) or _unit_of_topic(reader, figure) or _rate_of_topic(reader, figure)
    first = reader.parts[0].figures[0]
    if first is not figure and first.base and figure.base is None and (mean := _unit_of_bare(reader, first)):
        return mean if mean == first.base.base else unit  # `har 4,1 handläggare, små kommuner 1,2`
    if not unit and figure.base and figure.quantity.value != figure.quantity.value.to_integral():
        return figure.base.base
    return unit


def _unit_of_measure(reader: PartReader, figure: Figure) -> str:
    """`antal barn per årsarbetare 5,1`, `NKI är 73`, `meritvärdet var 229`: what stands before the figure says it."""
    marks = reader.marks
    for k in range(figure.at - 1, reader.clause.first - 1, -1):
        low = marks.low(k)
        if low == "per" and not _NUMBER.isdisjoint(marks.lows(k - 3, k - 1)):
            return " ".join(marks.lows(k - 1, k + 2 + (marks.tokens[k + 1].kind == "number")))
        if low in _SCORED and _says_which(reader, k):
            return "count"
        named = low in ("nki", "nmi", "nri", "nui") or low.startswith(("nki-", "nui-"))
        if named or low.endswith(("index", "indexet", "indexvärdet")):
            return "index"
        if low in ("betyget", "omdömet") and "index" in reader.topic.label.lower():
            return "index"
        if low.startswith(("folkmängd", "invånarantal", "befolkning")):
            return "count"
        if low.startswith(("meritvärde", "betygspoäng")):
            return "points"
        if low.startswith(("medelålder", "medianålder", "genomsnittsålder", "medellivslängd")):
            return "år"
    return ""


def _says_which(reader: PartReader, at: int) -> bool:
    """`Antalet kommuner med ett | NKI över 80 är 26`: of which the number is; not `antalet ökade och NKI är 73`."""
    lows = reader.marks.lows(reader.clause.first, at)
    start = next((k for k in range(len(lows) - 1, -1, -1) if lows[k] in ("antal", "antalet")), None)
    return start is not None and not {"med", "som"}.isdisjoint(lows[start:]) and "och" not in lows[start:]


def _counted_thing(reader: PartReader, figure: Figure) -> str:
    """The noun right behind a bare figure, `14,1 minuters responstid`; empty where none is."""
    following = reader.marks.low(figure.quantity.last)
    noun = following[:1].isalpha() and is_content(following) and not is_finite(following)
    return following if noun and following not in PREPOSITIONS else ""


def _unit_of_topic(reader: PartReader, figure: Figure) -> str:
    """`Högst betyg får brandtillsyn (82)`, `Året innan var den 101`, `omdömet är 74 (Nöjd-Kund-Index)`."""
    if figure.base is not None or _counts_anew(reader, figure):
        return ""
    words = reader.marks.lows(reader.clause.first, figure.at)
    if reader.topic.unit == "percent" and (figure.quantity.value > _ALL or not _NUMBER.isdisjoint(words)):
        return ""  # `Andelen har ökat. Antalet har sjunkit från 16 100 till 13 900`
    if reader.topic.unit == "percent" and words[-1:] == ["de"] and figure.quantity.kind == "bare":
        return "count"  # `Var fjärde kommun har en plan. 2014 var de 52`
    unit, scale = reader.topic.unit, reader.context.scale
    if scale and unit in ("", "percent") and not _counted_thing(reader, figure):
        return scale
    if unit in SCORES and not _counted_thing(reader, figure):  # not `17 olika vårdare`, behind an index
        return unit
    if any(reader.marks.low(k).endswith("index") for k in range(figure.last, reader.clause.last)):
        return "index"
    if _counted_thing(reader, figure):
        return ""  # `I snitt lånade ortsborna 6 böcker`, after a share
    told = reader.topic.claimed or reader.topic.told_of
    beside = any(told_by(reader.marks, figure) for told_by in (is_of_place_compared, is_of_year_before, stays_at))
    return unit if told and (beside or _is_bare_subject(reader) or _says_only_whose(reader, figure)) else ""


def _counts_anew(reader: PartReader, figure: Figure) -> bool:
    """`Antal nystartade företag: 39`, `Antalet personer var 39`, after what was graded; not `antalet var 39`."""
    words = reader.marks.lows(reader.clause.first, figure.at)
    named = (two for one, two in pairwise(words) if one in _NUMBER and two not in (*PREPOSITIONS, reader.topic.unit))
    return any(two[:1].isalpha() and not is_finite(two) for two in named)


def _rate_of_topic(reader: PartReader, figure: Figure) -> str:
    """`I riket var det 11,9 personer`, after so many `personer per 1 000 invånare`."""
    noun = reader.marks.low(figure.quantity.last)
    asked = reader.topic.label.split(" ")[:3]  # `Hur många | barn per personal | är det? 5,1`
    headed = asked[0].lower() in load_set("data words")  # `Resultat per sjukhus`
    if (
        not (reader.topic.claimed or reader.topic.told_of)
        and asked[1:2] == ["per"]
        and not headed
        and not noun.isalpha()
    ):
        return " ".join(asked)
    goes_on = reader.topic.claimed and figure.quantity.value != figure.quantity.value.to_integral()
    return reader.topic.unit if goes_on and noun and reader.topic.unit.startswith(f"{noun} per ") else ""


def _stands_alone(reader: PartReader, figure: Figure) -> bool:
    """`Sunne 2016: 66 av 100`; not `66 av 100 elever`"""
    behind = reader.marks.low(figure.quantity.last)
    return figure.before == ":" and figure.base is None and behind in ("", ".", ",", "(")


def _is_scored(reader: PartReader, figure: Figure) -> bool:
    """Whether the clause, or what was said before, speaks of an index or a grade."""
    before = set(reader.marks.lows(reader.clause.first, figure.at))
    scored = any(low in _SCORED or low.endswith(("index", "indexet", "indexvärde")) for low in before)
    # `Omdömet om bemötandet är 90 av 100`
    scored = scored or (figure.base is None and any(low.endswith(("omdöme", "omdömet")) for low in before))
    told = before & {"värdet", "värde", "resultatet"} and "index" in reader.topic.label.lower()
    return scored or bool(told)


def _is_bare_subject(reader: PartReader) -> bool:
    """`För riket var den 14,4`, `Genomsnittet är 61`."""
    low = reader.marks.low
    for k in range(reader.clause.first, reader.clause.last):
        if low(k) == "den" and low(k + 2) in months():
            continue  # `den 31 december`
        names = low(k) == "antalet" and low(k + 1)[:1].isalpha() and not is_finite(low(k + 1))
        if low(k) in load_set("pronouns of a figure") and not names:
            return True
    return False


def _says_only_whose(reader: PartReader, figure: Figure) -> bool:
    """`Riket ligger på 29`, `medan flickornas var 14,2`: whose figure it is, and no more."""
    marks, clause = reader.marks, reader.clause
    named = {k for p in within(marks.places, clause.first, figure.at) for k in range(p.first, p.last)}
    named |= {g.first for g in marks.genders}
    named |= {k for f in marks.figures for k in range(f.first, f.last)}  # `Hos kvinnor 11,8 och hos män 7,1.`
    named |= {m.first for m in find_kind(marks, clause.first, figure.at, "link")}  # `medan männen får vänta 27`
    subject = (marks.low(k) for k in range(clause.first, figure.at) if k not in named)
    return bool(named) and all(is_finite(low) or not is_content(low) for low in subject)


def _counts_nothing(reader: PartReader, figure: Figure) -> bool:
    """Whether a bare figure whose unit nothing says is one of a scale, or has decimals, and so is no count."""
    if _counted_thing(reader, figure):
        return False
    first = reader.parts[0].figures[0]
    if reader.part.compares and _counted_thing(reader, first):
        return False  # `lånades 5,9 böcker, mot 6,2 året innan`
    value = figure.quantity.value
    words = reader.marks.lows(reader.clause.first, figure.at)
    words += reader.topic.label.lower().split() if _is_bare_subject(reader) else []  # `För cykelvägar är det 55`
    if any(word.startswith("antal") for word in words) or figure.base:
        return False
    moved = figure.before in ("från", "till")  # `har förbättrats mest, från 61 till 68`
    return value != value.to_integral() or moved or any(word.startswith(_SCALED) for word in words)
