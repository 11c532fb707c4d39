"""When the figures of a part are of: the time that its own words give, that the clause shares, or that was told before.

"från 34 procent 2019 till 40 procent"    2019, and the year spoken of
"52 procent 2020 och 2019"                both
"elever som började 2017"                 says nothing of the figure
"""

from __future__ import annotations

from pipeline.parse.claims.brackets import find_bracket, is_in_brackets
from pipeline.parse.claims.context import Dated, PartReader
from pipeline.parse.claims.label.topics import Topic
from pipeline.parse.claims.origins import origin_of
from pipeline.parse.claims.other_times import date_like, date_other, find_first_course, find_led
from pipeline.parse.claims.pointed_times import (
    is_same_time,
    points_back,
    span_told,
    tells_of_event,
    tells_of_later,
    tells_of_then,
)
from pipeline.parse.claims.sentence.bases import is_public
from pipeline.parse.claims.sentence.marks import Figure, Marks, within
from pipeline.parse.claims.traits import Span
from pipeline.parse.claims.value.kinds import has_kind
from pipeline.parse.dates import months
from pipeline.parse.phrases import load_set
from pipeline.parse.verbs import is_finite, is_past, is_present
from pipeline.parse.years import YearMention, resolve_years

# Which end of a course a figure is: `från 34`, `till 40`.
_ENDS = {"från": 0, "till": -1}
_BOTH = 2
_BRACKETED = "inom parentes"
_JOINING = frozenset({"och", "samt"})
_PRESENT = frozenset({"är", "har", "finns"})
# Data are at most so many years older than their report.
_LONG_PAST = 4
_PLANS = load_set("plan verbs")


def date_figure(reader: PartReader, figure: Figure, since: int | None, *, whole: bool = False) -> tuple[Dated, ...]:
    """The year of the figure, or years (`52 procent 2020 och 2019`); `since` is what the clause compares with."""
    mention, year = _mention(reader, figure), reader.context.bracketed
    before = mention is not None and mention.last == figure.at - 1 and figure.before == "("  # `480 kronor 2012 (460)`
    if year is not None and (mention is None or before) and is_in_brackets(reader.marks, figure):
        return (Dated(year, "", _BRACKETED, said=True),)
    if mention is None:
        other = date_other(reader, figure, since) or date_like(reader, figure)
        return (other or _unsaid(reader, figure, since, whole=whole),)
    years = _resolve(reader, mention, whole=whole)
    if not years and mention.kind == "before" and mention.first > reader.clause.first + 1:
        return (_unsaid(reader, figure, since, whole=whole),)  # `är hemlösa ett år senare`: a part of what is measured
    own = any(a <= mention.first < b for a, b in reader.own_spans(figure))
    if not own and mention.kind == "shift" and (other := date_other(reader, figure, since)) and other.year is not None:
        return (other,)  # `är tryggare i dag än 2017: 81 procent mot 74 procent`
    words = print_mention(reader, mention)
    if mention.kind == "range":
        if (end := _ENDS.get(figure.before)) is not None:
            return (Dated(years[end], mention.ends[end], words, said=True),)
        period = mention.period or f"{years[0]}–{years[-1]}"
        return (Dated(years[-1], period, words, said=True),)
    if figure.quantity.paired and len(years) > 1:
        years = years[figure.quantity.paired - 1 : figure.quantity.paired]
    return tuple(Dated(y, mention.period, words, said=True) for y in years) or (Dated(None, "", words),)


def years_said(reader: PartReader, figure: Figure, since: int | None) -> list[int]:
    """The years that the clause itself gives the figure; none where it has no time and no `då`."""
    timed = reader.marks.years or reader.context.bracketed is not None
    if not timed and "då" not in reader.marks.lows(reader.clause.first, figure.first):
        return []
    return [dated.year for dated in date_figure(reader, figure, since) if dated.said and dated.year is not None]


def _resolve(reader: PartReader, mention: YearMention, *, whole: bool) -> tuple[int, ...]:
    """The years that a mention is of, by what was told before and when the document was written."""
    context, told = reader.context, reader.topic.mentioned
    if mention == reader.clause.then and mention.kind == "rank":
        return mention.years  # `den lägsta siffran sedan 2011, då 83 procent var behöriga`
    if mention.kind == "both":
        return told if len(told) == _BOTH else ()
    if (year := count_from_writing(reader, mention, whole=whole)) is not None:
        return (year,)
    years = resolve_years(mention, context.year, _said(reader, mention.first, whole=whole), context.previous)
    if not years and mention.kind == "same" and len(told) == 1:
        return told  # `Lagen ändrades 2018. Det året hade 41 procent en plan`
    if not years and mention.kind == "same" and reader.topic.year is not None:
        return (reader.topic.year,)  # that of the paragraph before
    return years


