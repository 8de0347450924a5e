from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """The incidents application."""

    name = "incidents"
