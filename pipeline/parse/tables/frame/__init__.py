"""What stands around a table: caption, subtitle, notes and source, and what they say of its figures."""
