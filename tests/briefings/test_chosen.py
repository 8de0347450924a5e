"""What a briefing is about: chosen in a list, shown by a saved view, or a campaign."""

from typing import Any

import pytest
from django.test import Client

from briefings.models import Draft
from desk.models import SavedView
from desk.roles import OFFICER, READER
from incidents.models import Case, Incident
from tests.briefings.test_desk_pages import NEW, previewed, typed
from tests.desk.pages import address
from tests.desk.world import person

pytestmark = pytest.mark.usefixtures("published")


def desk_of(role: str, cleared_to: str = "RED") -> Client:
    client = Client()
    client.force_login(person(role, cleared_to))
    return client


def chosen(client: Client, *keys: str, **more: Any) -> Any:
    """Select incidents in their list and ask for a briefing about them."""
    rows = Incident.objects.filter(key__in=keys)
    sent = {"_selected_action": [each.pk for each in rows], **more}
    return client.post(
        address(Incident, "changelist"), {"action": "brief_selected", **sent}
    )


def make_view(query: str, **fields: Any) -> SavedView:
    owner = person("analyst")
    told = {"list": "incidents.incident", "is_shared": True, "owner": owner}
    return SavedView.objects.create(name="A view", query=query, **{**told, **fields})


def test_a_briefing_begins_with_the_incidents_chosen_in_their_list() -> None:
    client = desk_of(OFFICER)

    answer = chosen(client, "inc-one", "inc-two")
    text = client.get(answer["Location"]).content.decode()

    assert '<option value="inc-one" selected>' in text
    assert '<option value="inc-two" selected>' in text


def test_all_that_a_list_shows_is_chosen_at_once() -> None:
    client = desk_of(OFFICER)

    answer = chosen(client, "inc-one", select_across="1")
    text = client.get(answer["Location"]).content.decode()

    assert '<option value="inc-two" selected>' in text


def test_who_begins_no_briefing_is_not_offered_one_in_the_list() -> None:
    client = desk_of(READER)

    assert "brief_selected" not in client.get(address(Incident, "changelist")).text


def test_a_saved_view_says_what_a_briefing_is_about() -> None:
    view = make_view("q=second")

    desk_of(OFFICER).post(NEW, typed(about=[], view=view.pk))

    assert Draft.objects.get().asked["about"] == ["inc-two"]


def test_a_saved_view_adds_to_what_is_chosen_and_the_preview_follows() -> None:
    view = make_view("q=second")

    told = previewed(desk_of(OFFICER), view=view.pk)

    assert "Second attack" in told["html"]
    assert "Attack on the ministry" in told["html"]


@pytest.mark.parametrize(("clearance", "is_told"), [("RED", True), ("GREEN", False)])
def test_a_saved_view_brings_only_what_the_officer_may_see(
    clearance: str, *, is_told: bool
) -> None:
    view = make_view("", list="incidents.case")
    Case.objects.update(marking="RED", clearance=4)

    told = previewed(desk_of(OFFICER, clearance), about=[], view=view.pk)

    assert ("html" in told) == is_told


def test_a_view_that_somebody_keeps_to_himself_is_no_choice_of_others() -> None:
    view = make_view("q=second", is_shared=False)

    answer = desk_of(OFFICER).post(NEW, typed(view=view.pk))

    assert answer.status_code == 422
    assert "A view" not in desk_of(OFFICER).get(NEW).content.decode()
