from django.apps import AppConfig


class AttributionConfig(AppConfig):
    """The attribution application."""

    name = "attribution"
