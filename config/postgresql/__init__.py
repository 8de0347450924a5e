"""Django's PostgreSQL backend, which first starts the embedded server."""
