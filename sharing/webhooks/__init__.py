"""Telling partners that something new can be fetched, never what it is (PA13)."""

from sharing.webhooks.delivering import Way, deliver, deliver_alone
from sharing.webhooks.signing import headers

__all__ = ["Way", "deliver", "deliver_alone", "headers"]
