"""Nobody saves over another's head: who comes second chooses, and loses nothing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from incidents.models import Change, Incident, Record
from incidents.services import save_record
from incidents.vocab import Door
from tests.build import NOON, make_incident, make_source, make_user
from tests.desk.pages import address, typed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def incident() -> Incident:
    return make_incident(name="As it was", note="", citations=[])


def opened(browser: Client, record: Record) -> dict[str, Any]:
    """Return the form as a browser has it open."""
    page: Any = browser.get(address(type(record), "change", record.pk))
    return typed_in(page, {"reason": "Mine."})


def sent(browser: Client, record: Record, form: dict[str, Any]) -> Any:
    return browser.post(address(type(record), "change", record.pk), form)


def saved_by_another(record: Incident, **changes: Any) -> None:
    theirs = Incident.objects.get(pk=record.pk)
    owned = {"citations": changes.pop("citations")} if "citations" in changes else {}
    for name, value in changes.items():
        setattr(theirs, name, value)
    save_record(
        theirs,
        by=make_user("other"),
        at=NOON,
        door=Door.DESK,
        reason="Theirs.",
        owned=owned,
    )


def chosen(page: Any, **choices: str) -> dict[str, str]:
    """Return what a browser sends of the page of a conflict."""
    values = {"_joined": page.context["joined"]}
    for row in page.context["found"].differences:
        values[f"choose-{row.field}"] = choices.get(row.field, row.choice)
    return values


def versions(record: Record) -> Iterator[tuple[str, str]]:
    for change in Change.objects.filter(record_id=record.pk).order_by("version"):
        yield change.snapshot["name"], change.snapshot["note"]


def test_the_second_to_save_sees_three_versions_and_nothing_is_written(
    admin: Client, incident: Incident
) -> None:
    form = opened(admin, incident)
    saved_by_another(incident, name="As they say")

    page = sent(admin, incident, {**form, "name": "As I say"})

    assert page.status_code == 409
    text = page.content.decode()
    assert "As it was" in text
    assert "As they say" in text
    assert "As I say" in text
    assert list(versions(incident)) == [("As it was", ""), ("As they say", "")]


def test_what_was_chosen_becomes_the_next_version(
    admin: Client, incident: Incident
) -> None:
    form = opened(admin, incident)
    saved_by_another(incident, name="As they say")
    page = sent(admin, incident, {**form, "name": "As I say", "note": "My remark."})

    answer = sent(admin, incident, chosen(page, name="theirs"))

    assert answer.status_code == 302
    assert list(versions(incident))[-1] == ("As they say", "My remark.")
    last = Change.objects.filter(record_id=incident.pk).latest("version")
    assert (last.by.username, last.reason, last.version) == ("admin", "Mine.", 3)


def test_rows_typed_by_two_are_kept_of_both(admin: Client, incident: Incident) -> None:
    one, other, third = make_source(), make_source(), make_source()
    saved_by_another(incident, citations=[{"source": one}])
    page: Any = admin.get(address(Incident, "change", incident.pk))
    form = typed_in(page, {"reason": "Mine.", "citations-1-source": other.pk})
    saved_by_another(incident, citations=[{"source": one}, {"source": third}])

    page = sent(admin, incident, form)
    sent(admin, incident, chosen(page))

    incident.refresh_from_db()
    found = set(incident.citations.values_list("source__key", flat=True))
    assert found == {one.key, other.key, third.key}


def test_a_conflict_has_to_be_decided(admin: Client, incident: Incident) -> None:
    form = opened(admin, incident)
    saved_by_another(incident, name="As they say")
    page = sent(admin, incident, {**form, "name": "As I say"})

    again = sent(admin, incident, chosen(page))

    assert again.status_code == 409
    assert "Choose what to keep of: name" in again.content.decode()
    assert len(list(versions(incident))) == 2


def test_a_third_person_who_saves_meanwhile_is_shown_too(
    admin: Client, incident: Incident
) -> None:
    form = opened(admin, incident)
    saved_by_another(incident, name="As they say")
    page = sent(admin, incident, {**form, "name": "As I say"})
    saved_by_another(incident, name="As the third says")

    again = sent(admin, incident, chosen(page, name="mine"))

    assert again.status_code == 409
    assert "As the third says" in again.content.decode()
    assert len(list(versions(incident))) == 3


def test_what_is_wrong_in_mine_is_said_before_anything_is_chosen(
    admin: Client, incident: Incident
) -> None:
    form = opened(admin, incident)
    saved_by_another(incident, name="As they say")

    page = sent(admin, incident, {**form, "occurred": "2022-13", "name": "As I say"})

    assert page.status_code == 200
    text = page.content.decode()
    assert "2022-13" in text
    assert "As I say" in text


def test_a_form_that_does_not_say_its_version_is_refused(
    admin: Client, incident: Incident
) -> None:
    form = opened(admin, incident)
    del form["base"]

    page = sent(admin, incident, {**form, "name": "By hand"})

    assert "does not say which version" in page.content.decode()
    assert len(list(versions(incident))) == 1


def test_what_was_chosen_cannot_be_made_up(admin: Client, incident: Incident) -> None:
    form = {"_joined": "made-up:by:hand", "choose-name": "mine"}

    assert sent(admin, incident, form).status_code == 404


def test_who_may_no_longer_see_it_is_told_nothing_of_theirs(
    admin: Client, incident: Incident
) -> None:
    form = opened(admin, incident)
    saved_by_another(incident, name="As nobody may know", marking="RED")

    page = sent(admin, incident, {**form, "name": "As I say"})

    assert page.status_code in (302, 403, 404)
    assert "As nobody may know" not in page.content.decode()
