"""Results, rendered for people to read."""
