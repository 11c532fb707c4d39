"""What a document says of the year that its data are of.

"Uppgifterna avser 2018 om inget annat sägs"                      all of them
"Registeruppgifterna avser 2018, enkäten besvarades våren 2019"   what registers count, and what surveys ask
"uppgifterna om boende avser 2018"                                some of them: nothing is said of the others
"Kostnaderna är hämtade ur räkenskapssammandraget för 2018"       all costs, where other data are of another year
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import pairwise, takewhile

from pipeline.parse.claims.sentence.bases import is_public
from pipeline.parse.claims.sentence.wordings import Wording
from pipeline.parse.phrases import load_set
from pipeline.parse.years import YearMention, resolve_years
from pipeline.records import record

REFERS = load_set("referring verbs")
# Of data only where no other year is told: `Rapporten beskriver läget 2016 om inget annat anges`
DESCRIBES = frozenset({"är", "beskriver", "visar", "återger", "rör"})
_SHOWN = frozenset({"resultaten", "uppgifter", "siffror", "resultat", "statistik", "data", "utfall"})
_CONCERNS, _CLOSE = frozenset({"avser", "avsåg", "gäller", "gällde", "omfattar", "omfattade"}), 4
_TAKES_IN, _SPANS = REFERS | {"omfattar"}, frozenset({"under", "från", "för"})
_COMES = frozenset({"kommer", "hämtas", "hämtades"})
_DATA_PERIOD = load_set("words before a data year")
# `Samtliga uppgifter avser föregående år`; `jämförelserna avser föregående år` tells what they are compared with
_TOLD, _COMPARES = ("years", "shift"), "jämför"
_REPORT_NAME = frozenset({"jämförelser", "jämförelserna", "öppna", "rapporten", "i"})
_UNLESS = tuple(
    f"{when} {none}"
    for when in ("om", "där", "när")
    for none in ("inget annat", "inte annat", "inte något annat", "ej annat", "inget år")
)
_UNLESS_OPENINGS = frozenset(" ".join(phrase.split(" ")[:2]) for phrase in _UNLESS)
_WHOSE = load_set("data words")
# `folkhälsoenkäten`, `brukarundersökningen`
_SURVEYS = ("enkäten", "undersökningen", "mätningen", "kartläggningen", "inventeringen", "statistiken")
COLLECTING = load_set("collecting verbs")
_SURVEY_HEADS = re.compile(r"\bså (?:gjord|genomförd|gick)|\bom (?:undersökning|enkät|mätning)|\bmetod|\bfakta")
OTHER_SURVEYS = frozenset({"nästa", "kommande", "förra", "föregående", "tidigare"})
# `Undersökningen gjordes för första gången 2016`, `ingen insamling gjordes 2020`
NOT_ALL = frozenset({"första", "ingen", "inte", "ej", "senast", "också"})
# `insamlingen gjordes mellan den 18 januari och den 12 mars 2020`
_COLLECTED = 14
# Words: no sentence is longer, but a paragraph of a megabyte may be without a full stop.
_LONGEST = 200
# `tabell | 2. Uppgifterna i den avser den 1 november`
_TABLES, _TABLE_REACH = frozenset({"tabell", "diagram", "figur"}), 12
OF_SOME = load_set("naming words") | {"om", "inom", "över"}
_POINTED = frozenset({"dem", "dessa"})  # `De senaste resultaten för dem är från 2018`
_SOME = frozenset({"några", "vissa", "somliga", "enstaka", "del", "andra", "övriga", "flera"})
# `Registeruppgifterna avser 2018, enkäten besvarades 2019`
_REGISTERS, _REGISTERED = ("register", "registret"), re.compile(r"(?:register|\w*registret$)")
_OUT_OF = frozenset({"ur", "från"})
# What is asked for: what people think, and what municipalities have and do.
ASKED = re.compile(
    r"(?:enkät|\w*undersökning|uppge|uppgav|ange$|angav|svara|anse[rn]|ansåg|tyck|upplev|känn|nöjd|trygg"
    r"|rutin|\w*plan(?:en|er|erna)?$|överenskom|erbjud|samverk|kartlägg|program)"
)
# `kommuner | med färre` than so many inhabitants
_SIZES = (["med", "fler"], ["med", "färre"], ["med", "över"], ["med", "under"])
_BEFORE_BASE = frozenset(
    "av varannan tredje fjärde femte tionde alla flesta tre fyra fem sex sju åtta nio tio fler färre".split()
)
_MEAN_OF_ALL = frozenset({"mediankommunen", "genomsnittskommunen", "snittkommunen"})

_COSTS = frozenset({"kostnader", "kostnaderna", "kostnadsuppgifter", "kostnadsuppgifterna"})
# `Samtliga | kostnader`, `uppgifter om | kostnader`, `, | kostnaderna`
_BEFORE_COSTS = frozenset({".", ",", ":", ";", "och", "medan", "samtliga", "alla", "om"})
# `Kostnaderna | i texten är hämtade ur kommunernas räkenskapssammandrag för | 2013`
_OF_COSTS = frozenset(
    "är avser avsåg gäller gällde hämtas hämtades hämtade kommer grundas bygger på ur i från för texten rapporten "
    "tabellerna kommunernas räkenskapssammandrag räkenskapssammandraget kalenderåret året år".split()
)
# Costs older than of so many years before are history.
_COSTS_REACH = 3


@record
class Stated:
    """The year that all data are said to be of, and below which heading."""

    year: int
    section: str
    collected: bool  #: it is only said when the answers were
    below: bool = False  #: of what stands below that heading alone


def find_stated(wordings: Sequence[Wording], report_year: int | None) -> Stated | None:
    """`Uppgifterna avser 2018 om inget annat sägs`, `jämförelserna bygger på läsåret 2014/15`."""
    for at, wording in enumerate(wordings):
        if not wording.years:
            continue
        low = wording.passage.text.lower()
        unless = any(map(low.__contains__, _UNLESS))
        leads = low.endswith(":")  # `Resultaten nedan är från 2018:`
        for number, mention in enumerate(wording.years):
            years = resolve_years(mention, report_year) if mention.kind in _TOLD and not leads else ()
            stated = bool(years) and _is_stated(wording.lows, mention, unless=unless)
            stated = stated and (unless or not is_of_table(wording.lows, mention))
            if stated:
                years = _find_last_joined(wording, number) or years
            fresh = report_year is not None and years == (report_year - 1,) and _is_collected(wording, mention)
            if stated or (fresh and not is_collected_in(wordings, report_year)):
                section = wording.passage.section
                return Stated(years[-1], section, not stated, stated and _is_of_section(wording, wordings[:at]))
    return None


def is_of_table(lows: Sequence[str], mention: YearMention) -> bool:
    """`Det skiljer mellan könen, se tabell 2. Uppgifterna avser den 1 november 2022`: of that table alone."""
    before = [low for low in lows[max(0, mention.first - _TABLE_REACH) : mention.first] if low != "den"]
    shown = next((k for k in range(len(before) - 1, -1, -1) if before[k] in _TABLES), None)
    if shown is None or not "".join(before[shown + 1 : shown + 2])[:1].isdigit():
        return False
    return before[shown + 1 :].count(".") <= 1


def _find_last_joined(wording: Wording, number: int) -> tuple[int, ...]:
    """`uppgifter från hösten 2010 och våren 2011`: the later of two that are told together"""
    one, two = wording.years[number], wording.years[number + 1 : number + 2]
    joined = two and wording.lows[one.last : two[0].first] in (["och"], ["samt"]) and one.years <= two[0].years
    return two[0].years if joined else ()


def _is_of_section(wording: Wording, above: Sequence[Wording]) -> bool:
    """`Uppgifterna nedan är från registren. De avser 2021`, after results below other headings."""
    pointed = "nedan" in wording.lows or any(map(_REGISTERED.match, wording.lows))
    others = (w for w in above if w.passage.section != wording.passage.section and "procent" in w.lows)
    return pointed and any(any(token.kind == "number" for token in w.tokens) for w in others)


def _is_stated(lows: Sequence[str], mention: YearMention, *, unless: bool) -> bool:
    """Whether all the data are said to be of that year.

    `uppgifterna om boende avser 2018` and `siffrorna i tabell 4 gäller 2015` speak of some of them.
    """
    before = _leave_report(_find_before(lows, mention, _LONGEST), named=lows[mention.first].isdigit())
    costs = any(word.startswith("kostnad") for word in before)  # `Kostnaderna avser 2019, övriga uppgifter 2020`
    some = _SOME - {"övriga", "andra"} if costs else _SOME
    if any(is_data(noun) and which in some for noun, which in pairwise(before)):
        return False  # `Några uppgifter kommer från registren och avser 2019, vilket då anges`
    gap = list(takewhile(lambda low: low in _DATA_PERIOD or (unless and _is_survey(low)), before))
    if lows[mention.first] in _SPANS and _takes_in(before, _TAKES_IN, len(before)):
        return True
    if (mention.period or before[:1] == ["från"]) and _takes_in(before, _CONCERNS, _CLOSE):
        return True  # `Resultaten avser avgångseleverna våren 2020`, `mätningen omfattar ärenden från 2018`
    verb, turned = (*before[len(gap) :], "", "")[:2]
    if unless and (turned in REFERS | DESCRIBES or _precedes_unless(lows, mention) or _rests_on_it(lows, mention)):
        return True  # `Om inget annat sägs gäller siffrorna 2016`
    if turned in REFERS and not _SPANS.isdisjoint((lows[mention.first], *gap[-1:])):
        gap, verb = [*gap, verb], turned  # `mätningen, som avser | ärenden | under 2015`
    shown = not _SHOWN.isdisjoint(gap)  # `Rapporten visar statistik för 2016`
    if verb not in REFERS and not (verb in DESCRIBES and (unless or shown or "från" in gap)):
        return False
    own = takewhile(lambda word: word not in ("medan", "men"), before[len(gap) + 1 :])
    subject = [*own, *(_WHOSE.intersection(gap) if "här" in before else ())]
    compares = mention.kind == "shift" and any(word.startswith(_COMPARES) for word in subject)
    if compares or not OTHER_SURVEYS.isdisjoint(subject) or (verb in _COMES and "från" not in gap):
        return False  # `Nästa rapport kommer i december 2019`, `Siffrorna hämtades den 18 januari 2021`
    named = [at for at, word in enumerate(subject) if is_data(word)]
    if any(word.startswith("kostnad") for word in subject):
        return False  # `Samtliga kostnader avser 2012`: see `find_cost_year`
    if any(map(_REGISTERED.match, subject[:1])) and not _OUT_OF.isdisjoint(subject[1:3]):
        return False  # `Uppgifterna från våra register avser 2021`: see `find_register_year`
    return unless or (bool(named) and _POINTED.union(OF_SOME).isdisjoint(subject[: named[0]]))


def _leave_report(before: Sequence[str], *, named: bool) -> Sequence[str]:
    """`avser uppgifterna | i Öppna jämförelser 2009 | verksamhetsåret 2008`; the words before a year, nearest first.

    A year that is only `named`, with no word before it that says of what, may be the report's own.
    """
    dated = any(map(str.isdigit, before[:1]))
    end = next((k for k in range(dated, len(before)) if before[k] not in _REPORT_NAME), len(before))
    return before[end:] if (dated or not named) and end > dated and before[end - 1] == "i" else before


def _rests_on_it(lows: Sequence[str], mention: YearMention) -> bool:
    """`bygger siffrorna på | elevenkäten 2018`: a survey and its year"""
    before = _find_before(lows, mention, _LONGEST)
    refers = "på" in before[:_CLOSE] and not REFERS.isdisjoint(before)
    return is_data(lows[mention.first]) and refers and OTHER_SURVEYS.isdisjoint(before)


def _precedes_unless(lows: Sequence[str], mention: YearMention) -> bool:
    """`redovisas betyg som sattes våren 2014 | , om inget annat sägs`"""
    behind = [low for low in lows[mention.last : mention.last + 3] if low != ","]
    return mention.since is None and " ".join(behind[:2]) in _UNLESS_OPENINGS


def _takes_in(before: Sequence[str], verbs: Set[str], reach: int) -> bool:
    """`Undersökningen omfattar (gäller) ärenden som avslutades under 2016`; the words before it, the nearest first."""
    at = next((k for k, word in enumerate(before[:reach]) if word in verbs), len(before))
    return any(map(is_data, before[at + 1 : at + 2])) and OTHER_SURVEYS.isdisjoint(before[at + 1 :])


def _is_collected(wording: Wording, mention: YearMention) -> bool:
    """`Uppgifterna samlades in hösten 2020`, `enkäten besvarades mellan mars och maj 2020`: in a report of 2021."""
    before = _find_before(wording.lows, mention, _COLLECTED)
    verb = next((k for k, word in enumerate(before) if word in COLLECTING), len(before))
    subject = before[verb + 1 :]
    data = next((k for k, word in enumerate(subject) if is_data(word)), 0)
    if not OF_SOME.isdisjoint(subject[:data]):
        return False  # `Uppgifterna om biståndsmottagare är hämtade ur registret och gäller 2021`
    if "vid" in subject[:-1]:
        return False  # `Antalet hemlösa var 138 vid kartläggningen, som gjordes 2020`: of that figure alone
    # `Rapporten baseras på folkhälsoenkäten, som senast gjordes 2021`: no other survey is meant
    barred = NOT_ALL - {"senast"} if _rests_on(subject) else NOT_ALL
    # `Ung livsstil genomfördes i november 2021`, below `Så gjordes undersökningen`
    headed = verb < len(before) and _SURVEY_HEADS.search(wording.passage.section.lower()) is not None
    return (headed or any(map(is_data, subject))) and OTHER_SURVEYS.isdisjoint(subject) and barred.isdisjoint(before)


def is_collected_in(wordings: Sequence[Wording], year: int | None) -> bool:
    """Whether another survey is of the report's year: `Brukarna svarade 2020, kommunenkäten besvarades våren 2021`"""
    own = ((w, m) for w in wordings for m in w.years if year in m.years and m.since is None)
    return any(_is_collected(w, m) for w, m in own)


