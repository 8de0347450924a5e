"""The case that the bench publishes can be published."""

import pytest

from incidents.models import Record
from sharing.management.generated import generate_case
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
