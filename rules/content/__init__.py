"""What a page says: left-overs and contradictions."""
