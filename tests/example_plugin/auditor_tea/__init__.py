"""Rules of a tea house."""
