"""What changed over time: the words that say so, how much, and from which year to which."""
