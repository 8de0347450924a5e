"""What people do with requests in the tests of the desk: look, decide, edit."""

from typing import Any

from django.test import Client
from django.urls import reverse

from incidents.models import Change, Record
from incidents.services import save_record
from incidents.vocab import Door
from review.models import Request
from tests.build import NOON, make_user

DECIDE = ("add_approval", "add_return")


def queue(client: Client, show: str = "mine") -> str:
    """Return a part of the queue as one person sees it."""
    return client.get(reverse("desk:queue"), {"show": show}).content.decode()


def page(client: Client, request: Request) -> Any:
    """Open a request."""
    return client.get(reverse("desk:request", args=[request.pk]))


def decide(client: Client, request: Request, act: str, **sent: Any) -> Any:
    """Send what the buttons of a request send."""
    address = reverse("desk:request", args=[request.pk])
    return client.post(address, {"act": act, **sent})


def edited(
    record: Record, reason: str = "Better.", by: str = "analyst", **values: Any
) -> Change:
    """Save a record with other fields, lists and owned rows as its next version."""
    owned = {name: values.pop(name) for name in {*record.OWNED} & values.keys()}
    links = {
        field.name: values.pop(field.name)
        for field in record._meta.many_to_many
        if field.name in values
    }
    batch = values.pop("batch", None)
    for name, value in values.items():
        setattr(record, name, value)
    return save_record(
        record,
        by=make_user(by),
        at=NOON,
        door=Door.DESK,
        reason=reason,
        owned=owned,
        links=links,
        batch=batch,
    )


def shown(client: Client, name: str, *args: Any, query: str = "") -> str:
    """Return the text of a page that is there."""
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200
    return str(answer.content.decode())
