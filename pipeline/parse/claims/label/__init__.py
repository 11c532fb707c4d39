"""What is measured, in words: cut out of its sentence, and made whole by what was said before."""
