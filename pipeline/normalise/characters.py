"""Characters that are wrong by themselves, in any document: misread UTF-8, parts of letters, joined letters.

    "fÃ¶rÃ¤ldrar"  ->  "föräldrar"        "a" + ring above  ->  "å"        "ﬁnns"  ->  "finns"

No word is looked up here, so that a clean document pays for one search of each line and no more.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.normalise.edits import Edit, keep_apart
from pipeline.normalise.encodings import Misreading

#: Worth a closer look: a letter with a mark of its own, a joined letter, an invisible one, a sign of misread UTF-8.
SUSPECT = re.compile("[\u0300-\u036f\ufb00-\ufb06\u00ad\u200b\u2060\ufeffÃÂâ]")
_COMPOSABLE = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_JOINED = re.compile("[\ufb00-\ufb06]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]+(?=\\S)")
_FOREIGN = re.compile(r"[^\x00-\x7f]{2,}")


_PERCENT = re.compile(r"\b[Aa]ndel(?:en)? \((9\d{0,2}|2[046]|0?0|[90]/0|[oO]/[oO0])\)")


def repair_characters(text: str, misread: Misreading | None = None) -> list[Edit]:
    """Edits of a line of a document that was misread so, if it was.

    A soft hyphen at the line's end stays, since the word goes on in the next one.
    """
    percents = [*_find_percents(text)] if "ndel (" in text else []
    if not misread and not SUSPECT.search(text):
        return percents
    return keep_apart([*_find_edits(text, misread), *percents])


def _find_percents(text: str) -> Iterator[Edit]:
    """The percent signs in parentheses behind a share that a reader of images took for figures: `andel (90)`."""
    for match in _PERCENT.finditer(text):
        yield Edit(*match.span(1), "%", "percent", "figures alone behind a share", 0.9)


def _find_edits(text: str, misread: Misreading | None) -> Iterator[Edit]:
    if misread:
        for match in misread.pattern.finditer(text):
            yield Edit(*match.span(), misread.printed[match[0]], "mojibake", "read in another encoding", 0.95)
    else:
        for match in _FOREIGN.finditer(text):
            decoded = _decode_again(match.group())
            if decoded:
                yield Edit(*match.span(), decoded, "mojibake", "UTF-8 read as Windows-1252", 1.0)
    for match in _COMPOSABLE.finditer(text):
        composed = unicodedata.normalize("NFC", match.group())
        if composed != match.group():
            yield Edit(*match.span(), composed, "compose", "letter and mark are one letter", 1.0)
    for match in _JOINED.finditer(text):
        yield Edit(*match.span(), unicodedata.normalize("NFKC", match.group()), "ligature", "joined letters", 1.0)
    for match in _INVISIBLE.finditer(text):
        yield Edit(*match.span(), "", "invisible", "soft hyphen or space without width", 1.0)


def _decode_again(run: str) -> str | None:
    """What the characters are when their Windows-1252 bytes are UTF-8; None where they are not."""
    try:
        data = b"".join(c.encode("latin-1") if "\x80" <= c <= "\x9f" else c.encode("cp1252") for c in run)
        return data.decode("utf-8")
    except UnicodeError:
        return None
