"""Whose a page is that names no sender outright: what speaks for it being local, and for each place that it names.

"Till nästa läsår anställer kommunen två lärare." / "För Säffle är det ett trendbrott." -> Säffle
"Bara 44 procent på förvaltningen hinner med." and no place anywhere                   -> local, but nobody knows whose
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.model import Geography

from .phrases import load_set, words_of
from .places import find_places

# Who speaks of these has more than one municipality in view.
_NATIONAL = load_set("words of the country")
# Whoever says `nämnden` or `kommunen` speaks of one, and of the own.
_OFFICES, _OWN = tuple(load_set("ends of offices")), load_set("words of the own place")
_FIRST_PERSON = frozenset({"vi", "oss", "vår", "vårt", "våra"})
_SPEAKS = ("–", "—", "-", "”", "“", '"')
_QUOTED = re.compile(r"^[^\S\n]*[–—-]\s.*$|”[^”]{0,400}”|\"[^\"]{0,400}\"|“[^”]{0,400}”|»[^«»]{0,400}«", re.MULTILINE)
_FIGURE = re.compile(r"\d")
_YEAR = re.compile(r"\b(?:19|20)\d\d(?:-\d\d-\d\d)?\b")
# `Malmö stad, december 2019`, `Justeras: Bodens kommun`, `Rapport till socialnämnden i Kumla`: short lines.
_SIGNED, _SHORT = re.compile(r"(?:kommun|stad|kommunalförbund)\b", re.IGNORECASE), 100
_DOES = re.compile(
    r"((?:Region )?\w[\w -]{1,30}? kommun|Region \w+) (?:deltar|deltog|har deltagit|är med|redovisar|jämför)\b"
)
# So many first and last lines may say who sends the page.
_EDGE = 8
# Paragraphs that say whom a page is about; an example comes further down.
_OPENING = 2
_TYPES = frozenset({"municipality", "county", "region", "group"})
# What a place gathers, in halves: from a sender, from the title, from an opening paragraph, from any other of its own.
_SENT, _TITLED, _OPENED, _TOLD, _TOLD_WITH_FIGURE = 6, 6, 4, 2, 1
# Less is an example, or chance; and the next must have clearly less.
_LEAST, _AHEAD = 5, 1.5


def is_local(lines: Sequence[str], words: Sequence[str]) -> bool:
    """Whether one municipality or region speaks: it signs, or says `nämnden`, `kommunen` or, unquoted, `vi`."""
    return any(map(_find_sender, lines[:_EDGE])) or any(map(_opens_with_one, lines)) or _says_own(words)


def is_only_local(words: Sequence[str]) -> bool:
    """Whether a page is local and speaks of nothing else: then what it does not place is surely not of the country."""
    return _says_own(words) and _NATIONAL.isdisjoint(words)


def read_words(lines: Sequence[str]) -> Sequence[str]:
    """The words of a page outside of quotations."""
    return words_of(_QUOTED.sub("", "\n".join(lines)))


def is_quoted(line: str) -> bool:
    """Whether somebody speaks in the whole line: `– Vi är nöjda, säger Anna Berg`."""
    return line.lstrip().startswith(_SPEAKS)


def _says_own(words: Sequence[str]) -> bool:
    return not _OWN.isdisjoint(words) or _has_voice(words)


def _has_voice(words: Sequence[str]) -> bool:
    office = any(word.endswith(_OFFICES) for word in words)
    return office or sum(word in _FIRST_PERSON for word in words) > 1


def weigh_places(
    title: str, body: Sequence[str], lines: Sequence[str], words: Sequence[str], *, published: bool
) -> Geography | None:
    """The place that most speaks for, if it is clearly ahead of all others, and more than an example.

    Where someone else seems to publish the page and nobody speaks for an office or as `vi`, it has to sign or to stand
    in the title: `hemsjukvården i alla län utom Stockholm` is no page of Stockholm.
    """
    scores: Counter[Geography] = Counter()
    for text in (*lines[:_EDGE], *lines[-_EDGE:]):
        if sender := _find_sender(text):
            scores[sender] = _SENT
    for place in _find_named(title)[:1]:
        scores[place] += _TITLED
    told = not published or _has_voice(words)
    opening = [text for text in body if text.endswith(".")][: _OPENING * told]
    led = set(scores)
    for text in body:
        named = set(_find_named(text))
        if len(named) != 1 or text in title:
            continue  # places side by side are compared
        bare = _FIGURE.search(_YEAR.sub("", text)) is None
        led |= named if text in opening else set()
        scores[named.pop()] += (_OPENED if text in opening else 0) + (_TOLD if bare else _TOLD_WITH_FIGURE)
    ranked = scores.most_common(2)
    if not ranked or ranked[0][1] < _LEAST or (ranked[1:] and ranked[0][1] < _AHEAD * ranked[1][1]):
        return None
    return ranked[0][0] if ranked[0][0] in led else None


def _opens_with_one(text: str) -> bool:
    """`Arvika kommun deltar varje år i undersökningen`"""
    match = _DOES.match(text)
    return match is not None and any(map(_find_named, [match[1]]))


def _find_named(text: str) -> list[Geography]:
    return [m.geography for m in find_places(text) if m.geography.type in _TYPES and m.geography.name[:1].isupper()]


def _find_sender(text: str) -> Geography | None:
    """The one place of a short line that signs: of a municipality's name or beside an office's, and with no figure."""
    named = set(_find_named(text)) if len(text) <= _SHORT and not text.rstrip().endswith(".") else set()
    signs = _SIGNED.search(text) is not None or any(word.endswith(_OFFICES) for word in words_of(text))
    signs = signs or any(place.type == "region" for place in named)  # `Nyhet från Region Kronoberg`
    return named.pop() if len(named) == 1 and signs and not is_quoted(text) else None
