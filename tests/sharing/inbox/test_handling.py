"""What analysts do with posts, and what the cleaning takes."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import DatabaseError

from sharing.inbox import remove
from sharing.models import Handling, PostedObject, PostedState, PostStatus, Tray
from sharing.services import quarantine
from tests.build import NOON, make_user
from tests.sharing.inbox.posts import make_inbox, malware, minutes, post, reader, url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def one() -> PostedObject:
    post(malware())
    return PostedObject.objects.get()


def test_the_first_look_is_noted_and_no_other() -> None:
    found = one()

    quarantine.look_at(found, by=make_user("ann"), at=NOON)
    quarantine.look_at(found, by=make_user("ben"), at=minutes(1))

    assert PostedObject.objects.get().state == PostedState.SEEN
    assert Handling.objects.get().by.username == "ann"


def test_a_dismissal_needs_a_reason() -> None:
    found = one()

    with pytest.raises(ValidationError, match="Say why"):
        quarantine.dismiss([found], by=make_user(), at=NOON, reason="  ")

    assert PostedObject.objects.get().state == PostedState.NEW


def test_what_was_decided_on_is_not_dismissed_again() -> None:
    found = one()
    assert quarantine.dismiss([found], by=make_user(), at=NOON, reason="Old.") == 1

    again = quarantine.dismiss([found], by=make_user(), at=NOON, reason="Older.")

    assert again == 0
    assert Handling.objects.get().reason == "Old."


def test_what_was_done_with_a_post_only_grows() -> None:
    quarantine.look_at(one(), by=make_user(), at=NOON)

    with pytest.raises(DatabaseError, match=r"permission denied|append-only"):
        Handling.objects.all().delete()


def test_the_cleaning_deletes_statuses_of_over_a_day() -> None:
    post(malware(), at=NOON)
    post(url(), at=NOON + DAY)

    statuses, _ = quarantine.clean(at=NOON + DAY, removed_before=NOON)

    assert statuses == 1
    assert PostStatus.objects.get().at == NOON + DAY


def test_the_cleaning_erases_what_was_removed_and_frees_its_room() -> None:
    post(malware(), url())
    remove(reader(), make_inbox(), malware()["id"], at=minutes(1))
    before = Tray.objects.get().size

    early = quarantine.clean(at=minutes(2), removed_before=NOON)
    late = quarantine.clean(at=minutes(2), removed_before=minutes(1))

    gone = PostedObject.objects.get(type="malware")
    assert (early[1], late[1]) == (0, 1)
    assert (bytes(gone.body), gone.name, gone.size) == (b"", "", 0)
    kept = PostedObject.objects.get(type="url")
    assert Tray.objects.get().size == kept.size < before


def test_what_was_taken_over_keeps_its_text_though_the_partner_removed_it() -> None:
    found = one()
    quarantine.note_taken([found], by=make_user(), at=NOON, batch=uuid4())
    remove(reader(), make_inbox(), malware()["id"], at=minutes(1))

    quarantine.clean(at=minutes(2), removed_before=minutes(2))

    assert PostedObject.objects.get().body


def test_the_command_says_how_much_it_cleaned(
    capsys: pytest.CaptureFixture[str],
) -> None:
    post(malware())

    call_command("clean_inbox")

    assert capsys.readouterr().out == "1 statuses deleted, 0 texts erased.\n"
