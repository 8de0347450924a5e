"""Noting whether the addresses of sources still answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from incidents.models import Source
from review.models import LinkCheck


@dataclass(frozen=True, slots=True)
class Asked:
    """What asking for a source's address came to; nothing ``said`` is an answer."""

    source: Source
    said: str

    @property
    def is_answered(self) -> bool:
        """Whether there was a page."""
        return not self.said


@transaction.atomic
def note_links(found: Iterable[Asked], *, at: datetime) -> int:
    """Keep what asking for addresses came to; return how many links are dead now.

    A failure counts on from those before it at the same address.
    """
    dead = 0
    for each in found:
        check = LinkCheck.objects.filter(source=each.source).first()
        before = check.failures if check and check.url == each.source.url else 0
        failures = 0 if each.is_answered else before + 1
        LinkCheck.objects.update_or_create(
            source=each.source,
            defaults={
                "url": each.source.url,
                "at": at,
                "failures": failures,
                "said": each.said,
            },
        )
        dead += failures >= LinkCheck.DEAD_AFTER
    return dead
