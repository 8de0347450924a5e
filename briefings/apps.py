"""The briefings app."""

from django.apps import AppConfig


class BriefingsConfig(AppConfig):
    """Turns published records into documents, and keeps those that are let out."""

    name = "briefings"
