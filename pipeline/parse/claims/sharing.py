"""Which words of a clause belong to which of its figures, and which to all of them.

    "61 procent till kvinnor och 62 procent till män"      own words stand after
    "i Kalmar 45 procent och i Borgholm 50 procent"        own words stand before
    "40 procent av flickorna och 30 procent av pojkarna har läst boken"      `har läst boken` is shared
    "94 procent besvarade den generella delen och 92 procent delenkäten"     the verb is shared

A clause is cut into one part for each figure; a part that lacks something takes it from the first (or the last), and
leaves there what it has itself.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.cuts import find_cut
from pipeline.parse.claims.grouping import find_core_end, find_core_start, group_figures
from pipeline.parse.claims.label.echoes import DONE
from pipeline.parse.claims.label.fronting import length_of_opening
from pipeline.parse.claims.label.gaps import LAST_PHRASE, fill_gap
from pipeline.parse.claims.sentence.bases import nouns
from pipeline.parse.claims.sentence.clauses import Clause
from pipeline.parse.claims.sentence.content import EXTREMES, LEADING, Words, is_content
from pipeline.parse.claims.sentence.marks import PREPOSITIONS, Figure, Marks
from pipeline.parse.claims.weighed_parts import Parts, of_more, of_next, of_weighed
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite
from pipeline.records import record

# `är det`
_POINTER = 2
_POINTERS = (["är", "det"], ["var", "det"])
_AMOUNTING = (["vilket", "motsvarar"], ["vilket", "motsvarade"], ["motsvarande"], ["vilket", "är"], ["vilket", "var"])
_COMPARING = load_set("comparing words")
_INDEX = frozenset({"nki", "index"})
_TELLING = load_set("quoting verbs") | {"uppger", "anger", "svarar", "uppgav", "angav", "svarade"}
_STOPS = frozenset(".,;:()")
_HOW_OFTEN = load_set("how often") | load_set("how far")


@record
class Part:
    """The share of a clause that one figure has, or several that say the same (`fyra av tio (42 procent)`).

    `before`, `core` and `after` are token ranges of its own; `words` are those of its label, its own and the shared.
    `alone` when the part borrows nothing, so that what it does not say is not said in the first part either.
    """

    figures: tuple[Figure, ...]
    before: tuple[int, int]
    core: tuple[int, int]
    after: tuple[int, int]
    words: Words
    alone: bool
    compares: bool = False  #: `jämfört med 40 procent i riket`


def share_out(
    marks: Marks, clause: Clause, figures: Sequence[Figure], masked: frozenset[int], asides: frozenset[int]
) -> tuple[Part, ...]:
    """One part for each group of figures that say the same; `masked` belong to no label, `asides` part nothing."""
    groups = group_figures(marks, figures)
    if not groups:
        return ()
    limits = [g[0].first for g in groups[1:]] + [clause.last]
    cores = [
        (find_core_start(marks, g[0], clause), find_core_end(marks, g[-1], clause, limit))
        for g, limit in zip(groups, limits, strict=True)
    ]
    cuts = [find_cut(marks, a[1], b[0], masked, asides) for a, b in zip(cores, cores[1:], strict=False)]
    befores = [(clause.first, cores[0][0])]
    afters = []
    for (left, right), core, following in zip(cuts, cores, cores[1:], strict=False):
        afters.append((core[1], left))
        befores.append((right, following[0]))
    afters.append((cores[-1][1], clause.last))
    leads, tails = ([tuple([k for k in range(*span) if k not in masked]) for span in x] for x in (befores, afters))
    *_, rank, comma = ("", "", *marks.spell(leads[0]))
    if comma == "," and rank in EXTREMES and marks.spell(tails[0][:1]) == [","]:
        leads[0], tails[0] = leads[0][:-1], tails[0][1:]  # `Längst | , 6,8 dagar, | var väntetiden`
    sharing = _Sharing(marks, befores, afters, leads, tails)
    parts: list[Part] = []
    for i, group in enumerate(groups):
        alone = i == 0 or sharing.stands_alone(i)
        compares = i > 0 and (parts[-1].compares or sharing.compares(cores[i - 1][1], cores[i][0]))
        words = sharing.words_of(i)
        parts.append(Part(tuple(group), befores[i], cores[i], afters[i], words, alone=alone, compares=compares))
    return tuple(parts)


@record
class _Sharing(Parts):
    """What the parts borrow from one another."""

    def words_of(self, i: int) -> Words:
        """The label's tokens of part i: its own, and what it borrows."""
        before, after = self.leads[i], self.tails[i]
        if not i and (words := of_more(self)):
            return words
        if i and (words := of_weighed(self, i) or of_next(self, i) or self._answer(before, after)):
            return words
        if i and (words := self._in_place_of(before, after)):
            return words
        graded = () if i or len(self.tails) < 2 or self.says(self.leads[1]) else self._grade(after, self.tails[1])
        if graded:
            after = graded
        elif not self.says(after):
            stands_for = i and "det" in self.lows(after) and self.says(self.tails[0])
            after = self.tails[0] if stands_for else self._borrow_after(i)
        elif i and (not self.has_verb(after) or self.lows(after)[0] == "när" or self._goes_on(after)):
            after = self._fill_after(after)
        if i == 0:
            return before + after + self._verb_behind(before + after)
        # `finns för barn (74 procent), | unga | (61 procent)`
        apart = not PREPOSITIONS.issuperset(self.lows(before[:1]))
        listed = apart and self._names_next(self.leads[0], before)
        if not self.says(before) and not listed:
            before = self.leads[0]
            before = self._cut_group(before) if "övriga" in self.marks.lows(*self.befores[i]) else before
        elif not self.has_verb(before) and not self.has_verb(after):
            led = self.marks.word(before[0]) in PREPOSITIONS or length_of_opening(self.lows(before))
            scoped = led and not self.says(after)
            after = self.tails[0] if scoped else after  # `I årskurs 5 är 55 procent nöjda, i årskurs 8 61`
            before = self._fill_before(before)
        return before + after

    def _in_place_of(self, before: Words, after: Words) -> Words:
        """The first part's words, with what is said here in the place of its counterpart; empty where there is none."""
        first, behind = self.leads[0], self.tails[0]
        if self.lows(before) in _AMOUNTING and self.lows(after)[:1] == ["av"]:
            return first + behind  # `hade hemtjänst, vilket motsvarar 4 procent | av alla över 65 år`
        if self._does_alike(before + after) or self._is_as_old(before) or self._takes(before + after):
            return first + behind
        if tuple(self.lows(after)[:2]) in DONE and self.says(behind) and not self.says(before):
            return first + behind + after[2:]  # `Sju av tio frågar eleverna, tre av tio gör det varje termin`
        if not self.says(before) and (same := self._put_object(after)):
            return same
        if self._replaces_lead(before, after):
            return fill_gap(self.marks, first, after)
        if whom := self._replace_people(before, after):
            return whom + behind
        if (at := self._find_whom(before, after)) is not None:
            return first[:at] + after
        if self._replaces_scope(before, after):
            own = tuple(k for k in after if self.marks.low(k) not in _STOPS)
            where = first[-2:] if self.lows(first[-2:]) == [",", "där"] else ()
            return fill_gap(self.marks, first, own) + where + behind
        if len(before) > _POINTER and self.lows(before)[-2:] in _POINTERS and not self.says(after):
            return self._fill_before(before[:-2]) + behind  # `och i årskurs 8 är det 84 procent`
        return ()

    def _answer(self, before: Words, after: Words) -> Words:
        """`90 procent svarar ja på frågan och 3 procent | nej`: the first part's question, and another answer."""
        first = self.leads[0] + self.tails[0]
        no = next((k for k in after if self.marks.low(k) == "nej"), None)
        if no is None or self.says(before) or "ja" not in self.lows(first):
            return ()
        return tuple(no if self.marks.low(k) == "ja" else k for k in first)

    def _put_object(self, after: Words) -> Words:
        """`9 procent använder metoden RUT vid besök, och 5 procent | som använder det vid samtal`: the same thing."""
        mine = self.lows(after)
        led = int(mine[:1] == ["som"])
        first = self._drop_telling(self.tails[0][self.lows(self.tails[0])[:1] == ["som"] :])
        lows = self.lows(first)
        verb, thing, lead = (mine[led : led + 3] + ["", "", ""])[:3]
        if thing not in ("det", "den", "dem") or not is_finite(verb) or lows[:1] != [verb] or lead not in lows[2:]:
            return ()
        return first[: lows.index(lead, 2)] + after[led + 2 :]

    def _verb_behind(self, own: Words) -> Words:
        """`93 procent av eleverna på Ekskolan och 81 procent på Lindskolan | nådde målen`: what the last one says."""
        if len(self.afters) < 2 or not self.says(own) or self.has_verb(own):
            return ()
        last = self.tails[-1]
        verb = next((n for n, low in enumerate(self.lows(last)) if is_finite(low)), None)
        told = verb is None or any(map(self.has_verb, self.leads))
        return () if told else last[verb:]

    def _cut_group(self, first: Words) -> Words:
        """`För elever som bor ensamma | var andelen behöriga 74 procent, för övriga 93`: not of those told first."""
        verbs = [i for i, low in enumerate(self.lows(first)) if is_finite(low)]
        return first[verbs[-1] :] if verbs and self.lows(first)[0] in LEADING else first

    def _does_alike(self, own: Words) -> bool:
        """`61 procent erbjuder kvinnor det, 57 procent att de erbjuder män`: the first part's verb and nothing new."""
        first = self.leads[0] + self.tails[0]
        mine, theirs = ([k for k in words if k in self.marks.all_genders] for words in (own, first))
        verbs = {low for low in self.lows(own) if is_content(low)}
        alike = bool(verbs) and all(map(is_finite, verbs)) and verbs.issubset(self.lows(first))
        return alike and bool(mine and theirs) and self.lows(tuple(mine)) != self.lows(tuple(theirs))

    def _is_as_old(self, before: Words) -> bool:
        """`Bland kvinnor över 75 år bor 38 procent ensamma, bland män | i samma ålder | 22`"""
        return self.lows(before)[-2:] in (["samma", "ålder"], ["samma", "åldersgrupp"], ["samma", "åldrar"])

    def _takes(self, own: Words) -> bool:
        """`Responstiden är kortast i Solna, 7 minuter, och längst i Orsa, där | det tar | 24`: no more than that."""
        said = [low for low in self.lows(own) if is_content(low) and low not in EXTREMES]
        return bool(own) and said in (["tar"], ["tog"]) and "det" in self.lows(own)

    def _goes_on(self, after: Words) -> bool:
        """`79 procent nöjda med bemötandet och 68 procent | med den hjälp de fick`: the verb is of a clause in it."""
        low = self.lows(after)[0]
        return low in PREPOSITIONS and low in self.lows(self.tails[0])[1:]

    def _replaces_lead(self, before: Words, after: Words) -> bool:
        """`I gruppen med kort utbildning är andelen 54 procent jämfört med 81 procent i gruppen med lång`."""
        if self.says(before) or not self.says(after) or self.says(self.tails[0]):
            return False
        first = self.lows(self.leads[0])
        return first[:1] == self.lows(after)[:1] and first[0] in PREPOSITIONS

    def _replace_people(self, before: Words, after: Words) -> Words:
        """`Andelen utrikes födda kvinnor som arbetar är 58 procent, mot 82 bland inrikes födda kvinnor`: the others."""
        own, first = tuple(k for k in after[1:] if self.marks.low(k).isalpha()), self.leads[0]
        lows = self.lows(own)
        if self.says(before) or not self.says(own) or self.lows(after)[0] not in ("bland", "hos", "av"):
            return ()
        who = nouns().get(lows[-1])
        at = next((n for n, low in enumerate(self.lows(first)) if low in nouns() and nouns()[low].gender), None)
        return own + first[at + 1 :] if who and who.gender and at is not None else ()

    def _find_whom(self, before: Words, after: Words) -> int | None:
        """`Tryggheten är lägre | bland dem som bor ensamma: 61 procent, mot 78 procent | bland sammanboende`."""
        own, first = self.lows(after), self.lows(self.leads[0])
        if self.says(before) or self.says(self.tails[0]) or own[:1] not in (["bland"], ["hos"]):
            return None
        at = first.index(own[0]) if first.count(own[0]) == 1 else 0
        whole = at and self.marks.low(self.leads[0][-1] + 1) not in ("är", "var") and self.says(self.leads[0][:at])
        return at if whole and not any(map(is_finite, own)) else None

    def _replaces_scope(self, before: Words, after: Words) -> bool:
        """`Verksamheter i egen regi har 78 procent utbildad personal mot 71 procent i enskild regi`"""
        own, first = [low for low in self.lows(after) if low.isalpha()], self.lows(self.leads[0])
        if self.says(before) or not self.says(after) or not 0 < len(own) <= LAST_PHRASE:
            return False
        once = own[0] in PREPOSITIONS and first.count(own[0]) == 1 and first[0] != own[0]
        return once and own[-1] in first and own[0] not in self.lows(self.tails[0])

    def stands_alone(self, i: int) -> bool:
        """Whether part i has a verb and a thing of its own."""
        own = self.leads[i] + self.tails[i]
        return self.says(self.leads[i]) and self.has_verb(own)

    def compares(self, left: int, right: int) -> bool:
        """Whether the figure is only named to compare the one before it with."""
        return not _COMPARING.isdisjoint(self.marks.lows(left, right + 1))

    def _borrow_after(self, i: int) -> Words:
        """`40 procent av flickorna och 30 procent av pojkarna har läst`; `..., jämfört med 85 procent i riket`."""
        if not {"ja", "nej"}.isdisjoint(self.lows(self.tails[i])):
            return self.tails[i]  # `90 procent svarar ja, 3 procent svarar nej`
        bare = not i and not self.says(self.leads[0])
        for j in range(i + 1, len(self.afters)):
            coming = range(self.afters[j - 1][1], self.befores[j][1] + 1)
            compared = any(self.marks.low(k) in _COMPARING - {"än"} for k in coming) and not bare
            if compared or self.says(self.leads[j]):
                break
            shared = self.tails[j]
            if not i and self._are_scopes(j):
                break
            if self.has_verb(shared) or (self.says(shared) and (bare or self.has_verb(self.leads[0]))):
                other = not i and self.lows(shared)[:2] == [
                    "i",
                    "årskurs",
                ]  # `av barnen i årskurs 5 och 58 i årskurs 8`
                verb = next((n for n, low in enumerate(self.lows(shared)) if is_finite(low)), 0)
                return shared[verb:] if other else shared
        if i and not self.says(self.leads[i]):
            said = next(filter(self.says, self.tails), self.tails[i])
            return said or self.tails[0]  # `gick 81 procent i tid, mot 84 procent året innan`
        return self.tails[i]

    def _grade(self, own: Words, other: Words) -> Words:
        """`instämmer 62 procent helt och 23 procent delvis | i att`: as far as each says; empty where none says so."""
        mine, theirs = self.lows(own), self.lows(other)
        at = int(mine[:1] in (["är"], ["var"]) and theirs[:1] != mine[:1])
        pairs = list(zip(mine[at:], theirs, strict=False))
        graded = any(one in _HOW_OFTEN for one, _ in pairs) and len(theirs) > len(pairs) == len(mine) - at
        same = graded and all(one == two or {one, two} <= _HOW_OFTEN for one, two in pairs)
        return own + other[len(pairs) :] if same else ()

    def _are_scopes(self, j: int) -> bool:
        """`är 4,2 år, 3,1 år | på landsbygden | och 5,6 år | i centralorten`: each of one figure, none of the first."""
        said = [self.lows(tail) for tail in self.tails[j : j + 2] if self.says(tail)]
        return len(said) > 1 and all(lows[0] in PREPOSITIONS and not any(map(is_finite, lows)) for lows in said)

    def _fill_after(self, own: Words) -> Words:
        """`har en plan och 30 procent en rutin` -> har en rutin; `insatsen till kvinnor och 23 procent till män`."""
        first = self._drop_telling(self.tails[0])
        own = own[self.lows(own)[0] == "," :]  # `, nästan lika många, 78 procent | , med personalen`
        lows, mine = self.lows(first), self.lows(own)
        verb = next((n for n, low in enumerate(lows) if is_finite(low)), 0)
        whom = 2 * (mine[:2] == ["av", "dem"])
        if verb and lows[0] == "med" and mine[whom : whom + 1] == ["med"]:
            return own[whom:] + first[verb:]  # `med kort utbildning röker, mot 3 procent av personer | med lång`
        for k in range(1, len(lows)):
            if lows[k] == mine[0] and (lows[k] in PREPOSITIONS or lows[k] in ("när", "enligt")):
                return first[:k] + own
        where = max((k for k, low in enumerate(lows) if low in LEADING), default=0)
        if mine[0] in LEADING and where and len(lows) - where <= LAST_PHRASE:
            return first[:where] + own  # `använder synpunkter i boenden och 12 procent inom hemtjänsten`
        if mine[0] in LEADING and not PREPOSITIONS.intersection(lows):
            return first + own  # `I årskurs 8 är 77 procent trygga, mot 85 procent i årskurs 5`
        if _HOW_OFTEN.issuperset(low for low in mine if low.isalpha()):
            told = next((n for n, low in enumerate(lows) if low in _HOW_OFTEN), -1)
            if told >= 0:  # `31 procent besväras ofta av oro, 22 procent ibland`
                return first[:told] + own[:1] + first[told + 1 :]
            return first + own  # `Två av tre besväras av ensamhet, 19 procent ofta`
        verbs = 0
        while verbs < len(lows) and is_finite(lows[verbs]):
            verbs += 1
        return first[:verbs] + own

    def _drop_telling(self, words: Words) -> Words:
        """`61 procent uppger att de | använder synpunkter`"""
        lows = self.lows(words)
        if lows[1:2] != ["att"] or lows[0] not in _TELLING:
            return words
        return words[2 + (lows[2:3] in (["de"], ["man"])) :]

    def _fill_before(self, own: Words) -> Words:
        """`Rutiner för LSS finns i 40 procent och rutiner för SoL i 52` -> rutiner för SoL finns i."""
        first = self.leads[0]
        if length_of_opening(self.lows(own)) and length_of_opening(self.lows(first)):
            return own + first[max(n for n, low in enumerate(self.lows(first)) if is_finite(low)) :]
        length, mine = self._length_of(first), self._length_of(own)
        matched = self.marks.word(own[0]) in PREPOSITIONS
        if length and mine and not matched:  # `är högst en vecka i 26 procent, mellan en och två veckor i 52`
            rest = first[length[1] :]
            spent = self.says(own[mine[1] :]) and self.marks.word(own[mine[1]]) in LEADING
            # `kostade ett dygn på härbärge 740 kronor, ett dygn i stödboende 1 860`
            return first[: length[0]] + own + (() if spent and not self.has_verb(rest) else rest)
        noun = tuple(k for k in own if self.marks.low(k).isalpha())
        verb = next((n for n, low in enumerate(self.lows(first)) if is_finite(low)), 0)
        graded = verb and self.marks.word(first[-1]) in _INDEX and EXTREMES.isdisjoint(self.lows(first + own))
        if graded and not matched:
            return noun + first[verb:]  # `Bygglov har NKI 64 och brandtillsyn 82`
        first = tuple(k for k in first if self.marks.low(k) != ",") if self._names_next(first, noun) else first
        if self._names_next(first, noun):
            led = max(i for i, low in enumerate(self.lows(first)) if low in PREPOSITIONS or is_finite(low))
            return first[: led + 1] + noun  # `Planer finns för brand (74 procent), översvämning (61)`
        filled = fill_gap(self.marks, first, own)
        scoped = filled == own and self.marks.word(own[0]) in LEADING and not self.has_verb(own)
        whole = self.says(first) and self.marks.word(first[0]) not in LEADING
        return first + own if scoped and whole else filled  # `som rymt är 18 procent, och för ensamkommande 26`

    def _names_next(self, first: Words, own: Words) -> bool:
        """Whether a noun stands right before a bracket or comma of its figure, as one does in the first part."""
        plain = [k for k in first if self.marks.low(k) != ","]
        if not plain or not 0 < len(own) <= LAST_PHRASE:
            return False
        set_off = all(self.marks.low(last + 1) in ("(", ",") for last in (plain[-1], own[-1]))
        lows = self.lows(tuple(plain))
        return set_off and lows[-1] not in PREPOSITIONS and any(low in PREPOSITIONS or is_finite(low) for low in lows)

    def _length_of(self, words: Words) -> tuple[int, int] | None:
        """Where a length of time stands among these words, with the preposition before it."""
        for figure in self.marks.figures:
            if figure.quantity.kind == "time" and figure.at in words:
                return words.index(figure.at), words.index(figure.quantity.last - 1) + 1
        return None