def count_from_writing(reader: PartReader, mention: YearMention, *, whole: bool) -> int | None:
    """`Uppgifterna avser 2017 ... Förra året utbildades 1 350`: one year before it was written."""
    new = not (whole and reader.topic.levelled)  # `Användningen har sjunkit sedan 2015. I fjol gick det åt 148 kWh`
    new = new and mention.kind == "shift" and mention.count < 0 and mention.since is None
    written = reader.context.written
    return written + mention.count if new and written is not None else None


def _said(reader: PartReader, before: int, *, whole: bool) -> int | None:
    """The year that the clause gave before, else the one last spoken of: what `året innan` counts from."""
    here = within(reader.marks.years, reader.clause.first, before)
    if here and here[-1].kind == "years" and reader.marks.low(here[-1].last) in _JOINING:
        return here[-1].years[-1]  # `jämfört med 49 procent 2022 | och 38 procent | året dessförinnan`
    plain = (y for y in here if y.kind in ("years", "shift") and y.since is None)
    years = [year for y in plain for year in resolve_years(y, reader.context.year)[-1:]]
    if years:
        return years[0]
    told = year_told(reader, whole=whole)
    return reader.topic.opened if told is None and not reader.topic.claimed else told  # `Under 2019 fanns inga. Två år`


def year_told(reader: PartReader, *, whole: bool) -> int | None:
    """The year last spoken of; that of the passage before only for what it spoke of."""
    return reader.topic.year if whole or reader.topic.claimed else None


def print_mention(reader: PartReader, mention: YearMention) -> str:
    """The mention as it is printed."""
    return reader.marks.text_of(mention.first, mention.last)


def _mention(reader: PartReader, figure: Figure) -> YearMention | None:
    """The time of the figure: what is compared with or stands beside it, then that of its part, then the shared one."""
    then = reader.clause.then
    if not reader.marks.years or (then is not None and not reader.number):
        return then
    if (beside := _mention_beside(reader, figure)) is not None:
        return beside
    if (like := find_first_course(reader, figure)) is not None:
        return like
    found = [
        y
        for y in (_plain(reader, figure, span) for span in reader.own_spans(figure))
        if y and not (_leaves(reader, figure) and y.first >= reader.part.core[1] and y.kind != "range")
    ]
    if then is not None:
        return found[0] if found else then  # `då den var 71 procent, och är nu 80 procent`
    if not (reader.part.alone and reader.number):
        shared = (_plain(reader, figure, span) for span in reader.shared_spans)
        found += [y for y in shared if y and (y.kind == "range" or not _leaves(reader, figure))]
        last = _plain(reader, figure, reader.parts[0].after) if reader.number else None
        found += [last] if last else []  # `62 procent 2014 och bland männen 56`
    if not found and reader.number and origin_of(reader) == "fact":
        found = [y for y in reader.marks.years if y.kind == "years" and y.since is None]
        found = found if len(found) == 1 else []  # `Antalet svar var 310 år 2018, svarsfrekvensen var 57 procent`
    return next((y for y in found if not _tells_who(reader.marks, figure, y)), found[0] if found else None)


def _mention_beside(reader: PartReader, figure: Figure) -> YearMention | None:
    """`jämfört med 14 procent 2019`, `från förra årets 78 procent`, `jämfört med föregående år (14 procent)`"""
    marks = reader.marks
    compared = (y for y in marks.years if y.since is not None and y.since <= figure.at < y.last)
    inside = reader.own_spans(figure)[0]  # `2020 (104 300 kronor 2019)`
    pair = () if reader.weighs_times else reader.part.figures
    paired = next((f for f in pair if figure.quantity.paired and f.quantity.paired), None)
    begin = paired or figure  # `högre än 2012 (81 respektive 75 procent)`
    more = any(part.compares for part in reader.parts[reader.number + 1 :])
    alone = paired is not None or (figure is reader.part.figures[-1] and not more)
    opened = alone and marks.low(begin.at - 1) == "(" and not within(marks.years, *inside)
    led = figure.first if marks.low(figure.first) == "på" else -1  # `från förra årets toppnotering på 63 procent`
    headed = (y for y in marks.years if y.last == figure.at - 1 and marks.low(y.last) == ":" and y.since is None)
    if (year := next(headed, None)) is not None and marks.low(year.first - 1) in (",", ".", ";", ""):
        return year  # `2020: 71 procent, 2019: 68 procent`
    adjacent = (y for y in marks.years if y.last in (begin.at - opened, led) and not _is_likened(marks, y))
    set_off = (y for y in marks.years if y.last == figure.at - 1 and y.since is not None and marks.low(y.last) == ",")
    further = (y for y in set_off if any(f.last <= (y.since or 0) for f in (*pair, reader.parts[0].figures[0])))
    return next(compared, None) or next(adjacent, None) or next(further, None)  # `jämfört med 2019, 48 procent`


