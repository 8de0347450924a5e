"""Public statements for tests: their parts, right as they come, and recording them."""

from typing import Any

import pytest

from attribution.models import Claim
from attribution.services import (
    ClaimPart,
    NewStatement,
    Recorded,
    StatementRefused,
    record_statement,
)
from incidents.models import Change, Identity, Incident, Record
from tests.build import (
    NOON,
    make_identity,
    make_incident,
    make_threat_actor,
    make_user,
)

ASSERTS: dict[str, Any] = {
    "stance": "asserts",
    "claimant_role": "third-state",
    "entity_level": "state",
    "wording": "The state did it.",
}
DENIES: dict[str, Any] = {
    "stance": "denies",
    "claimant_role": "accused-state",
    "denial_scope": ["conduct"],
    "wording": "We did not do it.",
}
PAGE: dict[str, Any] = {
    "url": "https://www.example.org/press/1",
    "name": "Statement on the attack",
    "publisher": "Example Office",
    "published": "2022-09-07",
    "source_kind": "government-statement",
    "seen_extent": "full",
}


def speaker(**fields: Any) -> Identity:
    given = {"key": "id-us-nsc", "name": "US National Security Council", **fields}
    return make_identity(**given)


def attack(**fields: Any) -> Incident:
    given = {"key": "inc-2022-07-15", "name": "Destructive attack on a government"}
    return make_incident(**{**given, **fields})


def iran(**fields: Any) -> Any:
    return make_threat_actor(
        key="ta-state-iran",
        name="State-level actor, Iran",
        entity_level="state",
        identity=make_identity(key="id-iran", name="Iran", body_kind="state"),
        is_state_level=True,
        **fields,
    )


def asserts(**changes: Any) -> ClaimPart:
    return ClaimPart({**ASSERTS, "attributed_to": iran(), **changes})


def record(*claims: ClaimPart, **changes: Any) -> Recorded:
    given: dict[str, Any] = {
        "incident": changes.get("incident") or attack(),
        "speakers": changes["speakers"] if "speakers" in changes else [speaker()],
        "values": {"said": "2022-09-07", "form": "official-statement"},
        "claims": claims or ([] if "claims" in changes else [asserts()]),
        "marking": "CLEAR",
        "reason": "Read this morning.",
        **changes,
    }
    return record_statement(NewStatement(**given), by=make_user(), at=NOON)


def refused(*claims: ClaimPart, **changes: Any) -> list[str]:
    made = {"incident": attack(), "speakers": [speaker()], **changes}
    before = Change.objects.count(), Record.objects.count()
    with pytest.raises(StatementRefused) as refusal:
        record(*claims, **made)
    assert (Change.objects.count(), Record.objects.count()) == before
    return [str(each) for each in refusal.value.problems]


def withdrawal(about: Claim, **changes: Any) -> ClaimPart:
    values = {
        "stance": "withdraws",
        "claimant_role": "third-state",
        "about": about,
        "claimant": about.claimant,
        "wording": "No longer held.",
    }
    return ClaimPart({**values, **changes}, takes_back=True)
