"""The characters that a PDF page shows, through pdfminer: which and how many, not where.

pdfplumber's `page.chars` says the same and makes a dict of each character's place, colours and type on the way, which
takes three times as long as reading the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFPageInterpreter


class _Tally(PDFDevice):
    """What pdfminer draws a page on; it keeps the letters and lets their places go."""

    def __init__(self, resources: Any) -> None:
        super().__init__(resources)
        self.letters: Counter[str] = Counter()

    def render_string(self, textstate: Any, seq: Iterable[Any], ncs: Any, graphicstate: Any) -> None:
        font = textstate.font
        for shown in seq:
            if isinstance(shown, bytes):  # what else there is are numbers, which move the pen
                for code in font.decode(shown):
                    try:
                        self.letters.update(font.to_unichr(code))
                    except PDFUnicodeNotDefined:  # it knows no letter for it
                        continue


def count_letters(page: Any) -> Counter[str]:
    """The letters of a pdfplumber page. Raises whatever a broken page leads pdfminer into."""
    tally = _Tally(page.pdf.rsrcmgr)
    PDFPageInterpreter(page.pdf.rsrcmgr, tally).process_page(page.page_obj)
    return tally.letters
