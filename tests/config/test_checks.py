"""Nothing starts on wrong settings, and each fault is named with its way out."""

import os
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.checks import Error, run_checks
from django.db import connection

from config.databases import VARIABLES
from tests.databases import as_owner

SETTINGS = str(Path(settings.BASE_DIR) / "config" / "settings.py")
RIGHT = {
    "PROFILE": "production",
    "DATABASE_URL": "postgresql://app:unused@db.example/record",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijk",
    "TOKEN_PEPPER": "another0123456789abcdefghijklmnopqrstuvwxyz0123456789",
    "ALLOWED_HOSTS": "record.example.org",
    "EMAIL_URL": "smtp+tls://mail.example.org:587",
}


def run(*words: str, **changed: str) -> subprocess.CompletedProcess[str]:
    """Run a program in production settings, some of them changed."""
    return subprocess.run(
        [sys.executable, *words],
        check=False,
        capture_output=True,
        text=True,
        cwd=settings.BASE_DIR,
        env={"PATH": os.environ["PATH"], **RIGHT, **changed},
    )


@pytest.mark.parametrize(
    ("variable", "value", "code"),
    [
        ("CSRF_TRUSTED_ORIGINS_FILE", "/nowhere", "config.E001"),
        ("HTTPS", "perhaps", "config.E002"),
        ("PROFILE", "test", "config.E002"),
        ("STATE_DIR", "not/from/the/root", "config.E003"),
        ("DATABASE_URL", "postgresql://db.example", "config.E004"),
        ("DATABASE_URL", "mysql://app@db.example/record", "config.E005"),
        ("SECRET_KEY", "", "config.E006"),
        ("SECRET_KEY", "short", "config.E006"),
        ("DEBUG", "on", "config.E008"),
        ("ALLOWED_HOSTS", "", "config.E009"),
        ("ALLOWED_HOSTS", "*", "config.E009"),
        ("LOCAL_SIGN_IN", "off", "config.E018"),
        ("EMAIL_URL", "", "config.E019"),
        ("EMAIL_URL", "smtp://user:word@host:port", "config.E019"),
        ("EMAIL_URL", "pigeon://mail.example.org", "config.E019"),
        ("SESSION_IDLE_MINUTES", "0", "config.E002"),
        ("TOKEN_LONGEST_DAYS", "0", "config.E002"),
        ("TOKEN_PEPPER", "", "config.E020"),
        ("TOKEN_PEPPER", "short", "config.E020"),
    ],
)
def test_settings_note_a_wrong_variable(
    variable: str, value: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, right in {**RIGHT, variable: value}.items():
        monkeypatch.setenv(name, right)

    problems = runpy.run_path(SETTINGS)["ENVIRONMENT_PROBLEMS"]

    assert [(one.code, one.variable) for one in problems] == [(code, variable)]


def test_every_fault_is_named_at_once() -> None:
    done = run("manage.py", "check", SECRET_KEY="", ALLOWED_HOSTS="", HTTPS="perhaps")

    assert done.returncode == 1
    assert done.stderr.count("(config.E") == 3
    assert done.stderr.count("HINT: ") == 3
    assert "Traceback" not in done.stderr


def test_migrating_without_the_owner_is_refused() -> None:
    done = run("manage.py", "migrate")

    assert "(config.E007) DATABASE_OWNER_URL is not set" in done.stderr


def test_production_settings_leave_nothing_to_warn_of(tmp_path: Path) -> None:
    (tmp_path / "staticfiles.json").write_text("{}")

    done = run(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        STATIC_ROOT=str(tmp_path),
    )

    assert done.returncode == 0, done.stderr


def test_static_files_that_were_not_collected_are_named(tmp_path: Path) -> None:
    done = run("manage.py", "check", "--deploy", STATIC_ROOT=str(tmp_path))

    assert "(config.E014) STATIC_ROOT" in done.stderr


def test_the_web_server_does_not_start_on_wrong_settings() -> None:
    done = run("-c", "import config.wsgi", DATABASE_URL="postgresql://a@127.0.0.1:1/b")

    assert done.returncode == 4
    assert "(config.E010) DATABASE_URL leads to no database" in done.stderr


def test_a_database_that_does_not_answer_is_named() -> None:
    url = "postgresql://owner@127.0.0.1:1/record"

    done = run("manage.py", "migrate", DATABASE_URL=url, DATABASE_OWNER_URL=url)

    assert done.returncode == 1
    assert "(config.E010) DATABASE_OWNER_URL leads to no database" in done.stderr
    assert "Traceback" not in done.stderr


def found_on_the_server() -> list[str | None]:
    """Return the ids of what the check of the server finds."""
    found = run_checks(databases=["default"], tags=["database"])
    return [one.id for one in found if isinstance(one, Error)]


@pytest.mark.django_db
def test_the_application_role_is_right() -> None:
    assert found_on_the_server() == []


@pytest.mark.usefixtures("fresh_database")
def test_connecting_as_the_owner_is_refused() -> None:
    with as_owner():
        assert found_on_the_server() == ["config.E013"]


@pytest.mark.django_db
def test_an_old_server_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "pg_version", 140012)

    assert found_on_the_server() == ["config.E011"]


def test_each_role_is_named_by_a_variable() -> None:
    assert set(VARIABLES) == set(settings.DATABASE_ROLES)
