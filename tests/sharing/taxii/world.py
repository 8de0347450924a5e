"""A store of objects made up for the purpose, and partners who pull from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import orjson
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from sharing import store
from sharing.access import Scope
from sharing.ledger import pairs
from sharing.models import Collection, Partner, Release
from sharing.objects import content_digest, references
from sharing.rows import NewObject
from sharing.services.partners import save_partner
from sharing.services.tokens import Terms, issue
from tests.build import NOON, make_user

NAMESPACE = UUID("5e9bb6a7-8a2b-4f0a-9d61-0c7b8a4f5d11")
TYPES = ("identity", "malware", "report", "threat-actor")
TAXII = "application/taxii+json;version=2.1"
BOTH = (Scope.TAXII_READ, Scope.TAXII_WRITE)


def stix_id(number: int) -> str:
    """Return the id of the object of that number."""
    kind = TYPES[number % len(TYPES)]
    return f"{kind}--{uuid5(NAMESPACE, str(number))}"


def made_up(
    number: int, *, version: int = 0, marking: str = "CLEAR", **members: Any
) -> NewObject:
    """Return a version of an object, its times a second later with each version."""
    created = "2026-01-01T00:00:00.000Z"
    modified = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=version)
    obj = {
        "type": stix_id(number).partition("--")[0],
        "spec_version": "2.1",
        "id": stix_id(number),
        "created": created,
        "modified": f"{modified:%Y-%m-%dT%H:%M:%S}.000Z",
        "name": f"Object {number}, version {version}",
        **members,
    }
    return NewObject(
        record_uid=uuid5(NAMESPACE, f"record {number}"),
        stix_id=obj["id"],
        type=obj["type"],
        modified=modified,
        marking=marking,
        is_act=False,
        acted=(None, None),
        is_revoked=False,
        content_digest=content_digest(obj),
        body=orjson.dumps(obj),
        edges=pairs(references(obj)),
    )


def release(
    objects: Iterable[NewObject], *, at: datetime = NOON, by: User | None = None
) -> Release:
    """Append objects to the store as one release; call it within a transaction."""
    appending = store.begin(by=by or make_user("publisher"), at=at, note="made up")
    rows = list(objects)
    appending.append_objects(rows, superseding={each.stix_id for each in rows})
    sealed = appending.seal()
    assert sealed
    return sealed


def everything(marking: str = "CLEAR") -> Collection:
    """Return the collection of all that is published up to a marking."""
    return Collection.objects.get(kind="everything", marking=marking)


def token(
    name: str = "Partner",
    *,
    ceiling: str = "CLEAR",
    scopes: Sequence[Scope] = (Scope.TAXII_READ,),
    granted: Sequence[Collection] = (),
    at: datetime | None = None,
) -> str:
    """Return a new partner's token as it is written."""
    at = at or datetime.now(UTC)
    by = make_user(f"keeper of {name}")
    partner = save_partner(
        Partner(name=name, contact="a@example.org", ceiling=ceiling),
        collections=granted,
        by=by,
        at=at,
    )
    terms = Terms(
        label="test",
        scopes=scopes,
        ceiling=ceiling,
        not_before=at - timedelta(minutes=2),
        expires=at + timedelta(days=30),
        per_minute=1_000_000,
        per_day=1_000_000,
    )
    return issue(partner, terms, by=by, at=at).written


@dataclass
class Asking:
    """A client that carries a token and asks below the API root."""

    token: str
    client: Client = field(default_factory=Client)

    def get(
        self, path: str, query: dict[str, Any] | None = None, **headers: str
    ) -> Any:
        """GET a path below ``/taxii2/``."""
        return self.ask("get", path, query or {}, **headers)

    def ask(self, method: str, path: str, query: Any, **headers: str) -> HttpResponse:
        """Ask by a method of Django's client."""
        headers.setdefault("authorization", f"Bearer {self.token}")
        sent: HttpResponse = getattr(self.client, method)(
            f"/taxii2/{path}", query, headers=headers
        )
        return sent

    def ids(self, path: str, query: dict[str, Any] | None = None) -> list[str]:
        """Return the ids of one page of objects or of a manifest."""
        return [each["id"] for each in self.get(path, query).json().get("objects", [])]


def is_told(answer: Any, status: int) -> bool:
    """Whether an answer is a TAXII error of this status that hides its inside."""
    told = answer.json()
    return (
        answer.status_code == status
        and answer["Content-Type"] == TAXII
        and told["http_status"] == str(status)
        and all(isinstance(each, str) for each in told.values())
        and "Traceback" not in answer.content.decode()
        and "Set-Cookie" not in answer
    )
