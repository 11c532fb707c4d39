"""From which year to which a change goes.

"ökade mellan 2013 och 2015", "på tre år"     what the clause compares with, and its own time
"och sedan dess har den fallit"               from the time told last until now
"Andelen har ökat."                           the survey before, and this one
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.parse.claims.brackets import find_bracket
from pipeline.parse.claims.change.hindsight import find_course
from pipeline.parse.claims.context import Context, PartReader
from pipeline.parse.claims.dating import count_from_writing, print_mention
from pipeline.parse.claims.pointed_times import (
    EVENTS,
    is_same_time,
    span_told,
    tells_of_event,
    tells_of_later,
    years_apart,
)
from pipeline.parse.claims.sentence.clauses import Clause, compared_years, time_behind
from pipeline.parse.claims.sentence.content import THIS_TIME
from pipeline.parse.claims.sentence.marks import Anchor, Figure, Marks, within
from pipeline.parse.claims.traits import Span
from pipeline.parse.dates import months
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite, is_past
from pipeline.parse.years import YearMention, resolve_years

_YEARLY = frozenset({("om", "året"), ("per", "år"), ("varje", "år")})
_OVER_TIME = frozenset({("över", "tid"), ("med", "tiden"), ("genom", "åren")})
# They lead in what is said of the clause before.
_ADDING = frozenset({",", "–", "-", "vilket"})


# From and to which year, and the words that said so.
_Period = tuple[int | None, int | None, str]
_WAS = frozenset({"var", "låg", "uppgick"})  # `har ökat två år i rad och | var | 82 procent 2019`


def since_year(
    marks: Marks, clause: Clause, context: Context, said: int | None, apart: frozenset[int] = frozenset()
) -> int | None:
    """The year that the clause compares with; None when it names none but what tells who is counted (`apart`)."""
    for mention in compared_years(marks, clause):
        if mention.first in apart:
            continue  # `bland dem som har flyttat under det senaste året`
        here = within(marks.years, clause.first, mention.first)  # what `året före` counts from
        plain = (y for y in here if y.kind in ("years", "shift") and y.since is None)
        own = [year for y in plain for year in resolve_years(y, context.year)[-1:]]
        years = resolve_years(mention, context.year, own[-1] if own else said, context.previous)
        if years:
            return years[0] if mention.kind in ("span", "range") else max(years)
    return None


def find_period(reader: PartReader, anchor: Anchor, figure: Figure | None, *, whole: bool) -> _Period:
    """From and to which year, and the words that said so; the year before where the clause names none.

    The later year comes first where the earlier one is told to have been higher or lower.
    """
    if course := find_course(reader, anchor, whole=whole):
        return *course, "what was said before"
    if figure is not None and reader.marks.lows(figure.last, figure.last + 2) in (["per", "år"], ["om", "året"]):
        return None, _to_year(reader, whole=whole), "each year"  # `med i genomsnitt 2 procent per år 2015–2020`
    own = _own_year(reader, figure) if figure is not None and reader.number else None
    to_year = own if own is not None else _to_year(reader, whole=whole)
    found = (
        _find_this_time(reader, figure, to_year)
        or _find_since_then(reader)
        or _find_compared(reader, anchor, figure, to_year)
        or _find_told(reader, to_year, whole=whole)
    )
    if found:
        return found
    if _is_since_event(reader.marks, reader.clause, anchor) or _is_until(reader):
        return None, to_year, "an event"
    return _guess_first_year(reader, to_year, figure)


def names_end(marks: Marks) -> bool:
    """Whether the sentence says until when something changed: `ökade 2020`, `mellan 2016 och 2020`, `i år`."""
    return any(y.since is None and y.kind in ("years", "range", "shift") for y in marks.years)


def _find_compared(reader: PartReader, anchor: Anchor, figure: Figure | None, to_year: int | None) -> _Period | None:
    """What the clause itself compares with, the figure's own words before the others."""
    spans = reader.own_spans(figure) if figure else ()
    mentions = compared_years(reader.marks, reader.clause) or _compared_first(reader) or _compared_last(reader)
    own = [m for m in mentions if any(a <= m.first < b for a, b in spans)]
    if figure and (weighed := _find_weighed(reader, figure, mentions, to_year)):
        return weighed
    if figure and not own and _tells_event(reader, figure, spans):
        return None, to_year, "an event"
    for mention in (*own, *mentions):
        if mention.kind == "vague" and anchor.kind == "level":
            return None, to_year, "an earlier time"  # `på samma nivå som tidigare`
        if mention.kind == "event":
            return None, to_year, print_mention(reader, mention)
        if mention.kind == "span" and not mention.count:
            return None, to_year, "some years"  # `har legat still i flera år`
        years = resolve_years(mention, to_year, to_year, reader.context.previous)
        if mention.kind == "range" and mention.since is None:
            return years[0], years[-1], print_mention(reader, mention)
        earlier = [y for y in years if to_year is None or y < to_year]
        if earlier:
            first = earlier[0] - (mention.kind == "span" and _is_measured_with(reader.marks, mention))
            words = "" if mention.kind == "vague" else print_mention(reader, mention)
            return (first if mention.kind == "span" else max(earlier)), to_year, words
        if years:  # `från 31 procent i mars till 24 procent i oktober 2019`: within one year
            return to_year if mention.period else None, to_year, print_mention(reader, mention)
    return _find_bracketed(reader, to_year)


