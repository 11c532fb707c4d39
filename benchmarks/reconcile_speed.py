"""How long reconciling takes, and how it grows: artificial reports by the ten thousand.

    python benchmarks/reconcile_speed.py [--observations 25000 50000 100000] [--labels 20000]

Each report has a table of eight rows over four years, a sentence for each row and a change claim; most figures are
drawn at random, so that many disagree. Prints seconds of CPU time and the most memory used, which should grow with the
observations and no faster; `--labels` is how many different indicators there are to be told apart.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
from reconcile_samples import cells, change, level, report  # noqa: E402 (tests/ is no package)

from pipeline.model import Report  # noqa: E402
from pipeline.reconcile import reconcile_reports  # noqa: E402

KINDS = ("rutin för", "plan för", "överenskommelse om", "kartläggning av", "fortbildning om")
QUALITIES = "egen öppen avgiftsfri tillgänglig bemannad upplyst renoverad gemensam digital kommunal".split()  # noqa: SIM905
PLACES = (
    "bibliotek lekplats simhall skolgård bussfil parkbänk cykelväg idrottsplats fritidsgård museum teater kulturskola "
    "konsthall badplats skidspår hundrastgård odlingslott föreningslokal samlingslokal återvinning"
).split()  # noqa: SIM905
AREAS = ("Våld i nära relationer", "Ekonomiskt bistånd", "Hemlöshet")
ROWS, YEARS = 8, 4


def name_indicator(number: int) -> str:
    """The label of one of 40,000 indicators."""
    kind, quality, place = KINDS[number % 5], QUALITIES[number // 5 % 10], PLACES[number // 50 % 20]
    return (
        f"aktuell {kind} {quality} {place} vid {PLACES[number // 1000 % 20]} i område {'abcdefgh'[number // 20000] * 3}"
    )


def make_reports(observations: int, labels: int) -> list[Report]:
    rng = random.Random(1)
    reports = []
    for number in range(observations // (ROWS * (YEARS + 1))):
        year, rows = 2010 + number % 12, []
        for label in (name_indicator(rng.randrange(labels)) for _ in range(ROWS)):
            values = " ".join(str(rng.randrange(10, 90)) for _ in range(YEARS))
            rows += cells(label, year - YEARS + 1, values)
            rows += [
                level(f"kommunerna har en {label}", values.split()[-1], year),
                change(label, "up", "3", year - 1, year),
            ]
        reports.append(report(f"d{number}", *rows, area=AREAS[number % 3], year=year))
    return reports


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--observations", type=int, nargs="+", default=[25_000, 50_000, 100_000])
    ask.add_argument("--labels", type=int, default=20_000)
    arguments = ask.parse_args()
    if len(arguments.observations) > 1:  # each in a process of its own, so that memory is its own
        for number in arguments.observations:
            command = [sys.executable, __file__, "--observations", str(number), "--labels", str(arguments.labels)]
            subprocess.run(command, check=True)
        return
    reports = make_reports(arguments.observations[0], arguments.labels)
    start = time.process_time()
    done = reconcile_reports(reports)
    seconds, megabytes = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{arguments.observations[0]:7} observations: {seconds:5.1f} s, {megabytes:4.0f} MB, "
        f"{len(done.series)} points, {len(done.checks)} checks"
    )


if __name__ == "__main__":
    main()
