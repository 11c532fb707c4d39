"""Tables: from printed lines, word boxes or rows of a web page to one model, and from that to levels and changes."""

from pipeline.parse.tables.find import FoundTables, find_tables
from pipeline.parse.tables.statement.neighbours import Stated
from pipeline.parse.tables.statement.statements import name_tables, read_tables

__all__ = ["FoundTables", "Stated", "find_tables", "name_tables", "read_tables"]