def _find_this_time(reader: PartReader, figure: Figure | None, to_year: int | None) -> _Period | None:
    """`För tredje året i rad ökade den, den här gången med två enheter`: from the year before."""
    if figure is None or to_year is None:
        return None
    told = any(reader.marks.lows(figure.at - n - 1, figure.at - 1) in THIS_TIME for n in (2, 3))
    return (to_year - 1, to_year, "") if told else None


def _find_weighed(
    reader: PartReader, figure: Figure, mentions: Sequence[YearMention], to_year: int | None
) -> _Period | None:
    """`ökade med 12 procent, jämfört med | 8 procent 2018`: of that other year is the second, and the first is not."""
    first = reader.parts[0].figures[0]
    later = [f for part in reader.parts for f in part.figures if f is not first]
    pairs = ((m, f) for m in mentions for f in later if m.since is not None and m.since < f.at < m.last)
    mention, other = next(pairs, (None, None))
    if mention is None:
        return None
    years = resolve_years(mention, to_year, to_year, reader.context.previous) if other is figure else ()
    end = years[-1] if years else to_year
    return None if end is None else end - 1, end, print_mention(reader, mention) if years else ""


def _tells_event(reader: PartReader, figure: Figure, spans: Sequence[Span]) -> bool:
    """`med fem procentenheter sedan mätningarna startade`: no year stands behind this figure."""
    behind = {k for first, last in spans for k in range(first, last) if k > figure.at}
    return any(reader.marks.low(k) == "sedan" for k in behind - reader.marks.timed)


def _compared_first(reader: PartReader) -> tuple[YearMention, ...]:
    """`Jämfört med 2016 har tryggheten ökat i årskurs 5, medan den är oförändrad i årskurs 8`: it holds for both.

    So does a time behind the first, where `medan` sets the second against it: `har sjunkit sedan 2009, medan den ...`.
    """
    if _plain_years(reader, reader.clause.first, reader.clause.last):
        return ()
    compared = compared_years(reader.marks, Clause(reader.marks.first, reader.clause.first))
    opposed = reader.marks.low(reader.clause.first) == "medan"
    first = reader.marks.first
    return tuple(y for y in compared if first in (y.first, y.since) or (opposed and y.since is not None))


def _compared_last(reader: PartReader) -> tuple[YearMention, ...]:
    """`ökade bland män men minskade bland kvinnor mellan 2017 och 2018`: what ends the sentence holds for both."""
    end = reader.clause.last
    joined = reader.marks.low(end) in ("men", "och") and any(a.first == end + 1 for a in reader.marks.anchors)
    if not joined or _plain_years(reader, reader.clause.first, end):
        return ()
    return compared_years(reader.marks, Clause(end, reader.marks.last))


def _find_bracketed(reader: PartReader, to_year: int | None) -> _Period | None:
    """`har ökat till 46 procent (42 procent 2017)`: the earlier figure and its year stand in a bracket."""
    marks = reader.marks
    for mention in within(marks.years, reader.clause.first, reader.clause.last):
        bracket = find_bracket(marks, mention) or (0, 0)
        years = resolve_years(mention, to_year, to_year, reader.context.previous)
        if years and to_year is not None and years[-1] < to_year and within(marks.figures, *bracket):
            return years[-1], to_year, print_mention(reader, mention)
    return None


def _find_told(reader: PartReader, to_year: int | None, *, whole: bool) -> _Period | None:
    """What was compared with before; where the clause names a later year, the time that was told last."""
    likewise = is_same_time(reader) or reader.marks.low(reader.clause.first) == "samtidigt"
    if likewise and (span := span_told(reader)):
        return *span, "what was said before"
    topic = reader.topic
    if not whole:
        return None
    if _moved_then(reader):
        return None
    # `steg mellan 2018 och 2021. I år har den sjunkit till 41 procent`
    later = topic.year is not None and to_year is not None and topic.year < to_year
    told = topic.year if later else topic.since if topic.claimed else None
    return (told, to_year, "what was said before") if told is not None and (to_year is None or told < to_year) else None


