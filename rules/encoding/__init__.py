"""Bytes, characters and what went wrong between them."""
