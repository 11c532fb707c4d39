"""Of when figures in parentheses are, or that they are the country's, where a document says so of all.

"Siffrorna inom parentes avser 2018", "NKI 2021, inom parentes 2020"   the year
"Nyckeltal 2014 (riket inom parentes)"                                 the country's
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.parse.claims.sentence.wordings import Wording
from pipeline.parse.years import resolve_years

PARENTHESES, _BESIDE = "parentes", 8
_COUNTRY, _NEAR_BRACKETS = frozenset({"riket", "rikets", "rikssnittet", "riksgenomsnittet", "riksvärdet"}), 5


def find_bracket_year(wordings: Sequence[Wording], year: int | None) -> int | None:
    """Of which year figures in parentheses are: `Siffrorna inom parentes avser 2018`, `förra årets inom parentes`."""
    for wording, at in _find_parentheses(wordings):
        if _tells_country(wording.lows, at):
            continue
        # `NKI 2021, inom parentes 2020`: what is behind goes before, as does the nearer: `2022 (2021 inom parentes)`
        for mention in sorted(wording.years, key=lambda mention: (mention.first < at, abs(mention.first - at))):
            first, last = sorted((mention.first, at))
            if last - first <= _BESIDE and "." not in wording.lows[first:last]:
                years = resolve_years(mention, year)
                return years[0] if len(years) == 1 else None
    return None


def find_country_brackets(wordings: Sequence[Wording]) -> frozenset[str]:
    """The sections whose figures in parentheses are the country's: `Nyckeltal 2014 (riket inom parentes)`; an empty one
    where a paragraph says so of all."""
    told = [w.passage for w, at in _find_parentheses(wordings) if _tells_country(w.lows, at)]
    return frozenset(passage.text if passage.kind == "heading" else "" for passage in told)


def _find_parentheses(wordings: Sequence[Wording]) -> Iterator[tuple[Wording, int]]:
    """The passages that speak of figures in parentheses, each with the first word that does."""
    for wording in wordings:
        if PARENTHESES not in wording.passage.text.lower():
            continue
        at = next((k for k, low in enumerate(wording.lows) if low.startswith(PARENTHESES)), None)
        if at is not None:
            yield wording, at


def _tells_country(lows: Sequence[str], at: int) -> bool:
    """Whether `inom parentes` there has the country right before it: `riket inom`, `rikets värde anges inom`."""
    return not _COUNTRY.isdisjoint(lows[max(0, at - _NEAR_BRACKETS) : at])
