"""Asking for a review, approving, returning, breaking the glass."""

import pytest
from django.core.exceptions import ValidationError

from incidents.models import Record
from incidents.services import save_record
from incidents.vocab import Door
from review import services
from review.models import Approval, ApprovalKind, Request, Return
from review.selectors import is_approved
from tests.build import make_claim, make_incident, make_source, make_user
from tests.review.acts import LATER, approved, asked, edited

pytestmark = pytest.mark.django_db


def test_request_review_holds_the_latest_version_of_each_record() -> None:
    incident, source = make_incident(), make_source()
    edited(incident)

    request = asked(incident, source)

    held = request.changes.values_list("record__key", "version")
    assert set(held) == {(incident.key, 2), (source.key, 1)}


def test_request_review_refuses_a_record_without_a_version() -> None:
    unsaved = Record.objects.create(key="raw", kind="tool", name="Raw")

    with pytest.raises(services.NeverSaved, match="raw"):
        asked(make_source(), unsaved)

    assert not Request.objects.exists()


def test_request_review_refuses_what_is_approved_as_it_stands() -> None:
    incident = make_incident()
    approved(incident)

    with pytest.raises(services.NothingToReview):
        asked(incident)


def test_request_review_refuses_no_records() -> None:
    with pytest.raises(services.NothingToReview):
        asked()


def test_approve_by_a_second_person_approves_every_version() -> None:
    incident, claim = make_incident(), make_claim()

    approvals = approved(incident, claim)

    assert {each.record_id for each in approvals} == {incident.pk, claim.pk}
    assert {each.kind for each in approvals} == {ApprovalKind.REVIEW}
    assert is_approved(incident)
    assert is_approved(claim)


def test_approve_names_the_authors_since_the_last_approval() -> None:
    incident = make_incident(by=make_user("first"))
    approved(incident)
    edited(incident, by="second")
    edited(incident, by="third", name="Edited again")

    (approval,) = approved(incident)

    assert approval.authors == sorted(
        make_user(name).pk for name in ("second", "third")
    )


def test_approve_takes_some_records_of_a_request() -> None:
    incident, source = make_incident(), make_source()
    request = asked(incident, source)

    services.approve(request, by=make_user("reviewer"), at=LATER, records=[source])

    assert is_approved(source)
    assert not is_approved(incident)


def test_approve_passes_over_what_is_approved_already() -> None:
    incident, source = make_incident(), make_source()
    request = asked(incident, source)
    reviewer = make_user("reviewer")
    services.approve(request, by=reviewer, at=LATER, records=[source])

    rest = services.approve(request, by=reviewer, at=LATER)

    assert [each.record_id for each in rest] == [incident.pk]


def test_approve_refuses_records_that_do_not_wait_in_the_request() -> None:
    request = asked(make_incident())

    with pytest.raises(services.NothingToReview):
        services.approve(
            request, by=make_user("reviewer"), at=LATER, records=[make_source()]
        )


def test_approve_refuses_the_author_and_names_the_record() -> None:
    incident, source = make_incident(), make_source(by=make_user("librarian"))

    with pytest.raises(services.ApprovedByAuthor) as refused:
        approved(incident, source, by="analyst")

    assert [record.key for record in refused.value.records] == [incident.key]
    assert incident.key in str(refused.value)
    assert not Approval.objects.exists()


def test_approve_refuses_a_superuser_who_is_the_author() -> None:
    admin = make_user("admin", is_superuser=True, is_staff=True)
    claim = make_claim(by=admin)

    with pytest.raises(services.ApprovedByAuthor):
        approved(claim, by="admin")


@pytest.mark.parametrize("author", ["first", "second"])
def test_approve_refuses_each_author_since_the_last_approval(author: str) -> None:
    incident = make_incident(by=make_user("first"))
    edited(incident, by="second")

    with pytest.raises(services.ApprovedByAuthor):
        approved(incident, by=author)


def test_approve_takes_the_author_of_what_was_approved_before() -> None:
    incident = make_incident(by=make_user("first"))
    approved(incident)
    edited(incident, by="second")

    assert approved(incident, by="first")


def test_approve_refuses_who_changed_only_a_citation() -> None:
    claim = make_claim(by=make_user("first"))
    save_record(
        claim,
        by=make_user("second"),
        at=LATER,
        door=Door.DESK,
        owned={"citations": [{"source": make_source(), "locator": "page 4"}]},
    )

    with pytest.raises(services.ApprovedByAuthor):
        approved(claim, by="second")


def test_approve_refuses_a_record_edited_since_and_names_both_versions() -> None:
    incident = make_incident()
    request = asked(incident, make_source())
    edited(incident)

    with pytest.raises(services.EditedSince) as refused:
        services.approve(request, by=make_user("reviewer"), at=LATER)

    assert f"{incident.key} (version 1" in str(refused.value)
    assert "version 2 stands now" in str(refused.value)
    assert not Approval.objects.exists()


def test_an_edit_voids_the_approval() -> None:
    incident = make_incident()
    approved(incident)

    edited(incident)

    assert not is_approved(incident)


def test_saving_without_a_change_keeps_the_approval() -> None:
    incident = make_incident(name="Same")
    approved(incident)

    edited(incident, name="Same")

    assert is_approved(incident)


def test_approve_refuses_a_returned_request() -> None:
    request = asked(make_incident())
    reviewer = make_user("reviewer")
    services.return_for_changes(request, by=reviewer, at=LATER, reason="Cite it.")

    with pytest.raises(services.NotOpen):
        services.approve(request, by=reviewer, at=LATER)


def test_return_for_changes_keeps_who_when_and_why() -> None:
    request = asked(make_incident())
    reviewer = make_user("reviewer")

    services.return_for_changes(request, by=reviewer, at=LATER, reason=" Cite it. ")

    returned = Return.objects.get()
    assert (returned.by, returned.at, returned.reason) == (reviewer, LATER, "Cite it.")


@pytest.mark.parametrize("reason", ["", "  "])
def test_return_for_changes_needs_a_reason(reason: str) -> None:
    request = asked(make_incident())

    with pytest.raises(ValidationError):
        services.return_for_changes(
            request, by=make_user("reviewer"), at=LATER, reason=reason
        )


def test_return_for_changes_refuses_an_approved_request() -> None:
    incident = make_incident()
    request = approved(incident)[0].request
    assert request is not None

    with pytest.raises(services.NotOpen):
        services.return_for_changes(
            request, by=make_user("reviewer"), at=LATER, reason="Too late."
        )
