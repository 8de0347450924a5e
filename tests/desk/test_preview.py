"""What publishing would change, as each reader may see it; and publishing itself."""

from typing import Any

import orjson
import pytest
from django.test import Client
from django.urls import reverse

from incidents.models import Record
from sharing.models import Release
from tests.build import (
    make_claim,
    make_identity,
    make_incident,
    make_source,
    make_statement,
)
from tests.desk.people import browser
from tests.sharing.acts import approve, edit, publish_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def publisher(db: None) -> Client:
    return browser("publisher", "add_release", "view_release", cleared="AMBER")


def page(client: Client, record: Record, **asked: str) -> Any:
    return client.get(reverse("desk:preview", args=[record.key]), asked)


def confirm(client: Client, opened: Any, note: str = "") -> Any:
    """Confirm what a page shows."""
    sent = {"act": "publish", "versions": opened.context["versions"], "note": note}
    return client.post(reverse("desk:publish"), sent)


def test_the_page_of_a_record_shows_its_objects_as_drafts(publisher: Client) -> None:
    claim = make_claim(wording="They did it, says the draft.")

    shown = page(publisher, claim)

    made = shown.context["drafted"].objects
    assert [each.type for each in made] == ["report", "relationship"]
    assert "They did it, says the draft." in made[0].text
    assert "Draft: not approved, not published" in shown.content.decode()


def test_the_page_of_a_record_says_what_keeps_it_from_leaving(
    publisher: Client,
) -> None:
    claim = make_claim(citations=[], statement=make_statement(citations=[]))

    troubles = page(publisher, claim).context["drafted"].troubles

    assert any("has a source" in each.message for each in troubles)


def test_what_would_change_is_shown_property_by_property(publisher: Client) -> None:
    claim = make_claim(wording="They did it.")
    publish_all()
    edit(claim, wording="They did it, we say.")
    approve()

    (group,) = page(publisher, claim).context["shown"].groups

    assert (group.record.key, group.going.version) == (claim.key, 2)
    lines = {line.path: line for change in group.changes for line in change.lines}
    marked = [
        (piece.sign.value, piece.text)
        for piece in lines["our extension: wording"].pieces
    ]
    assert ("added", ", we say") in marked


def test_what_nobody_approved_is_listed_and_not_among_what_changes(
    publisher: Client,
) -> None:
    claim = make_claim()
    publish_all()
    edit(claim, wording="A draft.")

    shown = page(publisher, claim).context["shown"]

    assert not shown.waiting
    assert [each.key for each in shown.drafts] == [claim.key]


def test_an_incident_is_shown_with_all_that_is_told_of_it(publisher: Client) -> None:
    incident = make_incident()
    claim = make_claim(about=incident)
    publish_all()
    edit(claim, wording="Otherwise.")
    approve()

    shown = page(publisher, incident, part="changes")

    assert [each.key for each in shown.context["shown"].waiting] == [claim.key]
    assert b"<html" not in shown.content


def test_objects_that_tell_of_what_is_hidden_are_only_counted() -> None:
    reader = browser("reader", cleared="CLEAR")
    claimant = make_identity(name="Somebody known")
    claim = make_claim(claimant=claimant)
    publish_all()
    edit(claim, wording="Otherwise.")
    approve()
    edit(claimant, marking="RED", name="Somebody secret")

    shown = page(reader, claim)

    assert "Somebody" not in shown.content.decode()
    assert shown.context["shown"].hidden >= 2


def test_problems_name_no_hidden_record() -> None:
    reader = browser("reader", cleared="CLEAR")
    incident = make_incident()
    publish_all()
    edit(incident, citations_changed=None, name="Another")
    secret = make_source(key="src-secret", name="Secret paper", marking="RED")
    claim = make_claim(about=incident)
    claim.citations.create(source=secret)
    edit(claim, name="Citing it")
    approve()

    shown = page(reader, claim).content.decode()

    assert "may not see" in shown
    assert "src-secret" not in shown
    assert "Secret paper" not in shown


def test_publishing_is_confirmed_and_leads_to_the_release(publisher: Client) -> None:
    claim = make_claim()
    publish_all()
    edit(claim, wording="Otherwise.")
    approve()

    answer = confirm(publisher, publisher.get(reverse("desk:publish")), "A better word")

    release = Release.objects.get(number=2)
    assert answer["Location"] == reverse("desk:release", args=[2])
    assert (release.note, release.records.get().key) == ("A better word", claim.key)
    assert claim.name in publisher.get(answer["Location"]).content.decode()


def test_what_changed_since_it_was_looked_at_is_not_published(
    publisher: Client,
) -> None:
    claim = make_claim()
    publish_all()
    edit(claim, wording="Otherwise.")
    approve()
    opened = publisher.get(reverse("desk:publish"))
    edit(claim, wording="Still otherwise.")
    approve()

    answer = confirm(publisher, opened)

    assert answer.status_code == 409
    assert "Look again." in answer.content.decode()
    assert Release.objects.count() == 1


def test_what_stands_in_the_way_is_shown_and_cannot_be_sent_by_hand(
    publisher: Client,
) -> None:
    publish_all()
    incident = make_incident()
    make_claim(about=incident)
    approve()
    opened = publisher.get(reverse("desk:publish"), {"record": lone_claim().key})

    answer = confirm(publisher, opened)

    assert opened.context["shown"].troubles
    assert answer.status_code == 409
    assert Release.objects.count() == 1


def lone_claim() -> Record:
    return Record.objects.filter(kind="claim").latest("pk")


def test_what_is_hidden_is_not_published_by_who_may_not_see_it(
    publisher: Client,
) -> None:
    publish_all()
    secret = make_incident(marking="RED", key="inc-secret")
    approve()

    opened = publisher.get(reverse("desk:publish"))
    sent = {"act": "publish", "versions": orjson.dumps({secret.key: 1}).decode()}
    answer = publisher.post(reverse("desk:publish"), sent)

    assert not opened.context["shown"].waiting
    assert answer.status_code == 409
    assert Release.objects.count() == 1


@pytest.mark.parametrize("versions", ["", "x", "[]", '{"a": "b"}'])
def test_a_list_of_versions_made_by_hand_is_refused(
    publisher: Client, versions: str
) -> None:
    answer = publisher.post(
        reverse("desk:publish"), {"act": "publish", "versions": versions}
    )

    assert answer.status_code == 404


def test_who_may_not_publish_is_refused() -> None:
    reader = browser("reader", "view_release")

    assert reader.get(reverse("desk:publish")).status_code == 403
    assert reader.post(reverse("desk:publish"), {"act": "publish"}).status_code == 403


def test_a_release_shows_what_the_reader_may_see_of_it() -> None:
    make_incident(name="A green incident", marking="GREEN")
    publish_all()

    clear = browser("reader", "view_release").get(reverse("desk:release", args=[1]))
    green = browser("chief", "view_release", cleared="GREEN").get(
        reverse("desk:release", args=[1])
    )

    assert "A green incident" not in clear.content.decode()
    assert clear.context["held"].hidden
    assert "A green incident" in green.content.decode()
    assert not green.context["held"].hidden
