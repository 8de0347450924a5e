"""Pages of the desk that are no plain list or form of the admin."""
