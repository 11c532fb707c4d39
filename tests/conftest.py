"""Lets tests import the scripts that lie beside what they make: `fixtures/` (facts, scans) and `docs/`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "fixtures"), str(ROOT / "docs")]
