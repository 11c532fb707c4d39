"""Pages that are read from their image: which they are, their rendering, and what becomes of their text layer."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pypdfium2
import regex
from PIL import Image

from pipeline.model import Box, Page, Problem, Rule

from .drawing import Drawing
from .failure import Unreadable
from .ocr import MIN_CONFIDENCE, Sight, read_image
from .order import read_lines
from .printed import Frame, PrintedWord
from .rendering import choose_scale, draw_page, render_page
from .triage import Judgement, judge_layer

SMALL_DPI = 50  # enough to see whether there is ink
MIN_IMAGE_SHARE = 0.08  # of the page; smaller ones are logos and portraits
MIN_INK = 0.0005  # of the page; a single line of text has 0.001
MIN_PAPER = 0.55  # share of an image that is paper where it shows text; a photograph has under 0.3
_DIGIT = regex.compile(r"\d")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page that is done; its problems' messages name neither file nor page yet."""

    page: Page
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """A page to be read from its image; `scale` is the image's pixels per point.

    `layer` is its text layer: kept beside the image's words where it is good, else only compared with them.
    """

    number: int
    image: Image.Image
    scale: float
    layer: tuple[PrintedWord, ...] = ()
    judgement: Judgement = field(default_factory=lambda: Judgement("none"))
    rules: tuple[Rule, ...] = ()


# --- which pages ----------------------------------------------------------------------------------------------------


def render_unread(
    page: pypdfium2.PdfPage, frame: Frame, drawing: Drawing, words: Sequence[PrintedWord], judgement: Judgement
) -> tuple[Image.Image, float] | None:
    """The page rendered where its layer is bad, or where it shows text that the layer lacks; else None.

    The ink that the layer's words leave over tells. Beside a good layer only images can hold any; without a layer,
    outlined letters may as well.
    """
    if judgement.verdict == "good":
        area = frame.width * frame.height
        images = [box for box in drawing.images if box.width * box.height >= MIN_IMAGE_SHARE * area]
        if not images:
            return None
        scale = min(SMALL_DPI / 72, choose_scale(frame.width, frame.height))
        grey = _blank_words(draw_page(page, scale), scale, words)
        return render_page(page, frame) if any(_shows_text(grey[_pixels(b, scale, 0.0)]) for b in images) else None
    image, scale = render_page(page, frame)  # a second rendering for the small picture would take 50 ms
    if judgement.verdict == "bad":
        return image, scale
    factor = max(1, round(scale * 72 / SMALL_DPI))  # pixels of the large picture to one of the small
    grey = _blank_words(image.reduce(factor), scale / factor, words)
    return (image, scale) if (grey < int(np.median(grey)) - 60).mean() > MIN_INK else None


def _blank_words(image: Image.Image, scale: float, words: Sequence[PrintedWord]) -> npt.NDArray[np.uint8]:
    grey = np.array(image)
    for word in words:
        # A little more than the word: at this size the letters' edges spread.
        grey[_pixels(word.box, scale, 1.5)] = 255
    return grey


def _pixels(box: Box, scale: float, margin: float) -> tuple[slice, slice]:
    def span(low: float, high: float) -> slice:
        return slice(max(int((low - margin) * scale), 0), max(int((high + margin) * scale) + 1, 0))

    return span(box.top, box.bottom), span(box.x0, box.x1)


def _shows_text(grey: npt.NDArray[np.uint8]) -> bool:
    if grey.size < 400:
        return False
    paper = int(np.percentile(grey, 80))
    ink = float((grey < paper - 60).mean())
    return float((grey > paper - 25).mean()) >= MIN_PAPER and 0.01 < ink < 0.35


# --- reading them ---------------------------------------------------------------------------------------------------


def read_scans(pages: Iterable[ReadPage | Scan]) -> Iterator[ReadPage]:
    """The pages in order, the scans among them read side by side, one for each processor; few wait in memory."""
    threads = count_threads()
    with ThreadPoolExecutor(max_workers=threads) as pool:
        waiting: deque[Future[ReadPage] | ReadPage] = deque()
        for page in pages:
            waiting.append(pool.submit(read_scan, page) if isinstance(page, Scan) else page)
            while waiting and (isinstance(waiting[0], ReadPage) or len(waiting) > 2 * threads):
                yield _result(waiting.popleft())
        while waiting:
            yield _result(waiting.popleft())


