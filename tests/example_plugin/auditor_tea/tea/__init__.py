"""What the pages say about tea."""