def _moved_then(reader: PartReader) -> bool:
    """`Sedan 2009 har den minskat med en fjärdedel. Förra året minskade den med 1,4 procent`: from the year before."""
    here = within(reader.marks.years, reader.clause.first, reader.clause.last)
    then = any(y.since is None and (y.kind == "years" or (y.kind == "shift" and y.count < 0)) for y in here)
    moves = (a for a in within(reader.marks.anchors, reader.clause.first, reader.clause.last) if a.kind == "verb")
    return then and any(is_past(reader.marks.low(a.first)) for a in moves)


def _find_since_then(reader: PartReader) -> _Period | None:
    """`2018 klarade 81 procent provet, och sedan dess har andelen fallit`

    And `2017 var kostnaden 612 kronor, året innan 655. Den har alltså minskat`: between the two that were told.
    """
    told, now = reader.topic.year, reader.context.year
    own = _plain_years(reader, reader.clause.first, reader.clause.last)
    if (
        "alltså" in reader.marks.lows(reader.clause.first, reader.clause.last)
        and not own
        and (span := years_apart(reader, reader.topic.year))
    ):
        return *span, "what was said before"
    if told is None and len(reader.topic.mentioned) == 1:
        told = reader.topic.mentioned[0]  # `2016 infördes en ny metod. Därefter har andelen ökat`
    if told is None:  # `ökade fram till 2018, då den var 70 procent, men har därefter sjunkit`
        told = max(_plain_years(reader, reader.marks.first, reader.clause.first), default=None)
    if own:  # `Därefter har den minskat och 2020 var den 5,8 procent`: that level has been read
        said = _plain_years(reader, reader.marks.first, reader.clause.first)  # `till 88 procent 2019, men sjönk sedan`
        told, now = max(said, default=reader.topic.since) if told == max(own) else told, max(own)
    if told is None or now is None or told >= now or not tells_of_later(reader):
        return None
    return told, now, "what was said before"


def _guess_first_year(reader: PartReader, to_year: int | None, figure: Figure | None) -> _Period:
    """The year that the sentence goes on to tell, else that of the survey before."""
    if figure is None and (then := time_behind(reader.marks, reader.clause)):
        years = resolve_years(then, to_year, to_year, reader.context.previous)
        if years and to_year is not None and years[-1] < to_year:
            return years[-1], to_year, print_mention(reader, then)
    here = within(reader.marks.years, reader.marks.first, reader.clause.last)
    if any(map(_is_later, here)) and reader.topic.year != to_year:
        return reader.topic.year, to_year, "what was said before"
    previous = reader.context.previous
    if previous is None or to_year is None or previous >= to_year or to_year != reader.context.year:
        previous = None if to_year is None else to_year - 1
    return previous, to_year, ""


def _is_since_event(marks: Marks, clause: Clause, anchor: Anchor) -> bool:
    """`Under pandemin sjönk andelen`, `har ökat sedan starten`, `ökar med 3 procent om året`: no year to count from."""
    timed = marks.timed
    behind = [marks.low(k) if k not in timed else "" for k in range(anchor.last, clause.last)]
    if behind[:1] == ["under"] and behind[1:2] in (["året"], ["läsåret"]):
        return False  # `ökade under året`
    if behind[:1] == ["sedan"] and behind[1:2] in (["till"], ["med"], ["igen"]):
        behind = behind[1:]  # `men sjönk sedan till 85 procent 2020`
    if tells_of_event(marks, clause) or set(behind[:1]) & EVENTS or {"sedan", "efter"} & set(behind[1:]):
        return True
    here = within(marks.years, clause.first, clause.last)
    if any(y.kind == "normal" or (y.kind == "same" and marks.low(y.last - 1) in ("tid", "period")) for y in here):
        return True  # `fler än ett normalår`, `Under samma tid har fetman ökat`
    lows = marks.lows(clause.first, clause.last)
    months_told = (k for k, low in enumerate(lows, clause.first) if low in months() and k not in timed)
    if any(low.endswith("-talet") for low in lows) or any(marks.low(k - 1) == "i" for k in months_told):
        return True  # `har ökat under 2010-talet`, `i november hade andelen stigit`
    if not _OVER_TIME.isdisjoint(zip(lows, lows[1:], strict=False)):
        return True
    yearly = any(pair in _YEARLY for pair in zip(behind, behind[1:], strict=False))
    untimed = (low for k, low in enumerate(lows, clause.first) if k not in timed)
    return yearly or not load_set("long times").isdisjoint(untimed)


