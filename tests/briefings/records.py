"""A small case with something to cut at every level.

Every text of a record that is marked more strictly than CLEAR has the word of its
marking in it, and no other record has: what a briefing tells can be searched for it.
"""

from typing import Any

from attribution.models import Claim, Statement
from incidents.models import Identity, Incident, Record, Source, ThreatActor
from incidents.snapshot import typed
from tests import build

SECRET = {"GREEN": "verdigris", "AMBER": "electrum", "RED": "cinnabar"}


def make_records() -> None:
    """Save the case; nobody has reviewed it yet."""
    albania = build.make_identity(key="id-al", name="Albania", body_kind="state")
    keeper = build.make_identity(key="id-keeper", name="The record-keeper")
    incident = build.make_incident(
        key="inc-one",
        name="Attack on the ministry",
        description="Files were wiped.",
        occurred="2022-07",
        victims=[albania],
    )
    other = build.make_incident(
        key="inc-two", name="Second attack", occurred="2022-09-09"
    )
    build.make_case(
        key="case-one",
        name="Attacks on Albania",
        keeper=keeper,
        incidents=[incident, other],
    )
    state = build.make_threat_actor(
        key="ta-iran", name="Iran as actor", entity_level="state"
    )
    first = _claims(incident, albania, state)
    _responses(incident, albania, first)
    _remarks(incident, first)
    for marking in SECRET:
        _above(incident, marking)


def records() -> dict[str, Record]:
    """Return all records by key, each as what it is."""
    return {record.key: typed(record) for record in Record.objects.all()}


def said(by: Identity, on: str, source: Source, **fields: Any) -> Statement:
    """Return a statement of one party on a day, in one source."""
    return build.make_statement(
        speakers=[by], said=on, citations=[{"source": source}], **fields
    )


def _claims(incident: Incident, albania: Identity, state: ThreatActor) -> Claim:
    news = build.make_source(
        key="src-news", name="A report", publisher="The Paper", reliability="B"
    )
    first = build.make_claim(
        key="claim-first",
        name="Albania attributes the attack to Iran",
        claimant=albania,
        about=incident,
        attributed_to=state,
        entity_level="state",
        analytic_confidence="moderate",
        statement=said(albania, "2022-09-07", news),
        citations=[],
    )
    iran = build.make_identity(key="id-ir", name="Iran", body_kind="state")
    build.make_claim(
        key="claim-denial",
        name="Iran denies the claim of Albania",
        claimant=iran,
        claimant_role="accused-state",
        stance="denies",
        about=first,
        statement=said(iran, "2022-09-08", news),
        citations=[],
    )
    return first


def _responses(incident: Incident, albania: Identity, first: Claim) -> None:
    allies = [
        build.make_identity(key=f"id-{name.lower()}", name=name, body_kind="state")
        for name in ("Estonia", "Latvia", "Malta")
    ]
    build.make_response(
        key="resp-joint",
        name="Statement of three",
        response_type="joint-attribution-statement",
        responders=allies,
        announced="2022-09-10",
        answers=[incident],
        rests_on=[first],
        transitions=[{"rank": 1, "status": "announced", "when": "2022-09-10"}],
    )
    build.make_response(
        key="resp-break",
        name="Break of relations",
        responders=[albania],
        answers=[incident],
        rests_on=[first],
    )


def _remarks(incident: Incident, first: Claim) -> None:
    evidence = build.make_evidence(
        key="ev-code",
        name="Shared code",
        incident=incident,
        bearings=[{"claim": first, "sign": "C"}],
    )
    build.make_assessment(
        key="assess-one",
        name="Who did it",
        incident=incident,
        hypotheses=[
            {
                "rank": 1,
                "text": "Iran did it.",
                "is_favoured": True,
                "signs": {evidence.key: "CC"},
            },
            {
                "rank": 2,
                "text": "Criminals did it.",
                "signs": {evidence.key: "II"},
            },
        ],
    )


def _above(incident: Incident, marking: str) -> None:
    """Save one record of each kind that only readers of a marking may see."""
    word = SECRET[marking]
    told: dict[str, Any] = {"marking": marking, "description": f"All is {word}."}
    source = build.make_source(
        key=f"src-{word}", name=f"Report on {word}", publisher=f"{word} press", **told
    )
    told["citations"] = [{"source": source}]
    party = build.make_identity(key=f"id-{word}", name=f"Office of {word}", **told)
    actor = build.make_threat_actor(
        key=f"ta-{word}", name=f"Actor {word}", entity_level="state", **told
    )
    claim = build.make_claim(
        key=f"claim-{word}",
        name=f"The office of {word} claims",
        claimant=party,
        about=incident,
        attributed_to=actor,
        entity_level="state",
        wording=f"It was {word}.",
        statement=said(party, "2022-09-09", source, marking=marking),
        **told,
    )
    _above_on(incident, claim, party, told)


def _above_on(
    incident: Incident, claim: Claim, party: Identity, told: dict[str, Any]
) -> None:
    """Save what was done and noted about a claim, marked as it is."""
    word = SECRET[claim.marking]
    build.make_response(
        key=f"resp-{word}",
        name=f"Answer of {word}",
        responders=[party],
        answers=[incident],
        rests_on=[claim],
        **told,
    )
    build.make_event(key=f"evt-{word}", name=f"Event {word}", incident=incident, **told)
    build.make_evidence(
        key=f"ev-{word}",
        name=f"Proof {word}",
        incident=incident,
        bearings=[{"claim": claim, "sign": "C"}],
        **told,
    )
    build.make_question(
        key=f"q-{word}",
        name=f"Was it {word}?",
        about=[incident],
        sides=[
            {"rank": 1, "position": f"It is {word}.", "held_in": [claim]},
            {"rank": 2, "position": "It is not.", "held_in": []},
        ],
        **told,
    )
