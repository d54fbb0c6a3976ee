"""From bytes to text to tree."""
