"""Number phrases: what a figure is worth, in what unit, how exact, and where its own characters stand.

    "drygt sju av tio"            -> 70 percent, above, printed as `sju av tio`
    "10–12 procentenheter"        -> 10 to 12 percentage_points
    "22 respektive 23 procent"    -> 22 percent and 23 percent
    "fem års erfarenhet"          -> 5, kind `time`: for the claims to leave alone

Whether a quantity is a statistic at all depends on its sentence and is left to the claims.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from pipeline.model import Qualifier
from pipeline.parse.memory import find_spots, remember
from pipeline.parse.numerals import HALVES, parse_number, parse_numeral, parse_part, read_halves
from pipeline.parse.parts import read_part, round_percent
from pipeline.parse.phrases import Match, load_phrases, load_set
from pipeline.parse.quantities import Quantity, Unit, read_unit
from pipeline.parse.tokens import DASHES, Token
from pipeline.parse.years import parse_year
from pipeline.records import record, replace

_SPANS = DASHES | {"/"}
_JOINERS = DASHES | {"till", "och", "eller", "respektive", "resp", "samt", "mot", ","}
# A number after one of these names a thing: årskurs 9, tabell 2, steg 3.
_NAMING = load_set("naming words")
_COMING = frozenset({"närmaste", "kommande", "nästkommande"})
_COUNTED = load_set("ratio nouns")
_ROUND = 10
_PAIR = 2
# `gick upp till 48 dagar`, `tillsyn över 418 gårdar`: no bound
_RISES = {("gick", "upp"), ("gått", "upp"), ("går", "upp"), ("tillsyn", "över"), ("ansvar", "över")}
_WHOLE = frozenset(
    {"landets", "de", "totalt", "sveriges", "länets", "alla", "våra", "kommunens", "regionens", "rikets"}
)
_HUNDRED = Decimal(100)
_SCALES = {"tusen": 1000, "miljon": 10**6, "miljoner": 10**6, "miljarder": 10**9}
# A larger number before `15 miljoner` is no million.
_UNSCALED = 1000
_MEASURES = ("områden", "frågor", "frågorna", "indikatorer", "mått", "nyckeltal", "dimensioner", "påståenden")
_PARTS = frozenset({"var", "vart", "varannan", "vartannat", "hälften"})
_SIGNS = {"minus": -1, "plus": 1}
# More numbers in a row are no list that shares a unit; each would be read from each on.
_LONGEST_LIST = 60
# `91 mot 88 procent`: first to first, as with `respektive`.
_PAIRING = ("respektive", "resp", "mot", "jämfört", "och", "samt")
# `en mer än i fjol`
_MORE = load_set("comparatives")


@record
class _Item:
    """One number of a list such as `från knappt 34 till 40`."""

    first: int  #: with its qualifier
    at: int  #: its last word
    value: Decimal
    qualifier: Qualifier
    begin: int  #: its first


def find_quantities(tokens: Sequence[Token]) -> tuple[Quantity, ...]:
    """All quantities in the order of the text; years are none. Linear in the number of tokens."""
    found: list[Quantity] = []
    last = 0
    for at in find_spots(_may_begin, [token.low for token in tokens]):
        if at >= last:
            quantities = _read_quantities(tokens, at)
            found += quantities
            last = quantities[-1].last if quantities else last
    return tuple(found)


@remember
def _may_begin(word: str) -> bool:
    """Whether a quantity can begin with this word; with nearly all it cannot."""
    counts = word[0].isdigit() or _may_count(word) or word in _SIGNS
    return counts or bool(load_phrases("qualifiers.csv").starting(word))


@remember
def _may_count(word: str) -> bool:
    """Whether a number or a part in words can begin so."""
    return parse_numeral(word) is not None or parse_part(word) is not None or word in _PARTS


def _read_quantities(tokens: Sequence[Token], at: int) -> list[Quantity]:
    """The quantities whose phrase begins at this token, mostly none or one."""
    if parse_year(tokens, at) is not None:
        return []  # nor are there `2019 tredjedelar`
    if tokens[at].low in _SIGNS and at + 1 < len(tokens):
        return _read_signed(tokens, at)
    qualifier, j = _read_qualifier(tokens, at)
    if j >= len(tokens) or not (tokens[j].kind == "number" or _may_count(tokens[j].low)):
        return []
    part = read_part(tokens, at, j, qualifier)
    if part:
        return [part]
    if parse_number(tokens[j]) is None:  # so it is nearly everywhere
        return []
    items, joiners = _read_items(tokens, at)
    if not items:
        return []
    ratio = _read_ratio(tokens, items, joiners)
    if found := [ratio] if ratio else _read_bracketed(tokens, items):
        return found
    after = items[-1].at + 1
    unit = read_unit(tokens, after)
    if unit is None and joiners and joiners[-1] in ("respektive", "resp"):  # `med 3 respektive 5 barn`
        found = [q for item in items for q in _read_bare(tokens, item)]
        return [replace(q, paired=number) for number, q in enumerate(found, 1)]
    if unit is None:
        return _read_bare(tokens, items[0])
    return _share_unit(tokens, items, joiners, unit)


def _read_bracketed(tokens: Sequence[Token], items: list[_Item]) -> list[Quantity]:
    """`68 (63) procent`: one figure and that of another time, in the unit behind the bracket."""
    one = items[0]
    behind = tokens[one.at + 1 : one.at + 4]
    if len(items) > 1 or not behind or behind[0].text != "(" or [t.text for t in behind[2:]] != [")"]:
        return []
    value, unit = parse_number(behind[1]), read_unit(tokens, one.at + 4)
    if value is None or unit is None or unit.kind in ("difference", "count"):
        return []
    two = _Item(one.at + 2, one.at + 2, value, one.qualifier, one.at + 2)
    token = tokens[one.begin]
    return [
        _make(one, one.at + 1, token.start, tokens[one.at].end, unit, None),
        _make(two, unit.last, behind[1].start, behind[1].end, unit, None),
    ]


def _read_signed(tokens: Sequence[Token], at: int) -> list[Quantity]:
    """`minus 3,4 procent`, `plus 11 procent`: the word belongs to the figure."""
    found = _read_quantities(tokens, at + 1) if parse_number(tokens[at + 1]) is not None else []
    if not found:
        return []
    first = replace(found[0], first=at, start=tokens[at].start, value=_SIGNS[tokens[at].low] * found[0].value)
    return [first, *found[1:]]


def _read_qualifier(tokens: Sequence[Token], at: int) -> tuple[Qualifier, int]:
    match = load_phrases("qualifiers.csv").match(tokens, at) if tokens[at].kind != "number" else None
    if match and match.phrase.kind == "before" and not (at and (tokens[at - 1].low, tokens[at].low) in _RISES):
        return match.phrase.value, match.last  # type: ignore[return-value]  # a test holds the file's values
    return "exact", at


def _read_items(tokens: Sequence[Token], at: int) -> tuple[list[_Item], list[str]]:
    """The numbers from here on that may share one unit, and what stands between them."""
    items: list[_Item] = []
    joiners: list[str] = []
    end = len(tokens)
    while at < end and len(items) < _LONGEST_LIST:
        qualifier, j = _read_qualifier(tokens, at)
        value = parse_number(tokens[j]) if j < end and parse_year(tokens, j) is None else None
        if value is None or _names_a_thing(tokens, j):
            break
        begin, (value, j, nearly) = j, read_halves(tokens, j, value)
        value, j = _read_scale(tokens, j, value, items)
        items.append(_Item(at, j, value, nearly or qualifier, begin))
        compared = j + 2 < end and (tokens[j + 1].low, tokens[j + 2].low) == ("jämfört", "med")
        if not compared and (j + 1 >= end or tokens[j + 1].low not in _JOINERS):
            return items, joiners
        joiners.append(tokens[j + 1].low)
        at = j + 2 + compared
    return items, joiners[: max(0, len(items) - 1)]


def _read_scale(tokens: Sequence[Token], at: int, value: Decimal, before: list[_Item]) -> tuple[Decimal, int]:
    """`15,3 miljoner` resor, and the `12` of `från 12 till 15 miljoner`; of money the word belongs to the unit."""
    scale = _SCALES.get(tokens[at + 1].low) if at + 1 < len(tokens) else None
    if scale is None or read_unit(tokens, at + 1) is not None:
        return value, at
    before[:] = [replace(i, value=_scale(i.value, scale)) if i.value < _UNSCALED else i for i in before]
    return _scale(value, scale), at + 1


def _scale(value: Decimal, scale: int) -> Decimal:
    scaled = value * scale
    return scaled.to_integral_value() if scaled == scaled.to_integral_value() else scaled


def _names_a_thing(tokens: Sequence[Token], j: int) -> bool:
    if j and tokens[j - 1].low in _COMING and tokens[j].kind != "sign":
        return True  # `behov som väntar de närmaste fem åren`
    if j + 2 < len(tokens) and tokens[j + 1].low in DASHES and "-åring" in tokens[j + 2].low:
        return True  # `bland 30–44-åringar`
    if tokens[j].kind != "number" or not j:
        return False
    if j > 1 and tokens[j - 1].low in _SPANS and parse_year(tokens, j - 2) is not None:
        return True  # `läsåret 2017/18 till`
    ends = j > 2 and tokens[j - 1].low in DASHES and tokens[j - 3].low in _NAMING  # `årskurs 7–9`
    if not ends and tokens[j - 1].low not in _NAMING:
        return False
    unit = read_unit(tokens, j + 1)  # `kostade en plats 138 600 kronor`
    return unit is None or unit.kind not in ("money", "share")


def _read_ratio(tokens: Sequence[Token], items: list[_Item], joiners: list[str]) -> Quantity | None:
    """`sju av tio`, `4 av 5`, `fyra till fem av tio`: parts of a small round whole. `268 av 290` stays a count."""
    last = items[-1].at
    if last + 3 < len(tokens) and tokens[last + 1].low in _COUNTED and tokens[last + 2].low == "av":
        last += 1  # `åtta fall av tio`, `tre kommuner av fyra`
    if last + 2 >= len(tokens) or tokens[last + 1].low != "av" or len(items) > 2:
        return None
    whole_at = last + 2
    while whole_at < min(last + 4, len(tokens) - 1) and tokens[whole_at].low in _WHOLE:
        whole_at += 1
    if whole_at + 1 < len(tokens) and tokens[whole_at + 1].low in ("procent", "%"):
        return None  # `en av de 31 procent av kommunerna som har`
    whole = parse_number(tokens[whole_at])
    if whole is None or any(item.value > whole for item in items):
        return None
    possible = whole_at + 1 < len(tokens) and tokens[whole_at + 1].low in ("möjliga", "möjligt")
    scored = possible or items[0].value != items[0].value.to_integral()
    if scored and len(items) == 1:  # `14,4 av 20 möjliga`, `medelbetyget 4,1 av 5`: no share, but points of as many
        last = whole_at + 1 + possible
        last += last < len(tokens) and tokens[last].low == "poäng"  # `84 av 100 möjliga poäng`
        return replace(_count_part(tokens, items[0], last), kind="score", unit="points")
    counted = whole_at > last + 2  # `278 av landets 290 kommuner`, `fem av länets sju kommuner`
    if counted or not (2 <= whole <= _ROUND or whole in (20, _HUNDRED)):
        return _count_part(tokens, items[0], whole_at + 1) if len(items) == 1 and (counted or whole > _ROUND) else None
    if len(items) == 2 and not _is_range(tokens, items, joiners):
        return None
    values = [round_percent(_HUNDRED * item.value / whole) for item in items]
    start, end = tokens[items[0].begin].start, tokens[last + 2].end
    high = values[1] if len(values) == 2 else None
    measures = last + 3 < len(tokens) and tokens[last + 3].low.endswith(_MEASURES)
    kind = "size" if measures else "part"  # `har ökat på sex av åtta delområden`
    return Quantity(items[0].first, last + 3, start, end, values[0], kind, "percent", "", high, items[0].qualifier)


def _count_part(tokens: Sequence[Token], item: _Item, last: int) -> Quantity:
    """So many of a whole that is no round figure; the phrase takes in both."""
    token = tokens[item.at]
    return Quantity(item.first, last, token.start, token.end, item.value, "bare", "", "", None, item.qualifier)


def _read_bare(tokens: Sequence[Token], item: _Item) -> list[Quantity]:
    following = tokens[item.at + 1].low if item.at + 1 < len(tokens) else ""
    alone = item.first > 0 and tokens[item.first - 1].low == "med" and following in (".", ",", ";", "")
    if tokens[item.at].low in ("en", "ett", "noll", *HALVES) and following not in _MORE and not alone:
        return []  # an article, or no figure that anybody counts
    start, end = tokens[item.begin].start, tokens[item.at].end
    return [Quantity(item.first, item.at + 1, start, end, item.value, "bare", "", "", None, item.qualifier)]


def _share_unit(tokens: Sequence[Token], items: list[_Item], joiners: list[str], unit: Unit) -> list[Quantity]:
    after = load_phrases("qualifiers.csv").match(tokens, unit.last) if unit.last < len(tokens) else None
    if after and after.phrase.kind != "after":
        after = None
    if len(items) == 2 and _is_range(tokens, items, joiners):
        return [_join_range(tokens, items, unit, after)]
    if len(items) > _PAIR and DASHES.issuperset(joiners):  # `27,2 – 29,6 – 30,0 procent`: of whom each is, is not said
        return [replace(q, kind="size") for item in items for q in _read_bare(tokens, item)]
    if len(items) > 1 and not _is_list(joiners):  # `... på sida 3, 45 procent`: only the last has the unit
        return _read_bare(tokens, items[0])
    if (
        len(items) > 1
        and unit.kind == "difference"
        and "än" in {t.low for t in tokens[max(0, items[0].first - 2) : items[0].first]}
    ):
        return _read_bare(tokens, items[0])  # `högre än rikets 71,2 och 4 procentenheter bättre än i fjol`
    if len(items) == 1 and tokens[items[0].at].low in ("en", "ett") and unit.kind in ("count", "population"):
        return []
    found = []
    for number, item in enumerate(items, 1):
        start, end = tokens[item.begin].start, tokens[item.at].end
        last = unit.last if item is items[-1] else item.at + 1
        paired = number if joiners and joiners[-1] in _PAIRING else 0
        found.append(_make(item, last, start, end, unit, after, paired=paired))
    return found


def _join_range(tokens: Sequence[Token], items: list[_Item], unit: Unit, after: Match | None) -> Quantity:
    low, high = items
    start, end = tokens[low.begin].start, tokens[high.at].end
    return _make(low, unit.last, start, end, unit, after, high=high.value)


def _make(
    item: _Item,
    last: int,
    start: int,
    end: int,
    unit: Unit,
    after: Match | None,
    *,
    high: Decimal | None = None,
    paired: int = 0,
) -> Quantity:
    qualifier: Qualifier = after.phrase.value if after else item.qualifier  # type: ignore[assignment]
    if after and last == unit.last:
        last = after.last
    return Quantity(
        item.first, last, start, end, item.value, unit.kind, unit.code, unit.printed, high, qualifier, paired
    )


def _is_range(tokens: Sequence[Token], items: list[_Item], joiners: list[str]) -> bool:
    """`10–12`, `fem till sex`, `mellan 10 och 12`; not `från 34 till 40`, which is two figures."""
    low, high = items
    before = tokens[low.first - 1].low if low.first else ""
    if low.value >= high.value and joiners[0] != "eller":
        return False
    if joiners[0] == "och":
        return before == "mellan"
    return joiners[0] in DASHES or (joiners[0] in ("till", "eller") and before not in ("från", "via"))


def _is_list(joiners: list[str]) -> bool:
    """`22 respektive 23`, `21, 25 och 30`, `från 34 till 40`."""
    return joiners[-1] in ("och", "samt", *_PAIRING) or joiners == ["till"]


__all__ = ["Quantity", "find_quantities"]
