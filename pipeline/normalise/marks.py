"""Signs of damaged pages that are no letters: bullets, an `I` glued to a figure, dashes and rules.

"¢161 procent av kommunerna"       ->  "• I 61 procent av kommunerna"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.normalise.beginnings import repair_beginnings
from pipeline.normalise.edits import Edit, keep_apart
from pipeline.normalise.notes import repair_note_marks

# The dash of a list that lost its space; words that go on begin small, but not the genders that part a row.
_GLUED_DASH = re.compile(r"\s*[-–—](?=[A-ZÅÄÖ][a-zåäö]|(?:kvinnor|m(?:[aäi]|é)n|flickor|pojkar|varav)\b)")
# What readers see in a bullet. A letter or a star is one only before a capital, a figure or a bar (an I); no `§ 7`, and
# no cell `+5`.
_BULLET = re.compile(
    r"\s*(?:(?!§\s*\d|\+[\d,. ]+$)(?P<sign>[*+]?[«»¢°®©¥+§¤]|\*[“”])\s*|(?P<letter>[eco*])\s+)"
    r"(?=(?P<next>[A-ZÅÄÖ0-9|/[\]]))"
)
# Before a small letter too, where a document has two such lines: no Swedish word is an `e`.
_SMALL_BULLET = re.compile(r"\s*(?P<mark>[e¢«»®©])\s+(?=[a-zåäö]{2})")
_STAR_CELL = re.compile(r"[\d.][ \t]+\*(?:[ \t]+[\d.]|\s*$)")
# A share above 100 at the beginning of a sentence, where an I would stand: `161 procent` was `I 61 procent`.
_GLUED = re.compile(
    r"(?P<bullet>\s*(?:(?:[•«»¢°®©¥+§¤*–—-]|[eo](?=\s))\s*)?)"
    r"(?P<letter>[1|l/])(?P<space>\s?)(?P<figure>\d\d?)\s+procent\b"
)
# A bar that begins a line or a sentence was an I; between words it parts them (`Publicerad 2018 | Uppdaterad 2019`).
_BAR = re.compile(
    r"(?:^\s*(?:[•«»¢°®©¥+§¤*-]\s*|[eco]\s+)?|[.:!?]\s+)(?P<bar>[|\[])(?=\s+[^\s|\[])"
    r"|^\s*(?:[•«»¢°®©¥+§¤*]\s*|[eco]\s+)(?P<letter>[T\]])(?=\s+[a-zåäö]{2})"
    r"|[a-zåäö\d)][.!?]\s(?P<last>\|)$"
)
_BARS = frozenset("|[]T")
# Behind a bullet a 1 before another figure or before these words was an I: nobody writes `1 12 regioner`, `1 riket`.
_ONE = re.compile(
    r"\s*(?:(?P<mark>[•«»¢°®©¥+§¤*]\s*|[eco]\s+)|-\s+)(?P<one>[1l])(?=\s+(?:\d\d?\s+[a-zåäö]{3}"
    r"|(?:riket|landet|genomsnitt|snitt|samtliga|alla|de|den|det|flera|vissa|övriga|storst[aä]derna)\s))"
)
# No share is more than all, and the country has 290 municipalities: `171 procent`, `1174 av landets kommuner`.
_GREAT_SHARE = re.compile(r"(?<=[.!?:] )1(?=(?:0[1-9]|[1-9]\d)\s+procent\b)")
_GREAT_COUNT = re.compile(r"(?<=[.!?•] )1(?=[12]\d\d av landets )")
_GREAT_SHARE_INSIDE = re.compile(r"(?<=[a-zåäö] )1(?=(?:0[1-9]|[1-9]\d) procent av (?:kommu|landets |regione|fallen))")
# Nor are there two of one: `1 kommuner med`.
_ONE_OF_MANY = re.compile(r"(?<=[.!?:] )1(?= (?:kommuner|regioner|stadsdelar|länen|kommunerna|regionerna)\b)")
# Two letters that begin a sentence are no acronym: `SA stora skillnader`; `PA` may be one.
_SHORT_WORD = re.compile(r"(?:^\s*|[.:!?•]\s[\"”]?)[SFP](?P<letter>A)(?= [a-zåäö]{2})")
_AV = re.compile(r"(?:(?<=[a-zåäö]\. A)|(?<=^A))V(?= (?:de|dem|den|det|dessa|alla|samtliga|kommunerna|landets)\b)")
_PA = re.compile(r"[a-zåäö,(] ?PA\b")
# A 1 between words may be an i, one behind a sentence an I.
_LONE_ONE = re.compile(
    r"(?<!\S)(?:[a-zåäö][^\W_]{2,}|[^\W_]{3,}(?P<stop>[.!?])) (?P<one>1)(?= (?P<next>[^\W\d_][^\W_]+))"
)
# What stands before one of two sides is an `å`; between two figures, and behind a digit, an O is a nought.
_SIDE = re.compile(r"(?:^[a4&]|(?<=[^\s.!?:•] )[aA4&])(?= (?:andra|ena) sidan\b)")
_FIRST_SIDE = re.compile(r"(?:^A|(?<=[.!?:•] )[aA4&])(?= (?:andra|ena) sidan\b)")
_NOUGHT = re.compile(r"(?<!\S)O(?= (?:och|till) \d)|(?<=(?<!\S)[1-9])O(?= [a-zåäö])")
# The ring of a zero with a stroke or a dot in it is read as this sign.
_RING = re.compile(r"(?<!\S)©(?=,\d)|(?<=\d )©(?=00(?!\d))|(?<=\d[,.])©(?!\S)")
# A section of a law stands behind its chapter.
_SECTION = re.compile(r"(?<=\d kap\. \d )[8$&](?= [a-zåäö]{2})|(?<=\d kap\. \d\d )[8$&](?= [a-zåäö]{2})")
# A bullet parts two things in a line; no Swedish word is an `e`.
_PARTING = re.compile(r"(?<=[\w)] )[e¢«](?= [A-ZÅÄÖ][a-zåäö])")
# A head or a season that lost the space before its year.
_GLUED_YEAR = re.compile(
    r"(?=(?:19|20)\d\d(?!\S))(?:(?<=\bKvinnor)|(?<=\bM[^\s\d]n)|(?<=\bM[^\s\d]{2}n)|(?<=\bTotalt)|(?<=\bAlla)"
    r"|(?<=\bFlickor)|(?<=\bPojkar)|(?<=\bRiket)|(?<=\b[AaÅå]r)|(?<=\b[Hh][^\s\d]sten)|(?<=\b[Vv][^\s\d]ren))"
)
# A figure of another year stands in parentheses behind that of this one.
_GLUED_PARENTHESIS = re.compile(r"(?<=\d,\d)(?=\(\d+,\d\))|(?<=\d)(?=\(%\))")
# No sentence ends between two figures of a row.
_STOP = re.compile(r"(?<=\d,\d)\.(?= \d+,\d(?:\s|$))")
# A bracket that nothing closes is an l.
_BRACKET = re.compile(r"(?<!\S)\[(?=[a-zåäöé]+[.,;:]?(?!\S))")
# Acronyms and abbreviations with an I or an l: `NK!`, `BanklD`, `m.fi.`
_LAST_I = re.compile(r"(?<=\b[A-ZÅÄÖ]{2})!(?=[)]|,? [a-zåäö\d])")
_ID = re.compile(r"(?<=[a-z-])l(?=D\b)")
_AND_OTHERS = re.compile(r"(?<=\bm\.f)i(?=\.)|(?<=\bm\. f)i(?=\.)")
# An i that lost the space between it and an acronym or a figure.
_ACRONYM_I = re.compile(r"(?<=\b[A-ZÅÄÖ]{3})(?=i [a-zåäö]{2})")
_FIGURE_I = re.compile(r"(?<=[a-zåäö,] i)(?=\d+ [a-zåäö\d]{3})")
# Swedish has no sign like this by itself; the thin dash of a list or a pause is read as it.
_TILDE = re.compile(r"(?<!\S)~-?(?=\s+\S)")
# Nor two hyphens: a dash between words, or between a word and a figure.
_TWO_HYPHENS = re.compile(r"(?<=[a-zåäö])[-–—]{2}(?=\w)|(?<=[a-zåäö] )[-–—]{2}(?= [^\W\d_])")
# The bar of a T is seen as a quotation mark before it; Swedish opens quotations with others.
_QUOTE = re.compile(r"(?<!\S)[‘'`](?=[TFY][a-zåäö])")
_QUOTES = "‘’'`´"
# A straight quotation mark opens what a curved one closes, in a document that closes none with it.
_OPENING, _CLOSING, _CURVED = (
    re.compile(r"(?<!\S)\"(?=\w)"),
    re.compile(r"(?<=\S)\"(?!\w)"),
    re.compile("(?<=\\S)”(?!\\w)"),
)
# The reports' own short name; no other acronym of theirs has å, ä or ö.
_SHORT_NAME = re.compile(r"\b[O6é]J\b")
# That of Kommunens Kvalitet i Korthet, whose small letter is read as another.
_KKIK = re.compile(r"\bKK(?:ikK?|[l1]K)\b")
# Tables with `..` for a missing value lose one of the dots; but `.` is a sign too, and has a legend where it is used.
_TWO_DOTS = re.compile(r"(?<!\S)\.\.(?!\S)")
_DOT_LEGEND = re.compile(r"\s*\.\s+\S")
_DOT = re.compile(r"(?<=[^\s.] )\.(?: \.)?(?=\s+(?:\d|\.\.\s))|(?<=[\d–-] \d\d )\.(?=\s*$)")
# What the rules of a table were read as between a label and its figures, or glued to a word of its head.
_RULE = re.compile(
    r"(?<=[^\W\d_]{2} )= (?=\d[\d,]*(?: \d[\d,]*)+\s*$)|(?<=[^\W_]{2} )= (?=[A-ZÅÄÖ][a-zåäö])"
    r"|(?<=\d )[=°] (?=\d[\d,]*(?: \d[\d,]*)*\s*$)|(?<=\d )[=#](?=\d[\d,]*(?: |$))|(?<!\S)_(?!\S) ?"
)
_GLUED_RULE = re.compile(r"(?<!\S)(?<!\b\w )(?:[—–§«-]+[=_]|_)(?=[^\W_])|(?<=\b\d{4} )[+§=«]+(?=(?:19|20)\d\d(?!\S))")
# What is looked for where a line holds the first string.
_SIGNS = (
    ("~", _TILDE, "–", "dash", "a tilde by itself", 0.8),
    (" sidan", _SIDE, "å", "diacritics", "sides have an å before them", 0.9),
    (" sidan", _FIRST_SIDE, "Å", "diacritics", "sides have an å before them", 0.9),
    ("O ", _NOUGHT, "0", "figure-letters", "a letter between figures", 0.9),
    ("©", _RING, "0", "figure-letters", "a sign within a figure", 0.9),
    (" kap. ", _SECTION, "§", "section", "sections stand behind chapters", 0.9),
    (" e ", _PARTING, "•", "bullet", "e between words", 0.8),
    (" ¢ ", _PARTING, "•", "bullet", "a sign between words", 0.8),
    (" « ", _PARTING, "•", "bullet", "a sign between words", 0.8),
    ("20", _GLUED_YEAR, " ", "specks", "the space was lost", 0.8),
    ("(", _GLUED_PARENTHESIS, " ", "specks", "the space was lost", 0.8),
    (". ", _STOP, "", "specks", "no sentence ends between two figures", 0.8),
    ("[", _BRACKET, "l", "letters", "nothing closes the bracket", 0.8),
    ("!", _LAST_I, "I", "letters", "no acronym ends so", 0.8),
    ("lD", _ID, "I", "letters", "no acronym ends so", 0.8),
    ("fi.", _AND_OTHERS, "l", "letters", "an abbreviation", 0.9),
    ("i ", _ACRONYM_I, " ", "letters", "the space was lost", 0.8),
    (" i", _FIGURE_I, " ", "letters", "the space was lost", 0.8),
    (" procent", _GREAT_SHARE, "I ", "glued-figure", "a share above 100 begins no sentence", 0.8),
    (" procent av ", _GREAT_SHARE_INSIDE, "i ", "glued-figure", "no share of all is above 100", 0.8),
    (" 1 ", _ONE_OF_MANY, "I", "bar", "these are more than one", 0.9),
    (" av landets ", _GREAT_COUNT, "I ", "glued-figure", "the country has not so many municipalities", 0.8),
    ("AV ", _AV, "v", "letters", "no acronym begins a sentence so", 0.8),
    ("KK", _KKIK, "KKiK", "letters", "the short name of kommunens kvalitet i korthet", 0.9),
    ("J", _SHORT_NAME, "ÖJ", "short-name", "öppna jämförelser", 0.95),
)
# What is looked for besides where a line holds one of the signs that dashes and rules are read as.
_DASH_OR_RULE = re.compile(r"[=°#_+§«]|[-–—]{2}")
_DASHES_AND_RULES = (
    ("", _TWO_HYPHENS, "–", "dash", "two hyphens in a row", 0.8),
    ("", _RULE, "", "specks", "no sign stands there", 0.8),
    ("", _GLUED_RULE, "", "specks", "no sign stands there", 0.8),
)
# The letter for the nought: in the thousands, before a decimal comma, at the end of a telephone number. Those for 41:
# among the figures of a row, before procent.
_FIGURE_LETTERS = re.compile(
    r"(?<=\d )(?:O[O0]{1,2}|0O)(?![^\s.,;])|(?<!\S)O(?=,\d)|(?<!\S)A[1l](?= procent\b)|(?<=\d\d )A[1l](?= \d|\s*$)"
    r"|(?<=[a-zåäö] )Al(?=(?: \d[\d,]*){2,}\s*$)"
)
_FIGURES_BY_LETTER = str.maketrans("OAl", "041")
#: So often at least a word must be seen behind an `i` to tell that a 1 was one, and so many times as often as behind
#: a figure.
LEAST_SEEN, MOST_FIGURES = 3, 20


def repair_marks(lines: Sequence[str], page_starts: Sequence[int]) -> list[list[Edit]]:
    """Edits for each line of a damaged document; `page_starts` are the indexes of the first lines of its pages."""
    star_is_cell = any(_STAR_CELL.search(text) for text in lines)
    dot_is_cell = any(_DOT_LEGEND.match(text) for text in lines) or not any(_TWO_DOTS.search(text) for text in lines)
    edits = [
        [
            *repair_beginning(text, star_is_cell=star_is_cell),
            *_replace_signs(text),
            *_repair_figures(text, dot_is_cell=dot_is_cell),
        ]
        for text in lines
    ]
    small = [(number, match) for number, text in enumerate(lines) if (match := _SMALL_BULLET.match(text))]
    for number, match in small if len(small) > 1 else ():
        sign = f"{match['mark']} at the beginning of lines"
        edits[number].append(Edit(match.start("mark"), match.end(), "• ", "bullet", sign, 0.9))
    if any("”" in text for text in lines):
        for number, edit in _open_quotations(lines):
            edits[number].append(edit)
    for number, edit in repair_note_marks(lines, page_starts):
        edits[number].append(edit)
    for number, edit in (*_repair_short_words(lines), *repair_beginnings(lines)):
        edits[number].append(edit)
    return [keep_apart(own) for own in edits]


def _open_quotations(lines: Sequence[str]) -> Iterator[tuple[int, Edit]]:
    straight = [(number, text) for number, text in enumerate(lines) if '"' in text]
    if any(_CLOSING.search(text) for _, text in straight) or not any(_CURVED.search(text) for text in lines):
        return
    for number, text in straight:
        for mark in _OPENING.finditer(text):
            yield number, Edit(*mark.span(), "”", "quotation", "a curved mark closes it", 0.8)


def _repair_short_words(lines: Sequence[str]) -> Iterator[tuple[int, Edit]]:
    """`Så` and `På` that begin sentences and were read in capitals, and each `i` that was read as a 1."""
    found = [
        (number, match) for number, text in enumerate(lines) if "A " in text for match in _SHORT_WORD.finditer(text)
    ]
    is_acronym = bool(found) and any(_PA.search(text) for text in lines)
    for number, match in found:
        if not (is_acronym and match[0].endswith("PA")):
            yield number, Edit(*match.span("letter"), "å", "diacritics", "no acronym begins a sentence so", 0.8)
    for number, text in enumerate(lines):
        if " 1 " in f" {text} ":
            above, below = lines[number - 1] if number else "", "".join(lines[number + 1 : number + 2])
            for edit in _repair_lone_ones(above, text, below):
                yield number, edit


def _repair_lone_ones(above: str, text: str, below: str) -> Iterator[Edit]:
    """Each `i` of a line that was read as a 1, with the words of the lines around where it begins or ends one."""
    last, first = above.split()[-1:], below.split()[:1]
    before = f"{last[0]} " if last else ""
    for match in _LONE_ONE.finditer(f"{before}{text} {''.join(first)}"):
        start = match.start("one") - len(before)
        if 0 <= start < len(text) and _goes_with_i(match["next"]):
            yield Edit(start, start + 1, "I" if match["stop"] else "i", "bar", "no 1 stands before this word", 0.8)


def _goes_with_i(word: str) -> bool:
    """Whether a word, its dots lost perhaps, follows an `i` in reports and never a figure."""
    from pipeline.normalise.columns import load_columns
    from pipeline.normalise.language import FIGURE, load_language
    from pipeline.normalise.lexicon import read_names

    words = {candidate.word for candidate in load_columns().finder.find(word)}
    after_i, after_figure = (load_language().pairs.find(before).counts for before in ("i", FIGURE))
    seen = max((after_i.get(w, 0) for w in words), default=0)
    return not words.isdisjoint(read_names()) or (
        seen >= LEAST_SEEN and all(after_figure.get(w, 0) * MOST_FIGURES < seen for w in words)
    )


def repair_beginning(text: str, *, star_is_cell: bool) -> Iterator[Edit]:
    """The bullet of a line, an I behind it that was read as the first digit of a figure, and bars that begin.

    `star_is_cell`: a star before a word may be the legend of one in the table.
    """
    glued = _GLUED.match(text)
    if glued and (glued["letter"] != "1" or (not glued["space"] and int("1" + glued["figure"]) > 100)):
        start = glued.start("letter")
    else:
        glued = None
        start = len(text)
    bullet = _BULLET.match(text)
    one = None if glued else _ONE.match(text)
    if one:
        begin = one.start("one") if one["mark"] is None else one.start("mark")
        yield Edit(begin, one.end("one"), "I" if one["mark"] is None else "• I", "bar", "no two figures begin it", 0.8)
    elif bullet and not (bullet["letter"] == "*" and star_is_cell):
        name = "sign" if bullet["sign"] else "letter"
        stop = min(bullet.end(), start)
        yield Edit(bullet.start(name), stop, "• ", "bullet", f"{bullet[name]} at the beginning of a line", 0.95)
    elif dash := _GLUED_DASH.match(text):
        yield Edit(dash.end(), dash.end(), " ", "bullet", "the dash of a list that lost its space", 0.8)
    for bar in _BAR.finditer(text) if not _BARS.isdisjoint(text) else ():
        name = bar.lastgroup or "bar"
        if bar.start(name) != start:
            yield Edit(*bar.span(name), "I", "bar", "a bar begins no sentence", 0.95)
    if glued:
        yield Edit(start, glued.start("figure"), "I ", "glued-figure", "a share above 100 begins no sentence", 0.8)


def _replace_signs(text: str) -> Iterator[Edit]:
    """Signs that stand for another, or for none, wherever they are."""
    signs = (*_SIGNS, *_DASHES_AND_RULES) if _DASH_OR_RULE.search(text) else _SIGNS
    for string, pattern, printed, rule, evidence, confidence in signs:
        for sign in pattern.finditer(text) if string in text else ():
            yield Edit(*sign.span(), printed, rule, evidence, confidence)
    quote = _QUOTE.search(text)
    if quote and sum(map(text.count, _QUOTES)) == 1:
        yield Edit(*quote.span(), "", "stray-quote", "the line closes no quotation", 0.8)


def _repair_figures(text: str, *, dot_is_cell: bool) -> Iterator[Edit]:
    """Signs between figures and letters in them; no digit is touched."""
    for dot in _DOT.finditer(text) if not dot_is_cell and " ." in text else ():
        yield Edit(*dot.span(), dot[0].replace(".", ".."), "dots", "the document has .. and no legend for a dot", 0.8)
    for letters in _FIGURE_LETTERS.finditer(text) if "O" in text or "A1" in text or "Al" in text else ():
        figure = letters[0].translate(_FIGURES_BY_LETTER)
        yield Edit(*letters.span(), figure, "figure-letters", "a letter within a figure", 0.9)
