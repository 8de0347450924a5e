"""Asking for a review, approving and returning from the lists."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from incidents.models import Incident, Record
from incidents.services import save_record
from incidents.vocab import Door
from review import services
from review.models import Approval, Request, Return
from review.selectors import is_approved
from sharing.models import Release
from tests.asking import ask
from tests.build import (
    NOON,
    make_case,
    make_identity,
    make_incident,
    make_source,
    make_user,
)
from tests.desk.pages import address, messages

pytestmark = pytest.mark.django_db


def act(browser: Client, action: str, *rows: Any, words: str = "") -> Any:
    return browser.post(
        address(type(rows[0]), "changelist"),
        {
            "action": action,
            "_selected_action": [row.pk for row in rows],
            "words": words,
        },
    )


def asked(*records: Record) -> Request:
    return ask(records)


def ready(name: str = "Some incident") -> Incident:
    """Return an incident that the rules have nothing to say about."""
    cited = [{"source": make_source()}]
    return make_incident(name=name, victims=[make_identity()], citations=cited)


def test_selected_records_are_sent_to_review(admin: Client) -> None:
    one, two = ready(), ready()

    act(admin, "request_review_of_selected", one, two, words="Two incidents")

    request = Request.objects.get()
    assert (request.title, request.by) == ("Two incidents", make_user("admin"))
    assert {change.record_id for change in request.changes.all()} == {one.pk, two.pk}


def test_a_request_without_a_title_is_called_by_its_records(admin: Client) -> None:
    one, two = ready("The wiper"), ready()

    act(admin, "request_review_of_selected", one, two)

    # The list gives its rows in its own order, the newest first.
    assert Request.objects.get().title == f"{two.name} and 1 more"


def test_records_with_unexplained_warnings_are_shown_to_be_explained(
    admin: Client,
) -> None:
    page = act(admin, "request_review_of_selected", make_incident(name="The wiper"))

    assert not Request.objects.exists()
    assert [group.rule.id for group, _ in page.context["groups"]] == [
        *("no-source-given", "no-victim")
    ]
    assert page.context["name"] == "The wiper"


def test_what_review_refuses_is_shown(admin: Client) -> None:
    incident = make_incident()
    services.approve(asked(incident), by=make_user("reviewer"), at=NOON)

    answer = act(admin, "request_review_of_selected", incident)

    assert messages(answer) == ["Nothing waits for approval among these records."]


def test_selected_requests_are_approved(admin: Client) -> None:
    incident = make_incident()

    answer = act(admin, "approve_selected", asked(incident))

    assert is_approved(incident)
    assert messages(answer) == ["Approved 1 version of: The case."]


def test_a_superuser_cannot_approve_what_he_wrote(admin: Client) -> None:
    incident = make_incident(by=make_user("admin"))

    answer = act(admin, "approve_selected", asked(incident))

    assert "A second person must." in messages(answer)[0]
    assert not Approval.objects.exists()


def test_an_edited_record_is_named_and_the_other_request_is_approved(
    admin: Client,
) -> None:
    edited, stands = make_incident(), make_incident()
    requests = asked(edited), asked(stands)
    edited.name = "Edited"
    save_record(edited, by=make_user(), at=NOON, door=Door.DESK)

    answer = act(admin, "approve_selected", *requests)

    assert any(edited.key in message for message in messages(answer))
    assert is_approved(stands)
    assert not is_approved(edited)


def test_selected_requests_are_returned_with_the_reason(admin: Client) -> None:
    act(admin, "return_selected", asked(make_incident()), words="Cite it.")

    assert Return.objects.get().reason == "Cite it."


def test_a_return_without_a_reason_is_refused(admin: Client) -> None:
    answer = act(admin, "return_selected", asked(make_incident()))

    assert "This field cannot be blank." in messages(answer)
    assert not Return.objects.exists()


def test_publishing_selected_records_is_shown_first_and_then_confirmed(
    admin: Client,
) -> None:
    make_case()
    records = list(Record.objects.all())
    services.approve(asked(*records), by=make_user("reviewer"), at=NOON)

    page = act(admin, "publish_selected", *records, words="The first")
    assert not Release.objects.exists()
    sent = {"act": "publish", **{name: page.context[name] for name in CONFIRMED}}
    admin.post(reverse("desk:publish"), sent)

    release = Release.objects.get()
    assert (release.note, release.by) == ("The first", make_user("admin"))
    assert release.records.count() == len(records)


CONFIRMED = ("versions", "note")


def test_what_nobody_approved_is_not_offered_for_publishing(admin: Client) -> None:
    incident = make_incident()

    page = act(admin, "publish_selected", incident)

    assert not page.context["shown"].waiting
    assert [each.key for each in page.context["shown"].drafts] == [incident.key]


@pytest.mark.parametrize(
    ("model", "action"),
    [
        (Incident, "request_review_of_selected"),
        (Incident, "publish_selected"),
        (Request, "approve_selected"),
        (Request, "return_selected"),
    ],
)
def test_who_may_only_look_is_offered_no_action(
    client: Client, model: type[Incident | Request], action: str
) -> None:
    reader = make_user("reader", is_staff=True)
    reader.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(reader)
    asked(make_incident())

    page = client.get(address(model, "changelist"))

    assert page.status_code == 200
    assert action not in page.content.decode()


@pytest.mark.parametrize(("choice", "count"), [("yes", 2), ("mine", 1)])
def test_requests_are_filtered_by_whether_they_wait(
    admin: Client, choice: str, count: int
) -> None:
    asked(make_incident())
    asked(make_incident(by=make_user("admin")))
    approved = asked(make_incident())
    services.approve(approved, by=make_user("reviewer"), at=NOON)

    page = admin.get(address(Request, "changelist"), {"open": choice})

    assert len(page.context["cl"].result_list) == count
