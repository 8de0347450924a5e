from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """The review application."""

    name = "review"
