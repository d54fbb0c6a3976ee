"""Claims of reading time."""
