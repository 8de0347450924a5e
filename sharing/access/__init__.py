"""Who may pull, how far, how often; and what each was sent.

A door calls ``authenticate`` first of all, then answers from the published store, then
``note_pull``. All three speak of the ``Reader``.
"""

from sharing.access.doors import authenticate
from sharing.access.pulls import Served, edition_key, note_pull
from sharing.access.reader import Budget, Reader, Refused, TooMany
from sharing.models import Outlet, Scope

__all__ = [
    "Budget",
    "Outlet",
    "Reader",
    "Refused",
    "Scope",
    "Served",
    "TooMany",
    "authenticate",
    "edition_key",
    "note_pull",
]
