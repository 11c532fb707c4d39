"""The words around each figure of a clause, and what a part takes that is weighed against another or follows it.

"Boende i flerfamiljshus är otrygga (32 procent) oftare än boende i småhus (18)"    boende i småhus är otrygga
"Män (62 procent) är i högre grad än kvinnor (58 procent) nöjda"                    män är nöjda
"Brandskydd får högst betyg, 80, följt av tillsyn med 74"                           tillsyn får
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.parse.claims.label.fronting import length_of_opening
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import EXTREMES, LEADING, Words, has_content, verbs_of
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import record

_NEXT = ("följt", "av")
_WEIGHED = load_set("comparatives") | {"vanligare", "ovanligare", "oftare"}
_DEGREES = load_set("degrees") | load_set("comparatives") | {"i", "grad", "utsträckning", "oftare", "sällan", "större"}


@record
class Parts:
    """A clause cut at its figures: token ranges before and behind each, and what of them may belong to a label."""

    marks: Marks
    befores: list[tuple[int, int]]
    afters: list[tuple[int, int]]
    leads: list[Words]  #: the label's words of each of these, by part
    tails: list[Words]

    def lows(self, words: Words) -> list[str]:
        return self.marks.spell(words)

    def says(self, words: Words) -> bool:
        return has_content(self.marks.spell(words))

    def has_verb(self, words: Words) -> bool:
        lows = self.lows(words)
        return bool(verbs_of(lows[length_of_opening(lows) :]))  # `och när det gäller maten 61 procent`

    def names(self, words: Words) -> bool:
        """Whether they name anybody or anything."""
        return self.says(words) or any(low in nouns() and not nouns()[low].gender for low in self.lows(words))


def of_more(parts: Parts) -> Words:
    """`Män (62 procent) | är i högre grad | än kvinnor (58 procent) | nöjda med maten`: what both are."""
    own = parts.lows(parts.tails[0])
    if len(parts.tails) < 2 or not own or not is_finite(own[0]) or not _DEGREES.issuperset(own[1:]):
        return ()
    weighed = "än" in parts.marks.lows(parts.afters[0][0], parts.befores[1][1])
    return parts.leads[0] + parts.tails[0][:1] + parts.tails[1] if weighed and parts.says(parts.tails[1]) else ()


def of_weighed(parts: Parts, i: int) -> Words:
    """`Boende i flerfamiljshus är otrygga (32 procent) oftare | än boende i småhus (18)`: what the first are."""
    own, first = parts.leads[i], parts.leads[0]
    at = parts.befores[i][0]
    if "än" not in parts.marks.lows(at - 1, at + 1) or not parts.names(own) or parts.says(parts.tails[i]):
        return ()
    lows = parts.lows(first)
    if lows and parts.marks.low(own[0]) in LEADING and (what := _find_weighed(parts, first)):
        return what + own  # `Oro är vanligare i städer (61 procent) än på landet (52)`
    if (led := parts.marks.low(own[0])) in PREPOSITIONS and lows.count(led) == 1 and lows[0] != led:
        return first[: lows.index(led)] + own  # `Stödet ges oftare till vuxna (91 procent) än till barn (58)`
    verbs = [n for n, low in enumerate(lows) if is_finite(low)]
    verbs = verbs[1:] if "som" in parts.marks.lows(*parts.befores[0]) else verbs  # `kvinnor som bor ensamma är`
    whole = "som" in parts.marks.lows(*parts.befores[i]) or not parts.has_verb(own)
    if not (whole and verbs and parts.says(first[: verbs[0]])):
        return ()
    subject, given = nouns().get(lows[verbs[0] - 1]), nouns().get(lows[-1])
    if given is not None and given.kind == "people" and subject is None:
        return first[: verbs[0] + 1] + own  # `Rutiner omfattar oftare vuxna (91 procent) än barn (58)`
    return own + first[verbs[0] :]


def of_next(parts: Parts, i: int) -> Words:
    """`Brandskydd får högst betyg, 80, | följt av tillsyn | med 74`: the next thing in the place of the first."""
    own, first = parts.leads[i], parts.leads[0]
    if _NEXT not in pairwise(parts.marks.lows(parts.befores[i][0] - len(_NEXT), parts.befores[i][1])):
        return ()
    lows, mine = parts.lows(first), parts.lows(own)
    verb = next((n for n, low in enumerate(lows) if is_finite(low)), 0)
    named = own[: mine.index("med")] if "med" in mine else own
    turned = lows[:1] and (lows[0] in PREPOSITIONS or lows[0].endswith("ast") or lows[0] in EXTREMES)
    if not verb or turned or not parts.says(named) or parts.has_verb(own):
        return ()
    ranks = load_set("ranking asides") | {"det", "den", ","}
    return named + tuple(k for k, low in zip(first[verb:], lows[verb:], strict=True) if low not in ranks)


def _find_weighed(parts: Parts, first: Words) -> Words:
    """What is more common or higher in one place than in another."""
    lows = parts.marks.lows(*parts.befores[0])
    at = next((n for n, low in enumerate(lows) if low in _WEIGHED), len(lows)) + parts.befores[0][0]
    what = tuple(k for k in first if k < at)
    return what if at < parts.befores[0][1] and parts.says(what) and parts.marks.low(what[0]) not in LEADING else ()
