"""What passages state: levels, changes and a municipality's own statements.

"74 procent av kommunerna erbjuder stödsamtal ... Det är en ökning på 1–2 procentenheter från föregående år."
-> Level 74 percent of kommuner, Change up 1 to 2 percentage_points, from the year before
"""

from __future__ import annotations

from .reading import Claims, open_passages, read_passages
from .year_doubts import doubt_levels, doubt_outdated

__all__ = ["Claims", "doubt_levels", "doubt_outdated", "open_passages", "read_passages"]