def _is_likened(marks: Marks, mention: YearMention) -> bool:
    """`är i år | som i fjol | 61 procent`"""
    return marks.low(mention.first - 1) == "som" and any(y.last == mention.first - 1 for y in marks.years)


def _tells_who(marks: Marks, figure: Figure, mention: YearMention) -> bool:
    """`41 procent av dem | som året innan deltog`, `av dem som gick ut 2017`: when those were counted, where the
    sentence has another time."""
    if marks.low(mention.first - 1) == "som" and is_finite(marks.low(mention.last)):
        return True
    between = marks.lows(figure.last, mention.first)
    return "som" in between and is_finite(marks.low(figure.last + between.index("som") + 1))


def _leaves(reader: PartReader, figure: Figure) -> bool:
    """`från 38 till 59 procent ... har nu`: what a change starts from is not of now."""
    return figure.before == "från" and _rises(reader)


def _plain(reader: PartReader, figure: Figure, span: Span) -> YearMention | None:
    """The first time in the span that is no comparison; of a figure between `från` and `till` not the other's."""
    for mention in reader.marks.years:
        at = mention.first
        if (
            span[0] <= at < span[1]
            and not _is_bracketed(reader.marks, figure, mention)
            and not _is_to_come(reader, mention)
            and at not in reader.timeless
            and mention.since is None
            and mention.kind not in ("span", "vague")
            and not (mention.kind == "same" and _rises(reader))
        ):
            return mention
    return None


def _is_to_come(reader: PartReader, mention: YearMention) -> bool:
    """`planerar att införa det under 2024` in 2023."""
    if reader.context.year is None or not mention.years or min(mention.years) <= reader.context.year:
        return False
    return not _PLANS.isdisjoint(reader.marks.lows(reader.clause.first, mention.first))


def _is_bracketed(marks: Marks, figure: Figure, mention: YearMention) -> bool:
    """`91 % (2014: ingen uppgift)`, `75 procent (2019: 76)`: of what else it holds; not `75 procent (2019)`."""
    bracket = find_bracket(marks, mention)
    if bracket is None or bracket[0] < figure.at < bracket[1]:
        return False
    others = (*range(bracket[0] + 1, mention.first), *range(mention.last, bracket[1]))
    return any(marks.low(k) == ":" or marks.tokens[k].kind == "number" or is_finite(marks.low(k)) for k in others)


def _unsaid(reader: PartReader, figure: Figure, since: int | None, *, whole: bool) -> Dated:
    topic = reader.topic
    if tells_of_then(reader, figure):
        then = topic.mentioned[0] if len(topic.mentioned) == 1 else topic.since
        return Dated(then, "", "då", said=True)
    if tells_of_later(reader) and not _leaves(reader, figure):
        return Dated(reader.context.year)
    first = reader.clause.first
    if not reader.number and reader.marks.low(first) in ("tidigare", "förr") and is_finite(reader.marks.low(first + 1)):
        return Dated(None, "", "tidigare")  # `Tidigare fick 54 procent svar`
    told = topic.year if whole or points_back(reader) else _find_about(topic, reader.context.year)
    if told == since or (not whole and _is_long_past(reader, told)):
        told = None  # no figure is compared with its own year
    public = figure.base is not None and figure.base.kind == "public"
    measured = has_kind(reader.marks, reader.clause.first, reader.clause.last, "measure")  # `väntetiden` goes on
    if (
        topic.claimed
        and not whole
        and not public
        and topic.unit == "count"
        and figure.quantity.kind in ("bare", "count")
    ):
        told = topic.year  # `Under 2020 vräktes 459 barn. Antalet vräkningar var 2 100`
    if public and not whole and not measured and (not is_public(topic.base or "-") or _is_now(reader, figure)):
        told = None  # `2020 vräktes 459 barn. En tiondel av kommunerna vet inte ...`: another survey
    led = find_led(reader)
    now = next((y for y in (led, told, _year_opened(reader), reader.context.year) if y is not None), None)
    same = is_same_time(reader)
    end = figure.before
    if same and end in ("från", "till") and _rises(reader):
        span = span_told(reader)
        if span is None and now is not None and tells_of_later(reader) and reader.topic.mentioned:
            span = reader.topic.mentioned[-1], now  # `Enkäten gjordes senast 2018. Sedan dess har den ökat från 55`
        return Dated(span[end == "till"] if span else None, "", "samma tid")
    if _leaves(reader, figure) or _is_of_then(reader, figure, since):
        return _date_start(reader, figure, since, now, whole=whole)
    return Dated(now)


