"""Records for tests: each function returns one that is saved and valid as it comes.

Fields are named as in the models, many-to-many and owned rows among them; what a
test does not name has a value that could be published. ``by`` and ``at`` say who
saved it and when. A given key is kept, any other counts up within the test.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.contrib.auth.models import User

from attribution.models import (
    Assessment,
    Claim,
    DiplomaticResponse,
    Evidence,
    Question,
    Statement,
)
from attribution.vocab.claims import NAMING, ON_A_CLAIM, Stance
from incidents.models import (
    AttackPattern,
    Campaign,
    Case,
    CheckedFact,
    Event,
    Identity,
    Impact,
    Incident,
    Indicator,
    Infrastructure,
    IntrusionSet,
    Location,
    Malware,
    Record,
    Relationship,
    Source,
    ThreatActor,
    Tool,
    Vulnerability,
)
from incidents.services import save_record
from incidents.vocab import Door

NOON = datetime(2026, 1, 5, 12, tzinfo=UTC)
R = TypeVar("R", bound=Record)


def make_user(name: str = "analyst", **fields: Any) -> User:
    """Return the user of that name; the same one each time."""
    return User.objects.get_or_create(username=name, defaults=fields)[0]


def make_source(**fields: Any) -> Source:
    return _make(
        Source,
        fields,
        source_kind="government-statement",
        publisher="Ministry of Publishing",
        published="2022-09-07",
        url="https://example.org/statement",
        seen_extent="full",
    )


def make_identity(**fields: Any) -> Identity:
    return _make(
        Identity, fields, identity_class="organization", body_kind="government-body"
    )


def make_location(**fields: Any) -> Location:
    return _make(Location, fields, country="AL")


def make_incident(**fields: Any) -> Incident:
    return _make(
        Incident,
        fields,
        occurred="2022-07-15",
        incident_types=["destruction"],
        determination="confirmed",
        investigation_status="closed",
    )


def make_case(**fields: Any) -> Case:
    return _make(
        Case, fields, incidents=lambda: [make_incident()], keeper=make_identity
    )


def make_event(**fields: Any) -> Event:
    return _make(
        Event,
        fields,
        incident=make_incident,
        event_kind="intrusion-phase",
        occurred="2022-07-15",
    )


def make_impact(**fields: Any) -> Impact:
    """Without a category of its own, an impact on availability."""
    if "impact_category" not in fields:
        fields = {
            "impact_category": "availability",
            "availability_impact": 50,
            **fields,
        }
    return _make(Impact, fields, incident=make_incident, occurred="2022-07-15")


def make_campaign(**fields: Any) -> Campaign:
    return _make(Campaign, fields, first_seen="2021-05")


def make_threat_actor(**fields: Any) -> ThreatActor:
    return _make(ThreatActor, fields, entity_level="organisation")


def make_intrusion_set(**fields: Any) -> IntrusionSet:
    return _make(IntrusionSet, fields, entity_level="activity-cluster")


def make_malware(**fields: Any) -> Malware:
    return _make(Malware, fields, malware_types=["wiper"])


def make_tool(**fields: Any) -> Tool:
    return _make(Tool, fields, tool_types=["remote-access"])


def make_vulnerability(**fields: Any) -> Vulnerability:
    return _make(Vulnerability, fields, external_ids=["cve:CVE-2019-0604"])


def make_attack_pattern(**fields: Any) -> AttackPattern:
    return _make(
        AttackPattern,
        fields,
        external_ids=["mitre-attack:T1190"],
        kill_chain_phases=["initial-access"],
    )


def make_infrastructure(**fields: Any) -> Infrastructure:
    return _make(Infrastructure, fields, value="host.example.org")


def make_indicator(**fields: Any) -> Indicator:
    return _make(
        Indicator,
        fields,
        indicator_types=["malicious-activity"],
        value="192.0.2.1",
        pattern="[ipv4-addr:value = '192.0.2.1']",
        valid_from="2022-09-08",
    )


def make_relationship(**fields: Any) -> Relationship:
    return _make(
        Relationship,
        fields,
        source=make_threat_actor,
        relationship_type="targets",
        target=make_identity,
    )


def make_checked_fact(**fields: Any) -> CheckedFact:
    return _make(
        CheckedFact, fields, status="confirmed", stated_in=lambda: [make_source()]
    )


def make_statement(**fields: Any) -> Statement:
    return _make(
        Statement,
        fields,
        speakers=lambda: [make_identity()],
        said="2022-09-07",
        form="official-statement",
        citations=_cited,
    )


def make_claim(**fields: Any) -> Claim:
    """Return a claim with a source; an assertion about an incident if not told."""
    fields = {"stance": Stance.ASSERTS, **fields}
    stance = fields["stance"]
    on_a_claim = stance in ON_A_CLAIM and stance not in NAMING
    if stance in (Stance.WITHDRAWS, Stance.REVISES):
        about = fields.get("about") or make_claim()
        fields = {"about": about, "claimant": about.claimant, **fields}
    return _make(
        Claim,
        fields,
        statement=make_statement,
        claimant=make_identity,
        claimant_role="third-state",
        about=make_claim
        if on_a_claim or stance == Stance.CORROBORATES
        else make_incident,
        wording="The organisation did it.",
        citations=_cited,
        **_stance_fields(stance),
    )


def make_evidence(**fields: Any) -> Evidence:
    return _make(
        Evidence,
        fields,
        evidence_kind="forensics",
        disclosure="shown",
        incident=make_incident,
        bearings=lambda: [{"claim": make_claim(), "sign": "C"}],
    )


def make_question(**fields: Any) -> Question:
    return _make(
        Question,
        fields,
        question_kind="conflict",
        status="unresolved",
        sides=[
            {"rank": 1, "position": "The one.", "held_in": []},
            {"rank": 2, "position": "The other.", "held_in": []},
        ],
    )


def make_assessment(**fields: Any) -> Assessment:
    return _make(
        Assessment,
        fields,
        incident=make_incident,
        likelihood="likely",
        confidence="moderate",
        hypotheses=[{"rank": 1, "text": "The organisation did it."}],
    )


def make_response(**fields: Any) -> DiplomaticResponse:
    return _make(
        DiplomaticResponse,
        fields,
        response_type="relations-severed",
        responders=lambda: [make_identity()],
        announced="2022-09-07",
        transitions=[{"rank": 1, "status": "announced", "when": "2022-09-07"}],
        citations=_cited,
    )


def _cited() -> list[dict[str, Any]]:
    return [{"source": make_source()}]


def _stance_fields(stance: str) -> Mapping[str, Any]:
    """Return what the constraints on claims ask of a stance."""
    if stance in NAMING:
        return {
            "attributed_to": make_threat_actor,
            "entity_level": "organisation",
            "proposition": "attributed-to",
        }
    if stance == Stance.DENIES:
        return {"denial_scope": ["conduct"]}
    if stance == Stance.ENDORSES:
        return {"endorsement_ground": "political-solidarity"}
    return {}


def _make(model: type[R], fields: Mapping[str, Any], /, **defaults: Any) -> R:
    """Save a record; a default that is a function is called only where needed."""
    name = f"Some {model._meta.verbose_name}"
    values = {"name": name, "marking": "CLEAR", **defaults, **fields}
    values = {
        name: value() if callable(value) else value for name, value in values.items()
    }
    values.setdefault("key", _key(model))
    by, at = values.pop("by", None), values.pop("at", NOON)
    many = {field.name for field in model._meta.many_to_many}
    links = {name: values.pop(name) for name in many & values.keys()}
    owned = {name: values.pop(name) for name in {*model.OWNED} & values.keys()}
    record = model(**values)
    save_record(
        record, by=by or make_user(), at=at, door=Door.DESK, links=links, owned=owned
    )
    return record


def _key(model: type[Record]) -> str:
    return f"{model.KIND}-{Record.objects.count() + 1}"
