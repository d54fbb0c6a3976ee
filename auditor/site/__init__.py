"""What all pages of a site say together."""
