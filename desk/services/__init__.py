"""Every write of what the desk keeps itself, and of records in the desk's own ways."""
