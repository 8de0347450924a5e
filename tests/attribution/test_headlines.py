"""Headlines read from columns are those that the whole record gives."""

import pytest

from attribution.selectors import contest_states, headlines, record_concerning
from incidents.models import Incident
from positions.contest import contest_states as states_of
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_intrusion_set,
    make_threat_actor,
)

pytestmark = pytest.mark.django_db


def scene() -> None:
    """Incidents whose answers rival, deny, split, concur, fall, and lean on links."""
    make_incident()
    state = make_identity(body_kind="state")
    actors = [make_threat_actor() for _ in range(2)]
    of_state = make_threat_actor(
        entity_level="state", identity=state, is_state_level=True
    )
    group = make_intrusion_set(entity_level="intrusion-set")
    make_claim(about=group, attributed_to=actors[0])
    make_claim(about=actors[0], attributed_to=of_state, entity_level="state")
    rival = make_incident()
    for actor in actors:
        make_claim(about=rival, attributed_to=actor)
    through = make_incident()
    make_claim(about=through, attributed_to=group, entity_level="intrusion-set")
    backed = make_claim(about=through, attributed_to=of_state, entity_level="state")
    make_claim(stance="endorses", about=backed)
    claimant = make_identity()
    given_up = make_claim(claimant=claimant)
    make_claim(stance="withdraws", about=given_up, claimant=claimant)
    make_claim(stance="disputes")
    make_claim(stance="denies", claimant_role="accused-state", marking="RED")
    taken_out = {"state_reason": "x", "state_by": "x", "state_at": "2026-01-01T00:00Z"}
    make_claim(state="retracted", **taken_out)


@pytest.mark.parametrize("clearance", [0, 4])
def test_headlines_are_those_of_the_computed_view(clearance: int) -> None:
    scene()
    incidents = list(Incident.objects.filter(clearance__lte=clearance))

    found = headlines([each.pk for each in incidents], clearance=clearance)

    for incident in incidents:
        record = record_concerning(incident, clearance=clearance)
        states = states_of(record, incident.key, None)
        expected = {level: state.headline for level, state in states.items()}
        assert found[incident.pk] == expected, incident


def test_they_tell_apart_what_can_be() -> None:
    scene()

    found = headlines([each.pk for each in Incident.objects.all()])

    told = {word for levels in found.values() for word in levels.values()}
    assert told >= {"rival", "disputed", "denied-only", "withdrawn", "single-claim"}
    incident = Incident.objects.first()
    assert incident is not None
    states = contest_states(incident)
    assert found[incident.pk] == {name: each.headline for name, each in states.items()}
