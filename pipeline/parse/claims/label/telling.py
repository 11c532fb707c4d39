"""Words of a sentence that only tell of what is measured, wherever they stand.

"Årets resultat visar att 13 procent följer upp"      -> följer upp
"Det är oroande att var femte kommun inte följer upp" -> inte följer upp
"Det är bättre än i riket, där 88 procent är nöjda"   -> är nöjda
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pipeline.parse.claims.change.movements import is_measure
from pipeline.parse.claims.label.masks import HOW_MANY
from pipeline.parse.claims.label.whom import drop_at_end, drop_better, drop_whom, find_who
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.content import LEADING, Words, has_content, is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Marks
from pipeline.parse.claims.value.kinds import find_kind
from pipeline.parse.phrases import load_phrases, load_set
from pipeline.parse.verbs import is_finite

# `Årets resultat visar att 13 procent ...`: what stands before is no part of what is measured.
_SAYING = load_set("saying verbs")
_SAYING_REACH = 12
_QUOTING = load_set("quoting verbs")
_LEADING_REASON = frozenset({"för", "till", "genom", "av", "utan"})
_LINKS = frozenset({"är", "var", "ligger", "låg"})
_STRESSING = _LINKS | load_set("stressing words") | {"det"}
# `Positivt är att`, `Därför är det oroande att`: how good or bad something is, and no more.
_FRAME_REACH = 6
_EXTREMES = frozenset({"högst", "lägst", "störst"})
_ONLY = load_set("only words")
_JUDGING = ("t", "nde", "ast")
_FEELINGS = load_set("feeling words")
# Without one of these nothing but fixed phrases is dropped.
_COMMON = frozenset({"vanligare", "ovanligare", "vanligt", "vanliga", "utbredd", "utbrett"})
_COMPARED = load_set("comparatives") | _COMMON
#: What takes off, or moves, some of a label's words, which it is given in lower case too.
Step = Callable[[Marks, Words, list[str]], Words]
_SIGNALS = _SAYING | _QUOTING | _EXTREMES | _COMPARED | {"att", "än", "motsvarande", "gäller", ":"}


def take_steps(marks: Marks, words: Words, lows: list[str], steps: Iterable[Step]) -> tuple[Words, list[str]]:
    """The words that one step after another leaves, and the same in lower case; most steps leave all."""
    for step in steps:
        left = step(marks, words, lows)
        if left is not words:
            words, lows = left, marks.spell(left)
    return words, lows


def drop_telling(marks: Marks, words: Words, lows: list[str]) -> Words:
    """The words of a label without those that only tell of it."""
    words, lows = take_steps(marks, words, lows, _OF_WHOM)
    signalled = not _SIGNALS.isdisjoint(lows) or "gap" in marks.told  # so it is in few labels
    return take_steps(marks, words, lows, _SIGNALLED if signalled else (_drop_anywhere,))[0]


def _drop_cleft(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`I årskurs 9 | är det | 52 procent | som | ofta känner sig stressade`

    And `Det är främst | små kommuner | som | saknar jour: 58 procent av kommunerna med`.
    """
    opening = lows[:_FRAME_REACH]
    if "som" in opening and "det" in opening:
        who = opening.index("som")
        if _STRESSING.issuperset(opening[:who]) and not _LINKS.isdisjoint(opening[:who]):
            return words[who + 1 :]
    if (where := _find_stressed(marks, lows, words)) is not None:
        first, who = where  # `Det är främst i egen regi som kommuner använder | brukarnas synpunkter, 61 procent`
        return words[who + 1 :] + words[first:who]
    for figure in marks.figures:
        if marks.low(figure.last) != "som":
            continue
        verb = figure.first - 2 - (marks.low(figure.first - 1) in _ONLY)
        if marks.low(verb) in _LINKS and marks.low(verb + 1) == "det":
            return tuple(k for k in words if k not in (verb, verb + 1, figure.last))
    return words


def _find_stressed(marks: Marks, lows: list[str], words: Words) -> tuple[int, int] | None:
    """Where the place that `det är främst` stresses begins, and where its `som` stands before who does it there."""
    if lows[:1] != ["det"] or "som" not in lows:
        return None
    first = next((i for i, low in enumerate(lows) if low in LEADING), 0)
    if "som" not in lows[first:] or not _STRESSING.issuperset(lows[:first]):
        return None
    who = lows.index("som", first)
    begins = lows[who + 1 : who + 2] and lows[who + 1] in nouns() and any(map(is_finite, lows[who + 2 : who + 3]))
    return (first, who) if begins and not any(map(is_finite, lows[first:who])) else None


