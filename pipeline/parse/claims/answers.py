"""Which findings a municipality's own page answers, and whom the figures of its passages are of.

• 34 procent av kommunerna har en rutin för hembesök.       national, and answered
  I Kalmar finns inte en rutin för hembesök.                an answer
Av de boende i Kalmar är 81 procent nöjda.                  the municipality's own
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.model import RIKET, Geography, Metadata, Passage
from pipeline.parse.claims.label.repeats import stem_of
from pipeline.parse.claims.sentence.content import is_content
from pipeline.parse.numbers import find_quantities
from pipeline.parse.passages import is_own_statement
from pipeline.parse.phrases import words_of
from pipeline.parse.places import find_places
from pipeline.parse.tokens import split_tokens
from pipeline.records import record

_NETWORK = re.compile(r"\b(?:jämförelse)?nätverket\b")
_TAKES_PART = re.compile(
    r"\b(?:deltagande kommuner(?:na)?|(?:deltar|deltog|ingår|medverkar) \d+ kommuner|är \d+ kommuner med"
    r"|kommuner(?:na)? (?:som )?(?:deltar|deltog|har deltagit|är med|var med|ingår))\b"
)
_MEANS = (
    ("nätverket", _NETWORK, "genomsnitt i nätverket"),
    ("kommuner", _TAKES_PART, "genomsnitt för deltagande kommuner"),
)
_OF_MUNICIPALITIES = re.compile(
    r"(?:Av|I|Bland|Andel(?:en)?)\b(?!.*\b(?:andra|jämför\w*|liknande)\b).*\bkommuner(?:na)?\b"
)
_BRACKETED = re.compile(r"\((?:[^()]*: ?)?(?:ja|nej|delvis)\)\.?$", re.IGNORECASE)
# One paragraph that a municipality seems to answer may be chance.
_LEAST_PAIRS = 2
# What begins so many passages may be an example in a report of many, unless the page speaks as a municipality does.
_EXAMPLES = 2
_OWN_VOICE = re.compile(r"\b(?:vi|oss|vår|vårt|våra|kommunen|kommunens|staden|stadens)\b", re.IGNORECASE)
_DASHES = "–—-"  #: `– Vi tar med oss resultaten, säger Anna Berg`: somebody speaks
_SENTENCE = re.compile(r"(?<=[a-zåäö)][.!?]) (?=[A-ZÅÄÖ])")
_LED_BY_COUNTRY = re.compile(r"(?:Riket|Landet|Sverige|Hela landet): ")
_HAVING = re.compile(r"\d+ procent (?:har|saknar|erbjuder|använder|gör|genomför|bedriver)\b")
# Two words of content in common may not be either.
_LEAST_SHARED = 3


@record
class Answers:
    """The findings of a document that a municipality answers: those of whole lists, and paragraphs one by one."""

    metadata: Metadata
    lists: frozenset[int]  #: numbers of the lists whose bullets are answered
    led: frozenset[int]  #: numbers of the lists that are of all, by their lead-in or by the answers in brackets
    findings: frozenset[int]  #: passages outside lists, counted from 0, that the next one answers
    mixed: frozenset[int]  #: those that hold both: `62 procent har utbildat sin nämnd. Vår nämnd utbildades i maj.`
    more: frozenset[int]  #: those that answer the same finding as the one before: `Nybro: Ja.`, `Nybro: Alla får det.`
    sure: bool  #: that a sentence that names nobody is of the document's own place

    def is_finding(self, number: int, passage: Passage) -> bool:
        """Whether what follows the passage may answer it."""
        return passage.kind == "bullet" or number in self.findings

    def is_answer(self, number: int, passage: Passage) -> bool:
        paired = number - 1 in self.findings or number in self.more
        return passage.kind == "paragraph" and (passage.list_number in self.lists or paired)

    def find_home(self, number: int, passage: Passage) -> Geography:
        """A heading's place goes before the document's; a municipality's own page is about it.

        Unless it answers national findings one by one: then those are about the country.
        """
        place = _place_of_heading(passage.section)
        if place is not None:
            return place
        home = self.metadata.home
        if home is None or number in self.findings or number in self.mixed:
            return RIKET
        if passage.list_number in self.lists:
            return home if passage.kind == "paragraph" or _is_about(passage, home) else RIKET
        if passage.list_number in self.led:
            return RIKET
        return home

    def speaks_in(self, passage: Passage) -> bool:
        """Whether a municipality's name alone heads the passage: a section of a report on several, in its words."""
        place = _place_of_heading(passage.section)
        return place is not None and place.type == "municipality" and passage.section in _name_alone(place)


def find_answers(passages: Sequence[Passage], metadata: Metadata) -> Answers:
    lists = _find_lists(passages, metadata.home)
    findings = frozenset(_find_findings(passages, metadata.home))
    led = frozenset(_find_led(passages))
    more = frozenset(_find_more(passages, findings, metadata.home))
    mixed = frozenset(_find_mixed(passages, metadata.home))
    return Answers(metadata, lists, led, findings, mixed, more, _is_own_page(passages, metadata))


def _is_own_page(passages: Sequence[Passage], metadata: Metadata) -> bool:
    """Whether more tells that a page is a municipality's own than that a line or two begin with it.

    A report of many may have an example in two of its lines; where fewer name it, its masthead or address does.
    """
    home = metadata.home
    if home is None or home.type != "municipality" or home.name in metadata.title:
        return True
    named = sum(_names(passage, home) for passage in passages)
    return named != _EXAMPLES or any(_OWN_VOICE.search(passage.text) for passage in passages)


