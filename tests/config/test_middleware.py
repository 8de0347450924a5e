"""What every answer carries, and whether the process says that it is well."""

import pytest
from django.test import Client

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
