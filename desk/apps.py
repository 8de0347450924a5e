from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk application."""

    name = "desk"
