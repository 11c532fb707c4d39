"""Words of change that state no change over time: denied, supposed, foreseen, or told of others than the whole.

"om andelen ökar behövs fler", "antalet väntas sjunka", "en ökning brukar leda till"     supposed or foreseen
"har ökat i 141 kommuner", "kommuner som har ökat sina resurser"                         of some of them
"ökar med åldern", "skillnaden har minskat"                                              no change of a figure
"""

from __future__ import annotations

from pipeline.parse.claims.change.movements import Anchor
from pipeline.parse.claims.change.paces import is_aftermath, is_of_pace
from pipeline.parse.claims.label.preludes import find_prelude
from pipeline.parse.claims.sentence.clauses import Clause, compared_years
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.value.kinds import NONE, Role, has_kind
from pipeline.parse.numerals import parse_numeral
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite, is_present

_HAVING = frozenset({"har", "hade", "ha"})
_BEFORE_THING = frozenset({"för", "om", "mot", "av", "genom", "till"})
_MEASURES = frozenset(
    {"mått", "måtten", "indikatorer", "indikatorerna", "nyckeltal", "nyckeltalen", "områden", "områdena"}
)
_NOT_ONLY = load_set("only words") | {"minst"}
_VAGUE = load_set("vague groups")
_SHARES = load_set("share words") | load_set("figure words")
_FORESEEN = load_set("foreseeing words")
_UNREAL = frozenset({"inte", "ingen", "varken", "ej", "att", "ska", "bör", "kan", "måste", "behöver", "skulle"})
# So many words before a word of change may deny it or lead up to it.
_NEAR = 2
# `Gränsen för redovisning har höjts`: the subject stands so near the beginning.
_OPENING = 4
_SIGNS = ("pil", "färg", "symbol", "stjärn", "grön", "gul", "röd", "markering", "cirkel", "prick", "ruta", "staplar")
# `fem kommuner har ökat`
_SUBJECT_REACH = 3


