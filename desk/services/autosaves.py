"""Keeping what is typed and not yet saved, so that a crash loses seconds of work."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.contrib.auth.models import User

from desk.models import Autosave

# A form of the desk is far below; what is above is no form of ours.
LARGEST = 2_000_000
Pairs = Sequence[tuple[str, str]]


class TooLarge(ValueError):
    """More was sent than any form of the desk holds."""


class Page(NamedTuple):
    """The form that is typed into: its address, its title, the version it began on."""

    address: str
    title: str
    base: int


def keep_autosave(user: User, page: Page, values: Pairs, *, at: datetime) -> Autosave:
    """Keep the values of a form in place of those kept of it before.

    Raises:
        TooLarge: the values are more than ``LARGEST`` characters.
    """
    if sum(len(name) + len(value) for name, value in values) > LARGEST:
        raise TooLarge(f"More than {LARGEST:,} characters cannot be kept.")
    kept, _ = Autosave.objects.update_or_create(
        user=user,
        page=page.address,
        defaults={
            "title": page.title[:400],
            "base": page.base,
            "values": [list(pair) for pair in values],
            "at": at,
        },
    )
    return kept


def discard_autosave(user: User, address: str) -> None:
    """Forget what was kept of a form: it is saved, or thrown away."""
    Autosave.objects.filter(user=user, page=address).delete()
