"""From where a request comes, and for whom it is."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest

NO_HOST = "The Host header names no host of this service."


def address_of(request: HttpRequest) -> str:
    """Return the client's address, '' if nobody says; a proxy counts only behind one.

    Of the addresses in ``X-Forwarded-For`` the last is the one that our own proxy saw;
    all others are whatever the client wrote.
    """
    said = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    for each in (said.rpartition(",")[2], str(request.META.get("REMOTE_ADDR") or "")):
        try:
            # Without a zone (fe80::1%eth0), which no column and no network takes.
            return str(ip_address(each.strip().partition("%")[0]))
        except ValueError:
            continue
    return ""