def _is_until(reader: PartReader) -> bool:
    """`Fram till 2019 ökade andelen`: since when is not said."""
    here = within(reader.marks.years, reader.clause.first, reader.clause.last)
    return any(y.kind == "years" and reader.marks.low(y.first) in ("fram", "ända") for y in here)


def _is_measured_with(marks: Marks, mention: YearMention) -> bool:
    """`i nivå med de senaste två åren`: with the years before this one."""
    return "med" in (marks.low(mention.first - 1), marks.low(mention.first))


def _own_year(reader: PartReader, figure: Figure) -> int | None:
    """`Förra året ökade antalet med 4 procent, och året innan | med 7`: the time of a further figure of the clause."""
    own = [y for span in reader.own_spans(figure) for y in within(reader.marks.years, *span) if y.since is None]
    if len(own) != 1 or own[0].kind not in ("years", "shift", "before"):
        return None
    told = _plain_years(reader, reader.clause.first, own[0].first)
    years = resolve_years(own[0], reader.context.year, max(told, default=None), reader.context.previous)
    return years[0] if len(years) == 1 else None


def _find_what_was(reader: PartReader) -> int:
    """Where `Andelen har ökat två år i rad | och var 82 procent 2019` tells of a year before; else the clause's end."""
    lows = reader.marks.lows(reader.clause.first, reader.clause.last)
    if "har" not in lows or "och" not in lows:
        return reader.clause.last
    joined = range(lows.index("har") + 1, len(lows) - 1)
    then = (k for k in joined if lows[k] == "och" and lows[k + 1] in _WAS)
    return reader.clause.first + next(then, len(lows))


def _to_year(reader: PartReader, *, whole: bool) -> int | None:
    """The latest time in the clause that is not what it compares with, else the topic's or the report's."""
    now = reader.context.year
    if plain := _plain_years(reader, reader.clause.first, _find_what_was(reader)):
        return max(plain)
    if reader.marks.low(reader.clause.first) in _ADDING:
        said = _plain_years(reader, reader.marks.first, reader.clause.first)
        if said and max(said) != reader.topic.since:
            return max(said)
    told = reader.topic.year if whole or reader.topic.levelled else reader.topic.year_about
    if told is None or not reader.topic.claimed:
        return now
    if now is None or told >= now:
        return told
    return now if (told < now - 1 and _is_of_late(reader)) or _is_course_since(reader) else told


def _plain_years(reader: PartReader, first: int, last: int) -> list[int]:
    """The years among these tokens that nothing is compared with, nor what came before: `Efter ett tapp 2020 är`."""
    marks = reader.marks
    if marks.low(first) == "efter":
        first = next((k for k in range(first, last) if is_finite(marks.low(k))), first)
    plain = (
        mention
        for mention in within(marks.years, first, last)
        if mention.first not in reader.barred
        and mention.since is None
        and (mention.kind in ("years", "shift") or _is_later(mention))
        and not _is_of_another(marks, mention)
        and find_bracket(marks, mention) is None
    )
    years: list[int] = []
    for mention in plain:
        written = count_from_writing(reader, mention, whole=False)
        told = resolve_years(mention, reader.context.year, reader.topic.year)
        years.extend(told if written is None else (written,))
    return years


def _is_of_late(reader: PartReader) -> bool:
    """`De två senaste åren har den minskat`: until now, whatever was told before."""
    here = within(reader.marks.years, reader.clause.first, reader.clause.last)
    return any(y.kind == "span" and y.count for y in here)


def _is_course_since(reader: PartReader) -> bool:
    """`I fjol var 87 procent nöjda. | Uppgången är alltså fyra procentenheter`: from the time told until now."""
    marks, first = reader.marks, reader.clause.first
    opens = within(marks.anchors, first, first + 1)
    return bool(opens) and opens[0].kind == "definite" and marks.low(opens[0].last) == "är"


def _is_later(mention: YearMention) -> bool:
    """`Två år senare hade andelen stigit`: counted from the time told last."""
    return mention.kind == "before" and mention.count > 0


def _is_of_another(marks: Marks, mention: YearMention) -> bool:
    """`är 34 procent, i fjol 31 procent, en ökning`: the time of the second figure, and none of the change.

    And `att jämföra med 45 procent 2020 och 41 procent 2019`: of a further figure that is compared with.
    """
    own = next((f for f in marks.figures if f.last == mention.first), None)
    if own is not None and marks.low(own.first - 1) in ("och", ","):
        return any(y.since is not None and y.last == own.first - 1 for y in marks.years)
    before = marks.low(mention.first - 1) == "," and any(f.last == mention.first - 1 for f in marks.figures)
    return before and any(f.first == mention.last for f in marks.figures)
