"""A small case with everything in it, at several markings and on several days."""

from typing import Any

from attribution.models import Claim, Statement
from incidents.models import Identity, Incident, Record, ThreatActor
from incidents.snapshot import typed
from tests.build import (
    make_assessment,
    make_campaign,
    make_case,
    make_checked_fact,
    make_claim,
    make_event,
    make_evidence,
    make_identity,
    make_impact,
    make_incident,
    make_indicator,
    make_location,
    make_malware,
    make_question,
    make_relationship,
    make_response,
    make_source,
    make_statement,
    make_threat_actor,
    make_tool,
)


def make_scene() -> dict[str, Record]:
    """Save the case, by the keys below; the reviewer has not seen it yet."""
    albania = make_identity(key="id-al", located_at=make_location(key="loc-al"))
    incident = make_incident(key="inc", victims=[albania], campaign=make_campaign())
    make_case(key="case", incidents=[incident], keeper=make_identity(key="id-keeper"))
    _happenings(incident, albania)
    _claims(incident, albania)
    _responses(incident)
    _remarks(incident)
    _means(incident)
    return records()


def records() -> dict[str, Record]:
    """Return all records by key, each as what it is."""
    return {record.key: typed(record) for record in Record.objects.all()}


def said(by: Identity, on: str, **fields: Any) -> Statement:
    return make_statement(speakers=[by], said=on, **fields)


def _happenings(incident: Incident, albania: Identity) -> None:
    make_event(key="event", incident=incident)
    make_event(key="event-late", incident=incident, occurred="2022-09-20")
    make_impact(key="impact", incident=incident, impacted=[albania], occurred="")


def _claims(incident: Incident, albania: Identity) -> None:
    iran = make_identity(key="id-ir")
    persona = make_threat_actor(key="ta-persona", entity_level="persona")
    state = make_threat_actor(
        key="ta-state", entity_level="state", identity=iran, is_state_level=True
    )
    first = make_claim(
        key="claim-first",
        claimant=albania,
        about=incident,
        attributed_to=persona,
        entity_level="persona",
        statement=said(albania, "2022-09-07"),
    )
    make_claim(
        key="claim-link",
        about=persona,
        attributed_to=state,
        entity_level="state",
        statement=said(albania, "2022-09-07"),
    )
    make_claim(
        key="claim-denial",
        claimant=iran,
        stance="denies",
        about=first,
        statement=said(iran, "2022-09-08"),
    )
    _others(incident, first, state)


def _others(incident: Incident, first: Claim, state: ThreatActor) -> None:
    ally = make_identity(key="id-ally")
    make_claim(
        key="claim-vague",
        claimant=ally,
        stance="endorses",
        about=first,
        statement=said(ally, "2022-09"),
    )
    spy = make_identity(key="id-spy", marking="GREEN")
    source = make_source(key="src-secret", marking="GREEN")
    make_claim(
        key="claim-secret",
        marking="GREEN",
        claimant=spy,
        about=incident,
        attributed_to=state,
        entity_level="state",
        statement=said(spy, "2022-09-09", marking="GREEN"),
        citations=[{"source": source}],
    )


def _responses(incident: Incident) -> None:
    found = records()
    severed = make_response(
        key="resp-severed", answers=[incident], rests_on=[found["claim-first"]]
    )
    reply = make_response(key="resp-reply", announced="2022-09-10", answers=[severed])
    make_event(
        key="event-about-reply",
        incident=incident,
        occurred="2022-09-08",
        about=[reply],
    )


def _remarks(incident: Incident) -> None:
    found = records()
    make_evidence(
        key="evidence",
        marking="AMBER",
        incident=incident,
        bearings=[{"claim": found["claim-first"], "sign": "C"}],
    )
    make_assessment(key="assessment", marking="RED", incident=incident)
    make_question(key="question", about=[incident, found["claim-denial"]])
    make_checked_fact(key="fact", about=[incident])


def _means(incident: Incident) -> None:
    wiper = make_malware(key="mal-wiper")
    shared = make_tool(key="tool-shared")
    for source, relation, target in [
        (incident, "related-to", wiper),
        (make_indicator(key="ind-wiper"), "indicates", wiper),
        (wiper, "uses", shared),
        (make_malware(key="mal-stranger"), "uses", shared),
    ]:
        make_relationship(
            key=f"rel-{source.key}-{target.key}",
            source=source,
            relationship_type=relation,
            target=target,
        )
