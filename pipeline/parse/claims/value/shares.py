"""Whether a share is a level: not one that picks out a group, sets a condition, or is of one whole thing.

"Kommuner som har minst 80 procent svar redovisas"     none
"50 procent av lönen"                                  none
"""

from __future__ import annotations

from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.marks import Figure, Marks
from pipeline.parse.claims.value.kinds import Role, has_kind
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite

# `Mer än varannan person på särskilt boende (65 procent)`: so far off, and so many points more or less.
_ASIDE_REACH, _ROUNDED = 9, 16
# `Nio av tio är nöjda, 91 procent.`: nearer, since nothing else tells that both are of the same.
_CLOSE = 5
# `som har | bäst värde`
_RANK_REACH = 4
# `en av | de`, `kommuner | (`, `precis | som`
_AMONG = frozenset({"de", "(", "liksom", "som"})
_MAKES_UP = frozenset({"för", "tar", "tog", "utgör", "utgjorde", "utgjordes", "täcker", "täckte", "täcks", "täcktes"})
_MAKES_UP |= {"finansierar", "finansierade", "finansieras", "finansierades", "bekostar", "bekostade"}
_MEANS = ("genomsnittet", "snittet", "medelvärdet", "medel", "medianen")
_COSTS = ("kostnad", "budget", "intäkt", "utgift")


def role_of_share(marks: Marks, figure: Figure) -> Role:
    before = figure.before
    if _lies_beside(marks, figure):
        return Role.NONE
    if _is_condition(marks, figure) or _is_said_in_digits(marks, figure):
        return Role.NONE
    of_others = marks.lows(figure.quantity.last, figure.quantity.last + 2) in (["som", "gäller"], ["som", "gällde"])
    if of_others and before == "de":
        return Role.LEVEL  # `mer än de 16 procent som gäller för landet`
    if _picks(marks, figure) or (marks.low(figure.quantity.last) == "av" and _is_whole_thing(marks, figure)):
        return Role.NONE
    if marks.low(figure.quantity.last) == "av" and _is_ratio(marks, figure):
        return Role.NONE
    if before == "från" and marks.low(figure.at - 2) == "skillnad":
        return Role.NONE  # `Till skillnad från 62 procent av kommunerna saknar Nybro en rutin`
    if before == "om" and (figure.at - 1 == marks.first or is_finite(marks.low(figure.last))):
        return Role.NONE  # `Om 100 procent svarar är underlaget komplett.`, `bidrag om 65 procent når målen`
    if before in ("är", "var", "på", "(") and marks.low(marks.first) in load_set("set values"):
        return Role.NONE  # `Räntan är 2,5 procent`, `Tjänsten (50 procent) inrättades 2016`
    if before == "än" and marks.low(figure.at - 2) not in ("mer", "fler") and not _has_year_after(marks, figure):
        return Role.NONE
    return Role.LEVEL


def _lies_beside(marks: Marks, figure: Figure) -> bool:
    """`Hälften av länen ligger | under riksgenomsnittet på 47 procent`: how they stand to a mean, and no measure."""
    public = figure.base is not None and figure.base.kind == "public"
    verb, side, mean = marks.lows(figure.last, figure.last + 3)
    return public and verb in ("ligger", "låg") and side in ("under", "över") and mean.endswith(_MEANS)


def _is_ratio(marks: Marks, figure: Figure) -> bool:
    """`vilket motsvarar 91 procent av männens 32 700 kronor`: of another figure."""
    at = figure.quantity.last + 2
    return marks.low(at - 1).endswith("s") and any(f.at == at for f in marks.figures)


def _picks(marks: Marks, figure: Figure) -> bool:
    """`de 10 procent som`; in `2017 var den 75 procent` the pronoun is the subject."""
    if figure.at <= marks.first or not load_phrases("claim_words.csv", "pick").match(marks.tokens, figure.at - 1):
        return False
    return not is_among(marks, figure) and not is_finite(marks.low(figure.at - 2))


