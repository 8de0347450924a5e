"""Keeping what was fetched."""

from datetime import datetime

from django.contrib.auth.models import User

from incidents.models import SourceCopy
from incidents.webpages import Fetched


def keep_copy(page: Fetched, *, by: User, at: datetime) -> SourceCopy:
    """Keep the text of a page; the same bytes from the same address are kept once."""
    copy, _ = SourceCopy.objects.get_or_create(
        sha256=page.sha256,
        address=page.address[:2000],
        defaults={
            "media_type": page.media_type,
            "text": page.guess.text,
            "fetched_at": at,
            "by": by,
        },
    )
    return copy
