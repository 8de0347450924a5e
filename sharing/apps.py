from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The sharing application."""

    name = "sharing"
