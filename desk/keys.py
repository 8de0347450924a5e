"""Keys of records in addresses."""

from django.apps import apps


class KeyConverter:
    """A record's key, unless it is the name of a list of the admin.

    The incidents' own pages and the admin's lists of the app of that name begin with
    the same word, so ``incidents/source/`` must stay the list of sources.
    """

    lists = "|".join(
        model._meta.model_name or ""
        for model in apps.get_app_config("incidents").get_models()
    )
    regex = rf"(?!(?:{lists})/)[-a-z0-9]+"

    def to_python(self, value: str) -> str:
        """Return the key."""
        return value

    def to_url(self, value: str) -> str:
        """Return the key."""
        return value
