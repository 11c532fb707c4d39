"""What the program knows about the world, as plain files with source and licence in their first lines."""
