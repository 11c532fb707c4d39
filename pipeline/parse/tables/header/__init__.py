"""A table's header: which words name which column, over one line or several."""
