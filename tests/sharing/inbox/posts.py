"""Partners that post, and what they post."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import orjson

from sharing.access import Reader
from sharing.inbox import Posted, Wanted, posted, receive
from sharing.models import Collection, Partner, Scope
from sharing.services.collections import open_inbox
from sharing.services.partners import save_partner
from tests.build import NOON, make_user

WORLD = UUID("6f3f6c5e-6d1c-4b7e-9f43-0d5a3b1c2e4f")
AMBER = "marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421"
EVERY = Wanted(versions=frozenset({"all"}))


def make_inbox(alias: str = "inbox") -> Collection:
    return Collection.objects.filter(alias=alias).first() or open_inbox(
        alias, title=f"Post of {alias}"
    )


def make_partner(name: str = "CERT-AL", *granted: Collection) -> Partner:
    found = Partner.objects.filter(name=name).first()
    partner = Partner(name=name, contact="cert@example.org", ceiling="AMBER")
    return found or save_partner(partner, collections=granted, by=make_user(), at=NOON)


def reader(name: str = "CERT-AL") -> Reader:
    """A program of a partner that may post."""
    inbox = make_inbox()
    partner = make_partner(name, inbox)
    return Reader(
        token=1,
        partner=partner.pk,
        partner_name=partner.name,
        key="0123456789ab",
        ceiling="AMBER",
        scopes=frozenset({Scope.TAXII_READ, Scope.TAXII_WRITE}),
        collections=frozenset({inbox.pk}),
        expires=datetime(2027, 1, 1, tzinfo=UTC),
    )


def malware(name: str = "ROADSWEEP", minute: int = 0, **members: Any) -> dict[str, Any]:
    """A sound object; ``minute`` tells versions apart."""
    modified = datetime(2026, 1, 4, 12, minute, tzinfo=UTC)
    return {
        "type": "malware",
        "spec_version": "2.1",
        "id": f"malware--{_v4(name)}",
        "created": "2026-01-04T12:00:00.000Z",
        "modified": modified.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "name": name,
        "is_family": True,
        "object_marking_refs": [AMBER],
        **members,
    }


def url(value: str = "https://example.org/drop", **members: Any) -> dict[str, Any]:
    """An observable, which has no version."""
    return {"type": "url", "id": f"url--{_v4(value)}", "value": value, **members}


def envelope(*objects: Any) -> bytes:
    return orjson.dumps({"objects": objects})


def post(
    *objects: Any, by: str = "CERT-AL", at: datetime = NOON, raw: bytes = b""
) -> dict[str, Any]:
    """The partner posts these; returns the status resource."""
    return receive(reader(by), make_inbox(), raw or envelope(*objects), at=at)


def read(wanted: Wanted = EVERY, by: str = "CERT-AL", limit: int = 100) -> list[Posted]:
    """What the partner reads back, as one page."""
    return list(posted(reader(by), make_inbox(), wanted, limit=limit).rows)


def minutes(count: int) -> datetime:
    return NOON + timedelta(minutes=count)


def _v4(name: str) -> UUID:
    return UUID(bytes=uuid5(WORLD, name).bytes, version=4)