def find_mean(passages: Sequence[Passage]) -> Geography | None:
    """Whom a mean is of that stands beside a municipality's figure, if the document says who takes part."""
    for whom, told, name in _MEANS:
        if any(whom in p.text and told.search(p.text) for p in passages):
            return Geography("group", "", name)
    return None


def _find_led(passages: Sequence[Passage]) -> Iterator[int]:
    """`Av de kommuner som besvarade enkäten hade | • 29 procent en samlad plan`, `• Rutin för våld: 37 procent (ja)`"""
    yield from {p.list_number for p in passages if p.kind == "bullet" and _BRACKETED.search(p.text)}
    for lead, first in pairwise(passages):
        opens = first.kind == "bullet" and lead.list_number != first.list_number and lead.text[-1:] not in ".!?"
        if opens and _OF_MUNICIPALITIES.match(lead.text):
            yield first.list_number


def _find_lists(passages: Sequence[Passage], home: Geography | None) -> frozenset[int]:
    """The lists of national findings that a municipality answers one by one.

    A paragraph behind the last of many bullets that speak of no other municipalities answers none of them; nor where
    they weigh its own against the country: `86 procent av patienterna i Värmland, i riket 82`.
    """
    findings = [p for p in passages if p.kind == "bullet"]
    bullets = Counter(p.list_number for p in findings)
    answers = Counter(p.list_number for p in passages if p.kind == "paragraph" and p.list_number)
    own = {p.list_number for p in findings if home is not None and _names(p, home)}
    national = {p.list_number for p in findings if _names(p, RIKET)} - own
    national |= {p.list_number for p in findings if "kommuner" in p.text}
    return frozenset(number for number, count in answers.items() if number in national or 2 * count > bullets[number])


def _find_findings(passages: Sequence[Passage], home: Geography | None) -> Iterator[int]:
    """`93 procent av kommunerna har en plan.` in a paragraph, and then `Vi har en plan.` in the next."""
    pairs = [n for n, pair in enumerate(pairwise(passages)) if home is not None and _is_answered(*pair, home)]
    national = [n for n in pairs if "kommuner" in passages[n].text or _LED_BY_COUNTRY.match(passages[n].text)]
    often = len(national) >= _LEAST_PAIRS
    yield from (n for n in pairs if often or _restates(passages[n], passages[n + 1]))


def _find_mixed(passages: Sequence[Passage], home: Geography | None) -> Iterator[int]:
    """Where paragraphs of a page begin with what kommuner have and go on with what its own has: all that do so."""
    if home is None or home.type != "municipality":
        return
    both = [number for number, passage in enumerate(passages) if _holds_both(passage, home)]
    if sum("kommuner" in _SENTENCE.split(passages[number].text, 1)[0] for number in both) >= _LEAST_PAIRS:
        yield from both


def _holds_both(passage: Passage, home: Geography) -> bool:
    if passage.kind != "paragraph" or passage.list_number or "procent" not in passage.text:
        return False
    first, *later = _SENTENCE.split(passage.text)
    many = "kommuner" in first or _HAVING.match(first)
    return len(later) == 1 and bool(many) and _says_share(first) and not _says_share(later[0])


def _find_more(passages: Sequence[Passage], findings: frozenset[int], home: Geography | None) -> Iterator[int]:
    """Answers behind the first one, each led by the name: `Nybro: En plan finns.`, `Nybro: Alla får hjälp.`"""
    if home is None:
        return
    for number in sorted(findings):
        following = number + 2
        while following < len(passages) and _is_led(passages[following], home) and _is_led(passages[number + 1], home):
            yield following
            following += 1


def _is_led(passage: Passage, home: Geography) -> bool:
    """`Nybro: Ja.`"""
    led = passage.text.partition(":")[0] in (home.name, f"{home.name} kommun")
    return led and passage.kind == "paragraph" and not passage.list_number and not _states_share(passage)


def _is_answered(finding: Passage, answer: Passage, home: Geography) -> bool:
    if any(p.kind != "paragraph" or p.list_number for p in (finding, answer)):
        return False
    if answer.text[0] in _DASHES or _names(finding, home) or not is_own_statement(answer.text, home):
        return False
    return _states_share(finding) and not _states_share(answer)


def _states_share(passage: Passage) -> bool:
    return _says_share(passage.text)


def _says_share(text: str) -> bool:
    return any(q.kind in ("share", "part") for q in find_quantities(split_tokens(text)))


def _restates(finding: Passage, answer: Passage) -> bool:
    """Whether a short answer has most of its words from the finding: that is no chance."""
    told = {stem_of(word) for word in words_of(finding.text)}
    own = {stem_of(word) for word in words_of(answer.text) if is_content(word)}
    return len(own & told) >= _LEAST_SHARED and 2 * len(own & told) >= len(own)


def _names(passage: Passage, home: Geography) -> bool:
    return any(m.geography == home for m in find_places(passage.text))


def _is_about(passage: Passage, home: Geography) -> bool:
    """Whether a bullet among national findings is one of the municipality: `78 procent av de boende i kommunen`."""
    if "kommunerna" in passage.text or "landets" in passage.text:
        return False
    words = words_of(passage.text)
    return "kommunen" in words or "kommunens" in words or _names(passage, home)


def _name_alone(place: Geography) -> tuple[str, ...]:
    return place.name, f"{place.name} kommun", f"{place.name}s kommun"


@lru_cache(maxsize=64)  # the passages below a heading come one after another
def _place_of_heading(section: str) -> Geography | None:
    """`Resultaten i Oskarshamn`; two places are a comparison, not a place."""
    places = {m.geography for m in find_places(section) if not m.population and m.geography.type != "group"}
    return places.pop() if len(places) == 1 else None
