"""What twice as long a text costs beside the text itself; 2 is linear, 4 is quadratic.

    python benchmarks/parse_growth.py [--characters 30000]

Each shape is repeated, in one paragraph and as lines of their own: sentences of the genre, and what broken or hostile
files hold. All is CPU time, told as the ratio of the two.
"""

from __future__ import annotations

import argparse
import time

from pipeline.extract.text import read_text
from pipeline.model import Document
from pipeline.parse import parse_document

SHAPES = (
    "Uppgifterna gäller 2019 och i Nybro kommun hade 45 procent en plan under 2018, säger vi i nämnden.",
    "enkäten 2019 gick ut hösten 2020 till",
    "Andelen har ökat med 3 procentenheter jämfört med 2018, då den var 40 procent.",
    "I Nybro finns en plan. Någon rutin har vi däremot inte.",
    "riket 45 procent, länet 44, Nybro 43 och Kalmar 42;",
    "Örebro, Kalmar, Blekinge,",
    "\u2022 45 procent har en plan",
    "Nybro 45 47 49",
    "2018 2019 2020",
    "från 34 till 40 procent",
    "Ja. Nej. Delvis.",
    "en rutin som finns i en plan för",
    "( [",
    "av",
)
JOINS = {"paragraph": " ", "lines": "\n"}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--characters", type=int, default=30_000, help="of the shorter text")
    characters = arguments.parse_args().characters
    _measure(SHAPES[0])  # so that start-up is not part of the first ratio
    for shape in SHAPES:
        for name, join in JOINS.items():
            text = (shape + join) * (characters // (len(shape) + 1))
            print(f"{_measure(text * 2) / _measure(text):5.2f}  {name:9}  {shape[:80]}", flush=True)


def _measure(text: str) -> float:
    document = Document("0" * 12, "growth.txt", "0" * 64, "text/plain", read_text(text))
    begin = time.process_time()
    parse_document(document)
    return time.process_time() - begin


if __name__ == "__main__":
    main()
