"""What the bench publishes: the case can be published, the objects are STIX."""

import pytest
import stix2

from incidents.models import Record
from sharing.management.generated import generate_case
from sharing.management.generated_objects import generated
from sharing.verify import verify_store
from tests.build import make_user
from tests.sharing.acts import bodies, publish_all

pytestmark = pytest.mark.django_db


def test_a_generated_case_has_the_claims_that_were_asked_for() -> None:
    generate_case(5, analyst=make_user(), reviewer=make_user("reviewer"))

    release = publish_all()

    types = [each["type"] for each in bodies(release)]
    assert Record.objects.filter(kind="claim").count() == 5
    assert types.count("report") == 5 + 1
    assert types.count("opinion") == 2
    assert verify_store() == []


def test_generated_objects_are_of_every_type_and_as_stix_wants_them() -> None:
    parsed = [stix2.parse(each.body.decode()) for each in generated(1000)]

    assert {each.type for each in parsed} == {
        *("attack-pattern", "campaign", "course-of-action", "indicator"),
        *("intrusion-set", "malware", "relationship", "report", "tool"),
    }
