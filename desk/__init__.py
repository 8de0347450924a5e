"""EDIT: the admin site in which analysts work."""
