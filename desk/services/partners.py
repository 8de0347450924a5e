"""What was done about partners and their tokens, in the log of administration."""

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User

from sharing.models import Partner, ServiceToken


def log(about: Partner | ServiceToken, by: User, what: str) -> None:
    """Keep that somebody did something about a partner or a token."""
    LogEntry.objects.log_actions(
        by.pk, [about], CHANGE, change_message=what, single_object=True
    )
