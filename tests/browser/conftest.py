"""Tests in a real browser, the system's Chromium, on a copy of the published case.

A test takes `desk` (see `tests.browser.harness.Desk`) and needs no mark:

    def test_the_queue_is_read_by_keyboard(desk: Desk) -> None:
        page = desk.sign_in(desk.person("rita", "reviewer", clearance="AMBER"))
        page.goto(desk.url("desk:queue"))
        page.keyboard.press("j")
        axe(page)

`desk` has a database of its own, a copy of the published Albanian case with real
commits; the test reads and writes it through the ORM as usual. Tests that only look
take `shared_desk`, one copy for the module. The people of the demonstration are
there, each in his role; `analyst` and `reviewer` are cleared to RED.
`desk.sign_in(user, …)` opens a browser of its own each time, so two persons are two
calls. The test fails at its end on any violation of the Content-Security-Policy,
error in the console or request to another host; an answer that is meant to be an
error is allowed beforehand: `desk.allow("status of 409")`. `axe(page)` fails on
critical and serious findings.

Without Chromium these tests are skipped, unless CI is set: there they must run.
"""

import os
from collections.abc import Iterator
from threading import Condition
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.signals import request_finished, request_started
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from config import demo
from desk.models import Clearance
from tests.browser.harness import Desk
from tests.chromium import chromium
from tests.databases import copied_database

HOST = "localhost"  # passkeys work on no other name without HTTPS
PATIENCE = 60  # seconds


class UnderWay:
    """The requests that are being answered: their database must outlive them.

    A page may have asked for a preview that nobody waits for when its test ends.
    """

    def __init__(self) -> None:
        self._count, self._changed = 0, Condition()
        request_started.connect(self._began)
        request_finished.connect(self._ended)

    def wait(self) -> None:
        """Wait until all of them are answered."""
        with self._changed:
            assert self._changed.wait_for(lambda: not self._count, PATIENCE)

    def _began(self, **_: Any) -> None:
        with self._changed:
            self._count += 1

    def _ended(self, **_: Any) -> None:
        with self._changed:
            self._count -= 1
            self._changed.notify_all()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    # Playwright runs a loop in this thread, beside which Django refuses the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with chromium() as opened:
        yield opened
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="package")
def served() -> Iterator[str]:
    """The address of a server that answers from whichever database is in use."""
    server = LiveServerThread(HOST, StaticFilesHandler)
    server.daemon = True
    hosts = [*settings.ALLOWED_HOSTS, HOST]
    with override_settings(ALLOWED_HOSTS=hosts):
        server.start()
        server.is_ready.wait()
        if server.error:
            raise server.error
        yield f"http://{HOST}:{server.port}"
        server.terminate()


@pytest.fixture(scope="package")
def under_way() -> UnderWay:
    """What the server is busy with."""
    return UnderWay()


def clear_demo_users() -> None:
    """Let the demonstration's users read everything."""
    for user in User.objects.filter(username__in=(demo.ANALYST, demo.REVIEWER)):
        Clearance.objects.update_or_create(user=user, defaults={"marking": "RED"})


def checked(desk: Desk) -> Iterator[Desk]:
    """Lend the desk, close its browsers, and fail on what was wrong."""
    yield desk
    desk.close()
    assert not desk.unexpected()


@pytest.fixture
def desk(
    browser: Browser,
    served: str,
    under_way: UnderWay,
    first_run: tuple[str, demo.Demonstration],
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Desk]:
    """A desk over a copy of the published case, of the test's own."""
    published, _ = first_run
    with copied_database(published, "desk", django_db_blocker):
        clear_demo_users()
        yield from checked(Desk(served, browser))
        under_way.wait()


@pytest.fixture(scope="module")
def module_desk(
    browser: Browser,
    served: str,
    under_way: UnderWay,
    first_run: tuple[str, demo.Demonstration],
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Desk]:
    """One copy of the published case for the tests of a module."""
    published, _ = first_run
    with copied_database(published, "shared", django_db_blocker):
        clear_demo_users()
        yield Desk(served, browser)
        under_way.wait()


@pytest.fixture
def shared_desk(module_desk: Desk) -> Iterator[Desk]:
    """A desk over the copy that the module's tests share, for those that only look."""
    module_desk.problems.clear()
    module_desk.allowed.clear()
    yield from checked(module_desk)