def _find_about(topic: Topic, now: int | None) -> int | None:
    """The year of which a passage is; of several, the last where that is the one before the report's, as data are.

    `2021 undersöktes 39 procent, 2023 42 procent. Hos småbarn är andelen 58`, in 2024, is of 2023.
    """
    about, year = topic.year_about, topic.year
    if not topic.levelled or year in (None, about):
        return about if topic.levelled else None
    latest = now is not None and about is not None and year is not None and about < year == now - 1
    return year if latest else None


def _is_now(reader: PartReader, figure: Figure) -> bool:
    """`31 procent av kommunerna prövade det under 2019. En femtedel | har | en överenskommelse`: as they answer now."""
    verb = next(filter(is_finite, reader.marks.lows(figure.last, reader.clause.last)), "")
    return verb in _PRESENT - {"är"} or is_present(verb)


def _is_of_then(reader: PartReader, figure: Figure, since: int | None) -> bool:
    """`Jämfört med 2019 är fler nöjda, 89 procent mot 85`: of that year, where nothing else is compared with."""
    marks, clause = reader.marks, reader.clause
    if since is None or reader.number != 1 or figure.before != "mot":
        return False
    named = [p.first for p in within(marks.places, clause.first, clause.last) if p.first >= reader.parts[0].core[0]]
    genders = {g.gender for g in within(marks.genders, clause.first, clause.last)}
    alone = not named and len(genders) < _BOTH and "än" not in marks.lows(clause.first, clause.last)
    return alone and marks.low(figure.last) in ("", ".", ",")


def _is_long_past(reader: PartReader, told: int | None) -> bool:
    """`År 2004 rökte 16 procent. Bland dem med kort utbildning | röker | 13 procent`, in 2019: as it is now."""
    now = reader.context.year
    if told is None or now is None or now - told < _LONG_PAST:
        return False
    verb = next(filter(is_finite, reader.marks.lows(reader.clause.first, reader.clause.last)), "")
    return verb in _PRESENT or is_present(verb)


def _year_opened(reader: PartReader) -> int | None:
    """`Betyget steg 2020. Index blev 74`: the year before, of which the last sentence was, as long as it is past."""
    opened, now = reader.topic.opened, reader.context.year
    if opened is None or now is None or opened != now - 1 or reader.topic.levelled:
        return None
    verb = next(filter(is_finite, reader.marks.lows(reader.clause.first, reader.clause.last)), "")
    return opened if is_past(verb) else None


def _date_start(reader: PartReader, figure: Figure, since: int | None, now: int | None, *, whole: bool) -> Dated:
    """When the `från 38` of a change is of whose words do not say: what it compares with, else the survey before."""
    if since is None and tells_of_event(reader.marks, reader.clause):
        return Dated(None, "", "an event")  # `Under pandemin steg andelen från 6 till 7 procent`
    if reader.marks.low(figure.last + 1) in months():
        return Dated(None, "", "a month")  # `ökade från 1 200 i januari till 1 450 i juni`
    ends = _said(reader, reader.clause.last, whole=whole)  # `minskade 2020, från 61 200 till 60 000`
    told = reader.topic.since if whole or is_same_time(reader) else None
    before = _survey_before(reader, now if ends is None else ends)
    return Dated(next((y for y in (since, told, before) if y is not None), None), "", "från")


def _survey_before(reader: PartReader, now: int | None) -> int | None:
    """The year of the survey before that of `now`: the one that the document names, else the year before."""
    previous = reader.context.previous
    if previous is not None and now is not None and now == reader.context.year and previous < now:
        return previous
    return None if now is None else now - 1


def _rises(reader: PartReader) -> bool:
    return bool(within(reader.marks.anchors, reader.clause.first, reader.clause.last))