def speaks_in_passing(marks: Marks, clause: Clause, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """Whether the word of change states nothing of the clause's figure."""
    if (
        anchor.first < find_prelude(marks, clause)  # `Efter två år med oförändrat resultat steg nöjdheten`
        or _explains_sign(marks)
        or _is_of_none(marks, clause, anchor)
        or _is_of_method(marks, clause, anchor)
        or _is_denied(marks, anchor)
        or _is_of_others(marks, clause, anchor)
        or _is_supposed(marks, clause, anchor, roles)
        or _is_rank(marks, anchor)
        or is_of_pace(marks, clause, anchor)
        or is_aftermath(marks, anchor)
    ):
        return True
    if any(f.whole >= 0 for f in roles) or _is_of_so_many(marks, anchor, roles):
        return True  # `Av landets 21 län har 13 en högre andel än 2019`
    told = any(f.last == anchor.first and f.quantity.kind == "difference" for f in marks.figures)
    after = marks.low(clause.first) == "efter" and not told  # `Efter sju procentenheters ökning är 71 procent trygga`
    if anchor.kind == "noun" and (marks.low(anchor.first - 1) in _HAVING or after):
        return True  # `har lyft frågan`, `Efter ett tapp 2020 är andelen tillbaka på 2019 års nivå`
    return anchor.kind == "verb" and (
        _is_predicate(marks, anchor, roles)
        or _goes_with(marks, anchor)
        or _is_of_some(marks, clause, anchor)
        or _is_no_verb(marks, anchor)
    )


def _is_of_method(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Indikatorerna är i huvudsak oförändrade`, `Frågorna är de samma som tidigare år`: what was asked, not found."""
    return marks.low(clause.first) in load_set("what is asked") and anchor.first > clause.first


def _is_of_so_many(marks: Marks, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """`12 av 21 län hade en | högre | andel`, `I 12 av 21 län var andelen | högre`; not `i 12 län, en högre andel`"""
    counted = [f for f in roles if f.last <= anchor.first and f.base is not None and f.base.kind == "public"]
    if anchor.kind != "adjective" or not counted:
        return False
    had = anchor.first - 1 - (marks.low(anchor.first - 1) in ("en", "ett"))
    theirs = marks.low(had) in _HAVING and marks.low(anchor.last) in _SHARES | {"resultat"}
    return theirs or not _SHARES.isdisjoint(marks.lows(counted[-1].last, anchor.first))


def _is_of_none(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Inga barn fick vänta längre än fyra månader`; not `Ingen säkerställd förändring har skett sedan 2016`"""
    return marks.low(clause.first) in NONE and anchor.first > clause.first


def _explains_sign(marks: Marks) -> bool:
    """`Pilen anger om resultatet har blivit bättre`, `En grön ruta betyder att ...`: how a table is to be read."""
    opening = marks.lows(marks.first, marks.first + _OPENING)
    verb = next((i for i, low in enumerate(opening) if low in load_set("sign verbs")), 0)
    if not verb or any(f.quantity.kind in ("share", "part", "difference") for f in marks.figures):
        return False
    return any(low.startswith(_SIGNS) for low in opening[:verb])


def _is_denied(marks: Marks, anchor: Anchor) -> bool:
    near = set(marks.lows(anchor.first - _NEAR, anchor.first))
    if marks.low(anchor.first) == "lika" and "inte" in near:
        return True  # `är inte lika bra som 2019`: which way it went is not said
    behind = marks.lows(anchor.last, anchor.last + 2)
    if anchor.kind == "verb" and behind[0] in ("inte", "ej") and behind[1] not in _NOT_ONLY:
        return True  # `Andelen ökade inte`
    if not marks.low(anchor.first).endswith("a") and marks.low(anchor.first - 1) not in ("att", "ha"):
        near.discard("att")  # `Det innebär att antalet sjunkit`
    return anchor.kind != "level" and bool(_UNREAL & near)


def _is_of_others(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """A gap that widens, those that a share is of (`kommuner som har ökat sina resurser`), a limit that was set."""
    opening = set(marks.lows(clause.first, min(clause.first + _OPENING, anchor.first)))
    opening -= {"del"} if marks.low(clause.first) == "för" else set()  # `För pojkarnas del är resultatet lägre`
    opening -= {"flera", "några"} if opening & {"år", "års"} else set()  # `Efter flera år av ökningar minskade antalet`
    opening -= {"många"} if marks.low(clause.first) == "hur" else set()
    if has_kind(marks, clause.first, anchor.first, "gap") or _VAGUE & opening:
        return True
    moved = any(f.at > anchor.first and f.before == "från" for f in marks.figures)
    by = any(f.quantity.kind == "money" and f.before == "med" for f in marks.figures)
    if not (moved or by) and load_set("set values") & opening and opening.isdisjoint(load_set("share words")):
        return True  # `Gränsen har höjts`; not `Andelen som klarar kravet har ökat`, `Avgiften höjdes med 300 kronor`
    if anchor.kind != "verb" or not opening.isdisjoint(load_set("share nouns")):
        return False
    who = next((k for k in range(anchor.first - _NEAR, anchor.first) if marks.low(k) == "som"), None)
    if (
        who is not None
        and is_finite(marks.low(who + 1))
        and who + 1 < anchor.first
        and marks.low(who + 1) not in _HAVING
    ):
        return False  # `Andelen invånare som röker minskade`
    by = any(f.quantity.kind == "difference" and f.at == anchor.last + 1 for f in marks.figures)
    if who is not None and (moved or by) and marks.low(who - 1) == ",":
        return False  # `Störst förbättring har Ystad, som gått från 66 till 77`
    # not `andelen som trivs har ökat`
    return who is not None and marks.low(who - 1) not in load_set("share words") and not _is_cleft(marks, clause, who)


def _is_cleft(marks: Marks, clause: Clause, who: int) -> bool:
    """`Det är bygglov | som har förbättrats mest, med fem enheter`: of what the sentence points out.

    And `Bygglov är det enda område | som har gått upp, från 62 till 66`, `Bäst gick det för tillsyn | som steg från 6`.
    """
    lows = [low for low in marks.lows(clause.first, who) if low != "också"]
    pointed = {("är", "det"), ("det", "är"), ("är", "den")} & set(zip(lows, lows[1:], strict=False))
    figures = within(marks.figures, who, clause.last)
    by = any(f.quantity.kind in ("difference", "score") or f.before == "från" for f in figures)
    if lows[:1] in (["bäst"], ["sämst"]):
        return by
    return bool(pointed) and by and ("mest" in marks.lows(who, clause.last) or "enda" in lows)


def _is_of_some(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Andelen har ökat i 141 kommuner`, `tre kommuner har tappat`: a number of them, not the whole."""
    for figure in within(marks.figures, clause.first, clause.last):
        kind = figure.quantity.kind
        if _is_in_some(marks, anchor, figure):
            return True
        if kind not in ("bare", "count", "part", "size"):
            continue
        own = marks.low(anchor.last) in ("oss", "sig", "andelen")  # `har förbättrat oss på 12 av 18 mått`
        if figure.first == anchor.last + own and figure.before in ("i", "på", "inom", "hos"):
            return True
        if figure.at < anchor.first and marks.low(figure.quantity.last) in _MEASURES:
            return True  # `har 21 av 30 mått förbättrats`
        public = figure.base is not None and figure.base.kind == "public"
        if public and kind == "bare" and figure.first == clause.first and anchor.first - figure.last <= _SUBJECT_REACH:
            return True
    return False


def _is_in_some(marks: Marks, anchor: Anchor, figure: Figure) -> bool:
    """`I hälften av kommunerna | har andelen | ökat`, `I 12 procent av kommunerna | minskade | antalet`"""
    # `I 12 procent av fritidshemmen har öppettiden förkortats`
    thing = "i" in (marks.low(figure.first - 1), marks.low(figure.first)) and marks.low(figure.last) == "av"
    if thing and is_finite(marks.low(figure.last + 2)):
        return anchor.first > figure.last
    led = marks.low(figure.first) == "i" and figure.base is not None and figure.base.kind == "public"
    return led and (anchor.first == figure.last or (marks.low(figure.last) in _HAVING and anchor.first > figure.last))


def _is_supposed(marks: Marks, clause: Clause, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """`Går stapeln åt höger har andelen ökat`, `en ökning med 1 procent brukar höja biståndet`, `väntas öka`."""
    opening = (marks.low(clause.first), marks.low(clause.first + 1))
    before = set(marks.lows(clause.first, anchor.first))
    if opening[0] == "om" and "skulle" in marks.said:
        return True  # `Om andelen hade varit densamma som 2018 skulle 40 fler ha fått hjälp`
    if opening[0] == "utan" and "hade" in before:
        return True  # `Utan insatserna hade andelen minskat till 60 procent`
    opens = anchor.kind == "noun" and anchor.first == clause.first + 1
    if opens and "motsvarar" in marks.lows(anchor.last, clause.last):
        return True  # `En ökning med 1 procentenhet motsvarar 300 elever`
    aimed = opening == ("för", "att") and anchor.first > clause.first
    if aimed or "varför" in before or marks.asks:
        return True  # `För att kostnaden ska minska krävs fler än 2018`
    if before & _FORESEEN or not {"brukar", "tenderar"}.isdisjoint(marks.lows(anchor.last, clause.last)):
        return True
    sizes = (f for f in within(marks.figures, marks.first, anchor.first) if f.quantity.kind == "size")
    share = opening[0] in _SHARES  # `Andelen som ser över det en gång om året`
    if not share and any(
        f.quantity.last <= anchor.first and not marks.low(f.quantity.first + 1).startswith("år") for f in sizes
    ):
        return True  # `Av 120 indikatorer har 58 förbättrats`
    compared = bool(compared_years(marks, clause))
    moved = any(f.before == "från" for f in roles)
    leads = marks.low(clause.first) in ("på", "bland", "hos") and anchor.kind == "verb"
    if leads and not compared and not moved and is_present(marks.low(anchor.first)):
        return True  # `På nätterna sjunker andelen till 63 procent`
    told = compared or any(role is not Role.NONE for role in roles.values())
    return (not told and _is_condition(marks, clause)) or (not compared and _is_rule(marks, clause, anchor))


def _is_condition(marks: Marks, clause: Clause) -> bool:
    """`Trots att kostnaderna ökar`, `Där resultaten har försämrats`, `Går stapeln uppåt`: in passing, or supposed."""
    first, second = marks.low(clause.first), marks.low(clause.first + 1)
    if first == "där" and clause.first == marks.first and is_finite(second):
        return False  # `Där är resultatet oförändrat.`
    if first in ("där", "när", "om", "eftersom") or (first, second) == ("trots", "att"):
        return (first, second) != ("när", "det")
    return clause.first == marks.first and is_finite(first)


def _is_rule(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`När standarden höjs stiger hyran med hälften`, `Överskrids tiden sänks avgiften med en femtedel`"""
    if anchor.kind != "verb" or not is_present(marks.low(anchor.first)) or clause.first != marks.first:
        return False
    opening = (marks.low(clause.first), marks.low(clause.first + 1))
    if opening[0] in ("när", "om", "ju"):
        return opening != ("när", "det")
    others = [k for k in range(clause.first, clause.last) if is_finite(marks.low(k)) and k != anchor.first]
    return bool(others) and clause.first in (others[0], anchor.first)


def _is_no_verb(marks: Marks, anchor: Anchor) -> bool:
    """`fyra steg`, `ett viktigt steg`, `ett mål för minskade utsläpp`"""
    before = marks.low(anchor.first - 1)
    if before in _BEFORE_THING and marks.low(anchor.first).endswith("ade"):
        return True
    if marks.low(anchor.first) != "steg":
        return False
    counted = any(f.quantity.last == anchor.first and f.quantity.kind == "bare" for f in marks.figures)
    counted = counted or parse_numeral(before) is not None  # not `svar inom två dagar steg`
    return counted or before in load_set("words before a step")


def _is_rank(marks: Marks, anchor: Anchor) -> bool:
    """`har klättrat tio platser`, `tio placeringar bättre`, `utökats med fem frågor`: of a list, no own figure."""
    if not {"plats", "placering"}.isdisjoint(marks.lows(anchor.last, anchor.last + _NEAR)):
        return True  # `har Hylte klättrat, från plats 214 till plats 61`
    near = (f.quantity for f in marks.figures if anchor.last <= f.at <= anchor.last + _NEAR)
    if any(q.kind == "size" or marks.low(q.last) in load_set("ranks") for q in near):
        return True
    return marks.low(anchor.first - 1) in load_set("ranks") and any(f.last == anchor.first for f in marks.figures)


def _is_predicate(marks: Marks, anchor: Anchor, roles: dict[Figure, Role]) -> bool:
    """`Sex av tio kommuner har förbättrat sitt resultat`: what the share is of, not how the share changed."""
    aux = anchor.first - 1 if marks.low(anchor.first - 1) in ("har", "hade") else anchor.first
    return any(role is Role.LEVEL and f.base is not None and f.last == aux for f, role in roles.items())


def _goes_with(marks: Marks, anchor: Anchor) -> bool:
    """`ökar med åldern`, `minskar med utbildningsnivån`: how one thing goes with another; not `ökar med tiden`."""
    what = marks.low(anchor.last + 1)
    figured = any(anchor.last <= f.first <= anchor.last + _NEAR for f in marks.figures)
    return marks.low(anchor.last) == "med" and not figured and what[:1].isalpha() and what not in ("tiden", "åren")
