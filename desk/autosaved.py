"""Unfinished work: which form it belongs to, and how it comes back into the form."""

from typing import Any

from django.db.models import Q
from django.http import QueryDict
from django.utils.timezone import localtime

from desk.admin.actions import user_of
from desk.models import Autosave

FIELD = "autosave_address"
RECOVER = "recover"


def address(request: Any) -> str:
    """Return the address under which this form's unfinished work is kept.

    It is sent with the form: two forms for new records are open at one path.
    """
    return str(request.POST.get(FIELD) or request.path)[:300]


def recover(request: Any) -> str:
    """Put unfinished work into the form if it is asked for; say so, or say nothing.

    The request becomes one that sends the form, which is to be shown again with what
    is said as its error, and never to be saved.
    """
    asked = request.GET.get(RECOVER, "")
    if request.method != "GET" or not asked.isdigit():
        return ""
    kept = Autosave.objects.filter(user=user_of(request), pk=asked).first()
    if kept is None or kept.page.partition("#")[0] != request.path:
        return ""
    values = QueryDict(mutable=True)
    for name, value in kept.values:
        values.appendlist(name, value)
    values[FIELD] = kept.page
    _ = request.FILES  # read while there are none; later it would empty POST
    request.method, request.POST = "POST", values
    at = localtime(kept.at)
    return f"Recovered from {at:%-d %B %Y, %H:%M} UTC. Nothing of it is saved yet."


def offers(request: Any) -> dict[str, Any]:
    """Return what a form's page says of unfinished work: what of it can come back."""
    current = request.POST.get(FIELD, "")
    kept = Autosave.objects.filter(
        Q(page=request.path) | Q(page__startswith=f"{request.path}#"),
        user=user_of(request),
    )
    return {
        "autosave_address": current,
        "autosaves": kept.exclude(page=current).defer("values"),
    }