def _rests_on(subject: Sequence[str]) -> bool:
    """`Rapporten | baseras på | enkäten, som`; the words before a verb, the nearest first."""
    return any(low in REFERS and k and subject[k - 1] == "på" for k, low in enumerate(subject))


def _is_survey(low: str) -> bool:
    """`kommer från | den nationella folkhälsoenkäten | 2018 om inget annat anges`"""
    return low in ("den", "nationella") or low.endswith(_SURVEYS)


def is_data(word: str) -> bool:
    """Whether a word stands for the data of a report, or for the survey that gave them."""
    return word in _WHOSE or word.endswith(_SURVEYS)


def find_register_year(wordings: Sequence[Wording]) -> int | None:
    """`Registeruppgifterna avser 2018, medan enkäten besvarades 2019`: of what is counted and not asked for"""
    for wording in wordings:
        if not wording.years or not any(map(wording.passage.text.lower().__contains__, _REGISTERS)):
            continue
        for mention in wording.years:
            if mention.kind != "years" or len(mention.years) != 1:
                continue
            before = _find_before(wording.lows, mention, _COLLECTED)
            gap = list(takewhile(_DATA_PERIOD.__contains__, before))
            verb, subject = (*before[len(gap) :], "", "")[:2]
            told = verb in REFERS or (verb in DESCRIBES and "från" in (wording.lows[mention.first], *gap))
            if told and (_REGISTERED.match(subject) or _comes_from_register(before[len(gap) :])):
                return mention.years[0]
    return None