def is_among(marks: Marks, figure: Figure) -> bool:
    """`är en av de 31 procent av kommunerna som har`, `hör till de 12 procent som`, `Liksom 71 procent`.

    And `en av få kommuner (9 procent)`.
    """
    near = marks.lows(figure.at - 3, figure.at)
    if near[-1] not in _AMONG:
        return False
    public = figure.base is not None and figure.base.kind == "public" and not _is_ranked(marks, figure)
    belongs = public and (near == ["hör", "till", "de"] or near[1:] == ["tillhör", "de"])
    few = near[1:] == ["kommuner", "("] and marks.lows(figure.at - 5, figure.at - 3) == ["en", "av"]
    return belongs or few or near == ["en", "av", "de"] or near[-1] == "liksom" or near[1:] == ["precis", "som"]


def _is_ranked(marks: Marks, figure: Figure) -> bool:
    """`Grönt betyder att Nybro hör till de 25 procent av kommunerna som har bäst värde`"""
    behind = marks.lows(figure.last, min(figure.last + _RANK_REACH, marks.last))
    return not load_set("best and worst").isdisjoint(behind)


def _is_condition(marks: Marks, figure: Figure) -> bool:
    """`Kommuner som har minst 80 procent svar redovisas`: what picks the group, and no share of it."""
    if _is_inside_measure(marks, figure):
        return True
    who, noun = figure.at - 2, figure.at - 3
    if marks.low(who) != "som" or not is_finite(figure.before):
        return False
    return marks.low(noun) in nouns() and not any(p.first <= noun < p.last and p.geography.code for p in marks.places)


def _is_inside_measure(marks: Marks, figure: Figure) -> bool:
    """`Andelen enheter där minst 80 procent av personalen har utbildning är 34 procent.`"""
    coming = next((f for f in marks.figures if f.at > figure.at and f.quantity.kind == "share"), None)
    if coming is None or marks.low(coming.at - 1) not in ("är", "var", "till"):
        return False
    near = [k for k in (figure.at - 1, figure.at - 2) if marks.low(k) in ("där", "som", "vars")]
    verb = not near or near[0] == figure.at - 1 or is_finite(figure.before)
    opening = marks.lows(marks.first, near[0]) if near and verb else []
    return not load_set("share words").isdisjoint(opening)


def _is_said_in_digits(marks: Marks, figure: Figure) -> bool:
    """`Var fjärde elev i årskurs 9, 23 procent, har ...`: the digits that follow say it better."""
    if figure.quantity.kind != "part":
        return False
    if _ends_in_digits(marks, figure):
        return True
    for k in range(figure.last, min(figure.last + _ASIDE_REACH, marks.last)):
        if is_finite(marks.low(k)) or marks.low(k) in ("och", "men", "medan"):
            return False
        if marks.low(k) in (",", "("):
            digits = [f for f in marks.figures if f.at == k + 1 and f.quantity.kind == "share"]
            closed = any(marks.low(f.quantity.last) in (",", ")", "(", ";") for f in digits)
            return closed and abs(digits[0].quantity.value - figure.quantity.value) <= _ROUNDED
    return False


def _ends_in_digits(marks: Marks, figure: Figure) -> bool:
    """`Nio av tio är nöjda med sin hemtjänst, 91 procent.`"""
    others = [f for f in marks.figures if f.at > figure.at]
    if len(others) != 1 or others[0].quantity.kind != "share" or marks.low(others[0].at - 1) != ",":
        return False
    closed = others[0].quantity.last >= marks.last - 1
    return closed and abs(others[0].quantity.value - figure.quantity.value) <= _CLOSE


def _is_whole_thing(marks: Marks, figure: Figure) -> bool:
    """`50 procent av lönen`: of one thing, not of a group; not `Lokalerna står för en femtedel av kostnaden`."""
    before = {figure.before, marks.low(figure.at - 2), marks.low(figure.first - 1)}
    if before & _MAKES_UP:
        return False
    if before & load_set("verbs of amounting") and marks.low(figure.quantity.last + 1).startswith(_COSTS):
        return False  # `Lönerna motsvarade 60 procent av kostnaderna`
    if any(g.last == figure.at - 1 for g in marks.genders) and is_finite(figure.before):
        return False  # `Flickor utnyttjar 39 procent av tiden`
    of = (figure.quantity.last + 1, figure.quantity.last + 2)
    return has_kind(marks, *of, "thing") or has_kind(marks, *of, "gap")


def _has_year_after(marks: Marks, figure: Figure) -> bool:
    return any(figure.last <= y.first <= figure.last + 2 or y.first < figure.at <= y.last + 1 for y in marks.years)
