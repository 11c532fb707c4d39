"""What a table states: levels of its cells, and changes of its columns of differences."""
