"""A table's rows: their labels, and their figures fitted to the columns."""
