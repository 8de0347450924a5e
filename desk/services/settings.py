"""A person's own settings of the desk."""

from django.contrib.auth.models import User

from desk.models import Settings
from desk.models.people import Theme


def keep_settings(user: User, *, theme: Theme, has_shortcuts: bool) -> Settings:
    """Keep how the person wants to see the desk."""
    kept, _ = Settings.objects.update_or_create(
        user=user, defaults={"theme": theme, "has_shortcuts": has_shortcuts}
    )
    return kept
