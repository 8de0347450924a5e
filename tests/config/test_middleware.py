"""What every answer carries, and whether the process says that it is well."""

import pytest
from django.test import Client


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
