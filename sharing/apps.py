"""The sharing application: joins what is written to what is sent."""

from importlib import import_module

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The sharing application."""

    name = "sharing"

    def ready(self) -> None:
        """Have a worker woken when events are written for partners' webhooks."""
        import_module("sharing.tasks")  # it knows models, which are there only now
