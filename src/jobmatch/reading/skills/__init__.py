"""Links from text to skills of a taxonomy, or of the starter list."""
