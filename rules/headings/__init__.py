"""Headings and the outline they make."""
