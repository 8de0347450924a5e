"""Every page, opened by everybody who may not: strangers, each role, the uncleared.

The table of pages is `tests.desk.doors`, the record they are about `tests.desk.world`.
"""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from axes.models import AccessFailureLog, AccessLog
from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from desk.models import Clearance
from tests.build import make_user
from tests.databases import copied_database
from tests.desk.door import LETTERS, LIKE_GET, Door
from tests.desk.doors import OPEN, OWN, doors, names
from tests.desk.world import HIDDEN, World, make_world, person

REFUSED = (403, 404, 405)
# What is new in each answer.
CHANGING = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, migrated: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """The half-hidden record, made once for all tests here."""
    with copied_database(migrated, "doors", django_db_blocker):
        made = make_world()
        by = make_user("administrator", is_staff=True)
        LogEntry.objects.log_actions(by.pk, [by], CHANGE, "x", single_object=True)
        for log in (AccessLog, AccessFailureLog):
            log.objects.create(username="somebody")
        yield made


@pytest.fixture(autouse=True)
def as_it_was(world: World) -> Iterator[None]:
    """Take back what a test does."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def table(world: World) -> dict[str, Door]:
    return doors(world)


def browser(role: str, cleared_to: str = "RED") -> Client:
    """Return the browser of somebody in a role; what fails is an answer, no error."""
    client = Client(raise_request_exception=False)
    client.force_login(person(role, cleared_to))
    return client


def asked(client: Client, method: str, name: str, door: Door, *args: Any) -> Any:
    address = reverse(name, args=args) + door.query
    return getattr(client, method)(address, door.data if method == "post" else None)


def text_of(answer: Any) -> str:
    """Return all that an answer tells, its headers too."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return f"{headers}\n{body.decode(errors='replace')}"


def test_every_address_says_who_may_open_it(table: dict[str, Door]) -> None:
    told = {*table, *OPEN, *OWN}

    assert not names() - told, "tests/desk/doors.py has no line for these pages"
    assert not told - names(), "tests/desk/doors.py has lines for pages that are gone"


def test_strangers_are_led_to_the_sign_in_page(
    table: dict[str, Door], client: Client
) -> None:
    let_in = []
    for name, door in table.items():
        for method in ("get", "post"):
            answer = asked(client, method, name, door, *door.seen[0])
            leads_to = answer.headers.get("Location", "")
            if answer.status_code != 405 and "/login/" not in leads_to:
                let_in.append(f"{method} {name}: {answer.status_code} {leads_to}")

    assert not let_in


@pytest.mark.parametrize("name", sorted(OWN))
def test_strangers_have_no_account_to_look_after(client: Client, name: str) -> None:
    args = [1] if name.endswith(("remove_webauthn", "edit_webauthn")) else []

    answer = client.get(reverse(name, args=args))

    assert answer.status_code in (302, *REFUSED)
    assert "/accounts/" in answer.headers.get("Location", "/accounts/")


def test_who_has_no_role_is_refused_everywhere(table: dict[str, Door]) -> None:
    client = Client()
    client.force_login(make_user("nobody"))

    let_in = [
        name
        for name, door in table.items()
        if asked(client, "get", name, door, *door.seen[0]).status_code not in (302, 405)
    ]

    assert not let_in
    assert client.get(reverse("admin:login")).status_code == 403


@pytest.mark.parametrize("letter", LETTERS)
def test_each_role_opens_what_it_may_and_nothing_else(
    table: dict[str, Door], letter: str
) -> None:
    client = browser(LETTERS[letter])
    wrong = []
    for name, door, method, args in trials(table, letter):
        status = asked(client, method, name, door, *args).status_code
        is_right = (status in REFUSED) is not door.lets(letter, method)
        if not is_right or status >= 500:
            wrong.append(f"{method} {name} {args}: {status}")

    assert not wrong, LETTERS[letter]


def trials(table: dict[str, Door], letter: str) -> Iterator[tuple[Any, ...]]:
    """Yield what is tried by a role: all that it may not, and what it may.

    What all readers may is tried by the reader, and opened rather than sent to: the
    others hold his permissions, as the test of roles says.
    """
    for name, door in table.items():
        is_tried = letter == "d" or "d" not in door.get
        if is_tried or not door.lets(letter, "get"):
            yield from ((name, door, "get", args) for args in door.seen)
        if door.post != LIKE_GET or not door.lets(letter, "post"):
            yield name, door, "post", door.seen[0]


@pytest.mark.parametrize("role", ["reader", "superuser"])
def test_pages_tell_the_uncleared_nothing_of_what_is_hidden(
    world: World, table: dict[str, Door], role: str
) -> None:
    client = browser(role, "CLEAR")
    secrets = [HIDDEN, *world.uids()]
    told = []
    for name, door in table.items():
        further = door.queries if role == "superuser" else ()
        for args in door.seen:
            for query in (door.query, *further):
                answer = client.get(reverse(name, args=args) + query)
                # What the reader typed himself may come back.
                typed = query.rpartition("=")[2] or "\0"
                text = text_of(answer).replace(typed, "").lower()
                found = [each for each in secrets if each in text]
                if found or answer.status_code >= 500:
                    around = text[max(text.find((found or [""])[0]) - 60, 0) :][:140]
                    told.append(f"{name} {args} {query}: {found} {around!r}")

    assert not told, "\n".join(told)


@pytest.mark.parametrize("role", ["reader", "superuser"])
def test_a_hidden_record_is_not_there_for_the_uncleared(
    table: dict[str, Door], role: str
) -> None:
    client = browser(role, "CLEAR")
    wrong = []
    for name, door in table.items():
        for args, method in product(door.hidden, ("get", "post")):
            answer = asked(client, method, name, door, *args)
            text = text_of(answer)
            for each in args:
                text = text.replace(str(each), "")
            if answer.status_code not in REFUSED or HIDDEN in text.lower():
                wrong.append(f"{method} {name} {args}: {answer.status_code}")

    assert not wrong


def test_a_hidden_record_is_like_one_that_is_not_there(table: dict[str, Door]) -> None:
    client = browser("superuser", "CLEAR")

    def told(key: str) -> str:
        answer = client.get(reverse("desk:record", args=[key]))
        return CHANGING.sub("", text_of(answer).replace(key, ""))

    assert told(f"{HIDDEN}-tool") == told("no-such-tool")


def test_the_cleared_see_what_others_do_not(table: dict[str, Door]) -> None:
    client = browser("reader", "RED")

    for name in ("desk:record", "admin:incidents_tool_change"):
        door = table[name]
        assert asked(client, "get", name, door, *door.hidden[0]).status_code == 200


def test_clearance_counts_from_the_moment_it_is_given(table: dict[str, Door]) -> None:
    client, door = browser("reader", "CLEAR"), table["desk:record"]
    before = asked(client, "get", "desk:record", door, *door.hidden[0])

    Clearance.objects.filter(user__username="reader cleared to CLEAR").update(
        marking="RED"
    )

    after = asked(client, "get", "desk:record", door, *door.hidden[0])
    assert (before.status_code, after.status_code) == (404, 200)
