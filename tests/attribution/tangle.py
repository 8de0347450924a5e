"""Claims on incidents, on claims and on actors, and what was done, at random."""

import random
from typing import Any

from attribution.models import Claim
from attribution.models.claims import LINKS_BACK
from incidents.models import Incident, Record
from positions import levels
from tests.build import (
    make_claim,
    make_event,
    make_identity,
    make_incident,
    make_intrusion_set,
    make_response,
    make_statement,
    make_threat_actor,
)

NAMING_OTHERS = ("attributed-to", "subset-of", *LINKS_BACK)


def make_tangle(chance: random.Random) -> list[Incident]:
    """Make a few incidents with claims on them, on claims and on actors, at random."""
    incidents = [make_incident() for _ in range(3)]
    actors: list[Record] = [
        *(make_intrusion_set() for _ in range(2)),
        *(make_threat_actor() for _ in range(3)),
        make_threat_actor(
            entity_level="state", identity=make_identity(), is_state_level=True
        ),
    ]
    speakers = [make_identity() for _ in range(3)]
    claims: list[Claim] = []
    for number in range(20):
        about = chance.choice([*incidents, *actors, *claims])
        claims.append(_said(chance, about, actors, speakers, claims, number))
    things: list[Record] = [*incidents, *claims]
    for _ in range(8):
        tie = chance.choice(("answers", "rests_on", "voices"))
        tied = things if tie == "answers" else claims
        response = make_response(
            announced=_day(chance), **{tie: chance.sample(tied, 1)}
        )
        things.append(response)
        things.append(
            make_event(
                incident=chance.choice(incidents),
                occurred=_day(chance),
                about=chance.sample(things, 1),
            )
        )
    return incidents


def _said(
    chance: random.Random,
    about: Record,
    actors: list[Record],
    speakers: list[Any],
    claims: list[Claim],
    number: int,
) -> Claim:
    is_on_a_claim = isinstance(about, Claim)
    stances = ("withdraws", "endorses", "denies", "revises", "corroborates", "doubts")
    stance = chance.choice(stances) if is_on_a_claim else "asserts"
    is_own = stance in ("withdraws", "revises")
    fields: dict[str, Any] = {}
    if stance in ("asserts", "revises", "corroborates"):
        others = [each for each in actors if each.pk != about.pk]
        is_link = about in actors
        fields = {
            "attributed_to": chance.choice(others),
            "entity_level": chance.choice(levels.LEVELS[2:]),
            "proposition": chance.choice(NAMING_OTHERS) if is_link else "attributed-to",
        }
    return make_claim(
        key=f"claim-{number:02}",
        about=about,
        stance=stance,
        claimant=about.claimant if is_own else chance.choice(speakers),  # type: ignore[attr-defined]
        restates=chance.choice([None, None, *claims]),
        statement=make_statement(said=_day(chance)),
        **fields,
    )


def _day(chance: random.Random) -> str:
    return chance.choice(
        ["2022-07-16", "2022-07", "2022-08-01/2022-08-20", "2022-09-07", "", "2022"]
    )
