"""The built-in rules: a folder per category, a file per rule."""
