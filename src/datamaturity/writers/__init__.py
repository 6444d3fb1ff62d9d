"""Objects, written to files that people use."""
