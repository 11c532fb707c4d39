"""Groups of municipalities by how many live there.

"I större kommuner med ett invånarantal på 200 000 eller fler" -> `kommuner med 200 000 invånare eller fler` at 2
"""

from __future__ import annotations

import re

_LIMIT = r"(?:(?:fler|färre|mer|mindre)\s+än|över|under|mellan|minst|högst|upp\s+till|runt|cirka|omkring)"
_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f.]\d{3})+|\d+)(?!\d)"
INHABITANTS = re.compile(
    r"(?:(?:större|mindre|små|stora|medelstora)\s+)?\b(?:(?:små)?kommuner(?:na)?|(?P<one>kommun)(?=\s+med\s)|(?P<wide>län|regioner)|(?P<pronoun>dem|de))(?:\s+|\s*(?P<bracket>\())"
    r"(?:(?:med|på|om|som\s+har|med\s+en|med\s+ett|och\s+stadsdelar\s+med)\s+)?"
    rf"(?:(?:ett\s+)?(?P<count>invånarantal|invånarantalet|befolkning|folkmängd)\s+(?:(?:på|om|av|är)\s+)?)?"
    rf"(?:(?P<limit>{_LIMIT})\s+)?(?P<low>{_NUMBER})"
    rf"(?:\s*(?P<dash>[-–—]|till|och)\s*(?P<high>{_NUMBER}))?"
    r"(?P<unit>\s+(?:invånare|inv\b\.?|personer))?(?:\s+(?:eller|och)\s+(?P<open>fler|färre|mer|mindre|däröver))?"
    r"(?(bracket)\s*\))",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_GAP, _SPACES = re.compile(r"[\s.]"), re.compile(r"\s+")
_ENDED = re.compile(r"\s*(?:[.,;:)]|$)")
# Without one of these `INHABITANTS` says nothing of how many they are.
_COUNTED = ("inv", "personer", "befolkning", "folkmängd")


def find_inhabitants(text: str) -> list[tuple[int, int, str]]:
    """Every group of municipalities by how many live there: where it begins and ends, and it in one wording."""
    found: list[tuple[int, int, str]] = []
    low = text.lower()
    if "kommuner" not in low and "invånare" not in low:
        return found
    if not any([counted in low for counted in _COUNTED]) or not _DIGIT.search(text):
        return found
    for match in INHABITANTS.finditer(text):
        # `dem med fler än 5 000 invånare`; not `de 800 invånare`
        bounded = match["limit"] or match["high"] or match["open"]
        again = found and match["limit"] and _ENDED.match(text, match.end())  # `än i kommuner med färre än 15 000.`
        # `var fjärde kommun med färre än 15 000 invånare`; not `en kommun med 15 000 invånare`
        strict = match["pronoun"] or match["one"]
        if (match["unit"] and bounded) if strict else (match["count"] or match["unit"] or again):
            found.append((match.start(), match.end(), _write_limits(match)))
    return found


def _write_limits(match: re.Match[str]) -> str:
    """`större kommuner med ett invånarantal på 200 000 eller fler` -> `kommuner med 200 000 invånare eller fler`."""
    low, high = (_GAP.sub(" ", match[n]) if match[n] else "" for n in ("low", "high"))
    between = f" {match['dash']} " if match["dash"] in ("till", "och") else "–"
    limit = _SPACES.sub(" ", match["limit"] or "").lower()
    parts = [match["wide"] or "kommuner", "med", limit, low + between + high if high else low, "invånare"]
    if match["open"]:
        parts.append(f"eller {match['open']}")
    return " ".join(p for p in parts if p)
