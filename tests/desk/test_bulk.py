"""One edit of many records: looked at before, all of it or nothing, one group after."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from desk.bulk import Edit, How, edited
from incidents.models import Change, Incident, Record
from tests.build import make_event, make_identity, make_incident, make_user
from tests.desk.pages import address, messages

pytestmark = pytest.mark.django_db
PAGE = "/admin/bulk/incident/"


def choose(browser: Client, records: Sequence[Record]) -> Any:
    """Select records in their list and ask to edit them."""
    model = type(records[0])
    return browser.post(
        address(model, "changelist"),
        {"action": "edit_selected", "_selected_action": [each.pk for each in records]},
    )


def preview(browser: Client, records: Sequence[Record], **edits: Any) -> Any:
    sent = {name.replace("how_", "how-"): value for name, value in edits.items()}
    return browser.post(PAGE, {"record": [each.pk for each in records], **sent})


def save(browser: Client, page: Any, *, leave: Sequence[Record] = ()) -> Any:
    """Send the preview as a browser does, but for the rows that are left out."""
    rows = [row for row in page.context["rows"] if row.changes]
    data: dict[str, Any] = {}
    for name, value in page.context["sent"]:
        data.setdefault(name, []).append(value)
    left = {each.pk for each in leave}
    return browser.post(
        PAGE,
        {
            **data,
            "previewed": "1",
            "record": [row.record.pk for row in rows],
            "take": [row.record.pk for row in rows if row.record.pk not in left],
            **{f"version-{row.record.pk}": row.record.version for row in rows},
            "reason": "The sector was missing.",
            "_save": "1",
        },
    )


def add_sector(browser: Client, incidents: Sequence[Incident]) -> Any:
    return preview(browser, incidents, how_sectors="add", sectors="government")


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (Edit("sectors", How.ADD, ["energy", "health"]), ["health", "energy"]),
        (Edit("sectors", How.REMOVE, ["health"]), []),
        (Edit("sectors", How.SET, ["energy"]), ["energy"]),
        (Edit("sectors", How.CLEAR), []),
        (Edit("sectors", How.LEAVE), ["health"]),
    ],
)
def test_an_edit_of_a_list_does_what_it_says(edit: Edit, after: list[str]) -> None:
    assert edited({"sectors": ["health"]}, [edit])["sectors"] == after


def test_the_list_leads_to_the_page_with_what_was_selected(admin: Client) -> None:
    incidents = [make_incident(), make_incident()]
    make_incident(name="Not selected")

    answer = choose(admin, incidents)
    page = admin.get(answer.url)

    assert answer.url == PAGE
    assert [each.pk for each in page.context["records"]] == [
        each.pk for each in incidents
    ]


def test_the_preview_shows_before_and_after_and_saves_nothing(admin: Client) -> None:
    incident = make_incident(sectors=["health"])

    page = add_sector(admin, [incident])

    (row,) = page.context["rows"]
    assert row.changes == [("Sectors", "health", "health\ngovernment")]
    assert Change.objects.filter(record_id=incident.pk).count() == 1


def test_saving_makes_one_group_of_versions_with_the_reason(admin: Client) -> None:
    incidents = [make_incident() for _ in range(30)]

    answer = save(admin, add_sector(admin, incidents))

    assert answer.status_code == 302
    made = Change.objects.filter(version=2)
    assert made.count() == 30
    assert len({change.batch for change in made}) == 1
    assert {change.reason for change in made} == {"The sector was missing."}


def test_rows_that_fail_are_named_and_nothing_is_saved_until_they_are_left_out(
    admin: Client,
) -> None:
    good = [make_incident(name=f"Good {number}") for number in range(4)]
    bad = [
        make_incident(name=f"Bad {number}", follows=good[0], phase_of=None)
        for number in range(3)
    ]
    # No incident is a phase of itself: so each of these three cannot be changed.
    everything = [*good, *bad]

    page = preview(admin, everything, how_follows="set", follows=bad[0].pk)
    refused = save(admin, page)
    failing = [row.record for row in page.context["rows"] if row.problem]

    assert [each.name for each in failing] == ["Bad 0"]
    assert refused.status_code == 200
    assert "Bad 0" in messages(refused)[0]
    assert Change.objects.filter(version=2).count() == 0

    saved = save(admin, page, leave=failing)

    assert saved.status_code == 302
    assert Change.objects.filter(version=2).count() == 6


def test_a_record_saved_meanwhile_stops_it(admin: Client) -> None:
    incidents = [make_incident(), make_incident()]
    page = add_sector(admin, incidents)
    save(admin, add_sector(admin, incidents[:1]))

    refused = save(admin, page)

    assert "meanwhile" in messages(refused)[-1]
    assert Change.objects.filter(record_id=incidents[1].pk).count() == 1


def test_without_a_reason_nothing_is_saved(admin: Client) -> None:
    incident = make_incident()
    page = add_sector(admin, [incident])
    data = {"record": incident.pk, "take": incident.pk, "previewed": 1, "_save": 1}

    refused = admin.post(
        PAGE,
        {
            **data,
            f"version-{incident.pk}": 1,
            "how-sectors": "add",
            "sectors": "government",
        },
    )

    assert page.status_code == 200
    assert "Reason" in messages(refused)[0]
    assert Change.objects.filter(version=2).count() == 0


def test_an_edit_without_a_value_says_which(admin: Client) -> None:
    page = preview(admin, [make_incident()], how_occurred="set", occurred="")

    assert "Give a value" in page.content.decode()


def test_an_edit_of_nothing_is_refused(admin: Client) -> None:
    page = preview(admin, [make_incident()])

    assert "Choose at least one field" in page.content.decode()


def test_victims_are_added_to_those_that_are_there(admin: Client) -> None:
    one, other = make_identity(), make_identity()
    incident = make_incident(victims=[one])

    save(admin, preview(admin, [incident], how_victims="add", victims=other.pk))

    assert set(incident.victims.all()) == {one, other}


def test_records_that_the_user_may_not_see_are_not_edited(admin: Client) -> None:
    hidden = make_incident(name="Nobody may know", marking="RED")

    page = preview(admin, [hidden], how_note="set", note="Seen")

    assert page.status_code == 302
    assert Change.objects.filter(record_id=hidden.pk).count() == 1


def test_who_may_not_change_records_may_not_open_it(client: Client) -> None:
    client.force_login(make_user("reader", is_staff=True))

    assert client.get(reverse("desk:bulk", args=["incident"])).status_code == 403
    assert client.get(reverse("desk:bulk", args=["nothing"])).status_code == 404


def test_another_kind_has_its_own_fields(admin: Client) -> None:
    event = make_event()

    choose(admin, [event])
    page = admin.get(reverse("desk:bulk", args=["event"]))

    assert 'name="event_kind"' in page.content.decode()
