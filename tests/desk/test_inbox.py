"""The inbox in the desk: what was posted, harmless to read, and the two acts."""

from typing import Any

import orjson
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from desk.models import Batch
from desk.services.importing import read_import
from incidents.models import Change, Malware, Record
from incidents.vocab import Door
from sharing.models import Handling, PostedObject, PostedState
from tests.desk.world import person
from tests.sharing.inbox.posts import malware, minutes, post, url

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script> \u202egnp.exe https://example.org/x"


@pytest.fixture
def analyst() -> User:
    return person("analyst", "AMBER")


@pytest.fixture
def browser(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


def page(browser: Client, found: PostedObject) -> str:
    return browser.get(reverse("desk:posted", args=[found.pk])).content.decode()


def act(browser: Client, name: str, *chosen: PostedObject, **data: str) -> Any:
    sent = {"act": name, "posted": [each.pk for each in chosen], **data}
    return browser.post(reverse("desk:inbox"), sent, follow=True)


def test_the_list_tells_what_is_new_and_from_whom(browser: Client) -> None:
    post(malware("ROADSWEEP"))

    told = browser.get(reverse("desk:inbox")).content.decode()

    for words in ("ROADSWEEP", "CERT-AL", "TLP:AMBER", "malware", "5 Jan 2026, 12:00"):
        assert words in told


def test_the_list_takes_as_many_queries_for_one_as_for_fifty(
    browser: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    address = reverse("desk:inbox")
    post(malware())
    browser.get(address)
    with django_assert_num_queries(8):
        browser.get(address)
    post(*(malware(f"m{number}") for number in range(49)))
    with django_assert_num_queries(8):
        browser.get(address)


def test_nobody_sees_what_is_marked_above_the_clearance_nor_what_is_unmarked(
    browser: Client,
) -> None:
    red = "marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1"
    unmarked = malware("SECRETS")
    del unmarked["object_marking_refs"]
    post(malware("HIDDEN", object_marking_refs=[red]), unmarked)

    told = browser.get(f"{reverse('desk:inbox')}?state=all").content.decode()

    assert "HIDDEN" not in told
    assert "SECRETS" not in told
    for each in PostedObject.objects.all():
        address = reverse("desk:posted", args=[each.pk])
        assert browser.get(address).status_code == 404
        assert act(browser, "dismiss", each, reason="x").status_code == 200
    assert not Handling.objects.exists()


def test_opening_an_object_notes_who_looked_first(browser: Client) -> None:
    post(malware())
    found = PostedObject.objects.get()

    told = page(browser, found)

    assert PostedObject.objects.get().state == PostedState.SEEN
    assert "Looked at by" in told


def test_what_a_partner_wrote_is_shown_as_text_and_does_nothing(
    browser: Client,
) -> None:
    post(malware(EVIL, description=EVIL))

    told = page(browser, PostedObject.objects.get())

    assert "<script>alert" not in told
    assert "\u202e" not in told
    assert "\\u202e" in told
    assert 'href="https://example.org/x"' not in told


def test_the_file_is_what_was_posted_byte_for_byte_and_never_opened(
    browser: Client,
) -> None:
    text = orjson.dumps(malware())[:-1] + b' ,  "x_n":1.50}'
    post(raw=b'{"objects":[' + text + b"]}")
    found = PostedObject.objects.get()

    answer = browser.get(reverse("desk:posted-text", args=[found.pk]))

    assert answer.content == text
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/octet-stream"


def test_remarks_of_the_validation_are_shown(browser: Client) -> None:
    post(malware(x_own="y"))

    assert "members of its own" in page(browser, PostedObject.objects.get())


def test_chosen_objects_are_dismissed_with_a_reason(browser: Client) -> None:
    post(malware(), url(object_marking_refs=malware()["object_marking_refs"]))
    chosen = list(PostedObject.objects.all())

    assert "Say why" in act(browser, "dismiss", *chosen).content.decode()
    act(browser, "dismiss", *chosen, reason="Known for years.")

    assert {each.state for each in PostedObject.objects.all()} == {"dismissed"}
    assert Handling.objects.filter(reason="Known for years.").count() == 2


def test_taking_over_makes_an_import_and_no_record(browser: Client) -> None:
    post(malware())
    records = Record.objects.count()

    answer = act(browser, "take", PostedObject.objects.get())

    batch = Batch.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("desk:import", args=[batch.pk])
    assert batch.marking == "AMBER"
    assert Record.objects.count() == records
    assert "Posted by CERT-AL to the inbox" in batch.reason
    assert Handling.objects.get(act="taken").batch == batch.uid


def test_a_taken_object_becomes_a_draft_that_says_where_it_came_from(
    browser: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    post(malware("ROADSWEEP"))
    with django_capture_on_commit_callbacks(execute=True):
        act(browser, "take", PostedObject.objects.get())
    batch = Batch.objects.get()

    with django_capture_on_commit_callbacks(execute=True):
        browser.post(
            reverse("desk:import", args=[batch.pk]),
            {"act": "apply", "reason": batch.reason},
        )

    made = Malware.objects.get(name="ROADSWEEP")
    assert f"stix:{malware('ROADSWEEP')['id']}" in made.external_ids
    change = Change.objects.get(record=made)
    assert change.door == Door.IMPORT
    assert "Posted by CERT-AL" in change.reason
    assert made.marking == "AMBER"


def test_what_an_object_refers_to_is_taken_along(browser: Client) -> None:
    actor = malware("ZEROCLEAR")
    tie = malware(
        "tie",
        type="relationship",
        id=f"relationship--{actor['id'][9:]}",
        relationship_type="variant-of",
        source_ref=malware()["id"],
        target_ref=actor["id"],
    )
    del tie["is_family"]
    post(malware(minute=1), malware(minute=2), actor, tie)

    act(browser, "take", PostedObject.objects.get(type="relationship"))

    sent = orjson.loads(bytes(Batch.objects.get().content))["objects"]
    assert sorted(each["id"] for each in sent) == sorted(
        [malware()["id"], actor["id"], tie["id"]]
    )
    versions = {each["id"]: each["modified"] for each in sent}
    assert versions[malware()["id"]] == "2026-01-04T12:02:00.000Z"


def test_a_reviewer_looks_and_decides_nothing(client: Client) -> None:
    post(malware(), at=minutes(3))
    found = PostedObject.objects.get()
    client.force_login(person("reviewer", "AMBER"))

    told = page(client, found)
    answer = client.post(
        reverse("desk:posted", args=[found.pk]), {"act": "dismiss", "reason": "x"}
    )

    assert "ROADSWEEP" in told
    assert "Dismiss" not in told
    assert answer.status_code == 403
    assert PostedObject.objects.get().state == PostedState.NEW


def test_the_import_suggests_where_the_object_came_from_as_the_reason(
    browser: Client,
) -> None:
    post(malware())
    act(browser, "take", PostedObject.objects.get())
    batch = Batch.objects.get()
    read_import(batch)

    told = browser.get(reverse("desk:import", args=[batch.pk])).content.decode()

    assert 'value="Posted by CERT-AL to the inbox' in told


def test_an_inbox_just_opened_says_where_it_is_granted() -> None:
    sent = {"act": "inbox", "title": "Posts of CERTs", "alias": "cert-inbox"}
    publisher = Client()
    publisher.force_login(person("publisher", "RED"))

    page = publisher.post(reverse("desk:collection-open"), sent, follow=True)
    other = publisher.post(reverse("desk:collection-open"), {**sent, "alias": "a b"})

    partners = reverse("admin:sharing_partner_changelist")
    assert f'<a href="{partners}">partners</a>, then Edit' in page.content.decode()
    assert "digits, hyphens and underscores only." in other.content.decode()
