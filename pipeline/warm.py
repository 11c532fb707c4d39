"""Loads everything that reading a document needs, by reading a small one: imported by the fork server, so that its
children begin with libraries and lexicon in memory (a fresh process spends over a second of CPU on them).
"""

from __future__ import annotations

import gc

from pipeline.model import Document, Line, Page

# Damaged on purpose, with a figure, a year, a place, a bullet and a table: every stage has something to load for.
SAMPLE = (
    "Oppna jamforelser 2019",
    "\u2022 74 procent av kommunerna erbjuder stod till personer i hemloshet, en okning med 2 procentenheter.",
    "Kalmar kommun har inte rutiner for stod till barn.",
    "Tabell 1. Andel med plan, procent",
    "Kommun 2018 2019",
    "Kalmar 70 74",
    "Lund 61 68",
)


def warm_up() -> None:
    """Runs the sample through the stages after extract; faults are left for the first real document to report."""
    import pipeline.extract  # noqa: F401
    from pipeline.stages import understand

    lines = tuple(Line(1, number, text, text) for number, text in enumerate(SAMPLE, 1))
    understand(Document("0" * 12, "sample", "", "text/plain", (Page(1, lines, "text"),)))
    gc.collect()
    gc.freeze()  # what is loaded stays, so the collector need not touch it and copy it into every child


warm_up()
