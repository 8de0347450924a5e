"""The statement page as a browser sends it, and who sends it."""

from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from desk.models import Clearance
from incidents.models import Incident, Record
from tests.build import (
    make_identity,
    make_threat_actor,
    make_user,
)

PERMISSIONS = ["add_statement", "add_claim", "add_source", "change_claim"]


def browser(client: Client, *permissions: str, marking: str = "AMBER") -> Client:
    user = make_user("ann", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    Clearance.objects.update_or_create(user=user, defaults={"marking": marking})
    client.force_login(user)
    return client


def address(incident: Record) -> str:
    return reverse("desk:statement-add", args=[incident.key])


def rows(prefix: str, *given: dict[str, Any]) -> dict[str, Any]:
    sent: dict[str, Any] = {
        f"{prefix}-TOTAL_FORMS": len(given),
        f"{prefix}-INITIAL_FORMS": 0,
    }
    for number, row in enumerate(given):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
        if prefix == "claims" and f"claims-{number}-grounds-TOTAL_FORMS" not in sent:
            sent |= rows(f"claims-{number}-grounds")
    return sent


def source_row(**changes: Any) -> dict[str, Any]:
    return {
        "url": "https://example.org/press/7?utm_source=mail",
        "name": "Statement on the attack",
        "publisher": "Example Office",
        "published": "7 September 2022",
        "source_kind": "government-statement",
        "seen_extent": "full",
        **changes,
    }


def claim_row(**changes: Any) -> dict[str, Any]:
    actor = changes.pop("attributed_to", None) or make_threat_actor().pk
    return {
        "stance": "asserts",
        "attributed_to": actor,
        "entity_level": "state",
        "claimant_role": "third-state",
        "proposition": "attributed-to",
        "wording": "It did it.",
        **changes,
    }


def send(
    client: Client,
    incident: Incident,
    *claims: dict[str, Any],
    sources: list[dict[str, Any]] | None = None,
    **changes: Any,
) -> Any:
    sent = {
        "speakers": [make_identity(name="Example Office").pk],
        "said": "7 September 2022",
        "form": "official-statement",
        "marking": "CLEAR",
        **changes,
    }
    sent |= rows("sources", *(sources or []))
    sent |= rows("claims", *claims)
    return client.post(address(incident), sent)


def shown(page: Any) -> str:
    """Return the errors that the page lists, one to a line."""
    return "\n".join(f"{place}: {words}" for _, place, words in page.context["errors"])
