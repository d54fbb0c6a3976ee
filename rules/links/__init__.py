"""Links and where they lead."""
