"""What every answer carries, and whether the process says that it is well."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, RequestFactory

from tests.build import make_user


@pytest.mark.django_db
def test_health_is_answered_without_login(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_pages_may_load_our_own_files_only(client: Client) -> None:
    policy = client.get("/admin/login/").headers["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy


def test_an_unknown_host_is_not_answered(client: Client) -> None:
    assert client.get("/admin/", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("vouched", "status"),
    [("same-origin", 302), ("cross-site", 403), ("none", 403), ("", 403)],
)
@pytest.mark.parametrize("hidden", [{}, {"origin": "null"}])
def test_a_form_of_hidden_origin_is_taken_if_the_browser_vouches_for_it(
    vouched: str, status: int, hidden: dict[str, str]
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user("anna", is_staff=True))
    page = browser.get("/admin/settings/", secure=True).context
    sent = {"theme": "dark", "csrfmiddlewaretoken": str(page["csrf_token"])}

    answer = browser.post(
        "/admin/settings/",
        sent,
        secure=True,
        headers={"sec-fetch-site": vouched, **hidden},
    )

    assert answer.status_code == status


@pytest.mark.django_db
def test_a_form_that_is_vouched_for_needs_its_token_still() -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user("anna", is_staff=True))

    answer = browser.post(
        "/admin/settings/",
        {"theme": "dark"},
        secure=True,
        headers={"sec-fetch-site": "same-origin"},
    )

    assert answer.status_code == 403


def test_a_head_is_answered_with_the_length_of_a_body_and_without_one(
    fresh_database: None,  # a server's handler leaves no transaction of a test open
) -> None:
    told: dict[str, str] = {}
    request = RequestFactory().head("/healthz")

    def start(
        status: str, headers: Any, error: Any = None, /
    ) -> Callable[[bytes], Any]:
        told.update(headers)
        return bytes

    body = b"".join(WSGIHandler()(request.environ, start))

    assert body == b""
    assert told["Content-Length"] == "3"


@pytest.mark.django_db
def test_the_bare_address_leads_to_the_desk(client: Client) -> None:
    answer = client.get("/")

    assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_a_command_ends_in_silence_when_its_reader_has_gone() -> None:
    reader, writer = os.pipe()
    os.close(reader)

    run = subprocess.run(
        [sys.executable, "manage.py", "help", "--commands"],
        stdout=writer,
        stderr=subprocess.PIPE,
        cwd=settings.BASE_DIR,
        check=False,
    )

    assert (run.returncode, run.stderr) == (128 + signal.SIGPIPE, b"")