def count_threads() -> int:
    """The processors that this process may use; whoever runs several of us says how many in OJ_THREADS."""
    given = os.environ.get("OJ_THREADS", "")
    if given.isdecimal() and int(given):
        return int(given)
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _result(page: Future[ReadPage] | ReadPage) -> ReadPage:
    return page if isinstance(page, ReadPage) else page.result()


def read_scan(scan: Scan) -> ReadPage:
    """The page as its image shows it; where that fails, its text layer and an error-level problem."""
    try:
        sight = read_image(scan.image, scan.scale, level=scan.judgement.verdict != "good")
    except Unreadable as failure:
        return ReadPage(_layer_page(scan), (Problem("error", failure.reason, str(failure)),))
    if scan.judgement.verdict == "good":
        words = add_unread(scan.layer, sight.words)
        lines = read_lines(words, scan.rules, scan.number, sight.height)
        return ReadPage(replace(_layer_page(scan), lines=lines, source="ocr"))
    if _is_worse(sight, scan.layer):
        message = f"its text layer is bad ({scan.judgement.why}) and its image worse; look at the page itself"
        return ReadPage(_layer_page(scan), (Problem("error", "page-unclear", message),))
    words = mark_differences(sight.words, scan.layer)
    page = Page(
        scan.number,
        read_lines(words, sight.rules, scan.number, sight.height),
        "ocr",
        round(sight.width, 2),
        round(sight.height, 2),
        sight.rules,
    )
    return ReadPage(page, tuple(_describe(scan.judgement, sight)))


def _layer_page(scan: Scan) -> Page:
    width, height = scan.image.width / scan.scale, scan.image.height / scan.scale
    lines = read_lines(scan.layer, scan.rules, scan.number, height)
    return Page(scan.number, lines, "text-layer", round(width, 2), round(height, 2), scan.rules)


def _is_worse(sight: Sight, layer: Sequence[PrintedWord]) -> bool:
    """Whether even a bad layer is better than the image's text: that is unsure, bad itself, and less."""
    return (
        sight.confidence < MIN_CONFIDENCE
        and judge_layer(sight.words).verdict != "good"
        and sum(len(w.text) for w in sight.words) < sum(len(w.text) for w in layer)
    )


def _describe(judgement: Judgement, sight: Sight) -> Iterator[Problem]:
    if judgement.verdict == "bad":
        yield Problem("info", "bad-layer", f"its text layer is bad ({judgement.why}); read from the image instead")
    if sight.words and sight.confidence < MIN_CONFIDENCE:
        yield Problem("error", "page-unclear", f"read with confidence {sight.confidence:.2f}; look at the page itself")


# --- layer and image together ---------------------------------------------------------------------------------------


def mark_differences(seen: Sequence[PrintedWord], layer: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The image's words; a figure that the layer has otherwise is marked with the layer's reading."""
    return [_mark_word(word, layer) if _DIGIT.search(word.text) else word for word in seen]


def _mark_word(word: PrintedWord, layer: Sequence[PrintedWord]) -> PrintedWord:
    there = [w for w in layer if _overlap(w.box, word.box) > 0.5 * min(_area(w.box), _area(word.box))]
    if len(there) != 1 or there[0].text == word.text or not _DIGIT.search(there[0].text):
        return word
    return replace(word, other=there[0].text)


def add_unread(layer: Sequence[PrintedWord], seen: Sequence[PrintedWord]) -> list[PrintedWord]:
    """The layer's words and those of the image's that stand where the layer has none."""
    return [
        *layer,
        *(w for w in seen if all(_overlap(w.box, known.box) < 0.3 * _area(w.box) for known in layer)),
    ]


def _area(box: Box) -> float:
    return box.width * box.height


def _overlap(a: Box, b: Box) -> float:
    return max(0.0, min(a.x1, b.x1) - max(a.x0, b.x0)) * max(0.0, min(a.bottom, b.bottom) - max(a.top, b.top))
