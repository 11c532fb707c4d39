"""What a sentence is made of: its clauses, figures, places and bases, marked once for all that claims look for."""
