"""Lets tests import the scripts beside what they make, `fixtures/` (facts, scans) and `docs/`; draws a scan."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PIL import Image

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "fixtures"), str(ROOT / "docs")]


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Image.Image:
    """A drawn report as a scanner of 300 dpi sees it."""
    from scan_samples import draw_report, render

    return render(draw_report(tmp_path_factory.mktemp("rapport") / "a.pdf"))
