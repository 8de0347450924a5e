"""Whether a page of the web is a source already."""

from django.contrib.auth.models import User

from desk.clearance import visible
from incidents.models import Source
from incidents.selectors import sources_at
from incidents.webpages import address_key


def known_source(address: str, user: User) -> Source | None:
    """Return a source of the same page that the person may see."""
    return visible(sources_at(address_key(address)), user).first()
