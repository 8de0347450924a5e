"""REVIEW: a second person approves one version of a record."""
