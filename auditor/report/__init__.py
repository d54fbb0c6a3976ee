"""One file per format: an Audit in, text out."""
