"""Tables: from printed lines, word boxes or rows of a web page to one model, and from that to levels and changes."""

from pipeline.parse.tables.find import FoundTables, find_tables
from pipeline.parse.tables.statements import Stated, read_table

__all__ = ["FoundTables", "Stated", "find_tables", "read_table"]
