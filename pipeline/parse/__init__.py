"""Document -> Report: what one document states, without a look at any other."""
