"""A partner's program that asks the REST interface."""

import csv
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client

from sharing.access import Scope
from tests.sharing.partners import bearer, make_partner, make_token

ROOT = "/api/v1/"


@dataclass(frozen=True)
class Asking:
    """A client with a token; ``authorization`` is '' for one that has none."""

    authorization: str

    def get(self, path: str, query: Any = None, **headers: str) -> HttpResponse:
        """Ask for an address below the root, or a whole one."""
        return self.do("get", path, query, **headers)

    def do(
        self, method: str, path: str, query: Any = None, **headers: str
    ) -> HttpResponse:
        """Ask by a method; an error in the view is an answer, as on a server."""
        client = Client(raise_request_exception=False)
        address = path if path.startswith("/") else ROOT + path
        if self.authorization:
            headers["authorization"] = self.authorization
        call = getattr(client, method)
        return cast(HttpResponse, call(address, query or {}, headers=headers))

    def json(self, path: str, query: Any = None) -> Any:
        """Return what an address has, as JSON; it must have something."""
        response = self.get(path, query)
        assert response.status_code == 200, response.content
        return response.json()  # type: ignore[attr-defined]

    def keys(self, path: str, query: Any = None) -> list[str]:
        """Return the keys of the records that a list has."""
        return [each["key"] for each in self.json(path, query)["items"]]

    def stix(self, path: str, query: Any = None) -> list[dict[str, Any]]:
        """Return the objects of a bundle."""
        bundle = self.json(path, {**(query or {}), "format": "stix"})
        assert bundle["type"] == "bundle"
        found: list[dict[str, Any]] = bundle.get("objects", [])
        return found


def asking(ceiling: str = "CLEAR", **terms: Any) -> Asking:
    """Return a program of a partner with that ceiling."""
    now = datetime.now(UTC)
    partner = make_partner(f"Partner up to {ceiling}", ceiling=ceiling)
    wanted = {
        "label": f"Token {now:%f}",
        "scopes": [Scope.REST_READ],
        "ceiling": ceiling,
        "not_before": now - timedelta(days=1),
        "expires": now + timedelta(days=30),
        "per_minute": 10_000,
        "per_day": 100_000,
    }
    return Asking(bearer(make_token(partner, at=now, **{**wanted, **terms})))


def table(partner: Asking, name: str, **query: str) -> list[dict[str, str]]:
    """Return the rows of a table of EuRepoC's; it must be there."""
    response = partner.get(f"eurepoc/{name}", query)
    assert response.status_code == 200, response.content
    assert response.headers["Content-Type"].startswith("text/csv")
    return list(csv.DictReader(StringIO(response.content.decode(), newline="")))


def problem(response: HttpResponse, status: int) -> dict[str, Any]:
    """Return the problem that an answer tells of."""
    assert response.status_code == status, response.content
    assert response.headers["Content-Type"] == "application/problem+json"
    told: dict[str, Any] = response.json()  # type: ignore[attr-defined]
    assert told["status"] == status
    return told
