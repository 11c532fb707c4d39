"""A second reader of figures by another program, rapidocr, where the extra `second-reader` is installed.

It takes half a second a start and some hundred MB, and reads a cell in 20 ms: only figures that are in doubt come here.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.util import find_spec
from threading import Lock
from typing import Any

import numpy as np
from PIL import Image

MIN_SCORE = 0.7  # its own sureness, 0 to 1; figures that it reads right have 0.9 and more
_ONE_AT_A_TIME = Lock()  # pages are read side by side, and the engine is one


def is_installed() -> bool:
    """Whether there is a second program to ask."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def read_figures(images: Sequence[Image.Image]) -> list[str]:
    """What it reads in each image of one line, "" for what it is not sure of; all "" where it is not installed."""
    if not images or not is_installed():
        return [""] * len(images)
    with _ONE_AT_A_TIME:
        return list(_read_all(images))


def _read_all(images: Sequence[Image.Image]) -> Iterator[str]:
    engine = _start_engine()
    for image in images:
        read = engine(np.asarray(image.convert("RGB")), use_det=False, use_cls=False, use_rec=True)
        texts, scores = read.txts or ("",), read.scores or (0.0,)
        yield str(texts[0]).strip() if scores[0] >= MIN_SCORE else ""


@cache
def _start_engine() -> Any:
    """Its models are in its wheel; nothing is fetched."""
    from rapidocr import RapidOCR

    engine = RapidOCR(params={"Global.log_level": "error", "EngineConfig.onnxruntime.intra_op_num_threads": 1})
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return engine