def _drop_grounds(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Lokaler är ett utvecklingsområde då | endast 6 procent har`, `en förbättring då | fler kommuner har`.

    What stands before the `då` judges the share that it goes on to tell.
    """
    at = next((i for i, low in enumerate(lows) if i and low in ("då", "där")), 0)
    if (
        at
        and lows[at] == "där"
        and words[at] - 1 in marks.placed
        and any(f.first == words[at] + 1 + (marks.word(words[at] + 1) in _ONLY) for f in marks.figures)
    ):
        return words[at + 1 :]  # `Minst nöjda är patienterna i Orsa där | 77 procent har en läkare`
    shows = at and lows[at] == "där"  # `Rapporten visar hög tillgänglighet, där | 87 procent har öppet`
    if not at or shows is not (marks.word(words[at] - 1) == ",") or not any(map(is_finite, lows[:at])):
        return words
    if shows and _SAYING.isdisjoint(lows[:at]):
        return words
    k = words[at] + 1
    k += marks.word(k) in _ONLY
    figures = [f for f in marks.figures if f.quantity.kind in ("share", "part")]
    share = any(f.first == k for f in figures) or (marks.word(k) in HOW_MANY and marks.word(k + 1) in nouns())
    return words[at + 1 :] if share and not any(marks.first <= f.at < words[at] for f in figures) else words


def _drop_degree(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`är mest nöjda med bemötandet`, `minst nöjda är de med maten` -> nöjda med maten: a rank among other things."""
    if _FEELINGS.isdisjoint(lows[1:]):
        return words
    at = next(i for i, low in enumerate(lows) if i and low in _FEELINGS)
    degree = lows[at - 1]
    compared = degree in ("mer", "mindre") and "än" in marks.lows(words[at], marks.last)
    if degree not in ("mest", "minst") and not compared:
        return words  # `12 procent är mer nöjda än förut` tells of those who are
    if (who := find_who(lows, at)) and not has_content(lows[: at - 1]):
        return words[at:who]  # `Mest nöjda med hemtjänsten | är de äldre | i Ydre (98 procent)`
    behind = next((i for i in range(at + 1, len(lows)) if lows[i] in PREPOSITIONS), at + 1)
    turned = lows[at + 1 : at + 2] and lows[at + 1] in _LINKS and lows[at + 2 : behind] == lows[at + 2 : at + 3]
    return words[: at - 1] + words[at : at + 1] + words[behind if turned else at + 1 :]


def _drop_frame(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`gör att 22 procent når`, `oroande är att allt fler avstår`: what stands before the `att` judges or explains."""
    if "att" not in lows:
        return words
    for i, k in enumerate(words):
        if lows[i] == "att" and any(f.first == k + 1 for f in marks.figures):
            return words[i + 1 :]
    if "att" not in lows[:_FRAME_REACH]:
        return words
    before = lows[: lows.index("att")]
    following = lows[len(before) + 1 : len(before) + 2]
    if before[-1:] and before[-1] in _LINKS and set(following) & (load_set("share words") | {"allt", "fler", "färre"}):
        return words[len(before) + 1 :]  # `Den negativa utvecklingen är att andelen ... har gått tillbaka`
    judged = [low for low in before if is_content(low)]
    if set(before) & _LINKS and len(judged) == 1 and judged[0].endswith(_JUDGING):
        return words[len(before) + 1 :]
    return words


def _drop_before_pointer(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Utvecklingen är god, då motsvarande andel för 2018 var 58 procent`: what stands before points to nothing."""
    at = lows.index("motsvarande") if "motsvarande" in lows else 0
    comma = next((i for i in range(at - 1, 0, -1) if lows[i] == ","), 0)
    told = comma and any(map(is_finite, lows[:comma]))
    return words[comma + 1 :] if told else words


def _drop_whose(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`... när det gäller kvinnor`, `väntetiden var för kvinnor`: the gender has its own column."""
    last = len(words)
    while last and marks.tokens[words[last - 1]].kind == "sign":
        last -= 1
    if not last or words[last - 1] not in marks.all_genders:
        return words
    lows = lows[:last]
    if lows[-4:-1] == ["när", "det", "gäller"]:
        return words[: last - 4]
    among = lows[-2:-1] in (["bland"], ["hos"]) or (lows[-2:-1] == ["för"] and _is_whose(marks, words[last - 2]))
    return words[: last - 2] if among and has_content(lows[:-2]) else words


def _is_whose(marks: Marks, at: int) -> bool:
    """`68 procent | för kvinnor`, `medellivslängden för män`; not `boende för kvinnor`."""
    before, behind = marks.low(at - 1), marks.low(at + 2)
    if behind in _LINKS and any(f.first == at + 3 for f in marks.figures):
        return True
    return (
        before in load_set("linking verbs") or is_measure(before) or any(f.quantity.last == at for f in marks.figures)
    )


def _drop_comparison(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Andelen män som fått vård är lägre än andelen kvinnor`; `färre än i länet, där 37 procent besväras`."""
    compared = load_set("comparatives")
    if not load_set("share words").isdisjoint(lows):
        words = drop_at_end(marks, words, lows)
        lows = marks.spell(words)
    if "än" not in lows:
        return _drop_ranking(marks, words, lows)
    than = lows.index("än")
    if (told := drop_whom(marks, words, lows, than)) is not None:
        return told
    if not set(lows[:than]) & compared:
        return words
    there = next((i for i in range(than + 1, len(words)) if lows[i] == "där"), None)
    if there is not None:
        return words[there + 1 :]
    had = next((i for i in range(than - 2) if lows[i] in ("har", "hade") and lows[i + 1] in compared), None)
    if had is not None:
        return words[had + 2 : than]  # `Kommunen har lägre | sjukfrånvaro | än snittet`
    link = next((i for i in range(than - 1, 0, -1) if lows[i] in _LINKS), 0)
    if link and lows[than - 1] in compared and not has_content(lows[than:]):
        turned = words[link + 1 : than - 1]  # `Bland män är | andelen trygga | lägre än bland kvinnor`
        return words[:link] + turned if has_content(lows[link + 1 : than - 1]) else words[:link]
    if shorter := drop_better(marks, words, lows, than):
        return shorter
    share = lows[0] in load_set("share words")
    return words[:link] if share and link and set(lows[link:than]) & compared else words


def _drop_ranking(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Trivseln är något högre | bland killarna (84 procent) än`: what is compared has its own figure."""
    at = next((i for i in range(1, len(words)) if lows[i] in _LINKS), 0)
    end = at + 1
    extreme = at and lows[end : end + 1] and lows[end] in _EXTREMES and has_content(lows[:at])
    if extreme and lows[end + 1 : end + 2] and lows[end + 1] in LEADING:
        return words[:at] + words[end + 1 :]  # `Behörigheten är lägst | i fritidshemmen`; not `är högst fyra år`
    while at and end < len(words) and lows[end] in load_set("degrees"):
        end += 1
    end += 2 * (lows[end : end + 2] == ["dubbelt", "så"])
    end += lows[end : end + 1] in (["mer"], ["mindre"], ["lika"]) and not _COMMON.isdisjoint(lows[end + 1 : end + 2])
    compared = at and end < len(words) and lows[end] in _COMPARED
    than = compared and any(marks.word(k) == "än" for k in range(words[at], marks.last))
    led = compared and bool(lows[end + 1 : end + 2]) and lows[end + 1] in LEADING
    return words[:at] + words[end + 1 :] if led or (than and has_content(lows[:at])) else words


def _drop_anywhere(marks: Marks, words: Words, lows: list[str]) -> Words:
    phrases = load_phrases("label_words.csv", "anywhere")
    if not any(map(phrases.starting, lows)):
        return words
    found = phrases.find([marks.tokens[k] for k in words])
    dropped = {i for match in found for i in range(match.first, match.last)}
    return tuple([k for i, k in enumerate(words) if i not in dropped]) if dropped else words


def _drop_comment(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Samverkan har förbättrats mest: 59 procent har gemensamma rutiner` -> what stands behind the colon."""
    at = lows.index(":") if ":" in lows else 0
    sides = (words[:at], words[at + 1 :])
    gaps = {m.first for m in find_kind(marks, marks.first, marks.last, "gap") if m.last == m.first + 1}
    gap = next((i for i, k in enumerate(words[:_FRAME_REACH]) if k in gaps), None)
    if gap is not None and (at or not gap):
        scope = words[: max(0, gap - 1)] if gap and marks.word(words[gap - 1]) in _LINKS else ()
        return scope + (sides[1] if at else ())  # `Skillnaden mellan könen är stor: 81 procent av pojkarna mot 29`
    whole = at and all(any(map(is_finite, marks.spell(side))) for side in sides)
    return sides[1] if whole else words


def _drop_saying(marks: Marks, words: Words, lows: list[str]) -> Words:
    """`Samtidigt visar statistik från Kronofogden att hushåll vräktes` -> hushåll vräktes."""
    told = next((i for i, low in enumerate(lows[: _SAYING_REACH + 1]) if low in _SAYING), len(lows))
    that = lows.index("att", told) if "att" in lows[told : _SAYING_REACH + 1] else len(lows)
    # not `uppger ekonomi som skäl till | att de inte tränar`
    if that < len(lows) and lows[that - 1] not in _LEADING_REASON:
        whom = int(lows[:1] == ["som"])
        relative = (whom or marks.word(words[0] - 1) == "som") and is_finite("".join(lows[whom : whom + 1]))
        scoped = relative and not LEADING.isdisjoint(lows[whom + 1 : told])  # `äldre som | bor i villa | uppger att de`
        behind = ["", *lows[that + 1 : that + 3], ""]
        who = behind[1] == "de" or (behind[1] == "den" and (behind[2] == "inte" or is_finite(behind[2])))
        return words[: told if scoped else 0] + words[that + 1 + who :]
    for i, k in enumerate(words[1:], 1):
        if lows[i] in _QUOTING and lows[i + 1 : i + 2] != ["att"] and marks.word(k - 1) in (",", "”", '"'):
            return words[:i]  # `Sex procent är missnöjda, visar undersökningen`
    return words


_OF_WHOM: tuple[Step, ...] = (_drop_grounds, _drop_cleft, _drop_whose, _drop_degree)
_SIGNALLED: tuple[Step, ...] = (
    _drop_before_pointer,
    _drop_comment,
    _drop_comparison,
    _drop_whose,
    _drop_anywhere,
    _drop_frame,
    _drop_saying,
)
