"""Approving without a second person: reasoned, marked, logged, told."""

import logging

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError

from review import services
from review.models import Approval, ApprovalKind, Notice
from review.selectors import is_approved
from tests.build import make_incident, make_user
from tests.review.acts import LATER, approved

pytestmark = pytest.mark.django_db


def test_break_glass_lets_the_author_approve_and_marks_it() -> None:
    incident = make_incident()

    approval = services.break_glass(
        incident, by=make_user("analyst"), at=LATER, reason="Embargo ends at noon."
    )

    assert approval.kind == ApprovalKind.BREAK_GLASS
    assert approval.authors == [make_user("analyst").pk]
    assert is_approved(incident)


@pytest.mark.parametrize("reason", ["", "  "])
def test_break_glass_needs_a_reason(reason: str) -> None:
    incident = make_incident()

    with pytest.raises(ValidationError):
        services.break_glass(incident, by=make_user("analyst"), at=LATER, reason=reason)

    assert not Approval.objects.exists()


def test_break_glass_tells_every_active_reviewer_but_the_actor() -> None:
    reviewers = Group.objects.get_or_create(name="reviewer")[0]
    for name in ("analyst", "reviewer", "colleague"):
        make_user(name).groups.add(reviewers)
    make_user("gone", is_active=False).groups.add(reviewers)
    make_user("outsider")

    services.break_glass(
        make_incident(), by=make_user("analyst"), at=LATER, reason="Embargo."
    )

    told = Notice.objects.values_list("to__username", flat=True)
    assert set(told) == {"reviewer", "colleague"}


def test_break_glass_leaves_a_warning_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    services.break_glass(
        make_incident(), by=make_user("analyst"), at=LATER, reason="Embargo."
    )

    (line,) = caplog.records
    assert line.levelno == logging.WARNING
    assert "analyst" in line.getMessage()
    assert "Embargo." in line.getMessage()


def test_break_glass_refuses_what_is_approved_already() -> None:
    incident = make_incident()
    approved(incident)

    with pytest.raises(services.AlreadyApproved):
        services.break_glass(
            incident, by=make_user("analyst"), at=LATER, reason="Again."
        )
