"""Tables: from printed lines, word boxes or rows of a web page to one model, and from that to levels."""

from pipeline.parse.tables.find import FoundTables, find_tables
from pipeline.parse.tables.levels import read_levels

__all__ = ["FoundTables", "find_tables", "read_levels"]
