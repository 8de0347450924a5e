"""Commands of the desk, and what only they need."""
