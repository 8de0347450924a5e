"""Every model has a list, a page to add and a page to change, for whoever may."""

import re

import pytest
from django.apps import apps
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from desk.admin.base import ReadOnlyAdmin, RecordAdmin
from desk.site import site
from incidents.models import Change, Record
from incidents.snapshot import record_models
from review import services
from review.models import Approval, Notice, Request
from sharing.models import Release
from tests import build
from tests.asking import ask
from tests.build import NOON, make_incident, make_user
from tests.desk.pages import address

pytestmark = pytest.mark.django_db
OURS = {"incidents", "attribution", "review", "sharing"}
# What a kind's maker in tests.build is called where it is not called like the kind.
MAKERS = {"diplomatic-response": "make_response"}
KINDS = sorted(record_models())


# Seen on pages of the desk: warnings with their reasons, dead links among them, and
# who looks at a request. A page's copy bears no marking by which a list could hide it.
# What tokens spend is counted anew each minute, and told in the answers' headers.
# The inbox and the webhooks have pages of their own.
ON_OTHER_PAGES = {
    *("Acknowledgement", "LinkCheck", "Sight", "SourceCopy", "Spending"),
    *("Attempt", "Endpoint", "EndpointChange", "Event", "Handling", "PostStatus"),
    *("PostedObject", "Segment", "Tray"),
}


def make(kind: str) -> Record:
    maker = MAKERS.get(kind, f"make_{kind.replace('-', '_')}")
    record = getattr(build, maker)()
    assert isinstance(record, Record)
    return record


def registered() -> list[tuple[type[Model], ModelAdmin[Model]]]:
    return [(model, site.get_model_admin(model)) for model in site._registry]


def named(model: object) -> str | None:
    return model.__name__ if isinstance(model, type) else ""


def test_every_model_of_ours_can_be_seen() -> None:
    inline = {
        each.model for _, model_admin in registered() for each in model_admin.inlines
    }
    missing = {
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS
        and model not in inline
        and not site.is_registered(model)
        and model.__name__ not in ON_OTHER_PAGES
    }

    assert not missing


@pytest.mark.parametrize(("model", "model_admin"), registered(), ids=named)
def test_list_is_shown(
    admin: Client, model: type[Model], model_admin: ModelAdmin[Model]
) -> None:
    assert admin.get(address(model, "changelist")).status_code == 200


@pytest.mark.parametrize(("model", "model_admin"), registered(), ids=named)
def test_page_to_add_is_shown_unless_a_service_makes_the_rows(
    admin: Client, model: type[Model], model_admin: ModelAdmin[Model]
) -> None:
    expected = 403 if isinstance(model_admin, ReadOnlyAdmin) else 200

    assert admin.get(address(model, "add")).status_code == expected


@pytest.mark.parametrize(("model", "model_admin"), registered(), ids=named)
def test_list_is_searched(
    admin: Client, model: type[Model], model_admin: ModelAdmin[Model]
) -> None:
    answer = admin.get(address(model, "changelist"), {"q": "iran"})

    assert answer.status_code == 200


@pytest.mark.parametrize("kind", KINDS)
def test_page_of_a_record_is_shown(admin: Client, kind: str) -> None:
    record = make(kind)

    answer = admin.get(address(type(record), "change", record.pk))

    assert answer.status_code == 200
    assert record.key in answer.content.decode()