def _comes_from_register(before: Sequence[str]) -> bool:
    """`uppgifterna kommer från registret över ekonomiskt bistånd och | gäller`; the words before it, nearest first"""
    at = next((k for k, low in enumerate(before) if _REGISTERED.match(low)), len(before))
    joined = before[1:2] == ["och"] and before[at + 1 : at + 2] in (["från"], ["ur"])
    some = not OF_SOME.isdisjoint(before[at + 1 :])  # `uppgifter om utbetalningar`
    return joined and not some and any(map(is_data, before[at + 1 :])) and not any(map(ASKED.match, before))


def find_cost_year(wordings: Sequence[Wording], year: int | None) -> int | None:
    """The year that all costs are said to be of, when it is another than `year`, that of the document's data."""
    told = {other for wording in wordings for other in _find_costs_told(wording)} if year is not None else set()
    return told.pop() if len(told) == 1 and year is not None and year - _COSTS_REACH <= min(told) < year else None


def _find_costs_told(wording: Wording) -> Iterator[int]:
    for mention in wording.years if wording.passage.kind != "heading" else ():
        if mention.kind == "years" and len(mention.years) == 1 and _is_of_all_costs(wording.lows, mention.first):
            yield mention.years[0]


def _is_of_all_costs(lows: Sequence[str], at: int) -> bool:
    """`Kostnaderna avser`, `, kostnaderna kalenderåret`: nothing else stands before the year at `at`.

    Not `Kostnaderna för hemtjänsten avser` nor `Kostnaderna ökade`.
    """
    begin = at
    while begin and lows[begin - 1] in _OF_COSTS:
        begin -= 1
    if not begin or lows[begin - 1] not in _COSTS:
        return False
    led = lows[begin - 2 : begin - 1] if begin > 1 else ["."]
    return not _BEFORE_COSTS.isdisjoint(led)


def is_surveyed(wording: Wording) -> bool:
    """Whether a passage tells what people or municipalities answered: `Av de äldre är 88 procent nöjda`."""
    lows = wording.lows
    if any(map(ASKED.match, lows)):
        return True
    return counts_public(wording)


def counts_public(wording: Wording) -> bool:
    """Whether a passage tells how many municipalities or the like: `Tre av fyra kommuner har en rutin`."""
    lows = wording.lows
    if not _MEAN_OF_ALL.isdisjoint(lows):
        return True
    public = [k for k, low in enumerate(lows) if k and is_public(low)]
    if "har" in lows and any(lows[k + 1 : k + 3] in _SIZES for k in public):
        return True  # `I kommuner med färre än 15 000 invånare har 33 procent en rutin`
    return any(lows[k - 1] in _BEFORE_BASE or lows[k - 1].isdigit() for k in public)


def _find_before(lows: Sequence[str], mention: YearMention, reach: int) -> Sequence[str]:
    """The words of the sentence before a year, the nearest first."""
    before = lows[max(0, mention.first - reach + 1) : mention.first][::-1]
    return before[: before.index(".")] if "." in before else before
