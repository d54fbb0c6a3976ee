"""Calls to action."""