@pytest.mark.parametrize("model", [Request, Approval, Change, Notice])
def test_list_of_decisions_takes_as_many_queries_for_many_as_for_one(
    admin: Client,
    model: type[Model],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    make_user("reviewer").groups.add(Group.objects.get_or_create(name="reviewer")[0])
    for _ in range(3):
        decided(make_incident(), make_incident())

    with django_assert_num_queries(4):
        answer = admin.get(address(model, "changelist"))

    assert answer.context["cl"].result_count >= 3


def decided(one: Record, other: Record) -> None:
    """One record is approved by a second person, the other without any."""
    analyst, reviewer = make_user(), make_user("reviewer")
    request = ask([one])
    services.approve(request, by=reviewer, at=NOON)
    services.break_glass(other, by=analyst, at=NOON, reason="Embargo.")


def test_pages_of_what_services_write_are_shown(admin: Client) -> None:
    incident, other = make_incident(), make_incident()
    request = ask([incident, other])
    reviewer = make_user("reviewer")
    (approval,) = services.approve(request, by=reviewer, at=NOON, records=[incident])
    returned = services.return_for_changes(request, by=reviewer, at=NOON, reason="No.")
    change = Change.objects.filter(record_id=incident.pk).get()

    for row in (request, approval, returned, change, Record.objects.get(key=other.key)):
        answer = admin.get(address(type(row), "change", row.pk), follow=True)
        assert answer.status_code == 200


def test_page_of_all_records_leads_to_that_of_the_kind(admin: Client) -> None:
    incident = make_incident()

    page = admin.get(address(Record, "change", incident.pk)).content.decode()

    assert address(type(incident), "change", incident.pk) in page


def test_a_break_glass_approval_stands_out(admin: Client) -> None:
    approval = services.break_glass(
        make_incident(), by=make_user(), at=NOON, reason="Embargo."
    )

    page = admin.get(address(type(approval), "changelist")).content.decode()

    assert 'class="break-glass"' in page


@pytest.mark.parametrize(("model", "model_admin"), registered(), ids=named)
def test_nothing_can_be_deleted(
    admin: Client, model: type[Model], model_admin: ModelAdmin[Model]
) -> None:
    page = admin.get(address(model, "changelist")).content.decode()

    assert "delete_selected" not in page
    assert admin.post(address(model, "delete", 1), {"post": "yes"}).status_code in (
        302,  # no such row: back to the front page
        403,
    )


def test_a_record_cannot_be_deleted(admin: Client) -> None:
    incident = make_incident()

    answer = admin.post(address(type(incident), "delete", incident.pk), {"post": "yes"})

    assert answer.status_code == 403
    assert (
        "deletelink"
        not in admin.get(
            address(type(incident), "change", incident.pk)
        ).content.decode()
    )


@pytest.mark.parametrize(("model", "model_admin"), registered(), ids=named)
def test_staff_without_permissions_see_nothing(
    client: Client, model: type[Model], model_admin: ModelAdmin[Model]
) -> None:
    client.force_login(make_user("newcomer", is_staff=True))

    assert client.get(address(model, "changelist")).status_code == 403


def test_records_are_linked_to_their_versions(admin: Client) -> None:
    incident = make_incident()

    answer = admin.get(address(type(incident), "history", incident.pk))

    assert answer.headers["Location"] == reverse("desk:history", args=[incident.key])


def test_autocomplete_offers_a_claim_only_whom_it_may_name(admin: Client) -> None:
    build.make_identity(name="Iran, the government")
    actor = build.make_threat_actor(name="Iran, the state")

    answer = admin.get(
        "/admin/autocomplete/",
        {
            "app_label": "attribution",
            "model_name": "claim",
            "field_name": "attributed_to",
            "term": "iran",
        },
    )

    assert [each["id"] for each in answer.json()["results"]] == [str(actor.pk)]


def test_autocomplete_finds_other_names(admin: Client) -> None:
    actor = build.make_threat_actor(
        name="Homeland Justice",
        aliases=[{"name": "Drejtësia e Atdheut", "alias_kind": "native"}],
    )

    answer = admin.get(
        "/admin/autocomplete/",
        {
            "app_label": "attribution",
            "model_name": "claim",
            "field_name": "about",
            "term": "atdheut",
        },
    )

    assert [each["id"] for each in answer.json()["results"]] == [str(actor.pk)]


def test_every_choice_of_a_record_is_by_autocomplete() -> None:
    for model, model_admin in registered():
        if isinstance(model_admin, RecordAdmin):
            relations = {
                field.name
                for field in (*model._meta.local_fields, *model._meta.many_to_many)
                if field.is_relation and field.name != "record_ptr"
            }
            assert relations == set(model_admin.autocomplete_fields), model


def test_releases_are_shown(admin: Client) -> None:
    release = Release.objects.create(
        number=1, at=NOON, by=make_user(), previous_hash=None, hash=b"\x01"
    )

    page = admin.get(address(Release, "change", release.pk)).content.decode()

    assert "01" in page


@pytest.mark.parametrize("page", ["changelist", "add"])
@pytest.mark.parametrize("kind", KINDS)
def test_pages_carry_nothing_that_the_security_policy_forbids(
    admin: Client, kind: str, page: str
) -> None:
    markup = admin.get(address(record_models()[kind], page)).content.decode()

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", markup)
    assert not re.search(r"<script(?![^>]*\b(src=|type=\"application/json\"))", markup)
