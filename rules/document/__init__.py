"""The document itself: doctype, language, title, head, ids."""
